"""Who an announcement reaches, and how far it is."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select

from villars_core.accounts.models import Account
from villars_core.announcements.models import Announcement
from villars_core.errors import NotFound
from villars_core.families.models import Child, Guardianship
from villars_core.notifications.models import OutboxRow
from villars_core.schools.models import SchoolClass
from villars_core.work import Work

ANNOUNCEMENTS = "announcements"
"""The preference that an adult sets to false who wants no announcements."""


@dataclass(frozen=True)
class Audience:
    """Everybody ("all"), or the adults of one school ("school") or class ("class")."""

    kind: str = "all"
    id: int | None = None


@dataclass(frozen=True)
class Recipient:
    """One adult who is told, once, however many children are concerned."""

    account_id: int
    language: str


@dataclass(frozen=True)
class Report:
    """How far an announcement is: adults told, still to tell, told by the other channel, not reached, stopped."""

    number: str
    recipients: int
    delivered: int
    waiting: int
    fell_back: int
    failed: int
    withdrawn: int


def recipients(work: Work, audience: Audience) -> list[Recipient]:
    """Return the adults of an audience in one query; accounts never opened are told too, by e-mail, those who want none are not."""
    query = _accounts(work).order_by(Account.id)
    if audience.kind == "class":
        query = query.where(Child.class_id == audience.id)
    elif audience.kind == "school":
        query = query.join(SchoolClass, SchoolClass.id == Child.class_id).where(SchoolClass.school_id == audience.id)
    found = {account_id: (language, wishes) for account_id, language, wishes in work.session.execute(query)}
    return [Recipient(account_id, language) for account_id, (language, wishes) in found.items() if wishes.get(ANNOUNCEMENTS, True)]


def report(work: Work, announcement_id: int) -> Report:
    """Return how far an announcement is. Raises NotFound."""
    work.actor.require("education_office")
    found = work.session.get(Announcement, announcement_id)
    if found is None:
        raise NotFound
    query = select(OutboxRow.state, OutboxRow.fallback_of.is_not(None), func.count()).where(OutboxRow.campaign_id == announcement_id)
    rows = work.session.execute(query.group_by(OutboxRow.state, OutboxRow.fallback_of.is_not(None))).all()
    states: Counter[str] = Counter()
    fallen: Counter[str] = Counter()
    for state, is_fallback, count in rows:
        (fallen if is_fallback else states)[state] += count
    return Report(
        number=found.number,
        recipients=found.recipients,
        delivered=states["sent"] + fallen["sent"],
        waiting=sum(one[state] for one in (states, fallen) for state in ("queued", "sending")),
        fell_back=fallen.total(),
        failed=states["failed"] + states["unknown"] + fallen["failed"] + fallen["unknown"] - fallen.total(),
        withdrawn=states["withdrawn"] + fallen["withdrawn"],
    )


def latest(work: Work) -> Announcement | None:
    """Return the announcement made last, or None."""
    work.actor.require("education_office")
    return work.session.scalar(select(Announcement).order_by(Announcement.id.desc()).limit(1))


def numbered(work: Work, number: str) -> Announcement | None:
    """Return the announcement of a number, or None."""
    work.actor.require("education_office")
    return work.session.scalar(select(Announcement).where(Announcement.number == number))


def told_to_actor(work: Work, limit: int) -> list[Announcement]:
    """Return the announcements that the acting person was told, the newest first; none that was withdrawn."""
    if work.actor.account_id is None:
        return []
    mine = select(OutboxRow.campaign_id).where(OutboxRow.account_id == work.actor.account_id, OutboxRow.state != "withdrawn")
    query = select(Announcement).where(
        Announcement.state == "confirmed", Announcement.id.in_(mine.where(OutboxRow.campaign_id.is_not(None)))
    )
    return list(work.session.scalars(query.order_by(Announcement.id.desc()).limit(limit)))


def _accounts(work: Work) -> Select[int, str, dict[str, Any]]:
    in_force = (Guardianship.since <= work.today, or_(Guardianship.until.is_(None), Guardianship.until >= work.today))
    query = select(Account.id, Account.language, Account.preferences).join(Guardianship, Guardianship.guardian_id == Account.guardian_id)
    return query.join(Child, Child.id == Guardianship.child_id).where(Account.ended_at.is_(None), *in_force)
