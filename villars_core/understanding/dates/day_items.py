"""Reads items that are days: a day beside today, a weekday with its modifiers, a day of a month, a date in digits."""

from collections.abc import Callable
from typing import Any, ClassVar

from villars_core.understanding.dates.items import Item
from villars_core.understanding.dates.leads import BOUNDS, FIRST_YEAR, LAST_YEAR, THINGS, Found, Lead, Leads, current, fortnights
from villars_core.understanding.language.text import word_set

_RANKED_THINGS = word_set("rang rangs etage plan tour prix degre cycle abord coup contact cours ministre groupe spectacle match")
_NO_DAY = frozenset({"premiere", "premieres", "deuxieme", "deuxiemes", "seconde", "troisieme", "quatrieme", "cinquieme", "sixieme"})
_MONTHS, _LAST_DAY, _SHORT, _SATURDAY = 12, 31, 3, 6
_JOINS = frozenset({"and", "comma"})
_BEFORE_DATE = frozenset({"comma", "the", "of", "opt"})
_NUMBERS = frozenset({"n", "num", "ord"})
_AFTER_WEEKDAY = frozenset({"wd", "wds", "n", "rel", "date"})
# "le jeu", "elle vend", "en mer"
_OTHER_WORDS = frozenset({"jeu", "vend", "mer", "merc"})


class DayItems(Leads):
    """Reads days."""

    def _relative(self, lead: Lead, _depth: int) -> Found:
        word = self.words[lead.at]
        item = Item("rel", number=word.number)
        at = lead.at + 1
        if self.tags[at] == "inweek":
            return Item("offset", number=self.words[at].number, unit="day", anchor=item), at + 1
        after = self._count_tail(at)
        if after and after[0].unit in {"week", "day"} and word.number >= 0 and after[0].mod == "in":
            return Item("offset", number=after[0].number, unit=after[0].unit, anchor=item), after[1]
        return item, at

    def _weekday(self, lead: Lead, depth: int) -> Found:
        word = self.words[lead.at]
        if word.tag == "wdx" and not (self._short_weekday(lead.at + 1) or self._short_list(lead.at)):
            return None
        item = Item("weekday", weekday=word.number, plural=word.tag == "wds", every=lead.every, mod=lead.mod, part="")
        if lead.article and self.words[lead.at - 1].text == "le":
            item.name = "le"
        if lead.nth or (lead.mod == "last" and self.tag(lead.at + 1) == "of"):
            item.number = lead.nth or -1
            item.mod = ""
            if item.plural and abs(item.number) == 1:
                # "les deux premiers jeudis de décembre"; without their number they are not told.
                item.number, item.whole = item.number * max(lead.count, 0), True
        elif lead.count and item.plural and not (lead.article or lead.every or lead.mod):
            # "deux jeudis en décembre"
            item.part = "some"
        elif lead.count and lead.count > 1 and lead.mod:
            item.number = lead.count
        found = self._weekday_tail(item, lead.at + 1, depth)
        if found and found[0] is item and item.within is not None and item.mod and item.number == lead.count > 1:
            # "ces trois mardis de décembre", "les trois prochains mardis de décembre"
            item.number, item.whole, item.mod = (0, False, "") if item.mod == "this" else (item.number, True, "")
        if found and found[0] is item and lead.count > 1 and item.plural and item.mod in {"next", "foll", "last"}:
            # "les deux mardis suivants"
            item.number = lead.count
        return found

    def _short_weekday(self, at: int) -> bool:
        if self.tag(at) == "ord" and self.words[at - 1].text in {"sa", "ma"} and self.words[at].text.isalpha():
            # "sa première cantine" tells no Saturday.
            return False
        return self.tag(at) in {"n", "date", "ord"} or (self.tag(at) == "dot" and self.tag(at + 1) in {"n", "date"})

    def _short_list(self, at: int) -> bool:
        """Say whether short weekdays stand side by side or before a week: "mar et ven", "jeu semaine pro"."""
        if len(self.words[at].text) < _SHORT:
            return False
        before, after = at - 1 - (self.tag(at - 1) in _JOINS), at + 1 + (self.tag(at + 1) in _JOINS)
        if any(self.tag(one) == "wdx" and len(self.words[one].text) >= _SHORT for one in (before, after)):
            return True
        week = self.tag(at + 1) == "unit" and self.words[at + 1].value == "week" and self.tag(at + 2) in {"next", "foll"}
        return self.words[at].text not in _OTHER_WORDS and (week or self.tag(at + 1) == "next")

    def _weekday_tail(self, item: Item, at: int, depth: int) -> Found:
        at, tags = self._tail_half(at), self.tags
        if tags[at] == "dot" and tags[at + 1] in {"n", "date"}:
            at += 1
        # "tous les mardis du 1er au 18": the days between, and no Tuesday the 1st.
        bounded = (item.plural or item.every) and (tags[at] == "of" or (tags[at] == "comma" and tags[at + 1] == "of"))
        bounded = bounded or self._leads_range(at)
        dated = None if item.number or bounded else self._day_after_weekday(at)
        if dated:
            day, end = dated
            day.weekday = item.weekday
            # "le dernier vendredi, le 2 juillet" is told by its date, and need not be past.
            day.mod = day.mod or ("" if item.mod == "last" and day.month else item.mod)
            return day, end
        return self._weekday_mods(item, at, depth)

    def _day_after_weekday(self, at: int) -> Found:
        tags = self.tags
        while tags[at] in _BEFORE_DATE and self.words[at].text not in {"/", ";"}:
            if tags[at] == "comma" and tags[at + 1] in {"n", "num"} and tags[at + 2] not in {"mon", "of"}:
                return None
            at += 1
        if tags[at] == "date":
            return self._digits(Lead(at), 0)
        if tags[at] in _NUMBERS and self._dates_weekday(at):
            return self._in_digits(at) or self._day(Lead(at, day_mark=True), 0)
        return None

    def _leads_range(self, at: int) -> bool:
        """Say whether a stretch from one day to another follows a weekday: "lundi et jeudi du 18 au 28 janvier"."""
        if self.tags[at] != "of" or self.words[at].text != "du" or self.tag(at + 1) not in {"n", "ord", "date"}:
            return False
        end = at + 2 + (self.tag(at + 2) == "mon")
        return self.tag(end) == "to" and self.tag(end + 1) in {"n", "ord", "date", "wd"}

    def _in_digits(self, at: int) -> Found:
        """Read "mardi 3 11" as the third of November; a weekday that is not that day's is asked about."""
        if self.tag(at) != "n" or self.tag(at + 1) != "n" or self.tag(at + 2) in {"mon", "n", "of"} or self._counts(at + 2):
            return None
        day, month = self.words[at].number, self.words[at + 1].number
        listed = self.tag(at + 2) in _JOINS and self.tag(at + 3) == "n"
        if listed or not (1 <= day <= _LAST_DAY and 1 <= month <= _MONTHS):
            return None
        return Item("day", day=day, month=month), at + 2

    def _dates_weekday(self, at: int) -> bool:
        """Tell "vendredi 4" and "jeudi trois décembre" from "vendredi deux repas" and "jeudi pour un rendez-vous"."""
        after = self.words[at + 1].text if at + 1 < self.size else ""
        if after in THINGS:
            return False
        return self.tag(at) != "num" or self.tag(at + 1) == "mon" or (self.words[at - 1].text == "le" and self.words[at].text != "un")

    def _weekday_mods(self, item: Item, at: int, depth: int) -> Found:
        tags = self.tags
        while tag := tags[at]:
            if tag == "last" and at + 1 < self.size and self.words[at + 1].text in {"jour", "repas", "midi"}:
                # "vendredi dernier jour d'école"
                break
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
        if item.mod == "next" and tags[at] in {"n", "ord"} and not item.number and not self._counts(at + 1):
            dated = self._day_after_weekday(at)
            if dated and not dated[0].month:
                # "lundi prochain 30" is one day, told twice.
                dated[0].weekday = item.weekday
                return dated
        counted = self._count_tail(at)
        if counted and counted[0].mod == "in" and counted[0].unit in {"week", "day"} and not item.mod:
            item.mod, item.unit = "plus", str(fortnights(counted[0].number) if counted[0].unit == "day" else 7 * counted[0].number)
            return item, counted[1]
        return self._weekday_within(item, at, depth)

    def _weekday_within(self, item: Item, at: int, depth: int) -> Found:
        start, tags = at, self.tags
        while tags[at] in _BEFORE_DATE and not (tags[at] == "comma" and tags[at + 1] != "the"):
            at += 1
        if item.mod == "plus" or tags[at] in _AFTER_WEEKDAY:
            return item, start
        if tags[start] == "comma" and not item.every:
            return item, start
        found = self.item(start + (self.tag(start) == "comma"), depth + 1)
        if found is None or found[0].kind not in BOUNDS:
            return item, start
        bound = found[0]
        if bound.kind == "period" and bound.unit == "week" and not bound.mod and not bound.part:
            return item, start
        if bound.unit == "weekend" and item.weekday < _SATURDAY:
            # "arrive vendredi pour le week-end"
            return item, start
        if (item.every or item.plural) and self.tag(found[1]) == "until":
            # "chaque vendredi, de la semaine du 11 jusqu'aux vacances"
            return item, start
        if bound.kind in {"month", "year", "season", "holiday"} and not (item.number or item.every or item.plural):
            return item, start
        item.within = current(bound)
        return item, found[1]

    def _day(self, lead: Lead, depth: int) -> Found:
        word = self.words[lead.at]
        if word.tag == "ord" and (word.text in _NO_DAY or (lead.at + 1 < self.size and self.words[lead.at + 1].text in _RANKED_THINGS)):
            # "sa première sortie", "au premier rang"
            return None
        ranked = self._ranked_beside(lead.at) if word.tag == "ord" else None
        if ranked:
            return ranked
        number, tags = word.number, self.tags
        if 1 <= number <= _MONTHS and tags[lead.at + 2] == "n" and self.words[lead.at + 1].text == "/":
            year = self.words[lead.at + 2].number
            if FIRST_YEAR <= year <= LAST_YEAR:
                return Item("month", month=number, year=year), lead.at + 3
        if not 1 <= number <= 31:
            return self._year_alone(lead) if word.tag == "n" else None
        item = Item("day", day=number, bare=not lead.day_mark, mod=lead.mod if lead.mod == "this" else "")
        at = self._tail_half(lead.at + 1)
        if tags[at] == "dot" and tags[at + 1] == "mon":
            at += 1
        after = at + (tags[at] == "of")
        after += tags[after] == "the"
        after += tags[after] == "unit" and self.words[after].value == "month" and tags[after + 1] in {"mon", "of"}
        after += tags[after] == "of"
        if tags[after] == "mon":
            item.month = self.words[after].number
            return self._year_tail(item, after + 1)
        if tags[at] == "of" or (tags[at] in {"this", "the"} and tags[at + 1] in {"unit", "next"}):
            found = self.item(at, depth + 1)
            if found and found[0].kind == "period" and found[0].unit == "month" and not found[0].part:
                item.within = current(found[0])
                return item, found[1]
        if self._counts_things(lead.at + 1) or (word.text == "un" and not lead.day_mark):
            # "deux repas le 4 janvier, un pour chacune"
            return None
        return item, lead.at + 1

    def _ranked_beside(self, at: int) -> Found:
        """Read the first of "le premier et le troisième jeudi" as a rank too."""
        after = at + 1 + (self.tag(at + 1) in _JOINS)
        after += self.tag(after) == "the"
        if after == at + 1 or self.tag(after) != "ord" or self.tag(after + 1) not in {"wd", "wds"}:
            return None
        return Item("weekday", weekday=self.words[after + 1].number, number=self.words[at].number), at + 1

    def _digits(self, lead: Lead, _depth: int) -> Found:
        day, month, year = (int(part) for part in self.words[lead.at].value.split("/"))
        return Item("day", day=day, month=month, year=year), lead.at + 1

    day_readers: ClassVar[dict[str, Callable[[Any, Lead, int], Found]]] = {
        "rel": _relative,
        "wd": _weekday,
        "wds": _weekday,
        "wdx": _weekday,
        "n": _day,
        "num": _day,
        "ord": _day,
        "date": _digits,
    }
