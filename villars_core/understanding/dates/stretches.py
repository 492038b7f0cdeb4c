"""Turns items into days that depend on nothing but today: months, weeks, years, seasons, feasts, holidays."""

import calendar as months
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from villars_core.understanding.dates.feasts import feast_day
from villars_core.understanding.dates.items import Item
from villars_core.understanding.dates.spans import Frame, Span, day_span, monday, month_span, names_of

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
DAYS_IN = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MINUTES_IN_DAY, _FAR_YEARS = 1440, 10
_SEASONS = {"spring": (3, 21, 6, 20), "summer": (6, 21, 9, 23), "autumn": (9, 24, 12, 20), "winter": (12, 21, 3, 20)}
_AFTER_MONTH_PART = {"begin": 5, "mid": 19}


def add_months(day: date, count: int) -> date:
    """Return the same day some months away, or the month's last."""
    total = day.year * 12 + day.month - 1 + count
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def years_away(mod: str) -> int:
    """Return how many years from this one "year:next", "year:last" or "year:-3" is."""
    told = mod.removeprefix("year:")
    return {"next": 1, "foll": 1, "last": -1}.get(told, 0) if told.isalpha() else int(told)


def _year_of(item: Item, frame: Frame) -> int:
    """Return the year of an item; one told in two digits is of this century where it is no more than ten years off."""
    short = item.bare and item.year
    return item.year + 100 if short and item.year + 100 <= frame.today.year + _FAR_YEARS else item.year


def _relative(item: Item, frame: Frame, _after: date | None) -> Span | None:
    day = frame.today + timedelta(days=item.number)
    return day_span(day, *(("contradiction",) if item.day not in {0, day.day} else ()))


def _month(item: Item, frame: Frame, _after: date | None) -> Span | None:
    today = frame.today
    year = _year_of(item, frame) or today.year
    if not item.year:
        if item.mod.startswith("year:"):
            year += years_away(item.mod)
        elif item.mod == "this" and frame.general:
            pass
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


def _period(item: Item, frame: Frame, _after: date | None) -> Span | None:
    if item.every and frame.general and item.unit != "day":
        return None
    if item.every:
        return Span(frame.today + _DAY, None, step=item.step, grain=item.unit, flags=frozenset({"open", "every"}))
    shift = {"next": 1, "foll": 1, "last": -1, "plus": item.number}.get(item.mod, 0)
    if not item.mod and not item.whole and not item.part and not (frame.general and item.unit == "weekend"):
        return None
    base = frame.mention if item.mod == "foll" and frame.mention else frame.today
    if item.unit == "week":
        return _week(item, frame, monday(base) + _WEEK * shift)
    if item.unit == "weekend" and frame.general and item.part in {"begin", "mid", "end"}:
        return None
    if item.unit == "weekend":
        saturday = monday(base) + timedelta(days=5) + _WEEK * shift
        if frame.general and frame.past and not shift and saturday > frame.today:
            saturday -= _WEEK
        return Span(saturday, saturday + _DAY, grain="weekend")
    if item.unit == "fortnight" and frame.general and item.mod:
        return None
    if item.unit == "fortnight":
        start = frame.today if shift <= 0 else frame.today + _DAY
        return Span(start, start + timedelta(days=13), grain="fortnight", flags=frozenset({"vague"}))
    span = _long_period(item, base, shift)
    if frame.general and not frame.past and not item.mod and span is not None and span.last is not None and span.last < frame.today:
        return _long_period(item, base, 1)
    return span


def part_of_week(span: Span, part: str) -> Span:
    """Return Monday and Tuesday, Wednesday and Thursday, or Thursday to Sunday of a week."""
    if not part or span.first is None:
        return span
    first, last = {"begin": (0, 1), "mid": (2, 3), "end": (3, 6)}.get(part, (0, 6))
    return replace(span, first=span.first + timedelta(days=first), last=span.first + timedelta(days=last)).flagged("vague")


def _week(item: Item, frame: Frame, start: date) -> Span:
    span = part_of_week(Span(start, start + timedelta(days=6), grain="week"), item.part)
    if item.part:
        if span.last is not None and span.last < frame.today and not item.mod and not frame.past:
            span = part_of_week(replace(span, first=start + _WEEK, last=start + _WEEK + timedelta(days=6)), item.part)
    elif item.whole and not item.mod and frame.today.isoweekday() > 1 and not frame.general:
        span = span.flagged("vague")
    return span


def _long_period(item: Item, base: date, shift: int) -> Span | None:
    size = MONTHS_IN[item.unit]
    start = base.replace(day=1) if size == 1 else base.replace(month=(base.month - 1) // min(size, 12) * min(size, 12) + 1, day=1)
    if item.part in {"begin", "mid", "end"} and (item.unit not in {"month", "year"} or (item.unit == "year" and item.part == "mid")):
        return None
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
    """Return the first two months of a year, or the last two."""
    if not part or span.first is None or span.last is None:
        return span
    first, last = {"begin": (1, 2), "mid": (6, 7), "end": (11, 12)}.get(part, (1, 12))
    year = span.first.year
    return replace(span, first=date(year, first, 1), last=month_span(year, last).last).flagged("vague")


def _week_number(item: Item, frame: Frame, _after: date | None) -> Span | None:
    told = {"year:next": 1, "year:last": -1, "year:this": 0}.get(item.mod)
    year = item.year or frame.today.isocalendar().year + (told or 0)
    start = date.fromisocalendar(year, item.number, 1)
    if not item.year and told is None and start + timedelta(days=6) < frame.today and not frame.past:
        start = date.fromisocalendar(year + 1, item.number, 1)
    return part_of_week(Span(start, start + timedelta(days=6), grain="week"), item.part)


def nth_week(number: int, bound: Span) -> Span | None:
    """Return the nth whole week of a stretch, counted from one, or from its end where negative."""
    if bound.first is None or bound.last is None:
        return None
    if number > 0:
        start = bound.first + timedelta(days=(1 - bound.first.isoweekday()) % 7) + _WEEK * (number - 1)
        return Span(start, start + timedelta(days=6), grain="week", flags=frozenset({"vague"} if bound.first.isoweekday() != 1 else ()))
    sunday = bound.last - timedelta(days=bound.last.isoweekday() % 7) + _WEEK * (number + 1)
    return Span(sunday - timedelta(days=6), sunday, grain="week", flags=frozenset({"vague"} if bound.last.isoweekday() != 7 else ()))


def _year(item: Item, _frame: Frame, _after: date | None) -> Span | None:
    if item.part == "mid":
        return None
    return _part_of_year(Span(date(item.year, 1, 1), date(item.year, 12, 31), grain="year"), item.part)


def _season(item: Item, frame: Frame, _after: date | None) -> Span | None:
    if item.part in {"begin", "mid", "end"}:
        return None
    month, day, last_month, last_day = _SEASONS[item.name]

    def in_year(year: int) -> Span:
        return Span(date(year, month, day), date(year + (last_month < month), last_month, last_day), grain="season")

    if item.year:
        return in_year(_year_of(item, frame))
    return _occurrence(item, frame, in_year)


def _feast(item: Item, frame: Frame, _after: date | None) -> Span | None:
    def in_year(year: int) -> Span:
        return day_span(feast_day(item.name, year))

    if item.year:
        return in_year(_year_of(item, frame))
    return _occurrence(item, frame, in_year)


def _occurrence(item: Item, frame: Frame, in_year: Callable[[int], Span]) -> Span | None:
    """Return the next occurrence that is not over, or the last one for the past."""
    years = range(frame.today.year - 2, frame.today.year + 3)
    if item.mod.startswith("year:"):
        return in_year(frame.today.year + years_away(item.mod))
    spans = [in_year(year) for year in years]
    if item.mod == "last" or (frame.past and item.mod != "next"):
        begun = frame.general and item.mod != "last"
        ends = [(span.first if begun else span.last, span) for span in reversed(spans)]
        return next(span for end, span in ends if end is not None and end < frame.today)
    if item.mod == "next":
        return next(span for span in spans if span.first is not None and span.first > frame.today)
    return next(span for span in spans if span.last is not None and span.last >= frame.today)


def _next_n(item: Item, frame: Frame, _after: date | None) -> Span | None:
    count, today = item.number, frame.today
    if frame.general and item.unit == "weekend":
        return None
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
        return None if frame.general else day_span(today)
    size = MONTHS_IN[item.unit]
    start = today.replace(day=1) if size == 1 else today.replace(month=(today.month - 1) // min(size, 12) * min(size, 12) + 1, day=1)
    after = add_months(start, size)
    if count > 0:
        return Span(after, add_months(after, size * count) - _DAY, grain=item.unit)
    return Span(add_months(start, size * count), start - _DAY, grain=item.unit)


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


def _public(_item: Item, frame: Frame, _after: date | None) -> Span | None:
    if frame.calendar is None:
        return None
    days = [day for day, _ in frame.calendar.closed if day >= frame.today]
    return day_span(min(days), "vague") if days else None


def _minutes(item: Item, frame: Frame, _after: date | None) -> Span | None:
    """Return the day some minutes from now."""
    days = (frame.hour * 60 + frame.minute + item.number) // _MINUTES_IN_DAY
    return day_span(frame.today + timedelta(days=days))


def _within_n(item: Item, frame: Frame, _after: date | None) -> Span | None:
    """Return from today to the day an amount of time away: "dans les 15 jours"."""
    if item.unit in MONTHS_IN:
        return Span(frame.today, add_months(frame.today, item.number * MONTHS_IN[item.unit]))
    days = DAYS_IN.get(item.unit)
    return Span(frame.today, frame.today + timedelta(days=days * item.number)) if days else None


def _decade(item: Item, _frame: Frame, _after: date | None) -> Span | None:
    return Span(date(item.year, 1, 1), date(item.year + 9, 12, 31), grain="decade")


def _workdays(_item: Item, frame: Frame, _after: date | None) -> Span | None:
    return Span(monday(frame.today), monday(frame.today) + timedelta(days=4), grain="week")


def _clock(_item: Item, frame: Frame, _after: date | None) -> Span | None:
    return day_span(frame.today)


STRETCHES: dict[str, Callable[[Item, Frame, date | None], Span | None]] = {
    "rel": _relative,
    "month": _month,
    "period": _period,
    "week_number": _week_number,
    "year": _year,
    "season": _season,
    "feast": _feast,
    "next_n": _next_n,
    "holiday": _holiday,
    "public": _public,
    "clock": _clock,
    "minutes": _minutes,
    "within_n": _within_n,
    "decade": _decade,
    "workdays": _workdays,
}
