"""Upgrading records that are in use: no row is lost, a step that fails leaves nothing, several upgrades at once are one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, inspect, select, text

from tests.conversations.people import MONDAY
from tests.databases import migrated
from villars_core.clock import MovableClock
from villars_core.demo.cast import plant
from villars_core.errors import OperatorError
from villars_core.reservations.actions import book
from villars_core.staff.all_models import all_tables
from villars_core.storage.engine import open_engine
from villars_core.storage.schema import FOLDER
from villars_core.storage.upgrade import upgrade
from villars_core.work import SYSTEM, Records

HEAD = (
    '"""A step tried by a test."""\n\nimport sqlalchemy as sa\nfrom alembic import op\n\nrevision = "tried"\ndown_revision = "{last}"\n\n\n'
)
REMAKES = """def upgrade() -> None:
    for table, column in (("household", "name"), ("child", "first_name"), ("account", "name")):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("tried", sa.String(10), nullable=True))
            batch.alter_column(column, type_=sa.String(300), existing_type=sa.String(80), existing_nullable=False)
"""
FAILS = """def upgrade() -> None:
    op.create_table("tried", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("INSERT INTO tried VALUES (1)")
    raise RuntimeError
"""
CUTS = """def upgrade() -> None:
    op.execute("DELETE FROM household")
"""


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    """Give the records of a town in use, on each database."""
    with migrated(url, MovableClock(MONDAY, running=False)) as opened:
        with opened.writing(SYSTEM) as work:
            book(work, plant(work).lea, [MONDAY.date().replace(day=30)])
        yield opened


def with_step(folder: Path, body: str) -> Path:
    """Return a copy of the migrations with one more step."""
    copy = folder / "migrations"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    last = max(file.name[:4] for file in (copy / "versions").glob("[0-9]*.py"))
    (copy / "versions" / "tried.py").write_text(HEAD.format(last=last) + body)
    return copy


def counts(engine: Engine) -> dict[str, int]:
    """Return how many rows each table has."""
    with engine.connect() as connection:
        tables = all_tables().sorted_tables
        return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def version(engine: Engine) -> str:
    """Return the version that the database says it has."""
    with engine.connect() as connection:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def test_a_table_that_is_made_again_keeps_its_rows_and_those_that_refer_to_it(records: Records, tmp_path: Path) -> None:
    before = counts(records.engine)
    upgrade(records.engine, with_step(tmp_path, REMAKES))
    assert version(records.engine) == "tried"
    assert counts(records.engine) == before
    assert before["child"] == 8
    assert before["guardianship"] > 8
    assert "tried" in {column["name"] for column in inspect(records.engine).get_columns("household")}


def test_a_step_that_fails_leaves_everything_as_it_was(records: Records, tmp_path: Path) -> None:
    before, at = counts(records.engine), version(records.engine)
    with pytest.raises(RuntimeError):
        upgrade(records.engine, with_step(tmp_path, FAILS))
    assert (counts(records.engine), version(records.engine)) == (before, at)
    assert "tried" not in inspect(records.engine).get_table_names()


def test_a_step_that_would_cut_rows_loose_is_refused_and_foreign_keys_are_on_again(tmp_path: Path) -> None:
    with migrated(f"sqlite:///{tmp_path / 'town.db'}", MovableClock(MONDAY, running=False)) as records:
        with records.writing(SYSTEM) as work:
            plant(work)
        before = counts(records.engine)
        with pytest.raises(OperatorError, match="liens sans cible"):
            upgrade(records.engine, with_step(tmp_path, CUTS))
        assert counts(records.engine) == before
        with records.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_records_of_a_newer_program_are_left_alone(records: Records) -> None:
    with records.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(OperatorError) as refused:
        upgrade(records.engine)
    assert refused.value.number == 1105
    assert version(records.engine) == "9999"


def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    engine = open_engine(f"postgresql://nobody@/town?host={tmp_path}")
    with pytest.raises(OperatorError) as refused:
        upgrade(engine)
    assert refused.value.number == 1103
    engine.dispose()


def test_upgrades_at_once_are_one_upgrade(url: str, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "villars_core.staff.main", "db", "upgrade"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "VILLARS_DATABASE__URL": url}
    both = [subprocess.Popen(line, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    ended = [one.communicate(timeout=120)[1] for one in both]
    assert ended == ["", ""]
    engine = open_engine(url)
    assert "reservation" in inspect(engine).get_table_names()
    engine.dispose()
