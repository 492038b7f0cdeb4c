"""Layouts and texts as whole messages, in the encodings that mail programs use, and how a reading of one is scored."""

import base64
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from tests.email_gateway.corpus.apart import APART
from tests.email_gateway.corpus.fresh import HABIT, Fresh
from tests.email_gateway.corpus.fresh_by_others import ELEVENTH, OPEN, THIRTEENTH, TWELFTH, Whole
from tests.email_gateway.corpus.fresh_eighth import EIGHTH
from tests.email_gateway.corpus.fresh_eighth_foreign import EIGHTH_FOREIGN
from tests.email_gateway.corpus.fresh_fifth import FIFTH
from tests.email_gateway.corpus.fresh_fifth_foreign import FIFTH_FOREIGN
from tests.email_gateway.corpus.fresh_foreign import FOREIGN
from tests.email_gateway.corpus.fresh_fourth import FOURTH
from tests.email_gateway.corpus.fresh_fourth_foreign import FOURTH_FOREIGN
from tests.email_gateway.corpus.fresh_french import FRENCH
from tests.email_gateway.corpus.fresh_french_more import FRENCH_MORE
from tests.email_gateway.corpus.fresh_ninth import NINTH
from tests.email_gateway.corpus.fresh_ninth_more import NINTH_MORE
from tests.email_gateway.corpus.fresh_second import SECOND
from tests.email_gateway.corpus.fresh_second_foreign import SECOND_FOREIGN
from tests.email_gateway.corpus.fresh_seventh import SEVENTH
from tests.email_gateway.corpus.fresh_seventh_more import SEVENTH_MORE
from tests.email_gateway.corpus.fresh_sixth import SIXTH
from tests.email_gateway.corpus.fresh_sixth_foreign import SIXTH_FOREIGN
from tests.email_gateway.corpus.fresh_sixth_more import SIXTH_MORE
from tests.email_gateway.corpus.fresh_tenth import TENTH
from tests.email_gateway.corpus.fresh_tenth_foreign import TENTH_FOREIGN
from tests.email_gateway.corpus.fresh_third import THIRD
from tests.email_gateway.corpus.layouts import TUNED
from tests.email_gateway.corpus.material import NOTICE, PARENT, PARENT_ADDRESS, REPLIES, TOKEN_ADDRESS, Layout, Written

_ENCODINGS = ("quoted-printable", "base64", "8bit", "windows-1252")
_WORDS = re.compile(r"\W+")


class Score(StrEnum):
    """How a reading compares with what the parent wrote."""

    RIGHT = "right"
    LEAK = "leak"
    """Something quoted was taken for the parent's words."""
    ASKED = "asked"
    """Nothing was left: the parent would be asked."""
    WRONG = "wrong"


@dataclass(frozen=True)
class Case:
    """One message and what its writer said in it."""

    name: str
    layout: Layout
    wanted: str
    raw: bytes
    sent: str = NOTICE
    """What it answers to."""


def tuned() -> list[Case]:
    """Return the messages in the layouts that the reading was tuned on."""
    return list(_cases(TUNED))


def apart() -> list[Case]:
    """Return the messages in the layouts kept apart."""
    return list(_cases(APART))


def fresh() -> list[Case]:
    """Return the messages written one by one, scored before anything was tuned on them."""
    return list(_written((*FRENCH, *FRENCH_MORE, *FOREIGN)))


def fresh_second() -> list[Case]:
    """Return the second batch, written after the first was mended."""
    return list(_written((*SECOND, *SECOND_FOREIGN)))


def fresh_third() -> list[Case]:
    """Return the third batch, written after the second was mended."""
    return list(_written(THIRD))


def fresh_fourth() -> list[Case]:
    """Return the fourth batch, written after public collections of replies were read and the third was mended."""
    return list(_written((*FOURTH, *FOURTH_FOREIGN)))


def fresh_fifth() -> list[Case]:
    """Return the fifth batch, written after the fourth was mended."""
    return list(_written((*FIFTH, *FIFTH_FOREIGN)))


def fresh_sixth() -> list[Case]:
    """Return the sixth batch, written after the fifth was mended."""
    return list(_written((*SIXTH, *SIXTH_MORE, *SIXTH_FOREIGN)))


def fresh_seventh() -> list[Case]:
    """Return the seventh batch, written after the sixth."""
    return list(_written((*SEVENTH, *SEVENTH_MORE)))


def fresh_eighth() -> list[Case]:
    """Return the eighth batch, harder, written after the seventh."""
    return list(_written((*EIGHTH, *EIGHTH_FOREIGN)))


def fresh_ninth() -> list[Case]:
    """Return the ninth batch, written after the eighth was mended."""
    return list(_written((*NINTH, *NINTH_MORE)))


def fresh_tenth() -> list[Case]:
    """Return the tenth batch, written after the ninth."""
    return list(_written((*TENTH, *TENTH_FOREIGN)))


def fresh_eleventh() -> list[Case]:
    """Return the eleventh batch, written by somebody who never saw the program."""
    return _whole(ELEVENTH)


def fresh_twelfth() -> list[Case]:
    """Return the twelfth batch, by another such person."""
    return _whole(TWELFTH)


def fresh_thirteenth() -> list[Case]:
    """Return the thirteenth batch, by a third one."""
    return _whole(THIRTEENTH)


def still_open() -> list[Case]:
    """Return the fresh replies that are known to be read wrongly."""
    return [case for case in (*fresh_twelfth(), *fresh_thirteenth()) if case.name in OPEN]


def written() -> list[Case]:
    """Return every fresh reply of every batch, those apart that are known to be read wrongly."""
    return [
        *fresh(),
        *fresh_second(),
        *fresh_third(),
        *fresh_fourth(),
        *fresh_fifth(),
        *fresh_sixth(),
        *fresh_seventh(),
        *fresh_eighth(),
        *fresh_ninth(),
        *fresh_tenth(),
        *fresh_eleventh(),
        *(case for case in (*fresh_twelfth(), *fresh_thirteenth()) if case.name not in OPEN),
    ]


def scored(case: Case, got: str) -> Score:
    """Return how a reading compares: spaces do not count, words and their order do."""
    wanted, found = _plain(case.wanted), _plain(got)
    if wanted == found:
        return Score.RIGHT
    if not found:
        return Score.ASKED
    ours = [_plain(line) for line in case.sent.split("\n") if len(_plain(line).split()) > 1]
    leaks = any(line in found and line not in wanted for line in ours) or "villars example" in found or "message d origine" in found
    return Score.LEAK if leaks else Score.WRONG


def message(text: str | None, html: str | None, encoding: str, number: int = 0, *, flowed: str = "") -> bytes:
    """Return a whole message in one encoding."""
    head = (
        f"Return-Path: <{PARENT_ADDRESS}>\r\nFrom: {PARENT} <{PARENT_ADDRESS}>\r\nTo: {TOKEN_ADDRESS}\r\nSubject: "
        f"=?utf-8?q?Re=3A_Cantine_=3A_vos_r=C3=A9servations?=\r\n"
        f"Message-ID: <c{number}@parents.example>\r\nDate: Tue, 24 Nov 2026 18:00:00 +0100\r\nMIME-Version: 1.0\r\n"
    ).encode()
    parts = [_part(name, body, encoding) for name, body in ((f"plain{flowed}", text), ("html", html)) if body is not None]
    if len(parts) == 1:
        return head + parts[0]
    return (
        head
        + b'Content-Type: multipart/alternative; boundary="=_b"\r\n\r\n'
        + b"".join(b"--=_b\r\n" + part + b"\r\n" for part in parts)
        + b"--=_b--\r\n"
    )


def _cases(layouts: Sequence[Layout]) -> Iterator[Case]:
    for row, layout in enumerate(layouts):
        for column, reply in enumerate(REPLIES):
            encoding = _ENCODINGS[(row + column) % len(_ENCODINGS)]
            written = layout.render(reply)
            number = row * len(REPLIES) + column
            yield Case(
                f"{layout.name} ({layout.language}), text {column + 1}, {encoding}",
                layout,
                reply,
                message(written.text, written.html, encoding, number),
            )


def _written(replies: Sequence[Fresh]) -> Iterator[Case]:
    for number, reply in enumerate(replies, 1_000):
        layout = Layout(reply.name, reply.language, reply.known_from, partial(_as_written, reply))
        raw = message(reply.text, reply.html, reply.encoding, number, flowed="; format=flowed" if reply.flowed else "")
        yield Case(f"{reply.name} ({reply.language})", layout, reply.wanted, raw, reply.sent.text)


def _as_written(reply: Fresh, _words: str) -> Written:
    return Written(reply.text, reply.html)


def _whole(batch: Sequence[Whole]) -> list[Case]:
    return [
        Case(f"{one.name} ({one.language})", Layout(one.name, one.language, HABIT, partial(_as_came, one)), one.wanted, one.raw, one.sent)
        for one in batch
    ]


def _as_came(one: Whole, _words: str) -> Written:
    return Written(one.raw.decode("latin-1"), None)


def _part(kind: str, body: str, encoding: str) -> bytes:
    charset = "utf-8"
    if encoding == "windows-1252":
        if body.encode("cp1252", "ignore").decode("cp1252") == body:
            charset = "windows-1252"
        encoding = "8bit"
    raw = body.replace("\n", "\r\n").encode("cp1252" if charset == "windows-1252" else "utf-8")
    if encoding == "quoted-printable":
        raw = quopri.encodestring(raw.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    elif encoding == "base64":
        raw = base64.encodebytes(raw)
    return f"Content-Type: text/{kind}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + raw


def _plain(text: str) -> str:
    return _WORDS.sub(" ", text.casefold()).strip()
