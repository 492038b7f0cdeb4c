"""Tells the class of a child that goes out, which is told of the child: "sortie pour la classe de Léa", "la classe de Tom pique-nique"."""

from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import word_set

_OUTINGS = word_set(
    "part partira va ira sort sortira pique piquenique pique-nique mange mangera dejeune dejeunera visite visitera participe fait fera"
)
_TRIPS = word_set("sortie sorties excursion voyage visite pique-nique piquenique cinema musee theatre foret ferme zoo")
_IS = word_set("est sera a aura sont seront")
_NEAR, _FAR = 3, 10


def goes_out(scan: Scan, at: int) -> bool:
    """Say whether the class named by the child at a place is told to go out or to eat elsewhere."""
    words = [token.text for token in scan.tokens[max(at - _NEAR - 1, 0) : at]]
    if words[-_NEAR - 1 : -1] == ["pour", "la", "classe"]:
        return True
    if words[-_NEAR:-1] != ["la", "classe"]:
        return False
    # "la classe de Léa est en sortie", "sortie de fin d'année de la classe de Léa"
    led = any(token.text in _TRIPS for token in scan.tokens[max(at - _FAR, 0) : at])
    told = any(token.text in _TRIPS for token in scan.tokens[at + 2 : at + 2 + _NEAR]) and scan.tokens[at + 1].text in _IS
    return led or told or not _OUTINGS.isdisjoint(token.text for token in scan.tokens[at + 1 : at + _NEAR])
