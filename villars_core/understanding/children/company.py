"""Says where words that could tell children tell none: the people greeted, the writers counted with a child, a city; and ranks a child."""

from collections.abc import Sequence

from villars_core.understanding.children.grades import UNKNOWN_AGE, age_order
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import MARKS, word_set
from villars_core.understanding.values import KnownChild

_GREETINGS = word_set("bonjour bonsoir bjr bsr slt salut coucou cc hello hi merci mercis mrc")
_OFFICES = word_set("service cantine mairie secretariat accueil bureau restauration periscolaire equipe")
_ENDS = word_set(". ; ! ?")
_TOGETHER = word_set("dejeune dejeunera mange mangera va ira part partira sort fait fera passe passera reste restera rentre rentrera")
_WITH_US = frozenset({("avec", "moi"), ("et", "moi"), ("moi", "et"), ("avec", "nous"), ("que", "nous")})
_I = word_set("je j'")
_COUNTING = word_set("tous toutes ts ttes")
_BACK, _LAST, _LONG = 12, 6, 4
_GROWN_UPS = word_set("papas mamans papis mamies parents peres meres grands nounous tatas tontons oncles tantes")
_WORKING = word_set("sommes travaillons serons")
_FIRST = word_set("aine ainee")
_SECOND = word_set("cadet cadette")
_LAST_BORN = word_set("benjamin benjamine")
_ELDER, _YOUNGER = word_set("grand grande age agee vieux vieille"), word_set("petit petite jeune")
_TWO = 2
# Cities by whose name children are called.
_CITIES = word_set("milan florence nancy valence charlotte sofia sydney lourdes paris vienne alexandrie santiago victoria adelaide lorient")


def is_greeted(scan: Scan, source: str, at: int, end: int) -> bool:
    """Say whether those told are the readers of the message: "merci les filles !", "bonjour les enfants, …"."""
    if not at or scan.tokens[at - 1].text not in _GREETINGS:
        return False
    if end >= len(scan.tokens) or scan.tokens[end].text in MARKS:
        return True
    if scan.tokens[end].text in {"du", "de"} and any(token.text in _OFFICES for token in scan.tokens[end + 1 : end + 3]):
        return True
    return "\n" in source[scan.tokens[end - 1].end : scan.tokens[end].start]


def counts_us(scan: Scan, at: int) -> bool:
    """Say whether a number counts the writers: "mon mari et moi sommes pris tous les deux", "je mange avec Léa, toutes les deux"."""
    if any(word in _GROWN_UPS for word in scan.words[at + 1 : at + _LONG]):
        # "aucun des deux papas n'est libre"
        return True
    words = _before(scan, at, _LAST, MARKS)
    if not _WORKING.isdisjoint(words):
        return True
    if scan.tokens[at].text not in _COUNTING:
        return False
    words = _before(scan, at, _BACK, _ENDS)
    for place, word in enumerate(words):
        before, after = words[place - 1] if place else "", words[place + 1 :]
        if word.endswith("ons") and len(word) > _LONG and before in {"nous", "moi", "on", "deux", ","} and "les" not in words[:place]:
            return True
        if (word in _I or word == "on") and after and after[0] in _TOGETHER and (word == "on" or "avec" in after):
            return True
        if word == "on" and after[:1] and after[0] in {"se", "s'", "y"} and len(after) > 1 and after[1] in _TOGETHER:
            return True
        if (word, after[0] if after else "") in _WITH_US:
            return True
    return False


def _before(scan: Scan, at: int, most: int, marks: frozenset[str]) -> list[str]:
    """Return the words before a place, from the last of some marks on."""
    start = at
    while start > max(at - most, 0) and scan.tokens[start - 1].text not in marks:
        start -= 1
    return [token.text for token in scan.tokens[start:at]]


def is_city(scan: Scan, source: str, at: int) -> bool:
    """Say whether a first name is the city somebody is at: "un voyage à Milan"."""
    if not at or scan.tokens[at].text not in _CITIES:
        return False
    before = scan.tokens[at - 1]
    return source[before.start : before.end].lower() == "à"


def ranked_among(scan: Scan, at: int, children: Sequence[KnownChild]) -> tuple[tuple[int, ...], int]:
    """Return which of some children the words at a place tell by rank, and where they end: "(mon fils) aîné", "le plus jeune"."""
    words = [token.text for token in scan.tokens[at : at + 3]]
    single = words[:1]
    if single and single[0] in _FIRST | _SECOND | _LAST_BORN:
        pick, end = (0 if single[0] in _FIRST else -1), at + 1
        if single[0] in _SECOND and len(children) > _TWO:
            return (), at
    else:
        lead = 1 if words[:1] in (["le"], ["la"]) else 0
        if words[lead : lead + 1] != ["plus"] or len(words) < lead + _TWO or words[lead + 1] not in _ELDER | _YOUNGER:
            return (), at
        pick, end = (0 if words[lead + 1] in _ELDER else -1), at + lead + _TWO
    ages = [age_order(child) for child in children]
    if UNKNOWN_AGE in ages or len(set(ages)) < len(ages) or not ages:
        return (), at
    return (sorted(children, key=age_order)[pick].key,), end


def twins_of(children: Sequence[KnownChild]) -> tuple[int, ...]:
    """Return the children who are as old as another of them."""
    ages = [age_order(child) for child in children]
    return tuple(child.key for child, age in zip(children, ages, strict=True) if age != UNKNOWN_AGE and ages.count(age) > 1)


def is_for_all(scan: Scan, at: int) -> bool:
    """Say whether a place or a feast is named that is for children at large: "l'hôpital des enfants", "le festival des petits"."""
    if at < 1 or scan.tokens[at].text != "des":
        return False
    # "la mosquée organise un repas des enfants"
    given = at > 1 and scan.tokens[at - 1].text in _GIVEN and any(token.text in _GIVES for token in scan.tokens[max(at - 3, 0) : at - 1])
    return given or scan.tokens[at - 1].text in _FOR_ALL


_GIVEN = word_set("repas dejeuner gouter noel arbre spectacle messe priere sortie pique-nique")
_GIVES = word_set("organise organisent organisera offre offrent prevoit prevoient propose fait celebre fete")


_FOR_ALL = word_set(
    "hopital clinique centre centres maison pavillon service festival fete fetes salon foire parc jardin musee village espace carnaval"
    " marche bal journee nuit cafe restaurant club atelier cirque theatre course marathon trail medecin docteur pediatrie secours"
    " association fondation ville palais bibliotheque rallye tournoi"
)


def some_of(scan: Scan, at: int) -> bool:
    """Read "3 de mes enfants", "certains de mes enfants" as not told which."""
    before = at - 1
    if before >= 0 and scan.tokens[before].text in {"de", "d'", "parmi", "sur"}:
        before -= 1
    elif scan.tokens[at].text not in {"de", "des"}:
        return False
    return before >= 0 and (scan.tokens[before].text in _SOME or scan.tokens[before].text.isdigit())


_SOME = word_set("un une deux trois certains certaines plusieurs quelques uns seul seule")


def counts_things(scan: Scan, at: int) -> bool:
    """Tell "les deux repas", "les 3x8" from "les deux"."""
    return at < len(scan.tokens) and (scan.tokens[at].text in _THINGS or scan.tokens[at].text in _SHIFTS)


_SHIFTS = word_set("huit x x8 *8 8h x7 x12")


_THINGS = word_set(
    "repas jours jour fois semaines mois dates lundis mardis jeudis vendredis midis premiers dernier derniers prochains premieres dernieres"
    " x x8 prochaines suivants suivantes trimestres quinzaines annees journees"
)


def is_presenting(scan: Scan, at: int) -> bool:
    """Say whether the writer is who is told: "c'est Yanis, le frère d'Inès", "je suis le cousin de Léa"."""
    before = [token.text for token in scan.tokens[max(at - _PRESENTING, 0) : at]]
    return "suis" in before or "ici" in before or "moi" in before or before[:2] == ["c'", "est"]


_PRESENTING = 4


def is_of_custody(scan: Scan, at: int) -> bool:
    """Say whether children are only told as whose a thing is: "le juge des enfants", "la garde des enfants", "la nounou des petits"."""
    before = scan.words[max(at - _OF_LONG, 0) : at]
    articles = scan.words[at] in _OF_THE_CHILDREN
    while before and before[-1] in _OF_THE_CHILDREN:
        before.pop()
        articles = True
    if not before or not articles:
        return False
    # "j'ai la garde des enfants jeudi" tells who is there.
    return before[-1] in _OF_CUSTODY or (before[-2:] in _IN_CUSTODY and _HAS.isdisjoint(before[-3:-2]))


_HAS = word_set("ai avons aurai aurons a aura")
_OF_LONG, _IN_CUSTODY = 4, (["la", "garde"], ["de", "garde"])
_OF_THE_CHILDREN = word_set("des de mes nos")
_OF_CUSTODY = word_set("juge juges tribunal protection avocat avocate droits brigade nounou nourrice assmat assistante pere mere")


def is_of_the_world(scan: Scan, at: int) -> bool:
    """Tell "le virus de tout le monde" from "tout le monde mange"."""
    return scan.tokens[at].text == "tout" and at > 0 and scan.tokens[at - 1].text in {"de", "comme", "a", "avec", "que"}


def last_born(scan: Scan, at: int) -> tuple[str, int]:
    """Return the sex that "le dernier" or "la dernière" tells and where a deed is to follow; "le dernier mail" tells no child."""
    words = scan.words[at : at + _TO_DEED]
    sex = _LAST_SEX.get(" ".join(words[:2]), "")
    after = 2
    if words[after : after + 1] == [","] and words[after + 1 : after + 2] and words[after + 1] in {"il", "elle", "lui"}:
        after += 2 + (words[after + 2 : after + 3] == [","])
    if words[after : after + 1] and words[after] in {"ne", "n'", "sera", "est"}:
        after += 1
    return (sex, at + after) if len(words) > after and words[after] not in _NO_DEEDS else ("", at)


_TO_DEED = 7
_NO_DEEDS = word_set("ne n' repas dejeuner dejeuners midi plateau menu")
_LAST_SEX = {"le dernier": "m", "la derniere": "f"}
