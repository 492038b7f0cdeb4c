"""Strict reading of TOML tables into dataclasses: every mistake is kept with its key; light, since small commands start with it."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from villars_core.money import Cents

Path = tuple[str | int, ...]
_UNREAD = object()
_LARGEST = 1_000_000
_PLAIN: Mapping[type, str] = {str: "un texte", bool: "true ou false", int: "un nombre entier", date: "un jour", time: "une heure"}


@dataclass(frozen=True)
class Mistake:
    """What is wrong with the value of a key."""

    path: Path
    sentence: str


@dataclass
class TableReader:
    """Reads values as the dataclass's annotations say; a dataclass says its own rules by a ValueError when it is made."""

    mistakes: list[Mistake] = field(default_factory=list)

    def read(self, kind: Any, value: object, path: Path = ()) -> Any:  # noqa: ANN401 (whatever the annotation says)
        """Return the value as its kind, or a mark that is worth nothing once there are mistakes."""
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Literal:
            allowed = ", ".join(f"« {one} »" for one in inner)
            return value if value in inner else self._mistake(path, f"valeur inconnue ; valeurs permises : {allowed}")
        if origin in {Union, UnionType}:
            return self.read(next(one for one in inner if one is not NoneType), value, path)
        if origin is tuple:
            return self._list(inner[0], value, path)
        if origin is Mapping:
            return self._mapping(inner, value, path)
        if kind is Cents or kind is Decimal:
            return self._number(kind, value, path)
        return self._table(kind, value, path) if is_dataclass(kind) else self._plain(kind, value, path)

    def _mistake(self, path: Path, sentence: str) -> object:
        self.mistakes.append(Mistake(path, sentence))
        return _UNREAD

    def _list(self, kind: Any, value: object, path: Path) -> object:  # noqa: ANN401 (whatever the annotation says)
        if not isinstance(value, list):
            return self._mistake(path, "il faut une liste")
        return tuple(self.read(kind, one, (*path, number)) for number, one in enumerate(value))

    def _mapping(self, kinds: tuple[Any, ...], value: object, path: Path) -> object:
        if not isinstance(value, dict):
            return self._mistake(path, "il faut une table")
        key, inner = kinds
        return {self.read(key, name, (*path, name)): self.read(inner, one, (*path, name)) for name, one in value.items()}

    def _table(self, kind: Any, value: object, path: Path) -> object:  # noqa: ANN401 (a dataclass)
        if not isinstance(value, dict):
            return self._mistake(path, "il faut une table")
        known, needed = _keys(kind)
        before = len(self.mistakes)
        for name in value.keys() - known.keys():
            self._mistake((*path, name), "clé inconnue ; retirez-la")
        for name in needed - value.keys():
            self._mistake((*path, name), "il manque cette clé")
        read = {name: self.read(known[name], one, (*path, name)) for name, one in value.items() if name in known}
        if len(self.mistakes) > before:
            return _UNREAD
        try:
            return kind(**read)
        except ValueError as error:
            return self._mistake((*path, *getattr(error, "path", ())), str(error))

    def _number(self, kind: object, value: object, path: Path) -> object:
        """Return a decimal number, exact as it is written; an amount is written in euros and read as cents."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return self._mistake(path, "il faut un montant en euros" if kind is Cents else "il faut un nombre")
        exact = Decimal(value)
        if not exact.is_finite() or not 0 <= exact <= _LARGEST:
            return self._mistake(path, f"il faut un nombre de 0 à {_LARGEST}")
        if kind is not Cents:
            return exact
        cents = exact * 100
        return Cents(int(cents)) if cents == cents.to_integral_value() else self._mistake(path, "pas plus de deux décimales")

    def _plain(self, kind: type, value: object, path: Path) -> object:
        if kind in {date, time} and isinstance(value, str):
            try:
                return kind.fromisoformat(value)
            except ValueError:
                return self._mistake(path, f"il faut {_PLAIN[kind]}")
        fits = isinstance(value, kind) and not isinstance(value, datetime) and (kind is bool or not isinstance(value, bool))
        return value if fits else self._mistake(path, f"il faut {_PLAIN[kind]}")


@cache
def _keys(kind: Any) -> tuple[dict[str, Any], frozenset[str]]:  # noqa: ANN401 (a dataclass)
    needed = (one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING)
    return get_type_hints(kind), frozenset(needed)
