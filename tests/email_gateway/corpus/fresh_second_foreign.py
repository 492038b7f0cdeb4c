"""The second batch of fresh replies, from programs set to other languages."""

from tests.email_gateway.corpus.fresh import ABSENCE, BILL, CALENDAR, FULL, FULL_HTML, HABIT, QUESTION, SEEN, Fresh, breaks
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_EN = "Hi, could you move Thursday's lunch to Friday?\nThank you"
_PT = "Olá, o Gabriel almoça na quinta-feira.\nO tio vai buscá-lo na sexta."
_ES = "Sí, come el jueves. Su tío lo recoge el viernes."
_TR = "Evet, perşembe günü yemek yiyecek"
_AR = "نعم، سيأكل يوم الخميس"
_RO = "Bună ziua, Sofia nu mănâncă marți. Mulțumesc"

SECOND_FOREIGN: tuple[Fresh, ...] = (
    Fresh(
        "Gmail on a telephone",
        "en",
        SEEN,
        CALENDAR,
        _EN,
        f"{_EN}\n\nOn Tue, 24 Nov 2026, 10:12 {OFFICE}, <\n{TOKEN_ADDRESS}> wrote:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook for iOS",
        "en",
        SEEN,
        BILL,
        _EN,
        f"{_EN}\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: {FULL}\nSent: Tuesday, "
        f"November 24, 2026 "
        f"10:12:30 AM\nTo: {PARENT_ADDRESS} <{PARENT_ADDRESS}>\nSubject: {BILL.subject}\n\n{BILL.text}\n",
    ),
    Fresh(
        "K-9 Mail",
        "en",
        HABIT,
        QUESTION,
        _EN,
        f"{_EN}\n-- \nSent from my Android device with K-9 Mail. Please excuse my brevity.\n\nOn November 24, 2026 10:12:33 AM "
        f"GMT+01:00, {FULL} "
        f"wrote:\n{QUESTION.quoted('>')}\n",
    ),
    Fresh(
        "Gmail, Brazil",
        "pt",
        SEEN,
        QUESTION,
        _PT,
        f"{_PT}\n\nEm ter., 24 de nov. de 2026 às 10:12, {OFFICE} <\n{TOKEN_ADDRESS}> escreveu:\n\n{QUESTION.as_gmail_text()}\n",
    ),
    Fresh(
        "Samsung, Portugal",
        "pt",
        HABIT,
        BILL,
        _PT,
        f"{_PT}\n\nEnviado do meu smartphone Samsung Galaxy.\n\n-------- Mensagem original --------\nDe: {FULL} \nData: 24/11/26 "
        f"10:12 (GMT+01:00) \n"
        f"Para: {PARENT_ADDRESS} \nAssunto: {BILL.subject} \n\n{BILL.text}\n",
    ),
    Fresh(
        "Outlook for iOS, Spain",
        "es",
        HABIT,
        QUESTION,
        _ES,
        f"{_ES}\n\nObtener Outlook para iOS<https://aka.ms/o0ukef>\n________________________________\nDe: {FULL}\nEnviado: martes, "
        f"noviembre 24, 2026 "
        f"10:12\nPara: {PARENT_ADDRESS}\nAsunto: {QUESTION.subject}\n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Yahoo, Spain",
        "es",
        HABIT,
        QUESTION,
        _ES,
        f"{_ES}\n    El martes, 24 de noviembre de 2026, 10:12:33 CET, {OFFICE} <{TOKEN_ADDRESS}> escribió:  \n \n {QUESTION.text}  \n",
    ),
    Fresh(
        "Samsung, Turkey",
        "tr",
        HABIT,
        QUESTION,
        _TR,
        f"{_TR}\n\nGalaxy cihazımdan gönderildi\n\n-------- Orijinal mesaj --------\nKimden: {FULL} \nTarih: 24.11.2026 10:12 "
        f"(GMT+01:00) \nAlıcı: "
        f"{PARENT_ADDRESS} \nKonu: {QUESTION.subject} \n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Thunderbird, Turkey",
        "tr",
        HABIT,
        QUESTION,
        _TR,
        f"{_TR}\n\n24.11.2026 10:12 tarihinde {OFFICE} yazdı:\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Samsung, Arabic",
        "ar",
        HABIT,
        QUESTION,
        _AR,
        f"{_AR}\n\n-------- الرسالة الأصلية --------\nمن: {FULL} \nالتاريخ: 24/11/2026 10:12 (GMT+01:00) \nإلى: {PARENT_ADDRESS} "
        f"\nالموضوع: "
        f"{QUESTION.subject} \n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Yahoo, Arabic, HTML",
        "ar",
        HABIT,
        ABSENCE,
        _AR,
        None,
        f'<div class="yahoo-style-wrap" dir="rtl">{breaks(_AR)}</div><div id="ydp1yahoo_quoted_22" class="ydp1yahoo_quoted"><div>في '
        f"الثلاثاء، 24 "
        f"نوفمبر 2026 في 10:12:33 ص غرينتش+1، كتب/كتبت {FULL_HTML}:</div><div>{ABSENCE.html('yiv')}</div></div>",
        "base64",
    ),
    Fresh(
        "Gmail, Romania",
        "ro",
        HABIT,
        CALENDAR,
        _RO,
        f"{_RO}\n\nÎn mar., 24 nov. 2026 la 10:12, {OFFICE} <\n{TOKEN_ADDRESS}> a scris:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
)
