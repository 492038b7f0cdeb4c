"""A school year of a town, lived month by month on a moving clock: the same seed gives the same year. For trials of the money.

Everything that may change a bill happens: absences justified in time, late or never, roll-calls corrected, quotients that come, expire or
count backwards, moves out of the town, two homes for a child, meals brought from home, late collections.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy import delete, insert, select

from villars_core.absences.actions import Handed, Missing, excuse, justify, report
from villars_core.absences.rules import NothingToJustify
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.adult_meals.actions import enroll, set_meals
from villars_core.adult_meals.queries import diners, meals_between
from villars_core.attendance.actions import point
from villars_core.attendance.models import Attendance, RollCall
from villars_core.attendance.rules import ABSENT, CHILDCARE, EVENING, MORNING, PRESENT, Fact, Moment
from villars_core.billing import run
from villars_core.billing.models import PayerShare
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.cast import ANCHOR, FIRST_DAY, LAST_DAY
from villars_core.families.actions import Address, Adult, except_days, open_household, set_alternating
from villars_core.families.models import Child, Custody, Guardian, Guardianship, Household
from villars_core.families.rules import Alternation
from villars_core.health.actions import set_plan
from villars_core.health.rules import Plan
from villars_core.money import Cents
from villars_core.reservations.models import Reservation
from villars_core.school_calendar.queries import CANTEEN, opening_days
from villars_core.schools.models import School, SchoolClass
from villars_core.tariffs.actions import Certificate, enter, set_residence
from villars_core.tariffs.quotients import add_months, first_of_next
from villars_core.work import SYSTEM, Actor, Assurance, Records, Work

MONTHS = tuple(date(year, month, 1) for year, month in [(2026, one) for one in (9, 10, 11, 12)] + [(2027, one) for one in range(1, 8)])
LATE = "Réservation tardive"
SURE = 1.0
OLDEST_QUOTIENT = 9


@dataclass(frozen=True)
class Chances:
    """How often things happen, for a day of a child or for a home in a month."""

    absent: float = 0.04
    justified_in_time: float = 0.4
    justified_late: float = 0.3
    unexpected: float = 0.01
    late_booking: float = 0.02
    corrected: float = 0.004
    quotient: float = 0.06
    move: float = 0.02
    plan: float = 0.03


@dataclass
class Year:
    """The town's year so far. `own_meals`: when which child brings its meal, as it was told to the town (the records are sealed)."""

    records: Records
    clock: MovableClock
    office: Actor
    seed: int
    chances: Chances = field(default_factory=Chances)
    own_meals: list[tuple[int, date, date]] = field(default_factory=list)
    _booked: Sequence[tuple[int, date]] = ()
    _late_proofs: list[tuple[int, date]] = field(default_factory=list)
    _to_correct: list[tuple[int, date]] = field(default_factory=list)

    @classmethod
    def of(cls, records: Records, clock: MovableClock, seed: int) -> "Year":
        """Return the year of a town that holds the cast; its office acts."""
        with records.reading(SYSTEM) as work:
            claire = work.session.scalars(select(Account).where(Account.identifier == "claire")).one()
            return cls(records, clock, actor_of(claire, "terminal", Assurance.STEPPED_UP), seed)

    def begin(self) -> None:
        """Give the homes quotients, or none; separate some parents; let some homes share a child's bills by percent."""
        with self._office(datetime(2026, 9, 1, 8, tzinfo=PARIS)) as work:
            draw = self._draw("begin")
            work.session.execute(delete(Reservation))
            for home in work.session.scalars(select(Household).order_by(Household.id)):
                if draw.random() < SURE - 0.1:
                    month = add_months(FIRST_DAY, -draw.randrange(OLDEST_QUOTIENT))
                    enter(work, home, Certificate(draw.randrange(1800), "CAF", month), FIRST_DAY)
            self._separate(work, draw)
            self._share(work, draw)
            self._enroll_adults(work)

    def live(self, month: date) -> None:
        """Let a month happen, from its first booking to its last roll-call."""
        self.begin_month(month)
        self.end_month(month)

    def begin_month(self, month: date) -> None:
        """Let families book a month, and change what they pay by; once the bills of the month before are out."""
        draw = self._draw(f"live {month}")
        at = datetime.combine(month, time(11), tzinfo=PARIS) + timedelta(days=int(month != MONTHS[0]))
        with self._office(at) as work:
            children = self._children(work)
            self._booked = self._book(work, draw, children, opening_days(work).open_days(month, _last(month)))
            self._families_change(work, draw, month, children)

    def end_month(self, month: date) -> None:
        """Say what happened in a month: who came, who did not and why, who stayed late."""
        draw = self._draw(f"end {month}")
        with self._office(datetime.combine(_last(month), time(19), tzinfo=PARIS)) as work:
            children = self._children(work)
            days = opening_days(work).open_days(month, _last(month))
            self._attend(work, draw, {one.id: one for one in children}, self._booked)
            self._come_unexpected(work, draw, children, days)
            self._mind(work, draw, children, days)
            self._feed_adults(work, days)
            if days:
                excuse(work, [one for one in children if one.class_id == children[0].class_id], [days[-1]], "strike")
            self._call(work, days)

    def call(self, month: date) -> None:
        """Say of the roll-calls of a month in which nothing is told of that they were done."""
        with self._office(self.clock.now()) as work:
            self._call(work, opening_days(work).open_days(month, _last(month)))

    def change_the_past(self, month: date) -> None:
        """Let the office learn, after a month's bills, what changes them: late proofs, corrected roll-calls, older quotients."""
        draw = self._draw(f"past {month}")
        with self._office(datetime.combine(first_of_next(month), time(14), tzinfo=PARIS) + timedelta(days=5)) as work:
            late, self._late_proofs = self._late_proofs, []
            for child_id, day in late:
                with suppress(NothingToJustify):  # the town said itself that nobody was served
                    justify(work, Missing(work.session.get_one(Child, child_id), (day,)), Handed(()))
            wrong, self._to_correct = self._to_correct, []
            for child_id, day in wrong:
                child = work.session.get_one(Child, child_id)
                point(work, child, Moment(day, CANTEEN), Fact(ABSENT), "était à la maison")
                excuse(work, [child], [day], "trip")
            for home in self._some(work, draw, self.chances.quotient / 2):
                enter(work, home, Certificate(draw.randrange(1800), "MSA", month), max(FIRST_DAY, add_months(month, -2)))
            for one in diners(work):
                eaten = meals_between(work, one.id, month, _last(month))
                set_meals(work, one.id, dict.fromkeys(draw.sample(eaten, min(1, len(eaten))), False))

    def bill(self, month: date, *, floor: Cents | None = None) -> list[str]:
        """Look at a month's bills and issue them, on the second of the next month."""
        self.clock.move_to(datetime.combine(first_of_next(month), time(9), tzinfo=PARIS) + timedelta(days=1))
        with self.records.writing(SYSTEM) as work:
            run.look(work, month, floor=floor)
        with self.records.writing(SYSTEM) as work:
            return run.issue(work, month, floor=floor)

    def _separate(self, work: Work, draw: Random) -> None:
        """Give every twelfth pair of parents two homes, with alternating weeks."""
        pairs: dict[int, list[int]] = {}
        for child, guardian in work.session.execute(select(Guardianship.child_id, Guardianship.guardian_id).order_by(Guardianship.id)):
            pairs.setdefault(child, []).append(guardian)
        moved: set[int] = set()
        for child_id, adults in pairs.items():
            if len(adults) != 2 or (not set(adults) & moved and draw.random() > 1 / 12):  # noqa: PLR2004 (two parents)
                continue
            one, other = (work.session.get_one(Guardian, adult) for adult in adults)
            if one.household_id == other.household_id:
                other.household_id = open_household(
                    work, f"{other.first_name} {other.last_name}", Address("1 rue Neuve", "42390", "Villars")
                ).id
                moved |= {one.id, other.id}
            set_alternating(work, work.session.get_one(Child, child_id), Alternation(ANCHOR, one.id, other.id), FIRST_DAY)

    def _share(self, work: Work, draw: Random) -> None:
        """Let another home pay a third of some children's bills, from October on."""
        homes = list(work.session.scalars(select(Household.id).order_by(Household.id)))
        query = select(Guardianship.child_id, Guardian.household_id).join(Guardian, Guardian.id == Guardianship.guardian_id)
        own = dict(work.session.execute(query.order_by(Guardianship.id.desc())).all())
        for child_id, home in sorted(own.items())[:: max(1, len(own) // 3)]:
            other = draw.choice([one for one in homes if one != home])
            since = date(2026, 10, 5)
            work.session.add_all(
                PayerShare(child_id=child_id, household_id=one, percent=part, since=since, until=date(2027, 3, 31))
                for one, part in ((home, 67), (other, 33))
            )

    def _enroll_adults(self, work: Work) -> None:
        """Write down a teacher for each two classes, at the restaurant of the class."""
        query = select(School.site_id).join(SchoolClass, SchoolClass.school_id == School.id).order_by(SchoolClass.id)
        for number, site in enumerate(list(work.session.scalars(query))[::2]):
            if site is not None:
                adult = Adult("Camille", f"Enseignante {number + 1}", f"enseignante{number + 1}@ecole.example", title="MME")
                enroll(work, adult, Address("1 rue du Lycée", "42390", "Villars"), site, FIRST_DAY)

    def _feed_adults(self, work: Work, days: Collection[date]) -> None:
        """Note the adults' meals of a month, on weekdays of their own."""
        for one in diners(work):
            usual = set(Random(f"{self.seed} adult {one.id}").sample((1, 2, 4, 5), 3))  # noqa: S311 (a trial)
            set_meals(work, one.id, {day: True for day in days if day.isoweekday() in usual})

    def _book(self, work: Work, draw: Random, children: Collection[Child], days: Collection[date]) -> list[tuple[int, date]]:
        """Book each child's usual weekdays; now and then after the deadline, at a surcharge."""
        booked, rows = [], []
        for child in children:
            usual = set(Random(f"{self.seed} usual {child.id}").sample((1, 2, 4, 5), draw.choice((2, 3, 4))))  # noqa: S311 (a trial)
            for day in days:
                if day.isoweekday() in usual:
                    late = LATE if draw.random() < self.chances.late_booking else ""
                    state = "cancelled" if draw.random() < self.chances.corrected else "booked"
                    rows.append({"child_id": child.id, "day": day, "activity": CANTEEN, "state": state, "late": late})
                    booked += [(child.id, day)] if state == "booked" else []
        same = {"booked_at": work.now, "booking_number": "R", "cancel_number": ""}
        if rows:
            work.session.execute(insert(Reservation), [{**one, **same} for one in rows])
        return booked

    def _families_change(self, work: Work, draw: Random, month: date, children: Collection[Child]) -> None:
        for home in self._some(work, draw, self.chances.quotient):
            since = draw.choice((None, month + timedelta(days=draw.randrange(20))))
            enter(work, home, Certificate(draw.randrange(1800), "CAF", month), since)
        for home in self._some(work, draw, self.chances.move):
            set_residence(work, home, month + timedelta(days=draw.randrange(-20, 20)), resident=draw.random() < 1 / 2)
        for child in children:
            if draw.random() < self.chances.plan and not any(one == child.id for one, _, _ in self.own_meals):
                first = min(month + timedelta(days=draw.randrange(25)), LAST_DAY)
                set_plan(work, child, Plan(first, LAST_DAY, own_meal=True))
                self.own_meals.append((child.id, first, LAST_DAY))
        monday = month + timedelta(days=(7 - month.weekday()) % 7)
        for row in work.session.scalars(select(Custody).where(Custody.until.is_(None)).order_by(Custody.id)):
            guardian = draw.choice((row.anchor_guardian_id, row.other_guardian_id))
            except_days(work, work.session.get_one(Child, row.child_id), guardian, monday, monday + timedelta(days=1))

    def _attend(self, work: Work, draw: Random, children: dict[int, Child], booked: Collection[tuple[int, date]]) -> None:
        """Point who did not come; some were ill and say so in time, some only after the bill, some never."""
        for child_id, day in booked:
            if draw.random() < self.chances.absent:
                child, luck = children[child_id], draw.random()
                point(work, child, Moment(day, CANTEEN), Fact(ABSENT))
                if luck < self.chances.justified_in_time:
                    justify(work, Missing(child, (day,)), Handed(()))
                elif luck < self.chances.justified_in_time + self.chances.justified_late:
                    report(work, Missing(child, (day,)))
                    self._late_proofs.append((child_id, day))
            elif draw.random() < self.chances.corrected:
                self._to_correct.append((child_id, day))

    def _come_unexpected(self, work: Work, draw: Random, children: Collection[Child], days: Collection[date]) -> None:
        known = set(self._booked)
        for child in children:
            for day in days:
                if (child.id, day) not in known and draw.random() < self.chances.unexpected:
                    point(work, child, Moment(day, CANTEEN), Fact(PRESENT))

    def _mind(self, work: Work, draw: Random, children: Collection[Child], days: Collection[date]) -> None:
        """Note when the children of the childcare came and left, some of them after the closing."""
        rows: list[tuple[int, date, str, time | None, time | None]] = []
        for child in children:
            if Random(f"{self.seed} care {child.id}").random() < 2 / 3:  # noqa: S311 (a trial)
                continue
            for day in days:
                if draw.random() < 1 / 2:
                    rows.append((child.id, day, MORNING, time(7, draw.randrange(60)), None))
                if draw.random() < 1 / 2:
                    minutes = draw.randrange(16 * 60 + 31, 18 * 60 + 40)
                    rows.append((child.id, day, EVENING, None, time(*divmod(minutes, 60))))
        same = {"activity": CHILDCARE, "state": PRESENT, "noted_at": work.now, "source": "", "reason": ""}
        names = ("child_id", "day", "part", "arrived", "left")
        if rows:
            work.session.execute(insert(Attendance), [{**dict(zip(names, one, strict=True)), **same} for one in rows])

    def _call(self, work: Work, days: Collection[date]) -> None:
        """Say of every roll-call of a month that it was done."""
        classes = work.session.execute(select(SchoolClass.id, SchoolClass.school_id)).all()
        same = {"state": "done", "at": work.now, "reason": ""}
        rows = [{"school_id": school, "class_id": one, "activity": CANTEEN, "part": "", **same} for one, school in classes]
        for school in {school for _, school in classes}:
            rows += [{"school_id": school, "class_id": None, "activity": CHILDCARE, "part": part, **same} for part in (MORNING, EVENING)]
        if days:
            work.session.execute(insert(RollCall), [{**one, "day": day} for one in rows for day in days])

    @staticmethod
    def _children(work: Work) -> list[Child]:
        return list(work.session.scalars(select(Child).where(Child.class_id.is_not(None)).order_by(Child.id)))

    def _some(self, work: Work, draw: Random, chance: float) -> list[Household]:
        return [one for one in work.session.scalars(select(Household).order_by(Household.id)) if draw.random() < chance]

    def _draw(self, what: str) -> Random:
        return Random(f"{self.seed} {what}")  # noqa: S311 (a trial)

    @contextmanager
    def _office(self, at: datetime) -> Iterator[Work]:
        """Open a transaction of the office's at an instant."""
        self.clock.move_to(at)
        with self.records.writing(SYSTEM) as work:
            yield replace(work, actor=self.office)


def _last(month: date) -> date:
    return first_of_next(month) - timedelta(days=1)
