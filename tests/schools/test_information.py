"""Practical information: published by the office alone, in place of what was there, until its last day; its history is in the journal."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.databases import planted
from villars_core.clock import MovableClock
from villars_core.errors import NotAllowed, NotFound
from villars_core.journal.models import JournalEntry
from villars_core.schools.information import LONGEST, NotPublishable, Publication, publish, published, withdraw
from villars_core.work import SYSTEM, Actor, ActorKind, Records

OFFICE = Actor(ActorKind.STAFF, 1, 1, frozenset({"education_office"}))
KITCHEN = Actor(ActorKind.STAFF, 2, 2, frozenset({"kitchen"}))


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    """Give a planted town on 23 November 2026."""
    with planted(url, MovableClock(datetime(2026, 11, 23, 8, 0, tzinfo=UTC), running=False)) as (opened, _):
        yield opened


def test_it_takes_the_place_of_what_was_there_and_the_journal_keeps_both(records: Records) -> None:
    for text in ("jusqu’à 18 h", "jusqu’à 18 h 30"):
        with records.writing(OFFICE) as work:
            publish(work, Publication("childcare_hours", text))
    with records.reading(SYSTEM) as work:
        assert published(work)["childcare_hours"].text == "jusqu’à 18 h 30"
        last = work.session.scalars(select(JournalEntry).where(JournalEntry.act == "info.publish").order_by(JournalEntry.id.desc())).first()
        assert last is not None
        assert (last.before["text"], last.after["text"]) == ("jusqu’à 18 h", "jusqu’à 18 h 30")


@pytest.mark.parametrize(("days", "shown"), [(0, True), (-1, False)])
def test_it_is_shown_through_its_last_day(records: Records, days: int, shown: bool) -> None:  # noqa: FBT001 (a case)
    with records.writing(OFFICE) as work:
        publish(work, Publication("canteen_menu", "gratin", work.today + timedelta(days=days)))
        assert ("canteen_menu" in published(work)) is shown


def test_how_to_reach_the_office_comes_from_the_rules_until_staff_write_it(records: Records) -> None:
    with records.writing(OFFICE) as work:
        assert published(work)["office_contact"].text == "04 77 00 00 00"
        publish(work, Publication("office_contact", "04 77 11 11 11, demander Claire"))
        assert published(work)["office_contact"].text == "04 77 11 11 11, demander Claire"
        withdraw(work, "office_contact")
        assert published(work)["office_contact"].text == "04 77 00 00 00"


@pytest.mark.parametrize(
    "wanted",
    [
        Publication("childcare_hours", " "),
        Publication("childcare_hours", "x" * (LONGEST + 1)),
        Publication("swimming", "le mardi"),
        Publication("not a topic", "le mardi", title="Piscine"),
    ],
)
def test_what_nobody_could_read_is_refused(records: Records, wanted: Publication) -> None:
    with records.writing(OFFICE) as work, pytest.raises(NotPublishable):
        publish(work, wanted)


def test_a_topic_of_the_towns_own_has_a_title_and_words(records: Records) -> None:
    with records.writing(OFFICE) as work:
        publish(work, Publication("swimming", "le mardi", date(2027, 7, 2), "Piscine", "piscine, natation"))
        assert published(work)["swimming"].words == "piscine, natation"


def test_the_office_alone_publishes(records: Records) -> None:
    with records.writing(KITCHEN) as work:
        with pytest.raises(NotAllowed):
            publish(work, Publication("canteen_menu", "gratin"))
        with pytest.raises(NotAllowed):
            withdraw(work, "canteen_menu")
    with records.writing(OFFICE) as work, pytest.raises(NotFound):
        withdraw(work, "canteen_menu")
