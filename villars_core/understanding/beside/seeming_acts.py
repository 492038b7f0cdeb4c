"""Tells French cues that only seem to tell an act or a matter: "les midis qui restent", "une location moins chère qu'en août"."""

from collections.abc import Callable
from dataclasses import replace

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import word_set

_NEAR, _FAR = 4, 7
_TIMES = word_set("midi midis jour jours semaine semaines repas tickets lundis mardis jeudis vendredis seances cours")
_COMPARED = word_set("que qu' en hors")
_WISHED = word_set("cantine repas manger dejeuner self place")
_WRITERS = word_set("je j' on nous")
_COOKS = frozenset({("faire", "a"), ("fais", "a"), ("ferai", "a"), ("preparer", "a")})
_CARERS = word_set("hopital urgences medecin pediatre docteur dentiste clinique")
_DOWN_TO = word_set("y aller venir revenir retourner bien")
_NO_STATE = word_set("tard tot loin cher court")
_DENIABLE = frozenset({"eat", "go"})


def _counts_times(cue: Cue, scan: Scan) -> bool:
    """Say whether it is days or meals that are left, and no child who stays: "tous les midis qui restent"."""
    words = scan.words
    return cue.i > 1 and words[cue.i - 1] == "qui" and words[cue.i - 2] in _TIMES and words[cue.i].startswith("reste")


def _compares_prices(cue: Cue, scan: Scan) -> bool:
    """Say whether a price is only told as a reason: "une location moins chère qu'au mois d'août"; not where anything is asked."""
    words = scan.words
    if words[cue.j - 1] not in {"cher", "chere", "chers", "cheres"} or cue.j >= len(words):
        return False
    return words[cue.j] in _COMPARED and "?" not in words


def _is_childs_wish(cue: Cue, scan: Scan) -> bool:
    """Say whether a child clamours for a meal, and nobody for money: "mon fils me réclame la cantine"."""
    words = scan.words
    if not words[cue.j - 1].startswith("reclam") or words[cue.j - 1].endswith("ez") or words[cue.i] == "on":
        return False
    return not _WISHED.isdisjoint(words[cue.j : cue.j + _NEAR])


def _cooks_not(cue: Cue, scan: Scan) -> bool:
    """Say whether the writers have no time to cook: "je peux pas faire à manger"."""
    words = scan.words
    if not cue.denied or not words[cue.i].startswith("mang") or tuple(words[max(cue.i - 2, 0) : cue.i]) not in _COOKS:
        return False
    return not _WRITERS.isdisjoint(words[max(cue.i - _FAR, 0) : cue.i])


def _goes_to_carer(cue: Cue, scan: Scan) -> bool:
    """Say whether the writers take a child to a doctor: "on va à l'hôpital"."""
    words = scan.words
    if cue.denied or cue.i < 1 or words[cue.i - 1] not in _WRITERS or words[cue.i] not in {"va", "vais", "allons"}:
        return False
    return not _CARERS.isdisjoint(words[cue.j : cue.j + _NEAR])


def _is_other_home(cue: Cue, scan: Scan) -> bool:
    """Say whether one home is told in place of another, and no day: "chez moi au lieu de chez son père"."""
    return scan.words[cue.j : cue.j + 1] in (["chez"], ["avec"])


def _had_never_eaten(cue: Cue, scan: Scan) -> bool:
    """Say whether it is only told that a child never ate at the canteen so far: "Tom n'a jamais mangé à la cantine"."""
    words = scan.words
    if not cue.denied:
        return False
    told = words[max(cue.i - _FAR, 0) : cue.j]
    return "jamais" in told and told[told.index("jamais") - 1] in _HAS and not _TASTED.isdisjoint(told[told.index("jamais") :])


def _talks_with(cue: Cue, scan: Scan) -> bool:
    """Say whether the writers only talked with somebody: "on s'est mal comprises avec le papa"."""
    return not _TALKS.isdisjoint(scan.words[max(cue.i - 2, 0) : cue.i])


def _is_appointment(cue: Cue, scan: Scan) -> bool:
    """Say whether the writers only have an appointment there: "j'ai rendez-vous CAF à midi"."""
    return "?" not in scan.words and not _APPOINTED.isdisjoint(scan.words[max(cue.i - _NEAR, 0) : cue.i])


def _has_the_week(cue: Cue, scan: Scan) -> bool:
    """Say whether it is told with which parent a child is, beside a meal asked for: "elle passe la semaine chez moi … Cantine"."""
    words = scan.words
    before = words[max(cue.i - _WEEK, 0) : cue.i]
    if words[cue.i] != "chez" or "cantine" not in words[cue.j :]:
        return False
    return before[1:] == ["lieu", "de"] or (before[:1] != [] and before[0] in _SPENDS and before[1:] in _WEEKS)


_TALKS = word_set(
    "compris comprise comprises comprendre entendu entendus entendues parle parlons discute discutons accord convenu organise organises"
    " organisees fache fachee faches separe separee separes dispute disputes disputees"
)
_WEEK, _SPENDS = 3, word_set("passe passent est sont")
_WEEKS = (["la", "semaine"], ["cette", "semaine"], ["la", "quinzaine"])
_HAS = word_set("a ont avait avaient")
_TASTED = word_set("mange manges mangee dejeune ete goute teste essaye")
_APPOINTED = word_set("rdv rendez rendez-vous")


def _is_too_much_for(cue: Cue, scan: Scan) -> bool:
    """Say whether "trop … pour" stands right before a deed: "trop fatiguée pour venir", not "pas trop fatiguée pour …"."""
    words, at = scan.words, cue.i - 1
    while at > 0 and words[at] in _DOWN_TO:
        at -= 1
    if at < 2 or words[at] != "pour":
        return False
    before = words[max(at - _NEAR, 0) : at]
    if "trop" not in before or not _NO_STATE.isdisjoint(before):
        return False
    too = max(at - _NEAR, 0) + before.index("trop")
    return too == 0 or words[too - 1] not in {"pas", "jamais", "plus"}


def _adds_to_file(cue: Cue, scan: Scan) -> bool:
    """Say whether something is written into a file, and no meal booked: "une allergie, il faudrait l'ajouter à sa fiche"."""
    after = scan.words[cue.j : cue.j + _NEAR]
    return after[:1] != [] and after[0] in _INTO and not _FILES.isdisjoint(after[1:]) and "repas" not in scan.words[cue.i : cue.j]


def _may_eat_all(cue: Cue, scan: Scan) -> bool:
    """Say whether it is told what a child stands, and no meal: "l'autre peut tout manger", "il mange de tout"."""
    before = scan.words[max(cue.i - 2, 0) : cue.i]
    return scan.words[cue.i] == "manger" and before[-1:] == ["tout"] and before[0] in _CAN


def _is_lost_box(cue: Cue, scan: Scan) -> bool:
    """Say whether the writers only cannot read their mail: "ma boîte mail a été piratée", "ma messagerie est saturée"."""
    return not _BROKEN.isdisjoint(scan.words[cue.j : cue.j + _NEAR]) and _ADDRESSES.isdisjoint(scan.vocabulary)


def _moves_not(cue: Cue, scan: Scan) -> bool:
    """Say whether the canteen is only told to stay as it is: "d'ici vendredi, la cantine ne change pas"."""
    after = scan.words[cue.j : cue.j + _NEAR]
    return cue.denied and after[:1] in (["ne"], ["n'"], ["change"], ["bouge"]) and not _MOVING.isdisjoint(after[:2])


_INTO, _FILES = word_set("a au sur dans"), word_set("fiche fiches dossier dossiers pai")
_CAN = word_set("peut peuvent peux doit")
_BROKEN = word_set("piratee piratees hackee bloquee pleine saturee plantee piratee inaccessible vide supprimee")
_ADDRESSES = word_set("nouvelle nouveau changee change <email> <address>")
_MOVING = word_set("change changent changera bouge bougent bougera")


# What may make a cue a reason, by its tag, and the words of which one stands wherever one of them does.
_READERS: dict[str, tuple[Callable[[Cue, Scan], bool], ...]] = {
    "stay": (_counts_times,),
    "tariff": (_compares_prices,),
    "invoice": (_is_childs_wish,),
    "book": (_adds_to_file,),
    "contact": (_is_lost_box,),
    "eat": (_cooks_not, _had_never_eaten, _may_eat_all),
    "canteen": (_had_never_eaten, _moves_not),
    "go": (_goes_to_carer,),
    "swap": (_is_other_home,),
    "instead": (_is_other_home,),
    "home": (_has_the_week,),
    "family": (_talks_with,),
    "qf": (_is_appointment,),
}
SEEMING = (
    _CARERS
    | _TALKS
    | word_set("trop qui cher chere chers cheres reclame reclament reclamait jamais faire fais ferai preparer lieu passe passent caf")
    | word_set("quinzaine")
    | _FILES
    | _BROKEN
    | _MOVING
    | {"tout"}
)


def without_seeming(cues: list[Cue], scan: Scan) -> list[Cue]:
    """Return the cues, what only seems to tell an act turned into a reason, and what a child is in no state to do denied."""
    if "trop" in scan.vocabulary:
        # "trop stressé pour manger à la cantine"
        cues = [replace(cue, denied=True) if cue.tag in _DENIABLE and _is_too_much_for(cue, scan) else cue for cue in cues]
    return [_as_reason(cue, scan) if cue.tag in _READERS and any(told(cue, scan) for told in _READERS[cue.tag]) else cue for cue in cues]


def _as_reason(cue: Cue, scan: Scan) -> Cue:
    """Return a cue as a reason, a price with what it is compared with: "moins cher qu'au mois d'août"."""
    stop = cue.j
    while cue.tag == "tariff" and stop < min(len(scan.words), cue.j + _FAR) and scan.words[stop] not in _MARKS:
        stop += 1
    return replace(cue, tag="excuse", j=stop)


_MARKS = word_set(", . ; : ! ( ) alors donc car et mais")
