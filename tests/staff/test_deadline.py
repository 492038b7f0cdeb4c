"""`villars deadline`: what it prints, what it refuses, and how little it loads."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from villars_core.demo.cast import rules_text
from villars_core.staff.deadline import command


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write the rules of Villars into a file."""
    path = tmp_path / "regles.toml"
    path.write_text(rules_text(), encoding="utf-8")
    return path


def _types(file: Path, *more: str) -> Result:
    return CliRunner().invoke(command, ["--config", str(file), *more])


def test_it_prints_the_last_minute_with_its_reason(file: Path) -> None:
    said = _types(file, "--day", "2026-12-07", "--at", "2026-12-02T23:59:59+01:00", "--json")
    assert json.loads(said.output) == {
        "day": "2026-12-07",
        "act": "book",
        "last_minute": "2026-12-02T23:59+01:00",
        "open": True,
        "why": ["le mercredi de 1 semaine(s) avant, à 23:59, la minute entière comprise"],
    }


def test_a_second_later_the_day_is_closed(file: Path) -> None:
    said = json.loads(_types(file, "--day", "2026-12-07", "--act", "cancel", "--at", "2026-12-03T00:00:00+01:00", "--json").output)
    assert (said["act"], said["last_minute"], said["open"]) == ("cancel", "2026-12-02T23:59+01:00", False)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("--day", "2026-12-21"), "Vacances de Noël"),
        (("--day", "2026-12-09"), "il n’y a pas de service ce jour de la semaine"),
        (("--day", "2026-12-12"), "c’est le week-end"),
        (("--day", "2027-03-29"), "Lundi de Pâques"),
        (("--day", "2026-12-07", "--activity", "childcare"), "cette activité ne se réserve pas"),
    ],
)
def test_a_day_without_a_meal_to_book_has_no_last_minute_and_a_reason(file: Path, asked: tuple[str, ...], why: str) -> None:
    said = json.loads(_types(file, *asked, "--json").output)
    assert (said["last_minute"], said["open"], said["why"]) == (None, False, [why])


def test_the_reason_is_the_rule_that_the_day_follows(file: Path) -> None:
    own = '\n[deadlines.by_weekday.thursday]\nanchor = "days_before"\ncount = 2\nat = 10:00:00\nskip = ["weekends", "public_holidays"]\n'
    file.write_text(rules_text() + own, encoding="utf-8")
    said = json.loads(_types(file, "--day", "2026-12-10", "--json").output)
    assert said["last_minute"] == "2026-12-08T10:00+01:00"
    assert said["why"] == [
        "2 jour(s) avant, à 10:00, la minute entière comprise",
        "sans compter : les week-ends, les jours fériés",
        "règle du jeudi",
    ]


def test_without_a_rule_a_meal_may_change_until_its_day_ends(file: Path) -> None:
    file.write_text(rules_text().partition("[[deadlines]]")[0], encoding="utf-8")
    said = json.loads(_types(file, "--day", "2026-12-10", "--at", "2026-12-11T00:00:00+01:00", "--json").output)
    assert (said["last_minute"], said["open"]) == ("2026-12-10T23:59+01:00", False)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--day", "7 décembre"), "n’est pas un jour"),
        (("--day", "2026-12-07", "--at", "demain"), "n’est pas un instant"),
        (("--day", "2026-12-07", "--school", "Hogwarts"), "école inconnue : « Hogwarts »"),
        (("--day", "2026-12-07", "--activity", "swimming"), "activité inconnue : « swimming »"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(file: Path, asked: tuple[str, ...], told: str) -> None:
    said = _types(file, *asked)
    assert said.exit_code == 2
    assert told in said.output


def test_for_people_it_says_it_in_words(file: Path) -> None:
    said = _types(file, "--day", "2026-12-07").output
    assert "lundi 7 décembre 2026" in said
    assert "mercredi 2 décembre" in said


def test_it_loads_neither_telegram_nor_a_database_nor_a_printer(file: Path) -> None:
    program = (
        "import sys; from villars_core.staff.main import villars;"
        f"villars.main(['deadline', '--config', {str(file)!r}, '--day', '2026-12-07', '--json'], standalone_mode=False);"
        "heavy = {'telegram', 'sqlalchemy', 'reportlab', 'pydantic', 'structlog'} & set(sys.modules); assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
