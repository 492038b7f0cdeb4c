"""Migrated records on both databases, SQLite in a file and a real PostgreSQL: made once for each process, then copied.

Making them again for each test would be most of what the tests cost.
"""

import pickle
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from villars_core.clock import Clock, MovableClock
from villars_core.demo.cast import Cast, plant
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Records

BOTH = ("sqlite", "postgresql")


@contextmanager
def migrated(url: str, clock: Clock) -> Iterator[Records]:
    """Give records that the migrations made, in the empty database of a URL."""
    with _copied(url, clock, None) as records:
        yield records


def write_migrated(url: str) -> None:
    """Put the tables into an empty database, as the migrations make them."""
    server = _server_of(url)
    if server:
        _copy_database(url, _mould(server, None))
    else:
        _write_file(url, None)


@contextmanager
def planted(url: str, clock: Clock) -> Iterator[tuple[Records, Cast]]:
    """Give migrated records in which the town and its cast stand since the clock's present minute."""
    since = clock.now().replace(second=0, microsecond=0)
    with _copied(url, clock, since) as records:
        yield records, pickle.loads(_casts[_server_of(url), since])  # noqa: S301 (written by this very process)


@contextmanager
def _copied(url: str, clock: Clock, since: datetime | None) -> Iterator[Records]:
    server = _server_of(url)
    if server:
        _copy_database(url, _mould(server, since))
    else:
        _write_file(url, since)
    engine = open_engine(url)
    yield Records(engine, clock, _vault())
    engine.dispose()


def _write_file(url: str, since: datetime | None) -> None:
    file = Path(str(make_url(url).database))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_file(since))


def _server_of(url: str) -> str:
    """Return the folder of the server's socket; "" for SQLite."""
    return str(make_url(url).query.get("host", ""))


@cache
def _vault() -> Vault:
    name, key = new_key()
    return Vault({name: key}, name)


@cache
def _file(since: datetime | None) -> bytes:
    """Return the bytes of a migrated file: empty, or with the cast since an instant."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mould.db"
        _make(f"sqlite:///{file}", "", since)
        return file.read_bytes()


@cache
def _mould(server: str, since: datetime | None) -> str:
    """Return the name of a migrated database of a server, from which others are copied."""
    name = f"mould_{since:%Y%m%d%H%M%S%f}" if since else "mould"
    with _over(server) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    _make(f"postgresql+psycopg://postgres@/{name}?host={server}", server, since)
    return name


_casts: dict[tuple[str, datetime], bytes] = {}


def _make(url: str, server: str, since: datetime | None) -> None:
    engine = open_engine(url)
    upgrade(engine)
    if since is not None:
        with Records(engine, MovableClock(since, running=False), _vault()).writing(SYSTEM) as work:
            cast = plant(work)
        _casts[server, since] = pickle.dumps(cast)
    engine.dispose()


def _copy_database(url: str, mould: str) -> None:
    """Put a copy in the place of an empty database."""
    with _over(_server_of(url)) as connection:
        name = make_url(url).database
        connection.execute(f'DROP DATABASE "{name}"'.encode())
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{mould}"'.encode())


@contextmanager
def _over(server: str) -> Iterator[psycopg.Connection]:
    with closing(psycopg.connect(host=server, user="postgres", dbname="postgres", autocommit=True)) as connection:
        yield connection
