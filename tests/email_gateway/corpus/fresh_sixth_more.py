"""The rest of the sixth batch in French: other web mails, other telephones, nothing quoted."""

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
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_OK = "Ok c'est noté"
_LATE = "bonjour desolé je viens de voir votre mail est ce que c trop tard pour annuler mardi ???"
_NEW = "Bonjour,\nMon numéro a changé : 07 61 62 63 64.\nL'ancien ne marche plus.\nMerci, K. Haddad"
_SPLIT = (
    "Bonjour,\n\nNous sommes séparés depuis octobre, pouvez-vous faire deux factures ?\n"
    "50/50 pour la cantine, la garderie c'est moi.\n\nMerci\nA. Roche"
)
_DIET = "Gabriel : sans porc\nInès (sa sœur) : sans gluten, ordonnance ci-jointe"
_COUNT = "J'ai compté : 10 repas et non 12.\n  lundi 2, 9, 16, 23, 30\n  jeudi 5, 12, 19, 26\n  + le mardi 24"
_NO = "Non"
_ANGRY = "Je l'ai déjà dit DEUX FOIS.\n\nLe 2 novembre j'ai appelé, le 10 j'ai écrit.\n\nAnnulez tout s'il vous plaît."
_DAY = "mardi 24 novembre 2026"
_AT = "24 nov. 2026 à 10:12"

SIXTH_MORE: tuple[Fresh, ...] = (
    Fresh(
        "La Poste, application",
        "fr",
        HABIT,
        CALENDAR,
        _LATE,
        f"{_LATE}\n\nEnvoyé depuis l'application La Poste Mail\n\nenvoyé : 24 novembre 2026 à 10:12\nde : {FULL}\nà : "
        f"{PARENT_ADDRESS}\nobjet : "
        f"{CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "La Poste, old web mail, HTML",
        "fr",
        HABIT,
        BILL,
        _COUNT,
        None,
        f'<div>{breaks(_COUNT)}</div><br><br><blockquote style="border-left:#1010ff 2px solid">&gt; Message du 24/11/26 à '
        "10:12<br>&gt; De : "
        f"{FULL_HTML}<br>&gt; A : {PARENT_ADDRESS}<br>&gt; Copie à :<br>&gt; Objet : "
        f"{BILL.subject}<br>&gt;<br>&gt;{BILL.inner()}</blockquote>",
    ),
    Fresh(
        "SFR, web mail, HTML",
        "fr",
        HABIT,
        QUESTION,
        _NO,
        None,
        f'<html><body><div>{_NO}</div><div>&nbsp;</div><div style="border-left:2px solid #ccc;padding-left:5px;">Le {_DAY} à '
        f"10:12, {FULL_HTML} a "
        f"écrit :<br><br>{QUESTION.inner()}</div></body></html>",
    ),
    Fresh(
        "SFR, web mail, text",
        "fr",
        HABIT,
        ABSENCE,
        _ANGRY,
        f"{_ANGRY}\n\n\n===============================================\nDe : {FULL}\nEnvoyé : {_DAY} 10:12\nA : {PARENT_ADDRESS}\nSujet : "
        f"{ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Bouygues, Zimbra",
        "fr",
        HABIT,
        BILL,
        _SPLIT,
        f"{_SPLIT}\n\n----- Mail d'origine -----\nDe: {FULL}\nÀ: {PARENT_ADDRESS}\nEnvoyé: Tue, 24 Nov 2026 10:12:30 +0100 "
        f"(CET)\nObjet: {BILL.subject}\n\n"
        f"{BILL.text}\n",
    ),
    Fresh(
        "OVH, Roundcube",
        "fr",
        SEEN,
        CALENDAR,
        _NEW,
        None,
        f'<html><body style="font-size: 10pt; font-family: Verdana,Geneva,sans-serif"><p>{breaks(_NEW)}</p><div '
        'id="signature"></div><p><br /></p><p '
        f'id="reply-intro">Le 2026-11-24 10:12, {OFFICE} a écrit :</p><blockquote type="cite" style="padding: 0 0.4em; '
        "border-left: #1010ff 2px solid; "
        f'margin: 0">{CALENDAR.html("v1")}</blockquote></body></html>',
    ),
    Fresh(
        "Zoho",
        "fr",
        SEEN,
        QUESTION,
        _DIET,
        f"{_DIET}\n\n\n---- Le mar., 24 nov. 2026 10:12:33 +0100 {FULL} a écrit ----\n\n{QUESTION.text}\n",
        f'<html><body><div style="font-family: Verdana">{divs(_DIET)}<br></div><div class="zmail_extra_hr" style="border-top: '
        "1px solid rgb(204, 204, "
        '204);"><br></div><div class="zmail_extra" data-zbluepencil-ignore="true"><div><br></div><div id="Zm-_Id_-Sgn1">---- '
        "Le mar., 24 nov. 2026 "
        f'10:12:33 +0100 <b>{FULL_HTML}</b> a écrit ----<br></div><div><br></div><blockquote id="blockquote_zmail" style="margin: 0px;">'
        f"{QUESTION.inner()}</blockquote></div></body></html>",
    ),
    Fresh(
        "Hotmail, older",
        "fr",
        SEEN,
        ABSENCE,
        _OK,
        None,
        f"<html><body class='hmmessage'><div dir='ltr'>{_OK}<br><br><div><hr id=\"stopSpelling\">Date: Tue, 24 Nov 2026 "
        "10:12:30 +0100<br>From: "
        f"{TOKEN_ADDRESS}<br>To: {PARENT_ADDRESS}<br>Subject: {ABSENCE.subject}<br><br>{ABSENCE.inner()}</div></div></body></html>",
    ),
    Fresh(
        "Yahoo, web",
        "fr",
        SEEN,
        BILL,
        _SPLIT,
        f"{_SPLIT}\n\n\n    Le mardi 24 novembre 2026 à 10:12:33 UTC+1, {FULL} a écrit :  \n \n {BILL.text}\n",
        f'<html><body><div class="ydpe1yahoo-style-wrap"><div dir="ltr">{breaks(_SPLIT)}</div></div><div id="yahoo_quoted_1" '
        'class="yahoo_quoted"><div>'
        f"<div>Le {_DAY} à 10:12:33 UTC+1, {FULL_HTML} a écrit :</div><div><br></div>{BILL.html('yiv9')}</div></div></body></html>",
    ),
    Fresh(
        "Yahoo on iPhone, text",
        "fr",
        SEEN,
        CALENDAR,
        _LATE,
        f"{_LATE}\n\n\nEnvoyé de Yahoo Mail pour iPhone\n\n\nLe mardi, novembre 24, 2026, 10:12 AM, {FULL} a écrit :\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Samsung, text",
        "fr",
        SEEN,
        QUESTION,
        _DIET,
        f"{_DIET}\n\n\n\nEnvoyé depuis mon appareil Galaxy\n\n\n-------- Message d'origine --------\nDe : {FULL} \nDate : "
        "24/11/2026  10:12  "
        f"(GMT+01:00) \nÀ : {PARENT_ADDRESS} \nObjet : {QUESTION.subject} \n\n{QUESTION.text}\n",
        None,
        "8bit",
    ),
    Fresh(
        "Samsung, HTML, carrier's line",
        "fr",
        SEEN,
        BILL,
        _COUNT,
        None,
        f'<html><body><div dir="auto">{breaks(_COUNT)}</div><div dir="auto"><br></div><div dir="auto"><br></div><div '
        'style="font-size:85%;color:#575757" '
        'dir="auto">Envoyé depuis mon mobile Samsung Galaxy Free</div><div><br></div><div align="left" '
        'style="font-size:100%;color:#000000">'
        f"<div>-------- Message d'origine --------</div><div>De : {FULL_HTML} </div><div>Date : 24/11/2026  10:12  (GMT+01:00) "
        "</div><div>À : "
        f"{PARENT_ADDRESS} </div><div>Objet : {BILL.subject} </div><div><br></div></div>{BILL.inner()}</body></html>",
    ),
    Fresh(
        "Xiaomi, Gmail's form",
        "fr",
        HABIT,
        ABSENCE,
        _ANGRY,
        f"{_ANGRY}\n\nEnvoyé de mon Redmi Note 12\n\nLe mar. 24 nov. 2026, 10:12, {FULL} a écrit :\n\n{ABSENCE.as_gmail_text()}\n",
    ),
    Fresh(
        "Huawei, HTML",
        "fr",
        HABIT,
        CALENDAR,
        _OK,
        None,
        f'<html><body><p dir="ltr">{_OK}</p><br><br><p dir="ltr">Envoyé de mon HUAWEI P30 lite</p><br>-------- Message '
        "original --------<br>Objet : "
        f"{CALENDAR.subject}<br>De : {FULL_HTML}<br>À : {PARENT_ADDRESS}<br>Cc : "
        f"<br><br><blockquote>{CALENDAR.inner()}</blockquote></body></html>",
    ),
    Fresh(
        "Thunderbird",
        "fr",
        SEEN,
        QUESTION,
        _DIET,
        f"{_DIET}\n\nLe 24/11/2026 à 10:12, {OFFICE} a écrit :\n{QUESTION.quoted()}\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Thunderbird, answer under, signature under",
        "fr",
        SEEN,
        BILL,
        _SPLIT,
        f"Le 24/11/2026 à 10:12, {OFFICE} a écrit :\n{BILL.quoted()}\n\n{_SPLIT}\n\n-- \nAmélie Roche\n4 allée des Tilleuls\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Thunderbird on Android, HTML",
        "fr",
        SEEN,
        CALENDAR,
        _NEW,
        None,
        f'<html><head></head><body>{breaks(_NEW)}<br><br><div class="k9mail-signature">Envoyé avec Thunderbird pour Android. '
        "Excusez ma brièveté.</div>"
        f'<br><br><div class="gmail_quote">Le 24 novembre 2026 10:12:33 GMT+01:00, {FULL_HTML} a écrit{NB}:<blockquote class="gmail_quote" '
        f'style="margin: 0pt 0pt 0pt 0.8ex;">{CALENDAR.inner()}</blockquote></div></body></html>',
    ),
    Fresh(
        "FairEmail, text",
        "fr",
        HABIT,
        ABSENCE,
        _OK,
        f"{_OK}\n\n24 novembre 2026 10:12:33 {FULL}:\n\n{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "Spark on iPhone",
        "fr",
        SEEN,
        QUESTION,
        _NO,
        f"{_NO}\n\nEnvoyé avec Spark\nLe {_AT} +0100, {FULL}, a écrit :\n> {QUESTION.text.replace(chr(10), chr(10) + '> ')}\n",
    ),
    Fresh(
        "Proton Mail, answer to an answer",
        "fr",
        SEEN,
        BILL,
        _COUNT,
        f"{_COUNT}\n\nEnvoyé avec la messagerie sécurisée Proton Mail.\n\nLe mercredi 25 novembre 2026 à 08:12, {FULL} a écrit "
        ":\n\n> Bonjour,\n> lequel ?\n>\n"
        f"> Le {_DAY} à 22:01, Amélie <{PARENT_ADDRESS}> a écrit :\n>\n> > il y a une erreur\n",
    ),
    Fresh(
        "Nothing quoted, telephone",
        "fr",
        SEEN,
        CALENDAR,
        _LATE,
        f"{_LATE}\nEnvoyé de mon iPhone",
    ),
    Fresh(
        "Nothing quoted, prepared answer of a link",
        "fr",
        HABIT,
        QUESTION,
        "2",
        "2\n",
    ),
    Fresh(
        "Nothing quoted, city hall of another town",
        "fr",
        HABIT,
        ABSENCE,
        f"{_NEW}\n\nCordialement,\nKarim Haddad",
        f"{_NEW}\n\nCordialement,\nKarim Haddad\nMairie de Saint-Priest\nService des espaces verts\nTél : 04 77 00 11 "
        "22\nwww.saint-priest.example\n\nSuivez-nous "
        "sur Facebook !\nN'imprimez ce message que si nécessaire.\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Nothing quoted, HTML with a logo",
        "fr",
        HABIT,
        BILL,
        f"{_COUNT}\n\nBien à vous\nAmélie",
        None,
        f'<div>{breaks(_COUNT)}</div><div><br></div><div>Bien à vous<br>Amélie</div><div><img src="cid:logo" alt="Transports '
        'Roche"></div><div><a '
        'href="https://www.roche.example">www.roche.example</a></div>',
    ),
    Fresh(
        "Nothing quoted, written to a new thread",
        "fr",
        HABIT,
        QUESTION,
        f"Objet : repas de Gabriel\n\n{_DIET}\n\nI. Bonnet",
        f"Objet : repas de Gabriel\n\n{_DIET}\n\nI. Bonnet\n",
    ),
)
