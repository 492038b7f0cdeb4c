"""Who pays what part of a child's bills, where a judge or the homes decided so: an exception to custody, agreed by the office, dated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import or_, select

from villars_core.billing.models import PayerShare
from villars_core.errors import Refusal
from villars_core.families.actions import EndsBefore
from villars_core.families.models import Child, Household
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.school_calendar.rules import ONE_DAY
from villars_core.tariffs.actions import OFFICE
from villars_core.work import Work

WHOLE = 100


@dataclass(eq=False)
class NotTheWhole(Refusal):
    """Shares that do not make up the child's bills."""

    template: ClassVar[str] = N_("Les parts d’un enfant font 100 % en tout, et chacune plus de 0 : ici {percent} %.")
    percent: int


@dataclass(frozen=True)
class Share:
    """One home's part of a child's bills, in percent; `until` None: for good."""

    household: str
    reference: str
    percent: int
    since: date
    until: date | None


def agree(work: Work, child: Child, parts: Mapping[int, int], since: date, until: date | None = None) -> None:
    """Set what each home (by id) pays of a child's bills, in percent, from a day to another; what was agreed for those days gives way.

    Days that were billed already are corrected by the next bills. Raises NotTheWhole, EndsBefore, NotAllowed.
    """
    work.actor.require(*OFFICE)
    whole = sum(parts.values())
    if whole != WHOLE or min(parts.values(), default=0) <= 0:
        raise NotTheWhole(whole)
    if until is not None and until < since:
        raise EndsBefore
    _make_room(work, child.id, since, until)
    for home, percent in sorted(parts.items()):
        work.session.add(PayerShare(child_id=child.id, household_id=home, percent=percent, since=since, until=until))
    work.session.flush()
    after = {"parts": {str(home): percent for home, percent in sorted(parts.items())}, "since": since.isoformat()}
    record(work, "billing.share", Subject("child", child.id), Change(after=after))


def end(work: Work, child: Child, last: date) -> int:
    """End what was agreed for a child after a day: custody decides again. Return how many shares ended. Raises NotAllowed."""
    work.actor.require(*OFFICE)
    ended = _make_room(work, child.id, last + ONE_DAY, None)
    if ended:
        record(work, "billing.end_share", Subject("child", child.id), Change(after={"last": last.isoformat()}))
    return ended


def shares_of(work: Work, child: Child) -> list[Share]:
    """Return what was agreed for a child, the oldest first. Raises NotAllowed."""
    work.actor.require(*OFFICE)
    query = select(PayerShare, Household).join(Household, Household.id == PayerShare.household_id).where(PayerShare.child_id == child.id)
    rows = work.session.execute(query.order_by(PayerShare.since, Household.name)).all()
    return [Share(home.name, home.reference, row.percent, row.since, row.until) for row, home in rows]


def _make_room(work: Work, child_id: int, since: date, until: date | None) -> int:
    """Cut what was agreed out of some days; what it said of earlier and later ones stays."""
    overlaps = or_(PayerShare.until.is_(None), PayerShare.until >= since)
    query = select(PayerShare).where(PayerShare.child_id == child_id, overlaps)
    rows = list(work.session.scalars(query if until is None else query.where(PayerShare.since <= until)))
    for row in rows:
        if until is not None and (row.until is None or row.until > until):
            later = {"child_id": child_id, "household_id": row.household_id, "percent": row.percent}
            work.session.add(PayerShare(**later, since=until + ONE_DAY, until=row.until))
        if row.since < since:
            row.until = since - ONE_DAY
        else:
            work.session.delete(row)
    work.session.flush()
    return len(rows)
