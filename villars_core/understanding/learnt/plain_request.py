"""Reads an order by the one sentence that asks for it, where the others only tell why, or who does what: a letter's story.

"Mon épouse reprend son poste. Louise déjeune chez une amie. Merci de réserver la cantine pour Louis lundi.": Louise's lunch is told, no
day with it, and is no order of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.acts.commands import commanded
from villars_core.understanding.beside.others import OTHERS
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.learnt.focus import Message, Part, ReadPart, Span, adds_day, filled, hesitates, is_named, shown_by
from villars_core.understanding.values import Context, Intent, Reading

_MOST_SENTENCES, _LONGEST, _SURE = 8, 1200, 0.95
_TAKEN = frozenset({"which_child", "which_days", "which_act", "confirm_act"})
_ORDERABLE = frozenset({Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE})
_READ = MEAL_INTENTS | {Intent.UNKNOWN, Intent.SHOW_PLANNING}
_MEALS = frozenset({"book", "cancel", "canteen", "eat"})
_MOVES = frozenset({"book", "cancel"})
_WISHES = word_set("voudrais voudrions aimerais aimerions souhaite souhaitons faudrait faut svp stp")
_OWN_DEEDS = word_set("annule annulons supprime retire reserve reservons inscris inscrivons desinscris decommande")
_I = word_set("j' je nous")
_GONE = frozenset({"absent", "pastabsent", "proof"})
_AWAY = _GONE | {"sick"}
_ELSEWHERE = frozenset({"home", "homemeal", "pickup", "family"})
_DEEDS = _MEALS | _ELSEWHERE | _AWAY | {"stay", "jot"}
_DENIABLE = _DEEDS | {"go", "school"}
_ALIKE = word_set("aussi ainsi idem pareil pareillement egalement meme non")
_ONLY = word_set("seulement uniquement juste")
_OVER = word_set("reprend repris pied gueri guerie remis remise retabli retablie mieux")
_CARERS = OTHERS | word_set("gardienne baby belle")
# By which words a child is taken up, and of which sex it is.
_SEXES = {"il": "m", "elle": "f", "le": "m", "la": "f"}
_ITS = word_set("son sa ses lui l'")
_THEY = word_set("ils elles eux les leur leurs")
_PLACE = word_set("cantine table creche garderie liste")


def requested_plainly(reading: Reading, heard: Heard, read_part: ReadPart, context: Context) -> Reading:
    """Return the order of the one sentence that asks for it, where all others only tell a story."""
    if not (reading.questions or reading.others) or reading.intent not in _READ or heard.lexicon.language != "fr":
        return reading
    starts = heard.sentence_starts
    if not starts or not starts[-1] or len(heard.folded.source) > _LONGEST or heard.tags.isdisjoint(_MEALS | _GONE):
        return reading
    if not {question.kind for question in reading.questions} <= _TAKEN:
        return reading
    message = Message(heard, read_part)
    asking = _asking(message) if len(message.sentences) <= _MOST_SENTENCES else None
    rest = [span for span in message.sentences if span != asking]
    if asking is None or any(_may_order(span, message) for span in rest):
        return reading
    main = message.part(asking)
    if not main.tells or main.reading.intent not in _ORDERABLE:
        return reading
    found = _whole(main, [span for span in rest if span < main.span], message, context)
    if found is None or found.questions or not (found.children and found.days):
        return reading
    today = context.now.date()
    if not all(_is_story(span, found, main, message, today) and not adds_day(span, None, found, message) for span in rest):
        return reading
    return shown_by(found, main, message)


def _asking(message: Message) -> Span | None:
    """Return the one sentence that asks for a meal or against one; where none does, the one that tells an absence."""
    asking = [span for span in message.sentences if not message.tags(span).isdisjoint(_MEALS) and _asks(span, message)]
    if not asking:
        asking = [span for span in message.sentences if "absent" in message.tags(span)]
    return asking[0] if len(asking) == 1 and not hesitates(asking[0], message) else None


def _asks(span: Span, message: Message) -> bool:
    """Say whether a sentence asks: a plain command, a wish, or what the writers say they do: "j'annule son repas"."""
    heard, words = message.heard, message.heard.scan.words
    if not _WISHES.isdisjoint(words[span[0] : span[1]]):
        return True
    if any(words[at] in _OWN_DEEDS and words[at - 1] in _I for at in range(span[0] + 1, span[1])):
        return True
    clauses = [clause for clause in heard.clauses if clause.i < span[1] and clause.j > span[0]]
    return any(span[0] <= one.i < span[1] for one in commanded(clauses, heard.scan.tokens, heard.dated))


# Whom and when


def _whole(main: Part, before: Sequence[Span], message: Message, context: Context) -> Reading | None:
    """Return an order with its child and day, those it leaves out taken from the sentences before it."""
    kinds = {question.kind for question in main.reading.questions}
    if not main.heard.said or "which_days" in kinds:
        return filled(main, before, message)[0] if main.names or len(_named(before, message)) == 1 else None
    beside = [message.part(span) for span in before if main.points_back and message.tells_when(span)]
    if any(_tells_same_weekday(part, main) for part in beside):
        return None
    if not kinds and (main.names or len(context.children) == 1):
        return main.reading
    key = None if main.names else _taken_up(main, before, message, context)
    return None if key is None else replace(main.reading, children=(key,), questions=(), confidence=_SURE)


def _taken_up(main: Part, before: Sequence[Span], message: Message, context: Context) -> int | None:
    """Return the child whom "il", "elle" or "son repas" takes up: the only one of its sex that was told before it."""
    words = [word for at, word in enumerate(main.heard.scan.words) if not _is_article(at, main.heard)]
    sexes: Mapping[int, str] = {child.key: child.sex for child in context.children}
    if not _THEY.isdisjoint(words) or (_ITS.isdisjoint(words) and _SEXES.keys().isdisjoint(words)):
        return None
    told = {_SEXES[word] for word in words if word in _SEXES}
    named = _named(before, message)
    agreeing = [key for key in named if told <= {sexes.get(key, "")}]
    return agreeing[0] if len(agreeing) == 1 and (told or len(named) == 1) else None


def _is_article(at: int, heard: Heard) -> bool:
    """Say whether a "le" or "la" is no child: "à la cantine", "le mardi"."""
    after = heard.scan.words[at + 1 : at + 2]
    return (
        at in heard.dated
        or at + 1 in heard.dated
        or any(cue.i <= at < cue.j and cue.tag == "canteen" for cue in heard.cues)
        or (after != [] and after[0] in _PLACE)
    )


def _named(spans: Sequence[Span], message: Message) -> set[int]:
    """Return the children told by a name or role in some sentences, but for a word for all of them."""
    told = [one for one in message.heard.mentions if is_named(one.rule) and one.rule != "role.all"]
    return {key for one in told if any(span[0] <= one.i < span[1] for span in spans) for key in one.keys}


def _of_all(span: Span, message: Message) -> set[int]:
    """Return whom words for several tell in a sentence: "les enfants", "ils"."""
    told = [one for one in message.heard.mentions if span[0] <= one.i < span[1] and len(one.keys) > 1]
    return {key for one in told for key in one.keys}


def _tells_same_weekday(part: Part, main: Part) -> bool:
    """Say whether "ce lundi" may be another Monday that is told before: "le 29 mars je travaille. Inscrivez-le ce lundi."."""
    if part.reading.intent not in _READ:
        return True
    told = {*part.reading.days, *(one.day for one in part.reading.dropped)} - {*main.reading.days}
    return bool({day.isoweekday() for day in told} & {day.isoweekday() for day in main.reading.days})


# What is a story


def _may_order(span: Span, message: Message) -> bool:
    """Say whether a sentence beside the one that asks hesitates, moves a meal or denies one."""
    if hesitates(span, message) and not _only_prefers(span, message):
        return True
    cues = [cue for cue in message.heard.cues if span[0] <= cue.i < span[1]]
    return any(cue.tag in _MOVES or (cue.denied and cue.tag in _DENIABLE) for cue in cues)


def _is_story(span: Span, order: Reading, main: Part, message: Message, today: date) -> bool:
    """Say whether a sentence tells no order of its own, and nothing that may change the one that is asked for."""
    tags = message.tags(span)
    if not message.tells_whom(span) and tags.isdisjoint(_DEEDS):
        return True
    if _named([span], message) - set(order.children):
        return _is_others(span, order, main, message)
    if not tags.isdisjoint(_ELSEWHERE) and _of_all(span, message) - set(order.children):
        # "Les enfants mangent chez mamie. Merci d'annuler le repas de Tom."
        return False
    days = {day for day in message.part(span).reading.days if day >= today} if message.tells_when(span) else set()
    return days <= {*order.days} and _fits(span, order, message, dated=bool(days))


def _only_prefers(span: Span, message: Message) -> bool:
    """Say whether it is only told how the writers write or travel: "je vous écris plutôt que de passer au guichet"."""
    words = message.heard.scan.words[span[0] : span[1]]
    if "plutot" not in words or message.tells_whom(span) or not message.tags(span).isdisjoint(_DEEDS | {"cond", "maybe", "correct"}):
        return False
    at = words.index("plutot")
    return words[at + 1 : at + 3] == ["que", "de"] and words[at + 3 : at + 4] != [] and words[at + 3].endswith(("er", "ir", "re"))


def _is_others(span: Span, order: Reading, main: Part, message: Message) -> bool:
    """Say whether what is told of another child orders nothing: no day is told with its meal, and it is not as the first is."""
    words, tags = message.words(span), message.tags(span)
    if not words.isdisjoint(_ALIKE) or message.heard.scan.words[span[0]] == "et" or message.only_lists(span):
        return False
    if tags.isdisjoint(_DEEDS):
        return "excuse" not in tags or order.intent is Intent.BOOK_MEAL
    if not tags.isdisjoint(_AWAY):
        return tags.isdisjoint(_GONE) and not words.isdisjoint(_OVER) and not message.part(span).reading.days
    if message.tells_when(span) and not (order.intent is Intent.BOOK_MEAL and _names_only(main)):
        return False
    return order.intent is Intent.BOOK_MEAL or tags.isdisjoint(_ELSEWHERE)


def _names_only(main: Part) -> bool:
    """Say whether a meal is asked for one child alone: "un repas pour Jade vendredi svp, seulement elle"."""
    words = main.heard.scan.words
    return any(one in _ONLY and then in {"elle", "lui", "pour"} for one, then in pairwise(words))


def _fits(span: Span, order: Reading, message: Message, *, dated: bool) -> bool:
    """Say whether what is told of the same child, or of none, may be why it is ordered."""
    tags = message.tags(span)
    if order.intent is Intent.BOOK_MEAL:
        if dated and not tags.isdisjoint(_DEEDS):
            return False
        if not tags.isdisjoint(_ELSEWHERE) and not _is_usual_or_past(span, message):
            return False
        # "ma belle-mère, qui le fait manger, s'est foulé la cheville"
        return tags.isdisjoint(_GONE | {"pickup"}) and ("sick" not in tags or not message.words(span).isdisjoint(_CARERS))
    if order.intent is Intent.CANCEL_MEAL:
        return tags.isdisjoint({"canteen", "proof"})
    return tags.isdisjoint({"proof", "eat", "canteen"})


def _is_usual_or_past(span: Span, message: Message) -> bool:
    """Say whether a meal elsewhere is only usual, or was planned: "ma mère, qui le fait manger d'ordinaire", "on avait prévu un resto"."""
    words = message.heard.scan.words[span[0] : span[1]]
    return not _USUAL.isdisjoint(words) or any(
        one in OTHERS and then == "qui" for one, then in pairwise(word for word in words if word != ",")
    )


_USUAL = word_set("habitude ordinaire general generalement habituellement avait avais avions devait devaient devais devions etait comptait")
