"""Fresh replies in French: written before the rules were looked at again, scored first, mended after."""

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
    word,
)
from tests.email_gateway.corpus.fresh_words import EIGHT, FIVE, FOUR, NINE, ONE, SEVEN, SIX, THREE, TWO
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_WORD_HEAD = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0cm}</style></head><body lang=FR>'
_WORD_LINE = "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>"
_GREY = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"
_GMAIL_HEAD = f"Le{NB}mar. 24 nov. 2026 à{NB}10:12, {OFFICE} {ANGLED} a écrit{NB}:<br>"
_GMAIL_TEXT = f"Le mar. 24 nov. 2026 à 10:12, {OFFICE} <\n{TOKEN_ADDRESS}> a écrit :"


def _gmail(body: str, quoted: str) -> str:
    return (
        f'<div dir="ltr">{body}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">{_GMAIL_HEAD}</div>'
        f'<blockquote class="gmail_quote" style="{_GREY}"><u></u>{quoted}</blockquote></div>'
    )


FRENCH: tuple[Fresh, ...] = (
    Fresh(
        "Gmail web, choices as links",
        "fr",
        SEEN,
        CALENDAR,
        ONE,
        f"{ONE}\n\n{_GMAIL_TEXT}\n\n{CALENDAR.as_gmail_text()}\n",
        _gmail(breaks(ONE), CALENDAR.html("m_-4512093417764500123")),
    ),
    Fresh(
        "Gmail web, answers between the paragraphs",
        "fr",
        SEEN,
        QUESTION,
        "Oui\n\nSon oncle Paul Giraud",
        f"{_GMAIL_TEXT}\n\n> Répondez au-dessus de cette ligne.\n>\n> Bonjour Inès,\n>\n> 1. Gabriel déjeune-t-il à la cantine "
        f"jeudi 3 décembre ?\n>\n"
        "Oui\n\n> 2. Qui vient chercher Gabriel vendredi soir ?\n>\nSon oncle Paul Giraud\n\n"
        "> Sans réponse de votre part mercredi 25 novembre à 23:59, rien ne\n> change.\n>\n> Répondez par le numéro, ou écrivez ce "
        "que vous voulez.\n",
        '<div dir="ltr"><div dir="ltr"><br></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        f'{_GMAIL_HEAD}</div><blockquote class="gmail_quote" style="{_GREY}"><p>Répondez au-dessus de cette ligne.</p><p>Bonjour Inès,</p>'
        "<p>1. Gabriel déjeune-t-il à la cantine jeudi 3 décembre ?</p></blockquote><div>Oui</div>"
        f'<blockquote class="gmail_quote" style="{_GREY}"><p>2. Qui vient chercher Gabriel vendredi soir ?</p></blockquote>'
        f'<div>Son oncle Paul Giraud</div><blockquote class="gmail_quote" style="{_GREY}"><p>Sans réponse de votre part mercredi 25 '
        f"novembre "
        "à 23:59, rien ne change.</p></blockquote></div></div>",
        "base64",
    ),
    Fresh(
        "Gmail Android, comma before the hour",
        "fr",
        SEEN,
        BILL,
        TWO,
        f"{TWO}\n\nLe mar. 24 nov. 2026, 10:12, {OFFICE} <\n{TOKEN_ADDRESS}> a écrit :\n\n{BILL.as_gmail_text()}\n",
        f'<div dir="auto">{divs(TWO, " dir=" + chr(34) + "auto" + chr(34))}</div><br><div class="gmail_quote"><div dir="ltr" '
        f'class="gmail_attr">Le mar. 24 nov. 2026, 10:12, {FULL_HTML} a écrit :<br></div><blockquote class="gmail_quote" style="{_GREY}">'
        f"{BILL.html('m_77')}</blockquote></div>",
        "base64",
    ),
    Fresh(
        "Gmail on iPhone, HTML only",
        "fr",
        HABIT,
        QUESTION,
        THREE,
        None,
        f'<div dir="auto">{breaks(THREE)}</div><div dir="auto"><br></div><div><br><div class="gmail_quote"><div dir="ltr" '
        f'class="gmail_attr">'
        f'Le mar. 24 nov. 2026 à 10:12, {FULL_HTML} a écrit{NB}:<br></div><blockquote class="gmail_quote" style="{_GREY}" '
        f'dir="auto">{QUESTION.html("m_9_")}</blockquote></div></div>',
    ),
    Fresh(
        "Gmail with a signature of several lines",
        "fr",
        SEEN,
        CALENDAR,
        FIVE,
        f"{FIVE}\n\n{_GMAIL_TEXT}\n\n{CALENDAR.as_gmail_text()}\n\n\n-- \n*Karim Haddad*\nKinésithérapeute D.E.\n06 11 22 33 44\n",
        f'<div dir="ltr">{breaks(FIVE)}<div><br></div></div><br><div class="gmail_quote"><div dir="ltr" '
        f'class="gmail_attr">{_GMAIL_HEAD}</div>'
        f'<blockquote class="gmail_quote" style="{_GREY}">{CALENDAR.html("m_1")}</blockquote></div><br clear="all"><div><br></div><span '
        'class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature"><b>Karim Haddad</b>'
        "<br>Kinésithérapeute D.E.<br>"
        "06 11 22 33 44</div>",
    ),
    Fresh(
        "Gmail, text only, answer below",
        "fr",
        SEEN,
        ABSENCE,
        FOUR,
        f"{_GMAIL_TEXT}\n\n{ABSENCE.as_gmail_text()}\n>\n\n{FOUR}\n",
    ),
    Fresh(
        "Gmail, forwarded with words above",
        "fr",
        SEEN,
        BILL,
        "Bonjour, j'ai reçu ceci, est-ce vraiment de vous ?",
        "Bonjour, j'ai reçu ceci, est-ce vraiment de vous ?\n\n---------- Forwarded message ---------\nDe : "
        f"{OFFICE} <{TOKEN_ADDRESS}>\nDate: mar. 24 nov. 2026 à 10:12\nSubject: {BILL.subject}\nTo: <{PARENT_ADDRESS}>\n\n\n{BILL.text}\n",
        '<div dir="ltr">Bonjour, j&#39;ai reçu ceci, est-ce vraiment de vous ?<br><br><div class="gmail_quote"><div dir="ltr" '
        f'class="gmail_attr">---------- Forwarded message ---------<br>De{NB}: <b class="gmail_sendername" dir="auto">{OFFICE}</b> <span '
        f'dir="auto">{ANGLED}</span><br>Date: mar. 24 nov. 2026 à{NB}10:12<br>Subject: {BILL.subject}<br>To:  &lt;{PARENT_ADDRESS}&gt;<br>'
        f"</div><br><br><u></u>{BILL.inner()}</div></div>",
    ),
    Fresh(
        "Outlook desktop, Word",
        "fr",
        SEEN,
        BILL,
        SIX,
        f"{SIX}\n\n \n\nDe : {FULL} \nEnvoyé : mardi 24 novembre 2026 10:12\nÀ : {PARENT_ADDRESS}\nObjet : {BILL.subject}\n\n "
        f"\n\n{BILL.text}\n",
        f"{_WORD_HEAD}<div class=WordSection1>{word(SIX)}<p class=MsoNormal><o:p>&nbsp;</o:p></p><div>{_WORD_LINE}<b>De{NB}:</b> "
        f"{FULL_HTML} "
        f"<br><b>Envoyé{NB}:</b> mardi 24 novembre 2026 10:12<br><b>À{NB}:</b> {PARENT_ADDRESS}<br><b>Objet{NB}:</b> {BILL.subject}"
        f"<o:p></o:p>"
        f"</p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>{BILL.inner()}</div></body></html>",
        "windows-1252",
    ),
    Fresh(
        "Outlook desktop, business card and notice",
        "fr",
        SEEN,
        ABSENCE,
        "Bonjour,\n\n" + FOUR + "\n\nCordialement,\nThomas Lefort",
        f"Bonjour,\n\n{FOUR}\n\nCordialement,\n\nThomas Lefort\nChargé d'affaires\nLefort & Fils SARL\n12 rue des Acacias – 42000 "
        f"Saint-Étienne\n"
        "Tél. : +33 (0)4 77 11 22 33\nwww.lefort-fils.example\n[cid:image001.png@01DC5D2A.4F0B7E80]\n\nCe message et ses pièces "
        "jointes sont "
        "confidentiels et établis à l'intention exclusive de leur destinataire.\nSi vous l'avez reçu par erreur, merci de le "
        "détruire et d'en "
        f"avertir l'expéditeur.\n\nDe : {FULL}\nEnvoyé : mardi 24 novembre 2026 10:12\nÀ : Thomas Lefort <{PARENT_ADDRESS}>\nObjet : "
        f"{ABSENCE.subject}\n\n{ABSENCE.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook, new program and web",
        "fr",
        SEEN,
        CALENDAR,
        NINE,
        f"{NINE}\n\n________________________________\nDe : {FULL}\nEnvoyé : mardi 24 novembre 2026 10:12\nÀ : {PARENT_ADDRESS} "
        f"<{PARENT_ADDRESS}>\nObjet : {CALENDAR.subject}\n\n{CALENDAR.text}\n",
        '<html><head></head><body dir="ltr">'
        + divs(NINE, ' class="elementToProof" style="font-family: Aptos; font-size: 12pt;"')
        + '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font '
        f'face="Calibri" color="#000000"><b>De{NB}:</b> {FULL_HTML}<br><b>Envoyé{NB}:</b> mardi 24 novembre 2026 10:12<br><b>À{NB}:</b> '
        f"{PARENT_ADDRESS}<br><b>Objet{NB}:</b> {CALENDAR.subject}</font><div>&nbsp;</div></div>{CALENDAR.html('x_')}</body></html>",
    ),
    Fresh(
        "Outlook for iOS, reference container",
        "fr",
        HABIT,
        QUESTION,
        THREE,
        f"{THREE}\n\nEnvoyé à partir d’Outlook pour iOS<https://aka.ms/o0ukef>\n________________________________\nDe : {FULL}\n"
        f"Envoyé : Tuesday, November 24, 2026 10:12:30 AM\nÀ : {PARENT_ADDRESS} <{PARENT_ADDRESS}>\nObjet : "
        f"{QUESTION.subject}\n\n{QUESTION.text}\n",
        f'<html><body><div dir="auto">{breaks(THREE)}</div><div id="ms-outlook-mobile-body-separator-line" dir="auto"><br></div><div '
        'id="ms-outlook-mobile-signature" dir="auto">Envoyé à partir d’<a href="https://aka.ms/o0ukef">Outlook pour iOS</a></div>'
        '<div id="mail-editor-reference-message-container" class="ms-outlook-mobile-reference-message"><hr '
        'style="display: inline-block; width: 98%;"><div id="divRplyFwdMsg" dir="ltr"><strong>De&nbsp;:</strong>'
        f"{FULL_HTML}<br><strong>Envoyé&nbsp;:</strong>Tuesday, November 24, 2026 10:12:30 AM<br></div>{QUESTION.html('x_')}</div>"
        f"</body></html>",
        "base64",
    ),
    Fresh(
        "Outlook for Android, text",
        "fr",
        HABIT,
        BILL,
        EIGHT,
        f"{EIGHT}\n\nTélécharger Outlook pour Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: "
        f"{FULL}\nSent: Tuesday, "
        f"November 24, 2026 10:12:30 AM\nTo: {PARENT_ADDRESS} <{PARENT_ADDRESS}>\nSubject: {BILL.subject}\n\n{BILL.text}\n",
    ),
    Fresh(
        "Outlook desktop, text, no-break spaces before the colons",
        "fr",
        SEEN,
        QUESTION,
        THREE,
        f"{THREE}\n\n-----Message d'origine-----\nDe{NB}: {OFFICE} [mailto:{TOKEN_ADDRESS}]\nEnvoyé{NB}: mardi 24 novembre 2026 10:12\n"
        f"À{NB}: {PARENT_ADDRESS}\nObjet{NB}: {QUESTION.subject}\n\n{QUESTION.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Orange, classic web mail",
        "fr",
        SEEN,
        CALENDAR,
        ONE,
        f'{ONE}\n\n\n\n> Message du 24/11/26 10:12\n> De : "{OFFICE}" <{TOKEN_ADDRESS}>\n> A : {PARENT_ADDRESS}\n> Copie à : \n> Objet : '
        f"{CALENDAR.subject}\n>\n{CALENDAR.quoted()}\n",
        f'<p>{breaks(ONE)}</p><p>&nbsp;</p><blockquote style="padding-left: 5px; margin-left: 5px; border-left: #ff0000 2px solid;">&gt; '
        f"Message du 24/11/26 10:12<br />&gt; De : &quot;{OFFICE}&quot; &lt;{TOKEN_ADDRESS}&gt;<br />&gt; A : {PARENT_ADDRESS}<br "
        f"/>&gt; Copie "
        f"à : <br />&gt; Objet : {CALENDAR.subject}<br />&gt; <br />&gt; {CALENDAR.inner()}</blockquote>",
        "windows-1252",
    ),
    Fresh(
        "Orange, new web mail (Open-Xchange)",
        "fr",
        HABIT,
        ABSENCE,
        FOUR,
        f"{FOUR}\n\n> Le 24/11/2026 10:12 CET, {OFFICE} <{TOKEN_ADDRESS}> a écrit :\n> \n>  \n{ABSENCE.quoted()}\n",
        f'<!doctype html><html><head></head><body><div class="default-style">{breaks(FOUR)}</div><blockquote type="cite"><div>Le '
        f"24/11/2026 "
        f"10:12 CET, {OFFICE} &lt;{TOKEN_ADDRESS}&gt; a écrit :</div><div><br></div><div><br></div>{ABSENCE.inner()}</blockquote>"
        f"</body></html>",
    ),
    Fresh(
        "Orange application, text",
        "fr",
        SEEN,
        BILL,
        SIX,
        f"{SIX}\n\nEnvoyé depuis l'application Mail Orange\n\n----------------\nDe: {TOKEN_ADDRESS}\nEnvoyé: mardi, 24 novembre "
        f"2026, 10:12\nÀ: "
        f"{PARENT_ADDRESS}\nObjet: {BILL.subject}\n\n{BILL.text}\n",
        None,
        "base64",
    ),
    Fresh(
        "Orange application, HTML run together",
        "fr",
        SEEN,
        BILL,
        "je paierai la semaine prochaine, merci",
        None,
        "<html><body>je paierai la semaine prochaine, merci<br><br>Envoyé depuis l'application Mail Orange<br><br>----------------<br>"
        f"De: {TOKEN_ADDRESS}<br>Envoyé: mardi, 24 novembre 2026, 10:12<br>À: {PARENT_ADDRESS}<br>Objet: {BILL.subject}<br>"
        f"<br>{BILL.inner()}"
        "</body></html>",
    ),
    Fresh(
        "Free, Zimbra, text",
        "fr",
        SEEN,
        QUESTION,
        THREE,
        f'{THREE}\n\n----- Mail original -----\nDe: "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ: "ines bonnet" <{PARENT_ADDRESS}>\nEnvoyé: Mardi 24 '
        f"Novembre 2026 10:12:30\nObjet: {QUESTION.subject}\n\n{QUESTION.text}\n",
        None,
        "8bit",
    ),
    Fresh(
        "Free, Zimbra, time zone spelt out",
        "fr",
        SEEN,
        ABSENCE,
        SEVEN,
        f'{SEVEN}\n----- Mail Original -----\nDe: "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ: {PARENT_ADDRESS}\nEnvoyé: Mardi 24 Novembre 2026 '
        f"10h12:30 GMT +01:00 Amsterdam / Berlin / Berne / Rome / Stockholm / Vienne\nObjet: {ABSENCE.subject}\n\n{ABSENCE.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Free, Zimbra, HTML",
        "fr",
        HABIT,
        CALENDAR,
        FIVE,
        f'{FIVE}\n\nDe: "{OFFICE}" <{TOKEN_ADDRESS}> \nÀ: "karim haddad" <{PARENT_ADDRESS}> \nEnvoyé: Mardi 24 Novembre 2026 10:12:30 \n'
        f"Objet: {CALENDAR.subject} \n\n{CALENDAR.text}\n",
        f'<html><body><div style="font-family: arial, helvetica, sans-serif; font-size: 12pt; color: #000000"><div>{breaks(FIVE)}'
        f"</div><div><br>"
        f'</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>De: </b>"{OFFICE}" '
        f"&lt;{TOKEN_ADDRESS}&gt;<br><b>À: "
        f"</b>{PARENT_ADDRESS}<br><b>Envoyé: </b>Mardi 24 Novembre 2026 10:12:30<br><b>Objet: </b>{CALENDAR.subject}<br></div><div>"
        f"<br></div>"
        f'<div data-marker="__QUOTED_TEXT__">{CALENDAR.html()}</div></div></body></html>',
    ),
    Fresh(
        "Free, new web mail (Roundcube)",
        "fr",
        SEEN,
        BILL,
        TWO,
        f"{TWO}\n\nLe 24.11.2026 10:12, {OFFICE} a écrit :\n\n{BILL.quoted()}\n",
        f'<html><body style="font-size: 10pt"><p>{breaks(TWO)}</p><p id="reply-intro">Le 24.11.2026 10:12, {OFFICE} a écrit :</p>'
        f"<blockquote "
        f'type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0"><div id="replybody1">{BILL.html("v1")}</div>'
        "</blockquote></body></html>",
    ),
    Fresh(
        "La Poste, small letters in the header",
        "fr",
        HABIT,
        QUESTION,
        THREE,
        f"{THREE}\n\nenvoyé : 24 novembre 2026 à 10:12\nde : {FULL}\nà : {PARENT_ADDRESS}\nobjet : {QUESTION.subject}\n\n{QUESTION.text}\n",
        None,
        "base64",
    ),
    Fresh(
        "La Poste, Zimbra with copy",
        "fr",
        SEEN,
        ABSENCE,
        FOUR,
        f'{FOUR}\n\n\n----- Mail original -----\nDe: "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ: {PARENT_ADDRESS}\nCc: '
        f"papa@laposte.example\nEnvoyé: mardi "
        f"24 novembre 2026 10:12:30\nObjet: {ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
)
