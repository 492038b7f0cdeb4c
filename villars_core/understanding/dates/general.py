"""A general reader of French dates: one phrase in, a stretch of days out, school or not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from villars_core.understanding.dates.hours import by_clock
from villars_core.understanding.dates.items import Group, Item, Word
from villars_core.understanding.dates.lasting_groups import LastingGroups
from villars_core.understanding.dates.left_out import (
    aside,
    cut_out,
    half_read,
    left_unread,
    not_excepted,
    of_a_place,
    of_school,
    set_against,
    side_by_side,
)
from villars_core.understanding.dates.phrase_words import phrase_words
from villars_core.understanding.dates.resolve import resolve
from villars_core.understanding.dates.spans import Frame, Span
from villars_core.understanding.dates.tense import PAST, UNSURE, tense
from villars_core.understanding.dates.years_beside import placed_in_years
from villars_core.understanding.language.text import fold
from villars_core.understanding.values import DateReading

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
# With a clock time the day counts: "avant vendredi 18h" holds Friday.
_WITH_CLOCK = {"before": "until", "after": "from"}
_BOUNDS_BEHIND = {"au plus tard": "until", "au plus tot": "from", "dernier delai": "until", "delai de rigueur": "until"}
_REFUSED = frozenset({"contradiction"})
_OPEN_KINDS = frozenset({"until", "by", "from", "after", "before"})
_TO_THE_END = frozenset({"until", "by", "before"})
_BOUNDING = frozenset({"month", "season", "year", "nth"})
# What is there already: "votre lettre du 5 mars" is of the 5 March that was.
_PAPERS = frozenset({"courrier", "lettre", "demande", "mail", "courriel", "message", "appel", "sms", "avis", "incident", "accident"})
_DAY_PARTS = frozenset({"matin", "midi", "soir", "nuit", "aprem"})


def read_phrase(text: str, now: datetime) -> DateReading | None:
    """Return the days of the phrase, or `None` when it holds none, an impossible one, or one that cannot be told."""
    words = phrase_words(text)
    if any(word.tag == "unread" for word in words):
        return None
    told = tense(fold(text))
    found = _read(words, now, past=told == PAST)
    if told == UNSURE and found != _read(words, now, past=True):
        return None
    return found


def _read(words: list[Word], now: datetime, *, past: bool) -> DateReading | None:
    frame = Frame(now.date(), now.hour, now.minute, past=past)
    groups = placed_in_years(words, LastingGroups(words).all())
    alone = len(groups) == 1
    meant = not_excepted(words, groups)
    told = [group for group in meant if not (of_a_place(words, group) or aside(words, group, alone=alone) or of_school(group, alone=alone))]
    taken: list[tuple[Group, Span]] = []
    for group in told:
        followed = any(other.i == group.j for other in told)
        if half_read(words, group, taken[-1][0].j if taken else 0, followed=followed):
            return None
        behind = words[group.j].text if group.j < len(words) else ""
        if group.kind == "list" and behind in _BOUNDS_BEHIND and (group.j + 1 == len(words) or not words[group.j + 1].tag):
            group.kind = _BOUNDS_BEHIND[behind]
        if any(_has_clock(word) for word in words[group.i : group.j]):
            group.kind = _WITH_CLOCK.get(group.kind, group.kind)
        span = _span_told(words, group, frame)
        if span is None or span.flags & _REFUSED:
            return None
        taken.append((group, span))
        frame = replace(frame, mention=span.last or span.first)
    if left_unread(words, [group for group, _ in taken]):
        return None
    if not taken:
        return by_clock(words, now)
    merged = _merged(words, taken)
    return (
        None
        if merged is None or cut_out(words, [group for group in groups if group not in meant], whole=merged.first == merged.last)
        else _reading(merged)
    )


def _has_clock(word: Word) -> bool:
    return word.tag in {"clock", "half"} or (word.tag == "rel" and word.text.split()[-1] in _DAY_PARTS)


def _span_told(words: Sequence[Word], group: Group, frame: Frame) -> Span | None:
    """Return the stretch of a group; what is not over for sure beside a past verb must mean the same in the future."""
    if group.i and words[group.i - 1].text in _PAPERS and words[group.i].tag == "of" and group.items[0].kind == "day":
        return span_of(group, replace(frame, past=True))
    if frame.past and (group.kind in _OPEN_KINDS or words[max(group.i - 1, 0)].text == "pour" or words[group.i].text == "pour"):
        to_come = span_of(group, replace(frame, past=False))
        return to_come if to_come == span_of(group, frame) else None
    return span_of(group, frame)


def span_of(group: Group, frame: Frame) -> Span | None:
    """Return the stretch a group means, from its first day to its last."""
    if group.kind == "range":
        return range_span(group, frame)
    item = group.items[0]
    whole = (
        replace(item, part="", whole=True)
        if item.part == "end" and item.kind in {"period", "season"} and group.kind in _TO_THE_END
        else item
    )
    first = resolve(whole, frame)
    if first is None:
        return None
    if group.kind == "list":
        return _list_span(group, first, frame)
    if group.kind in {"from", "since"}:
        if group.kind == "since":
            return _since(group, frame)
        return Span(first.first, None, flags=first.flags)
    if group.kind == "after":
        return Span(first.last + _DAY if first.last else None, None, flags=first.flags)
    if group.kind == "before":
        return Span(None, _last_before(group, first), flags=first.flags)
    if group.kind == "by":
        return Span(frame.today, first.last, flags=first.flags)
    return Span(None, first.last, flags=first.flags)


def _last_before(group: Group, span: Span) -> date | None:
    """Return the last day before a stretch; "avant la fin du mois" lasts to its end."""
    if group.items[0].part == "end":
        return span.last
    return span.first - _DAY if span.first else None


def _since(group: Group, frame: Frame) -> Span | None:
    span = resolve(group.items[0], replace(frame, past=True))
    return Span(span.first, None, flags=span.flags) if span else None


def _list_span(group: Group, first: Span, frame: Frame) -> Span | None:
    if len({_grain(item) for item in group.items}) > 1:
        return _mixed_span(group, frame)
    spans = [first]
    for item in group.items[1:]:
        after = spans[-1].last if item.kind == "day" and not item.month else None
        span = resolve(item, frame, after)
        if span is None:
            return None
        spans.append(span)
    if all(span.weekdays for span in spans):
        days = frozenset(day for span in spans for day in span.weekdays)
        start = min((span.first for span in spans if span.first), default=None) if frame.general and first.last is None else first.first
        return Span(start, spans[-1].last, days, first.step, flags=first.flags)
    firsts = [span.first for span in spans if span.first]
    lasts = [span.last for span in spans if span.last]
    if len(lasts) < len(spans) or len(firsts) < len(spans):
        return first
    weekdays = first.weekdays if all(item.kind == "month" for item in group.items[1:]) else frozenset()
    return Span(min(firsts), max(lasts), weekdays, flags=frozenset().union(*(span.flags for span in spans)))


def _grain(item: Item) -> str:
    """Return what sort of stretch an item of a list is; days and weeks that stand side by side are no list."""
    if item.kind == "weekday" and item.within is not None and (item.every or item.plural):
        return _grain(item.within)
    if item.kind == "period" and item.unit in {"week", "month", "quarter", "half", "year"}:
        return item.unit
    return "month" if item.kind in {"month", "season"} else "day"


def _mixed_span(group: Group, frame: Frame) -> Span | None:
    """Return the day that "la semaine prochaine, mercredi" means; no other list mixes days with longer stretches."""
    week, day, *more = group.items
    if more or group.either or _grain(week) != "week" or day.kind != "weekday" or day.mod or day.within:
        return None
    return resolve(replace(day, within=week), frame)


def range_span(group: Group, frame: Frame) -> Span | None:
    """Return the stretch between two ends; a month or a week said at the end holds for the beginning too."""
    start, end = group.items
    if start.kind == "day" and not start.month and end.kind == "day" and end.month:
        start.month = end.month if start.day <= end.day else (end.month - 2) % 12 + 1
        start.year = end.year if start.month <= end.month else end.year - 1 if end.year else 0
    if start.kind == "day" and end.kind == "day" and not start.month and start.within is None:
        start.within = end.within
    if start.kind == end.kind and end.mod == "last" and not start.mod and frame.general:
        # "du 24 au 28 mars dernier": both are over.
        start.mod, end.mod = "last", ""
    if start.kind == "day" and end.kind == "day" and start.month and end.year and not start.year:
        start.year = end.year - (start.month > end.month)
    if start.kind == "month" and end.kind == "month" and end.year and not start.year:
        start.year = end.year - (start.month > end.month)
    if start.kind == "weekday" and end.kind == "weekday" and not start.mod and start.within is None:
        start.within = end.within
        start.mod, start.unit = (end.mod, end.unit) if end.mod == "plus" else (start.mod, start.unit)
    first = resolve(start, frame)
    if first is None or first.first is None:
        return None
    last = _range_end(group, first.first, frame)
    if last is None or last.last is None or last.last < first.first:
        return None
    return Span(first.first, last.last, flags=(first.flags | last.flags) - {"bare"}, choices=first.choices or last.choices)


def _range_end(group: Group, start: date, frame: Frame) -> Span | None:
    end = group.items[1]
    if end.kind == "weekday" and not end.mod and end.within is None:
        ahead = (end.weekday - start.isoweekday()) % 7
        day = start + timedelta(days=ahead)
        return Span(day, day)
    if end.kind in {"day", "month", "feast", "holiday", "season"} and end.within is None:
        later = replace(frame, today=start, past=False, mention=None)
        return resolve(end, later, start if end.kind == "day" else None)
    return resolve(end, frame)


def _merged(words: Sequence[Word], taken: list[tuple[Group, Span]]) -> Span | None:
    """Join what a phrase says in pieces: "tous les mardis" and "en janvier", "lundi" and "la semaine prochaine".

    Of two days told apart the first counts; where they stand side by side and do not join, nothing is told for sure.
    """
    before, main = taken[0]
    for group, more in taken[1:]:
        near = side_by_side(words, before, group)
        bounding = near or group.kind != "list" or group.items[0].kind in _BOUNDING
        joined = (near and _weekly(before, group, main, more)) or (bounding and _joined(main, more)) or None
        if joined and more.grain == "week" and any(word.text == "pour" for word in words[before.j : group.i + 1]):
            return None
        between = words[before.j : group.i]
        apart = (more.first, more.last) != (main.first, main.last) and (near or set_against(between))
        if joined is None and apart:
            return None
        before, main = group, joined or main
    return main


def _weekly(before: Group, group: Group, main: Span, more: Span) -> Span | None:
    """Return the weekdays of a stretch told beside it: "du lundi au vendredi, du 2 au 29 mars", "toutes les semaines, le jeudi"."""
    if group.kind == "from" and before.kind == "list":
        daily = [item.weekday for item in before.items if item.kind == "weekday" and item.name == "le" and not (item.mod or item.within)]
        if len(daily) == len(before.items):
            return Span(more.first, None, frozenset(daily))
    for one, bound in ((before, more), (group, main)):
        days = [item.weekday for item in one.items if item.kind == "weekday" and not (item.mod or item.within or item.every or item.plural)]
        if bound.grain == "week" and "every" in bound.flags and days and len(days) == len(one.items) and one.kind == "list":
            return Span(bound.first, bound.last, frozenset(days), bound.step)
        long = bound.first is not None and bound.last is not None and bound.last - bound.first > _WEEK
        if long and not bound.weekdays and len(days) == len(one.items) and one.kind in {"list", "range"}:
            weekdays = range(days[0], days[-1] + 1) if one.kind == "range" else days
            return Span(bound.first, bound.last, frozenset(weekdays))
    return None


def _joined(main: Span, more: Span) -> Span | None:
    """Return what two stretches tell together, if they do."""
    if "every" in main.flags and main.grain == "day" and (more.first or more.last):
        return Span(more.first or main.first, more.last, more.weekdays, more.step)
    if main.weekdays and not more.weekdays and (more.first is None or more.first != more.last):
        return Span(more.first or main.first, more.last or main.last, main.weekdays, main.step)
    if more.weekdays and not main.weekdays:
        return Span(main.first, main.last, more.weekdays, more.step)
    if main.first is not None and main.last is None and more.first is None:
        return Span(main.first, more.last)
    if main.first == main.last and more.first == more.last and "bare" in main.flags and _same_weekday(main, more):
        return more
    if "bare" in main.flags and more.grain == "week" and more.first and main.first:
        day = more.first + timedelta(days=main.first.isoweekday() - 1)
        return Span(day, day)
    return None


def _same_weekday(main: Span, more: Span) -> bool:
    return main.first is not None and more.first is not None and main.first.isoweekday() == more.first.isoweekday()


def _reading(span: Span) -> DateReading | None:
    if (span.first is None and span.last is None) or ("every" in span.flags and not span.weekdays):
        return None
    return DateReading(span.first, span.last, tuple(sorted(span.weekdays)))
