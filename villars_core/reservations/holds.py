"""A booking that waits for a debt: only where the town wants it, and never for what staff book."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from villars_core.errors import Refusal, WayOut
from villars_core.families.models import Guardian
from villars_core.i18n import N_
from villars_core.reservations.models import BookingHold
from villars_core.work import ActorKind, Work


@dataclass(eq=False)
class OnHold(Refusal):
    """The home is late with more than the town lets it owe."""

    template: ClassVar[str] = N_(
        "Une facture est en retard : les réservations reprennent dès qu’elle est payée. Le service Éducation peut aider."
    )

    def ways_out(self) -> tuple[WayOut, ...]:
        """Offer the invoices, and somebody to talk to."""
        return (WayOut("show_invoices", N_("Voir mes factures")), WayOut("talk_to_staff", N_("Écrire au service Éducation")))


def is_on_hold(work: Work) -> bool:
    """Tell whether the acting guardian's home cannot book now."""
    if work.actor.kind is not ActorKind.GUARDIAN:
        return False
    query = select(BookingHold.household_id).join(Guardian, Guardian.household_id == BookingHold.household_id)
    return work.session.scalar(query.where(Guardian.id == work.actor.id)) is not None
