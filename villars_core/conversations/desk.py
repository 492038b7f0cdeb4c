"""The desk: the only way into the house for a person. One message, one transaction: all of it commits, or nothing does."""

from dataclasses import dataclass, replace

from villars_core.conversations import enclosures, gathering, inbox
from villars_core.conversations.enclosures import Enclosed
from villars_core.conversations.flows.base import Proof, SecretTyped
from villars_core.conversations.messages import Incoming, Reply
from villars_core.conversations.visit import visit_of
from villars_core.failpoints import reached
from villars_core.work import SYSTEM, Records


@dataclass(frozen=True)
class Desk:
    """Answers messages; all state is in rows, so any process may answer the next one."""

    records: Records

    def receive(self, incoming: Incoming) -> list[Reply]:
        """Answer one message and return the rows to send; one that was answered before gives the same rows again."""
        enclosed = enclosures.examined(self.records, incoming)
        try:
            return self._received(incoming, enclosed, None)
        except SecretTyped as asked:  # hashing is slow on purpose, so never while a transaction is open
            return self._received(incoming, enclosed, asked.proof(incoming.text))

    def _received(self, incoming: Incoming, enclosed: Enclosed, proof: Proof | None) -> list[Reply]:
        with self.records.writing(SYSTEM) as work:
            kept = inbox.row_of(work, incoming)
            if kept.state != "waiting":
                return inbox.answers_of(work, kept)
            visit = visit_of(work, incoming, proof, kept)
            visit = replace(visit, talk=enclosures.joined(visit.talk, enclosed))
            reached("desk.before_act")
            replies = gathering.into_one(visit.talk, visit.answered())
            reached("desk.before_commit")
        reached("desk.committed")
        return replies
