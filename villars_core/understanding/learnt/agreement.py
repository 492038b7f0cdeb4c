"""What the second reader may do to a reading of the grammar.

It asks about an act that it finds very unlikely. It drops a doubt about the form of an order where it is sure, and tells which act
a message orders where the grammar doubts between two, or found none, and the child and the day are plain. It names the intent of a
message that orders nothing. A doubt about a child, a day or a condition always stands.
"""

from dataclasses import replace

from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.acts.commands import commanded
from villars_core.understanding.acts.orders import ABSENCES
from villars_core.understanding.beside.beside_childcare import denies_childcare_alone
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.learnt.likely import ACTS, CLASSES, Likelihood, likelihood
from villars_core.understanding.values import Evidence, Intent, Question, Reading

_UNLIKELY = 0.05
# An act is taken where it is this likely, the same as the grammar's or, with one child and one day plainly told, another.
_LIKELY, _PLAIN, _FOUND = 0.4, 0.8, 0.7
# The other languages learnt from a tenth of the messages: there it names no act, doubts none, and takes more to drop a doubt.
_LEARNT_WHOLE, _LIKELY_ELSEWHERE = "fr", 0.6
# An intent that orders nothing replaces the grammar's where it is this likely, and the grammar's this unlikely.
_MEANT, _MEANT_NO_ACT, _NOT_MEANT = 0.6, 0.8, 0.1
_SURE, _ASKED = 0.95, 0.5
_OF_FORM = frozenset({"confirm_act", "which_act"})
# Acts that the grammar tells by words of their own.
_PLAIN_RULES, _PLAIN_MATTERS = frozenset({"act.keep"}), frozenset({"info.address"})
# Papers are asked for in a dialogue of their own.
_ORDERED = MEAL_INTENTS - {Intent.JUSTIFY_ABSENCE}
_PEACEFUL = frozenset(intent for intent in CLASSES if intent is not None) - ACTS
_PLANNED = frozenset(
    {"canteen", "eat", "noon", "planning", "checked", "ischecked", "look", "see", "book", "cancel", "absent", "go", "stay", "mydays", "jot"}
)
_OF_CHILDREN = frozenset({Intent.SHOW_PLANNING, Intent.UPDATE_HEALTH, Intent.DECLARE_CHANGE})


def agreed(reading: Reading, heard: Heard) -> Reading:
    """Return a reading of one act as both readers hold it."""
    if reading.intent not in CLASSES and reading.intent is not Intent.UNKNOWN:
        return reading
    plain = reading.intent in ACTS and not reading.questions and not reading.others
    if plain and len(heard.clauses) == 1 and commanded(heard.clauses, heard.scan.tokens, heard.dated):
        return reading
    if plain and _is_all_read(heard):
        return reading
    likely = likelihood(heard)
    if likely is None:
        return reading
    if plain:
        # Which of the two absences it is, the tense tells.
        told = sum(map(likely.told, ABSENCES)) if reading.intent in ABSENCES else likely.told(reading.intent)
        if told >= _UNLIKELY or any(one.rule in _PLAIN_RULES for one in reading.evidence):
            return reading
        if reading.intent is Intent.BOOK_MEAL and "childcare" in heard.tags and denies_childcare_alone(heard):
            return reading
        if "insult" in heard.tags and _is_insulted_apart(reading, heard):
            return reading
        doubted = _doubted(reading, told) if heard.lexicon.language == _LEARNT_WHOLE else reading
        return _peaceful(reading, heard, likely) or doubted
    return _ordered(reading, heard, likely) or _peaceful(reading, heard, likely) or reading


def _is_insulted_apart(reading: Reading, heard: Heard) -> bool:
    """Say whether insults stand in sentences of their own, and one other tells the act: "incapables !!! Jade ne mange pas jeudi"."""
    if (reading.intent is Intent.CANCEL_MEAL) is heard.tags.isdisjoint({"neg", "negplus", "cancel"}):
        # "ne mange pas votre bouffe demain" orders nothing.
        return False
    starts = heard.sentence_starts
    insulting = {starts[cue.i] for cue in heard.cues if cue.tag == "insult"}
    told = {starts[one.i] for one in heard.said} | {starts[one.i] for one in heard.mentions if one.keys}
    acting = {starts[cue.i] for cue in heard.cues if cue.tag in _TOLD_BY.get(reading.intent, ())}
    return len(told) == 1 and told == acting and insulting.isdisjoint(told)


_TOLD_BY = {
    Intent.CANCEL_MEAL: frozenset({"eat", "cancel", "canteen"}), Intent.BOOK_MEAL: frozenset({"eat", "book", "canteen"}),
    Intent.REPORT_ABSENCE: frozenset({"absent"}),
}  # fmt: skip


def _is_all_read(heard: Heard) -> bool:
    """Say whether every word of a French message tells a child, a day, a meal or nothing: "Noah mangera le 4 et le 5 mais pas le 8"."""
    tokens = heard.scan.tokens
    if heard.lexicon.language != _LEARNT_WHOLE or heard.aside or len(tokens) > _SHORT:
        return False
    if not heard.tags <= _PLAIN_TAGS:
        return False
    read = heard.accounted
    return all(at in read or token.text in _SMALL for at, token in enumerate(tokens))


def _is_all_known(heard: Heard) -> bool:
    """Say whether the lexicon holds every word that tells neither a child nor a day: none may turn the order into something else."""
    read = heard.accounted | heard.scan.masked.keys()
    lists = (heard.lexicon.known, heard.lexicon.harmless, heard.lexicon.plain, heard.lexicon.nominal)
    loose = (token.text for at, token in enumerate(heard.scan.tokens) if at not in read and token.text.isalpha())
    return all(any(word in some for some in lists) for word in loose)


# So long is a message of a meal and its days alone.
_SHORT = 25
_PLAIN_TAGS = frozenset({"eat", "canteen", "book", "cancel", "but", "neg", "ne", "noon", "notcond", "greeting", "thanks"})
_SMALL = word_set("lui elle il ils elles eux la le a de pour bien ce midi svp stp , . !")


def _ordered(reading: Reading, heard: Heard, likely: Likelihood) -> Reading | None:
    """Return the order without a doubt about its form, where the child and the day are told and an act is likely."""
    kinds = {question.kind for question in reading.questions}
    if not kinds <= _OF_FORM or not (kinds or reading.others) or not (reading.days and reading.children):
        return None
    if reading.intent not in MEAL_INTENTS and reading.intent is not Intent.UNKNOWN:
        return None
    if "fetchedlate" in heard.tags:
        # Who is fetched after the meal may have eaten it.
        return None
    turning = heard.lexicon.turning if "which_act" in kinds else heard.lexicon.turned
    words = heard.scan.vocabulary
    turned = not words.isdisjoint(turning)
    share = likely.at_once(reading.intent)
    whole = heard.lexicon.language == _LEARNT_WHOLE
    needed = _LIKELY if whole else _LIKELY_ELSEWHERE
    if likely.likeliest(_ORDERED) is Intent.REPORT_ABSENCE and words & heard.lexicon.returning:
        # A question about an absence, or a return from one, reports none.
        return None
    if reading.intent in MEAL_INTENTS and not reading.others and not turned and share >= needed and (whole or _is_all_known(heard)):
        return _without_doubt(reading, share)
    if not whole or not _is_plain(reading, heard) or any(one.rule == "act.keep" for one in reading.evidence):
        # "merci de ne pas annuler" cancels nothing, however like an order it sounds.
        return None
    act = likely.likeliest(_ORDERED)
    if likely.at_once(act) < (_FOUND if reading.intent is Intent.UNKNOWN else _PLAIN):
        return None
    if act is Intent.CANCEL_MEAL and any(cue.tag == "homemeal" and cue.denied for cue in heard.cues):
        # "ma mère ne pourra plus faire à manger à Tom jeudi"
        return None
    if len(reading.children) > 1 and act is not reading.intent is not Intent.UNKNOWN:
        # "Jade mangera lundi, Emma non": another act may be another child's.
        return None
    named = (Evidence(0, 0, "", "act.likely", act.value), *reading.evidence)
    return _without_doubt(replace(reading, intent=act, others=(), evidence=named), likely.at_once(act))


def _is_plain(reading: Reading, heard: Heard) -> bool:
    """Say whether a message tells no other child and no other day than its order, and nothing was set aside."""
    if heard.aside:
        return False
    named = {key for one in heard.mentions for key in one.keys if one.rule != "name.parent"}
    if any(one.problem for one in heard.mentions) or not named <= set(reading.children) or len(heard.said) != 1:
        return False
    tokens = heard.scan.tokens
    if any(one.i > 1 and tokens[one.i - 1].text == "pas" and tokens[one.i - 2].text == "mais" for one in heard.mentions if one.keys):
        # "Emma mange mais pas Jade": what is told of one is not told of the other.
        return False
    alike = [one for one in reading.others if one.intent in MEAL_INTENTS]
    return len(alike) == len(reading.others) and all(
        set(one.children) <= set(reading.children) and set(one.days) <= set(reading.days) for one in alike
    )


def _asks_with_thanks(heard: Heard) -> bool:
    """Say whether a please stands in words of thanks: "merci de le retrouver", not "merci de votre aide"."""
    words = heard.scan.words
    places = [at + 2 for at, word in enumerate(words[:-2]) if word == "merci" and words[at + 1] in {"de", "d'"}]
    places = [at + (words[at] in _WHAT and at + 1 < len(words)) for at in places]
    return any(words[at].endswith(("er", "ir", "re")) and words[at] not in _NO_VERBS for at in places)


_WHAT, _NO_VERBS = word_set("le la les l' me m' nous en y lui leur ne"), word_set("votre notre")


def _peaceful(reading: Reading, heard: Heard, likely: Likelihood) -> Reading | None:
    """Return the likelier intent that orders nothing, where the grammar's is unlikely."""
    if reading.others and reading.intent not in MEAL_INTENTS:
        return None
    if likely.at_once(reading.intent) > _NOT_MEANT or any(one.rule in _PLAIN_MATTERS for one in reading.evidence):
        return None
    intent = likely.likeliest(_PEACEFUL)
    share = likely.at_once(intent)
    if intent is reading.intent or share < (_MEANT_NO_ACT if reading.intent in ACTS else _MEANT):
        return None
    if intent is Intent.SHOW_PLANNING and not heard.said and heard.tags.isdisjoint(_PLANNED):
        # "c'est ma fille qui l'a écrit, elle est douée, non ?"
        return None
    if intent is Intent.THANKS and _asks_with_thanks(heard):
        return None
    children = reading.children if intent in _OF_CHILDREN else ()
    days = reading.days if intent is Intent.SHOW_PLANNING else ()
    evidence = _with(reading, "likely.meant", share)
    return replace(reading, intent=intent, children=children, days=days, questions=(), others=(), confidence=share, evidence=evidence)


def _without_doubt(reading: Reading, share: float) -> Reading:
    return replace(reading, questions=(), confidence=_SURE, evidence=_with(reading, "likely.yes", share))


def _doubted(reading: Reading, share: float) -> Reading:
    return replace(reading, questions=(Question("confirm_act"),), confidence=_ASKED, evidence=_with(reading, "likely.not", share))


def _with(reading: Reading, rule: str, share: float) -> tuple[Evidence, ...]:
    return (*reading.evidence, Evidence(0, 0, "", rule, f"{share:.2f}"))
