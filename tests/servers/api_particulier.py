"""API Particulier on the loopback: it gives the answers it is told, in order, and keeps what it was asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from tests.servers.http import Answer, Asked, served


@dataclass(frozen=True)
class Call:
    """One request: its path, its parameters (lists without their brackets), its token."""

    path: str
    params: dict[str, list[str]]
    authorization: str


@dataclass
class Service:
    """What was asked, and what is still to be answered."""

    answers: list[tuple[int, str]]
    calls: list[Call] = field(default_factory=list)
    url: str = ""


@contextmanager
def particulier(answers: Sequence[tuple[int, str]]) -> Iterator[Service]:
    """Serve on the loopback until the end of the block."""
    kept = Service(list(answers))

    def answer(asked: Asked) -> Answer:
        parts = urlsplit(asked.path)
        params = {name.removesuffix("[]"): values for name, values in parse_qs(parts.query).items()}
        kept.calls.append(Call(parts.path, params, asked.authorization))
        status, body = kept.answers.pop(0)
        return Answer(status, "application/json", body.encode())

    with served(answer) as kept.url:
        yield kept
