"""Reasons as they are kept with an invoice: marked templates and typed facts, so that they are told in anybody's language later."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from villars_core.i18n import Amount, Translator
from villars_core.tariffs.rules import Reason


def packed(reasons: Sequence[Reason]) -> list[Any]:
    """Return reasons as plain JSON values."""
    return [[one.template, {name: _packed(value) for name, value in one.facts.items()}] for one in reasons]


def unpacked(kept: Sequence[Any]) -> tuple[Reason, ...]:
    """Return the reasons that were packed."""
    return tuple(Reason(template, {name: _unpacked(value) for name, value in facts.items()}) for template, facts in kept)


def told(reasons: Sequence[Reason], words: Translator) -> list[str]:
    """Return reasons as sentences in a person's language."""
    return [words.t(one.template, **one.facts) for one in reasons]


def digest_of(kept: object) -> str:
    """Return the digest of plain JSON values, the same for the same values."""
    return hashlib.sha256(json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _packed(value: object) -> object:
    if isinstance(value, Amount):
        return {"amount": value.cents}
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, (list, tuple)):
        return {"list": [_packed(one) for one in value]}
    return value if isinstance(value, int | str | bool | None) else str(value)


def _unpacked(value: object) -> object:
    if not isinstance(value, Mapping):
        return value
    kind, inner = next(iter(value.items()))
    match kind:
        case "amount":
            return Amount(inner)
        case "instant":
            return datetime.fromisoformat(inner)
        case "day":
            return date.fromisoformat(inner)
        case _:
            return [_unpacked(one) for one in inner]
