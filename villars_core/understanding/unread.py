"""Finds in the clause of an order what nothing read: a word that may be its verb, a fact told, somebody else's child."""

from collections.abc import Iterator

from villars_core.understanding.clauses import Clause
from villars_core.understanding.lexicon import Lexicon
from villars_core.understanding.orders import Heard, Order
from villars_core.understanding.text import Token, word_set
from villars_core.understanding.values import Intent, Question

_SHORTEST = 2
_ACTED_ON = frozenset({Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE})
_ACTS = frozenset({"cancel", "book", "eat", "canteen", "go", "stay", "absent", "school", "home", "homemeal", "pickup"})
_STOPS = word_set(
    ', . ; : ! ? ( ) " « » car parce puisque donc mais comme because porque pois puesto pero mas but so since cunku ama fakat'
)


def unread_words(order: Order, heard: Heard) -> list[Question]:
    """Return a question where the stretch that tells the act holds a word that may turn it into something else."""
    if order.act.intent not in _ACTED_ON or not (heard.lexicon.nominal or heard.lexicon.verbal):
        return []
    read = _read(heard)
    if _of_another(order, heard, read):
        return [Question("which_child")]
    if "howto" in order.tags or (order.act.rule in {"act.cancel", "act.book"} and _interrogative(order, heard)):
        return [Question("confirm_act")]
    for clause in order.clauses:
        for start, stop in _stretches(clause, heard):
            if _doubtful(start, stop, read, heard) or (order.act.rule == "act.canteen" and _is_told(start, stop, read, heard)):
                return [Question("confirm_act")]
    return []


def _read(heard: Heard) -> set[int]:
    """Return the places of the tokens that a cue, a name or a date covers."""
    read = {at for cue in heard.cues for at in range(cue.i, cue.j)}
    read |= {at for one in heard.mentions for at in range(one.i, one.j)}
    return read | {at for said in heard.said for at in range(said.i, said.j)} | set(heard.scan.masked)


def _stretches(clause: Clause, heard: Heard) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a clause, between marks and conjunctions, that hold a word of the act."""
    tokens = heard.scan.tokens
    dated = {at for said in clause.said for at in range(said.i, said.j)}
    start = clause.i
    acts = {cue.i for cue in clause.cues if cue.tag in _ACTS}
    for at in range(clause.i, clause.j + 1):
        if at == clause.j or (tokens[at].text in _STOPS and at not in dated):
            if any(start <= act < at for act in acts):
                yield start, at
            start = at + 1


def _doubtful(start: int, stop: int, read: set[int], heard: Heard) -> bool:
    tokens, words = heard.scan.tokens, heard.lexicon
    named = {one.j for one in heard.mentions}
    for at in range(start, stop):
        word = tokens[at].text
        if at in read or not word.isalpha() or len(word) <= _SHORTEST or _is_harmless(word, words):
            continue
        if words.verbal:
            if word.endswith(words.verbal):
                return True
            continue
        before = tokens[at - 1] if at > start else None
        if before is None or at in named or not _is_noun(at, start, heard):
            return True
    return False


def _is_told(start: int, stop: int, read: set[int], heard: Heard) -> bool:
    """Say whether a child "is" or "has" something beside "cantine": "Tom est le dernier servi à la cantine"."""
    named = {one.j for one in heard.mentions}
    return any(at not in read and at in named and heard.scan.tokens[at].text in _IS for at in range(start, stop))


_IS = word_set("est sont ont etait etaient is was has es esta fue tiene foi tem")


def _is_harmless(word: str, words: Lexicon) -> bool:
    return word in words.plain or word in words.harmless or words.dates.holds(word) or word.endswith(words.adverbial)


def _is_noun(at: int, start: int, heard: Heard) -> bool:
    """Say whether a word stands where only a noun can: after an article, a possessive, a preposition, or after such a noun and "de"."""
    tokens, words = heard.scan.tokens, heard.lexicon
    before: Token = tokens[at - 1]
    if before.text in words.nominal or any(cue.tag == "excuse" and cue.j == at for cue in heard.cues):
        return True
    if at - 1 <= start or tokens[at - 2].text not in words.nominal:
        return False
    return before.text in words.adjectives or tokens[at].text.endswith(words.describing)


def _interrogative(order: Order, heard: Heard) -> bool:
    """Say whether a clause opens with who, why or when: "qui a annulé le repas de Tom ?"."""
    return any(clause.asks and heard.scan.tokens[clause.i].text in _WHO for clause in order.clauses)


_WHO = word_set("qui pourquoi quand who why when quien cuando quem quando kim neden niye")


def _of_another(order: Order, heard: Heard, read: set[int]) -> bool:
    """Say whether a child is named only to tell somebody else: "le cousin de Tom", "Tom's cousin"."""
    tokens, words = heard.scan.tokens, heard.lexicon
    for one in order.mentions:
        at = one.i - 2
        if at >= 0 and tokens[at + 1].text in _OF and any(token.text in words.persons for token in tokens[max(at - _NEAR, 0) : at + 1]):
            return True
        linked = at >= 1 and tokens[one.i - 1].text in _OF and tokens[at - 1].text in words.nominal
        if linked and at not in read and tokens[at].text.isalpha() and not _is_harmless(tokens[at].text, words):
            return True
    return False


_NEAR = 4
_OF = word_set("de d' d du do da")
