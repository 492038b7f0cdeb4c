"""Finds acts told in more words than a phrase of the lexicon can list: « va rater cette journée de classe », « sortez-les de la liste »."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from villars_core.understanding.acts.turns import TURNS, is_asked_of_you
from villars_core.understanding.language.phrases import Match
from villars_core.understanding.language.text import Token, word_set

MISSES = word_set(
    "manque manquent manquera manqueront manquer manquerait manqueraient manquez rate ratent ratera rateront rater raterait rateraient"
    " loupe loupent loupera louperont louper louperait seche sechent sechera secheront secher sechait"
)
_SCHOOLING = word_set("ecole lecole classe classes cours rentree reprise maternelle")
_BEFORE_SCHOOLING = word_set(
    "l' la le les cette ce cet sa son ses leur leurs une un deux trois quatre toute tout premier premiers premiere premieres derniere"
    " dernier derniers dernieres journee journees jour jours semaine semaines matinee matinees heure heures d' de du des donc aussi encore"
)
_SOON = word_set("demain lundi mardi jeudi vendredi aujourd'hui apres")
_IMPERSONAL = word_set("il me te lui nous vous leur y ca s' se")
_WRITERS = word_set("je j' nous on ai avons")
_TAKES_OUT = word_set("sortez sortir sors sort otez oter ote virez virer vire barrez barrer rayez rayer enlevez enlever deprogrammez")
_PUTS_IN = word_set(
    "glissez glisser glisse ajoutez ajouter mettez mettre remettez remettre rajoutez rajouter incluez inclure placez placer"
)
_ON_LISTS = word_set("liste listes listing effectif effectifs tableau pointage")
_IN = word_set("dans sur a au aux")
_OF = word_set("de du des")
_TAKEN = word_set(
    "prend prends prenons prendra prendront prendrai prenne veux veut veu ve voulons voudra voudrons voudront prennent veulent prendrons"
)
_WHO = word_set("je j' on nous il elle ils elles")
_THEM = word_set("le la les l'")
_NE = word_set("ne n' n")
_NOT = word_set("pas plus pa")
_FETCHED = word_set("chercher recuperer reprendre")
_CLITICS = word_set("le la les l' leur lui")
_FAR = 7


def _off_list(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "absent des listes" as no absence."""
    off = at > 1 and tokens[at - 1].text in _OF and tokens[at - 2].text.startswith("absent")
    return Match("told", 1) if off else None


def _missed(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "manquera la première semaine de classe", "rate l'école": the child is not at school."""
    if at and tokens[at - 1].text in _WRITERS:
        return None
    start = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text in _THEREFORE)
    after = [token.text for token in tokens[start : start + 3]]
    told = after[:1] and (
        after[0] in _SOON
        or after[-2:] == ["la", "journee"]
        or (after[0] == "le" and after[1:2] and (after[1] in _SOON or after[1][0].isdigit()))
    )
    if told and (not (at and tokens[at - 1].text in _IMPERSONAL) or (tokens[at - 1].text == "il" and _is_day_alone(tokens, start))):
        # "Louis manque demain", "il manque donc lundi 4", not "il manque un repas lundi"; "il avait manqué le 17"
        return Match("pastabsent" if at and tokens[at - 1].text in _HAD_MISSED else "absent", 1)
    stop = at + 1
    while stop < min(len(tokens), at + _FAR) and tokens[stop].text in _BEFORE_SCHOOLING:
        stop += 1
    return Match("absent", stop + 1 - at) if stop < len(tokens) and stop > at and tokens[stop].text in _SCHOOLING else None


def _is_day_alone(tokens: Sequence[Token], at: int) -> bool:
    """Say whether nothing but a day follows up to the next mark: "il manque lundi 4 janvier.", not "il manque lundi un repas"."""
    stop = at
    while stop < len(tokens) and tokens[stop].text not in _PAUSES:
        stop += 1
    return all(token.text in _DAY_WORDS or token.text.isdigit() for token in tokens[at:stop])


_HAD_MISSED = word_set("a ont avait avaient")
_THEREFORE = word_set("donc aussi encore egalement alors forcement toujours ainsi")
_PAUSES = word_set(", . ; : ! ? ( ) car parce puisque mais")
_DAY_WORDS = word_set(
    "demain lundi mardi mercredi jeudi vendredi aujourd'hui le et er matin midi prochain apres janvier fevrier mars avril mai juin juillet"
    " aout septembre octobre novembre decembre"
)


def _taken_out(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "sortez les enfants de la liste": the meal is cancelled."""
    return Match("cancel", 1) if _names_list(tokens, at, _OF) else None


def _put_in(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "glissez Nathan dans la liste": a meal is booked."""
    return Match("book", 1) if _names_list(tokens, at, _IN) else None


def _names_list(tokens: Sequence[Token], at: int, linking: frozenset[str]) -> bool:
    """Say whether "de la liste", "sur vos listes" follows before any mark."""
    for place in range(at + 1, min(len(tokens) - 2, at + _FAR)):
        if not (tokens[place].text.isalpha() or tokens[place].text.endswith("'")):
            return False
        if tokens[place].text in linking and (tokens[place + 1].text in _ON_LISTS or tokens[place + 2].text in _ON_LISTS):
            return True
    return False


def _writers(tokens: Sequence[Token], at: int) -> Match | None:
    """Read what the writers do themselves: "je garde Noah à déjeuner", "on ne le prend pas"."""
    return _left(tokens, at) or _kept(tokens, at) or _kept_as_told(tokens, at)


def _kept(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "je garde Noah à déjeuner" as a meal at home."""
    place = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text in _THEM)
    if place >= len(tokens) or tokens[place].text not in _KEEP:
        return None
    words = [token.text for token in tokens[place + 1 : place + _FAR]]
    fed = any(one in {"a", "pour"} and other in {"dejeuner", "manger"} for one, other in pairwise(words))
    return Match("homemeal", place + 1 - at) if fed else None


def _kept_as_told(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "on garde ce qui était convenu", "je garde son repas" as what stays, not as a child kept at home."""
    if at + _PAIR >= len(tokens) or tokens[at + 1].text not in _KEEP:
        return None
    words = [token.text for token in tokens[at : at + 4]]
    thing = words[2] in _HIS and words[3:] != [] and words[3] in _ARRANGED
    if words[2] == "ce" and words[3:] in (["qui"], ["que"], ["qu'"]):
        stop = at + len(words)
        while stop < len(tokens) and tokens[stop].text in _WAS_TOLD:
            stop += 1
        return Match("excuse", stop - at)
    return Match("excuse", _PAIR + 1 + thing) if thing or words[2] in _AS else None


_AS = word_set("comme pareil tel tels ainsi")
_WAS_TOLD = word_set(
    "est etait a ete avait avions on vous nous avons avais j' deja bien prevu prevue convenu convenue decide dit note reserve inscrit coche"
)
_HIS = word_set("le la l' les son sa ses leur leurs")
_ARRANGED = word_set(
    "planning reservation reservations inscription inscriptions repas rythme organisation programme habitudes place places"
)


def _left(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "on ne le prend pas", "je le veux pas" as what is done without, beside a meal."""
    if at + 1 >= len(tokens) or (tokens[at + 1].text not in _THEM and tokens[at + 1].text not in _NE):
        return None
    words = [token.text for token in tokens[at : at + 5]]
    place = 1 + (words[1:2] != [] and words[1] in _NE)
    if len(words) < place + 3 or words[place] not in _THEM or words[place + 1] not in _TAKEN or words[place + 2] not in _NOT:
        return None
    after = tokens[at + place + 3].text if at + place + 3 < len(tokens) else "."
    # "je ne le prends pas à midi", "on ne le veut pas seul": what follows is what is denied.
    return Match("nothanks", place + 3) if after in _ENDING or not after.isalpha() else None


_ENDING = word_set("svp stp merci mrc finalement donc car et demain lundi mardi jeudi vendredi ce du")


def _refused(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "c'est non", "c non pour la cantine" as what is done without, beside a meal."""
    words = [token.text for token in tokens[at : at + 3]]
    if words[0] == "c" and words[1:2] == ["non"]:
        return Match("nothanks", 2)
    if words[0] == "c'" and words[1:3] in (["est", "non"], ["sera", "non"], ["etait", "non"]):
        return Match("nothanks", 3)
    return Match("nothanks", 3) if words == ["ce", "sera", "non"] else None


def _meal_with_kin(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "prendra son repas de midi avec sa tante" as a meal elsewhere; one with friends may be the canteen's."""
    words = [token.text for token in tokens[at + 1 : at + _FAR + 1]]
    if len(words) < _PAIR or words[0] not in _HIS or words[1] not in _ONE_MEAL:
        return None
    place = next((place for place, word in enumerate(words) if word == "avec"), None)
    if place is None or not all(word.isalpha() or word.endswith("'") for word in words[:place]):
        return None
    return None if _KIN.isdisjoint(words[place + 1 : place + 4]) else Match("homemeal", _PAIR + 1)


_ONE_MEAL = word_set("repas dejeuner dejeuners")
_KIN = word_set(
    "moi nous papa maman pere mere parents tante tata tatie oncle tonton mamie mamy mami papi papy papou marraine parrain nounou nourrice"
    " voisine voisin famille cousins cousines"
)


def _fetched(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "venir chercher Tom" as the way of those who fetch a child, not as the child's coming."""
    place = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text in _CLITICS)
    return Match("fetch", place + 1 - at) if place < len(tokens) and tokens[place].text in _FETCHED else None


def _comes_for(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "vient chercher Tom", "passe les prendre" as the way of who fetches a child, not as the child's coming."""
    place = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text in _CLITICS)
    if place >= len(tokens) or tokens[place].text not in _FETCHED | {"prendre"}:
        return None
    after = tokens[place + 1].text if place + 1 < len(tokens) else "."
    # "vient prendre son repas"
    own = tokens[place].text == "prendre" and (after in _HIS | {"un", "une"} or not tokens[at].text.startswith("pass"))
    return None if own else Match("pickup", place + 1 - at)


def _undone(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "annulation de l'annulation", "annulez mon annulation" as a change of mind: what holds is told beside it."""
    place = at + 1
    while place < min(len(tokens), at + 4) and tokens[place].text in _A_THING:
        place += 1
    undone = place > at + 1 and place < len(tokens) and tokens[place].text in {"annulation", "desinscription"}
    return Match("final", place + 1 - at) if undone else None


def _unlike(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "contrairement à ce que j'avais dit" as a change of mind, up to its verb."""
    words = [token.text for token in tokens[at : at + _FAR + 3]]
    if words[1:3] != ["a", "ce"]:
        return None
    end = next((place for place, word in enumerate(words) if word in _SAID), None)
    return None if end is None else Match("final", end + 1)


def _when(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "Noah mange quand à la cantine" as a question, not "il mange quand le menu est bon"."""
    after = tokens[at + 1].text if at + 1 < len(tokens) else "."
    return Match("ask", 1) if at and tokens[at - 1].text in _EATS and after not in _SUBJECTS else None


def _was_kept(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "on a gardé Léa à la maison" as an absence that was."""
    place = at + 1
    while place < min(len(tokens), at + 4) and tokens[place].text in _HELPING:
        place += 1
    if place >= len(tokens) or not tokens[place].text.startswith("garde"):
        return None
    after = {token.text for token in tokens[place + 1 : place + _FAR]}
    return Match("pastabsent", place + 1 - at) if after & _AT_HOME and "manger" not in after else None


def _after_absence(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "après son absence" as what lies behind: it reports none."""
    near = [token.text for token in tokens[at + 1 : at + 4]]
    place = next((place for place, word in enumerate(near) if word in {"absence", "absences"}), None)
    return Match("excuse", place + 2) if place is not None and near[0] in _POSSESSED else None


def _counted_out(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "-1 repas jeudi" as a meal less."""
    words = [token.text for token in tokens[at + 1 : at + 3]]
    return Match("cancel", 3) if len(words) == 2 and words[0].isdigit() and words[1] in _MEALS and not at else None


def _eats_here(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "il mangera donc ici" as a meal where the writer is: at home, unless the school is told behind it."""
    if at and tokens[at - 1].text in {"d'", "par"}:
        return None
    if not _SERVED.isdisjoint(token.text for token in tokens[at + 1 : at + 5]) or (at + 1 < len(tokens) and tokens[at + 1].text == "la"):
        return None
    for place in range(at - 1, max(at - _FAR, 0) - 1, -1):
        if tokens[place].text in _EATING:
            return Match("home", 1)
        if not (tokens[place].text.isalpha() or tokens[place].text.endswith("'")):
            return None
    return None


def _eats_there(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "en stage jeudi, elle mangera sur place", "déjeunera là-bas" as a meal elsewhere, where a place that is no school is told."""
    if not at or tokens[at - 1].text != ("la" if tokens[at].text == "bas" else "sur"):
        return None
    start, near = at, [token.text for token in tokens[max(at - _NEAR_VERB, 0) : at]]
    while start and at - start < _MANY and tokens[start - 1].text not in _ENDS:
        start -= 1
    words = [token.text for token in tokens[start:at]]
    elsewhere = not _ELSEWHERE.isdisjoint(words) or any(one == "chez" and other != "vous" for one, other in pairwise(words))
    if _EATING.isdisjoint(near) or not (elsewhere or not _OUTINGS.isdisjoint(words)):
        return None
    words += [token.text for token in tokens[at + 1 : at + _BACK + 1]]
    if _SERVED.isdisjoint(words) and _SCHOOLING.isdisjoint(words):
        return Match("home", 1) if elsewhere else None
    # An outing of the school may have a meal of the canteen's with it.
    return None if _OUTINGS.isdisjoint(words) else Match("told", 1)


_NEAR_VERB = 4
_OUTINGS = word_set("sortie sorties zoo musee voyage")
_ELSEWHERE = word_set(
    "stage stages conservatoire club colonie colo hopital clinique cirque college lycee ferme equestre poney ski mariage anniversaire"
    " tournoi competition concours cinema restaurant mer montagne campagne"
)


def _neither(tokens: Sequence[Token], at: int) -> Match | None:
    """Read the noon in "ni Léa ni Tom à midi vendredi", where no verb stands, as the meal that is denied."""
    if at + 1 >= len(tokens) or tokens[at + 1].text != "midi":
        return None
    words = [token.text for token in tokens[max(at - _FAR - 1, 0) : at]]
    words = words[words.index("ni") :] if words.count("ni") == len(("ni", "ni")) else []
    return Match("canteen", 2) if words and _NE.isdisjoint(words) and all(word.isalpha() for word in words) else None


def _our_planning(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "mon planning est sorti", "changement de planning" as the work of those who write, not as the days of a child."""
    before = [token.text for token in tokens[max(at - _BACK, 0) : at]]
    if before[-2:] in (["changement", "de"], ["changements", "de"]):
        return Match("excuse", 1)
    after = {token.text for token in tokens[at + 1 : at + _FAR]}
    return Match("excuse", 1) if before[-1:] and before[-1] in _OURS and not after.isdisjoint(_CHANGES) else None


def _impossible(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "impossible pour Louis d'aller à la cantine" as a denial, whoever of the children it is for."""
    words = [token.text for token in tokens[at + 1 : at + _FAR + 2]]
    place = next((place for place, word in enumerate(words) if word in {"de", "d'"}), None)
    if place is None or place + 1 >= len(words) or (place and (words[0] != "pour" or not _WRITING.isdisjoint(words[1:place]))):
        return None
    if not all(word.isalpha() or word.endswith("'") for word in words[:place]):
        return None
    verb, after = words[place + 1], words[place + 2 : place + 3]
    comes = verb in {"manger", "dejeuner"} or (verb in {"aller", "venir", "rester"} and (not after or after[0] in _TO_PLACES))
    return Match("neg", place + 2) if comes else None


_WRITING = word_set("moi nous vous mari femme epoux epouse compagnon compagne conjoint mere pere parents papa maman")
_TO_PLACES = word_set("a au en demain lundi mardi jeudi vendredi le ce aujourd'hui . , !")


def _left_there(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "je laisse mes filles à la cantine" as a meal booked."""
    for place in range(at + 1, min(len(tokens) - 1, at + _FAR + 1)):
        if not (tokens[place].text.isalpha() or tokens[place].text.endswith("'")) or tokens[place].text == "tomber":
            return None
        if tokens[place].text == "la" and tokens[place + 1].text == "cantine":
            return Match("book", 1) if tokens[place - 1].text == "a" else None
    return None


def _needed(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "besoin de vous mardi midi" as the need of a meal."""
    before = [token.text for token in tokens[max(at - 2, 0) : at]]
    after = [token.text for token in tokens[at + 1 : at + _FAR]]
    return Match("canteen", 1) if before == ["besoin", "de"] and "midi" in after and after[0] in _SOON | {"le", "ce", "a"} else None


_OURS = word_set("mon notre mes nos nouveau nouvel")
_CHANGES = word_set("sorti tombe arrive change changes modifie publie paru boulot travail hopital garde gardes nuit")


def _our_leave(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "après mon arrêt du 9 novembre" as the leave of those who write, not as the end of the canteen."""
    after = {token.text for token in tokens[at + 1 : at + 5]}
    return Match("excuse", 1) if at and tokens[at - 1].text in _LEAVE and after.isdisjoint(_SERVED | {"repas", "dejeuner"}) else None


_LEAVE = word_set("mon ton notre votre en")


def _at_yours(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "lundi midi chez vous", "à midi : chez vous" as the canteen, where no writer comes by."""
    if at + 1 >= len(tokens) or tokens[at + 1].text != "vous" or at < _BACK:
        return None
    if "midi" not in {token.text for token in tokens[at - _BACK : at]}:
        return None
    start = at
    while start and at - start < _MANY and tokens[start - 1].text not in _ENDS:
        start -= 1
    return None if _COMING.intersection(token.text for token in tokens[start:at]) else Match("canteen", 2)


def _a_thing_done(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "repas a annulé" as it sounds: nobody is told who would have done it; "on a gardé Léa à la maison" is an absence."""
    after = tokens[at + 1].text if at + 1 < len(tokens) else "."
    if after in _CANCELLED and at and tokens[at - 1].text in _MEALS and (at < _PAIR or tokens[at - _PAIR].text not in _BY_WHOM):
        return Match("cancel", 2)
    return _instead(tokens, at) or _neither(tokens, at) or _was_kept(tokens, at)


_CANCELLED = word_set("annule annules annuler supprime supprimer enleve enlever retire retirer decommande decommander")
_BY_WHOM = word_set("du de des dame responsable chef")


def _instead(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "au lieu d'aller en classe" as an absence, "au lieu de la cantine" as a meal elsewhere; not a day in place of another."""
    second = _SECOND.get(tokens[at].text)
    if second is not None and (at + 1 >= len(tokens) or tokens[at + 1].text != second):
        return None
    words = [token.text for token in tokens[at : at + _FAR + 5]]
    lead = next((len(one) for one in _FOR_WHICH if words[: len(one)] == one), 0)
    words = words[lead:]
    if not lead or words[:1] == [] or words[0] not in {"de", "d'", "du", "que", "qu'"}:
        # "plutôt à la cantine" wants the meal.
        return None
    lead, words = lead + 1, words[1:]
    if words[:1] in (["de"], ["d'"]):
        lead, words = lead + 1, words[1:]
    eats = words[:1] != [] and words[0] in _DINES
    place = int(eats or words[:1] in (["aller"], ["venir"], ["rester"]))
    while place < len(words) and words[place] in _TO_SCHOOL:
        place += 1
    noun, after = (*words[place : place + 2], ".", ".")[:2]
    served = noun in _SERVED and (eats or noun not in {"ecole", "vous"})
    if (not served and noun not in _SCHOOLING) or (eats and noun in {"classe", "cours"}):
        return None
    # "au lieu de la cantine de vendredi" tells a day in place of another.
    ends = not after.isalpha() or (after in _ENDING and after not in _SOON | {"ce", "du"})
    return Match("homemeal" if served else "absent", lead + place + 1) if ends else None


_FOR_WHICH = (["au", "lieu"], ["plutot"], ["a", "la", "place"])
_SECOND = {"au": "lieu", "a": "la"}


def _invited(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "nos voisins invitent Léo et Léa à déjeuner", "je l'emmène manger" as a meal elsewhere."""
    words = [token.text for token in tokens[at + 1 : at + _FAR + 2]]
    stop = next((place for place, word in enumerate(words) if not (word.isalpha() or word.endswith("'"))), len(words))
    place = next((place for place, word in enumerate(words[:stop]) if word in _DINES), None)
    if place is None or not _SERVED.isdisjoint(words[place : place + 4]) or not _NOT.isdisjoint(words[:place]):
        return None
    return Match("homemeal", 1) if tokens[at].text.startswith("invit") or place <= 1 else None


def _kept_to_eat(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "gardez mes quatre à midi", "faites manger mes filles à l'école" as a meal booked."""
    if not tokens[at].text.endswith("ez") and not _ASKING.intersection(token.text for token in tokens[max(at - _BACK - 2, 0) : at]):
        return None
    if at and tokens[at - 1].text in _NE | _NOT | {"vous"}:
        return None
    words = [token.text for token in tokens[at + 1 : at + _FAR + 1]]
    stop = next((place for place, word in enumerate(words) if not (word.isalnum() or word.endswith("'"))), len(words))
    words = words[:stop]
    if not _AWAY.isdisjoint(words) or not _NOT.isdisjoint(words):
        return None
    if tokens[at].text.startswith("fai"):
        here = not _SERVED.isdisjoint(words) or ("chez" not in words and is_asked_of_you(tokens, at))
        return Match("book", 2) if words[:1] in (["manger"], ["dejeuner"]) and here else None
    return Match("book", 1) if any(pair in _AT_NOON for pair in pairwise(words)) else None


_INVITES = word_set("invite invitent invitera inviteront emmene emmenent emmenera emmeneront")
_DINES = word_set("manger dejeuner")
_TO_SCHOOL = word_set("a la l' en au avec chez le")
_SERVED = word_set("cantine ecole self refectoire restaurant vous")
_EATING = word_set("mange mangent mangera mangeront manger dejeune dejeunent dejeunera dejeuneront dejeuner mangerai")
_COMING = word_set("je j' on nous passe passera passerai passerons viens venons viendrai depose deposerai apporte ? rendez rdv")
_ASKING = word_set("pouvez pourriez merci veuillez faudrait")
_AWAY = word_set("maison place part repas plateau")
_AT_NOON = frozenset(
    {("a", "midi"), ("le", "midi"), ("ce", "midi"), ("pour", "midi"), ("a", "dejeuner"), ("a", "manger"), ("pour", "manger")}
    | {("pour", "dejeuner"), ("au", "dejeuner"), ("au", "self"), ("a", "table")}
)
_BACK, _MANY, _PAIR = 3, 40, 2
_ENDS = frozenset(".!?;")
_MEALS = word_set("repas cantine plateau plateaux couvert couverts assiette assiettes place places")
_POSSESSED = word_set("son sa ses leur leurs une l' cette ces")
_HELPING = word_set("du donc prefere l' les la le")
_AT_HOME = word_set("maison lit chaud domicile")
_KEEP = word_set("garde gardons garderai garderons")
_EATS = word_set("mange mangent mangera mangeront dejeune dejeunent dejeunera")
_SUBJECTS = _WHO | word_set("meme le la les l' un une mon ma mes son sa ses c' ca tu vous tout")
_A_THING = word_set("de d' l' la mon ma cette notre une")
_SAID = word_set("dit ecrit annonce indique signale prevu demande coche mis note prevenu precise informe confirme")
# What tells the act of a turn of phrase that begins with a word, and how many tokens it covers.
IDIOMS: Mapping[str, Callable[[Sequence[Token], int], Match | None]] = (
    dict.fromkeys(_ON_LISTS, _off_list)
    | dict.fromkeys(MISSES, _missed)
    | dict.fromkeys(_TAKES_OUT, _taken_out)
    | dict.fromkeys(_PUTS_IN, _put_in)
    | dict.fromkeys(_WHO, _writers)
    | dict.fromkeys(("c", "c'", "ce"), _refused)
    | dict.fromkeys(("annulation", "annulez", "annuler", "annule", "oubliez", "oublie", "ignorez"), _undone)
    | dict.fromkeys(("ai", "avons"), _was_kept)
    | dict.fromkeys(("apres", "depuis"), _after_absence)
    | dict.fromkeys(("gardez", "garder", "faites", "faire"), _kept_to_eat)
    | {
        "-": _counted_out,
        "au": _instead,
        "plutot": _instead,
    }
    | dict.fromkeys(_INVITES, _invited)
    | {
        "contrairement": _unlike,
        "quand": _when,
        "ici": _eats_here,
        "bas": _eats_there,
        "place": _eats_there,
        "chez": _at_yours,
        "planning": _our_planning,
        "arret": _our_leave,
        "impossible": _impossible,
        "vous": _needed,
        "a": _a_thing_done,
    }
    | TURNS
    | dict.fromkeys(("venir", "aller", "passer"), _fetched)
    | dict.fromkeys(("vient", "viens", "venons", "viennent", "viendra", "viendrai", "viendrons", "viendront"), _comes_for)
    | dict.fromkeys(("passe", "passent", "passons", "passera", "passerai", "passerons", "passeront"), _comes_for)
    | dict.fromkeys(("prend", "prendra", "prennent", "prendront", "prendre"), _meal_with_kin)
    | dict.fromkeys(("laisse", "laissons", "laisserai", "laisserons"), _left_there)
)
