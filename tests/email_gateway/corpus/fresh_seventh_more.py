"""The rest of the seventh batch: French programs on telephones and computers, nothing quoted, other languages."""

from tests.email_gateway.corpus.fresh import (
    ABSENCE,
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
from tests.email_gateway.corpus.material import OFFICE, PARENT, PARENT_ADDRESS, TOKEN_ADDRESS

_YES = "Oui svp"
_CHANGE = "Changement de dernière minute : c'est la nounou, Fatou Diallo, qui récupère Gabriel vendredi."
_LINES = "lundi ok\nmardi ok\nmercredi centre de loisirs\njeudi NON"
_DATED = "Le 24/11/2026 à 10h12 j'ai reçu un mail de vous et à 10h15 le même, c'est normal ?"
_CARD = "Ma carte bleue a été refusée, puis-je payer en espèces à la mairie ?\nQuels sont les horaires ?"
_EASY = "Super merci 🙂"
_MED = "Le docteur écrit :\n\"Jade peut reprendre l'école le 26, sans sport jusqu'au 3/12\"\n\nJe joins la photo."
_LINK = "Le lien https://villars.example/facture ne marche pas chez moi, voir capture"
_END = "Merci pour tout, et bonne fin de journée à vous aussi !"
_ES = "Sí, viene su tía"
_EN = "Thanks, but the amount is wrong: we were away on the 10th and 11th."
_PT = "Sim, pode anular terça-feira"
_TR = "Hayır, çarşamba gelmiyor"
_AR = "نعم من فضلك"
_UK = "Так, у четвер їсть"
_DAY = "mardi 24 novembre 2026"
_AT = "24 nov. 2026 à 10:12"

SEVENTH_MORE: tuple[Fresh, ...] = (
    Fresh(
        "Samsung, answer written under the quotation's title",
        "fr",
        HABIT,
        CALENDAR,
        _LINES,
        None,
        f'<html><body>{divs(_LINES, " dir=auto")}<div dir="auto"><br></div><div id="composer_signature"><meta '
        'http-equiv="Content-Type"><div dir="auto">'
        "Envoyé depuis mon appareil Galaxy</div></div><div><br></div><!-- originalMessage --><div>-------- Message d'origine "
        "--------</div><div>De : "
        f"{FULL_HTML} </div><div>Date : 24/11/2026  10:12  (GMT+01:00) </div><div>À : {PARENT_ADDRESS} </div><div>Objet : "
        f"{CALENDAR.subject} </div><div><br>"
        f"</div>{CALENDAR.inner()}</body></html>",
    ),
    Fresh(
        "Aqua Mail",
        "fr",
        HABIT,
        BILL,
        _CARD,
        f"{_CARD}\n\nEnvoyé avec AquaMail pour Android\nhttps://www.aqua-mail.example\n\nLe 24 novembre 2026 10:12:33 {FULL} a "
        f"écrit :\n\n{BILL.quoted()}\n",
    ),
    Fresh(
        "Nine",
        "fr",
        HABIT,
        QUESTION,
        _CHANGE,
        f"{_CHANGE}\n\nEnvoyé depuis Nine\n________________________________\nDe : {FULL}\nEnvoyé : {_DAY} 10:12\nÀ : "
        f"{PARENT_ADDRESS}\nObjet : "
        f"{QUESTION.subject}\n\n{QUESTION.text}\n",
    ),
    Fresh(
        "myMail",
        "fr",
        HABIT,
        ABSENCE,
        _MED,
        f"{_MED}\n\n--\nEnvoyé depuis myMail pour Android mardi, 24 novembre 2026, 10:12 +01:00 de {FULL}:\n\n{ABSENCE.quoted('>')}\n",
    ),
    Fresh(
        "Canary",
        "fr",
        HABIT,
        CALENDAR,
        _LINES,
        f"{_LINES}\n\nEnvoyé avec Canary (https://canarymail.example)\n\n> Le mardi, nov. 24, 2026 à 10:12, {FULL} a écrit "
        f":\n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Mailspring",
        "fr",
        HABIT,
        BILL,
        _DATED,
        None,
        f'<div>{_DATED}</div><br><div class="gmail_quote_attribution">Le nov. 24 2026, à 10:12 am, {FULL_HTML} a écrit '
        ':</div><blockquote class="gmail_quote" '
        f'style="margin:0 0 0 .8ex;">{BILL.inner()}</blockquote>',
    ),
    Fresh(
        "Postbox",
        "fr",
        HABIT,
        QUESTION,
        _CHANGE,
        f"{_CHANGE}\n\n{OFFICE} a écrit le 24/11/2026 10:12:\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "BlueMind",
        "fr",
        HABIT,
        ABSENCE,
        _YES,
        None,
        f'<div style="font-family:Arial">{_YES}</div><p>&nbsp;</p><div id="reply"><p>Le {_DAY} à 10:12, {OFFICE} a écrit :</p><blockquote '
        f'style="border-left:2px solid black;padding-left:5px">{ABSENCE.inner()}</blockquote></div>',
    ),
    Fresh(
        "Thunderbird, date alone in the header",
        "fr",
        SEEN,
        CALENDAR,
        _END,
        f"{_END}\n\nLe 24/11/2026 à 10:12, {OFFICE} a écrit :\n\n> Bonjour Karim,\n> [...]\n\n-- \nK.\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Thunderbird, HTML, answers between",
        "fr",
        SEEN,
        QUESTION,
        "Oui\n\nSa nounou",
        None,
        f'<html><body><div class="moz-cite-prefix">Le 24/11/2026 à 10:12, {OFFICE} a écrit{NB}:<br></div><blockquote '
        'type="cite"><p>1. Gabriel déjeune-t-il à la '
        'cantine jeudi 3 décembre ?</p></blockquote><p>Oui</p><blockquote type="cite"><p>2. Qui vient chercher Gabriel '
        "vendredi soir ?</p></blockquote><p>Sa "
        "nounou<br></p></body></html>",
    ),
    Fresh(
        "Proton Mail on iPhone",
        "fr",
        HABIT,
        BILL,
        _LINK,
        f"{_LINK}\n\nEnvoyé depuis Proton Mail pour iOS.\n\n-------- Message d'origine --------\nLe mardi, 24/11/2026 à 10:12, "
        f"{OFFICE} <{TOKEN_ADDRESS}> a écrit "
        f":\n\n{BILL.text}\n",
    ),
    Fresh(
        "Infomaniak, text",
        "fr",
        HABIT,
        CALENDAR,
        _LINES,
        f"{_LINES}\n\nLe {_DAY} à 10:12, {FULL} a écrit :\n\n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Tuta, text",
        "fr",
        HABIT,
        ABSENCE,
        _MED,
        f"{_MED}\n\n--\nEnvoyé avec Tuta ; profitez de mails sécurisés\n\n24 nov. 2026, 10:12 par {TOKEN_ADDRESS}:\n\n{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "eM Client, English title",
        "fr",
        HABIT,
        QUESTION,
        _CHANGE,
        f'{_CHANGE}\n\n------ Original Message ------\nFrom "{OFFICE}" <{TOKEN_ADDRESS}>\nTo {PARENT_ADDRESS}\nDate 24/11/2026 '
        f"10:12:33\nSubject {QUESTION.subject}"
        f"\n\n{QUESTION.quoted('>')}\n",
    ),
    Fresh(
        "Evolution, older",
        "fr",
        SEEN,
        BILL,
        _CARD,
        f"{_CARD}\n\nLe mardi 24 novembre 2026 à 10:12 +0100, {OFFICE} a\nécrit :\n{BILL.quoted()}\n\n",
    ),
    Fresh("Nothing quoted, one word", "fr", HABIT, QUESTION, "oui", "oui"),
    Fresh(
        "Nothing quoted, writer's own card",
        "fr",
        HABIT,
        BILL,
        f"{_CARD}\n\n{PARENT}",
        f"{_CARD}\n\n{PARENT}\n12 rue des Lilas\n42390 Villars\n06 12 34 56 78\n",
    ),
    Fresh("Nothing quoted, a doctor's words", "fr", HABIT, ABSENCE, _MED, None, f"<div>{breaks(_MED)}</div>"),
    Fresh("Nothing quoted, link", "fr", HABIT, BILL, _LINK, f"{_LINK}\n\nEnvoyé depuis mon téléphone Orange\n"),
    Fresh("Nothing quoted, two dates", "fr", HABIT, CALENDAR, _DATED, f"{_DATED}\n", None, "windows-1252"),
    Fresh(
        "Nothing quoted, association with stars",
        "fr",
        HABIT,
        QUESTION,
        f"{_CHANGE}\n\nCordialement,\nInès Bonnet",
        f"{_CHANGE}\n\nCordialement,\nInès Bonnet\n*****************\nAssociation Les P'tits Loups\n06 98 97 96 "
        "95\nptitsloups@asso.example\n*****************\n",
    ),
    Fresh(
        "Nothing quoted, Avast's rule",
        "fr",
        SEEN,
        CALENDAR,
        _LINES,
        f"{_LINES}\n\n---\nCet email a fait l'objet d'une analyse antivirus par AVG.\nwww.avg.com\n",
    ),
    Fresh(
        "Nothing quoted, thanks",
        "fr",
        HABIT,
        ABSENCE,
        _END,
        None,
        f"<p>{_END}</p><p>&nbsp;</p><p>Envoyé depuis mon smartphone Samsung Galaxy.</p>",
    ),
    Fresh("Nothing quoted, face", "fr", HABIT, CALENDAR, _EASY, f"{_EASY}\n\nObtenir Outlook pour iOS\n"),
    Fresh(
        "Gmail, Spain, name with a comma",
        "es",
        SEEN,
        QUESTION,
        _ES,
        f'{_ES}\n\nEl mar, 24 nov 2026, 10:12, "{OFFICE}" <{TOKEN_ADDRESS}>\nescribió:\n\n{QUESTION.as_gmail_text()}\n',
    ),
    Fresh(
        "Outlook for Mac, English",
        "en",
        SEEN,
        BILL,
        _EN,
        f"{_EN}\n\nFrom: {FULL}\nDate: Tuesday, 24 November 2026 at 10:12\nTo: Amélie Roche <{PARENT_ADDRESS}>\nSubject: "
        f"{BILL.subject}\n\n{BILL.text}\n",
    ),
    Fresh(
        "Yahoo, web, English, HTML",
        "en",
        SEEN,
        BILL,
        _EN,
        None,
        f'<html><body><div class="yahoo-style-wrap"><div dir="ltr">{_EN}</div><div><br></div></div><div id="yahoo_quoted_2" '
        'class="yahoo_quoted"><div><div>On '
        f"Tuesday, November 24, 2026 at 10:12:33 AM GMT+1, {FULL_HTML} wrote:</div><div><br></div>{BILL.inner()}</div></div></body></html>",
    ),
    Fresh(
        "iPhone, Brazil",
        "pt",
        SEEN,
        CALENDAR,
        _PT,
        f"{_PT}\n\nEnviado do meu iPhone\n\n> Em 24 de nov. de 2026, à(s) 10:12, {FULL} escreveu:\n> \n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Gmail on Android, Turkey",
        "tr",
        SEEN,
        QUESTION,
        _TR,
        f"{_TR}\n\n24 Kas 2026 Sal 10:12 tarihinde {OFFICE} <\n{TOKEN_ADDRESS}> şunu yazdı:\n\n{QUESTION.as_gmail_text()}\n",
    ),
    Fresh(
        "Yahoo, Arabic",
        "ar",
        HABIT,
        QUESTION,
        _AR,
        f"{_AR}\n\nتم الإرسال من بريد Yahoo على Android\n\n  في ثلاثاء، نوفمبر ٢٤، ٢٠٢٦ في ١٠:١٢ ص، {FULL}\nكتب:\n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Outlook, Ukraine",
        "uk",
        HABIT,
        QUESTION,
        _UK,
        f"{_UK}\n\n________________________________\nВід: {FULL}\nНадіслано: вівторок, 24 листопада 2026 р. 10:12\nКому: "
        f"{PARENT_ADDRESS}\nТема: "
        f"{QUESTION.subject}\n\n{QUESTION.text}\n",
    ),
)
