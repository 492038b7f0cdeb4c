"""Transcripts: what people say and press, and what they are shown; the same lines run through every door.

> words that the person writes (⏎ breaks the line; {code} is a fact of the town)
> [file certificat.pdf] words that go with the file
[label of a button]
[[label of a button of the screen before]]
>> (the last message is delivered once more)
< something that the answer says
! something that the answer must not say
~ something that a message says for which nobody asked; the lines below are about that message
= lea 2026-11-30 2026-12-03 (the days booked now)
@ 2026-11-26T08:00 (the clock moves there, Paris time)

A line may begin with who acts (`paul > words`): the lines below are theirs, until another name. It may begin with the doors for
which alone it counts (`{telegram,terminal} < words`).
"""

import re
from datetime import datetime

from tests.walks.papers import content_of
from tests.walks.seats import Seat
from villars_core.clock import PARIS, MovableClock

_LINE = re.compile(r"(?:\{(?P<doors>[a-z,]+)\} )?(?:(?P<who>[a-z]+) )?(?P<act>>>|\[\[.+\]\]|\[.+\]|[><!~=@] .+)")
_FILE = re.compile(r"\[file ([^\]]+)\] ?(.*)")


def run(transcript: str, person: Seat, clock: MovableClock) -> None:
    """Play a transcript, begun by a person; the first line that is not as written fails with what was seen instead."""
    lines = [(line, _LINE.fullmatch(line)) for line in transcript.splitlines()]
    strange = [line for line, found in lines if found is None]
    assert strange == [], f"no line of a transcript: {strange}"
    here = [(line, found) for line, found in lines if found and person.doorway.door in (found["doors"] or person.doorway.door).split(",")]
    for _, found in here:
        # Whoever comes later sits there from the beginning: what reaches them meanwhile is theirs to see.
        _seated(found, person)
    for line, found in here:
        person = _seated(found, person)
        try:
            _played(found["act"], person, clock)
        except (AssertionError, LookupError, RuntimeError) as error:
            message = f"{line}\n{error}\nseen by {person.who}:\n{person.text()}"
            raise AssertionError(message) from error


def _seated(found: re.Match[str], person: Seat) -> Seat:
    return person.doorway(found["who"]) if found["who"] else person


def transcript_of(test: object) -> str:
    """Return the transcript in a test's docstring: from the first line of one to the end."""
    lines = [line.strip() for line in (test.__doc__ or "").splitlines()[1:]]
    lines = [line for line in lines if line]
    first = next(number for number, line in enumerate(lines) if _LINE.fullmatch(line))
    return "\n".join(lines[first:])


def _played(act: str, person: Seat, clock: MovableClock) -> None:
    driver = person.driver
    mark, words = act[:1], _with_facts(act[1:].strip(), person)
    if act == ">>":
        driver.again()
    elif act.startswith("[["):
        driver.press_old(act[2:-2])
    elif mark == "[":
        driver.press(words[:-1])
    elif mark == ">":
        _said(words, person)
    elif mark == "<":
        assert words in person.text(), "is not said"
    elif mark == "!":
        assert words not in person.text(), "is said"
    elif mark == "~":
        driver.notice(words)
    elif mark == "@":
        clock.move_to(datetime.fromisoformat(words).replace(tzinfo=PARIS))
    else:
        child, *days = words.split()
        assert person.doorway.booked(child) == days, person.doorway.booked(child)


def _with_facts(words: str, person: Seat) -> str:
    for fact, value in person.doorway.facts.items():
        words = words.replace(f"{{{fact}}}", value)
    return words


def _said(words: str, person: Seat) -> None:
    file = _FILE.fullmatch(words)
    if file is not None:
        person.driver.send(file[1], content_of(file[1]), file[2].replace("⏎", "\n"))
    else:
        person.driver.say(words.replace("⏎", "\n"))
