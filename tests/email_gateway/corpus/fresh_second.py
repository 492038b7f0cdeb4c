"""A second batch of fresh replies in French: written after the first was mended, scored before this one was."""

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
    word,
)
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_YES = "c'est bon pour moi"
_SWAP = "Bonsoir,\nserait il possible d'échanger le jeudi 3 contre le vendredi 4 ?\nMerci beaucoup\nMme Haddad"
_HOURS = "Le repas de Jules, c'est de 11h30 à 13h30 ?\nDe : 16h30 à 18h il sera à la garderie."
_LIST = "Pour la semaine :\n1) lundi oui\n2) mardi non\n3) jeudi oui\n4) vendredi non"
_BILL = "Bonjour,\n\nJ'ai déjà payé 84,20 € le 12 novembre par carte, pourquoi me redemande-t-on ?\n\nA. Roche"
_DOCTOR = "Le docteur Perrin m'a écrit : « repos jusqu'au 27 ». Je vous l'envoie ce soir.\nBonne soirée"
_RULED = "Pour Jade : retour demain\n---\nPour Théo : pas avant jeudi"
_LONG = (
    "Madame, Monsieur,\n\nSuite à notre conversation, voici ce qui change en janvier :\n- Sofia ne mangera plus le lundi\n- elle "
    "viendra le vendredi"
    "\n- garderie le mardi soir\n\nSon père la prendra une semaine sur deux.\nLe 15 janvier, elle sera absente (opération).\n"
    "Est-ce que la facture sera partagée ?\n\nAvec mes remerciements,\nSamira Haddad"
)
_GREY = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"

SECOND: tuple[Fresh, ...] = (
    Fresh(
        "Gmail, third exchange, quotes in quotes",
        "fr",
        SEEN,
        QUESTION,
        _YES,
        f"{_YES}\n\nLe mar. 24 nov. 2026 à 18:05, {OFFICE} <\n{TOKEN_ADDRESS}> a écrit :\n\n> Bonjour Inès,\n>\n> C'est noté. Et "
        f"vendredi ?\n>\n"
        f"> Le mar. 24 nov. 2026 à 12:40, Inès Bonnet <{PARENT_ADDRESS}> a écrit :\n>\n>> oui pour jeudi\n>>\n>> Le mar. 24 nov. "
        f"2026 à 10:12, "
        f"{OFFICE} <\n>> {TOKEN_ADDRESS}> a écrit :\n>>\n>>> 1. Gabriel déjeune-t-il à la cantine jeudi 3 décembre ?\n>>>\n>>\n",
    ),
    Fresh(
        "Gmail, HTML only, written under the quote",
        "fr",
        HABIT,
        CALENDAR,
        _SWAP,
        None,
        f'<div dir="ltr"><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le mar. 24 nov. 2026 à 10:12, {FULL_HTML} a '
        f"écrit{NB}:<br>"
        f'</div><blockquote class="gmail_quote" style="{_GREY}">{CALENDAR.html("m_8")}</blockquote><div><br></div>'
        f"<div>{breaks(_SWAP)}</div>"
        "</div></div>",
        "base64",
    ),
    Fresh(
        "Gmail on a telephone with its own line",
        "fr",
        HABIT,
        BILL,
        _BILL,
        f"{_BILL}\n\n-- \nEnvoyé depuis Gmail mobile\n\nLe mar. 24 nov. 2026, 10:12, {OFFICE} <{TOKEN_ADDRESS}> a écrit :\n\n"
        f"{BILL.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook for Mac, new",
        "fr",
        SEEN,
        CALENDAR,
        _LIST,
        None,
        f'<html><body lang="FR"><div class="WordSection1">{word(_LIST)}<div id="mail-editor-reference-message-container"><div><div '
        'style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b><span '
        'style="color:black">De : '
        f"</span></b><span>{FULL_HTML}<br><b>Date : </b>mardi, 24 novembre 2026 à 10:12<br><b>À : </b>{PARENT_ADDRESS}<br><b>Objet : </b>"
        f"{CALENDAR.subject}</span></p></div>{CALENDAR.inner()}</div></div></div></body></html>",
    ),
    Fresh(
        "Outlook at work, banner of outside mail",
        "fr",
        HABIT,
        ABSENCE,
        _DOCTOR,
        f"{_DOCTOR}\n\nDe : {FULL}\nEnvoyé : mardi 24 novembre 2026 10:12\nÀ : LEFORT Thomas <{PARENT_ADDRESS}>\nObjet : [EXTERNE] "
        f"{ABSENCE.subject}\n\nATTENTION : ce courriel vient de l'extérieur. Ne cliquez pas sur les liens.\n\n{ABSENCE.text}\n\nC1 "
        f"- Interne",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook at work, notice in two languages",
        "fr",
        SEEN,
        BILL,
        _YES,
        f'{_YES}\n\n________________________________\n\nCe message et toutes les pièces jointes (ci-après le "message") sont '
        f"établis à l'intention "
        'exclusive de ses destinataires et sont confidentiels.\n\nThis message and any attachments (the "message") are confidential and '
        f"intended solely for the addressees.\n\n________________________________\nDe : {FULL}\nEnvoyé : mardi 24 novembre 2026 10:12\nÀ : "
        f"{PARENT_ADDRESS}\nObjet : {BILL.subject}\n\n{BILL.text}\n",
    ),
    Fresh(
        "Outlook for Android, HTML",
        "fr",
        HABIT,
        QUESTION,
        _YES,
        None,
        f'<html><head></head><body><div>{_YES}</div><div id="ms-outlook-mobile-signature"><div><br></div>Obtenez <a '
        'href="https://aka.ms/AAb9ysg">Outlook pour Android</a></div><hr style="display:inline-block;width:98%" tabindex="-1"><div '
        f'id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> {FULL_HTML}<br><b>Sent:</b> Tuesday, November 24, 2026 '
        f"10:12:30 AM<br>"
        f"<b>To:</b> {PARENT_ADDRESS}<br><b>Subject:</b> {QUESTION.subject}</font></div>{QUESTION.html('x_')}</body></html>",
        "base64",
    ),
    Fresh(
        "Orange, web mail of 2025",
        "fr",
        HABIT,
        CALENDAR,
        _SWAP,
        f"{_SWAP}\n\n\n\n     envoyé : 24 novembre 2026 à 10:12\n     de : {FULL}\n     à : {PARENT_ADDRESS}\n     objet : "
        f"{CALENDAR.subject}\n\n\n"
        f"{CALENDAR.text}\n",
        f'<html><body>{divs(_SWAP)}<div><br></div><div class="mail-quote"><div>envoyé : 24 novembre 2026 à 10:12</div><div>de : '
        f"{FULL_HTML}</div>"
        f"<div>à : {PARENT_ADDRESS}</div><div>objet : {CALENDAR.subject}</div></div><div><br></div>{CALENDAR.inner()}</body></html>",
    ),
    Fresh(
        "Orange application, HTML in divs",
        "fr",
        SEEN,
        ABSENCE,
        _RULED,
        None,
        f"<html><body>{divs(_RULED)}<div><br></div><div>Envoyé depuis l'application Mail Orange</div><div>----------------</div><div>De: "
        f"{TOKEN_ADDRESS}</div><div>Envoyé: mardi, 24 novembre 2026, 10:12</div><div>À: {PARENT_ADDRESS}</div><div>Objet: "
        f"{ABSENCE.subject}</div>"
        f"<div><br></div>{ABSENCE.inner()}</body></html>",
    ),
    Fresh(
        "Free, Zimbra, answers between marked lines",
        "fr",
        SEEN,
        QUESTION,
        "oui\n\nsa tante",
        f'----- Mail original -----\n> De: "{OFFICE}" <{TOKEN_ADDRESS}>\n> À: "ines bonnet" <{PARENT_ADDRESS}>\n> Envoyé: Mardi '
        f"24 Novembre "
        f"2026 10:12:30\n> Objet: {QUESTION.subject}\n\n> Bonjour Inès,\n> 1. Gabriel déjeune-t-il à la cantine jeudi 3 décembre "
        f"?\n\noui\n\n> 2. Qui "
        "vient chercher Gabriel vendredi soir ?\n\nsa tante\n\n> Sans réponse de votre part mercredi 25 novembre à 23:59, rien ne "
        "change.\n",
    ),
    Fresh(
        "Free, Zimbra, signature above the original",
        "fr",
        SEEN,
        BILL,
        _BILL,
        f'{_BILL}\n\n-- \nAmélie Roche\nCabinet infirmier des Lilas\n\n----- Mail original -----\nDe: "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ: '
        f"{PARENT_ADDRESS}\nEnvoyé: Mardi 24 Novembre 2026 10:12:30\nObjet: {BILL.subject}\n\n{BILL.text}\n",
        None,
        "base64",
    ),
    Fresh(
        "La Poste, old web mail",
        "fr",
        SEEN,
        CALENDAR,
        _LIST,
        f"{_LIST}\n\n\n> Message du 24/11/26 à 10h12\n> De : {FULL}\n> A : {PARENT_ADDRESS}\n> Copie à :\n> Objet : "
        f"{CALENDAR.subject}\n> \n> \n"
        f"{CALENDAR.quoted()}\n\nUne messagerie gratuite, garantie à vie et des services en plus, ça vous tente ?\nJe crée ma boîte mail "
        "www.laposte.example\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "SFR, HTML in a block with a border",
        "fr",
        HABIT,
        ABSENCE,
        _DOCTOR,
        None,
        f'<div>{breaks(_DOCTOR)}</div><br><blockquote style="border-left: 2px solid #e3e3e3; padding-left: 8px"><b>De :</b> '
        f"{FULL_HTML}<br><b>"
        f"Envoyé :</b> mardi 24 novembre 2026 à 10:12<br><b>À :</b> {PARENT_ADDRESS}<br><b>Sujet :</b> {ABSENCE.subject}<br><br>"
        f"{ABSENCE.inner()}</blockquote>",
        "windows-1252",
    ),
    Fresh(
        "Yahoo, between the lines",
        "fr",
        HABIT,
        QUESTION,
        "oui\n\nmoi",
        f"    Le mardi 24 novembre 2026 à 10:12:33 UTC+1, {OFFICE} <{TOKEN_ADDRESS}> a écrit :  \n \n> Bonjour Inès,\n> 1. Gabriel "
        f"déjeune-t-il à "
        "la cantine jeudi 3 décembre ?\n\noui\n\n> 2. Qui vient chercher Gabriel vendredi soir ?\n\nmoi\n",
    ),
    Fresh(
        "Yahoo on iPhone",
        "fr",
        HABIT,
        BILL,
        _BILL,
        f"{_BILL}\n\n\nEnvoyé depuis Yahoo Mail pour iPhone\n\n\nLe mardi, novembre 24, 2026, 10:12 AM, {FULL} a écrit :\n\n{BILL.text}\n",
        f'{breaks(_BILL)}<br><br><br><a href="https://mail.onelink.example/y">Envoyé depuis Yahoo Mail pour iPhone</a><br><br><p '
        f'class="yahoo-quoted-begin" '
        f'style="font-size: 15px; color: #715FFA;">Le mardi, novembre 24, 2026, 10:12 AM, {FULL_HTML} a écrit :</p><blockquote '
        f'class="iosymail">{BILL.html("yiv4")}</blockquote>',
    ),
    Fresh(
        "iPhone, forwarded",
        "fr",
        SEEN,
        BILL,
        "Bonjour, c'est mon mari qui doit recevoir ça",
        f"Bonjour, c'est mon mari qui doit recevoir ça\n\nEnvoyé de mon iPhone\n\nDébut du message transféré :\n\n> De: {FULL}\n> "
        f"Date: 24 novembre "
        f"2026 à 10:12:33 UTC+1\n> À: {PARENT_ADDRESS}\n> Objet: {BILL.subject}\n> \n> \ufeff\n{BILL.quoted()}\n",
        None,
        "base64",
    ),
    Fresh(
        "iPhone, second exchange",
        "fr",
        SEEN,
        ABSENCE,
        _RULED,
        f"{_RULED}\n\nEnvoyé de mon iPhone\n\n> Le 25 nov. 2026 à 08:01, {FULL} a écrit :\n> \n> \ufeffBonjour Thomas,\n> \n> C’est "
        f"noté.\n> \n>> Le 24 "
        f"nov. 2026 à 21:40, Thomas Lefort <{PARENT_ADDRESS}> a écrit :\n>> \n>> Jade est malade\n>> \n>>> Le 24 nov. 2026 à 10:12, "
        f"{OFFICE} a "
        f"écrit :\n>>> \n>>> L’absence de Jade du lundi 23 novembre est notée.\n",
    ),
    Fresh(
        "Apple Mail, between the lines",
        "fr",
        SEEN,
        QUESTION,
        "Oui, comme tous les jeudis\n\nSa grand-mère",
        f"\n\n> Le 24 nov. 2026 à 10:12, {FULL} a écrit :\n> \n> Bonjour Inès,\n> \n> 1. Gabriel déjeune-t-il à la cantine jeudi 3 "
        f"décembre ?\n\nOui, "
        "comme tous les jeudis\n\n> 2. Qui vient chercher Gabriel vendredi soir ?\n\nSa grand-mère\n\n> \n> Sans réponse de votre "
        "part mercredi 25 "
        "novembre à 23:59, rien ne change.\n> \n",
    ),
    Fresh(
        "Samsung, older",
        "fr",
        SEEN,
        CALENDAR,
        _SWAP,
        f"{_SWAP}\n\n\nEnvoyé de mon appareil Samsung Galaxy.\n\n-------- Message original --------\nDe : {OFFICE} "
        f"<{TOKEN_ADDRESS}> \nDate : 24/11/2026 "
        f"10:12 (GMT+01:00) \nÀ : {PARENT_ADDRESS} \nObjet : {CALENDAR.subject} \n\n{CALENDAR.text}\n",
        None,
        "8bit",
    ),
    Fresh(
        "Samsung, words under the device line",
        "fr",
        HABIT,
        QUESTION,
        _YES,
        None,
        '<html><body><div id="composer_signature"><div style="font-size:85%;color:#575757" dir="auto">Envoyé depuis mon appareil '
        "Galaxy</div></div>"
        f'<div dir="auto">{_YES}</div><div><br></div><div style="font-size:100%;color:#000000"><!-- originalMessage -->'
        f"<div>-------- Message "
        f"d'origine --------</div><div>De : {FULL_HTML} </div><div>Date : 24/11/2026  10:12  (GMT+01:00) </div><div>À : "
        f"{PARENT_ADDRESS} </div>"
        f"<div>Objet : {QUESTION.subject} </div><div><br></div></div>{QUESTION.inner()}</body></html>",
    ),
    Fresh(
        "Thunderbird, HTML made text, no marks",
        "fr",
        HABIT,
        BILL,
        _HOURS,
        f"{_HOURS}\n\nLe 24/11/2026 à 10:12, {OFFICE} a écrit :\n\n{BILL.text}\n\n-- \nAmélie",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Thunderbird on a telephone",
        "fr",
        HABIT,
        CALENDAR,
        _LIST,
        f"{_LIST}\n\nEnvoyé avec Thunderbird pour Android. Veuillez excuser ma brièveté.\n\nLe 24 novembre 2026 10:12:33 GMT+01:00, "
        f"{FULL} a écrit :\n"
        f"{CALENDAR.quoted('>')}\n",
    ),
    Fresh(
        "K-9 Mail, between the lines",
        "fr",
        HABIT,
        QUESTION,
        "oui\n\nson grand frère",
        f"Le 24 novembre 2026 10:12:33 GMT+01:00, {FULL} a écrit :\n>Bonjour Inès,\n>\n>1. Gabriel déjeune-t-il à la cantine jeudi "
        f"3 décembre ?\noui\n"
        ">2. Qui vient chercher Gabriel vendredi soir ?\nson grand frère\n>\n>Sans réponse de votre part mercredi 25 novembre à "
        "23:59, rien ne "
        "change.\n-- \nEnvoyé de mon appareil Android avec K-9 Mail.\n",
    ),
    Fresh(
        "FairEmail, HTML, date before the name",
        "fr",
        HABIT,
        ABSENCE,
        _DOCTOR,
        None,
        f'<html><body><div>{breaks(_DOCTOR)}</div><div><p>24 nov. 2026 10:12:33 {FULL_HTML}:</p><blockquote style="border-left:3px '
        f'solid">'
        f"{ABSENCE.html()}</blockquote></div></body></html>",
    ),
    Fresh(
        "Proton Mail, web",
        "fr",
        SEEN,
        BILL,
        _BILL,
        f"{_BILL}\n\nEnvoyé avec la messagerie sécurisée [Proton Mail](https://proton.example/mail/home).\n\nLe mardi 24 novembre "
        f"2026 à 10:12, {FULL} "
        f"a écrit :\n\n{BILL.quoted()}\n",
    ),
    Fresh(
        "Nothing quoted, twelve lines",
        "fr",
        HABIT,
        CALENDAR,
        _LONG,
        _LONG,
        None,
        "windows-1252",
    ),
    Fresh(
        "Nothing quoted, contact block with a postal address",
        "fr",
        HABIT,
        BILL,
        "Bonjour, je viens de changer de banque, que dois-je faire ?\n\nCordialement,\n\nM. Paul Giraud",
        "Bonjour, je viens de changer de banque, que dois-je faire ?\n\nCordialement,\n\nM. Paul Giraud\n14 bis rue de la "
        "République\n42390 VILLARS\n"
        "06.07.08.09.10\n",
    ),
    Fresh(
        "Nothing quoted, written on a watch",
        "fr",
        HABIT,
        QUESTION,
        _YES,
        f"{_YES}\n\nEnvoyé de mon Apple Watch\n",
        None,
        "8bit",
    ),
)
