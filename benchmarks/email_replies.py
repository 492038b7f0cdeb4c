"""Scores the reading of replies on the corpus, and measures mails per second, a 10 MB mail and the hostile ones."""

import base64
import platform
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from email.parser import BytesParser
from email.policy import compat32
from functools import partial

from email_gateway.parsing import parse
from email_gateway.workers import Readers
from tests.email_gateway import hostile
from tests.email_gateway.corpus import cases
from tests.email_gateway.corpus.bounces import BOUNCES
from tests.email_gateway.corpus.machines import MACHINES, PEOPLE

_ROUNDS = 3

FIRST_READINGS = (
    (
        "fresh, read for the first time, before anything was mended: 63 of 68 right (92.6 %), French 48 of 50 (96.0 %); "
        "a line of a quote's header taken for the parent's in 2 (2.9 %), asked in 1 (1.5 %)"
    ),
    (
        "fresh, second batch, read for the first time: 36 of 40 right (90.0 %), French 27 of 28 (96.4 %); nothing quoted taken for "
        "the parent's, a program's line left in 3 (Spanish, Turkish, Arabic), asked in 1 (2.5 %)"
    ),
    (
        "fresh, third batch, read for the first time: 24 of 25 right (96.0 %), French 19 of 20 (95.0 %); nothing quoted taken "
        "for the parent's, a signature left in 1, nothing asked"
    ),
    (
        "fresh, fourth batch, read for the first time: 58 of 60 right (96.7 %), French 40 of 40 (100.0 %); nothing quoted taken "
        "for the parent's, a program's line left in 2 (English, Arabic), nothing asked"
    ),
    (
        "fresh, fifth batch, read for the first time: 55 of 60 right (91.7 %), French 37 of 40 (92.5 %); a line of a quote's header "
        "taken for the parent's in 1 (1.7 %, Portuguese), a telephone's line, a firm's label or a signature left in 4, nothing asked"
    ),
    (
        "fresh, sixth batch, read for the first time: 65 of 65 right (100.0 %), French 50 of 50 (100.0 %); nothing quoted taken for "
        "the parent's, nothing asked"
    ),
    (
        "fresh, seventh batch, read for the first time: 57 of 57 right (100.0 %), French 50 of 50 (100.0 %); nothing quoted taken "
        "for the parent's, nothing asked"
    ),
    (
        "fresh, eighth batch, made harder, read for the first time: 58 of 61 right (95.1 %), French 37 of 40 (92.5 %); nothing quoted "
        "taken for the parent's, a signature left in 1, asked in 2 (3.3 %)"
    ),
    (
        "fresh, ninth batch, read for the first time: 56 of 56 right (100.0 %), French 40 of 40 (100.0 %); nothing quoted taken for "
        "the parent's, nothing asked"
    ),
    (
        "fresh, tenth batch, read for the first time: 60 of 60 right (100.0 %), French 40 of 40 (100.0 %); nothing quoted taken for "
        "the parent's, nothing asked"
    ),
    (
        "fresh, eleventh batch, by somebody who never saw the program, read for the first time: 86 of 90 right (95.6 %), French 56 of 60 "
        "(93.3 %); nothing quoted taken for the parent's, nothing asked"
    ),
    (
        "fresh, twelfth batch, by another such person, read for the first time: 97 of 100 right (97.0 %), French 72 of 75 (96.0 %); "
        "nothing quoted taken for the parent's, nothing asked"
    ),
    (
        "fresh, thirteenth batch, by a third one, read for the first time: 99 of 100 right (99.0 %), French 79 of 80 (98.8 %); "
        "nothing quoted taken for the parent's, nothing asked"
    ),
)
"""What the reading made of each batch of fresh replies when it met them for the first time: a batch is fresh only once."""


def main() -> None:
    """Print every figure with what it was measured on."""
    _print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    for name, corpus in (
        ("tuned", cases.tuned()),
        ("apart", cases.apart()),
        ("fresh", cases.fresh()),
        ("fresh, second", cases.fresh_second()),
        ("fresh, third", cases.fresh_third()),
        ("fresh, fourth", cases.fresh_fourth()),
        ("fresh, fifth", cases.fresh_fifth()),
        ("fresh, sixth", cases.fresh_sixth()),
        ("fresh, seventh", cases.fresh_seventh()),
        ("fresh, eighth", cases.fresh_eighth()),
        ("fresh, ninth", cases.fresh_ninth()),
        ("fresh, tenth", cases.fresh_tenth()),
        ("fresh, eleventh", cases.fresh_eleventh()),
        ("fresh, twelfth", cases.fresh_twelfth()),
        ("fresh, thirteenth", cases.fresh_thirteenth()),
    ):
        _print_scores(name, corpus)
        _print_scores(f"{name}, French", [case for case in corpus if case.layout.language == "fr"])
    for line in FIRST_READINGS:
        _print(line)
    _print_machines()
    with Readers.opened() as readers:
        readers.warm()
        _print_speed(readers, [case.raw for case in cases.tuned()])
        _print_large(readers)
        _print_hostile(readers)
    _print(f"largest worker: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")


def _print_scores(name: str, corpus: list[cases.Case]) -> None:
    scores = Counter(cases.scored(case, parse(case.raw).reply_text) for case in corpus)
    shares = ", ".join(f"{score.value} {scores[score]} ({100 * scores[score] / len(corpus):.1f} %)" for score in cases.Score)
    _print(f"{name}: {len(corpus)} replies: {shares}")


def _print_machines() -> None:
    acting = [one.name for one in BOUNCES if not parse(one.raw).automatic]
    missed = [one.name for one in MACHINES if not parse(one.raw).automatic]
    lost = [one.name for one in PEOPLE if parse(one.raw).automatic]
    _print(f"bounces: {len(BOUNCES) - len(acting)} of {len(BOUNCES)} never act; machines: {len(MACHINES) - len(missed)} of {len(MACHINES)}")
    _print(f"people taken for machines: {len(lost)} of {len(PEOPLE)}")
    _print("(read for the first time: bounces 45 of 45, 5 of them of the wrong kind; machines 28 of 36; people taken for machines 1 of 10)")


def _print_speed(readers: Readers, mails: list[bytes]) -> None:
    bounded = min(_seconds(lambda: [readers.read(raw) for raw in mails]) for _ in range(_ROUNDS))
    bare = min(_seconds(lambda: [BytesParser(policy=compat32).parsebytes(raw) for raw in mails]) for _ in range(_ROUNDS))
    _print(
        f"read in a warm child: {len(mails) / bounded:.0f} mails/s; CPython's parsing alone: {len(mails) / bare:.0f}/s; ratio "
        f"{bounded / bare:.1f}"
    )


def _print_large(readers: Readers) -> None:
    photo = base64.encodebytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9_500)
    part = b'--b\r\nContent-Type: image/jpeg; name="p.jpg"\r\nContent-Transfer-Encoding: base64\r\n\r\n' + photo
    raw = (
        hostile.HEAD
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nvoici\r\n'
        + part * 3
        + b"--b--\r\n"
    )
    seconds = min(_seconds(lambda: readers.read(raw)) for _ in range(_ROUNDS))
    _print(f"a mail of {len(raw) / 1e6:.1f} MB with three photos: {seconds:.2f} s")


def _print_hostile(readers: Readers) -> None:
    slowest, name = max((_seconds(partial(readers.read, make())), name) for name, make in hostile.MAILS.items())
    _print(f"slowest of {len(hostile.MAILS)} hostile mails: {slowest:.2f} s ({name})")


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
