"""Parts, in a language other than French, a list whose last day opens what follows: "no come el jueves, mañana | sí".

The words that may follow such a day stand in the frames of a lexicon, "opening" and "back"; a language without them is left as it is.
"""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.language.lexicon import Lexicon
from villars_core.understanding.language.text import Token, word_set

_COMMAS = frozenset({",", ";"})
_ANDS = word_set("y e and")
_NOTS = word_set("no nao")
_ONLY = word_set("so apenas solo recien")
_TWO, _NEAR = 2, 4


def opened_apart(said: Sequence[Said], tokens: Sequence[Token], words: Lexicon) -> list[Said]:
    """Return the days, those lists parted whose last day belongs to what is said after it."""
    if "opening" not in words.frames:
        return list(said)
    parted = [part for one in said for part in _parted(one, tokens, words)]
    return [_till_back(one, tokens, words) for one in parted] if len(parted) == 1 else parted


def _till_back(one: Said, tokens: Sequence[Token], words: Lexicon) -> Said:
    """Return the only day told, of a return that is not before it, as what an absence lasts till: "no vuelve hasta el lunes"."""
    at = next((at for at in range(one.i - 1, max(one.i - _NEAR, 0) - 1, -1) if _is_return(at, tokens, words)), -1)
    before = {token.text for token in tokens[max(at - _TWO, 0) : at]} if at > 0 else set()
    if one.group.kind == "until":
        behind = one.j + 1 < len(tokens) and tokens[one.j].text in _NOTS and _is_return(one.j + 1, tokens, words)
        till = behind or not before.isdisjoint(_NOTS)
    else:
        till = one.group.kind == "list" and len(one.group.items) == 1 and at == one.i - 1 and not before.isdisjoint(_ONLY)
    return replace(one, group=replace(one.group, kind="before")) if till else one


def _is_return(at: int, tokens: Sequence[Token], words: Lexicon) -> bool:
    return all(words.tells(table, tokens[at].text) for table in ("back", "opening"))


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
