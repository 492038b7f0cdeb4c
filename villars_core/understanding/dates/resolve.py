"""Turns items into days: what "lundi en huit" means on a given day."""

import calendar as months
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from villars_core.understanding.dates.items import Item
from villars_core.understanding.dates.school_edges import edge
from villars_core.understanding.dates.spans import Frame, Span, day_span, monday, school_day_from
from villars_core.understanding.dates.stretches import DAYS_IN, MONTHS_IN, STRETCHES, add_months, nth_week, part_of_week, years_away

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_WEDNESDAY, _SUNDAY = 3, 7
_SEPTEMBER = 9
_NEAR = timedelta(days=183)


def resolve(item: Item, frame: Frame, after: date | None = None) -> Span | None:
    """Return the days an item means; `after` is a day said before that it must follow. `None` when there is no such day."""
    reader = _READERS.get(item.kind)
    if reader is None:
        return None
    try:
        return reader(item, frame, after)
    except (ValueError, OverflowError):
        return None


def _weekday(item: Item, frame: Frame, after: date | None) -> Span | None:
    if item.number or item.whole:
        return _ranked_weekday(item, frame)
    if item.every or item.plural:
        return _every_weekday(item, frame)
    if item.within is not None:
        return _weekday_within(item, item.within, frame)
    if item.mod == "last":
        return day_span(_last_weekday(frame.today, item.weekday))
    if item.mod == "foll":
        return _following_weekday(item, frame)
    ahead = _next_weekday(frame.today, item.weekday)
    if item.mod == "plus":
        return day_span(ahead + timedelta(days=int(item.unit)))
    if item.mod == "this":
        return _this_weekday(item, frame)
    if item.mod == "next":
        if frame.general or monday(ahead) != monday(frame.today):
            return day_span(ahead)
        return day_span(ahead, "ambiguous", choices=(ahead, ahead + _WEEK))
    if after is not None and item.bare:
        return day_span(_next_weekday(after, item.weekday))
    if frame.past:
        return _past_weekday(item, frame)
    return day_span(ahead, "bare")


def _past_weekday(item: Item, frame: Frame) -> Span:
    """Return the last such weekday; in a message to a school today is one of two."""
    earlier = _last_weekday(frame.today, item.weekday)
    if frame.today.isoweekday() == item.weekday and not frame.general:
        return day_span(earlier, "bare", "ambiguous", choices=(earlier, frame.today))
    return day_span(earlier, "bare")


def _following_weekday(item: Item, frame: Frame) -> Span:
    """Return the weekday after the day spoken of, else, in a phrase alone, the one of next week."""
    if frame.mention:
        return day_span(_next_weekday(frame.mention, item.weekday))
    if frame.general:
        return day_span(monday(frame.today) + timedelta(days=6 + item.weekday))
    return day_span(_next_weekday(frame.today + _WEEK, item.weekday), "vague")


def _next_weekday(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.isoweekday() - 1) % 7 + 1)


def _last_weekday(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.isoweekday() - weekday - 1) % 7 + 1)


def _this_weekday(item: Item, frame: Frame) -> Span:
    if frame.past:
        return day_span(frame.today if frame.today.isoweekday() == item.weekday else _last_weekday(frame.today, item.weekday))
    if frame.today.isoweekday() == item.weekday:
        return day_span(frame.today)
    return day_span(_next_weekday(frame.today, item.weekday))


def _every_weekday(item: Item, frame: Frame) -> Span | None:
    days = frozenset({item.weekday})
    start = _next_weekday(frame.today, item.weekday) if frame.general else frame.today + _DAY
    if item.within is not None:
        bound = resolve(item.within, frame)
        if bound is None:
            return None
        bound = bound.flagged("vague") if item.part == "some" else bound
        return replace(bound, weekdays=days, step=item.step)
    return Span(start, None, days, item.step, flags=frozenset({"open", "vague"} if item.part == "some" else {"open"}))


def _weekday_within(item: Item, within: Item, frame: Frame) -> Span | None:
    bound = resolve(within, replace(frame, past=frame.past and within.kind != "period"))
    if bound is None or bound.first is None:
        return None
    day = bound.first + timedelta(days=(item.weekday - bound.first.isoweekday()) % 7)
    if within.kind == "back":
        day = monday(bound.first) + timedelta(days=item.weekday - 1)
    if within.kind == "period" and within.unit == "week":
        day = monday(bound.first) + timedelta(days=item.weekday - 1)
    return day_span(day)


def _ranked_weekday(item: Item, frame: Frame) -> Span | None:
    if item.within is None and item.number > 1 and item.mod:
        base = frame.mention if item.mod == "foll" and frame.mention else frame.today
        return Span(base + _DAY, _next_weekday(base, item.weekday) + _WEEK * (item.number - 1), frozenset({item.weekday}))
    if item.within is None:
        return None
    bound = resolve(item.within, frame)
    if bound is None or bound.first is None or bound.last is None:
        return None
    if item.whole:
        return _ranked_weekdays(item, bound.first, bound.last)
    if item.number > 0:
        day = bound.first + timedelta(days=(item.weekday - bound.first.isoweekday()) % 7) + _WEEK * (item.number - 1)
    else:
        day = bound.last - timedelta(days=(bound.last.isoweekday() - item.weekday) % 7)
    return day_span(day) if bound.first <= day <= bound.last else None


def _ranked_weekdays(item: Item, first: date, last: date) -> Span:
    """Return the first or last few weekdays of a stretch; where their number is not told, the stretch, to be asked about."""
    weekdays, more = frozenset({item.weekday}), _WEEK * (abs(item.number) - 1)
    if not item.number:
        return Span(first, last, weekdays, flags=frozenset({"vague"}))
    if item.number > 0:
        begin = first + timedelta(days=(item.weekday - first.isoweekday()) % 7)
        return Span(begin, min(begin + more, last), weekdays)
    end = last - timedelta(days=(last.isoweekday() - item.weekday) % 7)
    return Span(max(end - more, first), end, weekdays)


def _day(item: Item, frame: Frame, after: date | None) -> Span | None:
    if item.within is not None:
        bound = resolve(item.within, frame)
        if bound is None or bound.first is None:
            return None
        day = bound.first.replace(day=item.day)
        if frame.general and item.within.bare and day < frame.today and not frame.past:
            day = add_months(bound.first, 1).replace(day=item.day)
        return _agreeing(item, day, frame)
    if item.month:
        return _agreeing(item, _dated(item, frame, after), frame)
    if item.mod == "this" and not item.weekday:
        return _agreeing(item, frame.today.replace(day=item.day), frame)
    return _agreeing(item, _day_alone(item, frame, after), frame)


def _dated(item: Item, frame: Frame, after: date | None) -> date:
    if item.year:
        return date(item.year, item.month, item.day)
    if item.mod.startswith("year:"):
        return date(frame.today.year + years_away(item.mod), item.month, item.day)
    step = -1 if item.mod == "last" or (frame.past and after is None) else 1
    for year in range(frame.today.year - (step > 0 and after is not None and after < frame.today), frame.today.year + 9 * step, step):
        day = _possible(year, item.month, item.day)
        if day is None:
            if item.month == 2 and item.day == 29:
                continue
            raise ValueError
        if after is not None and frame.past and day >= after:
            return day
        if after is not None and not frame.past and day >= after and day >= min(frame.today, after):
            return day
        if item.mod == "next" and frame.general and day == frame.today:
            continue
        if after is None and ((step > 0 and day >= frame.today) or (step < 0 and day <= frame.today)):
            return day
    raise ValueError


def _possible(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= months.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _day_alone(item: Item, frame: Frame, after: date | None) -> date:
    base = after or frame.today
    step = -1 if frame.past and after is None else 1
    year, month = base.year, base.month
    for _ in range(14):
        day = _possible(year, month, item.day)
        if day and ((step > 0 and day >= base) or (step < 0 and day <= base)):
            return day
        year, month = divmod(year * 12 + month - 1 + step, 12)
        month += 1
    raise ValueError


def _agreeing(item: Item, day: date, frame: Frame) -> Span:
    """Check the weekday said beside the day; a general reader looks for the next date where both agree."""
    if not item.weekday or day.isoweekday() == item.weekday:
        return day_span(day)
    if frame.general and not item.year and item.within is None:
        moved = _next_agreeing(item, day) or _last_agreeing(item, frame.today)
        if moved:
            return day_span(moved)
    near = tuple(sorted({day, _next_weekday(day - _WEEK, item.weekday), _next_weekday(day, item.weekday)}))
    return day_span(day, "contradiction", choices=tuple(one for one in near if one >= frame.today or frame.past))


def _next_agreeing(item: Item, day: date) -> date | None:
    """Return the next month, for a day of no named month, in which day and weekday agree."""
    for ahead in range(1, 15 if not item.month else 1):
        at = add_months(day.replace(day=1), ahead)
        moved = _possible(at.year, at.month, item.day)
        if moved and moved.isoweekday() == item.weekday:
            return moved
    return None


def _last_agreeing(item: Item, today: date) -> date | None:
    """Return the last such day of the half year before, where its weekday agrees: it was told without a year because it is near."""
    for year in (today.year, today.year - 1):
        moved = _possible(year, item.month, item.day) if item.month else None
        if moved and today - _NEAR <= moved < today and moved.isoweekday() == item.weekday:
            return moved
    return None


def _span(item: Item, frame: Frame, _after: date | None) -> Span | None:
    """Return from the first of two stretches to the end of the second."""
    first = resolve(item.within, frame) if item.within else None
    last = resolve(item.anchor, frame) if item.anchor else None
    return (
        Span(first.first, last.last, grain=last.grain) if first and last and first.first and last.last and first.first < last.last else None
    )


def _lasting(item: Item, frame: Frame, after: date | None) -> Span | None:
    """Return an amount of time that begins on a day: "pendant trois jours à partir de lundi"; a week is seven days."""
    begun = resolve(item.anchor, frame, after) if item.anchor else None
    if begun is None or begun.first is None or begun.first != begun.last or item.number < 1:
        return None
    months = item.number * MONTHS_IN.get(item.unit, 0)
    end = add_months(begun.first, months) if months else begun.first + _DAY * item.number * DAYS_IN[item.unit]
    return Span(begun.first, end - _DAY, flags=begun.flags - {"bare"})


def _beside(item: Item, frame: Frame, _after: date | None) -> Span | None:
    """Return the nth weekday, the week or the weekend before or after a day."""
    inside = resolve(item.anchor, frame) if item.anchor else None
    if inside is None or inside.first is None or inside.last is None:
        return None
    if item.weekday and not item.number:
        return day_span(inside.first + timedelta(days=(item.weekday - inside.first.isoweekday() + 3) % 7 - 3))
    base, ahead = (inside.last, item.number > 0) if item.number > 0 else (inside.first, False)
    if item.weekday:
        near = _next_weekday(base, item.weekday) if ahead else _last_weekday(base, item.weekday)
        return day_span(near + _WEEK * (item.number - 1 if ahead else item.number + 1))
    if item.unit == "week":
        start = monday(base) + _WEEK * item.number
        return Span(start, start + timedelta(days=6), grain="week")
    saturday = _next_weekday(base, 6) if ahead else _last_weekday(base - _DAY, 6)
    return Span(saturday, saturday + _DAY, grain="weekend")


def _weekends(item: Item, frame: Frame, _after: date | None) -> Span | None:
    """Return the weekends of a stretch, or all to come."""
    bound = resolve(item.within, frame) if item.within else Span(_next_weekday(frame.today, 6), None)
    return replace(bound, weekdays=frozenset({6, 7})) if bound else None


def _some_of(item: Item, frame: Frame, _after: date | None) -> Span | None:
    """Return the first or the last days or months of a stretch."""
    bound = resolve(item.within, frame) if item.within else None
    if bound is None or bound.first is None or bound.last is None or item.unit not in {"day", "month"}:
        return None
    size = timedelta(days=abs(item.number) - 1)
    if item.number > 0:
        return Span(bound.first, bound.first + size if item.unit == "day" else add_months(bound.first, item.number) - _DAY)
    return Span(bound.last - size if item.unit == "day" else add_months(bound.last + _DAY, item.number), bound.last)


def _week_of(item: Item, frame: Frame, _after: date | None) -> Span | None:
    anchor = item.anchor
    if anchor is None:
        return None
    near = replace(frame, today=monday(frame.today)) if anchor.kind == "day" and not frame.past else frame
    inside = resolve(anchor, near)
    if inside is None or inside.first is None:
        return None
    start = monday(inside.first)
    if item.unit == "weekend":
        return _weekend_of(anchor, inside.first, frame)
    flags = inside.flags - {"bare"}
    if anchor.kind == "day" and not anchor.weekday and inside.first.isoweekday() == _SUNDAY:
        # A week told by its Sunday is the one that begins after it; where money follows it is asked about.
        start, flags = start + _WEEK, flags | {"vague"}
    week = Span(start, start + timedelta(days=6), grain="week", flags=flags, choices=inside.choices)
    return part_of_week(week, item.part)


def _weekend_of(anchor: Item, day: date, frame: Frame) -> Span | None:
    """Return the weekend a day belongs to; in a phrase alone the nearest one, and none for a day in the middle of the week."""
    saturday = monday(day) + timedelta(days=5)
    if frame.general and anchor.kind in {"day", "feast"} and day.isoweekday() <= _WEDNESDAY:
        if day.isoweekday() > 1:
            return None
        saturday -= _WEEK
    return Span(saturday, saturday + _DAY, grain="weekend")


def _nth(item: Item, frame: Frame, _after: date | None) -> Span | None:
    """Return a ranked part of a stretch; in a phrase alone, of next year when no year is said and this one's is over."""
    span = _nth_of(item, frame)
    yearly = item.within is not None and item.within.kind == "period" and item.within.unit == "year" and item.within.bare
    if frame.general and yearly and not frame.past and span and span.last and span.last < frame.today:
        return _nth_of(replace(item, within=Item("period", unit="year", mod="next")), frame)
    return span


def _nth_of(item: Item, frame: Frame) -> Span | None:
    bound = resolve(item.within, frame) if item.within else None
    if bound is None or bound.first is None or bound.last is None:
        return None
    if item.unit == "fortnight":
        middle = bound.first.replace(day=15)
        return replace(bound, last=middle - _DAY) if item.number == 1 else replace(bound, first=middle)
    if item.unit == "week":
        return _whole_or_not(item, nth_week(item.number, bound), bound.first, frame)
    if item.unit == "weekend":
        first = bound.first + timedelta(days=(6 - bound.first.isoweekday()) % 7) + _WEEK * (item.number - 1)
        if item.number < 0:
            first = bound.last - timedelta(days=(bound.last.isoweekday() - 6) % 7)
        return Span(first, first + _DAY, grain="weekend")
    if item.unit == "day":
        return day_span(bound.first + timedelta(days=item.number - 1) if item.number > 0 else bound.last)
    size = MONTHS_IN[item.unit]
    start = add_months(bound.first, size * (item.number - 1)) if item.number > 0 else add_months(bound.last + _DAY, -size)
    return Span(start, add_months(start, size) - _DAY, grain=item.unit)


def _whole_or_not(item: Item, week: Span | None, first: date, frame: Frame) -> Span | None:
    """Return the first week of a stretch, which is sure where the days before its Monday are none of school: January's after Christmas."""
    school = frame.calendar
    if week is None or week.first is None or item.number != 1 or school is None:
        return week
    before = (week.first - first).days
    return week if any(school.is_open(first + _DAY * ahead) for ahead in range(before)) else replace(week, flags=week.flags - {"vague"})


def _offset(item: Item, frame: Frame, _after: date | None) -> Span | None:
    if item.name == "after_mention":
        mention = frame.mention or (frame.today if frame.general else None)
        return day_span(mention + timedelta(days=item.number)) if mention else None
    base: date | None = frame.today
    if item.anchor is not None:
        inside = resolve(item.anchor, frame)
        if inside is None:
            return None
        base = inside.last if item.number > 0 else inside.first
        if frame.general and not frame.past and item.number > 0 and item.anchor.kind in {"day", "feast"} and not item.anchor.year:
            # "le lendemain du 11 février", said on the 12th, is today.
            late = _offset(item, replace(frame, past=True), _after)
            if late is not None and late.first is not None and late.first >= frame.today:
                return late
    if base is None:
        return None
    if item.unit in {"month", "quarter", "half", "year", "decade"}:
        return day_span(add_months(base, item.number * MONTHS_IN[item.unit]))
    days = DAYS_IN.get(item.unit)
    if days is None:
        return day_span(base) if frame.general else None
    return day_span(base + timedelta(days=days * item.number))


def _back(item: Item, frame: Frame, _after: date | None) -> Span | None:
    if frame.calendar is None:
        if item.anchor is None or (item.anchor.kind == "month" and item.anchor.month == _SEPTEMBER):
            passed = frame.today > date(frame.today.year, _SEPTEMBER, 1)
            away = years_away(item.mod) if item.mod.startswith("year:") else passed - 1 if frame.past else passed
            year = item.year or frame.today.year + away
            return day_span(date(year, _SEPTEMBER, 1), "vague")
        return None
    if item.anchor is not None and item.anchor.kind == "month":
        bound = resolve(item.anchor, frame)
        start = bound.first if bound else None
        period = next((one for one in frame.calendar.holidays if start and one.last >= start - _DAY), None)
    else:
        named = resolve(item.anchor, frame) if item.anchor and item.anchor.kind == "holiday" else None
        period = next((one for one in frame.calendar.holidays if one.last >= (named.first if named and named.first else frame.today)), None)
    return day_span(school_day_from(period.last + _DAY, frame.calendar)) if period else None


def _edge(item: Item, frame: Frame, _after: date | None) -> Span | None:
    anchor = resolve(item.anchor, frame) if item.anchor else None
    return None if item.anchor and anchor is None else edge(item, frame, anchor)


_READERS: dict[str, Callable[[Item, Frame, date | None], Span | None]] = {
    **STRETCHES,
    "weekday": _weekday,
    "day": _day,
    "week_of": _week_of,
    "span": _span,
    "some_of": _some_of,
    "beside": _beside,
    "lasting": _lasting,
    "weekends": _weekends,
    "nth": _nth,
    "offset": _offset,
    "back": _back,
    "edge": _edge,
}
