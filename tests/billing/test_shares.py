"""Parts of a child's bills that the office agreed: set, replaced for some days, ended; the bills follow."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import click
import pytest
from click.testing import CliRunner

from tests.billing.conftest import Months, as_of, school_days
from villars_core.billing import shares
from villars_core.billing.shares import NotTheWhole
from villars_core.errors import NotAllowed
from villars_core.families.actions import EndsBefore
from villars_core.staff import residences
from villars_core.staff import shares as commands
from villars_core.staff.login import saying_no
from villars_core.work import SYSTEM, Work

MARTIN, DIALLO = "Famille Martin", "Famille Diallo"
SEPTEMBER, MIDDLE, END = date(2026, 9, 1), date(2026, 9, 15), date(2026, 9, 30)
Run = Callable[..., str]


def _agree(months: Months, parts: dict[str, int], since: date, until: date | None = None) -> None:
    with months.records.writing(SYSTEM) as work:
        homes = {months.home_of(name): percent for name, percent in parts.items()}
        shares.agree(months.as_office(work), months.cast.lea, homes, since, until)


def _agreed(months: Months) -> list[tuple[str, int, str, str]]:
    with months.records.reading(SYSTEM) as work:
        found = shares.shares_of(months.as_office(work), months.cast.lea)
    return [(one.household, one.percent, one.since.isoformat(), one.until.isoformat() if one.until else "") for one in found]


def test_each_home_pays_its_part_of_the_days_it_was_agreed_for(months: Months) -> None:
    last = date(2026, 9, 28)
    _agree(months, {MARTIN: 50, DIALLO: 50}, SEPTEMBER, last)
    days = school_days(9)
    months.eat(months.cast.lea, *days)
    months.call_the_roll(SEPTEMBER, END)
    months.at(2026, 10, 1)
    months.issue(SEPTEMBER)
    shared = sum(day <= last for day in days)
    # Half of 3,05 € and half of 2,15 €, each home by its own quotient; the odd cent of each goes to the first name.
    assert {name: amount for _, name, amount in months.invoices()} == {
        MARTIN: (len(days) - shared) * 305 + shared * 152,
        DIALLO: shared * 108,
    }


def test_what_was_agreed_before_gives_way_and_stays_around(months: Months) -> None:
    _agree(months, {MARTIN: 60, DIALLO: 40}, SEPTEMBER)
    _agree(months, {MARTIN: 100}, MIDDLE, END)
    assert _agreed(months) == [
        (DIALLO, 40, "2026-09-01", "2026-09-14"),
        (MARTIN, 60, "2026-09-01", "2026-09-14"),
        (MARTIN, 100, "2026-09-15", "2026-09-30"),
        (DIALLO, 40, "2026-10-01", ""),
        (MARTIN, 60, "2026-10-01", ""),
    ]
    with months.records.writing(SYSTEM) as work:
        assert shares.end(months.as_office(work), months.cast.lea, MIDDLE) == 3
    assert _agreed(months) == [
        (DIALLO, 40, "2026-09-01", "2026-09-14"),
        (MARTIN, 60, "2026-09-01", "2026-09-14"),
        (MARTIN, 100, "2026-09-15", "2026-09-15"),
    ]


@pytest.mark.parametrize("parts", [{MARTIN: 60, DIALLO: 41}, {MARTIN: 99}, {MARTIN: 100, DIALLO: 0}, {}])
def test_parts_make_up_the_whole(months: Months, parts: dict[str, int]) -> None:
    with pytest.raises(NotTheWhole):
        _agree(months, parts, SEPTEMBER)
    assert _agreed(months) == []


def test_no_share_ends_before_it_begins_and_no_parent_sets_one(months: Months) -> None:
    with pytest.raises(EndsBefore):
        _agree(months, {MARTIN: 100}, MIDDLE, SEPTEMBER)
    with months.records.writing(SYSTEM) as work, pytest.raises(NotAllowed):
        shares.agree(as_of(work, months.cast.nadia), months.cast.lea, {1: 100}, SEPTEMBER)


@pytest.fixture
def run(months: Months, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the commands as the office's at a terminal of this town."""

    @contextmanager
    def acting(_context: click.Context, *, rehearsal: bool = False) -> Iterator[Work]:
        with saying_no(), months.records.writing(SYSTEM, rehearsal=rehearsal) as work:
            yield months.as_office(work)

    monkeypatch.setattr(commands, "acting", acting)
    monkeypatch.setattr(residences, "acting", acting)
    return lambda *words: CliRunner().invoke(commands.command, list(words), env={"COLUMNS": "200"}).output


def test_the_office_sets_shows_and_ends_parts(run: Run) -> None:
    assert "la garde décide" in run("show", "Léa Martin")
    wanted = ("set", "Léa Martin", "F-2026-00001=60", "F-2026-00004=40 %", "--since", "2026-09-01")
    assert "F-2026-00001=60" in run("set", "Léa Martin", "F-2026-00001", "--since", "2026-09-01")
    assert "100 % en tout" in run("set", "Léa Martin", "F-2026-00001=60", "--since", "2026-09-01")
    assert "rien n’est changé" in run(*wanted, "--essai")
    assert "la garde décide" in run("show", "Léa Martin")
    assert "60 %" in run(*wanted)
    assert "40 %" in run("show", "Léa Martin")
    assert "C’est fait" in run("end", "Léa Martin", "2026-08-31")
    assert "la garde décide" in run("show", "Léa Martin")
    assert "Rien n’était convenu" in run("end", "Léa Martin", "2026-08-31")


@pytest.mark.usefixtures("run")
def test_the_office_notes_a_home_outside_the_town_and_the_price_follows(months: Months) -> None:
    def typed(*words: str) -> str:
        return CliRunner().invoke(residences.command, list(words)).output

    assert "dans la commune, rien d’autre" in typed("F-2026-00001")
    assert "aucun foyer" in typed("F-2026-99999", "outside")
    assert "rien n’est changé" in typed("F-2026-00001", "outside", "--since", "2026-09-09", "--essai")
    assert "dans la commune, rien d’autre" in typed("F-2026-00001")
    assert "Depuis le 09/09/2026 : hors de la commune." in typed("F-2026-00001", "outside", "--since", "2026-09-09")
    days = school_days(9)
    months.eat(months.cast.lea, *days)
    months.call_the_roll(SEPTEMBER, END)
    months.at(2026, 10, 1)
    months.issue(SEPTEMBER)
    outside = sum(day > date(2026, 9, 9) for day in days)
    assert {name: amount for _, name, amount in months.invoices()} == {MARTIN: outside * 620 + (len(days) - outside) * 305}
