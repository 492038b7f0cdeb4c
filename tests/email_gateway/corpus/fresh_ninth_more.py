"""The rest of the ninth batch: French web mails and telephones, nothing quoted, other languages."""

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
    divs,
)
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_A = "Bonjour,\nMerci pour votre réponse. Je passerai au guichet jeudi à 9h avec les papiers.\nCdlt,\nA. Roche"
_B = "Sofia : lundi et jeudi\nSon petit frère : rien"
_C = "Il y a erreur sur le nom : c'est HADAD avec un seul D.\nEt Sofia est en CM1, pas en CE2."
_D = "Pas de souci pour vendredi,\nmais jeudi : impossible, dentiste à 12:15 !"
_E = "Annulé"
_F = "Bonjour, suite au mail ci-dessous je confirme la garderie de 16h30 à 18h les mardis et jeudis. Merci de me répondre avant le 27."
_G = "D'après la directrice, « la cantine est fermée le 4 ». Est-ce exact ?\n\nD'après vous non."
_EN = "Dear all,\nwe agree. Gabriel's aunt comes on Friday."
_PT = "Obrigada, está tudo certo"
_ES = "El jueves no, el viernes sí"
_TR = "Çarşamba iptal edin lütfen"
_AR = "أريد إلغاء يوم الثلاثاء"
_RU = "Здравствуйте, как оплатить?"
_PL = "Proszę odwołać wtorek"
_DE = "Am Dienstag kommt sie nicht, am Donnerstag schon."
_IT = "Va bene così"
_DAY = "mardi 24 novembre 2026"
_AT = "24 nov. 2026 à 10:12"

NINTH_MORE: tuple[Fresh, ...] = (
    Fresh(
        "Free, Zimbra, text",
        "fr",
        SEEN,
        BILL,
        _A,
        f'{_A}\n\n----- Mail original -----\nDe: "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ: "amelie roche" <{PARENT_ADDRESS}>\nEnvoyé: '
        "Mardi 24 Novembre 2026 10:12:30\n"
        f"Objet: {BILL.subject}\n\n{BILL.text}\n",
        None,
        "8bit",
    ),
    Fresh(
        "Free, Zimbra, HTML",
        "fr",
        SEEN,
        QUESTION,
        _D,
        None,
        '<html><body><div style="font-family: arial, helvetica, sans-serif; font-size: 12pt; color: '
        f'#000000"><div>{breaks(_D)}</div><div><br></div><hr id="zwchr" '
        f'data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>De: </b>"{OFFICE}" {ANGLED}<br><b>À: '
        f"</b>{PARENT_ADDRESS}<br><b>Envoyé: </b>Mardi 24 Novembre "
        f"2026 10:12:30<br><b>Objet: </b>{QUESTION.subject}<br></div><div><br></div><div "
        f'data-marker="__QUOTED_TEXT__">{QUESTION.html()}</div></div></body></html>',
    ),
    Fresh(
        "La Poste, web mail",
        "fr",
        HABIT,
        CALENDAR,
        _B,
        f"{_B}\n\n\nenvoyé : 24 novembre 2026 à 10:12\nde : {FULL}\nà : {PARENT_ADDRESS}\nobjet : "
        f"{CALENDAR.subject}\n\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "SFR, web mail",
        "fr",
        HABIT,
        ABSENCE,
        _F,
        f"{_F}\n\n\nDe : {FULL}\nEnvoyé : {_DAY} 10:12\nÀ : {PARENT_ADDRESS}\nObjet : {ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Bbox, web mail",
        "fr",
        HABIT,
        QUESTION,
        _E,
        f"{_E}\n\n> Le 24/11/2026 10:12 CET, {FULL} a écrit :\n> \n>  \n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Yahoo, web",
        "fr",
        SEEN,
        BILL,
        _C,
        f"{_C}\n\n    Le {_DAY} à 10:12:33 UTC+1, {OFFICE} <{TOKEN_ADDRESS}> a écrit :  \n \n {BILL.text}\n",
    ),
    Fresh(
        "Yahoo application",
        "fr",
        SEEN,
        CALENDAR,
        _B,
        None,
        f'{breaks(_B)}<br><br><div id="ymail_android_signature"><a id="ymail_android_signature_link" '
        'href="https://mail.onelink.me/1">Envoyé depuis Yahoo Mail pour '
        'Android</a></div> <br> <blockquote style="margin: 0 0 20px 0;"> <div style="font-family:Roboto, sans-serif; '
        'color:#6D00F6;"> <div>Le mar., nov. 24, 2026 '
        f'à 10:12, {OFFICE}</div><div>{ANGLED} a écrit :</div> </div> <div style="padding: 10px 0 0 '
        f'20px;">{CALENDAR.inner()}</div> </blockquote>',
    ),
    Fresh(
        "Samsung",
        "fr",
        SEEN,
        ABSENCE,
        _E,
        f"{_E}\n\n\n\nEnvoyé depuis mon smartphone Samsung Galaxy.\n\n\n-------- Message d'origine --------\nDe : {FULL} "
        "\nDate : 24/11/2026 10:12 (GMT+01:00) \nÀ : "
        f"{PARENT_ADDRESS} \nObjet : {ABSENCE.subject} \n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Thunderbird",
        "fr",
        SEEN,
        BILL,
        _A,
        f"{_A}\n\nLe 24/11/2026 à 10:12, {OFFICE} a écrit :\n{BILL.quoted()}\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Thunderbird, HTML",
        "fr",
        SEEN,
        QUESTION,
        _D,
        None,
        f'<!DOCTYPE html><html><head></head><body><p>{breaks(_D)}<br></p><div class="moz-cite-prefix">Le 24/11/2026 à 10:12, '
        f"{OFFICE} a écrit{NB}:<br></div><blockquote "
        f'type="cite" cite="mid:1@villars.example">{QUESTION.html()}</blockquote></body></html>',
    ),
    Fresh(
        "Proton Mail",
        "fr",
        SEEN,
        CALENDAR,
        _B,
        f"{_B}\n\nEnvoyé avec la messagerie sécurisée Proton Mail.\n\nLe {_DAY} à 10:12, {FULL} a écrit :\n\n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "K-9 Mail",
        "fr",
        SEEN,
        BILL,
        _C,
        f"{_C}\n\n\nLe 24 novembre 2026 10:12:33 GMT+01:00, {FULL} a écrit :\n{BILL.quoted('>')}\n-- \nEnvoyé depuis mon "
        "appareil Android avec K-9 Mail. Veuillez excuser ma "
        "brièveté.",
    ),
    Fresh(
        "Roundcube",
        "fr",
        SEEN,
        ABSENCE,
        _F,
        f"{_F}\n\nLe 2026-11-24 10:12, {OFFICE} a écrit :\n\n{ABSENCE.quoted()}\n",
    ),
    Fresh("Nothing quoted, short", "fr", HABIT, QUESTION, _E, f"{_E}\n\nEnvoyé de mon iPhone\n"),
    Fresh("Nothing quoted, quotation marks", "fr", HABIT, CALENDAR, _G, _G),
    Fresh(
        "Nothing quoted, mail below that is missing",
        "fr",
        HABIT,
        ABSENCE,
        _F,
        None,
        f"<div>{_F}</div><div><br></div><div>Envoyé depuis mon mobile SFR</div>",
    ),
    Fresh("Nothing quoted, name spelt", "fr", HABIT, BILL, _C, f"{_C}\n", None, "windows-1252"),
    Fresh(
        "Nothing quoted, rule and card",
        "fr",
        HABIT,
        BILL,
        _A,
        f"{_A}\n_____________________\nAmélie Roche - Fleuriste\n3 place du Marché 42390 Villars\n04 77 99 88 77\n",
    ),
    Fresh(
        "Nothing quoted, list", "fr", HABIT, CALENDAR, _B, None, "<ul><li>Sofia : lundi et jeudi</li><li>Son petit frère : rien</li></ul>"
    ),
    Fresh("Nothing quoted, Windows Mail", "fr", SEEN, QUESTION, _D, f"{_D}\n\nEnvoyé à partir de Courrier pour Windows\n"),
    Fresh(
        "Gmail, two to the office",
        "en",
        SEEN,
        QUESTION,
        _EN,
        f"{_EN}\n\nOn Tue, 24 Nov 2026 at 10:12, {OFFICE} <{TOKEN_ADDRESS}> wrote:\n\n{QUESTION.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook, English",
        "en",
        SEEN,
        BILL,
        _EN,
        f"{_EN}\n{'_' * 32}\nFrom: {FULL}\nSent: 24 November 2026 10:12\nTo: {PARENT_ADDRESS}\nSubject: {BILL.subject}\n\n{BILL.text}\n",
    ),
    Fresh(
        "iPhone, English",
        "en",
        SEEN,
        ABSENCE,
        _EN,
        f"{_EN}\n\nSent from my iPhone\n\n> On 24 Nov 2026, at 10:12, {FULL} wrote:\n> \n{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "Samsung, English",
        "en",
        SEEN,
        CALENDAR,
        _EN,
        f"{_EN}\n\n\nSent from my Galaxy\n\n-------- Original message --------\nFrom: {FULL} \nDate: 24/11/2026 10:12 "
        f"(GMT+01:00) \nTo: {PARENT_ADDRESS} \nSubject: "
        f"{CALENDAR.subject} \n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Gmail, Portugal",
        "pt",
        SEEN,
        CALENDAR,
        _PT,
        f"{_PT}\n\n{OFFICE} <{TOKEN_ADDRESS}> escreveu\n(terça, 24/11/2026 à(s) 10:12):\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook for Android, Portugal",
        "pt",
        SEEN,
        BILL,
        _PT,
        f"{_PT}\n\nObter o Outlook para Android<https://aka.ms/AAb9ysg>\n{'_' * 32}\nDe: {FULL}\nEnviado: Tuesday, November "
        f"24, 2026 10:12:30 AM\nPara: {PARENT_ADDRESS}\n"
        f"Assunto: {BILL.subject}\n\n{BILL.text}\n",
    ),
    Fresh(
        "iPhone, Spain, HTML",
        "es",
        SEEN,
        QUESTION,
        _ES,
        None,
        f'<html><body dir="auto">{_ES}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Enviado desde mi '
        'iPhone</div><div dir="ltr"><br><blockquote type="cite">El 24 '
        f'nov 2026, a las 10:12, {FULL_HTML} escribió:<br><br></blockquote></div><blockquote type="cite"><div '
        f'dir="ltr">{QUESTION.inner()}</div></blockquote></body></html>',
    ),
    Fresh(
        "Yahoo, Spain",
        "es",
        SEEN,
        QUESTION,
        _ES,
        f"{_ES}\n\nEnviado desde Yahoo Mail para Android \n \n  El mar., nov. 24, 2026 a las 10:12, {OFFICE}<{TOKEN_ADDRESS}> "
        f"escribió:   {QUESTION.text}\n",
    ),
    Fresh(
        "Gmail, Turkey",
        "tr",
        SEEN,
        CALENDAR,
        _TR,
        f"{_TR}\n\n{OFFICE} <{TOKEN_ADDRESS}>, 24 Kas 2026 Sal,\n10:12 tarihinde şunu yazdı:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Samsung, Turkey",
        "tr",
        HABIT,
        BILL,
        _TR,
        f"{_TR}\n\n\nSamsung Galaxy akıllı telefonumdan gönderildi.\n\n-------- Orijinal mesaj --------\nKimden: {FULL} "
        "\nTarih: 24.11.2026 10:12 (GMT+01:00) \nAlıcı: "
        f"{PARENT_ADDRESS} \nKonu: {BILL.subject} \n\n{BILL.text}\n",
    ),
    Fresh(
        "Gmail, Arabic",
        "ar",
        SEEN,
        CALENDAR,
        _AR,
        f"{_AR}\n\nفي الثلاثاء، ٢٤ نوفمبر ٢٠٢٦ في ١٠:١٢ ص تمت كتابة ما يلي بواسطة "
        f"{OFFICE}\n<{TOKEN_ADDRESS}>:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "iPhone, Arabic",
        "ar",
        HABIT,
        ABSENCE,
        _AR,
        f"{_AR}\n\nأرسلت من iPhone\n\n> في 24 نوفمبر 2026، الساعة 10:12 ص، كتب {FULL}:\n> \n{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "Mail.ru, text",
        "ru",
        HABIT,
        BILL,
        _RU,
        f"{_RU}\n\n--\nОтправлено из мобильной Почты Mail\nвторник, 24 ноября 2026 г., 10:12 +01:00 от {FULL}:\n\n{BILL.quoted()}\n",
    ),
    Fresh(
        "Gmail, Poland",
        "pl",
        SEEN,
        CALENDAR,
        _PL,
        f"{_PL}\n\nwt., 24 lis 2026 o 10:12 {OFFICE} <\n{TOKEN_ADDRESS}> napisał(a):\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Apple Mail, Germany",
        "de",
        SEEN,
        CALENDAR,
        _DE,
        f"{_DE}\n\n> Am 24.11.2026 um 10:12 schrieb {FULL}:\n> \n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Outlook, Italy",
        "it",
        SEEN,
        BILL,
        _IT,
        None,
        f'<html><body dir="ltr">{divs(_IT)}<div id="appendonsend"></div><hr style="display:inline-block;width:98%" '
        'tabindex="-1"><div id="divRplyFwdMsg"><b>Da:</b> '
        f"{FULL_HTML}<br><b>Inviato:</b> martedì 24 novembre 2026 10:12<br><b>A:</b> {PARENT_ADDRESS}<br><b>Oggetto:</b> "
        f"{BILL.subject}</div>{BILL.inner()}</body></html>",
    ),
)
