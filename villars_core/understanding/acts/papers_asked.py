"""Reads whether a paper is needed as a question, and not as a paper that is handed in: « faut-il un certificat ? »."""

from collections.abc import Sequence

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.language.text import Token, reach, word_set

_ENDS = word_set(". , ; : ! ? (")
_MANY = 25
_NEEDED = word_set("faut faudra faudrait dois doit devons devrai devrons besoin exigez demandez voulez exige necessite oblige obliges")
_NEEDED_AFTER = word_set("obligatoire obligatoires necessaire necessaires requis exige exiges indispensable suffit suffisant utile")
_OTHER_PAPERS = word_set("scolarite radiation fiscal fiscale impots assurance voici joint ci-joint jointe ci joins trouverez pj")
_OTHER_ACTS = frozenset({"cancel", "book", "attach", "tax", "ischecked"})
_FRAMES = frozenset({"generalask", "general", "when", "need", "must", "see"})
_ACTS = frozenset({"absent", "sick", "pastabsent", "go", "eat", "canteen", "cancel", "book", "home", "homemeal", "stay"})


def with_papers_asked(cues: list[Cue], mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Cue]:
    """Return the cues, a paper of which it is asked whether it is needed as practical: "est-ce qu'un certificat est obligatoire ?"."""
    for cue in cues:
        if cue.tag == "proof" and (bounds := _asked_in(cue, cues, tokens)) is not None:
            return _as_asked(cue, cues, mentions, bounds)
    return cues


def _asked_in(proof: Cue, cues: Sequence[Cue], tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Return the stretch in which a paper is asked after; `None` where it is told: "faut-il un justificatif ?", "voici le certificat"."""
    start, stop = reach(tokens, (proof.i, proof.j), _ENDS, _MANY)
    if stop >= len(tokens) or tokens[stop].text != "?":
        return None
    before = [token.text for token in tokens[start : proof.i]]
    after = [token.text for token in tokens[proof.j : stop]]
    if _NEEDED.isdisjoint(before) and _NEEDED_AFTER.isdisjoint(after):
        return None
    if not (_OTHER_PAPERS.isdisjoint(before) and _OTHER_PAPERS.isdisjoint(after)):
        return None
    return None if any(cue.tag in _OTHER_ACTS and start <= cue.i < stop for cue in cues) else (start, stop)


def _as_asked(proof: Cue, cues: Sequence[Cue], mentions: Sequence[Mention], bounds: tuple[int, int]) -> list[Cue]:
    """Return the cues with a paper asked after, without the absence that is only named behind it: "… pour l'absence de Tom ?"."""
    start, stop = bounds
    beside = any(cue.tag in _ACTS and cue.i < start for cue in cues)
    whose = any(one.keys and one.rule.startswith("name") and start <= one.i < stop for one in mentions)
    # What names a child, or stands beside an absence that is told, is no general question.
    tag = "practical" if beside or whose else "generalask"
    gone = _FRAMES | {"absent"}
    return [
        Cue(tag, cue.i, cue.j) if cue is proof else cue
        for cue in cues
        if cue is proof or not (start <= cue.i < stop and cue.tag in gone and (cue.tag in _FRAMES or cue.i > proof.i))
    ]
