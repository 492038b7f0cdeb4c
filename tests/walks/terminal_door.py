"""The terminal as a walk sees it: a person who types words and numbers."""

import re
from dataclasses import dataclass, field

from sqlalchemy import select

from tests.walks.papers import media_type_of
from tests.walks.seats import ShownScreen, missing
from villars_core.conversations.messages import IncomingFile
from villars_core.demo.terminal import Conversation
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.work import SYSTEM

_NUMBERED = re.compile(r"^  (\d{1,2})\. (.+)$", re.MULTILINE)


@dataclass
class TerminalDriver:
    """One person at the terminal."""

    conversation: Conversation
    account_id: int
    _seen: list[ShownScreen] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Type words."""
        self._see(self.conversation.answer(text))

    def send(self, name: str, content: bytes, text: str) -> None:
        """Hand a file over."""
        file = IncomingFile(name, media_type_of(name), len(content), content)
        self._see(self.conversation.answer(text, (file,)))

    def press(self, label: str) -> None:
        """Type the number of a choice."""
        choices = self.screen().choices
        if label not in choices:
            raise missing(label, choices)
        self.say(str(choices.index(label) + 1))

    def screen(self) -> ShownScreen:
        """Return what was printed last."""
        return self._seen[-1] if self._seen else ShownScreen("", [])

    def press_old(self, label: str) -> None:
        """Refuse: a terminal keeps no buttons."""
        raise NotImplementedError(label)

    def again(self) -> None:
        """Refuse: nothing is delivered twice to a terminal."""
        raise NotImplementedError

    def notice(self, text: str) -> None:
        """Look for a notice in the outbox: it goes by chat or by mail, never to a terminal, so its choices cannot be taken here."""
        with self.conversation.records.reading(SYSTEM) as work:
            rows = work.session.scalars(select(OutboxRow).where(OutboxRow.account_id == self.account_id, OutboxRow.kind != "reply"))
            parcels = [parcel_of(work, row) for row in rows]
        told = ["\n".join([one.screen.title, *one.screen.body]) for one in parcels if one is not None]
        said = [one for one in told if text in one]
        assert said, f"no notice says so: {told}"
        self._seen.append(ShownScreen(said[-1], []))

    def _see(self, printed: str) -> None:
        labels = _NUMBERED.findall(printed)
        # Where two screens were printed, the numbers count for the last one.
        first = max((at for at, (number, _) in enumerate(labels) if number == "1"), default=0)
        self._seen.append(ShownScreen(printed, [label for _, label in labels[first:]]))
