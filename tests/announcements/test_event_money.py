"""The money of an event is what the bill would reckon: each meal at its own home's price, by quotient, custody and share."""

from datetime import date

import pytest

from tests.announcements.office import DAY, MINE, NEXT, Office
from villars_core.absences.actions import Missing, excuse, report
from villars_core.announcements import event_actions as events
from villars_core.announcements.event_actions import Draft
from villars_core.announcements.event_money import Money
from villars_core.announcements.event_queries import Scope
from villars_core.demo.cast import rules_text
from villars_core.errors import NotAllowed
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM


def money(office: Office, draft: Draft) -> Money:
    """Return the money that Claire is shown."""
    with office.records.writing(office.acting(office.cast.claire)) as work:
        return events.money(work, draft, events.preview(work, draft))


def test_each_home_is_told_with_its_own_price(office: Office) -> None:
    """Thursday 3: Léa (quotient 620), Awa (510), Inès at Karim's, who sent no quotient."""
    found = money(office, Draft("closure", office.school("Jean Moulin"), (DAY,)))
    assert [(one.name, one.meals, one.price, one.credited) for one in found.homes] == [
        ("Famille Diallo", 1, 215, 215),
        ("Famille Martin", 1, 305, 305),
        ("Karim Haddad", 1, 465, 465),
    ]
    assert (found.total, found.credited, found.unpriced) == (985, 985, 0)
    assert [(one.price, one.meals, one.homes) for one in found.prices] == [(465, 1, 1), (305, 1, 1), (215, 1, 1)]


def test_in_alternating_custody_each_day_is_its_own_payers(office: Office) -> None:
    found = money(office, Draft("trip", office.class_("CM2"), (DAY, MINE)))
    homes = {one.name: (one.meals, one.price) for one in found.homes}
    assert homes == {"Famille Diallo": (2, 430), "Karim Haddad": (1, 465), "Sophie Roche": (1, 100)}


def test_kept_meals_stay_billed_and_a_choice_credits_at_most_what_the_rule_says(office: Office) -> None:
    draft = Draft("strike", office.class_("CE1"), (DAY, NEXT))
    assert [(one.price, one.credited) for one in money(office, draft).homes] == [(610, 610)]
    with office.records.writing(SYSTEM) as work:
        half = '\n[[absences]]\nactivity = "canteen"\nsince = 2026-11-01\nkinds = ["strike"]\nproof = false\npercent = 50\n'
        load_rules(work, rules_text() + half)
    assert [(one.price, one.credited) for one in money(office, draft).homes] == [(610, 304)]
    kept = Draft("strike", office.class_("CE1"), (DAY, NEXT), effect="keep")
    assert [(one.price, one.credited) for one in money(office, kept).homes] == [(610, 0)]


def test_a_meal_that_is_excused_already_counts_for_nothing(office: Office) -> None:
    with office.records.writing(office.acting(office.cast.claire)) as work:
        excuse(work, [office.cast.lea], [DAY], "strike")
        report(work, Missing(office.cast.lea, (NEXT,)))
    found = money(office, Draft("trip", office.class_("CE1"), (DAY, NEXT)))
    assert [(one.meals, one.price, one.credited) for one in found.homes] == [(2, 305, 305)]


def test_without_a_price_the_meals_are_counted_apart(office: Office) -> None:
    with office.records.writing(SYSTEM) as work:
        load_rules(work, rules_text().split("[[tariffs]]")[0])
    found = money(office, Draft("closure", Scope(), (DAY,)))
    assert (found.homes, found.unpriced) == ((), 4)


def test_a_morning_touches_no_money_and_a_parent_asks_for_none(office: Office) -> None:
    assert money(office, Draft("transport", Scope(), (DAY,), part="morning")).homes == ()
    draft = Draft("closure", Scope(), (date(2026, 12, 3),))
    with pytest.raises(NotAllowed), office.records.writing(office.acting(office.cast.nadia)) as work:
        events.preview(work, draft)
