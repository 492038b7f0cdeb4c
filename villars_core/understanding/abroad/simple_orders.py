"""Keeps an order in a language other than French to a simple sentence: what the lexicon's frames tell, or nothing accounts for, asks.

The words stand in each lexicon's `[frames]`; here is only what they do to an order.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from villars_core.understanding.abroad.away_reasons import gives_reason, leads_on, of_reasons, tells_way
from villars_core.understanding.abroad.behind_commands import is_behind_command, is_to_come, tells_why
from villars_core.understanding.abroad.booked_things import books_other
from villars_core.understanding.abroad.denied_children import denies_meant
from villars_core.understanding.abroad.left_days import leaves_days
from villars_core.understanding.abroad.plain_commands import bid_deeds, is_among_pals, is_dash, is_eaten_out, is_elsewhere, is_present
from villars_core.understanding.abroad.side_days import child_apart
from villars_core.understanding.abroad.told_persons import did_it, feeds_child, is_of_group, is_of_person, is_of_writers
from villars_core.understanding.abroad.told_places import first_place
from villars_core.understanding.abroad.verb_last import is_reason_apart, is_with_kin, order_ends, softens
from villars_core.understanding.acts.clauses import Clause
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent, Question

_FRENCH = "fr"
_ACTED_ON = frozenset({Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE})
_DEEDS = word_set("cancel book eat canteen go stay absent home homemeal pickup cease swap noon")
# Whom these are told of is whom they are done by: "the teacher is absent", "I eat at the canteen".
_DONE_BY = word_set("eat canteen go stay absent home homemeal noon sick")
_COMMANDED = frozenset({"cancel", "book"})
_SPOKEN_OF = frozenset({"homemeal", "excuse", "staff", "contact", "here", "ischecked"})
_SAYING = _COMMANDED | {"eat"}
_OWN = frozenset({"eat", "go"})  # What nobody does to another: "I'm not eating on Thursday".
_ORDERED = frozenset({"act.cancel", "act.book", "act.book_not", "act.keep"})
_STATED = frozenset({"act.eat", "act.canteen", "act.go", "act.stay", "act.eat_not", "act.no_canteen", "act.home"})
_MEALS = frozenset({"canteen", "noon", "homemeal"})
_DOABLE = word_set("cancel book eat go homemeal")
# What a simple order is told with; whatever else is said in its own words turns it into something else.
_SUPPORT = _DEEDS | word_set(
    "need neg ne negplus but thanks notcond school sick only excuse family greeting possible planning can cankid grownup final see notice"
    " look take correct notneg job nothanks place attach ask stop nudge told done cond maybe same instead proof offtopic must ischecked"
    " here wish partial beforemeal nod"
)
_LOOKS = frozenset({"planning", "practical", "ask"})
_MARKS = word_set(', . ; : ! ? ( ) " « » “ ” ؟ 。')
_ENDS, _QUOTES = word_set(". ! ? ; ؟"), word_set('" « “ „')
_NOTHING = ("\0",)
_ANDS = word_set("and y e ve و ولا")
_WISHING = frozenset({"es", "pt"})
_WORDLESS = word_set("greeting thanks notcond correct but wish")
_NONE = word_set("ninguno ninguna nenhum nenhuma neither none hicbiri")
_AGAIN = _NONE | word_set("ni nem nor لا ولا")
# Arabic writes no short vowels: two letters are a word there.
_SHORTEST = {"ar": 1}
_NEAR, _BESIDE, _FAR = 4, 2, 30
_TO_EACH = word_set("para a por for of pour")


def not_simple(order: Order, heard: Heard) -> list[Question]:
    """Return a question where an order in another language is told by somebody, past, another's, or holds an unread word."""
    if heard.lexicon.language == _FRENCH:
        return []
    told = _Told(order, heard)
    if order.act.intent is Intent.SHOW_PLANNING:
        return [Question("which_act")] if told.is_no_look() else []
    if order.act.intent not in _ACTED_ON:
        return []
    if denies_meant(heard) or child_apart(order, heard) or told.of_another() or told.of_writers():
        return [Question("which_child")]
    if leaves_days(order, heard):
        return [Question("which_days")]
    return [Question("confirm_act")] if told.is_none() or books_other(order, heard) else []


def _place(cue: Cue) -> int:
    return cue.i


class _Told:
    """One order among its stretches: what lies between marks, and holds a word of the act or a day of it."""

    def __init__(self, order: Order, heard: Heard) -> None:
        self.order, self.heard, self.tokens, self.words = order, heard, heard.scan.tokens, heard.lexicon
        self.dated, self.apart = heard.dated, heard.dated | heard.aside
        self.cued = {at for cue in heard.cues for at in range(cue.i, cue.j)}
        self.settled = {at for cue in heard.cues if cue.tag not in _LOOKS for at in range(cue.i, cue.j)}
        self.longer = {at for cue in heard.cues if cue.j - cue.i > 1 for at in range(cue.i, cue.j)}
        self.planned = {at for cue in heard.cues if cue.tag == "planning" for at in range(cue.i, cue.j)}
        self.asked = {at for cue in heard.cues if cue.tag == "ask" for at in range(cue.i, cue.j)}
        self.named = heard.named
        self.read = self.dated | self.cued | self.named | set(heard.scan.masked)
        self.ends = [at + 1 for at, token in enumerate(self.tokens) if token.text in _ENDS]
        deeds = _DEEDS | {"sick"} if order.act.rule == "act.sick" else _DEEDS
        self.deeds = sorted((cue for clause in order.clauses for cue in clause.cues if cue.tag in deeds), key=_place)
        self.called = self.apart | self.named | of_reasons(heard) | {one.j for one in heard.mentions if one.rule == "role.level"}
        self.commands = bid_deeds(self.deeds, heard)
        self.excused = {cue.j for cue in heard.cues if cue.tag == "excuse"}
        self.reasons = {at for cue in heard.cues if cue.tag == "excuse" for at in range(cue.i, cue.j)}
        self.passed = self.read | heard.aside | of_reasons(heard)
        self.stated = order.act.rule in _STATED
        self.strict = order.act.intent is Intent.BOOK_MEAL
        self.meal = order.act.intent is not Intent.REPORT_ABSENCE
        # Who cancels or books is told beside "cancel"; who eats or is away, beside that.
        self.acting = _COMMANDED if order.act.rule in _ORDERED else _DONE_BY
        self.elsewhere = first_place(heard)
        found = [stretch for clause in order.clauses for stretch in self._stretches(clause)]
        others = [one for one in found if not (self._is_our_reason(*one) or is_behind_command(order, heard, range(*one)))]
        others = others if self.strict else [one for one in others if not is_reason_apart(heard, one, found)]
        self.stretches = others if any(self._deeds(*stretch) for stretch in others) else found

    def of_another(self) -> bool:
        """Say whether somebody who is no child of the family stands in the words of the act, or a group that a child belongs to."""
        if is_of_person(self.order, self.heard):
            return True
        if any(is_of_group(one, self.heard, self.commands) for one in self.order.mentions):
            return True
        named = any(one.keys for one in self.order.mentions)
        for start, stop in self.stretches:
            if self._is_only_beside(start, stop):
                continue
            deeds = [cue for cue in self._deeds(start, stop) if cue.tag in self.acting]
            ordered = self.called | {at for cue in deeds if cue.tag in _SAYING for at in range(cue.i, cue.j)}  # "don't cook for them"
            places = range(start, stop) if deeds and not feeds_child(self.order, self.heard) else ()
            persons = [at for at in places if at not in ordered and self._listed(at, "persons")]
            if any(did_it(at, self.heard) or not self._is_beside(at) for at in persons):
                return True
            # "El conductor falta el viernes": an unread noun before what somebody does, and no child told.
            told = bool(deeds) and not named and self.order.act.rule not in _ORDERED
            if told and any(self._is_loose(at) or self._is_group(at, start) for at in range(start, deeds[0].i)):
                return True
        return False

    def of_writers(self) -> bool:
        """Say whether the writers tell what they themselves do."""
        return any(cue.tag in _OWN and self._is_ours(cue) for stretch in self.stretches for cue in self._deeds(*stretch))

    def _is_only_beside(self, start: int, stop: int) -> bool:
        """Say whether a stretch only tells of a meal beside one not wanted: "… isn't eating on Friday, her dad takes her out for lunch"."""
        if self.strict or any(start <= said.i < stop for said in self.order.said):
            return False
        deeds = self._deeds(start, stop)
        return start > min((cue.i for cue in self.deeds if cue.denied), default=stop) and all(cue.tag in _MEALS for cue in deeds)

    def _is_group(self, at: int, start: int) -> bool:
        """Say whether a class itself is spoken of at the beginning of a stretch: "the whole class is absent"."""
        groups = self.words.frames.get("groups")
        return at - start <= _BESIDE and groups is not None and self.tokens[at].text in groups.words

    def is_none(self) -> bool:
        """Say whether the order is told, quoted, past, usual, one of two, or holds a word that nothing accounts for."""
        return (
            self._is_in_words(self.deeds)
            or any(token.text in _QUOTES for clause in self.order.clauses for token in self.tokens[clause.i : clause.j])
            or self._is_usual()
            or self._is_hoped()
            or any(self._is_tagged(clause) for clause in self.order.clauses)
            or any(self._is_either(at) for clause in self.order.clauses for at in range(clause.i, clause.j))
            or (self.meal and any(said.group.kind == "since" for said in self.order.said))
            or any(self._is_open(start, stop) for start, stop in self.stretches)
        )

    def is_no_look(self) -> bool:
        """Say whether what looks like a look at the planning asks nothing: "I see that Tom's lunch is cancelled"."""
        tags = self.order.tags
        asked = self.order.act.rule == "ask.planning"
        if any(
            self._listed(at, "when") and at not in self.settled and at not in self.asked and not (clause.asks and at in self.planned)
            for clause in self.order.clauses
            for at in range(clause.i + 2, clause.j)
        ):
            return True
        if "maybe" in tags or (asked and (tags & {"told", "must"} or self._is_supposed())) or self.of_another():
            return True
        if any(clause.asks for clause in self.order.clauses):
            bare = asked and not tags & {"eat", "ischecked", "planning"}
            return bare and any(self._is_loose(at) for clause in self.order.clauses for at in range(clause.i, clause.j))
        told = [cue for clause in self.order.clauses for cue in clause.cues if cue.tag in {*_DEEDS, "ischecked"}]
        return self._is_in_words(told) or (bool(told) and any("past" in clause.tags for clause in self.order.clauses))

    def _is_supposed(self) -> bool:
        """Say whether a question supposes what it names: "is it ok if Tom doesn't eat?", "I'd prefer that he …, what do you think?"."""
        if any(cue.tag == "cond" and cue.i and cue.i - 1 not in self.cued for cue in self.heard.cues):
            return True
        for start, deed, _ in self._sentences(self.deeds):
            at = self._that(start + _BESIDE, deed)
            if at is not None and not any(self._listed(place, "asking") for place in range(start, at)):
                return True
        return False

    # Where the order stands

    def _stretches(self, clause: Clause) -> Iterator[tuple[int, int]]:
        start = clause.i
        for at in range(clause.i, clause.j + 1):
            if at < clause.j and not self._parts(at) and not self._ends_reason(start, at):
                continue
            if self._deeds(start, at):
                yield start, order_ends(self.heard, start, at, self.order.act.intent)
            elif any(start <= said.i < at for said in clause.said):
                yield start, at
            start = at + 1

    def _ends_reason(self, start: int, at: int) -> bool:
        """Say whether an "and" parts what happened to a child from the act: "se ha roto la pierna | y falta el lunes"."""
        if self.strict or self.tokens[at].text not in _ANDS or at in self.dated or not 0 < at - start <= _FAR:
            return False
        if self._deeds(start, at) or (any(start <= said.i < at for said in self.order.said) and not self._is_gone_by(start, at)):
            return False
        return not any(self._listed(place, "persons") for place in range(start, at) if place not in self.named) and not any(
            cue.tag == "neg" for cue in self._cues(start, at)
        )

    def _parts(self, at: int) -> bool:
        if at in self.dated:
            return False
        if self.tokens[at].text in _MARKS or is_dash(self.tokens, at):
            return True
        # "eats as a horse does": what follows the verb of a booking at once is no reason.
        beside = self.strict and "verb_last" not in self.words.frames and any(cue.j == at for cue in self.deeds)
        # "Léa için": the child is whom it is for, where no word goes before a noun.
        after = "verb_last" in self.words.frames and at - 1 in self.named | self.dated
        return not after and self._listed(at, "parting") and at not in self.named and not beside

    def _deeds(self, start: int, stop: int) -> list[Cue]:
        return self.deeds[bisect_left(self.deeds, start, key=_place) : bisect_left(self.deeds, stop, key=_place)]

    def _cues(self, start: int, stop: int) -> Sequence[Cue]:
        cues = self.heard.cues
        return cues[bisect_left(cues, start, key=_place) : bisect_left(cues, stop, key=_place)]

    def _is_our_reason(self, start: int, stop: int) -> bool:
        """Say whether a stretch tells only where the writers themselves go, or is a reason: "… , we have to go to England"."""
        if self._is_given_reason(start, stop) or tells_way(self.order, self.heard, range(start, stop)):
            return True
        if any(start <= one.i < stop and one.keys for one in self.order.mentions):
            return False
        if any(cue.tag not in {"go", "stay"} for cue in self._deeds(start, stop)):
            return False
        ends = self.words.frame_ends.get("ours", _NOTHING)
        ours = ("ours", "ourselves")
        return any(self.tokens[at].text.endswith(ends) or any(self._listed(at, one) for one in ours) for at in range(start, stop))

    def _is_given_reason(self, start: int, stop: int) -> bool:
        """Say whether a stretch after "because" only tells where a child goes who does not come: "porque vai ser operado"."""
        if self.strict or start == 0 or not self._listed(start - 1, "parting") or any(start <= said.i < stop for said in self.order.said):
            return False
        return all(cue.tag in {"go", "stay"} and not cue.denied for cue in self._deeds(start, stop))

    def _sentences(self, deeds: list[Cue]) -> list[tuple[int, int, int]]:
        """Return each sentence that holds a deed: where it begins, where its last deed stands, and where it ends."""
        found: dict[int, tuple[int, int, int]] = {}
        for deed in deeds:
            at = bisect_right(self.ends, deed.i)
            stop = self.ends[at] if at < len(self.ends) else len(self.tokens)
            found[at] = (self.ends[at - 1] if at else 0, max(deed.i, found[at][1] if at in found else 0), stop)
        return list(found.values())

    def _listed(self, at: int, table: str) -> bool:
        """Say whether the word at a place is in a table of the frames."""
        return self.words.tells(table, self.tokens[at].text)

    # What makes it none

    def _is_beside(self, at: int) -> bool:
        """Say whether a person is only whom the child is with, the writer, or the reason: "eats with his father", "I am his mother"."""
        near = range(max(at - _NEAR, 0), at)
        opening = range(max(at - 2 * _NEAR, 0), at)
        pals = bool(self.commands) and self._listed(at, "pals")
        if pals or at in self.excused or any(self._listed(place, "myself") for place in near):
            return True
        if any(self._listed(place, "presenting") for place in opening):
            # "hi it's Tom's mum, …"
            return True
        if any(cue.i <= at < cue.j for cue in self.heard.cues if cue.tag in _SPOKEN_OF):
            return True
        if not self.strict and self.named and any(self._listed(place, "with") for place in range(max(at - _BESIDE, 0), at)):
            # "Léo goes out with his dad so he doesn't eat"
            return True
        asked = "can" in self.order.tags or "cankid" in self.order.tags or any(clause.asks for clause in self.order.clauses)
        return asked and self._listed(at, "anybody")

    def _is_in_words(self, deeds: list[Cue]) -> bool:
        return any(self._is_at_second_hand(*sentence) for sentence in self._sentences(deeds))

    def _is_at_second_hand(self, start: int, deed: int, stop: int) -> bool:
        """Say whether somebody's words hold the act: a "that" after no request, a message spoken of, a verb told at second hand."""
        at = self._that(start, deed)
        if at is not None and self.words.language in _WISHING and self._opens(start, at):
            # "Que coman los dos el jueves" is a wish.
            at = self._that(at + 1, deed)
        if at is not None:
            return not (self._is_turned(at, deed) or any(self._listed(place, "asking") for place in range(start, at)))
        head = range(start, deed)
        spoken = any(self._listed(at, "messages") and not (at and self._listed(at - 1, "this")) for at in head if at not in self.cued)
        ends = self.words.frame_ends.get("telling", ())
        words = (at for at in range(start, stop) if at not in self.named | self.reasons and not tells_why(self.heard, range(at, at + 1)))
        told = bool(ends) and any(self.tokens[at].text.endswith(ends) for at in words)
        return (spoken or told) and not any(self._listed(at, "asking") for at in range(start, stop))

    def _is_turned(self, start: int, stop: int) -> bool:
        """Say whether the act stands behind a "but" that ends what is known or said: "ya sé que falta mucho, pero Marie no come"."""
        turn = next((at for at in range(start, stop) if self._listed(at, "contrast")), stop)
        return turn < stop and not any(start <= cue.i < turn for cue in self.deeds)

    def _opens(self, start: int, at: int) -> bool:
        """Say whether nothing but marks, days and greetings stands before a "that": "el viernes, que Tom se quede a comer"."""
        said = self.dated | {place for cue in self._cues(start, at) if cue.tag in _WORDLESS for place in range(cue.i, cue.j)}
        return all(place in said or self.tokens[place].text in _MARKS for place in range(start, at))

    def _that(self, start: int, stop: int) -> int | None:
        """Return where a "that" stands which is part of no other word."""
        return next(
            (at for at in range(start, stop) if self._listed(at, "that") and at not in self.apart and not self._is_joined(at)), None
        )

    def _is_joined(self, at: int) -> bool:
        """Say whether a "that" is part of a longer word, or points: "para que", "that day"."""
        gives = self.words.language in _WISHING and gives_reason(at, self.heard)
        if gives or at in self.longer or at + 1 in self.dated:
            return True
        return (at > 0 and self._listed(at - 1, "joined")) or self._listed(min(at + 1, len(self.tokens) - 1), "after_that")

    def _is_usual(self) -> bool:
        """Say whether a "when" opens a clause beside the act: "when Tom is sick he does not eat"."""
        ends = self.words.frame_ends.get("usual", _NOTHING)
        for clause in self.order.clauses:
            for at in range(clause.i, clause.j):
                if at in self.named or at in self.dated:
                    continue
                # A message that opens with it asks: "when does Tom eat?".
                if self._listed(at, "when") and not (clause.asks and at <= clause.i + 1) and at not in self.settled:
                    return True
                if self._is_loose(at) and self.tokens[at].text.endswith(ends):
                    return True
        return False

    def _is_tagged(self, clause: Clause) -> bool:
        """Say whether a few denied words at the end ask for agreement: "Tom podría comer el jueves, ¿no?"."""
        last = clause.j - 1
        if last <= clause.i or self.tokens[last].text not in {"?", "؟"}:
            return False
        start = last
        while start > clause.i and last - start < _NEAR and self.tokens[start - 1].text not in _MARKS:
            start -= 1
        denied = any(cue.tag == "neg" for cue in self._cues(start, last))
        return denied and last - start < _NEAR and start > clause.i and not self._deeds(start, last)

    def _is_hoped(self) -> bool:
        """Say whether a child's doing is only hoped or thought: "I hope Tom eats on Thursday"."""
        return any(
            self._listed(at, "hoping") and at + 1 in self.named
            for clause in self.order.clauses
            for at in range(clause.i, clause.j - 1)
            if at not in self.cued
        )

    def _is_open(self, start: int, stop: int) -> bool:
        deeds, elsewhere = self._deeds(start, stop), is_elsewhere(self.commands, start, stop)
        if not deeds:
            return self._tells_child(start, stop) and not (
                self._is_gone_by(start, stop) or leads_on(self.order, self.heard, range(start, stop))
            )
        return (
            any(self._is_ours(cue) or self._is_past(cue, start) or self._is_dish(cue, start, stop) for cue in deeds)
            or (self.strict and self.stated and any(self._listed(at, "home") and at not in self.named for at in range(start, stop)))
            or any(self._is_jointly(cue, start, stop) for cue in deeds)
            or any(self._is_left_over(cue) for cue in self._cues(start, stop))
            or any(self._is_manner(cue, start, stop) for cue in deeds)
            or any(self._is_in_company(cue, start, stop) and not (elsewhere and is_among_pals(self.heard, cue.j, stop)) for cue in deeds)
            or (self.meal and self._is_otherwise(start, stop))
            or (not elsewhere and any(self._is_loose(at) and (self.strict or not self._is_noun(at, start)) for at in range(start, stop)))
        )

    def _is_jointly(self, deed: Cue, start: int, stop: int) -> bool:
        """Say whether only that two do it together is denied: "Tom and Léa don't both eat", where one may."""
        if not deed.denied:
            return False
        denials = [cue for cue in self._cues(start, stop) if cue.tag == "neg" and cue.denied]
        if any(self.tokens[cue.i].text in _NONE for cue in denials):
            # "ninguno de los dos come": neither does.
            return False
        first = min((cue.j for cue in denials), default=start)
        # "sin cantina para las dos": each of them.
        each = {at for one in self.order.mentions if one.i and self.tokens[one.i - 1].text in _TO_EACH for at in range(one.i, one.j)}
        return any(
            self._listed(at, "jointly") and at not in self.dated and at not in self.cued and at not in each for at in range(first, stop)
        )

    def _is_left_over(self, cue: Cue) -> bool:
        """Say whether a denial bears on nothing that was read, no day after it either: "neither" before two names."""
        if cue.tag != "neg" or cue.denied or {cue.j, cue.j + 1} & self.dated:
            return False
        # "no comen ni Léo ni Léa", "no mando a ninguno de los dos": another denial bears on the act.
        again = self.tokens[cue.i].text in _AGAIN and not self.named.isdisjoint(range(cue.j, cue.j + _BESIDE))
        return not (again and any(one.tag == "neg" and one.denied for one in self.heard.cues))

    def _is_either(self, at: int) -> bool:
        return self._listed(at, "either") and at not in self.dated and at not in self.cued and not softens(self.heard, at)

    def _is_gone_by(self, start: int, stop: int) -> bool:
        """Say whether a stretch tells only of days gone by beside an act that is no booking: "la operaron ayer, faltará el jueves"."""
        inside = [one for one in self.order.said if start <= one.i < stop]
        gone = all(item.kind == "rel" and item.number < 0 for one in inside for item in one.group.items)
        return not self.strict and gone and len(inside) < len(self.order.said)

    def _tells_child(self, start: int, stop: int) -> bool:
        """Say whether a stretch with a day and no act tells what a named child does: "Léa cried on Thursday because …"."""
        if not any(start <= one.i < stop and one.keys and not one.rule.startswith("pronoun") for one in self.order.mentions):
            return False
        if is_present(self.heard, start, stop):
            return self.strict and is_eaten_out(self.heard, start, stop)
        if not self.strict and tells_why(self.heard, range(start, stop)):
            return False
        loose = (at for at in range(start, stop) if self._is_loose(at) and not is_to_come(self.order, self.heard, at))
        return any(not self._is_noun(at, start) for at in loose)

    def _is_ours(self, deed: Cue) -> bool:
        """Say whether the writers tell what they themselves do: "I eat at the canteen on Thursday"."""
        return deed.tag in self.acting and self.order.act.rule not in _ORDERED and is_of_writers(deed, self.heard)

    def _is_past(self, deed: Cue, start: int) -> bool:
        """Say whether the act is told as done, by its ending or by "have", "was" and somebody before it."""
        # "vazgeçtik" does what it says.
        if not self.meal or deed.tag not in _DOABLE | {"canteen"} or self._listed(deed.j - 1, "performed"):
            return False
        first, last = self.tokens[deed.i], self.tokens[deed.j - 1]
        ends, source = self.words.frame_ends, self.heard.folded.source
        if any(one.text.endswith(ends.get("done", _NOTHING)) for one in (first, last)):
            return True
        if deed.tag not in _DOABLE:
            return False
        # Where a meal is eaten, the last word is whom with: "almoça com a tia".
        verbs = (first,) if deed.tag == "homemeal" else (first, last)
        if any(source[one.start : one.end].lower().endswith(ends.get("past", _NOTHING)) for one in verbs):
            return True
        if not first.text.endswith(ends.get("participle", _NOTHING)):
            return False
        asks = any(clause.asks for clause in self.order.clauses) and not {"can", "cankid", "possible"} & self.order.tags
        return asks or any(self._listed(at, "having") for at in range(max(deed.i - _BESIDE, start), deed.i))

    def _is_dish(self, eaten: Cue, start: int, stop: int) -> bool:
        """Say whether what is eaten stands beside the verb: "isn't eating fish", "balık yiyecek"."""
        if eaten.tag == "book" and "verb_last" in self.words.frames:
            # "geziye yazdırın": what is booked is no meal.
            return eaten.i - 1 in self.reasons
        if eaten.tag not in {"eat", "homemeal"}:
            return False
        at = eaten.i - 1 if "verb_last" in self.words.frames else eaten.j
        return start <= at < stop and self._is_loose(at)

    def _is_manner(self, eaten: Cue, start: int, stop: int) -> bool:
        """Say whether how a child eats is told beside the verb: "eats very little", "eats alone"."""
        if eaten.tag not in {"eat", "homemeal"}:
            return False
        beside = range(start, eaten.i) if "verb_last" in self.words.frames else range(eaten.j, stop)
        return any(self._listed(at, "manner") for at in beside if at not in self.cued and at not in self.dated)

    def _is_in_company(self, eaten: Cue, start: int, stop: int) -> bool:
        """Say whether a meal is told with whom it is eaten, who may be no one at school: "come con sus tíos"."""
        if not self.strict or eaten.tag != "eat":
            return self.strict and eaten.tag == "canteen" and is_eaten_out(self.heard, eaten.j, stop)
        beside = range(start, eaten.i) if "verb_last" in self.words.frames else range(eaten.j, stop)
        if is_with_kin(self.heard, range(start, stop)) or is_eaten_out(self.heard, eaten.j, stop):
            return True
        joins = {at for at in beside if {at - 1, at + 1} <= self.named and self.tokens[at].text == "ile"}
        return any(self._listed(at, "with") and at not in self.cued | self.dated | joins for at in beside)

    def _is_otherwise(self, start: int, stop: int) -> bool:
        return any(cue.tag not in _SUPPORT for cue in self._cues(start, stop))

    # What accounts for a word

    def _is_loose(self, at: int) -> bool:
        word, words = self.tokens[at].text, self.words
        if self._listed(at, "there") and at not in self.read and at >= self.elsewhere:
            return True
        if at in self.passed or len(word) <= _SHORTEST.get(words.language, 2) or not word.isalpha():
            return False
        # "Tom eats …" is an order only by what is not said: a statement holds fewer words than a request.
        harmless = self._listed(at, "declaring") if self.stated else word in words.harmless
        return not (word in words.plain or harmless or words.dates.holds(word))

    def _is_noun(self, at: int, start: int) -> bool:
        """Say whether a word stands where only a noun can: after a small word, before "there is", or by how it begins or ends."""
        word, words, frames = self.tokens[at].text, self.words, self.words.frames
        if word.endswith(words.frame_ends.get("verbal", _NOTHING)):
            return False
        if at in self.excused or word.startswith(words.frame_ends.get("noun_begins", _NOTHING)):
            return True
        if word.endswith(words.frame_ends.get("noun_ends", _NOTHING)):
            return True
        if at + 1 < len(self.tokens) and "nouns_before" in frames and self._listed(at + 1, "nouns_before"):
            return True
        if at == start:
            return False
        before = self.tokens[at - 1].text
        if before in words.nominal or ("nouns_after" in frames and self._listed(at - 1, "nouns_after")):
            return True
        return at - 1 > start and self.tokens[at - 2].text in words.nominal and before in words.adjectives
