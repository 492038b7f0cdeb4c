"""Tells what only keeps a child where it is, beside an order about another: "pour Chloé on garde", "il n'y aura que Jade à table"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from villars_core.understanding.beside.stretches import KEEPS, ORDERED, WITHDRAWN, Stretch
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, reach, word_set

_LEADS = word_set("pour quant concernant")
_KEEPERS = word_set("on je nous vous le la les bien donc svp merci tout")
_KEEPING = _KEEPERS - {"tout"}
_KISSES = word_set("bises bisous biz bise bizz salutations amities")
_UNCHANGED = word_set("pareil identique normal inchange")
_EATS = word_set("mange mangent mangera mangeront dejeune dejeunent dejeunera continue continuent continuera continueront vient viennent")
_ALWAYS = word_set("tous les jours midis comme avant d' habitude prevu a la cantine avec vous bien normalement , . ! ; merci")
_NO_ORDER = frozenset({"absent", "book", "stay", "same", "but", "thanks"})
_ILL = frozenset({"sick", "ne", "neg", "negplus", "but", "notcond"})
_IS_THERE = word_set("est sont va vont mange mangent dejeune dejeunent")
_HERE, _HERE_IS = word_set("vous cantine"), word_set("chez avec vous a la cantine bien")
_TELLING = WITHDRAWN | {"cond", "maybe", "ask", "health", "childcare", "correct"}
_OF_SCHOOL = frozenset({"absent", "sick", "school", "pastabsent"})
_NOT_KEPT = word_set("ne n' n pas pa plus ni non jamais aucun aucune sans maison moi nous lit mamie papi papa maman aussi")
_ONLY = word_set("seul seule seuls seules seulement uniquement juste")
_BUT = word_set("qu' que")
_LEAVING = _ONLY | _BUT
_LITTLE = _BUT | {"rien"}
_ARE = word_set("a aura avait reste restera")
_COUNTED = word_set("comptez compter comptons prevoyez prevoir")
_DENYING = word_set("pas non ni ou si")
_THERE = frozenset({"eat", "canteen", "go", "stay", "only", "noon", "ne", "but", "homemeal", "notcond", "thanks", "greeting"})
_AFTER_THERE = word_set(
    "a au et pour comme bien normalement toute tous avec aussi lundi mardi jeudi vendredi demain merci svp pendant sans"
)
_SO = word_set("donc alors et mais du coup")
_NEAR, _FAR = 3, 20


def is_as_ever(one: Stretch, rest: tuple[str, ...], ordered: Sequence[Stretch]) -> bool:
    """Say whether a child's meals stay as they are: "pour Louis on garde", "pour Emma tout reste pareil", "Léa mange tous les jours"."""
    words = [word for word in rest if word.isalpha()]
    if not words or not _DENYING.isdisjoint(words):
        return False
    if "tout" in words and not one.dated and not _UNCHANGED.isdisjoint(words):
        return one.tags <= _NO_ORDER
    if one.words[0] in _LEADS and not one.dated:
        return not KEEPS.isdisjoint(words) and all(word in KEEPS or word in _KEEPERS for word in words) and one.tags <= _NO_ORDER
    if words[0] == "y" and len(words) > 1 and words[1] in _IS_THERE:
        # "Léo y est tous les jours"
        return all(word in _ALWAYS or word in _IS_THERE or word in {"y", "deja", "toujours"} for word in rest)
    if not one.dated and words[-1] in _HERE and all(word in _HERE_IS for word in words):
        # "Jade chez vous"; "jeudi : Tom cantine, Léa pas cantine" orders of both
        return words != ["cantine"] or one.i > min(other.i for other in ordered)
    daily = "tous" in words and not {"jours", "midis"}.isdisjoint(words)
    return daily and words[0] in _EATS and all(word in _ALWAYS for word in rest[1:])


def is_kept(one: Stretch, ordered: Sequence[Stretch]) -> bool:
    """Say whether others are told to be kept: "mais gardez bien Léo"; "on garde Léo" beside a meal, not beside an absence."""
    words = set(one.words)
    if words.isdisjoint(KEEPS) or not one.keys or one.dated or words & _NOT_KEPT:
        return False
    beside_meal = all(other.tags.isdisjoint(_OF_SCHOOL) for other in ordered)
    return not one.tags & (_TELLING - {"absent"} if beside_meal else _TELLING)


def greets(one: Stretch) -> bool:
    """Say whether a stretch only greets from a child: "bises de Tom"."""
    return bool(one.keys) and one.tags <= {"greeting", "thanks"} and one.words[0] in _KISSES and "pour" not in one.words


def only_keeps(one: Stretch) -> bool:
    """Say whether a stretch keeps what was told before it: "celui de Léa, gardez-le", "celui de Marie-Lou : on garde"."""
    words = [word for word in one.words if word.isalpha() and word not in _KEEPING]
    return bool(words) and not one.keys and not one.dated and all(word in KEEPS for word in words)


def is_also(one: Stretch) -> bool:
    """Say whether others are only told to be as those before them: "Mamadou et Aminata étaient à l'école, et Ousmane aussi"."""
    words = [word for word in one.words if word.isalpha()]
    return bool(one.keys) and not one.dated and words[:1] == ["et"] and words[-1] in _ALSO and len(words) <= _NEAR + len(one.mentions)


_ALSO = word_set("aussi egalement")


def is_needless(one: Stretch) -> bool:
    """Say whether nothing is needed for others: "pas besoin pour Marie-Lou", "pas la peine pour Tom", "rien à prévoir pour elle"."""
    words = [word for word in one.words if word.isalpha()]
    first = next((word for word in words if word not in _SO), "")
    needless = (
        first in {"rien", "ras"}
        or any(cue.tag == "need" and cue.denied for cue in one.cues)
        or {"pas", "besoin"} <= set(words)
        or {"pas", "peine"} <= set(words)
        or "inutile" in words
    )
    # "rien à prévoir" may cancel a meal; "rien pour Léa, annulez" does.
    nothing = {cue.tag for cue in one.cues if cue.tag != "cancel" or one.words[cue.i - one.i] != "rien"}
    return needless and not one.dated and nothing <= {"neg", "need", "but", "noneed", "ne"}


def is_hardly_ill(one: Stretch) -> bool:
    """Say whether a child has next to nothing: "Marie-Lou n'a que le nez qui coule", "Tom n'a rien"."""
    words = one.words
    if _LITTLE.isdisjoint(words):
        return False
    little = any(
        word in {"n'", "ne"} and after in {"a", "ont"} and then in _LITTLE
        for word, after, then in zip(words, words[1:], words[2:], strict=False)
    )
    return little and not one.dated and "mais" not in words and one.tags <= _ILL | {"only"}


def is_not_ill(one: Stretch) -> bool:
    """Say whether a child is only told not to be ill: "Tom n'a pas de boutons", "Jean-Baptiste n'a pas de fièvre"."""
    if "sick" not in one.tags:
        return False
    return all(cue.denied for cue in one.cues if cue.tag == "sick") and one.tags <= _ILL and not one.dated and "mais" not in one.words


def are_of_other_size(one: Stretch, before: Stretch) -> bool:
    """Say whether the small ones are told beside the big ones, or these beside those: "les deux grands mangent, pas les petits"."""
    here, there = _sizes(one), _sizes(before)
    return len(here) == len(there) == 1 and here != there


def _sizes(one: Stretch) -> set[bool]:
    return {big for big, words in ((True, _BIG), (False, _SMALL)) if not words.isdisjoint(one.words)}


_BIG, _SMALL = word_set("grands grandes aines ainees"), word_set("petits petites cadets cadettes derniers dernieres")


def is_there(rest: tuple[str, ...]) -> bool:
    """Say whether a "la" among some words is "là", and no article: "elle sera là à l'heure", not "s'est brûlé la main"."""
    return any(one == "la" and (not after.isalpha() or after in _AFTER_THERE) for one, after in pairwise((*rest, ".")))


def is_commanded(one: Stretch) -> bool:
    """Say whether a stretch commands meals: "ajoutez Louis demain"."""
    return any(cue.tag == "book" and one.words[cue.i - one.i].endswith(("ez", "er", "ire", "tre")) for cue in one.cues)


def is_wished(one: Stretch) -> bool:
    """Say whether a stretch commands meals, or tells them without a verb: "ajoutez Louis demain", "Louis et Léa cantine jeudi"."""
    bare = bool(one.keys) and one.dated and "canteen" in one.tags and one.tags <= {"canteen", "but", "greeting", "noon", "thanks"}
    return is_commanded(one) or is_served(one) or (bare and _STATES.isdisjoint(one.words) and not any(cue.denied for cue in one.cues))


_STATES = word_set("est sont sera seront va vont ira iront reste restera y ont aura auront vient viendra")


def is_served(one: Stretch) -> bool:
    """Say whether a stretch tells a meal at the canteen, by that name, with its day: "Louis mangera à la cantine mardi"."""
    told = bool(one.keys) and one.dated and "canteen" in one.tags and bool(one.tags & {"eat", "stay", "go"})
    plain = one.tags <= {"canteen", "eat", "stay", "go", "but", "greeting", "noon", "thanks"} and not any(cue.denied for cue in one.cues)
    return told and plain and _PRESENCE.isdisjoint(one.words)


# "Tom sera là jeudi pour la cantine" may only tell again what is booked.
_PRESENCE = word_set("est sont sera seront y aura auront deja bien ? si")


def only_there(heard: Heard) -> set[int]:
    """Return the places of what only tells who is left, beside what takes another child's meal off: "il n'y aura que Jade à table"."""
    found: set[int] = set()
    if heard.scan.vocabulary.isdisjoint(_LEAVING):
        return found
    for mention in _left(heard):
        start, stop = _stretch(mention, heard)
        tags = {cue.tag for cue in heard.cues if start <= cue.i < stop}
        keys = {key for one in heard.mentions if start <= one.i < stop for key in one.keys}
        others = {key for one in heard.mentions if one.i >= stop and not one.rule.startswith("pronoun") for key in one.keys} - keys
        gone = any(cue.i >= stop and ((cue.denied and cue.tag in ORDERED) or cue.tag in WITHDRAWN) for cue in heard.cues)
        counted = {cue.tag for cue in heard.cues if start <= cue.i < stop and heard.scan.tokens[cue.i].text in _COUNTED}
        if (
            others
            and gone
            and tags - counted <= _THERE
            and not any(cue.denied for cue in heard.cues if start <= cue.i < stop and cue.tag in ORDERED)
        ):
            found |= set(range(start, stop)) - heard.dated
    return found


def without_kin(heard: Heard) -> set[int]:
    """Return the places of a child with whom another does not eat who is elsewhere: "Jade ne mange pas avec sa sœur, elle a dentiste"."""
    found: set[int] = set()
    if "avec" not in heard.scan.vocabulary:
        return found
    for one in heard.mentions:
        if one.rule.startswith("role") and one.i and heard.scan.tokens[one.i - 1].text == "avec" and _is_elsewhere(one.j, heard):
            before = [cue for cue in heard.cues if cue.j <= one.i]
            eaten = next((cue for cue in reversed(before) if cue.tag in ORDERED), None)
            if eaten is not None and eaten.tag == "eat" and eaten.denied and one.i - eaten.j <= _NEAR:
                found |= set(range(one.i - 1, one.j))
    return found


def _is_elsewhere(at: int, heard: Heard) -> bool:
    """Say whether it is told behind a place why or where a child eats elsewhere."""
    tags = [cue.tag for cue in heard.cues if cue.i >= at and not cue.denied]
    return any(tag in _ELSEWHERE for tag in tags) and "cond" not in tags


_ELSEWHERE = frozenset({"excuse", "home", "homemeal", "pickup", "family", "sick"})


def _left(heard: Heard) -> Iterator[Mention]:
    """Yield the children who alone are left: "seule Jade", "il n'y aura que Jade"."""
    tokens = heard.scan.tokens
    alone = [at for at, word in enumerate(heard.scan.words) if word in _ONLY or (word in _BUT and _are_but(at, heard))]
    for at in alone:
        if at and tokens[at - 1].text in _DENYING:
            continue
        yield from (one for one in heard.mentions if one.keys and one.rule.startswith(("name", "role")) and at < one.i <= at + _NEAR)


def _are_but(at: int, heard: Heard) -> bool:
    """Say whether a "que" closes "il n'y aura …", "il ne reste …"."""
    before = heard.scan.words[max(at - _NEAR, 0) : at]
    return before != [] and (before[-1] in _ARE or before[-1] in _COUNTED) and not {"n'", "ne", "y"}.isdisjoint(before[:-1])


def _stretch(mention: Mention, heard: Heard) -> tuple[int, int]:
    """Return the tokens between the marks around a child."""
    return reach(heard.scan.tokens, (mention.i, mention.j), MARKS, _FAR, heard.dated)
