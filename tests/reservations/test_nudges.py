"""Reminders of an empty week: only to whom they serve, once, in time, answered in a word, stopped in a word."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conversations.people import Person, Town, town_in
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.clock import PARIS
from villars_core.conversations import buttons
from villars_core.conversations.messages import Channel
from villars_core.demo import cast
from villars_core.families.models import Child
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.reservations import habits
from villars_core.reservations.actions import book
from villars_core.reservations.nudges import next_monday, selected, wish
from villars_core.schools.actions import load_rules
from villars_core.staff.nudging import is_due, run
from villars_core.work import SYSTEM, Assurance

MONDAY = date(2026, 11, 30)
TUESDAY_EVENING = datetime(2026, 11, 24, 18, 0, tzinfo=PARIS)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Give a town on Monday, where Nadia keeps Monday and Thursday as Léa's usual week."""
    with town_in(tmp_path) as opened:
        keep(opened, opened.cast.nadia, opened.cast.lea, (1, 4))
        yield opened


def keep(town: Town, account: Account, child: Child, weekdays: tuple[int, ...]) -> None:
    """Let an adult keep a child's usual week."""
    with town.records.writing(actor_of(account, "test", Assurance.LINKED)) as work:
        habits.answer(work, child, weekdays, state="kept")


def whom(town: Town) -> list[tuple[int, int, tuple[date, ...]]]:
    """Return who would be reminded of which child and days."""
    with town.records.reading(SYSTEM) as work:
        return [(one.account_id, one.child_id, one.days) for one in selected(work, next_monday(work.today))]


def reminded(town: Town, moment: datetime = TUESDAY_EVENING) -> int:
    """Let the town's time come."""
    town.clock.move_to(moment)
    with town.records.reading(SYSTEM) as work:
        due = is_due(work)
    with town.records.writing(SYSTEM) as work:
        return run(work) if due else 0


def messages(town: Town) -> list[OutboxRow]:
    """Return the reminders."""
    return town.rows(kind="nudge")


def tap(person: Person, row: OutboxRow, key: str) -> None:
    """Take what a reminder offers."""
    person._receive(person.incoming(choice=buttons.of_notice(row.id, key)))


def test_a_family_with_a_usual_week_and_nothing_booked_is_asked(town: Town) -> None:
    assert whom(town) == [(town.cast.nadia.id, town.cast.lea.id, (MONDAY, date(2026, 12, 3)))]


@pytest.mark.parametrize("day", [MONDAY, date(2026, 12, 4)])
def test_a_week_with_one_booked_day_is_not_empty(town: Town, day: date) -> None:
    with town.records.writing(SYSTEM) as work:
        book(work, town.cast.lea, [day])
    assert whom(town) == []


def test_the_towns_time_comes_once_a_week(town: Town) -> None:
    assert reminded(town, datetime(2026, 11, 24, 17, 59, tzinfo=PARIS)) == 0
    assert reminded(town) == 1
    assert reminded(town, datetime(2026, 11, 25, 9, 0, tzinfo=PARIS)) == 0
    assert len(messages(town)) == 1
    assert reminded(town, datetime(2026, 12, 1, 18, 30, tzinfo=PARIS)) == 1


def test_after_the_deadline_there_is_silence(town: Town) -> None:
    assert reminded(town, datetime(2026, 11, 26, 0, 0, tzinfo=PARIS)) == 0
    assert messages(town) == []


def test_before_holidays_there_is_nothing_to_remind_of(town: Town) -> None:
    assert reminded(town, datetime(2026, 12, 15, 18, 0, tzinfo=PARIS)) == 0
    assert reminded(town, datetime(2026, 12, 29, 18, 0, tzinfo=PARIS)) == 1


def test_a_town_may_want_none_or_another_time(town: Town) -> None:
    for text, sent in (("enabled = false", 0), ('weekday = "monday"\nat = 07:30:00', 1)):
        with town.records.writing(SYSTEM) as work:
            load_rules(work, f"{cast.rules_text()}\n[nudges]\n{text}\n")
        assert reminded(town, datetime(2026, 11, 24, 18, 0, tzinfo=PARIS)) == sent


def test_in_alternating_custody_each_is_asked_of_own_days_and_hears_nothing_of_the_other(town: Town) -> None:
    keep(town, town.cast.sophie, town.cast.ines, (1, 2))
    keep(town, town.cast.karim, town.cast.ines, (1, 5))
    karim = (town.cast.karim.id, town.cast.ines.id, (MONDAY, date(2026, 12, 4)))
    assert karim in whom(town)
    assert [one for one in whom(town) if one[0] == town.cast.sophie.id] == []


def test_whoever_asked_for_it_is_asked_without_a_usual_week_and_whoever_stopped_it_is_not(town: Town) -> None:
    with town.records.writing(actor_of(town.cast.fatou, "test", Assurance.LINKED)) as work:
        wish(work, work.session.get_one(Account, town.cast.fatou.id), state="on")
    with town.records.writing(actor_of(town.cast.nadia, "test", Assurance.LINKED)) as work:
        wish(work, work.session.get_one(Account, town.cast.nadia.id), state="off")
    assert {account for account, _, _ in whom(town)} == {town.cast.fatou.id}
    assert len(whom(town)) == 4


def test_one_tap_books_the_usual_days_and_a_second_tap_changes_nothing(town: Town) -> None:
    reminded(town)
    nadia = Person(town, Channel.TELEGRAM, str(cast.NADIA_CHAT))
    row = messages(town)[0]
    with town.records.reading(SYSTEM) as work:
        parcel = parcel_of(work, work.session.get_one(OutboxRow, row.id))
        assert parcel is not None
        assert "D’habitude : lundi 30 novembre et jeudi 3 décembre." in "\n".join(parcel.screen.body)
        assert "mercredi 25 novembre à 23:59" in parcel.screen.body[0]
    tap(nadia, row, "yes")
    assert "C’est réservé" in nadia.text
    assert town.booked(town.cast.lea.id) == ["2026-11-30", "2026-12-03"]
    tap(nadia, row, "yes")
    assert town.booked(town.cast.lea.id) == ["2026-11-30", "2026-12-03"]


def _in_chat(town: Town) -> Person:
    reminded(town)
    with town.records.writing(SYSTEM) as work:
        work.session.scalars(select(OutboxRow).where(OutboxRow.kind == "nudge")).one().channel = "telegram"
    return Person(town, Channel.TELEGRAM, str(cast.NADIA_CHAT))


def test_a_plain_yes_in_the_chat_where_the_reminder_stands_books(town: Town) -> None:
    nadia = _in_chat(town)
    town.clock.move_to(datetime(2026, 11, 25, 8, 0, tzinfo=PARIS))
    assert "C’est réservé" in nadia.say("oui").text


def test_a_plain_yes_too_late_is_refused_and_the_next_one_hears_what_stands(town: Town) -> None:
    nadia = _in_chat(town)
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=PARIS))
    assert "Trop tard" in nadia.say("oui").text
    assert "Réserver plutôt lundi 7 décembre" in nadia.say("oui").text
    assert town.booked(town.cast.lea.id) == []


def test_reminders_stop_and_begin_again_in_a_word(town: Town) -> None:
    nadia = Person(town, Channel.TELEGRAM, str(cast.NADIA_CHAT))
    assert "plus de rappel" in nadia.say("Ne me rappelez plus").text
    assert whom(town) == []
    nadia.press("Me le rappeler de nouveau")
    assert len(whom(town)) == 1
    assert {account for account, _, _ in whom(town)} == {town.cast.nadia.id}
