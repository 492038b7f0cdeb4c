"""Where a town takes late bookings at a surcharge: nothing is booked at a price that its recap did not show."""

from datetime import UTC, datetime

import pytest

from tests.conversations.people import Person, Town
from villars_core.conversations import buttons
from villars_core.demo.cast import rules_text
from villars_core.reservations.habits import answer
from villars_core.reservations.nudges import next_monday, remind
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM, Actor, ActorKind, Assurance

IN_TIME, LATE = datetime(2026, 11, 25, 9, tzinfo=UTC), datetime(2026, 11, 26, 9, tzinfo=UTC)
PRICE = "Hors délai, avec le supplément « réservation tardive » : jeudi 3 décembre."
RULE = """at = 23:59:00

[deadlines.late]
surcharge = "réservation tardive"
anchor = "days_before"
count = 3
at = 10:00:00
"""


@pytest.fixture(autouse=True)
def dear(town: Town) -> None:
    """Let the town take late bookings for more."""
    town.clock.move_to(IN_TIME)
    with town.records.writing(SYSTEM) as work:
        load_rules(work, rules_text().replace("at = 23:59:00\n", RULE, 1), "villars-rules.toml")


def test_a_recap_that_became_dear_is_shown_again_before_anything_is_booked(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre")
    assert PRICE not in nadia.text
    town.clock.move_to(LATE)
    nadia.press("Valider")
    assert PRICE in nadia.text
    assert town.booked(town.cast.lea.id) == []
    nadia.press("Valider")
    assert town.booked(town.cast.lea.id) == ["2026-12-03"]


def test_the_calendar_shows_the_surcharge_again_too(town: Town, nadia: Person) -> None:
    nadia.say("/calendrier").press("Léa").press_key("d20261203+").press("Voir le récapitulatif")
    town.clock.move_to(LATE)
    nadia.press("Valider")
    assert PRICE in nadia.text
    assert town.booked(town.cast.lea.id) == []
    nadia.press("Valider")
    assert town.booked(town.cast.lea.id) == ["2026-12-03"]


def test_undoing_a_cancelling_after_the_deadline_shows_what_it_costs(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre").press("Valider")
    nadia.say("Annule la cantine de Léa jeudi 3 décembre").press("Valider")
    town.clock.move_to(LATE)
    nadia.press("Défaire")
    assert PRICE in nadia.text
    assert town.booked(town.cast.lea.id) == []


def test_undoing_for_two_children_gives_each_its_own_days_back(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre").press("Valider")
    nadia.say("Réserve la cantine de Tom vendredi 4 décembre").press("Valider")
    nadia.say("Annule la cantine de Léa et Tom du 3 au 4 décembre").press("Valider")
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == ([], [])
    town.clock.move_to(LATE)
    nadia.press("Défaire").press("Valider")
    assert (town.booked(town.cast.lea.id), town.booked(town.cast.tom.id)) == (["2026-12-03"], ["2026-12-04"])


def test_a_yes_to_an_old_reminder_shows_what_it_costs_now(town: Town, nadia: Person) -> None:
    actor = Actor(ActorKind.GUARDIAN, town.cast.nadia.guardian_id, town.cast.nadia.id, assurance=Assurance.LINKED)
    with town.records.writing(actor) as work:
        answer(work, town.cast.lea, [4], state="kept")
    with town.records.writing(SYSTEM) as work:
        assert remind(work, next_monday(work.today)) == 1
    town.clock.move_to(LATE)
    nadia.say("", choice=buttons.of_notice(town.rows(kind="nudge")[0].id, "yes"))
    assert PRICE in nadia.text
    assert town.booked(town.cast.lea.id) == []
    nadia.press("Valider")
    assert town.booked(town.cast.lea.id) == ["2026-12-03"]
