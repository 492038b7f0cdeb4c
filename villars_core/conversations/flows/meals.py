"""Booking and cancelling meals: for whom, which days, a recap, then a receipt that can be undone while the deadline allows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from villars_core.accounts.queries import accounts_of_guardians
from villars_core.conversations.flows.base import (
    CANCEL_KEY,
    EDIT_KEY,
    MENU,
    MENU_KEY,
    OK_KEY,
    VALIDATE,
    Flow,
    Step,
    Talk,
    cancelled,
    question,
    recap_rows,
)
from villars_core.errors import Refusal
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_, Translator
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.reservations import actions
from villars_core.reservations.actions import Receipt
from villars_core.reservations.plans import MealChange, assess
from villars_core.reservations.queries import Calendar, booked, calendar_of, next_open_days
from villars_core.schools.rules_file import BOOK, CANCEL
from villars_core.understanding import Reading

DAYS_SHOWN = 8
CHILD_DOUBTS = frozenset({"name_unknown", "which_child"})
NO_DAY_DOUBTS = CHILD_DOUBTS | {"condition"}
WHOM = N_("Pour quel enfant ?")
EVERY_CHILD = N_("Tous mes enfants")
RESERVE_WHICH = N_("Quels jours réserver pour {children} ?")
CANCEL_WHICH = N_("Quels jours annuler pour {children} ?")
LIMIT_SHOWN = N_("Pour la semaine du {day}, vous pouvez changer jusqu’au {limit}.")
NOTHING_TO_CANCEL = N_("Aucun repas réservé ne peut encore être annulé.")
TO_CONFIRM_BOOK = N_("Réserver la cantine de {child} : {days}.")
TO_CONFIRM_CANCEL = N_("Annuler la cantine de {child} : {days}.")
SO_ALREADY_BOOK = N_("Déjà réservé pour {child} : {days}.")
SO_ALREADY_CANCEL = N_("Pas de repas réservé pour {child} : {days}.")
LEFT_OUT = N_("Pas compté : {reason}")
DONE_BOOK = N_("C’est réservé. {child} mangera à la cantine : {days}. Numéro {number}.")
DONE_CANCEL = N_("C’est annulé. {child} ne mangera pas à la cantine : {days}. Numéro {number}.")
NOTHING_CHANGED = N_("Rien à changer : c’est déjà ainsi.")
UNDO = N_("Défaire")
NO_CHILD = N_("Aucun enfant n’est rattaché à votre compte. Le service Éducation peut vous aider.")
BOTH_AT_ONCE = N_("Quels jours ? Vous pouvez répondre aux deux questions à la fois, par exemple « Léa, lundi et jeudi ».")
OTHER_ADULT = N_("Pour information : l’autre parent a changé le calendrier de {child}.")


@dataclass
class MealFlow(Flow):
    """The part that booking and cancelling share; `receipts` keeps what was done, to undo it."""

    act: ClassVar[str] = BOOK
    children: list[int] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    days_said: bool = False
    receipts: list[list[Any]] = field(default_factory=list)

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the children and the days that were named; new ones replace those of before."""
        mine = {child.id for child in access.children_of_actor(talk.work)}
        named = [key for key in reading.children if key in mine]
        doubts = {one.kind for one in reading.questions}
        if named:
            self.children = named
        elif doubts & CHILD_DOUBTS:
            self.children = []
        if reading.days:
            # Days that must be asked about are ticked on the days' screen, never taken over at once.
            self.days, self.days_said = sorted(day.isoformat() for day in reading.days), doubts <= NO_DAY_DOUBTS

    def prefill(self, facts: Mapping[str, Any]) -> None:
        """Take children and days of an offer."""
        super().prefill(facts)
        self.days_said = bool(self.days)

    def show(self, talk: Talk) -> Step:
        """Ask for what is missing, else show the recap."""
        mine = access.children_of_actor(talk.work)
        if not mine:
            return Step(Screen(talk.t(self.title), (talk.t(NO_CHILD),), ((talk.choice(MENU_KEY, MENU),),)), "done")
        if len(mine) == 1:
            self.children = [mine[0].id]
        if not self.children:
            return Step(self._whom(talk, mine))
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
            self.days_said = False
        elif key == "go":
            self.days_said = bool(self.days)
        elif key == "all":
            self.children = [child.id for child in access.children_of_actor(talk.work)]
        elif key.startswith("c") and key[1:].isdigit():
            self.children = [access.child_for_actor(talk.work, int(key[1:])).id]
        elif key.startswith("d"):
            self._set_day(key)
        return self.show(talk)

    def _set_day(self, key: str) -> None:
        day = date.fromisoformat(f"{key[1:5]}-{key[5:7]}-{key[7:9]}").isoformat()
        others = [one for one in self.days if one != day]
        self.days = sorted([*others, day]) if key.endswith("+") else others

    def _whom(self, talk: Talk, mine: list[Child]) -> Screen:
        rows = tuple((Choice(f"c{child.id}", child.first_name),) for child in mine)
        every = ((talk.choice("all", EVERY_CHILD),),) if len(mine) > 1 else ()
        days = (talk.t(BOTH_AT_ONCE),) if talk.by_email and not self.days_said else ()
        return question(talk, self.title, (talk.t(WHOM), *days), (*rows, *every), Expect.DAYS if days else Expect.CHOICE)

    def _which_days(self, talk: Talk) -> Screen:
        kids = [access.child_for_actor(talk.work, one) for one in self.children]
        calendar = calendar_of(talk.work, kids[0])
        days = next_open_days(talk.work, calendar, self.act, DAYS_SHOWN * 3)
        live = booked(talk.work, self.children, days[0], days[-1]) if days else {}
        if self.act == CANCEL:
            days = [day for day in days if any(day in found for found in live.values())]
        days = days[:DAYS_SHOWN]
        if not days:
            return question(talk, self.title, (talk.t(NOTHING_TO_CANCEL),), ())
        names = talk.work.translator.listed([child.first_name for child in kids])
        body = [talk.t(RESERVE_WHICH if self.act == BOOK else CANCEL_WHICH, children=names)]
        limit = calendar.last_minute(days[0], self.act)
        if limit is not None:
            body.append(talk.t(LIMIT_SHOWN, day=days[0], limit=limit))
        choices = [self._day_choice(talk, day, live) for day in days]
        go = ((talk.choice("go", VALIDATE, Role.PRIMARY),),) if self.days else ()
        return question(talk, self.title, tuple(body), (*_in_pairs(choices), *go), Expect.DAYS)

    def _day_choice(self, talk: Talk, day: date, live: Mapping[int, list[date]]) -> Choice:
        chosen = day.isoformat() in self.days
        is_booked = bool(live) and all(day in found for found in live.values())
        mark = {BOOK: "+ ", CANCEL: "− "}[self.act] if chosen else "✓ " if is_booked else ""
        return Choice(f"d{day:%Y%m%d}{'-' if chosen else '+'}", mark + talk.work.translator.short_day(day))

    def _asked(self, talk: Talk) -> list[MealChange]:
        days = tuple(date.fromisoformat(day) for day in self.days)
        kids = [access.child_for_actor(talk.work, one) for one in self.children]
        return [MealChange(self.act, child, days, at=talk.said_at) for child in kids]

    def _recap(self, talk: Talk) -> Step:
        """Say what would change, day by day what would not, and why; a request of which nothing is left is refused."""
        body: list[str] = []
        changes = 0
        refused: list[Refusal] = []
        for asked in self._asked(talk):
            found = assess(talk.work, asked)
            good = found.days
            refused += found.refused
            live = booked(talk.work, [asked.child.id], min(asked.days), max(asked.days))[asked.child.id]
            to_change = [day for day in good if (day in live) == (self.act == CANCEL)]
            same = [day for day in good if day not in to_change]
            changes += len(to_change)
            body += _lines(talk, self.act, asked.child, to_change, same)
        body += [talk.t(LEFT_OUT, reason=talk.t(one.template, **one.facts())) for one in refused]
        if not changes:
            if refused:
                raise refused[0]
            return Step(Screen(talk.t(self.title), (*body, talk.t(NOTHING_CHANGED)), ((talk.choice(MENU_KEY, MENU),),)), "done")
        return Step(Screen(talk.t(self.title), tuple(body), recap_rows(talk), Expect.CHOICE))

    def _performed(self, talk: Talk) -> Step:
        receipts: list[Receipt] = []
        refused: list[Refusal] = []
        for asked in self._asked(talk):
            found = assess(talk.work, asked)
            good = found.days
            refused += found.refused
            if good:
                act = actions.book if self.act == BOOK else actions.cancel
                receipts.append(act(talk.work, asked.child, good, asked.activity, asked.at))
        changed = [one for one in receipts if one.changed]
        if refused and not changed:
            raise refused[0]
        self.receipts = [[one.act, one.child_id, [day.isoformat() for day in one.changed]] for one in changed]
        return Step(self._receipt(talk, changed, refused), "done")

    def _undone(self, talk: Talk) -> Step:
        """Do the opposite of what was done, under the same rules; a second tap finds nothing to undo."""
        done: list[Receipt] = []
        for act, child_id, days in self.receipts:
            child = access.child_for_actor(talk.work, child_id)
            opposite = actions.cancel if act == BOOK else actions.book
            done.append(opposite(talk.work, child, [date.fromisoformat(day) for day in days], at=talk.said_at))
        self.receipts = []
        return Step(self._receipt(talk, [one for one in done if one.changed]), "done")

    def _receipt(self, talk: Talk, receipts: list[Receipt], refused: Collection[Refusal] = ()) -> Screen:
        body = [_sentence(talk, one, talk.work.translator) for one in receipts] or [talk.t(NOTHING_CHANGED)]
        body += [talk.t(LEFT_OUT, reason=talk.t(one.template, **one.facts())) for one in refused]
        undo = ((talk.choice("undo", UNDO, Role.BACK),),) if self.receipts and self._may_undo(talk) else ()
        screen = Screen(talk.t(self.title), tuple(body), (*undo, (talk.choice(MENU_KEY, MENU),)))
        for one in receipts:
            _tell(talk, one)
        return screen

    def _may_undo(self, talk: Talk) -> bool:
        calendars: dict[int, Calendar] = {}
        for act, child_id, days in self.receipts:
            if child_id not in calendars:
                calendars[child_id] = calendar_of(talk.work, access.child_for_actor(talk.work, child_id))
            opposite = CANCEL if act == BOOK else BOOK
            if not all(calendars[child_id].may_change(date.fromisoformat(day), talk.work.now, opposite) for day in days):
                return False
        return True


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


def _lines(talk: Talk, act: str, child: Child, to_change: list[date], same: list[date]) -> list[str]:
    lines = []
    if to_change:
        lines.append(talk.t(TO_CONFIRM_BOOK if act == BOOK else TO_CONFIRM_CANCEL, child=child.first_name, days=to_change))
    if same:
        lines.append(talk.t(SO_ALREADY_BOOK if act == BOOK else SO_ALREADY_CANCEL, child=child.first_name, days=same))
    return lines


def _sentence(talk: Talk, receipt: Receipt, words: Translator) -> str:
    child = access.child_for_actor(talk.work, receipt.child_id)
    template = DONE_BOOK if receipt.act == BOOK else DONE_CANCEL
    return words.t(template, child=child.first_name, days=list(receipt.changed), number=receipt.number)


def _tell(talk: Talk, receipt: Receipt) -> None:
    """Confirm by e-mail what was done elsewhere, and tell the other adult whose calendar these days also are."""
    child = access.child_for_actor(talk.work, receipt.child_id)
    about = {"children": [child.id], "days": [day.isoformat() for day in receipt.changed]}
    title = BookMeals.title if receipt.act == BOOK else CancelMeals.title
    if talk.account is not None and not talk.by_email:
        own = talk.account
        screen, thread = Screen(talk.t(title), (_sentence(talk, receipt, talk.work.translator),)), f"r{receipt.number}"
        notice = Notice(screen, "receipt", own.id, "email", own.email, language=own.language, about=about, thread=thread)
        post(talk.work, notice)
    others = [one.id for one in access.sharing_guardians(talk.work, child.id, receipt.changed)]
    for account in accounts_of_guardians(talk.work, others):
        if account.activated_at is None:
            continue
        words = Translator(account.language)
        body = (words.t(OTHER_ADULT, child=child.first_name), _sentence(talk, receipt, words))
        screen = Screen(words.t(title), body)
        post(talk.work, Notice(screen, "shared_calendar", account_id=account.id, language=account.language, about=about))


def _in_pairs(choices: list[Choice]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(choices[start : start + 2]) for start in range(0, len(choices), 2))
