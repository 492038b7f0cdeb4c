"""Booking and cancelling meals: for whom, which days, a recap, then a receipt that can be undone while the deadline allows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from villars_core.conversations.flows import receipts
from villars_core.conversations.flows.base import (
    CANCEL_KEY,
    EDIT_KEY,
    MENU,
    MENU_KEY,
    OK_KEY,
    VALIDATE,
    Step,
    Talk,
    cancelled,
    question,
    recap_rows,
)
from villars_core.conversations.flows.children import AboutChildren
from villars_core.errors import Refusal, together
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.reservations.actions import Receipt
from villars_core.reservations.plans import MealChange
from villars_core.reservations.queries import booked, calendar_of, next_open_days
from villars_core.schools.rules_file import BOOK, CANCEL
from villars_core.understanding import Reading

DAYS_SHOWN = 8
CHILD_DOUBTS = frozenset({"name_unknown", "which_child"})
NO_DAY_DOUBTS = CHILD_DOUBTS | {"condition"}
EVERY_CHILD = N_("Tous mes enfants")
RESERVE_WHICH = N_("Quels jours réserver pour {children} ?")
CANCEL_WHICH = N_("Quels jours annuler pour {children} ?")
LIMIT_SHOWN = N_("Pour la semaine du {day}, vous pouvez changer jusqu’au {limit}.")
NOTHING_TO_CANCEL = N_("{children} : aucun repas réservé ne peut encore être annulé. Le calendrier montre ce qui est réservé.")
NOTHING_CHANGED = N_("Rien à changer : c’est déjà ainsi.")
UNDO = N_("Défaire")
SAME_FOR = N_("La même chose pour {child}")
MOST_SIBLINGS = 4
WHOLE_MONTH = N_("Voir tout le mois")
BOTH_AT_ONCE = N_("Quels jours ? Vous pouvez répondre aux deux questions à la fois, par exemple « Léa, lundi et jeudi ».")


@dataclass
class MealFlow(AboutChildren):
    """The part that booking and cancelling share; `receipts` keeps what was done, to undo it; `late`: the surcharges that were shown.

    `own_days`: the days of a child, by its id as text, where they are not those of the others.
    """

    act: ClassVar[str] = BOOK
    days: list[str] = field(default_factory=list)
    days_said: bool = False
    receipts: list[list[Any]] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    own_days: dict[str, list[str]] = field(default_factory=dict)

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the children and the days that were named; new ones replace those of before."""
        mine = {child.id for child in access.children_of_actor(talk.work)}
        named = [key for key in reading.children if key in mine]
        doubts = {one.kind for one in reading.questions}
        if named:
            self.children = named
        elif doubts & CHILD_DOUBTS:
            self.children = []
        if named or reading.days:
            self.own_days = {}
        if reading.days:
            # Days that must be asked about are ticked on the days' screen, never taken over at once.
            self.days, self.days_said = sorted(day.isoformat() for day in reading.days), doubts <= NO_DAY_DOUBTS

    def prefill(self, facts: Mapping[str, Any]) -> None:
        """Take children and days of an offer."""
        super().prefill(facts)
        self.days_said = bool(self.days)

    def show(self, talk: Talk) -> Step:
        """Ask for what is missing, else show the recap."""
        asked = self.asked_whom(talk)
        if asked is not None:
            return asked
        if not self.days_said:
            return Step(self._which_days(talk))
        return self._recap(talk)

    def press(self, talk: Talk, key: str) -> Step:
        """Set a child, a day, or take the last word."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY:
            return self._performed(talk)
        if key == "undo":
            return self._undone(talk)
        if key == EDIT_KEY:
            self.days_said, self.own_days = False, {}
        elif key == "go":
            self.days_said = bool(self.days)
        elif key == "month":
            return Step(opens="meal_calendar", facts={"children": self.children[:1]})
        elif key.startswith("d"):
            self._set_day(key)
        else:
            self._set_children(talk, key)
        return self.show(talk)

    def _set_children(self, talk: Talk, key: str) -> None:
        if key == "all":
            self.children = [child.id for child in access.children_of_actor(talk.work)]
        elif key[:1] in {"c", "s"} and key[1:].isdigit():
            child_id = access.child_for_actor(talk.work, int(key[1:])).id
            self.children = [child_id] if key[0] == "c" else sorted({*self.children, child_id})

    def _set_day(self, key: str) -> None:
        day = date.fromisoformat(f"{key[1:5]}-{key[5:7]}-{key[7:9]}").isoformat()
        others = [one for one in self.days if one != day]
        self.days = sorted([*others, day]) if key.endswith("+") else others

    def whom_screen(self, talk: Talk, mine: Sequence[Child]) -> Screen:
        """Ask for the days too where a mail can answer both."""
        rows = tuple((Choice(f"c{child.id}", child.first_name),) for child in mine)
        every = ((talk.choice("all", EVERY_CHILD),),) if len(mine) > 1 else ()
        days = (talk.t(BOTH_AT_ONCE),) if talk.by_email and not self.days_said else ()
        return question(talk, self.title, (talk.t(self.whom), *days), (*rows, *every), Expect.DAYS if days else Expect.CHOICE)

    def _which_days(self, talk: Talk) -> Screen:
        kids = [access.child_for_actor(talk.work, one) for one in self.children]
        calendar = calendar_of(talk.work, kids[0])
        days = next_open_days(talk.work, calendar, self.act, DAYS_SHOWN * 3)
        live = booked(talk.work, self.children, days[0], days[-1]) if days else {}
        if self.act == CANCEL:
            days = [day for day in days if any(day in found for found in live.values())]
        days = days[:DAYS_SHOWN]
        names = talk.work.translator.listed([child.first_name for child in kids])
        if not days:
            rows = ((talk.choice("month", WHOLE_MONTH),), (talk.choice(MENU_KEY, MENU),))
            return Screen(talk.t(self.title), (talk.t(NOTHING_TO_CANCEL, children=names),), rows)
        body = [talk.t(RESERVE_WHICH if self.act == BOOK else CANCEL_WHICH, children=names)]
        limit = calendar.last_minute(days[0], self.act)
        if limit is not None:
            body.append(talk.t(LIMIT_SHOWN, day=days[0], limit=limit))
        choices = [self._day_choice(talk, day, live) for day in days]
        go = ((talk.choice("go", VALIDATE, Role.PRIMARY),),) if self.days else ()
        month = ((talk.choice("month", WHOLE_MONTH),),)
        return question(talk, self.title, tuple(body), (*_in_pairs(choices), *month, *go), Expect.DAYS)

    def _day_choice(self, talk: Talk, day: date, live: Mapping[int, list[date]]) -> Choice:
        chosen = day.isoformat() in self.days
        is_booked = bool(live) and all(day in found for found in live.values())
        mark = {BOOK: "+ ", CANCEL: "− "}[self.act] if chosen else "✓ " if is_booked else ""
        return Choice(f"d{day:%Y%m%d}{'-' if chosen else '+'}", mark + talk.work.translator.short_day(day))

    def _asked(self, talk: Talk) -> list[MealChange]:
        kids = [access.child_for_actor(talk.work, one) for one in self.children]
        days = {child.id: tuple(map(date.fromisoformat, self.own_days.get(str(child.id), self.days))) for child in kids}
        return [MealChange(self.act, child, days[child.id], at=talk.said_at) for child in kids]

    def _recap(self, talk: Talk) -> Step:
        """Say what would change, day by day what would not, and why; a request of which nothing is left is refused."""
        body: list[str] = []
        changes = 0
        refused: list[Refusal] = []
        self.late = receipts.late_days(talk.work, self._asked(talk))
        for asked in self._asked(talk):
            found = receipts.recap_of(talk, asked)
            refused += found.refused
            body += found.lines
            changes += len(found.changes)
        body += receipts.refusal_lines(talk, refused)
        if not changes:
            if refused:
                raise together(refused)
            return Step(Screen(talk.t(self.title), (*body, talk.t(NOTHING_CHANGED)), ((talk.choice(MENU_KEY, MENU),),)), "done")
        validate, change = recap_rows(talk)
        return Step(Screen(talk.t(self.title), tuple(body), (validate, *self._siblings(talk), change), Expect.CHOICE))

    def _siblings(self, talk: Talk) -> tuple[tuple[Choice, ...], ...]:
        """Offer the same request for each child that it does not name: by the days and rules of that child's own school."""
        others = [child for child in access.children_of_actor(talk.work) if child.id not in self.children]
        return tuple((Choice(f"s{one.id}", talk.t(SAME_FOR, child=one.first_name)),) for one in others[:MOST_SIBLINGS])

    def _performed(self, talk: Talk) -> Step:
        if set(receipts.late_days(talk.work, self._asked(talk))) - {*self.late}:
            return self._recap(talk)
        changed, refused = receipts.performed(talk, self._asked(talk))
        self.receipts = receipts.to_undo(changed)
        return Step(self._receipt(talk, changed, refused), "done")

    def _undone(self, talk: Talk) -> Step:
        """Do the opposite of what was done; a second tap finds nothing to undo."""
        dear = receipts.dear_to_undo(talk, self.receipts)
        if dear:
            return Step(opens="book_meal", facts=dear)
        done = receipts.undone(talk, self.receipts)
        self.receipts = []
        return Step(self._receipt(talk, done), "done")

    def _receipt(self, talk: Talk, done: list[Receipt], refused: Collection[Refusal] = ()) -> Screen:
        words = talk.work.translator
        body = [line for one in done for line in receipts.sentences(talk.work, one, words)] or [talk.t(NOTHING_CHANGED)]
        body += receipts.refusal_lines(talk, refused)
        undo = ((talk.choice("undo", UNDO, Role.BACK),),) if self.receipts and receipts.may_undo(talk, self.receipts) else ()
        receipts.tell(talk, self.title, done)
        return Screen(talk.t(self.title), tuple(body), (*undo, (talk.choice(MENU_KEY, MENU),)))


@dataclass
class BookMeals(MealFlow):
    """Réserver la cantine."""

    name: ClassVar[str] = "book_meal"
    title: ClassVar[str] = N_("Réserver la cantine")
    act: ClassVar[str] = BOOK


@dataclass
class CancelMeals(MealFlow):
    """Annuler des repas."""

    name: ClassVar[str] = "cancel_meal"
    title: ClassVar[str] = N_("Annuler la cantine")
    act: ClassVar[str] = CANCEL


def _in_pairs(choices: list[Choice]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(choices[start : start + 2]) for start in range(0, len(choices), 2))
