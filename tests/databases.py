"""Migrated records on both databases: SQLite in a file, and a real PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager

from villars_core.clock import Clock
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.work import Records

BOTH = ("sqlite", "postgresql")


@contextmanager
def migrated(url: str, clock: Clock) -> Iterator[Records]:
    """Give records that the migrations made, with a key of their own."""
    engine = open_engine(url)
    upgrade(engine)
    name, key = new_key()
    yield Records(engine, clock, Vault({name: key}, name))
    engine.dispose()
