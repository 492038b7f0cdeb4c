"""A third batch of fresh replies: written after the second was mended, scored before this one was."""

from tests.email_gateway.corpus.fresh import ABSENCE, ANGLED, BILL, CALENDAR, FULL, FULL_HTML, HABIT, NB, QUESTION, SEEN, Fresh, divs, word
from tests.email_gateway.corpus.material import OFFICE, PARENT_ADDRESS, TOKEN_ADDRESS

_OK = "Parfait, merci !"
_MOVE = "Bonjour,\nNous déménageons le 15 janvier, que faut-il faire pour la cantine ?\nCordialement,\nFatima B."
_CHILD = "Gabriel ne mange plus de porc, et le jeudi il aura toujours son panier.\n\nMerci de votre compréhension"
_ASK = "Pourquoi 12 repas ? Le 10 et le 11 novembre l'école était fermée."
_TIMES = "mardi : 8h - 12h30\njeudi : 8h - 18h"
_LETTER = "Bonjour,\n\nvoici la lettre du médecin. Il a écrit que Jade peut revenir jeudi 26.\n\nBonne réception"
_GREY = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"

THIRD: tuple[Fresh, ...] = (
    Fresh(
        "Gmail, quote shortened by hand",
        "fr",
        HABIT,
        BILL,
        _ASK,
        f"{_ASK}\n\nLe mar. 24 nov. 2026 à 10:12, {OFFICE} <\n{TOKEN_ADDRESS}> a écrit :\n\n> [...]\n> Elle compte 12 repas et 5 "
        f"heures de garderie.\n",
    ),
    Fresh(
        "Gmail, answer above and below",
        "fr",
        HABIT,
        QUESTION,
        f"{_OK}\n\nA jeudi",
        f"{_OK}\n\nLe mar. 24 nov. 2026 à 10:12, {OFFICE} <\n{TOKEN_ADDRESS}> a écrit :\n\n{QUESTION.as_gmail_text()}\n\nA jeudi\n",
    ),
    Fresh(
        "Gmail on Android, HTML with its own signature",
        "fr",
        SEEN,
        CALENDAR,
        _CHILD,
        None,
        f'<div dir="auto">{divs(_CHILD)}<br><div data-smartmail="gmail_signature">Inès Bonnet<br>06 11 22 33 44</div></div><br><div '
        f'class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Le mar. 24 nov. 2026, 10:12, {FULL_HTML} a '
        f"écrit{NB}:<br>"
        f'</div><blockquote class="gmail_quote" style="{_GREY}">{CALENDAR.html("m_-11")}</blockquote></div>',
        "base64",
    ),
    Fresh(
        "Outlook desktop, English keys, French dates",
        "fr",
        SEEN,
        BILL,
        _MOVE,
        f"{_MOVE}\n\nFrom: {FULL}\nSent: mardi 24 novembre 2026 10:12\nTo: {PARENT_ADDRESS}\nSubject: {BILL.subject}\nImportance: "
        f"Haute\n\n{BILL.text}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Outlook desktop, Word, answer in another font",
        "fr",
        SEEN,
        ABSENCE,
        _LETTER,
        None,
        f"<html><body lang=FR link=blue><div class=WordSection1>{word(_LETTER)}<p class=MsoNormal><img width=120 "
        f"src='cid:image001.jpg@01DC'></p>"
        "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b><span "
        f"style='font-family:Calibri'>De&nbsp;:</span></b> {FULL_HTML}<br><b>Envoyé&nbsp;:</b> mardi 24 novembre 2026 10:12<br></p>"
        f"</div></div>"
        f"{ABSENCE.inner()}</div></body></html>",
        "windows-1252",
    ),
    Fresh(
        "Outlook web, forwarded with words",
        "fr",
        SEEN,
        ABSENCE,
        "Je vous transfère ce que j'ai reçu, ce n'est pas mon enfant.",
        "Je vous transfère ce que j'ai reçu, ce n'est pas mon enfant.\n________________________________\nDe : "
        f"{FULL}\nEnvoyé : mardi 24 novembre 2026 10:12\nÀ : {PARENT_ADDRESS}\nObjet : TR: {ABSENCE.subject}\n\n{ABSENCE.text}\n",
    ),
    Fresh(
        "Orange application, glued",
        "fr",
        SEEN,
        CALENDAR,
        "Tom sera absent vendredi 4.",
        f"Tom sera absent vendredi 4. Envoyé depuis l'application Mail Orange ------------ De: {TOKEN_ADDRESS} Envoyé: mardi, 24 "
        f"novembre 2026, 10:12 "
        f"À: {PARENT_ADDRESS} Objet: {CALENDAR.subject} {' '.join(CALENDAR.lines)}\n",
    ),
    Fresh(
        "Orange web mail, plain, answer under the quote",
        "fr",
        HABIT,
        QUESTION,
        _OK,
        f'> Message du 24/11/26 10:12\n> De : "{OFFICE}" <{TOKEN_ADDRESS}>\n> A : {PARENT_ADDRESS}\n> Copie à :\n> Objet : '
        f"{QUESTION.subject}\n>\n"
        f"{QUESTION.quoted()}\n\n{_OK}\n",
        None,
        "windows-1252",
    ),
    Fresh(
        "Free, Zimbra mobile",
        "fr",
        HABIT,
        BILL,
        _ASK,
        f"{_ASK}\n\nEnvoyé de mon iPad\n\nLe 24 nov. 2026 à 10:12, {OFFICE} <{TOKEN_ADDRESS}> a écrit :\n\n{BILL.text}\n",
    ),
    Fresh(
        "La Poste on a telephone",
        "fr",
        HABIT,
        ABSENCE,
        _LETTER,
        f"{_LETTER}\n\nEnvoyé depuis l'application La Poste Mail\n\nle 24 nov. 2026 10:12, {OFFICE} <{TOKEN_ADDRESS}> a écrit "
        f":\n\n{ABSENCE.text}\n",
        None,
        "base64",
    ),
    Fresh(
        "SFR web mail, HTML with a rule",
        "fr",
        HABIT,
        CALENDAR,
        _TIMES,
        None,
        f"<html><body><p>{_TIMES.replace(chr(10), '<br>')}</p><hr><p>Message du : 24/11/2026 10:12<br>De : {FULL_HTML}<br>A : "
        f"{PARENT_ADDRESS}<br>"
        f"Sujet : {CALENDAR.subject}</p>{CALENDAR.inner()}</body></html>",
    ),
    Fresh(
        "Yahoo, new web mail, text made from HTML",
        "fr",
        SEEN,
        QUESTION,
        _CHILD,
        f"{_CHILD}\n\n Le mardi 24 novembre 2026 à 10:12:33 UTC+1, {OFFICE}\n<{TOKEN_ADDRESS}> a écrit : \n\n {QUESTION.text}\n",
    ),
    Fresh(
        "iPhone, dictated, no accents in the device line",
        "fr",
        HABIT,
        QUESTION,
        _OK,
        f"{_OK}\nEnvoye de mon iPhone\n\nLe 24 nov. 2026 à 10:12, {FULL} a écrit :\n\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "iPhone, several marks before the quote",
        "fr",
        SEEN,
        BILL,
        _ASK,
        None,
        f'<html><head></head><body dir="auto"><div dir="ltr">{_ASK}</div><div dir="ltr"><br></div><div dir="ltr">Envoyé de mon '
        f"iPhone</div><div "
        f'dir="ltr"><br><blockquote type="cite">Le 24 nov. 2026 à 10:12, {OFFICE} {ANGLED} a écrit{NB}:<br><br></blockquote></div>'
        f'<blockquote type="cite"><div dir="ltr">\ufeff{BILL.html()}</div></blockquote></body></html>',
        "base64",
    ),
    Fresh(
        "Samsung, answer in the middle",
        "fr",
        HABIT,
        CALENDAR,
        _TIMES,
        f"{_TIMES}\n\n\n\nEnvoyé depuis mon smartphone Samsung Galaxy.\n-------- Message d'origine --------\nDe : {TOKEN_ADDRESS} "
        f"\nDate : 24/11/2026 "
        f"10:12 (GMT+01:00) \nÀ : Moi <{PARENT_ADDRESS}> \nObjet : {CALENDAR.subject} \n\n{CALENDAR.text}\n",
        None,
        "8bit",
    ),
    Fresh(
        "Thunderbird, name alone in the header, two answers",
        "fr",
        SEEN,
        BILL,
        "Bonjour,\n\nil y a une erreur.\n\nJules n'y va que le mardi !",
        f"Bonjour,\n\nil y a une erreur.\n\nLe 24/11/2026 à 10:12, {OFFICE} a écrit :\n> Votre facture de novembre est prête : "
        f"84,20 € à payer avant le "
        "22 décembre 2026.\n> Elle compte 12 repas et 5 heures de garderie.\n\nJules n'y va que le mardi !\n\n> Le montant est "
        "expliqué ligne par "
        "ligne dans le document joint.\n",
        None,
        "8bit",
        flowed=True,
    ),
    Fresh(
        "K-9 Mail, quote in a block",
        "fr",
        HABIT,
        ABSENCE,
        _LETTER,
        f"{_LETTER}\n\n\n-------- Message d'origine --------\nDe : {FULL}\nEnvoyé : 24 novembre 2026 10:12:33 GMT+01:00\nÀ : "
        f"{PARENT_ADDRESS}\nObjet : "
        f"{ABSENCE.subject}\n\n{ABSENCE.text}\n-- \nEnvoyé de mon appareil Android avec K-9 Mail.\n",
    ),
    Fresh(
        "FairEmail, device line in a block of its own",
        "fr",
        HABIT,
        QUESTION,
        _CHILD,
        f"{_CHILD}\n\n--\nEnvoyé depuis FairEmail\n\nLe 24 nov. 2026 10:12, de {FULL} :\n{QUESTION.quoted()}\n",
    ),
    Fresh(
        "Nothing quoted, association's signature",
        "fr",
        HABIT,
        CALENDAR,
        "Pouvez-vous m'envoyer le calendrier de Sofia ?\n\nBien à vous,\nKarim Haddad",
        "Pouvez-vous m'envoyer le calendrier de Sofia ?\n\nBien à vous,\nKarim Haddad\n____________________\nAssociation des "
        "Lilas\nTél : 04 77 01 02 03\n"
        "www.lilas.example\n",
    ),
    Fresh(
        "Nothing quoted, antivirus notice",
        "fr",
        SEEN,
        BILL,
        _ASK,
        f"{_ASK}\n\n\n-- \nCet e-mail a été vérifié par le logiciel antivirus d'Avast.\nwww.avast.com\n",
    ),
    Fresh(
        "Gmail, text",
        "en",
        SEEN,
        BILL,
        "Why 12 meals?\nThe school was closed on the 11th.",
        f"Why 12 meals?\nThe school was closed on the 11th.\n\nOn Tue, 24 Nov 2026 at 10:12, {OFFICE} <\n{TOKEN_ADDRESS}> "
        f"wrote:\n\n{BILL.as_gmail_text()}\n",
    ),
    Fresh(
        "Outlook web, Brazil",
        "pt",
        HABIT,
        QUESTION,
        "Sim, ele almoça.",
        f"Sim, ele almoça.\n\n________________________________\nDe: {FULL}\nEnviado: terça-feira, 24 de novembro de 2026 "
        f"10:12\nPara: {PARENT_ADDRESS}\n"
        f"Assunto: {QUESTION.subject}\n\n{QUESTION.text}\n",
    ),
    Fresh(
        "Gmail on a telephone, Spain",
        "es",
        SEEN,
        QUESTION,
        "Sí, el jueves come. Gracias",
        f"Sí, el jueves come. Gracias\n\nEl mar., 24 nov. 2026 10:12, {OFFICE} <{TOKEN_ADDRESS}> escribió:\n\n{QUESTION.as_gmail_text()}\n",
    ),
    Fresh(
        "Yahoo, Turkey",
        "tr",
        HABIT,
        ABSENCE,
        "Jade perşembe günü dönüyor",
        f"Jade perşembe günü dönüyor\n\n    24 Kasım 2026 Salı 10:12:33 GMT+1 tarihinde {OFFICE} <{TOKEN_ADDRESS}> şunu yazdı:  \n "
        f"\n {ABSENCE.text}\n",
    ),
    Fresh(
        "iPhone, Arabic, second form",
        "ar",
        HABIT,
        QUESTION,
        "نعم",
        f"نعم\n\nأُرسلت من الـ iPhone الخاص بي\n\nفي ٢٤\u200f/١١\u200f/٢٠٢٦، الساعة ١٠:١٢ ص، كتب {FULL}:\n\n{QUESTION.quoted()}\n",
    ),
)
