"""What accepting an item of the office's queue does: the act that the family asked for, done by the office in its own name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import select

from villars_core.absences import actions as absences
from villars_core.absences.queries import decided
from villars_core.announcements import event_actions as events
from villars_core.clock import paris_day
from villars_core.conversations.flows.absence import share_lines
from villars_core.conversations.flows.quotient_told import accepted_lines, preview_lines
from villars_core.conversations.flows.receipts import DONE_BOOK, DONE_CANCEL, NO_PLACE, SO_ALREADY_CANCEL, tell_sharing, with_expected
from villars_core.conversations.phrases import days_said
from villars_core.errors import NotFound, Refusal
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_, Translator
from villars_core.mandates import actions as mandates
from villars_core.mandates import notices as mandate_notices
from villars_core.mandates.models import Mandate
from villars_core.notifications.screens import Offer
from villars_core.office_queue import actions as queue
from villars_core.office_queue.models import QueueItem
from villars_core.payments import reminders
from villars_core.reservations import actions as reservations
from villars_core.reservations.actions import Receipt
from villars_core.reservations.places import waiting_days
from villars_core.reservations.queries import booked
from villars_core.schools.rules_file import BOOK
from villars_core.tariffs import actions as quotients
from villars_core.tariffs.models import FamilyQuotient
from villars_core.tariffs.previews import preview_of
from villars_core.treasury.given_up import not_to_remind_of
from villars_core.work import Work

Prepared = Callable[[Work, QueueItem], None]
CALENDAR = N_("Calendrier de la cantine")
BOOK_LATE = N_("Réserver hors délai la cantine de {child} : {days}")
CANCEL_LATE = N_("Annuler hors délai la cantine de {child} : {days}")
CONFIRM_BOOKING = N_("Confirmer la réservation de {child} : {days}")
JUSTIFY_LATE = N_("Justifier hors délai l’absence de {child} : {days}")
ANOTHER_PROOF = N_("Envoyer un autre document")
ANOTHER_CERTIFICATE = N_("Envoyer une autre attestation")
_SUMMARIES = {
    "confirm_booking": CONFIRM_BOOKING,
    "book_meal": BOOK_LATE,
    "cancel_meal": CANCEL_LATE,
    "justify_late": JUSTIFY_LATE,
}


@dataclass(eq=False)
class DaysGone(Refusal):
    """The meals that were asked for are past: booked now, they would be billed to a child who may not have eaten."""

    template: ClassVar[str] = N_(
        "{days} : c’est passé, le repas ne se réserve plus. Refusez la demande. Si l’enfant a mangé, notez-le au pointage."
    )
    days: tuple[date, ...]


@dataclass(frozen=True)
class Outcome:
    """What the family reads of what became of their request, besides the decision itself, and what they may do next."""

    lines: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()


def summary(work: Work, action: str, facts: Mapping[str, Any]) -> str:
    """Return what accepting would do, in one line, for the office; empty where accepting does nothing by itself."""
    if action not in _SUMMARIES:
        return ""
    days = [date.fromisoformat(day) for day in facts["days"]]
    kids = [access.child_for_actor(work, one) for one in facts["children"]]
    names = work.translator.listed([f"{child.first_name} {child.last_name}" for child in kids])
    return work.t(_SUMMARIES[action], child=names, days=days)


def accept(work: Work, item_id: int) -> QueueItem:
    """Accept an item and do what it prepared, both or neither; the office may pass the deadline, the other rules hold."""
    item = queue.close(work, item_id, "accepted")
    if item.action in _ACTS:
        _ACTS[item.action](work, item)
    return item


def second_person(work: Work, event_id: int, state: str, reason: str = "") -> QueueItem:
    """Close what waits for the second person of an event: "accepted" makes it happen, "refused" lets it not. Raises NotFound."""
    query = select(QueueItem).where(QueueItem.action == events.CONFIRM, QueueItem.state.in_(("open", "taken")))
    item = next((one for one in work.session.scalars(query) if one.facts.get("event") == event_id), None)
    if item is None:
        raise NotFound
    return close(work, item.id, state, reason)


def close(work: Work, item_id: int, state: str, reason: str = "") -> QueueItem:
    """Close an item: accepting does what it prepared, refusing takes back what waited for it."""
    if state == "accepted":
        return accept(work, item_id)
    item = queue.close(work, item_id, state, reason)
    if state == "refused" and item.action == events.CONFIRM:
        events.refuse(work, int(item.facts["event"]))
    if state == "refused" and item.action == reservations.CONFIRM:
        reservations.decide(work, str(item.facts["booking"]), state="refused")
    if item.action == absences.ACCEPT_PROOF:
        # A question about a proof leaves room for a better one, as a refusal does.
        absences.refuse(work, item.facts["proof"])
    if item.action == quotients.ACCEPT:
        quotients.refuse(work, int(item.facts["quotient"]), reason)
    if item.action == mandates.CHECK:
        mandates.send_back(work, int(item.facts["mandate"]), reason)
    return item


def outcome(work: Work, item: QueueItem, words: Translator) -> Outcome:
    """Return what a decision does to the bill of the days that a proof was for, and whether another proof may come; or to a mandate."""
    if item.action == mandates.CHECK:
        return _of_mandate(work.session.get_one(Mandate, int(item.facts["mandate"])), words)
    if item.action == quotients.ACCEPT:
        return _of_quotient(replace(work, translator=words), int(item.facts["quotient"]))
    if item.action in {"book_meal", "cancel_meal", reservations.CONFIRM}:
        return Outcome(tuple(_of_meals(work, item, words)) if item.state == "accepted" else ())
    if item.action not in {absences.ACCEPT_PROOF, "justify_late"}:
        return Outcome()
    days = [date.fromisoformat(day) for day in item.facts["days"]]
    found = [one for one in decided(work, min(days), max(days), item.facts["children"]) if one.day in days]
    again = {"children": item.facts["children"], "days": [one.day.isoformat() for one in found if one.is_open]}
    offers = (Offer("proof", words.t(ANOTHER_PROOF), "justify_absence", again),) if again["days"] else ()
    return Outcome(tuple(share_lines(words, found)), offers)


def would(work: Work, item_id: int) -> list[str]:
    """Return what accepting an item would change, for the office to see before; nothing where its summary says it all."""
    item = work.session.get(QueueItem, item_id)
    if item is None or item.action != quotients.ACCEPT or not set(quotients.OFFICE) & {*work.actor.roles}:
        return []
    found = preview_of(work, int(item.facts["quotient"]))
    return [] if found is None else preview_lines(work, found)


def _of_meals(work: Work, item: QueueItem, words: Translator) -> list[str]:
    """Return what became of each day: a child may wait for a place, and a day may have gone by before the office looked."""
    days = [date.fromisoformat(day) for day in item.facts["days"]]
    live = booked(work, item.facts["children"], min(days), max(days))
    waits = waiting_days(work, item.facts["children"], min(days), max(days))
    found = []
    for child_id in item.facts["children"]:
        eats, in_line = ([day for day in days if day in some[child_id]] for some in (live, waits))
        without = [day for day in days if day not in {*eats, *in_line}]
        rest = (DONE_CANCEL, without) if item.action == "cancel_meal" else (SO_ALREADY_CANCEL, without)
        said = (() if item.action == "cancel_meal" else ((DONE_BOOK, eats), (NO_PLACE, in_line)), (rest,))
        facts = {"child": access.child_for_actor(work, child_id).first_name, "number": item.facts.get("booking", item.number)}
        found += [words.t(template, days=days_said(words, its), **facts) for lines in said for template, its in lines if its]
    return found


def _of_quotient(work: Work, quotient_id: int) -> Outcome:
    row = work.session.get_one(FamilyQuotient, quotient_id)
    if row.state == "accepted":
        return Outcome(tuple(accepted_lines(work, row)))
    return Outcome((), (Offer("quotient", work.t(ANOTHER_CERTIFICATE), "submit_qf"),))


def _accept_quotient(work: Work, item: QueueItem) -> None:
    quotients.accept(work, int(item.facts["quotient"]))


def _of_mandate(row: Mandate, words: Translator) -> Outcome:
    lines = (words.t(mandate_notices.READY, digits=row.last_digits),) if row.state == "ready" else ()
    return Outcome(lines, (mandate_notices.offer(words),))


def _check_mandate(work: Work, item: QueueItem) -> None:
    mandates.approve_copy(work, int(item.facts["mandate"]), item.facts.get("documents", ()), paris_day(item.posted_at))


def _confirm(work: Work, item: QueueItem) -> None:
    number = str(item.facts["booking"])
    rows = [row for row in reservations.decide(work, number, state=reservations.BOOKED) if row.state == reservations.BOOKED]
    for child_id in sorted({row.child_id for row in rows}):
        days = tuple(sorted(row.day for row in rows if row.child_id == child_id))
        tell_sharing(work, CALENDAR, [Receipt(BOOK, number, child_id, days, ())], item.account_id)


def _book(work: Work, item: QueueItem) -> None:
    days = [date.fromisoformat(day) for day in item.facts["days"]]
    ahead = [day for day in days if day >= work.today]
    if not ahead:
        raise DaysGone(tuple(days))
    _change(work, item, reservations.book, ahead)


def _cancel(work: Work, item: QueueItem) -> None:
    _change(work, item, reservations.cancel, [date.fromisoformat(day) for day in item.facts["days"]])


def _change(work: Work, item: QueueItem, act: Callable[[Work, Child, list[date]], Receipt], days: list[date]) -> None:
    """Do what was asked, child by child; the other adults whose calendar it is are told, as if the one who asked had done it."""
    done = [with_expected(work, act(work, access.child_for_actor(work, child_id), days), days) for child_id in item.facts["children"]]
    tell_sharing(work, CALENDAR, [one for one in done if one.days], item.account_id)


def _confirm_event(work: Work, item: QueueItem) -> None:
    events.confirm(work, int(item.facts["event"]))


def _accept_proof(work: Work, item: QueueItem) -> None:
    absences.accept(work, item.facts["proof"])


def _justify_late(work: Work, item: QueueItem) -> None:
    days = tuple(date.fromisoformat(day) for day in item.facts["days"])
    handed = absences.Handed(tuple(item.facts.get("documents", ())))
    for child_id in item.facts["children"]:
        absences.justify(work, absences.Missing(access.child_for_actor(work, child_id), days), handed)


def _send_reminders(work: Work, item: QueueItem) -> None:
    reminders.approve(work, item.facts["reminders"], not_to_remind_of(work))


_ACTS: Mapping[str, Prepared] = {
    events.CONFIRM: _confirm_event,
    "book_meal": _book,
    "cancel_meal": _cancel,
    reservations.CONFIRM: _confirm,
    absences.ACCEPT_PROOF: _accept_proof,
    "justify_late": _justify_late,
    mandates.CHECK: _check_mandate,
    quotients.ACCEPT: _accept_quotient,
    reminders.SEND: _send_reminders,
}
