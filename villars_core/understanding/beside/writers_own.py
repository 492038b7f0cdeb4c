"""Tells the French cues that are the writers' own affair: the restaurant they work at, the paper they enclose."""

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import word_set

_PLACES = word_set("restaurant resto brasserie snack pizzeria creperie service")
_EMPLOYERS = word_set(
    "patron patronne client cliente employeur employeuse particulier viticulteur agriculteur maraicher artisan fournisseur"
)
_TAKES = word_set("emmene emmenons emmenerai prends prenons prendrai depose deposons laisse laissons confie confions va ira reste restera")
_WORKS = word_set(
    "travaille travaillons travaillerai bosse bosserai bosser travailler service reprends reprend embauche embauchee extra extras poste"
    " serveuse serveur cuisiniere cuisinier plonge remplace remplacement commence commencerai ouvre"
)
_WRITERS = word_set("je j' nous suis mari femme conjoint conjointe compagnon papa maman on")
_EATS = word_set("mange mangent mangera mangeront dejeune dejeunent dejeunera dejeuneront dejeunons mangeons repas")
_STOPS = word_set(", . ; : ! ? ( ) et mais donc car alors")
_PUTS = word_set("mets met mettons remets ajoute ajoutons")
_ENCLOSED = word_set("jointe joint jointes pj attache")
_FAR, _NEAR = 10, 2


def is_workplace(cue: Cue, scan: Scan) -> bool:
    """Say whether a writer works where others eat: "je reprends le service du midi au restaurant", "on vendange chez un patron"."""
    if cue.tag not in {"home", "canteen"} or cue.denied:
        return False
    own = scan.words[cue.i : cue.j]
    employed = own[0] == "chez" and not _EMPLOYERS.isdisjoint(scan.words[cue.j - 1 : cue.j + 1])
    if not employed and _PLACES.isdisjoint(own):
        return False
    start = cue.i
    while start > max(cue.i - _FAR, 0) and scan.words[start - 1] not in _STOPS:
        start -= 1
    words = set(scan.words[start : cue.i])
    return not words.isdisjoint(_WRITERS) and (employed or not words.isdisjoint(_WORKS)) and words.isdisjoint(_EATS | _TAKES)


def is_enclosed(cue: Cue, scan: Scan) -> bool:
    """Say whether a paper is put beside the message, and no child on a list: "je vous mets la convocation en pièce jointe"."""
    if cue.tag != "book" or scan.words[cue.i] not in _PUTS:
        return False
    before = set(scan.words[max(cue.i - _NEAR, 0) : cue.i])
    after = scan.words[cue.j : cue.j + _FAR]
    end = next((at for at, word in enumerate(after) if word in {".", "!", "?", ";"}), len(after))
    return not before.isdisjoint({"je", "j'", "nous"}) and not _ENCLOSED.isdisjoint(after[:end])


def is_trip(cue: Cue, scan: Scan) -> bool:
    """Say whether a writer's trip or work is told, and no meal moved: "déplacement mardi et jeudi", not "déplacement du repas"."""
    if cue.tag == "swap" and cue.i and scan.words[cue.i].startswith("remplac"):
        return scan.words[cue.i - 1] in {"je", "j'"}
    if cue.tag != "swap" or not scan.words[cue.i].startswith("deplacement"):
        return False
    return cue.j >= len(scan.tokens) or scan.words[cue.j] not in {"du", "de", "des", "d'"}
