"""Finds, in a language other than French, what only tells what the writers or their kin do beside an order that is complete without it.

"Cancel Tom's lunch on Friday, his godfather's invited him", "both for the canteen on Tuesday, I've an interview and won't make it back".
It reads only languages whose frames list `whose`: the small words that go before somebody. Where a verb tells the writers by itself
or goes before somebody, as in Spanish and Portuguese, the frames list such verbs too: `writers` and `coming`, and their own `leads`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.lexicon import Lexicon
from villars_core.understanding.language.text import MARKS, word_set

_WHOSE, _LEADS = "whose", "leads"
# Nobody gives reasons in a longer message; time stays bounded.
_MOST, _FAR = 250, 4
_DASHES = frozenset("-–—")
_LEADING = word_set("and so but because since as cos coz cuz bc ,")
# Before somebody these only join, or tell a day: "from the 4th to the 5th we …".
_OPENING = _LEADING | word_set("from the on for during over")
# "it's his birthday"
_THINGS = word_set("it")
_ORDERED = word_set("cancel book eat canteen go absent sick home homemeal cease school need")
_MEALS = word_set("book eat canteen need")
# What is told of anybody and orders nothing.
_TOLD = word_set(
    "go stay absent sick excuse job change school past pastabsent but neg negplus final family grownup place home thanks greeting news"
    " wish notcond cankid"
)
# Beside what takes a meal off, somebody else feeds or fetches the child; beside a meal booked, nobody does.
_FEEDING = word_set("homemeal eat book pickup canteen noon")
_FETCHING = word_set("homemeal pickup eat")
_OF_CHILD, _ANDS = frozenset({"go", "absent", "neg", "eat", "stay"}), word_set("y e")
_KIN = word_set("cousin cousins")
_BECAUSE = word_set("because since as")
# With these a child's own affairs are told: "as she's got chess club".
_WHY = word_set("excuse job but final family grownup place thanks greeting news childcare past")


@dataclass(frozen=True)
class _Part:
    """What stands between two marks or joining words."""

    i: int
    j: int
    cues: tuple[Cue, ...]
    mentions: tuple[Mention, ...]
    dated: bool


def told_why(heard: Heard) -> set[int]:
    """Return the places of what tells only of the writers or of kin, or why, where the rest tells an act and its day."""
    words = heard.lexicon
    if _WHOSE not in words.frames or not heard.said or len(heard.scan.tokens) > _MOST:
        return set()
    parts = _parts(heard)
    reasons = [reason for one in parts if (reason := _reason_of(one, heard)) is not None]
    if not reasons:
        return set()
    within = {reason.part.i for reason in reasons}
    rest = _Rest([one for one in parts if one.i not in within])
    if not rest.withdrawn and not rest.booked:
        return set()
    return {at for reason in reasons if _orders_nothing(reason, rest, heard) for at in _places(reason, rest, heard)}


def _places(reason: "_Reason", rest: "_Rest", heard: Heard) -> set[int]:
    """Return the places of a reason, without the day and the child of the order that only it tells."""
    places = set(range(reason.start, reason.part.j))
    return places - heard.dated - (heard.named if reason.names and not rest.keys else frozenset())


@dataclass(frozen=True)
class _Reason:
    """A part that tells why, from where: what the writers or their kin do, or what a child does."""

    part: _Part
    start: int
    of_others: bool
    names: bool = False


class _Rest:
    """What a message orders without its reasons: whether meals are booked or taken off, for whom, and on what days."""

    def __init__(self, parts: Sequence[_Part]) -> None:
        acts = [cue for one in parts for cue in one.cues if cue.tag in _ORDERED]
        self.withdrawn = any((cue.denied and cue.tag != "sick") or cue.tag not in _MEALS for cue in acts)
        self.booked = any(not cue.denied and cue.tag in _MEALS for cue in acts)
        self.keys = {key for one in parts for two in one.mentions for key in two.keys}
        self.dated = any(one.dated for one in parts)


def _parts(heard: Heard) -> list[_Part]:
    tokens, words, inside = heard.scan.tokens, heard.lexicon, {at for one in heard.said for at in range(one.i + 1, one.j)}
    long = {at for cue in heard.cues for at in range(cue.i + 1, cue.j)}
    starts = [at for at in range(1, len(tokens)) if at not in inside and at not in long and _begins(at, heard, words)]
    return [_part(start, stop, heard) for start, stop in zip([0, *starts], [*starts, len(tokens)], strict=True)]


def _begins(at: int, heard: Heard, words: Lexicon) -> bool:
    """Say whether a part begins: behind a mark, a dash or a line, before a joining word and somebody."""
    tokens, plain = heard.scan.tokens, heard.folded.plain
    gap = plain[tokens[at - 1].end : tokens[at].start]
    if tokens[at - 1].text in MARKS or tokens[at - 1].text in _DASHES or "\n" in gap:
        return True
    if not _leads(tokens[at].text, words) or at in heard.named or at in heard.dated:
        return False
    if words.tells("parting", tokens[at].text):
        return True
    after = at + 1
    return after < len(tokens) and (after in heard.named or _is_writers(after, heard) or _somebody(after, heard) > after)


def _leads(word: str, words: Lexicon) -> bool:
    """Say whether a word joins what it begins to what stands before it."""
    return word == "," or words.tells(_LEADS, word) if _LEADS in words.frames else word in _LEADING


def _is_writers(at: int, heard: Heard) -> bool:
    """Say whether a word tells the writers themselves: "we", and in Spanish "tengo"."""
    word, words = heard.scan.tokens[at].text, heard.lexicon
    return words.tells("ours", word) or words.tells("writers", word)


def _part(start: int, stop: int, heard: Heard) -> _Part:
    return _Part(
        start,
        stop,
        tuple(cue for cue in heard.cues if start <= cue.i < stop),
        tuple(one for one in heard.mentions if start <= one.i < stop),
        any(start <= one.i < stop for one in heard.said),
    )


def _reason_of(one: _Part, heard: Heard) -> _Reason | None:
    """Return what a part tells of the writers, of somebody who is no child, or behind a "because"; `None`: it tells none of these."""
    tokens, words = heard.scan.tokens, heard.lexicon
    at, because = one.i, False
    romance = _LEADS in words.frames
    while at < one.j and (_opens(at, heard) or not tokens[at].text[0].isalnum() or at in heard.dated):
        because = because or (words.tells("because", tokens[at].text) if romance else tokens[at].text in _BECAUSE)
        at += 1
    if at >= one.j or tokens[one.j - 1].text == "?" or any(two.problem for two in one.mentions):
        return None
    behind = at + 1 if _is_writers(at, heard) or tokens[at].text in _THINGS else _somebody(at, heard)
    named = any(two.keys and not two.rule.startswith("pronoun") for two in one.mentions if two.i >= at)
    if behind > at:
        return _Reason(one, at, of_others=True, names=named)
    return _Reason(one, at, of_others=False) if because and not one.dated else None


def _opens(at: int, heard: Heard) -> bool:
    word, words = heard.scan.tokens[at].text, heard.lexicon
    # "…, que viene su abuela": behind a mark it only joins.
    return _leads(word, words) or words.tells("that", word) if _LEADS in words.frames else word in _OPENING


def _somebody(at: int, heard: Heard) -> int:
    """Return where somebody ends whom words at a place tell, the place itself where they tell nobody: "my mother in law", "nobody"."""
    tokens, words = heard.scan.tokens, heard.lexicon
    first = at
    while first < len(tokens) - 1 and first - at < _FAR and words.tells("coming", tokens[first].text) and first not in heard.named:
        # "viene su madrina", "la recoge la abuela"
        first += 1
    led = words.tells(_WHOSE, tokens[first].text)
    last = min(first + (_FAR if led else 1), len(tokens))
    for place in range(first + led, last):
        if place in heard.named or place in heard.dated:
            return at
        if words.tells("persons", tokens[place].text) or words.tells("kin", tokens[place].text):
            return place + 1
    return at


def _orders_nothing(reason: _Reason, rest: _Rest, heard: Heard) -> bool:
    one = reason.part
    if _LEADS in heard.lexicon.frames and any(_is_child_again(cue, one, heard) for cue in one.cues):
        return False
    if one.dated and rest.dated:
        # Which of the days is meant is told elsewhere.
        return False
    if reason.names and reason.of_others and (rest.booked or rest.keys):
        # Whom somebody does something with, and eats here all the same, is no plain reason; nor is another child.
        return False
    if reason.of_others:
        return all(_is_told(cue, rest, heard) for cue in one.cues)
    named = {key for two in one.mentions for key in two.keys}
    return named <= rest.keys and all(cue.tag in _WHY for cue in one.cues)


def _is_child_again(cue: Cue, one: _Part, heard: Heard) -> bool:
    """Say whether a part may turn to the child again behind an "and", where no verb tells who: "vamos al médico y no va"."""
    near = heard.scan.tokens[max(cue.i - _FAR + 1, one.i + 1) : cue.i]
    return cue.tag in _OF_CHILD and any(token.text in _ANDS for token in near)


def _is_told(cue: Cue, rest: _Rest, heard: Heard) -> bool:
    """Say whether a cue of a part that tells of somebody else orders nothing beside what is ordered."""
    words = [token.text for token in heard.scan.tokens[cue.i : cue.j]]
    if cue.tag in _TOLD:
        return True
    if cue.tag == "told":
        return _is_kin(words)
    if rest.withdrawn and not rest.booked:
        return cue.tag in _FEEDING and not (cue.tag == "book" and not words[0].startswith("feed")) and not cue.denied
    return rest.booked and not rest.withdrawn and cue.tag in _FETCHING and cue.denied


def _is_kin(words: Sequence[str]) -> bool:
    return all(word in _KIN for word in words)
