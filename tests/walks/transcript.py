"""Transcripts: what a person says and presses, and what they are shown; the same lines run through every door.

> words that the person writes
[label of a button]
< something that the answer says
! something that the answer must not say
@ 2026-11-26T08:00 (the clock moves there, Paris time)
"""

from datetime import datetime
from typing import Protocol

from villars_core.clock import PARIS, MovableClock


class Driver(Protocol):
    """One person at one door."""

    def say(self, text: str) -> None:
        """Write some words and wait for the answer."""
        ...

    def press(self, label: str) -> None:
        """Press the button, or give the number, with this label, and wait for the answer."""
        ...

    def text(self) -> str:
        """Return what the person sees last, labels included."""
        ...


def run(transcript: str, person: Driver, clock: MovableClock) -> None:
    """Play a transcript; the first line that is not as written fails with what was seen instead."""
    for line in filter(None, (one.strip() for one in transcript.splitlines())):
        kind, words = line[0], line[1:].strip()
        if kind == ">":
            person.say(words)
        elif kind == "[":
            person.press(words.rstrip("]"))
        elif kind == "@":
            clock.move_to(datetime.fromisoformat(words).replace(tzinfo=PARIS))
        elif kind == "<":
            assert words in person.text(), f"{line}\nseen:\n{person.text()}"
        elif kind == "!":
            assert words not in person.text(), f"{line}\nseen:\n{person.text()}"


def transcript_of(test: object) -> str:
    """Return the transcript in a test's docstring: the lines after the first."""
    doc = test.__doc__ or ""
    return "\n".join(line for line in doc.splitlines()[1:] if line.strip()[:1] in {">", "[", "<", "!", "@"})
