"""What of a request is possible: the whole is what each day says alone; late bookings cost, and some towns confirm each one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.conversations.people import MONDAY, Person, Town, town_in
from villars_core.accounts.queries import actor_of
from villars_core.conversations.messages import Channel
from villars_core.demo import cast
from villars_core.demo.cast import rules_text
from villars_core.reservations.actions import book
from villars_core.reservations.models import Reservation
from villars_core.reservations.month import Asked, DayState, view_of
from villars_core.reservations.plans import MealChange, assess
from villars_core.schools.actions import load_rules
from villars_core.schools.rules_file import BOOK, CANCEL
from villars_core.work import SYSTEM, Actor, Assurance

FIRST = date(2026, 11, 16)
LATE = """
[deadlines.late]
anchor = "days_before"
at = 10:00:00
surcharge = "réservation tardive"
"""
TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Give one town to all examples, which only read."""
    with town_in(tmp_path_factory.mktemp("town")) as town:
        yield town


def _nadia(town: Town) -> Actor:
    return actor_of(town.cast.nadia, "test", Assurance.LINKED)


def _with_rules(town: Town, old: str, new: str) -> None:
    text = rules_text()
    assert old in text
    with town.records.writing(SYSTEM) as work:
        load_rules(work, text.replace(old, new, 1))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.sets(st.integers(0, 300), min_size=1, max_size=12),
    act=st.sampled_from((BOOK, CANCEL)),
    who=st.sampled_from((("nadia", "lea"), ("sophie", "ines"), ("karim", "ines"))),
    hours=st.integers(0, 24 * 40),
)
def test_the_whole_is_what_each_day_says_alone(standing: Town, days: set[int], act: str, who: tuple[str, str], hours: int) -> None:
    wanted = tuple(sorted(FIRST + timedelta(days=one) for one in days))
    actor, child = actor_of(getattr(standing.cast, who[0]), "test", Assurance.LINKED), getattr(standing.cast, who[1])
    at = MONDAY + timedelta(hours=hours)
    with standing.records.reading(actor) as work:
        whole = assess(work, MealChange(act, child, wanted, at=at))
        alone = [day for day in wanted if not assess(work, MealChange(act, child, (day,), at=at)).refused]
        view = view_of(work, child, Asked(wanted[0], wanted[-1], at=at))
    assert list(whole.days) == alone
    assert bool(whole.refused) == (len(alone) < len(wanted))
    if act == BOOK:
        # The calendar lets the same days be ticked as the rules let be booked.
        seen = {one.day for one in view.days if one.may_change and one.state is DayState.FREE}
        assert seen & set(wanted) == set(alone)


def test_a_late_booking_is_taken_at_its_surcharge_and_keeps_its_name(tmp_path: Path) -> None:
    with town_in(tmp_path) as town:
        _with_rules(town, "at = 23:59:00\n", "at = 23:59:00\n" + LATE)
        nadia = Person(town, Channel.TELEGRAM, str(cast.NADIA_CHAT))
        nadia.say("Réserve la cantine de Léa jeudi 26 novembre et lundi 30 novembre")
        assert nadia.text.split("\n") == [
            "Réserver la cantine de Léa : jeudi 26 novembre et lundi 30 novembre.",
            "Hors délai, avec le supplément « réservation tardive » : jeudi 26 novembre.",
        ]
        nadia.press("Valider")
        with town.records.reading(SYSTEM) as work:
            rows = {row.day: row.late for row in work.session.scalars(select(Reservation))}
        assert rows == {THURSDAY: "réservation tardive", date(2026, 11, 30): ""}


def test_after_the_late_limit_a_booking_is_refused_and_a_late_cancellation_always_is(tmp_path: Path) -> None:
    with town_in(tmp_path, datetime(2026, 11, 23, 9, 1, tzinfo=UTC)) as town:
        _with_rules(town, "at = 23:59:00\n", "at = 23:59:00\n" + LATE)
        with town.records.reading(_nadia(town)) as work:
            late = assess(work, MealChange(BOOK, town.cast.lea, (TUESDAY, THURSDAY)))
            cancelled = assess(work, MealChange(CANCEL, town.cast.lea, (TUESDAY, THURSDAY)))
        assert (late.days, dict(late.surcharges)) == ((THURSDAY,), {THURSDAY: "réservation tardive"})
        assert cancelled.days == ()


def _confirming(town: Town) -> None:
    _with_rules(town, 'code = "canteen"\n', 'code = "canteen"\nconfirmed_by_office = true\n')


def test_where_the_office_confirms_a_booking_waits_apart_until_it_is_accepted(tmp_path: Path) -> None:
    with town_in(tmp_path) as town:
        _confirming(town)
        nadia = Person(town, Channel.TELEGRAM, str(cast.NADIA_CHAT))
        nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider")
        assert nadia.text.startswith("C’est demandé : cantine de Léa, lundi 30 novembre. Numéro R-2026-00001.")
        assert town.booked(town.cast.lea.id) == []
        nadia.say("/calendrier").press("Léa")
        assert "… 30" in nadia.labels
        claire = Person(town, Channel.TELEGRAM, str(cast.CLAIRE_CHAT)).say("/file")
        claire.press(claire.labels[0]).press("Accepter")
        assert town.booked(town.cast.lea.id) == ["2026-11-30"]


def test_a_refused_booking_is_gone_and_may_be_asked_again(tmp_path: Path) -> None:
    with town_in(tmp_path) as town:
        _confirming(town)
        nadia = Person(town, Channel.TELEGRAM, str(cast.NADIA_CHAT))
        nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider")
        claire = Person(town, Channel.TELEGRAM, str(cast.CLAIRE_CHAT)).say("/file")
        claire.press(claire.labels[0]).press("Refuser").say("Le restaurant est complet ce jour-là.")
        nadia.say("Réserve la cantine de Léa lundi 30 novembre")
        assert nadia.text.startswith("Réserver la cantine de Léa : lundi 30 novembre.")


def test_a_booking_that_waits_may_be_taken_back_and_then_the_office_confirms_nothing(tmp_path: Path) -> None:
    with town_in(tmp_path) as town:
        _confirming(town)
        nadia = Person(town, Channel.TELEGRAM, str(cast.NADIA_CHAT))
        nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider").press("Défaire")
        claire = Person(town, Channel.TELEGRAM, str(cast.CLAIRE_CHAT)).say("/file")
        claire.press(claire.labels[0]).press("Accepter")
        assert town.booked(town.cast.lea.id) == []


def test_the_office_itself_waits_for_nobody(tmp_path: Path) -> None:
    with town_in(tmp_path) as town:
        _confirming(town)
        with town.records.writing(actor_of(town.cast.claire, "test", Assurance.LINKED)) as work:
            receipt = book(work, town.cast.lea, [date(2026, 11, 30)])
        assert not receipt.awaits_office
        assert town.booked(town.cast.lea.id) == ["2026-11-30"]
