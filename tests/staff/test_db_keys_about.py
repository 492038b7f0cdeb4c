"""`villars db`, `villars keys` and `villars about`: a town made ready, its keys changed, and where it all is."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.staff.terminal import Terminal, town
from villars_core.conversations.opening import open_house
from villars_core.office_queue.actions import Posting, post
from villars_core.office_queue.models import QueueItem
from villars_core.staff import keys
from villars_core.staff.about import command as about
from villars_core.staff.faults import keep
from villars_core.staff.keys import command
from villars_core.staff.main import villars
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import Vault, add_key, open_vault
from villars_core.work import SYSTEM, Records


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Make a town whose queue holds some sealed words."""
    opened = town(tmp_path)
    with opened.records.writing(SYSTEM) as work:
        for number in range(5):
            post(work, Posting("question", "Question", f"words {number}"))
    return opened


def words(terminal: Terminal, records: Records | None = None) -> list[str]:
    """Return the opened words."""
    with (records or terminal.records).reading(SYSTEM) as work:
        return [row.unseal_text("words", work.vault) for row in work.session.scalars(select(QueueItem).order_by(QueueItem.id))]


def test_three_commands_make_a_town_ready_and_twice_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in os.environ if one.startswith("VILLARS_")]:
        monkeypatch.delenv(name)
    config = tmp_path / "villars.toml"
    config.write_text(f'[places]\ndata = "{tmp_path / "data"}"\n[keys]\nfile = "{tmp_path / "keys" / "keys.toml"}"\n')
    for line in (("keys", "create"), ("db", "upgrade")) * 2:
        done = CliRunner().invoke(villars, ["--config", str(config), *line])
        assert done.exit_code == 0, done.output
    assert "existent déjà" in CliRunner().invoke(villars, ["--config", str(config), "keys", "create"]).output
    house = open_house(str(config))
    house.records.engine.dispose()


def test_after_a_rotation_everything_opens_with_the_new_key_also_in_programs_that_were_running(terminal: Terminal) -> None:
    before = terminal.records.vault.current
    done = terminal.types(command, "rotate")
    assert done.exit_code == 0, done.output
    assert "\n10 valeurs" in done.output  # the words and the list of files of each
    now = open_house(str(terminal.config)).records
    assert now.vault.current != before
    expected = [f"words {number}" for number in range(5)]
    assert words(terminal, now) == expected
    assert words(terminal) == expected
    with now.reading(SYSTEM) as work:
        assert all(now.vault.is_current(row.words) for row in work.session.scalars(select(QueueItem)) if row.words)


def test_a_rotation_that_was_stopped_is_finished_without_another_key(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "AT_ONCE", 2)
    seal, done = QueueItem.seal, []

    def stopped(self: QueueItem, column: str, value: bytes | str | None, vault: Vault) -> None:
        done.append(column)
        if len(done) == 4:
            raise KeyboardInterrupt
        seal(self, column, value, vault)

    with monkeypatch.context() as patch:
        patch.setattr(QueueItem, "seal", stopped)
        assert terminal.types(command, "rotate").exit_code != 0
    file = open_house(str(terminal.config)).loaded.places.keys
    key = open_vault(file).current
    finished = terminal.types(command, "rotate", "--resume")
    assert finished.output.startswith("8 valeurs"), finished.output
    assert open_vault(file).current == key
    assert words(terminal) == [f"words {number}" for number in range(5)]


def test_about_tells_where_everything_is_and_no_password(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    said = terminal.types(about).output
    assert all(str(place) in said for place in (terminal.config, terminal.data))
    monkeypatch.setenv("VILLARS_DATABASE__URL", "postgresql://villars:secret-word@db.example/town")
    said = terminal.types(about).output
    assert "db.example/town" in said
    assert "secret-word" not in said


def test_a_rotation_keeps_the_key_file_as_it_was(terminal: Terminal) -> None:
    keys_file = terminal.config.parent / "keys.toml"
    before = keys_file.read_text()
    done = terminal.types(command, "rotate")
    assert done.exit_code == 0, done.output
    [kept] = keys_file.parent.glob("keys.toml.*.old")
    assert kept.read_text() == before
    assert kept.name in done.output
    assert keys_file.read_text() != before
    assert words(terminal) == [f"words {number}" for number in range(5)]
    terminal.types(command, "rotate", "--resume")
    assert len(list(keys_file.parent.glob("keys.toml.*.old"))) == 1


def test_records_keys_sessions_and_logs_are_closed_to_others(tmp_path: Path) -> None:
    """Whatever the machine's umask: files 0600 in folders 0700; a folder that was there keeps its rights."""
    before = os.umask(0)
    try:
        shared = tmp_path / "shared"
        shared.mkdir(mode=0o755)
        engine = open_engine(f"sqlite:///{shared / 'villars' / 'data' / 'town.db'}")
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE one (id INTEGER)")
            open_vault(shared / "villars" / "keys" / "keys.toml", create=True)
            add_key(shared / "villars" / "keys" / "keys.toml")
            (tmp_path / "villars.toml").write_text(f'[places]\nlogs = "{shared / "villars" / "logs"}"\n')
            keep(ValueError("broken"), str(tmp_path / "villars.toml"))
            modes = {path: path.stat().st_mode & 0o777 for path in (shared / "villars").rglob("*")}
        engine.dispose()
    finally:
        os.umask(before)
    names = {path.name for path in modes}
    assert {"town.db", "town.db-wal", "town.db-shm", "keys.toml", "errors.log"} <= names
    assert {path.name: oct(mode) for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}
    assert (shared / "villars").stat().st_mode & 0o777 == 0o700
    assert shared.stat().st_mode & 0o777 == 0o755
