"""Turns the groups of dates of an act into days on which the canteen exists, and says what was dropped and what to ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from villars_core.understanding.dates.general import range_span
from villars_core.understanding.dates.items import WEEKLY, Group, Item
from villars_core.understanding.dates.resolve import resolve
from villars_core.understanding.dates.spans import Frame, Span, monday
from villars_core.understanding.days.gathered_days import (
    Days,
    Gathered,
    begins_stretch,
    dropped_for,
    ends_first,
    holds,
    inside,
    is_bare,
    is_bound,
    is_landmark,
    is_last_before,
    only_places,
    restated,
    set_in_week,
    told_and_excepted,
    within_told,
)
from villars_core.understanding.values import SchoolDays

_NOON = 12
_LONGEST = 800
_TWO_WEEKS, _DAY = timedelta(days=14), timedelta(days=1)
_DAYS = tuple(timedelta(days=count) for count in range(_LONGEST))
_SHORTEST_MONTH = 28
_FLAG_QUESTIONS = {"vague": "confirm_days", "ambiguous": "confirm_day", "contradiction": "confirm_day"}
_FLAGS = frozenset(_FLAG_QUESTIONS)


@dataclass(slots=True)
class Expansion:
    """Expands the groups said for one act against one calendar."""

    frame: Frame
    school: SchoolDays
    spoken_of: tuple[date, ...] = ()

    def expand(self, groups: Sequence[Group], *, absence: bool = False) -> Days:
        """Return the service days of the groups, exceptions taken out."""
        out, gathered = Days(), Gathered(absence=absence)
        told, excepted = told_and_excepted(groups)
        if len(told) > 1:
            gathered.begun, gathered.weekly = begins_stretch(told), ends_first(told)
            told.sort(key=is_bound)  # A bound lies where the days told beside it lie.
        for group in told:
            self._gather(group, gathered, out)
        wanted, explicit = self._combined(gathered, out)
        excluded = self._excluded(excepted, wanted, out) if excepted else frozenset[date]()
        self._filter(wanted, explicit, excluded, out, absence=absence)
        if out.said and not out.kept:
            out.ask("which_days")
        return out

    # What was said

    def _gather(self, group: Group, gathered: Gathered, out: Days) -> None:
        out.said = True
        if group.either:
            out.ask("which_days")
        if group.kind == "range":
            self._gather_range(group, gathered, out)
        elif group.kind == "list":
            self._gather_list(group, gathered, out)
        else:
            self._gather_side(group, gathered, out)

    def _gather_range(self, group: Group, gathered: Gathered, out: Days) -> None:
        span = self._range_told(group)
        if span is None:
            out.ask("impossible_day")
            return
        if group.items[0].name == WEEKLY and not self.frame.past and span.first and span.last:
            if span.last - span.first >= _TWO_WEEKS:
                self._gather_weekly(group, span.last, gathered, out)
                return
            span = span.flagged("vague") if group.items[1].kind in {"holiday", "feast"} else span
        if (
            span.first
            and monday(span.first) == span.first
            and group.items[0].kind == "weekday"
            and group.items[0].within is None
            and not group.items[0].mod
        ):
            span = span.flagged("bare")
        if all(item.kind == "weekday" and not item.mod and item.within is None for item in group.items):
            gathered.workdays.append((span, group.items[0].weekday, group.items[1].weekday))
        # "vendredi et du 7 au 10 décembre"
        apart = group.items[0].linked and any(bare for _, bare in gathered.days)
        gathered.stretches.append(span.flagged("beside") if apart else span)

    def _gather_weekly(self, group: Group, stop: date, gathered: Gathered, out: Days) -> None:
        """Keep a weekday that comes again until a day: "le mardi jusqu'aux vacances", "le lundi et le mardi jusqu'à Noël"."""
        item = group.items[0]
        beside = {day.isoweekday() for day, bare in gathered.days if bare} if item.linked else set[int]()
        gathered.days = [(day, bare) for day, bare in gathered.days if not (bare and item.linked)]
        weekdays = frozenset({item.weekday, *beside})
        gathered.patterns.append(Span(self.frame.today + _DAY, None, weekdays, flags=frozenset({"open"})))
        gathered.stop = stop
        if gathered.absence or (beside and gathered.plain):
            # Who is away may be away from then on; "jeudi et le mardi jusqu'aux vacances" may tell one Thursday.
            out.ask("confirm_days")

    def _range_told(self, group: Group) -> Span | None:
        """Return the days of a range; "depuis jeudi" begins it in the past, "jusqu'aux vacances" ends it before them."""
        start, end = group.items
        holiday = end.kind == "holiday"
        if not (group.since or holiday):
            span = range_span(group, self.frame)
            # "de jeudi à la fin de l'année" ends where the year does.
            return replace(span, flags=span.flags - {"vague"}) if span and end.part == "end" else span
        first = resolve(start, replace(self.frame, past=self.frame.past or group.since))
        if first is None or first.first is None:
            return None
        last = resolve(end, replace(self.frame, past=False, today=first.first if holiday else self.frame.today))
        stop = None if last is None else last.first - _DAY if holiday and last.first else last.last
        if last is None or stop is None or stop < first.first:
            return None
        flags = ((first.flags | last.flags) - {"bare"}) | ({"since"} if group.since else set())
        return Span(first.first, stop, flags=flags, choices=first.choices or last.choices)

    def _gather_list(self, group: Group, gathered: Gathered, out: Days) -> None:
        after: date | None = None
        bases: dict[int, Frame] = {}
        if group.items[0].linked and is_bare(group.items[0]):
            # "du 7 au 10 décembre et vendredi"
            gathered.stretches = [span.flagged("beside") if span.grain == "day" else span for span in gathered.stretches]
        for item in group.items:
            spoken = self._spoken(item)
            # "jeudi et vendredi la semaine suivante": one week, told from the day before them
            frame = bases.setdefault(id(item.within), self.frame) if item.within else self.frame
            span = Span(spoken, spoken) if spoken else resolve(item, frame, after if item.kind == "day" and not item.month else None)
            if span is None:
                self._gather_unread(item, gathered, out)
            elif not is_landmark(item, group):
                after = self._gather_span(item, self._in_its_list(item, span, group, gathered), group, gathered, out) or after
            elif item.kind == "back" and span.first is not None:
                # "le jour de la rentrée de janvier, le lundi 4"
                after = span.first - _DAY

    def _in_its_list(self, item: Item, told: Span, group: Group, gathered: Gathered) -> Span:
        """Read an item among those told before it, and mark what must be asked about."""
        span = within_told(told, gathered.stretches) if told.choices else told
        if "contradiction" in span.flags and not item.month:
            # "la veille des vacances, soit le vendredi 12": that very day, of whatever month
            same = [day for day, _ in gathered.days if day.day == item.day and day.isoweekday() == item.weekday]
            span = Span(same[0], same[0]) if same else span
        if item.kind == "day" and not (item.month or item.weekday) and any(day.day == item.day for day, _ in gathered.days):
            # "le dernier vendredi avant les vacances de février, soit le 12": the same day again
            same = [day for day, _ in gathered.days if day.day == item.day]
            span = Span(same[0], same[0])
        if "ambiguous" in span.flags and self.frame.past and self._follows(item, group):
            span = Span(self.frame.today, self.frame.today)  # "absente jeudi et vendredi", said on Friday
        if gathered.told_last and is_bare(item) and (item.linked or item is not group.items[0]):
            span = self._after_dated(item, span, gathered)
        if item.kind in {"season", "year", "span"} or (item.kind == "some_of" and not self._all_open(span)):
            # No meal is ordered for a season; "les trois premiers jours de la semaine" may count a Wednesday.
            span = span.flagged("vague")
        return span

    def _gather_span(self, item: Item, span: Span, group: Group, gathered: Gathered, out: Days) -> date | None:
        """Keep what an item tells; return it where it is one day."""
        if span.weekdays:
            (gathered.patterns if "open" in span.flags else gathered.stretches).append(span)
        elif "every" in span.flags:
            gathered.patterns.append(replace(span, weekdays=self.school.weekdays))
            gathered.opened = gathered.opened or (span.grain == "week" and len(group.items) == 1)
        elif span.grain == "day" and span.first is not None and span.first == span.last:
            if len(group.items) == 1 and only_places(item):
                gathered.rough.append(span.first)
                return None
            self._gather_day(item, span, gathered, out)
            return span.first
        elif span.grain == "weekend":
            gathered.weekend = True
        else:
            # "vendredi et toute la semaine prochaine"
            apart = item.linked and span.grain == "week" and any(bare for _, bare in gathered.days)
            gathered.stretches.append(span.flagged("beside") if apart else span)
        return None

    def _all_open(self, span: Span) -> bool:
        first, last = span.first or date.min, span.last or date.min
        return all(self.school.is_open(first + _DAY * step) for step in range(min((last - first).days + 1, _LONGEST)))

    def _after_dated(self, item: Item, span: Span, gathered: Gathered) -> Span:
        """Read a weekday told behind a date as the next one after it: "lundi 30 et mardi"; where no weekday dates it, ask."""
        last = gathered.told_last
        if last is None or (span.first == span.last and span.first == last):
            return span
        day = last + timedelta(days=(item.weekday - last.isoweekday() - 1) % 7 + 1)
        if span.first == day or (self.frame.past and day > self.frame.today):
            return span
        if gathered.told_whole:
            return Span(day, day)
        return Span(day, day, flags=frozenset({"ambiguous"}), choices=tuple(one for one in (span.first, day) if one))

    def _follows(self, item: Item, group: Group) -> bool:
        """Say whether a weekday that is today's stands behind one of the days just before it."""
        at = group.items.index(item)
        before = resolve(group.items[at - 1], self.frame) if at else None
        return before is not None and before.last is not None and before.last < self.frame.today and not item.mod

    def _gather_day(self, item: Item, span: Span, gathered: Gathered, out: Days) -> None:
        """Keep one day told, and how it was told."""
        day, mention = span.first or date.min, self.frame.mention
        if item.kind == "day" and item.day > _SHORTEST_MONTH and not item.month and mention and mention.month != day.month:
            # "le 30 novembre ni le 31" tells a day that is none.
            out.ask("impossible_day")
        gathered.days.append((day, "bare" in span.flags))
        gathered.plain = gathered.plain or (item.kind == "weekday" and item.name != "le")
        if not _FLAGS.isdisjoint(span.flags):
            gathered.asks.setdefault(day, []).append(span)
        if item.mod != "foll" and item.name != "after_mention":
            # "lundi 30 et le lundi suivant" tells two days.
            (gathered.weekdays if item.kind == "weekday" else gathered.dated).append(day)
        self.frame = self.frame.mentioning(day)
        dated = item.kind in {"day", "feast"}
        if not (gathered.told_last and is_bare(item)):
            gathered.told_whole = dated and bool(item.weekday or item.kind == "feast")
        gathered.told_last = day if dated or (gathered.told_last and is_bare(item)) else None
        if "bare" in span.flags and any("beside" in one.flags for one in gathered.stretches):
            # "mardi et la semaine prochaine jeudi"
            out.ask("which_days")

    @staticmethod
    def _gather_unread(item: Item, gathered: Gathered, out: Days) -> None:
        """Ask about an item that is no day; "les 80 ans de mamie" are an age, "dans dix minutes" a time."""
        if item.unit == "hour":
            return
        if item.kind not in {"period", "clock"} or item.unit == "day":
            out.ask("impossible_day")
        elif item.unit == "weekend":
            gathered.weekend = True
        elif item.kind == "period" and item.unit != "year":
            gathered.unread = True

    def _spoken(self, item: Item) -> date | None:
        """Return the one day spoken of on which a bare weekday falls: it means that day."""
        if not is_bare(item):
            return None
        same = [day for day in self.spoken_of if day.isoweekday() == item.weekday]
        return same[0] if len(same) == 1 else None

    def _gather_side(self, group: Group, gathered: Gathered, out: Days) -> None:
        item = group.items[0]
        frame = replace(self.frame, past=True) if group.kind == "since" else self.frame
        span = resolve(item, frame, self._before_bound(item, gathered))
        if gathered.since and span is not None and span.last and gathered.start and span.last < gathered.start:
            # "absente depuis jeudi et jusqu'à lundi": what began before ends later.
            span = resolve(item, replace(self.frame, past=False))
        if span is None:
            if item.unit != "hour" and item.kind not in {"feast", "holiday"}:
                out.ask("impossible_day")
            return
        # "jusqu'à la fin de la semaine" ends where the week does.
        ended = group.kind in {"until", "by"} and item.part == "end"
        gathered.bounds.append(replace(span, flags=span.flags - {"vague"}) if ended else span)
        if group.kind == "since":
            gathered.start, gathered.stop, gathered.since = span.first, gathered.stop or self.frame.today, True
        elif group.kind == "from":
            gathered.start = span.first
        elif group.kind == "after":
            gathered.start = span.last + _DAY if span.last else None
        elif group.kind == "before":
            gathered.stop = span.first - _DAY if span.first else None
        elif item.kind == "holiday" and span.first:
            gathered.stop = span.first - _DAY
        else:
            gathered.stop = span.last

    def _before_bound(self, item: Item, gathered: Gathered) -> date | None:
        """Return the day that a bound without a month follows: "les jeudis de janvier, à partir du 10"."""
        if item.kind != "day" or item.month or item.within or self.frame.past:
            return None
        begun = [span.first for span in gathered.stretches if span.first and span.first > self.frame.today]
        return min(begun, default=None)

    @staticmethod
    def _flags(spans: Iterable[Span], out: Days) -> None:
        """Ask what the stretches that count leave unsure; one that only frames others asks nothing."""
        for span in spans:
            if _FLAGS.isdisjoint(span.flags):
                continue
            for flag, kind in _FLAG_QUESTIONS.items():
                if flag in span.flags:
                    out.ask(kind, span.choices)

    # What it comes to

    def _combined(self, gathered: Gathered, out: Days) -> tuple[list[date], bool]:
        if not (gathered.stretches or gathered.patterns or gathered.bounds) and gathered.days:
            return self._days_alone(gathered, out), True
        if not (gathered.days or gathered.stretches or gathered.patterns):
            # "dans deux semaines" is a day only where no other is said.
            gathered.days = [(day, False) for day in gathered.rough]
        restated(gathered)
        told = bool(gathered.days or gathered.stretches or gathered.patterns)
        if (gathered.weekend and not told) or (gathered.unread and not told):
            out.ask("which_days")
        set_in_week(gathered)
        patterns = list(gathered.patterns)
        bounded = gathered.start is not None or gathered.stop is not None
        bare = [day for day, is_bare in gathered.days if is_bare]
        fixed = [day for day, is_bare in gathered.days if not is_bare]
        whole = self._narrowed([span for span in gathered.stretches if not span.weekdays], fixed, out)
        if gathered.days:
            # "on part en vacances, il ne sera pas là jeudi": no meal is in the holidays, they are the reason.
            whole = [span for span in whole if span.grain not in {"holiday", "year", "season"} and not self._is_over(span)]
        self._flags((span for day in dict.fromkeys(fixed + bare) for span in gathered.asks.get(day, ())), out)
        self._flags([*patterns, *whole, *(span for span in gathered.stretches if span.weekdays)], out)
        if gathered.since and {*fixed, *bare} == {self.frame.today}:
            # "malade depuis lundi, et aujourd'hui aussi"
            return self._bounded(gathered, out), False
        alone = not gathered.begun and not gathered.weekly and (fixed or len(bare) > 1 or is_last_before(bare, gathered))
        if bounded and gathered.days and not patterns and not whole and inside(fixed + bare, gathered) and alone:
            # "après les vacances, lundi 2 et mardi 3": the bound only places the days.
            return sorted({*fixed, *bare}), True
        self._flags(gathered.bounds, out)
        last = max((*fixed, *bare), default=date.max)
        if gathered.begun and not (patterns or whole) and gathered.stop and last < gathered.stop:
            return sorted({*fixed, *bare, *self._within(Span(last, gathered.stop))}), False
        if bare and (bounded or whole) and not patterns:
            return self._bare_in(bare, fixed, whole, gathered, out)
        # "chaque semaine à partir du 7 décembre, le mardi": no Tuesday before that day
        days = [*fixed, *(() if gathered.opened else bare), *self._stretched(patterns, whole, gathered, out)]
        return sorted(set(days)), bool(gathered.days) and not whole

    def _days_alone(self, gathered: Gathered, out: Days) -> list[date]:
        """Return the days of an act that tells single days and nothing else, those that are sure asked about first."""
        restated(gathered)
        days = gathered.days
        if len(days) == 1 and not gathered.asks:
            return [days[0][0]]
        if gathered.asks:
            asked = dict.fromkeys([day for day, is_bare in days if not is_bare] + [day for day, is_bare in days if is_bare])
            self._flags((span for day in asked for span in gathered.asks.get(day, ())), out)
        return sorted({day for day, _ in days})

    def _stretched(self, patterns: list[Span], whole: list[Span], gathered: Gathered, out: Days) -> list[date]:
        """Return the days of the stretches and of what recurs, within the bounds told beside them."""
        weekly = [span for span in gathered.stretches if span.weekdays]
        days: list[date] = []
        if patterns:
            days = self._patterned(patterns, whole, gathered, out)
        elif whole:
            days = [day for span in whole for day in self._within(self._bounded_in(span, gathered))]
        elif (gathered.start or gathered.stop) and not weekly:
            # "les jeudis de décembre, jusqu'aux vacances": the bound is theirs.
            days = self._bounded(gathered, out)
        return days + [day for span in weekly for day in self._within(self._bounded_span(span, gathered))]

    def _narrowed(self, stretches: list[Span], days: list[date], out: Days) -> list[Span]:
        """Drop the stretches that only frame narrower ones or days: "en janvier, le mardi 5", "la première semaine, du 4 au 8"."""
        kept: list[Span] = []
        for span in stretches:
            inner = [one for one in stretches if one is not span and holds(span, one) and not holds(one, span)]
            within = [day for day in days if (span.first or day) <= day <= (span.last or day)]
            # "en début de semaine prochaine, lundi et mardi"
            if inner or (within and (span.grain != "day" or ("vague" in span.flags and len(within) == len(set(days))))):
                continue
            counted = days and "counted" in span.flags
            # "les deux derniers jours avant Noël, jeudi 17 et vendredi 18" tells the same days twice.
            told_again = not {day for day in self._within(span) if self.school.is_open(day)} - set(within)
            if (within or counted) and set(within) != {span.first} and not told_again:
                out.ask("confirm_days")
            kept.append(replace(span, flags=span.flags - {"vague"}) if within else span)
        return kept

    def _is_over(self, span: Span) -> bool:
        """Say whether a stretch is past beside days to come: "ce que j'ai écrit la semaine dernière"."""
        return not self.frame.past and span.last is not None and span.last < self.frame.today

    def _bare_in(self, bare: list[date], fixed: list[date], whole: list[Span], gathered: Gathered, out: Days) -> tuple[list[date], bool]:
        """Read weekdays said beside a week as days of it, beside a longer stretch as every such day of it."""
        weekdays, days = frozenset(day.isoweekday() for day in bare), list(fixed)
        if any("beside" in span.flags for span in whole) and gathered.start is gathered.stop is None:
            return sorted({*fixed, *bare, *(day for span in whole for day in self._within(span))}), False
        if whole:
            for span in whole:
                days += self._within(replace(span, weekdays=weekdays))
            if any(span.grain == "day" for span in whole):
                self._weekdays_in_range(bare, days, whole, out)
            return sorted(set(days)), True
        if gathered.start is not None and gathered.stop is None:
            days += bare
            out.ask("confirm_days")
        elif gathered.stop is not None:
            days += self._within(Span(self.frame.today + _DAY, gathered.stop, weekdays))
            if gathered.absence or not gathered.weekly:
                out.ask("confirm_days")
        return sorted(set(days)), True

    @staticmethod
    def _weekdays_in_range(bare: list[date], days: list[date], whole: list[Span], out: Days) -> None:
        """Keep the weekdays of a stretch told with them: "du 18 au 28 janvier, lundi et jeudi"; ask where it may be told beside them."""
        held = {day.isoweekday() for day in days}
        if any(day.isoweekday() not in held for day in bare):
            days += bare
            out.ask("confirm_days")
        elif len(days) == 1 and any(span.first == days[0] for span in whole):
            # "mardi du 1er au 4 décembre" may be all four days.
            out.ask("confirm_days")

    def _patterned(self, patterns: list[Span], whole: list[Span], gathered: Gathered, out: Days) -> list[date]:
        weekdays = frozenset(day for span in patterns for day in span.weekdays)
        step = max(span.step for span in patterns)
        if gathered.opened and any(not span.flags & {"every"} for span in patterns):
            weekdays = frozenset(day for span in patterns if "every" not in span.flags for day in span.weekdays)
        if gathered.opened and gathered.days:
            weekdays = frozenset(day.isoweekday() for day, _ in gathered.days)
        framed = [self._bounded_in(span, gathered) for span in whole]
        begun = [span.first if span.grain == "day" else None for span in framed] or [gathered.start]
        if step > 1 and not all(first and first >= self.frame.today and first.isoweekday() == min(weekdays) for first in begun):
            # "un jeudi sur deux à partir du jeudi 3" tells which weeks are meant.
            out.ask("confirm_days")
        if framed:
            return [day for span in framed for day in self._within(replace(span, weekdays=weekdays, step=step))]
        start = gathered.start or self.frame.today + _DAY
        stop = gathered.stop
        if stop is None:
            out.ask("confirm_days", (self.school.last,))
            stop = self.school.last
        return self._within(Span(start, stop, weekdays, step))

    def _bounded_span(self, span: Span, gathered: Gathered) -> Span:
        first = max(day for day in (span.first, gathered.start) if day) if span.first or gathered.start else None
        last = min(day for day in (span.last, gathered.stop) if day) if span.last or gathered.stop else None
        return replace(span, first=first, last=last)

    def _bounded_in(self, span: Span, gathered: Gathered) -> Span:
        """Narrow a stretch by a bound said beside it that falls inside: "cette semaine à partir de demain"."""
        if span.first is None or span.last is None:
            return span
        inside = all(bound is None or span.first <= bound <= span.last for bound in (gathered.start, gathered.stop))
        return self._bounded_span(span, gathered) if inside else span

    def _bounded(self, gathered: Gathered, out: Days) -> list[date]:
        start = gathered.start or (self.frame.today if self.frame.hour < _NOON else self.frame.today + _DAY)
        stop = gathered.stop
        if stop is None:
            out.ask("confirm_days", (self.school.last,))
            stop = self.school.last
        return self._within(Span(start, stop, flags=frozenset({"since"} if gathered.since else ())))

    def _within(self, span: Span) -> list[date]:
        """Return the days of a stretch, from today on unless the past is told."""
        first = span.first or self.frame.today
        last = min(span.last or self.school.last, max(first, self.school.last) + timedelta(days=7))
        if not self.frame.past and "since" not in span.flags and first <= self.frame.today <= last:
            first = self.frame.today if self.frame.hour < _NOON or first == last else self.frame.today + _DAY
        count = min((last - first).days + 1, _LONGEST)
        days = [first + ahead for ahead in _DAYS[: max(count, 0)]]
        if self.frame.past and "since" not in span.flags:
            days = [day for day in days if day <= self.frame.today] or days
        if span.weekdays:
            days = [day for day in days if day.isoweekday() in span.weekdays]
        if span.step > 1 and days:
            start = monday(days[0])
            days = [day for day in days if (monday(day) - start).days // 7 % span.step == 0]
        return days

    def _excluded(self, groups: Sequence[Group], wanted: Sequence[date], out: Days) -> frozenset[date]:
        taken: set[date] = set()
        first = min(wanted, default=self.frame.today)
        frame = replace(self.frame, today=first) if wanted else self.frame
        for group in groups:
            if group.kind == "range":
                span = range_span(group, frame)
                taken |= {day for day in wanted if span and span.first and span.last and span.first <= day <= span.last}
                continue
            for item in group.items:
                if item.kind == "weekday" and not item.day and not item.within and item.mod != "plus":
                    taken |= {day for day in wanted if day.isoweekday() == item.weekday}
                    continue
                span = resolve(item, frame if item.kind == "day" else self.frame)
                if span is None:
                    if item.kind != "period" or item.mod:
                        # "ils ne finiront pas la semaine" takes nothing out.
                        out.ask("impossible_day")
                    continue
                taken |= {day for day in wanted if (span.first or day) <= day <= (span.last or day)}
        return frozenset(taken)

    def _filter(self, wanted: Sequence[date], explicit: bool, excluded: frozenset[date], out: Days, *, absence: bool) -> None:  # noqa: FBT001
        for day in wanted:
            reason = "excluded" if day in excluded else dropped_for(day, self.school, None if absence else self.frame.today)
            if not reason:
                out.kept.append(day)
            elif explicit or reason not in {"weekend", "wednesday", "outside_year"}:
                out.dropped[day] = reason
