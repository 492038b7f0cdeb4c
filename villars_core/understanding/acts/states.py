"""Tells the French words of an order that tell a state which is asked about: « a bien un repas réservé ? », « est-il inscrit ? »."""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import Folded, Token, reach, word_set

_DONE = (
    "é",
    "ée",
    "és",
    "ées",
    "inscri",
    "inscrit",
    "inscrite",
    "inscrits",
    "inscrites",
    "mis",
    "mise",
    "prévu",
    "prévue",
    "prévus",
    "prévues",
)
_HAS = word_set("ya a ont ai avons avez est sont y n' etait etaient avait avaient avais avions sera seront reste restent resteront")
_BEFORE_DONE = word_set(
    "bien deja toujours encore ete de pas rien quelque chose repas place dejeuner plateau couvert cantine midi jour jours t il elle ils"
    " elles leur sa son ses un une des on vous nous je"
)
_REQUESTS = word_set(
    "peut puisse pouvez pourriez pourrez peux possible merci veuillez faut faudrait voudrais voudrions aimerais souhaite souhaiterais svp"
    " stp si mais besoin pardon annulez enlevez inscrivez ajoutez"
)
_ASKED = word_set("savoir dire confirmer confirmez verifier verification verifiez verifie rappeler")
_STANDS = word_set("est sont figure figurent apparait apparaissent etait etaient")
_WRITERS = word_set("je j' on nous vous")
_POLITE = word_set("svp stp merci madame monsieur")
_OF_STATES = frozenset({"book", "cancel", "see"})
_NOUNS = word_set("inscription inscriptions reservation reservations annulation annulations")
_RECEIVED = word_set("recu recue recus recues enregistre traite")
_GOOD = word_set("pris traitee ok okay bonne valide validee validees bon faite enregistree confirmee prise passee effective")
_WAS = word_set("est sont ete etait etaient")
_WHO = word_set("qui pourquoi comment quand")
_ASKERS, _ASKED_OF = word_set("je nous on"), word_set("ai avons avais avions t")
_ASKING = word_set("? ou")
_ENDS = word_set(". ! ? ;")
_MANY = 40


def with_states(cues: list[Cue], scan: Scan, folded: Folded) -> list[Cue]:
    """Return the cues, those of what is asked to be booked or cancelled already turned into what is looked up."""
    if _OF_STATES.isdisjoint([cue.tag for cue in cues]):
        return cues
    tokens = scan.tokens
    asked = [cue.i for cue in cues if cue.tag == "ask"]
    if not asked and _ASKING.isdisjoint(scan.vocabulary) and _SHOW.isdisjoint(scan.vocabulary):
        return cues
    return [replace(cue, tag="ischecked", denied=False) if _is_state(cue, tokens, folded, asked) else cue for cue in cues]


def _is_state(cue: Cue, tokens: Sequence[Token], folded: Folded, asked: Sequence[int]) -> bool:
    if cue.tag == "book" and _asks_for_room(cue, tokens):
        return True
    if cue.tag not in _OF_STATES or (cue.j - cue.i > 1 and tokens[cue.j - 1].text != "pour"):
        return False
    start, stop = _sentence(cue, tokens)
    words = [token.text for token in tokens[start:stop]]
    if _is_shown(cue, words[: cue.i - start], tokens):
        return True
    if (stop >= len(tokens) or tokens[stop].text != "?") and not _is_open(words) and not any(start <= at < cue.i for at in asked):
        return False
    if not words or words[0] in _WHO or tokens[cue.i].text.startswith("accept"):
        return False
    requests = _REQUESTS - _POLITE if _is_open(words) else _REQUESTS
    if requests.intersection(words) and not _ASKED.intersection(words):
        return False
    if cue.tag == "see":
        # "Léa est bien sur la liste de jeudi ?"
        return tokens[cue.i].text in {"liste", "listes"} and bool(_STANDS & set(words[: cue.i - start])) and "sur" in words
    if tokens[cue.i].text in _NOUNS:
        return not _GOOD.isdisjoint(words[cue.i - start :]) or bool(_RECEIVED & set(words)) or _is_held(cue, start, tokens)
    return _is_done(cue, tokens, folded) and _is_had(cue, start, tokens)


def _asks_for_room(cue: Cue, tokens: Sequence[Token]) -> bool:
    """Say whether it is asked if room is left: "il vous reste de la place pour Tom ?"; "vous auriez une place ?" asks for one."""
    words = [token.text for token in tokens[cue.i : cue.j]]
    if _ROOM.isdisjoint(words):
        return False
    start, stop = _sentence(cue, tokens)
    before = [token.text for token in tokens[start : cue.i]]
    if stop >= len(tokens) or tokens[stop].text != "?" or "si" in before or "s'" in before:
        return False
    return not _REMAINS.isdisjoint(before) or (words[0] != "une" and not _THERE_IS.isdisjoint(before) and _REQUESTS.isdisjoint(before))


_ROOM = word_set("place places")
_REMAINS = word_set("reste restent restera restait resterait resteraient")
_THERE_IS = word_set("a ya avez aura aurait")


def _is_shown(cue: Cue, before: Sequence[str], tokens: Sequence[Token]) -> bool:
    """Say whether what is booked is to be shown: "montrez-moi les jours de cantine réservés pour Louise"."""
    if (
        not before
        or before[0] not in _SHOW
        or _TO_US.isdisjoint(before[:3])
        or not tokens[cue.i].text.startswith(("reserve", "inscri", "prevu", "coche", "note"))
    ):
        return False
    return not tokens[cue.i].text.endswith(("er", "ez", "re")) and not _SHOWN.isdisjoint(before)


_SHOW = word_set("montrez montre affichez affiche listez liste rappelez donnez envoyez")
_TO_US = word_set("moi -moi nous -nous affichez affiche listez liste")
_SHOWN = word_set("jours midis dates repas dejeuners")


def _sentence(cue: Cue, tokens: Sequence[Token]) -> tuple[int, int]:
    """Return where the sentence of a cue begins and ends."""
    return reach(tokens, (cue.i, cue.j), _ENDS, _MANY)


def _is_done(cue: Cue, tokens: Sequence[Token], folded: Folded) -> bool:
    at = cue.i - 1
    while at > 0 and tokens[at].text in {"bien", "deja", "toujours", "encore"}:
        at -= 1
    if at >= 0 and tokens[at].text in _WAS:
        # "est bien enlevee", "a ete annule": no accent is needed
        return True
    if at > 0 and tokens[at].text in _ASKERS and tokens[at - 1].text in _ASKED_OF:
        # "ai je deja annule"
        return True
    return folded.source[tokens[cue.i].start : tokens[cue.i].end].lower().endswith(_DONE)


def _is_had(cue: Cue, start: int, tokens: Sequence[Token]) -> bool:
    """Say whether what was done is told of: "a bien un repas réservé", "a-t-il été ajouté", "rien de réservé"."""
    at = cue.i - 1
    while at >= start and tokens[at].text in _BEFORE_DONE:
        at -= 1
    if at >= start and tokens[at].text in _HAS:
        return True
    # "Tom inscrit jeudi ?"
    return start < cue.i == at + 1 and tokens[cue.i].text.startswith("inscrit") and tokens[at].text not in _WRITERS | {"etre"}


def _is_held(cue: Cue, start: int, tokens: Sequence[Token]) -> bool:
    """Say whether somebody has what is asked about: "Marie a une réservation vendredi ?", "y a-t-il une annulation"."""
    at = cue.i - 1
    while at >= start and tokens[at].text in _BEFORE_DONE:
        at -= 1
    return start <= at < cue.i - 1 and tokens[at].text in _HAS


def _is_open(words: Sequence[str]) -> bool:
    """Say whether a sentence closes with "ou pas", "ou non"."""
    left = [word for word in words if word not in _POLITE]
    return left[-2:] in (["ou", "pas"], ["ou", "non"])
