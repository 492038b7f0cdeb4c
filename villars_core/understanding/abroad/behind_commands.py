"""Finds, in a language other than French, the reason behind a command: "apunten a Tom el martes, viene su tía y no llego"."""

from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent

_COMMANDS, _COMMANDED = frozenset({"cancel", "book"}), frozenset({"act.cancel", "act.book"})
_DOABLE = word_set("cancel book eat go homemeal")
_NOTHING = ("\0",)
# What follows it is the reason, not what goes before.
_BECAUSE = word_set("cunku")
# What such a reason may tell: "anule a las dos, comen con la abuela".
_REASONED = word_set("eat canteen go stay home homemeal pickup excuse but school thanks here neg need can notcond only greeting final sick")


def is_behind_command(order: Order, heard: Heard, stretch: range) -> bool:
    """Say whether a stretch behind a command names no child and no day, and only tells why."""
    if order.act.rule not in _COMMANDED:
        return False
    commands = (cue.i for clause in order.clauses for cue in clause.cues if cue.tag in _COMMANDS and not cue.denied)
    first = min(commands, default=stretch.start)
    if stretch.start <= first or heard.lexicon.tells("contrast", heard.scan.tokens[stretch.start - 1].text):
        return False
    if any(one.i in stretch for one in order.said) or any(one.i in stretch for one in order.mentions):
        return False
    told = [cue for cue in heard.cues if cue.i in stretch]
    return all(cue.tag in _REASONED and not (cue.denied and cue.tag in _DOABLE) for cue in told)


def is_to_come(order: Order, heard: Heard, at: int) -> bool:
    """Say whether a word tells what will be, beside what is not wanted for it: "ستأخذه خالته يوم الخميس، احذفوا وجبته"."""
    if order.act.intent is Intent.BOOK_MEAL:
        return False
    token, plain, ends = heard.scan.tokens[at], heard.folded.plain, heard.lexicon.frame_ends
    begins = ends.get("to_come", ())
    # A small word written at its beginning is no part of the token: "س".
    whole = plain[max(token.start - 1, 0) : token.end]
    if token.text.endswith(ends.get("future", _NOTHING)):
        return True
    return bool(begins) and (token.text.startswith(begins) or whole.startswith(begins))


def tells_why(heard: Heard, stretch: range) -> bool:
    """Say whether a stretch is a reason by its own words: "kızımın işi var", "fuara katılacağı | için", "عند بنتي شغل"."""
    tokens, words = heard.scan.tokens, heard.lexicon
    if any(words.tells("there_is", tokens[at].text) for at in stretch):
        return True
    behind = tokens[stretch.stop].text if stretch.stop < len(tokens) else ""
    return "verb_last" in words.frames and behind not in _BECAUSE and bool(behind) and words.tells("parting", behind)
