"""`villars info` as staff of a demo town type it."""

from pathlib import Path

import pytest

from tests.staff.terminal import Terminal, town
from villars_core.demo.cast import plant
from villars_core.schools.information import published
from villars_core.staff.info import command as info
from villars_core.work import SYSTEM

CLAIRE, MARC = ("--as", "claire"), ("--as", "marc")


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Make a demo town with the cast."""
    made = town(tmp_path, demo=True)
    with made.records.writing(SYSTEM) as work:
        plant(work)
    return made


def texts(terminal: Terminal) -> dict[str, str]:
    """Return what families read."""
    with terminal.records.reading(SYSTEM) as work:
        return {topic: one.text for topic, one in published(work).items()}


def test_a_text_is_rehearsed_published_listed_and_removed(terminal: Terminal) -> None:
    wanted = ("set", "childcare_hours", "Jusqu’à 18 h 30.")
    assert "Essai : rien n’est changé." in terminal.types(info, *wanted, "--essai", *CLAIRE).output
    assert "childcare_hours" not in texts(terminal)
    assert "C’est publié." in terminal.types(info, *wanted, *CLAIRE).output
    assert texts(terminal)["childcare_hours"] == "Jusqu’à 18 h 30."
    assert "Jusqu’à 18 h 30." in terminal.types(info, "list", *CLAIRE).output
    assert "C’est retiré." in terminal.types(info, "remove", "childcare_hours", *CLAIRE).output
    assert "childcare_hours" not in texts(terminal)


def test_a_file_until_a_day_and_a_topic_of_ones_own(terminal: Terminal, tmp_path: Path) -> None:
    menu = tmp_path / "menu.txt"
    menu.write_text("Lundi : gratin.\n", encoding="utf-8")
    terminal.types(info, "set", "canteen_menu", "--file", str(menu), "--until", "2020-01-03", *CLAIRE)
    assert "canteen_menu" not in texts(terminal)
    assert "n’est plus montré" in terminal.types(info, "list", *CLAIRE).output
    terminal.types(info, "set", "piscine", "Le mardi.", "--title", "Piscine", "--words", "piscine", *CLAIRE)
    assert texts(terminal)["piscine"] == "Le mardi."


@pytest.mark.parametrize("wanted", [("set", "piscine", "Le mardi."), ("set", "childcare_hours"), ("remove", "nothing")])
def test_what_cannot_be_done_is_said_and_changes_nothing(terminal: Terminal, wanted: tuple[str, ...]) -> None:
    before = texts(terminal)
    assert terminal.types(info, *wanted, *CLAIRE).exit_code != 0
    assert texts(terminal) == before


def test_the_kitchen_publishes_nothing(terminal: Terminal) -> None:
    assert terminal.types(info, "set", "canteen_menu", "gratin", *MARC).exit_code != 0
    assert "canteen_menu" not in texts(terminal)
