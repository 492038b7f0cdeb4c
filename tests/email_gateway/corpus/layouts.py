"""The layouts that the reading was tuned on."""

from tests.email_gateway.corpus.material import (
    OFFICE,
    TOKEN_ADDRESS,
    Layout,
    Written,
    as_html,
    foreign_html,
    notice_html,
    quoted,
    wrapped_quote,
)

_NBSP = "\u00a0"
_THIN = "\u202f"
_LONG_DATE = "mar. 24 nov. 2026 à 10:12"


def _gmail_web(reply: str) -> Written:
    head = f"Le {_LONG_DATE}, {OFFICE} <{TOKEN_ADDRESS}> a\nécrit{_NBSP}:"
    html = (
        f'<div dir="ltr">{as_html(reply)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
        f'Le{_NBSP}{_LONG_DATE}, {OFFICE} &lt;<a href="mailto:{TOKEN_ADDRESS}">{TOKEN_ADDRESS}</a>&gt; a écrit{_NBSP}:<br></div>'
        f'<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">{notice_html("m_-5512")}</blockquote></div>'
    )
    return Written(f"{reply}\n\n{head}\n\n{quoted()}\n", html)


def _gmail_text(reply: str) -> Written:
    return Written(f"{reply}\n\nLe {_LONG_DATE}, {OFFICE} <\n{TOKEN_ADDRESS}> a écrit :\n\n{wrapped_quote()}\n")


def _gmail_html_only(reply: str) -> Written:
    return Written(None, _gmail_web(reply).html)


def _outlook_block(sent: str = "Envoyé", space: str = _NBSP) -> str:
    return (
        f"De{space}: {OFFICE} <{TOKEN_ADDRESS}>\n{sent}{space}: mardi 24 novembre 2026 10:12\nÀ{space}: Nadia "
        f"Martin\nObjet{space}: Cantine : vos réservations"
    )


def _outlook_desktop(reply: str) -> Written:
    block = "<br>".join(
        f"<b>{line.split(':')[0]}:</b>{line.partition(':')[2]}"
        for line in _outlook_block().replace("<", "&lt;").replace(">", "&gt;").split("\n")
    )
    html = (
        '<html><head><style>p.MsoNormal{margin:0cm}</style></head><body lang="FR"><div class="WordSection1">'
        + "".join(f'<p class="MsoNormal">{line or "&nbsp;"}</p>' for line in reply.split("\n"))
        + '<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm '
        '0cm 0cm">' + f'<p class="MsoNormal">{block}</p></div></div>{foreign_html()}</div></body></html>'
    )
    return Written(f"{reply}\n\n{_outlook_block()}\n\n{wrapped_quote().replace('> ', '').replace('>', '')}\n", html)


def _outlook_plain(reply: str) -> Written:
    return Written(f"{reply}\n\n-----Message d'origine-----\n{_outlook_block()}\n\n{quoted(mark='')}\n")


def _outlook_web(reply: str) -> Written:
    html = (
        f'<div class="elementToProof" style="font-family:Aptos">{as_html(reply)}</div><div id="appendonsend"></div>'
        '<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>De :</b> '
        f"{OFFICE} &lt;{TOKEN_ADDRESS}&gt;<br><b>Envoyé :</b> mardi 24 novembre 2026 10:12<br><b>À :</b> Nadia<br><b>Objet :</b> "
        f"Cantine</font></div>{notice_html('x_')}"
    )
    return Written(f"{reply}\n\n________________________________\n{_outlook_block(space=' ')}\n\n{quoted(mark='')}", html)


def _outlook_ios(reply: str) -> Written:
    return Written(
        f"{reply}\n\nTélécharger Outlook pour iOS<https://aka.ms/o0ukef>"
        f"\n________________________________\n{_outlook_block()}\n\n{quoted(mark='')}"
    )


def _outlook_android(reply: str) -> Written:
    html = (
        f'<div dir="auto">{as_html(reply)}</div><div id="ms-outlook-mobile-signature"><div>Obtenez <a '
        f'href="https://aka.ms/AAb9ysg">Outlook pour Android</a></div></div>'
        f'<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> {OFFICE}<br><b>'
        f"Sent:</b> Tuesday, November 24, 2026 10:12:35 AM</div>{foreign_html()}"
    )
    return Written(None, html)


def _orange_old(reply: str) -> Written:
    return Written(
        f'{reply}\n\n> Message du 24/11/26 10:12\n> De : "{OFFICE}" <{TOKEN_ADDRESS}>\n> A : nadia.martin@parents.example\n> Copie '
        f"à : \n> Objet : Cantine\n> \n{quoted()}\n"
    )


def _orange_app(reply: str) -> Written:
    return Written(
        f"{reply}\n\n\nEnvoyé depuis l'application Mail Orange\n\nDe : {OFFICE} <{TOKEN_ADDRESS}>\nEnvoyé : mardi 24 novembre 2026 "
        f"à 10:12\nÀ : nadia.martin@parents.example\nObjet : Cantine\n\n{quoted(mark='')}"
    )


def _free_zimbra(reply: str) -> Written:
    html = (
        f'<html><body><div style="font-family: arial">{as_html(reply)}<div><br></div><hr id="zwchr" data-marker="__DIVIDER__"><div '
        f'data-marker="__HEADERS__"><b>De: </b>"{OFFICE}" &lt;{TOKEN_ADDRESS}&gt;<br>'
        f'<b>À: </b>"Nadia"<br><b>Envoyé: </b>Mardi 24 Novembre 2026 10:12:33<br><b>Objet: </b>Cantine<br></div><div '
        f'data-marker="__QUOTED_TEXT__"><blockquote>{foreign_html()}</blockquote></div></div></body></html>'
    )
    return Written(
        f'{reply}\n\n----- Mail original -----\nDe: "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ: "Nadia" <nadia.martin@parents.example>'
        f"\nEnvoyé: Mardi 24 Novembre 2026 10:12:33\nObjet: Cantine\n\n{quoted(mark='')}",
        html,
    )


def _laposte(reply: str) -> Written:
    return Written(
        f'{reply}\n\n> Message du 24/11/26 10:12\n> De : "{OFFICE}"\n> A : nadia\n> Objet : Cantine\n>\n{quoted()}\n\nUne '
        f"messagerie gratuite, garantie à vie et des services en plus, ça vous tente ?\nJe crée ma boîte mail www.laposte.net\n"
    )


def _sfr(reply: str) -> Written:
    return Written(
        f"{reply}\n\n\nDe : {OFFICE}\nEnvoyé : mardi 24 novembre 2026 10:12\nA : nadia.martin@parents.example\nObjet : "
        f"Cantine\n\n{quoted(mark='')}"
    )


def _yahoo(reply: str) -> Written:
    head = f"Le mardi 24 novembre 2026 à 10:12:32 UTC+1, {OFFICE} <{TOKEN_ADDRESS}> a écrit :"
    html = (
        f'<html><body><div class="ydp1 yahoo-style-wrap">{as_html(reply)}<div><br></div></div><div id="ydp77yahoo_quoted_8154" '
        f'class="ydp77yahoo_quoted">'
        f'<div style="font-family:Helvetica"><div>{head.replace("<", "&lt;").replace(">", "&gt;")}</div><div><br></div>'
        f"{foreign_html()}</div></div></body></html>"
    )
    return Written(f"{reply}\n\n    {head}\n\n{quoted(mark='')}", html)


def _iphone(reply: str) -> Written:
    head = f"Le 24 nov. 2026 à 10:12, {OFFICE} <{TOKEN_ADDRESS}> a écrit{_NBSP}:"
    escaped = head.replace("<", "&lt;").replace(">", "&gt;")
    html = (
        f'<html><body dir="auto">{as_html(reply)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Envoyé de mon iPhone</div>'
        f'<div dir="ltr"><br><blockquote type="cite">{escaped}<br><br></blockquote></div>'
        f'<blockquote type="cite"><div dir="ltr">﻿{notice_html()}</div></blockquote></body></html>'
    )
    return Written(f"{reply}\n\nEnvoyé de mon iPhone\n\n> {head}\n> \n> ﻿{quoted()[2:]}\n", html)


def _iphone_narrow(reply: str) -> Written:
    return Written(
        f"{reply}\n\nEnvoyé de mon iPad\n\n> Le 24 nov. 2026 à 10:12, {OFFICE} <{TOKEN_ADDRESS}> a écrit{_THIN}:\n> \n{quoted()}\n"
    )


def _samsung(reply: str) -> Written:
    return Written(
        f"{reply}\n\n\nEnvoyé depuis mon appareil Galaxy\n\n\n-------- Message d'origine --------\nDe : {OFFICE} <{TOKEN_ADDRESS}> "
        f"\nDate : 24/11/2026  10:12  (GMT+01:00) \nÀ : nadia.martin@parents.example \nObjet : Cantine \n\n{quoted(mark='')}"
    )


def _samsung_html(reply: str) -> Written:
    html = (
        f'<html><body>{as_html(reply)}<div dir="auto"><br></div><div id="composer_signature" dir="auto"><div>Envoyé depuis mon '
        f'smartphone Samsung Galaxy.</div></div><div dir="auto"><br></div>'
        f'<div align="left" dir="auto" style="font-size:100%;color:#000000"><div>-------- Message d\'origine --------</div><div>De '
        f": {OFFICE} &lt;{TOKEN_ADDRESS}&gt; </div><div>Date : 24/11/2026  10:12  (GMT+01:00) </div><div>À : Nadia </div><div>"
        f"Objet : Cantine </div></div>{foreign_html()}</body></html>"
    )
    return Written(None, html)


def _thunderbird(reply: str) -> Written:
    head = f"Le 24/11/2026 à 10:12, {OFFICE} a écrit{_NBSP}:"
    html = (
        f'<html><body>{as_html(reply, "p")}<div class="moz-cite-prefix">{head}<br></div><blockquote type="cite" '
        f'cite="mid:x@villars.example">{notice_html()}</blockquote></body></html>'
    )
    return Written(f"{reply}\n\n{head}\n{quoted()}\n", html)


def _thunderbird_below(reply: str) -> Written:
    return Written(
        f"Le 24/11/2026 à 10:12, {OFFICE} a écrit :\n{quoted()}\n\n{reply}\n\n-- \nNadia Martin\n12 rue des Lilas\n42390 Villars\n"
    )


def _between(reply: str) -> Written:
    first, last = quoted().split("\n")[:9], quoted().split("\n")[9:]
    return Written(f"Le 24/11/2026 à 10:12, {OFFICE} a écrit :\n" + "\n".join(first) + f"\n\n{reply}\n\n" + "\n".join(last) + "\n")


def _k9(reply: str) -> Written:
    return Written(
        f"{reply}\n-- \nEnvoyé de mon appareil Android avec K-9 Mail. Veuillez excuser ma brièveté.\n\nLe 24 novembre 2026 "
        f"10:12:33 GMT+01:00, {OFFICE} <{TOKEN_ADDRESS}> a écrit :\n{quoted(mark='>')}\n"
    )


def _k9_above(reply: str) -> Written:
    return Written(
        f'{reply}\n\nLe 24 novembre 2026 10:12:33 GMT+01:00, "{OFFICE}" <{TOKEN_ADDRESS}> a écrit :\n{quoted(mark=">")}\n-- '
        f"\nEnvoyé de mon appareil Android avec Courriel K-9 Mail.\n"
    )


def _faircode(reply: str) -> Written:
    html = (
        f"<html><body>{as_html(reply, 'p')}<p>24 nov. 2026 10:12:03 {OFFICE} &lt;{TOKEN_ADDRESS}&gt;:</p><blockquote "
        f'style="border-left:3px solid #ccc">{foreign_html()}</blockquote></body></html>'
    )
    return Written(f"{reply}\n\n24 nov. 2026 10:12:03 {OFFICE} <{TOKEN_ADDRESS}>:\n\n{quoted()}\n", html)


def _proton(reply: str) -> Written:
    head = f"Le mardi 24 novembre 2026 à 10:12, {OFFICE} <{TOKEN_ADDRESS}> a écrit :"
    html = (
        f'<div style="font-family: Arial">{as_html(reply)}</div><div class="protonmail_signature_block"><div>Envoyé avec la '
        f"messagerie sécurisée Proton Mail.</div></div>"
        f'<div class="protonmail_quote">{head.replace("<", "&lt;")}<br><blockquote class="protonmail_quote" type="cite">'
        f"{foreign_html()}</blockquote></div>"
    )
    return Written(f"{reply}\n\nEnvoyé avec la messagerie sécurisée Proton Mail.\n\n{head}\n\n{quoted()}", html)


def _zoho(reply: str) -> Written:
    return Written(f"{reply}\n\n\n---- Le mar., 24 nov. 2026 10:12:45 +0100 {OFFICE} <{TOKEN_ADDRESS}> a écrit ----\n\n{quoted(mark='')}")


def _roundcube(reply: str) -> Written:
    return Written(f"{reply}\n\nLe 2026-11-24 10:12, {OFFICE} a écrit :\n{quoted()}\n")


def _bold_stars(reply: str) -> Written:
    return Written(
        f"{reply}\n\n*De :* {OFFICE} <{TOKEN_ADDRESS}>\n*Envoyé :* mardi 24 novembre 2026 10:12\n*À :* Nadia\n*Objet :* "
        f"Cantine\n\n{quoted(mark='')}"
    )


def _nothing_quoted(reply: str) -> Written:
    return Written(f"{reply}\n")


def _only_signature(reply: str) -> Written:
    return Written(f"{reply}\n\nEnvoyé de mon iPhone\n", f"<html><body>{as_html(reply)}<br><div>Envoyé de mon iPhone</div></body></html>")


def _disclaimer(reply: str) -> Written:
    return Written(
        f"{reply}\n\n-- \nNadia Martin\nAssistante\n\nCe message et ses pièces jointes peuvent contenir des informations "
        f"confidentielles. Si vous n'êtes pas le destinataire, détruisez-le.\n\n"
        f"Le 24/11/2026 à 10:12, {OFFICE} a écrit :\n{quoted()}\n"
    )


_SEEN = "public test corpora of reply readers"
_HABIT = "the program's own interface texts, as quoted in public threads"

TUNED: tuple[Layout, ...] = (
    Layout("Gmail web", "fr", _SEEN, _gmail_web),
    Layout("Gmail, text only, header on two lines", "fr", _SEEN, _gmail_text),
    Layout("Gmail, HTML only", "fr", _SEEN, _gmail_html_only),
    Layout("Outlook desktop (Word)", "fr", _SEEN, _outlook_desktop),
    Layout("Outlook desktop, plain text", "fr", _SEEN, _outlook_plain),
    Layout("Outlook web", "fr", _SEEN, _outlook_web),
    Layout("Outlook iOS", "fr", _SEEN, _outlook_ios),
    Layout("Outlook Android", "fr", _SEEN, _outlook_android),
    Layout("Orange webmail, old", "fr", _HABIT, _orange_old),
    Layout("Orange application", "fr", _HABIT, _orange_app),
    Layout("Free (Zimbra)", "fr", _HABIT, _free_zimbra),
    Layout("La Poste", "fr", _HABIT, _laposte),
    Layout("SFR", "fr", _HABIT, _sfr),
    Layout("Yahoo", "fr", _SEEN, _yahoo),
    Layout("iPhone", "fr", _SEEN, _iphone),
    Layout("iPad, narrow space", "fr", _SEEN, _iphone_narrow),
    Layout("Samsung", "fr", _HABIT, _samsung),
    Layout("Samsung, HTML only", "fr", _HABIT, _samsung_html),
    Layout("Thunderbird", "fr", _SEEN, _thunderbird),
    Layout("Thunderbird, answer below", "fr", _SEEN, _thunderbird_below),
    Layout("Answer between the lines", "fr", _SEEN, _between),
    Layout("K-9, signature above", "fr", _HABIT, _k9),
    Layout("K-9, signature below", "fr", _HABIT, _k9_above),
    Layout("FairEmail", "fr", _HABIT, _faircode),
    Layout("Proton Mail", "fr", _HABIT, _proton),
    Layout("Zoho", "fr", "missed on its first reading", _zoho),
    Layout("Roundcube", "fr", _SEEN, _roundcube),
    Layout("Header in bold stars", "fr", _SEEN, _bold_stars),
    Layout("Nothing quoted", "fr", _SEEN, _nothing_quoted),
    Layout("Only a device line", "fr", _SEEN, _only_signature),
    Layout("Signature and notice", "fr", _SEEN, _disclaimer),
)
