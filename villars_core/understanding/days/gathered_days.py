"""What the groups of dates of one act tell, gathered before it is put together into days; and what a single item is to the others."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby, pairwise

from villars_core.understanding.dates.items import Group, Item
from villars_core.understanding.dates.spans import Span, monday
from villars_core.understanding.values import Dropped, Question, SchoolDays

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(slots=True)
class Days:
    """Days kept and dropped, what must be asked about them, and whether they are told as past and over."""

    kept: list[date] = field(default_factory=list)
    dropped: dict[date, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    said: bool = False
    over: bool = False

    def ask(self, kind: str, choices: Sequence[date] = ()) -> None:
        """Add a question once."""
        question = Question(kind, tuple(day.isoformat() for day in choices))
        if question not in self.questions:
            self.questions.append(question)


def dropped_of(days: Days) -> tuple[Dropped, ...]:
    """Return the dropped days in order."""
    return tuple(Dropped(day, reason) for day, reason in sorted(days.dropped.items())) if days.dropped else ()


def within_told(span: Span, stretches: Sequence[Span]) -> Span:
    """Read one of two days as the one that lies in the only week told before it: on a Monday, "la semaine dernière il a manqué lundi"."""
    if len(stretches) != 1 or not stretches[0].first or not stretches[0].last or stretches[0].grain != "week":
        return span
    inside = [day for day in span.choices if stretches[0].first <= day <= stretches[0].last]
    return replace(span, first=inside[0], last=inside[0], flags=span.flags - {"ambiguous"}, choices=()) if len(inside) == 1 else span


@dataclass(slots=True)
class Gathered:
    """What the groups of one act tell, before they are put together."""

    days: list[tuple[date, bool]] = field(default_factory=list)
    stretches: list[Span] = field(default_factory=list)
    patterns: list[Span] = field(default_factory=list)
    start: date | None = None
    stop: date | None = None
    opened: bool = False
    since: bool = False
    told_last: date | None = None
    told_whole: bool = False
    weekend: bool = False
    rough: list[date] = field(default_factory=list)
    weekdays: list[date] = field(default_factory=list)
    dated: list[date] = field(default_factory=list)
    unread: bool = False
    begun: bool = False
    absence: bool = False
    plain: bool = False
    # "jusqu'aux vacances, pas le vendredi": a weekday told behind its end comes again.
    weekly: bool = False
    asks: dict[date, list[Span]] = field(default_factory=dict)
    bounds: list[Span] = field(default_factory=list)
    workdays: list[tuple[Span, int, int]] = field(default_factory=list)


def holds(outer: Span, inner: Span) -> bool:
    """Say whether a stretch lies in another."""
    if outer.first is None or outer.last is None or inner.first is None or inner.last is None:
        return False
    return outer.first <= inner.first and inner.last <= outer.last


def is_bare(item: Item) -> bool:
    """Say whether a weekday is told by its name alone."""
    return item.kind == "weekday" and not (item.mod or item.within or item.every or item.plural or item.number)


def told_and_excepted(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """Return the groups that tell days, without mere landmarks, and the groups that take days out."""
    if len(groups) == 1 and len(groups[0].items) == 1:
        return ([], [groups[0]]) if groups[0].excepted else ([groups[0]], [])
    if groups:
        groups = by_week(in_month(groups))
    told = [group for group in groups if not group.excepted]
    excepted = [group for group in groups if group.excepted] if len(told) < len(groups) else []
    return without_landmarks(told) if len(told) > 1 else told, excepted


def by_week(groups: Sequence[Group]) -> Sequence[Group]:
    """Give weekdays the week told before or behind them, where each week has its own: "semaine 49 lundi, semaine 50 jeudi"."""
    items = [item for group in groups if not group.excepted for item in group.items]
    if len(items) < _TWO_WEEKS:
        return groups
    if any(group.kind != "list" for group in groups) or not all(is_bare(item) or _is_week(item) for item in items):
        return groups
    runs = [(week, list(run)) for week, run in groupby(items, key=_is_week)]
    weeks = [run for week, run in runs if week]
    for before, run in pairwise(weeks):
        if run[0].mod == "foll":
            run[0] = Item("beside", unit="week", number=1, anchor=before[0])
    days = [run for week, run in runs if not week]
    if not len(weeks) == len(days) > 1 or any(len(run) > 1 for run in weeks):
        return groups
    own = [Group("list", run[0].i, run[-1].j, [replace(day, within=week[0]) for day in run]) for week, run in zip(weeks, days, strict=True)]
    return [*own, *(group for group in groups if group.excepted)]


# Two weeks, each with a day.
_TWO_WEEKS = 4


def in_month(groups: Sequence[Group]) -> Sequence[Group]:
    """Give weekdays "du mois" the month told beside them: "en janvier, … tous les jeudis du mois"."""
    told = [item for group in groups if not group.excepted for item in group.items]
    if len(told) < _MONTH_AND_DAY or sum(item.kind == "month" for item in told) != 1 or not any(_of_month(item) for item in told):
        return groups
    return [replace(group, items=[replace(item, within=None) if _of_month(item) else item for item in group.items]) for group in groups]


_MONTH_AND_DAY = 2


def _of_month(item: Item) -> bool:
    within = item.within
    return (
        item.kind == "weekday" and within is not None and (within.kind, within.unit) == ("period", "month") and within.mod in {"", "this"}
    )


def _is_week(item: Item) -> bool:
    return item.kind in {"week_number", "week_of"} or (item.unit == "week" and (item.kind == "beside" or bool(item.mod)))


def ends_first(told: Sequence[Group]) -> bool:
    """Say whether an end is told first, and behind it only weekdays by "le": "jusqu'aux vacances Tom ne mange plus le vendredi"."""
    if not told[1:] or told[0].kind != "until":
        return False
    items = [item for group in told[1:] for item in group.items]
    return all(group.kind == "list" for group in told[1:]) and all(is_bare(item) and item.name == "le" for item in items)


def begins_stretch(groups: Sequence[Group]) -> bool:
    """Say whether a day begins the stretch that is told right behind it: "aujourd'hui et jusqu'à jeudi"."""
    return len(groups) > 1 and any(
        after.kind == "until"
        and after.items[0].linked
        and before.kind == "list"
        and before.items[-1].kind in _SINGLE
        and after.i == before.j + 1
        for before, after in pairwise(groups)
    )


_SINGLE = frozenset({"weekday", "day", "rel"})


def is_landmark(item: Item, group: Group) -> bool:
    """Say whether a day only tells where a dated one lies: "le mardi 27, au retour des vacances", "dans quinze jours, le vendredi 15"."""
    if item.kind == "back":
        # "le jour de la rentrée ainsi que le jeudi 5" tells two days.
        after = next((other for at, other in enumerate(group.items[1:]) if group.items[at] is item), None)
        return not (item.linked or (after is not None and after.linked)) and any(other.kind in {"day", "weekday"} for other in group.items)
    return (
        item.kind == "offset"
        and item.anchor is None
        and item.name != "after_mention"
        and any(other.kind == "day" and (other.month or other.weekday) for other in group.items)
    )


def without_landmarks(groups: Sequence[Group]) -> list[Group]:
    """Return the groups without what only tells where others lie: "après la rentrée, du 4 au 8", "avant l'été : jeudi et vendredi"."""
    single = any(group.kind == "list" and group.items[0].kind in {"day", "weekday", "rel"} for group in groups)
    groups = [group for group in groups if not (single and group.kind in {"before", "until"} and group.items[0].kind == "season")]
    dated = any(group.kind == "range" and all(item.kind == "day" for item in group.items) for group in groups)
    return [group for group in groups if not (dated and group.kind in {"after", "from"} and group.items[0].kind == "back")]


def only_places(item: Item) -> bool:
    """Say whether a day is a mere landmark beside others: "dans deux semaines, du 7 au 11", "pour la rentrée, les 5 et 8"."""
    return item.kind == "back" or (item.kind == "offset" and item.anchor is None and item.unit != "day")


def inside(days: list[date], gathered: Gathered) -> bool:
    """Say whether all days lie between the bounds told beside them."""
    return all((gathered.start or day) <= day <= (gathered.stop or day) for day in days)


def is_last_before(bare: list[date], gathered: Gathered) -> bool:
    """Say whether only one such weekday is left before a bound: "jeudi, avant les vacances"."""
    stop = gathered.stop
    return len(bare) == 1 and stop is not None and gathered.start is None and bare[0] <= stop < bare[0] + _WEEK


def set_in_week(gathered: Gathered) -> None:
    """Read weekdays from one to another as those of the one week told beside them: "semaine du 7, du lundi au jeudi"."""
    weeks = [span for span in gathered.stretches if span.grain == "week" and span.first]
    for span, first, last in gathered.workdays if len(weeks) == 1 and not gathered.days else ():
        start = monday(weeks[0].first or span.first or date.min)
        whole = replace(span, first=start + _DAY * (first - 1), last=start + _DAY * (last - 1), flags=frozenset())
        gathered.stretches = [whole if one is span else one for one in gathered.stretches]


def restated(gathered: Gathered) -> None:
    """Drop the weekdays that dates beside them make exact: "mardi et jeudi prochains (1er et 3 décembre)"."""
    if not (gathered.weekdays and gathered.dated):
        return
    dated = {day.isoweekday(): day for day in gathered.dated}
    named = [day for day in gathered.weekdays if day.isoweekday() in dated]
    if not named or len(named) < len(gathered.weekdays):
        return
    gathered.days = [(day, False) for day in gathered.dated]
    gathered.asks = {}


def is_bound(group: Group) -> bool:
    """Say whether a group is a side of time, and tells no days itself."""
    return group.kind not in {"list", "range"}


def dropped_for(day: date, school: SchoolDays, today: date | None) -> str:
    """Return why a day is none of the canteen, empty where it is one; days before `today` are past, where it is told."""
    if not school.first <= day <= school.last:
        return "outside_year"
    if day.isoweekday() not in school.weekdays:
        return "weekend" if day.isoweekday() > _FRIDAY else "wednesday"
    if school.is_holiday(day):
        return "holiday"
    if day in school.closed_days:
        return "public_holiday" if (day.month, day.day) in _FIXED_HOLIDAYS else "closed"
    return "past" if today is not None and day < today else ""


_FRIDAY = 5
_FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)})
