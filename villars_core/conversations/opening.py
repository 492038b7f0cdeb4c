"""Opening the house once, for whoever serves: settings, keys, records at the present schema, clock, desk."""

from sqlalchemy import Engine

from villars_core import logs
from villars_core.clock import ClockRefused, clock_for
from villars_core.config import load
from villars_core.conversations.desk import Desk
from villars_core.conversations.doors import House
from villars_core.errors import OperatorError
from villars_core.storage.engine import open_engine
from villars_core.storage.schema import newest_revisions, revisions_of
from villars_core.storage.vault import open_vault
from villars_core.work import Records


def open_house(config: str | None = None) -> House:
    """Open the town of a configuration. Raises OperatorError for whatever keeps it closed."""
    loaded = load(config)
    try:
        clock = clock_for(demo=loaded.settings.town.demo)
    except ClockRefused as error:
        raise _clock_refused() from error
    vault = open_vault(loaded.places.keys)
    engine = open_engine(loaded.places.database_url)
    require_present_schema(engine)
    records = Records(engine, clock, vault)
    return House(loaded, records, Desk(records))


def open_to_serve(config: str | None = None) -> House:
    """Open the house for a program that runs on: what it logs goes through the mask, to standard error."""
    logs.configure()
    return open_house(config)


def require_present_schema(engine: Engine) -> None:
    """Raise OperatorError unless the records have the schema of this program."""
    found = revisions_of(engine)
    if found != newest_revisions():
        raise OperatorError(
            1104,
            "La base n’a pas le schéma de ce programme.",
            ", ".join(sorted(found)) or "elle est vide",
            "lancez « villars db upgrade ».",
        )


def _clock_refused() -> OperatorError:
    return OperatorError(
        1004,
        "L’heure demandée par VILLARS_CLOCK est refusée.",
        "seule une ville de démonstration change l’heure, et l’instant porte son décalage",
        "retirez VILLARS_CLOCK, ou pour une démonstration écrivez VILLARS_CLOCK=2026-11-23T09:00:00+01:00.",
    )
