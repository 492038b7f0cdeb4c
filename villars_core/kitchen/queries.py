"""How many meals: at an instant, or now; and the sheets as they were frozen. Nobody is named here."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from villars_core.adult_meals import queries as adults
from villars_core.attendance.models import Attendance
from villars_core.attendance.rules import ABSENT, PRESENT
from villars_core.errors import NotFound
from villars_core.families.models import Child
from villars_core.health.queries import meals_of, with_a_meal_of_their_own
from villars_core.health.rules import Needs
from villars_core.i18n import N_
from villars_core.kitchen.absent import reported_absent
from villars_core.kitchen.models import OrderLine, OrderSheet, OrderStep
from villars_core.kitchen.rules import Hours, Key, Place, Reasons, no_later_than_morning
from villars_core.reservations.models import Reservation
from villars_core.reservations.queries import Calendar
from villars_core.reservations.rules import MINUTE, deadline_for
from villars_core.reservations.town_rules import anchored
from villars_core.school_calendar.queries import CANTEEN, opening_days, opening_days_at
from villars_core.schools.models import School, SchoolClass, Site
from villars_core.schools.queries import rules_in_force
from villars_core.schools.rules_file import BOOK
from villars_core.work import Work

READERS = ("kitchen", "education_office", "childcare")
ADULTS = N_("Adultes")
"""What names the teachers and staff of a restaurant among its classes."""
Figures = Mapping[Key, int]
_NO_NEEDS = Needs()


@dataclass(frozen=True)
class Table:
    """A class where meals go: its school and the restaurant. Ids are None for children whom no class has yet.

    `adults_at`: the restaurant, for the adults who eat there; no class and no school is named then.
    """

    class_id: int | None
    class_name: str
    school_id: int | None
    school: str
    site: str
    adults_at: int | None = None

    @property
    def place(self) -> Place:
        """Return what its figures are counted by."""
        return Place(self.class_id, self.adults_at)


@dataclass(frozen=True)
class Expected:
    """Who eats on a day as things stand now: figures, and why they differ from the bookings at the cut-off."""

    figures: Figures
    reasons: Reasons


@dataclass(frozen=True)
class Step:
    """One thing the kitchen was told: number 0 is the order, later ones are changes."""

    number: int
    at: datetime
    figures: Figures
    reasons: Reasons


@dataclass(frozen=True)
class Sheet:
    """The sheet of one day as it was frozen."""

    id: int
    day: date
    cutoff: datetime
    steps: tuple[Step, ...]

    def ordered(self) -> Figures:
        """Return the order itself."""
        return self.steps[0].figures

    def told(self) -> Counter[Key]:
        """Return what the kitchen knows: the order and every change."""
        return total(step.figures for step in self.steps)

    def reasons(self) -> Reasons:
        """Return why what the kitchen knows differs from the order."""
        found = Reasons()
        for step in self.steps:
            found = found.plus(step.reasons)
        return found

    def until(self, number: int) -> "Sheet":
        """Return the sheet as it was after one of its steps."""
        return Sheet(self.id, self.day, self.cutoff, tuple(step for step in self.steps if step.number <= number))


def total(many: Iterable[Figures]) -> Counter[Key]:
    """Return figures added up, without those that come to nothing."""
    added: Counter[Key] = Counter()
    for figures in many:
        added.update(figures)
    return Counter({key: count for key, count in added.items() if count})


def tables(work: Work) -> list[Table]:
    """Return every class with its school and restaurant, restaurant by restaurant, then the adults of each."""
    return work.once("kitchen tables", lambda: _tables(work))


def open_classes(work: Work, day: date, at: datetime | None = None) -> frozenset[int | None]:
    """Return the classes whose school has a meal on a day, as known now or at an instant.

    Children without a class follow the town's calendar.
    """
    found = tables(work)
    schools = {*(one.school_id for one in found), None}
    calendars = {one: opening_days(work, one, CANTEEN) if at is None else opening_days_at(work, at, one, CANTEEN) for one in schools}
    is_open = {school: calendar.of_service.is_open(day) for school, calendar in calendars.items()}
    classes = {one.class_id for one in found if is_open[one.school_id]}
    return frozenset(classes | ({None} if is_open[None] else set()))


def counts_by_class(work: Work, day: date, at: datetime | None = None) -> dict[int | None, int]:
    """Return how many meals are booked for each class, now or as it was at an instant: one query."""
    query = select(Child.class_id, func.count()).select_from(Reservation).join(Child, Child.id == Reservation.child_id)
    return dict(work.session.execute(query.where(_live(day, at)).group_by(Child.class_id)).all())


def bookings(work: Work, day: date, at: datetime | None = None) -> Counter[Key]:
    """Return the figures of the bookings, now or as they were at an instant, of the schools that are (or were then) open that day.

    Diets are read of the few children who have one, and opened in memory.
    """
    figures = Counter({Key(class_id): count for class_id, count in counts_by_class(work, day, at).items()})
    query = select(Reservation.child_id, Child.class_id).join(Child, Child.id == Reservation.child_id)
    few = list(work.session.execute(query.where(_live(day, at), Reservation.child_id.in_(with_a_meal_of_their_own(day)))))
    needs = meals_of(work, with_a_meal_of_their_own(day), day) if few else {}
    for child_id, class_id in few:
        figures[Key(class_id)] -= 1
        figures[_key(class_id, needs.get(child_id, _NO_NEEDS))] += 1
    is_open = open_classes(work, day, at)
    children = Counter({key: count for key, count in figures.items() if count and key.class_id in is_open})
    return children + _adults(work, day, is_open, at)


def expected(work: Work, day: date, cutoff: datetime) -> Expected:
    """Return who eats as things stand: what is booked, less who is reported or pointed absent, and whoever came without a booking."""
    booked_now = bookings(work, day)
    marks = _marks(work, day)
    here = {child for child, state in marks.items() if state == PRESENT}
    away = (reported_absent(work, day) | {child for child, state in marks.items() if state == ABSENT}) - here
    absent, unexpected = _booked(work, day, away), _not_booked(work, day, here)
    change = _of_children(work, day, unexpected)
    change.subtract(_of_children(work, day, absent))
    figures = total((booked_now, change))
    booked, cancelled = _moved(work, day, cutoff)
    # What is left of the difference is neither a family's nor the roll-call's: a school that closed, or opened again.
    at_cutoff = sum(counts_by_class(work, day, cutoff).values()) + sum(adults.counts(work, day, cutoff).values())
    closed = at_cutoff + booked - cancelled - len(absent) + len(unexpected) - sum(figures.values())
    return Expected(figures, Reasons(booked, cancelled, len(absent), len(unexpected), closed))


def cutoff_of(work: Work, day: date) -> datetime | None:
    """Return the instant from which bookings are too late for a day's order; None where no school has a meal that day."""
    rules = rules_in_force(work)
    open_schools = [one for one in _calendars(work) if one.days.is_open(day)]
    if not open_schools:
        return None
    if rules.kitchen.cutoff is not None:
        rule = anchored(rules.kitchen.cutoff)
        last_minutes = [deadline_for(day, rule, calendar.days) for calendar in open_schools]
    else:
        last_minutes = [calendar.last_minute(day, BOOK) for calendar in open_schools]
    return no_later_than_morning(max(last_minutes) + MINUTE, day, hours(work))


def hours(work: Work) -> Hours:
    """Return the town's times."""
    kitchen = rules_in_force(work).kitchen
    return Hours(kitchen.eve_at, kitchen.morning_at, kitchen.until)


def service_day_before(work: Work, day: date) -> date | None:
    """Return the last day with a meal before a day, within a month."""
    before = (day - timedelta(days=number) for number in range(1, 32))
    return next((one for one in before if any(calendar.days.is_open(one) for calendar in _calendars(work))), None)


def next_service_day(work: Work, day: date) -> date | None:
    """Return the first day with a meal after a day."""
    after = (day + timedelta(days=number) for number in range(1, 100))
    return next((one for one in after if any(calendar.days.is_open(one) for calendar in _calendars(work))), None)


def sheet_of(work: Work, day: date) -> Sheet | None:
    """Return the frozen sheet of a day, or None before its cut-off."""
    work.actor.require(*READERS)
    row = work.session.scalar(select(OrderSheet).where(OrderSheet.day == day))
    return None if row is None else _sheet(work, row)


def sheet_numbered(work: Work, sheet_id: int) -> Sheet:
    """Return a frozen sheet by its id. Raises NotFound."""
    work.actor.require(*READERS)
    row = work.session.get(OrderSheet, sheet_id)
    if row is None:
        raise NotFound
    return _sheet(work, row)


def figures_of_day(work: Work, day: date) -> Figures:
    """Return who eats on a day as things stand, frozen or not: what staff ask for at any time."""
    work.actor.require(*READERS)
    return expected(work, day, cutoff_of(work, day) or work.now).figures


def _sheet(work: Work, row: OrderSheet) -> Sheet:
    steps = list(work.session.scalars(select(OrderStep).where(OrderStep.sheet_id == row.id).order_by(OrderStep.number)))
    lines: dict[int, Counter[Key]] = {step.id: Counter() for step in steps}
    for line in work.session.scalars(select(OrderLine).where(OrderLine.step_id.in_(lines))):
        lines[line.step_id][Key(line.class_id, line.diet, line.own_meal, line.adults_at)] += line.count
    told = (Step(one.number, one.at, lines[one.id], _reasons(one)) for one in steps)
    return Sheet(row.id, row.day, row.cutoff, tuple(told))


def _reasons(step: OrderStep) -> Reasons:
    return Reasons(step.booked, step.cancelled, step.absent, step.unexpected, step.closed)


def _tables(work: Work) -> list[Table]:
    query = select(SchoolClass.id, SchoolClass.name, School.id, School.name, Site.name)
    query = query.join(School, School.id == SchoolClass.school_id).outerjoin(Site, Site.id == School.site_id)
    rows = work.session.execute(query.order_by(Site.name, School.name, SchoolClass.id))
    classes = [Table(class_id, name, school_id, school, site or "") for class_id, name, school_id, school, site in rows]
    sites = work.session.execute(select(Site.id, Site.name).order_by(Site.name))
    return [*classes, *(Table(None, "", None, "", name, site_id) for site_id, name in sites)]


def _calendars(work: Work) -> list[Calendar]:
    rules = rules_in_force(work)
    schools = {one.school_id: one.school for one in tables(work) if one.school_id is not None}
    return [Calendar(rules, opening_days(work, key, CANTEEN).of_service, name, CANTEEN) for key, name in schools.items()]


def _live(day: date, at: datetime | None) -> ColumnElement[bool]:
    """Return the condition of a booking that stands, now or as it was just before an instant."""
    of_day = and_(Reservation.day == day, Reservation.activity == CANTEEN)
    if at is None:
        return and_(of_day, Reservation.state == "booked")
    kept = or_(Reservation.cancelled_at.is_(None), Reservation.cancelled_at >= at)
    return and_(of_day, Reservation.state.in_(("booked", "cancelled")), Reservation.booked_at < at, kept)


def _moved(work: Work, day: date, cutoff: datetime) -> tuple[int, int]:
    """Return how many children and adults are booked now and were not at the cut-off, and the reverse."""
    then, now = select(Reservation.child_id).where(_live(day, cutoff)), select(Reservation.child_id).where(_live(day, None))
    count = select(func.count(func.distinct(Reservation.child_id)))
    booked = work.session.scalar(count.where(_live(day, None), Reservation.child_id.not_in(then))) or 0
    cancelled = work.session.scalar(count.where(_live(day, cutoff), Reservation.child_id.not_in(now))) or 0
    more, fewer = adults.moved(work, day, cutoff)
    return booked + more, cancelled + fewer


def _adults(work: Work, day: date, is_open: Collection[int | None], at: datetime | None) -> Counter[Key]:
    """Return how many adults eat, restaurant by restaurant, of those where the children of some open class do."""
    found = tables(work)
    serving = {one.site for one in found if one.class_id is not None and one.class_id in is_open}
    sites = {one.adults_at for one in found if one.site in serving}
    return Counter({Key(None, adults_at=site): count for site, count in adults.counts(work, day, at).items() if site in sites})


def _marks(work: Work, day: date) -> dict[int, str]:
    query = select(Attendance.child_id, Attendance.state).where(
        Attendance.day == day, Attendance.activity == CANTEEN, Attendance.replaced_at.is_(None)
    )
    return dict(work.session.execute(query).all())


def _booked(work: Work, day: date, children: Collection[int]) -> set[int]:
    if not children:
        return set()
    return set(work.session.scalars(select(Reservation.child_id).where(_live(day, None), Reservation.child_id.in_(children))))


def _not_booked(work: Work, day: date, children: Collection[int]) -> set[int]:
    return set(children) - _booked(work, day, children)


def _of_children(work: Work, day: date, children: Collection[int]) -> Counter[Key]:
    """Return the figures of some children, those of open schools."""
    if not children:
        return Counter()
    needs, is_open = meals_of(work, children, day), open_classes(work, day)
    rows = work.session.execute(select(Child.id, Child.class_id).where(Child.id.in_(children)))
    return Counter(_key(class_id, needs.get(child_id, _NO_NEEDS)) for child_id, class_id in rows if class_id in is_open)


def _key(class_id: int | None, needs: Needs) -> Key:
    return Key(class_id, "" if needs.own_meal else needs.diet, needs.own_meal)
