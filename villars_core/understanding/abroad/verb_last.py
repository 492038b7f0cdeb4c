"""Tells reasons apart from an order where the verb closes its sentence, as in Turkish: "okula gelemiyor | dişi şişti"."""

from collections.abc import Sequence

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent

_CLOSED = "verb_last"
_DEEDS = word_set("cancel book eat canteen go stay absent home homemeal pickup cease swap noon pastabsent proof")
_WITHDRAWN = frozenset({"cancel", "absent", "home", "homemeal", "pickup", "pastabsent"})
_GOES = frozenset({"go", "stay", "sick"})
# What a reason may be told with: whatever else is said asks, doubts, denies or orders.
_PLAIN = frozenset({"excuse", "sick", "thanks", "greeting", "notcond", "attach", "school", "job", "wish", "news", "but"})
_COMMANDS = ("sin", "sun", "sinler", "sunlar", "lar", "ler", "mez", "maz", "iniz", "unuz", "rsaniz", "rseniz")
_SHORT = 2


def order_ends(heard: Heard, start: int, stop: int, intent: Intent) -> int:
    """Return where a stretch that holds an order ends, its reason left out: what follows the verb is a sentence of its own."""
    words = heard.lexicon
    if _CLOSED not in words.frames or intent is Intent.JUSTIFY_ABSENCE:
        return stop
    end = max((cue.j for cue in heard.cues if start <= cue.i < stop and (cue.tag in _DEEDS or cue.tag == "notcond")), default=stop)
    while end < stop and _carries_on(heard, end):
        end += 1
    tokens = heard.scan.tokens
    if stop - end < _SHORT or not _is_closed(heard, tokens[end - 1].text) or not _is_plain(heard, end, stop):
        return stop
    opening, closing = tokens[end].text, tokens[stop - 1].text
    if _is_verb(heard, opening) or not _is_verb(heard, closing):
        # "kalacak demişti", "yiyecek dedesinde": a verb that governs the act, a place said after it.
        return stop
    if intent is Intent.BOOK_MEAL and not (words.tells("ours", opening) or closing.endswith(words.frame_ends.get("first", ("\0",)))):
        return stop
    return end


def _is_closed(heard: Heard, word: str) -> bool:
    """Say whether a word closes a sentence: no noun of a verb that is still to come, "iptal | etmemeyi tercih ederim"."""
    return _is_verb(heard, word) or word.endswith(_COMMANDS) or heard.lexicon.tells("closing_verbs", word)


def _carries_on(heard: Heard, at: int) -> bool:
    """Say whether a word only goes on of the verb: "iptal | eder misiniz"."""
    word, words = heard.scan.tokens[at].text, heard.lexicon
    return (word in words.plain or word in words.harmless) and not words.tells("ours", word)


def _is_plain(heard: Heard, start: int, stop: int) -> bool:
    """Say whether a stretch names no child, tells no day, and asks, doubts or denies nothing."""
    if any(start <= one.i < stop for one in (*heard.said, *heard.mentions)):  # type: ignore[attr-defined]
        return False
    if any(start <= cue.i < stop and cue.tag not in _PLAIN for cue in heard.cues):
        return False
    words, tokens = heard.lexicon, heard.scan.tokens
    return not any(
        tokens[at].text in words.turning or any(words.tells(table, tokens[at].text) for table in ("hoping", "that", "when", "either"))
        for at in range(start, stop)
    )


def _is_verb(heard: Heard, word: str) -> bool:
    words = heard.lexicon
    return word.endswith((*words.verbal, *words.frame_ends.get("future", ()), *words.frame_ends.get("first", ()))) or word == "var"


def is_reason_apart(heard: Heard, stretch: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Say whether a stretch only tells why a child does not come, which another stretch says: "pikniğe gidiyor, okulda yemeyecek"."""
    if _CLOSED not in heard.lexicon.frames:
        return False
    inside = _cues(heard, stretch)
    if any(cue.tag not in _PLAIN | _GOES or (cue.denied and cue.tag != "sick") for cue in inside):
        return False
    keys = _keys(heard, stretch)
    return any(
        other != stretch and any(cue.denied or cue.tag in _WITHDRAWN for cue in _cues(heard, other)) and _fits(keys, _keys(heard, other))
        for other in others
    )


def _fits(keys: set[int], ordered: set[int]) -> bool:
    return not keys or not ordered or keys <= ordered


def _cues(heard: Heard, stretch: tuple[int, int]) -> list[Cue]:
    return [cue for cue in heard.cues if stretch[0] <= cue.i < stretch[1]]


def _keys(heard: Heard, stretch: tuple[int, int]) -> set[int]:
    return {key for one in heard.mentions if stretch[0] <= one.i < stretch[1] for key in one.keys}


def softens(heard: Heard, at: int) -> bool:
    """Say whether a small word at the end of a sentence only softens it, and tells no choice: "iptal edin ya"."""
    tokens = heard.scan.tokens
    return heard.lexicon.tells("particles", tokens[at].text) and (at + 1 == len(tokens) or not tokens[at + 1].text[0].isalnum())


def is_with_kin(heard: Heard, stretch: range) -> bool:
    """Say whether a reason tells where or with whom something is done, by its ending: "yiyecek dedesinde"."""
    ends = heard.lexicon.frame_ends.get("beside", ())
    excused = [cue for cue in heard.cues if cue.tag == "excuse" and cue.i in stretch] if ends else []
    return any(heard.scan.tokens[cue.j - 1].text.endswith(ends) for cue in excused)
