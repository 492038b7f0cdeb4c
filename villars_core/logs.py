"""Logs: one line of JSON for each event, ids only; whatever slips in of addresses, IBANs or tokens is masked in one step."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

MASKS = (
    (re.compile(r"\b\d{6,12}:[A-Za-z0-9_-]{30,}"), "<token>"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "<email>"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b"), "<iban>"),
    (re.compile(r"\b0[1-9](?:[ .-]?\d{2}){4}\b"), "<phone>"),
)


def masked(text: str) -> str:
    """Return a text without tokens, addresses, IBANs and telephone numbers."""
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return text


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
            structlog.processors.format_exc_info,
            _mask,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers, root.level = [handler], level
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # At INFO these write each address that is called, and an address may hold a secret or who is asked about.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _mask(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:  # noqa: ANN401 (structlog's own signature)
    return {key: masked(value) if isinstance(value, str) else value for key, value in event.items()}
