"""Looking at a file before any transaction is open: its kind by its bytes, its size, and what a bounded child makes of it."""

import hashlib
import json
import logging
import subprocess
import sys
from dataclasses import dataclass, field

from villars_core.documents.kinds import MAX_FILES, Found, default_name, safe_name, sniff, trouble
from villars_core.documents.rules import REFUSALS, Damaged, FileRefused

WALL_SECONDS = 15.0
_CHILD = "import json,sys; sys.path[:] = json.loads(sys.argv[1]); from villars_core.documents.reading import main; main()"
_log = logging.getLogger("villars.documents")


@dataclass(frozen=True)
class Examined:
    """A file that may be kept: what it is by its bytes, its digest (SHA-256), the bytes that are kept, the words of a PDF's first page."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    digest: str
    pages: int = 1
    text: str = field(default="", repr=False)

    @property
    def size(self) -> int:
        """Return how many bytes are kept."""
        return len(self.content)


@dataclass(frozen=True)
class Sent:
    """A file as a door has it: `content` None where it could not be fetched; `trouble`: the door's own word for what it refused."""

    name: str
    content: bytes | None = field(default=None, repr=False)
    trouble: str = ""


def examine(name: str, content: bytes | None) -> Examined | FileRefused:
    """Return what is kept of one file, or the refusal with its sentence. Takes some tenths of a second; never within a transaction."""
    shown = safe_name(name)
    if content is None:
        return REFUSALS["not-fetched"](shown or "document")
    media_type = sniff(content)
    shown = shown or default_name(media_type)
    why = trouble(shown, media_type, content)
    if why:
        return REFUSALS[why](shown)
    found, kept = _opened_by_child(content)
    if found.trouble:
        return REFUSALS.get(found.trouble, Damaged)(shown)
    return Examined(_renamed(shown, found.media_type), found.media_type, kept, hashlib.sha256(kept).hexdigest(), found.pages, found.text)


def examine_all(files: tuple[Sent, ...]) -> tuple[Examined | FileRefused, ...]:
    """Return what becomes of each file of one message; of more than five, the others are refused unread."""
    results: list[Examined | FileRefused] = []
    for one in files:
        kept = sum(isinstance(result, Examined) for result in results)
        why = one.trouble or ("too-many" if kept >= MAX_FILES else "")
        results.append(REFUSALS.get(why, FileRefused)(safe_name(one.name) or "document") if why else examine(one.name, one.content))
    return tuple(results)


def _opened_by_child(content: bytes) -> tuple[Found, bytes]:
    """Let the child open the file; one that dies or takes too long found it damaged."""
    command = [sys.executable, "-c", _CHILD, json.dumps(sys.path)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=WALL_SECONDS, check=False)  # noqa: S603 (our own code)
    except subprocess.TimeoutExpired:
        _log.warning("a file took too long to open")
        return Found("damaged"), b""
    head, _, kept = done.stdout.partition(b"\n")
    if done.returncode or not head:
        _log.warning("a file ended the child that opened it (%d)", done.returncode)
        return Found("damaged"), b""
    return Found(**json.loads(head)), kept


def _renamed(name: str, media_type: str) -> str:
    """Return the name with the ending of what is kept: a photo is kept as JPEG."""
    ending = ".pdf" if media_type == "application/pdf" else ".jpg"
    stem, dot, suffix = name.rpartition(".")
    known = suffix.lower() in {"jpg", "jpeg", "png", "webp", "heic", "heif", "pdf"}
    return f"{stem if dot and known else name}{ending}"
