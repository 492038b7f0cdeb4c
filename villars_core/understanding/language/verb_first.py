"""Puts whom and when a verb is told of before it, where a language says them between the verb and its place: "سيبقى توم غدا في البيت".

Read so, "stays … at home" is the one phrase that the lexicon knows. Only languages whose frames list `before_verb`, the small words that
stand between whom and a verb, are read so.
"""

from collections.abc import Sequence

from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.children.names import NameFinder
from villars_core.understanding.language.lexicon import Lexicon
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import Token, word_set

_FRAME, _BEHIND = "before_verb", "behind_name"
_DAYS = frozenset({"rel", "wd", "the", "n", "ord", "mon", "next", "this", "date"})
# "يمكن لليا أن …" is a question whoever stands in it; where somebody has to be is told of many a place.
_TELLING = frozenset({"eat", "absent", "home", "homemeal", "book", "cancel", "pickup", "sick"})
_GOING = "go"
_ANDS = word_set("و ve ile")
# No verb is longer parted from its place: "سيبقى توم يوم الخميس 26 نوفمبر في البيت".
_FAR, _PHRASE = 8, 5


def led_by_verb(whole: Scan, source: str, words: Lexicon, finder: NameFinder) -> tuple[Scan, list[Mention]]:
    """Return a message with each parted phrase brought together, and the children it names."""
    mentions = finder.find(whole, source)
    if _FRAME not in words.frames:
        return whole, mentions
    named = {at for one in mentions if not one.rule.startswith("pronoun") for at in range(one.i, one.j)}
    order = _order(whole, source, words, named)
    if order is None:
        return whole, mentions
    places = {old: new for new, old in enumerate(order)}
    moved = Scan(tuple(whole.tokens[at] for at in order), {places[at]: one for at, one in whole.masked.items()})
    return moved, finder.find(moved, source)


def _order(whole: Scan, source: str, words: Lexicon, named: set[int]) -> list[int] | None:
    """Return the places of the tokens in the order to read them in; `None` where nothing moves."""
    tokens, order = whole.tokens, list[int]()
    at, moves = 0, False
    while at < len(tokens):
        stop = _parted(tokens, at, words, named) if at not in named and _may_part(tokens, at + 1, words, named) else 0
        if not stop or "\n" in source[tokens[at].start : tokens[stop - 1].end]:
            order.append(at)
            at += 1
            continue
        start = len(order)
        while start and words.tells(_FRAME, tokens[order[start - 1]].text):
            start -= 1
        order[start:start] = range(at + 1, stop)
        order.append(at)
        at, moves = stop, True
    return order if moves else None


def _may_part(tokens: Sequence[Token], at: int, words: Lexicon, named: set[int]) -> bool:
    """Say whether a child or a day begins at a token."""
    return at in named or (at < len(tokens) and words.dates.begins(tokens[at].text))


def _parted(tokens: Sequence[Token], verb: int, words: Lexicon, named: set[int]) -> int:
    """Return where what parts a phrase ends, children and days alone; 0 where no phrase that begins at a word is parted."""
    if not words.acts.begins(tokens[verb].text):
        return 0
    at = verb + 1
    while at < min(verb + _FAR, len(tokens)):
        whole = words.acts.at([tokens[verb], *tokens[at : at + _PHRASE]], 0)
        if whole is not None and whole.length > 1:
            told = whole.tag in _TELLING or (whole.tag == _GOING and verb > 0 and words.tells(_FRAME, tokens[verb - 1].text))
            return at if told and at > verb + 1 else 0
        joins = at - 1 in named and (words.tells(_BEHIND, tokens[at].text) or (at + 1 in named and tokens[at].text in _ANDS))
        if at in named or tokens[at].text.isdigit() or joins:
            at += 1
            continue
        day = words.dates.at(tokens, at)
        if day is None or day.tag.split(":")[0] not in _DAYS:
            return 0
        at += day.length
    return 0
