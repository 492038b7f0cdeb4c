"""Says whether an order is about some days of a stretch and does not tell which: "deux midis la semaine prochaine"."""

from collections.abc import Sequence
from itertools import pairwise

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.days.taken_back import is_doubtful
from villars_core.understanding.days.weeks_before import points_to_weeks
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, word_set
from villars_core.understanding.values import Intent

_COUNTS = word_set("un une deux trois 1 2 3 quelques plusieurs certains certaines")
_THINGS = word_set("jour jours midi midis fois repas dejeuner dejeuners")
_OF = word_set("des de d' ses leurs")
_OWNED = word_set("les ces ses leurs mes nos tous toutes toute tout chaque premiers derniers premieres dernieres par sur aux")
_STRETCHES = frozenset({"week_of", "week_number", "month", "nth"})
_UNITS = frozenset({"week", "fortnight", "month"})
_FEW = 3


def tells_some(order: Order, said: Sequence[Said], heard: Heard) -> bool:
    """Say whether an order counts its days and tells only the week or month they lie in: "un midi de cette semaine"."""
    if len(heard.said) > 1 and len(heard.mentions) > 1 and _is_denied_of_another(heard):
        return True
    if heard.lexicon.language != "fr" or not said:
        return False
    if _lasts_unknown(order, said, heard) or ("ou" in heard.scan.vocabulary and any(_is_either(one, heard) for one in said)):
        return True
    if is_doubtful(order, said, heard) or _hangs_on_another(order, said):
        return True
    if _left_for(order, said, heard) or _tells_one_of(order, said, heard):
        return True
    if order.act.intent is Intent.JUSTIFY_ABSENCE and all(_is_month(one) for one in said):
        return True
    for one in said:
        if points_to_weeks(one, heard.scan.tokens, heard.folded.source):
            return True
    for one in said:
        if not _is_stretch(one) or is_first_day(one, heard):
            return False
    if tells_event(heard):
        return True
    words = heard.scan.words
    if any(_counts(words, at) for one in said for at in range(max(one.i - _FEW, 0), one.i) if words[at] in _THINGS):
        # "il part quelques jours en décembre, annulez ses repas"
        return True
    return any(_counts(words, at) for clause in order.clauses for at in range(clause.i, clause.j) if words[at] in _THINGS)


def _is_denied_of_another(heard: Heard) -> bool:
    """Say whether a day is taken from one child more by no more than its name: "Léa ne mange pas jeudi et Tom pas vendredi"."""
    words = heard.scan.words
    named = [one for one in heard.mentions if one.keys and one.rule.startswith("name")]
    denied = [one for one in heard.said if one.denied and one.i > 1 and words[one.i - 1] == "pas"]
    return any(one.i - 1 == child.j and any(other.keys != child.keys for other in named) for one in denied for child in named)


def _left_for(order: Order, said: Sequence[Said], heard: Heard) -> bool:
    """Say whether the days of a meal may be all that is left of it: "Tom ne mange pas jeudi, seulement vendredi"."""
    if order.act.intent is not Intent.CANCEL_MEAL or _ONLY.isdisjoint(heard.scan.vocabulary):
        return False
    words, starts = heard.scan.words, heard.sentence_starts
    for one in said:
        if one.i < _FEW or words[one.i - 1] not in _ONLY or words[one.i - 2] not in _BEFORE_ONLY:
            continue
        if any(cue.denied and cue.tag in _EATEN and starts[cue.i] == starts[one.i] and cue.j < one.i for cue in heard.cues):
            return True
    return False


_ONLY, _BEFORE_ONLY, _EATEN = word_set("seulement uniquement juste"), word_set(", mais ; ("), ("eat", "canteen", "stay")


def _is_either(one: Said, heard: Heard) -> bool:
    """Say whether another day may be meant as well: "mardi prochain ou celui d'après", "jusqu'au 8 ou au 10"."""
    tokens = heard.scan.tokens
    if one.j + 1 >= len(tokens) or tokens[one.j].text != "ou":
        return False
    after = tokens[one.j + 1].text
    return after in _THE_OTHER or after.isdigit() or one.j + 1 in heard.dated


def _tells_one_of(order: Order, said: Sequence[Said], heard: Heard) -> bool:
    """Say whether one of several days is meant and none is told behind it: "jeudi et vendredi mamie vient, annulez un des deux jours"."""
    if "des" not in heard.scan.vocabulary:
        return False
    for clause in order.clauses:
        at = one_of_days(heard.scan.words[clause.i : clause.j])
        if at is not None and not any(one.i >= clause.i + at and len(one.group.items) == 1 for one in said):
            return True
    return False


def one_of_days(words: Sequence[str]) -> int | None:
    """Return where one of several days or meals is told: "un des deux jours", "l'une de ces dates"; `None` where none is."""
    for at, (one, other) in enumerate(pairwise(words)):
        if one in _ONE_OF and other in _OUT_OF:
            thing = next((word for word in words[at + 2 :] if word not in _HOW_MANY), "")
            if thing in _ANY_OF:
                return at
    return None


_ONE_OF, _OUT_OF = word_set("un une l'un l'une"), word_set("des de d'")
_HOW_MANY = word_set("ces ses nos les deux trois quatre cinq 2 3 4 5")
_ANY_OF = _THINGS | word_set("dates")
_ONCE = word_set("rdv rendez rendez-vous consultation visite examen controle dentiste ophtalmo orthodontiste irm radio prise")
_A = frozenset({"un", "une"})
_THE_OTHER = word_set("celui celle le la au l' jusqu' jusqu'au peut peut-etre")


def miscounted(order: Order, heard: Heard, days: int, children: int) -> bool:
    """Say whether more or fewer meals are counted than days are told: "réserver 3 repas pour Léa, jeudi et vendredi"."""
    if heard.lexicon.language != "fr" or order.act.intent not in {Intent.BOOK_MEAL, Intent.CANCEL_MEAL} or not days:
        return False
    if _MEALS.isdisjoint(heard.scan.vocabulary):
        return False
    tokens = heard.scan.tokens
    told = [cue.i for clause in order.own for cue in clause.cues if cue.tag in {"canteen", "eat"} and tokens[cue.i].text in _MEALS]
    counted = [_NUMBERS.get(tokens[at - 1].text, 0) for at in told if at and tokens[max(at - 2, 0)].text not in _OWNED]
    fits = {0, days, children, days * children}
    return any(number not in fits for number in counted)


_MEALS = word_set("repas dejeuners")
_NUMBERS = {"2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "8": 8, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "huit": 8}


def only_eaten(order: Order, said: Sequence[Said], heard: Heard) -> bool:
    """Say whether the only meals told were eaten or left before: "elle n'a pas mangé mardi, annulez ce repas"."""
    ordered = order.act.intent in {Intent.BOOK_MEAL, Intent.CANCEL_MEAL} and heard.lexicon.language == "fr"
    return ordered and bool(said) and not heard.tags.isdisjoint(_MEAL_CUES) and all(_is_eaten(one, heard) for one in said)


def _is_eaten(one: Said, heard: Heard) -> bool:
    tokens, source = heard.scan.tokens, heard.folded.source
    if any(cue.tag == "eaten" and cue.j <= one.i <= cue.j + _FEW for cue in heard.cues):
        return True
    eaten = [cue for cue in heard.cues if cue.tag == "eat" and cue.j <= one.i <= cue.j + _FEW and not tokens[cue.i].text.endswith("er")]
    had = {at for cue in eaten for at in range(max(cue.i - _FEW, 0), cue.i) if tokens[at].text in {"a", "ont"}}
    return any(source[tokens[at].start].lower() != "à" for at in had)


_MEAL_CUES = ("eat", "eaten")


def tells_event(heard: Heard) -> bool:
    """Say whether the only day told is the week of what takes one day: "Léa a un rendez-vous la semaine prochaine"."""
    if len(heard.said) != 1 or not _is_stretch(heard.said[0]):
        return False
    return any(two.text in _ONCE and one.text in _A for one, two in pairwise(heard.scan.tokens))


def _hangs_on_another(order: Order, said: Sequence[Said]) -> bool:
    """Say whether an order for the first days of something stands beside one day or another: "on rentre le 6 ou le 7, …"."""
    either = [one.i for one in order.said if one.group.either]
    if not either or {one.i for one in said}.issuperset(either):
        return False
    return not any(item.kind in {"day", "weekday", "rel"} for one in said for item in one.group.items)


def _lasts_unknown(order: Order, said: Sequence[Said], heard: Heard) -> bool:
    """Say whether an act is told for a time that nobody knows yet: "absent quelques jours", "absent jusqu'à ce que le médecin le dise"."""
    if _OF_UNKNOWN.isdisjoint(heard.scan.vocabulary) or any(one.group.kind in {"range", "until", "before"} for one in said):
        return False
    tokens, starts = heard.scan.tokens, heard.sentence_starts
    for cue in (one for clause in order.clauses for one in clause.cues if one.tag == "absent" or (one.tag == "go" and one.denied)):
        words = [tokens[at].text for at in range(cue.j, min(cue.j + _REACH, len(tokens))) if starts[at] == starts[cue.i]]
        words = words[: next((at for at, word in enumerate(words) if word in MARKS), len(words))]
        told = " ".join(words)
        if any(phrase in told for phrase in _UNKNOWN) and not any(cue.j <= one.i < cue.j + len(words) for one in said):
            return True
    return False


_REACH = 12
_UNKNOWN = (
    "quelques jours", "quelque temps", "plusieurs jours", "un certain temps", "un moment", "un petit moment", "le temps de", "le temps qu",
    "jusqu' a ce que", "jusqu' a ce qu'", "jusqu' a nouvel ordre", "jusqu' a sa guerison", "jusqu' a guerison", "jusqu' a retablissement",
    "un bout de temps", "une duree",
)  # fmt: skip
# One of them stands in each.
_OF_UNKNOWN = word_set("quelques quelque plusieurs certain moment temps jusqu' duree")


def _is_month(one: Said) -> bool:
    """Say whether only a month is told: "son absence d'octobre", "malade le mois dernier"; not "tout le mois dernier"."""
    items = one.group.items
    return one.group.kind == "list" and all(
        item.kind == "month" or (item.kind == "period" and item.unit == "month" and not item.whole) for item in items
    )


def _is_stretch(one: Said) -> bool:
    items = one.group.items
    if one.group.kind != "list" or len(items) > 1 or items[0].every or items[0].whole:
        return False
    return items[0].kind in _STRETCHES or (items[0].kind == "period" and items[0].unit in _UNITS) or items[0].kind == "back"


def is_first_day(one: Said, heard: Heard) -> bool:
    """Say whether the very day of a return to school is told: "deux repas pour le jour de la rentrée", not "à la rentrée"."""
    if one.group.items[0].kind != "back":
        return False
    words = heard.scan.words[max(one.i - _FEW, 0) : one.j]
    return any(word == "jour" and before not in _SOME for before, word in pairwise(["", *words]))


_SOME = word_set("un chaque")


def _counts(words: Sequence[str], at: int) -> bool:
    """Say whether a number of days stands alone: "deux midis", "un de ses repas", not "les deux midis" nor "un repas par jour"."""
    before = words[max(at - _FEW, 0) : at]
    if before[-1:] and before[-1] in _OF and before[-2:-1] and before[-2] in _COUNTS | {"l'un"}:
        return True
    if not before or before[-1] not in _COUNTS:
        return False
    after = words[at + 1 : at + 2]
    # "en tout cas un midi de la semaine prochaine"
    owned = _OWNED - {"tout"} if "cas" in before else _OWNED
    return not (set(before[:-1]) & owned) and after not in (["par"], ["chaque"])
