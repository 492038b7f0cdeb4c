"""Three batches of fresh replies by people who never saw the program: whole mails, each with what its writer said in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Whole:
    """A mail as it came: what it answers to, the words of its writer, and its bytes."""

    name: str
    language: str
    sent: str
    wanted: str
    raw: bytes


def _read(batch: str) -> Iterator[Whole]:
    """Yield the mails of a file: one a line, its bytes as the characters of the same numbers (ISO 8859-1)."""
    for line in (_FOLDER / f"fresh_{batch}.jsonl").read_text(encoding="utf-8").strip("\n").split("\n"):
        one = json.loads(line)
        yield Whole(one["name"], one["language"], one["sent"], one["wanted"], one["mail"].encode("latin-1"))


ELEVENTH: tuple[Whole, ...] = tuple(_read("eleventh"))
TWELFTH: tuple[Whole, ...] = tuple(_read("twelfth"))
THIRTEENTH: tuple[Whole, ...] = tuple(_read("thirteenth"))
OPEN = frozenset({
    "Outlook desktop, corporate contact card without --, windows-1252 (fr)",
    "Outlook web, inline answers in red inside the unmarked quote (fr)",
    "Outlook bureau, carte et mention légale (fr)",
})  # fmt: skip
"""Read wrongly still: the name on top of a business card stays, and answers that only their colour tells from the quotation are lost."""
