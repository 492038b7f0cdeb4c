"""Where people sit in a walk: one driver for each person at a door, and what all doors can do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class ShownScreen:
    """What a person sees last: the text with its labels, and the labels alone."""

    text: str
    choices: list[str]


class Driver(Protocol):
    """One person at one door."""

    def say(self, text: str) -> None:
        """Write words and wait for the answer."""
        ...

    def send(self, name: str, content: bytes, text: str) -> None:
        """Send a file, with words where there are some, and wait for the answer."""
        ...

    def press(self, label: str) -> None:
        """Take a choice of what is seen, and wait for the answer."""
        ...

    def press_old(self, label: str) -> None:
        """Take a choice of the screen before."""
        ...

    def again(self) -> None:
        """Let the last message be delivered once more."""
        ...

    def notice(self, text: str) -> None:
        """Wait for a message that nobody asked for and that says something; it is what is seen from there on."""
        ...

    def screen(self) -> ShownScreen:
        """Return what is seen last."""
        ...


@dataclass
class Doorway:
    """An open door: called with a name of the cast, it sits that person down. `facts`: what `{name}` stands for in a transcript."""

    door: str
    driver_of: Callable[[str], Driver]
    booked: Callable[[str], list[str]]
    facts: dict[str, str] = field(default_factory=dict)
    _seats: dict[str, "Seat"] = field(default_factory=dict)

    def __call__(self, who: str) -> "Seat":
        """Return a person's seat, the same each time."""
        if who not in self._seats:
            self._seats[who] = Seat(self.driver_of(who), who, self)
        return self._seats[who]


@dataclass
class Seat:
    """One person of the cast at a door."""

    driver: Driver
    who: str
    doorway: Doorway

    def say(self, text: str) -> None:
        """Write words and wait for the answer."""
        self.driver.say(text)

    def press(self, label: str) -> None:
        """Take a choice of what is seen, and wait for the answer."""
        self.driver.press(label)

    def text(self) -> str:
        """Return what the person sees last, labels included."""
        return self.driver.screen().text


def missing(label: str, choices: list[str]) -> LookupError:
    """Return the fault of a walk that takes a choice which is not there."""
    return LookupError(f"no choice {label!r} among {choices}")
