"""Reads an absence told in one sentence and its paper in another: "Tom a manqué lundi. Voici le certificat, merci de retirer le repas."."""

from dataclasses import replace
from typing import TYPE_CHECKING

from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Evidence, Intent, Question, Reading

if TYPE_CHECKING:
    from villars_core.understanding.learnt.focus import Message, Part, Span

_SURE, _ASKED = 0.95, 0.5
_MOST_SENTENCES = 8
_ABSENCES = frozenset({Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE})
_READ = _ABSENCES | {Intent.CANCEL_MEAL, Intent.BOOK_MEAL, Intent.UNKNOWN}
_GONE = frozenset({"pastabsent", "absent", "sick", "past"})
# A doubt about the form of an order is none beside a paper; whom the paper is of may be told in another sentence.
_OF_FORM, _WHOM = frozenset({"confirm_act", "which_act"}), "which_child"
_GIVEN = word_set(
    "voici voila joint jointe joints jointes joins envoie transmets remets piece pj mail mets trouverez recupere recu retrouve retrouvee"
    " donne ai adresse fait fournis transmis avons"
)
_NO_PAPER = word_set("dois doit faut necessaire obligatoire fournir fera suivra aurai enverrai apporterai attend attends attendons demande")
_PAPERS = word_set("certificat certificats justificatif justificatifs bulletin ordonnance")
_NONE = word_set("pas aucun sans")
_TURNING = word_set("sinon sauf si peut-etre finalement oups pardon euh sans contraire")
_BILLED = word_set(
    "facture factures facturer facturez facturation comptes compter comptez decompter decomptez decompte deduire deduisez deduit rembourser"
    " remboursez remboursement retirer retirez retire retires enlever enlevez enleve ote oter annuler annulez"
)
_MEALS = word_set("repas midi midis dejeuner dejeuners cantine facture factures facturation")
_ORDERS, _AWAY = frozenset({"cancel", "eat", "book"}), frozenset({"absent", "pastabsent", "sick", "excuse"})
_SINGLE = frozenset({"weekday", "day", "offset"})
_ALIKE = word_set("aussi egalement pareil pareillement idem meme ainsi")
_WELL = word_set("rien pas jamais echappe epargne epargnee epargnes aucun aucune")
_OF = word_set("pour de d' du des absence absences")


def justified(reading: Reading, message: "Message") -> Reading | None:
    """Return the absence that a paper told in another sentence justifies; a question where a meal of other days is ordered beside it."""
    if not 1 < len(message.sentences) <= _MOST_SENTENCES or reading.intent not in _READ or not _is_given(message):
        return None
    told = [(span, part) for span in message.sentences if (part := _absence(span, message)) is not None]
    if len(told) != 1:
        return None
    (span, part) = told[0]
    children = _whose(span, part, message)
    found = replace(part.reading, intent=Intent.JUSTIFY_ABSENCE, children=children, questions=(), others=(), confidence=_SURE)
    if any(_takes_back(one, message) or _tells_another(one, found, message) for one in message.sentences if one != span):
        if reading.intent is Intent.JUSTIFY_ABSENCE and not reading.questions and {*children} < {*reading.children}:
            # One more child is only told of: whose paper it is, is asked.
            return replace(reading, questions=(Question(_WHOM, tuple(map(str, reading.children))),), confidence=_ASKED)
        if reading.intent is not Intent.CANCEL_MEAL or reading.questions:
            return None
        return replace(reading, questions=(Question("which_act"),), confidence=_ASKED)
    tokens = message.heard.scan.tokens
    start, end = tokens[span[0]].start, tokens[span[1] - 1].end
    said = Evidence(start, end, message.heard.folded.source[start:end], "focus.paper", Intent.JUSTIFY_ABSENCE.value)
    return replace(found, evidence=(said, *found.evidence)) if children else None


def _is_given(message: "Message") -> bool:
    """Say whether a paper is there: "voici le certificat", not "le certificat suivra"."""
    papers = [span for span in message.sentences if "proof" in message.tags(span) or message.words(span) & _PAPERS]
    attached = "attach" in message.heard.tags
    words = [message.words(span) for span in papers]
    if any(some & _NO_PAPER and "?" in some for some in words):
        return False
    if any(cue.tag == "proof" and not _NONE.isdisjoint(message.heard.scan.words[max(cue.i - 2, 0) : cue.i]) for cue in message.heard.cues):
        return False
    return any(some.isdisjoint(_NO_PAPER) and (attached or some & _GIVEN) for some in words) or (attached and bool(papers))


def _absence(span: "Span", message: "Message") -> "Part | None":
    """Return a sentence read alone where it tells a past absence with its days: "elle n'a pas pu venir lundi ni mardi"."""
    tags = message.tags(span)
    if tags.isdisjoint(_GONE) or not message.tells_when(span) or _takes_back(span, message):
        return None
    part = message.part(span)
    reading = part.reading
    if reading.intent not in _ABSENCES or reading.others or not reading.days:
        return None
    past = "pastabsent" in tags or ("past" in tags and _has_been_away(span, message))
    if reading.intent is Intent.REPORT_ABSENCE and (not past or message.tells_absence_to_come(span)):
        return None
    return part if {question.kind for question in reading.questions} <= _OF_FORM | {_WHOM} else None


def _has_been_away(span: "Span", message: "Message") -> bool:
    """Say whether an absence is told as over, though its last day is today: "elle a été absente du lundi 23 au vendredi 27"."""
    words = message.heard.scan.words
    return any(span[0] < cue.i < span[1] and cue.tag == "absent" and words[cue.i - 1] == "ete" for cue in message.heard.cues)


def _whose(span: "Span", part: "Part", message: "Message") -> tuple[int, ...]:
    """Return the children of an absence, told in its sentence or, where a pronoun stands for them, in the nearest before it."""
    unsure = any(question.kind == _WHOM for question in part.reading.questions)
    if part.names or not message.names:
        return () if unsure else part.reading.children
    before = [one for one in message.sentences if one[1] <= span[0] and message.names_in(one)]
    keys = message.names_in(before[-1]) if before else message.names
    children = set(part.reading.children)
    if children and not unsure:
        return part.reading.children if children <= keys else ()
    return tuple(sorted(keys)) if len(keys) == 1 else ()


def _takes_back(span: "Span", message: "Message") -> bool:
    tags = message.tags(span)
    return "cond" in tags or not message.words(span).isdisjoint(_TURNING) or ("correct" in tags and _puts_day_right(span, message))


def _puts_day_right(span: "Span", message: "Message") -> bool:
    """Say whether a sentence only begins to put the day before it right: "avant-hier... enfin mardi 24"."""
    first = next((cue for cue in message.heard.cues if cue.i == span[0] and cue.tag == "correct"), None)
    return first is not None and any(0 <= one.i - first.j <= 1 for one in message.heard.said)


def _tells_another(span: "Span", found: Reading, message: "Message") -> bool:
    """Say whether a sentence beside an absence tells another one, of another child or day, or another act than to take it off the bill."""
    words, tags = message.words(span), message.tags(span)
    if message.tells_absence_to_come(span):
        return True
    others = message.names_in(span) - set(found.children)
    if others and (words & _ALIKE or message.only_lists(span) or (tags & _AWAY and words.isdisjoint(_WELL))):
        return True
    if "cancel" in tags and (words.isdisjoint(_BILLED) or words.isdisjoint(_MEALS)):
        return True
    if {"book", "canteen"} <= tags and "cancel" not in tags:
        return True
    return _tells_day(span, found, message)


def _tells_day(span: "Span", found: Reading, message: "Message") -> bool:
    """Say whether another day is told in a sentence: "annulez aussi lundi prochain", not "j'ai eu le certificat ce matin"."""
    words, tags = message.heard.scan.words, message.tags(span)
    for one in message.heard.said:
        kinds = {item.kind for item in one.group.items}
        if not span[0] <= one.i < span[1] or not kinds & (_SINGLE | {"rel"}):
            continue
        if kinds == {"rel"} and not tags & _ORDERS and words[one.i] not in _OF and words[max(one.i - 1, 0)] not in _OF:
            continue
        if _has_no_canteen(message.part(span).reading):
            # "mercredi il n'y avait pas école"
            continue
        if tags & (_ORDERS | _AWAY) or not set(message.part(span).reading.days) <= set(found.days):
            return True
    return False


def _has_no_canteen(reading: Reading) -> bool:
    """Say whether a sentence read alone tells only Wednesdays, on which nobody is absent from a meal."""
    return not reading.days and bool(reading.dropped) and all(one.reason == "wednesday" for one in reading.dropped)
