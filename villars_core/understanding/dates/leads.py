"""What stands before the head of an item of dates, and the tails that several kinds of items share."""

from collections.abc import Sequence
from dataclasses import dataclass

from villars_core.understanding.dates.items import Item, Word

PARTS = frozenset({"begin", "mid", "end", "during"})
FIRST_YEAR, LAST_YEAR = 1900, 2199
_OLDEST = 1000
BOUNDS = frozenset({"month", "period", "holiday", "back", "season", "week_of", "week_number", "nth", "year"})

THINGS = frozenset(
    {
        "repas",
        "enfants",
        "enfant",
        "assiettes",
        "places",
        "fois",
        "plateaux",
        "personnes",
        "couverts",
        "dejeuners",
        "euros",
        "kg",
        "filles",
        "garcons",
    }
)

_LEADING = PARTS | {"the", "of", "to", "this", "next", "foll", "last", "every", "all", "inweek", "ord", "n", "num", "some", "opt", "half"}
_ARTICLES = frozenset({"the", "of", "to"})
_HALVES = frozenset({"half", "clock"})
_BEFORE_HALF = frozenset({"the", "to", "of", "opt", "comma", "between"})
_COUNTING = frozenset({"in", "ago"})
_UNITS = frozenset({"unit", "wd", "wds"})
_SIDED = frozenset({"next", "last", "foll"})
# Past the words the tags are empty: whoever looks a few places ahead or one back needs no bounds.
_MARGIN = ("",) * 8

Found = tuple[Item, int] | None


@dataclass(slots=True)
class Lead:
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


class Leads:
    """The words of a sentence, and how the words around a head are read."""

    def __init__(self, words: Sequence[Word]) -> None:
        """Keep the words; nothing is read yet."""
        self.words = words
        self.tags = [*[word.tag for word in words], *_MARGIN]
        self.size = len(words)
        self.nested = 0

    def tag(self, at: int) -> str:
        """Return the tag at a place, empty past the end."""
        return self.tags[at] if 0 <= at < self.size else ""

    def item(self, at: int, depth: int = 0) -> Found:
        """Return the item that begins at `at`, and where it stops: the grammar's own."""
        raise NotImplementedError

    def _lead(self, at: int) -> Lead:
        lead, tags = Lead(at), self.tags
        while tags[lead.at] in _LEADING and self._take_lead(lead, self.words[lead.at]):
            lead.at += 1
        return lead

    def _take_lead(self, lead: Lead, word: Word) -> bool:
        tag = word.tag
        if tag in _ARTICLES:
            lead.day_mark = lead.day_mark or word.value == "d" or (word.text == "les" and self._numbers_follow(lead.at + 1))
            lead.article = True
        elif tag == "this":
            lead.mod = "this"
        elif tag in {"next", "foll", "last"} and word.text != "passe":
            lead.mod = tag
        elif tag == "every":
            lead.every = True
        elif tag == "all":
            lead.whole = True
        elif tag == "inweek" and not lead.half_week:
            lead.half_week = word.number
        elif tag in PARTS and not lead.part:
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

    def _numbers_follow(self, at: int) -> bool:
        """Tell "les 17 et 18" from "les 2 enfants"."""
        listed = self.tag(at) == "n" and self.tag(at + 1) in {"and", "comma"} and self.tag(at + 2) == "n"
        return (listed and not self._counts(at + 3)) or self._run_to_month(at)

    def _run_to_month(self, at: int) -> bool:
        """Say whether three numbers or more that grow lead to a month with nothing between most of them: "4 5 7 et 8 janvier"."""
        if self.tag(at) != "n" or self.tag(at + 1) != "n":
            return False
        run: list[int] = []
        while self.tag(at) == "n" or (self.tag(at) == "and" and self.tag(at + 1) == "n"):
            run += [self.words[at].number] if self.tag(at) == "n" else []
            at += 1
        return len(run) > 2 and self.tag(at) == "mon" and run[0] >= 1 and run[-1] <= 31 and run == sorted(set(run))

    def _counts(self, at: int) -> bool:
        return self._counts_things(at) or (at < self.size and self.words[at].text in THINGS)

    def _rank_follows(self, at: int) -> bool:
        return self.tag(at) in {"wd", "wds", "unit", "next", "last"} and not (self.tag(at) == "unit" and self.words[at].value == "hour")

    def _count_follows(self, at: int) -> bool:
        at += self.tags[at] in _SIDED
        return self.tags[at] in _UNITS

    def _tail_half(self, at: int) -> int:
        """Skip parts of day and clock times that follow a day."""
        tags = self.tags
        while tag := tags[at]:
            if tag in _HALVES:
                at += 1
                continue
            if tag not in _BEFORE_HALF:
                return at
            after = at + 1 + (tags[at + 1] in _BEFORE_HALF)
            if tags[after] not in _HALVES:
                return at
            at = after + 1
        return at

    def _counts_things(self, at: int) -> bool:
        return self.tag(at) in {"unit", "clock", "amount", "percent", "class"}

    def _year_tail(self, item: Item, at: int) -> Found:
        at += self.tag(at) == "dot" and self.tag(at + 1) == "n"
        after = at + (self.tag(at) == "of")
        first = _OLDEST if item.kind == "day" and item.month else FIRST_YEAR
        if self.tag(after) == "n" and first <= self.words[after].number <= LAST_YEAR:
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
        if not self.tag(after):
            return item, at
        lead = self._lead(after)
        if self.tag(lead.at) == "unit" and self.words[lead.at].value == "year":
            found = self.item(after, 1)
            if found and found[0].kind == "period" and found[0].mod:
                item.mod = "year:" + found[0].mod
                return item, found[1]
        return item, at

    def _year_alone(self, lead: Lead) -> Found:
        word = self.words[lead.at]
        if FIRST_YEAR <= word.number <= LAST_YEAR:
            return Item("year", year=word.number, part=lead.part), lead.at + 1
        return None

    def _count_tail(self, at: int) -> Found:
        """Read "dans deux semaines", "il y a trois jours"."""
        tag = self.tags[at]
        if tag not in _COUNTING:
            return None
        count = at + 1
        if self.tag(count) == "opt":
            count += 1
        if self.tag(count) not in {"n", "num"} or self.tag(count + 1) != "unit":
            return None
        return Item("offset", number=self.words[count].number, unit=self.words[count + 1].value, mod=tag), count + 2


def current(bound: Item) -> Item:
    """Take "du mois" for this month where something is placed in it."""
    if bound.kind == "period" and not bound.mod and not bound.part:
        bound.mod, bound.bare = "this", True
    return bound


def fortnights(days: int) -> int:
    """Return days as French counts them: "huit jours" are a week, "quinze jours" two."""
    return {8: 7, 15: 14}.get(days, days)
