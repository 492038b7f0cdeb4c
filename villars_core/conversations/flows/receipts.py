"""What is said before and after meals change: recap, receipt by number, the mail that confirms, the notice to the other parent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from villars_core.absences.actions import expect_again
from villars_core.absences.queries import told_by_family
from villars_core.accounts.models import Account
from villars_core.accounts.queries import accounts_of_guardians
from villars_core.conversations.flows.base import Talk
from villars_core.conversations.phrases import days_said
from villars_core.errors import Refusal, together
from villars_core.families import access
from villars_core.i18n import N_, Translator
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Screen
from villars_core.reservations import actions
from villars_core.reservations.actions import Receipt
from villars_core.reservations.plans import Assessment, MealChange, assess
from villars_core.reservations.queries import Calendar, booked, calendar_of
from villars_core.school_calendar.queries import CANTEEN
from villars_core.schools.rules_file import BOOK, CANCEL
from villars_core.work import ActorKind, Work

TO_CONFIRM_BOOK = N_("Réserver la cantine de {child} : {days}.")
TO_CONFIRM_CANCEL = N_("Annuler la cantine de {child} : {days}.")
SO_ALREADY_BOOK = N_("Déjà réservé pour {child} : {days}.")
SO_ALREADY_CANCEL = N_("Pas de repas réservé pour {child} : {days}.")
LEFT_OUT = N_("Pas compté : {reason}")
LATE = N_("Hors délai, avec le supplément « {surcharge} » : {days}.")
OFFICE_CONFIRMS = N_("Le service Éducation doit encore confirmer ; vous serez prévenu(e).")
DONE_BOOK = N_("C’est réservé. {child} mangera à la cantine : {days}. Numéro {number}.")
DONE_CANCEL = N_("C’est annulé. {child} ne mangera pas à la cantine : {days}. Numéro {number}.")
ASKED_BOOK = N_("C’est demandé : cantine de {child}, {days}. Numéro {number}.")
NO_PLACE = N_("Plus de place à la cantine pour {child} : {days}. Numéro {number} : vous êtes sur la liste d’attente.")
NO_LONGER_WAITING = N_("{child} n’est plus sur la liste d’attente : {days}. Numéro {number}.")
OTHER_ADULT = N_("Pour information : l’autre parent a changé le calendrier de {child}.")
OFFICE = N_("Pour information : le service Éducation a changé le calendrier de {child}.")
TO_TAKE_BACK = N_("Retirer l’absence signalée de {child} : {days}. La cantine comptera de nouveau sur {child}.")
TAKEN_BACK = N_("C’est retiré : {child} est de nouveau attendu(e), {days}.")


@dataclass(frozen=True)
class Recap:
    """What a recap says of one request, without its refusals; the days that would change; and the refusals."""

    lines: tuple[str, ...]
    changes: tuple[date, ...]
    refused: tuple[Refusal, ...]


def recap_of(talk: Talk, asked: MealChange) -> Recap:
    """Return what would become of a request."""
    again = still_booked(talk.work, asked)
    rest = replace(asked, days=tuple(day for day in asked.days if day not in again))
    found = assess(talk.work, rest) if rest.days else Assessment(())
    live = booked(talk.work, [asked.child.id], min(asked.days), max(asked.days), asked.activity)[asked.child.id]
    lines, to_change = recap_lines(talk, rest, found, live)
    told = told_by_family(talk.work, asked.child.id, to_change, asked.activity) if asked.act == BOOK else []
    if again or told:
        lines.append(talk.t(TO_TAKE_BACK, child=asked.child.first_name, days=days_said(talk.work.translator, sorted({*again, *told}))))
    return Recap(tuple(lines), (*to_change, *again), found.refused)


def still_booked(work: Work, asked: MealChange) -> list[date]:
    """Return the days of a booking on which the meal is booked and the family reported an absence.

    To book them is to take the report back, which no deadline forbids: the kitchen would not count on the child.
    """
    if asked.act != BOOK or not asked.days:
        return []
    live = set(booked(work, [asked.child.id], min(asked.days), max(asked.days), asked.activity)[asked.child.id])
    ahead = [day for day in asked.days if day in live and day >= work.today]
    return told_by_family(work, asked.child.id, ahead, asked.activity) if ahead else []


def late_days(work: Work, requests: Iterable[MealChange]) -> list[str]:
    """Return the child and day of each meal of some requests that would now be booked at a surcharge, as a form keeps them."""
    return [f"{one.child.id}/{day}" for one in requests if one.act == BOOK and one.days for day in assess(work, one).surcharges]


def recap_lines(talk: Talk, asked: MealChange, found: Assessment, live: Iterable[date]) -> tuple[list[str], list[date]]:
    """Return what a recap says of one request, without its refusals, and the days that would change."""
    words, already = talk.work.translator, set(live)
    to_change = [day for day in found.days if (day in already) == (asked.act == CANCEL)]
    same = [day for day in found.days if day not in to_change]
    name, lines = asked.child.first_name, []
    if to_change:
        template = TO_CONFIRM_BOOK if asked.act == BOOK else TO_CONFIRM_CANCEL
        lines.append(talk.t(template, child=name, days=days_said(words, to_change)))
        lines += late_lines(words, {day: found.surcharges[day] for day in to_change if day in found.surcharges})
        if asked.act == BOOK and calendar_of(talk.work, asked.child, asked.activity).confirmed_by_office:
            lines.append(talk.t(OFFICE_CONFIRMS))
    if same:
        template = SO_ALREADY_BOOK if asked.act == BOOK else SO_ALREADY_CANCEL
        lines.append(talk.t(template, child=name, days=days_said(words, same)))
    return lines, to_change


def performed(talk: Talk, requests: Iterable[MealChange]) -> tuple[list[Receipt], list[Refusal]]:
    """Do what is possible of each request; return what changed, and the refusals of the rest. Raises the first one where nothing did."""
    done: list[Receipt] = []
    refused: list[Refusal] = []
    for asked in requests:
        again = still_booked(talk.work, asked)
        rest = replace(asked, days=tuple(day for day in asked.days if day not in again))
        found = assess(talk.work, rest) if rest.days else Assessment(())
        refused += found.refused
        receipt = Receipt(asked.act, "", asked.child.id, (), ())
        if found.days:
            act = actions.book if asked.act == BOOK else actions.cancel
            receipt = act(talk.work, asked.child, found.days, asked.activity, asked.at)
        done.append(with_expected(talk.work, receipt, again, asked.activity))
    changed = [one for one in done if one.days]
    if refused and not changed:
        raise together(refused)
    return changed, refused


def refusal_lines(talk: Talk, refused: Iterable[Refusal]) -> list[str]:
    """Return a line for each reason against some of the days; many days are listed month by month."""
    return [talk.t(LEFT_OUT, reason=talk.t(one.template, **_short(talk, one.facts()))) for one in refused]


def late_lines(words: Translator, surcharges: Mapping[date, str]) -> list[str]:
    """Return a line for each surcharge, with its days."""
    named: dict[str, list[date]] = defaultdict(list)
    for day, surcharge in surcharges.items():
        named[surcharge].append(day)
    return [words.t(LATE, surcharge=surcharge, days=days_said(words, days)) for surcharge, days in named.items()]


def sentences(work: Work, receipt: Receipt, words: Translator) -> list[str]:
    """Return what became of one request, in a language."""
    facts = {"child": access.child_for_actor(work, receipt.child_id).first_name, "number": receipt.number}
    lines = []
    if receipt.changed:
        template = (ASKED_BOOK if receipt.awaits_office else DONE_BOOK) if receipt.act == BOOK else DONE_CANCEL
        lines = [words.t(template, days=days_said(words, receipt.changed), **facts), *late_lines(words, receipt.surcharges)]
        lines += [words.t(OFFICE_CONFIRMS)] if receipt.awaits_office else []
    if receipt.waiting:
        template = NO_PLACE if receipt.act == BOOK else NO_LONGER_WAITING
        lines.append(words.t(template, days=days_said(words, receipt.waiting), **facts))
    if receipt.expected:
        lines.append(words.t(TAKEN_BACK, child=facts["child"], days=days_said(words, receipt.expected)))
    return lines


def tell(talk: Talk, title: str, receipts: Sequence[Receipt]) -> None:
    """Confirm by one e-mail what was done elsewhere, and tell the other adults whose calendar these days also are."""
    if not receipts:
        return
    own = talk.account
    if own is not None and not talk.by_email:
        body = tuple(line for one in receipts for line in sentences(talk.work, one, talk.work.translator))
        thread = f"r{next((one.number for one in receipts if one.number), '')}"
        screen, about = Screen(talk.t(title), body), _about(receipts)
        post(talk.work, Notice(screen, "receipt", own.id, "email", own.email, language=own.language, about=about, thread=thread))
    tell_sharing(talk.work, title, receipts)


def tell_sharing(work: Work, title: str, receipts: Sequence[Receipt], asked_by: int | None = None) -> None:
    """Tell the adults whose calendar these days also are; not the one who acts, nor the account whose request the office did."""
    by_office = asked_by is None and work.actor.kind is not ActorKind.GUARDIAN
    for account, its in _others(work, receipts):
        if account.id == asked_by:
            continue
        words = Translator(account.language)
        names = {access.child_for_actor(work, one.child_id).first_name: None for one in its}
        head = words.t(OFFICE if by_office else OTHER_ADULT, child=list(names))
        screen = Screen(words.t(title), (head, *(line for one in its for line in sentences(work, one, words))))
        post(work, Notice(screen, "shared_calendar", account_id=account.id, language=account.language, about=_about(its)))


def undone(talk: Talk, kept: Iterable[Sequence[Any]]) -> list[Receipt]:
    """Do the opposite of what was done, under the same rules; what is so already gives nothing."""
    done = []
    for act, child_id, days in kept:
        child = access.child_for_actor(talk.work, child_id)
        opposite = actions.cancel if act == BOOK else actions.book
        receipt = opposite(talk.work, child, [date.fromisoformat(day) for day in days], at=talk.said_at)
        done.append(with_expected(talk.work, receipt, ()))
    return [one for one in done if one.days]


def dear_to_undo(talk: Talk, kept: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """Return what a booking form is to ask where undoing would book meals again at a surcharge, which nobody has seen; else nothing."""
    back = [(access.child_for_actor(talk.work, child), days) for act, child, days in kept if act == CANCEL]
    asked = [MealChange(BOOK, child, tuple(date.fromisoformat(day) for day in days), at=talk.said_at) for child, days in back]
    if not late_days(talk.work, asked):
        return {}
    own_days = {str(one.child.id): [day.isoformat() for day in one.days] for one in asked}
    return {
        "children": [one.child.id for one in asked],
        "days": sorted({day for days in own_days.values() for day in days}),
        "own_days": own_days,
    }


def to_undo(receipts: Iterable[Receipt]) -> list[list[Any]]:
    """Return what a form keeps of receipts to undo them, as plain JSON."""
    meals = [one for one in receipts if one.changed or one.waiting]
    return [[one.act, one.child_id, [day.isoformat() for day in (*one.changed, *one.waiting)]] for one in meals]


def may_undo(talk: Talk, kept: Iterable[Sequence[Any]]) -> bool:
    """Tell whether all that was done could still be undone now."""
    calendars: dict[int, Calendar] = {}
    for act, child_id, days in kept:
        if child_id not in calendars:
            calendars[child_id] = calendar_of(talk.work, access.child_for_actor(talk.work, child_id))
        opposite = CANCEL if act == BOOK else BOOK
        if not all(calendars[child_id].may_change(date.fromisoformat(day), talk.work.now, opposite) for day in days):
            return False
    return True


def with_expected(work: Work, receipt: Receipt, again: Iterable[date], activity: str = CANTEEN) -> Receipt:
    """Return a receipt with the days whose reported absence a booking takes back: `again`, and those that it books."""
    if receipt.act != BOOK:
        return receipt
    days = {*again, *receipt.changed, *receipt.waiting}
    child = access.child_for_actor(work, receipt.child_id)
    return replace(receipt, expected=tuple(expect_again(work, child, days, activity)) if days else ())


def _short(talk: Talk, facts: Mapping[str, object]) -> dict[str, object]:
    return {key: days_said(talk.work.translator, value) if isinstance(value, tuple) else value for key, value in facts.items()}


def _about(receipts: Iterable[Receipt]) -> dict[str, Any]:
    children = {one.child_id: None for one in receipts}
    days = {day.isoformat(): None for one in receipts for day in one.days}
    return {"children": list(children), "days": list(days)}


def _others(work: Work, receipts: Iterable[Receipt]) -> list[tuple[Account, list[Receipt]]]:
    told: dict[int, tuple[Account, list[Receipt]]] = {}
    for one in receipts:
        others = [guardian.id for guardian in access.sharing_guardians(work, one.child_id, one.days)]
        for account in accounts_of_guardians(work, others):
            if account.activated_at is not None:
                told.setdefault(account.id, (account, []))[1].append(one)
    return list(told.values())
