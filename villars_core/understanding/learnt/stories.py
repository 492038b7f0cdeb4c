"""Reads a message by the sentences that ask something of the office, where what the others tell is only a story.

"Mon mari est décédé en novembre. Je suis à bout. Je veux un rendez-vous avec un responsable." asks for somebody: the death, the move, the
divorce or the work that another sentence tells is why.
"""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.acts.confirmed import or_confirmed
from villars_core.understanding.acts.courtesies import only_thanks
from villars_core.understanding.acts.orders import OPPOSITE
from villars_core.understanding.beside.stretches import ORDERED
from villars_core.understanding.beside.unwelcome import unread
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.learnt.focus import Message, Part, ReadPart, Span
from villars_core.understanding.values import Evidence, Intent, Question, Reading

_MOST_SENTENCES, _LONGEST, _SHORTEST, _SURE = 8, 1200, 4, 0.95
_REQUESTS = word_set(
    "? voudrais voudrions aimerais aimerions souhaite souhaiterais souhaitons veux faudrait faut faudra svp stp besoin veuillez prie voici"
    " voila combien"
)
_IDLE = word_set(
    "avez etes savez voyez connaissez excusez excuser rassurez figurez imaginez riez croyez cherchez sachez pensez allez faites assez chez"
    " nez rez inquietez dites comprenez hesitez"
)
_HANDED = word_set("joint jointe joints jointes transmets envoie envoyons transmettons")
# "merci de tout cœur", "merci d'avance" ask nothing.
_HEARTY = word_set("tout toute avoir avance m' nous")
_REACHED = frozenset({"contact", "reach", "sepa"})
_NEW = word_set("nouveau nouvelle nouvel maintenant desormais devient <phone> <address> <street>")
# "ça correspond à quoi ?", "c'est pour la déclaration" is said of the sentence before it.
_POINTING = word_set("ca cela c' ce")
_BY_WORDS = frozenset({"purpose", "likely.meant"})
_SETTLEABLE = frozenset({"which_child", "which_days", "which_act", "which_activity", "confirm_act", "confirm_days", "name_unknown"})
_COURTEOUS = frozenset({Intent.UNKNOWN, Intent.GREETING, Intent.THANKS})
_SETTLED = frozenset({Intent.STOP_NOTIFICATIONS, Intent.UPDATE_CONTACT, Intent.SUBMIT_QF, Intent.SEPA_MANDATE, Intent.TAX_CERTIFICATE})
_ABLE, _WHAT = word_set("savez sais pouvez peux aider sert servez"), word_set("que quoi qu' tout")
_IT = word_set("le la les l' ca cela")
# "mes enfants sont inscrits" looks nothing up beside a question of another kind.
_PLANNED = frozenset({"ischecked", "checked"})
_CORRECTED = word_set("<address> <phone> corriger corrigez modifier modifiez rectifier rectifiez remplacer remplacez")
_ENROLLING = word_set("inscrire inscription inscriptions")
_KEPT_FILE, _LOOKED_UP = word_set("dossier dossiers"), word_set("? ou etat suivi")
_AWAY = frozenset({"absent", "sick", "pastabsent"})
_SMALL_TALK = frozenset({"greeting", "thanks", "wish", "only", "notcond", "but"})
_MEALS = frozenset({"canteen", "eat", "noon"})
_OF_SCHOOL = _MEALS | {"homemeal", "absent", "cancel", "book", "sick", "school", "stay", "go", "pickup", "withme", "childcare", "place"}
_PAPERS = word_set(
    "papier papiers document documents piece pieces justificatif justificatifs fournir envoyer remplir demarche demarches dossier moyen"
)


def told_apart(reading: Reading, heard: Heard, read_part: ReadPart) -> Reading:
    """Return the reading of the sentences that ask, where those that tell brought another intent or a doubt into the whole."""
    reading = or_confirmed(reading, heard)
    if _is_only_home(reading, heard):
        return unread(reading)
    starts = heard.sentence_starts
    if heard.lexicon.language != "fr" or not starts or not starts[-1] or len(heard.folded.source) > _LONGEST:
        return reading
    if reading.intent in MEAL_INTENTS and _is_told_whole(reading):
        return reading
    message = Message(heard, read_part)
    asking, telling = _parted(message)
    if not asking:
        return _courteous(reading, message) if telling else reading
    if not _tells_much(telling, message) or not _may_be_told(reading, asking, message):
        return reading
    part = message.part(*asking)
    found = part.reading
    if reading.intent in MEAL_INTENTS and {reading.intent, found.intent} == OPPOSITE and not part.heard.said:
        # "mamie prend le petit à manger mardi. Vous annulez ?"
        return replace(reading, intent=found.intent, questions=(Question("which_act"), *reading.questions))
    if _is_ordered(reading, telling, message) or not _is_taken(part, reading):
        return reading
    return replace(found, evidence=(*found.evidence, Evidence(0, 0, "", "story", found.intent.value)))


def _courteous(reading: Reading, message: Message) -> Reading:
    """Return thanks or a greeting where nothing is asked beside them, whatever story is told."""
    told = None
    open_days = reading.days and reading.intent is not Intent.UNKNOWN
    if not open_days and reading.intent not in _COURTEOUS - {Intent.UNKNOWN} and only_thanks(message.heard):
        # "Mon père est mort cet hiver et vous avez été si gentils avec Tom. Merci infiniment."
        told = Intent.THANKS
    elif _greets(reading, message):
        told = Intent.GREETING
    if told is None:
        return reading
    shown = Evidence(0, 0, "", "story", told.value)
    return Reading(told, evidence=(*reading.evidence, shown), confidence=_SURE, language=reading.language)


def _is_told_whole(reading: Reading) -> bool:
    """Say whether an order of a meal is clear, tells whom and when, or is asked about for what no other sentence settles."""
    kinds = {question.kind for question in reading.questions}
    if not kinds or not kinds <= _SETTLEABLE or (reading.days and "name_unknown" in kinds):
        return True
    return bool(reading.days and reading.children and kinds.isdisjoint({"which_activity", "which_act"}))


def _greets(reading: Reading, message: Message) -> bool:
    """Say whether a message only greets and tells a story: "Bonjour, ici la maman de Tom. Le chien a mangé le gâteau."."""
    if reading.intent not in MEAL_INTENTS | {Intent.UNKNOWN} or reading.days or "greeting" not in message.heard.tags:
        return False
    if any(one.rule == "purpose" for one in reading.evidence) or not message.heard.tags.isdisjoint(_OF_SCHOOL):
        return False
    first = message.sentences[0]
    return first[1] - first[0] >= _SHORTEST and message.part(first).reading.intent is Intent.GREETING


def _is_only_home(reading: Reading, heard: Heard) -> bool:
    """Say whether only a home is told, and no child, no day and no meal: "chez nous personne ne rit ce soir"."""
    if not reading.questions or heard.mentions or heard.lexicon.language != "fr" or not heard.tags.isdisjoint(_OF_SCHOOL):
        return False
    if reading.days and "soir" not in heard.scan.vocabulary:
        return False
    return any(one.rule == "act.home" for one in reading.evidence)


def _is_taken(part: Part, reading: Reading) -> bool:
    """Say whether what is asked stands on its own: "que faire ?", "quels papiers fournir ?" is said of what was told."""
    found, words = part.reading, part.words
    if found.intent in MEAL_INTENTS:
        return bool(found.questions) and reading.intent is Intent.DECLARE_CHANGE and not part.heard.tags.isdisjoint(_MEALS)
    if found.questions or found.intent in _COURTEOUS:
        return False
    if found.intent is reading.intent:
        return bool(reading.questions) and found.intent in _SETTLED
    if any(one.rule == "purpose" and one.value == Intent.UNKNOWN for one in reading.evidence):
        return False
    if reading.intent is Intent.UNKNOWN and any(one.rule == "likely.meant" for one in found.evidence):
        return False
    matter = reading.intent not in _COURTEOUS | MEAL_INTENTS
    if (reading.intent, found.intent) == (Intent.DECLARE_CHANGE, Intent.UPDATE_CONTACT) and words.isdisjoint(_CORRECTED):
        # "Nous déménageons le 3. Notre nouvelle adresse sera 12 rue des Lilas."
        return False
    if found.intent is Intent.HELP:
        return not words.isdisjoint(_ABLE) and not words.isdisjoint(_WHAT) and (not matter or words.isdisjoint(_IT))
    if found.intent is Intent.PRACTICAL_INFO:
        return not matter or words.isdisjoint(_PAPERS) or not words.isdisjoint(_ENROLLING)
    if found.intent is Intent.LIST_REQUESTS:
        return words.isdisjoint(_KEPT_FILE) or not words.isdisjoint(_LOOKED_UP)
    if found.intent is Intent.SHOW_PLANNING:
        return matter
    return (reading.intent, found.intent) != (Intent.SUBMIT_QF, Intent.ASK_TARIFF)


def _may_be_told(reading: Reading, asking: Sequence[Span], message: Message) -> bool:
    """Say whether a word outside of the sentences that ask may have told the intent, or left the doubt."""
    if reading.questions or reading.intent is Intent.UNKNOWN or any(one.rule in _BY_WORDS for one in reading.evidence):
        return True
    rules = [one.rule for one in reading.evidence if one.rule.startswith("info.") or one.rule == "ask.planning"]
    tags = _PLANNED if rules[:1] == ["ask.planning"] else {rule.removeprefix("info.") for rule in rules[:1]}
    places = [cue.i for cue in message.heard.cues if cue.tag in tags]
    return any(not any(span[0] <= at < span[1] for span in asking) for at in places)


def _tells_much(telling: Sequence[Span], message: Message) -> bool:
    """Say whether a sentence that asks nothing holds what may have been read for an intent or a doubt."""
    return any(message.tags(span) - _SMALL_TALK or message.tells_whom_or_when(span) for span in telling)


def _is_ordered(reading: Reading, telling: Sequence[Span], message: Message) -> bool:
    """Say whether a sentence that asks nothing may tell a child's absence or meal: "Tom est malade. À quelle heure ouvrez-vous ?"."""
    if reading.intent not in MEAL_INTENTS:
        return False
    if reading.days and reading.children and all(question.kind != "which_activity" for question in reading.questions):
        return True
    places = [one.i for one in message.heard.mentions if one.keys and not one.rule.startswith("pronoun")]
    told = [span for span in telling if any(span[0] <= at < span[1] for at in places)]
    return any(not message.tags(span).isdisjoint(ORDERED | _AWAY) for span in told)


def _parted(message: Message) -> tuple[list[Span], list[Span]]:
    """Return the sentences that ask and those that tell; one that points back belongs to the one before it."""
    spans, words = message.sentences, message.heard.scan.words
    asking: list[Span] = []
    telling: list[Span] = []
    if len(spans) > _MOST_SENTENCES:
        return asking, telling
    for at, span in enumerate(spans):
        said = words[span[0] : span[1]]
        before = spans[at - 1] if at and said[0] in _POINTING else None
        if before in asking:
            asking.append(span)
        elif _asks(said) or _hands_in(span, message):
            asking.append(span)
            if before is not None:
                telling.remove(before)
                asking.insert(-1, before)
        else:
            telling.append(span)
    return asking, [span for span in telling if span[1] - span[0] >= _SHORTEST]


def _asks(words: Sequence[str]) -> bool:
    """Say whether a sentence asks, orders or hands in something: "envoyez-moi la facture", "voici mon RIB"."""
    if not _REQUESTS.isdisjoint(words):
        return True
    for at, word in enumerate(words):
        if word.endswith("ez") and word not in _IDLE and "vous" not in words[max(at - 2, 0) : at]:
            return True
        if word == "merci" and words[at + 1 : at + 2] in (["de"], ["d'"]) and _HEARTY.isdisjoint(words[at + 2 : at + 3]):
            return True
        if word in _HANDED and words[at - 1 : at] in (["ci"], ["je"], ["vous"]):
            return True
    return False


def _hands_in(span: Span, message: Message) -> bool:
    """Say whether a sentence tells what is to be noted: a number, an address, a child's health."""
    tags, words = message.tags(span), message.words(span)
    if "health" in tags and message.tells_whom(span):
        return True
    if "qf" in tags and any(word.isdigit() for word in words):
        return True
    return not (tags.isdisjoint(_REACHED) and "adresse" not in words) and not words.isdisjoint(_NEW)
