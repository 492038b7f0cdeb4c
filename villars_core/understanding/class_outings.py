"""Tells the class of a child that goes out, which is told of the child: "sortie pour la classe de Léa", "la classe de Tom pique-nique"."""

from villars_core.understanding.masks import Scan
from villars_core.understanding.text import word_set

_OUTINGS = word_set(
    "part partira va ira sort sortira pique piquenique pique-nique mange mangera dejeune dejeunera visite visitera participe fait fera"
)
_NEAR = 3


def goes_out(scan: Scan, at: int) -> bool:
    """Say whether the class named by the child at a place is told to go out or to eat elsewhere."""
    words = [token.text for token in scan.tokens[max(at - _NEAR - 1, 0) : at]]
    if words[-_NEAR - 1 : -1] == ["pour", "la", "classe"]:
        return True
    return words[-_NEAR:-1] == ["la", "classe"] and not _OUTINGS.isdisjoint(token.text for token in scan.tokens[at + 1 : at + _NEAR])
