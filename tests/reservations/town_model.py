"""The plain model of a town that the records are held against: sets of days, who has whom, what an event does, what the kitchen heard."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from villars_core.clock import PARIS, paris_day
from villars_core.demo.cast import ANCHOR

DAYS = [date(2026, 11, 30) + timedelta(days=one) for one in range(12)] + [date(2026, 12, 22), date(2026, 12, 28), date(2027, 1, 4)]
"""Few, so that acts meet on the same day: a fortnight, holidays, and the Monday after a week 53."""
HOLIDAYS = (date(2026, 12, 19), date(2027, 1, 3))
LAST_INSTANT = datetime(2027, 1, 29, tzinfo=PARIS)
CLASS = {"lea": "CE1", "ines": "CM2", "awa": "CM2", "tom": "MS"}
SCHOOL = {"lea": "Moulin", "ines": "Moulin", "awa": "Moulin", "tom": "Prévert"}
KIDS = tuple(CLASS)
FAMILY = {"lea": {"nadia", "paul"}, "tom": {"nadia", "paul"}, "ines": {"sophie", "karim"}, "awa": {"fatou"}}
ADULTS = ("nadia", "paul", "sophie", "karim", "fatou", "claire")
OFFICE = {"claire"}


@dataclass(frozen=True)
class Scope:
    """The whole town, or the school or the class of a child."""

    kind: str
    kid: str = ""

    def members(self) -> list[str]:
        """Return the children in it."""
        named = {"school": SCHOOL, "class": CLASS}.get(self.kind)
        return [kid for kid in KIDS if named is None or named[kid] == named[self.kid]]


@dataclass
class Happening:
    """An event that stands: what it did to each child's meal on its day."""

    kind: str
    scope: Scope
    day: date
    effect: str
    number: int = 0
    touched: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, tuple[str, ...], str, date, str]:
        """Return what makes two of them one."""
        return self.kind, tuple(self.scope.members()), self.scope.kind, self.day, self.effect


@dataclass
class Model:
    """What should be."""

    now: datetime
    anchor: date = ANCHOR
    holder: str = "sophie"

    def __post_init__(self) -> None:
        """Begin with nothing."""
        self.booked: dict[str, set[date]] = {kid: set() for kid in KIDS}
        self.reported: dict[str, set[date]] = {kid: set() for kid in KIDS}
        self.excused_for_ever: dict[str, set[date]] = {kid: set() for kid in KIDS}
        self.happenings: list[Happening] = []
        self.swapped: dict[date, str] = {}
        self.links: list[tuple[date, date | None]] = []
        self.at_cutoff: dict[date, set[str]] = {}

    @property
    def today(self) -> date:
        """Return the day it is in the town."""
        return paris_day(self.now)

    def service_is_open(self, kid: str, day: date) -> bool:
        """Tell whether the canteen of a child's school is open, whatever takes the child away."""
        closed = any(one.day == day and one.kind == "closure" and kid in one.scope.members() for one in self.happenings)
        return day.isoweekday() in {1, 2, 4, 5} and not HOLIDAYS[0] <= day <= HOLIDAYS[1] and not closed

    def is_served(self, kid: str, day: date) -> bool:
        """Tell whether a child's day can be booked, whatever the hour."""
        away = any(one.day == day and kid in one.scope.members() for one in self.happenings)
        return self.service_is_open(kid, day) and not away

    def is_in_time(self, day: date) -> bool:
        """Tell whether a day may change: until Wednesday 23:59 of the week before."""
        return self.now < cutoff(day)

    def karim_is_linked(self, day: date) -> bool:
        """Tell whether Karim is a guardian of Awa on a day."""
        return any(since <= day and (until is None or day <= until) for since, until in self.links)

    def sees(self, who: str, kid: str) -> bool:
        """Tell whether somebody may see a child today."""
        return who in OFFICE or who in FAMILY[kid] or (kid == "awa" and who == "karim" and self.karim_is_linked(self.today))

    def owners(self, kid: str, day: date) -> set[str]:
        """Return whose day it is."""
        if kid == "awa":
            return {"fatou", "karim"} if self.karim_is_linked(day) else {"fatou"}
        if kid != "ines":
            return FAMILY[kid]
        if day in self.swapped:
            return {self.swapped[day]}
        other = "karim" if self.holder == "sophie" else "sophie"
        return {self.holder if ((day - self.anchor).days // 7) % 2 == 0 else other}

    def may_touch(self, who: str, kid: str, day: date) -> bool:
        """Tell whether somebody may act on a child's day, whatever the hour."""
        return self.sees(who, kid) and (who in OFFICE or who in self.owners(kid, day))

    def absent(self, kid: str) -> set[date]:
        """Return the days on which a child is told absent, by the family or by the town."""
        excused = {one.day for one in self.happenings if one.effect == "excuse" and kid in one.touched}
        return self.reported[kid] | excused | self.excused_for_ever[kid]

    def eaters(self, day: date) -> set[str]:
        """Return who eats."""
        return {kid for kid in KIDS if day in self.booked[kid] and day not in self.absent(kid) and self.service_is_open(kid, day)}

    def happen(self, one: Happening) -> None:
        """Let an event act."""
        for kid in one.scope.members():
            if one.day in self.booked[kid]:
                one.touched.add(kid)
                if one.effect == "cancel":
                    self.booked[kid].discard(one.day)
        self.happenings.append(one)

    def withdraw(self, one: Happening) -> None:
        """Take an event back: what is still to come is as it was."""
        self.happenings.remove(one)
        for kid in one.touched:
            if one.effect == "cancel" and one.day > self.today and self.is_served(kid, one.day):
                self.booked[kid].add(one.day)
            if one.effect == "excuse" and one.day < self.today:
                self.excused_for_ever[kid].add(one.day)

    def let_pass(self, hours: int) -> None:
        """Let hours pass; what is booked when a day's cut-off passes is the kitchen's order."""
        before, self.now = self.now, min(self.now + timedelta(hours=hours), LAST_INSTANT)
        for day in DAYS:
            if before < cutoff(day) <= self.now:
                self.at_cutoff[day] = {kid for kid in KIDS if day in self.booked[kid]}


def cutoff(day: date) -> datetime:
    """Return from when on a day no longer changes."""
    wednesday = day - timedelta(days=day.weekday() + 5)
    return datetime.combine(wednesday + timedelta(days=1), time(), tzinfo=PARIS)


def by_class(kids: set[str]) -> Counter[str]:
    """Return how many of these children each class has."""
    return Counter(CLASS[kid] for kid in kids)
