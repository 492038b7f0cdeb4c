"""The walk's own reader of transcripts: whoever a transcript names sits there before anything happens."""

from dataclasses import dataclass, field
from datetime import datetime

from tests.walks.seats import Doorway, ShownScreen
from tests.walks.transcript import run
from villars_core.clock import PARIS, MovableClock


@dataclass
class _Table:
    """A door at which what is said reaches everybody who sits there by then."""

    heard: dict[str, list[str]] = field(default_factory=dict)

    def driver_of(self, who: str) -> "_Person":
        self.heard[who] = []
        return _Person(who, self)


@dataclass
class _Person:
    who: str
    table: _Table

    def say(self, text: str) -> None:
        for one in self.table.heard.values():
            one.append(text)

    press = press_old = say

    def send(self, name: str, content: bytes, text: str) -> None:
        raise NotImplementedError

    def again(self) -> None:
        raise NotImplementedError

    def notice(self, text: str) -> None:
        if text not in self.table.heard[self.who]:
            message = f"waited for {text!r}"
            raise RuntimeError(message)

    def screen(self) -> ShownScreen:
        return ShownScreen("\n".join(self.table.heard[self.who]), [])


def test_who_is_named_later_sees_what_went_before() -> None:
    table = _Table()
    doorway = Doorway("chat", table.driver_of, lambda _child: [])

    run(
        "> Bottes demain\nnadia ~ Bottes demain\n{email} paul ~ Rien",
        doorway("claire"),
        MovableClock(datetime(2026, 11, 23, 9, tzinfo=PARIS)),
    )

    assert set(table.heard) == {"claire", "nadia"}
