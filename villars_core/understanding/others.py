"""Tells the French cues that are another's: whose illness or absence it is, and what was put off or called off that is no meal."""

from dataclasses import replace
from itertools import pairwise

from villars_core.understanding.cues import Cue
from villars_core.understanding.masks import Scan
from villars_core.understanding.text import word_set
from villars_core.understanding.writers_own import is_enclosed, is_trip, is_workplace

_OTHERS = word_set(
    "nounou nourrice mamie mamy mami meme papi papy papa maman pere mere mari femme conjoint conjointe compagnon compagne tante tata tatie"
    " oncle tonton marraine parrain voisin voisine assmat sitter collegue associe associee patron patronne vendeuse vendeur parents"
)
_BETWEEN = word_set("est sont sera seront etait tres trop toujours encore tombe tombee a nouveau malheureusement tout toute")
_STATES = frozenset({"sick", "absent"})
_CALLED_OFF = frozenset({"swap", "moved", "cancel"})
_THINGS = word_set(
    "vol train avion bateau ferry bus car navette tp td cours partiel partiels examen examens rdv rendez reunion stage match tournoi voyage"
    " formation entretien seminaire conference spectacle concert piano danse piscine judo foot solfege musique entrainement audience"
    " deplacement mission chantier livraison intervention operation consultation visite dentiste ortho kine orthophoniste"
)
_WAS = word_set("est sont ete etait etaient sera seront")
_DONE = ("e", "es", "ee", "ees")
_MARKS = word_set(", . ; : ! ? ( ) car donc et alors mais")
_FAR, _NEAR = 6, 3
_OTHER_TAGS = frozenset({"homemeal", "home", "book"})


def set_aside(cues: list[Cue], scan: Scan) -> list[Cue]:
    """Return the cues, those of somebody or something else turned into reasons."""
    if not any(cue.tag in _STATES or cue.tag in _CALLED_OFF or cue.tag in _OTHER_TAGS for cue in cues):
        return cues
    cues = [replace(cue, tag="homemeal") if _is_meal_there(cue, before, scan) else cue for before, cue in pairwise([cues[0], *cues])]
    return [replace(cue, tag="excuse") if any(told(cue, scan) for told in _READERS) else cue for cue in cues]


def _is_anothers(cue: Cue, scan: Scan) -> bool:
    """Say whether somebody who is no child is ill or away: "nounou indisponible", "sa mamie est malade"."""
    if cue.tag not in _STATES:
        return False
    at = cue.i - 1
    while at >= max(cue.i - _NEAR, 0) and scan.tokens[at].text in _BETWEEN:
        at -= 1
    if at < 0 or scan.tokens[at].text not in _OTHERS or cue.i - at > _NEAR:
        return False
    # "Léa et sa mère sont malades", "chez sa mamie, absente": the child is away too.
    before = {token.text for token in scan.tokens[max(at - _NEAR, 0) : at]}
    return not before & {"et", "chez", "avec", "dit", "selon"} and at + 1 < len(scan.tokens)


def _is_host(cue: Cue, scan: Scan) -> bool:
    """Say whether it is only told who feeds a child otherwise: "le papi qui le fait manger d'habitude"."""
    at = cue.i - 1
    if cue.tag != "homemeal" or at < 1 or scan.tokens[at].text != "qui" or scan.tokens[at - 1].text not in _OTHERS:
        return False
    # "c'est sa tante qui fera manger Hugo jeudi" tells who does this time.
    return "c'" not in {token.text for token in scan.tokens[max(at - _FAR, 0) : at]}


def _is_caught_up(cue: Cue, scan: Scan) -> bool:
    """Say whether lessons are made up for, and no meal: "nous rattraperons les leçons"."""
    if cue.tag != "book" or not scan.tokens[cue.i].text.startswith("rattrap"):
        return False
    return not _LESSONS.isdisjoint(token.text for token in scan.tokens[cue.j : cue.j + _FAR])


_LESSONS = word_set("lecon lecons cours devoir devoirs travail retard programme exercice exercices classe")


def _is_meal_there(cue: Cue, before: Cue, scan: Scan) -> bool:
    """Say whether the meal is taken where the child is told to be: "sera chez son parrain pour le déjeuner"."""
    if cue.tag != "canteen" or cue.denied or before.tag != "home" or before.denied or not 0 < cue.j - before.j <= _NEAR + 2:
        return False
    words = [token.text for token in scan.tokens[before.j : cue.j]]
    return "pour" in words[: _NEAR - 1] and words[-1] in _MEALS and words[-2] != "un"


_MEALS = word_set("dejeuner repas")


def _is_thing(cue: Cue, scan: Scan) -> bool:
    """Say whether what is called off or put off is no meal: "notre vol a été décalé", "cours de piano supprimé"."""
    if cue.tag not in _CALLED_OFF:
        return False
    word = scan.tokens[cue.j - 1].text
    if not word.endswith(_DONE) or cue.j - cue.i > _NEAR:
        return False
    after = scan.tokens[cue.j].text if cue.j < len(scan.tokens) else "."
    told = scan.tokens[cue.i].text in _WAS or (cue.i > 0 and scan.tokens[cue.i - 1].text in _WAS)
    if not told and after.isalpha() and after not in _AFTER and not word.startswith(_PUT_OFF):
        # "j'ai cours annule Tom": what follows may be what is called off.
        return False
    for at in range(cue.i - 1, max(cue.i - _FAR, 0) - 1, -1):
        text = scan.tokens[at].text
        if text in _THINGS or text.removesuffix("s") in _THINGS:
            return True
        if text in _MARKS:
            return False
    return False


_PUT_OFF = ("report", "decal", "retard")
_AFTER = word_set("a au lundi mardi mercredi jeudi vendredi demain donc dc du par pour car et alors aujourd'hui en a le ce cette")
_READERS = (_is_anothers, _is_thing, _is_host, _is_caught_up, is_workplace, is_enclosed, is_trip)
