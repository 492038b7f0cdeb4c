"""Logs: one line of JSON for each event, ids only; whatever slips in of addresses, IBANs or tokens is masked in one step.

What an error says is not written: it holds what the program worked on, names and words of people. Its kind and its trace are.
"""

import logging
import re
import sqlite3
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

MASKS = (
    (re.compile(r"\b\d{6,12}:[A-Za-z0-9_-]{30,}"), "<token>"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "<email>"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b"), "<iban>"),
    (re.compile(r"\b0[1-9](?:[ .-]?\d{2}){4}\b"), "<phone>"),
)

_TELLTALES = ("httpx", "httpcore", "telegram")
"""Libraries that write, below warnings, each address that is called or each message: an address may hold a secret or who is asked about."""


def masked(text: str) -> str:
    """Return a text without tokens, addresses, IBANs and telephone numbers."""
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return text


def traced(error: BaseException) -> str:
    """Return the kind of an error and of those that led to it, each with its trace, without what they say.

    The system's own word for a number (no space left, connection refused) and the database's name of a fault are nobody's data.
    """
    return masked(_told(error, set()))


def _told(error: BaseException, seen: set[int]) -> str:
    """Return what led to an error, the errors that it holds where it is a group of them, then itself; each is told once."""
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    held = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    parts = [_told(one, seen) for one in (before, *held) if one is not None and id(one) not in seen]
    frames = "".join(traceback.format_tb(error.__traceback__))
    parts.append(f"{frames}{type(error).__module__}.{type(error).__qualname__}{_known(error)}")
    return "\nwhich led to\n".join(parts)


def _known(error: BaseException) -> str:
    said = error.strerror if isinstance(error, OSError) else error.sqlite_errorname if isinstance(error, sqlite3.Error) else None
    return f": {said}" if said else ""


def configure(level: int = logging.INFO) -> None:
    """Send every logger's lines through the mask to standard error."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _trace,
            _mask,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers, root.level = [handler], level
    logging.getLogger("alembic").setLevel(logging.WARNING)
    for name in _TELLTALES:
        logging.getLogger(name).setLevel(logging.WARNING)


def _trace(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:  # noqa: ANN401 (structlog's own signature)
    """Write an error by its kind and its trace."""
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given if isinstance(given, BaseException) else sys.exception() if given else None
    return {**event, "exception": traced(error)} if error is not None else event


def _mask(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:  # noqa: ANN401 (structlog's own signature)
    return {key: masked(value) if isinstance(value, str) else value for key, value in event.items()}
