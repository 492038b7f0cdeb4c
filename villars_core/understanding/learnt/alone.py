"""Tells where a message may not be read by one sentence alone: a name that is none of the family's, a day that is closed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from villars_core.understanding.beside.stretches import ORDERED
from villars_core.understanding.children.mentions import KIN_RULES
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Reading

if TYPE_CHECKING:
    from villars_core.understanding.learnt.focus import Message


def is_of_unknown(heard: Heard) -> bool:
    """Say whether a name is none of the family's: "je suis la mamie de Noé", "Marie-Louise" where there is a "Marie"."""
    named = {one.j for one in heard.mentions if one.keys and one.rule.startswith("name")}
    if any(one.rule == "name.unknown" and one.i in named for one in heard.mentions):
        return True
    unknown = any(one.rule == "role.kin" and one.problem == "name_unknown" for one in heard.mentions)
    return unknown and not any(one.keys and one.rule.startswith(("name", "role")) for one in heard.mentions)


def joins_kin(heard: Heard) -> bool:
    """Say whether a brother or sister is joined to a child told before: "pouvez-vous l'inscrire, ainsi que sa sœur ?"."""
    kin = [one for one in heard.mentions if one.rule in KIN_RULES and one.i > 1]
    words = heard.scan.words
    joined = [one for one in kin if words[one.i - 1] in _JOINS or (words[one.i - 1] == "que" and words[one.i - 2] == "ainsi")]
    return any(_is_object(words, at) for one in joined for at in range(one.i))


_JOINS, _OBJECTS = word_set("et avec & +"), word_set("l' le la")


def _is_object(words: Sequence[str], at: int) -> bool:
    """Say whether "l'inscrire", "le rajouter", "inscrivez-la" stands at a place."""
    after, before = words[at + 1 : at + 2], words[at - 1 : at]
    return words[at] in _OBJECTS and bool((after and after[0].endswith(_INFINITIVES)) or (before and before[0].endswith("ez")))


_INFINITIVES = ("er", "ire", "ettre")


def on_closed_day(reading: Reading, message: "Message") -> Reading:
    """Ask for the days where the order for a child named tells a closed one: "mon frère reste jusqu'à lundi. Annulez Léa le 29."."""
    if reading.questions or not any(one.dropped for one in (reading, *reading.others)):
        return reading
    ordering = [span for span in message.sentences if not message.tags(span).isdisjoint(_ORDERED)]
    dated = [span for span in message.sentences if message.tells_when(span)]
    if len(ordering) != 1 or dated[-1:] != ordering or not message.tells_whom(ordering[0]):
        return reading
    alone = message.part(ordering[0]).reading
    return alone if alone.intent is reading.intent and alone.dropped and not alone.days and alone.questions else reading


# "mes frères restent", "toute la famille vient à la maison" orders nothing.
_ORDERED = ORDERED - {"go", "stay", "home"}
