"""Reads the days a school year turns round: "la dernière semaine avant les vacances", "le dernier jour d'école"."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from villars_core.understanding.dates.groups import Groups
from villars_core.understanding.dates.items import Group, Item
from villars_core.understanding.dates.leads import BOUNDS, Found, Lead, current

_EDGES = frozenset({"holiday", "feast", "back", "public"})
_SCHOOL = frozenset({"ecole", "classe", "cours", "cantine", "annee"})
_PARTED = frozenset({"month", "period"})
_THAT_ONE = frozenset({"celle", "celui"})
# Portuguese writes its "the" as it writes its "to".
_ARTICLES = frozenset({"the", "to"})
_STILL = frozenset({"encore", "toujours"})
_LAST_DAY, _MOST = 31, 99
_SIGNS = {"before": -1, "after": 1, "foll": 1}


class SchoolGroups(Groups):
    """Reads all groups of a message to a school."""

    def _day_unit(self, lead: Lead, at: int, depth: int) -> Found:
        ranked = lead.nth or (-1 if lead.mod == "last" else 0)
        edge = self._edge(ranked, "day", at, depth) if ranked else None
        return edge or super()._day_unit(lead, at, depth)

    def _named_unit(self, item: Item, at: int, depth: int) -> Found:
        ranked = -1 if item.mod == "last" else 0
        one = item.unit == "week" and item.mod in {"", "last"} and not self.words[at - 1].text.endswith("s")
        edge = self._edge(ranked, item.unit, at, depth) if one else None
        return edge or super()._named_unit(item, at, depth)

    def _relative(self, lead: Lead, depth: int) -> Found:
        """Read "demain 24" as one day told twice."""
        found = super()._relative(lead, depth)
        if found is None or found[0].kind != "rel" or self.tags[found[1]] != "n" or self._counts(found[1] + 1):
            return found
        number = self.words[found[1]].number
        if not 1 <= number <= _LAST_DAY or self.tag(found[1] + 1) in {"mon", "and", "comma"}:
            return found
        found[0].day = number
        return found[0], found[1] + 1

    def _count_follows(self, at: int) -> bool:
        """Take "les deux premiers jours" for a count too."""
        return super()._count_follows(at + (self.tag(at) == "ord" and self.words[at].value == "1"))

    def _day(self, lead: Lead, depth: int) -> Found:
        """Read "le 45 novembre", "el 45 de noviembre" as a day that is none, not as the month."""
        number = self.words[lead.at].number
        if not 1 <= number <= _LAST_DAY and number <= _MOST:
            month = lead.at + 1 + (self.tags[lead.at + 1] == "of")
            if self.tag(month) == "mon":
                return Item("day", day=number, month=self.words[month].number), month + 1
        return super()._day(lead, depth)

    def _ranked(self, lead: Lead, unit: str, at: int, depth: int) -> Found:
        """Read a ranked part; "les premiers jours de décembre" are not counted."""
        if unit in {"day", "week"} and self.words[lead.at].text.endswith("s"):
            found = self.item(at, depth + 1) if self.tag(at) == "of" and unit == "day" else None
            return (replace(found[0], part="begin" if lead.nth else "end"), found[1]) if found and found[0].kind in _PARTED else None
        edge = self._edge(lead.nth or -1, unit, at, depth)
        return edge or super()._ranked(lead, unit, at, depth)

    def _counted(self, lead: Lead, unit: str, at: int) -> Found:
        """Read "les deux derniers jours de classe", "les trois premiers jours de décembre", "… après les vacances"."""
        if unit == "day" and lead.count > 1 and lead.nth == 1 and self.tag(at) == "of":
            bound = self.item(at, 1)
            if bound and bound[0].kind in BOUNDS:
                return Item("some_of", unit="day", number=lead.count, within=current(bound[0])), bound[1]
        if unit == "week" and lead.count > 1:
            weeks = self._weeks(lead, at)
            if weeks:
                return weeks
        sided = lead.mod == "last" or self.tag(at) == "last"
        after = at + (self.tag(at) == "last")
        edge = self._edge(-lead.count if sided else lead.count, "day", after, 1) if unit == "day" and lead.count > 1 else None
        if edge and (sided or (edge[0].anchor and lead.nth)):
            edge[0].whole = True
            return edge
        return super()._counted(lead, unit, at)

    def _weeks(self, lead: Lead, at: int) -> Found:
        """Read "les deux dernières semaines de janvier", "les deux semaines avant Noël" as weeks told from one to another."""
        last, count = lead.mod == "last" or self.tag(at) == "last", lead.count
        place = at + (self.tag(at) == "last")
        beside = self._beside(place, 1)
        if beside is not None:
            sign, anchor, end = beside
            near, far = (Item("edge", unit="week", number=sign * number, anchor=anchor) for number in (1, count))
            return Item("span", within=near if sign > 0 else far, anchor=far if sign > 0 else near), end
        schooled = self._skip_school(place)
        if schooled > place and lead.nth == 1:
            near, far = (Item("edge", unit="week", number=number, anchor=Item("holiday"), bare=True) for number in (1, count))
            return Item("span", within=near, anchor=far), schooled
        bound = self.item(place, 1) if self.tag(place) == "of" and (last or lead.nth == 1) else None
        if bound is None or bound[0].kind not in BOUNDS:
            return None
        ends = (-count, -1) if last else (1, count)
        first, then = (Item("nth", unit="week", number=number, within=current(bound[0])) for number in ends)
        return Item("span", within=first, anchor=then), bound[1]

    def _further(self, last: Item, at: int) -> tuple[Item, int, bool] | None:
        """Read "la semaine prochaine et la suivante", "ce jeudi et le suivant" too."""
        found = super()._further(last, at)
        if found and _follows_week(last, found[0]):
            more = found[0]
            return Item("beside", unit="week", number=1, anchor=last, linked=True, i=more.i, j=more.j), found[1], found[2]
        if found or not (self.tags[at] == "and" or (at < self.size and self.words[at].text == "ni")):
            return found
        after = at + 1 + (self.tag(at + 1) in _ARTICLES or (at + 1 < self.size and self.words[at + 1].text in _THAT_ONE))
        again = last.unit == "week" and last.mod in {"this", "next"} and self.tag(after) == "next" and self.tag(after + 1)[:2] != "wd"
        if after == at + 1 or (self.tag(after) != "foll" and not again) or self.tag(after + 1) == "unit":
            return found
        if last.weekday and last.kind in {"weekday", "day"} and not (last.every or last.plural):
            return Item("offset", number=7, unit="day", name="after_mention", linked=True, i=at, j=after + 1), after + 1, False
        if last.unit != "week" and last.kind != "week_number":
            return None
        return Item("beside", unit="week", number=1, anchor=last, linked=True, i=at, j=after + 1), after + 1, False

    def _weekday_within(self, item: Item, at: int, depth: int) -> Found:
        tags = self.tags
        if tags[at] == "of" and tags[at + 1] == "the" and tags[at + 2] == "foll" and tags[at + 3] != "unit":
            # "lundi de la semaine prochaine et jeudi de la suivante"
            item.within = Item("period", unit="week", mod="foll")
            return item, at + 3
        beside = self._beside(at, depth)
        if beside is None or item.mod not in {"", "last"} or item.every or item.plural:
            return super()._weekday_within(item, at, depth)
        sign, anchor, end = beside
        # "il mange lundi avant les vacances" may mean the next Monday.
        pointed = bool(item.number or item.mod) or self.tag(at - 2) in {"the", "of"}
        return Item("edge", weekday=item.weekday, number=sign * abs(item.number or 1), anchor=anchor, bare=not pointed), end

    def _edge(self, ranked: int, unit: str, at: int, depth: int) -> Found:
        """Read a ranked week or day of school, before or after what parts the year, or the last of the year."""
        if unit not in {"week", "day"}:
            return None
        schooled = self._skip_school(at)
        beside = self._beside(schooled, depth)
        if beside is not None:
            sign, anchor, end = beside
            return Item("edge", unit=unit, number=sign * abs(ranked or 1), anchor=anchor), end
        if schooled == at:
            return None
        # "la première semaine de classe" is the one after the holidays.
        return Item("edge", unit=unit, number=ranked, anchor=Item("holiday") if ranked > 0 else None, bare=ranked > 0), schooled

    def _school_year(self, lead: Lead, _depth: int) -> Found:
        """Read "la fin de l'année scolaire" as the last day of school; it is exact only where it ends a stretch."""
        return (Item("edge", unit="day", number=-1, part="end"), lead.at + 1) if lead.part == "end" else None

    def _side(self, start: int, at: int) -> Group | None:
        """Read "depuis jeudi et encore aujourd'hui" as the days from one to the other."""
        group = super()._side(start, at)
        if group is None or group.kind != "since":
            return group
        end = group.j
        while end < self.size and (self.tag(end) in {"and", "comma"} or self.words[end].text in _STILL):
            end += 1
        last = self.item(end) if end > group.j else None
        if last is None or last[0].kind != "rel" or last[0].number or not _STILL & {word.text for word in self.words[group.j : end]}:
            return group
        return Group("range", start, last[1], [group.items[0], last[0]], since=True)

    def _beside(self, at: int, depth: int) -> tuple[int, Item, int] | None:
        tag = self.tags[at]
        sign = _SIGNS.get(tag)
        found = self.item(at + 1, depth + 1) if sign else None
        if sign is None or found is None or not (found[0].kind in _EDGES or (tag == "foll" and found[0].kind == "day")):
            return None
        return sign, found[0], found[1]

    def _skip_school(self, at: int) -> int:
        after = at
        while self.tag(after) in {"of", "the"}:
            after += 1
        if after == at or after >= self.size or not (self.words[after].text in _SCHOOL or self.tag(after) == "schoolyear"):
            return at
        further = after + 1
        return self._skip_school(further) if self.tag(further) == "of" else further

    readers: ClassVar[dict[str, Callable[[Any, Lead, int], Found]]] = {
        **Groups.readers,
        "rel": _relative,
        "n": _day,
        "schoolyear": _school_year,
    }


def _follows_week(last: Item, item: Item) -> bool:
    """Say whether a week is the one after another: "la semaine prochaine et la semaine suivante"."""
    if item.kind != "period" or item.unit != "week" or item.part or item.every or last.unit != "week":
        return False
    return item.mod == "foll" or (item.mod == last.mod == "next" and last.kind == "period")
