"""The terminal as a walk sees it: a person who types words and numbers."""

import re
from dataclasses import dataclass, field

from tests.walks.email_door import ShownScreen
from villars_core.demo.terminal import Conversation

_NUMBERED = re.compile(r"^  (\d{1,2})\. (.+)$", re.MULTILINE)


@dataclass
class TerminalDriver:
    """One person at the terminal."""

    conversation: Conversation
    _shown: list[ShownScreen] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Type words."""
        answer = self.conversation.answer(text)
        self._shown.append(ShownScreen(answer, [label for _, label in _NUMBERED.findall(answer)]))

    def press(self, label: str) -> None:
        """Type the number of a choice."""
        choices = self.screen().choices
        if label not in choices:
            message = f"no choice {label!r} among {choices}"
            raise LookupError(message)
        self.say(str(choices.index(label) + 1))

    def screen(self) -> ShownScreen:
        """Return what was printed last."""
        return self._shown[-1] if self._shown else ShownScreen("", [])

    def press_old(self, label: str) -> None:
        """Refuse: a terminal keeps no buttons."""
        raise NotImplementedError(label)

    def again(self) -> None:
        """Refuse: nothing is delivered twice to a terminal."""
        raise NotImplementedError

    def notice(self, text: str) -> None:
        """Refuse: notices come by chat and by mail."""
        raise NotImplementedError(text)
