"""Reads items of dates from tagged words: a weekday, a day, a month, a week, a feast, a count of days."""

from collections.abc import Callable
from typing import Any, ClassVar

from villars_core.understanding.dates.day_items import DayItems
from villars_core.understanding.dates.items import Item
from villars_core.understanding.dates.leads import FIRST_YEAR, LAST_YEAR, PARTS, Found, Lead
from villars_core.understanding.dates.period_items import PeriodItems

_DEEPEST = 3
# Before what is no day: "la veille de son opération".
_OWNS = frozenset({"son", "sa", "ses", "mon", "ma", "mes", "notre", "nos", "leur", "leurs", "l'", "un", "une"})


class Grammar(DayItems, PeriodItems):
    """Reads items from one sentence of tagged words."""

    def item(self, at: int, depth: int = 0) -> Found:
        """Return the item that begins at `at`, and where it stops."""
        if not self.tags[at] or depth > _DEEPEST or self.nested > _DEEPEST:
            return None
        self.nested += 1
        found = self._head(self._lead(at), depth)
        self.nested -= 1
        if found is None:
            return None
        item, end = found
        end = self._tail_half(end)
        item.i, item.j = at, end
        return item, end

    def _head(self, lead: Lead, depth: int) -> Found:
        reader = self.readers.get(self.tags[lead.at])
        return reader(self, lead, depth) if reader else None

    def _season(self, lead: Lead, _depth: int) -> Found:
        word = self.words[lead.at]
        before = self.tag(lead.at - 1)
        if word.text == "ete" and before not in {"the", "this", "opt", "next", "last", "of", *PARTS}:
            return None
        return self._year_tail(Item("season", name=word.value, mod=lead.mod, part=lead.part), lead.at + 1)

    def _feast(self, lead: Lead, _depth: int) -> Found:
        return self._year_tail(Item("feast", name=self.words[lead.at].value, mod=lead.mod), lead.at + 1)

    def _holiday(self, lead: Lead, _depth: int) -> Found:
        item = Item("holiday", name=self.words[lead.at].value, mod=lead.mod, part=lead.part)
        at = lead.at + 1
        after = at
        while self.tag(after) in {"of", "the"}:
            after += 1
        if self.tag(after) in {"feast", "season", "mon"}:
            item.name = self.words[after].value
            return self._year_tail(item, after + 1)
        if self.tag(at) in {"next", "last", "foll"}:
            item.mod, at = self.tag(at), at + 1
        return item, at

    def _back(self, lead: Lead, depth: int) -> Found:
        item, at = Item("back", mod=lead.mod), lead.at + 1
        if self.tag(at) == "n" and FIRST_YEAR <= self.words[at].number <= LAST_YEAR:
            item.year = self.words[at].number
            return item, at + 1
        if self.tag(at) == "of":
            found = self.item(at, depth + 1)
            if found and found[0].kind in {"holiday", "month", "feast"}:
                item.anchor, at = found[0], found[1]
            elif found and found[0].kind == "day":
                # "la rentrée du 4 janvier" is that day.
                return found
        return item, at

    def _public(self, lead: Lead, _depth: int) -> Found:
        return Item("public", mod=lead.mod), lead.at + 1

    def _offset(self, lead: Lead, depth: int) -> Found:
        """Read "la veille de X" and "le lendemain de X"."""
        word = self.words[lead.at]
        number = -word.number if word.tag == "eve" else word.number
        at = lead.at + 1
        while self.tag(at) in {"of", "the"} and self.tag(at + 1) in {"the", "of"}:
            at += 1
        found = self.item(at, depth + 1)
        if found:
            return Item("offset", number=number, unit="day", anchor=found[0]), found[1]
        if self.tag(lead.at + 1) == "" and lead.at + 1 < self.size and self.words[lead.at + 1].text in _OWNS:
            # "la veille de son opération"
            return None
        return Item("offset", number=number, unit="day", name="after_mention"), lead.at + 1

    def _clock(self, lead: Lead, _depth: int) -> Found:
        at = lead.at + 1
        return Item("clock", name=self.words[lead.at].text), at

    def _school_year(self, lead: Lead, _depth: int) -> Found:
        """Read "la fin de l'année scolaire", which is the end of the year."""
        return (Item("period", unit="year", mod=lead.mod, part=lead.part), lead.at + 1) if lead.part == "end" else None

    readers: ClassVar[dict[str, Callable[[Any, Lead, int], Found]]] = {
        **DayItems.day_readers,
        **PeriodItems.period_readers,
        "season": _season,
        "feast": _feast,
        "hol": _holiday,
        "back": _back,
        "publicday": _public,
        "eve": _offset,
        "morrow": _offset,
        "schoolyear": _school_year,
    }
