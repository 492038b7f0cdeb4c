"""Cuts a message into clauses: what is said together about an act, children and days."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Protocol, TypeVar

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.dates.items import Group, Word
from villars_core.understanding.kept import kept
from villars_core.understanding.language.masks import Scan

_WEAK = frozenset({",", ":", "(", ")"})
_STRONG = frozenset({".", "!", "?", ";", "\n"})
_SIGNS = _WEAK | _STRONG
_ACTS = frozenset({"cancel", "book", "eat", "go", "stay", "absent", "sick", "home", "homemeal", "pickup", "proof", "planning", "ischecked"})
_INFOS = frozenset(
    {
        "invoice",
        "pay",
        "tariff",
        "qf",
        "sepa",
        "tax",
        "contact",
        "health",
        "change",
        "requests",
        "news",
        "practical",
        "staff",
        "stop",
        "howto",
    }
)


_TOLD = _ACTS | _INFOS


@dataclass(slots=True)
class Said:
    """A group of dates by token places; `denied` when a negation or a correction takes it back. Never changed once placed."""

    group: Group
    i: int
    j: int
    denied: bool = False
    contrast: bool = False


@dataclass
class Clause:
    """A stretch of tokens with what it holds."""

    i: int
    j: int
    cues: list[Cue] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    asks: bool = False

    @property
    def tags(self) -> set[str]:
        """The tags of its cues."""
        return {cue.tag for cue in self.cues}


@dataclass(slots=True)
class Parts:
    """All that was found in a message, before it is cut; never changed."""

    scan: Scan
    plain: str
    cues: Sequence[Cue]
    mentions: Sequence[Mention]
    said: Sequence[Said]


_ADVERBS = frozenset({"donc", "alors", "egalement", "cependant", "toutefois", "sinon"})
_AS_EVER = frozenset({"chaque", "tous", "toutes", "d'", "avant", "prevu", "convenu", "toujours"})
_VERBAL = _ACTS | {"neg", "negplus"}
_IS = frozenset({"est", "sont", "sera", "seront", "va", "vont"})
# "o Léo e a Léa": the Portuguese article stands before the second name.
_ARTICLES = frozenset({"o", "a", "os", "as"})
_AT = frozenset({"a", "au", "aux", "chez", "avec", "le", "la", "les", "ce", "cette", "en", "dans", "pas", "plus", "jusqu'"})


class _Marks:
    """Keeps in order where acts, names, days and anything at all begin, so that any stretch is judged in a few steps."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.tokens = parts, parts.scan.tokens
        self.inside = {at for said in parts.said for at in range(said.i + 1, said.j)}
        words, signs = parts.scan.words, []
        if not _SIGNS.isdisjoint(parts.scan.vocabulary):
            signs = [at for at, word in enumerate(words) if word in _SIGNS and at not in self.inside]
        self.ends = [at for at in signs if words[at] in _STRONG]
        breaks = [at for at in signs if words[at] in _WEAK]
        buts = [cue.i for cue in parts.cues if cue.tag == "but" and cue.i not in self.inside and not self._is_inner(cue, parts)]
        self._breaks = sorted({*breaks, *buts}) if buts else breaks

    @kept
    def named(self) -> dict[int, int]:
        """Return where those named begin, and where they end."""
        return {mention.i: mention.j for mention in self.parts.mentions if mention.rule != "pronoun.beside"}

    @kept
    def _told(self) -> list[int]:
        return sorted([cue.i for cue in self.parts.cues if cue.tag in _TOLD])

    @kept
    def _named(self) -> list[int]:
        return sorted(self.named)

    @kept
    def _dated(self) -> list[int]:
        return sorted([said.i for said in self.parts.said])

    @kept
    def _meant(self) -> list[int]:
        parts = self.parts
        return sorted([*[cue.i for cue in parts.cues], *[mention.i for mention in parts.mentions], *[said.i for said in parts.said]])

    def _is_inner(self, cue: Cue, parts: Parts) -> bool:
        """Say whether an adverb stands inside its clause, after the verb: "ils déjeuneront donc à la maison"."""
        tokens = parts.scan.tokens
        if cue.j - cue.i > 1 or cue.j >= len(tokens):
            return False
        if tokens[cue.i].text == "comme":
            # "Louis rentre avec moi comme chaque vendredi"
            return tokens[cue.j].text in _AS_EVER
        if tokens[cue.i].text not in _ADVERBS:
            return False
        after = tokens[cue.i - 1].text in _IS or any(one.j == cue.i and one.tag in _VERBAL for one in parts.cues)
        return after and cue.j not in self.named and tokens[cue.j].text in _AT

    def lists(self, start: int, mark: int) -> bool:
        """Say whether a mark stands between two names that no day parts: "Léa et Tom", not "lundi Léa et Tom mardi"."""
        after = mark + 1 + (self.tokens[mark].text == "e" and mark + 1 < len(self.tokens) and self.tokens[mark + 1].text in _ARTICLES)
        if after not in self.named:
            return False
        name = next((mention.i for mention in reversed(self.parts.mentions) if mention.j == mark), None)
        if name is None or (_any(self._told, start, mark) and self.tokens[mark].text == "," and self._tells(self.named[after])):
            # "cantine mardi pour Léa, Tom mange chez lui"
            return False
        if not _any(self._dated, start, mark):
            return True
        before = range(name - _NEAR + 1, name)
        return name - start > _NEAR and not any(at in before for said in self.parts.said for at in range(said.i, said.j))

    def _tells(self, place: int) -> bool:
        """Say whether an act, or the "ne" before it, begins at a place."""
        return any(cue.i == place and (cue.tag in _TOLD or cue.tag == "ne") for cue in self.parts.cues)

    def breaks(self, start: int, stop: int) -> list[int]:
        """Return the signs and the words within a stretch at which a clause may end."""
        return self._breaks[bisect_right(self._breaks, start) : bisect_left(self._breaks, stop)]

    def holds(self, start: int, stop: int) -> bool:
        """Say whether a stretch can stand alone: it tells an act, or a child with days."""
        return _any(self._told, start, stop) or (_any(self._named, start, stop) and _any(self._dated, start, stop))

    def means(self, start: int, stop: int) -> bool:
        """Say whether anything at all was found in a stretch."""
        return _any(self._meant, start, stop)


def _any(places: list[int], start: int, stop: int) -> bool:
    """Say whether one of some places in order lies within a stretch."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < stop


def cut(parts: Parts) -> list[Clause]:
    """Return the clauses in order; none is empty of meaning except the only one."""
    marks = _Marks(parts)
    bounds = _strong(parts, marks)
    return [_clause(parts, *stretch) for start, stop in itertools.pairwise(bounds) for stretch in _weakly_cut(marks, start, stop)]


def _strong(parts: Parts, marks: _Marks) -> list[int]:
    tokens, words, plain = parts.scan.tokens, parts.scan.words, parts.plain
    bounds, lines = [0], "\n" in plain
    for at in range(len(words)) if lines else marks.ends:
        if at in marks.inside:
            continue
        broken = lines and at > bounds[-1] and "\n" in plain[tokens[at - 1].end : tokens[at].start]
        if broken and marks.means(bounds[-1], at):
            bounds.append(at)
        if words[at] in _STRONG and marks.means(bounds[-1], at + 1):
            bounds.append(at + 1)
    if bounds[-1] < len(tokens) or len(bounds) == 1:
        bounds.append(len(tokens))
    return bounds


def _weakly_cut(marks: _Marks, start: int, stop: int) -> list[tuple[int, int]]:
    found = marks.breaks(start, stop)
    if not found:
        return [(start, stop)]
    cuts = [start]
    for mark, following in itertools.pairwise([*found, stop]):
        if marks.lists(cuts[-1], mark):
            continue
        if marks.holds(mark, following) and marks.holds(cuts[-1], mark):
            cuts.append(mark)
    return list(itertools.pairwise([*cuts, stop]))


def _clause(parts: Parts, start: int, stop: int) -> Clause:
    if stop - start == len(parts.scan.tokens):
        clause = Clause(start, stop, list(parts.cues), list(parts.mentions), list(parts.said))
    else:
        within = between(parts.cues, start, stop), between(parts.mentions, start, stop), between(parts.said, start, stop)
        clause = Clause(start, stop, *within)
    clause.asks = _asks(clause, parts)
    return clause


def _asks(clause: Clause, parts: Parts) -> bool:
    """Say whether a clause asks: by a word, by a subject behind its verb or by its mark."""
    for cue in clause.cues:
        if (cue.tag == "ask" and not _ends(cue, clause, parts)) or (cue.tag in _ACTS and _inverted(cue, parts)):
            return True
    if "?" not in parts.scan.vocabulary:
        return False
    words = parts.scan.words
    return any(words[at] == "?" and _is_question(at, clause, parts) for at in range(_first(clause, clause.i), clause.j))


def _is_question(at: int, clause: Clause, parts: Parts) -> bool:
    """Say whether a mark ends a question, and not only a nod that is asked for: "Tom come el jueves, ¿vale?"."""
    tokens = parts.scan.tokens
    nods = {place for cue in clause.cues if cue.tag == "nod" for place in range(cue.i, cue.j)}
    start = at
    while start > 0 and start - 1 in nods:
        start -= 1
    return start in (at, 0) or tokens[start - 1].text.isalnum()


def _ends(cue: Cue, clause: Clause, parts: Parts) -> bool:
    """Say whether a cue closes what is told: "… but Nathan does" asks nothing."""
    after = parts.scan.tokens[cue.j].text if cue.j < clause.j else "."
    # A Turkish "mi" closes what it asks.
    return parts.scan.tokens[cue.i].text == "does" and cue.i > clause.i and after in _SIGNS


def _first(clause: Clause, start: int) -> int:
    """Return where a clause begins to mean something: "Allô la mairie ? Louis mange jeudi." asks nothing."""
    return min((one[0].i for one in (clause.cues, clause.mentions, clause.said) if one), default=start)


def _inverted(cue: Cue, parts: Parts) -> bool:
    """Say whether a subject follows a verb: "mange-t-elle", "est-il"."""
    tokens, at = parts.scan.tokens, cue.j
    if at >= len(tokens) or tokens[at].text not in _BEHIND_VERB:
        return False
    if parts.plain[tokens[at - 1].end : tokens[at - 1].end + 1] not in {"-", " "}:
        return False
    linked = tokens[at].text == "t"
    at += linked
    hyphen = at < len(tokens) and parts.plain[tokens[at].start - 1] == "-"
    return at < len(tokens) and tokens[at].text in _SUBJECTS and (hyphen or linked)


_NEAR = 4
# "Tom mange pas mardi mais jeudi": the "pas" is the verb's.
_EATS_OR_GOES = frozenset({"eat", "go", "stay"})
_SUBJECTS = frozenset({"il", "elle", "ils", "elles", "on"})
_BEHIND_VERB = _SUBJECTS | {"t"}


class _Placed(Protocol):
    @property
    def i(self) -> int: ...


_Some = TypeVar("_Some", bound=_Placed)


def between(found: Sequence[_Some], start: int, stop: int) -> list[_Some]:
    """Return what begins within a stretch of tokens, of things in their order."""
    if not found:
        return []
    return list(found[bisect_left(found, start, key=_place) : bisect_left(found, stop, key=_place)])


_place = attrgetter("i")


def outside_days(cues: Sequence[Cue], said: Sequence[Said]) -> list[Cue]:
    """Return the cues without what only words of a date tell: "à compter de jeudi" counts nobody, "la semana que viene" goes nowhere."""
    if not said or _TELLS_DAYS.isdisjoint([cue.tag for cue in cues]):
        return list(cues)
    dated = {at for one in said for at in range(one.i, one.j)}
    # "mange mardi, pas jeudi à la cantine": the "pas" is of the day alone.
    apart = {at for one in said if one.denied or one.group.excepted for at in range(one.j, one.j + _NEAR)}
    return [
        replace(cue, denied=False) if cue.tag == "canteen" and cue.denied and cue.i in apart else cue
        for cue in cues
        if cue.i not in dated or cue.tag not in _OF_DAYS
    ]


_OF_DAYS = frozenset({"book", "go"})
_TELLS_DAYS = _OF_DAYS | {"canteen"}


def placed(groups: Sequence[Group], words: Sequence[Word], cues: Sequence[Cue], scan: Scan) -> list[Said]:
    """Place groups among the tokens and mark those that a negation or a correction takes back."""
    found: list[Said] = []
    if not groups:
        return found
    wished = {at for cue in cues if cue.tag == "wish" for at in range(cue.i, cue.j)}
    for group in groups:
        start, stop = words[group.i].i, words[group.j - 1].j
        if not ((wished and wished.issuperset(range(start, stop))) or (found and _is_farewell(group, start, stop, scan))):
            found.append(Said(group, start, stop))
    taken_back = not _TAKES_BACK.isdisjoint(["neg" if cue.denied else cue.tag for cue in cues])
    for at, said in enumerate(found):
        if said.group.excepted and _verb_denied(said, found[:at], cues, scan):
            said.group.excepted = False
        if taken_back:
            later = found[at + 1] if at + 1 < len(found) else None
            said.denied, said.contrast = _denied(said, later, cues, scan)
    return found


def _is_farewell(group: Group, start: int, stop: int, scan: Scan) -> bool:
    """Say whether an "until tomorrow" is a sentence of its own that ends the message: "… el jueves. Hasta mañana"."""
    if group.kind != "until" or group.items[0].kind != "rel" or scan.tokens[start].text not in _UNTIL:
        return False
    ends = all(not token.text[0].isalnum() for token in scan.tokens[stop:])
    return ends and start > 0 and scan.tokens[start - 1].text in _STRONG


_UNTIL = frozenset({"until", "hasta", "ate", "الي"})


def _verb_denied(said: Said, earlier: Sequence[Said], cues: Sequence[Cue], scan: Scan) -> bool:
    """Say whether the "pas" before a day belongs to the verb, as in "il ne mange pas demain", and takes no day out."""
    before = _before(said.i, scan)
    if before < 0 or scan.tokens[before].text not in _DENIALS:
        return False
    if any(cue.i <= before < cue.j and cue.tag not in _TAKES_BACK for cue in cues):
        return True
    return not earlier or any(cue.denied and cue.j <= before <= cue.j + 1 for cue in cues)


def _denied(said: Said, later: Said | None, cues: Sequence[Cue], scan: Scan) -> tuple[bool, bool]:
    if later is not None:
        between = [cue for cue in cues if said.j <= cue.i < later.i]
        words = {scan.tokens[at].text for at in range(said.j, later.i)}
        corrected = [cue for cue in between if cue.tag == "correct" and not _puts_nothing_right(cue, later, said, scan)]
        if corrected and not any(cue.tag in _ACTS for cue in between):
            return True, False
        opposed = bool(words & _OPPOSED)
    else:
        opposed = False
    before = _before(said.i, scan)
    if before < 0 or (scan.tokens[said.i].text == "la" and said.group.items[0].kind in {"rel", "weekday", "day"}):
        # "pas la demain" is "pas là, demain".
        return False, False
    opposed_verb = opposed and _verb_before(said, later, cues)
    said_no = scan.tokens[before].text
    denial = next(
        (cue for cue in cues if cue.i <= before < cue.j and cue.tag in _TAKES_BACK and (cue.tag == "neg" or said_no in _NOES)), None
    )
    if denial is not None and _is_of_meal(said, cues, scan):
        return False, opposed
    if said_no in {"ni", "nem", "nor"}:
        denial = None
    if denial is None:
        return False, opposed_verb
    if _is_set_against(denial, said, cues, scan):
        return True, False
    claimed = [cue for cue in cues if cue.denied and cue.j <= denial.i <= cue.j + 1]
    opened = any(cue.tag == "ne" and denial.i - 5 <= cue.i < denial.i for cue in cues)
    if not claimed:
        # "je bosse pas demain"
        return not opened and scan.words[denial.i - 1] not in _WORKS, False
    if opposed and not opened and not any(cue.tag in _EATS_OR_GOES for cue in claimed):
        return True, False
    return False, opposed


_WORKS = frozenset({"bosse", "bossons", "bossent", "travaille", "travail", "travaillons", "travaillent", "taffe", "taf", "taffons"})


def _is_set_against(denial: Cue, said: Said, cues: Sequence[Cue], scan: Scan) -> bool:
    """Say whether a day is set against one told before a denied verb: "jeudi Tom ne mange pas, pas vendredi", not "… non plus"."""
    words = scan.words
    if words[denial.i - 1] not in {",", "mais"} or words[said.j : said.j + 1] in (["non"], ["ni"], ["et"], ["aussi"]):
        return False
    return any(cue.tag == "neg" and cue.j == denial.i - 1 for cue in cues)


def _puts_nothing_right(cue: Cue, later: Said, said: Said, scan: Scan) -> bool:
    return _goes_on(cue, scan) or _is_answer(cue, later, said, scan) or _is_excuse(cue, scan)


def _is_excuse(cue: Cue, scan: Scan) -> bool:
    """Say whether the writers only excuse themselves: "mardi, pardon pour le retard, et jeudi", "pardon de vous prévenir si tard"."""
    words = scan.words[cue.i : cue.i + _NEAR + 2]
    return words[:1] == ["pardon"] and words[1:2] != [] and words[1] in _FOR and not _FAULTS.isdisjoint(words[2:])


_FOR = frozenset({"de", "d'", "du", "pour"})
_FAULTS = frozenset({"retard", "derangement", "delai", "prevenir", "etre", "deranger", "tard", "message", "insister", "oubli", "gene"})


def _goes_on(cue: Cue, scan: Scan) -> bool:
    """Say whether "plutôt" stands behind a verb of its own clause and puts nothing right: "…, il la prendra plutôt vendredi"."""
    before = scan.tokens[cue.i - 1].text if cue.i else ""
    return scan.tokens[cue.i].text == "plutot" and len(before) > _NEAR and before.endswith(("ra", "ront", "rai", "rons"))


def _is_answer(cue: Cue, later: Said, said: Said, scan: Scan) -> bool:
    """Say whether a "non" is what is said of somebody, or told to somebody: "sa sœur non", "j'avais dit non"."""
    if later.i - cue.j <= 1:
        # "jeudi pour Tom non vendredi"
        return False
    before = scan.tokens[cue.i - 1].text
    return scan.tokens[cue.i].text == "non" and cue.i > said.j and before.isalpha() and before not in _FILLERS


_FILLERS = frozenset({"mais", "ah", "euh", "pardon", "et", "enfin", "ben", "ou", "heu", "oups", "zut", "bah", "donc", "alors"})


def _is_of_meal(said: Said, cues: Sequence[Cue], scan: Scan) -> bool:
    """Say whether a lone "pas" is of the meal told right behind its day: "Léo pas demain à la cantine"."""
    end = said.j
    while end < len(scan.tokens) and scan.tokens[end].text in _TO_MEAL:
        end += 1
    if end == said.j or not any(cue.tag == "canteen" and end < cue.j for cue in between(cues, said.j, end + 1)):
        return False
    return not any(cue.tag in _ACTS and cue.j <= said.i for cue in cues)


def _verb_before(said: Said, later: Said | None, cues: Sequence[Cue]) -> bool:
    """Say whether the verb before a day is denied and no other follows: "ne mange pas à la cantine mardi mais jeudi"."""
    earlier = [cue for cue in cues if cue.tag in _ACTS | {"canteen"} and cue.j <= said.i]
    return bool(earlier and earlier[-1].denied) and not any(later and cue.tag in _ACTS and said.j <= cue.i < later.i for cue in cues)


_TO_MEAL = frozenset({"a", "au", "la", "le", "de"})
_OPPOSED = frozenset({"mais", "plutot", "but", "sino", "pero", "mas", "ama", "fakat", "بل", "لكن"})
_TAKES_BACK = frozenset({"neg", "negplus", "correct", "but", "nothanks"})
_NOES = frozenset({"non", "pas", "not", "no"})
_DENIALS = frozenset({"pas", "pa", "plus", "not", "no", "nao"})
_GLUE = frozenset({"le", "la", "les", "l'", "pour", "de", "du", "ce", "au", "the", "on", "el", "los", "o", "na", "em", "this", "cette"})


def _before(at: int, scan: Scan) -> int:
    at -= 1
    while at >= 0 and scan.tokens[at].text in _GLUE:
        at -= 1
    return at


def trimmed(clause: Clause, out: Collection[int]) -> Clause:
    """Leave the words set aside out of a clause that begins or ends with them."""
    start, stop = clause.i, clause.j
    while start < stop and start in out:
        start += 1
    while stop > start and stop - 1 in out:
        stop -= 1
    return replace(clause, i=start, j=stop)
