"""Tells the French cues that are the writers' own affair: the restaurant they work at, the paper they enclose."""

from dataclasses import replace

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
_WITH_THIS = word_set("ici dessous message mail courriel photo")
_LEAVES = word_set("d' en mon")
_HOURS = frozenset({"<clock>", "midi"})
_ILLNESSES = word_set(
    "intoxication indigestion gastro gastros vomi vomit vomissements malade malades nausees diarrhee diarrhees"
    " urticaire allergie allergique barbouille barbouilles empoisonnement salmonellose ventre nauseeux"
)
_LOST = word_set("perdu perdus egare efface retrouve retrouvons trouve trouvons plus pas")
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
    before = scan.words[max(cue.i - _NEAR - 1, 0) : cue.i]
    after = scan.words[cue.j : cue.j + _FAR]
    end = next((at for at, word in enumerate(after) if word in {".", "!", "?", ";"}), len(after))
    if not _WITH_THIS.isdisjoint(after[: _NEAR + 1]) and end <= _NEAR + 1 and "vous" in before:
        # "un certificat, je vous le mets ici"
        return True
    return not {"je", "j'", "nous"}.isdisjoint(before[-_NEAR:] if "vous" not in before else before) and not _ENCLOSED.isdisjoint(
        after[:end]
    )


def is_trip(cue: Cue, scan: Scan) -> bool:
    """Say whether a writer's trip or work is told, and no meal moved: "déplacement mardi et jeudi", not "déplacement du repas"."""
    if cue.tag == "swap" and cue.i and scan.words[cue.i].startswith("remplac"):
        if scan.words[cue.i].startswith("remplacement"):
            # "je fais le marché en remplacement", not "un repas en remplacement de celui de mardi"
            return cue.j >= len(scan.tokens) or scan.words[cue.j] not in {"du", "de", "des", "d'"}
        return scan.words[cue.i - 1] in {"je", "j'"}
    if cue.tag != "swap" or not scan.words[cue.i].startswith("deplacement"):
        return False
    return cue.j >= len(scan.tokens) or scan.words[cue.j] not in {"du", "de", "des", "d'"}


def is_clocked(cue: Cue, scan: Scan) -> bool:
    """Say whether one hour stands instead of another, and no day: "je finis à 13h au lieu de 11h"."""
    if cue.tag != "swap" or scan.words[cue.i : cue.i + _NEAR] != ["au", "lieu"] or cue.j >= len(scan.tokens):
        return False
    return scan.words[cue.j] in _HOURS


def is_own_leave(cue: Cue, scan: Scan) -> bool:
    """Say whether a grown-up is or was on sick leave, and no paper is meant: "après six mois d'arrêt maladie", "en arrêt maladie"."""
    return scan.words[cue.i] == "arret" and cue.i > 0 and scan.words[cue.i - 1] in _LEAVES


def is_own_operation(cue: Cue, scan: Scan) -> bool:
    """Say whether the writers are operated on or in hospital themselves: "je me fais opérer", "je suis hospitalisée", "on m'opère"."""
    first = scan.words[cue.i]
    if first == "a" and scan.words[cue.j - 1] == "hopital":
        # "mon époux se fait opérer, je serai avec lui à l'hôpital"
        beside = scan.words[max(cue.i - _NEAR - 2, 0) : cue.i]
        return beside[1:] in _WITH_THEM and not _SPOUSES.isdisjoint(scan.words[max(cue.i - 2 * _FAR, 0) : cue.i])
    if not first.startswith(("oper", "hospitalis")):
        return False
    before = scan.words[max(cue.i - _NEAR - 3, 0) : cue.i]
    while before and before[-1] in _UNDERGO:
        before.pop()
    gone = scan.words[max(cue.i - _NEAR - 3, 0) + len(before) : cue.i]
    if gone[-1:] in (["m'"], ["me"]):
        return True
    # "je fais opérer Léa" is the child's.
    return not _TO_SELF.isdisjoint(gone) and before[-1:] in (["je"], ["j'"])


_WITH_THEM = (["serai", "avec", "lui"], ["suis", "avec", "lui"], ["serai", "avec", "elle"], ["suis", "avec", "elle"])
_SPOUSES = word_set("mari femme epoux epouse conjoint conjointe compagnon compagne mere pere maman papa mamie papi")
_TO_SELF = word_set("me m' suis serai ete etre")
_UNDERGO = word_set("me m' suis serai vais dois fais ferai faire etre ai ete re dois ensuite aussi enfin moi")


def is_past_meal(cue: Cue, scan: Scan) -> bool:
    """Say whether a meal elsewhere only made somebody ill: "intoxication alimentaire après le repas chez mes parents"."""
    if cue.tag not in {"home", "homemeal"} or cue.denied:
        return False
    before = scan.words[max(cue.i - _FAR, 0) : cue.i + 1]
    starts = [at for at, word in enumerate(before) if word in _AFTER]
    return bool(starts) and _STOPS.isdisjoint(before[starts[-1] :]) and not _ILLNESSES.isdisjoint(before[: starts[-1]])


_AFTER = word_set("apres depuis")


def without_lost_numbers(cues: list[Cue], scan: Scan) -> list[Cue]:
    """Turn into a reason the office's number that the writers no longer have, beside a meal or an absence told after it.

    "J'ai perdu votre numéro, bref : Inès ne mange pas mardi", not "j'ai perdu votre numéro, le redonner ?".
    """
    last = max((cue.i for cue in cues if cue.tag in _TOLD_AFTER), default=0)
    lost = [cue for cue in cues if cue.tag == "staffnumber" and cue.j <= last and _is_lost(cue, scan)]
    if not lost or "?" in scan.vocabulary:
        return cues
    beside = {one.i - back for one in lost for back in range(_LONG)}
    return [replace(cue, tag="excuse") if cue in lost or (cue.tag == "help" and cue.i in beside) else cue for cue in cues]


def _is_lost(cue: Cue, scan: Scan) -> bool:
    before = scan.words[max(cue.i - _LONG, 0) : cue.i]
    return not _LOST.isdisjoint(before) and not _WRITERS.isdisjoint(before)


_TOLD_AFTER = frozenset({"cancel", "book", "eat", "canteen", "absent", "sick", "go", "home", "homemeal"})
_LONG = 6


def is_where_read(cue: Cue, scan: Scan) -> bool:
    """Say whether it is only told where messages come, and no number is changed: "je reçois vos rappels sur mon portable"."""
    if cue.tag != "contact" or not cue.i or scan.words[cue.i - 1] not in {"sur", "a"}:
        return False
    before = scan.words[max(cue.i - _FAR - _NEAR, 0) : cue.i]
    return not _RECEIVES.isdisjoint(before) and _NEGATIONS.isdisjoint(before)


_RECEIVES = word_set("recois recevons recoit recu arrivent arrive tombent")
_NEGATIONS = word_set("ne n' pas plus rien nouveau nouvelle change changer . ! ?")


def is_own_home(cue: Cue, scan: Scan) -> bool:
    """Say whether writers only tell, behind a meal asked for, when they are at home: "cette semaine je suis encore à la maison"."""
    if cue.tag != "home" or cue.denied or _ASKED_FOR.isdisjoint(scan.words[: cue.i]):
        return False
    start = next((at + 1 for at in range(cue.i - 1, -1, -1) if scan.words[at] in {".", "!", "?"}), 0)
    own = scan.words[start : cue.i]
    ended = cue.j >= len(scan.tokens) or scan.words[cue.j] in {".", "!"}
    return ended and start > 0 and own[-2:-1] + own[-1:] in _AT_HOME and not _ASKED_FOR.isdisjoint(scan.words[:start])


_ASKED_FOR = word_set("faudrait faut inscrire inscrivez inscription reserver reservez place ajouter ajoutez besoin")
_AT_HOME = (["je", "suis"], ["suis", "encore"], ["suis", "toujours"], ["nous", "sommes"], ["sommes", "encore"])
