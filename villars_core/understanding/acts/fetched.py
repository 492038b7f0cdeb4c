"""Reads a meal that somebody fetches a child for, or has with a child, as one eaten elsewhere.

"Mamie récupère Tom jeudi pour le déjeuner", "son père est en repos jeudi, Tom mangera avec lui".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.language.text import Token, word_set

_MEALS = frozenset({"canteen", "eat", "noon"})
_FETCHED_FOR = _MEALS | {"pickup"}
_NAMES = word_set("dejeuner repas manger midi")
_WHAT_FOR = frozenset({("pour",), ("pour", "le"), ("pour", "leur"), ("pour", "son"), ("heure", "du"), ("heure", "de"), ("heure", "des")})
_FETCHES = word_set("reprends reprenons reprendrai reprendrons reprend reprendra")
_THEM = word_set("le la les l'")
_HERE = word_set("cantine ecole vous self refectoire noel")
_STOPS = word_set(", . ; : ! ? ( ) mais car")
_FAR, _NEAR = 14, 4


def fed_elsewhere(cues: list[Cue], mentions: Sequence[Mention], tokens: Sequence[Token], plain: str) -> list[Cue]:
    """Return the cues with the meal that a child is fetched for, or has with a grown-up, as one at home."""
    tags = {cue.tag for cue in cues}
    if tags.isdisjoint(_FETCHED_FOR):
        return cues
    words = [token.text for token in tokens]
    if "eat" in tags and not _ADULTS.isdisjoint(words):
        cues = [Cue("homemeal", cue.i, cue.j) if _is_with_adult(cue, mentions, tokens) else cue for cue in cues]
    if "eat" in tags and not _GIVES.isdisjoint(words):
        cues = [replace(cue, tag="homemeal") if _is_given_by_nobody(cue, words) else cue for cue in cues]
    ends = [cue.j for cue in cues if cue.tag == "pickup"] if "pickup" in tags else []
    if not _FETCHES.isdisjoint(words):
        ends += [at + 1 for at, word in enumerate(words) if word in _FETCHES]
    if not ends:
        return cues
    if _CLOCK in words:
        cues = sorted((new for cue in cues for new in _at_its_hour(cue, tokens, plain)), key=lambda cue: cue.i)
    children = [one.i for one in mentions if one.keys]
    return [Cue("homemeal", cue.i, cue.j) if _is_fetched_for(cue, ends, children, tokens) else cue for cue in cues]


def _is_given_by_nobody(cue: Cue, words: Sequence[str]) -> bool:
    """Say whether a grown-up is told to make no meal, which takes none back: "ma mère ne pourra plus faire à manger à Tom"."""
    if cue.tag != "eat" or not cue.denied:
        return False
    gives = next((at for at in range(cue.i, max(cue.i - _NEAR, -1), -1) if words[at] in _GIVES), None)
    if gives is None:
        return False
    start = next((at + 1 for at in range(gives - 1, -1, -1) if words[at] in _STOPS), 0)
    before = words[start:gives]
    return not _NOBODY.isdisjoint(before) and "vous" not in before


_GIVES = word_set("faire donner preparer")


def _at_its_hour(cue: Cue, tokens: Sequence[Token], plain: str) -> list[Cue]:
    """Return a fetching as before the meal where its hour is, and as no matter of meals in the afternoon: "je viens le chercher à 15h"."""
    if cue.tag != "pickup":
        return [cue]
    stop = next((at for at in range(cue.j, len(tokens)) if tokens[at].text in _ENDS or tokens[at].text.startswith(_BRINGS)), len(tokens))
    start = next((at + 1 for at in range(cue.i - 1, -1, -1) if tokens[at].text in _STOPS), 0)
    place = next((at for at in (*range(cue.j, stop), *range(cue.i - 1, start - 1, -1)) if tokens[at].text == _CLOCK), None)
    if place is None:
        return [cue]
    digits = [int(one) for one in _DIGITS.findall(plain[tokens[place].start : tokens[place].end])]
    minute = 60 * digits[0] + (digits[1] if len(digits) > 1 else 0)
    if minute >= _AFTERNOON:
        return [Cue("excuse", cue.i, cue.j), Cue("fetchedlate", place, place + 1)]
    return [cue, Cue("beforemeal", place, place + 1)] if _NOON <= minute <= _MEAL else [cue]


_CLOCK, _DIGITS = "<clock>", re.compile(r"\d+")
_NOON, _MEAL, _AFTERNOON = 10 * 60 + 45, 12 * 60 + 15, 13 * 60
_ENDS = word_set(". ; ! ?")
_BRINGS = ("ramen", "raccompagn", "redepos", "repos", "revi", "reven", "retour", "remet", "repren")


def _is_fetched_for(cue: Cue, ends: Sequence[int], children: Sequence[int], tokens: Sequence[Token]) -> bool:
    if cue.tag not in _MEALS or cue.denied or not any(tokens[at].text in _NAMES for at in range(cue.i, cue.j)):
        return False
    start = cue.i + (tokens[cue.i].text in {"le", "du"})
    before = tuple(token.text for token in tokens[max(start - 2, 0) : start])
    if before not in _WHAT_FOR and before[-1:] not in _WHAT_FOR:
        return False
    if not _HERE.isdisjoint(token.text for token in tokens[cue.i : cue.j + _NEAR]):
        return False
    end = max((one for one in ends if cue.i - _FAR <= one <= cue.i), default=None)
    if end is None or any(token.text in _STOPS for token in tokens[end : cue.i]):
        return False
    return any(end - _FAR <= at < cue.i for at in children) or any(token.text in _THEM for token in tokens[max(end - 3, 0) : end])


def _is_with_adult(cue: Cue, mentions: Sequence[Mention], tokens: Sequence[Token]) -> bool:
    """Say whether a child eats with a grown-up told before: "ma mère vient jeudi, Noah mangera donc avec elle"."""
    if cue.tag != "eat" or cue.denied or cue.j - cue.i > 1:
        return False
    at = cue.j
    while at < len(tokens) and tokens[at].text in _ADVERBS:
        at += 1
    with_them = [token.text for token in tokens[at : at + 2]]
    after = tokens[at + 2].text if at + 2 < len(tokens) else "."
    if with_them[:1] != ["avec"] or with_them[1:] == [] or with_them[1] not in _PRONOUNS or after in {"a", "chez", "au", "et", "?"}:
        return False
    start = next((place + 1 for place in range(cue.i - 1, -1, -1) if tokens[place].text in _STOPS), 0)
    eaters = [one.i for one in mentions if one.keys and not one.rule.startswith("pronoun")]
    return start > 0 and all(one >= start for one in eaters) and any(tokens[place].text in _ADULTS for place in range(start))


_ADVERBS = word_set("donc alors bien exceptionnellement finalement ce midi la")
_PRONOUNS = word_set("lui elle eux elles")
_ADULTS = word_set(
    "mamie mamy mami meme papi papy pepe papou grand grands parents papa maman pere mere tata tatie tante tonton oncle parrain marraine"
    " nounou nourrice voisine voisin cousins cousine cousin amis amie beaux beau belle mari femme conjoint compagnon compagne"
)
_NOBODY = _ADULTS | word_set("je j' nous on personne")
