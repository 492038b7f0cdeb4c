"""An eighth batch of fresh replies, French: harder texts and bodies; written after the seventh, scored before it was mended for."""

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
from tests.email_gateway.corpus.material import OFFICE, PARENT, PARENT_ADDRESS, TOKEN_ADDRESS

_A = "Oui oui, pas de changement"
_B = "Bonjour\n\nPour info l'adresse mail du papa : paul.giraud@parents.example, mettez le en copie svp\n\nMerci bcp"
_C = "1 -> oui\n2 -> son frère\nAutre : le 18 décembre, y a-t-il cantine ?"
_D = "Objet : annulation\n\nMerci d'annuler Sofia :\n  - le mardi 1er\n  - le jeudi 3"
_E = "Re-bonjour, vous m'avez écrit le 20/11/2026 : « il manque l'attestation ». Je l'avais envoyée le 18 !\nVoir ma copie."
_F = "On Tuesday she has dance, so no garderie. Sinon tout pareil, merci"
_G = "Non merci\n\n(je ne souhaite plus la garderie)"
_H = (
    "Madame,\n\nJe fais suite à votre courrier du 24 novembre 2026.\n\nLa somme de 84,20 € me semble erronée : 12 repas à "
    "3,85 € font 46,20 €,\n"
    "et 5 heures de garderie à 1,60 € font 8 €.\n\nDans l'attente de votre réponse, je vous prie d'agréer mes salutations.\n\nAmélie ROCHE"
)
_I = "Léa: Lundi, mardi\nTom: jeudi\nA confirmer: vendredi"
_J = "ça marche"
_DAY = "mardi 24 novembre 2026"
_AT = "24 nov. 2026 à 10:12"
_CITE = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"


def _headers(subject: str, colon: str = " :") -> str:
    return f"De{colon} {FULL}\nEnvoyé{colon} {_DAY} 10:12\nÀ{colon} {PARENT_ADDRESS}\nObjet{colon} {subject}"


EIGHTH: tuple[Fresh, ...] = (
    Fresh(
        "Gmail, address in the answer",
        "fr",
        SEEN,
        QUESTION,
        _B,
        f"{_B}\n\nLe mar. {_AT}, {FULL} a\nécrit :\n\n{QUESTION.as_gmail_text()}\n",
    ),
    Fresh(
        "Gmail, English program, French family",
        "fr",
        SEEN,
        CALENDAR,
        _F,
        f"{_F}\n\nOn Tue, Nov 24, 2026, 10:12 {OFFICE} <{TOKEN_ADDRESS}>\nwrote:\n\n{CALENDAR.as_gmail_text()}\n",
    ),
    Fresh(
        "Gmail, HTML, answers between quotes of one line",
        "fr",
        SEEN,
        QUESTION,
        "oui\n\nson frère\n\nMerci !",
        None,
        f'<div dir="ltr"><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Le mar. {_AT}, '
        f"{FULL_HTML} a écrit{NB}:<br></div>"
        f'<blockquote class="gmail_quote" style="{_CITE}">1. Gabriel déjeune-t-il à la cantine jeudi 3 décembre '
        "?</blockquote><div>oui</div><blockquote "
        f'class="gmail_quote" style="{_CITE}">2. Qui vient chercher Gabriel vendredi soir ?</blockquote><div>son '
        'frère</div><blockquote class="gmail_quote" '
        f'style="{_CITE}">{QUESTION.signature}</blockquote><div>Merci !</div></div></div>',
    ),
    Fresh(
        "Gmail, a lone quotation of two words under the header",
        "fr",
        HABIT,
        ABSENCE,
        _E,
        f"{_E}\n\nLe mar. {_AT}, {OFFICE} <{TOKEN_ADDRESS}> a écrit :\n> Bonjour Thomas,\n",
    ),
    Fresh(
        "Gmail, forwarded by a grandmother",
        "fr",
        SEEN,
        QUESTION,
        "C'est moi qui viens vendredi, la mamie.\nMme Bonnet mère",
        "C'est moi qui viens vendredi, la mamie.\nMme Bonnet mère\n\n---------- Message transféré ---------\nDe : Inès Bonnet "
        f"<{PARENT_ADDRESS}>\nDate: mar. "
        f"{_AT}\nSubject: Fwd: {QUESTION.subject}\nTo: Mamie <mamie@parents.example>\n\n\n\n---------- Forwarded message "
        f"---------\nDe : {FULL}\nDate: mar. "
        f"{_AT}\nSubject: {QUESTION.subject}\nTo: <{PARENT_ADDRESS}>\n\n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Outlook, web, indented list",
        "fr",
        SEEN,
        CALENDAR,
        "Objet : annulation\n\nMerci d'annuler Sofia :\n- le mardi 1er\n- le jeudi 3",
        None,
        '<html><body dir="ltr"><div class="elementToProof">Objet : annulation</div><div class="elementToProof"><br></div><div '
        'class="elementToProof">Merci '
        'd\'annuler Sofia :</div><ul><li>le mardi 1er</li><li>le jeudi 3</li></ul><div id="appendonsend"></div><hr '
        'style="display:inline-block;width:98%" '
        f'tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><b>De :</b> {FULL_HTML}<br><b>Envoyé :</b> {_DAY} 10:12<br><b>À '
        f":</b> {PARENT_ADDRESS}<br><b>Objet :"
        f"</b> {CALENDAR.subject}</div>{CALENDAR.inner()}</body></html>",
    ),
    Fresh(
        "Outlook, web, text with a list",
        "fr",
        SEEN,
        CALENDAR,
        _D,
        f"{_D}\n________________________________\n{_headers(CALENDAR.subject)}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Outlook desktop, no space before the colon",
        "fr",
        HABIT,
        BILL,
        _H,
        f"{_H}\n\n{_headers(BILL.subject, ':')}\n\n{BILL.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook desktop, marks in the margin and own name between brackets",
        "fr",
        HABIT,
        QUESTION,
        "[Inès] oui\n\n[Inès] son frère",
        f"{_headers(QUESTION.subject)}\n\n> 1. Gabriel déjeune-t-il à la cantine jeudi 3 décembre ?\n[Inès] oui\n> 2. Qui "
        "vient chercher Gabriel vendredi soir ?\n"
        "[Inès] son frère\n",
    ),
    Fresh(
        "Outlook at a firm, notice cut at 72 columns",
        "fr",
        HABIT,
        BILL,
        f"{_H}",
        f"{_H}\n\n\nCe message et ses annexes éventuelles contiennent des informations\nconfidentielles destinées "
        "exclusivement à leurs destinataires. Si vous\n"
        f"recevez ce message par erreur, merci de le détruire et d'en informer\nl'expéditeur.\n\n{_headers(BILL.subject)}\n\n{BILL.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook at a town, Word, card in a table",
        "fr",
        HABIT,
        ABSENCE,
        f"{_E}\n\nCordialement,\nThomas Lefort",
        None,
        f"<html><body lang=FR><div class=WordSection1>{word(_E)}<p class=MsoNormal>&nbsp;</p><p "
        "class=MsoNormal>Cordialement,<o:p></o:p></p><p class=MsoNormal>"
        "Thomas Lefort<o:p></o:p></p><table class=MsoNormalTable><tr><td><img src='cid:image002.png'></td><td><p "
        "class=MsoNormal>Services techniques<br>Mairie "
        "de Saint-Héand<br>Tél. 04 77 00 11 22<br><a "
        "href='https://www.st.example'>www.st.example</a></p></td></tr></table><div style='border:none;border-top:"
        f"solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>De :</b> {FULL_HTML}<br><b>Envoyé :</b> {_DAY} "
        f"10:12</p></div>{ABSENCE.inner()}"
        "</div></body></html>",
    ),
    Fresh(
        "Outlook for Android, empty line in the answer, HTML",
        "fr",
        SEEN,
        CALENDAR,
        _G,
        None,
        f'<html><body>{divs(_G, " dir=auto")}<div id="ms-outlook-mobile-signature" dir="auto">Envoyé à partir de <a '
        'href="https://aka.ms/AAb9ysg">Outlook pour '
        'Android</a></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" '
        f'dir="ltr"><b>From:</b> {FULL_HTML}<br><b>Sent:</b> '
        f"Tuesday, November 24, 2026 10:12:30 AM<br><b>To:</b> {PARENT_ADDRESS}<br><b>Subject:</b> "
        f"{CALENDAR.subject}</div>{CALENDAR.inner()}</body></html>",
    ),
    Fresh(
        "iPhone, glued",
        "fr",
        HABIT,
        QUESTION,
        _J,
        f"{_J}Envoyé de mon iPhoneLe {_AT}, {FULL} a écrit :\n\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "iPhone, one line",
        "fr",
        HABIT,
        ABSENCE,
        _J,
        f"{_J} Envoyé de mon iPhone Le {_AT}, {FULL} a écrit : {' '.join(ABSENCE.lines)}\n",
    ),
    Fresh(
        "iPhone, HTML, colon in the answer",
        "fr",
        SEEN,
        CALENDAR,
        _I,
        None,
        f'<html><body dir="auto">{breaks(_I)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Envoyé de mon '
        'iPhone</div><div dir="ltr"><br><blockquote '
        f'type="cite">Le {_AT}, {FULL_HTML} a écrit{NB}:<br><br></blockquote></div><blockquote type="cite"><div '
        f'dir="ltr">\ufeff{CALENDAR.inner()}</div>'
        "</blockquote></body></html>",
    ),
    Fresh(
        "iPhone, colon in the answer",
        "fr",
        SEEN,
        CALENDAR,
        _I,
        f"{_I}\n\nEnvoyé de mon iPhone\n\n> Le {_AT}, {FULL} a écrit :\n> \n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Apple Mail, signature under its dashes",
        "fr",
        SEEN,
        BILL,
        _H,
        f"{_H}\n\n---\nAmélie Roche\namelie@roche.example\n\n> Le {_AT}, {FULL} a écrit :\n> \n{BILL.quoted()}\n",
    ),
    Fresh(
        "Orange, web mail, answers in the text",
        "fr",
        HABIT,
        QUESTION,
        "OUI\n\nSON FRÈRE",
        f'> Message du 24/11/26 10:12\n> De : "{OFFICE}" <{TOKEN_ADDRESS}>\n> A : {PARENT_ADDRESS}\n> Copie à :\n> Objet : '
        f"{QUESTION.subject}\n> \n> 1. Gabriel "
        "déjeune-t-il à la cantine jeudi 3 décembre ?\n\nOUI\n\n> 2. Qui vient chercher Gabriel vendredi soir ?\n\nSON FRÈRE\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Orange application, second exchange",
        "fr",
        HABIT,
        BILL,
        _E,
        f"{_E}\n\nEnvoyé depuis l'application Mail Orange\n\n----------------\n\nDe: {TOKEN_ADDRESS}\nEnvoyé: mercredi, 25 "
        f"novembre 2026, 08:00\nÀ: {PARENT_ADDRESS}\n"
        f"Objet: Re: {BILL.subject}\n\nBonjour, il manque l'attestation.\n\nDe: {PARENT_ADDRESS}\nEnvoyé: mardi, 24 novembre "
        f"2026, 22:00\nÀ: {TOKEN_ADDRESS}\n\nVoilà\n",
    ),
    Fresh(
        "Free, Zimbra, rule and list",
        "fr",
        SEEN,
        CALENDAR,
        _D,
        f'{_D}\n\n\n\nDe: "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ: "karim haddad" <{PARENT_ADDRESS}>\nCc: "samira" '
        "<samira@parents.example>\nEnvoyé: Mardi 24 Novembre 2026 "
        f"10:12:30\nObjet: {CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Free, Zimbra, HTML, quote in its bar",
        "fr",
        SEEN,
        ABSENCE,
        _G,
        None,
        f'<div style="font-family: Arial">{divs(_G)}<div><br></div><hr id="zwchr"><blockquote style="border-left:2px solid '
        "#1010FF;margin-left:5px;padding-left:"
        f'5px;"><b>De: </b>"{OFFICE}" {ANGLED}<br><b>À: </b>{PARENT_ADDRESS}<br><b>Envoyé: </b>Mardi 24 Novembre 2026 '
        "10:12:30<br><b>Objet: </b>"
        f"{ABSENCE.subject}<br><br>{ABSENCE.inner()}</blockquote></div>",
    ),
    Fresh(
        "La Poste, header without seconds, HTML",
        "fr",
        HABIT,
        CALENDAR,
        _C,
        None,
        f"<html><body><p>{breaks(_C)}</p><p>&nbsp;</p><p>envoyé : 24 novembre 2026 à 10:12<br>de : {FULL_HTML}<br>à : "
        f"{PARENT_ADDRESS}<br>objet : "
        f"{CALENDAR.subject}</p><p>&nbsp;</p>{CALENDAR.inner()}</body></html>",
    ),
    Fresh(
        "SFR, Open-Xchange, text",
        "fr",
        HABIT,
        QUESTION,
        _C,
        f"{_C}\n\n> Le 24/11/2026 10:12, {FULL} a écrit :\n> \n> \n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Bbox, HTML",
        "fr",
        HABIT,
        BILL,
        _G,
        None,
        f'<html><body><p>{breaks(_G)}</p><blockquote type="cite"><p>Le 24/11/2026 10:12 CET, {FULL_HTML} a écrit '
        f":</p><p>&nbsp;</p>{BILL.inner()}</blockquote>"
        "</body></html>",
    ),
    Fresh(
        "Yahoo, answers above marked lines",
        "fr",
        HABIT,
        QUESTION,
        _C,
        f"{_C}\n\nLe {_DAY} à 10:12:33 UTC+1, {FULL} a écrit : \n\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Samsung, one line each, glued title",
        "fr",
        SEEN,
        BILL,
        "Bjr pourquoi je dois payer encore ?",
        f"Bjr pourquoi je dois payer encore ?Envoyé depuis mon appareil Galaxy\n-------- Message d'origine --------De : {FULL} "
        "Date : 24/11/2026  10:12  (GMT+01:00) À "
        f": {PARENT_ADDRESS} Objet : {BILL.subject}\n\n\n\n{BILL.text}\n",
    ),
    Fresh(
        "Xiaomi, Mi Mail",
        "fr",
        HABIT,
        ABSENCE,
        _E,
        f"{_E}\n\nEnvoyé depuis mon appareil Xiaomi\n\n{OFFICE} <{TOKEN_ADDRESS}> a écrit le mar. 24 nov. 2026 à 10:12 AM "
        f":\n\n{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "K-9 Mail, words under its line",
        "fr",
        HABIT,
        CALENDAR,
        _A,
        f"{_A}\n\nLe 24 novembre 2026 10:12:33 GMT+01:00, {FULL} a écrit :\n{CALENDAR.quoted('>')}\n\n-- \nEnvoyé de mon "
        "appareil Android avec Courriel K-9 Mail.\n",
    ),
    Fresh(
        "Thunderbird, answer in the middle of a list",
        "fr",
        SEEN,
        CALENDAR,
        "ok\n\nnon, annuler\n\nok",
        f"Le 24/11/2026 à 10:12, {OFFICE} a écrit :\n> - lundi 30 novembre\nok\n> - mardi 1er décembre\nnon, annuler\n> - "
        "jeudi 3 décembre\nok\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Evolution, name cut over two lines",
        "fr",
        SEEN,
        BILL,
        _H,
        f"{_H}\n\nLe mardi 24 novembre 2026 à 10:12 +0100, {OFFICE}, restauration\nscolaire et accueil a écrit :\n{BILL.quoted()}\n",
    ),
    Fresh(
        "Proton Mail, HTML, answer under",
        "fr",
        SEEN,
        QUESTION,
        _C,
        None,
        f'<div class="protonmail_quote">Le {_DAY} à 10:12, {FULL_HTML} a écrit :<br><br><blockquote class="protonmail_quote" '
        f'type="cite">{QUESTION.inner()}'
        f'</blockquote><br></div><div>{breaks(_C)}</div><div class="protonmail_signature_block"><div>Envoyé avec la messagerie '
        "sécurisée Proton Mail.</div></div>",
    ),
    Fresh(
        "Zimbra of a university",
        "fr",
        SEEN,
        ABSENCE,
        _A,
        f'{_A}\n\n----- Mail original -----\nDe: "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ: "lefort t" <{PARENT_ADDRESS}>\nEnvoyé: Mardi '
        "24 Novembre 2026 10:12:30\nObjet: "
        f"{ABSENCE.subject}\n\n{ABSENCE.quoted()}\n",
    ),
    Fresh("Nothing quoted, father's address", "fr", HABIT, QUESTION, _B, f"{_B}\n\nEnvoyé depuis l'application Gmail\n"),
    Fresh("Nothing quoted, arrows", "fr", HABIT, QUESTION, _C, _C, None, "8bit"),
    Fresh("Nothing quoted, letter", "fr", HABIT, BILL, _H, None, f"<html><body>{word(_H)}</body></html>", "windows-1252"),
    Fresh("Nothing quoted, two languages", "fr", HABIT, CALENDAR, _F, f"{_F}\n\nSent from my iPhone\n"),
    Fresh(
        "Nothing quoted, writer's card in English",
        "fr",
        HABIT,
        BILL,
        f"{_G}\n\n{PARENT}",
        f"{_G}\n\n{PARENT}\nSales manager\nMobile: +33 6 12 34 56 78\n",
    ),
    Fresh(
        "Nothing quoted, green advice",
        "fr",
        HABIT,
        ABSENCE,
        _A,
        f"{_A}\n\nAvant d'imprimer cet e-mail, pensez à l'environnement.\n",
    ),
    Fresh(
        "Nothing quoted, two telephones",
        "fr",
        HABIT,
        CALENDAR,
        _I,
        f"{_I}\n\nEnvoyé de mon Galaxy S23\n\nEnvoyé depuis Outlook pour Android\n",
    ),
    Fresh(
        "Nothing quoted, link of a map", "fr", HABIT, QUESTION, f"{_J}\nhttps://maps.example/ecole", f"{_J}\nhttps://maps.example/ecole\n"
    ),
)
