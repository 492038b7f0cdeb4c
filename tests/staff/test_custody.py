"""`villars custody` as the office types it: shown first, then changed; each parent hears of his or her own days."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.staff.terminal import Terminal, town
from villars_core.accounts.queries import actor_of
from villars_core.clock import SystemClock
from villars_core.demo.cast import Cast, plant
from villars_core.families.access import NotYourDays, require_days
from villars_core.families.custody import payer_on
from villars_core.families.models import CustodyException
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.reservations.actions import book
from villars_core.reservations.queries import booked
from villars_core.school_calendar.rules import days_between
from villars_core.staff.custody import command as custody
from villars_core.work import SYSTEM, Assurance

CLAIRE = ("--as", "claire")
SOPHIE, KARIM = "sophie@parents.example", "karim@parents.example"


@pytest.fixture(autouse=True)
def _on_a_monday_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the same Monday whenever the tests run: the days that are told stand in the demo's calendar."""
    monkeypatch.setattr(SystemClock, "now", lambda _clock: datetime(2026, 11, 23, 9, tzinfo=UTC))


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Make a demo town."""
    return town(tmp_path, demo=True)


@pytest.fixture
def cast(terminal: Terminal) -> Cast:
    """Plant the cast."""
    with terminal.records.writing(SYSTEM) as work:
        return plant(work)


def notices(terminal: Terminal) -> dict[int | None, str]:
    """Return what each adult was told of custody."""
    with terminal.records.reading(SYSTEM) as work:
        rows = work.session.scalars(select(OutboxRow).where(OutboxRow.kind == "custody")).all()
        parcels = [(row.account_id, parcel_of(work, row)) for row in rows]
    return {account: "\n".join(parcel.screen.body) for account, parcel in parcels if parcel is not None}


def a_school_day(terminal: Terminal, cast: Cast, *, of_sophie: bool) -> date:
    """Return a day of canteen from next week on that is Sophie's, or Karim's."""
    with terminal.records.reading(actor_of(cast.sophie, "test", Assurance.LINKED)) as work:
        for day in days_between(work.today + timedelta(days=14), work.today + timedelta(days=200)):
            if day.isoweekday() in {1, 2, 4, 5} and _may(work, cast, day) == of_sophie:
                return day
    raise LookupError


def _may(work: object, cast: Cast, day: date) -> bool:
    try:
        require_days(work, cast.ines, [day])  # type: ignore[arg-type]
    except NotYourDays:
        return False
    return True


def test_a_shift_is_shown_with_the_meals_that_change_hands_and_changes_nothing_yet(terminal: Terminal, cast: Cast) -> None:
    day = date(2026, 12, 7)
    with terminal.records.writing(SYSTEM) as work:
        book(work, cast.ines, [day])
    asked = ("set", "Inès Haddad", "--anchor", "2026-11-23", "--with", KARIM, "--since", "2026-11-30")
    said = terminal.types(custody, *asked, "--essai", *CLAIRE)
    assert said.exit_code == 0, said.output
    assert "Essai : rien n’est changé." in said.output
    assert notices(terminal) == {}
    assert "repas réservé" in said.output
    with terminal.records.reading(SYSTEM) as work:
        assert payer_on(work, cast.ines.id, day) == cast.sophie.guardian_id


def test_a_shift_keeps_history_and_bookings_and_tells_each_parent_of_own_days(terminal: Terminal, cast: Cast) -> None:
    day = a_school_day(terminal, cast, of_sophie=True)
    with terminal.records.writing(SYSTEM) as work:
        book(work, cast.ines, [day])
        today = work.today
    said = terminal.types(custody, "set", "Inès Haddad", "--anchor", "2026-11-23", "--with", KARIM, *CLAIRE)
    assert said.exit_code == 0, said.output
    with terminal.records.reading(SYSTEM) as work:
        assert payer_on(work, cast.ines.id, day) == cast.karim.guardian_id
        before = {payer_on(work, cast.ines.id, one) for one in (date(2026, 10, 5), date(2026, 10, 12))}
        assert before == {cast.sophie.guardian_id, cast.karim.guardian_id}
        assert booked(work, [cast.ines.id], today, day)[cast.ines.id] == [day]
    with terminal.records.reading(actor_of(cast.sophie, "test", Assurance.LINKED)) as work:
        assert booked(work, [cast.ines.id], today, day)[cast.ines.id] == []
    told = notices(terminal)
    assert set(told) == {cast.sophie.id, cast.karim.id}
    assert "Un repas est déjà réservé" in told[cast.karim.id]
    assert "Un repas est déjà réservé" not in told[cast.sophie.id]


def test_days_are_swapped_and_given_back(terminal: Terminal, cast: Cast) -> None:
    day = a_school_day(terminal, cast, of_sophie=True)
    swap = ("Inès Haddad", day.isoformat(), day.isoformat())
    assert terminal.types(custody, "except", *swap, "--with", KARIM, *CLAIRE).exit_code == 0
    with terminal.records.reading(SYSTEM) as work:
        assert payer_on(work, cast.ines.id, day) == cast.karim.guardian_id
    shown = terminal.types(custody, "show", "Inès Haddad", *CLAIRE).output
    assert "garde alternée" in shown
    assert terminal.types(custody, "withdraw", *swap, *CLAIRE).exit_code == 0
    with terminal.records.reading(SYSTEM) as work:
        assert payer_on(work, cast.ines.id, day) == cast.sophie.guardian_id
        assert work.session.scalars(select(CustodyException.withdrawn_at)).one() is not None


def test_a_family_that_separates_in_the_year_keeps_what_was(terminal: Terminal, cast: Cast) -> None:
    with terminal.records.reading(SYSTEM) as work:
        since = work.today + timedelta(days=30)
    asked = ("set", "Léa Martin", "--anchor", "2026-11-23", "--with", "nadia@parents.example", "--since", since.isoformat())
    assert terminal.types(custody, *asked, *CLAIRE).exit_code == 0
    with terminal.records.reading(SYSTEM) as work:
        assert payer_on(work, cast.lea.id, since - timedelta(days=1)) is None
        assert payer_on(work, cast.lea.id, since) in {cast.nadia.guardian_id, cast.paul.guardian_id}
    assert terminal.types(custody, "end", "Léa Martin", (since + timedelta(days=60)).isoformat(), *CLAIRE).exit_code == 0
    with terminal.records.reading(SYSTEM) as work:
        assert payer_on(work, cast.lea.id, since + timedelta(days=61)) is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "Personne Inconnue"), "Rien ne correspond"),
        (("set", "Inès Haddad", "--anchor", "2026-11-23", "--with", "x@y.example"), "n’est pas un responsable"),
        (("set", "Awa Diallo", "--anchor", "2026-11-23", "--with", "fatou@parents.example"), "deux responsables"),
        (("except", "Léa Martin", "2026-12-07", "2026-12-08", "--with", "nadia@parents.example"), "n’est pas alternée"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(terminal: Terminal, cast: Cast, arguments: tuple[str, ...], said: str) -> None:
    assert cast.ines.id
    result = terminal.types(custody, *arguments, *CLAIRE)
    assert result.exit_code != 0
    assert said in result.output


def test_a_shared_calendar_says_so_and_the_kitchen_sees_no_custody(terminal: Terminal, cast: Cast) -> None:
    assert "calendrier partagé" in terminal.types(custody, "show", str(cast.lea.id), *CLAIRE).output
    assert terminal.types(custody, "show", "Inès Haddad", "--as", "marc").exit_code != 0
