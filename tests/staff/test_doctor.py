"""Each check of the doctor, well and then broken: the fault is seen, and the mend names what to do."""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.servers.postgresql import postgresql
from villars_core.config import load
from villars_core.conversations.checks import Finding, Level
from villars_core.notifications.models import OutboxRow
from villars_core.school_calendar.models import SchoolYear
from villars_core.staff import doctor, doctor_checks
from villars_core.staff.doctor_checks import Seen, house
from villars_core.storage.base import Base
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import open_vault

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def town(tmp_path: Path) -> Seen:
    """Give a healthy town in a folder: settings, keys, a migrated database, a calendar that goes on until July 2027."""
    file = tmp_path / "villars.toml"
    keys = tmp_path / "keys" / "keys.toml"
    file.write_text(f'[keys]\nfile = "{keys}"\n[places]\ndata = "{tmp_path / "data"}"\n')
    file.chmod(0o600)
    open_vault(keys, create=True)
    migrations = _migrations(tmp_path)
    seen = Seen(load(str(file), {}), {}, NOW, migrations)
    engine = _engine(seen)
    Base.metadata.create_all(engine, [Base.metadata.tables[name] for name in ("school_year", "outbox")])
    _at_version(engine, "0002")
    with Session(engine) as session, session.begin():
        session.add(SchoolYear(first=date(2026, 9, 1), last=date(2027, 7, 2)))
    engine.dispose()
    return seen


def _migrations(folder: Path) -> Path:
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    for number, before in (("0001", None), ("0002", "0001")):
        (versions / f"{number}.py").write_text(
            f"revision = {number!r}\ndown_revision = {before!r}\nbranch_labels = None\ndepends_on = None\n"
        )
    return versions.parent


def _engine(seen: Seen) -> Engine:
    return open_engine(seen.loaded.places.database_url)


def _at_version(engine: Engine, number: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.exec_driver_sql("DELETE FROM alembic_version")
        connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{number}')")  # noqa: S608 (our own number)


def _of(seen: Seen, subject: str) -> Finding:
    return next(one for one in house(seen) if one.subject == subject)


def _with(seen: Seen, toml: str, environment: Mapping[str, str] | None = None) -> Seen:
    file = seen.loaded.file
    assert file is not None
    file.write_text(file.read_text() + toml)
    return replace(seen, loaded=load(str(file), {}), environment=environment or {})


def test_a_healthy_town_has_nothing_to_mend(town: Seen) -> None:
    """Every line is fine, and no line speaks of a mend."""
    found = list(house(town))
    assert [one for one in found if one.level is not Level.FINE or one.mend] == []
    expected = {"configuration", "données", "clés", "horloge", "langues", "base", "schéma", "calendrier", "envois"}
    assert {one.subject for one in found} == expected


def test_a_mistake_in_the_settings_ends_the_examination_with_the_key_and_its_line(tmp_path: Path) -> None:
    """A wrong key is named with its line; nothing else is looked at."""
    file = tmp_path / "villars.toml"
    file.write_text("[telegram]\ntokn = 'x'\n")
    (found,) = doctor.examine(str(file), {})
    assert found.level is Level.FAULT
    assert "telegram.tokn (ligne 2)" in found.what
    assert "token" in found.what


def test_no_settings_file_is_worth_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, town: Seen) -> None:
    """Without a file the program runs on its defaults, which is seldom meant."""
    monkeypatch.chdir(tmp_path / "keys")
    found = _of(replace(town, loaded=load(None, {"HOME": str(tmp_path)})), "configuration")
    assert found.level is Level.WARNING
    assert "--config" in found.mend


def test_settings_that_others_can_read_are_named_with_chmod(town: Seen) -> None:
    """The settings hold the token and the passwords."""
    assert town.loaded.file is not None
    town.loaded.file.chmod(0o644)
    found = _of(town, "configuration")
    assert found.level is Level.WARNING
    assert "chmod 600" in found.mend


def test_a_disk_that_is_nearly_full_is_a_fault(town: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below 100 MB nothing can be relied on; below 1 GB it is time to act."""
    for free, level in ((50_000_000, Level.FAULT), (500_000_000, Level.WARNING), (5_000_000_000, Level.FINE)):
        usage = type("Usage", (), {"free": free})()
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder, usage=usage: usage)
        assert _of(town, "données").level is level


def test_a_folder_that_cannot_be_written_is_a_fault(town: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mend is to give the folder to the program's user."""
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    found = _of(town, "données")
    assert found.level is Level.FAULT
    assert "chown" in found.mend


def test_missing_keys_are_a_fault_that_names_the_command(town: Seen) -> None:
    """Without keys nothing sealed can be read."""
    town.loaded.places.keys.unlink()
    found = _of(town, "clés")
    assert found.level is Level.FAULT
    assert "villars keys create" in found.mend


def test_spoiled_keys_are_a_fault(town: Seen) -> None:
    """A key file cut in the middle points to the copy of the keys."""
    town.loaded.places.keys.write_text("current = ")
    assert "sauvegarde" in _of(town, "clés").mend


def test_keys_that_others_can_read_are_a_fault(town: Seen) -> None:
    """The keys open the health and bank data."""
    town.loaded.places.keys.chmod(0o640)
    assert "chmod 600" in _of(town, "clés").mend


def test_keys_beside_the_records_are_worth_a_word(town: Seen) -> None:
    """Whoever copies the data would copy the keys."""
    file = town.loaded.places.data / "keys.toml"
    open_vault(file, create=True)
    moved = replace(town.loaded, places=replace(town.loaded.places, keys=file))
    found = _of(replace(town, loaded=moved), "clés")
    assert found.level is Level.WARNING
    assert "keys.file" in found.mend


def test_a_moved_clock_is_refused_for_a_real_town_and_taken_for_a_demo(town: Seen) -> None:
    """VILLARS_CLOCK would move deadlines."""
    moved = {"VILLARS_CLOCK": "2026-11-23T09:00:00+01:00"}
    found = _of(replace(town, environment=moved), "horloge")
    assert found.level is Level.FAULT
    assert "VILLARS_CLOCK" in found.mend
    demo = _with(town, "[town]\ndemo = true\n", moved)
    assert _of(demo, "horloge").level is Level.FINE


def test_a_machine_that_lives_in_the_past_is_a_fault(town: Seen) -> None:
    """A clock before this release cannot be right."""
    found = _of(replace(town, now=datetime(2020, 1, 1, tzinfo=UTC)), "horloge")
    assert found.level is Level.FAULT
    assert "timedatectl" in found.mend


def test_a_language_without_its_catalogue_is_named(town: Seen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """French serves in its place, and the mend compiles it."""
    monkeypatch.setattr(doctor_checks, "catalogues_folder", lambda: tmp_path)
    found = _of(town, "langues")
    assert found.level is Level.WARNING
    assert "en" in found.what
    assert "make catalogues" in found.mend


def test_a_missing_database_is_not_made_by_looking(town: Seen) -> None:
    """The doctor names the command, and leaves no empty file behind."""
    file = town.loaded.places.data / "villars.db"
    for one in file.parent.glob("villars.db*"):
        one.unlink()
    found = _of(town, "base")
    assert found.level is Level.FAULT
    assert "villars db upgrade" in found.mend
    assert not file.exists()


def test_a_spoiled_database_is_a_fault(town: Seen) -> None:
    """Bytes overwritten in the middle of the file are found."""
    file = town.loaded.places.data / "villars.db"
    content = bytearray(file.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    file.write_bytes(bytes(content))
    assert _of(town, "base").level is Level.FAULT


def test_a_database_without_its_durable_settings_is_a_fault(town: Seen) -> None:
    """A database in memory cannot write ahead: the setting that is not in force is named."""
    found = _of(_with(town, '[database]\nurl = "sqlite://"\n'), "base")
    assert found.level is Level.FAULT
    assert "journal_mode=memory" in found.what
    assert "disque local" in found.mend


def test_a_database_that_does_not_answer_is_a_fault(town: Seen) -> None:
    """A PostgreSQL that is away is told in one line, without the password."""
    away = _with(town, '[database]\nurl = "postgresql://villars:topsecret@127.0.0.1:1/villars"\n')
    found = _of(away, "base")
    assert found.level is Level.FAULT
    assert "database.url" in found.mend
    assert "topsecret" not in found.what


def test_a_postgresql_is_looked_at_like_sqlite(town: Seen) -> None:
    """It answers, its schema is compared, its calendar is read."""
    with postgresql() as server:
        moved = _with(town, f'[database]\nurl = "{server.new_database()}"\n')
        engine = _engine(moved)
        Base.metadata.create_all(engine, [Base.metadata.tables[name] for name in ("school_year", "outbox")])
        assert _of(moved, "schéma").level is Level.FAULT
        _at_version(engine, "0002")
        engine.dispose()
        assert (_of(moved, "base").level, _of(moved, "schéma").level) == (Level.FINE, Level.FINE)
        assert "aucune année scolaire" in _of(moved, "calendrier").what


def test_an_unknown_kind_of_database_is_a_fault(town: Seen) -> None:
    """The two kinds that work are named."""
    assert "postgresql://" in _of(_with(town, '[database]\nurl = "oracle://x"\n'), "base").mend


@pytest.mark.parametrize(("version", "mend"), [("0001", "villars db upgrade"), ("9999", "version du programme")])
def test_a_schema_of_another_version_is_a_fault(town: Seen, version: str, mend: str) -> None:
    """Older: upgrade. Newer: the program is too old for its own records."""
    engine = _engine(town)
    _at_version(engine, version)
    engine.dispose()
    found = _of(town, "schéma")
    assert found.level is Level.FAULT
    assert mend in found.mend


@pytest.mark.parametrize(
    ("today", "level"),
    [(date(2027, 3, 4), Level.FINE), (date(2027, 3, 5), Level.WARNING), (date(2027, 7, 2), Level.WARNING), (date(2027, 7, 3), Level.FAULT)],
)
def test_the_calendar_is_asked_for_120_days_before_it_ends(town: Seen, today: date, level: Level) -> None:
    """The known school year ends on 2 July 2027; 120 days before that is 4 March."""
    found = _of(replace(town, now=datetime(today.year, today.month, today.day, 9, tzinfo=UTC)), "calendrier")
    assert found.level is level
    assert ("villars town load" in found.mend) is (level is not Level.FINE)


def test_messages_that_wait_for_more_than_an_hour_are_counted(town: Seen) -> None:
    """Nobody sends, or the other side is away."""
    due = datetime(2026, 11, 24, 7, 59, tzinfo=UTC)
    engine = _engine(town)
    with Session(engine) as session, session.begin():
        session.add(OutboxRow(kind="notice", lane=1, row_key="k", created_at=due, not_before=due))
    engine.dispose()
    found = _of(town, "envois")
    assert found.level is Level.WARNING
    assert found.what.startswith("1 message")
    assert "villars run" in found.mend


@pytest.mark.parametrize("level", list(Level))
def test_the_worst_finding_is_the_exit_code_and_each_fault_shows_its_mend(level: Level, monkeypatch: pytest.MonkeyPatch) -> None:
    """0 fine, 1 to watch, 2 to mend; the same findings as JSON for other programs."""
    findings = [Finding("base", Level.FINE, "sqlite"), Finding("clés", level, "vues", "faites ceci" if level else "")]
    monkeypatch.setattr(doctor, "examine", lambda *_arguments: iter(findings))
    shown = CliRunner().invoke(doctor.command)
    assert shown.exit_code == level
    assert ("→ faites ceci" in shown.output) is bool(level)
    rows = json.loads(CliRunner().invoke(doctor.command, ["--json"]).output)
    assert [row["level"] for row in rows] == ["fine", level.name.lower()]
