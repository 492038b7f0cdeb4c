"""Files that only the town's own user reads: the records, the keys, sessions and logs."""

import os
from pathlib import Path

FILE, FOLDER = 0o600, 0o700


def folder_for(file: Path) -> Path:
    """Make the folder of a file, closed to others, where it is missing; one that is there keeps its rights. Return the file."""
    missing = [one for one in (file.parent, *file.parent.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=FOLDER, exist_ok=True)
    return file


def touch(file: Path) -> None:
    """Make an empty file, closed to others, where there is none."""
    if not file.exists():
        os.close(os.open(folder_for(file), os.O_WRONLY | os.O_CREAT, FILE))


def replace(file: Path, content: str) -> None:
    """Write a file whole or not at all, closed to others, on the disk before this returns."""
    partial = folder_for(file).with_name(f"{file.name}.new")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "w", encoding="utf-8") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    partial.replace(file)
    _keep_name(file.parent)


def _keep_name(folder: Path) -> None:
    """Put the folder's entries on the disk too: a file whose name is lost is lost."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
