"""Asks whom an order is about where "il", "elle" or "son repas" takes up a child told before, and the order was read of another."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.beside.becauses import joins_reason
from villars_core.understanding.beside.stretches import ORDERED
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import fold_name, word_set
from villars_core.understanding.values import Context, Evidence, Intent, Question, Reading

# From which token to which one, and whom.
Told = tuple[int, int, tuple[int, ...]]
_SEXES = {"il": "m", "elle": "f", "lui": "m", "el": "f"}
_CLASS = word_set("classe maitresse maitre instit enseignante enseignant institutrice")
_POSSESSED = word_set("son sa")
_IMPERSONAL = word_set("faut faudra faudrait y reste manque me te lui")
_NEAR, _TWO = 5, 2
_ASKED = 0.5


def or_whom(reading: Reading, heard: Heard, context: Context) -> Reading:
    """Return a reading with the question which child is meant, where the pronoun beside its act takes up none of its children."""
    if heard.lexicon.language != "fr" or len(context.children) < _TWO or not reading.children:
        return reading
    if reading.questions or reading.others or reading.intent not in _TAGS:
        return reading
    sexes = {child.key: child.sex for child in context.children}
    told = [(one.i, one.j, one.keys) for one in heard.mentions if _is_child(one)]
    if not heard.scan.vocabulary.isdisjoint(_CLASS):
        told += _of_class(heard, context)
    shared = len(reading.children) > 1 and (_are_apart(reading, heard) or joins_reason({*reading.children}, heard))
    if shared or _hesitates(heard) or _is_joined(reading, heard) or _are_of_size(heard) or _is_of_hosts(heard):
        return _doubted(reading, {*reading.children}, context)
    unlike = _is_for_other(reading, heard, sexes)
    if unlike:
        return _doubted(reading, unlike, context)
    for deed in _deeds(reading.intent, heard):
        taken = _taken_up(deed, heard, told, sexes)
        if taken and not taken & {*reading.children}:
            return _doubted(reading, taken, context)
    return reading


def _is_for_other(reading: Reading, heard: Heard, sexes: dict[int, str]) -> set[int]:
    """Return the children of the sex that a meal is told for, where none of that sex is read: "pas de cantine pour lui"."""
    if "pour" not in heard.scan.vocabulary:
        return set()
    words = heard.scan.words
    told = {
        _FOR[whom]
        for meal, lead, whom in zip(words, words[1:], words[2:], strict=False)
        if lead == "pour" and meal in _MEAL and whom in _FOR
    }
    read = {sexes.get(key, "") for key in reading.children}
    if len(told) != 1 or told & read or "" in read:
        return set()
    return {key for key, sex in sexes.items() if sex in told}


_FOR, _MEAL = {"lui": "m", "elle": "f"}, word_set("cantine repas dejeuner")


def _doubted(reading: Reading, taken: set[int], context: Context) -> Reading:
    question = Question("which_child", tuple(str(child.key) for child in context.children))
    shown = Evidence(0, 0, "", "pronoun.another", ",".join(map(str, sorted(taken))))
    return replace(reading, questions=(question,), confidence=_ASKED, evidence=(*reading.evidence, shown))


def _are_apart(reading: Reading, heard: Heard) -> bool:
    """Say whether some of the children are told to eat and the others to be at home: "les filles mangent jeudi, Tom rentre à la maison"."""
    if reading.intent is not Intent.CANCEL_MEAL:
        return False
    homes = [cue.i for cue in heard.cues if cue.tag in {"home", "homemeal"} and not cue.denied]
    here = {"eat"} if "cancel" in heard.tags else {"eat", "canteen"}
    eats = [cue for cue in heard.cues if cue.tag in here and not cue.denied] if homes else []
    for eat in eats:
        eaters = {key for one in heard.mentions if _is_child(one) and one.j == eat.i for key in one.keys}
        later = {key for one in heard.mentions if _is_child(one) and eat.j <= one.i < homes[-1] for key in one.keys}
        if eaters and eaters <= {*reading.children} and later - eaters:
            return True
    return False


def _hesitates(heard: Heard) -> bool:
    """Say whether the writers waver between two children: "enlevez Marie, euh la CP"."""
    if heard.scan.vocabulary.isdisjoint(_UNSURE):
        return False
    unsure = [at for at, word in enumerate(heard.scan.words) if word in _UNSURE]
    told = {one.i for one in heard.mentions if _is_child(one)}
    return bool(told) and min(told) < unsure[-1] and any(not told.isdisjoint(range(at + 1, at + _NEAR)) for at in unsure)


def _is_joined(reading: Reading, heard: Heard) -> bool:
    """Say whether a sentence of its own tells the same of another child: "retirez Hugo mardi ? Chloé n'y va pas non plus"."""
    if _alike_too(reading, heard) or _stays_too(reading, heard) or _eats_apart(reading, heard):
        return True
    if not {"non", "plus"} <= heard.scan.vocabulary:
        return False
    tokens, starts = heard.scan.tokens, heard.sentence_starts
    for one in heard.mentions:
        if not _is_child(one) or {*one.keys} & {*reading.children} or not starts[one.i]:
            continue
        words = [token.text for token in tokens[one.j : one.j + _FAR]]
        told = any(cue.tag in {"eat", "absent", "go", "canteen", "home"} for cue in heard.cues if one.j <= cue.i < one.j + _FAR)
        if told and any(pair == ("non", "plus") for pair in pairwise(words)):
            return True
    return False


def _alike_too(reading: Reading, heard: Heard) -> bool:
    """Say whether a sentence of its own keeps another child at home too: "Léa va bien mais je la garde aussi", "…, enlevez-la aussi"."""
    if "aussi" not in heard.scan.vocabulary or reading.intent is Intent.BOOK_MEAL:
        return False
    words, starts = heard.scan.words, heard.sentence_starts
    for one in heard.mentions:
        if _is_child(one) and starts[one.i] and not {*one.keys} & {*reading.children}:
            stop = next((at for at in range(one.j, len(words)) if starts[at] != starts[one.i]), len(words))
            if "aussi" in words[one.j : stop] and not _KEEPS_HOME.isdisjoint(words[one.j : stop]):
                return True
    return False


def _stays_too(reading: Reading, heard: Heard) -> bool:
    """Say whether a sentence of its own keeps another child with the first, behind a turn: "Léa n'a rien mais elle reste avec lui"."""
    if reading.intent is Intent.BOOK_MEAL or _STAYS.isdisjoint(heard.scan.vocabulary):
        return False
    words, starts = heard.scan.words, heard.sentence_starts
    for one in heard.mentions:
        if not _is_child(one) or not starts[one.i] or {*one.keys} & {*reading.children}:
            continue
        stop = next((at for at in range(one.j, len(words)) if starts[at] != starts[one.i]), len(words))
        for at in range(one.j, stop):
            near = words[at + 1 : min(at + _NEAR, stop)]
            if words[at] in _STAYS and "mais" in words[one.j : at] and any(pair in _WITH for pair in pairwise(near)):
                return True
            if words[at] in _MINDS and words[at - 1] in {"la", "le", "l'", "les"} and words[at - 2] in {"je", "on", "nous"}:
                return True
    return False


_MINDS = word_set("garde gardons garderai garderons")
_STAYS = _MINDS | word_set("reste restera restent resteront repart repartira rentre rentrera")
_WITH = frozenset({("avec", whom) for whom in ("lui", "elle", "eux", "elles", "moi", "nous", "son", "sa")} | {("la", "maison")})


def _eats_apart(reading: Reading, heard: Heard) -> bool:
    """Say whether a sentence of its own wants a meal for another child: "… Emma, du coup, a besoin d'un repas ce jour-là"."""
    if reading.intent is Intent.BOOK_MEAL or heard.tags.isdisjoint(_WANTS):
        return False
    starts = heard.sentence_starts
    for one in heard.mentions:
        start = starts[one.i]
        if _is_child(one) and start and not {*one.keys} & {*reading.children}:
            cues = [cue for cue in heard.cues if starts[cue.i] == start and not cue.denied]
            tags = {cue.tag for cue in cues}
            if any(cue.tag in _WANTS for cue in cues) and not tags.isdisjoint({"canteen", "eat"}) and tags.isdisjoint({"cancel", "home"}):
                return True
    return False


_WANTS = frozenset({"need", "final"})
_KEEPS_HOME = word_set(
    "garde gardons garderai garderons reste restera restent resteront enlevez retirez annulez supprimez decommandez desinscrivez"
)


def _are_of_size(heard: Heard) -> bool:
    """Say whether "eux" may take up the big or the small ones, who were not told apart: "les grands partent, pas de cantine pour eux"."""
    if _SIZES.isdisjoint(heard.scan.vocabulary) or any(_is_child(one) for one in heard.mentions):
        return False
    they = next((one.i for one in heard.mentions if one.rule == "pronoun.they" and one.keys), 0)
    words = heard.scan.words[: they + 1]
    told = zip(words, words[1:], words[2:], strict=False)
    return any(one in _THOSE and size in _SIZES and then not in _ELDERS for one, size, then in told)


def _is_of_hosts(heard: Heard) -> bool:
    """Say whether all that tells a child may be who has it to lunch: "Loulou mange chez sa tata demain, elle fait des crêpes"."""
    if _HOSTS.isdisjoint(heard.scan.vocabulary):
        return False
    words, starts = heard.scan.words, heard.sentence_starts
    told = [one for one in heard.mentions if one.keys]
    if not told or any(one.rule not in {"pronoun.she", "pronoun.he"} for one in told):
        return False
    acting = {cue.i for cue in heard.cues if cue.tag in ORDERED}
    for one in told:
        hosts = _HOSTS if one.rule == "pronoun.she" else _MALE_HOSTS
        at = max((at for at in range(starts[one.i], one.i) if words[at] in hosts), default=-1)
        if at < 0 or words[one.i] not in _SEXES or not acting.isdisjoint({one.i, one.j, one.j + 1, one.j + 2}):
            return False
    return _OBJECTS.isdisjoint(words[: told[0].i])


_HOSTS = word_set("mamie mamy mami meme tata tatie tante nounou nourrice marraine voisine cousine belle-mere grand-mere mere maman")
_MALE_HOSTS = word_set("papi papy pepe tonton oncle parrain voisin cousin pere papa")
_OBJECTS = word_set("lui il elle le l'")
_ELDERS = word_set("parents peres meres oncles tantes")
_SIZES, _THOSE = word_set("grands grandes petits petites aines ainees cadets cadettes"), word_set("les mes nos")
_UNSURE, _FAR = word_set("euh heu euhh heuu"), 8
_TAGS = {
    Intent.BOOK_MEAL: (frozenset({"eat"}), False),
    Intent.CANCEL_MEAL: (frozenset({"eat"}), True),
    Intent.REPORT_ABSENCE: (frozenset({"go", "school"}), True),
}
_ALWAYS = {
    Intent.BOOK_MEAL: frozenset[str](),
    Intent.CANCEL_MEAL: frozenset({"home", "homemeal", "canteen"}),
    Intent.REPORT_ABSENCE: frozenset({"absent"}),
}


def _deeds(intent: Intent, heard: Heard) -> list[Cue]:
    """Return the cues that tell an act of this intent."""
    (tags, denied), always = _TAGS[intent], _ALWAYS[intent]
    told = [cue for cue in heard.cues if (cue.tag in tags and cue.denied is denied) or (cue.tag in always and not cue.denied)]
    # "Louise garde son repas" keeps hers.
    return [cue for cue in told if cue.tag != "canteen" or cue.i not in heard.aside] if heard.aside else told


def _of_class(heard: Heard, context: Context) -> Iterator[Told]:
    """Yield the children told by their class or teacher: "la maîtresse de Tom finit à 11 h 30, il rentre"."""
    tokens = heard.scan.tokens
    for at in range(_TWO, len(tokens)):
        if tokens[at - 1].text in {"de", "d'"} and tokens[at - _TWO].text in _CLASS:
            for child in context.children:
                words = fold_name(child.first_name).split()
                if [token.text for token in tokens[at : at + len(words)]] == words:
                    yield at, at + len(words), (child.key,)


def _taken_up(deed: Cue, heard: Heard, told: Sequence[Told], sexes: dict[int, str]) -> set[int]:
    """Return the child that the pronoun beside an act takes up; nothing where the act names one, or more than one may be."""
    starts = heard.sentence_starts
    start = starts[deed.i]
    place, sex = _pronoun(deed, heard, start)
    if place < 0 or any(i == deed.j for i, _, _ in told):
        # "il manquera Louise jeudi"
        return set()
    before = [(i, keys) for i, j, keys in told if j <= place]
    for sentence in sorted({starts[i] for i, _ in before}, reverse=True):
        agreeing = {key for i, keys in before if starts[i] == sentence for key in keys if not sex or sexes.get(key) in {sex, ""}}
        if agreeing:
            return agreeing if len(agreeing) == 1 else set()
    # "il sera absent lundi, sa soeur aussi …"
    return {key for key, told in sexes.items() if sex and told in {sex, ""}} if not before else set()


def _is_child(mention: Mention) -> bool:
    return bool(mention.keys) and not mention.rule.startswith("pronoun")


def _pronoun(deed: Cue, heard: Heard, start: int) -> tuple[int, str]:
    """Return the place of the pronoun beside an act and the sex it tells, -1 without one."""
    tokens = heard.scan.tokens
    if deed.tag == "canteen":
        # "annulez son déjeuner", in one cue or two
        place = deed.i - (deed.i > start and tokens[deed.i].text not in _POSSESSED)
        return (place, "") if tokens[place].text in _POSSESSED else (-1, "")
    if deed.i > start and tokens[deed.i].text in _SEXES:
        return deed.i, _SEXES[tokens[deed.i].text]
    for at in range(deed.i - 1, max(deed.i - _NEAR, start) - 1, -1):
        if any(one.i <= at < one.j for one in heard.mentions if _is_child(one)) or tokens[at].text in {"que", "qu'", "qui"}:
            return -1, ""
        if tokens[at].text in {"il", "elle"} and tokens[at + 1].text not in _IMPERSONAL:
            return at, _SEXES[tokens[at].text]
    return -1, ""
