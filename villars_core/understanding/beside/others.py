"""Tells the French cues that are another's: whose illness or absence it is, and what was put off or called off that is no meal."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from villars_core.understanding.acts.at_last import with_at_last
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.beside.recent_past import without_recent_past
from villars_core.understanding.beside.seeming_acts import SEEMING, without_seeming
from villars_core.understanding.beside.writers_own import (
    is_clocked,
    is_enclosed,
    is_own_home,
    is_own_leave,
    is_own_operation,
    is_past_meal,
    is_trip,
    is_where_read,
    is_workplace,
    without_lost_numbers,
)
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import word_set

OTHERS = word_set(
    "nounou nourrice mamie mamy mami meme papi papy papa maman pere mere mari femme conjoint conjointe compagnon compagne tante tata tatie"
    " oncle tonton marraine parrain voisin voisine assmat sitter collegue associe associee patron patronne vendeuse vendeur parents"
    " epoux epouse"
)
_BETWEEN = word_set(
    "est sont sera seront etait tres trop toujours encore tombe tombee a nouveau malheureusement tout toute se s'"
    " fait font fera va doit faire"
)
_STATES = frozenset({"sick", "absent"})
_MINDS = word_set("garde gardent gardait gardera recupere recupererait prend emmene accueille")
_CALLED_OFF = frozenset({"swap", "moved", "cancel"})
_THINGS = word_set(
    "vol train avion bateau ferry bus car navette tp td cours partiel partiels examen examens rdv rendez reunion stage match tournoi voyage"
    " formation entretien seminaire conference spectacle concert piano danse piscine judo foot solfege musique entrainement audience"
    " deplacement mission chantier livraison intervention operation consultation visite dentiste ortho kine orthophoniste"
)
_WAS = word_set("est sont ete etait etaient sera seront")
_DONE = ("e", "es", "ee", "ees")
_MARKS = word_set(", . ; : ! ? ( ) car donc et alors mais")
_FAR, _NEAR, _CHAIN = 6, 3, 5


def set_aside(cues: list[Cue], scan: Scan) -> list[Cue]:
    """Return the cues, those of somebody or something else turned into reasons."""
    cues = without_recent_past(_told_who(cues, scan), scan)
    if not SEEMING.isdisjoint(scan.vocabulary):
        cues = without_seeming(cues, scan)
    tags = {cue.tag for cue in cues}
    if "staffnumber" in tags:
        cues = without_lost_numbers(cues, scan)
    if "correct" in tags:
        cues = with_at_last(cues, scan.tokens)
    if tags.isdisjoint(_TOLD_OF_OTHERS):
        return cues
    if not tags.isdisjoint(_PLACES):
        cues = _without_not_there(cues, scan)
        cues = [replace(cue, tag="homemeal") if _is_meal_there(cue, before, scan) else cue for before, cue in pairwise([cues[0], *cues])]
    return [replace(cue, tag="excuse") if cue.tag in _READERS and _is_told_of_others(cue, scan) else cue for cue in cues]


def _is_told_of_others(cue: Cue, scan: Scan) -> bool:
    return any(told(cue, scan) for told in _READERS[cue.tag])


def _told_who(cues: list[Cue], scan: Scan) -> list[Cue]:
    """Read "c'est Léa qui mange jeudi" as her meal, and no question who eats."""
    tokens = scan.tokens
    asked = None
    for cue in cues if "qui" in scan.vocabulary else ():
        if cue.tag == "ask" and tokens[cue.i].text == "qui" and _names_eater(cue, scan):
            asked = cue
            break
    if asked is None or any(token.text == "?" for token in tokens):
        return cues
    denied = asked.j < len(tokens) and tokens[asked.j].text in _NOTS
    eat = Cue("eat", asked.i + 1, asked.j, denied)
    return [eat if cue is asked else replace(cue, denied=True) if denied and cue.i == asked.j else cue for cue in cues]


def _names_eater(cue: Cue, scan: Scan) -> bool:
    """Say whether somebody is told before "qui mange": "c'est Léa qui mange", "ce n'est pas Léo mais Léa qui mange"."""
    tokens = scan.tokens
    if cue.j - cue.i != _PAIR or not tokens[cue.i + 1].text.startswith(_EATS):
        return False
    before = [token.text for token in tokens[max(cue.i - _FAR - _NEAR, 0) : cue.i]]
    return before[-1:] != [] and before[-1] not in _NOBODY and any(two in _IT_IS for two in pairwise(before[:-1]))


_IT_IS = frozenset({("c'", "est"), ("n'", "est")})
_PAIR, _EATS = 2, ("mange", "dejeune")
_NOBODY, _NOTS = word_set("qui est que ce sait savoir ou quand quoi"), frozenset({"pas", "pa", "plus"})


def _without_not_there(cues: list[Cue], scan: Scan) -> list[Cue]:
    """Turn where a child does not eat who eats here into a reason: "mange chez vous demain, pas chez moi", "et non à la maison"."""
    for at, cue in enumerate(cues):
        if cue.tag not in _PLACES or not at or cues[at - 1].tag not in _NEGS:
            continue
        neg = cues[at - 1]
        near = scan.words[neg.i : cue.i]
        before = [one for one in cues[:at] if one.i >= neg.i - _FAR - _FAR and one.j <= neg.i]
        if near[:1] == [] or near[0] not in _LONE or len(near) > _NEAR or not _eats_here(before, neg.i, scan):
            continue
        here = [replace(one, denied=False) if one in before and one.tag in _HERE else one for one in cues[: at - 1]]
        return [*here, Cue("excuse", neg.i, cue.j), *cues[at + 1 :]]
    return cues


def _eats_here(before: Sequence[Cue], stop: int, scan: Scan) -> bool:
    """Say whether a meal is told to be eaten here, and nothing is denied before a place."""
    eats = [one for one in before if one.tag == "eat"]
    if not eats or any(one.tag in _NEGS or one.tag == "ne" for one in before):
        return False
    words = scan.words[eats[-1].i : stop]
    if not _SENTENCE_ENDS.isdisjoint(words):
        return False
    return "vous" in words or any(one.tag in {"canteen", "school"} and one.i >= eats[-1].i for one in before)


_PLACES, _NEGS = frozenset({"home", "family", "homemeal"}), frozenset({"neg", "negplus"})
_LONE, _HERE = frozenset({"pas", "non"}), frozenset({"eat", "canteen", "school"})


def _is_anothers(cue: Cue, scan: Scan) -> bool:
    """Say whether somebody who is no child is ill or away: "nounou indisponible", "sa mamie est malade"."""
    there = cue.tag == "go" and scan.words[cue.j - 1] == "la"
    if cue.tag not in _STATES and not there:
        return False
    at = cue.i - 1
    while at >= max(cue.i - _CHAIN, 0) and scan.words[at] in _BETWEEN:
        at -= 1
    words = scan.words[max(at - 2, 0) : at + 1]
    if words[:1] == ["qui"] and words[-1] in _MINDS:
        # "la dame qui le garde s'est blessée"
        return True
    if at < 0 or scan.words[at] not in OTHERS or cue.i - at > _CHAIN:
        return False
    # "Léa et sa mère sont malades", "chez sa mamie, absente": the child is away too.
    before = set(scan.words[max(at - _NEAR, 0) : at])
    return not before & {"et", "chez", "avec", "dit", "selon"} and at + 1 < len(scan.tokens)


def _is_carers(cue: Cue, scan: Scan) -> bool:
    """Say whether who was to mind a child is ill: "mamie devait garder Tom jeudi, mais elle a la grippe"."""
    if _WAS_TO.isdisjoint(scan.vocabulary):
        return False
    start = next((at + 1 for at in range(cue.i - 1, -1, -1) if scan.words[at] in _SENTENCE_ENDS), 0)
    planned = next((at for at in range(cue.i - 1, start, -1) if scan.words[at] in _WAS_TO), -1)
    if planned < 0 or scan.words[planned - 1] not in OTHERS | {"ex"}:
        return False
    they = "elle" if scan.words[planned - 1] in _WOMEN else "il"
    turn = next((at for at in range(planned, cue.i) if scan.words[at] in _TURNS), cue.i)
    return they in scan.words[turn : cue.i] and _OWN_CHILD.isdisjoint(scan.words[turn : cue.i])


_TURNS, _OWN_CHILD = word_set("mais , or ; seulement"), word_set("qui fils fille et")
_WOMEN = word_set(
    "nounou nourrice mamie mamy mami meme maman mere femme conjointe compagne tante tata tatie marraine voisine associee patronne vendeuse"
    " epouse assmat sitter"
)


def _is_host(cue: Cue, scan: Scan) -> bool:
    """Say whether it is only told who feeds a child otherwise: "le papi qui le fait manger d'habitude"."""
    at = cue.i - 1
    if cue.tag != "homemeal" or at < 1 or scan.words[at] != "qui":
        return False
    if _is_usual_host(cue, scan):
        return True
    if scan.words[at - 1] not in OTHERS:
        return False
    # "c'est sa tante qui fera manger Hugo jeudi" tells who does this time.
    return "c'" not in set(scan.words[max(at - _FAR, 0) : at])


def _is_usual_host(cue: Cue, scan: Scan) -> bool:
    """Say whether who feeds a child otherwise is told as gone, beside a meal to book: "ma mère part, c'est elle qui fait manger Jade"."""
    words = scan.words
    if words[cue.i] not in {"fait", "font"} or _BOOKED.isdisjoint(scan.vocabulary):
        return False
    stop = next((at for at in range(cue.j, len(words)) if words[at] in _SENTENCE_ENDS), len(words))
    start = next((at + 1 for at in range(cue.i - 1, -1, -1) if words[at] in _SENTENCE_ENDS), 0)
    here = words[start:stop]
    if not _SINGLE_DAYS.isdisjoint(words[cue.i : stop]) or _BOOKED.isdisjoint(words[stop:]):
        return False
    return not OTHERS.isdisjoint(here) and not _GONE.isdisjoint(here)


_BOOKED = word_set("inscrire inscrivez reserver reservez ajouter ajoutez")
_SINGLE_DAYS = word_set("lundi mardi jeudi vendredi demain aujourd'hui ce cette")
_GONE = word_set(
    "part partent partira sera absente absent hospitalisee hospitalise malade opere operee voyage vacances conge cure indisponible"
    " demenage repart repartie parti partie"
)


def _is_workplace_of_writer(cue: Cue, scan: Scan) -> bool:
    """Say whether a hospital is where the writers work: "je reprends à l'hôpital", "je travaille de nuit à l'hôpital"."""
    if "hopital" not in scan.words[cue.i : cue.j]:
        return False
    return not _WORKS_THERE.isdisjoint(scan.words[max(cue.i - _NEAR - 1, 0) : cue.i])


_WORKS_THERE = word_set("travaille travaillons travailler reprends recommence embauche bosse")


def _was_to(cue: Cue, scan: Scan) -> bool:
    """Say whether somebody was to feed a child, beside a meal that is asked for: "il devait le faire manger demain, il faudrait …"."""
    if cue.tag != "homemeal" or _WANTED.isdisjoint(scan.words):
        return False
    start = max(cue.i - _NEAR, 0)
    return not _WAS_TO.isdisjoint(scan.words[start : cue.i]) and "faire" in scan.words[start : cue.j]


_WAS_TO = word_set("devait devaient comptait comptaient")
_WANTED = word_set("faudrait faut place inscrire inscrivez reserver reservez besoin cantine")


def _fell_through(cue: Cue, scan: Scan) -> bool:
    """Say whether a meal or stay elsewhere was planned and came to nothing: "devait manger chez mamie, mais elle travaille : cantine"."""
    if cue.denied or _PLANNED.isdisjoint(scan.vocabulary):
        return False
    start = cue.i
    while start > max(cue.i - _FAR, 0) and scan.words[start - 1] not in _MARKS and scan.words[start - 1] not in _PLANNED:
        start -= 1
    if not start or scan.words[start - 1] not in _PLANNED:
        return False
    after = scan.words[cue.j : cue.j + _REST]
    turn = next((at for at, word in enumerate(after) if word in _BUTS), len(after))
    return turn <= _TURN and not _WANTED_HERE.isdisjoint(after[turn:])


_PLANNED, _BUTS = word_set("devait devaient devais devions"), word_set("mais finalement or")
_WANTED_HERE = word_set("cantine repas inscrire inscrivez reserver reservez self refectoire")
_REST, _TURN = 30, 8


def _is_elsewhere_than(cue: Cue, scan: Scan) -> bool:
    """Say whether a meal elsewhere is only told as not at one place: "il accepte de manger ailleurs que chez mamie"."""
    return scan.words[cue.j - 1] == "ailleurs" and scan.words[cue.j : cue.j + 1] in (["que"], ["qu'"])


def _is_caught_up(cue: Cue, scan: Scan) -> bool:
    """Say whether lessons are made up for, and no meal: "nous rattraperons les leçons"."""
    if cue.tag != "book" or not scan.words[cue.i].startswith("rattrap"):
        return False
    return not _LESSONS.isdisjoint(scan.words[cue.j : cue.j + _FAR])


_LESSONS = word_set("lecon lecons cours devoir devoirs travail retard programme exercice exercices classe")


def _is_meal_there(cue: Cue, before: Cue, scan: Scan) -> bool:
    """Say whether the meal is taken where the child is told to be: "sera chez son parrain pour le déjeuner"."""
    if cue.tag != "canteen" or cue.denied or before.tag != "home" or before.denied or not 0 < cue.j - before.j <= _NEAR + 2:
        return False
    words = scan.words[before.j : cue.j]
    return "pour" in words[: _NEAR - 1] and words[-1] in _MEALS and words[-2] != "un"


_MEALS = word_set("dejeuner repas")


def _is_thing(cue: Cue, scan: Scan) -> bool:
    """Say whether what is called off or put off is no meal: "notre vol a été décalé", "cours de piano supprimé"."""
    if cue.tag not in _CALLED_OFF:
        return False
    if cue.tag == "swap" and _is_of_work(cue, scan):
        return True
    word = scan.words[cue.j - 1]
    if not word.endswith(_DONE) or cue.j - cue.i > _NEAR:
        return False
    after = scan.words[cue.j] if cue.j < len(scan.tokens) else "."
    told = scan.words[cue.i] in _WAS or (cue.i > 0 and scan.words[cue.i - 1] in _WAS)
    if not told and after.isalpha() and after not in _AFTER and not word.startswith(_PUT_OFF):
        # "j'ai cours annule Tom": what follows may be what is called off.
        return False
    for at in range(cue.i - 1, max(cue.i - _FAR, 0) - 1, -1):
        text = scan.words[at]
        if text in _THINGS or text.removesuffix("s") in _THINGS:
            return True
        if text in _MARKS:
            return False
    return False


def _frees_oneself(cue: Cue, scan: Scan) -> bool:
    """Say whether the writers free themselves, and no place: "je ne peux me libérer à midi"."""
    if cue.tag != "cancel" or not scan.words[cue.i].startswith("liber"):
        return False
    # "infirmière libérale" frees nothing.
    return scan.words[cue.i].startswith("liberal") or (cue.i > 0 and scan.words[cue.i - 1] in _ONESELF)


_ONESELF = word_set("me m' se s' nous")


def _is_of_work(cue: Cue, scan: Scan) -> bool:
    """Say whether it is told who stands in for whom at work: "ma collègue me remplace jeudi", "je remplace une infirmière"."""
    if not scan.words[cue.i].startswith("remplac"):
        return False
    before = scan.words[cue.i - 1] if cue.i else ""
    after = scan.words[cue.j : cue.j + _NEAR]
    return before in {"me", "m'"} or (before in {"je", "dois", "vais"} and after[:1] in (["un"], ["une"], ["mon"], ["ma"]))


def _is_taken_off_body(cue: Cue, scan: Scan) -> bool:
    """Say whether a doctor takes something off a child: "on lui enlève ses broches", "son plâtre à faire retirer"."""
    if cue.tag != "cancel" or not scan.words[cue.i].startswith(_TAKES):
        return False
    words = scan.words[max(cue.i - _FAR, 0) : cue.j + _FAR]
    if _ON_BODY.isdisjoint(words):
        return False
    verb, things = cue.i - max(cue.i - _FAR, 0), [at for at, word in enumerate(words) if word in _ON_BODY]
    commanded = words[verb].endswith("ez") or not _FOOD.isdisjoint(words)
    return not commanded and any(_SENTENCE_ENDS.isdisjoint(words[min(verb, at) : max(verb, at)]) for at in things)


def _is_load(cue: Cue, scan: Scan) -> bool:
    """Say whether it is a load that is taken off somebody: "vous m'enlevez un sacré poids", "une épine du pied"."""
    if _LOADS.isdisjoint(scan.vocabulary) or not scan.words[cue.i].startswith(_TAKES):
        return False
    after = scan.words[cue.j : cue.j + _NEAR]
    return not _LOADS.isdisjoint(after) and after[0] in {"un", "une", "bien", "ce"}


_LOADS = word_set("poids epine fardeau souci soucis charge")


def _is_kin_lost(cue: Cue, scan: Scan) -> bool:
    """Say whether somebody died with whom a child does not live: "le grand-père de Léa est décédé"."""
    if cue.tag != "change" or not scan.words[cue.j - 1].startswith(_DIED):
        return False
    return not _FAR_KIN.isdisjoint(scan.words[max(cue.i - _FAR, 0) : cue.i])


_DIED = ("deced", "mort", "disparu")
_FAR_KIN = word_set("grand arriere oncle tante papi papy mamie mamy meme parrain marraine cousin cousine voisin voisine tonton tata")
_TAKES = ("enlev", "retir", "ote", "extrai", "arrach", "coup")
_SENTENCE_ENDS = frozenset(".!?;")
_FOOD = word_set("repas cantine dejeuner dejeuners midi liste inscription inscriptions reservation reservations self")
_ON_BODY = word_set(
    "platre platres attelle attelles fil fils agrafe agrafes broche broches dent dents molaire molaires canine amygdales vegetations"
    " bagues bague appareil diabolos drains yoyos yoyo pansement pansements points suture minerve sonde corset gouttiere verrue verrues"
    " kyste kystes echarde resine strap perfusion catheter holter naevus peau appendice ongle tique tiques vis plaque"
)
_PUT_OFF = ("report", "decal", "retard")
_AFTER = word_set("a au lundi mardi mercredi jeudi vendredi demain donc dc du par pour car et alors aujourd'hui en a le ce cette")
# What may make a cue another's, by its tag.
_READERS: dict[str, tuple[Callable[[Cue, Scan], bool], ...]] = {
    "absent": (_is_anothers,),
    "sick": (_is_anothers, _is_carers, _is_workplace_of_writer, is_own_operation),
    "go": (_is_anothers,),
    "moved": (_is_thing,),
    "swap": (_is_thing, is_trip, is_clocked),
    "cancel": (_is_thing, _is_taken_off_body, _frees_oneself, _is_load),
    "book": (_is_caught_up, is_enclosed),
    "home": (_fell_through, is_workplace, is_past_meal, is_own_home),
    "canteen": (is_workplace,),
    "homemeal": (_fell_through, _is_host, is_past_meal, _was_to, _is_elsewhere_than),
    "proof": (is_own_leave,),
    "contact": (is_where_read,),
    "change": (_is_kin_lost,),
}
_TOLD_OF_OTHERS = _READERS.keys() - {"canteen"}
