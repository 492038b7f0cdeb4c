"""Reads turns of phrase of which one word alone tells another thing: « couvert de boutons », « mieux vaut tard que jamais »."""

from collections.abc import Callable, Sequence

from villars_core.understanding.language.phrases import Match
from villars_core.understanding.language.text import Token, word_set

_FAR = 7
_WRITERS, _NE, _NOT = word_set("je j' nous on"), word_set("ne n' n"), word_set("pas plus pa")


def _not_awaited(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "n'attendez pas Tom à la cantine" as a meal that is not wanted."""
    after = [token.text for token in tokens[at + 1 : at + 1 + _FAR]]
    awaited = at > 0 and tokens[at - 1].text in _NE and after[:1] and after[0] in _NOT
    return Match("cancel", 2) if awaited and not _AT_TABLE.isdisjoint(after) else None


_AT_TABLE = word_set("cantine table midi self refectoire dejeuner repas")


def _spotted(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "couvert de boutons" as an illness, not as a meal."""
    after = [token.text for token in tokens[at + 1 : at + 3]]
    return Match("sick", 3) if after[:1] == ["de"] and after[1:] and after[1] in _SPOTS else None


_SPOTS = word_set("boutons bouton plaques rougeurs taches croutes bleus poux vesicules cloques")


def _asked_for(tokens: Sequence[Token], at: int) -> Match | None:
    """Read the "possible ?" behind what is wished: "Tom cantine jeudi, possible ?"."""
    asked = at + 1 < len(tokens) and tokens[at + 1].text == "?" and at > 1 and tokens[at - 1].text == ","
    return Match("possible", 1) if asked else None


def _meals_taken(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "je prends les repas de jeudi" as meals booked."""
    before = {token.text for token in tokens[max(at - 2, 0) : at]}
    after = [token.text for token in tokens[at + 1 : at + 3]]
    if after[:1] and after[0] in _NOT and not before.isdisjoint(_NE):
        words = [token.text for token in tokens[at + 2 : at + 4]]
        return Match("cancel", 4) if words[:1] and words[0] in _THE_MEALS and words[1:] and words[1] in _MEALS else None
    taken = not before.isdisjoint(_WRITERS) and before.isdisjoint(_NE) and after[:1] and after[0] in _THE_MEALS
    return Match("book", 3) if taken and after[1:] and after[1] in _MEALS else None


_THE_MEALS, _MEALS = word_set("le les un des l' son leurs leur"), word_set("repas dejeuner dejeuners")


def _better_late(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "mieux vaut tard que jamais" as a courtesy, not as a denial."""
    words = [token.text for token in tokens[at : at + 5]]
    return Match("greeting", 5) if words[1:2] == ["vaut"] and words[3:] == ["que", "jamais"] else None


def _forgotten(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "j'ai zappé !" as what was forgotten, not as a meal cancelled."""
    ends = at + 1 >= len(tokens) or not tokens[at + 1].text[0].isalpha()
    return Match("greeting", 1) if at and ends and tokens[at - 1].text in _HAVE else None


_HAVE = word_set("ai jai avais avons a avions completement totalement")


def _served(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "vous servez encore du poisson le vendredi ?" as a question about the food, not as a meal to be served."""
    place = at + 1
    while place < len(tokens) and tokens[place].text in _STILL:
        place += 1
    words = [token.text for token in tokens[place : place + _FAR]]
    some = words[:1] in (["du"], ["des"]) or words[:2] in (["de", "la"], ["de", "l'"])
    asked = at > 0 and tokens[at - 1].text == "vous" and "?" in words
    return Match("practical", 1) if some and asked and _MEALS.isdisjoint(words) else None


_STILL = word_set("encore toujours aussi parfois souvent bien")


def _won(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "j'ai décroché un CDD" as work that was found, not as a meal cancelled."""
    after = {token.text for token in tokens[at + 1 : at + 1 + _FAR]}
    return Match("excuse", 1) if at and tokens[at - 1].text in _HAVE | {"enfin"} and not after.isdisjoint(_JOBS) else None


_JOBS = word_set(
    "cdd cdi emploi job jobs boulot travail taf poste contrat stage mission missions interim alternance formation entretien remplacement"
    " apprentissage diplome extra extras"
)


def is_asked_of_you(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the office is asked to do what a word tells: "merci de les faire manger", "il faudrait", not "mamie va les"."""
    place = at - 1
    while place >= 0 and tokens[place].text in _BETWEEN:
        place -= 1
    return place >= 0 and tokens[place].text in _ASKED


_BETWEEN = word_set("de d' le la les l' nous me m' bien vouloir donc lui leur vous svp a")
_ASKED = word_set("merci pouvez pourriez pourrez faudrait faudra veuillez possible voulez voudriez accepter acceptez penser pensez faut")


def _a_thing(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "une place dans sa voiture", "une part de gâteau" as a thing that is no meal of the canteen's."""
    words = [token.text for token in tokens[at + 1 : at + 5]]
    if words[:1] in (["part"], ["parts"]):
        return Match("notcond", 2) if words[1:2] in (["de"], ["du"], ["d'"]) and not _SWEETS.isdisjoint(words[2:]) else None
    if words[:1] not in (["place"], ["places"]) or words[1:2] not in (["dans"], ["en"], ["de"], ["a"], ["sur"]):
        return None
    return None if _SEATS.isdisjoint(words[2:]) else Match("notcond", 2)


_SWEETS = word_set("gateau gateaux tarte galette buche pizza quiche flan fromage brioche")
_SEATS = word_set("voiture auto camion train bus avion car coffre moto velo parking stationnement creche hopital clinique")


def _comes_free(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "une chambre s'est enfin libérée", "je me suis libérée" as what comes free, not as a meal cancelled."""
    before = [token.text for token in tokens[max(at - 4, 0) : at]]
    return Match("excuse", 1) if not _ONESELF.isdisjoint(before) and not _BEING.isdisjoint(before) else None


_ONESELF, _BEING = word_set("s' se me m' nous"), word_set("est sont suis sommes etait etaient sera seront ete")


def _only_soft(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "ne peut manger que de la soupe" as what a child can eat, not as a meal booked; "que le lundi" tells days."""
    words = [token.text for token in tokens[at + 1 : at + _FAR]]
    able = words[:1] != [] and words[0] in _ABLE
    if words[able : able + 1] == [] or words[able] not in _SWALLOWS:
        return None
    que, some, food = (*words[able + 1 : able + 4], "", "", "")[:3]
    if que != "que" or some not in {"de", "du", "des"}:
        return None
    food = words[able + 4] if food == "la" and able + 4 < len(words) else food
    return Match("excuse", able + 3) if food in _SOFT else None


_ABLE = word_set("peut peuvent pourra pourront sait doit doivent")
_SWALLOWS = word_set("mange mangent mangera manger avale avaler avalent")
_SOFT = word_set(
    "soupe soupes puree purees mixe mixes compote compotes mou liquide liquides bouillon yaourt yaourts semoule riz pates glace glaces"
    " smoothies smoothie bouillie petits choses aliments trucs"
)


def _told_both(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "prévenir la maîtresse et la cantine" as those who are told, not as a matter of meals."""
    stop, told = at + 1, []
    while stop < min(len(tokens), at + _MANY) and tokens[stop].text in _WHO_IS_TOLD:
        if tokens[stop].text in _PLACES_TOLD:
            told.append(stop)
        stop += 1
    names = {tokens[one].text for one in told}
    return Match("grownup", told[-1] + 1 - at) if "cantine" in names and len(names) > 1 else None


_MANY = 12
_PLACES_TOLD = word_set("cantine maitresse maitre maitresses enseignante enseignant instit institutrice ecole classe directrice directeur")
_WHO_IS_TOLD = _PLACES_TOLD | word_set("la le les l' sa son ses leur leurs et ainsi que , a aussi bien egalement equipe de svp")


def _grown_up_eats(tokens: Sequence[Token], at: int) -> Match | None:
    """Read "il veut manger avec un des garçons" as a meal that a grown-up takes one of the children to."""
    words = [token.text for token in tokens[at + 1 : at + _FAR + 1]]
    if words[:1] == [] or words[0] not in {"manger", "dejeuner"} or words[1:2] != ["avec"]:
        return None
    one = words[2:4] in (["un", "des"], ["une", "des"]) or words[2:5] in (["l'", "un", "des"], ["l'", "une", "des"])
    whose = words[words.index("des") + 1 :] if one else []
    return Match("homemeal", 3) if whose and whose[0] in _OURS and whose[1:2] not in (["de"], ["du"], ["d'"]) else None


_OURS = word_set("garcons filles deux enfants petits jumeaux jumelles trois quatre")


TURNS: dict[str, Callable[[Sequence[Token], int], Match | None]] = {
    "attendez": _not_awaited,
    "possible": _asked_for,
    "mieux": _better_late,
    "zappe": _forgotten,
    **dict.fromkeys(("une", "deux", "trois", "quatre"), _a_thing),
    **dict.fromkeys(("libere", "liberee", "liberes", "liberees"), _comes_free),
    **dict.fromkeys(("ne", "n'"), _only_soft),
    **dict.fromkeys(("prevenir", "prevenez", "avertir", "avertissez", "informer", "informez"), _told_both),
    **dict.fromkeys(("veut", "voudrait", "souhaite", "aimerait"), _grown_up_eats),
    **dict.fromkeys(("decroche", "decrochee"), _won),
    **dict.fromkeys(("servez", "donnez", "proposez", "preparez"), _served),
    **dict.fromkeys(("couvert", "couverte", "couverts", "couvertes"), _spotted),
    **dict.fromkeys(("prends", "prenons", "prendrai", "prendrons"), _meals_taken),
}
