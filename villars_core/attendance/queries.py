"""What happened in a period, child by child, for the bill and for the staff; and which roll-calls are still to do."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from sqlalchemy import Row, Select, String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from villars_core.attendance.actions import WITHOUT_CLASS, Place, roll_call
from villars_core.attendance.models import Attendance, RollCall
from villars_core.attendance.rules import CHILDCARE, PARTS, PRESENT, UNEXPECTED, Moment, StillOpen
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.registrations.models import Registration
from villars_core.reservations.models import Reservation
from villars_core.school_calendar.queries import CANTEEN, opening_days
from villars_core.school_calendar.rules import days_between
from villars_core.schools.models import School, SchoolClass
from villars_core.work import Work

READERS = ("childcare", "education_office", "kitchen", "treasurer")
_LIVE = Attendance.replaced_at.is_(None)


class Served(NamedTuple):
    """What happened to one child on one day: present, absent (booked and not there) or unexpected (there without a booking)."""

    child_id: int
    day: date
    activity: str
    state: str


class PlainDays(NamedTuple):
    """The days of a child on which a booked meal was served and nothing else is to be said."""

    child_id: int
    activity: str
    days: list[date]


@dataclass(frozen=True)
class ChildcareTime:
    """One stay at the childcare: the part of the day, and the times that were noted (the town's clock); either may be missing."""

    child_id: int
    day: date
    part: str
    arrived: time | None
    left: time | None


@dataclass(frozen=True)
class Unpointed:
    """A roll-call that is neither done nor waived; `expected`: how many children were booked (0 for the childcare).

    Of the children without a class, `school_id` and `class_id` are empty.
    """

    day: date
    activity: str
    part: str
    school_id: int | None
    school: str
    class_id: int | None
    class_name: str
    expected: int

    @property
    def place(self) -> Place:
        """Return where it is."""
        return Place(self.school_id, self.class_id)

    @property
    def moment(self) -> Moment:
        """Return when it was to be done."""
        return Moment(self.day, self.activity, self.part)


@dataclass(frozen=True)
class Line:
    """One child of a roll-call. `state`: what was pointed, empty where nothing was."""

    child_id: int
    first_name: str
    last_name: str
    is_booked: bool
    state: str
    arrived: time | None = None
    left: time | None = None

    @property
    def counts(self) -> str:
        """Return what counts now: what was pointed, else present where a meal is booked; empty where the child is not expected."""
        return self.state or (PRESENT if self.is_booked else "")


@dataclass(frozen=True)
class Noted:
    """One thing that was noted of a child, in force or replaced."""

    state: str
    arrived: time | None
    left: time | None
    noted_at: datetime
    reason: str
    replaced_at: datetime | None


@dataclass(frozen=True)
class Roll:
    """A roll-call as the staff see it; `call`: done, waived or empty."""

    lines: tuple[Line, ...]
    call: str

    @property
    def expected(self) -> tuple[Line, ...]:
        """Return who is booked or was there."""
        return tuple(one for one in self.lines if one.is_booked or one.state == PRESENT)

    @property
    def others(self) -> tuple[Line, ...]:
        """Return the other children of the class."""
        return tuple(one for one in self.lines if one not in self.expected)


def served(work: Work, first: date, last: date) -> list[Served]:
    """Return what happened in a period, both days inclusive: two queries, whatever the number of children.

    A booked child of a roll-call that is done or waived was there unless pointed absent. What was not called yet is left out:
    see `unpointed`. A child without a class counts as booked before that roll is called too: it holds up the bill until it is.
    """
    work.actor.require(*READERS)
    rows = work.session.execute(_booked_and_pointed(first, last))
    found = [
        Served(child, day, activity, state or PRESENT)
        for child, day, activity, state, called, in_class in rows
        if state or called or not in_class
    ]
    return found + _unexpected(work, first, last)


def served_plainly(work: Work, first: date, last: date) -> Iterator[PlainDays]:
    """Give, child by child, the booked days of a period of which the roll was called and nothing was pointed: nearly all days.

    With `served_otherwise` it is what `served` returns, in one row a child instead of one a day.
    """
    work.actor.require(*READERS)
    rows = _booked_and_pointed(first, last).subquery()
    days = func.aggregate_strings(cast(rows.c.day, String), ",")
    query = select(rows.c.child_id, rows.c.activity, days).where(
        rows.c.state.is_(None), or_(rows.c.id.is_not(None), rows.c.class_id.is_(None))
    )
    known: dict[str, date] = {}
    for child_id, activity, text in work.session.execute(query.group_by(rows.c.child_id, rows.c.activity).order_by(rows.c.child_id)):
        written = text.split(",")
        for one in written:
            if one not in known:
                known[one] = date.fromisoformat(one)
        yield PlainDays(child_id, activity, [known[one] for one in written])


def served_otherwise(work: Work, first: date, last: date) -> list[Served]:
    """Return the days of a period on which a child was pointed absent or present, or was there without a booking."""
    work.actor.require(*READERS)
    rows = _booked_and_pointed(first, last).subquery()
    query = select(rows.c.child_id, rows.c.day, rows.c.activity, rows.c.state).where(rows.c.state.is_not(None))
    found = [Served(*row) for row in work.session.execute(query.order_by(rows.c.child_id, rows.c.day))]
    return found + _unexpected(work, first, last)


def childcare_times(work: Work, first: date, last: date) -> list[ChildcareTime]:
    """Return the stays at the childcare in a period, child by child: the minutes as noted; the bill counts the half-hours begun."""
    work.actor.require(*READERS)
    query = select(Attendance.child_id, Attendance.day, Attendance.part, Attendance.arrived, Attendance.left)
    query = query.where(_LIVE, Attendance.activity == CHILDCARE, Attendance.state == PRESENT, Attendance.day.between(first, last))
    return [
        ChildcareTime(*row) for row in work.session.execute(query.order_by(Attendance.child_id, Attendance.day, Attendance.part.desc()))
    ]


def unpointed(work: Work, first: date, last: date) -> list[Unpointed]:
    """Return the roll-calls of a period, up to today, that are neither done nor waived; the oldest first."""
    work.actor.require(*READERS)
    last = min(last, work.today)
    found = [*_classes_to_call(work, first, last), *_without_class_to_call(work, first, last), *_childcare_to_call(work, first, last)]
    return sorted(found, key=lambda one: (one.day, one.activity, one.part != PARTS[0], one.school, one.class_id or 0))


def require_complete(work: Work, first: date, last: date) -> None:
    """Raise StillOpen unless every roll-call of a period is done or waived: the bill of a month begins with this."""
    missing = unpointed(work, first, last)
    if missing:
        raise StillOpen(len(missing), missing[0].day)


def history(work: Work, child: Child, moment: Moment) -> list[Noted]:
    """Return everything that was ever noted of a child at a moment, the oldest first."""
    work.actor.require(*READERS)
    query = select(
        Attendance.state, Attendance.arrived, Attendance.left, Attendance.noted_at, Attendance.reason, Attendance.replaced_at
    ).where(
        Attendance.child_id == child.id,
        Attendance.day == moment.day,
        Attendance.activity == moment.activity,
        Attendance.part == moment.part,
    )
    return [Noted(*row) for row in work.session.execute(query.order_by(Attendance.id))]


def roll_of(work: Work, place: Place, moment: Moment) -> Roll:
    """Return the roll-call of a class, of the classes of a school, or of the children without a class, by name."""
    if place == WITHOUT_CLASS:
        return _roll(work, _without_class(work, moment), place, moment)
    query = select(SchoolClass.id).where(SchoolClass.school_id == place.school_id)
    class_ids = [place.class_id] if place.class_id is not None else list(work.session.scalars(query))
    return roll_of_classes(work, class_ids, place, moment)


def roll_of_classes(work: Work, class_ids: Collection[int], place: Place, moment: Moment) -> Roll:
    """Return the children of some classes with what counts of each: three queries."""
    return _roll(work, access.pupils(work, class_ids), place, moment)


def _without_class(work: Work, moment: Moment) -> list[Child]:
    """Return the children without a class who are enrolled on a day, booked or pointed: not those who left the town's schools."""
    enrolled = select(Registration.child_id).where(
        Registration.activity == moment.activity, Registration.first <= moment.day, Registration.last >= moment.day
    )
    booked = select(Reservation.child_id).where(
        Reservation.day == moment.day, Reservation.activity == moment.activity, Reservation.state == "booked"
    )
    pointed = select(Attendance.child_id).where(_LIVE, Attendance.day == moment.day, Attendance.activity == moment.activity)
    known = set(work.session.scalars(enrolled.union(booked, pointed)))
    return [one for one in access.pupils_without_class(work) if one.id in known]


def _roll(work: Work, children: Sequence[Child], place: Place, moment: Moment) -> Roll:
    ids = [one.id for one in children]
    booked_query = select(Reservation.child_id).where(
        Reservation.child_id.in_(ids), Reservation.day == moment.day, Reservation.activity == moment.activity, Reservation.state == "booked"
    )
    booked = set(work.session.scalars(booked_query))
    marks_query = select(Attendance).where(
        _LIVE,
        Attendance.child_id.in_(ids),
        Attendance.day == moment.day,
        Attendance.activity == moment.activity,
        Attendance.part == moment.part,
    )
    marks = {row.child_id: row for row in work.session.scalars(marks_query)}
    call = roll_call(work, place, moment)
    return Roll(tuple(_line(one, one.id in booked, marks.get(one.id)) for one in children), call.state if call else "")


def _line(child: Child, is_booked: bool, mark: Attendance | None) -> Line:  # noqa: FBT001 (a fact of the line)
    if mark is None:
        return Line(child.id, child.first_name, child.last_name, is_booked, "")
    return Line(child.id, child.first_name, child.last_name, is_booked, mark.state, mark.arrived, mark.left)


def _unexpected(work: Work, first: date, last: date) -> list[Served]:
    return [
        Served(child, day, activity, UNEXPECTED if activity == CANTEEN else PRESENT)
        for child, day, activity in _without_booking(work, first, last)
    ]


def _booked_and_pointed(first: date, last: date) -> Select[int, date, str, str | None, int | None, int | None]:
    mark = aliased(Attendance)
    same = and_(
        mark.child_id == Reservation.child_id,
        mark.day == Reservation.day,
        mark.activity == Reservation.activity,
        mark.part == "",
        mark.replaced_at.is_(None),
    )
    call = and_(
        RollCall.class_id == Child.class_id, RollCall.day == Reservation.day, RollCall.activity == Reservation.activity, RollCall.part == ""
    )
    return (
        select(Reservation.child_id, Reservation.day, Reservation.activity, mark.state, RollCall.id, Child.class_id)
        .join(Child, Child.id == Reservation.child_id)
        .outerjoin(mark, same)
        .outerjoin(RollCall, call)
        .where(Reservation.state == "booked", Reservation.day.between(first, last))
        .order_by(Reservation.child_id, Reservation.day)
    )


def _without_booking(work: Work, first: date, last: date) -> Iterator[Row[int, date, str]]:
    booked = exists().where(
        Reservation.child_id == Attendance.child_id,
        Reservation.day == Attendance.day,
        Reservation.activity == Attendance.activity,
        Reservation.state == "booked",
    )
    query = select(Attendance.child_id, Attendance.day, Attendance.activity).where(
        _LIVE, Attendance.state == PRESENT, Attendance.day.between(first, last), ~booked
    )
    yield from work.session.execute(query.distinct().order_by(Attendance.child_id, Attendance.day))


def _classes_to_call(work: Work, first: date, last: date) -> Iterator[Unpointed]:
    call = and_(
        RollCall.class_id == SchoolClass.id,
        RollCall.day == Reservation.day,
        RollCall.activity == Reservation.activity,
        RollCall.part == "",
    )
    query = (
        select(Reservation.day, Reservation.activity, School.id, School.name, SchoolClass.id, SchoolClass.name, func.count())
        .join(Child, Child.id == Reservation.child_id)
        .join(SchoolClass, SchoolClass.id == Child.class_id)
        .join(School, School.id == SchoolClass.school_id)
        .outerjoin(RollCall, call)
        .where(Reservation.state == "booked", Reservation.day.between(first, last), RollCall.id.is_(None))
        .group_by(Reservation.day, Reservation.activity, School.id, School.name, SchoolClass.id, SchoolClass.name)
    )
    for day, activity, school_id, school, class_id, class_name, expected in work.session.execute(query):
        if opening_days(work, school_id, activity).of_service.is_open(day):
            yield Unpointed(day, activity, "", school_id, school, class_id, class_name, expected)


def _without_class_to_call(work: Work, first: date, last: date) -> Iterator[Unpointed]:
    called = exists().where(
        RollCall.class_id.is_(None),
        RollCall.school_id.is_(None),
        RollCall.day == Reservation.day,
        RollCall.activity == Reservation.activity,
        RollCall.part == "",
    )
    query = (
        select(Reservation.day, Reservation.activity, func.count())
        .join(Child, Child.id == Reservation.child_id)
        .where(Child.class_id.is_(None), Reservation.state == "booked", Reservation.day.between(first, last), ~called)
        .group_by(Reservation.day, Reservation.activity)
    )
    for day, activity, expected in work.session.execute(query):
        if opening_days(work, None, activity).of_service.is_open(day):
            yield Unpointed(day, activity, "", None, "", None, "", expected)


def _childcare_to_call(work: Work, first: date, last: date) -> Iterator[Unpointed]:
    """Give what is missing of the schools where children are registered for the childcare, or came to it in the period."""
    users = select(Registration.child_id).where(Registration.activity == CHILDCARE, Registration.first <= last, Registration.last >= first)
    comers = select(Attendance.child_id).where(_LIVE, Attendance.activity == CHILDCARE, Attendance.day.between(first, last))
    query = (
        select(School.id, School.name).join(SchoolClass, SchoolClass.school_id == School.id).join(Child, Child.class_id == SchoolClass.id)
    )
    query = query.where(Child.id.in_(users.union(comers))).distinct()
    places = [(school_id, name) for school_id, name in work.session.execute(query)]
    done_query = select(RollCall.day, RollCall.part, RollCall.school_id).where(
        RollCall.activity == CHILDCARE, RollCall.class_id.is_(None), RollCall.day.between(first, last)
    )
    done = {(day, part, school_id) for day, part, school_id in work.session.execute(done_query)}
    for school_id, name in places:
        calendar = opening_days(work, school_id, CHILDCARE).of_service
        for day in days_between(first, last):
            if calendar.is_open(day):
                yield from (
                    Unpointed(day, CHILDCARE, part, school_id, name, None, "", 0) for part in PARTS if (day, part, school_id) not in done
                )
