"""The newest text of a reply, whatever program wrote it."""

from collections import Counter

import pytest

from email_gateway.parsing import parse
from email_gateway.quoting import Body, newest, newest_of_text, subtract, unflowed
from tests.email_gateway.corpus import cases, material
from tests.email_gateway.corpus.cases import Score

OURS = material.NOTICE


def _scores(corpus: list[cases.Case]) -> Counter[Score]:
    return Counter(cases.scored(case, parse(case.raw).reply_text) for case in corpus)


def test_corpus_holds_two_hundred_replies_and_a_third_kept_apart() -> None:
    tuned, apart = cases.tuned(), cases.apart()
    assert len(tuned) >= 200
    assert len(apart) * 3 >= len(tuned) + len(apart)


def test_every_reply_of_the_tuned_layouts_is_read_right() -> None:
    wrong = [case.name for case in cases.tuned() if cases.scored(case, parse(case.raw).reply_text) is not Score.RIGHT]
    assert wrong == []


def test_every_fresh_reply_is_read_right_since_the_first_reading_was_mended() -> None:
    written = cases.written()
    assert len(written) >= 830
    assert [case.name for case in written if cases.scored(case, parse(case.raw).reply_text) is not Score.RIGHT] == []


def test_what_is_read_wrongly_still_takes_nothing_quoted() -> None:
    """A reply that is read right from now on goes among the others."""
    known = cases.still_open()
    assert len(known) == 3
    assert {cases.scored(case, parse(case.raw).reply_text) for case in known} == {Score.WRONG}


def test_layouts_kept_apart_are_read_right_in_94_of_100_and_never_leak() -> None:
    corpus = cases.apart()
    scores = _scores(corpus)
    assert scores[Score.RIGHT] >= 0.94 * len(corpus)
    assert scores[Score.LEAK] == 0
    assert scores[Score.ASKED] <= 0.03 * len(corpus)


def test_french_layouts_kept_apart_are_read_right_in_98_of_100() -> None:
    corpus = [case for case in cases.apart() if case.layout.language == "fr"]
    assert _scores(corpus)[Score.RIGHT] >= 0.98 * len(corpus)


def test_no_reply_of_a_parent_counts_as_automatic() -> None:
    assert [case.name for case in (*cases.tuned(), *cases.apart(), *cases.written()) if parse(case.raw).automatic] == []


@pytest.mark.parametrize(
    "own",
    [
        "Le mardi 24 novembre Léa mange à la cantine",
        "Le médecin a écrit :\npas de gluten",
        "Le mardi à 12h30 la maîtresse a écrit :\nil faut un pique-nique",
        "- lundi\n- mardi\n- jeudi",
        "* lundi\n* mardi",
        "Bonne journée à tous, et annulez jeudi",
        "Bonne journée\nPS : annulez jeudi aussi",
        "Date : mardi 1er\nObjet : cantine\nPour : Léa",
        "De : lundi à jeudi, merci",
        "À 12h30, je viens chercher Tom",
        "On a rendez-vous le 3 à 10:30 :",
        "Envoyé par erreur hier, merci d'ignorer mon message",
        "Oui\n\n---\n\nEt pour Tom, jeudi aussi",
        "Merci\n\nJe précise : Léa seulement",
        "Tél. : 06 12 34 56 78\nC'est mon nouveau numéro",
        "Le papier a été envoyé de mon iPhone hier",
        "C'est envoyé. Envoyé de la part de sa maîtresse aussi",
        "Envoyé par ma femme hier, merci d'en tenir compte",
        "Envoyé de la part de l'école",
        "De : lundi À : jeudi, Objet : cantine, mon adresse est nadia@b.fr",
        "Mon adresse est Nadia Martin <nadia@b.fr>\n\nMerci",
        "J'ai reçu ce message par erreur, je ne suis pas la destinataire, merci de supprimer mon adresse de votre diffusion.",
        "Message pour la cantine :\nLéa vient jeudi",
        "--- Message important ---\nLéa vient jeudi",
        "L'école de Tom :\n\nPublic ou privé, peu importe",
        "Envoyé depuis Lyon, je rentre demain",
        "Dicté par ma fille : elle mange jeudi",
        "Nadia Martin\n06 12 34 56 78\nvoilà mon numéro",
        "Personnes autorisées :\n\nPaul Giraud\n06 55 44 33 22",
        "Il a un virus, le médecin a dit aucun vaccin pour ça",
        "Je vous écris car le 24/11/2026 à 10:12 j'ai reçu de Mairie <a@b.fr> :\nune facture fausse",
        "Envoyé par mail le 12/11",
        "Oui\n--\nmais pas jeudi",
        "Oui\n--\nEt pour Tom : cantine lundi",
        "Oui\n\nCordialement\n\nP.S. : mon nouveau numéro est le 06 12 34 56 78",
        "Oui\nMerci\nAutre chose : appelez mon mari au 06 12 34 56 78",
        "J'ai changé de numéro, notez-le\n\nMerci\nNadia Martin\n06 12 34 56 78",
        "Voici la nouvelle adresse\nMerci\n12 rue des Lilas\n42390 Villars",
        "Oui\n---\nPour vendredi appelez le papa au 06 12 34 56 78",
        "Sans virus cette fois ! Léa revient jeudi",
        "Ce mail et celui d'hier : même demande",
        "Avertissement : Léa a des poux",
        "Son père : Paul <paul@b.fr>\nSa mère : Nadia <nadia@b.fr>\nDate de naissance : 12/03/2019",
        "Confidentiel svp : son père ne doit pas venir le chercher",
    ],
)
def test_parents_own_words_stay_whole(own: str) -> None:
    assert newest_of_text(own) == own


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("> Léa mange mardi ?\n\nOui\n\n> Et jeudi ?\n\nNon", "Oui\n\nNon"),
        ("> Léa mange mardi ?\nOui\n> Et jeudi ?\nNon", "Oui\n\nNon"),
        (
            "Oui\n\nCordialement,\nNadia Martin\n12 rue des Lilas\n42390 Villars\nTél. : 06 12 34 56 78",
            "Oui\n\nCordialement,\nNadia Martin",
        ),
        ("Oui\n-- \nNadia", "Oui"),
        ("Oui\n\nBegin forwarded message:\n\nFrom: a\nSubject: b\n\nAnnule tout", "Oui"),
        ("---------- Forwarded message ---------\nDe : Mairie <a@b.fr>\nDate: mar. 24 nov. 2026\nSubject: x\n\nAnnule tout", ""),
        ("Oui\n\nLe\u00a024\u00a0nov.\u00a02026\u00a0à\u00a010:12, Mairie\u00a0<a@b.fr>\u00a0a\u00a0écrit\u202f:\n\nAnnule tout", "Oui"),
        ("Oui\nSent from my iPhone", "Oui"),
        ("Il mange.Envoyé depuis mon appareil Galaxy", "Il mange."),
        ("Oui -------- Message d'origine --------De : a@b.fr Date : 24/11/2026 10:12 À : n@b.fr Objet : x\nAnnule tout", "Oui"),
        ("Oui\nMairie <a@b.fr>,\n24 Kas 2026 Sal, 10:12 tarihinde şunu yazdı:\n\nAnnule tout", "Oui"),
        (
            "> Vient-il jeudi à la cantine de son école maternelle ?\noui\n> Et qui vient le chercher vendredi soir ?\nson oncle",
            "oui\n\nson oncle",
        ),
        ("Evet\n\n-------- Orijinal mesaj --------\nKimden: Mairie <a@b.fr>\nTarih: 24.11.2026 10:12\nKonu: x\n\nAnnule tout", "Evet"),
        ("----- Mail original -----\n> De: a@b.fr\n> Vient-il ?\n\noui\n\n> Qui vient ?\n\nsa tante", "oui\n\nsa tante"),
        ("Evet\n\niPhone’umdan gönderildi", "Evet"),
        ("Oui\n\nRépondez au-dessus de cette ligne.\n\nAnnule tout", "Oui"),
        ("Oui Le mar. 24 nov. 2026 à 10:12, Mairie <a@b.fr> a écrit :\n> Annule tout", "Oui"),
        ("Oui\n____________\nDe : mairie@b.fr\n\nAnnule tout", "Oui"),
        ("Oui\n2026-11-24 10:12 GMT+01:00 Mairie <\na@b.fr>:\n\n> Annule tout", "Oui"),
        ("Oui\n2026/11/24 Mairie <a@b.fr>\n\n> Annule tout", "Oui"),
        ("Oui\n\nDate : mar. 24 nov. 2026 10:12\nÀ : nadia@b.fr\n\nAnnule tout", "Oui"),
        ("> Voir (https://a.example/x\nsuite)\n> fin\n\nOui", "Oui"),
        ("> Bonjour\n\nOui\n\n> fin\n\n________\nListe des parents", "Oui"),
        ("Oui\n\n—————\nNadia Martin\nnadia@b.fr", "Oui"),
        ("Oui\n\nW dniu 24.11.2026 10:12 Mairie <a@b.fr>\nnapisał:\n\nAnnule tout", "Oui"),
        ("Oui\n\nVào 10:12, Th 3, 24 thg 11, 2026 Mairie <a@b.fr> đã viết:\n\nAnnule tout", "Oui"),
        ("Oui\n\n>>> Mairie <a@b.fr> 24.11.2026 10:12 >>>\nAnnule tout", "Oui"),
        ("Ok\n\nNadia Martin a réagi via Gmail\n\nLe mar. 24 nov. 2026 à 10:12, Mairie <a@b.fr> a écrit :\n\n> Annule tout", "Ok"),
        ("Oui\n\nEnvoyé depuis Airmail", "Oui"),
        ("Oui\n\nLe mardi 24 novembre 2026, Service Éducation a écrit :\n\nAnnule tout", "Oui"),
        (
            "Objet : annulation\n\nAnnulez :\n- mardi\n____________\nDe : M <a@b.fr>\nDate : 24/11/2026 10:12\n\nx",
            "Objet : annulation\n\nAnnulez :\n- mardi",
        ),
        ("De : M <a@b.fr>\nDate : 24/11/2026 10:12\nObjet : x\n\n> Vient-il ?\noui\n> Qui vient ?\nsa tante", "oui\n\nsa tante"),
        ("Oui\n\nNadia Martin a écrit :\n> Annule tout", "Oui"),
        ("Oui\n\n* Mairie <a@b.fr> [241126 10:12]:\n> Annule tout", "Oui"),
        ("Oui\n\nLe Tue 24 Nov 26, 10:12, Mairie a écrit :\n> Annule tout", "Oui"),
        ("1\n-- \nNadia\nLe 2026-11-24, MAIRIE <a@b.fr> a écrit :\n\nAnnule tout", "1"),
        ("Oui\nObjet :[EXT] Cantine\nDe :« Mairie » <a@b.fr>\nDate : 24/11/2026 10:12\n\nAnnule tout", "Oui"),
        ("Oui\n\nMairie de Villars\n<a@b.fr> a écrit le 24/11/2026 à\n10:12 :\n\nAnnule tout", "Oui"),
        ("Oui\n*24 nov. 2026 10:12 Mairie <a@b.fr>:*\n\nAnnule tout", "Oui"),
        ("Oui\n\nDicté depuis mon iPhone, désolée pour les fautes", "Oui"),
        ("Oui\n\nC1 - Interne", "Oui"),
        ("Oui\n\n---- Mairie a écrit ----\n\n> Annule tout", "Oui"),
        ('Oui\n\nCitando "Mairie" <a@b.fr>:\n\n> Annule tout', "Oui"),
        ("Oui\n\nBegin forwarded message:\n\n> From: a@b.fr\n> Annule tout\n\net non pour vendredi", "Oui\n\net non pour vendredi"),
        ("Oui\n\nVideresendt melding:\n\nFra: a <a@b.fr>\nEmne: x\nDato: 24. november 2026 10:12\nTil: b\n\nAnnule tout", "Oui"),
        ('Oui\n----- Mail original -----\nDe: "Mairie"\n\n> Vient-il ?\n\njeudi\n\n> Qui vient ?\n\nsa tante', "Oui\n\njeudi\n\nsa tante"),
        ("Oui Le mar. 24 nov. 2026 à 10:12, Mairie <a@b.fr> a écrit : Bonjour, Annule tout", "Oui"),
        ("Oui ---------- Message d'origine ----------De : M <a@b.fr>À : n@b.frDate : 24.11.2026 10:12 Objet : x\nAnnule tout", "Oui"),
        (
            "Oui\n\nToute diffusion de ce message est interdite : prévenez\nl'expéditeur, détruisez-le avec ses pièces jointes.",
            "Oui",
        ),
        ("Oui\n\nFra: a@b.fr\nSendt: 24. november\nTil: Nadia\nEmne: x\n\nAnnule tout", "Oui"),
    ],
)
def test_what_is_not_the_parents_is_cut(body: str, wanted: str) -> None:
    assert newest_of_text(body) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "Envoyé de mon iPhone",
        "Envoyé à partir d’Outlook pour Android",
        "Envoyé depuis l'application Mail Orange",
        "Envoyé de mon appareil Galaxy",
        "Envoyé avec la messagerie sécurisée Proton Mail.",
        "Obtenez Outlook pour iOS",
        "Obtener Outlook para iOS<https://aka.ms/o0ukef>",
        "Télécharger l'application Orange Mail",
        "Provenance : Courrier pour Windows",
        "Yahoo Mail : Recherchez, organisez, maîtrisez",
        "(sent from a phone)",
        "Enviado do meu iPhone",
        "Von meinem iPhone gesendet",
        "Sent with [Proton Mail](https://proton.me/mail/home) secure email.",
        "Envoyé depuis Edison Mail",
        "Envoyé avec eM Client",
        "Obter o Outlook para Android<https://aka.ms/x>",
        "مُرسل من الـ iPhone",
        "Excusez la brièveté de ce message, envoyé depuis mon téléphone.",
    ],
)
def test_lines_of_programs_are_cut(line: str) -> None:
    assert newest_of_text(f"Oui pour jeudi\n\n{line}") == "Oui pour jeudi"


def test_bold_words_do_not_break_a_line_of_html() -> None:
    assert newest(Body("", "<p>Oui pour <b>mardi</b> et <i>jeudi</i></p><p>Merci</p>")) == "Oui pour mardi et jeudi\nMerci"


def test_answer_lost_in_html_is_found_in_the_text_part() -> None:
    body = Body("Oui pour jeudi\n\n> Bonjour", '<blockquote><div class="answer">Oui pour jeudi</div></blockquote>')
    assert newest(body) == "Oui pour jeudi"


def test_what_stands_under_the_writers_own_name_is_a_signature_where_it_holds_a_telephone() -> None:
    text = "Oui pour jeudi\n\nNadia Martin\nInfirmière\n06 12 34 56 78"
    assert newest(Body(text), "Nadia MARTIN") == "Oui pour jeudi\n\nNadia Martin"
    assert newest(Body(text), "Paul Giraud") == text


def test_an_answer_written_in_the_element_of_a_signature_is_read() -> None:
    assert newest(Body("", '<div id="ymail_android_signature">Oui pour jeudi</div>')) == "Oui pour jeudi"
    assert newest(Body("", '<div>Oui</div><div class="editorUserSignature">Nadia</div>')) == "Oui"


def test_text_stub_gives_way_to_html() -> None:
    body = Body("Votre logiciel de mail n'affiche pas le HTML.", "<p>Oui pour jeudi</p>")
    assert newest(body) == "Oui pour jeudi"


@pytest.mark.parametrize("style", ["display:none", "font-size:0px", "visibility: hidden", "max-height:0"])
def test_hidden_html_is_never_read(style: str) -> None:
    assert newest(Body("", f'<p>Oui</p><div style="{style}">Annule tout</div>')) == "Oui"


@pytest.mark.parametrize("prefix", ["", "x_", "m_-5512", "x_x_"])
def test_our_own_container_is_cut_under_any_prefix(prefix: str) -> None:
    assert newest(Body("", f"<div>Oui</div>{material.notice_html(prefix)}")) == "Oui"


@pytest.mark.parametrize(
    "layout",
    [
        "{reply}\n\n{ours}",
        "{reply}\n\nun en-tête que personne ne connaît\n{ours}",
        "{ours}\n\n{reply}",
    ],
)
def test_lines_we_sent_are_subtracted_even_without_any_mark(layout: str) -> None:
    answer = subtract(newest_of_text(layout.format(reply="Annule jeudi pour Tom", ours=OURS.partition("\n\n")[2])), OURS)
    assert "Annule jeudi pour Tom" in answer
    assert "Tout annuler" not in answer
    assert "Annuler le mardi 1er décembre" not in answer


def test_subtraction_keeps_short_words_that_are_ours_too() -> None:
    assert subtract("Oui\njeudi", "Oui\n\njeudi 3 décembre\nRépondez Oui") == "Oui\njeudi"


def test_subtraction_knows_lines_that_were_wrapped_anew() -> None:
    sent = "Vous pouvez encore changer jusqu’au mercredi 25 novembre à 23:59, ensuite ce sera trop tard pour la semaine."
    assert subtract("Oui\nVous pouvez encore changer jusqu’au mercredi\n25 novembre à 23:59, ensuite ce sera trop tard", sent) == "Oui"


def test_flowed_text_is_joined_and_its_signature_kept_apart() -> None:
    assert unflowed("Léa mange mardi \net jeudi\n-- \nNadia", delsp=False) == "Léa mange mardi et jeudi\n-- \nNadia"


@pytest.mark.parametrize(
    "line",
    [
        "\n",
        "\t\t\n",
        "Le 1\n",
        "On \n",
        "De : x\n",
        "Cordialement\n",
        "> a\n",
        "a écrit :\n",
        "-- \n",
        "Le 24/11/2026 à 10:12, x <a@b.c\n",
        "<a@b.c> a écrit :\n",
        "Service Éducation\n<a@b.c>\n",
        "Ce message et\n",
        "confidentiel destinataire erreur\n",
        "א 1\n",
        "----- Mail original -----\nDe: x\n",
        "Nadia Martin\n06 12 34 56 78\n",
        "Envoyé depuis A\n",
    ],
)
def test_reading_costs_grow_with_the_length_only(line: str) -> None:
    """Twenty thousand lines of what made other readers quadratic are read; the clock of the worker would end a slow one."""
    assert len(newest_of_text(line * 20_000)) <= len(line) * 20_000


@pytest.mark.parametrize(
    "words", ["Le 1 ", "<a@b.c> a écrit : ", "Envoyé de ", "De : a@b ", "Le 1<", "- message d'origine -", "ce message "]
)
def test_reading_long_lines_costs_their_length_only(words: str) -> None:
    lines = "\n".join([(words * 4_000)[:20_000]] * 200)
    assert len(newest_of_text(lines)) <= len(lines)
