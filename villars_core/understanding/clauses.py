"""Cuts a message into clauses: what is said together about an act, children and days."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from villars_core.understanding.cues import Cue
from villars_core.understanding.dates.items import Group
from villars_core.understanding.masks import Scan
from villars_core.understanding.names import Mention

_STRONG = frozenset({".", "!", "?", ";", "\n"})
_ACTS = frozenset({"cancel", "book", "eat", "go", "absent", "sick", "home", "pickup", "proof", "planning", "ischecked"})
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


@dataclass(frozen=True, slots=True)
class Said:
    """A group of dates by token places; `denied` when a negation or a correction takes it back."""

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


@dataclass(frozen=True)
class Parts:
    """All that was found in a message, before it is cut."""

    scan: Scan
    plain: str
    cues: Sequence[Cue]
    mentions: Sequence[Mention]
    said: Sequence[Said]


def cut(parts: Parts) -> list[Clause]:
    """Return the clauses in order; none is empty of meaning except the only one."""
    bounds = _strong(parts)
    clauses: list[Clause] = []
    for start, stop in itertools.pairwise(bounds):
        for left, right in _weakly_cut(parts, start, stop):
            clauses.append(_clause(parts, left, right))
    return clauses


def _strong(parts: Parts) -> list[int]:
    tokens = parts.scan.tokens
    inside = {at for said in parts.said for at in range(said.i + 1, said.j)}
    bounds = [0]
    for at, token in enumerate(tokens):
        ended = token.text in _STRONG and not (token.text == "." and at in inside)
        broken = at > 0 and "\n" in parts.plain[tokens[at - 1].end : token.start]
        if broken and at not in inside and bounds[-1] != at:
            bounds.append(at)
        if ended and at not in inside:
            bounds.append(at + 1)
    bounds.append(len(tokens))
    return bounds


def _weakly_cut(parts: Parts, start: int, stop: int) -> list[tuple[int, int]]:
    inside = {at for said in parts.said for at in range(said.i + 1, said.j)}
    marks = [cue.i for cue in parts.cues if start < cue.i < stop and cue.tag == "but" and cue.i not in inside]
    marks += [at for at in range(start + 1, stop) if parts.scan.tokens[at].text in {",", ":", "(", ")"} and at not in inside]
    cuts = [start]
    for mark in sorted(set(marks)):
        following = min((other for other in marks if other > mark), default=stop)
        if _holds(parts, mark, following) and _holds(parts, cuts[-1], mark):
            cuts.append(mark)
    cuts.append(stop)
    return list(itertools.pairwise(cuts))


def _holds(parts: Parts, start: int, stop: int) -> bool:
    if any(cue.tag in _ACTS or cue.tag in _INFOS for cue in parts.cues if start <= cue.i < stop):
        return True
    child = any(start <= mention.i < stop and mention.rule != "pronoun.beside" for mention in parts.mentions)
    return child and any(start <= said.i < stop for said in parts.said)


def _clause(parts: Parts, start: int, stop: int) -> Clause:
    clause = Clause(start, stop)
    clause.cues = [cue for cue in parts.cues if start <= cue.i < stop]
    clause.mentions = [mention for mention in parts.mentions if start <= mention.i < stop]
    clause.said = [said for said in parts.said if start <= said.i < stop]
    texts = [token.text for token in parts.scan.tokens[start:stop]]
    clause.asks = "?" in texts or "؟" in texts or any(cue.tag == "ask" for cue in clause.cues)
    return clause


def placed(groups: Sequence[Group], places: Sequence[tuple[int, int]], cues: Sequence[Cue], scan: Scan) -> list[Said]:
    """Place groups among the tokens and mark those that a negation or a correction takes back."""
    found: list[Said] = []
    for group in groups:
        start, stop = places[group.i][0], places[group.j - 1][1]
        found.append(Said(group, start, stop))
    out: list[Said] = []
    for at, said in enumerate(found):
        later = found[at + 1] if at + 1 < len(found) else None
        if said.group.excepted and _verb_denied(said, found[:at], cues, scan):
            said.group.excepted = False
        denied, contrast = _denied(said, later, cues, scan)
        out.append(Said(said.group, said.i, said.j, denied, contrast))
    return out


def _verb_denied(said: Said, earlier: Sequence[Said], cues: Sequence[Cue], scan: Scan) -> bool:
    """Say whether the "pas" before a day belongs to the verb, as in "il ne mange pas demain", and takes no day out."""
    before = _before(said.i, scan)
    if before < 0 or scan.tokens[before].text not in _DENIALS:
        return False
    return not earlier or any(cue.denied and cue.j <= before <= cue.j + 1 for cue in cues)


def _denied(said: Said, later: Said | None, cues: Sequence[Cue], scan: Scan) -> tuple[bool, bool]:
    if later is not None:
        between = [cue for cue in cues if said.j <= cue.i < later.i]
        words = {scan.tokens[at].text for at in range(said.j, later.i)}
        if any(cue.tag == "correct" for cue in between) and not any(cue.tag in _ACTS for cue in between):
            return True, False
        opposed = bool(words & {"mais", "but", "sino", "mas"}) or "plutot" in words
    else:
        opposed = False
    before = _before(said.i, scan)
    if before < 0:
        return False, False
    denial = next(
        (cue for cue in cues if cue.i <= before < cue.j and (cue.tag == "neg" or scan.tokens[before].text in {"non", "pas", "not", "no"})),
        None,
    )
    if denial is None:
        return False, False
    claimed = [cue for cue in cues if cue.denied and cue.j <= denial.i <= cue.j + 1]
    if not claimed:
        return True, False
    opened = any(cue.tag == "ne" and denial.i - 5 <= cue.i < denial.i for cue in cues)
    if opposed and not opened:
        return True, False
    return False, opposed


_DENIALS = frozenset({"pas", "pa", "plus", "not", "no", "nao"})
_GLUE = frozenset({"le", "la", "les", "l'", "pour", "de", "du", "ce", "au", "the", "on", "el", "los", "o", "na", "em", "this", "cette"})


def _before(at: int, scan: Scan) -> int:
    at -= 1
    while at >= 0 and scan.tokens[at].text in _GLUE:
        at -= 1
    return at
