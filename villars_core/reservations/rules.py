"""Until when a meal may change: an anchor and a time, as the rules file says (Villars: Wednesday 23:59 of the week before)."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar

from villars_core.clock import PARIS
from villars_core.errors import Refusal, WayOut
from villars_core.i18n import N_
from villars_core.school_calendar.rules import ONE_DAY, OpeningDays, is_public_holiday, week_of

MINUTE = timedelta(minutes=1)
_FARTHEST = 400
_WEEKEND = 6


@dataclass(frozen=True)
class DeadlineRule:
    """One anchor and a time.

    `count`: days, hours, weeks, open days or months before, as the anchor says. `weekday`: ISO number, for the anchors that name one.
    `at`: the last minute that is in time. `skip`: what a walk back does not count; a named day that does not count (a Wednesday that
    is a public holiday) gives way to the last one before it that does. `meal_at`: when the meal is, for hours. `by_weekday`: another
    rule for the meals of a weekday. `after_holidays`: another rule for the first day of service after school holidays.
    `late`: until when the town still takes a booking after all that, for the surcharge that it names.
    """

    anchor: str
    at: time
    count: int = 1
    weekday: int = 0
    skip: frozenset[str] = frozenset()
    meal_at: time = time(12)
    day_of_month: int = 1
    by_weekday: Mapping[int, "DeadlineRule"] = field(default_factory=dict)
    after_holidays: "DeadlineRule | None" = None
    late: "DeadlineRule | None" = None
    surcharge: str = ""


def deadline_for(day: date, rule: DeadlineRule, calendar: OpeningDays) -> datetime:
    """Return the last minute (Europe/Paris) at which the meal of `day` may still change; the whole minute is in time."""
    chosen = rule_of_day(day, rule, calendar)
    if chosen.anchor == "hours_before":
        return _hours_before(day, chosen, calendar)
    return _instant(_anchor_day(day, chosen, calendar), chosen.at)


def late_deadline_for(day: date, rule: DeadlineRule, calendar: OpeningDays) -> datetime | None:
    """Return the last minute (Europe/Paris) for a booking at a surcharge; None where the town takes no late booking."""
    return None if rule.late is None else max(deadline_for(day, rule.late, calendar), deadline_for(day, rule, calendar))


def in_time(instant: datetime, last_minute: datetime) -> bool:
    """Tell whether an instant is in time: "until 23:59" includes the whole minute."""
    return instant.astimezone(UTC) < last_minute.astimezone(UTC) + MINUTE


def no_limit(day: date) -> datetime:
    """Return the last minute where the town set no deadline: that of the day itself, since what is past does not change."""
    return _instant(day, time(23, 59))


def rule_of_day(day: date, rule: DeadlineRule, calendar: OpeningDays) -> DeadlineRule:
    """Return the rule that a day's meal follows: that of the return from holidays, of its weekday, or the general one."""
    if rule.after_holidays is not None and _is_first_after_holidays(day, calendar):
        return rule.after_holidays
    return rule.by_weekday.get(day.isoweekday(), rule)


def _anchor_day(day: date, rule: DeadlineRule, calendar: OpeningDays) -> date:
    if rule.anchor == "open_days_before":
        return _walk(day, rule.count, lambda one: not calendar.is_open(one))
    if rule.anchor == "days_before":
        return _walk(day, rule.count, lambda one: _is_skipped(one, rule.skip, calendar))
    named = _named_day(day, rule)
    for _ in range(_FARTHEST):
        if not _is_skipped(named, rule.skip, calendar):
            break
        named -= ONE_DAY
    return named


def _named_day(day: date, rule: DeadlineRule) -> date:
    if rule.anchor == "week_before":
        monday, _ = week_of(day)
        return monday - timedelta(weeks=rule.count) + timedelta(days=rule.weekday - 1)
    if rule.anchor == "previous_weekday":
        back = (day.isoweekday() - rule.weekday - 1) % 7 + 1
        return day - timedelta(days=back + 7 * (rule.count - 1))
    if rule.anchor == "month_before":
        return _month_before(day, rule)
    return day


def _walk(day: date, count: int, skipped: Callable[[date], bool]) -> date:
    left = count
    for _ in range(_FARTHEST):
        if left == 0:
            return day
        day -= ONE_DAY
        left -= 0 if skipped(day) else 1
    return day


def _hours_before(day: date, rule: DeadlineRule, calendar: OpeningDays) -> datetime:
    """Return the wall clock's hours before the meal; a day that does not count gives none of its 24 hours."""
    left = timedelta(hours=rule.count)
    today = timedelta(hours=rule.meal_at.hour, minutes=rule.meal_at.minute)
    while left > today:
        left -= today
        day = _walk(day, 1, lambda one: _is_skipped(one, rule.skip, calendar))
        today = timedelta(days=1)
    return _instant(day, (datetime.combine(day, time()) + today - left).time())


def _month_before(day: date, rule: DeadlineRule) -> date:
    months = day.year * 12 + day.month - 1 - rule.count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(rule.day_of_month, monthrange(year, month + 1)[1]))


def _is_skipped(day: date, skip: frozenset[str], calendar: OpeningDays) -> bool:
    return (
        ("weekends" in skip and day.isoweekday() >= _WEEKEND)
        or ("public_holidays" in skip and is_public_holiday(day))
        or ("holidays" in skip and not calendar.in_term(day))
        or ("closed" in skip and not calendar.is_open(day))
    )


def _is_first_after_holidays(day: date, calendar: OpeningDays) -> bool:
    before = day - ONE_DAY
    while not calendar.is_open(before):
        if not calendar.in_term(before):
            return True
        before -= ONE_DAY
    return False


def _instant(day: date, at: time) -> datetime:
    # Through UTC: a time that the spring night leaves out becomes the one that clocks then show; one that the autumn night shows
    # twice is in time until its second showing.
    local = datetime.combine(day, at, tzinfo=PARIS)
    return max(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)).astimezone(PARIS)


@dataclass(eq=False)
class TooLate(Refusal):
    """The deadline of these days is past; an absence can still be reported, and a later day can still change."""

    template: ClassVar[str] = N_("Trop tard pour {days} : le délai était {deadline}.")
    child_id: int
    days: tuple[date, ...]
    deadline: datetime
    act: str
    next_day: date | None = None

    def ways_out(self) -> tuple[WayOut, ...]:
        """Offer to report the absence where a meal is not wanted, and the same act on the next day that may still change."""
        facts = {"children": [self.child_id], "days": [day.isoformat() for day in self.days]}
        ways = [WayOut("report_absence", N_("Signaler une absence"), facts)] if self.act == "cancel_meal" else []
        if self.next_day is not None:
            label = N_("Annuler plutôt {day}") if self.act == "cancel_meal" else N_("Réserver plutôt {day}")
            later = {"children": [self.child_id], "days": [self.next_day.isoformat()]}
            ways.append(WayOut(self.act, label, later, {"day": self.next_day}))
        if self.act != "cancel_meal":
            ways.append(WayOut("talk_to_staff", N_("Écrire au service Éducation"), {"action": self.act, "facts": facts}))
        return tuple(ways)


@dataclass(eq=False)
class NotAServiceDay(Refusal):
    """On this day, or on these days for the same reason, the activity does not exist."""

    template: ClassVar[str] = N_("Pas de cantine {day} : {why}.")
    day: date | tuple[date, ...]
    why: str
    child_id: int = 0
    next_day: date | None = None

    def ways_out(self) -> tuple[WayOut, ...]:
        """Offer the next day of service that may still be booked, and the calendar."""
        ways = [WayOut("show_planning", N_("Voir le calendrier"), {"children": [self.child_id]} if self.child_id else {})]
        if self.next_day is not None:
            later = {"children": [self.child_id], "days": [self.next_day.isoformat()]}
            ways.insert(0, WayOut("book_meal", N_("Réserver plutôt {day}"), later, {"day": self.next_day}))
        return tuple(ways)


@dataclass(eq=False)
class NotRegistered(Refusal):
    """The child is not registered for the activity on these days."""

    template: ClassVar[str] = N_("{first_name} n’est pas inscrit(e) à la cantine pour cette période. Le service Éducation peut l’inscrire.")
    first_name: str

    def ways_out(self) -> tuple[WayOut, ...]:
        """Offer the office, which registers."""
        return (WayOut("talk_to_staff", N_("Écrire au service Éducation")),)


@dataclass(eq=False)
class BookingNotNeeded(Refusal):
    """The childcare takes children as they come."""

    template: ClassVar[str] = N_("La garderie ne se réserve pas : votre enfant y vient librement.")

    def ways_out(self) -> tuple[WayOut, ...]:
        """Offer the office, for whoever meant something else."""
        return (WayOut("talk_to_staff", N_("Écrire au service Éducation")),)
