"""Reads one message: finds names, cues and dates, cuts clauses, decides the act, expands the days, asks where it must."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from villars_core.understanding.acts import MEAL_INTENTS, Act, act_of, social
from villars_core.understanding.answers import answer_of
from villars_core.understanding.body import own_words
from villars_core.understanding.clauses import Clause, Parts, Said, cut, placed
from villars_core.understanding.cues import DENIABLE, Cue, find_cues
from villars_core.understanding.dates.foreign import foreign_days
from villars_core.understanding.dates.general import read_phrase
from villars_core.understanding.dates.groups import Groups
from villars_core.understanding.dates.spans import Frame
from villars_core.understanding.dates.words import tagged
from villars_core.understanding.lexicon import Lexicon, language_of, lexicon
from villars_core.understanding.masks import Scan, scan
from villars_core.understanding.mend import mended
from villars_core.understanding.names import Mention, NameFinder
from villars_core.understanding.pieces import parted
from villars_core.understanding.postposed import in_order
from villars_core.understanding.service_days import Days, Expansion, dropped_of
from villars_core.understanding.text import Folded, Token, fold, tokenize
from villars_core.understanding.values import Context, DateReading, Evidence, Intent, Question, Reading

_MOST = 4096
_TELLING = 600
_MOST_TOKENS = 900
_DATED = MEAL_INTENTS | {Intent.SHOW_PLANNING}
_OPPOSITE = frozenset({Intent.BOOK_MEAL, Intent.CANCEL_MEAL})
_ABSENCES = frozenset({Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE})
_PAST_CUES = frozenset({"past", "pastabsent", "proof"})
_TWO_PAIRS = 4
_LETTERS = 2
_SURE, _ASKED, _LOST = 0.95, 0.5, 0.1


@dataclass
class _Order:
    """One act with the clauses that speak of it."""

    act: Act
    clauses: list[Clause] = field(default_factory=list)

    @property
    def said(self) -> list[Said]:
        return [said for clause in self.clauses for said in clause.said]

    @property
    def mentions(self) -> list[Mention]:
        return [mention for clause in self.clauses for mention in clause.mentions]

    @property
    def tags(self) -> set[str]:
        return {tag for clause in self.clauses for tag in clause.tags}


@dataclass(frozen=True)
class _Heard:
    """A message taken apart."""

    folded: Folded
    scan: Scan
    lexicon: Lexicon
    cues: list[Cue]
    mentions: list[Mention]
    said: list[Said]
    clauses: list[Clause]


def read(text: str, context: Context) -> Reading:
    """Read one message; never raises, reads the first 4,096 characters."""
    heard = _take_apart(own_words(text[:_MOST]), context)
    answer = answer_of(heard.scan, heard.lexicon) if context.question else None
    if answer is not None:
        return Reading(Intent.UNKNOWN, confidence=_SURE, language=heard.lexicon.language, answer=answer)
    orders = _orders(heard)
    if not orders:
        return _without_act(heard, context)
    readings = [_reading(order, heard, context) for order in orders]
    return _joined(readings, orders)


def read_dates(text: str, now: datetime) -> DateReading | None:
    """Read the dates of a French phrase, school or not; `None` when it holds none."""
    return read_phrase(text[:_MOST], now)


def _take_apart(text: str, context: Context) -> _Heard:
    folded = fold(text)
    words = lexicon(language_of((token.text for token in tokenize(folded.plain[:_TELLING])), context.language))
    raw = _shortened(parted(scan(folded.plain), words, context.children))
    finder = NameFinder(context.children, words, context.child_spoken_of)
    mentions = finder.find(raw, folded.source)
    if not mentions:
        mentions = finder.by_level(folded.source, raw)
    names = frozenset(at for mention in mentions if mention.rule.startswith("name") for at in range(mention.i, mention.j))
    roles = frozenset(at for mention in mentions if not mention.rule.startswith("pronoun") for at in range(mention.i, mention.j))
    whole = mended(raw, words, names)
    cues = find_cues(whole, words, names)
    tags = in_order(tagged(whole, folded.source, words, names | roles), words)
    said = _at_noon(placed(Groups(tags).all(), [(word.i, word.j) for word in tags], cues, whole), whole)
    clauses = cut(Parts(whole, folded.plain, cues, mentions, said))
    return _Heard(folded, whole, words, cues, mentions, said, clauses)


def _at_noon(said: list[Said], whole: Scan) -> list[Said]:
    """Leave out "ce soir" and "en ce moment" beside other days: no meal of the canteen is in the evening."""
    evening = [
        one
        for one in said
        if len(one.group.items) == 1
        and one.group.items[0].kind == "rel"
        and _EVENING & {token.text for token in whole.tokens[one.i : one.j]}
    ]
    return [one for one in said if one not in evening] or said


_EVENING = frozenset({"soir", "nuit", "soiree", "moment", "actuellement", "maintenant", "suite", "heure"})


def _shortened(whole: Scan) -> Scan:
    """Keep the first tokens: nobody orders a meal after so many, and time stays bounded."""
    if len(whole.tokens) <= _MOST_TOKENS:
        return whole
    return Scan(whole.tokens[:_MOST_TOKENS], {at: one for at, one in whole.masked.items() if at < _MOST_TOKENS})


# Which acts


def _orders(heard: _Heard) -> list[_Order]:
    """Return the acts of a message in order; a clause without one belongs to the act before it, else to the first."""
    orders: list[_Order] = []
    waiting: list[Clause] = []
    acts = [(clause, act_of(clause)) for clause in heard.clauses]
    strong = any(act is not None and not act.weak for _, act in acts)
    for clause, act in acts:
        if act is None or (act.weak and strong):
            if act is not None and act.rule == "act.present":
                # "il sera absent jusqu'à vendredi et reprendra lundi": the return is no day of the act.
                clause.said = []
            if orders and _other_child(orders[-1], clause, heard):
                _part_child(orders[-1], clause)
            (orders[-1].clauses if orders else waiting).append(clause)
        elif orders and orders[-1].act.intent is act.intent and not _apart(orders[-1], clause):
            orders[-1].clauses.append(clause)
        else:
            orders.append(_Order(act, [clause]))
    if orders:
        orders[0].clauses[:0] = waiting
    orders = _with_loose_days(_without_bare_verbs(orders))
    return [part for order in _without_excuses(orders) for whole in _by_contrast(order) for part in _by_child(whole)]


def _other_child(order: _Order, clause: Clause, heard: _Heard) -> bool:
    """Say whether a clause without an act names another child than the order: "… mais Emma vient"."""
    before = {key for one in order.mentions for key in one.keys if not one.rule.startswith("pronoun")}
    now = {key for one in clause.mentions for key in one.keys if not one.rule.startswith("pronoun")}
    said = [token.text for token in heard.scan.tokens[clause.i : clause.j]]
    listed = bool(said) and said[0] in _ANDS and not order.said
    return bool(before and now - before and not listed and not _ALIKE & set(said))


def _part_child(order: _Order, clause: Clause) -> None:
    """Leave out the child who comes beside one who does not; else ask whom the act is about."""
    comes = {"go", "eat"} & clause.tags and not any(cue.denied for cue in clause.cues)
    if comes and order.act.intent in {Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE}:
        clause.mentions = []
    else:
        order.act = replace(order.act, doubt="which_child")


_ANDS = frozenset({",", "et", "and", "y", "e", "ve", "ile", "و", "&", "+"})
_ALIKE = frozenset({"aussi", "idem", "pareil", "egalement", "plus", "meme", "memes"})


def _without_bare_verbs(orders: list[_Order]) -> list[_Order]:
    """Drop "ajouter", "supprimer" that concern neither meal, child nor day, beside something told of another kind."""
    bare = [order for order in orders if order.act.rule in _VERBS and not order.said and not order.tags & {"canteen", "eat"}]
    bare = [order for order in bare if not any(one.keys and not one.rule.startswith("pronoun") for one in order.mentions)]
    if not any(order.tags & {"absent", "sick", "pastabsent"} for order in orders):
        bare += [order for order in orders if order.act.rule == "act.proof"]
    kept = [order for order in orders if order not in bare]
    return kept if any(order.act.intent not in MEAL_INTENTS for order in kept) else orders


def _with_loose_days(orders: list[_Order]) -> list[_Order]:
    """Give a meal that has no day the days told beside what has no use for them."""
    waiting = [order for order in orders if order.act.intent in MEAL_INTENTS and not order.said]
    if waiting:
        for order in orders:
            if order.act.intent not in MEAL_INTENTS and order.act.intent is not Intent.SHOW_PLANNING and order.said:
                waiting[0].clauses.extend(clause for clause in order.clauses if clause.said)
    return orders


_VERBS = frozenset({"act.cancel", "act.book", "act.book_not", "act.keep"})


def _by_contrast(order: _Order) -> list[_Order]:
    """Part "il ne mange pas mardi mais jeudi": what follows the contrast is the opposite act, and is asked about."""
    opposite = {Intent.CANCEL_MEAL: Intent.BOOK_MEAL, Intent.BOOK_MEAL: Intent.CANCEL_MEAL}.get(order.act.intent)
    at = next((at for at, said in enumerate(order.said) if said.contrast), None)
    if opposite is None or at is None or at + 1 == len(order.said):
        return [order]
    first, then = (
        Clause(order.clauses[0].i, order.clauses[-1].j, [cue for one in order.clauses for cue in one.cues], order.mentions, part)
        for part in (order.said[: at + 1], order.said[at + 1 :])
    )
    return [_Order(order.act, [first]), _Order(replace(order.act, intent=opposite, rule="act.contrast", doubt="which_act"), [then])]


def _by_child(order: _Order) -> list[_Order]:
    """Part "Léa lundi et Tom mardi": names and days that alternate belong together two by two."""
    if order.act.intent not in MEAL_INTENTS:
        return [order]
    named = [one for one in order.mentions if one.keys and not one.rule.startswith("pronoun")]
    marks = sorted([(one.i, one) for one in named] + [(one.i, one) for one in order.said if not one.denied], key=lambda pair: pair[0])
    runs: list[list[Mention | Said]] = []
    for _, one in marks:
        if runs and type(runs[-1][-1]) is type(one):
            runs[-1].append(one)
        else:
            runs.append([one])
    if len(runs) < _TWO_PAIRS or len(runs) % 2 or len({one.keys for one in named}) < len(runs) // 2:
        return [order]
    parted: list[_Order] = []
    for at in range(0, len(runs), 2):
        both = runs[at] + runs[at + 1]
        clause = Clause(order.clauses[0].i, order.clauses[-1].j, [cue for one in order.clauses for cue in one.cues])
        clause.mentions = [one for one in both if isinstance(one, Mention)]
        clause.said = [one for one in both if isinstance(one, Said)]
        parted.append(_Order(order.act, [clause]))
    return parted


def _apart(order: _Order, clause: Clause) -> bool:
    """Tell "Léa mange lundi et Tom mange mardi" from one order said in two clauses."""
    before = {mention.keys for mention in order.mentions if mention.keys}
    now = {mention.keys for mention in clause.mentions if mention.keys}
    return bool(before and now and before != now and clause.said and order.said)


def _without_excuses(orders: list[_Order]) -> list[_Order]:
    """Keep what is ordered: beside an act on meals, an absence on the same days is its reason, and so is what concerns no day."""
    proofs = [order for order in orders if order.act.intent is Intent.JUSTIFY_ABSENCE]
    dated = [order for order in orders if order.act.intent in _OPPOSITE] or proofs
    if not dated:
        return orders
    orders = [order for order in orders if order.act.intent is not Intent.DECLARE_CHANGE]
    for order in [one for one in orders if one.act.intent in _ABSENCES]:
        if order not in dated and any(one.act.intent is not Intent.BOOK_MEAL for one in dated):
            _hand_over(order, dated[0])
            orders = [one for one in orders if one is not order]
    return orders


def _hand_over(order: _Order, to: _Order) -> None:
    if not to.said:
        to.clauses.extend(clause for clause in order.clauses if clause.said)
    if not to.mentions:
        to.clauses.extend(clause for clause in order.clauses if clause.mentions and clause not in to.clauses)


def _without_act(heard: _Heard, context: Context) -> Reading:
    """Read a message that tells no act: a courtesy, an answer in days or names, or something to ask about."""
    act = social([cue.tag for cue in heard.cues])
    foreign = _foreign(heard, context)
    content = bool(heard.said) or bool(foreign) or any(mention.keys for mention in heard.mentions)
    if act is not None and not content:
        return Reading(act.intent, evidence=_evidence(heard, act), confidence=_SURE, language=heard.lexicon.language)
    order = _Order(Act(Intent.UNKNOWN, "none"), heard.clauses)
    children, _ = _children(order, heard, context)
    days = _days(order, heard, context)
    days.kept = list(foreign) or days.kept
    answered = context.question is not None and content
    questions = () if answered else (Question("which_act"),)
    return Reading(
        Intent.UNKNOWN,
        children if content else (),
        tuple(days.kept),
        dropped_of(days),
        _evidence(heard, None),
        questions,
        _ASKED if answered else _LOST,
        heard.lexicon.language,
    )


def _foreign(heard: _Heard, context: Context) -> tuple[date, ...]:
    """Return the written dates of a language that has no lexicon here: they fill a question, they order nothing."""
    if context.language == "fr" or heard.lexicon.language != "fr":
        return ()
    school = context.calendar
    days = foreign_days(heard.folded.source, context.language, context.now.date(), first=school.first, last=school.last)
    return tuple(day for day in days if school.is_open(day))


# Whom, when, and what to ask


def _reading(order: _Order, heard: _Heard, context: Context) -> Reading:
    act = order.act
    if act.intent not in _DATED:
        children = _children(order, heard, context)[0] if act.intent is Intent.UPDATE_HEALTH else ()
        return Reading(
            act.intent, children, evidence=_evidence(heard, act), confidence=_SURE, language=heard.lexicon.language, activity=act.activity
        )
    children, problems = _children(order, heard, context)
    days = _days(order, heard, context)
    questions = list(problems)
    if act.intent is Intent.SHOW_PLANNING:
        questions = [one for one in questions if one.kind == "name_unknown"]
    else:
        questions += days.questions
        if not days.said and not days.questions:
            questions.append(Question("which_days"))
        questions += _doubts(order, heard)
        questions += _loose(order, heard)
    return Reading(
        act.intent,
        children,
        tuple(days.kept),
        dropped_of(days),
        _evidence(heard, act),
        tuple(dict.fromkeys(questions)),
        _ASKED if questions else _SURE,
        heard.lexicon.language,
        activity=act.activity,
    )


def _told_past(order: _Order, heard: _Heard) -> bool:
    """Say whether an absence is told as past; a future beside it ("a eu de la fièvre, sera absent jeudi") makes it to come."""
    if any(said.group.kind == "since" for said in order.said):
        return True
    if not order.tags & _PAST_CUES:
        return False
    proof = order.act.intent is Intent.JUSTIFY_ABSENCE
    return proof or not any(_FUTURE & {token.text for token in heard.scan.tokens[clause.i : clause.j]} for clause in order.clauses)


_FUTURE = frozenset(
    "sera seront ira iront viendra viendront aura auront pourra pourront restera resteront manquera manqueront ratera rateront va vont"
    " reprendra reprendront reviendra reviendront demain garderai garderons partira assistera retournera retourneront".split()
)


def _days(order: _Order, heard: _Heard, context: Context) -> Days:
    frame = Frame(
        context.now.date(),
        context.now.hour,
        past=order.act.intent in _ABSENCES and _told_past(order, heard),
        general=False,
        calendar=context.calendar,
    )
    kept = [said.group for said in order.said if not said.denied]
    spoken_of = context.days_spoken_of
    days = Expansion(frame, context.calendar, spoken_of).expand(kept, absence=order.act.intent in _ABSENCES)
    if not order.said and len(spoken_of) == 1 and order.act.intent is not Intent.UNKNOWN:
        days.kept, days.said, days.questions = list(spoken_of), True, []
    return days


def _children(order: _Order, heard: _Heard, context: Context) -> tuple[tuple[int, ...], list[Question]]:
    mentions = [one for one in order.mentions if one.keys or one.problem] or [one for one in heard.mentions if one.keys or one.problem]
    aside = [one for one in mentions if _excepted(one, heard) or _spared(one, order, heard)]
    meant = {key for one in mentions if one not in aside and one.rule.startswith("name") for key in one.keys}
    out = {key for one in aside for key in one.keys} - meant
    mentions = [one for one in mentions if one not in aside] or mentions
    mentions = [replace(one, keys=tuple(key for key in one.keys if key not in out)) for one in mentions] if out else mentions
    questions = [Question(one.problem, tuple(str(key) for key in one.keys)) for one in mentions if one.problem]
    keys = tuple(dict.fromkeys(key for one in mentions for key in one.keys if not one.problem))
    if mentions:
        known = tuple(child.key for child in context.children if child.key in keys)
        return known, questions or ([] if known else [_which_child(context)])
    if len(context.children) == 1:
        return (context.children[0].key,), []
    if context.child_spoken_of:
        return context.child_spoken_of, []
    return (), [_which_child(context)]


def _which_child(context: Context) -> Question:
    return Question("which_child", tuple(str(child.key) for child in context.children))


def _doubts(order: _Order, heard: _Heard) -> list[Question]:
    found: list[Question] = []
    if order.act.doubt:
        found.append(Question(order.act.doubt))
    elif _both_ways(order) or _half_read(order, heard):
        found.append(Question("which_act"))
    tags = {cue.tag for cue in heard.cues}
    if "childcare" in order.tags and (order.act.intent in _OPPOSITE or order.act.rule == "act.go_not"):
        found.append(Question("which_activity"))
    found += [Question(kind) for tag, kind in _ASKED_CUES if tag in tags]
    if ("partial" in order.tags or _counted_meals(order, heard)) and not any(
        item.kind in _SINGLE for said in order.said for item in said.group.items
    ):
        found.append(Question("which_days"))
    if any(
        cue.tag == "ne"
        and heard.scan.tokens[min(cue.j, len(heard.scan.tokens) - 1)].text != "est"
        and "que" in {token.text for token in heard.scan.tokens[cue.j : cue.j + 3]}
        and "pas" not in {token.text for token in heard.scan.tokens[cue.j : cue.j + 3]}
        for cue in heard.cues
    ):
        found.append(Question("which_days"))
    return found


def _half_read(order: _Order, heard: _Heard) -> bool:
    """Say whether an order without a verb stands beside words that the lexicon does not know: one of them may be the verb."""
    plain = heard.lexicon.plain
    french = heard.lexicon.language == "fr"
    if not plain or order.act.rule not in ({"act.canteen"} if french else {"act.canteen", "act.go"}) or (french and "need" in order.tags):
        return False
    for clause in order.clauses:
        read = {at for cue in clause.cues for at in range(cue.i, cue.j)}
        read |= {at for mention in clause.mentions for at in range(mention.i, mention.j)}
        read |= {at for said in clause.said for at in range(said.i, said.j)}
        for at in range(clause.i, clause.j):
            word = heard.scan.tokens[at].text
            if french and not word.endswith(_VERBAL):
                continue
            if at not in read and len(word) > _LETTERS and word.isalpha() and word not in plain and not heard.lexicon.dates.holds(word):
                return True
    return False


_VERBAL = ("tion", "sion", "er", "ez", "ir", "ait", "age", "era", "eront", "ira", "iront", "erais", "erait")


def _both_ways(order: _Order) -> bool:
    """Say whether one act is told and denied, each with days of its own: "pas de cantine mardi mais cantine jeudi"."""
    dated = [cue for clause in order.clauses if clause.said for cue in clause.cues if cue.tag in {"eat", "canteen", "cancel", "book", "go"}]
    return any({cue.denied for cue in dated if cue.tag == tag} == {True, False} for tag in {cue.tag for cue in dated}) and (
        len(order.said) > 1
    )


def _loose(order: _Order, heard: _Heard) -> list[Question]:
    """Ask where a denial beside the act bears on nothing that was read: "Léa mange mardi mais pas Tom"."""
    tokens, french = heard.scan.tokens, heard.lexicon.language == "fr"
    taken = {said.i - back for said in heard.said if said.denied or said.group.excepted for back in range(1, 5)}
    for clause in order.clauses:
        for cue in clause.cues:
            if (
                french
                and cue.tag == "neg"
                and not cue.denied
                and not taken & set(range(cue.i, cue.j))
                and not _own_verb(cue, clause, tokens)
            ):
                after = min((one for one in heard.mentions if one.i >= cue.j), key=lambda one: one.i, default=None)
                if tokens[cue.i].text == "non" and cue.j - cue.i > 1:
                    continue
                if after is not None and (_excepted(after, heard) or _spared(after, order, heard)):
                    continue
                return [Question("which_act")]
            if (
                cue.tag == "correct"
                and tokens[cue.i].text in {"non", "nan"}
                and not taken & {cue.i, cue.i + 1}
                and not _corrects(cue, heard)
            ):
                return [Question("which_act")]
    if any(_saves_nothing(clause, heard) for clause in order.clauses):
        return [Question("which_days")]
    if _either_name(order.mentions, heard):
        return [Question("which_child")]
    pronouns = {one.rule for one in order.mentions if one.keys}
    if {"pronoun.he", "pronoun.she"} <= pronouns and len(order.said) > 1:
        return [Question("which_child")]
    return []


def _spared(mention: Mention, order: _Order, heard: _Heard) -> bool:
    """Say whether a child is left as it was beside one who does not come: "… mais Louise oui", "…, pas Léo"."""
    if order.act.intent not in {Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE} or len(order.mentions) < 2:
        return False
    tokens = heard.scan.tokens
    said = tokens[mention.j].text if mention.j < len(tokens) else ""
    last = (
        mention.j + 1 >= len(tokens) or not tokens[mention.j + 1].text[0].isalpha() or tokens[mention.j + 1].text in {"elle", "lui", "et"}
    )
    if said in {"oui", "si"} and last:
        return True
    return (
        mention.i > 1
        and tokens[mention.i - 1].text == "pas"
        and tokens[mention.i - 2].text in {",", "("}
        and said in {"", ".", "!", ")", ",", "merci"}
    )


def _saves_nothing(clause: Clause, heard: _Heard) -> bool:
    """Say whether a "sauf" takes out something that was not read: "mes enfants mangent sauf un"."""
    for at in range(clause.i, clause.j):
        if heard.scan.tokens[at].text in _SAVE - {"part", "exception"}:
            near = range(at + 1, at + _NEAR)
            day = any(said.group.excepted and (said.i in near or said.i <= at < said.j) for said in heard.said)
            if not day and not any(one.i in near and _excepted(one, heard) for one in heard.mentions):
                return True
    return False


_NEAR = 5


def _either_name(mentions: Sequence[Mention], heard: _Heard) -> bool:
    """Say whether two children are told as one or the other: "Louis ou Louise"."""
    ordered = sorted((one for one in mentions if one.keys), key=lambda one: one.i)
    between = ([token.text for token in heard.scan.tokens[one.j : other.i]] for one, other in itertools.pairwise(ordered))
    return any(words[:1] and words[0] in _ORS and len(words) <= _FEW for words in between)


_FEW = 3
_ORS = frozenset({"ou", "or", "o", "u", "veya", "yahut", "او"})


def _own_verb(cue: Cue, clause: Clause, tokens: Sequence[Token]) -> bool:
    """Say whether a denial closes round a verb that is not the child's: "je ne travaille pas", or stands apart from the act."""
    if tokens[cue.i].text == "ni":
        return True
    opening = next((at for at in range(cue.i - 1, max(cue.i - 6, -1), -1) if tokens[at].text in {"ne", "n'", "n"}), None)
    if opening is None:
        return any(token.text in {"j'", "je"} for token in tokens[max(cue.i - 3, 0) : cue.i])
    if any(token.text in {"je", "j'", "nous", "on", "vous"} for token in tokens[max(opening - 2, 0) : opening]):
        return True
    if tokens[cue.i - 1].text.endswith(("rai", "rons", "ons")):
        return True
    acts = [one for one in clause.cues if one.tag in DENIABLE]
    nearest = min(acts, key=lambda one: abs(one.i - cue.i), default=None)
    if nearest is None:
        return True
    low, high = sorted((nearest.i, cue.i))
    return any(token.text in {",", ";", ":", "(", "car", "donc", "mais"} for token in tokens[low:high])


def _corrects(cue: Cue, heard: _Heard) -> bool:
    """Say whether a "non" has a day said before it that it takes back, or opens the message."""
    return cue.i == 0 or any(said.denied and said.j <= cue.i for said in heard.said)


_NOTS = frozenset({"non", "pas", "not"})
_BEFORE_NOT = frozenset({"et", ",", "(", "and", "but"})
_SAVE = frozenset({"excepto", "salvo", "menos", "exceto", "sauf", "hormis", "excepte", "except", "part", "exception"})
_NAME_GLUE = frozenset({"pour", "le", "la", "les", "l'", "de", "d'", "du", "avec", "mon", "ma", "mes", "a"})


def _excepted(mention: Mention, heard: _Heard) -> bool:
    """Say whether a child is taken out: "tous sauf Léa", "Léo et non Léa"."""
    tokens, at = heard.scan.tokens, mention.i - 1
    if {"contrairement", "difference"} & {token.text for token in tokens[max(mention.i - 3, 0) : mention.i]}:
        return True
    while at >= 0 and tokens[at].text in _NAME_GLUE and tokens[at].text != "a":
        at -= 1
    if at < 0:
        return False
    if tokens[at].text in _SAVE:
        return True
    if at < 1 or tokens[at].text not in _NOTS or tokens[at - 1].text not in _BEFORE_NOT:
        return False
    # "Louise (pas Louis)": the child meant stands right before.
    return tokens[at].text == "non" or any(one.j == at - 1 for one in heard.mentions)


def _counted_meals(order: _Order, heard: _Heard) -> bool:
    """Say whether meals are counted: "deux repas la semaine prochaine" tells no day."""
    tokens = heard.scan.tokens
    before = {tokens[cue.i - 1].text for clause in order.clauses for cue in clause.cues if cue.tag == "canteen" and cue.i}
    return bool(before & _COUNTS) or any(word.isdigit() for word in before)


_COUNTS = frozenset({"deux", "trois", "quatre", "cinq", "quelques", "plusieurs"})
_SINGLE = frozenset({"weekday", "day", "rel", "offset"})
_ASKED_CUES = (
    ("cond", "condition"),
    ("maybe", "condition"),
    ("done", "which_act"),
    ("instead", "which_days"),
    ("swap", "which_days"),
    ("same", "which_days"),
    ("offtopic", "which_act"),
)


def _joined(readings: list[Reading], orders: list[_Order]) -> Reading:
    """Return the first act with the others beside it; two opposite acts on one day are asked about."""
    first = min(readings, key=lambda one: _RANK.get(one.intent, 0))
    others = tuple(one for one in readings if one is not first)
    clash = any(_clash(first, other) for other in others) or any(order.act.doubt == "which_act" for order in orders)
    questions = first.questions
    if clash and Question("which_act") not in questions:
        questions += (Question("which_act"),)
    return replace(first, others=others, questions=questions, confidence=_ASKED if questions else first.confidence)


_RANK = {
    intent: rank
    for rank, group in enumerate((
        MEAL_INTENTS,
        (Intent.STOP_NOTIFICATIONS,),
        (Intent.TAX_CERTIFICATE, Intent.SEPA_MANDATE),
        (Intent.ASK_TARIFF, Intent.SUBMIT_QF, Intent.UPDATE_HEALTH),
        (Intent.PAY_INVOICE, Intent.UPDATE_CONTACT, Intent.SHOW_PLANNING),
        (Intent.SHOW_INVOICES, Intent.DECLARE_CHANGE, Intent.LIST_REQUESTS),
        (Intent.PRACTICAL_INFO, Intent.ANNOUNCEMENTS, Intent.TALK_TO_STAFF, Intent.HELP),
    ), start=-7)
    for intent in group
}  # fmt: skip


def _clash(one: Reading, other: Reading) -> bool:
    if {one.intent, other.intent} != set(_OPPOSITE):
        return False
    return not one.days or not other.days or bool(set(one.days) & set(other.days) and set(one.children) & set(other.children))


def _evidence(heard: _Heard, act: Act | None) -> tuple[Evidence, ...]:
    """Return the stretches that were read, in the order of the text."""
    found = [_span(heard, cue.i, cue.j, f"cue.{cue.tag}", "denied" if cue.denied else "said") for cue in heard.cues]
    found += [_span(heard, one.i, one.j, one.rule, ",".join(map(str, one.keys))) for one in heard.mentions]
    found += [_span(heard, one.i, one.j, f"days.{one.group.kind}", "denied" if one.denied else "said") for one in heard.said]
    if act is not None:
        found.append(Evidence(0, 0, "", act.rule, act.intent.value))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _span(heard: _Heard, i: int, j: int, rule: str, value: str) -> Evidence:
    start, end = heard.scan.tokens[i].start, heard.scan.tokens[j - 1].end
    return Evidence(start, end, heard.folded.source[start:end], rule, value)
