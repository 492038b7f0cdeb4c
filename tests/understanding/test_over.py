"""An absence that is over is justified, with or without a paper; one of today or to come, or that lasts, is reported."""

from datetime import datetime

import pytest

from tests.understanding.house import LEA, TOM, context, heard, november
from villars_core.clock import PARIS
from villars_core.understanding import Intent, read

SUNDAY = datetime(2026, 11, 29, 21, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("Pour l'absence de vendredi dernier de Tom, il s'agissait d'un enterrement dans la famille", TOM),
        ("Au sujet de l'absence de Léa vendredi dernier : elle avait une gastro", LEA),
        ("Suite à l'absence de Tom vendredi dernier, le motif est une panne de voiture", TOM),
        ("Vous m'avez demandé pourquoi Léa n'était pas là vendredi dernier : son papa était hospitalisé", LEA),
        ("Vous m'avez appelée pour savoir pourquoi Tom était absent vendredi dernier : il avait de la fièvre", TOM),
        ("Tom était absent vendredi dernier, il avait de la fièvre", TOM),
        ("Léa a manqué l'école vendredi dernier", LEA),
        ("Je vous signale que Léa n'était pas là vendredi dernier, j'ai oublié d'appeler", LEA),
        ("Veuillez excuser l'absence de Tom vendredi dernier", TOM),
        ("tom malade vendredi dernier il a pas venu", TOM),
    ],
)
def test_an_absence_that_is_over_is_justified(text: str, child: int) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days) == (Intent.JUSTIFY_ABSENCE, (child,), november(20))
    assert not reading.questions


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Pour jeudi, Tom sera absent, rendez-vous chez le dentiste", 26),
        ("Pour l'absence de Tom aujourd'hui : il a de la fièvre", 23),
        ("Tom n'a pas pu venir à l'école aujourd'hui, il avait de la fièvre", 23),
    ],
)
def test_an_absence_of_today_or_to_come_is_reported(text: str, day: int) -> None:
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


@pytest.mark.parametrize("text", ["Tom est malade depuis jeudi", "Tom absent depuis jeudi, il a la varicelle"])
def test_an_absence_that_lasts_is_reported(text: str) -> None:
    reading = read(text, context(now=SUNDAY))

    assert (reading.intent, reading.days, reading.questions) == (Intent.REPORT_ABSENCE, november(26, 27), ())


def test_a_question_about_a_paper_justifies_nothing() -> None:
    reading = heard("Dois-je vous fournir un papier pour Léa ? elle était à l'hôpital vendredi dernier")

    assert reading.questions


def test_the_death_of_far_kin_is_the_reason_of_an_absence() -> None:
    reading = heard("Le grand-père de Léa est décédé, elle sera absente demain")

    assert (reading.intent, reading.children, reading.others) == (Intent.REPORT_ABSENCE, (LEA,), ())
