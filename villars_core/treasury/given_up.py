"""What the Treasury gave up (admission en non-valeur): closed in the ledger once for ever, told to the office, never reminded of again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from villars_core.billing.ledger import GIVEN_UP, PAYER
from villars_core.billing.models import LedgerEntry
from villars_core.errors import Refusal
from villars_core.i18n import N_, Amount
from villars_core.money import Cents
from villars_core.office_queue.actions import Posting, post
from villars_core.payments.corrections import Forgone, forgo
from villars_core.sepa.debited import debited
from villars_core.treasury.models import RevenueOrder
from villars_core.treasury.pes_retour import OTHER_ORIGINS, PieceReturn
from villars_core.work import Work

ORIGIN, STATE = "06", "written_off"
KIND = "given_up"
LINE = N_("Facture {number} : {amount} admis en non-valeur le {day}.")
STILL_OPEN = N_("Facture {number} : admise en non-valeur, mais il reste {amount} ouverts dans nos comptes.")
SUMS_DIFFER = N_("Facture {number} : la trésorerie dit {theirs} en non-valeur, nous {ours}.")
NOT_TAKEN = N_("Facture {number} : {amount} du {day} en non-valeur n’est pas noté : {why}")


@dataclass(frozen=True)
class Closed:
    """What was closed of an invoice, since when, and what the office must look at."""

    number: str
    amount: Cents
    day: date
    told: tuple[str, ...] = ()


def close(work: Work, number: str, order: RevenueOrder, piece: PieceReturn, day: date) -> Closed:
    """Close what a file of a day says was given up of a piece: what is named once, or all that is left of a line that is given up."""
    amount, last, told = 0, day, []
    for one in _named(number, order, piece, day):
        try:
            closed = forgo(work, one)
        except Refusal as no:
            why = work.t(no.template, **no.facts())
            told.append(work.t(NOT_TAKEN, number=number, amount=Amount(one.most or 0), day=one.day, why=why))
            continue
        amount, last = amount + closed, one.day if closed else last
    return Closed(number, Cents(amount), last, (*told, *_differences(work, number, order.invoice_id, piece)))


def tell_office(work: Work, closed: Sequence[Closed]) -> None:
    """Put what a file closed before the office, as one item."""
    if not closed:
        return
    count = len(closed)
    summary = work.translator.n("Le Trésor public a renoncé à {count} facture.", "Le Trésor public a renoncé à {count} factures.", count)
    lines = (work.t(LINE, number=one.number, amount=Amount(one.amount), day=f"{one.day:%d/%m/%Y}") for one in closed)
    post(work, Posting(KIND, summary, "\n".join(lines)))


def not_to_remind_of(work: Work) -> frozenset[int]:
    """Return the invoices that nobody is reminded of: those that a debit will take, and those that the Treasury gave up."""
    return debited(work) | frozenset(work.session.scalars(select(RevenueOrder.invoice_id).where(RevenueOrder.state == STATE)))


def _named(number: str, order: RevenueOrder, piece: PieceReturn, day: date) -> Iterator[Forgone]:
    """Give what was given up with its name for ever; a line that is given up without an amount is all that was not collected."""
    reason = OTHER_ORIGINS[ORIGIN]
    times: Counter[tuple[date, int]] = Counter()
    for one in piece.receipts:
        if one.origin == ORIGIN and one.amount > 0:
            times[one.day, one.amount] += 1
            name = f"given up {order.debt} {one.day:%y%m%d} {one.amount} {times[one.day, one.amount]}"
            yield Forgone(number, name, one.day, reason, one.amount)
    if piece.state == STATE and not times:
        most = None if piece.collected is None else Cents(max(piece.due - piece.collected, 0))
        yield Forgone(number, f"given up {order.debt}", day, reason, most)


def _differences(work: Work, number: str, invoice_id: int, piece: PieceReturn) -> Iterator[str]:
    """Tell where our books and the Treasury's differ about what was given up."""
    entries = (LedgerEntry.invoice_id == invoice_id, LedgerEntry.account == PAYER)
    left = int(work.session.scalar(select(func.coalesce(func.sum(LedgerEntry.amount), 0)).where(*entries)) or 0)
    gone = select(func.coalesce(func.sum(-LedgerEntry.amount), 0)).where(*entries, LedgerEntry.kind == GIVEN_UP)
    ours = int(work.session.scalar(gone) or 0)
    theirs = sum(one.amount for one in piece.receipts if one.origin == ORIGIN and one.amount > 0 and one.day <= work.today)
    if theirs > ours and left <= 0:
        yield work.t(SUMS_DIFFER, number=number, theirs=Amount(theirs), ours=Amount(ours))
    if piece.state == STATE and left > 0:
        yield work.t(STILL_OPEN, number=number, amount=Amount(left))
