"""Fresh replies from programs set to other languages: written before the rules were looked at again."""

from tests.email_gateway.corpus.fresh import (
    ABSENCE,
    ANGLED,
    BILL,
    CALENDAR,
    FULL,
    FULL_HTML,
    HABIT,
    NB,
    QUESTION,
    SEEN,
    Fresh,
    breaks,
    word,
)
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_EN = "Hello,\nSofia will not eat on Tuesday, please keep Monday and Thursday.\nThanks,\nKarim"
_EN_SHORT = "Yes, and her uncle will pick him up on Friday"
_PT = "Bom dia,\nA Sofia não come na terça-feira.\nObrigada"
_ES = "Hola,\nEl martes Sofía no come en el comedor.\nGracias"
_TR = "Merhaba, Sofia salı günü yemek yemeyecek. Teşekkürler"
_AR = "مرحبا، صوفيا لن تأكل يوم الثلاثاء. شكرا"
_GREY = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"


def _gmail(body: str, head: str, quoted: str) -> str:
    return (
        f'<div dir="ltr">{body}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{head}<br></div>'
        f'<blockquote class="gmail_quote" style="{_GREY}">{quoted}</blockquote></div>'
    )


FOREIGN: tuple[Fresh, ...] = (
    Fresh(
        "Gmail, text",
        "en",
        SEEN,
        CALENDAR,
        _EN,
        f"{_EN}\n\nOn Tue, Nov 24, 2026 at 10:12{chr(0x202F)}AM {OFFICE} <\n{TOKEN_ADDRESS}> wrote:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook, Word",
        "en",
        SEEN,
        BILL,
        _EN,
        f"{_EN}\n\nFrom: {FULL}\nSent: Tuesday, 24 November 2026 10:12\nTo: {PARENT_ADDRESS}\nSubject: {BILL.subject}\n\n{BILL.text}\n",
        f"<html><body lang=EN-GB><div class=WordSection1>{word(_EN)}<div><div style='border:none;border-top:solid #E1E1E1 "
        f"1.0pt;padding:3.0pt 0cm "
        f"0cm 0cm'><p class=MsoNormal><b><span lang=EN-US>From:</span></b> {FULL_HTML}<br><b>Sent:</b> Tuesday, 24 November 2026 "
        f"10:12<br><b>To:</b> "
        f"{PARENT_ADDRESS}<br><b>Subject:</b> {BILL.subject}</p></div></div>{BILL.inner()}</div></body></html>",
        "windows-1252",
    ),
    Fresh(
        "iPhone",
        "en",
        SEEN,
        QUESTION,
        _EN_SHORT,
        f"{_EN_SHORT}\n\nSent from my iPhone\n\n> On 24 Nov 2026, at 10:12, {FULL} wrote:\n> \n> \ufeff\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Yahoo",
        "en",
        SEEN,
        BILL,
        _EN_SHORT,
        f"{_EN_SHORT}\n    On Tuesday, November 24, 2026 at 10:12:33 AM GMT+1, {OFFICE} <{TOKEN_ADDRESS}> wrote:  \n \n {BILL.text}  \n",
    ),
    Fresh(
        "Samsung",
        "en",
        HABIT,
        ABSENCE,
        _EN_SHORT,
        f"{_EN_SHORT}\n\nSent from my Galaxy\n\n-------- Original message --------\nFrom: {FULL} \nDate: 24/11/2026  10:12  "
        f"(GMT+01:00) \nTo: "
        f"{PARENT_ADDRESS} \nSubject: {ABSENCE.subject} \n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Thunderbird, answer below",
        "en",
        SEEN,
        QUESTION,
        _EN_SHORT,
        f"On 24/11/2026 10:12, {OFFICE} wrote:\n{QUESTION.quoted()}\n\n{_EN_SHORT}\n",
        flowed=True,
    ),
    Fresh(
        "Gmail, Portugal",
        "pt",
        HABIT,
        CALENDAR,
        _PT,
        f"{_PT}\n\n{OFFICE} <{TOKEN_ADDRESS}>\nescreveu (terça, 24/11/2026 à(s) 10:12):\n\n{CALENDAR.as_gmail_text()}\n",
        _gmail(breaks(_PT), f"{FULL_HTML} escreveu (terça, 24/11/2026 à(s) 10:12):", CALENDAR.html("m_2")),
    ),
    Fresh(
        "Outlook, Portugal, text",
        "pt",
        HABIT,
        BILL,
        _PT,
        f"{_PT}\n________________________________\nDe: {FULL}\nEnviado: 24 de novembro de 2026 10:12\nPara: {PARENT_ADDRESS} "
        f"<{PARENT_ADDRESS}>\n"
        f"Assunto: {BILL.subject}\n\n{BILL.text}\n",
    ),
    Fresh(
        "iPhone, Portugal",
        "pt",
        HABIT,
        ABSENCE,
        _PT,
        f"{_PT}\n\nEnviado do meu iPhone\n\n> No dia 24/11/2026, às 10:12, {FULL} escreveu:\n> \n> \ufeff\n{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "Gmail, Spain, text",
        "es",
        SEEN,
        CALENDAR,
        _ES,
        f"{_ES}\n\nEl mar, 24 nov 2026 a las 10:12, {OFFICE} (<\n{TOKEN_ADDRESS}>) escribió:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook, Spain, text",
        "es",
        HABIT,
        QUESTION,
        _ES,
        f"{_ES}\n\nDe: {FULL}\nEnviado el: martes, 24 de noviembre de 2026 10:12\nPara: {PARENT_ADDRESS}\nAsunto: {QUESTION.subject}\n\n"
        f"{QUESTION.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "iPhone, Spain, HTML",
        "es",
        HABIT,
        BILL,
        _ES,
        None,
        f'<html><body dir="auto">{breaks(_ES)}<br><br><div dir="ltr">Enviado desde mi iPhone</div><div dir="ltr"><br><blockquote '
        f'type="cite">El 24 '
        f'nov 2026, a las 10:12, {FULL_HTML} escribió:<br><br></blockquote></div><blockquote type="cite"><div '
        f'dir="ltr">\ufeff{BILL.html()}</div>'
        "</blockquote></body></html>",
    ),
    Fresh(
        "Gmail, Turkey, text",
        "tr",
        HABIT,
        CALENDAR,
        _TR,
        f"{_TR}\n\n{OFFICE} <{TOKEN_ADDRESS}>,\n24 Kas 2026 Sal, 10:12 tarihinde şunu yazdı:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "iPhone, Turkey",
        "tr",
        HABIT,
        QUESTION,
        _TR,
        f"{_TR}\n\niPhone’umdan gönderildi\n\n> {FULL} şunları yazdı (24 Kas 2026 10:12):\n> \n> \ufeff\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Outlook, Turkey, text",
        "tr",
        HABIT,
        ABSENCE,
        _TR,
        f"{_TR}\n________________________________\nGönderen: {FULL}\nGönderildi: 24 Kasım 2026 Salı 10:12\nKime: {PARENT_ADDRESS} "
        f"<{PARENT_ADDRESS}>\nKonu: {ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Gmail, Arabic, HTML",
        "ar",
        HABIT,
        CALENDAR,
        _AR,
        f"{_AR}\n\nفي الثلاثاء، 24 نوفمبر 2026 في 10:12 ص تمت كتابة ما يلي بواسطة {OFFICE}\u200f <\n{TOKEN_ADDRESS}>:\n\n"
        f"{CALENDAR.as_gmail_text()}\n",
        _gmail(
            f'<div dir="rtl">{_AR}</div>',
            f"في الثلاثاء، 24 نوفمبر 2026 في 10:12 ص تمت كتابة ما يلي بواسطة <strong>{OFFICE}</strong>\u200f {ANGLED}:",
            CALENDAR.html("m_4"),
        ),
    ),
    Fresh(
        "iPhone, Arabic",
        "ar",
        HABIT,
        QUESTION,
        _AR,
        f"{_AR}\n\nتم الإرسال من الـ iPhone\n\n> في ٢٤ نوفمبر ٢٠٢٦، الساعة ١٠:١٢ ص، كتب/كتبت {FULL}:\n> \n> \ufeff\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Outlook, Arabic, text",
        "ar",
        HABIT,
        BILL,
        _AR,
        f"{_AR}\n________________________________\nمن:{NB}{FULL}\nتم الإرسال:{NB}الثلاثاء، 24 نوفمبر 2026 10:12 "
        f"ص\nإلى:{NB}{PARENT_ADDRESS}\n"
        f"الموضوع:{NB}{BILL.subject}\n\n{BILL.text}\n",
    ),
)
