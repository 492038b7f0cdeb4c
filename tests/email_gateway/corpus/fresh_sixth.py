"""A sixth batch of fresh replies, French: written after the fifth was mended, scored before this one was mended for."""

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
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_OK = "C'est bien ça, merci"
_ADD = "Bonjour, pouvez vous rajouter vendredi 4 pour Sofia s'il vous plait ? Je travaille finalement"
_SICK = "Bonjour madame\nJade vomit depuis cette nuit je la garde à la maison aujourd'hui et sûrement demain\nJe vous tiens au courant"
_PAID = "La facture est payée depuis lundi ! J'ai le reçu PayFiP : n° 2026-11-0042, 84,20 €.\nMerci de corriger."
_BOTH = "Pour jeudi : oui\nPour vendredi : sa grande sœur Léna (17 ans), est-ce autorisé ?"
_WEEKS = (
    "Bonjour,\n\nGarde alternée, voici les semaines de papa :\n- semaine 49\n- semaine 51\n- semaine 2\nLes autres c'est moi.\n\n"
    "Bonne journée\nInès B."
)
_THANKS = "merci beaucoup pour votre réponse rapide, je n'ai plus besoin de rien"
_SWAP = "annulez mardi 1er svp, pas lundi !!\n\nEt gardez jeudi 3."
_ASKS = "Bonsoir,\n\nOù trouve-t-on le document joint ? Je ne vois rien dans votre mail.\n\nBien cordialement\n\nMme Roche"
_WHEN = "Le certificat : je l'ai demain à 14h30. À qui le donner ?"
_GREY = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"
_AT = "24 nov. 2026 à 10:12"
_DAY = "mardi 24 novembre 2026"


def _outlook(text: str, sent: str, subject: str, under: str = "") -> str:
    return (
        f'<html><head></head><body dir="ltr">{divs(text, " class=elementToProof")}{under}<div id="appendonsend"></div><hr '
        f'style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" '
        f'style="font-size:11pt" color="#000000"><b>De :</b> {FULL_HTML}<br><b>Envoyé :</b> {_DAY} 10:12<br><b>À :</b> '
        f"{PARENT_ADDRESS}<br><b>Objet :</b> {subject}</font><div>&nbsp;</div></div>{sent}</body></html>"
    )


def _gmail(text: str, sent: str, when: str = f"Le mar. {_AT}") -> str:
    return (
        f'<div dir="ltr">{breaks(text)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{when}, '
        f'{FULL_HTML} a écrit{NB}:<br></div><blockquote class="gmail_quote" style="{_GREY}">{sent}</blockquote></div>'
    )


SIXTH: tuple[Fresh, ...] = (
    Fresh("Gmail, web", "fr", SEEN, CALENDAR, _ADD, None, _gmail(_ADD, CALENDAR.html("m_9"))),
    Fresh(
        "Gmail, web, text and HTML",
        "fr",
        SEEN,
        BILL,
        _PAID,
        f"{_PAID}\n\nLe mar. {_AT}, {OFFICE} <\n{TOKEN_ADDRESS}> a écrit :\n\n{BILL.as_gmail_text()}\n",
        _gmail(_PAID, BILL.html("m_1")),
        "base64",
    ),
    Fresh(
        "Gmail on Android",
        "fr",
        SEEN,
        QUESTION,
        _BOTH,
        f"{_BOTH}\n\nLe mar. 24 nov. 2026, 10:12, {OFFICE} <{TOKEN_ADDRESS}>\na écrit :\n\n{QUESTION.as_gmail_text()}\n",
    ),
    Fresh(
        "Gmail on iPhone, with both lines",
        "fr",
        HABIT,
        ABSENCE,
        _SICK,
        f"{_SICK}\n\nEnvoyé de mon iPhone\n\nLe mar. {_AT}, {OFFICE} <{TOKEN_ADDRESS}> a écrit :\n\n{ABSENCE.as_gmail_text()}\n",
    ),
    Fresh(
        "Gmail, plain text mode, answers between",
        "fr",
        SEEN,
        QUESTION,
        "oui jeudi\n\nsa grande sœur Léna",
        f"Le mar. {_AT}, {OFFICE} <{TOKEN_ADDRESS}> a écrit :\n> Bonjour Inès,\n>\n> 1. Gabriel déjeune-t-il à la cantine "
        "jeudi 3 décembre ?\n\n"
        "oui jeudi\n\n> 2. Qui vient chercher Gabriel vendredi soir ?\n\nsa grande sœur Léna\n\n>\n> Sans réponse de votre "
        "part mercredi 25 "
        "novembre à 23:59, rien ne change.\n",
    ),
    Fresh(
        "Gmail, second answer to one's own answer",
        "fr",
        SEEN,
        CALENDAR,
        _SWAP,
        f"{_SWAP}\n\nLe mar. 24 nov. 2026 à 11:40, Karim Haddad <{PARENT_ADDRESS}> a\nécrit :\n\n> Annulez lundi svp\n>\n> Le "
        f"mar. {_AT}, {OFFICE} <\n"
        f"> {TOKEN_ADDRESS}> a écrit :\n>\n{CALENDAR.quoted('>> ')}\n",
    ),
    Fresh("Outlook, web", "fr", SEEN, BILL, _ASKS, None, _outlook(_ASKS, BILL.html("x_"), BILL.subject)),
    Fresh(
        "Outlook, web, signature of the account",
        "fr",
        SEEN,
        CALENDAR,
        _ADD,
        None,
        _outlook(
            _ADD,
            CALENDAR.html("x_"),
            CALENDAR.subject,
            '<div class="elementToProof" id="Signature"><p>Karim Haddad</p><p>06 01 02 03 04</p></div>',
        ),
        "windows-1252",
    ),
    Fresh(
        "Outlook, web, text",
        "fr",
        SEEN,
        ABSENCE,
        _WHEN,
        f"{_WHEN}\n\n________________________________\nDe : {FULL}\nEnvoyé : {_DAY} 10:12\nÀ : {PARENT_ADDRESS} "
        f"<{PARENT_ADDRESS}>\nObjet : "
        f"{ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Outlook for iOS, HTML",
        "fr",
        SEEN,
        QUESTION,
        _BOTH,
        None,
        f'<html><head></head><body>{divs(_BOTH, " dir=ltr")}<div id="ms-outlook-mobile-body-separator-line" dir="ltr"><br></div><div '
        'id="ms-outlook-mobile-signature" dir="ltr"><div>Télécharger <a href="https://aka.ms/o0ukef">Outlook pour iOS</a></div></div><div '
        'id="mail-editor-reference-message-container"><hr style="display: inline-block; width: 98%;"><div id="divRplyFwdMsg" '
        'style="font-size: '
        f'11pt;"><b>De :</b> {FULL_HTML}<br><b>Envoyé :</b> {_DAY} 10:12<br><b>À :</b> {PARENT_ADDRESS}<br><b>Objet :</b> '
        f"{QUESTION.subject}<br>"
        f"</div>{QUESTION.html('x_')}</div></body></html>",
    ),
    Fresh(
        "Outlook for Android, text",
        "fr",
        SEEN,
        BILL,
        _PAID,
        f"{_PAID}\n\nTélécharger Outlook pour Android<https://aka.ms/AAb9ysg>\n________________________________\nDe : "
        f"{FULL}\nEnvoyé : Tuesday, "
        f"November 24, 2026 10:12:30 AM\nÀ : Amélie Roche <{PARENT_ADDRESS}>\nObjet : {BILL.subject}\n\n{BILL.text}\n",
    ),
    Fresh(
        "Outlook desktop, text of Exchange",
        "fr",
        SEEN,
        ABSENCE,
        f"{_SICK}\n\nCordialement,\n\nThomas LEFORT",
        f"{_SICK}\n\nCordialement,\n\nThomas LEFORT\nTechnicien méthodes\nUsine du Parc – 42390 Villars\nTél. 04 77 55 66 77 | "
        "Port. 06 77 88 99 00\n"
        f"\n[cid:image001.png@01DC5D]\n\nDe : {FULL}\nEnvoyé : {_DAY} 10:12\nÀ : LEFORT Thomas <{PARENT_ADDRESS}>\nObjet : "
        f"{ABSENCE.subject}\n\n"
        f"{ABSENCE.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook desktop, Word, small note under",
        "fr",
        SEEN,
        CALENDAR,
        _SWAP,
        None,
        f"<html><head><meta name=Generator content='Microsoft Word 15'></head><body lang=FR link=blue vlink=purple><div class=WordSection1>"
        f"{word(_SWAP)}<p class=MsoNormal><o:p>&nbsp;</o:p></p><div style='border:none;border-top:solid #E1E1E1 "
        "1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        f"<p class=MsoNormal><b>De&nbsp;:</b> {FULL_HTML} <br><b>Envoyé&nbsp;:</b> {_DAY} 10:12<br><b>À&nbsp;:</b> "
        f"{PARENT_ADDRESS}<br><b>Objet&nbsp;"
        f":</b> {CALENDAR.subject}<o:p></o:p></p></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>{CALENDAR.inner()}</div></body></html>",
    ),
    Fresh(
        "iPhone, text",
        "fr",
        SEEN,
        CALENDAR,
        _ADD,
        f"{_ADD}\n\nEnvoyé de mon iPhone\n\n> Le {_AT}, {FULL} a écrit :\n> \n> \ufeff\n{CALENDAR.quoted()}\n",
        None,
        "base64",
    ),
    Fresh(
        "iPhone, HTML, device line lost in the answer",
        "fr",
        SEEN,
        BILL,
        _ASKS,
        None,
        f'<html><body dir="auto">{breaks(_ASKS)}<div><br></div><div>Envoyé de mon iPhone</div><div><br><blockquote type="cite">Le {_AT}, '
        f"{FULL_HTML} a écrit{NB}:<br><br></blockquote></div><blockquote "
        f'type="cite"><div>\ufeff{BILL.html()}</div></blockquote></body></html>',
    ),
    Fresh(
        "iPhone, answer under the quote",
        "fr",
        HABIT,
        QUESTION,
        _BOTH,
        f"\n\nEnvoyé de mon iPhone\n\n> Le {_AT}, {FULL} a écrit :\n> \n{QUESTION.quoted()}\n\n{_BOTH}\n",
    ),
    Fresh(
        "iPhone, line under the quote",
        "fr",
        HABIT,
        ABSENCE,
        _OK,
        f"{_OK}\n\nLe {_AT}, {FULL} a écrit :\n\n{ABSENCE.quoted()}\n\nEnvoyé de mon iPhone\n",
    ),
    Fresh(
        "iCloud, web",
        "fr",
        HABIT,
        CALENDAR,
        _SWAP,
        None,
        f"<html><body><div>{breaks(_SWAP)}</div><div><br></div><div>Le {_AT}, {FULL_HTML} a "
        'écrit&nbsp;:</div><div><br></div><blockquote type="cite">'
        f"<div><div>{CALENDAR.inner()}</div></div></blockquote></body></html>",
    ),
    Fresh(
        "Apple Mail on a Mac, HTML",
        "fr",
        SEEN,
        QUESTION,
        _WEEKS,
        None,
        '<html><head></head><body style="overflow-wrap: break-word;">'
        + divs(_WEEKS)
        + f'<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>Le {_AT}, {FULL_HTML} a écrit :</div><br '
        f'class="Apple-interchange-newline"><div>{QUESTION.inner()}</div></blockquote></div><br></body></html>',
    ),
    Fresh(
        "Apple Mail on a Mac, forwarded",
        "fr",
        SEEN,
        BILL,
        "Tu peux regarder ?",
        f"Tu peux regarder ?\n\n> Début du message transféré :\n> \n> De: {FULL}\n> Objet: {BILL.subject}\n> Date: 24 novembre "
        "2026 à 10:12:33 UTC+1\n"
        f"> À: {PARENT_ADDRESS}\n> Répondre à: {TOKEN_ADDRESS}\n> \n{BILL.quoted()}\n",
    ),
    Fresh(
        "Orange, web mail, HTML",
        "fr",
        SEEN,
        CALENDAR,
        _ADD,
        None,
        f'<html><body><p>{_ADD}</p><p>&nbsp;</p><p>&nbsp;</p><blockquote><p>&gt; Message du 24/11/26 10:12<br>&gt; De : "{OFFICE}" '
        f"{ANGLED}<br>&gt; A : {PARENT_ADDRESS}<br>&gt; Copie à : <br>&gt; Objet : {CALENDAR.subject}<br>&gt; "
        f"</p>{CALENDAR.inner()}</blockquote>"
        "</body></html>",
        "windows-1252",
    ),
    Fresh(
        "Orange, web mail, text",
        "fr",
        SEEN,
        BILL,
        _PAID,
        f'{_PAID}\n\n\n> Message du 24/11/26 10:12\n> De : "{OFFICE}" <{TOKEN_ADDRESS}>\n> A : {PARENT_ADDRESS}\n> Copie à '
        f":\n> Objet : {BILL.subject}\n"
        f"> \n{BILL.quoted()}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Orange application, HTML",
        "fr",
        HABIT,
        ABSENCE,
        _WHEN,
        None,
        f"<html><body><div>{_WHEN}</div><br>Envoyé depuis l'application Mail Orange<br><br>----------------<br><br><b>De:</b> "
        f"{TOKEN_ADDRESS}<br><b>"
        f"Envoyé:</b> mardi, 24 novembre 2026, 10:12<br><b>À:</b> {PARENT_ADDRESS}<br><b>Objet:</b> "
        f"{ABSENCE.subject}<br><br>{ABSENCE.inner()}"
        "</body></html>",
    ),
    Fresh(
        "Free, Zimbra, text",
        "fr",
        SEEN,
        QUESTION,
        _BOTH,
        f'{_BOTH}\n\n\nDe: "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ: "ines bonnet" <{PARENT_ADDRESS}>\nEnvoyé: Mardi 24 Novembre 2026 '
        "10:12:30\nObjet: "
        f"{QUESTION.subject}\n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Free, Zimbra, HTML",
        "fr",
        SEEN,
        CALENDAR,
        _SWAP,
        None,
        '<html><body><div style="font-family: arial; font-size: 12pt; color: '
        f'#000000"><div>{breaks(_SWAP)}</div><div><br></div><hr id="zwchr" '
        f'data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>De: </b>"{OFFICE}" {ANGLED}<br><b>À: '
        f"</b>{PARENT_ADDRESS}<br><b>Envoyé: </b>Mardi "
        f"24 Novembre 2026 10:12:30<br><b>Objet: </b>{CALENDAR.subject}<br></div><br><div "
        f'data-marker="__QUOTED_TEXT__">{CALENDAR.inner()}</div></div>'
        "</body></html>",
    ),
)
