"""What accepting an item of the office's queue does: the act that the family asked for, done by the office in its own name."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from villars_core.conversations.flows.receipts import tell_sharing
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_
from villars_core.office_queue import actions as queue
from villars_core.office_queue.models import QueueItem
from villars_core.reservations import actions as reservations
from villars_core.reservations.actions import Receipt
from villars_core.schools.rules_file import BOOK
from villars_core.work import Work

Prepared = Callable[[Work, QueueItem], None]
CALENDAR = N_("Calendrier de la cantine")
BOOK_LATE = N_("Réserver hors délai la cantine de {child} : {days}")
CANCEL_LATE = N_("Annuler hors délai la cantine de {child} : {days}")
CONFIRM_BOOKING = N_("Confirmer la réservation de {child} : {days}")
_SUMMARIES = {"confirm_booking": CONFIRM_BOOKING, "book_meal": BOOK_LATE, "cancel_meal": CANCEL_LATE}


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


def close(work: Work, item_id: int, state: str, reason: str = "") -> QueueItem:
    """Close an item: accepting does what it prepared, refusing takes back what waited for it."""
    if state == "accepted":
        return accept(work, item_id)
    item = queue.close(work, item_id, state, reason)
    if state == "refused" and item.action == reservations.CONFIRM:
        reservations.decide(work, str(item.facts["booking"]), state="refused")
    return item


def _confirm(work: Work, item: QueueItem) -> None:
    number = str(item.facts["booking"])
    rows = reservations.decide(work, number, state=reservations.BOOKED)
    for child_id in sorted({row.child_id for row in rows}):
        days = tuple(sorted(row.day for row in rows if row.child_id == child_id))
        tell_sharing(work, CALENDAR, [Receipt(BOOK, number, child_id, days, ())], item.account_id)


def _book(work: Work, item: QueueItem) -> None:
    _change(work, item, reservations.book)


def _cancel(work: Work, item: QueueItem) -> None:
    _change(work, item, reservations.cancel)


def _change(work: Work, item: QueueItem, act: Callable[[Work, Child, list[date]], Receipt]) -> None:
    """Do what was asked, child by child; the other adults whose calendar it is are told, as if the one who asked had done it."""
    days = [date.fromisoformat(day) for day in item.facts["days"]]
    done = [act(work, access.child_for_actor(work, child_id), days) for child_id in item.facts["children"]]
    tell_sharing(work, CALENDAR, [one for one in done if one.changed or one.waiting], item.account_id)


_ACTS: Mapping[str, Prepared] = {"book_meal": _book, "cancel_meal": _cancel, reservations.CONFIRM: _confirm}
