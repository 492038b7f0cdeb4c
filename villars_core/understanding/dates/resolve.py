"""Turns items into days: what "lundi en huit" means on a given day."""

import calendar as months
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from villars_core.understanding.dates.feasts import feast_day
from villars_core.understanding.dates.items import Item
from villars_core.understanding.dates.spans import Frame, Span, day_span, monday, month_span, names_of, school_day_from

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
_SEASONS = {"spring": (3, 21, 6, 20), "summer": (6, 21, 9, 23), "autumn": (9, 24, 12, 20), "winter": (12, 21, 3, 20)}
_NEAR_NOON = 12


def add_months(day: date, count: int) -> date:
    """Return the same day some months away, or the month's last."""
    total = day.year * 12 + day.month - 1 + count
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def resolve(item: Item, frame: Frame, after: date | None = None) -> Span | None:
    """Return the days an item means; `after` is a day said before that it must follow. `None` when there is no such day."""
    reader = _READERS.get(item.kind)
    if reader is None:
        return None
    try:
        return reader(item, frame, after)
    except (ValueError, OverflowError):
        return None


def _relative(item: Item, frame: Frame, _after: date | None) -> Span | None:
    return day_span(frame.today + timedelta(days=item.number))


def _weekday(item: Item, frame: Frame, after: date | None) -> Span | None:
    if item.number:
        return _ranked_weekday(item, frame)
    if item.every or item.plural:
        return _every_weekday(item, frame)
    if item.within is not None:
        return _weekday_within(item, item.within, frame)
    if item.mod == "last":
        ago = (frame.today.isoweekday() - item.weekday - 1) % 7 + 1
        return day_span(frame.today - timedelta(days=ago))
    if item.mod == "foll":
        base = frame.mention or frame.today + _WEEK
        return day_span(_next_weekday(base, item.weekday), *(() if frame.mention else ("vague",)))
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
        earlier = _last_weekday(frame.today, item.weekday)
        if frame.today.isoweekday() == item.weekday and not frame.general:
            return day_span(earlier, "bare", "ambiguous", choices=(earlier, frame.today))
        return day_span(earlier, "bare")
    return day_span(ahead, "bare")


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
    if item.within is not None:
        bound = resolve(item.within, frame)
        if bound is None:
            return None
        return replace(bound, weekdays=days, step=item.step)
    if item.mod in {"next", "foll"} and item.plural:
        return Span(frame.today + _DAY, None, days, item.step, flags=frozenset({"open"}))
    return Span(frame.today + _DAY, None, days, item.step, flags=frozenset({"open"}))


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
        first = frame.today + _DAY
        return Span(first, _next_weekday(frame.today, item.weekday) + _WEEK * (item.number - 1), frozenset({item.weekday}))
    if item.within is None:
        return None
    bound = resolve(item.within, frame)
    if bound is None or bound.first is None or bound.last is None:
        return None
    if item.number > 0:
        day = bound.first + timedelta(days=(item.weekday - bound.first.isoweekday()) % 7) + _WEEK * (item.number - 1)
    else:
        day = bound.last - timedelta(days=(bound.last.isoweekday() - item.weekday) % 7)
    return day_span(day) if bound.first <= day <= bound.last else None


# Days and months


def _day(item: Item, frame: Frame, after: date | None) -> Span | None:
    if item.within is not None:
        bound = resolve(item.within, frame)
        if bound is None or bound.first is None:
            return None
        return _agreeing(item, bound.first.replace(day=item.day), frame)
    if item.month:
        return _agreeing(item, _dated(item, frame, after), frame)
    if item.mod == "this":
        return _agreeing(item, frame.today.replace(day=item.day), frame)
    return _agreeing(item, _day_alone(item, frame, after), frame)


def _dated(item: Item, frame: Frame, after: date | None) -> date:
    if item.year:
        return date(item.year, item.month, item.day)
    if item.mod.startswith("year:"):
        return date(frame.today.year + {"next": 1, "last": -1}.get(item.mod[5:], 0), item.month, item.day)
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
    if frame.general and not item.year:
        moved = _next_agreeing(item, day)
        if moved:
            return day_span(moved)
    near = tuple(sorted({day, _next_weekday(day - _WEEK, item.weekday), _next_weekday(day, item.weekday)}))
    return day_span(day, "contradiction", choices=tuple(one for one in near if one >= frame.today or frame.past))


def _next_agreeing(item: Item, day: date) -> date | None:
    for ahead in range(1, 15):
        at = add_months(day.replace(day=1), ahead if not item.month else 12 * ahead)
        moved = _possible(at.year, at.month, item.day)
        if moved and moved.isoweekday() == item.weekday and (ahead < 8 or not item.month):
            return moved
    return None


def _month(item: Item, frame: Frame, _after: date | None) -> Span | None:
    today = frame.today
    year = item.year or today.year
    if not item.year:
        if item.mod.startswith("year:"):
            year += {"next": 1, "last": -1}.get(item.mod[5:], 0)
        elif frame.past or item.mod == "last":
            year -= (item.month, 1) > (today.month, 1) or (item.mod == "last" and item.month == today.month)
        else:
            year += item.month < today.month or (item.mod == "next" and item.month == today.month)
            if (
                _AFTER_MONTH_PART.get(item.part, 0)
                and item.month == today.month
                and (_part_of_month(month_span(year, item.month), item.part, named=True).last or today) < today
            ):
                year += 1
    span = month_span(year, item.month)
    return _part_of_month(span, item.part, named=True)


_AFTER_MONTH_PART = {"begin": 5, "mid": 19}


def _part_of_month(span: Span, part: str, *, named: bool) -> Span:
    if not part or span.first is None or span.last is None:
        return span
    vague = span.flagged("vague")
    if part == "begin":
        return replace(vague, last=span.first.replace(day=5 if named else 10))
    if part == "mid":
        return replace(vague, first=span.first.replace(day=10), last=span.first.replace(day=19))
    if part == "end":
        return replace(vague, first=span.first.replace(day=21))
    return vague


# Weeks and other stretches


def _period(item: Item, frame: Frame, _after: date | None) -> Span | None:
    if item.every:
        return Span(frame.today + _DAY, None, step=item.step, grain=item.unit, flags=frozenset({"open", "every"}))
    shift = {"next": 1, "foll": 1, "last": -1, "plus": item.number}.get(item.mod, 0)
    if not item.mod and not item.whole and not item.part:
        return None
    base = frame.mention if item.mod == "foll" and frame.mention else frame.today
    if item.unit == "week":
        return _week(item, frame, monday(base) + _WEEK * shift)
    if item.unit == "weekend":
        saturday = monday(base) + timedelta(days=5) + _WEEK * shift
        return Span(saturday, saturday + _DAY, grain="weekend")
    if item.unit == "fortnight":
        start = frame.today if shift <= 0 else frame.today + _DAY
        return Span(start, start + timedelta(days=13), grain="fortnight", flags=frozenset({"vague"}))
    return _long_period(item, base, shift)


def _week(item: Item, frame: Frame, start: date) -> Span:
    span = Span(start, start + timedelta(days=6), grain="week")
    if item.part:
        first, last = {"begin": (0, 1), "mid": (2, 3), "end": (3, 6)}.get(item.part, (0, 6))
        span = replace(span, first=start + timedelta(days=first), last=start + timedelta(days=last)).flagged("vague")
        if span.last is not None and span.last < frame.today and not item.mod and not frame.past:
            span = replace(span, first=start + _WEEK + timedelta(days=first), last=start + _WEEK + timedelta(days=last))
    elif item.whole and not item.mod and frame.today.isoweekday() > 1 and not frame.general:
        span = span.flagged("vague")
    return span


def _long_period(item: Item, base: date, shift: int) -> Span:
    size = _MONTHS_IN[item.unit]
    start = base.replace(day=1) if size == 1 else base.replace(month=(base.month - 1) // min(size, 12) * min(size, 12) + 1, day=1)
    if item.unit == "decade":
        start = start.replace(year=start.year // 10 * 10)
    start = add_months(start, size * shift)
    span = Span(start, add_months(start, size) - _DAY, grain=item.unit)
    if item.unit == "month":
        return _part_of_month(span, item.part, named=False)
    if item.unit == "year":
        return _part_of_year(span, item.part)
    return span.flagged("vague") if item.part else span


def _part_of_year(span: Span, part: str) -> Span:
    if not part or span.first is None or span.last is None:
        return span
    first, last = {"begin": (1, 2), "mid": (6, 7), "end": (11, 12)}.get(part, (1, 12))
    year = span.first.year
    return replace(span, first=date(year, first, 1), last=month_span(year, last).last).flagged("vague")


def _week_number(item: Item, frame: Frame, _after: date | None) -> Span | None:
    year = item.year or frame.today.isocalendar().year
    start = date.fromisocalendar(year, item.number, 1)
    if not item.year and start + timedelta(days=6) < frame.today and not frame.past:
        start = date.fromisocalendar(year + 1, item.number, 1)
    return Span(start, start + timedelta(days=6), grain="week")


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
        return Span(start + timedelta(days=5), start + timedelta(days=6), grain="weekend")
    flags = inside.flags - {"bare"}
    return Span(start, start + timedelta(days=6), grain="week", flags=flags, choices=inside.choices)


def _nth(item: Item, frame: Frame, _after: date | None) -> Span | None:
    bound = resolve(item.within, frame) if item.within else None
    if bound is None or bound.first is None or bound.last is None:
        return None
    if item.unit == "fortnight":
        middle = bound.first.replace(day=15)
        return replace(bound, last=middle - _DAY) if item.number == 1 else replace(bound, first=middle)
    if item.unit == "week":
        return _nth_week(item.number, bound)
    if item.unit == "weekend":
        first = bound.first + timedelta(days=(6 - bound.first.isoweekday()) % 7) + _WEEK * (item.number - 1)
        if item.number < 0:
            first = bound.last - timedelta(days=(bound.last.isoweekday() - 6) % 7)
        return Span(first, first + _DAY, grain="weekend")
    if item.unit == "day":
        return day_span(bound.first + timedelta(days=item.number - 1) if item.number > 0 else bound.last)
    size = _MONTHS_IN[item.unit]
    start = add_months(bound.first, size * (item.number - 1)) if item.number > 0 else add_months(bound.last + _DAY, -size)
    return Span(start, add_months(start, size) - _DAY, grain=item.unit)


def _nth_week(number: int, bound: Span) -> Span | None:
    if bound.first is None or bound.last is None:
        return None
    if number > 0:
        start = bound.first + timedelta(days=(1 - bound.first.isoweekday()) % 7) + _WEEK * (number - 1)
        return Span(start, start + timedelta(days=6), grain="week", flags=frozenset({"vague"} if bound.first.isoweekday() != 1 else ()))
    sunday = bound.last - timedelta(days=bound.last.isoweekday() % 7)
    return Span(sunday - timedelta(days=6), sunday, grain="week", flags=frozenset({"vague"} if bound.last.isoweekday() != 7 else ()))


def _year(item: Item, _frame: Frame, _after: date | None) -> Span | None:
    return _part_of_year(Span(date(item.year, 1, 1), date(item.year, 12, 31), grain="year"), item.part)


def _season(item: Item, frame: Frame, _after: date | None) -> Span | None:
    month, day, last_month, last_day = _SEASONS[item.name]

    def in_year(year: int) -> Span:
        return Span(date(year, month, day), date(year + (last_month < month), last_month, last_day), grain="season")

    if item.year:
        return in_year(item.year)
    return _occurrence(item, frame, in_year)


def _feast(item: Item, frame: Frame, _after: date | None) -> Span | None:
    def in_year(year: int) -> Span:
        return day_span(feast_day(item.name, year))

    if item.year:
        return in_year(item.year)
    return _occurrence(item, frame, in_year)


def _occurrence(item: Item, frame: Frame, in_year: Callable[[int], Span]) -> Span | None:
    """Return the next occurrence that is not over, or the last one for the past."""
    years = range(frame.today.year - 2, frame.today.year + 3)
    if item.mod.startswith("year:"):
        return in_year(frame.today.year + {"next": 1, "last": -1}.get(item.mod[5:], 0))
    spans = [in_year(year) for year in years]
    if item.mod == "last" or (frame.past and item.mod != "next"):
        return next(span for span in reversed(spans) if span.last is not None and span.last < frame.today)
    if item.mod == "next":
        return next(span for span in spans if span.first is not None and span.first > frame.today)
    return next(span for span in spans if span.last is not None and span.last >= frame.today)


# What is counted from another day


def _offset(item: Item, frame: Frame, _after: date | None) -> Span | None:
    if item.name == "after_mention":
        return day_span(frame.mention + timedelta(days=item.number)) if frame.mention else None
    base: date | None = frame.today
    if item.anchor is not None:
        inside = resolve(item.anchor, frame)
        if inside is None:
            return None
        base = inside.last if item.number > 0 else inside.first
    if base is None:
        return None
    if item.unit in {"month", "quarter", "half", "year", "decade"}:
        return day_span(add_months(base, item.number * _MONTHS_IN[item.unit]))
    days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(item.unit)
    if days is None:
        return day_span(base) if frame.general else None
    return day_span(base + timedelta(days=days * item.number))


def _next_n(item: Item, frame: Frame, _after: date | None) -> Span | None:
    count, today = item.number, frame.today
    if item.unit == "day":
        return Span(today + _DAY, today + timedelta(days=count)) if count > 0 else Span(today + timedelta(days=count), today - _DAY)
    if item.unit in {"week", "fortnight", "weekend"}:
        weeks = count * (2 if item.unit == "fortnight" else 1)
        start = monday(today)
        return (
            Span(start + _WEEK, start + _WEEK * (weeks + 1) - _DAY, grain="week")
            if count > 0
            else Span(start + _WEEK * weeks, start - _DAY, grain="week")
        )
    if item.unit == "hour":
        return day_span(today)
    size = _MONTHS_IN[item.unit]
    start = today.replace(day=1) if size == 1 else today.replace(month=(today.month - 1) // min(size, 12) * min(size, 12) + 1, day=1)
    after = add_months(start, size)
    if count > 0:
        return Span(after, add_months(after, size * count) - _DAY, grain=item.unit)
    return Span(add_months(start, size * count), start - _DAY, grain=item.unit)


# School holidays


def _holiday(item: Item, frame: Frame, _after: date | None) -> Span | None:
    if frame.calendar is None:
        return None
    spans = [
        Span(period.first, period.last, grain="holiday")
        for period in frame.calendar.holidays
        if not item.name or item.name in names_of(period.first)
    ]
    if item.mod == "last" or frame.past:
        past = [span for span in spans if span.first is not None and span.first <= frame.today]
        return past[-1] if past else None
    return next((span for span in spans if span.last is not None and span.last >= frame.today), None) or _summer(item, frame)


def _summer(item: Item, frame: Frame) -> Span | None:
    if frame.calendar is None or item.name not in {"", "summer"}:
        return None
    return Span(frame.calendar.last + _DAY, None, grain="holiday")


def _back(item: Item, frame: Frame, _after: date | None) -> Span | None:
    if frame.calendar is None:
        if item.anchor is None or item.anchor.kind == "month":
            return day_span(date(frame.today.year + (frame.today > date(frame.today.year, 9, 1)), 9, 1), "vague")
        return None
    if item.anchor is not None and item.anchor.kind == "month":
        bound = resolve(item.anchor, frame)
        start = bound.first if bound else None
        period = next((one for one in frame.calendar.holidays if start and one.last >= start - _DAY), None)
    else:
        named = resolve(item.anchor, frame) if item.anchor and item.anchor.kind == "holiday" else None
        period = next((one for one in frame.calendar.holidays if one.last >= (named.first if named and named.first else frame.today)), None)
    return day_span(school_day_from(period.last + _DAY, frame.calendar)) if period else None


def _public(_item: Item, frame: Frame, _after: date | None) -> Span | None:
    if frame.calendar is None:
        return None
    days = [day for day, _ in frame.calendar.closed if day >= frame.today]
    return day_span(min(days), "vague") if days else None


def _clock(_item: Item, frame: Frame, _after: date | None) -> Span | None:
    return day_span(frame.today)


_READERS = {
    "rel": _relative,
    "weekday": _weekday,
    "day": _day,
    "month": _month,
    "period": _period,
    "week_number": _week_number,
    "week_of": _week_of,
    "nth": _nth,
    "year": _year,
    "season": _season,
    "feast": _feast,
    "offset": _offset,
    "next_n": _next_n,
    "holiday": _holiday,
    "back": _back,
    "public": _public,
    "clock": _clock,
}
