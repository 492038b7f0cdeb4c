"""A seventh batch of fresh replies, French: less ordinary programs and texts; written after the sixth, scored before it was mended for."""

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
    divs,
    word,
)
from tests.email_gateway.corpus.material import OFFICE, PARENT, PARENT_ADDRESS, TOKEN_ADDRESS

_SURE = "Oui c'est toujours bon"
_NOTE = "Bonjour,\n\nPetite précision : Sofia quitte à 16h30 le jeudi, pas à 18h.\nEst-ce que je dois le redire à l'école ?"
_FORMS = "Prénom : Jade\nClasse : CE1\nRetour : jeudi 26\nCertificat : oui, je l'apporte"
_STORY = (
    "Bonjour,\n\nHier à la sortie, l'animatrice m'a dit : « Jules n'était pas sur la liste ».\nOr je l'avais inscrit le "
    "12/11/2026 à 21:14, "
    "j'ai votre mail.\n\nPouvez-vous me dire ce qui s'est passé ?"
)
_EITHER = "Pour le 1 : oui\nPour le 2 : ce sera soit moi, soit Mme Lopez - 06 55 44 33 22"
_HURRY = "Urgent !! Tom a oublié son panier repas, peut-il manger à la cantine aujourd'hui ?"
_QUOTED = "Vous dites « Le montant est expliqué ligne par ligne » mais le PDF ne s'ouvre pas sur mon téléphone..."
_AGREE = "D'accord pour tout.\nJe confirme :\n• lundi\n• mardi\n• jeudi"
_MORE = "1\n\nEt est ce qu'on peut aussi commander pour le vendredi 4 ?"
_WHO = "Bonsoir, qui êtes vous ? Je n'ai pas d'enfant à Villars, enlevez-moi de votre liste svp."
_DAY = "mardi 24 novembre 2026"
_AT = "24 nov. 2026 à 10:12"
_LEGAL = (
    "This e-mail and any files transmitted with it are confidential and intended solely for the use of the individual\n"
    "to whom they are addressed. If you have received this e-mail in error please notify the sender and delete it."
)

SEVENTH: tuple[Fresh, ...] = (
    Fresh(
        "Gmail, answer above, in the middle and under",
        "fr",
        SEEN,
        QUESTION,
        f"{_SURE}\n\nmercredi aussi d'ailleurs\n\nmoi",
        f"{_SURE}\n\nLe mar. {_AT}, {OFFICE} <\n{TOKEN_ADDRESS}> a écrit :\n\n> 1. Gabriel déjeune-t-il à la cantine jeudi 3 "
        "décembre ?\n>\n\n"
        "mercredi aussi d'ailleurs\n\n\n> 2. Qui vient chercher Gabriel vendredi soir ?\n>\n\nmoi\n",
    ),
    Fresh(
        "Gmail, name alone in the header",
        "fr",
        HABIT,
        CALENDAR,
        _NOTE,
        f"{_NOTE}\n\nLe mar. {_AT}, {OFFICE} a écrit :\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Gmail on Android, quote asked for, HTML",
        "fr",
        SEEN,
        BILL,
        _QUOTED,
        None,
        f'<p dir="ltr">{_QUOTED}</p>\n<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le mar. 24 nov. 2026, '
        f"10:12, {FULL_HTML} a écrit{NB}:"
        f'<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">{BILL.inner()}</blockquote></div>\n',
    ),
    Fresh(
        "Gmail of a school, notice in English",
        "fr",
        HABIT,
        ABSENCE,
        _FORMS,
        f"{_FORMS}\n\n-- \n*Thomas Lefort*\nProfesseur d'EPS\n\n{_LEGAL}\n\nLe mar. {_AT}, {OFFICE} <{TOKEN_ADDRESS}> a\nécrit :\n\n"
        f"{ABSENCE.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook, web, chain of three",
        "fr",
        SEEN,
        QUESTION,
        _EITHER,
        f"{_EITHER}\n________________________________\nDe : {FULL}\nEnvoyé : mercredi 25 novembre 2026 08:30\nÀ : Inès Bonnet "
        f"<{PARENT_ADDRESS}>\nObjet : "
        f"Re: {QUESTION.subject}\n\nBonjour, il nous manque la réponse.\n________________________________\nDe : Inès Bonnet "
        f"<{PARENT_ADDRESS}>\nEnvoyé : {_DAY} "
        f"18:00\nÀ : {FULL}\nObjet : RE: {QUESTION.subject}\n\nJe réfléchis\n",
    ),
    Fresh(
        "Outlook desktop, marks and the older block",
        "fr",
        HABIT,
        BILL,
        _STORY,
        f"{_STORY}\n\n-----Message d'origine-----\nDe : {FULL} \nEnvoyé : {_DAY} 10:12\nÀ : {PARENT_ADDRESS}\nObjet : "
        f"{BILL.subject}\n\n{BILL.quoted()}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook desktop, French, rich text as text",
        "fr",
        SEEN,
        CALENDAR,
        _AGREE,
        f"{_AGREE}\n\n \n\nDe : {OFFICE} [mailto:{TOKEN_ADDRESS}] \nEnvoyé : {_DAY} 10:12\nÀ : {PARENT_ADDRESS}\nObjet : "
        f"{CALENDAR.subject}\n\n \n\n"
        f"{CALENDAR.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook for Mac, text",
        "fr",
        SEEN,
        ABSENCE,
        _FORMS,
        f"{_FORMS}\n\nDe : {FULL}\nDate : {_DAY} à 10:12\nÀ : Thomas Lefort <{PARENT_ADDRESS}>\nObjet : "
        f"{ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Outlook at a firm, card without closing",
        "fr",
        HABIT,
        QUESTION,
        f"{_EITHER}\n\n{PARENT}",
        f"{_EITHER}\n\n{PARENT}\nResponsable achats\nGroupe Forez\nT +33 4 77 11 22 33\nnadia.martin@forez.example\n\nDe : "
        f"{FULL}\nEnvoyé : {_DAY} 10:12\nÀ : "
        f"Nadia MARTIN <{PARENT_ADDRESS}>\nObjet : {QUESTION.subject}\n\n{QUESTION.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook at a firm, Word, notice in two languages",
        "fr",
        HABIT,
        BILL,
        _QUOTED,
        None,
        f"<html><body lang=FR><div class=WordSection1>{word(_QUOTED)}<p class=MsoNormal>&nbsp;</p><p class=MsoNormal><i>Ce "
        "message et ses éventuelles "
        "pièces jointes sont confidentiels et établis à l'intention de leur seul destinataire. Toute utilisation ou diffusion "
        "non autorisée est "
        "interdite.</i></p><p class=MsoNormal><i>This message and any attachments are confidential and intended for the named "
        "addressee only. Any "
        "unauthorised disclosure is prohibited.</i></p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt "
        "0cm 0cm 0cm'><p "
        f"class=MsoNormal><b>De :</b> {FULL_HTML}<br><b>Envoyé :</b> {_DAY} 10:12<br></p></div>{BILL.inner()}</div></body></html>",
    ),
    Fresh(
        "iPhone, three exchanges, text",
        "fr",
        SEEN,
        CALENDAR,
        _MORE,
        f"{_MORE}\n\nEnvoyé de mon iPhone\n\n> Le 25 nov. 2026 à 08:00, {FULL} a écrit :\n> \n> Bonjour, que voulez-vous "
        "changer ?\n> \n>> Le 24 nov. 2026 à "
        f"22:40, Karim <{PARENT_ADDRESS}> a écrit :\n>> \n>> Je voudrais changer\n>> \n{CALENDAR.quoted('>>> ')}\n",
    ),
    Fresh(
        "iPhone, copied by hand",
        "fr",
        HABIT,
        BILL,
        _QUOTED,
        f"{_QUOTED}\n\nEnvoyé de mon iPhone\nLe {_AT}, {FULL} a écrit :\n{BILL.text}\n",
    ),
    Fresh(
        "iPhone, HTML with a photograph",
        "fr",
        SEEN,
        ABSENCE,
        _FORMS,
        None,
        f'<html><head></head><body dir="auto">{divs(_FORMS)}<div><br></div><div><img src="cid:1A2B" id="IMG_0042" '
        'width="100%"></div><div><br></div>'
        f'<div dir="ltr">Envoyé de mon iPhone</div><div dir="ltr"><br><blockquote type="cite">Le {_AT}, {FULL_HTML} a écrit '
        ":<br><br></blockquote></div>"
        f'<blockquote type="cite"><div dir="ltr">{ABSENCE.html()}</div></blockquote></body></html>',
    ),
    Fresh(
        "iPad, own words under the name",
        "fr",
        HABIT,
        QUESTION,
        f"{_SURE}\n\nMamie de Gabriel",
        f"{_SURE}\n\nMamie de Gabriel\n\nEnvoyé de mon iPad\n\n> Le {_AT}, {FULL} a écrit :\n> \n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Apple Mail, quote shortened by selection",
        "fr",
        SEEN,
        BILL,
        _STORY,
        f"> Le {_AT}, {FULL} a écrit :\n> \n> Elle compte 12 repas et 5 heures de garderie.\n\n{_STORY}\n",
    ),
    Fresh(
        "Orange, web mail of 2024, HTML",
        "fr",
        HABIT,
        CALENDAR,
        _NOTE,
        None,
        f"<html><body>{divs(_NOTE)}<div><br></div><div><br></div><div>Le {_DAY} à 10:12, {FULL_HTML} a écrit :</div><blockquote "
        f'style="margin-left:0;padding-left:10px;border-left:1px solid #ff7900">{CALENDAR.inner()}</blockquote></body></html>',
    ),
    Fresh(
        "Orange application, run together after a sentence",
        "fr",
        SEEN,
        BILL,
        "Merci de me rappeler demain matin.",
        f"Merci de me rappeler demain matin.\n\nEnvoyé depuis l'application Mail Orange ------------ De: {TOKEN_ADDRESS} "
        "Envoyé: mardi, 24 novembre 2026, "
        f"10:12 À: {PARENT_ADDRESS} Objet: {BILL.subject} {' '.join(BILL.lines)}\n",
    ),
    Fresh(
        "Free, Zimbra, quote with marks",
        "fr",
        SEEN,
        ABSENCE,
        _HURRY,
        f'{_HURRY}\n\n----- Mail original -----\n> De: "{OFFICE}" <{TOKEN_ADDRESS}>\n> À: "thomas lefort" '
        f"<{PARENT_ADDRESS}>\n> Envoyé: Mardi 24 Novembre "
        f"2026 10:12:30\n> Objet: {ABSENCE.subject}\n\n{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "Free, Roundcube, answer under",
        "fr",
        SEEN,
        CALENDAR,
        _AGREE,
        f"Le 24.11.2026 10:12, {OFFICE} a écrit :\n{CALENDAR.quoted()}\n\n{_AGREE}\n",
    ),
    Fresh(
        "La Poste, answers in lines of marks",
        "fr",
        HABIT,
        QUESTION,
        "oui\n\nmoi-même",
        f"> Message du 24/11/26 10:12\n> De : {FULL}\n> A : {PARENT_ADDRESS}\n> Copie à :\n> Objet : {QUESTION.subject}\n>\n> "
        "1. Gabriel déjeune-t-il à la "
        "cantine jeudi 3 décembre ?\noui\n> 2. Qui vient chercher Gabriel vendredi soir ?\nmoi-même\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "SFR, web mail, forwarded",
        "fr",
        HABIT,
        ABSENCE,
        _WHO,
        f"{_WHO}\n\n-------- Message transféré --------\nDe : {FULL}\nEnvoyé : {_DAY} 10:12\nA : {PARENT_ADDRESS}\nSujet : "
        f"{ABSENCE.subject}\n\n"
        f"{ABSENCE.text}\n",
    ),
    Fresh(
        "Bbox, Open-Xchange, text",
        "fr",
        HABIT,
        BILL,
        _WHO,
        f"{_WHO}\n\n> Le 24/11/2026 10:12 CET {FULL} a écrit:\n> \n>  \n{BILL.quoted()}\n",
    ),
    Fresh(
        "Gandi, SOGo, text",
        "fr",
        HABIT,
        QUESTION,
        _EITHER,
        f"{_EITHER}\n\nLe Mardi, Novembre 24, 2026 10:12 CET, {FULL} a écrit:\n\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Horde",
        "fr",
        HABIT,
        CALENDAR,
        _NOTE,
        f"{_NOTE}\n\n{OFFICE} <{TOKEN_ADDRESS}> a écrit :\n\n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Notes",
        "fr",
        HABIT,
        BILL,
        _STORY,
        f"{_STORY}\n\n\n\nDe :        {FULL}\nA :        {PARENT_ADDRESS}\nDate :        24/11/2026 10:12\nObjet :        "
        f"{BILL.subject}\n\n\n\n{BILL.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Yahoo on Android, HTML, French",
        "fr",
        SEEN,
        QUESTION,
        _SURE,
        None,
        f'{_SURE}<br><br><div id="ymail_android_signature"><a id="ymail_android_signature_link" '
        'href="https://mail.onelink.me/1">Envoyé à partir de Yahoo '
        'Mail pour Android</a></div> <br> <blockquote style="margin: 0 0 20px 0;"> <div style="font-family:Roboto, '
        'sans-serif; color:#6D00F6;"> <div>Le '
        f"mar., nov. 24, 2026 à 10:12, {OFFICE}</div><div>{ANGLED} a écrit :</div> </div> <div>{QUESTION.inner()}</div> </blockquote>",
    ),
)
