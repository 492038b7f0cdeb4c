"""The invented town: as many children as asked, always the same, and the people of it can act."""

import hashlib
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from villars_core.staff.main import villars


def _fill(folder: Path, children: int) -> sqlite3.Connection:
    folder.mkdir()
    file = folder / "town.db"
    arguments = ["demo", "town", "--children", str(children), "--database", f"sqlite:///{file}", "--keys", str(folder / "keys.toml")]
    result = CliRunner().invoke(villars, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert result.output.startswith(f"{children} enfants, ")
    return sqlite3.connect(file)


def _digest(town: sqlite3.Connection) -> str:
    queries = (
        "SELECT first_name, last_name, born, sex, class_id FROM child ORDER BY id",
        "SELECT identifier, name, email FROM account WHERE identifier LIKE 'parent-%' ORDER BY id",
        "SELECT child_id, day, booking_number FROM reservation ORDER BY id",
        "SELECT address FROM channel_link ORDER BY id",
    )
    rows = [town.execute(query).fetchall() for query in queries]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.mark.parametrize("children", [1, 120])
def test_town_has_as_many_children_as_asked_beside_the_cast(tmp_path: Path, children: int) -> None:
    town = _fill(tmp_path / "a", children)
    cast = 8
    assert town.execute("SELECT count(*) FROM child").fetchone() == (children + cast,)
    assert town.execute("SELECT count(*) FROM registration").fetchone() == (children + cast,)
    assert town.execute("SELECT count(DISTINCT child_id) FROM guardianship").fetchone() == (children + cast,)
    town.close()


def test_same_number_gives_the_same_town(tmp_path: Path) -> None:
    first, second = _fill(tmp_path / "a", 40), _fill(tmp_path / "b", 40)
    assert _digest(first) == _digest(second)
    first.close()
    second.close()


def test_no_meal_is_booked_on_a_day_without_school(tmp_path: Path) -> None:
    town = _fill(tmp_path / "a", 30)
    weekdays = {row[0] for row in town.execute("SELECT DISTINCT strftime('%w', day) FROM reservation")}
    assert weekdays == {"1", "2", "4", "5"}
    town.close()
