"""A child reported absent whose meal is booked again: the kitchen counts on it, and nobody is told to expect a meal that is not there."""

from datetime import UTC, date, datetime

from tests.conversations.people import Person, Town
from villars_core.absences.queries import absent_on
from villars_core.work import SYSTEM

THURSDAY = date(2026, 12, 3)


def is_absent(town: Town) -> bool:
    """Tell whether the kitchen does not count on Léa on Thursday 3 December."""
    with town.records.reading(SYSTEM) as work:
        return town.cast.lea.id in absent_on(work, THURSDAY)


def test_a_meal_booked_after_an_absence_is_counted_by_the_kitchen(nadia: Person, town: Town) -> None:
    nadia.say("Léa sera absente jeudi 3 décembre").press("Valider")
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre")
    assert "Retirer l’absence signalée de Léa : jeudi 3 décembre." in nadia.text
    nadia.press("Valider")
    assert "C’est réservé. Léa mangera à la cantine : jeudi 3 décembre." in nadia.text
    assert "Léa est de nouveau attendu(e), jeudi 3 décembre." in nadia.text
    assert not is_absent(town)


def test_a_booked_day_that_is_booked_again_takes_the_absence_back_even_after_the_deadline(nadia: Person, town: Town) -> None:
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre").press("Valider")
    town.clock.move_to(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    nadia.say("Léa sera absente jeudi").press("Valider")
    assert is_absent(town)
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre")
    assert "Trop tard" not in nadia.text
    assert "La cantine comptera de nouveau sur Léa." in nadia.text
    nadia.press("Valider")
    assert "Léa est de nouveau attendu(e), jeudi 3 décembre." in nadia.text
    assert "Défaire" not in nadia.labels
    assert not is_absent(town)
    assert town.booked(town.cast.lea.id) == ["2026-12-03"]


def test_the_other_days_of_such_a_request_keep_their_refusal(nadia: Person, town: Town) -> None:
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre").press("Valider")
    town.clock.move_to(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    nadia.say("Léa sera absente jeudi").press("Valider")
    nadia.say("Réserve la cantine de Léa jeudi 3 et vendredi 4 décembre")
    assert "Pas compté : Trop tard pour vendredi 4 décembre" in nadia.text
    nadia.press("Valider")
    assert not is_absent(town)
    assert town.booked(town.cast.lea.id) == ["2026-12-03"]


def test_undoing_a_cancelling_brings_the_child_back_to_the_kitchen(nadia: Person, town: Town) -> None:
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre").press("Valider")
    nadia.say("Léa sera absente jeudi 3 décembre").press("Valider")
    nadia.say("Annule la cantine de Léa jeudi 3 décembre").press("Valider").press("Défaire")
    assert town.booked(town.cast.lea.id) == ["2026-12-03"]
    assert not is_absent(town)


def test_a_report_taken_back_without_a_meal_says_that_nobody_is_expected(nadia: Person) -> None:
    nadia.say("Léa sera absente jeudi 3 décembre").press("Valider")
    nadia.say("/absences")
    nadia.press(next(label for label in nadia.labels if label.startswith("Retirer")))
    assert "Aucun repas n’est réservé : il faudra le réserver." in nadia.text
    nadia.press("Valider")
    assert "de nouveau attendu" not in nadia.text
    assert "aucun repas n’est réservé pour Léa : jeudi 3 décembre" in nadia.text
    nadia.press("Réserver la cantine")
    assert "Réserver la cantine de Léa : jeudi 3 décembre." in nadia.text


def test_the_other_parent_who_was_told_of_an_absence_is_told_that_it_is_taken_back(nadia: Person, town: Town) -> None:
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre").press("Valider")
    nadia.say("Léa sera absente jeudi 3 décembre").press("Valider")
    nadia.say("/absences")
    nadia.press(next(label for label in nadia.labels if label.startswith("Retirer"))).press("Valider")
    told = town.rows(kind="shared_calendar", account_id=town.cast.paul.id)
    body = town.screen_of(told[-1].id)[0].body
    assert body[0] == "Pour information : l’autre parent a retiré l’absence de Léa."
    assert body[1] == "C’est retiré : Léa est de nouveau attendu(e), jeudi 3 décembre."


def test_the_office_that_books_late_takes_the_absence_back(nadia: Person, claire: Person, town: Town) -> None:
    nadia.say("Léa sera absente jeudi 3 décembre").press("Valider")
    town.clock.move_to(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre").press("Écrire au service Éducation")
    nadia.say("Elle est guérie")
    if "Valider" in nadia.labels:
        nadia.press("Valider")
    claire.say("/file")
    claire.press(claire.labels[0]).press("Accepter")
    assert town.booked(town.cast.lea.id) == ["2026-12-03"]
    assert not is_absent(town)
