"""The coming weeks in words: what a parent may see of each day, and until when it may change from what it is."""

from datetime import UTC, datetime

from tests.conversations.people import Person, Town
from villars_core.conversations.messages import Channel
from villars_core.demo import cast
from villars_core.demo.cast import rules_text
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM

EARLIER_TO_CANCEL = """at = 23:59:00
acts = ["book"]

[[deadlines]]
activity = "canteen"
acts = ["cancel"]
since = 2025-09-01
anchor = "week_before"
weekday = "monday"
at = 12:00:00
"""

BY_WEEKDAY = """at = 23:59:00

[deadlines.by_weekday.thursday]
anchor = "days_before"
count = 2
at = 09:00:00
"""


def test_a_week_is_told_by_the_limit_that_still_runs(town: Town, nadia: Person) -> None:
    with town.records.writing(SYSTEM) as work:
        load_rules(work, rules_text().replace("at = 23:59:00\n", BY_WEEKDAY, 1), "villars-rules.toml")
    nadia.say("/planning")
    assert "Cette semaine peut changer jusqu’au mercredi 25 novembre à 23:59." in nadia.text
    town.clock.move_to(datetime(2026, 11, 27, 9, tzinfo=UTC))
    for text in (nadia.say("/planning").text, nadia.say("/calendrier").press("Léa").press("Par semaine").text):
        assert "mardi 1er décembre à 09:00" in text
        assert "mercredi 25 novembre à 23:59" not in text


def test_the_days_of_the_other_home_are_not_said_to_be_without_a_meal(town: Town) -> None:
    karim = Person(town, Channel.TELEGRAM, str(cast.KARIM_CHAT))
    karim.say("/planning")
    assert "⌂ jeudi 26 novembre : jour de l’autre foyer" in karim.text
    assert "jeudi 26 novembre : pas de repas" not in karim.text
    assert "lundi 30 novembre : pas de repas" in karim.text


def test_a_booked_day_whose_limit_to_cancel_is_over_is_said_so_though_booking_goes_on(town: Town, nadia: Person) -> None:
    with town.records.writing(SYSTEM) as work:
        load_rules(work, rules_text().replace("at = 23:59:00\n", EARLIER_TO_CANCEL, 1), "villars-rules.toml")
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre").press("Valider")
    town.clock.move_to(datetime(2026, 11, 24, 9, tzinfo=UTC))
    nadia.say("/planning")
    assert "jeudi 3 décembre : repas réservé, délai passé" in nadia.text
    assert "\nvendredi 4 décembre : pas de repas" in nadia.text
