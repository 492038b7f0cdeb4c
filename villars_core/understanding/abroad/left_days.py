"""Asks where a number, an "until" or a few days stand beside an order in a language other than French and gave no day."""

from villars_core.understanding.abroad.side_days import days_beside
from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_MARKS = word_set(', . ; : ! ? ( ) " « » “ ” ؟ 。')
_ENDS = word_set(". ! ? ; ؟")
_SINGLE = frozenset({"weekday", "day", "rel", "offset"})
_FOLLOWING, _ANDS = word_set("next foll"), word_set("and &")
_LISTING = word_set("y e and & ve ile و ,")
_SIDES = word_set("until before after except")
_POSTPOSED = "post"
_COUNTED, _PAIR, _AGO = "days_counted", "two_days", "days_ago"
_LAST_DAY, _MONTHS, _HOURS, _MINUTES = 31, 12, 24, 60
_NEAR, _DASHED = 4, 2


def leaves_days(order: Order, heard: Heard) -> bool:
    """Say whether "until", "before" or a number stands beside the act and gave no day, or a day after the thanks may be a name."""
    return _Left(order, heard).is_any() or days_beside(order, heard).doubtful


class _Left:
    """The words of one order beside those that were read."""

    def __init__(self, order: Order, heard: Heard) -> None:
        self.order, self.heard, self.tokens, self.words = order, heard, heard.scan.tokens, heard.lexicon
        self.dated = heard.dated
        self.named = heard.named
        cued = {at for cue in heard.cues for at in range(cue.i, cue.j)}
        self.longer = {at for cue in heard.cues if cue.j - cue.i > 1 for at in range(cue.i, cue.j)}
        self.read = self.dated | cued | self.named | set(heard.scan.masked)

    def is_any(self) -> bool:
        """Say whether something beside the act may tell days and gave none."""
        if (
            any(self._is_part_of_month(said) for said in self.order.said)
            or self._is_signed()
            or self._is_vague()
            or self._is_bound_apart()
            or self._is_dashed()
            or self._is_counted_on()
            or self._is_miscounted()
        ):
            return True
        places = (at for clause in self.order.clauses for at in range(clause.i, clause.j) if at not in self.read)
        return any(self._is_number(at) if self.tokens[at].text.isdigit() else self._is_side(at) for at in places) or self._is_no_day()

    def _is_no_day(self) -> bool:
        """Say whether a number that is no day of a month stands at the end of a list of days: "los días 3, 4 y 32"."""
        lists = [said.j for said in self.order.said if said.group.items[-1].kind == "day" and said.j + 1 < len(self.tokens)]
        return any(self.tokens[at].text in _LISTING and self._is_too_high(at + 1) for at in lists)

    def _is_too_high(self, at: int) -> bool:
        text = self.tokens[at].text
        return at not in self.read and text.isdigit() and len(text) == _DASHED and int(text) > _LAST_DAY

    def _is_dashed(self) -> bool:
        """Say whether "26-11" was read as a stretch, which may be a day and its month."""
        places = (range(said.i, said.j) for said in self.order.said if said.j - said.i > _DASHED)
        threes = ([token.text for token in self.tokens[at : at + 3]] for place in places for at in place[:-2])
        return any(dash == "-" and first.isdigit() and last.isdigit() and int(first) > int(last) for first, dash, last in threes)

    def _is_number(self, at: int) -> bool:
        counted = at + 1 < len(self.tokens) and self._listed(at + 1, "counted")
        timed = at > 0 and self._listed(at - 1, "timing")
        return 1 <= int(self.tokens[at].text[:_NEAR]) <= _LAST_DAY and not (counted or timed or self._is_time(at))

    def _is_part_of_month(self, said: Said) -> bool:
        """Say whether a word that nothing read tells which day of a month is meant: "the tenh of December"."""
        items = said.group.items
        if len(items) > 1 or items[0].kind != "month" or said.i == 0 or said.i - 1 in self.read:
            return False
        match = self.words.dates.at(self.tokens, said.i)
        of = match is not None and match.tag == "of"
        before = self.tokens[said.i - 1].text
        return of and before.isalpha() and before not in self.words.plain and not self.words.dates.holds(before)

    def _is_side(self, at: int) -> bool:
        match = self.words.dates.at(self.tokens, at)
        tags = set(match.tag.split(":")) if match is not None else set()
        longer = self.words.dates.at(self.tokens, at - 1) if at and tags & _SIDES else None
        if tags & _FOLLOWING and self._is_joined(at):
            # "that day and the next"
            return True
        if longer is not None and longer.length > 1:
            # "right after": part of what was read as a whole
            return False
        after = at + (match.length if match is not None and match.tag == "except" else 1)
        beside = {at - 1} if _POSTPOSED in tags else {after} if after in self.named else {after, after + 1}
        return bool(_SIDES & tags) and not beside & self.dated and not self._is_farewell(at) and not self._is_hour(at + 1)

    def _is_joined(self, at: int) -> bool:
        """Say whether an "and" stands before a word, or before its article."""
        return any(token.text in _ANDS for token in self.tokens[max(at - _DASHED, 0) : at])

    def _is_hour(self, at: int) -> bool:
        """Say whether a bare number behind "till" is an hour where days are told as "the 2nd": "at the dentist's till 2"."""
        if at >= len(self.tokens) or not self.words.number_ends or not self.tokens[at].text.isdigit():
            return False
        return int(self.tokens[at].text[:_NEAR]) <= _MONTHS and not self.heard.folded.plain[self.tokens[at].end :][:1].isalpha()

    def _is_farewell(self, at: int) -> bool:
        """Say whether an "until tomorrow" is a sentence of its own that ends the message: its day was left out of the days."""
        if at == 0 or self.tokens[at - 1].text not in _ENDS or at + 1 >= len(self.tokens):
            return False
        day = self.words.dates.at(self.tokens, at + 1)
        ends = day is not None and all(not token.text[0].isalnum() for token in self.tokens[at + 1 + day.length :])
        return ends and day is not None and day.tag.startswith("rel")

    def _is_time(self, at: int) -> bool:
        """Say whether a number is part of "11.30", which is no day of a month."""
        first = at if at + 1 < len(self.tokens) and self.tokens[at + 1].text == "." else at - 2
        beside = self.tokens[first : first + 3] if first >= 0 else ()
        if len(beside) < len("h.m") or beside[1].text != "." or beside[0].end + 1 != beside[2].start:
            return False
        hour, minute = beside[0].text, beside[2].text
        return hour.isdigit() and minute.isdigit() and int(hour) < _HOURS and _MONTHS < int(minute) < _MINUTES

    def _is_vague(self) -> bool:
        """Say whether a cue of the act tells how many days it is about, not which: "will miss a few days this month"."""
        if any(item.kind in _SINGLE for said in self.order.said for item in said.group.items):
            return False
        return any(self._listed(at, "vague") for clause in self.order.clauses for at in range(clause.i, clause.j) if at in self.longer)

    def _is_counted_on(self) -> bool:
        """Say whether days are counted from one that is told, and they are not told themselves: "yarından itibaren üç gün"."""
        if "onwards" not in self.words.frames or sum(len(said.group.items) for said in self.order.said) > 1:
            return False
        places = (at for clause in self.order.clauses for at in range(clause.i, clause.j - 2))
        return any(self._listed(at, "onwards") and self._listed(at + 2, "counted") for at in places)

    def _is_miscounted(self) -> bool:
        """Say whether more or fewer days are counted beside the act than are told: "iki gün gelmeyecek, perşembe uçuyoruz"."""
        told = [(said.group.kind, item.kind) for said in self.order.said for item in said.group.items]
        if _COUNTED not in self.words.frames or not told or any(group != "list" or kind not in _SINGLE for group, kind in told):
            return False
        places = (at for clause in self.order.clauses for at in range(clause.i, clause.j) if at not in self.dated)
        # "yarından itibaren iki gün, yani perşembe cuma": tomorrow is one of them.
        fits = {0, len(told), sum(kind != "rel" for _, kind in told)}
        return any(self._count(at) not in fits for at in places)

    def _count(self, at: int) -> int:
        """Return how many days are counted at a place, 0 for none."""
        if self._listed(at, _PAIR):
            return 2
        if at + 1 >= len(self.tokens) or not self._listed(at + 1, _COUNTED):
            return 0
        if at + 2 < len(self.tokens) and self._listed(at + 2, _AGO):
            return 0
        word, match = self.tokens[at].text, self.words.dates.at(self.tokens, at)
        number = word if word.isdigit() else match.tag.partition(":")[2] if match is not None and match.tag.startswith("num:") else ""
        return int(number[:2]) if number.isdigit() else 0

    def _is_signed(self) -> bool:
        """Say whether a month or a weekday closes the message after the thanks: "… on Thursday. Thanks, April"."""
        last = self.heard.said[-1] if self.heard.said else None
        if last is None or len(last.group.items) > 1 or last.group.items[0].kind not in {"month", "weekday"}:
            return False
        if any(token.text[0].isalnum() for token in self.tokens[last.j :]):
            return False
        at = last.i - 1
        while at >= 0 and self.tokens[at].text in _MARKS:
            at -= 1
        thanked = any(cue.tag == "thanks" and cue.i <= at < cue.j for cue in self.heard.cues)
        return thanked or (at >= 0 and self._listed(at, "closing"))

    def _is_bound_apart(self) -> bool:
        """Say whether "until" follows a mark inside what was read as one, or ends a message alone: "Tom no come. Hasta mañana"."""
        for said in self.order.said:
            if said.i and self.tokens[said.i - 1].text in _ENDS and said.group.kind == "until" and said is self.heard.said[-1]:
                return True
            for at in range(said.i + 1, said.j - 1):
                match = self.words.dates.at(self.tokens, at + 1) if self.tokens[at].text in {",", "."} else None
                if match is not None and match.tag in {"until", "to"} and self._is_weekday_near(at + 2, said.j):
                    return True
        return False

    def _is_weekday_near(self, start: int, stop: int) -> bool:
        found = (self.words.dates.at(self.tokens, at) for at in range(start, min(start + _NEAR, stop)))
        return any(match is not None and match.tag.startswith(("wd", "rel")) for match in found)

    def _listed(self, at: int, table: str) -> bool:
        return self.words.tells(table, self.tokens[at].text)
