"""A fourth batch of fresh replies, French: written after public collections were read, scored before this one was mended for."""

from tests.email_gateway.corpus.fresh import (
    ABSENCE,
    ANGLED,
    BILL,
    CALENDAR,
    FULL,
    FULL_HTML,
    HABIT,
    NARROW,
    NB,
    QUESTION,
    SEEN,
    Fresh,
    breaks,
    divs,
    word,
)
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_SHORT = "ok pour moi"
_ILL = "Bonjour,\nSofia a de la fièvre ce matin elle ne viendra pas, ni demain je pense.\nMerci"
_ARROWS = "Semaine du 30 :\n-> lundi : cantine\n-> mardi : rien\n-> jeudi : cantine + garderie"
_SAID = "La maîtresse nous a écrit hier : « pique-nique jeudi ». Il faut donc annuler le repas du jeudi 3 ?"
_MONEY = (
    "Bonjour, j'ai bien reçu la facture mais 84,20 € ça me paraît beaucoup.\nEn octobre c'était 61 €. "
    "Pouvez-vous vérifier svp ?\n\nA. Roche"
)
_WHO = "1. oui\n2. sa tante, Mme Lopez (06 55 44 33 22)"
_FROM_TO = "De 16h30 à 18h Jules sera à la garderie\nÀ 18h c'est son papi qui vient\nObjet perdu : son bonnet bleu, l'avez vous vu ?"
_LATE = "Désolée pour le retard, le certificat est en pièce jointe. Envoyé aussi par la poste hier."
_PS = "Bonjour,\n\nc'est d'accord pour les trois jours.\n\nBien cordialement,\nKarim Haddad\n\nPS : le 15 décembre il y a-t-il école ?"
_GREY = "margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex"
_DATE = "24 nov. 2026 à 10:12"
_LONG_DATE = "mardi 24 novembre 2026"
_LEGAL = (
    "Ce message et ses pièces jointes sont confidentiels et destinés exclusivement à leurs destinataires. Si vous l'avez reçu par erreur, "
    "merci de le supprimer et d'en avertir l'expéditeur."
)


def _ios(text: str, device: str, quoted: str, intro: str = f"Le {_DATE}, {FULL_HTML} a écrit{NB}:") -> str:
    return (
        f'<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">{breaks(text)}'
        f'<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">{device}</div><div dir="ltr"><br><blockquote type="cite">{intro}<br><br>'
        f'</blockquote></div><blockquote type="cite"><div dir="ltr">\ufeff{quoted}</div></blockquote></body></html>'
    )


FOURTH: tuple[Fresh, ...] = (
    Fresh("iPhone, iOS 17, HTML", "fr", SEEN, CALENDAR, _ILL, None, _ios(_ILL, "Envoyé de mon iPhone", CALENDAR.html())),
    Fresh(
        "iPhone, iOS 17, text and HTML",
        "fr",
        SEEN,
        QUESTION,
        _WHO,
        f"{_WHO}\n\nEnvoyé de mon iPhone\n\n> Le {_DATE}, {FULL} a écrit :\n> \n> \ufeff{QUESTION.quoted()[2:]}\n",
        _ios(_WHO, "Envoyé de mon iPhone", QUESTION.inner()),
        "base64",
    ),
    Fresh(
        "iPhone, signature of its owner's own",
        "fr",
        HABIT,
        BILL,
        _MONEY,
        f"{_MONEY}\n\nEnvoyé de mon iPhone 14 - désolée pour les fautes\n\nLe {_DATE}, {FULL} a écrit :\n\n{BILL.quoted()}\n",
    ),
    Fresh(
        "iPad in English, parent in French",
        "fr",
        SEEN,
        ABSENCE,
        _LATE,
        None,
        _ios(_LATE, "Sent from my iPad", ABSENCE.html(), f"On 24 Nov 2026, at 10:12, {FULL_HTML} wrote:"),
    ),
    Fresh(
        "Outlook 365, new",
        "fr",
        SEEN,
        CALENDAR,
        _PS,
        None,
        '<html><head><style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style></head><body dir="ltr">'
        + divs(_PS, ' class="elementToProof" style="font-family: Aptos, sans-serif; font-size: 12pt;"')
        + '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">'
        f'<font face="Calibri, sans-serif" color="#000000"><b>De :</b> {FULL_HTML}<br><b>Envoyé :</b> {_LONG_DATE} 10:12<br><b>À :</b> '
        f"{PARENT_ADDRESS}<br><b>Objet :</b> {CALENDAR.subject}</font><div>&nbsp;</div></div>{CALENDAR.html('x_')}</body></html>",
    ),
    Fresh(
        "Outlook 365, new, text",
        "fr",
        SEEN,
        BILL,
        _MONEY,
        f"{_MONEY}\n________________________________\nDe : {FULL}\nEnvoyé : {_LONG_DATE} 10:12\nÀ : Amélie Roche "
        f"<{PARENT_ADDRESS}>\nObjet : "
        f"{BILL.subject}\n\n\n{BILL.text}\n",
    ),
    Fresh(
        "Outlook for Android, 2025",
        "fr",
        SEEN,
        QUESTION,
        _SHORT,
        None,
        f'<html><head></head><body><div style="font-family: Aptos;">{_SHORT}</div><div id="ms-outlook-mobile-body-separator-line" '
        'data-applydefaultfontstyles="true"><br></div><div id="ms-outlook-mobile-signature"><p>Obtenez <a href="https://aka.ms/AAb9ysg">'
        'Outlook pour Android</a></p></div><div id="mail-editor-reference-message-container" class="ms-outlook-mobile-reference-message '
        f'skipProofing"><div style="padding: 3pt 0in 0in; border-width: 1pt medium medium; border-style: solid none none;"><b>De : </b>'
        f"{FULL_HTML}<br><b>Date : </b>{_LONG_DATE} à 10:12<br><b>À : </b>{PARENT_ADDRESS}<br><b>Objet : </b>{QUESTION.subject}<br></div>"
        f"{QUESTION.inner()}</div></body></html>",
    ),
    Fresh(
        "Outlook for iOS, text",
        "fr",
        SEEN,
        ABSENCE,
        _LATE,
        f"{_LATE}\n\nTélécharger Outlook pour iOS<https://aka.ms/o0ukef>\n________________________________\nDe : {FULL}\nEnvoyé : Tuesday, "
        f"November 24, 2026 10:12:30 AM\nÀ : {PARENT_ADDRESS} <{PARENT_ADDRESS}>\nObjet : {ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Outlook desktop at work, legal notice under the signature",
        "fr",
        SEEN,
        BILL,
        f"{_FROM_TO}\n\nCordialement,\n\nAmélie ROCHE",
        f"{_FROM_TO}\n\nCordialement,\n\nAmélie ROCHE\nAssistante de direction | Transports Roche\nTél. : 04 77 12 34 "
        f"56\n\n{_LEGAL}\n\nDe : "
        f"{FULL}\nEnvoyé : {_LONG_DATE} 10:12\nÀ : ROCHE Amélie <{PARENT_ADDRESS}>\nObjet : {BILL.subject}\n\n{BILL.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook desktop, Word, quote prefixed by nothing",
        "fr",
        SEEN,
        CALENDAR,
        _ARROWS,
        None,
        f"<html xmlns:o='urn:schemas-microsoft-com:office:office'><body lang=FR link='#0563C1'><div class=WordSection1>{word(_ARROWS)}"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        f"<p class=MsoNormal><b>De&nbsp;:</b> {FULL_HTML} <br><b>Envoyé&nbsp;:</b> {_LONG_DATE} 10:12<br><b>À&nbsp;:</b> "
        f"{PARENT_ADDRESS}<br>"
        f"<b>Objet&nbsp;:</b> {CALENDAR.subject}<o:p></o:p></p></div></div>{CALENDAR.inner()}</div></body></html>",
        "windows-1252",
    ),
    Fresh(
        "Gmail application, container",
        "fr",
        SEEN,
        QUESTION,
        _WHO,
        f"{_WHO}\n\nLe mar. 24 nov. 2026, 10:12, {OFFICE} <\n{TOKEN_ADDRESS}> a écrit{NARROW}:\n\n{QUESTION.as_gmail_text()}\n",
        f'<div dir="auto">{breaks(_WHO)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        'class="gmail_attr">Le mar. 24 '
        f'nov. 2026, 10:12, {FULL_HTML} a écrit{NB}:<br></div><blockquote class="gmail_quote" style="{_GREY}">{QUESTION.html("m_7")}'
        "</blockquote></div>",
    ),
    Fresh(
        "Gmail, written in two places of the HTML",
        "fr",
        SEEN,
        QUESTION,
        "Bonsoir, voici mes réponses\n\noui\n\nmoi vers 17h",
        None,
        '<div dir="ltr"><div>Bonsoir, voici mes réponses</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">Le mar. {_DATE}, {FULL_HTML} a écrit{NB}:<br></div><blockquote class="gmail_quote" '
        f'style="{_GREY}"><p>1. Gabriel '
        'déjeune-t-il à la cantine jeudi 3 décembre ?</p></blockquote><div>oui</div><blockquote class="gmail_quote" '
        f'style="{_GREY}"><p>2. Qui vient chercher Gabriel vendredi soir ?</p></blockquote><div>moi vers 17h</div><blockquote '
        f'class="gmail_quote" style="{_GREY}"><p>Sans réponse de votre part mercredi 25 novembre à 23:59, rien ne change.</p></blockquote>'
        "</div>",
    ),
    Fresh(
        "Gmail, forwarded with a word above",
        "fr",
        SEEN,
        BILL,
        "Je transfère à mon ex-mari, c'est lui qui paye ce mois ci.",
        "Je transfère à mon ex-mari, c'est lui qui paye ce mois ci.\n\n---------- Forwarded message ---------\nDe : "
        f"{FULL}\nDate: mar. {_DATE}"
        f"\nSubject: {BILL.subject}\nTo: <{PARENT_ADDRESS}>\n\n\n{BILL.text}\n",
    ),
    Fresh(
        "Gmail, own signature with the prefix",
        "fr",
        SEEN,
        CALENDAR,
        _SHORT,
        f"{_SHORT}\n\n--\nKarim Haddad\nPlombier chauffagiste\n06 12 13 14 15\n\nLe mar. {_DATE}, {OFFICE} <{TOKEN_ADDRESS}> a\nécrit :\n\n"
        f"{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Proton Mail, web, HTML",
        "fr",
        SEEN,
        BILL,
        _MONEY,
        None,
        f'<div style="font-family: Arial, sans-serif; font-size: 14px;">{breaks(_MONEY)}</div><div class="protonmail_signature_block"><div '
        'class="protonmail_signature_block-user protonmail_signature_block-empty"></div><div '
        'class="protonmail_signature_block-proton">Envoyé '
        'avec la messagerie sécurisée <a href="https://proton.me/mail/home">Proton Mail</a>.</div></div><div><br></div><div '
        f'class="protonmail_quote">Le {_LONG_DATE} à 10:12, {FULL_HTML} a écrit :<br><br><blockquote class="protonmail_quote" type="cite">'
        f"{BILL.inner()}</blockquote><br></div>",
    ),
    Fresh(
        "Proton Mail, telephone",
        "fr",
        SEEN,
        ABSENCE,
        _LATE,
        f"{_LATE}\n\nEnvoyé depuis Proton Mail pour Android.\n\n-------- Message d'origine --------\nLe {_LONG_DATE} à 10:12, "
        f"{FULL} a écrit :"
        f"\n\n{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "Tuta",
        "fr",
        HABIT,
        CALENDAR,
        _ILL,
        None,
        f'<div dir="auto">{breaks(_ILL)}</div><div dir="auto"><br></div><div dir="auto">--<br></div><div dir="auto">Envoyé '
        "avec Tuta ; profitez "
        "de mails sécurisés et sans pub :<br>https://tuta.com/fr</div><div><br></div><div>24 nov. 2026, 10:12 par "
        f"{TOKEN_ADDRESS}:<br></div>"
        '<blockquote class="tutanota_quote" style="border-left: 1px solid #93A3B8; padding-left: 10px; margin-left: '
        f'5px;">{CALENDAR.inner()}'
        "</blockquote>",
    ),
    Fresh(
        "Infomaniak",
        "fr",
        HABIT,
        QUESTION,
        _WHO,
        None,
        f'<div>{breaks(_WHO)}</div><div><br></div><div class="ik_mail_quote answerContentMessage"><div>Le {_LONG_DATE} à '
        f"10:12, {FULL_HTML} a "
        f'écrit :</div><blockquote class="ws-ng-quote"><div>{QUESTION.inner()}</div></blockquote></div>',
        "base64",
    ),
    Fresh(
        "Bbox, web mail (Open-Xchange)",
        "fr",
        HABIT,
        ABSENCE,
        _SAID,
        f"{_SAID}\n\n> Le 24/11/2026 10:12 CET, {FULL} a écrit :\n>  \n>  \n{ABSENCE.quoted()}\n",
        f'<!doctype html><html><body><div class="default-style">{_SAID}</div><blockquote type="cite"><div>Le 24/11/2026 10:12 '
        f"CET, {FULL_HTML} "
        f"a écrit :</div><div>&nbsp;</div><div>&nbsp;</div>{ABSENCE.inner()}</blockquote></body></html>",
    ),
    Fresh(
        "Free, Zimbra, HTML with its list",
        "fr",
        SEEN,
        CALENDAR,
        _FROM_TO,
        None,
        '<html><body><div style="font-family: arial, helvetica, sans-serif; font-size: 12pt; color: '
        f'#000000">{divs(_FROM_TO)}<div><br></div>'
        f'<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>De: </b>"{OFFICE}" {ANGLED}<br><b>À: </b>"karim" &lt;'
        f"{PARENT_ADDRESS}&gt;<br><b>Envoyé: </b>Mardi 24 Novembre 2026 10:12:30<br><b>Objet: "
        f"</b>{CALENDAR.subject}<br></div><div><br></div>"
        f'<div data-marker="__QUOTED_TEXT__">{CALENDAR.inner()}</div></div></body></html>',
    ),
    Fresh(
        "Free, Zimbra, forwarded",
        "fr",
        SEEN,
        BILL,
        "Pour info, merci de voir avec mon mari.",
        f'Pour info, merci de voir avec mon mari.\n\n----- Mail transféré -----\nDe: "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ: "amelie roche" '
        f"<{PARENT_ADDRESS}>\nEnvoyé: Mardi 24 Novembre 2026 10:12:30\nObjet: {BILL.subject}\n\n{BILL.text}\n",
        None,
        "8bit",
    ),
    Fresh(
        "La Poste, web mail, answers under its mark",
        "fr",
        HABIT,
        QUESTION,
        _SHORT,
        f"{_SHORT}\n\nenvoyé : 24 novembre 2026 à 10:12\nde : {OFFICE} <{TOKEN_ADDRESS}>\nà : {PARENT_ADDRESS}\nobjet : "
        f"{QUESTION.subject}\n\n\n"
        f"{QUESTION.text}\n\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "SFR, web mail",
        "fr",
        HABIT,
        ABSENCE,
        _ILL,
        f"{_ILL}\n\n\n\n> Message du 24/11/26 10:12\n> De : {FULL}\n> A : {PARENT_ADDRESS}\n> Copie à : \n> Objet : "
        f"{ABSENCE.subject}\n> \n> \n"
        f"{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "Orange application on a telephone",
        "fr",
        SEEN,
        CALENDAR,
        _PS,
        f"{_PS}\n\nEnvoyé depuis l'application Mail Orange\n\n----------------\n\nDe: {TOKEN_ADDRESS}\nEnvoyé: mardi, 24 "
        "novembre 2026, 10:12\nÀ: "
        f"{PARENT_ADDRESS}\nObjet: {CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Spark, HTML",
        "fr",
        SEEN,
        BILL,
        _MONEY,
        None,
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body><div name="messageBodySection"><div dir="auto">{breaks(_MONEY)}</div></div><div '
        'name="messageSignatureSection"><br /><div class="matchFont">Envoyé avec <a '
        'href="https://sparkmailapp.com/source">Spark</a></div></div>'
        f'<div name="messageReplySection">Le {_DATE} +0100, {FULL_HTML}, a écrit :<br /><blockquote type="cite" class="spark_quote" '
        f'style="margin: 5px 5px; padding-left: 10px; border-left: thin solid #1abc9c;">{BILL.inner()}</blockquote></div></body></html>',
    ),
    Fresh(
        "BlueMail",
        "fr",
        SEEN,
        QUESTION,
        _SHORT,
        f"{_SHORT}\n\nTélécharger BlueMail pour Android\n\nLe {_DATE}, à 10:12, {FULL} a écrit:\n{QUESTION.quoted('>')}\n",
    ),
    Fresh(
        "Samsung, HTML",
        "fr",
        SEEN,
        ABSENCE,
        _LATE,
        None,
        f'<html><head></head><body><div dir="auto">{_LATE}</div><div dir="auto"><br></div><div id="composer_signature" dir="auto"><div '
        'style="font-size:12px;color:#575757" dir="auto">Envoyé depuis mon Galaxy A14 Orange</div></div><div '
        'dir="auto"><br></div><div><br></div>'
        f'<div align="left" dir="auto" style="font-size:100%;color:#000000"><div>-------- Message d\'origine --------</div><div>De : '
        f"{FULL_HTML} </div><div>Date : 24/11/2026  10:12  (GMT+01:00) </div><div>À : {PARENT_ADDRESS} </div><div>Objet : "
        f"{ABSENCE.subject} "
        f"</div><div><br></div></div>{ABSENCE.inner()}</body></html>",
        "base64",
    ),
    Fresh(
        "Huawei",
        "fr",
        HABIT,
        CALENDAR,
        _ARROWS,
        f"{_ARROWS}\n\nEnvoyé de mon téléphone Huawei\n\n\n-------- Message original --------\nObjet : {CALENDAR.subject}\nDe : {OFFICE} "
        f"<{TOKEN_ADDRESS}>\nÀ : {PARENT_ADDRESS}\nCc : \n\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Xiaomi",
        "fr",
        HABIT,
        QUESTION,
        _WHO,
        f"{_WHO}\n\nEnvoyé depuis mon Xiaomi\n{OFFICE} <{TOKEN_ADDRESS}> a écrit le mar. 24 nov. 2026 à 10:12 :\n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Yahoo application, HTML",
        "fr",
        SEEN,
        BILL,
        _MONEY,
        None,
        f'{breaks(_MONEY)}<br><br><div id="ymail_android_signature"><a id="ymail_android_signature_link" '
        'href="https://mail.onelink.me/1">Yahoo '
        'Mail : Recherchez, organisez, maîtrisez votre boîte mail</a></div> <br> <blockquote style="margin: 0 0 20px 0;"> <div '
        'style="font-family:Roboto, sans-serif; color:#6D00F6;"> <div>Le mar., nov. 24, 2026 à 10:12, '
        f"{OFFICE}</div><div>{ANGLED} a écrit :</div>"
        ' </div> <div style="padding: 10px 0 0 20px; margin: 10px 0 0 0; border-left: 1px solid '
        f'#6D00F6;">{BILL.inner()}</div> </blockquote>',
    ),
    Fresh(
        "AOL",
        "fr",
        HABIT,
        CALENDAR,
        _ILL,
        f"{_ILL}\n\n\n-----E-mail d'origine-----\nDe : {FULL}\nA : {PARENT_ADDRESS}\nEnvoyé le : Ma, 24 Nov 2026 10:12\nSujet : "
        f"{CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "GMX",
        "fr",
        HABIT,
        QUESTION,
        _SHORT,
        None,
        '<html><head></head><body><div style="font-family: Verdana;font-size: '
        f'12.0px;"><div>{_SHORT}</div><div>&nbsp;<div>&nbsp;<div name="quote" '
        'style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;"><div style="margin:0 0 '
        '10px 0;"><b>Envoyé:'
        f"</b>&nbsp;{_LONG_DATE} à 10:12<br/><b>De:</b>&nbsp;{FULL_HTML}<br/><b>À:</b>&nbsp;{PARENT_ADDRESS}<br/><b>Objet:</b>&nbsp;"
        f'{QUESTION.subject}</div><div name="quoted-content">{QUESTION.inner()}</div></div></div></div></div></body></html>',
    ),
    Fresh(
        "eM Client, keys without colons",
        "fr",
        SEEN,
        ABSENCE,
        _SAID,
        f'{_SAID}\n\n------ Message d\'origine ------\nDe "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ {PARENT_ADDRESS}\nDate 24/11/2026 '
        "10:12:33\nObjet "
        f"{ABSENCE.subject}\n\n{ABSENCE.quoted('>')}\n",
    ),
    Fresh(
        "Apple Mail on a Mac",
        "fr",
        SEEN,
        BILL,
        _FROM_TO,
        f"{_FROM_TO}\n\n> Le {_DATE}, {FULL} a écrit :\n> \n{BILL.quoted()}\n",
        '<html><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">'
        + divs(_FROM_TO)
        + f'<div><br><blockquote type="cite"><div>Le {_DATE}, {FULL_HTML} a écrit :</div><br class="Apple-interchange-newline"><div>'
        f"{BILL.inner()}</div></blockquote></div><br></body></html>",
    ),
    Fresh(
        "Evolution",
        "fr",
        SEEN,
        CALENDAR,
        _ARROWS,
        f"{_ARROWS}\n\nLe {_LONG_DATE} à 10:12 +0100, {OFFICE} a écrit :\n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Claws",
        "fr",
        SEEN,
        QUESTION,
        _WHO,
        f"{_WHO}\n\nLe Tue, 24 Nov 2026 10:12:33 +0100,\n{OFFICE} <{TOKEN_ADDRESS}> a écrit :\n\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Thunderbird on Android, answer under the quote",
        "fr",
        SEEN,
        BILL,
        _MONEY,
        f"Le 24 novembre 2026 10:12:33 GMT+01:00, {FULL} a écrit :\n{BILL.quoted('>')}\n\n{_MONEY}\n",
    ),
    Fresh(
        "FairEmail, HTML",
        "fr",
        SEEN,
        ABSENCE,
        _ILL,
        None,
        f'<html><head></head><body><div>{breaks(_ILL)}</div><div fairemail="signature"><p>Thomas</p></div><br><div '
        'fairemail="reference"><p>24 nov. '
        f'2026 10:12:33 {FULL_HTML}:</p><blockquote style="margin:0;padding-left:1ex;border-left:1px '
        f'solid">{ABSENCE.inner()}</blockquote></div>'
        "</body></html>",
    ),
    Fresh(
        "Nothing quoted, Avast's table",
        "fr",
        SEEN,
        CALENDAR,
        _PS,
        None,
        f'<div dir="ltr">{breaks(_PS)}</div><div id="DAB4FAD8-2DD7-40BB-A1B8-4E2AA1F9FDF2"><br><table style="border-top:1px '
        'solid #D3D4DE"><tr><td '
        'style="width:55px"><a href="https://www.avast.com/sig-email"><img src="https://ipmcdn.avast.com/images/icons/i.png" '
        'width="46"></a></td>'
        '<td>Garanti sans virus.<a href="https://www.avast.com/sig-email">www.avast.com</a></td></tr></table></div>',
    ),
    Fresh(
        "Nothing quoted, a parent's own headers",
        "fr",
        HABIT,
        ABSENCE,
        "Nom : Lefort\nPrénom : Jade\nClasse : CE1\nDate : lundi 23 et mardi 24\nMotif : gastro\n\nBonne réception, T. Lefort",
        "Nom : Lefort\nPrénom : Jade\nClasse : CE1\nDate : lundi 23 et mardi 24\nMotif : gastro\n\nBonne réception, T. Lefort\n",
    ),
)
