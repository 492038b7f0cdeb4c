"""Finds where a message in a language other than French first tells a place: after it, "there" may be no school."""

from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_SHORT = 2
# Of what was read, these tell where somebody is.
_PLACES = word_set("home homemeal excuse family go stay absent grownup change")


def first_place(heard: Heard) -> int:
    """Return where the first word stands that may tell a place, the end where none does or no "there" is said."""
    tokens = heard.scan.tokens
    if not any(heard.lexicon.tells("there", token.text) for token in tokens):
        return len(tokens)
    read = heard.named | heard.dated
    read |= {at for cue in heard.cues if cue.tag not in _PLACES for at in range(cue.i, cue.j)}
    return next((at for at in range(len(tokens)) if at not in read and _may_be_place(at, heard)), len(tokens))


def _may_be_place(at: int, heard: Heard) -> bool:
    """Say whether a word is no small or plain word, no request and no "there" itself."""
    word, words = heard.scan.tokens[at].text, heard.lexicon
    if words.tells("home", word):
        return True
    small = len(word) <= _SHORT or not word.isalpha() or word in words.plain or words.dates.holds(word)
    return not (small or any(words.tells(table, word) for table in ("there", "helping", "asking")))
