"""One mail from its bytes to its folder: stored first, then read, judged, handed to the desk, answered."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from email_gateway import automatic, bounced, inbound
from email_gateway.inbound import Trust
from email_gateway.inbox import Folder
from email_gateway.outbound import Office
from email_gateway.parsed import ParsedEmail
from email_gateway.workers import Readers
from villars_core.conversations import inbox
from villars_core.conversations.inbox import Kept
from villars_core.conversations.messages import Incoming, Reply
from villars_core.work import Records

CHANNEL = "email"
ASIDE = "email-aside"
"""What was not read is kept apart: it is never replayed, so its beginning can never act."""

KEPT_ASIDE_BYTES = 1024 * 1024
_log = logging.getLogger("villars.email")

Receive = Callable[[Incoming], list[Reply]]
"""The desk."""

Deliver = Callable[[Sequence[int]], object]
"""Sends these rows of the outbox at once."""


@dataclass(frozen=True)
class Intake:
    """What handling a mail needs; frozen, all state is in rows."""

    records: Records
    receive: Receive
    readers: Readers
    office: Office
    trust: Trust
    deliver: Deliver

    def take(self, raw: bytes) -> Folder:
        """Handle one mail and return its folder. What it raises says that the mail is not safe yet: it is left where it is."""
        parsed = self.readers.read(raw, frozenset({self.office.address.plain}))
        if parsed.refused is not None:
            _log.warning("mail %s put aside unread: %s", parsed.digest[:12], parsed.refused.value)
            inbox.keep(self.records, ASIDE, f"sha256:{parsed.digest}", raw[:KEPT_ASIDE_BYTES])
            return Folder.LOOK
        if parsed.bounce is not None:
            bounced.note(self.records, parsed.bounce)
            return Folder.DONE
        if parsed.automatic:
            _log.info("mail %s is automatic: %s", parsed.digest[:12], parsed.automatic)
            return Folder.LOOK if parsed.automatic == automatic.BY_WORDS else Folder.DONE
        return self._take_from_person(raw, parsed)

    def replay(self) -> int:
        """Handle again what was stored and not finished when the program ended; return how many."""
        left = inbox.waiting(self.records, CHANNEL)
        for one in left:
            self.take(one.raw)
        return len(left)

    def _take_from_person(self, raw: bytes, parsed: ParsedEmail) -> Folder:
        name = inbound.external_id(parsed)
        kept = inbox.keep(self.records, CHANNEL, name, raw, parsed.sender)
        if kept is Kept.HELD:
            _log.warning("mail %s has the id of another one and is held", parsed.digest[:12])
            return Folder.LOOK
        if kept is not Kept.DONE:
            answered = inbound.answered_by(self.records, inbound.token_of(parsed, self.office), self.office)
            incoming = inbound.to_incoming(raw, parsed, self.office, self.trust, answered)
            replies = self._received(incoming)
            if replies is None:
                return Folder.LOOK
            self.deliver([reply.outbox_id for reply in replies])
        return self._folder_of(parsed, name, told=kept is Kept.DONE)

    def _folder_of(self, parsed: ParsedEmail, name: str, *, told: bool) -> Folder:
        """Return where a handled mail goes; the office is told once of one that it must erase from the mailbox."""
        if not inbound.may_hold_iban(f"{parsed.subject}\n{parsed.text}") and not inbox.held_secret(self.records, CHANNEL, name):
            return Folder.DONE
        if not told:
            inbox.to_erase(self.records, CHANNEL, parsed.sender, Folder.ERASE.value)
        return Folder.ERASE

    def _received(self, incoming: Incoming) -> list[Reply] | None:
        """Return the desk's replies, or None when this message was parked because the desk failed on it again and again."""
        try:
            return self.receive(incoming)
        except Exception as error:
            _log.exception("the desk failed on a mail")
            if inbox.failed(self.records, CHANNEL, incoming.external_id, type(error).__name__):
                return None
            raise
