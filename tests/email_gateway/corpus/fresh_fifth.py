"""A fifth batch of fresh replies, French: written after the fourth was mended, scored before this one was mended for."""

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
from tests.email_gateway.corpus.fresh_words import FORMAL, MOVED, WROTE
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_YES = "Oui merci"
_CITES = "Bonjour, vous écrivez « Elle compte 12 repas » mais moi j'en trouve 10.\nLe mardi 10 et le lundi 16, Jules était malade."
_TRIP = "De : Lyon, départ 7h30\nÀ : Villars, retour 17h\nDonc pas de cantine le 3 pour Sofia, elle est en sortie avec sa classe."
_CHAT = "Coucou,\nc noté pour jeudi 👍\nbisous a toute l'equipe 😊"
_TWO = "1) Oui il mange jeudi\n2) Vendredi c'est moi, je sors à 17h, je serai là 17h20 au plus tard"
_DASHES = "Lundi - oui\nMardi - non\nJeudi - oui\n---------\nMerci, c'est pour Sofia uniquement (pas pour son frère)."
_GREY = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"
_DAY = "mardi 24 novembre 2026"

FIFTH: tuple[Fresh, ...] = (
    Fresh(
        "iPhone, answer between two marked lines, HTML",
        "fr",
        SEEN,
        QUESTION,
        "Jeudi oui\n\nLe papa",
        None,
        '<html><body dir="auto"><div dir="ltr"></div><div dir="ltr"><br></div><div dir="ltr"><br><blockquote type="cite">Le '
        "24 nov. 2026 à 10:12, "
        f'{FULL_HTML} a écrit{NB}:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr"><p>1. Gabriel '
        "déjeune-t-il à la cantine jeudi 3 "
        'décembre ?</p></div></blockquote><div dir="ltr">Jeudi oui</div><blockquote type="cite"><div dir="ltr"><p>2. Qui '
        "vient chercher Gabriel "
        'vendredi soir ?</p></div></blockquote><div dir="ltr">Le papa</div><blockquote type="cite"><div dir="ltr"><p>Sans '
        "réponse de votre part "
        "mercredi 25 novembre à 23:59, rien ne change.</p></div></blockquote></body></html>",
    ),
    Fresh(
        "iPhone, forwarded with a word, HTML",
        "fr",
        SEEN,
        BILL,
        "Je ne comprends pas ce mail, c'est pour qui ?",
        None,
        '<html><body dir="auto">Je ne comprends pas ce mail, c\'est pour qui ?<br id="lineBreakAtBeginningOfSignature"><div '
        'dir="ltr">Envoyé de mon '
        'iPhone</div><div dir="ltr"><br>Début du message transféré :<br><br></div><blockquote type="cite"><div dir="ltr"><b>De:</b> '
        f"{FULL_HTML}<br><b>Date:</b> 24 novembre 2026 à 10:12:33 UTC+1<br><b>À:</b> {PARENT_ADDRESS}<br><b>Objet:</b> "
        f"<b>{BILL.subject}</b><br><br>"
        f'</div></blockquote><blockquote type="cite"><div dir="ltr">\ufeff{BILL.inner()}</div></blockquote></body></html>',
    ),
    Fresh(
        "iPhone, dictated line",
        "fr",
        HABIT,
        CALENDAR,
        _TRIP,
        f"{_TRIP}\n\nDicté depuis mon iPhone, désolé pour les fautes\n\n> Le 24 nov. 2026 à 10:12, {FULL} a écrit :\n> "
        f"\n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Apple Mail on a Mac, forwarded, old words",
        "fr",
        SEEN,
        ABSENCE,
        _YES,
        f"{_YES}\n\n> Début du message réexpédié :\n> \n> De: {FULL}\n> Objet: {ABSENCE.subject}\n> Date: 24 novembre 2026 à "
        "10:12:33 UTC+1\n> À: "
        f"{PARENT_ADDRESS}\n> \n{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "Outlook 365, new, answers in the quote in another colour",
        "fr",
        HABIT,
        CALENDAR,
        _DASHES,
        None,
        f'<html><body dir="ltr">{divs(_DASHES, " class=elementToProof")}<div id="Signature" class="elementToProof"><p>K. '
        "Haddad</p></div><div "
        'id="appendonsend"></div><hr tabindex="-1" style="display:inline-block; width:98%"><div id="divRplyFwdMsg"><b>De '
        f":</b> {FULL_HTML}<br><b>"
        f"Envoyé :</b> {_DAY} 10:12<br><b>À :</b> {PARENT_ADDRESS}<br><b>Objet :</b> "
        f"{CALENDAR.subject}</div><br><div>{CALENDAR.inner()}</div>"
        "</body></html>",
    ),
    Fresh(
        "Outlook at a bank, classification and banner",
        "fr",
        HABIT,
        BILL,
        _CITES,
        f"{_CITES}\n\nInterne\n\nDe : {FULL}\nEnvoyé : {_DAY} 10:12\nÀ : ROCHE Amélie <{PARENT_ADDRESS}>\nObjet : [EXT] {BILL.subject}\n\n"
        f"Ce message provient d'un expéditeur externe. Soyez vigilant.\n\n{BILL.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook at a hospital, notice in the middle",
        "fr",
        HABIT,
        ABSENCE,
        FORMAL,
        f"{FORMAL}\n\nLes informations contenues dans ce courriel sont confidentielles. Toute utilisation non autorisée est "
        "interdite.\nPensez à "
        f"l'environnement avant d'imprimer ce message.\n\n-----Message d'origine-----\nDe : {OFFICE} "
        f"[mailto:{TOKEN_ADDRESS}]\nEnvoyé : {_DAY} 10:12\n"
        f"À : LEFORT Thomas\nObjet : {ABSENCE.subject}\n\n{ABSENCE.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook desktop, plain text, marks before each line",
        "fr",
        HABIT,
        QUESTION,
        _TWO,
        f"{_TWO}\n\n> -----Message d'origine-----\n> De : {FULL}\n> Envoyé : {_DAY} 10:12\n> À : {PARENT_ADDRESS}\n> Objet : "
        f"{QUESTION.subject}\n>\n"
        f"{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Outlook for Android, forwarded",
        "fr",
        SEEN,
        BILL,
        "Papa, tu peux payer ça ?\nMerci",
        "Papa, tu peux payer ça ?\nMerci\n\nObtenez Outlook pour "
        f"Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: {FULL}\n"
        f"Sent: Tuesday, November 24, 2026 10:12:30 AM\nTo: {PARENT_ADDRESS} <{PARENT_ADDRESS}>\nSubject: {BILL.subject}\n\n{BILL.text}\n",
    ),
    Fresh(
        "Outlook.com, answer under the quote",
        "fr",
        HABIT,
        QUESTION,
        _YES,
        None,
        f'<html><body dir="ltr"><div style="font-family: Calibri;">{_YES}</div><div id="x_appendonsend"></div><hr '
        'style="display:inline-block;'
        'width:98%" tabindex="-1"><div id="x_divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>De :</b> '
        f"{FULL_HTML}<br><b>Envoyé :</b> {_DAY} "
        f"10:12<br><b>À :</b> {PARENT_ADDRESS}<br><b>Objet :</b> "
        f"{QUESTION.subject}</font></div><div>{QUESTION.inner()}</div></body></html>",
        "base64",
    ),
    Fresh(
        "Mail for Windows 10",
        "fr",
        SEEN,
        CALENDAR,
        WROTE,
        f"{WROTE}\n\nProvenance : Courrier pour Windows\n\nDe : {OFFICE}<mailto:{TOKEN_ADDRESS}>\nEnvoyé le :{_DAY} 10:12\nÀ "
        ": Karim<mailto:"
        f"{PARENT_ADDRESS}>\nObjet :{CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Gmail, very long name, cut in three",
        "fr",
        HABIT,
        BILL,
        _CITES,
        f"{_CITES}\n\nLe mar. 24 nov. 2026 à 10:12, {OFFICE}, restauration et\naccueil (ne pas répondre hors de ce fil) "
        f"<\n{TOKEN_ADDRESS}> a écrit :\n"
        f"\n{BILL.as_gmail_text()}\n",
    ),
    Fresh(
        "Gmail, answer under the quote, text",
        "fr",
        SEEN,
        QUESTION,
        _TWO,
        f"Le mar. 24 nov. 2026 à 10:12, {OFFICE} <{TOKEN_ADDRESS}>\na écrit :\n\n{QUESTION.as_gmail_text()}\n>\n\n{_TWO}\n",
    ),
    Fresh(
        "Gmail, fourth exchange, HTML",
        "fr",
        SEEN,
        CALENDAR,
        _CHAT,
        None,
        f'<div dir="ltr">{breaks(_CHAT)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        'class="gmail_attr">Le mer. 25 nov. 2026 '
        f'à 08:02, {FULL_HTML} a écrit{NB}:<br></div><blockquote class="gmail_quote" style="{_GREY}"><p>C’est noté, bonne journée.</p><div '
        f'class="gmail_quote"><div class="gmail_attr">Le mar. 24 nov. 2026 à 21:00, Karim a écrit{NB}:<br></div><blockquote '
        'class="gmail_quote" '
        f'style="{_GREY}">Annulez mardi svp<br><div class="gmail_quote"><blockquote '
        f'class="gmail_quote">{CALENDAR.inner()}</blockquote></div>'
        "</blockquote></div></blockquote></div>",
    ),
    Fresh(
        "Gmail, forwarded, HTML",
        "fr",
        SEEN,
        ABSENCE,
        _YES,
        None,
        f'<div dir="ltr">{_YES}<br><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        'class="gmail_attr">---------- Forwarded message '
        f'---------<br>De&nbsp;: <strong class="gmail_sendername" dir="auto">{OFFICE}</strong> <span '
        f'dir="auto">{ANGLED}</span><br>Date: mar. 24 nov. '
        f"2026 à 10:12<br>Subject: {ABSENCE.subject}<br>To:  &lt;{PARENT_ADDRESS}&gt;<br></div><br><br>{ABSENCE.inner()}</div></div>",
    ),
    Fresh(
        "Proton Mail, web, text, older",
        "fr",
        SEEN,
        BILL,
        _CITES,
        f"{_CITES}\n\nEnvoyé avec la messagerie sécurisée [Proton Mail.](https://proton.me/)\n\n------- Original Message "
        "-------\nLe mardi 24 novembre "
        f"2026 à 10:12 AM, {FULL} a écrit :\n\n\n{BILL.quoted()}\n",
    ),
    Fresh(
        "Infomaniak on a telephone",
        "fr",
        SEEN,
        CALENDAR,
        _TRIP,
        None,
        f'<div>{breaks(_TRIP)}</div><div><br></div><div class="editorUserSignature">Karim H.</div><div '
        'id="answerContentMessage" class="ik_mail_quote" '
        f'><div>Le 24 nov. 2026 à 10:12, {FULL_HTML} a écrit :</div><blockquote class="ws-ng-quote"><div '
        f'class="ik_mail_quote-6057">{CALENDAR.inner()}'
        "</div></blockquote></div>",
    ),
    Fresh(
        "Free, Zimbra, first line of headers only",
        "fr",
        SEEN,
        QUESTION,
        "ça dépend, je vous dis demain\n\nsa mamie",
        f'----- Mail original -----\nDe: "{OFFICE}" \n\n> 1. Gabriel déjeune-t-il à la cantine jeudi 3 décembre ?\n\nça '
        "dépend, je vous dis demain\n\n"
        "> 2. Qui vient chercher Gabriel vendredi soir ?\n\nsa mamie\n",
    ),
    Fresh(
        "Free, Zimbra, new look",
        "fr",
        HABIT,
        ABSENCE,
        FORMAL,
        f'{FORMAL}\n\n\nDe: "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ: "thomas lefort" <{PARENT_ADDRESS}>\nEnvoyé: Mardi 24 Novembre '
        "2026 10:12:33\nObjet: "
        f"{ABSENCE.subject}\n\n{ABSENCE.text}\n",
        None,
        "8bit",
    ),
    Fresh(
        "SFR application",
        "fr",
        HABIT,
        CALENDAR,
        _CHAT,
        f"{_CHAT}\n\nEnvoyé depuis l'application SFR Mail\n\nLe mar. 24 nov. 2026 à 10:12, {OFFICE} <{TOKEN_ADDRESS}> a écrit "
        f":\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Orange, web mail of 2026, HTML",
        "fr",
        HABIT,
        BILL,
        _CITES,
        None,
        f'<html><body><div class="composer-body">{divs(_CITES)}</div><div><br></div><div class="quoted-message"><div '
        'class="quoted-headers">De : '
        f"{FULL_HTML}<br>Envoyé : 24 nov. 2026 10:12<br>À : {PARENT_ADDRESS}<br>Objet : "
        f"{BILL.subject}</div><div>{BILL.inner()}</div></div></body></html>",
    ),
    Fresh(
        "La Poste, HTML",
        "fr",
        HABIT,
        QUESTION,
        _TWO,
        None,
        f'<html><body><div style="font-family: Arial">{breaks(_TWO)}<br><br><blockquote style="border-left: 2px solid #ffc600; '
        "margin-left: 5px; "
        f'padding-left: 5px;">envoyé : 24 novembre 2026 à 10:12<br>de : {FULL_HTML}<br>à : {PARENT_ADDRESS}<br>objet : '
        f"{QUESTION.subject}<br><br><br>"
        f"{QUESTION.inner()}</blockquote></div></body></html>",
        "windows-1252",
    ),
    Fresh(
        "Bbox, telephone's line",
        "fr",
        HABIT,
        ABSENCE,
        _YES,
        f"{_YES}\n\nEnvoyé depuis mon mobile Bouygues Telecom\n\nLe 24/11/2026 à 10:12, {FULL} a écrit :\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Yahoo, web, quote with its own class",
        "fr",
        SEEN,
        CALENDAR,
        _DASHES,
        None,
        '<html><head></head><body><div class="ydp1yahoo-style-wrap" style="font-size:16px;"><div></div><div '
        f'dir="ltr">{breaks(_DASHES)}</div><div><br>'
        '</div></div><div id="ydp2yahoo_quoted_1" class="ydp2yahoo_quoted"><div style="font-size:13px;"><div>Le mardi 24 '
        "novembre 2026 à 10:12:33 "
        f"UTC+1, {FULL_HTML} a écrit :</div><div><br></div><div><div "
        f'id="ydp2yiv5">{CALENDAR.html("ydp2yiv5")}</div></div></div></div></body></html>',
    ),
    Fresh(
        "Yahoo on Android, text",
        "fr",
        SEEN,
        QUESTION,
        _TWO,
        f"{_TWO}\n\nEnvoyé à partir de Yahoo Mail pour Android \n \n  Le mar., nov. 24, 2026 à 10:12, "
        f"{OFFICE}<{TOKEN_ADDRESS}> a écrit :   "
        f"{QUESTION.text}  \n",
    ),
    Fresh(
        "Edison",
        "fr",
        HABIT,
        BILL,
        _CITES,
        None,
        f'<html><body><div id="edo-message"><div>{breaks(_CITES)}</div></div><div id="edo-signature">Envoyé depuis <a '
        'href="https://mail.edison.tech">'
        'Edison Mail</a></div><div id="edo-original"><div><br><br><blockquote type="cite" style="margin:1ex 0 0 '
        '0;border-left:1px #ccc solid;">'
        f"<div>Le 24 nov. 2026 à 10:12, {FULL_HTML} a écrit :<br></div><div>{BILL.inner()}</div></blockquote></div></div></body></html>",
    ),
    Fresh(
        "eM Client, HTML",
        "fr",
        HABIT,
        ABSENCE,
        FORMAL,
        None,
        f'<html><body><div>{breaks(FORMAL)}</div><div id="signature_old"><div><br></div></div><div><br></div><div>------ '
        "Message d'origine ------</div>"
        f'<div>De "{OFFICE}" {ANGLED}</div><div>À {PARENT_ADDRESS}</div><div>Date 24/11/2026 10:12:33</div><div>Objet '
        f"{ABSENCE.subject}</div><div><br>"
        f'</div><div id="xb1"><blockquote cite="b1" type="cite" class="cite2">{ABSENCE.inner()}</blockquote></div></body></html>',
    ),
    Fresh(
        "Mailo",
        "fr",
        HABIT,
        CALENDAR,
        _TRIP,
        f"{_TRIP}\n\n\nDe : {FULL}\nÀ : {PARENT_ADDRESS}\nSujet : {CALENDAR.subject}\nDate : 24/11/2026 10:12:33 "
        f"Europe/Paris\n\n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "Evolution, header block",
        "fr",
        HABIT,
        QUESTION,
        _TWO,
        f"{_TWO}\n\n-------- Message initial --------\nDe: {FULL}\nÀ: {PARENT_ADDRESS}\nObjet: {QUESTION.subject}\nDate: Tue, "
        "24 Nov 2026 10:12:33 "
        f"+0100\n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Thunderbird, answers between, flowed",
        "fr",
        SEEN,
        QUESTION,
        "Bonsoir,\n\nOui, comme d'habitude.\n\nSon oncle Paul, vers 17h30, il a sa carte d'identité.",
        f"Bonsoir,\n\nLe 24/11/2026 à 10:12, {OFFICE} a écrit :\n> 1. Gabriel déjeune-t-il à la cantine jeudi 3 décembre "
        "?\nOui, comme d'habitude.\n"
        "> 2. Qui vient chercher Gabriel vendredi soir ?\nSon oncle Paul, vers 17h30, il a sa \ncarte d'identité.\n>\n> Sans "
        "réponse de votre part "
        "mercredi 25 novembre à 23:59, rien \n> ne change.\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Thunderbird, HTML, signature in its class",
        "fr",
        SEEN,
        BILL,
        WROTE,
        None,
        f'<html><head></head><body><p>{breaks(WROTE)}</p><div class="moz-signature">-- <br>Amélie Roche<br>06 07 08 09 10</div><div '
        f'class="moz-cite-prefix">Le 24/11/2026 à 10:12, {OFFICE} a écrit&nbsp;:<br></div><blockquote type="cite" '
        'cite="mid:abc@villars.example">'
        f"{BILL.inner()}</blockquote></body></html>",
        "8bit",
    ),
    Fresh(
        "Thunderbird, forwarded",
        "fr",
        SEEN,
        CALENDAR,
        _YES,
        f"{_YES}\n\n\n-------- Message transféré --------\nSujet : \t{CALENDAR.subject}\nDate : \tTue, 24 Nov 2026 10:12:33 "
        f"+0100\nDe : \t{FULL}\nPour : \t"
        f"{PARENT_ADDRESS}\n\n\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Roundcube at a firm, answer under the quote",
        "fr",
        HABIT,
        ABSENCE,
        FORMAL,
        f"Le 2026-11-24 10:12, {OFFICE} a écrit :\n{ABSENCE.quoted()}\n\n{FORMAL}\n",
    ),
    Fresh(
        "SOGo",
        "fr",
        HABIT,
        BILL,
        _CITES,
        None,
        f"<html><p>{breaks(_CITES)}</p><br /><br />Le Mardi, Novembre 24, 2026 10:12 CET, {FULL_HTML} a écrit:<br "
        '/>&nbsp;<blockquote type="cite" '
        f'cite="{TOKEN_ADDRESS}">{BILL.inner()}</blockquote></html>',
    ),
    Fresh(
        "Nothing quoted, an address as content",
        "fr",
        HABIT,
        QUESTION,
        MOVED,
        f"{MOVED}\n\nEnvoyé depuis mon smartphone Huawei\n",
    ),
    Fresh(
        "Nothing quoted, cut by hand",
        "fr",
        HABIT,
        CALENDAR,
        WROTE,
        f"{WROTE}\n\n\n-- \nMme Haddad\nConseillère - Agence du Centre\nwww.banque.example\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Nothing quoted, notice of Norton and of a firm",
        "fr",
        HABIT,
        BILL,
        FORMAL,
        f"{FORMAL}\n\n\nCe courriel et les documents qui lui sont joints peuvent contenir des informations confidentielles. "
        "S'il ne vous est pas destiné, "
        "merci de le détruire.\n",
    ),
    Fresh(
        "Nothing quoted, HTML with bullets",
        "fr",
        HABIT,
        CALENDAR,
        "Bonjour,\nvoici ce que je voudrais :\n- lundi cantine\n- mardi rien\n- jeudi cantine et garderie\nMerci !",
        None,
        "<div>Bonjour,</div><div>voici ce que je voudrais :</div><ul><li>lundi cantine</li><li>mardi rien</li><li>jeudi "
        "cantine et garderie</li></ul>"
        "<div>Merci !</div>",
    ),
    Fresh(
        "K-9 Mail, quote without marks",
        "fr",
        SEEN,
        QUESTION,
        _YES,
        f"{_YES}\n-- \nEnvoyé de mon appareil Android avec K-9 Mail. Veuillez excuser ma brièveté.\n\nLe 24 novembre 2026 "
        "10:12:33 GMT+01:00, "
        f'"{OFFICE}" <{TOKEN_ADDRESS}> a écrit :\n{QUESTION.text}\n',
    ),
    Fresh(
        "Word's own list in Outlook",
        "fr",
        SEEN,
        CALENDAR,
        _TRIP,
        f"{_TRIP}\n\n\nDe : {FULL} \nEnvoyé : {_DAY} 10:12\nÀ : {PARENT_ADDRESS}\nObjet : {CALENDAR.subject}\n\n{CALENDAR.text}\n",
        f"<html><body lang=FR><div class=WordSection1>{word(_TRIP)}<div style='border:none;border-top:solid #E1E1E1 "
        "1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        f"<p class=MsoNormal><b>De :</b> {FULL_HTML} <br><b>Envoyé :</b> {_DAY} 10:12<br></p></div>{CALENDAR.inner()}</div></body></html>",
    ),
)
