"""What the doctor looks at inside the house: settings, folders, keys, clock, languages, database, calendar, outbox."""

import gettext
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from villars_core.clock import ClockRefused, clock_for, paris_day
from villars_core.config import Loaded
from villars_core.conversations.checks import Finding, Level
from villars_core.errors import OperatorError
from villars_core.i18n import DOMAIN, LANGUAGES, SOURCE_LANGUAGE, catalogues_folder
from villars_core.notifications.models import OutboxRow
from villars_core.school_calendar.models import SchoolYear
from villars_core.storage import migrations
from villars_core.storage.engine import open_engine, pragmas
from villars_core.storage.vault import open_vault

MIGRATIONS = Path(migrations.__file__).parent
CALENDAR_DAYS = 120
"""The calendar must reach this far, so that nobody books into the unknown (warned this long before it ends)."""
LATE = timedelta(hours=1)
_RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
_LITTLE, _TOO_LITTLE = 1_000_000_000, 100_000_000
_WANTED = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}


@dataclass(frozen=True)
class Seen:
    """What is looked at: the settings, the environment, the instant, and where the migrations are."""

    loaded: Loaded
    environment: Mapping[str, str]
    now: datetime
    migrations: Path = MIGRATIONS


def house(seen: Seen) -> Iterator[Finding]:
    """Look at everything that is on this machine, from the settings to the records."""
    yield _file(seen)
    yield from _folders(seen)
    yield _keys(seen)
    yield _clock(seen)
    yield _languages()
    yield from _records(seen)


def _file(seen: Seen) -> Finding:
    path = seen.loaded.file
    if path is None:
        return Finding(
            "configuration", Level.WARNING, "aucun fichier : réglages d’origine", "écrivez villars.toml, ou donnez --config FICHIER."
        )
    if _open_to_others(path):
        return Finding("configuration", Level.WARNING, f"{path} est lisible par tous", f"il contient des secrets : chmod 600 {path}")
    return Finding("configuration", Level.FINE, str(path))


def _folders(seen: Seen) -> Iterator[Finding]:
    data = seen.loaded.places.data
    there = next(folder for folder in (data, *data.parents) if folder.is_dir())
    if not os.access(there, os.W_OK | os.X_OK):
        yield Finding("données", Level.FAULT, f"{data} ne peut pas être écrit", "donnez ce dossier à l’utilisateur du programme (chown).")
        return
    free = shutil.disk_usage(there).free
    level = Level.FAULT if free < _TOO_LITTLE else Level.WARNING if free < _LITTLE else Level.FINE
    yield Finding("données", level, f"{data}, {free // 1_000_000} Mo libres", "libérez de la place sur ce disque." if level else "")


def _keys(seen: Seen) -> Finding:
    places = seen.loaded.places
    try:
        open_vault(places.keys)
    except OperatorError as error:
        return Finding("clés", Level.FAULT, error.what, error.mend)
    if _open_to_others(places.keys):
        return Finding("clés", Level.FAULT, f"{places.keys} est lisible par d’autres", f"chmod 600 {places.keys}")
    if places.keys.resolve().is_relative_to(places.data.resolve()):
        mend = "déplacez les clés et corrigez keys.file : une copie des données les emporterait."
        return Finding("clés", Level.WARNING, "les clés sont dans le dossier des données", mend)
    return Finding("clés", Level.FINE, str(places.keys))


def _clock(seen: Seen) -> Finding:
    try:
        clock_for(demo=seen.loaded.settings.town.demo, environment=seen.environment)
    except ClockRefused:
        mend = "retirez VILLARS_CLOCK ; seule une ville de démonstration peut changer l’heure."
        return Finding("horloge", Level.FAULT, "VILLARS_CLOCK est refusé", mend)
    if seen.now < _RELEASED:
        return Finding("horloge", Level.FAULT, f"la machine dit {seen.now:%d/%m/%Y}", "réglez l’heure (timedatectl set-ntp true).")
    return Finding("horloge", Level.FINE, f"{seen.now:%d/%m/%Y %H:%M} UTC")


def _languages() -> Finding:
    missing = [one for one in LANGUAGES if one != SOURCE_LANGUAGE and not gettext.find(DOMAIN, str(catalogues_folder()), [one])]
    if missing:
        mend = "réinstallez le programme ; depuis les sources : make catalogues."
        return Finding("langues", Level.WARNING, f"textes absents : {', '.join(missing)} (le français sert)", mend)
    return Finding("langues", Level.FINE, ", ".join(LANGUAGES))


def _records(seen: Seen) -> Iterator[Finding]:
    url = seen.loaded.places.database_url
    try:
        missing = _missing_file(url)
        if missing is not None:
            yield Finding("base", Level.FAULT, f"{missing} n’existe pas", "lancez « villars db upgrade ».")
            return
        engine = open_engine(url)
    except OperatorError as error:
        yield Finding("base", Level.FAULT, error.what, error.mend)
        return
    try:
        yield from _engine(engine, seen)
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or type(error).__name__).splitlines()[0]
        yield Finding("base", Level.FAULT, cause[:150], "vérifiez database.url et que le serveur de la base répond.")
    finally:
        engine.dispose()


def _engine(engine: Engine, seen: Seen) -> Iterator[Finding]:
    wrong = [f"{name}={value}" for name, value in pragmas(engine).items() if _WANTED.get(name, value) != value]
    if wrong:
        yield Finding(
            "base", Level.FAULT, f"réglages de SQLite : {', '.join(wrong)}", "mettez la base sur un disque local, pas sur le réseau."
        )
    elif _damaged(engine):
        yield Finding("base", Level.FAULT, "le fichier est abîmé", "arrêtez le programme et remettez la dernière sauvegarde.")
    else:
        yield Finding("base", Level.FINE, engine.dialect.name)
    migrated = _migrations(engine, seen.migrations)
    yield migrated
    if migrated.level is Level.FINE:
        with Session(engine) as session:
            yield _calendar(session, seen.now)
            yield _outbox(session, seen.now)


def _migrations(engine: Engine, folder: Path) -> Finding:
    wanted = set(ScriptDirectory(str(folder)).get_heads())
    with engine.connect() as connection:
        found = set(MigrationContext.configure(connection).get_current_heads())
    if found == wanted:
        return Finding("schéma", Level.FINE, ", ".join(sorted(found)) or "aucune migration")
    known = {one.revision for one in ScriptDirectory(str(folder)).walk_revisions()}
    if found - known:
        return Finding("schéma", Level.FAULT, "la base est d’une version plus récente", "installez la version du programme qui l’a écrite.")
    return Finding("schéma", Level.FAULT, "la base attend une mise à jour", "sauvegardez, puis lancez « villars db upgrade ».")


def _calendar(session: Session, now: datetime) -> Finding:
    last = session.scalar(select(func.max(SchoolYear.last)))
    today = paris_day(now)
    mend = "ajoutez l’année scolaire au fichier des règles, puis lancez « villars town load FICHIER »."
    if last is None or last < today:
        return Finding("calendrier", Level.FAULT, "aucune année scolaire en cours", mend)
    left = (last - today).days
    level = Level.WARNING if left < CALENDAR_DAYS else Level.FINE
    return Finding("calendrier", level, f"connu jusqu’au {last:%d/%m/%Y} ({left} jours)", mend if level else "")


def _outbox(session: Session, now: datetime) -> Finding:
    late = session.scalar(select(func.count()).where(OutboxRow.state == "queued", OutboxRow.not_before < now - LATE))
    if late:
        mend = "vérifiez que « villars run » tourne, puis les lignes Telegram et courriel ci-dessous."
        return Finding("envois", Level.WARNING, f"{late} message(s) attendent depuis plus d’une heure", mend)
    return Finding("envois", Level.FINE, "rien n’est en retard")


def _missing_file(url: str) -> str | None:
    scheme, _, _ = url.partition(":")
    if not scheme.startswith("sqlite"):
        return None
    file = make_url(url).database
    return file if file and file != ":memory:" and not Path(file).is_file() else None


def _damaged(engine: Engine) -> bool:
    check, well = ("PRAGMA quick_check(1)", "ok") if engine.dialect.name == "sqlite" else ("SELECT 1", 1)
    with engine.connect() as connection:
        return bool(connection.exec_driver_sql(check).scalar() != well)


def _open_to_others(file: Path) -> bool:
    return bool(file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
