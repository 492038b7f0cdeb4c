"""What a button carries: `<dialogue>.<revision>.<key>`, or `o<notice>.<key>` under a notice; 64 bytes at most."""

import re
from dataclasses import dataclass

MAX_BYTES = 64

_DIALOGUE = re.compile(r"([0-9a-f]{1,12})\.([0-9a-f]{1,6})\.([A-Za-z0-9+_-]{1,40})")
_OFFER = re.compile(r"o([0-9a-f]{1,12})\.([A-Za-z0-9+_-]{1,40})")


@dataclass(frozen=True)
class Press:
    """A button that was pressed: of a dialogue at a revision, or of a notice (revision None)."""

    row: int
    revision: int | None
    key: str


def of_dialogue(dialogue: int, revision: int, key: str) -> str:
    """Return what a dialogue's button carries; the ids are written in base 16."""
    return _bounded(f"{dialogue:x}.{revision:x}.{key}")


def of_notice(outbox_id: int, key: str) -> str:
    """Return what a notice's button carries."""
    return _bounded(f"o{outbox_id:x}.{key}")


def read(data: str) -> Press | None:
    """Return what a button carried, or None when a client made it up."""
    dialogue = _DIALOGUE.fullmatch(data)
    if dialogue:
        return Press(int(dialogue[1], 16), int(dialogue[2], 16), dialogue[3])
    offer = _OFFER.fullmatch(data)
    return Press(int(offer[1], 16), None, offer[2]) if offer else None


def _bounded(data: str) -> str:
    if len(data.encode()) > MAX_BYTES:
        message = f"a button carries {MAX_BYTES} bytes at most: {data!r}"
        raise ValueError(message)
    return data
