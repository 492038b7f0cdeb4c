"""Which days and children of a message in a language other than French are the act's: not those of what is told beside it."""

from dataclasses import dataclass, replace

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.children.excepted import is_excepted
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent

_FRENCH = "fr"
_ACTS = word_set("cancel book eat canteen go stay absent home homemeal pickup cease swap noon need school")
# Beside a list of days these say nothing of their own: "and Friday too, thanks".
_SILENT = word_set("but thanks greeting notcond canteen noon correct final possible only same")
_MARKS = word_set(', . ; : ! ? ( ) " « » “ ” ؟')
_BOUNDS = frozenset({"until", "before", "since"})
_REASONS = frozenset({"holiday", "feast", "season", "year", "public", "back"})
_SHORT = 2
_AWAY = frozenset({Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE})
_ANDS = word_set("y e and")
_NO_MEAL = frozenset({"act.eat_not", "act.no_canteen", "act.book_not"})
_LETTERS = 3
_HAPPENED = ("ó", "aron", "ieron", "ou", "eu", "iu")
# So many words stand between a return and its day at most: "vuelven al colegio el jueves".
_NEAR = 5


@dataclass(frozen=True)
class Days:
    """What was said of the days of an act, and whether a day beside them may or may not be one."""

    meant: list[Said]
    doubtful: bool = False


def days_beside(order: Order, heard: Heard) -> Days:
    """Return the days of an act: those told with it or listed; others count only where there is no such day."""
    said = _with_denied(order, heard)
    if heard.lexicon.language == _FRENCH or not said or order.act.intent is Intent.SHOW_PLANNING:
        return Days(said)
    if len(said) < _SHORT:
        return Days(said, doubtful=order.act.intent in _AWAY and _Sides(order, heard).is_not_meant(said[0], order))
    if order.act.intent is Intent.JUSTIFY_ABSENCE:
        return Days([one for one in said if not _is_of_delivery(one, heard)] or said)
    if _is_beside_week(said):
        return Days(said, doubtful=True)
    sides = _Sides(order, heard)
    returns = [one for one in said if sides.is_return(one)] if order.act.intent in _AWAY else []
    if 0 < len(returns) < len(said):
        said = [one for one in said if one not in returns]
        if len(said) < _SHORT:
            return Days(said)
    apart = [one for one in said if not (sides.holds_act(one) or sides.lists(one))]
    own = [one for one in said if one not in apart]
    if own and len(apart) == 1 and all(_is_whole_week(one) for one in own) and _is_some_week(apart[0]):
        # "we are away next week, so the children will miss the whole week"
        return Days(apart)
    if not own or not apart:
        return Days(said, doubtful=bool(own) and not returns and sides.returns(own))
    again = [replace(item, i=0, j=0) for one in own for item in one.group.items]
    # "la operan el lunes, faltará lunes y martes": a day that is the act's too is no other day.
    others = [one for one in apart if not all(replace(item, i=0, j=0) in again for item in one.group.items)]
    return Days(own, doubtful=not all(sides.is_aside(one) for one in others) or (not returns and sides.returns(own)))


def _with_denied(order: Order, heard: Heard) -> list[Said]:
    """Return the days that are told; a weekday behind a "not" beside a week is taken out of it: "every day next week, not Thursday"."""
    told = [one for one in order.said if not one.denied or one.group.excepted]
    if len(told) == len(order.said) or not any(_is_stretch(one) for one in told):
        return told
    nots = {at for cue in heard.cues if cue.tag == "neg" for at in (cue.j, cue.j + 1)}
    return [_taken_out(one) if one not in told else one for one in order.said if one in told or (one.i in nots and _is_days(one))]


def _taken_out(one: Said) -> Said:
    return replace(one, denied=False, group=replace(one.group, excepted=True))


def _is_stretch(one: Said) -> bool:
    """Say whether a week, a month or days from one to another are told."""
    return one.group.kind == "range" or any(item.kind in {"period", "month", "week_of"} and not item.every for item in one.group.items)


def _is_days(one: Said) -> bool:
    return one.group.kind == "list" and all(item.kind in {"weekday", "day", "rel"} for item in one.group.items)


def _is_beside_week(said: list[Said]) -> bool:
    """Say whether weekdays are told apart from a whole week: "he has surgery on Monday and misses all next week"."""
    said = [one for one in said if not one.group.excepted]
    whole = [all(item.whole and item.unit == "week" for item in one.group.items) for one in said]
    bare = [all(item.kind == "weekday" and not (item.within or item.mod) for item in one.group.items) for one in said]
    return any(whole) and any(bare)


def _is_whole_week(one: Said) -> bool:
    """Say whether a week is told and not which: "the whole week"."""
    return all(item.kind == "period" and item.unit == "week" and not (item.mod or item.number or item.part) for item in one.group.items)


def _is_some_week(one: Said) -> bool:
    """Say whether one week is told by which it is: "next week", "the week of the 7th"."""
    items = one.group.items
    return len(items) == 1 and items[0].unit == "week" and (items[0].kind == "week_of" or items[0].mod in {"next", "this", "plus", "foll"})


def child_apart(order: Order, heard: Heard) -> bool:
    """Say whether another child is told apart from the act: "cancel Léa, not Tom", "… because Tom has a match", "Tom's mum"."""
    named = [one for one in order.mentions if one.keys and not one.rule.startswith("pronoun") and not is_excepted(one, heard)]
    if heard.lexicon.language == _FRENCH or len({one.keys for one in named}) < _SHORT:
        return False
    sides = _Sides(order, heard)
    apart = [one for one in named if not (sides.holds_act(one) or sides.lists(one)) or sides.is_set_against(one)]
    own = {key for one in named if one not in apart for key in one.keys}
    return bool(own) and any(key not in own for one in apart for key in one.keys)


def _is_of_delivery(one: Said, heard: Heard) -> bool:
    """Say whether a day is only when a paper comes: "entrego amanhã a declaração pela falta de segunda", "chega-vos na segunda"."""
    items = one.group.items
    if len(items) == 1 and items[0].kind == "rel" and items[0].number > 0:
        return True
    return any(heard.lexicon.tells("delivering", token.text) for token in heard.scan.tokens[max(one.i - _SHORT, 0) : one.i])


def _excepting(order: Order, heard: Heard) -> set[int]:
    """Return the places of the words that take a day out: "la semana que viene, a excepción del lunes"."""
    if not any(one.group.excepted for one in order.said):
        return set()
    found = ((at, heard.lexicon.dates.at(heard.scan.tokens, at)) for at in range(len(heard.scan.tokens)))
    return {place for at, match in found if match is not None and match.tag in _EXCEPTS for place in range(at, at + match.length)}


_EXCEPTS = frozenset({"except", "post:except"})


class _Sides:
    """The stretches between marks in which the days of an order stand."""

    def __init__(self, order: Order, heard: Heard) -> None:
        self.heard, self.tokens, self.words = heard, heard.scan.tokens, heard.lexicon
        self.dated = {at for said in heard.said for at in range(said.i, said.j)}
        self.named = heard.named
        tags = _ACTS | {"sick"} if order.act.rule == "act.sick" else _ACTS
        self.acts = {cue.i for clause in order.clauses for cue in clause.cues if cue.tag in tags}
        self.denied = {at for cue in heard.cues if cue.tag == "neg" for at in range(cue.i, cue.j)}
        self.silent = {at for cue in heard.cues if cue.tag in _SILENT for at in range(cue.i, cue.j)}
        self.silent |= _excepting(order, heard)

    def _parts(self, at: int) -> bool:
        if at in self.dated:
            return False
        return self.tokens[at].text in _MARKS or (at not in self.named and self.words.tells("parting", self.tokens[at].text))

    def _stretch(self, one: Said | Mention) -> range:
        start, stop = one.i, one.j
        plain, tokens = self.heard.folded.plain, self.tokens
        while start > 0 and not self._parts(start - 1) and "\n" not in plain[tokens[start - 1].end : tokens[start].start]:
            start -= 1
        while stop < len(tokens) and not self._parts(stop) and "\n" not in plain[tokens[stop - 1].end : tokens[stop].start]:
            stop += 1
        return range(start, stop)

    def holds_act(self, one: Said | Mention) -> bool:
        """Say whether a word of the act stands beside a day or a child."""
        return any(at in self.acts for at in self._stretch(one))

    def is_set_against(self, one: Mention) -> bool:
        """Say whether a child is told after a "but" in the stretch of the act: "Léa isn't eating on Thursday but Tom is"."""
        before = range(self._stretch(one).start, one.i)
        return any(self.words.tells("contrast", self.tokens[at].text) for at in before) and any(at in self.acts for at in before)

    def lists(self, one: Said | Mention) -> bool:
        """Say whether a day or a child stands among days, names and words that join them: "…, and Friday too"."""
        if isinstance(one, Said) and one.group.excepted:
            return True
        stretch = self._stretch(one)
        first = self.words.dates.at(self.tokens, stretch.start)
        bound = isinstance(one, Said) and (one.group.kind in {"until", "before"} or (first is not None and first.tag in {"to", "until"}))
        if bound and all(not token.text[0].isalnum() for token in self.tokens[stretch.stop :]):
            # "Hasta el lunes" at the end is a farewell as often as a bound.
            return False
        return all(self._joins(at) for at in stretch)

    def _joins(self, at: int) -> bool:
        word = self.tokens[at].text
        if at in self.dated or at in self.named or at in self.silent or at in self.heard.scan.masked or not word.isalpha():
            return True
        return (len(word) <= _SHORT and at not in self.denied) or self.words.tells("listing", word)

    def is_aside(self, said: Said) -> bool:
        """Say whether a day is told of a farewell, a return or what was said before; holidays and days gone by are a reason."""
        if all(item.kind in _REASONS or item.unit == "weekend" or (item.kind == "rel" and item.number <= 0) for item in said.group.items):
            return True
        if any(self.words.tells("aside", self.tokens[at].text) for at in self._stretch(said) if at not in self.dated):
            return True
        return self._is_our_reason(said)

    def _is_our_reason(self, said: Said) -> bool:
        """Say whether a day is told of the writers or of kin alone: "Tom won't eat on Thursday because we leave on Wednesday"."""
        stretch = self._stretch(said)
        words = [self.tokens[at].text for at in stretch if at not in self.dated]
        tables = ("ourselves", "persons")
        first = next((at for at in stretch if self.words.tells("persons", self.tokens[at].text)), stretch.stop)
        # "Los abuelos están hasta el 24 y quieren ver a los niños": the children are told behind the kin.
        named = any(at < first for at in self.named if at in stretch) or any(
            one.i in stretch and one.rule.startswith("name") for one in self.heard.mentions
        )
        if any(at in self.named for at in stretch) and (named or first == stretch.stop):
            return False
        return any(self.words.tells(table, word) for table in tables for word in words)

    def comes_back(self, one: Said) -> bool:
        """Say whether a day is told right behind a return, beside those of an absence: "faltan lunes y martes y vuelven el jueves 7"."""
        if one.group.kind in _BOUNDS or one.i == 0:
            return False
        for at in range(one.i - 1, max(one.i - _NEAR, 0) - 1, -1):
            if at in self.dated or (self.tokens[at].text in _MARKS):
                return False
            if self.words.tells("back", self.tokens[at].text):
                return not self.denied & {at - 1, at - 2}
        return False

    def is_return(self, one: Said) -> bool:
        """Say whether a day is the one of a return."""
        return self.comes_back(one) or self._opens_return(one)

    def is_not_meant(self, one: Said, order: Order) -> bool:
        """Say whether the only day may be no day of the act: of a return, or of what happened before: "lo pasó mal el jueves, no come"."""
        if "opening" not in self.words.frames or any(item.kind == "rel" for item in one.group.items):
            return self.is_only_return(one)
        told = [at for at in self._stretch(one) if at not in self.dated and at not in self.named]
        inside = {cue.tag for cue in self.heard.cues if cue.i in told and not cue.denied}
        if "pastabsent" in order.tags and "go" in inside and "pastabsent" not in inside:
            # "Tom faltó, viene el jueves"
            return True
        source = self.heard.folded.source
        happened = (
            source[self.tokens[at].start : self.tokens[at].end].lower()
            for at in told
            if self.tokens[at].end - self.tokens[at].start > _LETTERS
        )
        past = order.act.rule in _NO_MEAL and any(word.endswith(_HAPPENED) for word in happened)
        return (past and not self.holds_act(one)) or self.is_only_return(one)

    def is_only_return(self, one: Said) -> bool:
        """Say whether the one day that is told is the one of a return: "está malo, vuelve el jueves"."""
        behind = one.i > 0 and all(self.words.tells(table, self.tokens[one.i - 1].text) for table in ("back", "opening"))
        return self._opens_return(one) or (behind and self.comes_back(one))

    def _opens_return(self, one: Said) -> bool:
        """Say whether a return is told right behind a day that opens its stretch: "está malo, el jueves vuelve", "hoy ya está mejor"."""
        words, tokens, at = self.words, self.tokens, one.j
        if one.group.kind in _BOUNDS or (one.i and not (self._parts(one.i - 1) or tokens[one.i - 1].text in _ANDS)):
            return False
        while at < len(tokens) and words.tells("already", tokens[at].text):
            at += 1
        if at >= len(tokens) or at in self.denied:
            return False
        # "el jueves ya va"
        told = words.tells("back", tokens[at].text) or words.tells("well", tokens[at].text)
        return told or (at > one.j and words.tells("opening", tokens[at].text))

    def returns(self, own: list[Said]) -> bool:
        """Say whether a return is told beside an act without a mark between: "won't eat on Thursday he is back on Friday"."""
        if len(own) < _SHORT:
            return False
        # "the first week back" is a day itself.
        words = (self.tokens[at].text for one in own for at in self._stretch(one) if at not in self.dated)
        return any(self.words.tells("back", word) for word in words)
