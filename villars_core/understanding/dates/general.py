"""A general reader of French dates: one phrase in, a stretch of days out, school or not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from villars_core.understanding.dates.hours import by_clock
from villars_core.understanding.dates.items import Group, Word
from villars_core.understanding.dates.phrase_groups import PhraseGroups
from villars_core.understanding.dates.phrase_words import phrase_words
from villars_core.understanding.dates.resolve import resolve
from villars_core.understanding.dates.spans import Frame, Span
from villars_core.understanding.text import fold
from villars_core.understanding.values import DateReading

_DAY = timedelta(days=1)
# With a clock time the day counts: "avant vendredi 18h" holds Friday.
_WITH_CLOCK = {"before": "until", "after": "from"}
_BOUNDS_BEHIND = {"au plus tard": "until", "au plus tot": "from", "dernier delai": "until"}
_REFUSED = frozenset({"contradiction"})
_SCHOOL = frozenset({"holiday", "public"})
_PLACES = frozenset(
    {"rue", "place", "avenue", "boulevard", "square", "ecole", "college", "lycee", "station", "impasse", "allee", "quai", "stade"}
)
_LEFT_BEFORE = frozenset({"unit", "mon", "next", "last", "foll", "begin", "mid", "end", "inweek", "before", "after", "eve", "alt", "some"})
_LEFT_AFTER = frozenset({"next", "last", "foll", "inweek", "alt"})
_PAST_MARKS = ("etait", "a ete ", "ont ete", "avait", "avons ", "avions", "etions", "il y avait")


def read_phrase(text: str, now: datetime) -> DateReading | None:
    """Return the days of the phrase, or `None` when it holds none or an impossible one."""
    words = phrase_words(text)
    if any(word.tag == "unread" for word in words):
        return None
    plain = fold(text).plain
    frame = Frame(now.date(), now.hour, now.minute, past=any(mark in plain for mark in _PAST_MARKS))
    spans: list[Span] = []
    read = 0
    groups = PhraseGroups(words).all()
    for group in groups:
        alone = len(groups) == 1
        if group.excepted or _of_a_place(words, group) or _aside(words, group, alone=alone) or _of_school(group, alone=alone):
            continue
        if _half_read(words, group, read):
            return None
        read = group.j
        if group.kind == "list" and group.j == len(words) - 1 and words[group.j].text in _BOUNDS_BEHIND:
            group.kind = _BOUNDS_BEHIND[words[group.j].text]
        if any(word.tag in {"clock", "half"} for word in words[group.i : group.j]):
            group.kind = _WITH_CLOCK.get(group.kind, group.kind)
        span = span_of(group, frame)
        if span is None or span.flags & _REFUSED:
            return None
        spans.append(span)
        frame = replace(frame, mention=span.last or span.first)
    if spans:
        return _reading(_merged(spans))
    return by_clock(words, now)


def _of_school(group: Group, *, alone: bool) -> bool:
    """Say whether a group names what only a school's calendar tells; "la rentrée" alone is the first of September."""
    kinds = {item.kind for item in group.items}
    return group.kind == "list" and (kinds <= _SCHOOL or (kinds == {"back"} and not alone))


def _aside(words: Sequence[Word], group: Group, *, alone: bool) -> bool:
    """Say whether no day is meant: "le premier" of anything, "8 ans", or "marché de Noël" beside its days."""
    item = group.items[0]
    ranked = item.kind == "day" and not (item.month or item.weekday or item.within) and _ranks(words[group.j - 1])
    thing = item.kind == "feast" and group.i > 0 and words[group.i].tag == "of" and not words[group.i - 1].tag
    amount = item.kind == "period" and item.unit != "weekend" and not (item.mod or item.part or item.whole or item.every)
    return len(group.items) == 1 and (ranked or amount or (thing and not alone))


def _ranks(word: Word) -> bool:
    """Say whether a word is a rank, not a day: all but "1er"."""
    return word.tag == "ord" and not (word.value == "1" and word.text[:1] == "1")


def _of_a_place(words: Sequence[Word], group: Group) -> bool:
    """Say whether a date is the name of a street or a house: "rue du 8 mai 1945"."""
    return group.i > 0 and words[group.i - 1].text in _PLACES


def _half_read(words: Sequence[Word], group: Group, read: int) -> bool:
    """Say whether a word of dates stands right beside what was read, and was left out of it."""
    before, after = group.i - 1, group.j
    while before >= 0 and words[before].tag in {"the", "of", "opt"}:
        before -= 1
    lead = words[before].tag if before >= read and words[before].value != "hour" else ""
    if lead == "unit" and group.kind == "list" and before > 0 and words[before - 1].tag in {"n", "num"} and words[group.i].tag != "of":
        lead = ""
    while after < len(words) - 1 and words[after].tag == "of":
        after += 1
    tail = words[after].tag if after < len(words) else ""
    counted = lead in {"n", "num", "ord"} and words[group.i].tag in {"unit", "wds", "ord"}
    misplaced = group.i > read and words[group.i].tag == "mon" and words[group.i - 1].tag == "n"
    left = tail == "every" if after > group.j else tail in _LEFT_AFTER
    item = group.items[0]
    some = item.kind == "weekday" and not item.every and words[group.i].text == "un"
    return some or counted or misplaced or left or lead in _LEFT_BEFORE or _every_unread(words, group)


def _every_unread(words: Sequence[Word], group: Group) -> bool:
    """Say whether "chaque premier lundi" or "le mardi de chaque semaine" was read as one day."""
    recurs = any(item.every and not item.number for item in group.items)
    return not recurs and any(word.tag == "every" for word in words[group.i : group.j])


def span_of(group: Group, frame: Frame) -> Span | None:
    """Return the stretch a group means, from its first day to its last."""
    if group.kind == "range":
        return range_span(group, frame)
    first = resolve(group.items[0], frame)
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


def range_span(group: Group, frame: Frame) -> Span | None:
    """Return the stretch between two ends; a month or a week said at the end holds for the beginning too."""
    start, end = group.items
    if start.kind == "day" and not start.month and end.kind == "day" and end.month:
        start.month = end.month if start.day <= end.day else (end.month - 2) % 12 + 1
        start.year = end.year if start.month <= end.month else end.year - 1 if end.year else 0
    if start.kind == "day" and end.kind == "day" and not start.month and start.within is None:
        start.within = end.within
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


def _merged(spans: list[Span]) -> Span:
    """Join what a phrase says in pieces: "tous les mardis" and "en janvier", "lundi" and "la semaine prochaine"."""
    main = spans[0]
    for more in spans[1:]:
        if "every" in main.flags and main.grain == "day" and more.first and more.last:
            main = more
        elif main.weekdays and not more.weekdays:
            main = Span(more.first or main.first, more.last or main.last, main.weekdays, main.step)
        elif more.weekdays and not main.weekdays:
            main = Span(main.first, main.last, more.weekdays, more.step)
        elif main.first is not None and main.last is None and more.first is None:
            main = Span(main.first, more.last)
        elif main.first == main.last and more.first == more.last and "bare" in main.flags:
            main = more
        elif "bare" in main.flags and more.grain == "week" and more.first and main.first:
            day = more.first + timedelta(days=main.first.isoweekday() - 1)
            main = Span(day, day)
    return main


def _reading(span: Span) -> DateReading | None:
    if span.first is None and span.last is None:
        return None
    return DateReading(span.first, span.last, tuple(sorted(span.weekdays)))
