"""Parts, in a language other than French, a list whose last day opens what follows: "no come el jueves, mañana | sí".

The words that may follow such a day stand in the frames of a lexicon, "opening" and "back"; a language without them is left as it is.
"""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.clauses import Said
from villars_core.understanding.lexicon import Lexicon
from villars_core.understanding.text import Token, word_set

_COMMAS = frozenset({",", ";"})
_ANDS = word_set("y e and")
_TWO = 2


def opened_apart(said: Sequence[Said], tokens: Sequence[Token], words: Lexicon) -> list[Said]:
    """Return the days, those lists parted whose last day belongs to what is said after it."""
    if "opening" not in words.frames:
        return list(said)
    return [part for one in said for part in _parted(one, tokens, words)]


def _parted(one: Said, tokens: Sequence[Token], words: Lexicon) -> list[Said]:
    group = one.group
    if group.kind != "list" or len(group.items) < _TWO or group.excepted or one.j >= len(tokens):
        return [one]
    back = words.tells("back", tokens[one.j].text)
    opens = back or words.tells("opening", tokens[one.j].text)
    joins = _COMMAS | _ANDS if back else _COMMAS
    at = next((at for at in range(one.j - 1, one.i, -1) if tokens[at].text in _COMMAS | _ANDS), 0) if opens else 0
    if not at or tokens[at].text not in joins:
        return [one]
    first, last = (replace(group, items=items) for items in (group.items[:-1], group.items[-1:]))
    return [replace(one, group=first, j=at), replace(one, group=last, i=at + 1)]
