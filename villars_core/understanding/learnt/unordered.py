"""Reads a doubtful letter again without the sentences beside its order that order nothing: what goes on as it is, or is seen later.

"Merci d'annuler la cantine de Léa jeudi. Lundi elle y mange comme toujours. Ensuite tout reprend normalement. En janvier on verra."
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.beside.stretches import ORDERED
from villars_core.understanding.heard import Heard
from villars_core.understanding.kept import kept
from villars_core.understanding.language.text import word_set
from villars_core.understanding.learnt.focus import Message, Part, ReadPart, Span
from villars_core.understanding.values import Evidence, Intent, Reading

_TWO, _LONGEST, _MOST_SENTENCES, _LONGEST_SENTENCE = 2, 1200, 9, 26
_OPEN = frozenset({"which_child", "which_days", "which_act", "confirm_act", "confirm_days", "condition", "name_unknown"})
_LATER = word_set(
    "verra verrai verrons reverra reverrons dirai dirons redirai redirons confirmerai confirmerons avisera aviserons preciserai preciserons"
    " recontacte recontacterai recontacterons reparlera reparlerons"
)
_AFTERWARDS = word_set("ensuite tard suite apres")
_USUAL = word_set("toujours prevu tous habitude hab ordinaire avant accoutumee")
_COMES = word_set(
    "mange mangent mangera mangeront dejeune dejeunent dejeunera dejeuneront vient viennent viendra viendront va vont ira iront est sont"
    " sera seront reste restent restera resteront retourne retournent continue continuent continuera continueront reprend reprennent"
)
_EATS = word_set("mange mangent dejeune dejeunent")
_CONTINUES = word_set("continue continuent continuera continueront")
_STAYS = word_set("reste restent restera resteront demeure demeurent")
_BOOKED = word_set("inscrit inscrite inscrits inscrites")
_UNMOVED = word_set("change changent changera changeront changez changer bouge bougent touche touchez modifie modifiez concerne concernent")
_NOTHING = word_set("rien pas")
_UNCHANGED = word_set("inchange inchangee inchanges inchangees")
_CONCERNED = word_set("concerne concernee concernes concernees")
_RESUMES = word_set("reprend reprendra redevient redeviendra rentre revient")
_NOTS = word_set("ne n' n pas plus ni non jamais aucun aucune sans rien")
_NOT_NEEDED = word_set("besoin peine utile necessaire faire prevoir inutile")
_MEALS = word_set("cantine repas manger mange mangera midi")
_UNLIKE = word_set("lui elle eux elles revanche contre quant")
_MINDS = word_set("garde gardera gardent garderont relais recupere recuperera occupe occupera revient reviendra prend prendra")
_HOMES = word_set("maison chez nous nounou mamie papi")
_RESTS = word_set("autres reste")
_DOUBTS = word_set(
    "? sauf hormis excepte aussi egalement pareil pareillement idem ou finalement exceptionnellement exceptionnel sinon svp stp veuillez"
    " voudrais voudrions voudrait souhaite souhaitons souhaiterais aimerais faut faudra faudrait desormais dorenavant plutot"
    " pardon oups changement seulement uniquement chaque meme memes non puis"
)
_IMPERATIVES = word_set("chez assez avez etes rez nez changez touchez modifiez")
# What may be told of a child whose meals go on, or of those whom it is none of.
_HARMLESS = frozenset({
    "eat", "canteen", "go", "stay", "school", "but", "same", "maybe", "told", "place", "like", "excuse", "noon", "only", "change", "shift",
    "ne", "neg", "negplus", "notcond", "notneg", "staffnoun", "past", "grownup", "thanks", "greeting", "book", "wish", "family",
})  # fmt: skip
_ELSEWHERE = _HARMLESS | {"home", "homemeal", "cancel", "need", "noneed", "pickup", "beforemeal", "fetchedlate", "withthem", "outing"}
_HESITATING = _HARMLESS | {"can", "cond", "help", "homemeal", "possible"}


@dataclass(frozen=True)
class _Told:
    """A sentence beside the order: its words without those that tell children and days, and whom and when it tells."""

    span: Span
    message: Message

    @kept
    def words(self) -> list[str]:
        """Return its words without those of days and of children's names, nor what only tells of a child that it does not do something."""
        heard = self.message.heard
        named = {at for one in heard.mentions if not one.rule.startswith("pronoun") for at in range(one.i, one.j)}
        words = [heard.scan.words[at] for at in range(*self.span) if at not in heard.dated and at not in named]
        return _without_who_does_not(words[: _only_again(words)])

    @kept
    def tags(self) -> set[str]:
        """Return the tags of its cues."""
        return self.message.tags(self.span)

    @kept
    def names(self) -> frozenset[int]:
        """Return the children it names."""
        return self.message.names_in(self.span)

    @kept
    def dated(self) -> bool:
        """Return whether it tells a day."""
        return self.message.tells_when(self.span)

    @kept
    def part(self) -> Part:
        """Return it read alone."""
        return self.message.part(self.span)

    @kept
    def days(self) -> frozenset[date]:
        """Return the days it tells, without those it only tells again at its end."""
        words = self.message.heard.scan.words[self.span[0] : self.span[1]]
        part = self.message.part((self.span[0], self.span[0] + _only_again(words)))
        return frozenset(part.reading.days)

    @kept
    def again(self) -> frozenset[date]:
        """Return the days it tells only again at its end: "…, donc seulement demain"."""
        words = self.message.heard.scan.words[self.span[0] : self.span[1]]
        start = _only_again(words)
        return frozenset(self.message.part((self.span[0] + start, self.span[1])).reading.days) if start < len(words) else frozenset()

    @kept
    def weekdays(self) -> bool:
        """Return whether it tells its day by no more than its name."""
        said = [one for one in self.message.heard.said if self.span[0] <= one.i < self.span[1]]
        return any(item.kind == "weekday" for one in said for item in one.group.items)


def without_unordered(reading: Reading, heard: Heard, read_part: ReadPart, read_whole: Callable[[str], Reading]) -> Reading:
    """Return a doubtful order read without what orders nothing beside it, where that leaves no doubt."""
    kinds = {question.kind for question in reading.questions}
    if not (kinds or reading.others) or not kinds <= _OPEN or heard.lexicon.language != "fr" or reading.intent not in MEAL_INTENTS:
        return reading
    starts = heard.sentence_starts
    if not starts or not starts[-1] or len(heard.folded.source) > _LONGEST or _AT_ONCE.isdisjoint(heard.scan.vocabulary):
        return reading
    if "correct" in heard.tags or any(question.kind == "name_unknown" and question.choices for question in reading.questions):
        return reading
    message = Message(heard, read_part)
    told = [_Told(span, message) for span in message.sentences]
    if not _TWO <= len(told) <= _MOST_SENTENCES:
        return reading
    idle = [one for one in told if _may_be_idle(one)]
    rest = [one for one in told if one not in idle]
    if not idle or not any(one.tags & ORDERED and one.part.likely_tells for one in rest):
        return reading
    found = read_whole(message.text_of(*(one.span for one in rest)))
    busy = [one for one in idle if not _is_idle(one, found)]
    if busy:
        # What may order something beside this order is read with it.
        idle = [one for one in idle if one not in busy]
        found = read_whole(message.text_of(*(one.span for one in told if one not in idle))) if idle else reading
    if found.questions or found.others or found.intent not in MEAL_INTENTS or not found.days or not found.children:
        return reading
    if _grows(found, reading, [one for one in told if one not in idle]) or not all(_is_idle(one, found) for one in idle):
        return reading
    return replace(found, evidence=(*found.evidence, Evidence(0, 0, "", "unordered", found.intent.value)))


def _grows(found: Reading, reading: Reading, rest: Sequence[_Told]) -> bool:
    """Say whether an order would be of more days than the whole message told, and no sentence tells them all."""
    if found.intent is not reading.intent or not reading.days or {*found.days} <= {*reading.days}:
        return False
    whole = [one.part.reading for one in rest if one.tags & ORDERED and one.part.whole]
    return not any(one.intent is found.intent and {*found.days} <= {*one.days} for one in whole)


_AT_ONCE = _LATER | _USUAL | _RESTS | _UNCHANGED | _CONCERNED | _CONTINUES | _BOOKED
_AT_ONCE |= word_set("normalement bien deja besoin change touche encore y rien peine relais souvent habituellement ici present")


def _only_again(words: Sequence[str]) -> int:
    """Return where a sentence begins to tell again for which days alone it was asked: "…, donc seulement demain"."""
    ends = [at for at, pair in enumerate(pairwise(words)) if at and pair[0] == "donc" and pair[1] in _ONLY]
    return ends[0] if ends and len(words) - ends[0] <= _SHORT_END else len(words)


_SHORT_END, _ONLY = 7, word_set("seulement uniquement juste")


def _without_who_does_not(words: list[str]) -> list[str]:
    """Leave out what only tells that a child takes no part: "Marie-Lou, qui ne part pas, mange à l'école"."""
    if "qui" not in words:
        return words
    start = words.index("qui")
    stop = next((at for at in range(start, len(words)) if words[at] == ","), start)
    return words[:start] + words[stop + 1 :] if {"ne", "n'"} & {*words[start:stop]} else words


def _may_be_idle(one: _Told) -> bool:
    """Say whether a sentence may be one that orders nothing, whatever the order is."""
    if one.span[1] - one.span[0] > _LONGEST_SENTENCE or _commands(one.words):
        return False
    return _puts_off(one) or _goes_on(one) or _is_elsewhere(one) or _is_talk(one) or _was_so(one)


def _is_idle(one: _Told, order: Reading) -> bool:
    """Say whether a sentence orders nothing beside an order: of other children, or of other days."""
    others = bool(one.names) and one.names.isdisjoint(order.children)
    if one.again and one.again != {*order.days}:
        return False
    apart = one.dated and _are_apart(one, one.days, order.days)
    booked = order.intent is Intent.BOOK_MEAL
    if _is_talk(one) or _was_so(one):
        return True
    if _puts_off(one):
        return apart or (not one.dated and (others or not one.names))
    if _goes_on(one) and (_is_usual(one.words) or not booked):
        if others or apart:
            return True
        # "ensuite tout reprend normalement", "les autres jours", "il ira en classe normalement"
        whole = not one.names and not one.dated and (not _RESTS.isdisjoint(one.words) or one.tags.isdisjoint({"eat", "canteen", "book"}))
        return whole and order.intent in {Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE} and _fits(one, order)
    if not booked or not _is_elsewhere(one):
        return False
    return others or ((apart or not _RESTS.isdisjoint(one.words)) and not one.names)


def _fits(one: _Told, order: Reading) -> bool:
    """Say whether what goes on is not of the very days of an absence: "absent demain. Il ira en classe normalement"."""
    return order.intent is not Intent.REPORT_ABSENCE or not _RESTS.isdisjoint(one.words) or "tout" in one.words


def _are_apart(one: _Told, days: Collection[date], ordered: Sequence[date]) -> bool:
    """Say whether a sentence tells other days; a mere weekday may be one of a week that is ordered."""
    if not {*days}.isdisjoint(ordered):
        return False
    return not (one.weekdays and len(ordered) > _TWO and {day.isoweekday() for day in days} & {day.isoweekday() for day in ordered})


def _commands(words: Sequence[str]) -> bool:
    """Say whether anything is asked for: "ajoutez-la", "merci de garder sa place"."""
    if not _DOUBTS.isdisjoint(words):
        return True
    if any(word.endswith("ez") and word not in _IMPERATIVES for word in words):
        return True
    return any(one == "merci" and after in {"de", "d'"} for one, after in pairwise(words))


def _puts_off(one: _Told) -> bool:
    """Say whether the writers only put off what comes later: "pour vendredi on verra plus tard", "on verra ensuite pour décembre"."""
    words = one.words
    unknown = any(pair == ("pas", "encore") for pair in pairwise(words)) and not _KNOWS.isdisjoint(words)
    if (_LATER.isdisjoint(words) and not unknown) or not one.tags <= _HESITATING or not one.tags.isdisjoint({"eat", "canteen", "book"}):
        return False
    told = one.dated or not _AFTERWARDS.isdisjoint(words)
    return told and _NOTS.isdisjoint({*words} - ({"plus", "ne", "pas"} if unknown else {"plus"}))


_KNOWS = word_set("sais savons sait")


def _goes_on(one: _Told) -> bool:
    """Say whether a sentence tells only what goes on as it is: "jeudi elle mange bien", "tout reprend normalement", "on ne change rien"."""
    words = one.words
    if "partir" in words or not one.tags <= _HARMLESS or not _HOMES.isdisjoint({*words} - {"chez"}):
        return False
    if not _NOTS.isdisjoint(words):
        return _is_unmoved(words)
    if _is_usual(words):
        return True
    if any(pair == ("de", "nouveau") for pair in pairwise(words)) and not _COMES.isdisjoint(words):
        return True
    if not _STAYS.isdisjoint(words) and "cantine" in words:
        # "Jean-Baptiste, qui n'y va pas, reste à la cantine"
        return True
    at_table = any(verb in _COMES and after == "bien" for verb, after in pairwise(words))
    return at_table or any((verb in _EATS and after == "encore") or (verb == "y" and after in _EATS) for verb, after in pairwise(words))


def _is_usual(words: Sequence[str]) -> bool:
    """Say whether the words tell that it is so already: "comme toujours", "continuent", "restent inscrits", "y est déjà"."""
    if _is_unmoved(words):
        return True
    if not _NOTS.isdisjoint(words):
        return False
    if any(one == "comme" and not _USUAL.isdisjoint(words[at + 1 : at + 3]) for at, one in enumerate(words)):
        return not _COMES.isdisjoint(words)
    if any(pair == ("deja", "fait") for pair in pairwise(words)):
        return True
    if "normalement" in words[1:] and not _COMES.isdisjoint(words[: words.index("normalement", 1)]):
        return True
    if not _CONTINUES.isdisjoint(words):
        return not _RESTS.isdisjoint(words)
    if not _STAYS.isdisjoint(words) and not _BOOKED.isdisjoint(words):
        return True
    if "tout" in words and not _RESUMES.isdisjoint(words):
        return True
    return any(verb in _COMES and after in {"deja", "toujours"} for verb, after in pairwise(words))


def _is_unmoved(words: Sequence[str]) -> bool:
    """Say whether nothing changes for whom it is told: "on ne change rien", "ne sont pas concernés", "c'est inchangé"."""
    if not _UNCHANGED.isdisjoint(words) and _NOTS.isdisjoint(words):
        return True
    return any(
        (one in _UNMOVED and not _NOTHING.isdisjoint(words[at + 1 : at + 3])) or (one in _CONCERNED and words[at - 1 : at] == ["pas"])
        for at, one in enumerate(words)
    )


def _is_elsewhere(one: _Told) -> bool:
    """Say whether others, or on other days, need no meal beside one that is booked: "Tom, lui, sera chez sa nourrice", "pas besoin"."""
    words = one.words
    if not one.tags <= _ELSEWHERE or ("cancel" in one.tags and not _is_needless(words)):
        return False
    if _is_needless(words):
        return _MEALS.isdisjoint(words)
    if not _NOTS.isdisjoint(words) and not _is_unmoved(words):
        return False
    if one.names:
        # "Tom, lui, sera chez sa nourrice"
        return not _UNLIKE.isdisjoint(words) and "chez" in words
    goes_on = not _RESTS.isdisjoint(words) and not (_CONTINUES | _STAYS).isdisjoint(words)
    at_home = "encore" in words and "maison" in words
    return (goes_on or at_home or not _MINDS.isdisjoint(words)) and "book" not in one.tags


def _is_needless(words: Sequence[str]) -> bool:
    """Say whether nothing is needed: "pas besoin", "elle n'en a pas besoin", "donc rien à faire"."""
    return any(one in _NOTHING and not _NOT_NEEDED.isdisjoint(words[at + 1 : at + 4]) for at, one in enumerate(words)) or "inutile" in words


def _is_talk(one: _Told) -> bool:
    """Say whether a sentence tells no child and no day, and what is paid or whom somebody often helps: "la voisine, qui m'aide souvent"."""
    if one.names or not one.tags.isdisjoint(ORDERED | {"cond"}):
        return False
    if "pay" in one.tags:
        return any(have in {"ai", "avons"} and after in _PAID for have, after in pairwise(w for w in one.words if w != "deja"))
    return not one.dated and "qui" in one.words and "souvent" in one.words


def _was_so(one: _Told) -> bool:
    """Say whether a sentence tells only what was so till now: "jusqu'ici seule Emma mange à l'école le vendredi"."""
    words = one.words
    opening = [word for word in words if word.isalpha() or word.endswith("'")][:_OPENING]
    till_now = any(pair[0] == "jusqu'" and pair[1] in _NOW for pair in pairwise(opening)) or "habituellement" in opening
    return till_now and one.tags <= _ELSEWHERE - {"cancel"} and _TURNS.isdisjoint(words) and _NOTS.isdisjoint(words)


_OPENING, _NOW, _TURNS = 5, word_set("ici present maintenant la"), word_set("mais ce cette ces demain")
_PAID = word_set("regle paye reglee payee solde")
