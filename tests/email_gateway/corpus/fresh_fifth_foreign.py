"""The fifth batch of fresh replies, from programs set to other languages."""

from tests.email_gateway.corpus.fresh import ABSENCE, BILL, CALENDAR, FULL, FULL_HTML, HABIT, NARROW, NB, QUESTION, SEEN, Fresh, breaks
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_EN = "Yes for Thursday please.\nFriday: her aunt, Mrs Lopez, around 5pm"
_FR = "bonjour ma fille ne mange pas de viande c possible ? merci beaucoup"
_PT = "Olá, não percebo a fatura: 12 refeições?\nEm outubro foram 9."
_ES = "Buenos días,\nGabriel sí come el jueves.\nEl viernes voy yo.\nUn saludo"
_TR = "Evet, gelecek\ncuma günü babası alacak"
_AR = "لا أفهم هذه الفاتورة\nهل يمكنكم الشرح؟"
_RU = "Здравствуйте! Жад вернётся в понедельник.\nСправку пришлю завтра."
_RO = "Bună ziua\nde ce 12 mese? Jules a fost bolnav."
_IT = "Sì, grazie"
_DE = "Ja, Gabriel isst am Donnerstag.\nAm Freitag holt ihn sein Onkel ab."
_PL = "Dlaczego 12 obiadów? Było 10."
_NL = "Ja hoor, donderdag eet hij mee. Vrijdag komt oma."
_VI = "Vâng, thứ năm cháu ăn ở trường"

FIFTH_FOREIGN: tuple[Fresh, ...] = (
    Fresh(
        "Gmail on a telephone",
        "en",
        SEEN,
        QUESTION,
        _EN,
        None,
        f'<div dir="auto">{breaks(_EN)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        'class="gmail_attr">On Tue, 24 Nov 2026, '
        f'10:12 {FULL_HTML} wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 '
        f'.8ex">{QUESTION.inner()}</blockquote></div>',
    ),
    Fresh(
        "iPhone in English of a French family",
        "en",
        SEEN,
        CALENDAR,
        _FR,
        f"{_FR}\n\nSent from my iPhone\n\n> On 24 Nov 2026, at 10:12{NARROW}AM, {FULL} wrote:\n> \n> \ufeff\n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Outlook web",
        "en",
        SEEN,
        BILL,
        _FR,
        f"{_FR}\n________________________________\nFrom: {FULL}\nSent: 24 November 2026 10:12\nTo: Parent "
        f"<{PARENT_ADDRESS}>\nSubject: {BILL.subject}\n\n"
        f"{BILL.text}\n",
    ),
    Fresh(
        "Yahoo on iPhone",
        "en",
        SEEN,
        ABSENCE,
        _EN,
        f"{_EN}\n\n\nSent from Yahoo Mail for iPhone\n\n\nOn Tuesday, November 24, 2026, 10:12 AM, {FULL} wrote:\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Spark",
        "en",
        SEEN,
        QUESTION,
        _EN,
        f"{_EN}\n\nSent with Spark\nOn 24 Nov 2026 at 10:12 +0100, {FULL}, wrote:\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Outlook for iOS, Portugal",
        "pt",
        SEEN,
        BILL,
        _PT,
        f"{_PT}\n\nObter o Outlook para iOS<https://aka.ms/o0ukef>\n________________________________\nDe: {FULL}\nEnviado: "
        "terça-feira, 24 de novembro de "
        f"2026 10:12:30\nPara: {PARENT_ADDRESS} <{PARENT_ADDRESS}>\nAssunto: {BILL.subject}\n\n{BILL.text}\n",
    ),
    Fresh(
        "Sapo, Portugal",
        "pt",
        HABIT,
        QUESTION,
        _PT,
        f'{_PT}\n\n\nCitando "{OFFICE}" <{TOKEN_ADDRESS}>:\n\n{QUESTION.quoted()}\n',
    ),
    Fresh(
        "Yahoo, Spain",
        "es",
        SEEN,
        QUESTION,
        _ES,
        f"{_ES}\n\n    El martes, 24 de noviembre de 2026, 10:12:33 CET, {OFFICE} <{TOKEN_ADDRESS}> escribió:  \n \n {QUESTION.text}\n",
    ),
    Fresh(
        "Outlook desktop, Spain",
        "es",
        SEEN,
        ABSENCE,
        _ES,
        f"{_ES}\n\n-----Mensaje original-----\nDe: {OFFICE} <{TOKEN_ADDRESS}> \nEnviado el: martes, 24 de noviembre de 2026 "
        f"10:12\nPara: {PARENT_ADDRESS}\n"
        f"Asunto: {ABSENCE.subject}\n\n{ABSENCE.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Samsung, Turkey",
        "tr",
        HABIT,
        QUESTION,
        _TR,
        f"{_TR}\n\n\nGalaxy cihazımdan gönderildi\n\n\n-------- Orijinal mesaj --------\nKimden: {FULL} \nTarih: 24.11.2026 "
        "10:12 (GMT+01:00) \nAlıcı: "
        f"{PARENT_ADDRESS} \nKonu: {QUESTION.subject} \n\n{QUESTION.text}\n",
    ),
    Fresh(
        "iPhone, Arabic",
        "ar",
        HABIT,
        BILL,
        _AR,
        f"{_AR}\n\nمُرسل من الـ iPhone\n\n> في ٢٤ نوفمبر ٢٠٢٦، الساعة ١٠:١٢ ص، كتب {FULL}:\n> \n{BILL.quoted()}\n",
    ),
    Fresh(
        "Outlook, Arabic",
        "ar",
        HABIT,
        ABSENCE,
        _AR,
        f"{_AR}\n\n________________________________\nمن: {FULL}\nتم الإرسال: الثلاثاء، 24 نوفمبر 2026 10:12\nإلى: "
        f"{PARENT_ADDRESS}\nالموضوع: "
        f"{ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Mail.ru",
        "ru",
        HABIT,
        ABSENCE,
        _RU,
        None,
        f'<HTML><BODY><div>{breaks(_RU)}</div><blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 '
        '10px;">Вторник, 24 ноября 2026, '
        f'10:12 +01:00 от {FULL_HTML}:<br>&nbsp;<div id="">{ABSENCE.inner()}</div></blockquote></BODY></HTML>',
    ),
    Fresh(
        "Gmail, Russia",
        "ru",
        SEEN,
        CALENDAR,
        _RU,
        f"{_RU}\n\nвт, 24 нояб. 2026{NB}г. в 10:12, {OFFICE} <\n{TOKEN_ADDRESS}>:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Gmail, Romania",
        "ro",
        SEEN,
        BILL,
        _RO,
        f"{_RO}\n\nmar., 24 nov. 2026, 10:12 {OFFICE} <\n{TOKEN_ADDRESS}> a scris:\n\n{BILL.as_gmail_text()}\n",
    ),
    Fresh(
        "iPhone, Italy",
        "it",
        SEEN,
        QUESTION,
        _IT,
        f"{_IT}\n\nInviato da iPhone\n\n> Il giorno 24 nov 2026, alle ore 10:12, {FULL} ha\n> scritto:\n> \n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Thunderbird, Germany",
        "de",
        SEEN,
        QUESTION,
        _DE,
        f"{_DE}\n\nAm 24.11.2026 um 10:12 schrieb {OFFICE}:\n{QUESTION.quoted()}\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Outlook, Poland",
        "pl",
        HABIT,
        BILL,
        _PL,
        f"{_PL}\n\n________________________________\nOd: {FULL}\nWysłane: wtorek, 24 listopada 2026 10:12\nDo: "
        f"{PARENT_ADDRESS}\nTemat: {BILL.subject}\n\n"
        f"{BILL.text}\n",
    ),
    Fresh(
        "Gmail, Netherlands",
        "nl",
        SEEN,
        QUESTION,
        _NL,
        f"{_NL}\n\nOp di 24 nov 2026 om 10:12 schreef {OFFICE} <\n{TOKEN_ADDRESS}>:\n\n{QUESTION.as_gmail_text()}\n",
    ),
    Fresh(
        "Gmail, Vietnam",
        "vi",
        SEEN,
        QUESTION,
        _VI,
        f"{_VI}\n\nVào Th 3, 24 thg 11, 2026 vào lúc 10:12 {OFFICE} <\n{TOKEN_ADDRESS}> đã viết:\n\n{QUESTION.as_gmail_text()}\n",
    ),
)
