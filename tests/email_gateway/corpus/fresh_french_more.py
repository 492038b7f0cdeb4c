"""More fresh replies in French, of the same batch."""

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


FRENCH_MORE: tuple[Fresh, ...] = (
    Fresh(
        "SFR, line of equal signs",
        "fr",
        HABIT,
        BILL,
        "Bonjour,\nvoir avec mon ex-mari, c'est lui qui paye ce mois-ci.\nMerci",
        "Bonjour,\nvoir avec mon ex-mari, c'est lui qui paye ce "
        "mois-ci.\nMerci\n\n\n========================================\n\nMessage du : "
        f'24/11/2026 10:12\nDe : "{OFFICE} " <{TOKEN_ADDRESS}>\nA : {PARENT_ADDRESS}\nCopie à : \nSujet : '
        f"{BILL.subject}\n\n\n{BILL.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "SFR application",
        "fr",
        HABIT,
        CALENDAR,
        EIGHT,
        f"{EIGHT}\n\nEnvoyé depuis mon mobile SFR\n\n-------- Message original --------\nDe : {FULL}\nDate : 24/11/2026 10:12 "
        f"(GMT+01:00)\nÀ : "
        f"{PARENT_ADDRESS}\nObjet : {CALENDAR.subject}\n\n{CALENDAR.text}\n",
    ),
    Fresh(
        "Yahoo, web",
        "fr",
        SEEN,
        CALENDAR,
        NINE,
        f"{NINE}\n\n    Le mardi 24 novembre 2026 à 10:12:33 UTC+1, {OFFICE} <{TOKEN_ADDRESS}> a écrit :  \n \n {CALENDAR.text}  \n",
        f'<html><body><div class="ydp8a7e9b1yahoo-style-wrap" style="font-size:16px;"><div dir="ltr" '
        f'data-setdir="false">{breaks(NINE)}</div>'
        '<div><br></div></div><div id="ydp3f2ayahoo_quoted_6402348517" class="ydp3f2ayahoo_quoted"><div '
        'style="font-size:13px;color:#26282a;">'
        f"<div>Le mardi 24 novembre 2026 à 10:12:33 UTC+1, {OFFICE} &lt;{TOKEN_ADDRESS}&gt; a écrit :</div><div><br></div>"
        f"<div>{CALENDAR.html('ydpc0yiv99')}</div></div></div></body></html>",
    ),
    Fresh(
        "Yahoo, Android",
        "fr",
        HABIT,
        QUESTION,
        THREE,
        f"{THREE}\n\nYahoo Mail : Recherchez, organisez, maîtrisez votre boîte de réception\n \n  Le mar., nov. 24, 2026 à 10:12, {OFFICE}"
        f"<{TOKEN_ADDRESS}> a écrit :   {QUESTION.text}  \n",
        f'{breaks(THREE)}<br><br><div id="ymail_android_signature"><a id="ymail_android_signature_link" '
        f'href="https://mail.onelink.example/x">'
        'Yahoo Mail : Recherchez, organisez, maîtrisez votre boîte de réception</a></div> <br> <blockquote style="margin: 0 0 20px '
        '0;"> <div '
        f'style="font-family:Roboto, sans-serif; color:#6D00F6;"> <div>Le mar., nov. 24, 2026 à 10:12, {OFFICE}</div>'
        f"<div>&lt;{TOKEN_ADDRESS}"
        f'&gt; a écrit :</div> </div> <div style="padding: 10px 0 0 20px;"> {QUESTION.html("yiv1")} </div> </blockquote>',
    ),
    Fresh(
        "iPhone, text, mark of no width",
        "fr",
        SEEN,
        ABSENCE,
        SEVEN,
        f"{SEVEN}\n\nEnvoyé de mon iPhone\n\n> Le 24 nov. 2026 à 10:12, {FULL} a écrit{NB}:\n> \n> \ufeff\n{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "iPhone, HTML",
        "fr",
        SEEN,
        BILL,
        SIX,
        f"{SIX}\n\nEnvoyé de mon iPhone\n\n> Le 24 nov. 2026 à 10:12, {FULL} a écrit{NB}:\n> \n> \ufeff\n{BILL.quoted()}\n",
        f'<html><body dir="auto">{breaks(SIX)}<br><br><div dir="ltr">Envoyé de mon iPhone</div><div dir="ltr"><br><blockquote '
        f'type="cite">Le 24 '
        f'nov. 2026 à 10:12, {FULL_HTML} a écrit{NB}:<br><br></blockquote></div><blockquote type="cite"><div '
        f'dir="ltr">\ufeff{BILL.html()}</div>'
        "</blockquote></body></html>",
        "base64",
    ),
    Fresh(
        "iPhone, answer below the quote",
        "fr",
        HABIT,
        QUESTION,
        THREE,
        f"\n\n> Le 24 nov. 2026 à 10:12, {FULL} a écrit{NARROW}:\n> \n> \ufeff\n{QUESTION.quoted()}\n\n{THREE}\n\nEnvoyé de mon iPhone\n",
        None,
        "8bit",
    ),
    Fresh(
        "iPhone, words under the device line",
        "fr",
        HABIT,
        BILL,
        "C'est payé depuis hier",
        f"\n\nEnvoyé de mon iPhone\n\nC'est payé depuis hier\n\n> Le 24 nov. 2026 à 10:12, {FULL} a écrit{NB}:\n> \n{BILL.quoted()}\n",
    ),
    Fresh(
        "iPad, HTML only, in the middle of the quote",
        "fr",
        HABIT,
        QUESTION,
        "oui il mange\nson oncle",
        None,
        f'<html><body dir="auto"><div dir="ltr"></div><div dir="ltr">Envoyé de mon iPad</div><div dir="ltr"><br><blockquote '
        f'type="cite">Le 24 nov. '
        f'2026 à 10:12, {FULL_HTML} a écrit{NB}:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr"><p>Bonjour Inès,'
        f"</p><p>1. "
        'Gabriel déjeune-t-il à la cantine jeudi 3 décembre ?</p></div></blockquote><div>oui il mange</div><blockquote type="cite"><div '
        'dir="ltr"><p>2. Qui vient chercher Gabriel vendredi soir ?</p></div></blockquote><div>son oncle</div><blockquote type="cite"><div '
        'dir="ltr"><p>Sans réponse de votre part mercredi 25 novembre à 23:59, rien ne change.</p></div></blockquote></body></html>',
    ),
    Fresh(
        "Samsung, text run together",
        "fr",
        SEEN,
        BILL,
        "Bjr. pq je dois payer la garderie alors que Jules n'y va pas ?",
        "Bjr. pq je dois payer la garderie alors que Jules n'y va pas ?Envoyé depuis mon appareil Galaxy\n-------- Message "
        "d'origine --------De : "
        f"{OFFICE} <{TOKEN_ADDRESS}> Date : 24/11/2026  10:12  (GMT+01:00) À : {PARENT_ADDRESS} Objet : {BILL.subject} \n\n{BILL.text}\n",
        None,
        "base64",
    ),
    Fresh(
        "Samsung, HTML",
        "fr",
        HABIT,
        CALENDAR,
        FIVE,
        None,
        f'<html><body><div dir="auto">{breaks(FIVE)}</div><div dir="auto"><br></div><div id="composer_signature" dir="auto"><div '
        'style="font-size:12px;color:#575757" dir="auto">Envoyé depuis mon appareil Galaxy</div></div><div dir="auto"><br></div><div><br>'
        '</div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>-------- Message d\'origine --------</div><div>De : '
        f"{FULL_HTML} </div><div>Date : 24/11/2026  10:12  (GMT+01:00) </div><div>À : {PARENT_ADDRESS} </div><div>Objet : "
        f"{CALENDAR.subject} </div>"
        f"<div><br></div></div>{CALENDAR.inner()}</body></html>",
    ),
    Fresh(
        "Thunderbird, flowed",
        "fr",
        SEEN,
        CALENDAR,
        "Bonjour, nous partons plus tôt que prévu en vacances, donc Sofia ne mangera pas le jeudi 3 décembre mais tout le reste ne "
        "change pas.\nMerci",
        "Bonjour, nous partons plus tôt que prévu en vacances, donc Sofia ne \nmangera pas le jeudi 3 décembre mais tout le reste "
        "ne change "
        f"pas.\nMerci\n\nLe 24/11/2026 à 10:12, {OFFICE} a écrit :\n{CALENDAR.quoted()}\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Thunderbird, HTML, answer below with a signature",
        "fr",
        SEEN,
        ABSENCE,
        FOUR,
        None,
        f'<!DOCTYPE html><html><head></head><body><div class="moz-cite-prefix">Le 24/11/2026 à 10:12, {OFFICE} a écrit{NB}:<br>'
        f"</div><blockquote "
        f'type="cite" cite="mid:n1.abc@villars.example">{ABSENCE.html()}</blockquote><p>{FOUR}</p><div class="moz-signature">-- '
        f"<br>Thomas "
        "Lefort<br>06 99 88 77 66</div></body></html>",
        "base64",
    ),
    Fresh(
        "Thunderbird, between the lines, flowed",
        "fr",
        SEEN,
        QUESTION,
        "Oui comme d'habitude\n\nSon oncle, à 17h30.\nIl aura sa carte.",
        f"Le 24/11/2026 à 10:12, {OFFICE} a écrit :\n> Bonjour Inès,\n>\n> 1. Gabriel déjeune-t-il à la cantine jeudi 3 décembre "
        f"?\nOui comme "
        "d'habitude\n> 2. Qui vient chercher Gabriel vendredi soir ?\n\nSon oncle, à 17h30.\nIl aura sa carte.\n\n> Sans réponse de "
        "votre part "
        f"mercredi 25 novembre à 23:59, rien ne change.\n>\n> {OFFICE}, 04 77 00 00 00\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "Thunderbird, forwarded with words above",
        "fr",
        SEEN,
        ABSENCE,
        "Bonsoir, pour info le papa n'a pas reçu ce message.",
        "Bonsoir, pour info le papa n'a pas reçu ce message.\n\n\n-------- Message transféré --------\nSujet : \t"
        f"{ABSENCE.subject}\nDate : \tTue, 24 Nov 2026 10:12:30 +0100\nDe : \t{FULL}\nRépondre à : \t{FULL}\nPour : "
        f"\t{PARENT_ADDRESS}\n\n\n\n"
        f"{ABSENCE.text}\n",
    ),
    Fresh(
        "K-9 Mail",
        "fr",
        HABIT,
        BILL,
        SIX,
        f"{SIX}\n-- \nEnvoyé de mon appareil Android avec K-9 Mail. Veuillez excuser ma brièveté.\n\nLe 24 novembre 2026 10:12:33 "
        f"GMT+01:00, "
        f'"{OFFICE}" <{TOKEN_ADDRESS}> a écrit :\n{BILL.quoted(">")}\n',
    ),
    Fresh(
        "K-9 Mail, HTML, device line under the quote",
        "fr",
        HABIT,
        QUESTION,
        THREE,
        None,
        f'<!DOCTYPE html><html><body><div dir="auto">{breaks(THREE)}<br><br></div><div class="gmail_quote"><div dir="auto">Le 24 '
        f"novembre 2026 "
        f'10:12:33 GMT+01:00, "{OFFICE}" &lt;{TOKEN_ADDRESS}&gt; a écrit :</div><blockquote class="gmail_quote" style="margin: 0pt 0pt 0pt '
        f'0.8ex;">{QUESTION.html()}</blockquote></div><div style="white-space: pre-wrap"><div class="k9mail-signature">-- '
        f"<br>Envoyé de mon "
        "appareil Android avec Courriel K-9 Mail. Veuillez excuser ma brièveté.</div></div></body></html>",
    ),
    Fresh(
        "FairEmail, date first",
        "fr",
        HABIT,
        CALENDAR,
        FIVE,
        f"{FIVE}\n\n24 nov. 2026 10:12:33 {FULL}:\n\n{CALENDAR.quoted()}\n",
    ),
    Fresh(
        "FairEmail, HTML with a header table, answer above",
        "fr",
        HABIT,
        ABSENCE,
        FOUR,
        None,
        f'<html><body><div dir="auto">{FOUR}</div><div fairemail="reply"><p>Le 24 nov. 2026 10:12, {OFFICE} '
        f"&lt;{TOKEN_ADDRESS}&gt; a écrit :</p>"
        f'<blockquote style="margin:0;border-left:3px solid #ccc;padding-left:3px">{ABSENCE.html()}</blockquote></div></body></html>',
    ),
    Fresh(
        "Nothing quoted, text in windows-1252",
        "fr",
        HABIT,
        CALENDAR,
        NINE + "\nKarim",
        NINE + "\nKarim",
        None,
        "windows-1252",
    ),
    Fresh(
        "Nothing quoted, HTML only, contact block",
        "fr",
        HABIT,
        BILL,
        "Bonjour,\nJe voudrais un rendez-vous pour parler de la facture.\nBien cordialement,\nAmélie Roche",
        None,
        '<div dir="ltr"><div>Bonjour,</div><div>Je voudrais un rendez-vous pour parler de la facture.</div><div>Bien cordialement,'
        "</div><div>"
        "<b>Amélie Roche</b></div><div>Infirmière libérale</div><div>3 place Gambetta, 42390 Villars</div><div>Port. 06 12 12 12 12"
        "</div></div>",
        "base64",
    ),
    Fresh(
        "Only a device line after the words",
        "fr",
        HABIT,
        QUESTION,
        "Oui\nPapi",
        "Oui\nPapi\n\n\nEnvoyé de mon Huawei",
        None,
        "8bit",
    ),
    Fresh(
        "Nothing written above the quote",
        "fr",
        HABIT,
        ABSENCE,
        "",
        f"\n\nEnvoyé de mon iPhone\n\n> Le 24 nov. 2026 à 10:12, {FULL} a écrit :\n> \n{ABSENCE.quoted()}\n",
    ),
    Fresh(
        "Header over three lines",
        "fr",
        HABIT,
        BILL,
        TWO,
        f'{TWO}\n\nLe{NB}mardi 24{NB}novembre 2026 à{NB}10:12,\n"{OFFICE}"\n<{TOKEN_ADDRESS}> a{NB}écrit{NARROW}:\n\n{BILL.quoted()}\n',
    ),
    Fresh(
        "Word without a line above the header",
        "fr",
        SEEN,
        CALENDAR,
        ONE,
        None,
        f"{_WORD_HEAD}<div class=WordSection1>{word(ONE)}<p class=MsoNormal><b><span style='font-size:11.0pt'>De{NB}:</span></b><span> "
        f"{FULL_HTML} <br><b>Envoyé{NB}:</b> mardi 24 novembre 2026 10:12<br><b>À{NB}:</b> {PARENT_ADDRESS}<br><b>Objet{NB}:</b> "
        f"{CALENDAR.subject}</span></p>{CALENDAR.inner()}</div></body></html>",
        "windows-1252",
    ),
    Fresh(
        "Mailo",
        "fr",
        SEEN,
        QUESTION,
        THREE,
        f"{THREE}\n\n\n> De : {FULL}\n> À : {PARENT_ADDRESS}\n> Sujet : {QUESTION.subject}\n> Date : 24/11/2026 10:12:45 "
        f"Europe/Paris\n> \n"
        f"{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Proton Mail on a phone",
        "fr",
        SEEN,
        ABSENCE,
        SEVEN,
        f"{SEVEN}\n\nEnvoyé depuis Proton Mail mobile\n\n-------- Message d'origine --------\nLe 24/11/2026 à 10:12, {OFFICE} a "
        f"écrit :\n\n"
        f"{ABSENCE.quoted()}\n",
    ),
)
