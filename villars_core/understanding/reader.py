"""Reads one message: finds names, cues and dates, cuts clauses, decides the act, expands the days, asks where it must."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from villars_core.understanding.abroad.foreign_tense import has_forgotten, tells_future
from villars_core.understanding.abroad.neither_nor import neither_nor
from villars_core.understanding.abroad.side_days import days_beside
from villars_core.understanding.abroad.simple_orders import not_simple
from villars_core.understanding.abroad.wanted_children import booked_as_wanted
from villars_core.understanding.acts.acts import MEAL_INTENTS, Act, social
from villars_core.understanding.acts.answers import answer_of
from villars_core.understanding.acts.as_commanded import as_commanded, or_commanded
from villars_core.understanding.acts.asked_for import booked_by_name
from villars_core.understanding.acts.clauses import Parts, Said, cut
from villars_core.understanding.acts.counted_out import without_the_ill
from villars_core.understanding.acts.courtesies import tells_more
from villars_core.understanding.acts.cues import Cue, find_cues
from villars_core.understanding.acts.fetched import fed_elsewhere
from villars_core.understanding.acts.forbidden import settled
from villars_core.understanding.acts.had_to_lunch import had_to_lunch
from villars_core.understanding.acts.leaving import away_till_back, without_leaving
from villars_core.understanding.acts.matters import matter_doubts, tells_address
from villars_core.understanding.acts.orders import ABSENCES, OPPOSITE, Order, orders_of
from villars_core.understanding.acts.over import as_over
from villars_core.understanding.acts.papers_asked import with_papers_asked
from villars_core.understanding.acts.purposes import purposed
from villars_core.understanding.acts.requested import REQUESTED, is_requested
from villars_core.understanding.acts.states import with_states
from villars_core.understanding.beside.asides import without_asides
from villars_core.understanding.beside.by_mistake import without_mistakes
from villars_core.understanding.beside.doubts import doubts_of, loose_words
from villars_core.understanding.beside.frames import framed, only_told
from villars_core.understanding.beside.others import set_aside
from villars_core.understanding.beside.reasons import without_reasons
from villars_core.understanding.beside.said_before import FINALLY, without_said_before
from villars_core.understanding.beside.unread import unread_words
from villars_core.understanding.beside.unwelcome import is_unwelcome, unread
from villars_core.understanding.children.mentions import places_of
from villars_core.understanding.children.named_siblings import with_named_siblings
from villars_core.understanding.children.names import finder_of
from villars_core.understanding.children.pronouns import or_whom
from villars_core.understanding.children.whom import children_of
from villars_core.understanding.children.whose_health import as_whose_health
from villars_core.understanding.dates.foreign import foreign_days
from villars_core.understanding.dates.general import read_phrase
from villars_core.understanding.dates.school_groups import SchoolGroups
from villars_core.understanding.dates.spans import Frame
from villars_core.understanding.dates.words import tagged
from villars_core.understanding.days.agendas import without_agendas
from villars_core.understanding.days.before_return import before_return
from villars_core.understanding.days.echoes import taken_up
from villars_core.understanding.days.gathered_days import Days, dropped_of
from villars_core.understanding.days.landmarks import behind_landmarks, counts_weeks, is_all_day, without_events
from villars_core.understanding.days.service_days import Expansion
from villars_core.understanding.days.settled_days import settled_days
from villars_core.understanding.days.some_days import miscounted, only_eaten, tells_some
from villars_core.understanding.days.spoken_days import days_said, is_about, is_habit, tells_others
from villars_core.understanding.days.still_away import from_its_first_day
from villars_core.understanding.days.today_first import puts_today_first
from villars_core.understanding.days.told_days import told_words
from villars_core.understanding.days.weeks_before import with_weeks_before
from villars_core.understanding.days.whole_weeks import before_whole_week
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.body import own_words
from villars_core.understanding.language.foreign_words import in_french, is_mixed
from villars_core.understanding.language.lexicon import lexicon
from villars_core.understanding.language.masks import Scan, scan
from villars_core.understanding.language.mend import mended, spelt
from villars_core.understanding.language.nicknames import called
from villars_core.understanding.language.pieces import parted
from villars_core.understanding.language.postposed import in_order
from villars_core.understanding.language.signature import without_signature
from villars_core.understanding.language.telling import language_of
from villars_core.understanding.language.text import fold, word_set
from villars_core.understanding.language.twice_denied import denied_once
from villars_core.understanding.language.verb_first import led_by_verb
from villars_core.understanding.learnt.agreement import agreed
from villars_core.understanding.learnt.likely import ACTS
from villars_core.understanding.learnt.weighed import weighed
from villars_core.understanding.values import Context, DateReading, Evidence, Intent, Question, Reading, SchoolDays

# So much is read, and so many words tell the language.
_MOST, _TELLING = 4096, 120
# The languages of which words stand in French messages.
_LATIN = frozenset({"es", "pt", "en"})
_MOST_TOKENS = 400
# Nobody orders more in one message; what is left over is asked about.
_MOST_ORDERS = 10
_DATED = MEAL_INTENTS | {Intent.SHOW_PLANNING}
_PAST_CUES = frozenset({"past", "pastabsent", "proof", "motive"})
_SURE, _ASKED, _LOST = 0.95, 0.5, 0.1
_NOON, _FRIDAY = 12, 5


def read(text: str, context: Context) -> Reading:
    """Read one message; never raises, reads the first 4,096 characters."""
    heard = take_apart(own_words(text[:_MOST]), context)
    answer = answer_of(heard.scan, heard.lexicon) if context.question else None
    if answer is not None:
        return Reading(Intent.UNKNOWN, confidence=_SURE, language=heard.lexicon.language, answer=answer)
    whole, heard = heard, without_asides(heard)
    reading = _read_apart(heard, context)
    if context.question or is_unwelcome(reading, heard):
        return reading
    reading = weighed(reading, heard, context, lambda part: _read_part(part, context), lambda fewer: _read_apart(fewer, context))
    reading = or_whom(reading, replace(whole, aside=heard.aside) if heard.aside else whole, context)
    if heard.lexicon.language == "fr":
        reading = or_commanded(as_commanded(reading), heard)
        reading = as_whose_health(as_over(reading, context.now.date()), whole, context)
    if heard.cut_short and reading.intent in ACTS and not reading.questions:
        # What was not read may take it back.
        return replace(reading, questions=(Question("confirm_act"),), confidence=_ASKED)
    return reading


def _read_part(text: str, context: Context) -> tuple[Heard, Reading]:
    """Read some sentences of a message alone."""
    heard = without_asides(take_apart(text, context))
    return heard, _read_apart(heard, context)


def _read_apart(heard: Heard, context: Context) -> Reading:
    """Read a message that was taken apart."""
    orders = settled(away_till_back(without_leaving(without_the_ill(without_reasons(orders_of(heard), heard), heard), heard), heard), heard)
    if not orders:
        courteous = _without_act(heard, context)
        if context.question:
            return courteous
        return unread(courteous) if is_unwelcome(courteous, heard) else purposed(courteous, heard) or agreed(courteous, heard)
    readings = [_reading(order, heard, context) for order in orders[:_MOST_ORDERS]]
    joined = readings[0] if len(orders) == 1 and orders[0].act.doubt != "which_act" else _joined(readings, orders, heard)
    if len(orders) > _MOST_ORDERS:
        joined = replace(joined, questions=(*joined.questions, Question("which_act")), confidence=_ASKED)
    if is_unwelcome(joined, heard):
        return unread(joined)
    return joined if context.question else purposed(joined, heard) or agreed(joined, heard)


def read_answer(text: str, language: str, now: datetime) -> str | None:
    """Return what a text answers to any question, "yes", "no" or a number; `None` when it says more than that."""
    nothing = SchoolDays(now.date(), now.date(), frozenset())
    heard = take_apart(own_words(text[:_MOST]), Context(now, (), nothing, language))
    return answer_of(heard.scan, heard.lexicon)


def read_dates(text: str, now: datetime) -> DateReading | None:
    """Read the dates of a French phrase, school or not; `None` when it holds none."""
    return read_phrase(text[:_MOST], now)


def take_apart(text: str, context: Context) -> Heard:
    """Find the names, cues and dates of a message and cut its clauses."""
    folded = fold(text)
    scanned = scan(folded.plain)
    beginning = scanned.words[:_TELLING]
    language = language_of(beginning, context.language)
    words = lexicon("fr" if language in _LATIN and is_mixed(beginning) else language)
    own = without_signature(scanned, folded.source, words, context.children)
    parts = parted(own, words, context.children)
    own = called(_shortened(parts), folded.source, words, context.children)
    french = words.language == "fr"
    raw = in_french(spelt(own, words)) if french else own
    raw, mentions = led_by_verb(raw, folded.source, words, finder_of(context.children, words.language, context.child_spoken_of))
    names, roles, named_or_kin = places_of(mentions)
    whole = mended(raw, words, names)
    cues = find_cues(whole, words, named_or_kin)
    if french:
        # "les deux plus jeunes" denies nothing.
        cues = [cue for cue in cues if cue.tag != "negplus" or cue.i not in roles] if roles else cues
        cues = with_named_siblings(with_papers_asked(cues, mentions, whole.tokens), mentions, whole)
        cues = booked_by_name(cues, mentions, whole.tokens)
        cues = with_states(without_agendas(set_aside(cues, whole), whole), whole, folded)
        cues = fed_elsewhere(cues, mentions, whole.tokens, folded.plain)
        cues = had_to_lunch(cues, mentions, whole.tokens)
    else:
        cues = neither_nor(booked_as_wanted(cues, mentions), mentions, whole, words)
        cues = denied_once(cues, whole, roles) if words.language == "pt" else cues
    # Names are roles too.
    tags = in_order(tagged(whole, folded.source, words, roles), words)
    groups = SchoolGroups(tags).all()
    said, cues = settled_days(groups, tags, cues, whole, words) if groups else ([], cues)
    if french and len(said) > 1:
        said = with_weeks_before(said, whole, folded.source)
    if french and FINALLY in whole.vocabulary:
        cues = without_said_before(cues, mentions, said, whole)
    cues = without_mistakes(cues, said, whole.tokens)
    clauses = cut(Parts(whole, folded.plain, cues, mentions, said))
    return Heard(folded, whole, words, cues, mentions, said, clauses, cut_short=len(parts.tokens) > _MOST_TOKENS)


def _shortened(whole: Scan) -> Scan:
    """Keep the first tokens: few order a meal in so many words, time stays bounded, and an order is then asked about."""
    if len(whole.tokens) <= _MOST_TOKENS:
        return whole
    return Scan(whole.tokens[:_MOST_TOKENS], {at: one for at, one in whole.masked.items() if at < _MOST_TOKENS})


def _without_act(heard: Heard, context: Context) -> Reading:
    """Read a message that tells no act: a courtesy, an answer in days or names, or something to ask about."""
    act = social([cue.tag for cue in heard.cues])
    foreign = _foreign(heard, context)
    named = any(mention.keys and mention.rule != "name.parent" for mention in heard.mentions)
    content = bool(heard.said) or bool(foreign) or named
    if act is not None and content:
        content = tells_more(act, heard) or (bool(foreign) and act.intent is not Intent.THANKS)
    if act is not None and act.intent is Intent.GREETING and "offtopic" in heard.tags:
        # "Bonsoir, racontez-moi une blague"
        act = None
    if act is not None and not content and not (heard.scan.tokens and heard.scan.tokens[0].text in _REPLIES):
        return Reading(act.intent, evidence=_evidence(heard, act), confidence=_SURE, language=heard.lexicon.language)
    order = Order(Act(Intent.UNKNOWN, "none"), heard.clauses)
    children, _ = children_of(order, heard, context)
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


# "oui merci" answers a question that is not open.
_REPLIES = frozenset({"oui", "non", "si"})


def _foreign(heard: Heard, context: Context) -> tuple[date, ...]:
    """Return the written dates of a language that has no lexicon here: they fill a question, they order nothing."""
    if context.language == "fr" or heard.lexicon.language != "fr":
        return ()
    school = context.calendar
    days = foreign_days(heard.folded.source, context.language, context.now.date(), first=school.first, last=school.last)
    return tuple(day for day in days if school.is_open(day))


# Whom, when, and what to ask


def _reading(order: Order, heard: Heard, context: Context) -> Reading:
    act = order.act
    if act.intent not in _DATED:
        return _matter(order, heard, context)
    children, problems = children_of(order, heard, context)
    days = _days(order, heard, context)
    questions = list(problems)
    if act.intent is Intent.SHOW_PLANNING:
        questions = [one for one in questions if one.kind == "name_unknown"] or only_told(order, heard) or not_simple(order, heard)
        questions = questions or matter_doubts(order, heard)
    else:
        questions += days.questions
        if not days.said and not days.questions:
            questions.append(Question("which_days"))
        if act.intent is Intent.JUSTIFY_ABSENCE and any(day > context.now.date() for day in days.kept):
            # A paper for a day to come reports an absence, or its day is another.
            questions.append(Question("confirm_days"))
        if miscounted(order, heard, len(days.kept), len(children)):
            questions.append(Question("which_days"))
        questions += doubts_of(order, heard, len(days.kept))
        questions += loose_words(order, heard)
        questions += (unread_words(order, heard) or framed(order, heard) or not_simple(order, heard)) if not questions else []
        if act.intent is Intent.REPORT_ABSENCE and days.over:
            # What is over can only be justified: "Tom était absent hier, il avait de la fièvre".
            act = replace(act, intent=Intent.JUSTIFY_ABSENCE, rule="act.over")
            questions += [Question("confirm_act")] if "must" in heard.tags and "?" in heard.folded.plain else []
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


def _matter(order: Order, heard: Heard, context: Context) -> Reading:
    """Read what concerns no day: only the health is a child's."""
    act, questions = order.act, matter_doubts(order, heard)
    if act.intent is Intent.DECLARE_CHANGE and tells_address(heard):
        act = replace(act, intent=Intent.UPDATE_CONTACT, rule="info.address")
    children: tuple[int, ...] = ()
    if act.intent is Intent.DECLARE_CHANGE:
        # "Mamadou va changer d'école": the change is of whom it names.
        named = {key for one in heard.mentions if one.rule.startswith("name") and not one.problem for key in one.keys}
        children = tuple(child.key for child in context.children if child.key in named)
    if act.intent is Intent.UPDATE_HEALTH:
        children, problems = children_of(order, heard, context)
        # A child is told, and not which: "mon enfant est devenu allergique".
        questions += problems if any(one.problem for one in order.mentions) else []
    if act.intent is Intent.SHOW_INVOICES and any(cue.tag == "cancel" and not _is_lost(cue, heard) for cue in heard.cues):
        # "annulez et remboursez" tells no meal and no bill.
        questions.append(Question("which_act"))
    return Reading(
        act.intent,
        children,
        evidence=_evidence(heard, act),
        questions=tuple(questions),
        confidence=_ASKED if questions else _SURE,
        language=heard.lexicon.language,
        activity=act.activity,
    )


def _is_lost(cue: Cue, heard: Heard) -> bool:
    """Say whether the writers deleted their own bill: "je l'ai effacée par erreur"."""
    tokens = heard.scan.tokens
    return cue.i > 0 and tokens[cue.i - 1].text in {"ai", "avons"} and tokens[cue.i].text.startswith(("effac", "supprim", "jet"))


def _told_past(order: Order, said: Sequence[Said], heard: Heard) -> bool:
    """Say whether an absence is told as past; a future beside it ("a eu de la fièvre, sera absent jeudi") makes it to come."""
    if order.act.intent is Intent.JUSTIFY_ABSENCE or any(one.group.kind == "since" for one in said):
        return True
    if not order.tags & _PAST_CUES and not _has_been_away(order, said, heard) and not has_forgotten(order, heard):
        return False
    if heard.lexicon.language != "fr" and tells_future(order, heard):
        return False
    if "pastabsent" not in order.tags and _is_away_now(order, said, heard):
        return False
    return not any(_FUTURE & set(words) for words in told_words(order, said, heard))


def _has_been_away(order: Order, said: Sequence[Said], heard: Heard) -> bool:
    """Say whether a child is told to have been absent, or ill on the days: "Jade a bien été absente", "ils ont été malades jeudi"."""
    tokens = heard.scan.tokens
    cues = [cue for clause in order.clauses for cue in clause.cues if cue.tag in {"absent", "sick"}]
    cues = [cue for cue in cues if cue.tag == "absent" or all(_is_beside(cue, one, heard) for one in said)]
    return any(tokens[at].text == "ete" for cue in cues for at in range(max(cue.i - 2, 0), cue.i))


def _is_away_now(order: Order, said: Sequence[Said], heard: Heard) -> bool:
    """Say whether the absence itself is told in the present: "il a été opéré, il est absent jeudi", "pas d'école jeudi, il a vomi"."""
    tokens = heard.scan.tokens
    if any(one.i > 1 and tokens[one.i - 1].text in _KEEPS and tokens[one.i - 2].text in _THEM for one in said):
        # "elle a été malade, on la garde jeudi"
        return True
    cues = [cue for clause in order.told for cue in clause.cues if cue.tag == "absent"]
    cues = [cue for cue in cues if all(_is_beside(cue, one, heard) for one in said)]
    if any(not _NOW.isdisjoint(token.text for token in tokens[max(cue.i - 1, 0) : cue.i + 2]) for cue in cues):
        return True
    was = any(tokens[at].text in _WAS for clause in order.clauses for at in range(clause.i, clause.j))
    return not was and any(tokens[cue.i].text == "pas" and tokens[cue.i + 1].text in {"d'", "de"} for cue in cues)


def _is_beside(cue: Cue, one: Said, heard: Heard) -> bool:
    """Say whether no mark stands between an absence and a day: "je la garde jeudi", not "je la garde, elle a été malade jeudi"."""
    between = range(min(cue.j, one.j), max(cue.i, one.i))
    return all(heard.scan.tokens[at].text not in _MARKS for at in between if at not in heard.dated)


_MARKS = word_set(", ; : . ! ? ( ) car")
_KEEPS, _THEM = word_set("garde gardons"), word_set("le la les l'")
_WAS = word_set("etait etaient avait avaient")
_NOW = word_set("est sont reste restent garde gardons manque manquent rate ratent loupe loupent")


_FUTURE = word_set(
    "sera seront ira iront viendra viendront aura auront pourra pourront restera resteront manquera manqueront ratera rateront va vont"
    " reprendra reprendront reviendra reviendront demain garderai garderons partira assistera retournera retourneront"
)


def _days(order: Order, heard: Heard, context: Context) -> Days:
    french = heard.lexicon.language == "fr"
    said = behind_landmarks(without_events(days_said(order, heard), heard), heard) if french else days_beside(order, heard).meant
    said = from_its_first_day(said, order, heard, context.now.date()) if french else said
    frame = Frame(
        context.now.date(),
        context.now.hour,
        past=order.act.intent in ABSENCES and _told_past(order, said, heard),
        general=False,
        calendar=context.calendar,
    )
    spoken_of = context.days_spoken_of
    away = order.act.intent in ABSENCES

    def told(one: Said) -> list[date]:
        return _told(Expansion(frame, context.calendar, spoken_of).expand([one.group], absence=away))

    said = taken_up(said, heard, told) if len(heard.said) > 1 else said
    back = before_return(said, heard, told, frame.today) if french and away and not frame.past and len(heard.said) > 1 else said
    moved = back is not said and any(
        told(then) != told(one) and any(map(context.calendar.is_open, told(one)))
        for one, then in zip(said, back, strict=True)
        if one != then
    )
    said = back
    apart = before_whole_week(said, heard) if french and len(said) > 1 else []
    kept = [one.group for one in said if one not in apart]
    days = Expansion(frame, context.calendar, spoken_of).expand(kept, absence=away)
    if not {day for one in apart for day in told(one)} <= {*_told(days)}:
        # "Léa est absente vendredi. Elle sera absente toute la semaine prochaine."
        days.ask("confirm_days")
    if away and not frame.past and days.questions and not days.kept and _names_absence(order, heard):
        # "l'absence du vendredi 25 juin": no such day is to come, and it was.
        gone = Expansion(replace(frame, past=True), context.calendar, spoken_of).expand(kept, absence=True)
        days = gone if gone.kept and not gone.questions else days
    unsure = moved or (french and context.now.isoweekday() > _FRIDAY and counts_weeks(said))
    unsure = unsure or (not spoken_of and puts_today_first(said, heard, _told(days), frame.today, context.calendar))
    if unsure or any(is_about(one, heard) or is_habit(one, heard, days.kept) for one in said) or only_eaten(order, said, heard):
        days.ask("confirm_days")
    if tells_others(order, heard) or tells_some(order, said, heard):
        days.ask("which_days")
    if not order.said and len(spoken_of) == 1 and order.act.intent is not Intent.UNKNOWN:
        days.kept, days.said, days.questions = list(spoken_of), True, []
    elif order.act.intent is Intent.REPORT_ABSENCE and not frame.past and is_all_day(heard) and _is_school_morning(context):
        days.kept, days.said = [context.now.date()], True
    days.over = away and _are_over(days, said, frame.today)
    return days


def _is_school_morning(context: Context) -> bool:
    return context.now.hour < _NOON and context.calendar.is_open(context.now.date())


def _are_over(days: Days, said: Sequence[Said], today: date) -> bool:
    """Say whether all days told are past, and none of them only began what lasts: "absent depuis jeudi"."""
    gone = _told(days)
    return bool(gone) and gone[-1] < today and all(one.group.kind != "since" for one in said)


def _told(days: Days) -> list[date]:
    """Return the days told, those without a canteen among them."""
    return sorted({*days.kept, *days.dropped})


def _names_absence(order: Order, heard: Heard) -> bool:
    """Say whether an absence is told by its noun, which has no tense: "l'absence du 25 juin"."""
    tokens = heard.scan.tokens
    return any(cue.tag == "absent" and tokens[cue.i].text.startswith("absence") for clause in order.clauses for cue in clause.cues)


def _joined(readings: list[Reading], orders: list[Order], heard: Heard) -> Reading:
    """Return the first act with the others beside it; two opposite acts on one day are asked about."""
    readings = [_as_requested(one, order, heard) for one, order in zip(readings, orders[: len(readings)], strict=True)]
    first = min(readings, key=lambda one: _RANK.get(one.intent, 0))
    others = tuple(one for one in readings if one is not first and not _cancels_nothing(one, first) and not _tells_again(one, first))
    clash = any(_clash(first, other) for other in others) or any(order.act.doubt == "which_act" for order in orders)
    if not others and not clash:
        return first
    questions = first.questions
    if clash and Question("which_act") not in questions:
        questions += (Question("which_act"),)
    return replace(first, others=others, questions=questions, confidence=_ASKED if questions else first.confidence)


def _as_requested(reading: Reading, order: Order, heard: Heard) -> Reading:
    """Return what orders no meal with the rule that tells it as asked for, where it is."""
    if reading.intent in MEAL_INTENTS or not is_requested(order, heard):
        return reading
    return replace(reading, evidence=(*reading.evidence, Evidence(0, 0, "", REQUESTED, "")))


def _tells_again(one: Reading, first: Reading) -> bool:
    """Say whether a paper is only told again: "certificat de Jade pour jeudi, merci de classer l'absence comme justifiée"."""
    same = one.intent is first.intent is Intent.JUSTIFY_ABSENCE and not first.questions
    return same and set(one.children) <= set(first.children) and set(one.days) <= set(first.days)


def _cancels_nothing(one: Reading, first: Reading) -> bool:
    """Say whether only a Wednesday is taken out of the stretch of meals that are booked: "de mardi à jeudi, le mercredi ne compte pas"."""
    ordered = first.intent is Intent.BOOK_MEAL and bool(first.days) and any(found.rule == "days.range" for found in first.evidence)
    closed = bool(one.dropped) and all(dropped.reason == "wednesday" for dropped in one.dropped)
    return ordered and closed and one.intent is Intent.CANCEL_MEAL and not one.days and set(one.children) <= set(first.children)


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
    if {one.intent, other.intent} != set(OPPOSITE):
        return False
    return not one.days or not other.days or bool(set(one.days) & set(other.days) and set(one.children) & set(other.children))


def _evidence(heard: Heard, act: Act | None) -> tuple[Evidence, ...]:
    """Return the act and the stretches that were read, in the order of the text."""
    return heard.evidence if act is None else (Evidence(0, 0, "", act.rule, act.intent.value), *heard.evidence)
