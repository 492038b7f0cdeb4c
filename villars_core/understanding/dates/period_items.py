"""Reads items that are stretches of days: months, weeks, years, ranked or counted ones."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from villars_core.understanding.dates.items import WHOLE, Item
from villars_core.understanding.dates.leads import BOUNDS, FIRST_YEAR, LAST_YEAR, Found, Lead, Leads, current, fortnights


class PeriodItems(Leads):
    """Reads stretches."""

    def _month(self, lead: Lead, _depth: int) -> Found:
        item = Item("month", month=self.words[lead.at].number, part=lead.part, mod=lead.mod)
        return self._year_tail(item, lead.at + 1)

    def _unit(self, lead: Lead, depth: int) -> Found:
        unit, at = self.words[lead.at].value, lead.at + 1
        if lead.count:
            return self._counted(lead, unit, at)
        while self.tag(at) in {"all", "ci"}:
            lead.whole = lead.whole or self.tag(at) == "all"
            lead.mod = lead.mod or ("this" if self.tag(at) == "ci" else "")
            at += 1
        if unit == "day":
            return self._day_unit(lead, at, depth)
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

    def _day_unit(self, lead: Lead, at: int, depth: int) -> Found:
        if lead.every:
            return Item("period", unit="day", every=True), at
        if (lead.nth or lead.mod == "last") and self.tag(at) == "of":
            ranked = self._ranked(lead, "day", at, depth)
            if ranked:
                return ranked
        if self.tag(at) in {"next", "foll"} and lead.article and not lead.count:
            return Item("offset", number=1, unit="day", anchor=None, name="after_mention"), at + 1
        return None

    def _named_unit(self, item: Item, at: int, depth: int) -> Found:
        if item.unit == "month":
            after = at + (self.tag(at) == "of")
            if self.tag(after) == "mon":
                return self._month(Lead(after, part=item.part, mod=item.mod), depth)
        if item.unit == "year" and self.tag(at) == "n":
            return self._year_alone(Lead(at, part=item.part))
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

    def _ranked(self, lead: Lead, unit: str, at: int, depth: int) -> Found:
        nth = lead.nth or -1
        found = self.item(at, depth + 1) if self.tag(at) in {"of", "the", "opt", "this"} else None
        if found and found[0].kind in BOUNDS:
            return Item("nth", number=nth, unit=unit, within=current(found[0])), found[1]
        year = self.words[at].number if self.tag(at) == "n" else 0
        if unit in {"quarter", "half"}:
            if FIRST_YEAR <= year <= LAST_YEAR:
                return Item("nth", number=nth, unit=unit, within=Item("year", year=year)), at + 1
            return Item("nth", number=nth, unit=unit, within=Item("period", unit="year", mod="this", bare=True)), at
        return None

    def _counted(self, lead: Lead, unit: str, at: int) -> Found:
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

    def _count(self, lead: Lead, _depth: int) -> Found:
        found = self._count_tail(lead.at)
        if found is None:
            return None
        item, at = found
        item.number *= 1 if item.mod == "in" else -1
        if item.unit == "day" and item.mod == "in":
            item.number = fortnights(item.number)
        return item, at

    period_readers: ClassVar[dict[str, Callable[[Any, Lead, int], Found]]] = {
        "mon": _month,
        "unit": _unit,
        "in": _count,
        "ago": _count,
    }
