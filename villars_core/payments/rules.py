"""What money may be taken: its ways, their limits, and which invoices are reminded of.

Cash at a public counter: 300 € at most (article 1680 of the general tax code). PayFiP: from 1 € to 100,000 €.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from villars_core.errors import Refusal, WayOut
from villars_core.i18n import N_, Amount
from villars_core.money import Cents
from villars_core.payments.models import WAYS
from villars_core.schools.tariff_tables import ReminderTable

CASH_LIMIT = Cents(300_00)
LEAST_ONLINE, MOST_ONLINE = Cents(1_00), Cents(100_000_00)
LEAST_REMINDED = Cents(1_00)
RECEIPTED = frozenset({"card", "cheque", "cash"})
DEPOSITED = frozenset({"cheque", "cash"})
LONGEST_REFERENCE = 50
REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .:/_-]*")
SEE_INVOICES = N_("Voir mes factures")


@dataclass(eq=False)
class NoSuchPayment(Refusal):
    """An amount, a way or a reference that no payment has."""

    template: ClassVar[str] = N_("Ce paiement n’est pas possible : vérifiez le moyen, le montant et la référence.")


@dataclass(eq=False)
class TooMuchCash(Refusal):
    """More cash than the law lets a public counter take."""

    template: ClassVar[str] = N_("La loi limite les espèces à {limit}. Le reste se paie par carte ou par chèque.")
    limit: Amount


@dataclass(eq=False)
class FutureDay(Refusal):
    """Money that would come only later."""

    template: ClassVar[str] = N_("Un paiement ne peut pas être daté après aujourd’hui.")


@dataclass(eq=False)
class ReferenceTaken(Refusal):
    """Another payment has the reference already."""

    template: ClassVar[str] = N_("La référence « {reference} » est déjà celle d’un autre paiement.")
    reference: str


@dataclass(eq=False)
class AlreadyDeposited(Refusal):
    """A slip that has nothing to hold."""

    template: ClassVar[str] = N_("Il n’y a rien à remettre : tout est déjà sur un bordereau.")


@dataclass(eq=False)
class NotOnline(Refusal):
    """An invoice that cannot be paid by PayFiP now: the town does not use it so, or nothing is open."""

    template: ClassVar[str] = N_("Cette facture ne se paie pas en ligne ici.")
    invoice_id: int = 0

    def ways_out(self) -> tuple[WayOut, ...]:
        """Offer the invoices, with the other ways to pay."""
        return (WayOut("show_invoices", SEE_INVOICES),)


@dataclass(eq=False)
class AmountNotOnline(Refusal):
    """An amount that PayFiP does not take."""

    template: ClassVar[str] = N_("Le paiement en ligne va de {least} à {most}. Cette facture se paie d’une autre façon.")
    least: Amount
    most: Amount

    def ways_out(self) -> tuple[WayOut, ...]:
        """Offer the invoices, with the other ways to pay."""
        return (WayOut("show_invoices", SEE_INVOICES),)


def check_payment(way: str, amount: Cents, reference: str) -> None:
    """Refuse a payment that cannot be. Raises NoSuchPayment, TooMuchCash."""
    fits = len(reference) <= LONGEST_REFERENCE and REFERENCE.fullmatch(reference)
    if way not in WAYS or amount <= 0 or not fits:
        raise NoSuchPayment
    if way == "cash" and amount > CASH_LIMIT:
        raise TooMuchCash(Amount(CASH_LIMIT))


def check_online(amount: Cents) -> None:
    """Refuse an amount outside PayFiP's bounds, both included. Raises AmountNotOnline."""
    if not LEAST_ONLINE <= amount <= MOST_ONLINE:
        raise AmountNotOnline(Amount(LEAST_ONLINE), Amount(MOST_ONLINE))


def stage_due(stages: Sequence[ReminderTable], due_on: date, today: date) -> int:
    """Return the stage, from 1, whose time has come for an invoice due on a day; 0 where none has."""
    late = [number for number, one in enumerate(stages, 1) if today >= due_on + timedelta(days=one.after_days)]
    return max(late, default=0)
