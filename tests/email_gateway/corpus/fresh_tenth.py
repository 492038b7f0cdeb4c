"""A tenth batch of fresh replies, French: texts like headers, odd bodies; written after the ninth, scored before it was mended for."""

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

_A = "Objet : Sofia\nDate : semaine 50\n\nPas de cantine de toute la semaine, merci."
_B = "À Mme la directrice : merci pour tout.\nDe la part de Jules et Amélie"
_C = "Le 18/11 à 9:30, appel de l'école. Le 19/11 à 8:15, mail à l'école. Aucune réponse !"
_D = "Bonjour,\n\nvoici mon échange avec la nounou :\n« Je peux le prendre à 17h »\n« ok parfait »\n\nDonc pas de garderie vendredi."
_E = "Est-ce que le message d'hier est bien parti ? Je l'ai envoyé depuis mon téléphone."
_F = "Mon mail : nouvelle.adresse@parents.example\nMon tel : 07 80 81 82 83\n\nPouvez-vous mettre à jour ?"
_G = "oui\n\noui\n\nnon\n\n(dans l'ordre des questions)"
_H = "Cordialement vôtre, je vous signale que Gabriel n'aime pas le poisson ;-)"
_I = "Merci de transférer ce message à la cuisine :\nJade ne mange ni arachide ni sésame."
_J = "12 repas ? 12 !!! Non, 10."
_DAY = "mardi 24 novembre 2026"
_AT = "24 nov. 2026 à 10:12"
_GREY = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"


def _gmail_text(words: str, older: str, who: str = f"{OFFICE} <\n{TOKEN_ADDRESS}>") -> str:
    return f"{words}\n\nLe mar. {_AT}, {who} a écrit :\n\n{older}\n"


def _block(subject: str, older: str, rule: str = "") -> str:
    return f"{rule}De : {FULL}\nEnvoyé : {_DAY} 10:12\nÀ : {PARENT_ADDRESS}\nObjet : {subject}\n\n{older}\n"


TENTH: tuple[Fresh, ...] = (
    Fresh("Gmail, subject written in the answer", "fr", SEEN, CALENDAR, _A, _gmail_text(_A, CALENDAR.as_gmail_text())),
    Fresh(
        "Outlook, subject written in the answer", "fr", SEEN, CALENDAR, _A, f"{_A}\n{'_' * 32}\n{_block(CALENDAR.subject, CALENDAR.text)}"
    ),
    Fresh(
        "iPhone, keys in the answer",
        "fr",
        SEEN,
        BILL,
        _B,
        f"{_B}\n\nEnvoyé de mon iPhone\n\n> Le {_AT}, {FULL} a écrit :\n> \n{BILL.quoted()}\n",
    ),
    Fresh("Outlook, keys in the answer", "fr", SEEN, BILL, _B, f"{_B}\n\n{_block(BILL.subject, BILL.text)}", None, "windows-1252"),
    Fresh("Gmail, dates in the answer", "fr", SEEN, ABSENCE, _C, _gmail_text(_C, ABSENCE.as_gmail_text(), f"{OFFICE} <{TOKEN_ADDRESS}>\n")),
    Fresh(
        "Gmail, dates in the answer, HTML",
        "fr",
        SEEN,
        ABSENCE,
        _C,
        None,
        f'<div dir="ltr">{_C}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Le '
        f"mar. {_AT}, {FULL_HTML} a "
        f'écrit{NB}:<br></div><blockquote class="gmail_quote" style="{_GREY}">{ABSENCE.inner()}</blockquote></div>',
    ),
    Fresh(
        "Thunderbird, words of others in the answer",
        "fr",
        SEEN,
        QUESTION,
        _D,
        f"{_D}\n\nLe 24/11/2026 à 10:12, {OFFICE} a écrit :\n{QUESTION.quoted()}\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Orange, words of others in the answer",
        "fr",
        HABIT,
        QUESTION,
        _D,
        f"{_D}\n\nenvoyé : 24 novembre 2026 à 10:12\nde : {FULL}\nà : {PARENT_ADDRESS}\nobjet : {QUESTION.subject}\n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Samsung, telephone in the answer",
        "fr",
        SEEN,
        BILL,
        _E,
        f"{_E}\n\n\nEnvoyé depuis mon appareil Galaxy\n\n\n-------- Message d'origine --------\nDe : {FULL} \nDate : "
        f"24/11/2026 10:12 (GMT+01:00) \nÀ : {PARENT_ADDRESS} \nObjet : {BILL.subject} \n\n{BILL.text}\n",
    ),
    Fresh(
        "Yahoo, telephone in the answer", "fr", SEEN, BILL, _E, f"{_E}\n\n\nLe {_DAY} à 10:12:33 UTC+1, {FULL} a écrit :  \n\n{BILL.text}\n"
    ),
    Fresh(
        "Free, Zimbra, address and telephone in the answer",
        "fr",
        SEEN,
        CALENDAR,
        _F,
        f'{_F}\n\n\nDe: "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ: {PARENT_ADDRESS}\nEnvoyé: Mardi 24 Novembre 2026 10:12:30\nObjet: '
        f"{CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
    Fresh("Gmail, address and telephone in the answer", "fr", SEEN, CALENDAR, _F, _gmail_text(_F, CALENDAR.as_gmail_text())),
    Fresh(
        "Proton Mail, one word a line",
        "fr",
        SEEN,
        QUESTION,
        _G,
        f"{_G}\n\nEnvoyé avec la messagerie sécurisée [Proton Mail](https://proton.me/mail/home).\n\nLe {_DAY} à 10:12, {FULL} "
        f"a écrit :\n\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Outlook for iOS, one word a line, HTML",
        "fr",
        SEEN,
        QUESTION,
        _G,
        None,
        f'<html><body>{divs(_G)}<div id="ms-outlook-mobile-signature">Télécharger <a href="https://aka.ms/o0ukef">Outlook pour '
        'iOS</a></div><div id="mail-editor-reference-message-container"><hr tabindex="-1" '
        f'style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>De :</b> {FULL_HTML}<br><b>Envoyé :</b> {_DAY} '
        f"10:12<br></div>{QUESTION.inner()}</div></body></html>",
    ),
    Fresh(
        "La Poste, closing at the start of a sentence",
        "fr",
        HABIT,
        QUESTION,
        _H,
        f"{_H}\n\nenvoyé : 24 novembre 2026 à 10:12\nde : {FULL}\nà : {PARENT_ADDRESS}\nobjet : {QUESTION.subject}\n\n{QUESTION.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Apple Mail, message named in the answer",
        "fr",
        SEEN,
        ABSENCE,
        _I,
        f"{_I}\n\n> Le {_AT}, {FULL} a écrit :\n> \n{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "Outlook desktop, Word, message named in the answer",
        "fr",
        SEEN,
        ABSENCE,
        _I,
        None,
        f"<html><body lang=FR><div class=WordSection1>{word(_I)}<div style='border:none;border-top:solid #E1E1E1 "
        f"1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>De :</b> {FULL_HTML}<br><b>Envoyé :</b> {_DAY} "
        f"10:12<br><b>Objet :</b> {ABSENCE.subject}</p></div>{ABSENCE.inner()}</div></body></html>",
    ),
    Fresh(
        "SFR, web mail, numbers in the answer",
        "fr",
        HABIT,
        BILL,
        _J,
        f"{_J}\n\n> Message du 24/11/26 10:12\n> De : {FULL}\n> A : {PARENT_ADDRESS}\n> Copie à :\n> Objet : "
        f"{BILL.subject}\n>\n{BILL.quoted()}\n",
    ),
    Fresh(
        "Gmail, quote in capitals of a forward",
        "fr",
        SEEN,
        BILL,
        _J,
        f"{_J}\n\n---------- Forwarded message ---------\nDe : {FULL}\nDate: mar. {_AT}\nSubject: {BILL.subject}\nTo: "
        f"<{PARENT_ADDRESS}>\nCc: <papa@parents.example>\n\n\n{BILL.text}\n",
    ),
    Fresh(
        "Bbox, blank lines everywhere",
        "fr",
        HABIT,
        CALENDAR,
        _G,
        f"\n\n\n{_G}\n\n\n\n\n\n\n> Le 24/11/2026 10:12 CET, {FULL} a écrit :\n> \n> \n{CALENDAR.quoted()}\n\n\n",
    ),
    Fresh(
        "iPhone, name under the answer",
        "fr",
        SEEN,
        QUESTION,
        f"{_H}\nMaman de Gabriel",
        f"{_H}\nMaman de Gabriel\nEnvoyé de mon iPhone\n\n> Le {_AT}, {FULL} a écrit :\n> \n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "iPhone, answer between the lines and its signature",
        "fr",
        HABIT,
        QUESTION,
        "Oui\n\nLa voisine",
        f"\n> Le {_AT}, {FULL} a écrit :\n> \n> 1. Gabriel déjeune-t-il à la cantine jeudi 3 décembre ?\n\nOui\n\n> 2. Qui "
        "vient chercher Gabriel vendredi soir ?\n\nLa voisine\n\nEnvoyé de mon iPhone\n",
    ),
    Fresh(
        "Gmail, bullets of the telephone",
        "fr",
        HABIT,
        CALENDAR,
        "• lundi oui\n• mardi non\n• jeudi oui",
        _gmail_text("• lundi oui\n• mardi non\n• jeudi oui", CALENDAR.as_gmail_text()),
    ),
    Fresh(
        "Outlook, web, table pasted",
        "fr",
        HABIT,
        CALENDAR,
        "Lundi oui\nMardi non",
        None,
        '<html><body dir="ltr"><table><tr><td>Lundi</td><td>oui</td></tr><tr><td>Mardi</td><td>non</td></tr></table><div '
        'id="appendonsend"></div><hr tabindex="-1" style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>De :</b> '
        f"{FULL_HTML}</div>{CALENDAR.inner()}</body></html>",
    ),
    Fresh(
        "Roundcube, HTML, signature div",
        "fr",
        SEEN,
        BILL,
        _E,
        None,
        f'<html><body><p>{_E}</p><div id="signature">-- <br>Amélie<br>04 77 01 01 01</div><p><br></p><p id="reply-intro">Le '
        f'24.11.2026 10:12, {OFFICE} a écrit :</p><blockquote type="cite">{BILL.inner()}</blockquote></body></html>',
    ),
    Fresh(
        "Free, Zimbra, HTML, words under the card",
        "fr",
        SEEN,
        ABSENCE,
        _I,
        None,
        f'<div style="font-family:Arial"><div>{breaks(_I)}</div><div><br></div><div data-marker="__SIG_POST__">-- '
        '<br><div>Thomas Lefort<br>06 70 71 72 73</div></div><hr id="zwchr" data-marker="__DIVIDER__"><div '
        f'data-marker="__HEADERS__"><b>De: </b>"{OFFICE}" {ANGLED}<br><b>Envoyé: </b>Mardi 24 Novembre 2026 '
        f'10:12:30<br></div><div data-marker="__QUOTED_TEXT__">{ABSENCE.inner()}</div></div>',
    ),
    Fresh(
        "Xiaomi, header in another order",
        "fr",
        HABIT,
        QUESTION,
        _H,
        f"{_H}\n\nEnvoyé de mon mobile Xiaomi\n\n{OFFICE} <{TOKEN_ADDRESS}> a écrit le 24 novembre 2026 à 10:12 :\n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Huawei, header in another order",
        "fr",
        HABIT,
        CALENDAR,
        _A,
        f"{_A}\n\nEnvoyé depuis mon téléphone HUAWEI\n\n-------- Message original --------\nObjet : {CALENDAR.subject}\nDe : "
        f"{FULL}\nDate : mar. 24 nov. 2026 10:12\nÀ : {PARENT_ADDRESS}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Spark on a Mac", "fr", SEEN, ABSENCE, _C, f"{_C}\n\nEnvoyé depuis Spark\nLe {_AT} +0100, {FULL}, a écrit :\n\n{ABSENCE.quoted()}\n"
    ),
    Fresh(
        "FairEmail, telephone's line first",
        "fr",
        HABIT,
        BILL,
        _J,
        f"{_J}\n\nEnvoyé avec FairEmail\n\n{_AT.replace(' à', '')} {FULL}:\n\n{BILL.quoted()}\n",
    ),
    Fresh(
        "Outlook at a hospital, notice above the block",
        "fr",
        HABIT,
        QUESTION,
        f"{_H}\n\nBien cordialement,\nDr Inès BONNET",
        f"{_H}\n\nBien cordialement,\nDr Inès BONNET\nService de pédiatrie - CHU\nSecrétariat : 04 77 82 80 00\n\nAfin de "
        "contribuer au respect de l'environnement, merci de n'imprimer ce mail que si "
        f"nécessaire.\n\n{_block(QUESTION.subject, QUESTION.text)}",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook at a ministry, marking", "fr", HABIT, BILL, _J, f"{_J}\n\nClassification : Interne\n\n{_block(BILL.subject, BILL.text)}"
    ),
    Fresh(
        "Gmail, list footer of a group",
        "fr",
        HABIT,
        CALENDAR,
        _I,
        f"{_I}\n\n-- \nVous recevez ce message car vous êtes abonné au groupe Parents.\nPour vous désabonner, écrivez à "
        "parents+unsubscribe@groupes.example.\n",
    ),
    Fresh("Nothing quoted, keys", "fr", HABIT, CALENDAR, _A, _A),
    Fresh("Nothing quoted, dates", "fr", HABIT, ABSENCE, _C, _C, None, "8bit"),
    Fresh("Nothing quoted, words of others", "fr", HABIT, QUESTION, _D, None, f"<p>{breaks(_D)}</p>"),
    Fresh("Nothing quoted, address and telephone", "fr", HABIT, CALENDAR, _F, f"{_F}\n\nEnvoyé de mon iPhone"),
    Fresh("Nothing quoted, closing first", "fr", HABIT, QUESTION, _H, _H),
    Fresh("Nothing quoted, to the kitchen", "fr", HABIT, ABSENCE, _I, None, f"<div>{breaks(_I)}</div>"),
    Fresh(
        "Nothing quoted, writer's card, family name first",
        "fr",
        HABIT,
        BILL,
        f"{_J}\n\nMARTIN Nadia",
        f"{_J}\n\nMARTIN Nadia\n06 12 34 56 78\n{PARENT_ADDRESS}\n",
    ),
)
