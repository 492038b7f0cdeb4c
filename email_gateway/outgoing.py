"""Carrying the e-mail rows of the outbox: replies at once, the rest in turn, announcements slowly."""

import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from email_gateway.outbound import Office, compose
from email_gateway.pace import Pace
from email_gateway.sender import Account, Transport
from email_gateway.signing import Signer
from villars_core.accounts import routing
from villars_core.conversations.papers import printed
from villars_core.notifications import sending
from villars_core.notifications.sending import Claim, Outcome, Result, ToSend
from villars_core.work import Records

CHANNEL = "email"
PAUSE_SECONDS = 1.0
_LOOK_UP_SECONDS = 0.2
MAILS_AT_ONCE = 5
"""Few, so that an answer never waits behind a long run of announcements."""

SECONDS_BEFORE_NEXT = (5, 30, 120, 600, 1800, 3600, 4 * 3600, 8 * 3600, 12 * 3600, 12 * 3600, 12 * 3600)
"""Pauses after each attempt that may be made again: together more than the 48 hours in which a server that is away comes back."""


@dataclass(frozen=True)
class Postman:
    """Sends rows, from one thread at a time; `stop` ends a run between two mails."""

    records: Records
    office: Office
    account: Account
    owner: str
    stop: threading.Event = field(default_factory=threading.Event)
    signer: Signer | None = None
    pace: Pace = field(default_factory=Pace)
    _urgent: deque[int] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _woken: threading.Event = field(default_factory=threading.Event)

    def send_now(self, rows: Sequence[int]) -> int:
        """Send just these rows, the replies of a message that was handled; return how many were accepted."""
        return self._send(Claim(CHANNEL, self.owner, only=tuple(rows))) if rows else 0

    def wake(self, rows: Sequence[int]) -> None:
        """Let `run` send at once what was just posted: answers go first by their lane, and in the pauses between other mails."""
        self._urgent.extend(rows)
        self._woken.set()

    def run(self) -> None:
        """Send what waits, until told to stop."""
        while not self.stop.is_set():
            self._woken.clear()
            self._urgent.clear()  # they are claimed below with all that waits
            if not self._send(Claim(CHANNEL, self.owner, MAILS_AT_ONCE)):
                self._woken.wait(PAUSE_SECONDS)

    def _send(self, claim: Claim) -> int:
        with self._lock:
            items = sending.claim(self.records, claim, routing.assign)
            transport = Transport(self.account)
            try:
                return sum(self._deliver(transport, item) for item in items)
            finally:
                transport.close()

    def _deliver(self, transport: Transport, item: ToSend) -> bool:
        self._let_answers_pass(transport, self.pace.pause(item.address, item.lane))
        outcome = self._outcome(transport, item)
        self.pace.sent(item.address, item.lane)
        sending.settle(self.records, item, outcome, routing.fall_back)
        return outcome.result is Result.SENT

    def _let_answers_pass(self, transport: Transport, seconds: float) -> None:
        """Keep a pause, and send the answers that are posted meanwhile; the end of the program ends it."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self.stop.is_set():
            if not self._woken.wait(min(left, _LOOK_UP_SECONDS)):
                continue
            self._woken.clear()
            rows = tuple(self._urgent.popleft() for _ in range(len(self._urgent)))
            if rows:
                for item in sending.claim(self.records, Claim(CHANNEL, self.owner, only=rows), routing.assign):
                    self._deliver(transport, item)

    def _outcome(self, transport: Transport, item: ToSend) -> Outcome:
        try:
            made = printed(self.records, item)
            envelope = compose(made.item, self.office, self.records.clock.now(), made.papers)
            envelope = self.signer.signed(envelope) if self.signer else envelope
        except (LookupError, ValueError, UnicodeError) as error:
            return Outcome(Result.REFUSED, detail=f"cannot be written: {type(error).__name__}")
        outcome = transport.deliver(envelope)
        return _later(outcome, item.number) if outcome.result is Result.RETRY else outcome


def _later(outcome: Outcome, attempts: int) -> Outcome:
    """Return when to try again: not before the pause that the server asked for, and ever later, for two days."""
    pause = SECONDS_BEFORE_NEXT[min(attempts, len(SECONDS_BEFORE_NEXT)) - 1]
    return replace(outcome, retry_after=max(outcome.retry_after or 0.0, pause))
