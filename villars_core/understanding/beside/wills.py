"""Finds whose will is set against an act: « Léa ne veut pas manger mais… », « elle voudrait manger mais je préfère qu'elle rentre »."""

from collections.abc import Sequence

from villars_core.understanding.acts.clauses import Clause
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_DEEDS = frozenset({"cancel", "book", "eat", "canteen", "go", "stay", "absent", "home", "homemeal", "pickup", "cease", "school"})
_WILLS = frozenset({"veut", "veulent", "veu"})
_BUTS = word_set("mais pourtant cependant sauf")
_WISHES = word_set("veut veulent voudrait voudraient aimerait aimeraient souhaite souhaiterait souhaiteraient reclame prefererait")
_OPPOSING = word_set("je j' nous on non pas moi ne n' impossible")
_THEY = frozenset({"il", "elle", "ils", "elles"})
_REFUSING = frozenset({"ne", "n'", "pas", "refuse", "refusent"})
_TOLD_NEAR, _REFUSED_NEAR = 8, 6


def is_refused(sentences: Sequence[Clause], heard: Heard) -> bool:
    """Say whether a "but" sets the child's own will against the act, the act against it, or the writers' will against the child's."""
    if _BUTS.isdisjoint(heard.scan.vocabulary):
        return False
    for clause in sentences:
        words = heard.scan.words[clause.i : clause.j]
        if _BUTS.isdisjoint(words):
            continue
        will = next((at for at, word in enumerate(words) if word in _WILLS and "pas" in words[at : at + 3]), len(words))
        if not _BUTS.isdisjoint(words[will:]) or _is_set_against(words):
            return True
        if any(word in _BUTS and _refuses(clause.i + at, heard) for at, word in enumerate(words)):
            return True
    return False


def _refuses(at: int, heard: Heard) -> bool:
    """Say whether a "but" goes on with what the child refuses, and with no act: "mais il refuse", "mais elle n'aime pas"."""
    tokens = heard.scan.tokens
    if at + 1 >= len(tokens) or tokens[at + 1].text not in _THEY:
        return False
    told = any(at < cue.i < at + _TOLD_NEAR and cue.tag in _DEEDS for cue in heard.cues)
    return not told and any(token.text in _REFUSING for token in tokens[at + 1 : at + _REFUSED_NEAR])


def _is_set_against(words: Sequence[str]) -> bool:
    """Say whether the writers set their own will against a child's: "Léa voudrait manger avec vous mais je préfère qu'elle rentre"."""
    will = next((at for at, word in enumerate(words) if word in _WISHES), len(words))
    buts = [at for at in range(will, len(words)) if words[at] in _BUTS]
    return any(not _OPPOSING.isdisjoint(words[at + 1 : at + 4]) for at in buts)
