"""Several things said in one mail: a short answer with manners, or a request, under it. A mail costs hours: nothing of it may be lost."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from villars_core.conversations.choosing import asks_for_something, key_said
from villars_core.conversations.flows.base import Talk
from villars_core.notifications.outbox import Parcel
from villars_core.notifications.screens import Expect, Screen
from villars_core.understanding import Reading

_LONGEST_ANSWER = 60
_MOST_CUTS = 6
_LONGEST_NAME = 4
_CUT = re.compile(r"\s*(?:\n+|[.!;]+(?=\s|$)|,(?=\s))\s*(?:(?P<and>et|and)\s+)?", re.IGNORECASE)
_BEGINS_REQUEST = re.compile(r"merci d[e'’]|pouvez|pourriez|veuillez|annul|réserv|ajout|inscri|désinscri", re.IGNORECASE)
_LINES = re.compile(r"[\n.!;,]+")
_MANNERS = re.compile(
    r"c['’ ]?est (?:bien |tout à fait |très )?(?:ça|cela|bon|parfait|exact|noté|correct|bien)|tout est (?:bon|correct|ok)|parfait|très bien"
    r"|d['’]accord|entendu|pas de souci|pour (?:moi|nous)"
    r"|je (?:vous )?(?:confirme|valide)|je vous (?:en )?remercie(?: (?:beaucoup|par avance|d['’]avance|pour (?:tout|votre \w+)))?"
    r"|(?:un grand )?merci(?: (?:beaucoup|bien|infiniment|encore|par avance|d['’]avance|à (?:vous|tous)|pour (?:tout|votre \w+)))*"
    r"|thank(?:s| you)(?: (?:a lot|so much|very much|in advance|again|for your \w+))?|(?:best |kind )?regards|madame|monsieur"
    r"|(?:très |bien )?(?:cordialement|amicalement|respectueusement|sincèrement)|bien à vous"
    r"|cdlt|cdt|(?:mes )?salutations(?: distinguées)?"
    r"|à (?:bientôt|demain|vous)|(?:très )?(?:bonne|belle) (?:journée|soirée|semaine|fin de \w+|réception|continuation)"
    r"(?: à (?:vous|tous|toutes|toute l['’]équipe))?"
    r"|(?:la maman|le papa) de \w+",
    re.IGNORECASE,
)


def offered(parcel: Parcel | None) -> Screen:
    """Return what a notice offers as a screen that can be answered."""
    return Screen(rows=tuple((one.choice,) for one in parcel.offers) if parcel else ())


def saying(talk: Talk, text: str) -> Talk:
    """Return the message as if it said these words alone: what it pressed is done."""
    return replace(talk, incoming=replace(talk.incoming, text=text, choice=""))


def parted(talk: Talk, screen: Screen, read: Callable[[str, Screen], Reading]) -> tuple[str, str]:
    """Return a short answer to a screen without the manners that follow it, and the request that follows it; else the words as they came.

    By e-mail alone. "Oui⏎⏎Et annulez aussi jeudi pour Tom" says yes, and asks for something; "Oui⏎Merci⏎Nadia Martin" says yes;
    "Oui, mais seulement jeudi" says one thing, which is not yes.
    """
    text = talk.incoming.text
    if not talk.by_email or talk.incoming.is_too_long or not screen.choices or key_said(screen, text, read(text, screen)) is not None:
        return text, ""
    names = f"{talk.account.name if talk.account else ''} {talk.incoming.sender_name}"
    for answer, request, is_new in _cuts(text):
        if not _answers(screen, answer, read(answer, screen)):
            continue
        if _is_mannerly(request, names):
            return answer, ""
        asked = read(request, screen)
        if is_new and asked.answer is None and asks_for_something(asked):
            return answer, request
    return text, ""


def _is_mannerly(text: str, names: str) -> bool:
    """Tell whether nothing but thanks, a closing and the writer's name is said."""
    called = set(re.findall(r"\w+", names.casefold()))
    lines = [line.strip() for line in _LINES.split(text) if line.strip()]
    return all(_MANNERS.fullmatch(line) or _is_name(line, called) for line in lines)


def _is_name(line: str, called: set[str]) -> bool:
    words = re.findall(r"\w+", line.casefold())
    return len(words) <= _LONGEST_NAME and bool(called & set(words)) and set(words) <= called | {"mme", "m", "mr", "madame", "monsieur"}


def _answers(screen: Screen, words: str, reading: Reading) -> bool:
    """Tell whether words answer a screen by themselves: a choice of it, the days or the children that it asks for."""
    if key_said(screen, words, reading) is not None or reading.answer in {"yes", "no"}:
        return True
    if asks_for_something(reading):
        return False
    asks_child = any(one.key.startswith("c") and one.key[1:].isdigit() for one in screen.choices)
    return bool((asks_child and reading.children) or (screen.expect is Expect.DAYS and reading.days))


def _cuts(text: str) -> Iterator[tuple[str, str, bool]]:
    """Give each short beginning, what follows it, and whether a new sentence does (a comma alone goes on with the same)."""
    for number, found in enumerate(_CUT.finditer(text)):
        if number == _MOST_CUTS or found.start() > _LONGEST_ANSWER:
            return
        answer, request = text[: found.start()].strip(), text[found.end() :].strip()
        if answer and request:
            yield answer, request, not found[0].strip().startswith(",") or bool(found["and"] or _BEGINS_REQUEST.match(request))
