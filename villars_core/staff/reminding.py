"""What the accounts make due each day: reminders to approve, and the bookings that wait for a debt."""

from villars_core.payments import holds, reminders
from villars_core.treasury.given_up import not_to_remind_of
from villars_core.work import Work


def look(work: Work) -> int:
    """Propose reminders, drop those that are settled, and set the holds; return how many reminders are new."""
    reminders.forget_settled(work)
    holds.refresh(work)
    return reminders.propose(work, not_to_remind_of(work))
