"""What parents write that looks like a program's: somebody who wrote to them, words under two dashes, marks of their own."""

import pytest

from email_gateway.quoting import Body, newest, newest_of_text

_QUOTE = '<div class="gmail_quote"><div class="gmail_attr">Le ven. 20 nov. 2026 à 08:12, Mairie &lt;a@b.fr&gt; a écrit :</div>'
_GMAIL = _QUOTE + "<blockquote><p>Bonjour,</p><p>Vient-elle jeudi ?</p><p>1. Tout annuler</p></blockquote></div>"
_GMAIL_TEXT = "Le ven. 20 nov. 2026 à 08:12, Mairie <a@b.fr> a écrit :\n\n> Bonjour,\n>\n> Vient-elle jeudi ?\n>\n> 1. Tout annuler"


def _both(own: str) -> Body:
    divs = "".join(f"<div>{line.replace('>', '&gt;') or '<br>'}</div>" for line in own.split("\n"))
    return Body(f"{own}\n\n{_GMAIL_TEXT}\n", f'<div dir="ltr">{divs}</div><br>{_GMAIL}')


@pytest.mark.parametrize(
    "own",
    [
        "Le jeudi 26 novembre à 12:30, Léa a rendez-vous. Elle m'a écrit :\n« soyez à l'heure »\nalors on ne mange pas",
        "Le 26 novembre à 12h30 son père m'a écrit :\nil la prend, donc annulez",
        "Le 26 novembre à 12h30 son père a écrit :\nil la prend, donc annulez",
        "Le 26/11/2026 à 12:30 la directrice nous a écrit :\npas de sortie, gardez le repas",
        "Le 26 nov. 2026 à 12:30, elle lui a écrit :\nLéa ne vient pas jeudi",
        "Le 26/11/2026 à 12:30 la mairie (accueil@villars.fr) m'a écrit :\nje n'ai rien compris",
        "Le 26/11/2026 à 8h15 le maître t'a écrit :\nTom reste à la garderie",
        "Le 26/11/2026 à 8h15 j'ai appelé, l'école a écrit :\nTom reste à la garderie",
        "On Thursday 26 November 2026 at 12:30 her father wrote to me:\nhe takes her, so cancel",
        "On 26/11/2026 at 12:30 the school wrote:\nno trip, so keep the lunch",
        "El 26 de noviembre de 2026 a las 12:30 su padre me escribió:\nla recoge él, anulen la comida",
        "El 26/11/2026 a las 12:30 la maestra escribió:\nno hay excursión",
        "Em 26 de novembro de 2026 às 12:30 o pai escreveu-me:\nvai buscá-la, anulem",
        "Em 26/11/2026 às 12:30 a educadora escreveu:\nnão há visita",
        "26 Kasım 2026 saat 12:30'da babası bana yazdı:\nonu alacak, iptal edin",
        "في 26 نوفمبر 2026 الساعة 12:30 كتبت لي المعلمة:\nلا توجد رحلة",
    ],
)
def test_somebody_who_wrote_to_the_parent_opens_no_quotation(own: str) -> None:
    assert newest_of_text(own) == own
    assert newest(_both(own)) == own


def test_a_proper_name_and_an_hour_open_no_quotation_where_the_html_marks_another() -> None:
    own = "Bonjour\nLe 26 novembre 2026 à 12:30, Monsieur Petit a écrit :\nil ne la garde pas, donc cantine"
    assert newest(_both(own)) == own


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Oui\n\nLe 24/11/2026 à 10:12, Mairie a écrit :\n\nAnnule tout", "Oui"),
        ("Oui\n\nLe 24/11/2026 à 10:12, service scolaire a écrit :\n> Annule tout", "Oui"),
        ("Il m'a écrit hier.\nLe 24 nov. 2026 à 10:12, Mairie <a@b.fr> a écrit :\n\nAnnule tout", "Il m'a écrit hier."),
        ("On garde le repas. Le 24/11/2026 à 10:12, Mairie a écrit :\n> Annule tout", "On garde le repas."),
        ("Yes\n\nOn 24/11/2026 10:12, Mairie wrote:\n\nCancel all", "Yes"),
        ("Evet\n\n24.11.2026 10:12 tarihinde Mairie yazdı:\n\nHepsini iptal et", "Evet"),
    ],
)
def test_a_programs_own_attribution_still_opens_one(body: str, wanted: str) -> None:
    assert newest_of_text(body) == wanted


@pytest.mark.parametrize("rule", ["--", "-- "])
@pytest.mark.parametrize(
    "under",
    [
        "PS : Léa est allergique aux arachides",
        "P.S. Tom ne mange pas de porc",
        "ps: il a un PAI",
        "NB : appelez-moi au 06 12 34 56 78",
        "N.B. : ma fille est diabétique",
        "P.-S. : traitement à midi",
        "Léa est allergique aux arachides",
        "Allergie aux oeufs",
        "Je passe au secrétariat vers 9 h.",
        "Son père viendra la chercher à midi.",
        "PS: she is allergic to nuts",
        "She has asthma",
        "P.D.: es alérgica a los cacahuetes",
        "Léa é alérgica ao leite",
        "Not: Léa'nın fıstık alerjisi var",
        "ملاحظة: ليا لديها حساسية من الفول السوداني",
    ],
)
def test_what_is_said_under_two_dashes_stays(rule: str, under: str) -> None:
    assert newest_of_text(f"Annulez le repas\n\n{rule}\n{under}") == f"Annulez le repas\n\n{rule.strip()}\n{under}"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Oui\n-- \nNadia Martin\n06 12 34 56 78\n\nPS : Léa est allergique aux noix", "Oui\n\nPS : Léa est allergique aux noix"),
        ("Oui\n-- \nNadia Martin\nInfirmière au CHU", "Oui"),
        ("Oui\n--\nJean-Pierre Durand\nGérant\nDurand & Fils\nwww.durand.example", "Oui"),
        ("Oui\n--\nDr Anne Petit\nMédecin allergologue", "Oui"),
        ("Oui\n-- \nJean Dupont\nLa vie est un long fleuve tranquille", "Oui"),
        ("Oui\n-- \nPS Consulting\n06 12 34 56 78", "Oui"),
        ("Oui\n-- \nNadia\nmaman de Léa, allergique aux noix", "Oui\n--\nNadia\nmaman de Léa, allergique aux noix"),
        ("Oui\n-- \nNotre site est en ligne : www.durand.example", "Oui"),
        ("> Bonjour\n\nOui\n\n> fin\n\n---\nPS : Léa est allergique aux noix", "Oui\n\nPS : Léa est allergique aux noix"),
    ],
)
def test_a_postscript_is_told_from_a_signature(body: str, wanted: str) -> None:
    assert newest_of_text(body) == wanted


@pytest.mark.parametrize(
    "own",
    [
        "Oui\n\nCordialement\nNadia Martin\n06 12 34 56 78\nLéa est allergique aux noix",
        "Oui\n----\nLéa : allergie aux oeufs, urgence 06 12 34 56 78",
        "Oui\n\nMerci\nNB : Tom a un PAI, 04 77 11 22 33 en cas de crise",
    ],
)
def test_health_beside_a_telephone_is_no_card(own: str) -> None:
    assert newest_of_text(own) == own


@pytest.mark.parametrize("text", ["", "Oui\n-- \nPS : Léa est allergique aux noix"])
def test_a_postscript_typed_in_the_element_of_a_signature_is_read(text: str) -> None:
    html = '<div>Oui</div><div class="moz-signature">-- <br>PS : Léa est allergique aux noix</div>'
    assert "Léa est allergique aux noix" in newest(Body(text, html))


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ("-- \nBonjour, oui il faut annuler le repas de jeudi", "Bonjour, oui il faut annuler le repas de jeudi"),
        ("--\nok merci", "ok merci"),
        ("-- \n2", "2"),
        ("-- \nYes please", "Yes please"),
        ("-- \nSí, anulen", "Sí, anulen"),
        ("-- \nSim, obrigada", "Sim, obrigada"),
        ("-- \nEvet", "Evet"),
        ("-- \nنعم", "نعم"),
        ("-- \nNadia Martin\n06 12 34 56 78", ""),
    ],
)
def test_an_answer_under_the_separator_of_a_signature_stays_without_it(own: str, wanted: str) -> None:
    assert newest_of_text(f"{own}\n\nLe 20/11/2026 à 08:12, Mairie a écrit :\n> Vient-elle jeudi ?") == wanted
    assert newest_of_text(f"Le 20/11/2026 à 08:12, Mairie a écrit :\n> Vient-elle jeudi ?\n\n{own}") == wanted


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        ("\n\n\nSophie MARTIN\nResponsable comptable\nCabinet Dupuis\nTél. : 04 77 11 22 33\nwww.dupuis.example", ""),
        ("\n\n\nSophie MARTIN\n\nManager\nTel: +33 4 77 11 22 33", ""),
        ("\nSophie Martin\n06 12 34 56 78", "\nSophie Martin"),
        ("\n\nSophie Martin\n06 12 34 56 78", "\n\nSophie Martin"),
        ("\n\nSophie Martin\nInfirmière\n06 12 34 56 78", "\n\nSophie Martin"),
        ("\n\n\nSophie MARTIN", "\n\n\nSophie MARTIN"),
    ],
)
def test_the_name_on_top_of_a_card_goes_with_it(tail: str, kept: str) -> None:
    assert newest_of_text(f"C'est mardi.\n\nBien cordialement,{tail}") == f"C'est mardi.\n\nBien cordialement,{kept}"


@pytest.mark.parametrize(
    "own",
    [
        "Plutôt :\n> jeudi non\n> vendredi oui\nSophie",
        "Bonjour,\n> Léa pas de cantine jeudi\n> Tom cantine vendredi\nMerci",
        "Please note:\n> Thursday no\n> Friday yes",
        "Mejor:\n> jueves no\n> viernes sí",
        "Melhor:\n> quinta não\n> sexta sim",
        "Şöyle:\n> perşembe hayır\n> cuma evet",
        "هكذا:\n> الخميس لا\n> الجمعة نعم",
    ],
)
def test_marks_that_a_parent_typed_are_kept(own: str) -> None:
    assert newest_of_text(own) == own
    assert newest(_both(own)) == own
    assert newest_of_text(f"{own}\n\n{_GMAIL_TEXT}") == own


@pytest.mark.parametrize(
    "body",
    [
        "Oui\n\n> Bonjour,\n> Tout annuler",
        "Plutôt :\n> Tout annuler\n\nLe 20/11/2026 à 08:12, Mairie a écrit :\n> Bonjour\n> Tout annuler",
        "Oui\n> Bonjour,\n> 1. Tout annuler\n> 2. Garder",
        "Oui\n\nPlutôt :\n\nLe 20/11/2026 à 08:12, Mairie a écrit :\n> Tout annuler",
    ],
)
def test_marked_lines_that_answer_nothing_typed_are_quoted(body: str) -> None:
    assert "Tout annuler" not in newest_of_text(body)


def test_a_line_that_the_parent_copied_from_the_quotation_is_no_answer() -> None:
    assert newest(_both("> Vient-elle jeudi ?\noui\n> 1. Tout annuler\nnon")).replace("\n\n", "\n") == "oui\nnon"
