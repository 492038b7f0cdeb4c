"""Names what a French message is about that orders no meal: words of two or three classes in one sentence, in any wording between them.

"Coupez donc tous ces mails", "c'est validé, ma demande ?", "merci d'avoir gardé Tom". Looked for only where the reading left a doubt, or
found a matter by one word alone; a plain order of a meal is never touched.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.acts.commands import commanded
from villars_core.understanding.acts.put_off import is_untaken
from villars_core.understanding.beside.stretches import ORDERED
from villars_core.understanding.beside.unwelcome import unread
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Evidence, Intent, Reading

_FILE = Path(__file__).parents[1] / "lexicons" / "purposes_fr.toml"
_SURE = 0.95
_LONGEST, _MOST = 60, 12
_CHANGING = word_set("annule annulee inscrit inscrite inscrits reserve reservee ajoute ajoutee enleve enlevee retire retiree desinscrit")
_FEASTS = frozenset({"holiday", "back", "start", "schoolstart"})
_MENUS, _WHICH = word_set("menu menus"), word_set("quel quels quoi connaitre savoir avoir voir")
_SINGLE_DAYS = frozenset({"weekday", "day", "rel", "offset"})
_NEAR = 5
_FOR = word_set("pour votre vos aux")
_LOOSE = frozenset({Intent.SHOW_PLANNING, Intent.SHOW_INVOICES, Intent.TALK_TO_STAFF, Intent.LIST_REQUESTS})
_COURTEOUS = frozenset({Intent.GREETING, Intent.THANKS})
_OF_NOBODY = frozenset({Intent.STOP_NOTIFICATIONS, Intent.HELP, Intent.LIST_REQUESTS})
_TOLD_BY_STRANGERS = frozenset({Intent.UNKNOWN, Intent.HELP})
_ORDERS, _ORDERED_AWAY = ORDERED - {"canteen"}, ORDERED - {"home"}
_OF_CHILDREN = frozenset({Intent.SHOW_PLANNING, Intent.UPDATE_HEALTH, Intent.DECLARE_CHANGE})

_THANKS = word_set(
    "merci mercis remercie remercient remercions gratitude bravo bravos reconnaissance reconnaissante reconnaissant reconnaissants"
)
_WORKS = word_set(
    "patience gentillesse travail aide accueil equipe devouement efficacite rapidite annee annees place repas pique justificatif reponse"
    " gateau gateaux crepes crepe galette frites menu fete spectacle kermesse sortie moments moment cadeau cadeaux soin"
    " attention ecoute reactivite disponibilite soutien souplesse inscriptions tout comprehension"
)
_DONE_WELL = word_set(
    "adore ravie ravi ravis contente content contents heureux heureuse sauve arrive arrivee pris prise comptee note ordre"
    " impeccable parfait super soulagement recu regle reglee corrige"
)
_ONLY_THANKS = _THANKS | word_set(
    "un une grand immense enorme infiniment beaucoup mille fois encore sincerement vraiment tres du fond de coeur a toute toutes tous"
    " l' equipe vous pour tout et je nous . ! , bravo chaleureusement elle elles lui eux"
)
_HAVING = word_set("avez a ont ete etes")
_HAVING_EATEN, _LIKED = word_set("a ont avons ai"), word_set("adore aime apprecie devore savoure kiffe")
_DONE_FOR_US = word_set(
    "debloque debloquee resolu resolue regle reglee corrige corrigee retrouve retrouvee traite traitee sauve sauvee aide aidee aides aidees"
    " arrange arrangee accelere repondu sorti sortie sortis depanne depannee fait adore"
)
_NOT_PRAISED = word_set(
    "? pas jamais plus oublie perdu mais si avance svp stp pouvez pourriez voudrais voudrait faut faudrait souhaite besoin annuler annulez"
    " inscrire inscrivez noter notez enlevez ajoutez mettez erreur rien mal"
)
_WHO_DID = frozenset({("qui", "m'", "a"), ("qui", "m'", "ont"), ("qui", "nous", "a"), ("qui", "nous", "ont")})
# What stands in most messages tells little of them.
_COMMON = word_set(
    "<child> <day> <single> ? pas de la le les un est a et il cantine pour je j' vous demain lundi mardi jeudi vendredi en que"
)
_WANTS = word_set(
    "? voudrais voudrait aimerais veuillez svp stp pouvez pourriez peux pourrais faut faudrait souhaite besoin sera seront viendra mangera"
    " mangeront bonjour annuler inscrire noter reserver annulez inscrivez notez reservez enlevez ajoutez mettez sauf mais si"
)


@dataclass(frozen=True, slots=True)
class _Purpose:
    """An intent told by words of several classes in one sentence.

    `beside`, `nowhere`: words of which one, or none, stands anywhere in the message; `clear`: taken although the grammar found
    another matter by a word alone; `dated`: taken beside days and a doubt about them; `settles`: a doubt about the same intent is dropped.
    """

    intent: Intent
    needs: tuple[frozenset[str], ...]
    never: frozenset[str] = frozenset()
    clear: bool = False
    dated: bool = False
    settles: bool = False
    beside: frozenset[str] = frozenset()
    nowhere: frozenset[str] = frozenset()

    def is_told(self, words: AbstractSet[str], message: AbstractSet[str]) -> bool:
        """Say whether a sentence of these words tells it, in a message of those."""
        for some in self.needs:
            if words.isdisjoint(some):
                return False
        if not words.isdisjoint(self.never) or not message.isdisjoint(self.nowhere):
            return False
        return not self.beside or not message.isdisjoint(self.beside)


_THANKED, _MENU = _Purpose(Intent.THANKS, ()), _Purpose(Intent.PRACTICAL_INFO, ())


@lru_cache(maxsize=1)
def _purposes() -> tuple[_Purpose, ...]:
    """Read the purposes and the classes of words they are told by."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    classes = table["words"]
    return tuple(
        _Purpose(
            Intent(one["intent"]),
            tuple(_written(some, classes) for some in one["needs"]),
            _written(one.get("never", ""), classes),
            one.get("clear", False),
            one.get("dated", False),
            one.get("settles", False),
            _written(one.get("beside", ""), classes),
            _written(one.get("nowhere", ""), classes),
        )
        for one in table["purposes"]
    )


@lru_cache(maxsize=4)
def _by_word(*, doubtful: bool, dated: bool) -> dict[str, tuple[int, ...]]:
    """Return the places of the purposes that each word may tell, of those that may be taken: it is in their rarest list of words."""
    table: dict[str, list[int]] = {}
    for place, one in enumerate(_purposes()):
        if (doubtful or one.clear) and (one.dated or not dated):
            for word in min(one.needs, key=_commonness):
                table.setdefault(word, []).append(place)
    return {word: tuple(places) for word, places in table.items()}


def _commonness(words: frozenset[str]) -> tuple[int, int]:
    """Return how many words of a list stand in most messages, then how many it has."""
    return len(words & _COMMON), len(words)


@lru_cache(maxsize=1)
def _opening() -> Mapping[str, frozenset[str]]:
    """Return the words that stand second where two or three beside each other tell a purpose, by the first: "enfant" for "un"."""
    every = {word for one in _purposes() for some in (*one.needs, one.never) for word in some}
    table: dict[str, set[str]] = {}
    for first, second, *_ in [word.split("_") for word in every if "_" in word]:
        table.setdefault(first, set()).add(second)
    return {first: frozenset(seconds) for first, seconds in table.items()}


def _first_told(words: AbstractSet[str], message: AbstractSet[str], *, doubtful: bool, dated: bool) -> _Purpose | None:
    """Return the first purpose that a sentence of these words tells, of those that may be taken."""
    table, every = _by_word(doubtful=doubtful, dated=dated), _purposes()
    told = words & table.keys()
    if not told:
        return None
    for place in sorted({place for word in told for place in table[word]}):
        if every[place].is_told(words, message):
            return every[place]
    return None


def _written(line: str, classes: Mapping[str, str]) -> frozenset[str]:
    """Return the words of a line, those of a class for its name behind "@"."""
    words: set[str] = set()
    for word in line.split():
        words |= _written(classes[word[1:]], classes) if word.startswith("@") else {word}
    return frozenset(words)


def purposed(reading: Reading, heard: Heard) -> Reading | None:
    """Return what a message is about where the reading of the grammar left it open."""
    doubtful = bool(reading.questions) or reading.intent is Intent.UNKNOWN
    sure = not doubtful and reading.intent in MEAL_INTENTS
    if sure and reading.intent is Intent.BOOK_MEAL and not _MENUS.isdisjoint(heard.scan.vocabulary) and _asks_menu(heard):
        return _named(reading, _MENU, set())
    # A sure order of a meal only gives way to a question after a request.
    if heard.lexicon.language != "fr" or (sure and (reading.intent is Intent.REPORT_ABSENCE or "?" not in heard.folded.plain)):
        return None
    kinds = {question.kind for question in reading.questions}
    if "which_child" in kinds and reading.intent not in MEAL_INTENTS:
        return None
    if reading.intent is Intent.DECLARE_CHANGE and _is_farewell(heard.scan.words):
        return _named(reading, _THANKED, set())
    dated = bool(reading.days) and reading.intent in MEAL_INTENTS
    for start, stop in _sentences(heard):
        if sure and "?" not in heard.scan.words[start:stop]:
            continue
        words = _words(heard, start, stop)
        told = _first_told(words, heard.scan.vocabulary, doubtful=doubtful, dated=dated)
        if (doubtful or reading.intent in _LOOSE) and not words.isdisjoint(_THANKS) and _is_thanked_for(heard, start, stop):
            told = _THANKED
        if told is not None and told.intent is Intent.STOP_NOTIFICATIONS and is_untaken(told.intent, heard, frozenset()):
            continue
        if told is not None and "name_unknown" in kinds and told.intent not in _TOLD_BY_STRANGERS:
            # "un bon garagiste ? notre voiture tousse depuis que mon cousin l'a conduite"
            return None
        if told is None or (sure and told.intent is not Intent.LIST_REQUESTS):
            continue
        dates = bool(heard.said) and not (told.dated and told.clear)
        whom = "which_child" in kinds and (dates or told.intent in _OF_CHILDREN) and told.intent not in _OF_NOBODY
        if not whom and not _is_ordered_beside(told, heard, start, stop):
            return _named(reading, told, _children_in(heard, start, stop))
    return None


def _is_farewell(words: Sequence[str]) -> bool:
    """Say whether who leaves only gives hearty thanks: "Noah change d'école en septembre, un grand merci pour cette belle année"."""
    if "merci" not in words or "?" in words or not _NOT_PRAISED.isdisjoint(words):
        return False
    at = words.index("merci")
    after = words[at + 1 :]
    return at > 0 and words[at - 1] in _HEARTY and not {"pour", "a"}.isdisjoint(after[:1]) and not _YEARS.isdisjoint(after)


_HEARTY, _YEARS = word_set("grand immense enorme"), word_set("annee annees tout accueil gentillesse patience devouement equipe moments")


def _asks_menu(heard: Heard) -> bool:
    """Say whether days are told of a menu that is asked for, and nothing is ordered: "Jade mange peu : quel est le menu en janvier ?"."""
    words = heard.scan.words
    at = next(at for at, word in enumerate(words) if word in _MENUS)
    if _WHICH.isdisjoint(words[max(at - _NEAR, 0) : at]) or "?" not in words[at:]:
        return False
    stop = words.index("?", at)
    dated = [one for one in heard.said if any(item.kind not in _FEASTS for item in one.group.items)]
    if not dated or not all(at < one.i < stop for one in dated):
        return False
    return not any(cue.tag in {"book", "cancel"} and cue.i > at for cue in heard.cues) and not commanded(
        heard.clauses, heard.scan.tokens, heard.dated
    )


def _words(heard: Heard, start: int, stop: int) -> set[str]:
    """Return the words of a sentence, and two and three of them that may tell a purpose: "un_enfant"; "<child>" where one is named."""
    words = heard.scan.words[start:stop]
    found, opening = set(words), _opening()
    for at, (word, after) in enumerate(pairwise(words)):
        if word in opening and after in opening[word]:
            found.add("_".join(words[at : at + 2]))
            found.add("_".join(words[at : at + 3]))
    for mention in heard.mentions:
        if start <= mention.i < stop and mention.rule.startswith("name"):
            found.add("<child>")
            break
    for one in heard.said:
        if start <= one.i < stop:
            found.add("<day>")
            if any(item.kind in _SINGLE_DAYS for item in one.group.items):
                found.add("<single>")
    return found


def _is_thanked_for(heard: Heard, start: int, stop: int) -> bool:
    """Say whether it is thanked for something, told in the same sentence or in another one."""
    return _is_thanked(heard, start, stop) or _is_thanked_apart(heard, start, stop) or _is_somebody_thanked(heard, start, stop)


def _is_thanked_apart(heard: Heard, start: int, stop: int) -> bool:
    """Say whether thanks alone follow what was done well: "vous avez débloqué notre dossier. Merci infiniment."."""
    words = heard.scan.words
    beside = [*words[:start], *words[stop:]]
    if not beside or not _ONLY_THANKS.issuperset(words[start:stop]) or not _NOT_PRAISED.isdisjoint(words):
        return False
    return any(word in _HAVING and not _DONE_FOR_US.isdisjoint(beside[at + 1 : at + _NEAR]) for at, word in enumerate(beside))


def _is_somebody_thanked(heard: Heard, start: int, stop: int) -> bool:
    """Tell thanks for whoever did something, "merci à la dame qui m'a rappelée", from "… qui m'a appelée de me rappeler"."""
    words = heard.scan.words[start:stop]
    if not _NOT_PRAISED.isdisjoint(heard.scan.words) or _THANKS.isdisjoint(words):
        return False
    at = next(at for at, word in enumerate(words) if word in _THANKS)
    threes = set(zip(words[at:], words[at + 1 :], words[at + 2 :], strict=False))
    asked = any(one in {"de", "d'"} and two != "avoir" and two.endswith(("er", "ir", "me", "nous", "re")) for one, two, _ in threes)
    did = any(one in _WHO_DID or (one[0] == "qui" and one[1] in _HAVING and one[2] in _DONE_FOR_US) for one in threes)
    return did and not asked


def _is_thanked(heard: Heard, start: int, stop: int) -> bool:
    """Say whether it is thanked for what was done, with no wish beside: "merci d'avoir gardé Tom", "bravo pour le pique-nique"."""
    tokens = [token.text for token in heard.scan.tokens[start:stop]]
    if not _WANTS.isdisjoint(tokens):
        return False
    at = next(at for at, word in enumerate(tokens) if word in _THANKS)
    after = tokens[at + 1 : at + _NEAR]
    praised = not _FOR.isdisjoint(after) and (tokens[at].startswith("bravo") or not _WORKS.isdisjoint(tokens[at:]))
    if "avoir" not in after and any(cue.tag in _ORDERS and start + at < cue.i < stop for cue in heard.cues):
        return False
    # "les enfants ont adoré le repas de vendredi, merci à toute l'équipe": it was eaten.
    liked = any(one in _HAVING_EATEN and two in _LIKED for one, two in pairwise(tokens[:at]))
    # "grâce à vous on a pu gérer l'hospitalisation de Tom, merci du fond du cœur"
    owed = "grace" in tokens[:at] and tokens[tokens.index("grace") + 1 :][:2] in (["a", "vous"], ["a", "toi"], ["a", "votre"])
    done = owed or liked or "avoir" in after or praised or not _DONE_WELL.isdisjoint(tokens[:at])
    single = "hier" not in tokens and any(item.kind in _SINGLE_DAYS for said in heard.said for item in said.group.items)
    single = single and not liked
    changed = single or (bool(heard.said) and not _CHANGING.isdisjoint(tokens))
    return done and not changed


def _sentences(heard: Heard) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a message begin and end, the first of them only where they are many."""
    starts, count = heard.sentence_starts, len(heard.scan.tokens)
    at = found = 0
    while at < count and found < _MOST:
        found += 1
        stop = bisect_right(starts, starts[at])
        yield at, min(stop, at + _LONGEST)
        at = stop


def _is_ordered_beside(told: _Purpose, heard: Heard, start: int, stop: int) -> bool:
    """Say whether another sentence orders a meal; beside courtesies, whether it tells anything of a child or a day."""
    beside = [clause for clause in heard.clauses if not start <= clause.i < stop]
    if told.intent in _COURTEOUS:
        # "Bonne année ! Chez nous mamie a mangé toutes les papillotes."
        return any(clause.said or clause.mentions or clause.tags & _ORDERED_AWAY for clause in beside)
    if told.intent is Intent.UNKNOWN:
        # "on s'est disputées à table hier. Vous connaissez un plombier ?"
        return any(clause.said and clause.tags & _ORDERS for clause in beside)
    if told.beside:
        # "Léo ira à la garderie jeudi. Faut-il réserver ?"
        beside = [clause for clause in beside if "childcare" not in clause.tags]
    return any(clause.said and clause.tags & ORDERED for clause in beside)


def _children_in(heard: Heard, start: int, stop: int) -> set[int]:
    """Return the children named in a sentence."""
    return {key for one in heard.mentions if start <= one.i < stop and one.rule.startswith("name") for key in one.keys}


def _named(reading: Reading, told: _Purpose, whom: set[int]) -> Reading:
    intent = told.intent
    if intent is Intent.UNKNOWN:
        # "vous connaissez un bon plombier ?"
        return unread(replace(reading, evidence=(*reading.evidence, Evidence(0, 0, "", "purpose", intent.value))))
    if reading.intent is intent and not (told.settles and {question.kind for question in reading.questions} == {"which_act"}):
        return reading
    children = reading.children if intent in _OF_CHILDREN else ()
    if intent is Intent.DECLARE_CHANGE and whom:
        # "Tom changera d'école en janvier. Léa reste.": the change is his.
        children = tuple(key for key in children if key in whom)
    days = reading.days if intent is Intent.SHOW_PLANNING else ()
    evidence = (*reading.evidence, Evidence(0, 0, "", "purpose", intent.value))
    return replace(reading, intent=intent, children=children, days=days, questions=(), others=(), confidence=_SURE, evidence=evidence)
