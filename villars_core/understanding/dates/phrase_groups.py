"""Reads what only a general reader of dates takes: counts that begin today, quarters and decades by name, days counted from now."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from villars_core.understanding.dates.groups import Groups
from villars_core.understanding.dates.items import Group, Item
from villars_core.understanding.dates.leads import BOUNDS, FIRST_YEAR, LAST_YEAR, Found, Lead, current, fortnights
from villars_core.understanding.dates.years_beside import is_year

_NUMBER = re.compile(r"\d{1,4}")
_MINUTES_IN = {"heure": 60, "heures": 60, "minute": 1, "minutes": 1, "mn": 1, "min": 1}
_SIGNS = {"'": 1, '"': 0, "min": 1, "h": 60}
_WEEKS_IN_YEAR, _QUARTERS, _LAST_DAY = 53, 4, 31
_TENS = 10
_MANY = frozenset({"jours", "semaines", "ans", "annees", "trimestres", "semestres"})
_WHICH = frozenset({"next", "last", "foll"})
_NEW_CENTURY, _CENTURY = 30, 1900
_ROUND_WEEKS = frozenset({"huitaine", "quinzaine"})
_BEEN = frozenset(
    {"a", "ai", "as", "ont", "avons", "avez", "avait", "avaient", "aura", "auront", "ayant", "avoir", "aurait", "pas", "bien", "deja"}
)
_BEHIND = frozenset({"suivant", "d'apres", "qui suit"})
_AHEAD = frozenset({"d'avant", "qui precede", "precedent"})
_ONE = frozenset({"un", "une"})
_COMING = frozenset({"qui vient", "qui arrive", "a venir"})
_ENDS = frozenset({"begin", "mid", "end"})
_BOUND = (" de", " du", " des", " d'")
_MEASURED = frozenset({
    "kilometre", "kilometres", "km", "metres", "milles", "tours", "points", "pieces", "roues", "mains", "saisons", "mousquetaires",
    "etages", "kilos", "kg", "litres", "couleurs", "voies", "places", "pages",
})  # fmt: skip
_ANCHORS = frozenset({"feast", "day", "rel"})


class PhraseGroups(Groups):
    """Reads all groups of a phrase that stands alone, school or not."""

    # Counts

    def _count_tail(self, at: int) -> Found:
        """Read "dans deux semaines", "il y a 3 heures", "dans un an et demi"."""
        tag = self.tag(at)
        if tag not in {"in", "ago"}:
            return None
        count = at + 1
        while self.tag(count) == "opt":
            count += 1
        found = self._either_amount(count) or self._amount(count)
        if found is None:
            return None
        found[0].mod = tag
        return found

    def _either_amount(self, at: int) -> Found:
        """Read "2 ou 3 jours" as the stretch between."""
        if self.tag(at) not in {"n", "num"} or self.tag(at + 1) not in {"or", "to", "dash"}:
            return None
        found = self._amount(at + 2)
        if found is None or found[0].kind != "offset":
            return None
        less = Item("offset", number=self.words[at].number, unit=found[0].unit)
        return Item("span", within=less, anchor=found[0]), found[1]

    def _amount(self, at: int) -> Found:
        """Read an amount of time: "trois jours", "48 heures", "2h30", "un an et demi"."""
        if self.tag(at) == "clock":
            numbers = [int(number) for number in _NUMBER.findall(self.words[at].text)]
            return Item("minutes", number=numbers[0] * 60 + (numbers[1] if len(numbers) > 1 else 0)), at + 1
        if self.tag(at) not in {"n", "num"}:
            return None
        number = self.words[at].number
        sign = self.words[at + 1].text if at + 1 < self.size else ""
        if sign in _SIGNS:
            return Item("minutes", number=number * _SIGNS[sign]), at + 2
        if self.tag(at + 1) != "unit":
            return None
        unit = self.words[at + 1]
        if unit.value == "hour":
            return Item("minutes", number=number * _MINUTES_IN.get(unit.text, 0)), at + 2
        item = Item("offset", number=number, unit=unit.value)
        if self.tag(at + 2) == "half" and self.words[at + 2].text in {"et demi", "et demie"}:
            return (Item("offset", number=number * 12 + 6, unit="month"), at + 3) if unit.value == "year" else None
        return item, at + 2

    def _counted_from_now(self, lead: Lead, depth: int) -> Found:
        """Read "dans trois jours", and "dans la semaine", "dans les 15 jours"."""
        found = self._count_tail(lead.at)
        if found:
            item, at = found
            forward = item.mod == "in"
            if item.kind == "span":
                ends = (item.within, item.anchor) if forward else (item.anchor, item.within)
                return Item("span", within=_signed(ends[0], forward=forward), anchor=_signed(ends[1], forward=forward)), at
            return _signed(item, forward=forward), at
        if self.tag(lead.at) != "in" or self.tag(lead.at + 1) not in {"the", "this"}:
            return None
        amount = self._amount(lead.at + 2)
        if self.words[lead.at + 2 if lead.at + 2 < self.size else 0].text in _ROUND_WEEKS:
            return None
        if amount and amount[0].kind == "minutes":
            return Item("within_n", number=max(amount[0].number // 1440, 0), unit="day"), amount[1]
        if amount and self.tag(amount[1]) not in {"next", "last", "foll"} and amount[0].kind == "offset":
            return Item("within_n", number=fortnights(amount[0].number), unit=amount[0].unit), amount[1]
        inside = self.item(lead.at + 1, depth + 1)
        if inside and inside[0].kind == "period" and not inside[0].mod and not inside[0].part:
            inside[0].mod = "this"
        return inside

    def _count_side(self, item: Item, at: int) -> Found:
        """Read "deux jours après" with nothing behind: counted from now."""
        if self.tag(at) == "earlier" and item.number > 0:
            item.number = -fortnights(item.number) if item.unit == "day" else -item.number
            return item, at + 1
        item.number = fortnights(item.number) if item.unit == "day" else item.number
        found = super()._count_side(item, at)
        if found or item.number < 1 or self.tag(at) not in {"before", "after"}:
            return found
        item.number *= -1 if self.tag(at) == "before" else 1
        return item, at + 1

    def _side(self, start: int, at: int) -> Group | None:
        """Read "d'ici deux semaines", "sous huit jours", "depuis 3 jours", beside what every text may say."""
        tag = self.tag(at)
        amount = self._amount(at + 1 + (self.tag(at + 1) == "opt")) if tag in {"by", "since"} else None
        if tag == "by" and self.tag(at + 1) == "clock" and self.words[at].text.startswith("d'ici"):
            return Group("by", start, at + 2, [Item("rel")])
        if amount and self.tag(amount[1]) not in {"next", "last", "foll", "before", "after"} and amount[0].kind in {"offset", "minutes"}:
            item, end = _signed(amount[0], forward=tag == "by"), amount[1]
            return Group("by" if tag == "by" else "since", start, end, [item])
        if tag == "by" and self.tag(at + 1) == "unit" and self.words[at + 1].value in {"week", "fortnight"}:
            return Group("by", start, at + 2, [Item("offset", number=1, unit=self.words[at + 1].value)])
        group = super()._side(start, at)
        if group and group.kind == "range" and tag == "since" and not group.items[0].mod:
            group.items[0].mod = "last"
        return group

    def _count_follows(self, at: int) -> bool:
        """Take "les trois premiers jours" for a count too."""
        return super()._count_follows(at + (self.tag(at) == "ord" and self.words[at].value == "1"))

    def _counted(self, lead: Lead, unit: str, at: int) -> Found:
        """Read "les trois derniers jours du mois", "les deux premiers mois de 2026"."""
        if lead.count > 0 and self.tag(at) == "of" and (lead.nth == 1 or lead.mod == "last"):
            found = self.item(at, 1)
            if found and found[0].kind in BOUNDS:
                return Item("some_of", number=lead.count if lead.nth else -lead.count, unit=unit, within=current(found[0])), found[1]
        some = any(self.words[place].text in _ONE for place in range(max(lead.at - 2, 0), lead.at))
        if lead.count == 1 and some and (lead.mod in _WHICH or self.tag(at) in _WHICH):
            return None
        return None if lead.nth else super()._counted(lead, unit, at)

    def _lead(self, at: int) -> Lead:
        """Read what stands before an item; "la dernière de l'année" is no year."""
        lead = super()._lead(at)
        parted = any(self.tag(place) in _WHICH and self.tag(place + 1) == "of" for place in range(at, lead.at - 1))
        return Lead(self.size) if parted else lead

    def _head(self, lead: Lead, depth: int) -> Found:
        """Read an item; "fin" before one that has no such part leaves nothing to read."""
        found = super()._head(lead, depth)
        return None if found and lead.part in _ENDS and not found[0].part else found

    def _further(self, last: Item, at: int) -> tuple[Item, int, bool] | None:
        """Read one more item of a list; behind "l'an dernier," stands what is told of that year."""
        step = super()._further(last, at)
        return None if step and is_year(last) and self.tag(at) == "comma" and step[0].kind not in {"period", "year"} else step

    def _range(self, start: int, first: Item, at: int) -> Group | None:
        """Read a stretch between two ends; "l'an dernier au mois de mai" is none."""
        placed = is_year(first) and self.tag(at) == "to" and self.tag(start) != "of"
        found = super()._range(start, first, at)
        return None if found and placed and found.items[1].kind not in {"period", "year", "rel"} else found

    # Days

    def _short_weekday(self, at: int) -> bool:
        """Take "merc 14h" and "sam soir" for days too."""
        return super()._short_weekday(at) or (self.tag(at) in {"clock", "half"} and len(self.words[at - 1].text) > 2)

    def _weekdays(self, lead: Lead, depth: int) -> Found:
        """Read weekdays; "deux mardis" tells not which, and "tous les premiers lundis" come once a month."""
        found = self._weekday(lead, depth)
        which = found and (found[0].number or found[0].within or found[0].mod or found[0].kind != "weekday")
        return None if (lead.count > 1 and not which) or (lead.every and (lead.nth or lead.mod == "last")) else found

    def _offset(self, lead: Lead, depth: int) -> Found:
        """Read "la veille de Noël"; "le lendemain du mariage" tells no day."""
        found = super()._offset(lead, depth)
        word = self.words[lead.at]
        bound = word.text.endswith(_BOUND) or self.tag(lead.at + 1) == "of"
        return None if found and found[0].name == "after_mention" and bound else found

    def _weekday_tail(self, item: Item, at: int, depth: int) -> Found:
        """Read a weekday; "les mardis du 6 octobre au 24 novembre" recur between two days."""
        bound = self._tail_half(at)
        bound += self.tag(bound) == "comma"
        if self.tag(bound) == "of" and self.words[bound].text == "du" and self.tag(bound + 1) in {"n", "date"}:
            first = self.item(bound, depth + 1)
            if first and first[0].kind == "day" and self.tag(first[1]) in {"to", "dash", "until"}:
                return item, at
        if self.tag(at) == "of" and self.words[at].text == "de" and self.tag(at + 1) == "n" and self.tag(at + 2) == "to":
            return item, at
        return super()._weekday_tail(item, at, depth)

    def _day(self, lead: Lead, depth: int) -> Found:
        """Read a day; "les 28, 29 et 30" are days though no month is said."""
        if self.tag(lead.at - 1) == "the" and self.words[lead.at - 1].text == "les" and self.tag(lead.at + 1) in {"comma", "and"}:
            lead.day_mark = True
        if self.words[lead.at].text in _ONE and self.tag(lead.at + 1) in {"half", "clock"}:
            return None
        if lead.at + 1 < self.size and self.words[lead.at + 1].text in _MEASURED:
            # "il court le dix kilomètres"
            return None
        return super()._day(lead, depth)

    def _weekday_within(self, item: Item, at: int, depth: int) -> Found:
        """Read "le premier lundi après Pâques", "le dimanche avant Noël"."""
        if self.tag(at) in {"before", "after"} and not item.mod and not item.every and not item.plural:
            found = self.item(at + 1, depth + 1)
            if found and found[0].kind in _ANCHORS:
                sign = 1 if self.tag(at) == "after" else -1
                return Item("beside", weekday=item.weekday, number=sign * max(item.number, 1), anchor=found[0]), found[1]
        found = super()._weekday_within(item, at, depth)
        named = self.tag(found[1]) == "of" and self.tag(found[1] + 1) in {"feast", "the"} if found else False
        ahead = self.item(found[1], depth + 1) if found and named else None
        if ahead and ahead[0].kind == "feast":
            # "le vendredi de l'Ascension" is the Friday nearest to it.
            return Item("beside", weekday=item.weekday, anchor=ahead[0]), ahead[1]
        return found

    # Names

    def _year_tail(self, item: Item, at: int) -> Found:
        last = at == self.size - 1
        written = self.words[at + 1].number if self.tag(at) == "comma" and self.tag(at + 1) == "n" else 0
        if item.month and FIRST_YEAR <= written <= LAST_YEAR:
            item.year = written
            return item, at + 2
        named = at + (self.tag(at) == "of")
        if [self.tag(place) for place in range(named, named + 3)] == ["the", "unit", "n"] and self.words[named + 1].value == "year":
            found = self._year_alone(Lead(named + 2))
            if found:
                item.year = found[0].year
                return item, found[1]
        if last and self.tag(at) == "n" and item.kind == "day" and len(self.words[at].text) == 2 and self.words[at].number > 60:
            item.year = 1900 + self.words[at].number
            return item, at + 1
        short = self._short_year(item, at) if item.kind in {"season", "feast", "month"} and not item.year else None
        if short:
            item.year, item.bare = short[0], True
            return item, short[1]
        return super()._year_tail(item, at)

    def _short_year(self, item: Item, at: int) -> tuple[int, int] | None:
        """Read the year of "l'été 98", "l'hiver 24-25", "mai 68"; which century it is of is told later."""
        at += at < self.size and self.words[at].text == "'"
        if self.tag(at) == "date" and item.kind == "season":
            first, last, year = (int(part) for part in self.words[at].value.split("/"))
            return (_CENTURY + first, at + 1) if last == first + 1 and not year else None
        if self.tag(at) != "n" or len(self.words[at].text) != 2 or self._counts(at + 1):
            return None
        number, end = self.words[at].number, at + 1
        if (
            item.kind == "season"
            and self.tag(end) == "dash"
            and self.tag(end + 1) == "n"
            and self.words[end + 1].number == (number + 1) % 100
        ):
            return _CENTURY + number, end + 2
        behind = self.words[end].text if end < self.size else ""
        named = behind.isalpha() and not self.tag(end)
        if number > _LAST_DAY:
            return None if named and behind.endswith(("s", "x")) else (_CENTURY + number, end)
        return (_CENTURY + number, end) if item.kind == "season" and not self.tag(end) and not named else None

    def _summer_too(self, lead: Lead, depth: int) -> Found:
        """Read a season; "été" is also "been", but not before a year."""
        if self.words[lead.at].text == "ete" and lead.at and self.words[lead.at - 1].text in _BEEN:
            return None
        found = self._season(lead, depth)
        if found or self.tag(lead.at + 1) not in {"n", "next", "last"}:
            return found
        return self._year_tail(Item("season", name=self.words[lead.at].value), lead.at + 1)

    def _named_month(self, lead: Lead, _depth: int) -> Found:
        """Read a month, and "mars 3 2015", which another language's order gives."""
        at = lead.at + 1
        year = self.words[at + 1].number if self.tag(at) == self.tag(at + 1) == "n" else 0
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= self.words[at].number <= _LAST_DAY:
            return Item("day", day=self.words[at].number, month=self.words[lead.at].number, year=year), at + 2
        short = self.tag(at) == "n" and self.words[at].number < 100 and not self._counts_things(at + 1)
        if short and not self._short_year(Item("month"), at):
            return None
        return self._month(lead, _depth)

    def _unit(self, lead: Lead, depth: int) -> Found:
        """Read a unit; "les prochaines semaines" tell no end, "semaines 13 et 14" are one stretch."""
        word, at = self.words[lead.at], lead.at + 1
        if word.value == "week" and not lead.count:
            found = self._two_weeks(at) or (self._beside(Item("period", unit="week"), at, depth) if self.tag(at) in _WHICH else None)
            if found:
                return found
        if self._endless(lead, at):
            return None
        year = self.words[at].number if self.tag(at) == "n" else 0
        if lead.mod == "last" and word.value in {"quarter", "half"} and FIRST_YEAR <= year <= LAST_YEAR:
            return Item("nth", number=-1, unit=word.value, within=Item("year", year=year)), at + 1
        if word.value == "weekend" and (lead.every or word.text.endswith("s")) and not (lead.count or lead.nth or lead.mod):
            return self._weekends(at, depth)
        if word.value == "day" and not (lead.nth or lead.count or lead.mod or lead.every) and self.tag(at) == "of":
            named = self.item(at, depth + 1)
            return named if named and named[0].kind in {"day", "feast", "rel", "weekday", "back"} else None
        found = super()._unit(lead, depth)
        if found and word.value == "weekend" and found[0].mod == "next" and self.words[found[1] - 1].text in _COMING:
            found[0].mod = "this"
        return found

    def _back_to_school(self, lead: Lead, depth: int) -> Found:
        """Read "la rentrée"; a "reprise" may be of anything."""
        found = self._back(lead, depth)
        return found if found and (self.words[lead.at].text.startswith("rentree") or found[0].kind != "back") else None

    def _in_month(self, lead: Lead, depth: int) -> Found:
        """Read "dans le mois"."""
        return self._named_unit(Item("period", unit="month", mod="this"), lead.at + 1, depth)

    def _weekends(self, at: int, depth: int) -> Found:
        """Read "tous les week-ends", "les week-ends de mai"."""
        found = self.item(at, depth + 1) if self.tag(at) == "of" else None
        if found and found[0].kind in BOUNDS:
            return Item("weekends", within=current(found[0]), every=True), found[1]
        return Item("weekends", every=True), at

    def _two_weeks(self, at: int) -> Found:
        if self.tag(at) != "n" or self.tag(at + 1) not in {"and", "to", "dash", "or"} or self.tag(at + 2) != "n":
            return None
        first, last = (Item("week_number", number=self.words[place].number) for place in (at, at + 2))
        return (Item("span", within=first, anchor=last), at + 3) if 1 <= first.number < last.number <= _WEEKS_IN_YEAR else None

    def _endless(self, lead: Lead, at: int) -> bool:
        """Say whether several units are meant and not how many: "ces derniers mois"."""
        text = self.words[lead.at].text
        which = [self.words[beside].text for beside in (lead.at - 1, at) if self.tag(beside) in _WHICH]
        many = text in _MANY or (text == "mois" and any(word.endswith("s") for word in which))
        return many and not lead.count and not lead.every and (lead.nth > 0 or lead.mod in _WHICH or self.tag(at) in _WHICH)

    def _ranked(self, lead: Lead, unit: str, at: int, depth: int) -> Found:
        found = super()._ranked(lead, unit, at, depth)
        if found is None and unit == "fortnight" and lead.nth and self.tag(at) != "of":
            return Item("nth", number=lead.nth, unit=unit, within=Item("period", unit="month", mod="this")), at
        return found

    def _named_unit(self, item: Item, at: int, depth: int) -> Found:
        if item.unit in {"week", "weekend"} and not item.mod:
            found = self._beside(item, at, depth) or self._over_days(at, depth)
            if found:
                return found
        tens = self.words[at].number if item.unit in {"year", "decade"} and self.tag(at) == "n" else 1
        if tens % _TENS == 0 and (tens < 100 or (self.words[at - 1].text in {"annees", "decennie"} and FIRST_YEAR <= tens <= LAST_YEAR)):
            return Item("decade", year=tens if tens >= FIRST_YEAR else tens + (2000 if tens < _NEW_CENTURY else 1900)), at + 1
        return super()._named_unit(item, at, depth)

    def _side_of(self, at: int) -> int:
        """Return 1 for a word that places behind a day, -1 for one that places before it, 0 for others."""
        tag, text = self.tag(at), self.words[at].text.replace("' ", "'") if at < self.size else ""
        behind = tag == "after" or (tag == "foll" and text in _BEHIND)
        return 1 if behind else -(tag == "before" or (tag == "last" and text in _AHEAD))

    def _weekday_mods(self, item: Item, at: int, depth: int) -> Found:
        """Read a weekday; "le lundi suivant Pâques" is placed by a feast."""
        named = self.tag(at) in _WHICH and self._side_of(at) and not (item.number or item.every or item.plural)
        found = self.item(at + 1, depth + 1) if named else None
        if found and found[0].kind in _ANCHORS:
            return Item("beside", weekday=item.weekday, number=self._side_of(at), anchor=found[0]), found[1]
        return super()._weekday_mods(item, at, depth)

    def _beside(self, item: Item, at: int, depth: int) -> Found:
        """Read "la semaine avant Noël", "le week-end suivant Pâques"."""
        side = self._side_of(at)
        if not side:
            return None
        found = self.item(at + 1, depth + 1)
        if found is None or found[0].kind not in _ANCHORS:
            return None
        return Item("beside", unit=item.unit, number=side, anchor=found[0]), found[1]

    def _over_days(self, at: int, depth: int) -> Found:
        """Read "la semaine du 5 au 9 octobre", "le week-end des 3 et 4"."""
        found = self.item(at, depth + 1) if self.tag(at) == "of" and self.tag(at + 1) in {"n", "num", "date", "wd"} else None
        if found is None or found[0].kind != "day" or self.tag(found[1]) not in {"to", "dash", "and"}:
            return None
        first, ahead = found[0], self.item(found[1] + 1, depth + 1)
        if ahead is None or ahead[0].kind != "day":
            return None
        last = ahead[0]
        if not first.month and not first.within:
            first.month, first.year, first.within = last.month, last.year, last.within
        return Item("span", within=first, anchor=last), ahead[1]

    def _week_named(self, item: Item, at: int, depth: int) -> Found:
        """Read "semaine 14", and "début semaine 14"."""
        found = super()._week_named(item, at, depth)
        if found and found[0].kind == "week_number":
            found[0].part = item.part
        return found

    def _week_mark(self, lead: Lead, _depth: int) -> Found:
        at = lead.at + 1
        at += self.tag(at) == "number"
        if self.tag(at) == "n" and 1 <= self.words[at].number <= _WEEKS_IN_YEAR:
            return self._year_tail(Item("week_number", number=self.words[at].number, part=lead.part), at + 1)
        return None

    def _quarter_mark(self, lead: Lead, _depth: int) -> Found:
        at = lead.at + 1
        if self.tag(at) != "n" or not 1 <= self.words[at].number <= _QUARTERS:
            return None
        year = self.words[at + 1].number if self.tag(at + 1) == "n" else 0
        within = Item("year", year=year) if FIRST_YEAR <= year <= LAST_YEAR else Item("period", unit="year", mod="this", bare=True)
        return Item("nth", number=self.words[at].number, unit="quarter", within=within), at + 1 + (within.kind == "year")

    def _century(self, lead: Lead, _depth: int) -> Found:
        """Read "au XIXe siècle"; "avant J.-C." tells one that no calendar here holds."""
        last = self.words[lead.at].number * 100
        if lead.part or self.tag(lead.at + 1) == "before":
            return None
        return Item("span", within=Item("year", year=last - 99), anchor=Item("year", year=last)), lead.at + 1

    def _workdays(self, lead: Lead, depth: int) -> Found:
        if self.tag(lead.at + 1) in {"n", "number"}:
            return self._week_mark(lead, depth)
        return Item("workdays"), lead.at + 1

    readers: ClassVar[dict[str, Callable[[Any, Lead, int], Found]]] = {
        **Groups.readers,
        "mon": _named_month,
        "wds": _weekdays,
        "n": _day,
        "num": _day,
        "season": _summer_too,
        "inmonth": _in_month,
        "unit": _unit,
        "in": _counted_from_now,
        "ago": _counted_from_now,
        "weekmark": _week_mark,
        "century": _century,
        "quartermark": _quarter_mark,
        "workdays": _workdays,
        "back": _back_to_school,
        "eve": _offset,
        "morrow": _offset,
    }


def _signed(item: Item | None, *, forward: bool) -> Item:
    """Return an amount counted from now, forward or back, as French counts days: "quinze jours" are two weeks."""
    found = replace(item) if item else Item("offset")
    number = fortnights(found.number) if found.unit == "day" else found.number
    found.number = number if forward else -number
    return found
