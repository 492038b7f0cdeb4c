"""What is told beside an order as a doubt, and what is none."""

import pytest

from tests.understanding.house import heard
from villars_core.understanding import Intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Tom n'était pas là vendredi dernier, il avait une otite. Je crois que je ne vous avais pas avertis.", Intent.JUSTIFY_ABSENCE),
        ("Léa était absente vendredi dernier, fièvre. Je pense que mon mari n'avait pas appelé.", Intent.JUSTIFY_ABSENCE),
        ("Tom n'ira sûrement pas à l'école demain... non, c'est sûr, il n'ira pas.", Intent.REPORT_ABSENCE),
        ("Léa ne viendra sans doute pas demain... enfin si, c'est certain, elle ne viendra pas.", Intent.REPORT_ABSENCE),
        ("La tempête a annulé notre ferry, donc Tom ne fera pas sa rentrée jeudi", Intent.REPORT_ABSENCE),
        ("Je sais que ce n'est pas idéal mais le billet était déjà pris : Tom manquera jeudi", Intent.REPORT_ABSENCE),
        ("C'est encore possible de réserver la cantine de jeudi pour Tom ? Si oui merci de le faire", Intent.BOOK_MEAL),
        ("Panne de voiture et pas de bus, Tom ne sera pas à l'école aujourd'hui, vraiment navrée", Intent.REPORT_ABSENCE),
        ("Pourriez-vous inscrire Tom au repas du 1er avril ? non ce n'est pas un poisson ;)", Intent.BOOK_MEAL),
        ("Tom a un rendez-vous à l'hôpital des enfants jeudi, il sera absent", Intent.REPORT_ABSENCE),
        ("vous me sauvez la vie si Tom peut manger jeudi chez vous", Intent.BOOK_MEAL),
        ("Léa fera la cantine le jeudi 26", Intent.BOOK_MEAL),
        ("Tom mangera le 24 et le 26 novembre mais pas le 27", Intent.BOOK_MEAL),
    ],
)
def test_what_only_sounds_like_a_doubt_asks_nothing(text: str, intent: Intent) -> None:
    reading = heard(text)

    assert (reading.intent, reading.questions) == (intent, ())


@pytest.mark.parametrize(
    "text",
    [
        "Tom ne viendra sans doute pas demain, ce n'est pas sûr",
        "Tom sera peut-être absent demain, c'est presque sûr",
        "La mairie a annulé la cantine de Tom jeudi",
        "Je sais que Tom mange jeudi",
        "ça m'arrangerait si mamie pouvait venir, Tom mangerait chez elle jeudi",
        "ce serait super si Tom mangeait mieux à la cantine le jeudi",
        "La sortie est maintenue ? Si oui, inscrivez Tom jeudi",
        "C'est encore possible d'inscrire Tom jeudi ? Si oui inscrivez aussi Léa",
    ],
)
def test_a_doubt_is_asked_about(text: str) -> None:
    assert heard(text).questions
