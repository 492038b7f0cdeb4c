"""Bringing the records to the present schema: one transaction on both databases, done whole or not at all."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from villars_core.errors import OperatorError
from villars_core.storage.schema import FOLDER, no_answer
from villars_core.storage.vault import Vault

_ONE_AT_A_TIME = 7_402_390  # any number that only this program uses


def upgrade(engine: Engine, folder: Path = FOLDER, *, vault: Vault | None = None) -> None:
    """Run the migrations that are missing; a second call changes nothing. `vault`: for those that seal what was in clear.

    Raises OperatorError when such a migration has something to seal and no keys, when the database does not answer, is of a newer
    program, or would be left with a row that refers to one that is not there.
    """
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                _on_sqlite(connection, folder, vault)
            else:
                with connection.begin():
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")
                    _run(connection, folder, vault)
    except OperationalError as error:
        raise no_answer(error) from error
    except CommandError as error:
        raise OperatorError(
            1105,
            "La base est d’une version plus récente que ce programme.",
            "son schéma n’est pas connu ici",
            "installez la version du programme qui l’a écrite ; rien n’a changé.",
        ) from error


def _on_sqlite(connection: Connection, folder: Path, vault: Vault | None) -> None:
    # With foreign keys on, Alembic's way of altering a table (copy, drop, rename) silently deletes the rows that refer to it.
    # The switch is outside the transaction: inside one SQLite ignores it.
    raw = connection.connection.dbapi_connection
    _switch(raw, "OFF")
    try:
        with connection.begin():
            _run(connection, folder, vault)
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


def _run(connection: Connection, folder: Path, vault: Vault | None) -> None:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    config.attributes["vault"] = vault
    command.upgrade(config, "head")
