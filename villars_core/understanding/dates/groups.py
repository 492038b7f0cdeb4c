"""Gathers items into groups: lists sharing a month, ranges, and stretches open on one side."""

import itertools
from collections.abc import Sequence

from villars_core.understanding.dates.grammar import Grammar
from villars_core.understanding.dates.items import WEEKLY, Group, Item, Word

_LEADS = frozenset(
    {"the", "of", "to", "this", "next", "foll", "last", "every", "all", "inweek", "begin", "mid", "end", "during", "opt", "half", "some"}
)
_SIDES = {"until": "until", "by": "by", "start": "from", "since": "since", "before": "before", "after": "after"}
_OPENERS = frozenset({*_SIDES, "between"})
_BEFORE_OPENERS = frozenset({"opt", "of", "comma"})
_BEFORE_LINKED = frozenset({"the", "all", "opt", "comma"})
_BEFORE_EXCEPTED = frozenset({"the", "of", "opt", "to", "every"})
_RANGING = frozenset({"to", "dash", "until"})
_SEPARATORS = frozenset({"and", "comma", "or"})
_MOST_ITEMS = 40
_MARKED = ("du", "au", "le")

_PAST_ONES = frozenset({"derniers", "dernieres"})


class Groups(Grammar):
    """Reads all groups of a text, in order, none overlapping."""

    def __init__(self, words: Sequence[Word]) -> None:
        """Keep the words and nothing else."""
        super().__init__(words)
        self.passed = 0

    def all(self) -> list[Group]:
        """Return the groups of the text."""
        found: list[Group] = []
        behind, tags = 0, self.tags
        for at, told in enumerate(tags):
            # Most words tell no date.
            if not told or at < behind:
                continue
            head = at
            while tags[head] in _LEADS:
                head += 1
            tag = tags[head]
            if tag not in self.readers and tag not in _OPENERS:
                behind = head + 1
                continue
            group = self.group(at)
            if group is None:
                behind = max(head + 1 if head > at and tag not in _OPENERS else at + 1, self.passed)
                continue
            group.excepted = self._excepted(group.i)
            group.items[0].linked = group.items[0].linked or self._linked(group.i)
            found.append(group)
            behind = max(group.j, at + 1)
        return found

    def _linked(self, at: int) -> bool:
        """Say whether an "et", a "puis" or a "ni" stands before a group."""
        before, tags = at - 1, self.tags
        while before >= 0 and tags[before] in _BEFORE_LINKED:
            before -= 1
        return before >= 0 and (tags[before] == "and" or self.words[before].text == "ni")

    def _excepted(self, at: int) -> bool:
        before, tags = at - 1, self.tags
        while before >= 0 and tags[before] in _BEFORE_EXCEPTED:
            before -= 1
        return before >= 0 and tags[before] == "except"

    def group(self, at: int) -> Group | None:
        """Return the group that begins at `at`."""
        start, tags = at, self.tags
        while tags[at] in _BEFORE_OPENERS and tags[at + 1] in _OPENERS:
            at += 1
        tag = tags[at]
        if tag in _SIDES:
            return self._side(start, at)
        if tag == "between":
            return self._between(start, at)
        return self._list_or_range(start)

    def _side(self, start: int, at: int) -> Group | None:
        tag = self.tag(at)
        if tag == "until" and self.tag(at + 1) == "before":
            at += 1
        found = self.item(at + 1)
        if tag == "start" and self.words[at].text.startswith("des "):
            found = self.item(at) or found
        if found is None and tag == "start" and self.words[at].text.endswith("demain"):
            found = Item("rel", i=at, j=at + 1, number=1), at + 1
        if found is None or found[0].kind == "clock" or (self._unsure(found[0]) and not self.words[at].text.endswith(_MARKED)):
            return None
        item, end = found
        dated = self.item(end) if item.kind == "weekday" and item.mod else None
        if dated and dated[0].kind == "day" and dated[0].month:
            # "avant lundi prochain 30 novembre" is one day, told twice.
            item, end = dated
        until = end
        while self.tag(until) in {"and", "comma"} and until - end < 2:
            until += 1
        if tag in {"start", "since"} and (self.tag(until) == "until" or self.tag(end) == "to"):
            # "à partir de mardi, et jusqu'au 26"
            last = self.item(until + 1)
            if last:
                return Group("range", start, last[1], [item, last[0]], since=tag == "since")
        items = [item]
        return Group(_SIDES[tag], start, end, items)

    def _unsure(self, item: Item) -> bool:
        return item.kind == "day" and not item.month and item.bare and not item.weekday

    def _dates(self, at: int) -> bool:
        """Say whether a word may be a day that stands in a list: "le 3 et 4", "the sixth and seventh"."""
        return self.tag(at) == "n" or _is_high_rank(self.words[at])

    def _between(self, start: int, at: int) -> Group | None:
        first = self.item(at + 1)
        if first is None or self.tag(first[1]) not in {"and", "to"}:
            return None
        last = self.item(first[1] + 1)
        if last is None or all(self._unsure(item) and not item.within for item in (first[0], last[0])):
            # "entre 12 et 14" tells hours, "entre 20 et 30" counts something.
            return None
        return Group("range", start, last[1], [first[0], last[0]])

    def _list_or_range(self, start: int) -> Group | None:
        first = self.item(start)
        if first is None:
            return None
        item, at = first
        tags = self.tags
        if tags[at] in _RANGING or (tags[at] == "comma" and tags[at + 1] == "until"):
            ranged = self._range(start, item, at + (tags[at] == "comma"))
            if ranged:
                return ranged
        items, either = [item], False
        while len(items) < _MOST_ITEMS:
            step = self._further(items[-1], at)
            if step is None:
                break
            more, end, is_either = step
            again = (item.every or item.plural) and more.kind == "weekday" and tags[end] == "until"
            if tags[end] in _RANGING and not again and self._range(at, more, end):
                # "chaque mardi et jeudi jusqu'à l'été": both come again.
                break
            items.append(more)
            at, either = end, either or is_either
        if len(items) > 1:
            _share(items)
        if items[-1].kind == "weekday" and items[-1].mod == "last" and self.words[at - 1].text in _PAST_ONES:
            # "lundi et mardi derniers" are both past.
            for one in items[:-1]:
                one.mod = one.mod or ("last" if one.kind == "weekday" else "")
        if not _standing(items):
            self.passed = next((one.i for one in items[1:] if _standing([one])), at)
            return None
        return Group("list", start, at, items, either=either)

    def _range(self, start: int, first: Item, at: int) -> Group | None:
        if (first.every or first.plural) and self.tag(at) == "until":
            return None
        if first.kind in {"month", "year", "period"} and self.tag(at) == "to" and self.words[at].value != "d" and self.tag(start) != "of":
            return None
        last = self.item(at + 1)
        if last is None or last[0].kind == "clock":
            return None
        end = last[0]
        if end.kind == "holiday" and self.tag(at) != "until":
            return None
        if first.kind != "day" and end.kind == "day" and end.bare and not end.month and self.tag(last[1] - 1) == "num":
            # "demain à une rencontre" ends on no first of the month.
            return None
        if (
            first.kind == "day"
            and end.kind == "day"
            and first.bare
            and end.bare
            and not end.month
            and not end.weekday
            and not first.weekday
        ):
            return None
        if first.kind == "day" and first.bare and not first.month and self.tag(at) != "dash" and not end.month and not first.weekday:
            return None
        if end.kind in {"year", "next_n", "public"} and first.kind != end.kind:
            return None
        if first.kind == "weekday" and self.tag(at) == "until" and first.name == "le" and end.kind not in {"weekday", "rel"}:
            first.name = WEEKLY
        return Group("range", start, last[1], [first, end])

    def _further(self, last: Item, at: int) -> tuple[Item, int, bool] | None:
        after, either, tags = at, False, self.tags
        while tags[after] in _SEPARATORS and after - at < 2:
            either = either or tags[after] == "or"
            after += 1
        if not tags[after] or (tags[after] in _SIDES and tags[after] != "by"):
            return None
        found = self.item(after)
        if found is None:
            return None
        item, end = found
        item.linked = any(self.tag(one) == "and" for one in range(at, after))
        if after == at and not _joins_bare(last, item) and not (last.kind == "day" and self._run_to_month(at - 1)):
            return None
        if item.kind in {"clock", "year", "next_n"}:
            return None
        bare = item.kind == "day" and item.bare and not item.month and not item.weekday
        if bare and (last.kind != "day" or (self.tag(end) == "" and (not self._dates(end - 1) or self._counts(end)))):
            return None
        return item, end, either


def _is_high_rank(word: Word) -> bool:
    """Say whether an ordinal can only be a day: the first five may rank anything."""
    return word.tag == "ord" and word.number > _FEW_RANKS


_FEW_RANKS = 5


def _joins_bare(last: Item, item: Item) -> bool:
    """Say whether two items may stand side by side with nothing between: "lundi mardi", "jeudi 26 vendredi 27", "juillet-août"."""
    if item.kind == last.kind == "month":
        return True
    return (
        item.kind in {"weekday", "rel", "day"}
        and last.kind in {"weekday", "rel", "day"}
        and not (item.kind == "day" and item.bare and not item.weekday and not item.month)
    )


def _standing(items: list[Item]) -> bool:
    head = items[0]
    if head.kind == "clock":
        return False
    return not (head.kind == "day" and head.bare and not head.month and not head.weekday and head.within is None)


def _in_month_before(item: Item, after: Item) -> bool:
    """Say whether a day is of the month before that of the next, as its weekday tells where it has one: "lundi 30 et mardi 1er mars"."""
    if item.day <= _LATE or item.day <= after.day:
        return False
    if not (item.weekday and after.weekday):
        return True
    lasting = 31 if after.month in _AFTER_LONG else 28 if after.month == _MARCH else 30
    return (item.weekday + lasting - item.day + after.day - after.weekday) % 7 == 0


_LATE, _MARCH = 20, 3
# The months that follow one of 31 days.
_AFTER_LONG = frozenset({1, 2, 4, 6, 8, 9, 11})


def _share(items: list[Item]) -> None:
    """Give a month, a year, a week or a word such as "prochain" to the items before that wait for it."""
    for at in range(len(items) - 2, -1, -1):
        item, after = items[at], items[at + 1]
        if item.kind == "day" and after.kind == "day" and not item.month and not item.within:
            if after.month:
                item.month = (after.month - 2) % 12 + 1 if _in_month_before(item, after) else after.month
            item.within = after.within
        if item.kind == "day" and after.kind == "day" and item.month and after.month and not item.year and item.month <= after.month:
            item.year = after.year
        if item.kind == after.kind == "offset" and item.name and after.anchor is not None:
            # "la veille et le lendemain de Noël"
            item.anchor, item.name = after.anchor, ""
        if item.kind == after.kind == "month" and after.year and not item.year:
            item.year = after.year - (item.month > after.month)
        if item.kind == "weekday" and after.kind == "weekday":
            item.every = item.every or (after.every and after.plural and not item.mod)
            if item.number and after.number and item.within is None and not item.mod:
                # "le premier et le troisième jeudi de décembre"
                item.within = after.within
            if not item.mod and item.within is None and not item.number:
                item.within = after.within
                # "vendredi et le vendredi suivant": two weeks, not one told for both.
                again = after.mod == "foll" and after.weekday == item.weekday
                if after.mod in {"plus", "next", "foll"} and not again:
                    item.mod, item.unit = after.mod, after.unit
    for item, after in itertools.pairwise(items):
        if item.kind == after.kind == "weekday" and (item.every or item.plural) and not after.mod and after.within is None:
            after.every = after.every or item.every
            after.plural = after.plural or item.plural
            after.step = item.step if after.step == 1 else after.step
