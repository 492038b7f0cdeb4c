"""Finds a grown-up or a friend whom an order in a language other than French is really about: "Tom's mum is ill and won't come"."""

from collections.abc import Sequence

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, word_set

_ORDERED = frozenset({"act.cancel", "act.book", "act.book_not", "act.keep"})
_ENDS = word_set(". ! ? ; ؟")
_OF = word_set("de del do da dos das of")
# "el hijo de Hugo" is no child of this family.
_CHILD_OF = word_set("hijo hija filho filha")
_ARTICLES = word_set("el la o a mi mon")
# "Tom's mum here, …", "soy la madre de Tom": who writes is no one the order is about.
_WRITES = word_set("here aqui soy sou am انا ici")
_NEAR = 3


def is_neither_child(order: Order, heard: Heard) -> bool:
    """Say whether an "or" between two children joins what is denied of both: "no lunch for Emma or Jade"."""
    return order.act.rule in _DENIED and any(heard.lexicon.tells("nor", token.text) for token in heard.scan.tokens)


_DENIED = frozenset({"act.eat_not", "act.no_canteen", "act.go_not", "act.book_not"})


def is_of_person(order: Order, heard: Heard) -> bool:
    """Say whether somebody stands before the act, and the child is named only to tell whose they are, or not at all."""
    if order.act.rule in _ORDERED:
        return False
    if feeds_child(order, heard):
        return False
    deed = max((cue.i for clause in order.told for cue in clause.cues), default=0)
    named = [one for one in heard.mentions if one.keys or one.rule.startswith("pronoun")]
    before = [one for one in named if one.i < deed]
    if not before:
        return not named and _opens_with_person(deed, heard)
    return all(_owner_of_person(one, heard) for one in before)


def feeds_child(order: Order, heard: Heard) -> bool:
    """Say whether a meal elsewhere is told by who gives it to the child: "his godmother would love to have him over"."""
    tokens, words = heard.scan.tokens, heard.lexicon
    meals = [cue for clause in order.told for cue in clause.cues if cue.tag == "homemeal"] if order.act.rule == "act.home" else []
    objects = [(at, cue.j) for cue in meals for at in range(cue.i, cue.j) if words.tells("objects", tokens[at].text)]
    # "have her over", not "eat at her place"
    return any(at + 1 == end or words.tells("whither", tokens[at + 1].text) for at, end in objects)


def _opens_with_person(deed: int, heard: Heard) -> bool:
    """Say whether a person is told before the act in its sentence, nobody of the family at all: "my sister had a baby and is off"."""
    start = next((at for at in range(deed, 0, -1) if heard.scan.tokens[at - 1].text in _ENDS), 0)
    told = [at for at in range(start, deed) if _is_person(at, heard)]
    return any(not _writes(at, heard) for at in told)


def _owner_of_person(one: Mention, heard: Heard) -> bool:
    """Say whether a child is named only to tell whose friend or mother somebody is."""
    tokens, language = heard.scan.tokens, heard.lexicon.language
    if not one.rule.startswith("name"):
        return False
    if language in {"en", "tr"}:
        at = one.j
        while at < len(tokens) and tokens[at].text in {"'", "s"}:
            at += 1
        owned = at < len(tokens) and (language == "tr" or at > one.j)
    else:
        at = one.i - 1
        while at > 0 and tokens[at].text in _OF | _ARTICLES:
            at -= 1
        owned = at >= 0 and (language == "ar" or any(token.text in _OF for token in tokens[at + 1 : one.i]))
    return owned and (_is_person(at, heard) or tokens[at].text in _CHILD_OF) and not _writes(at, heard)


def is_of_writers(deed: Cue, heard: Heard) -> bool:
    """Say whether "I" or "we" stands before a deed, or it ends as what they do: "we will eat on Thursday", "comemos"."""
    words, tokens = heard.lexicon, heard.scan.tokens
    ends = words.frame_ends.get("ours", ())
    own = deed.tag in _WRITERS and not words.tells("sending", tokens[deed.j - 1].text)
    if ends and own and tokens[deed.j - 1].text.endswith(ends):
        return True
    short = _SHORTENED if deed.tag in {"eat", "go"} else frozenset[str]()
    denied = {at for cue in heard.cues if cue.tag == "neg" for at in range(cue.i, cue.j)}
    at = deed.i - 1
    while at >= 0 and (tokens[at].text in short or words.tells("helping", tokens[at].text) or at in denied):
        at -= 1
    return at >= 0 and words.tells("ours", tokens[at].text)


def is_of_group(one: Mention, heard: Heard, commanded: Sequence[Cue]) -> bool:
    """Say whether a child is told only by a class, a team or others: "los niños de la clase de Tom", "Tom's class", "they" of one.

    What its class does may be why a command behind a mark is given: "Tom's class is picnicking, so cross him off".
    """
    if one.rule == "pronoun.they":
        # "they" of one child are others
        return len(one.keys) == 1
    tokens, words = heard.scan.tokens, heard.lexicon
    alone = all(set(two.keys) <= set(one.keys) for two in heard.mentions if not two.rule.startswith("pronoun"))
    led = alone and commanded and all(any(token.text in MARKS for token in tokens[one.j : cue.i]) for cue in commanded)
    if led or not one.rule.startswith("name"):
        return False
    before = one.i - 1 if words.language == "ar" else one.i - 2
    # "no van a clase ni Leo ni Lea"
    owned = words.language == "ar" or (one.i > 0 and tokens[one.i - 1].text in _OF)
    if before >= 0 and owned and words.language not in {"en", "tr"} and words.tells("groups", tokens[before].text):
        return True
    after = one.j + (2 if one.j < len(tokens) and tokens[one.j].text == "'" else 0)
    if words.language not in {"en", "tr"} or after >= len(tokens) or not words.tells("groups", tokens[after].text):
        return False
    longer = any(cue.i <= after < cue.j and cue.j - cue.i > 1 for cue in heard.cues)
    return (words.language == "tr" or after > one.j) and not longer


_WRITERS = frozenset({"eat", "go", "homemeal"})
# "I'm not eating", not "I'm keeping Tom at home"
_SHORTENED = frozenset({"'"})


def _is_person(at: int, heard: Heard) -> bool:
    return heard.lexicon.tells("persons", heard.scan.tokens[at].text) and not any(one.i <= at < one.j for one in heard.mentions)


def _writes(at: int, heard: Heard) -> bool:
    tokens, words = heard.scan.tokens, heard.lexicon
    near = tokens[max(at - _NEAR, 0) : at + _NEAR]
    # "hi it's Tom's mum, …"
    opening = tokens[max(at - 2 * _NEAR, 0) : at]
    return any(token.text in _WRITES or words.tells("myself", token.text) for token in near) or any(
        words.tells("presenting", token.text) for token in opening
    )


def did_it(at: int, heard: Heard) -> bool:
    """Say whether a person is told to have booked or cancelled: "mi suegra apuntó a Tom a comer"."""
    return any(cue.i == at + 1 and cue.tag in {"book", "cancel"} for cue in heard.cues)
