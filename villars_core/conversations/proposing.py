"""Which home a mail of an unknown person is about: names and telephones of the town's families found in it, for the office alone.

Only ids are kept. It proposes and decides nothing: whoever writes is told nothing of it, and nothing becomes theirs by it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from villars_core.families import directory
from villars_core.families.contact import phone_of
from villars_core.families.directory import ADULT, CHILD, CONTACT, Known
from villars_core.i18n import N_
from villars_core.work import SYSTEM, Work

MOST = 5
"""Homes that are proposed at most: more would be a list of the town, not a proposal."""

LOOK_AT = 4_000
WHOLE_NAME, SURNAME, FIRST_NAME = 4, 2, 1
SHORTEST_NAME = 3

PROPOSED = N_("Foyer proposé : {home} ({reference}). Trouvé dans le message : {people}.")
OF_SURNAME = N_("le nom {name}")
OF_CHILD, OF_ADULT = N_("l’enfant {name}"), N_("l’adulte {name}")
OF_CONTACT, OF_RELATION = N_("la personne de l’entourage {name}"), N_("la personne de l’entourage {name} ({relation})")
_OF = {CHILD: OF_CHILD, ADULT: OF_ADULT, CONTACT: OF_CONTACT}
_WORD = re.compile(r"[^\W\d_]+")
_AFTER_NUMBER = re.compile(r"\d(?:[ .\-]?\d){8,13}")


@dataclass(frozen=True)
class Letter:
    """What a mail shows of itself: the sender's name and address, the subject and the words."""

    words: str
    subject: str = ""
    sender_name: str = ""
    address: str = ""


@dataclass(frozen=True)
class _Said:
    """A letter as plain words: those of the text in their order, those of the sender, the surnames it may name, the telephones."""

    text: str
    sender: frozenset[str]
    capitals: frozenset[str]
    words: frozenset[str]
    phones: frozenset[str]


@dataclass
class _Found:
    """What a letter says of one home: the people it names, and one person whose surname alone is there."""

    people: list[Known] = field(default_factory=list)
    first_names: int = 0
    surname_of: Known | None = None

    @property
    def weight(self) -> int:
        """Return how likely it is that this home is meant; a surname counts once, however many bear it."""
        whole = len(self.people) - self.first_names
        return whole * WHOLE_NAME + self.first_names * FIRST_NAME + (SURNAME if self.surname_of else 0)


def proposed(work: Work, letter: Letter) -> list[dict[str, Any]]:
    """Return the homes that a letter may be about, the likeliest first, as ids: `household`, the `people` named by kind, a `surname`.

    A whole name or a telephone weighs more than a surname, which weighs more than a first name; homes that weigh less than half of
    the likeliest are left out, and so are first names alone that are those of more than five homes.
    """
    said = _said(letter)
    homes: dict[int, _Found] = defaultdict(_Found)
    for known in directory.everybody_known(replace(work, actor=SYSTEM)):
        if _is_named(known, said):
            homes[known.household].people.append(known)
            continue
        if _is_surname_said(known, said):
            homes[known.household].surname_of = homes[known.household].surname_of or known
        if _is_first_name_said(known, said):
            homes[known.household].people.append(known)
            homes[known.household].first_names += 1
    best = max((one.weight for one in homes.values()), default=0)
    chosen = [one for one in sorted(homes, key=lambda one: (-homes[one].weight, one)) if homes[one].weight * 2 >= best]
    if best == FIRST_NAME and len(chosen) > MOST:
        return []
    return [_as_ids(one, homes[one]) for one in chosen[:MOST]]


def described(work: Work, facts: Mapping[str, Any]) -> list[str]:
    """Return a line for each home that an item of the queue proposes, in the reader's language; staff alone."""
    wanted: Sequence[Mapping[str, Any]] = facts.get("proposed", ())
    ids = [one["household"] for one in wanted]
    named = directory.homes(work, ids)
    known = {(one.kind, one.id, one.household): one for one in directory.known_in(work, ids)}
    lines = []
    for one in wanted:
        home = named.get(one["household"])
        people = [known.get((kind, person, one["household"])) for kind, persons in one["people"].items() for person in persons]
        said = [_named(work, person) for person in people if person is not None]
        kind, person = one.get("surname") or ("", 0)
        surname_of = known.get((kind, person, one["household"]))
        if surname_of is not None and surname_of.last not in {person.last for person in people if person is not None}:
            said.append(work.t(OF_SURNAME, name=surname_of.last))
        if home is not None and said:
            lines.append(work.t(PROPOSED, home=home.name, reference=home.reference, people=", ".join(said)))
    return lines


def _named(work: Work, known: Known) -> str:
    template = OF_RELATION if known.relation else _OF[known.kind]
    return work.t(template, name=known.name, relation=known.relation)


def _as_ids(household: int, found: _Found) -> dict[str, Any]:
    people: dict[str, list[int]] = {}
    for one in found.people:
        people.setdefault(one.kind, []).append(one.id)
    surname = [found.surname_of.kind, found.surname_of.id] if found.surname_of else []
    return {"household": household, "people": people, "surname": surname}


def _said(letter: Letter) -> _Said:
    shown = f"{letter.subject}\n{letter.words}"[:LOOK_AT]
    sender = letter.sender_name or re.sub(r"[._+-]", " ", letter.address.partition("@")[0])
    own = _words(sender[:LOOK_AT])
    capitals = {_folded(word) for word in _WORD.findall(shown) if word[0].isupper()}
    words = _words(shown)
    phones = {phone_of(found) for found in _AFTER_NUMBER.findall(shown)} - {""}
    return _Said(f" {' '.join(words)} ", frozenset(own), frozenset(capitals | set(own)), frozenset(words), frozenset(phones))


def _is_named(known: Known, said: _Said) -> bool:
    if known.phone and known.phone in said.phones:
        return True
    first, last = _words(known.first), _words(known.last)
    return _is_said_whole([*first, *last], said) or (bool(last) and _is_said_whole([*last, *first], said))


def _is_surname_said(known: Known, said: _Said) -> bool:
    """Tell whether a surname is there, with its capital or as the sender's own: it may be a word of the language (Petit, Noël)."""
    last = _words(known.last)
    return len("".join(last)) >= SHORTEST_NAME and set(last) <= said.capitals


def _is_first_name_said(known: Known, said: _Said) -> bool:
    first = _words(known.first)
    return known.kind == CHILD and len("".join(first)) >= SHORTEST_NAME and f" {' '.join(first)} " in said.text


def _is_said_whole(name: Sequence[str], said: _Said) -> bool:
    if len(name) < 2:  # noqa: PLR2004 (one word alone is no whole name)
        return False
    return set(name) <= said.sender or (set(name) <= said.words and f" {' '.join(name)} " in said.text)


def _words(text: str) -> list[str]:
    return [_folded(word) for word in _WORD.findall(text)]


def _folded(text: str) -> str:
    """Return a word without accents and capitals, as people type names on a telephone."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))
