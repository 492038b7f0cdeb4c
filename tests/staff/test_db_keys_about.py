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
from villars_core.staff.keys import command
from villars_core.staff.main import villars
from villars_core.storage.vault import Vault, open_vault
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
    assert done.output.startswith("5 valeurs")
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
    assert finished.output.startswith("3 valeurs"), finished.output
    assert open_vault(file).current == key
    assert words(terminal) == [f"words {number}" for number in range(5)]


def test_about_tells_where_everything_is_and_no_password(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    said = terminal.types(about).output
    assert all(str(place) in said for place in (terminal.config, terminal.data))
    monkeypatch.setenv("VILLARS_DATABASE__URL", "postgresql://villars:secret-word@db.example/town")
    said = terminal.types(about).output
    assert "db.example/town" in said
    assert "secret-word" not in said
