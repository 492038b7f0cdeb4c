"""Says where a doubt or a source beside a French order is of its reason alone: "sûrement la varicelle", "selon la directrice"."""

from villars_core.understanding.acts.commands import commanded
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.orders import ABSENCES, Order
from villars_core.understanding.beside.others import OTHERS
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import reach, word_set

_MARKS = word_set(', . ; : ! ? ( ) " « »')
_FAR = 40
_DEEDS = frozenset({"cancel", "book", "eat", "canteen", "go", "stay", "absent", "home", "homemeal", "pickup"})


def is_of_reason(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether a plain command stands apart from what is guessed, or told by others: "sûrement la gastro. Annulez son repas"."""
    tokens = heard.scan.tokens
    start, stop = reach(tokens, (cue.i, cue.j), _MARKS, _FAR)
    if stop < len(tokens) and tokens[stop].text == "?":
        return False
    if any(start <= one.i < stop for one in heard.said) or any(start <= one.i < stop and one.tag in _DEEDS for one in heard.cues):
        return False
    guessed = any(cue.j <= one.i < stop and one.tag == "sick" and not one.denied for one in heard.cues) if cue.tag == "maybe" else False
    if not (guessed or _is_source(cue, start, stop, heard)):
        return False
    return any(not clause.i <= cue.i < clause.j for clause in commanded(order.own, tokens, heard.dated))


def _is_source(cue: Cue, start: int, stop: int, heard: Heard) -> bool:
    """Say whether it is told whose word something is, behind what is told: "la chaudière est en panne d'après la directrice"."""
    words = heard.scan.words
    if words[cue.i] != "selon" and words[cue.i : cue.i + 2] != ["d'", "apres"]:
        return False
    return cue.i - start >= _TOLD and not _SAYERS.isdisjoint(words[cue.j : stop]) and _OPEN.isdisjoint(words[start:stop])


_TOLD = 3
_SAYERS = OTHERS | word_set(
    "directrice directeur maitresse maitre atsem gardien gardienne instit enseignante enseignant ecole mairie prof radio journal"
    " medecin docteur pediatre infirmiere pharmacien pharmacienne secretaire chauffeur animatrice animateur professeur"
)
_OPEN = word_set("depend dependra dependent verra verrons voir ou si peut peut-etre")


def names_illness(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether only the name of an illness is guessed: "elle vomit, sûrement une gastro, elle sera absente demain"."""
    if order.act.rule == "act.sick" or "sick" not in heard.tags:
        return False
    place = cue.j
    while place < len(heard.scan.words) and heard.scan.words[place] in _ARTICLES:
        place += 1
    return place > cue.j and any(one.tag == "sick" and one.i == place for one in heard.cues)


_ARTICLES = word_set("un une la le l' des")


def is_beside(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether a doubt is about what comes beside: "il devrait revenir lundi", "sinon elle va me faire une scène"."""
    words = heard.scan.words
    word, after = words[cue.i], words[cue.j : cue.j + 2]
    away = order.act.intent in ABSENCES
    if word == "devrait":
        back = after[:1] != [] and (after[0] in _RETURNING or (after[0] == "etre" and _is_back(cue.j + 1, heard)))
        return away and back and len(heard.said) > 1 and not _is_told_twice(cue, heard)
    if word not in {"sinon", "je"} or "?" in words[cue.j :]:
        return False
    if word == "je" and (not away or words[cue.i + 1 : cue.i + 2] != ["pense"]):
        return False
    if word == "sinon" and (after[:1] == [] or after[0] not in _PERSONS):
        return False
    stop = reach(heard.scan.tokens, (cue.i, cue.j), _MARKS, _FAR)[1]
    if any(cue.j <= one.i < stop for one in heard.said):
        return False
    deeds = [one for one in heard.cues if cue.j <= one.i < stop and one.tag in _DEEDS]
    return stop > cue.j + 1 and all(one.tag == "go" and words[one.j] in _WILL_DO for one in deeds if one.j < len(words) or one.tag != "go")


def _is_told_twice(cue: Cue, heard: Heard) -> bool:
    """Say whether the day of the return is one of the absence too: "absent jeudi et vendredi, vendredi il devrait être de retour"."""
    start, stop = reach(heard.scan.tokens, (cue.i, cue.j), _MARKS, _FAR)
    words = heard.scan.words
    here = {words[at] for one in heard.said if start <= one.i < stop for at in range(one.i, one.j)}
    there = {words[at] for one in heard.said if not start <= one.i < stop for at in range(one.i, one.j)}
    return not here.isdisjoint(there & _WEEKDAYS)


_WEEKDAYS = word_set("lundi mardi jeudi vendredi demain")


def _is_back(at: int, heard: Heard) -> bool:
    """Say whether a child is told to be back, or well again: "de retour", "remise"."""
    words = heard.scan.words[at : at + 2]
    return words == ["de", "retour"] or (words[:1] != [] and words[0] in _WELL)


_WELL = word_set("remis remise retabli retablie gueri guerie retablis remises")
_WILL_DO = word_set("me m' se s' nous lui leur etre faire pleurer bouder raler")
_RETURNING = word_set("revenir reprendre retourner rentrer")
_PERSONS = word_set("elle il elles ils ca c'")
