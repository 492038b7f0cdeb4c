"""Sending an announcement: one outbox row for each adult of the audience, written in one go; and stopping it."""

from dataclasses import dataclass

from villars_core.announcements.models import Announcement
from villars_core.announcements.queries import Audience, Recipient, recipients
from villars_core.errors import NotFound, Refusal
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, next_number, record
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import AfterUnknown, Lane, Parcel, withdraw_campaign
from villars_core.notifications.screens import Screen
from villars_core.work import Work

SERIES = "A"
ROLE = "education_office"
LONGEST_TITLE, LONGEST_TEXT = 120, 3000


@dataclass(eq=False)
class NobodyToTell(Refusal):
    """The audience is empty."""

    template = N_("Personne ne recevrait cette annonce. Choisissez d’autres destinataires.")


@dataclass(frozen=True)
class Draft:
    """What is announced, and to whom."""

    title: str
    text: str
    audience: Audience


def send(work: Work, draft: Draft) -> Announcement:
    """Confirm an announcement and put its rows into the outbox, after the replies and the notices of others."""
    work.actor.require(ROLE)
    people = recipients(work, draft.audience)
    if not people:
        raise NobodyToTell
    announcement = Announcement(
        number=next_number(work, SERIES),
        title=draft.title[:LONGEST_TITLE],
        text=draft.text[:LONGEST_TEXT],
        audience=draft.audience.kind,
        audience_id=draft.audience.id,
        state="confirmed",
        recipients=len(people),
        made_by=work.actor.account_id,
        made_at=work.now,
    )
    work.session.add(announcement)
    work.session.flush()
    work.session.add_all(_row(work, announcement, one) for one in people)
    work.session.flush()
    after = {"audience": draft.audience.kind, "recipients": len(people)}
    record(work, "announcement.send", Subject("announcement", announcement.id), Change(after=after), announcement.number)
    return announcement


def withdraw(work: Work, announcement_id: int) -> int:
    """Stop what is not sent yet; return how many rows were stopped. Raises NotFound."""
    work.actor.require(ROLE)
    announcement = work.session.get(Announcement, announcement_id, with_for_update=True)
    if announcement is None:
        raise NotFound
    announcement.state, announcement.withdrawn_at = "withdrawn", work.now
    stopped = withdraw_campaign(work, announcement.id)
    record(work, "announcement.withdraw", Subject("announcement", announcement.id), Change(after={"stopped": stopped}))
    return stopped


def _row(work: Work, announcement: Announcement, to: Recipient) -> OutboxRow:
    row = OutboxRow(
        kind="announcement",
        lane=int(Lane.ANNOUNCEMENT),
        state="queued",
        after_unknown=AfterUnknown.REMIND.value,
        account_id=to.account_id,
        language=to.language,
        about={},
        campaign_id=announcement.id,
        business_key=f"announcement/{announcement.id}/{to.account_id}",
        thread=f"a{announcement.id}",
        created_at=work.now,
        not_before=work.now,
        attempts=0,
    )
    row.seal("payload", Parcel(Screen(announcement.title, tuple(announcement.text.split("\n\n")))).to_bytes(), work.vault)
    return row
