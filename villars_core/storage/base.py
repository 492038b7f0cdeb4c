"""The base of every table: one metadata with named constraints, and how a column says what kind of data it holds."""

from enum import StrEnum

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase


class DataClass(StrEnum):
    """What a column holds, for export, erasure and masking: read from `Column.info["data"]`."""

    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    SECRET = "secret"  # noqa: S105 (a classification, not a secret)


PERSONAL = {"data": DataClass.PERSONAL}
SENSITIVE = {"data": DataClass.SENSITIVE}
SECRET = {"data": DataClass.SECRET}


class Base(DeclarativeBase):
    """All tables; constraint names are fixed so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
