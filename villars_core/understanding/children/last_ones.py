"""Tells "le dernier, il mange pas mardi", the youngest child, from "le dernier mardi" and "le dernier mail" (French)."""

from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import word_set

_LAST = {"dernier": "youngest", "derniere": "youngestgirl"}
_PRONOUN = {"dernier": "il", "derniere": "elle"}
_OPENS = word_set(". , ; : ! ? ( et mais pour sinon par contre bonjour bonsoir que")
_DOES = word_set("ne n' mange mangera mangerait dejeune dejeunera reste restera sera va ira vient viendra part partira")


def last_one(scan: Scan, at: int) -> str:
    """Return the role that "le dernier" tells where it begins a clause and does something itself, empty where it ranks a thing."""
    words = scan.words
    word = words[at + 1] if at + 2 < len(words) else ""
    role = _LAST.get(word, "")
    if not role or (at and words[at - 1] not in _OPENS):
        return ""
    after = words[at + 2 : at + 4]
    told = after[:1] == [_PRONOUN[word]] or after == [",", _PRONOUN[word]] or after[0] in _DOES
    return role if told else ""
