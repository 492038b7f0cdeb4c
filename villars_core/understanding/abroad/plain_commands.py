"""Finds, in a language other than French, a command that says by itself what is wanted: the words beside it then only say why.

"Tom is begging to have lunch with his pals on Friday, so please add him", "Léa is out with the choir on Thursday. No lunch for her then".
It reads only languages whose frames list `bidding`, the small words before a command, and `happened`, verbs that tell what was.
"""

from collections.abc import Sequence

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, Token

_BIDDING, _HAPPENED = "bidding", "happened"
_COMMANDS = frozenset({"cancel", "book"})
_DASHES = frozenset("-–—")
# "asked", "cried"; "need", "bed" and "feed" are no past.
_PAST, _SHORTEST_PAST = "ed", 5


def is_dash(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a dash parts what stands around it, with a space on both sides."""
    if tokens[at].text not in _DASHES or not 0 < at < len(tokens) - 1:
        return False
    return tokens[at - 1].end < tokens[at].start and tokens[at].end < tokens[at + 1].start


def bid_deeds(deeds: list[Cue], heard: Heard) -> list[Cue]:
    """Return the deeds that are commanded: only words of bidding stand before them in their stretch."""
    if _BIDDING not in heard.lexicon.frames:
        return []
    return [cue for cue in deeds if cue.tag in _COMMANDS and not cue.denied and _is_bid(cue, heard)]


def _is_bid(cue: Cue, heard: Heard) -> bool:
    tokens, starts = heard.scan.tokens, heard.sentence_starts
    at = cue.i - 1
    while at >= starts[cue.i] and tokens[at].text not in MARKS and tokens[at].text not in _DASHES:
        if not heard.lexicon.tells(_BIDDING, tokens[at].text):
            return heard.lexicon.tells("parting", tokens[at].text)
        at -= 1
    return True


def is_elsewhere(commanded: list[Cue], start: int, stop: int) -> bool:
    """Say whether an act is commanded, and in no word of this stretch."""
    return bool(commanded) and not any(start <= cue.i < stop for cue in commanded)


def is_among_pals(heard: Heard, start: int, stop: int) -> bool:
    """Say whether a meal is told to be eaten with friends, who eat here too."""
    return any(heard.lexicon.tells("pals", heard.scan.tokens[at].text) for at in range(start, stop))


def is_eaten_out(heard: Heard, start: int, stop: int) -> bool:
    """Say whether a meal is told to be eaten at a place that is a reason elsewhere: "is having lunch at the museum"."""
    words, tokens = heard.lexicon, heard.scan.tokens
    places = {cue.i for cue in heard.cues if cue.tag == "excuse" and start <= cue.i < stop}
    if any(words.tells("places", tokens[at].text) and places & {at + 1, at + 2} for at in range(start, stop)):
        return True
    # "get their lunch from me"
    return any(words.tells("sources", tokens[at].text) and words.tells("ourselves", tokens[at + 1].text) for at in range(start, stop - 1))


def is_present(heard: Heard, start: int, stop: int) -> bool:
    """Say whether a stretch without an act tells what is or will be, and denies nothing: "Tom has judo on Thursday"."""
    words, tokens = heard.lexicon, heard.scan.tokens
    if _HAPPENED not in words.frames:
        return False
    if any(
        start <= cue.i < stop and (cue.tag in {"past", "pastabsent", "told"} or (cue.tag == "neg" and not cue.denied)) for cue in heard.cues
    ):
        return False
    tables = (_HAPPENED, "hoping", "back", "that", "when")
    read = heard.named | heard.dated
    return not any(
        _is_past(tokens[at].text) or any(words.tells(one, tokens[at].text) for one in tables) for at in range(start, stop) if at not in read
    )


def _is_past(word: str) -> bool:
    return len(word) >= _SHORTEST_PAST and word.endswith(_PAST)
