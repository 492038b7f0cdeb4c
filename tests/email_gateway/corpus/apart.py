"""Layouts kept apart: written down from other sources and scored only at the end, never tuned on."""

from tests.email_gateway.corpus.material import OFFICE, TOKEN_ADDRESS, Layout, Written, as_html, foreign_html, notice_html, quoted


def _windows_mail(reply: str) -> Written:
    html = (
        '<html><head><meta name=Generator content="Microsoft Word 15"></head><body lang=FR><div class=WordSection1>'
        + "".join(f"<p class=MsoNormal>{line or '&nbsp;'}</p>" for line in reply.split("\n"))
        + "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Provenance : <a "
        "href='https://go.microsoft.com/fwlink/?LinkId=550986'>Courrier</a> pour Windows</p>"
        + "<div style='mso-element:para-border-div;border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p "
        "class=MsoNormal style='border:none;padding:0cm'>"
        + f"<b>De : </b>{OFFICE}<br><b>Envoyé le :</b>mardi 24 novembre 2026 10:12<br><b>À : </b>Nadia<br><b>Objet :</b>Cantine</p>"
        f"</div>{foreign_html()}</div></body></html>"
    )
    return Written(
        f"{reply}\n\nProvenance : Courrier pour Windows\n\nDe : {OFFICE}\nEnvoyé le :mardi 24 novembre 2026 10:12\nÀ : "
        f"Nadia\nObjet :Cantine\n\n{quoted(mark='')}",
        html,
    )


def _outlook_mac(reply: str) -> Written:
    return Written(
        f"{reply}\n\n\nDe : {OFFICE} <{TOKEN_ADDRESS}>\nDate : mardi, 24 novembre 2026 à 10:12\nÀ : Nadia "
        f"<nadia.martin@parents.example>\nObjet : Cantine\n\n{quoted(mark='')}"
    )


def _apple_desktop(reply: str) -> Written:
    head = f"Le 24 nov. 2026 à 10:12, {OFFICE} &lt;{TOKEN_ADDRESS}&gt; a écrit&nbsp;:"
    html = (
        f'<html><body style="overflow-wrap: break-word;">{as_html(reply)}<div><br><blockquote type="cite"><div>{head}</div><br '
        f'class="Apple-interchange-newline"><div>{notice_html()}</div></blockquote></div><br></body></html>'
    )
    return Written(None, html)


def _bouygues(reply: str) -> Written:
    return Written(
        f"{reply}\n\n\n-------- Message original --------\nObjet: Cantine\nDate: 24/11/2026 10:12\nDe: {OFFICE} <{TOKEN_ADDRESS}>"
        f"\nÀ: nadia.martin@parents.example\n\n{quoted(mark='')}"
    )


def _mailo(reply: str) -> Written:
    return Written(
        f"{reply}\n\nDe : {OFFICE} <{TOKEN_ADDRESS}>\nÀ : nadia.martin@parents.example\nSujet : Cantine\nDate : 24/11/2026 "
        f"10:12:01 Europe/Paris\n\n{quoted()}"
    )


def _sogo(reply: str) -> Written:
    return Written(f"{reply}\n\nMardi 24 Novembre 2026 10:12 CET, {OFFICE} <{TOKEN_ADDRESS}> a écrit:\n \n{quoted()}\n")


def _spark(reply: str) -> Written:
    html = (
        f'<html><body><div name="messageBodySection">{as_html(reply)}</div><div name="messageSignatureSection"><br><div '
        f'class="matchFont">Envoyé avec Spark</div></div>'
        f'<div name="messageReplySection">Le 24 nov. 2026 à 10:12 +0100, {OFFICE} &lt;{TOKEN_ADDRESS}&gt;, a écrit :<br>'
        f'<blockquote type="cite" style="border-left: thin solid #1abc9c">{foreign_html()}</blockquote></div></body></html>'
    )
    return Written(f"{reply}\n\nEnvoyé avec Spark\nLe 24 nov. 2026 à 10:12 +0100, {OFFICE} <{TOKEN_ADDRESS}>, a écrit :\n{quoted()}", html)


def _bluemail(reply: str) -> Written:
    return Written(
        f"{reply}\n\nTéléchargez BlueMail pour Android\nLe 24 nov. 2026, à 10:12, {OFFICE} <{TOKEN_ADDRESS}> a écrit:\n{quoted(mark='>')}"
    )


def _caramail(reply: str) -> Written:
    html = (
        f'<html><body><div style="font-family: Verdana"><div>{as_html(reply)}</div><div>&nbsp;<div name="quote" style="margin:10px '
        f'5px 5px 10px; border-left:2px solid #C3D9E5">'
        f'<div style="margin:0 0 10px 0;"><b>Envoyé:</b>&nbsp;mardi 24 novembre 2026 à 10:12<br><b>De:</b>&nbsp;"{OFFICE}" &lt;'
        f'{TOKEN_ADDRESS}&gt;<br><b>À:</b>&nbsp;nadia<br><b>Objet:</b>&nbsp;Cantine</div><div name="quoted-content">'
        f"{foreign_html()}</div></div></div></div></body></html>"
    )
    return Written(None, html)


def _em_client(reply: str) -> Written:
    return Written(
        f'{reply}\n\n------ Message d\'origine ------\nDe "{OFFICE}" <{TOKEN_ADDRESS}>\nÀ nadia.martin@parents.example\nDate '
        f"24/11/2026 10:12:33\nObjet Cantine\n\n{quoted(mark='>')}"
    )


def _horde(reply: str) -> Written:
    return Written(f"{reply}\n\n{OFFICE} <{TOKEN_ADDRESS}> a écrit :\n\n{quoted()}")


def _icloud_web(reply: str) -> Written:
    html = (
        f'<html><body><div>{as_html(reply)}<div><br></div></div><div><br><blockquote type="cite"><div>Le 24 nov. 2026 à 10:12, '
        f"{OFFICE} &lt;{TOKEN_ADDRESS}&gt; a écrit :</div><div><br></div><div>{foreign_html()}</div></blockquote></div></body>"
        f"</html>"
    )
    return Written(f"{reply}\n\nLe 24 nov. 2026 à 10:12, {OFFICE} <{TOKEN_ADDRESS}> a écrit :\n\n{quoted(mark='')}", html)


def _thunderbird_new(reply: str) -> Written:
    html = (
        f'<!DOCTYPE html><html><head><meta charset="UTF-8"></head><body><p>{reply.replace(chr(10), "<br>")}</p><div '
        f'class="moz-signature">-- <br>Nadia Martin</div><div class="moz-cite-prefix">Le 24/11/2026 à 10:12, {OFFICE} a écrit '
        f':<br></div><blockquote type="cite" cite="mid:1@villars.example">{foreign_html()}</blockquote></body></html>'
    )
    return Written(f"{reply}\n\n-- \nNadia Martin\n\nLe 24/11/2026 à 10:12, {OFFICE} a écrit :\n{quoted()}", html)


def _infomaniak(reply: str) -> Written:
    html = (
        f'<html><body><div>{as_html(reply)}</div><div class="ik_mail_quote answerContentMessage"><div>Le '
        f'2026-11-24T10:12:33.000+01:00, {OFFICE} &lt;{TOKEN_ADDRESS}&gt; a écrit :<br></div><blockquote class="ws-ng-quote">'
        f"{foreign_html()}</blockquote></div></body></html>"
    )
    return Written(f"{reply}\n\nLe 2026-11-24T10:12:33.000+01:00, {OFFICE} <{TOKEN_ADDRESS}> a écrit :\n\n{quoted()}", html)


def _xiaomi(reply: str) -> Written:
    return Written(
        f"{reply}\n\nEnvoyé depuis mon téléphone Xiaomi\nLe mar. 24 nov. 2026 à 10:12, {OFFICE} <{TOKEN_ADDRESS}> a écrit :\n{quoted()}"
    )


def _hcl_notes(reply: str) -> Written:
    return Written(
        f"{reply}\n\n\n\nDe :    {OFFICE} <{TOKEN_ADDRESS}>\nA :     nadia.martin@parents.example\nDate :  24/11/2026 10:12\nObjet "
        f": Cantine\n\n\n\n{quoted(mark='')}"
    )


def _huawei(reply: str) -> Written:
    return Written(
        f"{reply}\n\n\n-------- Message original --------\nDe : {OFFICE} <{TOKEN_ADDRESS}>\nDate : mar. 24 nov. 2026 à 10:12\nÀ : "
        f"nadia.martin@parents.example\nObjet : Cantine\n{quoted(mark='')}"
    )


def _gmail_english(reply: str) -> Written:
    return Written(f"{reply}\n\nOn Tue, Nov 24, 2026 at 10:12\u202fAM {OFFICE} <\n{TOKEN_ADDRESS}> wrote:\n\n{quoted()}")


def _outlook_english(reply: str) -> Written:
    return Written(
        f"{reply}\n\nFrom: {OFFICE} <{TOKEN_ADDRESS}>\nSent: Tuesday, November 24, 2026 10:12 AM\nTo: Nadia\nSubject: "
        f"Cantine\n\n{quoted(mark='')}"
    )


def _gmail_portuguese(reply: str) -> Written:
    return Written(f"{reply}\n\nA terça, 24/11/2026, 10:12, {OFFICE} <\n{TOKEN_ADDRESS}> escreveu:\n\n{quoted()}")


def _gmail_spanish(reply: str) -> Written:
    return Written(f"{reply}\n\nEl mar, 24 nov 2026 a las 10:12, {OFFICE} (<{TOKEN_ADDRESS}>)\nescribió:\n\n{quoted()}")


def _gmail_turkish(reply: str) -> Written:
    return Written(f"{reply}\n\n{OFFICE} <{TOKEN_ADDRESS}>, 24 Kas 2026 Sal,\n10:12 tarihinde şunu yazdı:\n\n{quoted()}")


def _gmail_arabic(reply: str) -> Written:
    return Written(f"{reply}\n\nفي الثلاثاء، 24 نوفمبر 2026 في 10:12 ص تمت كتابة ما يلي بواسطة {OFFICE}\n<{TOKEN_ADDRESS}>:\n\n{quoted()}")


def _gmail_ukrainian(reply: str) -> Written:
    return Written(f"{reply}\n\nвт, 24 лист. 2026 р. о 10:12 {OFFICE} <\n{TOKEN_ADDRESS}> пише:\n\n{quoted()}")


def _gmail_android(reply: str) -> Written:
    html = (
        f'<p dir="ltr">{"<br>".join(reply.split(chr(10)))}</p><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le '
        f"mar. 24 nov. 2026, 10:12, {OFFICE} &lt;{TOKEN_ADDRESS}&gt; a écrit&nbsp;:<br></div>"
        f'<blockquote class="gmail_quote" style="margin:0 0 0 .8ex">{notice_html("m_77")}</blockquote></div>'
    )
    return Written(f"{reply}\n\nLe mar. 24 nov. 2026, 10:12, {OFFICE} <{TOKEN_ADDRESS}>\na écrit :\n\n{quoted()}\n", html)


_TEXTS = "French interface texts of the program, as quoted in public threads; no captured mail"

APART: tuple[Layout, ...] = (
    Layout("Windows Mail", "fr", _TEXTS, _windows_mail),
    Layout("Outlook for Mac", "fr", _TEXTS, _outlook_mac),
    Layout("Apple Mail desktop", "fr", _TEXTS, _apple_desktop),
    Layout("Bouygues", "fr", _TEXTS, _bouygues),
    Layout("Mailo", "fr", _TEXTS, _mailo),
    Layout("SOGo", "fr", _TEXTS, _sogo),
    Layout("Spark", "fr", _TEXTS, _spark),
    Layout("BlueMail", "fr", _TEXTS, _bluemail),
    Layout("Caramail (GMX)", "fr", _TEXTS, _caramail),
    Layout("eM Client", "fr", _TEXTS, _em_client),
    Layout("Horde", "fr", _TEXTS, _horde),
    Layout("iCloud web", "fr", _TEXTS, _icloud_web),
    Layout("Thunderbird 128 with signature", "fr", _TEXTS, _thunderbird_new),
    Layout("Infomaniak", "fr", _TEXTS, _infomaniak),
    Layout("Xiaomi", "fr", _TEXTS, _xiaomi),
    Layout("HCL Notes", "fr", _TEXTS, _hcl_notes),
    Layout("Huawei", "fr", _TEXTS, _huawei),
    Layout("Gmail Android", "fr", _TEXTS, _gmail_android),
    Layout("Gmail", "en", "public test corpora of reply readers", _gmail_english),
    Layout("Outlook", "en", "public test corpora of reply readers", _outlook_english),
    Layout("Gmail", "pt", _TEXTS, _gmail_portuguese),
    Layout("Gmail", "es", _TEXTS, _gmail_spanish),
    Layout("Gmail", "tr", _TEXTS, _gmail_turkish),
    Layout("Gmail", "ar", _TEXTS, _gmail_arabic),
    Layout("Gmail", "uk", _TEXTS, _gmail_ukrainian),
)
