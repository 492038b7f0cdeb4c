"""Unexpected errors: kept in the logs under a reference, so that a person reads one sentence and the maintainer finds the rest."""

import os
import secrets
from pathlib import Path

from villars_core.clock import SystemClock
from villars_core.config import Settings, load, places
from villars_core.errors import OperatorError
from villars_core.logs import traced
from villars_core.storage.private import FILE as FILE_MODE
from villars_core.storage.private import folder_for

FILE = "errors.log"


def keep(error: BaseException, config: str | None = None) -> str:
    """Write an error with its trace, masked, to the log folder; return its reference and where it is."""
    reference = secrets.token_hex(4)
    trace = traced(error)
    file = _folder(config) / FILE
    try:
        with os.fdopen(os.open(folder_for(file), os.O_WRONLY | os.O_APPEND | os.O_CREAT, FILE_MODE), "w", encoding="utf-8") as log:
            log.write(f"{reference} {SystemClock().now().isoformat(timespec='seconds')}\n{trace}\n")
    except OSError as unwritable:
        return f"{reference} ; {file} : {unwritable.strerror}"
    return f"{reference} dans {file}"


def _folder(config: str | None) -> Path:
    try:
        return load(config).places.logs
    except OperatorError:
        return places(Settings()).logs
