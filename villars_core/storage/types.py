"""Column types: whole cents, aware instants in UTC, sealed values, and the mixin of rows that hold sealed values."""

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from villars_core.money import Cents
from villars_core.storage.vault import Place, Vault


class CentsColumn(TypeDecorator[Cents]):
    """Whole cents; anything that is not a whole number is refused before it reaches the database."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:  # noqa: ANN401, ARG002 (SQLAlchemy's signature)
        """Refuse fractions."""
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            message = f"an amount is whole cents, not {value!r}"
            raise TypeError(message)
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> Cents | None:  # noqa: ANN401, ARG002 (SQLAlchemy's signature)
        """Give cents their type back."""
        return None if value is None else Cents(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse an instant without an offset; SQLite keeps UTC without saying so."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"an instant needs an offset: {value!r}"
            raise TypeError(message)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Give the instant its offset back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sealed(TypeDecorator[bytes]):
    """A value that only the vault opens; the column itself holds ciphertext."""

    impl = LargeBinary
    cache_ok = True


class SealedRow:
    """Mixin of a table with sealed columns: its random row key binds each value to its row from the first write on."""

    __tablename__: str

    row_key: Mapped[str] = mapped_column(String(32), default=lambda: secrets.token_hex(16))

    def seal(self, column: str, value: bytes | str | None, vault: Vault) -> None:
        """Seal a value into a column of this row; None empties it."""
        if not getattr(self, "row_key", None):
            self.row_key = secrets.token_hex(16)
        raw = value.encode() if isinstance(value, str) else value
        setattr(self, column, None if raw is None else vault.seal(raw, self._place(column)))

    def unseal(self, column: str, vault: Vault) -> bytes | None:
        """Return the value of a sealed column. Raises CannotOpen when it was altered or moved."""
        sealed: bytes | None = getattr(self, column)
        return None if sealed is None else vault.open(sealed, self._place(column))

    def unseal_text(self, column: str, vault: Vault) -> str:
        """Return the text of a sealed column, empty where there is none."""
        raw = self.unseal(column, vault)
        return "" if raw is None else raw.decode()

    def _place(self, column: str) -> Place:
        return Place(self.__tablename__, column, self.row_key)
