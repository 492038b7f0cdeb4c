"""Finds the words that tell the act, and whether each is denied."""

from dataclasses import dataclass

from villars_core.understanding.acts.idioms import IDIOMS
from villars_core.understanding.acts.not_missed import MISSES, not_missed
from villars_core.understanding.language.lexicon import Lexicon
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.phrases import Match
from villars_core.understanding.language.text import word_set

_MASK_CUES = {"iban": "sepa", "temperature": "sick", "phone": "reach", "address": "reach"}
DENIABLE = frozenset(
    {"cancel", "book", "eat", "go", "canteen", "need", "stay", "absent", "sick", "school", "pay", "home", "homemeal", "childcare"}
)
_BREAKS = frozenset(
    {",", ".", ";", ":", "!", "?", "mais", "car", "et", "donc", "alors", "puisque", "sinon", "but", "and", "pero", "y", "mas", "e"}
)
# "il ne pourra pas y manger": no conjunction in French.
_FRENCH_BREAKS = _BREAKS - {"and", "but", "pero", "y", "mas", "e"}
_SUBJECTS = frozenset({"il", "elle", "ils", "elles", "on", "je", "nous"})
# Where another verb begins: "cantine oui svp jai pas de nounou".
_PARTED = _SUBJECTS | word_set("j' jai jsuis jsui jpeux jveux jme jvais ca svp stp merci mrc desole desolee dsl")
_LINKS = frozenset({"donc", "alors", "sinon"})
_HELPERS = frozenset({"go", "stay", "need", "final"})
_REACH = 12
# A verb that carries its own negation, as Turkish verbs do: "not:eat".
_DENIED = "not:"
_BEFORE, _AFTER = 7, 3
_DENIALS = frozenset({"neg", "negplus"})
_NOTS = frozenset({"pas", "pa"})
_LONE = _NOTS | {"non"}


@dataclass(slots=True, unsafe_hash=True)
class Cue:
    """A phrase that tells something of the act, by token places; `denied` when a negation bears on it.

    No cue is ever changed; like a token it is not frozen, only to be made faster.
    """

    tag: str
    i: int
    j: int
    denied: bool = False


def find_cues(scan: Scan, lexicon: Lexicon, taken: frozenset[int]) -> list[Cue]:
    """Return the cues in order, each with its polarity."""
    plain: list[Cue] = []
    tokens, masked, phrase_at = scan.tokens, scan.masked, lexicon.acts.at
    idioms = IDIOMS if lexicon.language == "fr" else {}
    inner = _Inner(scan, lexicon) if idioms and not _ADVERBS_INSIDE.isdisjoint(scan.vocabulary) else None
    stop = 0
    for at, word in enumerate(scan.words):
        if at < stop:
            continue
        if at in masked:
            if masked[at].kind in _MASK_CUES:
                plain.append(Cue(_MASK_CUES[masked[at].kind], at, at + 1))
            continue
        if word == "sans" and at + 1 in taken:
            # "ce sera sans Louise à la cantine"
            plain.append(Cue("neg", at, at + 1))
            continue
        if at in taken:
            continue
        match = phrase_at(tokens, at)
        if word in idioms:
            idiom = idioms[word](tokens, at)
            if idiom is not None and (match is None or idiom.length >= match.length):
                match = idiom
        if inner is not None:
            match = inner.wider(at, 0 if match is None else match.length) or match
        if match is None:
            continue
        if match.tag == "neg" and match.length == 1 and _is_gone(scan, at, lexicon, taken):
            plain.append(Cue("absent", at, at + 1))
            continue
        cue = _cue(match, at, plain, scan, lexicon)
        plain.append(cue)
        stop = cue.j
    if idioms and not MISSES.isdisjoint(scan.vocabulary):
        # "je ne veux pas qu'il rate le repas" denies no meal.
        wished = not_missed(scan, taken)
        plain = [cue for cue in plain if cue.i not in wished or cue.tag not in _MISSING]
    return _with_polarity(plain, scan, lexicon, taken)


_MISSING = frozenset({"ne", "neg", "absent"})


def _cue(match: Match, at: int, before: list[Cue], scan: Scan, lexicon: Lexicon) -> Cue:
    """Return the cue that a phrase tells at its place, behind the cues before it."""
    tag, length = match.tag, match.length
    if length > 1:
        if tag == "absent" and scan.tokens[at].text in _NOTS and _is_of_verb(at, before, scan):
            # "il n'ira pas en classe": the "pas" belongs to the verb before it.
            return Cue("neg", at, at + 1)
    elif tag in _EATS and _is_eaten(scan, at, lexicon):
        return Cue("eaten", at, at + 1)
    if tag.startswith(_DENIED):
        return Cue(tag.removeprefix(_DENIED), at, at + length, denied=True)
    return Cue(tag, at, at + length)


_EATS = frozenset({"eat", "not:eat"})


def _is_of_verb(at: int, before: list[Cue], scan: Scan) -> bool:
    """Say whether a "pas" denies the verb before it, and opens no absence of its own."""
    verb = next((one for one in reversed(before) if one.tag != "but"), None)
    if verb is None or verb.tag not in DENIABLE or verb.tag == "sick" or not _follows(verb, at, scan):
        return False
    return not (verb.tag == "absent" and scan.tokens[at + 1].text in _OF)


def _follows(cue: Cue, at: int, scan: Scan) -> bool:
    """Say whether nothing but an adverb stands between a verb and its denial: "ne mange donc pas à l'école"."""
    between = [token.text for token in scan.tokens[cue.j : at]]
    return len(between) <= 1 and all(word in _ADVERBS or word.endswith("ment") for word in between)


# "je la garde pas d'école": two ways to tell one absence.
_OF = frozenset({"d'", "d", "de"})


class _Inner:
    """Finds phrases with an adverb inside: "restera donc à la maison" is "restera à la maison"."""

    def __init__(self, scan: Scan, lexicon: Lexicon) -> None:
        self.acts = lexicon.acts
        self.places = [at for at, token in enumerate(scan.tokens) if token.text not in _ADVERBS_INSIDE]
        self.tokens = [scan.tokens[at] for at in self.places]
        self.at = {place: at for at, place in enumerate(self.places)}

    def wider(self, place: int, length: int) -> Match | None:
        """Return the phrase at a place that is longer without its adverbs than the one read, as long as it stands."""
        at = self.at.get(place)
        found = None if at is None else self.acts.at(self.tokens, at)
        if at is None or found is None or found.length <= max(length, 1):
            return None
        stands = self.places[at + found.length - 1] + 1 - place
        return Match(found.tag, stands) if found.length < stands <= found.length + 2 else None


_ADVERBS_INSIDE = word_set(
    "donc alors finalement exceptionnellement egalement malheureusement certainement evidemment surement juste tranquillement gentiment"
    " toutefois cependant decidement heureusement probablement uniquement simplement absolument"
)


def _is_gone(scan: Scan, at: int, lexicon: Lexicon, taken: frozenset[int]) -> bool:
    """Say whether a "there is not" tells of a child or a day, and of no thing: "Léo yok", "oğlum yarın yok", not "yemek yok"."""
    if "gone" not in lexicon.frames or not lexicon.tells("gone", scan.tokens[at].text):
        return False
    before = at - 1
    while before >= 0 and lexicon.tells("helping", scan.tokens[before].text):
        before -= 1
    if before < 0:
        return False
    word = scan.tokens[before].text
    return before in taken or lexicon.tells("gone_after", word) or word.isdigit()


def _is_eaten(scan: Scan, at: int, lexicon: Lexicon) -> bool:
    """Say whether a French meal is told as eaten: "a très mal mangé", where "a" can be no other word."""
    if lexicon.language != "fr" or scan.tokens[at].text not in _EATEN:
        return False
    before = at - 1
    while before >= 0 and (scan.tokens[before].text in _HOW or scan.tokens[before].text.endswith("ement")):
        before -= 1
    return 0 <= before < at - 1 and scan.tokens[before].text in _HAVE


_EATEN = word_set("mange mangee manges dejeune")
_HOW = word_set("tres mal bien peu trop beaucoup deja presque rien vraiment assez si tellement tout jamais pas toujours plutot")
_HAVE = word_set("a ont avait avaient ai avons avez")


def _with_polarity(cues: list[Cue], scan: Scan, lexicon: Lexicon, taken: frozenset[int]) -> list[Cue]:
    language, tags = lexicon.language, {cue.tag for cue in cues}
    if tags.isdisjoint(_DENYING):
        return cues
    if language == "fr":
        cues = _settled(cues, tags, scan)
    denying = [at for at, cue in enumerate(cues) if cue.tag in _DENIALS]
    if not denying:
        return cues
    found: list[Cue] = []
    used: set[int] = set()
    turned = _turned(cues, scan, lexicon, taken) if language == "fr" else {}
    inside = _bracketed(scan) if language == "fr" else {}
    for at, cue in enumerate(cues):
        if cue.tag not in DENIABLE:
            found.append(cue)
            continue
        near = cues[max(at - _REACH, 0) : at + _REACH + 1]
        denials = [
            denial.i
            for denial in [cues[place] for place in denying if -_REACH <= place - at <= _REACH]
            if not _elsewhere(denial, cue, near, turned)
            and not (inside and inside.get(denial.i, 0) not in {0, inside.get(cue.i, 0)})
            and (_bears_on(denial, cue, near, scan) if language == "fr" else _bears_simply(denial, cue, scan, language))
        ]
        used.update(denials)
        found.append(Cue(cue.tag, cue.i, cue.j, denied=True) if denials else cue)
    # A denial that bears on something is marked, so that one left over can be asked about.
    used |= {at for at in inside if sum(one == inside[at] for one in inside.values()) >= _SAID_ASIDE} if inside else set()
    return [Cue(cue.tag, cue.i, cue.j, denied=True) if cue.tag in _DENIALS and cue.i in used else cue for cue in found]


# So many words in brackets are a remark of their own: "(même pas peur)".
_SAID_ASIDE = 3


def _bracketed(scan: Scan) -> dict[int, int]:
    """Return which brackets each token stands in, by their place; what they say denies nothing outside: "(même pas peur)"."""
    found: dict[int, int] = {}
    if "(" not in scan.vocabulary:
        return found
    opened = 0
    for at, word in enumerate(scan.words):
        if word == "(":
            opened = at + 1
        elif word == ")":
            if at <= opened + 1:
                # A lone "non" in brackets denies what stands before them.
                found.pop(opened, None)
            opened = 0
        elif opened:
            found[at] = opened
    return found


def _settled(cues: list[Cue], tags: set[str], scan: Scan) -> list[Cue]:
    """Return the French cues with those taken for denials that are, and without those that are none."""
    if not tags.isdisjoint(_UNSETTLED):
        cues = [
            _not_yet(_closed(cue, at, cues, scan), at, cues, scan) if cue.tag in _UNSETTLED else cue
            for at, cue in enumerate(cues)
            if cue.tag != "neg" or not _is_mark(cue, scan)
        ]
    return _answered(cues, scan) if "correct" in tags else cues


_UNSETTLED = frozenset({"neg", "notneg", "can"})
# Only what is one of these, or may become one, denies.
_DENYING = _DENIALS | _UNSETTLED | {"correct"}


def _is_mark(cue: Cue, scan: Scan) -> bool:
    """Say whether a "point" is the mark as it is dictated: no "ne" opens it, or another word closes it."""
    if cue.j - cue.i > 1 or scan.tokens[cue.i].text != "point":
        return False
    before = {token.text for token in scan.tokens[max(cue.i - _OPEN, 0) : cue.i]}
    return not before & _NES or bool(before & _NOTS)


def _not_yet(cue: Cue, at: int, cues: list[Cue], scan: Scan) -> Cue:
    """Return the "pas encore" of "n'annulez pas encore" as a denial: nothing is to be done."""
    if cue.tag != "notneg" or at < len(_NE_AND_VERB) or scan.tokens[cue.i].text not in _NOTS:
        return cue
    ne, verb = cues[at - 2 : at]
    told = (ne.tag, verb.tag) == _NE_AND_VERB and ne.j == verb.i and verb.j == cue.i
    return Cue("neg", cue.i, cue.j) if told else cue


_NE_AND_VERB = ("ne", "cancel")


def _closed(cue: Cue, at: int, cues: list[Cue], scan: Scan) -> Cue:
    """Return "pourra" as the denial in "ne pourra manger", which no "pas" closes."""
    if cue.tag != "can" or not at or cues[at - 1].tag != "ne" or cues[at - 1].j != cue.i:
        return cue
    after = {token.text for token in scan.tokens[cue.j : cue.j + _OPEN - 1]}
    return cue if after & _CLOSED else Cue("neg", cue.i, cue.j)


def _answered(cues: list[Cue], scan: Scan) -> list[Cue]:
    """Return the cues of "cantine jeudi : non" with the "non" as what denies the meal."""
    last = next(cue for cue in reversed(cues) if cue.tag == "correct")
    if not last.i or scan.tokens[last.i].text not in _LONE or scan.tokens[last.i - 1].text not in {":", "=", ">"}:
        return cues
    meal = next((cue for cue in reversed(cues) if cue.j <= last.i and cue.tag in {"canteen", "eat"}), None)
    ends = last.j == len(scan.tokens) or not scan.tokens[last.j].text[0].isalpha()
    if meal is None or not ends or any(scan.tokens[at].text in {".", "!", "?", ";"} for at in range(meal.j, last.i)):
        return cues
    turned = {last: Cue("cancel", last.i, last.j)}
    return [turned.get(cue, cue) for cue in cues]


_OPEN = 5
_NES = frozenset({"ne", "n'", "n"})
_CLOSED = frozenset({"pas", "pa", "plus", "jamais", "rien", "que", "qu'", "aucun", "aucune", "ni", "point", "guere", "personne"})


def _turned(cues: list[Cue], scan: Scan, lexicon: Lexicon, taken: frozenset[int]) -> dict[int, str]:
    """Return what stands right after each lone "pas" or "non": "name" or "day", where it is one."""
    found: dict[int, str] = {}
    for cue in cues:
        if cue.tag not in _DENIALS or cue.j - cue.i > 1 or scan.tokens[cue.i].text not in _LONE or cue.j >= len(scan.tokens):
            continue
        match = lexicon.dates.at(scan.tokens, cue.j)
        if cue.j in taken:
            found[cue.i] = "name"
        elif match is not None and match.tag.startswith(("wd", "rel")):
            found[cue.i] = "day"
    return found


def _elsewhere(denial: Cue, cue: Cue, near: list[Cue], turned: dict[int, str]) -> bool:
    """Say whether a lone "pas" takes back the name or the day after it, and not the act: "Tom mange jeudi, pas vendredi"."""
    what = turned.get(denial.i)
    if what is None or cue.j == denial.i:
        return False
    opened = any(one.tag == "ne" and denial.i - 5 <= one.i < denial.i for one in near)
    return what == "name" or (not opened and cue.j < denial.i)


def _bears_far(denial: Cue, cue: Cue, cues: list[Cue], scan: Scan) -> bool:
    """Say whether "ni Léo ni Léa", "aucun de mes enfants", "personne" before a "ne" denies what comes after it."""
    if scan.tokens[denial.i].text not in _NO_ONE or cue.i < denial.j:
        return False
    if scan.tokens[denial.j - 1].text in {"ne", "n'"}:
        # "personne ne viendra demain"
        return cue.i == denial.j
    opened = next((one for one in cues if one.tag == "ne" and denial.j <= one.i < cue.i), None)
    if opened is None or opened.i - denial.j > _FAR or cue.i - opened.i > _BEFORE:
        return False
    return not any(scan.tokens[at].text in _BREAKS - {"et"} for at in range(denial.j, cue.i))


_NO_ONE = frozenset({"ni", "aucun", "aucune", "personne", "nul"})
_FAR = 8


def _bears_on(denial: Cue, cue: Cue, cues: list[Cue], scan: Scan) -> bool:
    if _bears_far(denial, cue, cues, scan):
        return True
    if cue.tag == "absent" and scan.tokens[denial.i].text == "non" and not _NOTS.isdisjoint(t.text for t in scan.tokens[cue.i : cue.j]):
        # "elle ne sera pas là aujourd'hui non plus" denies it once
        return False
    opened = any(one.tag == "ne" and denial.i - 5 <= one.i < denial.i for one in cues)
    if denial.tag == "negplus" and not opened and not _plus_denies(denial, scan):
        return False
    if scan.tokens[denial.i].text == "ni" and cue.j <= denial.i and not (opened and cue.j == denial.i):
        return _closes(denial, cue, cues, scan)
    if _is_neither(denial, cue, cues, scan):
        return True
    if cue.j <= denial.i <= cue.j + _AFTER - 1:
        if cue.tag == "sick" and not opened:
            # "il est malade, pas d'école", "malades pas d'école": what follows an illness does not deny it.
            return False
        if not opened and cue.tag in {"home", "homemeal"} and _denies_next(denial, cues):
            return False
        between = range(cue.j, denial.i)
        breaks = _FRENCH_BREAKS - _LINKS if opened else _FRENCH_BREAKS
        stopped = any(scan.tokens[at].text in _PARTED or scan.tokens[at].text in breaks for at in between)
        return not stopped and not _other_between(cues, cue.j, denial.i)
    if denial.j <= cue.i <= denial.j + (_reach(denial, scan) if opened else 4):
        if any(scan.tokens[at].text in _FRENCH_BREAKS or _begins_clause(at, scan) for at in range(denial.j, cue.i)):
            return False
        if _begins_clause(cue.i, scan) or _is_commanded(denial, cue, scan):
            return False
        claimed = [
            one
            for one in cues
            if one.tag in DENIABLE
            and one.tag not in _HELPERS
            and one.j <= denial.i <= one.j + 1
            and (one.j == denial.i or scan.tokens[one.j].text not in _FRENCH_BREAKS)
        ]
        return (
            not claimed
            or cue.tag in {"canteen", "school"}
            or (cue.tag == "eat" and all(one.tag == "cancel" for one in claimed) is False and claimed[0].tag in {"go", "stay"})
        )
    return False


def _denies_next(denial: Cue, cues: list[Cue]) -> bool:
    """Say whether a "pas" denies the meal after it: "déjeune à la maison pas la peine de prévoir son assiette"."""
    return any(one.tag in {"canteen", "book", "need"} and denial.j <= one.i <= denial.j + _AFTER for one in cues)


def _closes(denial: Cue, cue: Cue, cues: list[Cue], scan: Scan) -> bool:
    """Say whether a "ni" closes the "ne" right before a verb: "ne viendra à l'école ni jeudi ni vendredi"."""
    opened = any(one.tag == "ne" and 0 <= cue.i - one.j <= 1 for one in cues)
    between = [scan.tokens[at].text for at in range(cue.i, denial.i)]
    return opened and len(between) <= _FAR + 1 and not any(word in _CLOSED or word in _FRENCH_BREAKS for word in between)


def _is_neither(denial: Cue, cue: Cue, cues: list[Cue], scan: Scan) -> bool:
    """Say whether "ni … ni …" with no verb denies the meal after it: "Hugo ni jeudi ni vendredi pour le repas"."""
    if scan.tokens[denial.i].text != "ni" or cue.tag not in {"canteen", "eat"} or cue.i < denial.j:
        return False
    neither = [one for one in cues if one.tag == "neg" and scan.tokens[one.i].text == "ni" and one.i < cue.i]
    between = {scan.tokens[at].text for at in range(neither[0].i, cue.i)}
    other = any(one.tag in DENIABLE and one.i < cue.i for one in cues)
    return len(neither) > 1 and neither[0].i <= _BEFORE and cue.i - denial.i <= _BEFORE and not other and not between & _FRENCH_BREAKS


def _begins_clause(at: int, scan: Scan) -> bool:
    """Say whether a subject begins a clause of its own, that no "que" joins: "il ira pas à l'école demain je le garde"."""
    return scan.tokens[at].text in _OPENERS and scan.tokens[at - 1].text not in {"que", "qu'", "ce"}


def _is_commanded(denial: Cue, cue: Cue, scan: Scan) -> bool:
    """Say whether a command of its own follows another verb's denial: "je peux pas cuisiner mettez Noah à la cantine"."""
    after = scan.tokens[cue.j].text if cue.j < len(scan.tokens) else "."
    told = scan.tokens[cue.i].text.endswith("ez") or (scan.tokens[cue.i].text.endswith("er") and after in _PLEASE)
    if cue.tag not in {"book", "cancel"} or not told:
        return False
    return any(scan.tokens[at].text not in _BEFORE_COMMAND for at in range(denial.j, cue.i))


_PLEASE = word_set("svp stp merci mrc mci")
_BEFORE_COMMAND = word_set("le la les l' y en lui leur me m' nous vous ne n' surtout donc pas plus")
_OPENERS = word_set("je j' nous il elle ils elles on")


def _reach(denial: Cue, scan: Scan) -> int:
    """Return how far ahead "ne … pas" reaches: past an auxiliary, not past a verb of its own ("je ne travaille pas")."""
    at = denial.i - 1
    while at > 0 and (scan.tokens[at].text in _ADVERBS or scan.tokens[at].text.endswith("ment")):
        at -= 1
    verb = scan.tokens[at].text
    if verb in _AUXILIARIES or verb in {"ne", "n'", "n"}:
        return _BEFORE
    return _AFTER if verb in _OWN_AUXILIARIES else 1


_ADVERBS = word_set("donc alors toujours surement finalement bien vraiment aussi encore certes hélas helas toutefois cependant")
_AUXILIARIES = word_set(
    "peut peuvent pourra pourront pouvez pourrez veut veux veulent voulons voudra voudrais voudrait souhaite souhaitent souhaitons"
    " souhaiterais souhaiterait doit doivent devra devront va vont faut faudra faudrait sera seront est sont a ont aura auront ai avons"
    " avait avez prendra prend prennent prendront compte comptez comptons prevoit prevois prevoyez pense crois desire desirons fait"
    " faites laisse laissez aurai auras aurons y en plus pourrait pourraient risque aime cherche prevu oublie oubliez il elle ils elles"
    " vous t soit soient"
)
_OWN_AUXILIARIES = word_set("peux pourrai pouvons pourrons serai suis sommes serons dois devons vais irai")


def _plus_denies(denial: Cue, scan: Scan) -> bool:
    """Tell "il mange plus" and "plus de cantine" from "plus tard", "en plus", "de plus"."""
    after = scan.tokens[denial.j].text if denial.j < len(scan.tokens) else ""
    before = scan.tokens[denial.i - 1].text if denial.i else ""
    if after == "en" and [token.text for token in scan.tokens[denial.j + 1 : denial.j + 3]] == ["ce", "moment"]:
        return True
    return after not in _COMPARED and before not in {"en", "de", "la", "le", "les", "non", "au", "un", "deux", "trois", "2", "3"}


_COMPARED = word_set(
    "tard tot grand grande grands grandes jeune jeunes petit petite petits petites vieux vieille vite que possible en age agee ages agees"
    " loin longtemps souvent"
)


def _bears_simply(denial: Cue, cue: Cue, scan: Scan, language: str) -> bool:
    """In other languages a denial stands before its verb; in Turkish and Arabic it may close it."""
    if language == "tr":
        return denial.j <= cue.i + 3 and cue.j <= denial.i and denial.i - cue.j <= 2
    if cue.tag == "canteen" and denial.i == cue.j and language in _CLOSING and scan.tokens[denial.i].text in _CLOSING[language]:
        # "así que comida no"
        return denial.j == len(scan.tokens) or not scan.tokens[denial.j].text[0].isalnum()
    near = 0 <= cue.i - denial.j <= (_BEFORE_ALL if scan.tokens[denial.i].text in _NONE else 4)
    return near and not any(scan.tokens[at].text in _BREAKS for at in range(denial.j, cue.i))


_CLOSING = {"es": frozenset({"no"}), "pt": frozenset({"nao"})}
# Words that deny what several children do stand far before the verb: "none of my four children will…".
_NONE = frozenset({"neither", "none", "nobody", "ninguno", "ninguna", "nenhum", "nenhuma", "nem", "ni"})
_BEFORE_ALL = 9


def _other_between(cues: list[Cue], start: int, stop: int) -> bool:
    return any(start <= one.i < stop and one.tag in DENIABLE for one in cues)
