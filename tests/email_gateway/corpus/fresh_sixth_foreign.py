"""The sixth batch of fresh replies, from programs set to other languages."""

from tests.email_gateway.corpus.fresh import ABSENCE, BILL, CALENDAR, FULL, FULL_HTML, HABIT, QUESTION, SEEN, Fresh, breaks, divs
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_EN = "Hi, please cancel Tuesday only.\nThursday is fine."
_PT = "Bom dia, a Jade está doente, fica em casa até quinta."
_ES = "Hola, ¿por qué 12 comidas?\nFueron 10. Gracias"
_TR = "Merhaba, perşembe günü yemek istiyoruz"
_AR = "غابرييل سيأكل يوم الخميس\nوالجمعة يأتي عمه"
_FR = "oui pour le 1, sa mamie pour le 2"
_RU = "Отмените вторник, пожалуйста"
_IT = "Grazie, ho pagato ieri con PayFiP."
_DE = "Bitte Dienstag streichen. Danke!"
_RO = "Sofia vine numai joi"

SIXTH_FOREIGN: tuple[Fresh, ...] = (
    Fresh(
        "Gmail, text",
        "en",
        SEEN,
        CALENDAR,
        _EN,
        f"{_EN}\n\nOn Tue, 24 Nov 2026 at 10:12, {OFFICE} <{TOKEN_ADDRESS}>\nwrote:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook, web, HTML",
        "en",
        SEEN,
        QUESTION,
        _FR,
        None,
        f'<html><body dir="ltr"><div class="elementToProof">{_FR}</div><div id="appendonsend"></div><hr '
        'style="display:inline-block;width:98%" '
        f'tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> {FULL_HTML}<br><b>Sent:</b> Tuesday, November 24, 2026 '
        "10:12 AM<br><b>To:</b> "
        f"{PARENT_ADDRESS}<br><b>Subject:</b> {QUESTION.subject}</div>{QUESTION.inner()}</body></html>",
    ),
    Fresh(
        "Apple Mail, English",
        "en",
        SEEN,
        BILL,
        _EN,
        f"{_EN}\n\n> On 24 Nov 2026, at 10:12, {FULL} wrote:\n> \n{BILL.quoted()}\n",
    ),
    Fresh(
        "Thunderbird, English",
        "en",
        SEEN,
        QUESTION,
        _FR,
        f"{_FR}\n\nOn 24/11/2026 10:12, {OFFICE} wrote:\n{QUESTION.quoted()}\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Gmail on a telephone, Portugal",
        "pt",
        SEEN,
        ABSENCE,
        _PT,
        f"{_PT}\n\nA terça, 24/11/2026, 10:12, {OFFICE} <\n{TOKEN_ADDRESS}> escreveu:\n\n{ABSENCE.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook, Portugal, HTML",
        "pt",
        SEEN,
        ABSENCE,
        _PT,
        None,
        f'<html><body dir="ltr">{divs(_PT)}<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div '
        f'id="divRplyFwdMsg" dir="ltr"><b>De:</b> {FULL_HTML}<br><b>Enviado:</b> terça-feira, 24 de novembro de 2026 10:12<br><b>Para:</b> '
        f"{PARENT_ADDRESS}<br><b>Assunto:</b> {ABSENCE.subject}</div>{ABSENCE.html('x_')}</body></html>",
    ),
    Fresh(
        "Gmail, Spain",
        "es",
        SEEN,
        BILL,
        _ES,
        f"{_ES}\n\nEl mar, 24 nov 2026 a las 10:12, {OFFICE} (<\n{TOKEN_ADDRESS}>) escribió:\n\n{BILL.as_gmail_text()}\n",
    ),
    Fresh(
        "Samsung, Spain",
        "es",
        SEEN,
        QUESTION,
        _ES,
        f"{_ES}\n\n\nEnviado desde mi Galaxy\n\n\n-------- Mensaje original --------\nDe: {FULL} \nFecha: 24/11/26  10:12  "
        "(GMT+01:00) \nPara: "
        f"{PARENT_ADDRESS} \nAsunto: {QUESTION.subject} \n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Gmail, Turkey, HTML",
        "tr",
        SEEN,
        QUESTION,
        _TR,
        None,
        f'<div dir="auto">{breaks(_TR)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">{FULL_HTML}, 24 Kas 2026 '
        f'Sal, 10:12 tarihinde şunu yazdı:<br></div><blockquote class="gmail_quote">{QUESTION.inner()}</blockquote></div>',
    ),
    Fresh(
        "Gmail, Arabic, HTML",
        "ar",
        SEEN,
        QUESTION,
        _AR,
        None,
        f'<div dir="rtl">{breaks(_AR)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="rtl" '
        'class="gmail_attr">في الثلاثاء، ٢٤ نوفمبر ٢٠٢٦ '
        f'في ١٠:١٢ ص تمت كتابة ما يلي بواسطة {FULL_HTML}:<br></div><blockquote class="gmail_quote">{QUESTION.inner()}</blockquote></div>',
    ),
    Fresh(
        "iPhone, Russian",
        "ru",
        HABIT,
        CALENDAR,
        _RU,
        f"{_RU}\n\nОтправлено с iPhone\n\n> 24 нояб. 2026 г., в 10:12, {FULL} написал(а):\n> \n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Outlook for Android, Italy",
        "it",
        SEEN,
        BILL,
        _IT,
        f"{_IT}\n\nScarica Outlook per Android<https://aka.ms/AAb9ysg>\n________________________________\nDa: {FULL}\nInviato: "
        "martedì 24 novembre 2026 "
        f"10:12:30\nA: {PARENT_ADDRESS} <{PARENT_ADDRESS}>\nOggetto: {BILL.subject}\n\n{BILL.text}\n",
    ),
    Fresh(
        "Gmail, Germany",
        "de",
        SEEN,
        CALENDAR,
        _DE,
        f"{_DE}\n\nAm Di., 24. Nov. 2026 um 10:12 Uhr schrieb {OFFICE} <\n{TOKEN_ADDRESS}>:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Samsung, Romania",
        "ro",
        HABIT,
        CALENDAR,
        _RO,
        f"{_RO}\n\n\nTrimis de pe telefonul meu Samsung Galaxy.\n\n-------- Mesaj original --------\nDe la: {FULL} \nDată: "
        "24.11.2026  10:12  (GMT+01:00) \n"
        f"Către: {PARENT_ADDRESS} \nSubiect: {CALENDAR.subject} \n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Yahoo, Turkey, HTML",
        "tr",
        HABIT,
        BILL,
        _TR,
        None,
        f'<html><body><div dir="ltr">{_TR}</div><div><br></div><div id="ydpayahoo_quoted_3" '
        'class="ydpayahoo_quoted"><div><div>24 Kasım 2026 Salı 10:12:33 '
        f"GMT+1 tarihinde {FULL_HTML} şunu yazdı:</div><div><br></div>{BILL.inner()}</div></div></body></html>",
    ),
)
