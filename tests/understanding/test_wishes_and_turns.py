"""What is wished, had been said, or is told of another child or of nobody takes no meal back from whom the order is about."""

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent


@pytest.mark.parametrize(
    ("text", "first", "then"),
    [
        ("Léa est absente jeudi, Tom sera là jeudi, absent vendredi", (LEA, 26), (TOM, 27)),
        ("Léa malade mardi. Tom sera présent mardi mais absent jeudi", (LEA, 24), (TOM, 26)),
        ("Tom sera là jeudi, absent vendredi, Léa absente jeudi", (TOM, 27), (LEA, 26)),
        ("Léa sera absente mardi. Tom vient mardi, puis absent vendredi", (LEA, 24), (TOM, 27)),
    ],
)
def test_who_is_there_on_one_day_is_away_on_the_next(text: str, first: tuple[int, int], then: tuple[int, int]) -> None:
    reading = heard(text)

    told = [(one.intent, one.children, one.days) for one in (reading, *reading.others)]
    assert told == [(Intent.REPORT_ABSENCE, (child,), november(day)) for child, day in (first, then)]


def test_who_is_only_there_is_not_away() -> None:
    reading = heard("Léa est absente jeudi, Tom sera là jeudi et vendredi.")

    assert (reading.children, reading.days, reading.others) == ((LEA,), november(26), ())


@pytest.mark.parametrize(
    ("text", "intent", "day"),
    [
        ("Inscrivez Tom à la cantine jeudi, je ne veux pas qu'il rate le repas de Noël.", Intent.BOOK_MEAL, 26),
        ("Tom mangera jeudi, il ne faut pas qu'il manque le repas de fête", Intent.BOOK_MEAL, 26),
        ("je veux pas que Tom rate la cantine jeudi, inscrivez le", Intent.BOOK_MEAL, 26),
        ("Je ne veux pas qu'il mange à la cantine jeudi, Tom ratera le repas de fête", Intent.CANCEL_MEAL, 26),
        ("Tom manquera le repas de jeudi", Intent.CANCEL_MEAL, 26),
        ("Je vous avais dit que Tom mangerait chez sa mamie jeudi. Finalement il mangera bien à la cantine jeudi.", Intent.BOOK_MEAL, 26),
        ("je vous avais dit que Tom mangeait jeudi finalement non il ne mangera pas", Intent.CANCEL_MEAL, 26),
        ("Je vous avais dit que Tom mangerait jeudi, finalement il mange à la maison, merci d'annuler", Intent.CANCEL_MEAL, 26),
        ("je bosse pas jeudi, Tom ne mangera pas à la cantine", Intent.CANCEL_MEAL, 26),
        ("Mettez Tom à la cantine jeudi svp je bosse non stop", Intent.BOOK_MEAL, 26),
        ("Ma mère ne pourra pas faire à manger à Tom jeudi, mettez-le à la cantine", Intent.BOOK_MEAL, 26),
        ("Merci de ne pas faire à manger pour Tom jeudi", Intent.CANCEL_MEAL, 26),
    ],
)
def test_the_act_is_what_is_meant_in_the_end(text: str, intent: Intent, day: int) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (intent, (TOM,), november(day))
    assert not reading.questions
    assert not reading.others


@pytest.mark.parametrize(
    "text",
    [
        "Je vous avais dit que Tom mangeait jeudi, finalement c'est Léa qui mange",
        "Je vous avais dit que Tom mangeait jeudi, finalement il ne sait pas s'il mangera",
        "Ma mère ne pourra plus faire à manger à Tom jeudi.",
        "Tom adore le repas de Noël. Pourriez-vous l'inscrire jeudi, ainsi que sa sœur ?",
        "Tom est chez sa mamie mardi. Merci de le retirer, et sa sœur aussi.",
        "C'est la nounou qui fait déjeuner Tom-Louis mardi. Annulez son repas svp.",
        "Toute la famille vient et mes frères restent jusqu'au jeudi. Annulez la cantine de Tom le mercredi 25 novembre.",
        "Léa sera absente le vendredi 27 si si sa cousine vient",
    ],
)
def test_what_is_left_open_is_asked_about(text: str) -> None:
    assert heard(text).questions


def test_a_doubled_si_is_no_condition() -> None:
    reading = heard("Léa est témoin (si si !) à un mariage. Elle sera absente le vendredi 27 novembre.")

    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.REPORT_ABSENCE, (LEA,), november(27), ())


def test_who_never_had_anything_is_not_ill() -> None:
    reading = heard("Tom est allergique aux noix. Sa sœur n'a jamais rien eu.")

    assert (reading.intent, reading.children) == (Intent.UPDATE_HEALTH, (TOM,))
