"""A ninth batch of fresh replies, French: written after the eighth was mended, scored before this one was mended for."""

from tests.email_gateway.corpus.fresh import (
    ABSENCE,
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

_A = "Bonjour, Tom a la varicelle, absent jusqu'à vendredi inclus. Certificat dès que possible."
_B = "Oui pour tout sauf mardi"
_C = "Je voudrais savoir :\n1) le prix du repas ?\n2) le tarif si on annule tard ?\n3) comment payer en deux fois ?"
_D = "Bonsoir Madame,\n\nLe papa vient vendredi et la nounou lundi.\n\nMerci de prévenir l'animateur.\n\nBien à vous,\nSamira H."
_E = "??? je n'ai jamais demandé ça"
_F = "Tout est ok.\n\nDernière chose : Jade a perdu ses lunettes mardi entre 12h et 14h, bleues, dans un étui rouge."
_G = "Ok merci ! J'ai vu « Anglais » au menu de jeudi, c'est un repas à thème ? :-)"
_H = "Réponse 1 : oui\nRéponse 2 : sa cousine Maya\n\nEnvoyez moi la confirmation svp"
_I = "BONJOUR\nMERCI D'ANNULER LE REPAS DU JEUDI 3 POUR GABRIEL BONNET\nCORDIALEMENT"
_J = "ok c bon j ai payé"
_DAY = "mardi 24 novembre 2026"
_AT = "24 nov. 2026 à 10:12"
_GREY = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"


def _block(subject: str) -> str:
    return f"De : {FULL}\nEnvoyé : {_DAY} 10:12\nÀ : {PARENT_ADDRESS}\nObjet : {subject}"


def _block_html(subject: str) -> str:
    return f"<b>De :</b> {FULL_HTML}<br><b>Envoyé :</b> {_DAY} 10:12<br><b>À :</b> {PARENT_ADDRESS}<br><b>Objet :</b> {subject}"


NINTH: tuple[Fresh, ...] = (
    Fresh(
        "Gmail, web, in capitals",
        "fr",
        SEEN,
        QUESTION,
        _I,
        f"{_I}\n\nLe mar. {_AT}, {OFFICE} <\n{TOKEN_ADDRESS}> a écrit{NARROW}:\n\n{QUESTION.as_gmail_text()}\n",
    ),
    Fresh(
        "Gmail, web, numbered",
        "fr",
        SEEN,
        BILL,
        _C,
        None,
        f'<div dir="ltr">{divs(_C)}<div><br></div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        'class="gmail_attr">Le mar. '
        f'{_AT}, {FULL_HTML} a écrit{NB}:<br></div><blockquote class="gmail_quote" style="{_GREY}">{BILL.html("m_4")}</blockquote></div>',
    ),
    Fresh(
        "Gmail on Android, short",
        "fr",
        SEEN,
        BILL,
        _J,
        f"{_J}\n\nLe mar. 24 nov. 2026, 10:12, {OFFICE} <{TOKEN_ADDRESS}>\na écrit :\n\n{BILL.as_gmail_text()}\n",
        f'<div dir="auto">{_J}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Le '
        "mar. 24 nov. 2026, 10:12, "
        f'{FULL_HTML} a écrit{NB}:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">{BILL.inner()}</blockquote></div>',
        "base64",
    ),
    Fresh(
        "Gmail, answers between, then a word under",
        "fr",
        SEEN,
        QUESTION,
        "oui\n\nsa cousine\n\nBonne soirée à tous",
        f"Le mar. {_AT}, {OFFICE} <{TOKEN_ADDRESS}> a écrit :\n\n> 1. Gabriel déjeune-t-il à la cantine jeudi 3 décembre "
        "?\n\noui\n\n> 2. Qui vient "
        "chercher Gabriel vendredi soir ?\n\nsa cousine\n\n> Sans réponse de votre part mercredi 25 novembre à 23:59, rien ne "
        "change.\n>\n\nBonne "
        "soirée à tous\n",
    ),
    Fresh(
        "Gmail of a firm, card with a slogan",
        "fr",
        HABIT,
        ABSENCE,
        _A,
        f"{_A}\n\n-- \n\n*Samira HADDAD*\nAide-soignante | Clinique du Parc\n\n*Ensemble, prenons soin*\n\n\nLe mar. {_AT}, "
        f"{FULL} a écrit :\n\n"
        f"{ABSENCE.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook, web, HTML",
        "fr",
        SEEN,
        CALENDAR,
        _D,
        None,
        f'<html><head><style type="text/css" style="display:none;">P {{margin-top:0;margin-bottom:0;}}</style></head><body dir="ltr">'
        f'{divs(_D, " class=elementToProof")}<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div '
        f'id="divRplyFwdMsg" dir="ltr">{_block_html(CALENDAR.subject)}<div>&nbsp;</div></div>{CALENDAR.html("x_")}</body></html>',
    ),
    Fresh("Outlook, web, text", "fr", SEEN, QUESTION, _H, f"{_H}\n{'_' * 32}\n{_block(QUESTION.subject)}\n\n{QUESTION.text}\n"),
    Fresh(
        "Outlook, web, forwarded",
        "fr",
        SEEN,
        BILL,
        "Bonjour, pouvez-vous envoyer ces factures à mon ex-épouse dorénavant ?",
        "Bonjour, pouvez-vous envoyer ces factures à mon ex-épouse dorénavant "
        f"?\n{'_' * 32}\n{_block('TR: ' + BILL.subject)}\n\n{BILL.text}\n",
    ),
    Fresh(
        "Outlook desktop, text",
        "fr",
        SEEN,
        ABSENCE,
        _A,
        f"{_A}\n\n \n\n{_block(ABSENCE.subject)}\n\n \n\n{ABSENCE.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook desktop, Word",
        "fr",
        SEEN,
        BILL,
        _C,
        None,
        f"<html><body lang=FR link='#0563C1'><div class=WordSection1>{word(_C)}<p "
        "class=MsoNormal><span><o:p>&nbsp;</o:p></span></p><div><div "
        "style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p "
        f"class=MsoNormal>{_block_html(BILL.subject)}<o:p></o:p></p></div>"
        f"</div>{BILL.inner()}</div></body></html>",
        "windows-1252",
    ),
    Fresh(
        "Outlook at a firm, label, card and notice",
        "fr",
        HABIT,
        CALENDAR,
        f"{_B}\n\nCordialement,\nKarim HADDAD",
        f"{_B}\n\nCordialement,\nKarim HADDAD\nChef d'équipe\nMob. 06 12 13 14 15\n\nC2 - Usage restreint\n\nCe courriel et "
        "ses pièces jointes sont destinés "
        "à l'usage exclusif de leur destinataire et peuvent contenir des informations "
        f"confidentielles.\n\n{_block(CALENDAR.subject)}\n\n{CALENDAR.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook for Android, HTML",
        "fr",
        SEEN,
        ABSENCE,
        _F,
        None,
        f'<html><head></head><body>{divs(_F, " dir=auto")}<div id="ms-outlook-mobile-body-separator-line"><br></div><div '
        'id="ms-outlook-mobile-signature">'
        'Obtenez <a href="https://aka.ms/AAb9ysg">Outlook pour Android</a></div><hr style="display:inline-block;width:98%" '
        'tabindex="-1"><div '
        f'id="divRplyFwdMsg" dir="ltr">{_block_html(ABSENCE.subject)}</div>{ABSENCE.html("x_")}</body></html>',
    ),
    Fresh(
        "Outlook for iOS, text",
        "fr",
        SEEN,
        QUESTION,
        _H,
        f"{_H}\n\nTélécharger Outlook pour iOS<https://aka.ms/o0ukef>\n{'_' * 32}\n{_block(QUESTION.subject)}\n\n{QUESTION.text}\n",
    ),
    Fresh(
        "iPhone, text, question marks",
        "fr",
        SEEN,
        BILL,
        _E,
        f"{_E}\n\nEnvoyé de mon iPhone\n\n> Le {_AT}, {FULL} a écrit :\n> \n> \ufeff{BILL.quoted()[2:]}\n",
    ),
    Fresh(
        "iPhone, HTML",
        "fr",
        SEEN,
        CALENDAR,
        _G,
        None,
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto"><div '
        f'dir="ltr">{breaks(_G)}</div><div '
        f'dir="ltr"><br></div><div dir="ltr">Envoyé de mon iPhone</div><div dir="ltr"><br><blockquote type="cite">Le {_AT}, '
        f"{FULL_HTML} a écrit{NB}:<br><br>"
        f'</blockquote></div><blockquote type="cite"><div dir="ltr">\ufeff{CALENDAR.html()}</div></blockquote></body></html>',
    ),
    Fresh(
        "iPhone, new signature",
        "fr",
        HABIT,
        QUESTION,
        f"{_B}\n\nInès",
        f"{_B}\n\nInès\n\nEnvoyé de mon iPhone 16 Pro\n\nLe {_AT}, {FULL} a écrit :\n\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Apple Mail, HTML, answer under",
        "fr",
        SEEN,
        QUESTION,
        _H,
        None,
        f'<html><body><div><blockquote type="cite"><div>Le {_AT}, {FULL_HTML} a écrit :</div><br '
        f'class="Apple-interchange-newline"><div>{QUESTION.inner()}'
        f"</div></blockquote></div><div><br></div>{divs(_H)}</body></html>",
    ),
    Fresh(
        "Orange, web mail, text",
        "fr",
        SEEN,
        ABSENCE,
        _A,
        f'{_A}\n\n\n\n> Message du 24/11/26 10:12\n> De : "{OFFICE}" <{TOKEN_ADDRESS}>\n> A : {PARENT_ADDRESS}\n> Copie à : '
        f"\n> Objet : {ABSENCE.subject}\n> \n"
        f"{ABSENCE.quoted()}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Orange, new web mail, HTML",
        "fr",
        HABIT,
        BILL,
        _J,
        None,
        f'<html><body><div><p>{_J}</p></div><br/><div class="quote-original"><p>envoyé : 24 novembre 2026 à 10:12<br/>de : '
        f"{FULL_HTML}<br/>à : {PARENT_ADDRESS}"
        f"<br/>objet : {BILL.subject}</p>{BILL.inner()}</div></body></html>",
    ),
    Fresh(
        "Orange application, text",
        "fr",
        SEEN,
        CALENDAR,
        _D,
        f"{_D}\n\nEnvoyé depuis l’application Mail Orange\n\n----------------\n\nDe: {FULL}\nEnvoyé: mardi, 24 novembre 2026, "
        f"10:12\nÀ: {PARENT_ADDRESS}\nObjet: "
        f"{CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
)
