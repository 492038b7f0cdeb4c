"""Reads items of dates from tagged words: a weekday, a day, a month, a week, a feast, a count of days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from villars_core.understanding.dates.items import WHOLE, Item, Word

_DEEPEST = 3
_MODS = frozenset({"next", "foll", "last", "this"})
_PARTS = frozenset({"begin", "mid", "end", "during"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_BOUNDS = frozenset({"month", "period", "holiday", "back", "season", "week_of", "week_number", "nth", "year"})

Found = tuple[Item, int] | None


@dataclass(slots=True)
class _Lead:
    """What stands before the head of an item: determiners, modifiers, a rank or a count."""

    at: int
    mod: str = ""
    every: bool = False
    whole: bool = False
    part: str = ""
    nth: int = 0
    count: int = 0
    day_mark: bool = False
    article: bool = False
    half_week: int = 0


class Grammar:
    """Reads items from one sentence of tagged words."""

    def __init__(self, words: Sequence[Word]) -> None:
        """Keep the words; nothing is read yet."""
        self.words = words
        self.size = len(words)

    def tag(self, at: int) -> str:
        """Return the tag at a place, empty past the end."""
        return self.words[at].tag if 0 <= at < self.size else ""

    def item(self, at: int, depth: int = 0) -> Found:
        """Return the item that begins at `at`, and where it stops."""
        if depth > _DEEPEST or at >= self.size:
            return None
        lead = self._lead(at)
        found = self._head(lead, depth)
        if found is None:
            return None
        item, end = found
        end = self._tail_half(end)
        item.i, item.j = at, end
        return item, end

    def _lead(self, at: int) -> _Lead:
        lead = _Lead(at)
        while lead.at < self.size:
            word = self.words[lead.at]
            if not self._take_lead(lead, word):
                break
            lead.at += 1
        return lead

    def _take_lead(self, lead: _Lead, word: Word) -> bool:
        tag = word.tag
        if tag in {"the", "of", "to"}:
            lead.day_mark = lead.day_mark or word.value == "d"
            lead.article = True
        elif tag == "this":
            lead.mod = "this"
        elif tag in {"next", "foll", "last"}:
            lead.mod = tag
        elif tag == "every":
            lead.every = True
        elif tag == "all":
            lead.whole = True
        elif tag == "inweek" and not lead.half_week:
            lead.half_week = word.number
        elif tag in _PARTS and not lead.part:
            lead.part = tag
        elif tag == "ord" and self._rank_follows(lead.at + 1):
            lead.nth = word.number
        elif tag in {"n", "num"} and self._count_follows(lead.at + 1):
            lead.count = word.number
        elif tag == "some" and self._count_follows(lead.at + 1):
            lead.count = -1
        else:
            return tag in {"opt", "half"} and self.tag(lead.at + 1) != ""
        return True

    def _rank_follows(self, at: int) -> bool:
        return self.tag(at) in {"wd", "wds", "unit", "next", "last"} and not (self.tag(at) == "unit" and self.words[at].value == "hour")

    def _count_follows(self, at: int) -> bool:
        if self.tag(at) in {"next", "last", "foll"}:
            at += 1
        return self.tag(at) in {"unit", "wd", "wds"}

    def _head(self, lead: _Lead, depth: int) -> Found:
        tag = self.tag(lead.at)
        reader = self.readers.get(tag)
        return reader(self, lead, depth) if reader else None

    # Days

    def _relative(self, lead: _Lead, _depth: int) -> Found:
        word = self.words[lead.at]
        item = Item("rel", number=word.number)
        at = lead.at + 1
        if self.tag(at) == "inweek":
            return Item("offset", number=self.words[at].number, unit="day", anchor=item), at + 1
        after = self._count_tail(at)
        if after and after[0].unit in {"week", "day"} and word.number >= 0 and after[0].mod == "in":
            return Item("offset", number=after[0].number, unit=after[0].unit, anchor=item), after[1]
        return item, at

    def _weekday(self, lead: _Lead, depth: int) -> Found:
        word = self.words[lead.at]
        if word.tag == "wdx" and not self._short_weekday(lead.at + 1):
            return None
        item = Item("weekday", weekday=word.number, plural=word.tag == "wds", every=lead.every, mod=lead.mod, part="")
        if lead.nth or (lead.mod == "last" and self.tag(lead.at + 1) == "of"):
            item.number = lead.nth or -1
            item.mod = ""
        elif lead.count and lead.count > 1 and lead.mod:
            item.number = lead.count
        return self._weekday_tail(item, lead.at + 1, depth)

    def _short_weekday(self, at: int) -> bool:
        return self.tag(at) in {"n", "date", "ord"} or (self.tag(at) == "dot" and self.tag(at + 1) in {"n", "date"})

    def _weekday_tail(self, item: Item, at: int, depth: int) -> Found:
        at = self._tail_half(at)
        if self.tag(at) == "dot" and self.tag(at + 1) in {"n", "date"}:
            at += 1
        dated = None if item.number else self._day_after_weekday(at)
        if dated:
            day, end = dated
            day.weekday = item.weekday
            day.mod = day.mod or item.mod
            return day, end
        return self._weekday_mods(item, at, depth)

    def _day_after_weekday(self, at: int) -> Found:
        while self.tag(at) in {"comma", "the", "of", "opt"} and at < self.size and self.words[at].text not in {"/", ";"}:
            if self.tag(at) == "comma" and self.tag(at + 1) == "n" and self.tag(at + 2) not in {"mon", "of"}:
                return None
            at += 1
        if self.tag(at) == "date":
            return self._digits(_Lead(at), 0)
        if self.tag(at) in {"n", "num", "ord"}:
            return self._day(_Lead(at, day_mark=True), 0)
        return None

    def _weekday_mods(self, item: Item, at: int, depth: int) -> Found:
        while at < self.size:
            tag = self.tag(at)
            if tag in {"next", "foll", "last"}:
                item.mod = tag
            elif tag == "inweek":
                item.mod, item.unit = "plus", self.words[at].value
            elif tag == "alt":
                item.step, item.every = 2, True
            elif tag == "ci":
                item.mod = item.mod or "this"
            elif tag == "half":
                pass
            else:
                break
            at += 1
        counted = self._count_tail(at)
        if counted and counted[0].mod == "in" and counted[0].unit in {"week", "day"} and not item.mod:
            item.mod, item.unit = "plus", str(_fortnights(counted[0].number) if counted[0].unit == "day" else 7 * counted[0].number)
            return item, counted[1]
        return self._weekday_within(item, at, depth)

    def _weekday_within(self, item: Item, at: int, depth: int) -> Found:
        start = at
        while self.tag(at) in {"of", "the", "opt", "comma"} and not (self.tag(at) == "comma" and self.tag(at + 1) != "the"):
            at += 1
        if item.mod == "plus" or self.tag(at) in {"wd", "wds", "n", "rel", "date"}:
            return item, start
        if self.tag(start) == "comma" and not item.every:
            return item, start
        found = self.item(start + (self.tag(start) == "comma"), depth + 1)
        if found is None or found[0].kind not in _BOUNDS:
            return item, start
        bound = found[0]
        if bound.kind == "period" and bound.unit == "week" and not bound.mod and not bound.part:
            return item, start
        if bound.kind in {"month", "year", "season", "holiday"} and not (item.number or item.every or item.plural):
            return item, start
        item.within = _current(bound)
        return item, found[1]

    def _day(self, lead: _Lead, depth: int) -> Found:
        word = self.words[lead.at]
        number = word.number
        if not 1 <= number <= 31:
            return self._year_alone(lead) if word.tag == "n" else None
        item = Item("day", day=number, bare=not lead.day_mark, mod=lead.mod if lead.mod == "this" else "")
        at = self._tail_half(lead.at + 1)
        if self.tag(at) == "dot" and self.tag(at + 1) == "mon":
            at += 1
        after = at + (self.tag(at) == "of")
        after += self.tag(after) == "the"
        after += self.tag(after) == "unit" and self.words[after].value == "month" and self.tag(after + 1) in {"mon", "of"}
        after += self.tag(after) == "of"
        if self.tag(after) == "mon":
            item.month = self.words[after].number
            return self._year_tail(item, after + 1)
        if self.tag(at) == "of" or (self.tag(at) in {"this", "the"} and self.tag(at + 1) in {"unit", "next"}):
            found = self.item(at, depth + 1)
            if found and found[0].kind == "period" and found[0].unit == "month" and not found[0].part:
                item.within = _current(found[0])
                return item, found[1]
        if self._counts_things(lead.at + 1):
            return None
        return item, lead.at + 1

    def _counts_things(self, at: int) -> bool:
        return self.tag(at) in {"unit", "clock", "amount", "percent", "class"}

    def _year_alone(self, lead: _Lead) -> Found:
        word = self.words[lead.at]
        if _FIRST_YEAR <= word.number <= _LAST_YEAR:
            return Item("year", year=word.number, part=lead.part), lead.at + 1
        return None

    def _year_tail(self, item: Item, at: int) -> Found:
        at += self.tag(at) == "dot" and self.tag(at + 1) == "n"
        after = at + (self.tag(at) == "of")
        if self.tag(after) == "n" and _FIRST_YEAR <= self.words[after].number <= _LAST_YEAR:
            item.year = self.words[after].number
            return item, after + 1
        if (
            self.tag(at) == "n"
            and item.kind == "day"
            and len(self.words[at].text) == 2
            and 20 <= self.words[at].number <= 60
            and not self._counts_things(at + 1)
        ):
            item.year = 2000 + self.words[at].number
            return item, at + 1
        if self.tag(at) in {"next", "last", "foll"}:
            item.mod = self.tag(at)
            return item, at + 1
        return self._year_by_name(item, at)

    def _year_by_name(self, item: Item, at: int) -> Found:
        after = at
        while self.tag(after) in {"of", "the", "opt", "to"}:
            after += 1
        lead = self._lead(after)
        if self.tag(lead.at) == "unit" and self.words[lead.at].value == "year":
            found = self._unit(lead, 0)
            if found and found[0].kind == "period" and found[0].mod:
                item.mod = "year:" + found[0].mod
                return item, found[1]
        return item, at

    def _digits(self, lead: _Lead, _depth: int) -> Found:
        day, month, year = (int(part) for part in self.words[lead.at].value.split("/"))
        return Item("day", day=day, month=month, year=year), lead.at + 1

    # Months, weeks and other stretches

    def _month(self, lead: _Lead, _depth: int) -> Found:
        item = Item("month", month=self.words[lead.at].number, part=lead.part, mod=lead.mod)
        return self._year_tail(item, lead.at + 1)

    def _unit(self, lead: _Lead, depth: int) -> Found:
        unit, at = self.words[lead.at].value, lead.at + 1
        if lead.count:
            return self._counted(lead, unit, at)
        while self.tag(at) in {"all", "ci"}:
            lead.whole = lead.whole or self.tag(at) == "all"
            lead.mod = lead.mod or ("this" if self.tag(at) == "ci" else "")
            at += 1
        if unit == "day":
            return self._day_unit(lead, at)
        if lead.nth or (lead.mod == "last" and self.tag(at) == "of" and unit in {"week", "fortnight", "weekend", "quarter", "half"}):
            return self._ranked(lead, unit, at, depth)
        if unit not in WHOLE:
            return None
        item = Item("period", unit=unit, mod=lead.mod, part=lead.part, every=lead.every, whole=lead.whole)
        if self.tag(at) in {"next", "foll", "last"}:
            item.mod = self.tag(at)
            return item, at + 1 + (self.tag(at + 1) == "all")
        if self.tag(at) == "alt":
            item.step, item.every = 2, True
            return item, at + 1
        return self._named_unit(item, at, depth)

    def _day_unit(self, lead: _Lead, at: int) -> Found:
        if lead.every:
            return Item("period", unit="day", every=True), at
        if self.tag(at) in {"next", "foll"} and lead.article and not lead.count:
            return Item("offset", number=1, unit="day", anchor=None, name="after_mention"), at + 1
        return None

    def _named_unit(self, item: Item, at: int, depth: int) -> Found:
        if item.unit == "month":
            after = at + (self.tag(at) == "of")
            if self.tag(after) == "mon":
                return self._month(_Lead(after, part=item.part, mod=item.mod), depth)
        if item.unit == "year" and self.tag(at) == "n":
            return self._year_alone(_Lead(at, part=item.part))
        if item.unit == "week":
            found = self._week_named(item, at, depth)
            if found:
                return found
        if item.unit == "weekend":
            found = self.item(at, depth + 1) if self.tag(at) == "of" else None
            if found and found[0].kind in {"day", "weekday", "feast"}:
                return Item("week_of", anchor=found[0], unit="weekend"), found[1]
            if found and found[0].kind == "period" and found[0].unit == "week":
                return Item("week_of", anchor=found[0], unit="weekend"), found[1]
            if found and found[0].kind == "back":
                return None
        counted = self._count_tail(at)
        if counted and counted[0].mod == "in" and not item.mod:
            return Item("period", unit=item.unit, mod="plus", number=counted[0].number), counted[1]
        return item, at

    def _week_named(self, item: Item, at: int, depth: int) -> Found:
        mark = at + (self.tag(at) == "number")
        if self.tag(mark) == "n" and 1 <= self.words[mark].number <= 53 and self.tag(mark + 1) not in {"mon", "unit"}:
            return self._year_tail(Item("week_number", number=self.words[mark].number), mark + 1)
        if self.tag(at) == "inweek":
            return replace(item, mod="plus", number=self.words[at].number // 7), at + 1
        found = self.item(at, depth + 1) if self.tag(at) in {"of", "before", "after"} else None
        if found and found[0].kind in {"day", "weekday", "feast", "back", "rel", "public"}:
            if found[0].kind == "weekday" and not found[0].mod and not found[0].within and not item.mod and self.tag(found[1]) == "to":
                return None
            return Item("week_of", anchor=found[0], unit="week", part=item.part), found[1]
        if found and found[0].kind == "day":
            return Item("week_of", anchor=found[0], unit="week"), found[1]
        return None

    def _ranked(self, lead: _Lead, unit: str, at: int, depth: int) -> Found:
        nth = lead.nth or -1
        found = self.item(at, depth + 1) if self.tag(at) in {"of", "the", "opt", "this"} else None
        if found and found[0].kind in _BOUNDS:
            return Item("nth", number=nth, unit=unit, within=_current(found[0])), found[1]
        year = self.words[at].number if self.tag(at) == "n" else 0
        if unit in {"quarter", "half"}:
            if _FIRST_YEAR <= year <= _LAST_YEAR:
                return Item("nth", number=nth, unit=unit, within=Item("year", year=year)), at + 1
            return Item("nth", number=nth, unit=unit, within=Item("period", unit="year", mod="this")), at
        return None

    def _counted(self, lead: _Lead, unit: str, at: int) -> Found:
        mod = lead.mod
        if self.tag(at) in {"next", "last", "foll"}:
            mod, at = self.tag(at), at + 1
        if lead.count > 0 and mod in {"next", "last", "foll"}:
            return Item("next_n", number=lead.count if mod != "last" else -lead.count, unit=unit), at
        return self._count_side(Item("offset", number=lead.count, unit=unit), at)

    def _count_side(self, item: Item, at: int) -> Found:
        """Read what a count is counted from: "deux jours avant Noël", "une semaine plus tard"."""
        if item.number < 1:
            return None
        if self.tag(at) == "later":
            return item, at + 1
        if self.tag(at) in {"before", "after"}:
            found = self.item(at + 1, 1)
            if found:
                item.anchor = found[0]
                item.number *= -1 if self.tag(at) == "before" else 1
                return item, found[1]
        return None

    def _count_tail(self, at: int) -> Found:
        """Read "dans deux semaines", "il y a trois jours"."""
        tag = self.tag(at)
        if tag not in {"in", "ago"}:
            return None
        count = at + 1
        if self.tag(count) == "opt":
            count += 1
        if self.tag(count) not in {"n", "num"} or self.tag(count + 1) != "unit":
            return None
        return Item("offset", number=self.words[count].number, unit=self.words[count + 1].value, mod=tag), count + 2

    def _count(self, lead: _Lead, _depth: int) -> Found:
        found = self._count_tail(lead.at)
        if found is None:
            return None
        item, at = found
        item.number *= 1 if item.mod == "in" else -1
        if item.unit == "day" and item.mod == "in":
            item.number = _fortnights(item.number)
        return item, at

    # Seasons, feasts, holidays and what is counted from them

    def _season(self, lead: _Lead, _depth: int) -> Found:
        word = self.words[lead.at]
        before = self.tag(lead.at - 1)
        if word.text == "ete" and before not in {"the", "this", "opt", "next", "last", "of", *_PARTS}:
            return None
        return self._year_tail(Item("season", name=word.value, mod=lead.mod, part=lead.part), lead.at + 1)

    def _feast(self, lead: _Lead, _depth: int) -> Found:
        return self._year_tail(Item("feast", name=self.words[lead.at].value, mod=lead.mod), lead.at + 1)

    def _holiday(self, lead: _Lead, _depth: int) -> Found:
        item = Item("holiday", mod=lead.mod, part=lead.part)
        at = lead.at + 1
        after = at
        while self.tag(after) in {"of", "the"}:
            after += 1
        if self.tag(after) in {"feast", "season", "mon"}:
            item.name = self.words[after].value
            return item, after + 1
        if self.tag(at) in {"next", "last", "foll"}:
            item.mod, at = self.tag(at), at + 1
        return item, at

    def _back(self, lead: _Lead, depth: int) -> Found:
        item, at = Item("back", mod=lead.mod), lead.at + 1
        if self.tag(at) == "of":
            found = self.item(at, depth + 1)
            if found and found[0].kind in {"holiday", "month", "feast"}:
                item.anchor, at = found[0], found[1]
        return item, at

    def _public(self, lead: _Lead, _depth: int) -> Found:
        return Item("public", mod=lead.mod), lead.at + 1

    def _offset(self, lead: _Lead, depth: int) -> Found:
        """Read "la veille de X" and "le lendemain de X"."""
        word = self.words[lead.at]
        number = -word.number if word.tag == "eve" else word.number
        at = lead.at + 1
        while self.tag(at) in {"of", "the"} and self.tag(at + 1) in {"the", "of"}:
            at += 1
        found = self.item(at, depth + 1)
        if found:
            return Item("offset", number=number, unit="day", anchor=found[0]), found[1]
        return Item("offset", number=number, unit="day", name="after_mention"), lead.at + 1

    def _clock(self, lead: _Lead, _depth: int) -> Found:
        at = lead.at + 1
        return Item("clock", name=self.words[lead.at].text), at

    def _tail_half(self, at: int) -> int:
        """Skip parts of day and clock times that follow a day."""
        while True:
            after = at
            while self.tag(after) in {"the", "to", "of", "opt", "comma", "between"} and after - at < 2:
                after += 1
            if self.tag(at) in {"half", "clock"}:
                at += 1
            elif self.tag(after) in {"half", "clock"} and self.tag(at) != "":
                at = after + 1
            else:
                return at

    readers: ClassVar[dict[str, Callable[["Grammar", _Lead, int], Found]]] = {
        "rel": _relative,
        "wd": _weekday,
        "wds": _weekday,
        "wdx": _weekday,
        "n": _day,
        "num": _day,
        "ord": _day,
        "date": _digits,
        "mon": _month,
        "unit": _unit,
        "season": _season,
        "feast": _feast,
        "hol": _holiday,
        "back": _back,
        "publicday": _public,
        "eve": _offset,
        "morrow": _offset,
        "in": _count,
        "ago": _count,
    }


def _current(bound: Item) -> Item:
    """Take "du mois" for this month where something is placed in it."""
    if bound.kind == "period" and not bound.mod and not bound.part:
        bound.mod = "this"
    return bound


def _fortnights(days: int) -> int:
    """Return days as French counts them: "huit jours" are a week, "quinze jours" two."""
    return {8: 7, 15: 14}.get(days, days)


HEADS = frozenset(Grammar.readers)
