"""The tenth batch of fresh replies, from programs set to other languages."""

from tests.email_gateway.corpus.fresh import CALENDAR, FULL, FULL_HTML, HABIT, QUESTION, SEEN, Fresh, breaks, divs
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_EN = "From Monday on she eats at school.\nTo be clear: every day."
_FR = "De la part de sa mère : oui pour jeudi"
_PT = "De segunda a quinta: sim.\nSexta: não."
_ES = "De lunes a jueves sí, el viernes no"
_TR = "Pazartesiden perşembeye kadar evet"
_AR = "من الاثنين إلى الخميس نعم"
_UK = "З понеділка до четверга так"
_RO = "De luni până joi da"
_IT = "Da lunedì a giovedì sì"
_DE = "Von Montag bis Donnerstag ja, Freitag nein"
_PL = "Od poniedziałku do czwartku tak"
_NL = "Van maandag tot donderdag ja"
_HU = "Hétfőtől csütörtökig igen"
_CS = "Od pondělí do čtvrtka ano"

TENTH_FOREIGN: tuple[Fresh, ...] = (
    Fresh(
        "Gmail",
        "en",
        SEEN,
        CALENDAR,
        _EN,
        f"{_EN}\n\nOn Tue, Nov 24, 2026 at 10:12 AM {OFFICE} <{TOKEN_ADDRESS}>\nwrote:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook desktop",
        "en",
        SEEN,
        CALENDAR,
        _EN,
        f"{_EN}\n\nFrom: {FULL}\nSent: Tuesday, November 24, 2026 10:12 AM\nTo: {PARENT_ADDRESS}\nSubject: "
        f"{CALENDAR.subject}\n\n{CALENDAR.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Apple Mail, French words",
        "en",
        SEEN,
        QUESTION,
        _FR,
        f"{_FR}\n\n> On Nov 24, 2026, at 10:12 AM, {FULL} wrote:\n> \n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Outlook for Android, French words",
        "en",
        SEEN,
        QUESTION,
        _FR,
        f"{_FR}\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n{'_' * 32}\nFrom: {FULL}\nSent: Tuesday, November 24, 2026 "
        f"10:12:30 AM\nTo: {PARENT_ADDRESS}\nSubject: {QUESTION.subject}\n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Outlook, Portugal",
        "pt",
        SEEN,
        CALENDAR,
        _PT,
        f"{_PT}\n{'_' * 32}\nDe: {FULL}\nEnviado: 24 de novembro de 2026 10:12\nPara: {PARENT_ADDRESS}\nAssunto: "
        f"{CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Gmail, Portugal, HTML",
        "pt",
        SEEN,
        CALENDAR,
        _PT,
        None,
        f'<div dir="auto">{breaks(_PT)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">{FULL_HTML} escreveu (terça, 24/11/2026 à(s) 10:12):<br></div><blockquote '
        f'class="gmail_quote">{CALENDAR.inner()}</blockquote></div>',
    ),
    Fresh(
        "Outlook, Spain",
        "es",
        SEEN,
        CALENDAR,
        _ES,
        f"{_ES}\n\nDe: {FULL}\nEnviado: martes, 24 de noviembre de 2026 10:12\nPara: {PARENT_ADDRESS}\nAsunto: "
        f"{CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Gmail on a telephone, Spain",
        "es",
        SEEN,
        QUESTION,
        _ES,
        f"{_ES}\n\nEl mar, 24 nov 2026 10:12, {OFFICE} <\n{TOKEN_ADDRESS}> escribió:\n\n{QUESTION.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook, Turkey",
        "tr",
        HABIT,
        CALENDAR,
        _TR,
        None,
        f'<html><body dir="ltr">{divs(_TR)}<div id="appendonsend"></div><hr tabindex="-1" '
        f'style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>Kimden:</b> {FULL_HTML}<br><b>Gönderildi:</b> 24 '
        f"Kasım 2026 Salı 10:12<br><b>Kime:</b> {PARENT_ADDRESS}<br><b>Konu:</b> {CALENDAR.subject}</div>{CALENDAR.inner()}</body></html>",
    ),
    Fresh(
        "Yahoo on Android, Turkey",
        "tr",
        HABIT,
        QUESTION,
        _TR,
        f"{_TR}\n\nAndroid’de Yahoo Postadan gönderildi \n \n  24 Kas 2026 Sal, 10:12 tarihinde, {OFFICE}<{TOKEN_ADDRESS}> "
        f"şunu yazdı:   {QUESTION.text}\n",
    ),
    Fresh(
        "Outlook, Arabic",
        "ar",
        HABIT,
        CALENDAR,
        _AR,
        f"{_AR}\n\n{'_' * 32}\nمن: {FULL}\nأُرسلت: 24/نوفمبر/2026 10:12\nإلى: {PARENT_ADDRESS}\nالموضوع: "
        f"{CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Gmail on Android, Arabic",
        "ar",
        SEEN,
        QUESTION,
        _AR,
        f"{_AR}\n\nفي الثلاثاء، 24 نوفمبر 2026، 10:12 ص {OFFICE} <\n{TOKEN_ADDRESS}> كتب:\n\n{QUESTION.as_gmail_text()}\n",
    ),
    Fresh(
        "Gmail on Android, Ukraine",
        "uk",
        SEEN,
        CALENDAR,
        _UK,
        f"{_UK}\n\nвт, 24 лист. 2026 р., 10:12 {OFFICE} <\n{TOKEN_ADDRESS}> пише:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook, Romania",
        "ro",
        HABIT,
        CALENDAR,
        _RO,
        f"{_RO}\n\n{'_' * 32}\nDe la: {FULL}\nTrimis: marți, 24 noiembrie 2026 10:12\nCătre: {PARENT_ADDRESS}\nSubiect: "
        f"{CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Thunderbird, Italy",
        "it",
        SEEN,
        CALENDAR,
        _IT,
        f"{_IT}\n\nIl 24/11/26 10:12, {OFFICE} ha scritto:\n{CALENDAR.quoted()}\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Outlook, Germany",
        "de",
        SEEN,
        CALENDAR,
        _DE,
        f"{_DE}\n\nVon: {FULL}\nGesendet: Dienstag, 24. November 2026 10:12\nAn: {PARENT_ADDRESS}\nBetreff: "
        f"{CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "iPhone, Poland",
        "pl",
        SEEN,
        CALENDAR,
        _PL,
        f"{_PL}\n\nWysłane z iPhone’a\n\n> Wiadomość napisana przez {FULL} w dniu 24 lis 2026, o godz. 10:12:\n> \n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "iPhone, Netherlands",
        "nl",
        SEEN,
        QUESTION,
        _NL,
        f"{_NL}\n\nVerstuurd vanaf mijn iPhone\n\n> Op 24 nov 2026 om 10:12 heeft {FULL} het volgende geschreven:\n> "
        f"\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Gmail, Hungary",
        "hu",
        SEEN,
        QUESTION,
        _HU,
        f"{_HU}\n\n{OFFICE} <{TOKEN_ADDRESS}> ezt írta (időpont: 2026. nov. 24., K, 10:12):\n\n{QUESTION.as_gmail_text()}\n",
    ),
    Fresh(
        "Seznam, Czech",
        "cs",
        HABIT,
        QUESTION,
        _CS,
        f"{_CS}\n\n---------- Původní e-mail ----------\nOd: {FULL}\nKomu: {PARENT_ADDRESS}\nDatum: 24. 11. 2026 "
        f"10:12:33\nPředmět: {QUESTION.subject}\n\n{QUESTION.text}\n",
    ),
)
