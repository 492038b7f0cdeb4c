"""An absence that was and whose reason alone is given is justified; one that is told is reported."""

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("Pour l'absence de vendredi dernier de Tom, il s'agissait d'un enterrement dans la famille", TOM),
        ("Au sujet de l'absence de Léa vendredi dernier : elle avait une gastro", LEA),
        ("Suite à l'absence de Tom vendredi dernier, le motif est une panne de voiture", TOM),
        ("Vous m'avez demandé pourquoi Léa n'était pas là vendredi dernier : son papa était hospitalisé", LEA),
        ("Vous m'avez appelée pour savoir pourquoi Tom était absent vendredi dernier : il avait de la fièvre", TOM),
    ],
)
def test_the_reason_of_an_absence_that_was_justifies_it(text: str, child: int) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (Intent.JUSTIFY_ABSENCE, (child,), november(20))
    assert not reading.questions


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tom était absent vendredi dernier, il avait de la fièvre", 20),
        ("Pour jeudi, Tom sera absent, rendez-vous chez le dentiste", 26),
        ("Pour l'absence de Tom aujourd'hui : il a de la fièvre", 23),
    ],
)
def test_an_absence_that_is_told_is_reported(text: str, day: int) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (Intent.REPORT_ABSENCE, (TOM,), november(day))


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("Vendredi dernier Léa a manqué parce qu'on enterrait son arrière-grand-mère, c'est le motif à inscrire au registre", LEA),
        ("Tom n'est pas venu vendredi dernier parce qu'on avait un baptême, voilà la raison", TOM),
        ("Tom a manqué vendredi dernier parce que son grand-père est décédé, je vous donne le motif", TOM),
    ],
)
def test_what_is_named_as_the_reason_justifies_an_absence(text: str, child: int) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.others) == (Intent.JUSTIFY_ABSENCE, (child,), november(20), ())
    assert not reading.questions


def test_the_death_of_far_kin_is_the_reason_of_an_absence() -> None:
    reading = heard("Le grand-père de Léa est décédé, elle sera absente demain")

    assert (reading.intent, reading.children, reading.others) == (Intent.REPORT_ABSENCE, (LEA,), ())
