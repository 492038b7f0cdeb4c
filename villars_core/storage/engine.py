"""One way to open the database: SQLite made durable and honest about its transactions, or PostgreSQL by its URL."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from villars_core.errors import OperatorError
from villars_core.storage import private

READ_ONLY = "villars_read_only"
"""Execution option of a connection that only reads: it does not wait for the writer."""

BUSY_SECONDS = 15


def open_engine(url: str) -> Engine:
    """Open a database by its SQLAlchemy URL; the folder of an SQLite file is made when it is missing.

    Raises OperatorError when the URL names no database that this program knows.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise _unknown(url) from error
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(url, parsed.database)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=5, max_overflow=10, hide_parameters=True
        )
    raise _unknown(url)


def _open_sqlite(url: str, file: str | None) -> Engine:
    if file and file != ":memory:":
        private.touch(Path(file))  # SQLite gives its journal files the rights of the database
    # Without autocommit by the driver, the "begin" hook below is the only BEGIN: with the driver's default,
    # a read followed by a write loses updates silently between two processes.
    # What was bound to a statement is people's data: errors and logs do not show it.
    engine = create_engine(
        url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None, "check_same_thread": False}, hide_parameters=True
    )
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 (SQLAlchemy's pool record)
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def pragmas(engine: Engine) -> dict[str, str]:
    """Return the durability settings in force, for the doctor and the benchmarks; empty on PostgreSQL."""
    if engine.dialect.name != "sqlite":
        return {}
    with engine.connect() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in names}


def _unknown(url: str) -> OperatorError:
    scheme = url.split(":", maxsplit=1)[0]
    return OperatorError(
        1101,
        "L’adresse de la base de données n’est pas connue.",
        f"database.url commence par « {scheme} »",
        "écrivez sqlite:////chemin/villars.db ou postgresql://utilisateur@serveur/base.",
    )
