"""An eleventh batch of fresh replies, by somebody who never saw the program: whole mails, each with what its writer said in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).with_suffix(".jsonl")
"""One mail a line; its bytes stand as the characters of the same numbers (ISO 8859-1)."""


@dataclass(frozen=True)
class Whole:
    """A mail as it came: what it answers to, the words of its writer, and its bytes."""

    name: str
    language: str
    sent: str
    wanted: str
    raw: bytes


def _read() -> Iterator[Whole]:
    for line in _FILE.read_text(encoding="utf-8").strip("\n").split("\n"):
        one = json.loads(line)
        yield Whole(one["name"], one["language"], one["sent"], one["wanted"], one["mail"].encode("latin-1"))


ELEVENTH: tuple[Whole, ...] = tuple(_read())
