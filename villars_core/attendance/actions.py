"""Pointing and correcting: a fact is set, never toggled; closing a roll-call; giving one up with a reason."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from villars_core.attendance.models import Attendance, RollCall
from villars_core.attendance.rules import (
    LONGEST_REASON,
    Fact,
    LeavesBeforeComing,
    Moment,
    NotThatDay,
    NotYet,
    ReasonNeeded,
)
from villars_core.errors import NotFound
from villars_core.families.models import Child
from villars_core.journal.actions import Change, Subject, record
from villars_core.school_calendar.queries import opening_days
from villars_core.schools.models import Activity, School
from villars_core.schools.queries import class_of
from villars_core.work import Work

POINTERS = ("childcare", "education_office")
OFFICE = "education_office"


@dataclass(frozen=True)
class Place:
    """Where a roll-call is: a class, a whole school where `class_id` is None, or the children without a class: neither."""

    school_id: int | None = None
    class_id: int | None = None


WITHOUT_CLASS = Place()
"""The meal of the children who are in no class (yet): the town's calendar is theirs."""


def point(work: Work, child: Child, moment: Moment, fact: Fact, reason: str = "") -> Attendance:
    """Set what happened; the same fact again changes nothing. Raises ReasonNeeded once the roll-call is closed and nothing says why."""
    work.actor.require(*POINTERS)
    place = place_of(work, child, moment)
    _require_possible(work, place, moment)
    if not fact.is_in_order:
        raise LeavesBeforeComing(fact.hour(fact.arrived), fact.hour(fact.left))
    lock(work, child.id)
    live = live_row(work, child.id, moment)
    if live is not None and (live.state, live.arrived, live.left) == (fact.state, fact.arrived, fact.left):
        return live
    _require_reason(work, place, moment, reason)
    _replace(work, live)
    row = Attendance(
        child_id=child.id,
        day=moment.day,
        activity=moment.activity,
        part=moment.part,
        state=fact.state,
        arrived=fact.arrived,
        left=fact.left,
        noted_at=work.now,
        noted_by=work.actor.account_id,
        source=work.actor.door,
        reason=reason[:LONGEST_REASON],
    )
    work.session.add(row)
    work.session.flush()
    record(work, "attendance.point", Subject("child", child.id), Change(after=_told(moment, fact.state)))
    return row


def forget(work: Work, child: Child, moment: Moment, reason: str = "") -> None:
    """Take back what was set by mistake; it stays as history. Raises ReasonNeeded once the roll-call is closed and nothing says why."""
    work.actor.require(*POINTERS)
    lock(work, child.id)
    live = live_row(work, child.id, moment)
    if live is None:
        return
    _require_reason(work, place_of(work, child, moment), moment, reason)
    _replace(work, live)
    if reason:
        # Why it had been corrected stays beside why it is erased.
        live.reason = " ; ".join(one for one in (live.reason, reason) if one)[:LONGEST_REASON]
    record(work, "attendance.forget", Subject("child", child.id), Change(after=_told(moment, live.state)))


def close(work: Work, place: Place, moment: Moment) -> RollCall:
    """Say that a roll-call is done: whoever is expected and was not pointed was there. A second time changes nothing."""
    work.actor.require(*POINTERS)
    _require_possible(work, place, moment)
    return _kept(work, place, moment, "done")


def waive(work: Work, place: Place, moment: Moment, reason: str) -> RollCall:
    """Give up a roll-call that nobody can do any more: the bookings are billed as they are. The reason is kept."""
    work.actor.require(OFFICE)
    if not reason.strip():
        raise ReasonNeeded
    return _kept(work, place, moment, "waived", reason.strip()[:LONGEST_REASON])


def call_again(work: Work, reason: str) -> None:
    """Take back what was given up for a reason that no longer holds: those roll-calls are to do again."""
    work.actor.require(OFFICE)
    for row in work.session.scalars(select(RollCall).where(RollCall.state == "waived", RollCall.reason == reason)):
        before = {"day": row.day.isoformat(), "reason": reason}
        work.session.delete(row)
        record(work, "attendance.call_again", Subject("roll_call", row.id), Change(before=before))
    work.session.flush()


def close_all(work: Work, keys: Collection[tuple[Place, Moment]]) -> int:
    """Say of several roll-calls that they are done; return how many were not yet."""
    before = {(place, moment) for place, moment in keys if roll_call(work, place, moment) is None}
    for place, moment in before:
        close(work, place, moment)
    return len(before)


def place_of(work: Work, child: Child, moment: Moment) -> Place:
    """Return where a child is called: in the class at table, else among those without one; in the school for the childcare.

    Raises NotFound for the childcare of a child without a school.
    """
    found = class_of(work, child.class_id)
    if found is None and not moment.part:
        return WITHOUT_CLASS
    if found is None:
        raise NotFound
    return Place(found.school_id, None if moment.part else found.id)


def roll_call(work: Work, place: Place, moment: Moment) -> RollCall | None:
    """Return the roll-call of a place at a moment, or None while it is to be done."""
    query = select(RollCall).where(RollCall.day == moment.day, RollCall.activity == moment.activity, RollCall.part == moment.part)
    if place.class_id is None:
        of_school = RollCall.school_id.is_(None) if place.school_id is None else RollCall.school_id == place.school_id
        query = query.where(RollCall.class_id.is_(None), of_school)
    else:
        query = query.where(RollCall.class_id == place.class_id)
    return work.session.scalar(query)


def live_row(work: Work, child_id: int, moment: Moment) -> Attendance | None:
    """Return the fact that counts, or None where nothing was pointed."""
    query = select(Attendance).where(
        Attendance.child_id == child_id,
        Attendance.day == moment.day,
        Attendance.activity == moment.activity,
        Attendance.part == moment.part,
        Attendance.replaced_at.is_(None),
    )
    return work.session.scalar(query)


def lock(work: Work, child_id: int) -> None:
    """Let two who point the same child wait for each other."""
    work.session.execute(select(Child.id).where(Child.id == child_id).with_for_update())


def _kept(work: Work, place: Place, moment: Moment, state: str, reason: str = "") -> RollCall:
    shared = select(School.id).where(School.id == place.school_id) if place.school_id else select(Activity.id)
    work.session.execute(shared.with_for_update())
    found = roll_call(work, place, moment)
    if found is not None and found.state in {"done", state}:
        return found
    if found is None:
        found = RollCall(day=moment.day, activity=moment.activity, part=moment.part, school_id=place.school_id, class_id=place.class_id)
        work.session.add(found)
    found.state, found.reason, found.at, found.by = state, reason, work.now, work.actor.account_id
    work.session.flush()
    subject = Subject("school_class", place.class_id) if place.class_id else Subject("school", place.school_id)
    record(work, f"attendance.{state}", subject, Change(after=_told(moment, state)))
    return found


def _require_possible(work: Work, place: Place, moment: Moment) -> None:
    if moment.day > work.today:
        raise NotYet(moment.day)
    closed = opening_days(work, place.school_id, moment.activity).of_service.why_closed(moment.day)
    if closed is not None:
        raise NotThatDay(moment.day, work.t(closed.template, name=closed.name))


def _require_reason(work: Work, place: Place, moment: Moment, reason: str) -> None:
    done = roll_call(work, place, moment)
    if done is not None and done.state == "done" and not reason.strip():
        raise ReasonNeeded


def _replace(work: Work, live: Attendance | None) -> None:
    if live is None:
        return
    live.replaced_at, live.replaced_by = work.now, work.actor.account_id
    work.session.flush()


def _told(moment: Moment, state: str) -> dict[str, str]:
    return {"day": moment.day.isoformat(), "activity": moment.activity, "part": moment.part, "state": state}
