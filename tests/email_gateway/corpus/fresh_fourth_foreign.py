"""The fourth batch of fresh replies, from programs set to other languages."""

from tests.email_gateway.corpus.fresh import (
    ABSENCE,
    BILL,
    CALENDAR,
    FULL,
    FULL_HTML,
    HABIT,
    NARROW,
    QUESTION,
    SEEN,
    Fresh,
    breaks,
    divs,
    word,
)
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_EN = "Hello,\nGabriel will eat on Thursday. On Friday his uncle Paul picks him up at 5:30.\nThanks a lot"
_FR = "Bonjour, mon mari va envoyer le papier ce soir. Merci"
_PT = "Bom dia\nO pai vai buscar o Gabriel na sexta às 17h30.\nObrigada"
_ES = "Hola, Jade vuelve el lunes.\n- lunes: sí\n- martes: no"
_TR = "Merhaba, Sofia salı günü gelmeyecek.\nTeşekkürler"
_AR = "مرحبا\nصوفيا لن تأكل يوم الثلاثاء\nشكرا"
_UK = "Добрий день, Софія хворіє, у вівторок її не буде"
_RO = "Da, mănâncă joi.\nVineri vine bunica"
_IT = "Buongiorno, giovedì mangia a scuola. Venerdì viene lo zio."
_DE = "Guten Tag,\nJade kommt am Montag wieder.\nViele Grüße"
_PL = "Dzień dobry, Zosia jest chora do środy"
_GREY = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"

FOURTH_FOREIGN: tuple[Fresh, ...] = (
    Fresh(
        "Gmail, web, narrow space before PM",
        "en",
        SEEN,
        QUESTION,
        _EN,
        f"{_EN}\n\nOn Tue, Nov 24, 2026 at 10:12{NARROW}AM {OFFICE} <\n{TOKEN_ADDRESS}> wrote:\n\n{QUESTION.as_gmail_text()}\n",
        f'<div dir="ltr">{divs(_EN)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        'class="gmail_attr">On Tue, Nov 24, '
        f'2026 at 10:12{NARROW}AM {FULL_HTML} wrote:<br></div><blockquote class="gmail_quote" '
        f'style="{_GREY}">{QUESTION.html("m_2")}</blockquote>'
        "</div>",
    ),
    Fresh(
        "Outlook desktop, English program of a French family",
        "en",
        SEEN,
        ABSENCE,
        _FR,
        None,
        f"<html><body lang=EN-US><div class=WordSection1>{word(_FR)}<div><div style='border:none;border-top:solid #E1E1E1 "
        "1.0pt;padding:3.0pt 0in "
        f"0in 0in'><p class=MsoNormal><b>From:</b> {FULL_HTML} <br><b>Sent:</b> Tuesday, November 24, 2026 10:12 "
        f"AM<br><b>To:</b> {PARENT_ADDRESS}"
        f"<br><b>Subject:</b> {ABSENCE.subject}<o:p></o:p></p></div></div>{ABSENCE.inner()}</div></body></html>",
    ),
    Fresh(
        "Proton Mail, English",
        "en",
        SEEN,
        BILL,
        _FR,
        f"{_FR}\n\nSent with [Proton Mail](https://proton.me/mail/home) secure email.\n\nOn Tuesday, November 24th, 2026 at "
        f"10:12, {FULL} wrote:\n"
        f"\n{BILL.quoted()}\n",
    ),
    Fresh(
        "Yahoo, web",
        "en",
        SEEN,
        CALENDAR,
        _EN,
        f"{_EN}\n\n    On Tuesday, November 24, 2026 at 10:12:33 AM GMT+1, {OFFICE} <{TOKEN_ADDRESS}> wrote:  \n \n {CALENDAR.text}\n",
    ),
    Fresh(
        "Samsung, English",
        "en",
        SEEN,
        QUESTION,
        _EN,
        f"{_EN}\n\n\n\nSent from my Galaxy\n\n\n-------- Original message --------\nFrom: {OFFICE} <{TOKEN_ADDRESS}> \nDate: "
        "24/11/2026  10:12  "
        f"(GMT+01:00) \nTo: {PARENT_ADDRESS} \nSubject: {QUESTION.subject} \n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Gmail, Portugal",
        "pt",
        SEEN,
        QUESTION,
        _PT,
        f"{_PT}\n\n{OFFICE} <{TOKEN_ADDRESS}> escreveu (terça, 24/11/2026 à(s)\n10:12):\n\n{QUESTION.as_gmail_text()}\n",
    ),
    Fresh(
        "iPhone, Portugal",
        "pt",
        SEEN,
        BILL,
        _PT,
        f"{_PT}\n\nEnviado do meu iPhone\n\n> No dia 24/11/2026, às 10:12, {FULL} escreveu:\n> \n{BILL.quoted()}\n",
    ),
    Fresh(
        "Outlook for Android, Spain",
        "es",
        SEEN,
        ABSENCE,
        _ES,
        f"{_ES}\n\nObtener Outlook para Android<https://aka.ms/AAb9ysg>\n________________________________\nDe: "
        f"{FULL}\nEnviado: martes, 24 de "
        f"noviembre de 2026 10:12:30\nPara: {PARENT_ADDRESS} <{PARENT_ADDRESS}>\nAsunto: {ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "iPhone, Spain",
        "es",
        SEEN,
        CALENDAR,
        _ES,
        f"{_ES}\n\nEnviado desde mi iPhone\n\n> El 24 nov 2026, a las 10:12, {FULL} escribió:\n> \n> \ufeff\n{CALENDAR.quoted()}\n",
        None,
        "base64",
    ),
    Fresh(
        "Gmail, Turkey",
        "tr",
        SEEN,
        CALENDAR,
        _TR,
        f"{_TR}\n\n{OFFICE} <{TOKEN_ADDRESS}>, 24 Kas 2026 Sal, 10:12\ntarihinde şunu yazdı:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "iPhone, Turkey",
        "tr",
        HABIT,
        QUESTION,
        _TR,
        f"{_TR}\n\niPhone’umdan gönderildi\n\n> {OFFICE} <{TOKEN_ADDRESS}> şunları yazdı (24 Kas 2026 10:12):\n> \n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Outlook, Turkey",
        "tr",
        HABIT,
        BILL,
        _TR,
        f"{_TR}\n\n________________________________\nGönderen: {FULL}\nGönderildi: 24 Kasım 2026 Salı 10:12\nKime: {PARENT_ADDRESS}\nKonu: "
        f"{BILL.subject}\n\n{BILL.text}\n",
    ),
    Fresh(
        "Gmail, Arabic",
        "ar",
        SEEN,
        CALENDAR,
        _AR,
        f"{_AR}\n\nفي الثلاثاء، ٢٤ نوفمبر ٢٠٢٦ في ١٠:١٢ ص تمت كتابة ما يلي بواسطة {OFFICE} "
        f"<\n{TOKEN_ADDRESS}>:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Samsung, Arabic",
        "ar",
        HABIT,
        ABSENCE,
        _AR,
        f"{_AR}\n\n\nتم الإرسال من هاتف Samsung Galaxy الذكي.\n\n-------- الرسالة الأصلية --------\nمن: {FULL} \nالتاريخ: "
        "٢٤\u200f/١١\u200f/٢٠٢٦ ١٠:١٢ ص (GMT+01:00) \nإلى: "
        f"{PARENT_ADDRESS} \nالموضوع: {ABSENCE.subject} \n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Gmail, Ukraine",
        "uk",
        SEEN,
        CALENDAR,
        _UK,
        f"{_UK}\n\nвт, 24 лист. 2026 р. о 10:12 {OFFICE} <\n{TOKEN_ADDRESS}> пише:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Yahoo, Romania",
        "ro",
        HABIT,
        QUESTION,
        _RO,
        f"{_RO}\n\n\nTrimis de pe Yahoo Mail pe Android \n \n  Pe mar., nov. 24, 2026 la 10:12, {OFFICE}<{TOKEN_ADDRESS}> a scris:   "
        f"{QUESTION.text}\n",
    ),
    Fresh(
        "Libero, Italy",
        "it",
        HABIT,
        QUESTION,
        _IT,
        None,
        f'<html><body><p>{_IT}</p><blockquote type="cite"><p>Il 24/11/2026 10:12 CET {FULL_HTML} ha '
        f"scritto:</p><p>&nbsp;</p>{QUESTION.inner()}"
        "</blockquote></body></html>",
    ),
    Fresh(
        "GMX, Germany",
        "de",
        SEEN,
        ABSENCE,
        _DE,
        f'{_DE}\n \n\nGesendet: Dienstag, 24. November 2026 um 10:12 Uhr\nVon: "{OFFICE}" <{TOKEN_ADDRESS}>\nAn: '
        f"{PARENT_ADDRESS}\nBetreff: "
        f"{ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "WP, Poland",
        "pl",
        HABIT,
        ABSENCE,
        _PL,
        f"{_PL}\n\nDnia 24 listopada 2026 10:12 {OFFICE} <{TOKEN_ADDRESS}> napisał(a):\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "FairEmail, English",
        "en",
        SEEN,
        BILL,
        _FR,
        None,
        f'<html><head></head><body><div>{breaks(_FR)}</div><br><div fairemail="reference"><p>Nov 24, 2026 10:12:33 AM '
        f"{FULL_HTML}:</p><blockquote "
        f'style="margin:0;border-left:3px solid #ccc;padding-left:3px">{BILL.inner()}</blockquote></div></body></html>',
    ),
)
