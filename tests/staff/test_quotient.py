"""`villars quotient` as the office types it: what counts, what ends soon, and one that is entered."""

import json
from pathlib import Path

import pytest

from tests.staff.terminal import Terminal, town
from villars_core.demo.cast import plant
from villars_core.staff.quotient import command as quotient
from villars_core.work import SYSTEM

CLAIRE = ("--as", "claire")


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Make a demo town with its cast."""
    terminal = town(tmp_path, demo=True)
    with terminal.records.writing(SYSTEM) as work:
        plant(work)
    return terminal


def listed(terminal: Terminal, *options: str) -> dict[str, dict[str, object]]:
    """Return what the list says of each home, by its name."""
    said = terminal.types(quotient, "list", "--json", *options, *CLAIRE)
    assert said.exit_code == 0, said.output
    return {one["household"]: one for one in json.loads(said.output)}


def test_each_home_is_listed_with_its_quotient_or_none(terminal: Terminal) -> None:
    homes = listed(terminal)
    assert (homes["Famille Martin"]["value"], homes["Famille Martin"]["until"]) == (620, "2027-09-30")
    assert homes["Karim Haddad"]["value"] is None
    assert set(listed(terminal, "--months", "1")) == {"Karim Haddad", "Olena Kovalenko"}
    assert "aucun" in terminal.types(quotient, "list", *CLAIRE).output


def test_a_quotient_is_entered_by_the_homes_reference(terminal: Terminal) -> None:
    reference = str(listed(terminal)["Karim Haddad"]["reference"])
    said = terminal.types(quotient, "enter", reference, "0", "--source", "MSA", "--month", "2026-11", "--since", "2026-11-01", *CLAIRE)
    assert said.exit_code == 0, said.output
    assert "Karim Haddad : 0 (MSA), du 01/11/2026" in said.output
    assert listed(terminal)["Karim Haddad"]["value"] == 0


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("enter", "X-404", "620", "--source", "CAF", "--month", "2026-11"), "aucun foyer X-404"),
        (("enter", "REFERENCE", "620", "--source", "CAF", "--month", "2020-01"), "n’est plus valable"),
        (("enter", "REFERENCE", "620", "--source", "CAF", "--month", "novembre"), "novembre"),
        (("enter", "REFERENCE", "99999", "--source", "CAF", "--month", "2026-11"), "99999"),
    ],
)
def test_what_cannot_be_is_refused(terminal: Terminal, typed: tuple[str, ...], why: str) -> None:
    reference = str(listed(terminal)["Karim Haddad"]["reference"])
    said = terminal.types(quotient, *(reference if one == "REFERENCE" else one for one in typed), *CLAIRE)
    assert said.exit_code != 0
    assert why in said.output


def test_only_the_office_and_the_treasurer_may_look(terminal: Terminal) -> None:
    assert terminal.types(quotient, "list", "--as", "marc").exit_code != 0
