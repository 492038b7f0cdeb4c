"""A slip's file in a folder: written beside its name, on the disk, then renamed into place; never half a file under its name."""

import os
from pathlib import Path
from typing import Protocol

from villars_core.failpoints import reached
from villars_core.storage import private


class Named(Protocol):
    """A file that was made: its name, and its bytes."""

    @property
    def name(self) -> str:
        """Return the name."""
        ...

    @property
    def content(self) -> bytes:
        """Return the bytes."""
        ...


def put(slip: Named, folder: Path) -> Path:
    """Write a slip's file and return its path; one that is there with the same bytes stays, another is replaced by the true one."""
    target = private.folder_for(folder / slip.name)
    if target.exists() and target.read_bytes() == slip.content:
        return target
    partial = target.with_name(f".{target.name}.new")
    partial.unlink(missing_ok=True)
    half = len(slip.content) // 2
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, private.FILE), "wb") as opened:
        opened.write(slip.content[:half])
        opened.flush()
        reached("treasury.half_written")
        opened.write(slip.content[half:])
        opened.flush()
        os.fsync(opened.fileno())
    reached("treasury.before_rename")
    partial.replace(target)
    reached("treasury.renamed")
    return target
