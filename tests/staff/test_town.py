"""`villars town`: checking a file, rehearsing it, bringing it into force, and who may."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.staff.terminal import Terminal, town
from villars_core.demo.cast import rules_text
from villars_core.school_calendar.models import ClosedPeriod, SchoolYear
from villars_core.schools.models import School, TownRulesVersion
from villars_core.schools.queries import classes, contacts, rules_in_force
from villars_core.schools.rules_file import read_rules
from villars_core.staff.town import command
from villars_core.work import SYSTEM


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Make a town with empty records."""
    return town(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write the rules of Villars into a file."""
    path = tmp_path / "regles.toml"
    path.write_text(rules_text(), encoding="utf-8")
    return path


def _count(terminal: Terminal, table: type[School | TownRulesVersion | ClosedPeriod]) -> int:
    with terminal.records.reading(SYSTEM) as work:
        return work.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_good_file_is_counted_and_nothing_is_changed(terminal: Terminal, file: Path) -> None:
    said = terminal.types(command, "check", str(file))
    assert said.exit_code == 0
    assert "aucune erreur. 2 écoles, 2 activités, 3 années scolaires" in said.output
    assert _count(terminal, School) == 0


def test_a_bad_file_is_told_line_by_line(terminal: Terminal, file: Path) -> None:
    file.write_text(rules_text().replace('"wednesday"\nat', '"mercredi"\nat'), encoding="utf-8")
    said = terminal.types(command, "check", str(file))
    assert said.exit_code != 0
    assert "ligne" in str(said.exception)
    assert "deadlines.1.weekday" in str(said.exception)


def test_a_rehearsal_says_what_would_change_and_changes_nothing(terminal: Terminal, file: Path) -> None:
    said = terminal.types(command, "load", str(file), "--essai")
    assert "Essai : rien n’est changé." in said.output
    assert "École élémentaire Jean Moulin" in said.output
    assert (_count(terminal, School), _count(terminal, TownRulesVersion)) == (0, 0)


def test_loading_brings_schools_classes_contacts_and_calendar_into_force(terminal: Terminal, file: Path) -> None:
    assert terminal.types(command, "load", str(file)).exit_code == 0
    with terminal.records.reading(SYSTEM) as work:
        assert rules_in_force(work).town.name == "Villars"
        assert {one.level for one in classes(work)} >= {"MS", "CE1", "CM2"}
        assert contacts(work)["email"] == "education@villars.example"
    assert _count(terminal, ClosedPeriod) == len(rules_text().split("[[holidays]]")) - 1


def test_the_same_file_twice_changes_nothing(terminal: Terminal, file: Path) -> None:
    terminal.types(command, "load", str(file))
    said = terminal.types(command, "load", str(file))
    assert "déjà en vigueur" in said.output
    assert (_count(terminal, TownRulesVersion), _count(terminal, School)) == (1, 2)


def test_a_changed_file_is_a_new_version_and_the_old_one_stays(terminal: Terminal, file: Path) -> None:
    terminal.types(command, "load", str(file))
    file.write_text(rules_text().replace("23:59:00", "12:00:00"), encoding="utf-8")
    terminal.types(command, "load", str(file))
    with terminal.records.reading(SYSTEM) as work:
        assert rules_in_force(work).deadlines[0].at.hour == 12
    assert (_count(terminal, TownRulesVersion), _count(terminal, School)) == (2, 2)


def test_a_period_that_the_new_file_corrects_gives_way(terminal: Terminal, file: Path) -> None:
    terminal.types(command, "load", str(file))
    file.write_text(rules_text().replace("last = 2027-01-03", "last = 2027-01-10"), encoding="utf-8")
    terminal.types(command, "load", str(file))
    with terminal.records.reading(SYSTEM) as work:
        query = select(ClosedPeriod).where(ClosedPeriod.first == date(2026, 12, 19))
        christmas = sorted((one.last.day, one.withdrawn_at is None) for one in work.session.scalars(query))
    assert christmas == [(3, False), (10, True)]


def test_a_period_that_staff_withdrew_by_hand_stays_withdrawn(terminal: Terminal, file: Path) -> None:
    terminal.types(command, "load", str(file))
    with terminal.records.writing(SYSTEM) as work:
        bridge = work.session.scalars(select(ClosedPeriod).where(ClosedPeriod.first == date(2027, 5, 6))).one()
        bridge.withdrawn_at = work.now
    file.write_text(rules_text().replace("23:59:00", "12:00:00"), encoding="utf-8")
    terminal.types(command, "load", str(file))
    with terminal.records.reading(SYSTEM) as work:
        again = work.session.scalars(select(ClosedPeriod.withdrawn_at).where(ClosedPeriod.first == date(2027, 5, 6))).all()
    assert len(again) == 1
    assert again[0] is not None


def test_a_year_whose_end_the_file_moves_ends_then(terminal: Terminal, file: Path) -> None:
    terminal.types(command, "load", str(file))
    file.write_text(rules_text().replace("last = 2027-07-02", "last = 2027-07-06"), encoding="utf-8")
    terminal.types(command, "load", str(file))
    with terminal.records.reading(SYSTEM) as work:
        assert work.session.scalars(select(SchoolYear.last).order_by(SchoolYear.first)).all() == [
            date(2026, 7, 3),
            date(2027, 7, 6),
            date(2028, 7, 3),
        ]


def test_the_ministrys_calendar_is_written_as_a_part_of_the_file(terminal: Terminal, file: Path) -> None:
    said = terminal.types(command, "calendar", "2026", "--zone", "A")
    assert said.exit_code == 0
    rules = read_rules(rules_text().partition("[[years]]")[0] + said.output)
    whole = read_rules(file.read_text(encoding="utf-8"))
    assert rules.years[0] in whole.years
    assert set(rules.holidays) <= set(whole.holidays)


def test_a_year_that_is_not_published_is_refused_in_a_sentence(terminal: Terminal) -> None:
    said = terminal.types(command, "calendar", "2050")
    assert said.exit_code == 1
    assert "pas encore publié" in said.output
