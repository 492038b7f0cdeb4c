"""The eighth batch of fresh replies, from programs set to other languages."""

from tests.email_gateway.corpus.fresh import ABSENCE, BILL, CALENDAR, FULL, FULL_HTML, HABIT, QUESTION, SEEN, Fresh, breaks, divs
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_EN = "Hello, Jules was ill on the 10th and 16th.\nCould you check the bill? Thanks"
_PT = "Bom dia, a Sofia não vai na terça.\nObrigado"
_ES = "Buenas tardes, Gabriel no come carne, ¿es posible?"
_TR = "Merhaba\nOğlum hasta, perşembeye kadar gelmeyecek"
_AR = "السلام عليكم، ابني مريض اليوم"
_UK = "Доброго дня! Перерахуйте, будь ласка, рахунок."
_RU = "Добрый день, Габриэль будет есть в четверг"
_PL = "Tak, w czwartek je obiad.\nW piątek odbiera go wujek."
_IT = "Salve, Sofia martedì non viene"
_DE = "Guten Morgen, die Rechnung stimmt nicht: 10 statt 12 Essen."
_NL = "Prima, dank u wel"
_ZH = "您好，索菲亚星期二不去食堂"
_VI = "Chào cô, thứ ba cháu nghỉ ạ"
_SQ = "Po, faleminderit"

EIGHTH_FOREIGN: tuple[Fresh, ...] = (
    Fresh(
        "Gmail, long name",
        "en",
        SEEN,
        BILL,
        _EN,
        f"{_EN}\n\nOn Tue, Nov 24, 2026 at 10:12 AM {OFFICE}, restauration <\n{TOKEN_ADDRESS}> wrote:\n\n{BILL.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook for Android, HTML",
        "en",
        SEEN,
        BILL,
        _EN,
        None,
        f'<html><body>{divs(_EN)}<div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/AAb9ysg">Outlook for '
        "Android</a></div><div "
        f'id="mail-editor-reference-message-container"><hr><div id="divRplyFwdMsg"><b>From:</b> {FULL_HTML}<br><b>Sent:</b> '
        "Tuesday, November 24, 2026 10:12 AM<br>"
        f"</div>{BILL.inner()}</div></body></html>",
    ),
    Fresh(
        "Thunderbird, English, forwarded",
        "en",
        SEEN,
        BILL,
        "FYI",
        f"FYI\n\n\n-------- Forwarded Message --------\nSubject: \t{BILL.subject}\nDate: \tTue, 24 Nov 2026 10:12:33 "
        f"+0100\nFrom: \t{FULL}\nTo: \t{PARENT_ADDRESS}\n\n\n{BILL.text}\n",
    ),
    Fresh(
        "Samsung, Brazil",
        "pt",
        SEEN,
        CALENDAR,
        _PT,
        f"{_PT}\n\n\nEnviado do meu Galaxy\n\n-------- Mensagem original --------\nDe: {FULL} \nData: 24/11/2026 10:12 "
        f"(GMT+01:00) \nPara: {PARENT_ADDRESS} \nAssunto: {CALENDAR.subject} \n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Apple Mail, Portugal",
        "pt",
        SEEN,
        CALENDAR,
        _PT,
        f"{_PT}\n\n> No dia 24 de nov. de 2026, às 10:12, {FULL} escreveu:\n> \n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Outlook, Spain, HTML",
        "es",
        SEEN,
        QUESTION,
        _ES,
        None,
        f'<html><body dir="ltr"><div>{_ES}</div><div id="appendonsend"></div><hr tabindex="-1" '
        f'style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>De:</b> {FULL_HTML}<br><b>Enviado:</b> martes, 24 '
        f"de noviembre de 2026 10:12<br><b>Para:</b> {PARENT_ADDRESS}<br><b>Asunto:</b> "
        f"{QUESTION.subject}</div>{QUESTION.html('x_')}</body></html>",
    ),
    Fresh(
        "Hotmail, Spain, older",
        "es",
        HABIT,
        QUESTION,
        _ES,
        f"{_ES}\n\n________________________________\n> Date: Tue, 24 Nov 2026 10:12:30 +0100\n> From: {TOKEN_ADDRESS}\n> To: "
        f"{PARENT_ADDRESS}\n> Subject: {QUESTION.subject}\n>\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Yandex, Turkey", "tr", HABIT, ABSENCE, _TR, f'{_TR}\n\n24.11.2026, 10:12, "{OFFICE}" <{TOKEN_ADDRESS}>:\n\n{ABSENCE.quoted()}\n'
    ),
    Fresh(
        "Outlook for iOS, Turkey",
        "tr",
        HABIT,
        ABSENCE,
        _TR,
        f"{_TR}\n\niOS için Outlook'u edinin<https://aka.ms/o0ukef>\n________________________________\nKimden: "
        f"{FULL}\nGönderildi: Tuesday, November 24, 2026 10:12:30 AM\nKime: {PARENT_ADDRESS}\nKonu: {ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Gmail on a telephone, Arabic",
        "ar",
        SEEN,
        ABSENCE,
        _AR,
        f"{_AR}\n\nفي الثلاثاء، ٢٤ نوفمبر ٢٠٢٦، ١٠:١٢ ص {OFFICE} <\n{TOKEN_ADDRESS}> كتب:\n\n{ABSENCE.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook for Android, Arabic",
        "ar",
        HABIT,
        ABSENCE,
        _AR,
        f"{_AR}\n\nالحصول على Outlook لـ Android<https://aka.ms/AAb9ysg>\n________________________________\nمن: {FULL}\n\u200f\u200fتم "
        f"الإرسال: الثلاثاء, نوفمبر 24, 2026 10:12\nإلى: {PARENT_ADDRESS}\nالموضوع: {ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "ukr.net",
        "uk",
        HABIT,
        BILL,
        _UK,
        f'{_UK}\n\n--- Оригінальне повідомлення ---\nВід кого: "{OFFICE}" <{TOKEN_ADDRESS}>\nДата: 24 листопада 2026, '
        f"10:12:33\n\n{BILL.text}\n",
    ),
    Fresh(
        "iPhone, Ukraine",
        "uk",
        SEEN,
        BILL,
        _UK,
        f"{_UK}\n\nНадіслано з iPhone\n\n> 24 лист. 2026 р. о 10:12 {FULL} пише:\n> \n{BILL.quoted()}\n",
    ),
    Fresh(
        "Yandex, Russia",
        "ru",
        SEEN,
        QUESTION,
        _RU,
        None,
        f'<div>{_RU}</div><div>&nbsp;</div><div>24.11.2026, 10:12, "{OFFICE}" '
        f"&lt;{TOKEN_ADDRESS}&gt;:</div><blockquote>{QUESTION.inner()}</blockquote>",
    ),
    Fresh(
        "Onet, Poland",
        "pl",
        HABIT,
        QUESTION,
        _PL,
        f"{_PL}\n\nW dniu 2026-11-24 10:12:33 użytkownik {OFFICE} <{TOKEN_ADDRESS}> napisał:\n\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "iPhone, Italy, HTML",
        "it",
        SEEN,
        CALENDAR,
        _IT,
        None,
        f'<html><body dir="auto">{_IT}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Inviato da iPhone</div><div '
        f'dir="ltr"><br><blockquote type="cite">Il giorno 24 nov 2026, alle ore 10:12, {FULL_HTML} ha '
        f'scritto:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">{CALENDAR.inner()}</div></blockquote></body></html>',
    ),
    Fresh(
        "WEB.DE",
        "de",
        SEEN,
        BILL,
        _DE,
        None,
        f'<html><body><div>{_DE}</div><div>&nbsp;<div name="quote" style="margin:10px 5px 5px 10px;"><div style="margin:0 0 '
        f'10px 0;"><b>Gesendet:</b> Dienstag, 24. November 2026 um 10:12 Uhr<br/><b>Von:</b> {FULL_HTML}<br/><b>An:</b> '
        f"{PARENT_ADDRESS}<br/><b>Betreff:</b> {BILL.subject}</div><div "
        f'name="quoted-content">{BILL.inner()}</div></div></div></body></html>',
    ),
    Fresh(
        "Outlook, Netherlands",
        "nl",
        HABIT,
        ABSENCE,
        _NL,
        f"{_NL}\n\nOutlook voor iOS downloaden<https://aka.ms/o0ukef>\n________________________________\nVan: "
        f"{FULL}\nVerzonden: dinsdag 24 november 2026 10:12\nAan: {PARENT_ADDRESS}\nOnderwerp: {ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "QQ, Chinese",
        "zh",
        HABIT,
        CALENDAR,
        _ZH,
        f"{_ZH}\n\n\n------------------ 原始邮件 ------------------\n"
        f'发件人: "{OFFICE}" <{TOKEN_ADDRESS}>;\n发送时间: 2026年11月24日(星期二) '
        f'上午10:12\n收件人: "{PARENT_ADDRESS}";\n主题: {CALENDAR.subject}\n\n{CALENDAR.text}\n',
    ),
    Fresh(
        "iPhone, Vietnam",
        "vi",
        HABIT,
        CALENDAR,
        _VI,
        f"{_VI}\n\nĐã gửi từ iPhone của tôi\n\n> Vào 24 thg 11, 2026, lúc 10:12, {FULL} đã viết:\n> \n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Gmail, Albanian",
        "sq",
        SEEN,
        QUESTION,
        _SQ,
        None,
        f'<div dir="auto">{breaks(_SQ)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">Më mar, 24 nën 2026 në 10:12, {FULL_HTML} shkroi:<br></div><blockquote '
        f'class="gmail_quote">{QUESTION.inner()}</blockquote></div>',
    ),
)
