"""Scenes: transcripts with several people, and with what is delivered twice, run through whichever door.

One line each:
`nadia: words`, `nadia [button]`, `nadia [old button]!`, `nadia again` (the last message is delivered once more), `| text` (seen
by who spoke last), `! text` (not seen), `nadia notice: text`, `booked lea: days`, `clock: instant`. A line that begins with
`@door,door` is for these doors only; `{name}` stands for a fact of the town.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from tests.walks.email_door import ShownScreen

FOLDER = Path(__file__).parent / "scenes"
NAMES = sorted(path.stem for path in FOLDER.glob("*.walk"))
_DOORS = re.compile(r"@([a-z,]+) +(.*)")
_PRESSED = re.compile(r"(\w+) \[(.+)\](!?)")
_NOTICE = re.compile(r"(\w+) notice: (.+)")
_SAID = re.compile(r"(\w+): (.+)")


class Driver(Protocol):
    """One person at one door."""

    def say(self, text: str) -> None:
        """Write words and wait for the answer."""
        ...

    def press(self, label: str) -> None:
        """Take a choice of the last screen."""
        ...

    def press_old(self, label: str) -> None:
        """Take a choice of the screen before."""
        ...

    def again(self) -> None:
        """Let the last message be delivered once more."""
        ...

    def notice(self, text: str) -> None:
        """Wait for a message that nobody asked for."""
        ...

    def screen(self) -> ShownScreen:
        """Return what is seen last."""
        ...


@dataclass
class Stage:
    """What a scene is played on: a driver for each person, the booked days of a child, the clock."""

    door: str
    driver_of: Callable[[str], Driver]
    booked: Callable[[str], list[str]]
    move_clock: Callable[[datetime], None]
    facts: Mapping[str, str] = field(default_factory=dict)
    _drivers: dict[str, Driver] = field(default_factory=dict)
    _last: str = ""

    def play(self, name: str) -> None:
        """Play a scene; what differs raises AssertionError with the line."""
        for number, raw in enumerate((FOLDER / f"{name}.walk").read_text(encoding="utf-8").splitlines(), 1):
            line = self._for_this_door(raw.strip())
            if not line or line.startswith("#"):
                continue
            for fact, value in self.facts.items():
                line = line.replace(f"{{{fact}}}", value)
            try:
                self._line(line)
            except (AssertionError, LookupError, RuntimeError) as error:
                seen = self._drivers[self._last].screen() if self._last else ""
                message = f"{name}.walk:{number}: {line}: {error}\nseen: {seen}"
                raise AssertionError(message) from error

    def _for_this_door(self, line: str) -> str:
        found = _DOORS.fullmatch(line)
        if found is None:
            return line
        return found[2] if self.door in found[1].split(",") else ""

    def _line(self, line: str) -> None:
        mark, _, rest = line.partition(" ")
        if mark == "|":
            assert rest in self._seen()
        elif mark == "!":
            assert rest not in self._seen()
        elif mark == "clock:":
            self.move_clock(datetime.fromisoformat(rest))
        elif mark == "booked":
            child, _, days = rest.partition(":")
            assert self.booked(child) == days.split()
        else:
            self._acted(line)

    def _seen(self) -> str:
        shown = self._drivers[self._last].screen()
        return "\n".join([shown.text, *shown.choices])

    def _acted(self, line: str) -> None:
        if line.endswith(" again"):
            self._driver(line.removesuffix(" again")).again()
        elif noticed := _NOTICE.fullmatch(line):
            self._driver(noticed[1]).notice(noticed[2])
        elif pressed := _PRESSED.fullmatch(line):
            driver = self._driver(pressed[1])
            (driver.press_old if pressed[3] else driver.press)(pressed[2])
        elif said := _SAID.fullmatch(line):
            self._driver(said[1]).say(said[2].replace("\\n", "\n"))
        else:
            message = "no line of a scene"
            raise AssertionError(message)

    def _driver(self, person: str) -> Driver:
        self._last = person
        if person not in self._drivers:
            self._drivers[person] = self.driver_of(person)
        return self._drivers[person]
