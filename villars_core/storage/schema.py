"""Which schema the records have and which one this program has, asked without the library that migrates: each start asks it."""

import re
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from villars_core.errors import OperatorError
from villars_core.storage import migrations

FOLDER = Path(migrations.__file__).parent
_TABLE = "alembic_version"
_REVISION = re.compile(r"^(down_)?revision = \"(\w+)\"", re.MULTILINE)


def newest_revisions(folder: Path = FOLDER) -> set[str]:
    """Return the migrations that no other one follows: one, unless two were written side by side."""
    own: set[str] = set()
    followed: set[str] = set()
    for file in (folder / "versions").glob("[0-9]*.py"):
        for is_before, revision in _REVISION.findall(file.read_text(encoding="utf-8")):
            (followed if is_before else own).add(revision)
    return own - followed


def revisions_of(engine: Engine) -> set[str]:
    """Return the schema that the records have; nothing where they are empty. Raises OperatorError when the database does not answer."""
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(_TABLE):
                return set()
            return {str(row[0]) for row in connection.exec_driver_sql(f"SELECT version_num FROM {_TABLE}")}  # noqa: S608 (our own name)
    except SQLAlchemyError as error:
        raise no_answer(error) from error


def no_answer(error: SQLAlchemyError) -> OperatorError:
    """Return what the operator is told when the database does not answer."""
    cause = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()
    return OperatorError(
        1103,
        "La base de données ne répond pas.",
        cause[0][:200] if cause else type(error).__name__,
        "vérifiez database.url et que la base fonctionne, puis lancez « villars doctor ».",
    )
