"""Sealed values open in their own place only, and keys can be changed."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conversations.people import MONDAY
from tests.databases import migrated
from villars_core.clock import MovableClock
from villars_core.office_queue.actions import Posting, post
from villars_core.office_queue.models import QueueItem
from villars_core.staff.keys import reseal
from villars_core.storage.vault import CannotOpen, Place, Vault, add_key, new_key, open_vault
from villars_core.work import SYSTEM


def test_a_value_moved_to_another_row_does_not_open(url: str) -> None:
    with migrated(url, MovableClock(MONDAY)) as records, records.writing(SYSTEM) as work:
        one, two = post(work, Posting("a", "a", "secret words")), post(work, Posting("b", "b", "others"))
        two.words = one.words
        work.session.flush()
        with pytest.raises(CannotOpen):
            two.unseal_text("words", work.vault)


def test_an_altered_value_does_not_open() -> None:
    name, key = new_key()
    vault, place = Vault({name: key}, name), Place("t", "c", "r")
    sealed = bytearray(vault.seal(b"value", place))
    sealed[-1] ^= 1
    with pytest.raises(CannotOpen):
        vault.open(bytes(sealed), place)


def test_after_a_rotation_every_value_has_the_new_key_and_still_opens(url: str, tmp_path: Path) -> None:
    file = tmp_path / "keys" / "keys.toml"
    old = open_vault(file, create=True)
    with migrated(url, MovableClock(MONDAY)) as records:
        with Session(records.engine) as session, session.begin():
            item = QueueItem(number="D-1", kind="a", state="open", summary="s", facts={}, posted_at=MONDAY)
            item.seal("words", "secret words", old)
            session.add(item)
        add_key(file)
        new = open_vault(file)
        with Session(records.engine) as session:
            assert reseal(session, new) == 1
            assert reseal(session, new) == 0
            kept = session.scalars(select(QueueItem)).one()
            assert kept.words is not None
            assert new.is_current(kept.words)
            assert kept.unseal_text("words", new) == "secret words"


def test_the_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    open_vault(file, create=True)
    assert file.stat().st_mode & 0o077 == 0
