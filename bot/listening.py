"""What can be wrong with the fetching of updates, and how a webhook's secret is compared."""

import asyncio
import hmac
import logging
from dataclasses import dataclass, field
from typing import Any

from telegram.error import Conflict, TelegramError
from telegram.request import HTTPXRequest

from villars_core.errors import OperatorError

CONFLICTS_WHEN_NEW = 3
CONFLICTS_WHEN_OLD = 10
CONFLICT_WINDOW = 60.0
_TOKEN_REFUSED = (401, 404)
_log = logging.getLogger("villars.telegram")


class ConstantTime(str):
    """A secret that takes the same time to compare, whatever it is compared with.

    The library's webhook compares by `!=`; a subclass of str on the right-hand side is asked first.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Compare all bytes."""
        return isinstance(other, str) and hmac.compare_digest(self.encode(), other.encode())

    def __ne__(self, other: object) -> bool:
        """Compare all bytes."""
        return not self == other

    __hash__ = str.__hash__


@dataclass
class Troubles:
    """What ends the listening: a refused token, or another program that polls the same bot.

    Of two programs the newer gives way, the older goes on. A bot that was killed leaves its long poll open at Telegram
    for a while: one conflict alone ends nothing.
    """

    born: float
    seen: list[float] = field(default_factory=list)
    fatal: asyncio.Event = field(default_factory=asyncio.Event)
    error: OperatorError | None = None

    def note(self, error: TelegramError) -> None:
        """Take in one fault of the polling; must not raise."""
        if not isinstance(error, Conflict):
            _log.warning("polling: %s", type(error).__name__)
            return
        now = asyncio.get_running_loop().time()
        self.seen = [one for one in (*self.seen, now) if now - one < CONFLICT_WINDOW]
        new = now - self.born < CONFLICT_WINDOW
        _log.warning("another program polls the same bot (%d)", len(self.seen))
        if len(self.seen) >= (CONFLICTS_WHEN_NEW if new else CONFLICTS_WHEN_OLD):
            self._end(two_bots())

    def token_refused(self) -> None:
        """Take in that Telegram no longer knows the token."""
        self._end(wrong_token())

    def _end(self, error: OperatorError) -> None:
        self.error = error
        self.fatal.set()


class Ears(HTTPXRequest):
    """Fetches updates; it sees a refused token itself, because the library ends its polling at one without telling anybody."""

    def __init__(self, troubles: Troubles, seconds: float) -> None:
        """Use one connection."""
        super().__init__(1, seconds, seconds, seconds, seconds)
        self._troubles = troubles

    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:  # noqa: ANN401 (the library's own signature)
        """Do as the library does, and look at the status."""
        status, body = await super().do_request(*args, **options)
        if status in _TOKEN_REFUSED:
            self._troubles.token_refused()
        return status, body


def wrong_token() -> OperatorError:
    """Return what to say when Telegram does not know the token."""
    return OperatorError(
        2001,
        "Telegram n’accepte pas le jeton du bot.",
        "telegram.token n’est pas, ou n’est plus, le jeton que BotFather a donné",
        "copiez le jeton de BotFather dans telegram.token, puis relancez.",
    )


def two_bots() -> OperatorError:
    """Return what to say when another program polls the same bot."""
    return OperatorError(
        2002,
        "Un autre programme relève déjà les messages de ce bot.",
        "Telegram répond 409 : un seul programme peut les relever à la fois",
        "arrêtez l’autre programme (un second « villars run » ou « villars bot »), puis relancez celui-ci.",
    )
