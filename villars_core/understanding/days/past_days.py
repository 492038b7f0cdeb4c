"""Leaves out of an absence to come the day of what has happened: "elle a été opérée ce mardi et rentre. Elle sera absente demain"."""

from collections.abc import Sequence

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_HAVE, _IS, _ITSELF = word_set("a ont"), word_set("est sont"), word_set("s' se")
# What "est" tells as past; "est invitée jeudi" may be to come.
_WENT = ("tomb", "rest", "rentr", "sorti", "parti", "arriv", "all", "reven", "repart", "retomb")
_TOO = word_set("aussi egalement non plus encore toujours")
_DONE = ("é", "ée", "és", "ées")
_DONE_WORDS = word_set("ete eu vomi pris mis fait rendu perdu recu fini subi")
_TO_COME = word_set("sera seront ira iront aura auront va vont doit prochain prochaine")


def without_past_days(said: list[Said], heard: Heard) -> list[Said]:
    """Return the days without the weekday of what has happened, where another sentence tells the absence and its own days."""
    starts = heard.sentence_starts
    if len(said) <= 1 or len({starts[one.i] for one in said}) <= 1 or not _TOO.isdisjoint(heard.scan.vocabulary - {"plus"}):
        return said
    over = [one for one in said if _has_happened(one, heard)]
    others = {starts[one.i] for one in said if one not in over}
    gone = [one for one in over if any(start > starts[one.i] for start in others)]
    return [one for one in said if one not in gone]


def _has_happened(one: Said, heard: Heard) -> bool:
    """Say whether a bare weekday is told behind a past deed, and nothing to come beside it: "s'est cassé le bras ce mardi"."""
    items = one.group.items
    plain = one.group.kind == "list" and len(items) == 1 and (items[0].kind == "weekday" or heard.scan.words[one.i : one.j] == ["hier"])
    if not plain:
        return False
    start = heard.sentence_starts[one.i]
    words = heard.scan.words[start : one.i]
    if not _TO_COME.isdisjoint(heard.scan.words[start : one.j + 1]):
        return False
    for at, word in enumerate(words):
        itself = word in _IS and at and words[at - 1] in _ITSELF
        went = word in _IS and words[at + 1 : at + 2] and words[at + 1].startswith(_WENT)
        if (word in _HAVE or itself or went) and _is_done(start + at, words[at + 1 :], heard):
            return True
    return False


def _is_done(at: int, after: Sequence[str], heard: Heard) -> bool:
    """Say whether a participle stands behind "a" or "est": not "à", not "est absente"."""
    tokens, source = heard.scan.tokens, heard.folded.source
    if not after or source[tokens[at].start : tokens[at].end].lower() == "à":
        return False
    then = tokens[at + 1]
    return after[0] in _DONE_WORDS or source[then.start : then.end].lower().endswith(_DONE)
