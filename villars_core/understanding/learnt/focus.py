"""Reads a message by the one sentence, or the plain command, that gives the order, where the whole of it left a doubt.

"Mon frère repart vendredi et veut voir les petits. Merci de retirer Tom de la cantine vendredi. Léa mange comme d'habitude."
The rest of a letter is read for what the order leaves unsaid, a child or a day, and for what would take it back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.acts.away_again import is_to_come
from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.commands import commanded
from villars_core.understanding.acts.orders import OPPOSITE
from villars_core.understanding.beside.idle import is_idle
from villars_core.understanding.beside.stretches import ORDERED
from villars_core.understanding.days.some_days import one_of_days, tells_event
from villars_core.understanding.heard import Heard
from villars_core.understanding.kept import kept
from villars_core.understanding.language.text import word_set
from villars_core.understanding.learnt.alone import is_of_unknown, on_closed_day
from villars_core.understanding.learnt.likely import Likelihood, likelihood
from villars_core.understanding.learnt.papers import justified
from villars_core.understanding.values import Evidence, Intent, Question, Reading

_TWO, _MOST_SENTENCES, _LONGEST = 2, 8, 1200
# How sure the second reader must be that a sentence tells its act.
_TOLD = 0.6
_SURE, _ASKED = 0.95, 0.5
_OPEN = frozenset({"which_child", "which_days"})
_LEFT = _OPEN | {"which_act", "confirm_act", "name_unknown"}
_UNSURE_DAYS = frozenset({"which_days", "confirm_days", "impossible_day"})
_HEDGES = frozenset({"cond", "maybe", "correct"})
_TURNING = word_set("desormais dorenavant finalement sinon sauf si non plutot pardon oups ou euh hormis excepte contraire")
_DENYING = word_set("pas ni rien mais ne n' jamais plus")
_SEVERAL, _ONE = word_set("eux elles les leurs leur ils deux"), word_set("lui elle le la l' il son sa")
# "Tom reste comme d'habitude": what is said of another child changes nothing.
_KEPT = word_set("habitude prevu reste restent restera resteront normalement toujours deja bien rien ordinaire comme")
_EXCUSED = frozenset({"excuse", "sick", "health"})
_ALIKE = word_set("aussi ainsi idem pareil pareillement egalement comme meme plus")
_LISTED = word_set("et , ; & pour - : . le la +")
# "il part quelques jours en décembre, annulez ses repas" tells not which, wherever it stands.
_DAYS = word_set("jours jrs midis")
_PAPERS = frozenset({"proof", "attach"})
_PAPERED = frozenset({Intent.CANCEL_MEAL, Intent.JUSTIFY_ABSENCE})
_EXPLICIT = frozenset({"act.cancel", "act.book", "act.no_canteen"})

Span = tuple[int, int]
ReadPart = Callable[[str], tuple[Heard, Reading]]


@dataclass(frozen=True)
class Message:
    """A whole message and how to read some of it alone."""

    heard: Heard
    read_part: ReadPart

    def text_of(self, *spans: Span) -> str:
        """Return the text of some stretches of tokens, blanks for the rest: places are unchanged."""
        tokens, text = self.heard.scan.tokens, self.heard.folded.source
        kept = [" "] * len(text)
        for start, stop in spans:
            at, end = tokens[start].start, tokens[stop - 1].end
            kept[at:end] = text[at:end]
        return "".join(kept)

    def part(self, *spans: Span) -> "Part":
        """Return some stretches of tokens read alone."""
        return Part(spans[-1], *self.read_part(self.text_of(*spans)))

    def words(self, span: Span) -> set[str]:
        """Return the words of a stretch."""
        return set(self.heard.scan.words[span[0] : span[1]])

    def tags(self, span: Span) -> set[str]:
        """Return the tags of the cues in a stretch."""
        return {cue.tag for cue in self.heard.cues if span[0] <= cue.i < span[1]}

    def tells_whom(self, span: Span) -> bool:
        """Say whether a child is told in a stretch."""
        return any(span[0] <= one.i < span[1] for one in self.heard.mentions)

    @kept
    def names(self) -> frozenset[int]:
        """Return the children named anywhere in the message."""
        return frozenset(key for one in self.heard.mentions if is_named(one.rule) for key in one.keys)

    def names_in(self, span: Span) -> frozenset[int]:
        """Return the children named in a stretch."""
        told = [one for one in self.heard.mentions if span[0] <= one.i < span[1] and is_named(one.rule)]
        return frozenset(key for one in told for key in one.keys)

    def tells_when(self, span: Span) -> bool:
        """Say whether a day is told in a stretch."""
        return any(span[0] <= one.i < span[1] for one in self.heard.said)

    def only_lists(self, span: Span) -> bool:
        """Say whether a stretch holds nothing but children and days: an order told elsewhere may be of them too."""
        told = self.heard.named | self.heard.dated
        return all(at in told or self.heard.scan.words[at] in _LISTED for at in range(*span))

    def tells_whom_or_when(self, span: Span) -> bool:
        """Say whether a child or a day is told in a stretch."""
        return self.tells_whom(span) or self.tells_when(span)

    def tells_absence_to_come(self, span: Span) -> bool:
        """Say whether an absence of a day to come is told in a stretch."""
        return any(span[0] <= clause.i < span[1] and is_to_come(clause, self.heard) for clause in self.heard.clauses)

    def is_aside(self, span: Span) -> bool:
        """Say whether a stretch holds what only keeps others out."""
        return any(at in self.heard.aside for at in range(*span))

    @kept
    def sentences(self) -> list[Span]:
        """Return the sentences as stretches of tokens."""
        starts = self.heard.sentence_starts
        begun = list(dict.fromkeys(starts))
        return list(zip(begun, [*begun[1:], len(starts)], strict=True)) if begun else []


@dataclass(frozen=True)
class Part:
    """A stretch of a message with what is in it and how it is read alone."""

    span: Span
    heard: Heard
    reading: Reading

    @property
    def tells(self) -> bool:
        """Whether it tells an act on its own, a child or a day left open at most."""
        kinds = {question.kind for question in self.reading.questions}
        if self.reading.intent not in MEAL_INTENTS or self.reading.others or not kinds <= _OPEN:
            return False
        return self._told(self.reading.intent) >= _TOLD

    @property
    def likely_tells(self) -> bool:
        """Whether an act on meals or absences may be told in it."""
        return self.reading.intent in MEAL_INTENTS and any(self._told(intent) >= _TOLD for intent in MEAL_INTENTS)

    @kept
    def _likely(self) -> Likelihood | None:
        return likelihood(self.heard)

    def _told(self, intent: Intent) -> float:
        return 0.0 if self._likely is None else self._likely.told(intent)

    @property
    def names(self) -> bool:
        """Whether it names a child itself."""
        return any(one.keys and is_named(one.rule) for one in self.heard.mentions)

    @property
    def words(self) -> set[str]:
        """Its words."""
        return set(self.heard.scan.words)

    @property
    def whole(self) -> bool:
        """Whether it tells its child and its day itself."""
        return not self.reading.questions and not self.points_back and self.names

    @property
    def points_back(self) -> bool:
        """Whether its day is one told before: "ce jeudi", "ce jour"."""
        tokens = self.heard.scan.tokens
        return any("ce" in {token.text for token in tokens[one.i : one.j]} for one in self.heard.said)


def focused(reading: Reading, heard: Heard, read_part: ReadPart) -> Reading:
    """Return the reading of the one sentence or command that orders, where that leaves no doubt; else that of the whole."""
    if not reading.questions and not reading.others:
        return reading
    kinds = {question.kind for question in reading.questions}
    # A name close to a child's is that child's, mistyped, or another's: it is asked about.
    near = any(question.kind == "name_unknown" and (question.choices or is_of_unknown(heard)) for question in reading.questions)
    some = "which_days" in kinds and any(one.tag == "partial" and heard.scan.words[one.j - 1] in _DAYS for one in heard.cues)
    if near or some or heard.lexicon.language != "fr" or len(heard.folded.source) > _LONGEST:
        return reading
    message = Message(heard, read_part)
    paper = justified(reading, message) if heard.tags & _PAPERS and "name_unknown" not in kinds else None
    if paper is not None or not kinds <= _LEFT:
        return paper or reading
    return _by_sentence(message) or _by_command(message) or on_closed_day(reading, message)


def narrowed(reading: Reading, heard: Heard, read_part: ReadPart) -> Reading:
    """Return an order without the children and days that other sentences brought into it, where its own tells its own."""
    if heard.lexicon.language != "fr" or reading.questions or reading.others or reading.intent not in MEAL_INTENTS:
        return reading
    if not heard.sentence_starts or not heard.sentence_starts[-1]:
        return reading
    message = Message(heard, read_part)
    paper = justified(reading, message) if reading.intent in _PAPERED and heard.tags & _PAPERS else None
    if paper is not None:
        return paper
    if len(heard.folded.source) > _LONGEST or not _brings_in(message, reading):
        return reading
    found = _by_sentence(message)
    if found is None:
        return on_closed_day(reading, message)
    if found.intent is not reading.intent:
        return reading
    children, days = set(found.children), set(found.days)
    fewer = children <= set(reading.children) and days <= set(reading.days)
    return found if fewer and (children, days) != (set(reading.children), set(reading.days)) else reading


def _brings_in(message: Message, reading: Reading) -> bool:
    """Say whether a sentence beside the ordering one tells a child or a day, of which that one tells its own; several may order."""
    telling = [span for span in message.sentences if message.tells_whom_or_when(span)]
    ordering = [span for span in telling if message.tags(span) & ORDERED]
    if len(telling) < _TWO or len(ordering) != 1:
        return len(telling) >= _TWO and len(ordering) > 1
    beside = [span for span in telling if span != ordering[0]]
    if message.tells_when(ordering[0]) and any(message.tells_when(span) for span in beside):
        return True
    own = {key for one in message.heard.mentions if ordering[0][0] <= one.i < ordering[0][1] for key in one.keys}
    return bool(own) and not set(reading.children) <= own


def _by_sentence(message: Message) -> Reading | None:
    """Read a message by its sentences: all that tell an act must tell the same."""
    if not 1 < len(message.sentences) <= _MOST_SENTENCES:
        return None
    ordering = [span for span in message.sentences if not message.tags(span).isdisjoint(ORDERED)]
    if not ordering:
        return None
    idle = [span for span in message.sentences if span > ordering[-1] or not (span in ordering or message.tells_whom_or_when(span))]
    if any(hesitates(span, message) for span in idle):
        # Such a sentence orders nothing and lends nothing, whatever the others tell.
        return None
    parts: list[Part] = []
    for span in ordering:
        parts.append(message.part(span))
        telling = [one for one in parts if one.tells]
        whole = [one for one in telling if one.whole]
        if len({one.reading.intent for one in telling}) > 1 or len({(one.reading.children, one.reading.days) for one in whole}) > 1:
            return None
    if not telling:
        return None
    main = (whole or telling)[-1]
    found, used = filled(main, [span for span in message.sentences if span[1] <= main.span[0]], message)
    if found is None or any(_lasts_longer(part, found) for part in telling):
        return None
    told = {part.span: part for part in parts}
    for span in message.sentences:
        part = told.get(span)
        # "Annulez Léa jeudi ; Tom, ajoutez-le": what lends its day may be an order of its own.
        apart = span not in used or (part is not None and part is not main and part.whole)
        if apart and _disturbs(span, part, found, message):
            return None
    return shown_by(found, main, message)


def _lasts_longer(part: Part, found: Reading) -> bool:
    """Say whether a sentence tells more days of what another one begins: "Léa est opérée lundi. Elle sera absente toute la semaine."."""
    longer = found.intent is Intent.REPORT_ABSENCE or "semaine" in part.words
    return longer and bool(set(part.reading.days) - set(found.days))


def _by_command(message: Message) -> Reading | None:
    """Read a message by its one plain command, what stands before it for whom and when: "il mange chez mamie jeudi, annulez son repas"."""
    heard = message.heard
    commands = commanded(heard.clauses, heard.scan.tokens, heard.dated)
    if len(commands) != 1 or commands[0].j - commands[0].i == len(heard.scan.tokens):
        return None
    start, stop = commands[0].i, commands[0].j
    if stop < len(heard.scan.tokens) and heard.scan.words[stop] == "?":
        # "faut-il l'inscrire ?" is read as the question it is.
        stop += 1
    sentence = next(span for span in message.sentences if span[0] <= start < span[1])
    after, lead = (stop, sentence[1]), (sentence[0], start)
    if message.tells_whom_or_when(after) or message.tags(after) & ORDERED or message.words(after) & _DENYING:
        return None
    if ":" in message.words(lead):
        return None
    before = [span for span in message.sentences if span[1] <= lead[0]]
    idle = [span for span in before if not message.tells_whom_or_when(span)]
    idle += [span for span in (lead, after, *message.sentences) if span[0] < span[1] and (span > sentence or span == lead)]
    if any(hesitates(span, message) for span in idle):
        # Such a stretch lends nothing, whatever the command tells.
        return None
    main = message.part((start, stop))
    if not main.tells:
        return None
    found, used = filled(main, [*before, *([lead] if lead[0] < lead[1] else [])], message)
    if found is None or (lead[0] < lead[1] and _disturbs(lead, None, found, message)):
        return None
    rest = [span for span in (*message.sentences, lead, after) if span[0] < span[1] and span != sentence and span not in used]
    for span in rest:
        part = message.part(span) if message.tags(span) & ORDERED and span != lead else None
        if _disturbs(span, part, found, message):
            return None
    return shown_by(found, main, message)


def filled(main: Part, before: Sequence[Span], message: Message) -> tuple[Reading | None, list[Span]]:
    """Return the order with what it leaves open taken from the nearest stretch before it that tells a child or a day."""
    if main.whole:
        return main.reading, [main.span]
    near = _near(main, before, message)
    if not main.names and not any(message.tells_whom(span) for span in near) and message.names:
        # "leur papa est de repos, il s'occupe du déjeuner": the child is told after it.
        return None, []
    if not near:
        return (None if main.reading.questions else main.reading), [main.span]
    used = [*near, main.span]
    both = message.part(*used)
    told_both = both.reading
    settled = not told_both.questions and not told_both.others and told_both.intent is main.reading.intent
    if settled and len(told_both.children) > 1 and _is_of_one(main):
        # Two children are told, and the meal of one is ordered.
        return replace(told_both, questions=(Question("which_child", tuple(map(str, told_both.children))),), confidence=_ASKED), used
    found = told_both if settled else _composed(main, near, message)
    named = [one for one in message.heard.mentions if is_named(one.rule) and any(span[0] <= one.i < span[1] for span in near)]
    told = {key for one in named for key in one.keys}
    if found is not None and not main.names and set(found.children) < told:
        # "Jade mange chez mamie mais Emma reste, merci de l'inscrire": who is meant is asked.
        return None, []
    return found, used


def _is_of_one(main: Part) -> bool:
    """Say whether an order that names nobody is of one child: "annulez son repas"."""
    words = main.words
    return not main.names and not words.isdisjoint(_ITS) and words.isdisjoint(_SEVERAL)


_ITS = word_set("son lui")


def _near(main: Part, before: Sequence[Span], message: Message) -> list[Span]:
    """Return the nearest stretches that tell what an order leaves unsaid, a day, or a child."""
    dated = [] if main.heard.said and not main.points_back else [span for span in before if message.tells_when(span)]
    named = [] if main.names else [span for span in before if message.tells_whom(span)]
    return sorted({*dated[-1:], *named[-1:]})


def _composed(main: Part, near: Sequence[Span], message: Message) -> Reading | None:
    """Return a plain command with the child and the day of what stands before it: "il mange chez mamie jeudi. Annulez son repas."."""
    reading = main.reading
    if not any(one.rule in _EXPLICIT for one in reading.evidence):
        return None
    beside = message.part(*near)
    children, days = reading.children, reading.days
    if not main.names:
        keys = [set(one.keys) for one in beside.heard.mentions if one.keys and not one.problem and is_named(one.rule)]
        if not keys or any(one != keys[0] for one in keys) or (children and not keys[0] <= set(children)):
            return None
        whom = _words_of_whom(main.heard.scan.words)
        several = not whom.isdisjoint(_SEVERAL)
        if several != (len(keys[0]) > 1) and not whom.isdisjoint(_SEVERAL | _ONE):
            return None
        children = tuple(sorted(keys[0]))
    if not main.heard.said or main.points_back:
        kinds = {question.kind for question in beside.reading.questions}
        said = _pointed_at(main, beside)
        if len(said) != 1 or said[0].denied or kinds & _UNSURE_DAYS or tells_event(beside.heard):
            return None
        if said[0].group.either or one_of_days(main.heard.scan.words) is not None:
            # "jeudi ou vendredi, ils ne savent pas encore … annuler un des deux jours"
            return None
        days = beside.reading.days
    if not children or not days or (_counts_two(main.heard.scan.words) and len(children) * len(days) != _TWO):
        return None
    return replace(reading, children=children, days=days, questions=(), confidence=_SURE)


def _pointed_at(main: Part, beside: Part) -> list[Said]:
    """Return what is said of days, without until when a guest stays where one day is pointed at: "ce jour-là"."""
    said = beside.heard.said
    single = any(pair in {("ce", "jour"), ("ce", "midi")} for pair in pairwise(main.heard.scan.words))
    if not single or len(beside.reading.days) != 1:
        return said
    return [one for one in said if one.group.kind != "until"] or said


def _words_of_whom(words: Sequence[str]) -> set[str]:
    """Return the words of a command without those that count its meals: "annuler ces deux repas" tells one child or several."""
    counts = {at for at, pair in enumerate(pairwise(words)) if pair[0] == "deux" and pair[1] in _COUNTED}
    counts |= {at - 1 for at in counts if at and words[at - 1] == "les"}
    return {word for at, word in enumerate(words) if at not in counts}


def _counts_two(words: Sequence[str]) -> bool:
    """Say whether two meals are told: "annulez ces deux repas"."""
    return "deux" in words and any(pair[0] == "deux" and pair[1] in _COUNTED for pair in pairwise(words))


_COUNTED = word_set("repas dejeuners jours midis")


def _disturbs(span: Span, part: Part | None, order: Reading, message: Message) -> bool:
    """Say whether another stretch may take back or change the order."""
    tags = message.tags(span)
    if hesitates(span, message) or (tags & _PAPERS and order.intent is Intent.REPORT_ABSENCE):
        return True
    if message.is_aside(span):
        return False
    if order.intent is Intent.JUSTIFY_ABSENCE and message.tells_absence_to_come(span):
        return True
    more = message.names_in(span) - set(order.children)
    if adds_day(span, part, order, message) or (more and message.tells_when(span) and message.only_lists(span)):
        # "Nathan jeudi ; Hugo vendredi : à inscrire" orders of both
        return True
    alike = not message.words(span).isdisjoint(_ALIKE) or message.heard.scan.words[span[0]] == "et"
    if more and message.words(span).isdisjoint(_KEPT - {"comme", "bien"}) and (alike or tags & _EXCUSED):
        # "Et Tom.", "Sa sœur fera comme lui.", "Tom va chez le dentiste."
        return True
    if order.intent is not Intent.BOOK_MEAL and more and _stays_away(message.words(span)):
        return True
    if part is None:
        # "Demain Léa mange mais annulez pour Léo"
        return bool(more and tags & ORDERED) and message.words(span).isdisjoint(_KEPT)
    others = {key for one in part.heard.mentions if is_named(one.rule) for key in one.keys} - set(order.children)
    if others and part.reading.intent in MEAL_INTENTS and message.words(span).isdisjoint(_KEPT):
        return True
    told = part.reading
    return _opposes(part, order) or (part.likely_tells and (told.intent is not order.intent or not set(told.children) <= {*order.children}))


def adds_day(span: Span, part: Part | None, order: Reading, message: Message) -> bool:
    """Say whether the order may be of another day as well: "inscrivez Léa jeudi. Vendredi, pareil", "…, pas besoin"."""
    tags = message.tags(span)
    needless = order.intent is Intent.CANCEL_MEAL and ("need" in tags or ("eat" in tags and not tags.isdisjoint(_ELSEWHERE)))
    if not message.tells_when(span) or (message.words(span).isdisjoint(_AS_WELL) and not needless):
        return False
    named = message.names_in(span)
    if named and not named & set(order.children):
        return False
    if part is None or needless:
        return needless or span[1] - span[0] <= _SHORT
    return {part.reading.intent, order.intent} != OPPOSITE and bool(set(part.reading.days) - set(order.days))


_SHORT, _ELSEWHERE = 6, frozenset({"home", "family"})
_AS_WELL = word_set("aussi egalement pareil pareillement idem")


def hesitates(span: Span, message: Message) -> bool:
    """Say whether a stretch leaves a doubt about any order told beside it."""
    return _is_hedged(message, span) or not message.words(span).isdisjoint(_TURNING) or _knows_not(message, span)


def _is_hedged(message: Message, span: Span) -> bool:
    """Say whether a condition, a doubt or a correction stands in a stretch: not in "de si belles rentrées"."""
    if message.tags(span).isdisjoint(_HEDGES):
        return False
    return any(span[0] <= one.i < span[1] and one.tag in _HEDGES and not is_idle(one, message.heard) for one in message.heard.cues)


def _opposes(part: Part, order: Reading) -> bool:
    """Say whether the opposite is ordered for the same child and day: "Léo mange le 6. Ah, et annulez-lui le repas du 6"."""
    beside = part.reading
    both = {beside.intent, order.intent} == OPPOSITE and any(one.rule in _EXPLICIT for one in beside.evidence)
    # "Mardi mamie prend le petit à manger. Vous annulez ?" tells no day of its own.
    bare = not part.heard.said and any(word == "?" or word.endswith("ez") for word in part.words)
    same = bare or bool({*beside.days} & {*order.days})
    return both and same and (not beside.children or bool({*beside.children} & {*order.children}))


def _knows_not(message: Message, span: Span) -> bool:
    """Say whether a stretch leaves open which day it is: "un jour de la semaine, je ne sais plus lequel"."""
    words = message.words(span)
    if "echappe" in words:
        # "le jour m'échappe"
        return True
    if words.isdisjoint(_WHICH) or "?" in words:
        return False
    return not words.isdisjoint(_KNOWS)


_WHICH = word_set("lequel laquelle lesquels lesquelles quel quels quelle quelles")
_KNOWS = word_set("sais sait savons oublie rappelle souviens souvient redis redirai dirai confirmerai")


def _stays_away(words: set[str]) -> bool:
    """Say whether another child is told to stay with the one who is away, or at home: "Tom n'a rien, il reste avec elle"."""
    at_home = "maison" in words or ("avec" in words and not words.isdisjoint(_THEM))
    return at_home and not words.isdisjoint(_STAYS)


_STAYS, _THEM = word_set("reste restent restera resteront"), word_set("elle lui eux elles nous moi")


def shown_by(found: Reading, main: Part, message: Message) -> Reading:
    """Return a reading with the stretch that ordered as its first evidence."""
    start, end = message.heard.scan.tokens[main.span[0]].start, message.heard.scan.tokens[main.span[1] - 1].end
    said = Evidence(start, end, message.heard.folded.source[start:end], "focus", found.intent.value)
    return replace(found, evidence=(said, *found.evidence))


def is_named(rule: str) -> bool:
    """Say whether the rule of a mention tells a child by its name or by what it is to others."""
    return rule.startswith(("name", "role")) and rule != "name.parent"
