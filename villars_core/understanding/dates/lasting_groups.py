"""Reads how long a thing lasts from a day on: "pendant trois jours à partir de lundi", "dès lundi pour deux semaines"."""

from villars_core.understanding.dates.items import Group, Item
from villars_core.understanding.dates.leads import Found
from villars_core.understanding.dates.phrase_groups import PhraseGroups

_DAYS = frozenset({"day", "weekday", "rel", "feast"})
_UNITS = frozenset({"day", "week", "fortnight", "month", "year"})
_MINUTES_IN_DAY = 1440
# Before a count that is no length: "dans trois jours", "tous les trois jours", "deux ou trois jours", "un délai de trois jours".
_BEFORE = frozenset({"in", "ago", "every", "by", "since", "before", "after", "until", "or", "to", "dash", "n", "num", "alt"})
_DELAYS = frozenset({"delai", "delais", "preavis"})
_OF_THING = frozenset({"", "of", "skip", "hol", "season", "the"})
_PAUSES = frozenset({"comma", "and", "this"})
_MOST_WORDS = 4
_OF = frozenset({"de", "d'"})
# Whose age is told: "les enfants de 6 mois", "les moins de trois ans".
_AGED = frozenset({
    "bebe", "bebes", "enfant", "enfants", "nourrisson", "nourrissons", "moins", "plus", "fille", "filles", "fils", "garcon", "garcons",
    "age", "agee", "ages", "agees", "petit", "petite", "petits", "petites", "chiot", "chiots", "chaton", "chatons", "ceux", "celles",
})  # fmt: skip
_AGES = frozenset({"an", "ans"})


class LastingGroups(PhraseGroups):
    """Reads all groups of a phrase, and lengths of time that begin on a day."""

    def group(self, at: int) -> Group | None:
        """Return the group that begins at `at`."""
        led = self._length_first(at)
        if led:
            return led
        found = super().group(at)
        return self._length_behind(found) if found else None

    def _length_first(self, start: int) -> Group | None:
        """Read "trois jours à compter de lundi", "deux semaines de vacances à partir du 4 août"."""
        at = start
        while self.tag(at) == "opt" or (at == start and self.words[at].text in _OF):
            at += 1
        if self.tag(at) not in {"n", "num"}:
            return None
        length = None if self._no_length(start) else self._length(at)
        if length is None or (length[0].number and self.words[length[1] - 1].text in _AGES and at == start):
            return None
        end = self._pause(self._thing(length[1]))
        begun = super().group(end) if self.tag(end) == "start" else None
        return self._lasting(start, length[0], begun, begun.j) if begun and begun.kind == "from" else None

    def _no_length(self, start: int) -> bool:
        """Say whether a count is no length for what stands before it: "dans trois jours", "un délai de deux mois", "un bébé de 3 mois"."""
        of = start - (self.tag(start - 1) == "of")
        before = self.words[of - 1].text if of > 0 else ""
        counted = of < start or self.tag(start) == "of"
        return self.tag(start - 1) in _BEFORE or before in _DELAYS or (counted and (not before or before in _AGED))

    def _length_behind(self, group: Group) -> Group:
        """Read "à partir de lundi pendant trois jours", "lundi pour trois jours"."""
        open_end = group.kind == "from"
        if not open_end and (group.kind != "list" or group.items[0].every or group.items[0].plural):
            return group
        at = self._pause(group.j)
        if self.tag(at) != "opt" or (not open_end and at > group.j + (self.tag(group.j) == "comma")):
            return group
        length = self._length(at + 1)
        if length is None or (not open_end and (self.words[length[1] - 1].text in _AGES or self.tag(length[1]) in {"of", "skip", "hol"})):
            return group
        return self._lasting(group.i, length[0], group, length[1]) or group

    def _length(self, at: int) -> Found:
        """Read an amount of whole days: "trois jours", "48h", "six mois"."""
        found = self._amount(at)
        if found and found[0].kind == "minutes" and found[0].number and found[0].number % _MINUTES_IN_DAY == 0:
            return Item("offset", number=found[0].number // _MINUTES_IN_DAY, unit="day"), found[1]
        return found if found and found[0].kind == "offset" and found[0].unit in _UNITS else None

    def _thing(self, at: int) -> int:
        """Skip what the time is spent on: "de vacances", "d'arrêt maladie"."""
        if self.tag(at) not in {"of", "skip"}:
            return at
        end = at
        while end < self.size and end - at < _MOST_WORDS and self.tag(end) in _OF_THING:
            end += 1
        return end if self.tag(self._pause(end)) == "start" else at

    def _pause(self, at: int) -> int:
        """Skip "et ce", "," between a length and its day."""
        while self.tag(at) in _PAUSES or (self.tag(at - 1) == "and" and at < self.size and self.words[at].text == "ce"):
            at += 1
        return at

    def _lasting(self, start: int, length: Item, group: Group, end: int) -> Group | None:
        day = group.items[0]
        if len(group.items) != 1 or day.kind not in _DAYS or day.every or day.plural:
            return None
        return Group("list", start, end, [Item("lasting", i=start, j=end, number=length.number, unit=length.unit, anchor=day)])
