"""What accepting an item of the office's queue does: the act that the family asked for, done by the office in its own name."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from villars_core.families import access
from villars_core.i18n import N_
from villars_core.office_queue import actions as queue
from villars_core.office_queue.models import QueueItem
from villars_core.reservations import actions as reservations
from villars_core.work import Work

Prepared = Callable[[Work, Mapping[str, Any]], None]
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
        _ACTS[item.action](work, item.facts)
    return item


def close(work: Work, item_id: int, state: str, reason: str = "") -> QueueItem:
    """Close an item: accepting does what it prepared, refusing takes back what waited for it."""
    if state == "accepted":
        return accept(work, item_id)
    item = queue.close(work, item_id, state, reason)
    if state == "refused" and item.action == reservations.CONFIRM:
        reservations.decide(work, str(item.facts["booking"]), state="refused")
    return item


def _confirm(work: Work, facts: Mapping[str, Any]) -> None:
    reservations.decide(work, str(facts["booking"]), state=reservations.BOOKED)


def _book(work: Work, facts: Mapping[str, Any]) -> None:
    for child_id in facts["children"]:
        reservations.book(work, access.child_for_actor(work, child_id), [date.fromisoformat(day) for day in facts["days"]])


def _cancel(work: Work, facts: Mapping[str, Any]) -> None:
    for child_id in facts["children"]:
        reservations.cancel(work, access.child_for_actor(work, child_id), [date.fromisoformat(day) for day in facts["days"]])


_ACTS: Mapping[str, Prepared] = {"book_meal": _book, "cancel_meal": _cancel, reservations.CONFIRM: _confirm}
