"""Opening the house once, for whoever serves: settings, keys, records at the present schema, clock, desk."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from villars_core.clock import ClockRefused, clock_for
from villars_core.config import load
from villars_core.conversations.desk import Desk
from villars_core.conversations.doors import House
from villars_core.errors import OperatorError
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import FOLDER
from villars_core.storage.vault import open_vault
from villars_core.work import Records


def open_house(config: str | None = None) -> House:
    """Open the town of a configuration. Raises OperatorError for whatever keeps it closed."""
    loaded = load(config)
    try:
        clock = clock_for(demo=loaded.settings.town.demo)
    except ClockRefused as error:
        raise OperatorError(1003, "L’heure demandée est refusée.", str(error), "retirez VILLARS_CLOCK.") from error
    vault = open_vault(loaded.places.keys)
    engine = open_engine(loaded.places.database_url)
    require_present_schema(engine)
    records = Records(engine, clock, vault)
    return House(loaded, records, Desk(records))


def require_present_schema(engine: Engine) -> None:
    """Raise OperatorError unless the records have the schema of this program."""
    try:
        with engine.connect() as connection:
            found = set(MigrationContext.configure(connection).get_current_heads())
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or type(error).__name__).splitlines()[0]
        raise OperatorError(1103, "La base de données ne répond pas.", cause[:200], "lancez « villars doctor ».") from error
    if found != set(ScriptDirectory(str(FOLDER)).get_heads()):
        raise OperatorError(
            1104,
            "La base n’a pas le schéma de ce programme.",
            ", ".join(sorted(found)) or "elle est vide",
            "lancez « villars db upgrade ».",
        )
