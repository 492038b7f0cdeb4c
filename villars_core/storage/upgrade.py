"""Bringing the records to the present schema: one transaction on both databases, done whole or not at all."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from villars_core.errors import OperatorError
from villars_core.storage import migrations

FOLDER = Path(migrations.__file__).parent
_ONE_AT_A_TIME = 7_402_390  # any number that only this program uses


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations that are missing; a second call changes nothing.

    Raises OperatorError when a row would refer to one that is not there.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            _on_sqlite(connection, revision)
        else:
            with connection.begin():
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")
                _run(connection, revision)


def _on_sqlite(connection: Connection, revision: str) -> None:
    # With foreign keys on, Alembic's way of altering a table (copy, drop, rename) silently deletes the rows that refer to it.
    # The switch is outside the transaction: inside one SQLite ignores it.
    raw = connection.connection.dbapi_connection
    _switch(raw, "OFF")
    try:
        with connection.begin():
            _run(connection, revision)
            lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if lost:
                raise OperatorError(
                    1102,
                    "La mise à jour de la base laisserait des liens sans cible.",
                    f"{len(lost)} lignes, la première dans la table {lost[0][0]}",
                    "rien n’a changé ; envoyez ce message à qui entretient le programme.",
                )
    finally:
        _switch(raw, "ON")


def _switch(raw: object, value: str) -> None:
    if isinstance(raw, sqlite3.Connection):
        raw.execute(f"PRAGMA foreign_keys={value}")


def _run(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
