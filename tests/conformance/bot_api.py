"""Reads a request of the bot against the Bot API's contract: names, required parameters, types, limits."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers.telegram import Call

_SIMPLE: dict[str, type | tuple[type, ...]] = {"Integer": int, "Float": (int, float), "Boolean": bool, "String": str, "True": bool}
_BOOLEANS = {"true": True, "false": False, "True": True, "False": False}


@dataclass(frozen=True)
class Contract:
    """The methods and types of the Bot API."""

    methods: dict[str, Any]
    types: dict[str, Any]

    @classmethod
    def read(cls, folder: Path) -> "Contract":
        """Read the contract's file."""
        data = json.loads((folder / "telegram-bot-api.json").read_text(encoding="utf-8"))
        return cls(data["methods"], data["types"])

    def faults(self, call: Call) -> Iterator[str]:
        """Say what of a request the Bot API does not know or accept."""
        method = self.methods.get(call.method)
        if method is None:
            yield f"no method {call.method}"
            return
        fields = method["fields"]
        given = {**call.params, **dict.fromkeys(call.files, "file")}
        yield from (f"{call.method}: no parameter {name}" for name in given.keys() - fields.keys())
        yield from (f"{call.method}: {name} is missing" for name, rule in fields.items() if rule.get("req") and name not in given)
        for name, value in call.params.items():
            if name in fields:
                yield from self._of(f"{call.method}.{name}", _decoded(value, fields[name]["t"]), fields[name])

    def _of(self, where: str, value: Any, rule: dict[str, Any]) -> Iterator[str]:  # noqa: ANN401 (any JSON)
        if not any(self._fits(value, one) for one in rule["t"]):
            yield f"{where}: {value!r} is none of {rule['t']}"
            return
        yield from _limits(where, value, rule)
        for one in rule["t"]:
            if isinstance(value, dict) and self._fits(value, one):
                fields = self.types[one].get("fields", {})
                for name in value.keys() & fields.keys():
                    yield from self._of(f"{where}.{name}", value[name], fields[name])
            elif one.startswith("Array of ") and isinstance(value, list):
                for number, inner in enumerate(value):
                    yield from self._of(f"{where}[{number}]", inner, {"t": [one.removeprefix("Array of ")]})

    def _fits(self, value: Any, kind: str) -> bool:  # noqa: ANN401 (any JSON)
        if kind.startswith("Array of "):
            return isinstance(value, list) and all(self._fits(one, kind.removeprefix("Array of ")) for one in value)
        if kind in _SIMPLE:
            return isinstance(value, _SIMPLE[kind]) and (kind in {"Boolean", "True"} or not isinstance(value, bool))
        known = self.types.get(kind)
        if known is None or not isinstance(value, dict):
            return False
        if "subtypes" in known:
            return any(self._fits(value, one) for one in known["subtypes"])
        fields = known["fields"]
        return value.keys() <= fields.keys() and all(name in value for name, rule in fields.items() if rule.get("req"))


def _limits(where: str, value: Any, rule: dict[str, Any]) -> Iterator[str]:  # noqa: ANN401 (any JSON)
    measures: tuple[tuple[str, type, Callable[[Any], int]], ...] = (
        ("len", str, len),
        ("bytes", str, lambda one: len(one.encode())),
        ("items", list, len),
        ("range", int, int),
    )
    for name, kind, measure in measures:
        if name in rule and isinstance(value, kind):
            low, high = rule[name]
            if not low <= measure(value) <= high:
                yield f"{where}: {name} {measure(value)} is not in {low}-{high}"


def _decoded(value: str, kinds: list[str]) -> Any:  # noqa: ANN401 (any JSON)
    """Return a form's text as the JSON value that it stands for."""
    if "Integer" in kinds and value.lstrip("-").isdecimal():
        return int(value)
    if "Boolean" in kinds and value in _BOOLEANS:
        return _BOOLEANS[value]
    if all(kind in _SIMPLE for kind in kinds):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
