"""Slips for the Treasury: looked at, issued once, and put into a folder as files; run again, the same numbers and the same bytes."""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import insert, select, update

from villars_core.billing.bills import period_at
from villars_core.billing.models import Invoice
from villars_core.errors import Refusal
from villars_core.failpoints import reached
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.mandates.models import Mandate
from villars_core.money import Cents
from villars_core.schools.queries import rules_in_force
from villars_core.sepa.notices import tell_of_debits
from villars_core.treasury.models import RevenueOrder, Slip
from villars_core.treasury.pes_checks import Fault, faults, require_acceptable
from villars_core.treasury.pes_ormc import pes_ormc
from villars_core.treasury.sources import Gathered, Wanted, gather
from villars_core.work import Work

ROLES = ("treasurer",)


@dataclass(eq=False)
class OwnCashOffice(Refusal):
    """The town's own cash office collects: there is no slip."""

    template: ClassVar[str] = N_("La régie encaisse elle-même : il n’y a pas de bordereau. Voyez « form » dans [treasury].")


@dataclass(eq=False)
class NothingToSend(Refusal):
    """No invoice of the period has an amount to collect, and no slip was made of it."""

    template: ClassVar[str] = N_("Aucune facture à transmettre pour cette période.")


@dataclass(eq=False)
class SlipAltered(Refusal):
    """What is kept of a slip is not what was sent."""

    template: ClassVar[str] = N_("Le bordereau {number} gardé ici n’est pas celui qui a été écrit. Prévenez l’administrateur.")
    number: int


@dataclass(frozen=True)
class SlipLook:
    """A slip before it leaves: what is on it, what would be rejected, what stays under the floor."""

    gathered: Gathered
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Written:
    """A slip that was issued, with its bytes."""

    year: int
    number: int
    name: str
    pieces: int
    total: Cents
    digest: str
    content: bytes


def look(work: Work, wanted: Wanted) -> SlipLook:
    """Return the slip that issuing would make, with all its faults. Raises OwnCashOffice, NothingToSend."""
    may_send(work)
    found = gather(work, wanted)
    if found is None:
        raise NothingToSend
    return SlipLook(found, tuple(faults(pes_ormc(found.file), found.file.treasury, found.known)))


def issue(work: Work, wanted: Wanted) -> list[Written]:
    """Issue what a period still has to send and return all its slips, those from before too. Raises NotAcceptable, NothingToSend."""
    may_send(work)
    found = gather(work, wanted)
    if found is not None:
        _keep(work, found)
    slips = written_of(work, wanted.day)
    if not slips:
        raise NothingToSend
    reached("treasury.before_commit")
    return slips


def issued() -> None:
    """Tell the tests that kill the program that the slip is in the records and not in its folder yet."""
    reached("treasury.committed")


def written_of(work: Work, day: date) -> list[Written]:
    """Return the slips of a day's period with their bytes, the oldest first. Raises SlipAltered."""
    work.actor.require(*ROLES)
    period = period_at(work, day)
    invoices = select(Invoice.id).where(Invoice.first <= period.last, Invoice.last >= period.first)
    query = select(Slip).where(Slip.id.in_(select(RevenueOrder.slip_id).where(RevenueOrder.invoice_id.in_(invoices)))).order_by(Slip.id)
    return [_written(work, one) for one in work.session.scalars(query)]


def may_send(work: Work) -> None:
    """Refuse whoever may not send, and a town whose own cash office collects. Raises NotAllowed, OwnCashOffice."""
    work.actor.require(*ROLES)
    if rules_in_force(work).treasury.form != "ormc":
        raise OwnCashOffice


def _keep(work: Work, found: Gathered) -> None:
    """Check the bytes, then write the slip, its pieces and what the mandates presented: all or nothing."""
    file = found.file
    raw = pes_ormc(file)
    reached("treasury.before_checks")
    require_acceptable(raw, file.treasury, found.known)
    slip = Slip(
        year=file.year,
        number=file.number,
        file_name=file.name,
        issued_on=file.issued_on,
        total=file.total,
        digest=hashlib.sha256(raw).hexdigest(),
        written_at=work.now,
        written_by=work.actor.id,
    )
    slip.seal("content", zlib.compress(raw, 6), work.vault)
    work.session.add(slip)
    work.session.flush()
    reached("treasury.slip_kept")
    _keep_orders(work, slip, found)
    _presented(work, found)
    _tell(work, found)
    record(work, "treasury.issue", Subject("treasury_slip", slip.id), Change(after={"pieces": len(file.pieces), "total": file.total}))


def _keep_orders(work: Work, slip: Slip, found: Gathered) -> None:
    """Write one order for each invoice; one that was rejected before moves to the new slip."""
    again = {one.invoice_id: one for one in work.session.scalars(select(RevenueOrder).where(RevenueOrder.state == "rejected"))}
    rows = []
    for invoice, piece in zip(found.invoices, found.file.pieces, strict=True):
        before = again.get(invoice.id)
        if before is not None:
            before.slip_id, before.place, before.debt = slip.id, piece.place, piece.refs.debt
            before.state, before.reason, before.answered_at, before.left = "sent", "", None, None
        else:
            rows.append({"slip_id": slip.id, "invoice_id": invoice.id, "place": piece.place, "debt": piece.refs.debt, "state": "sent"})
    if rows:
        work.session.execute(insert(RevenueOrder), [{**one, "reason": ""} for one in rows])
    work.session.flush()
    reached("treasury.orders_kept")


def _presented(work: Work, found: Gathered) -> None:
    """Note on each mandate when it was presented, and that the bank was told of its new account."""
    days = {piece.debit.mandate: piece.debit.day for piece in found.file.pieces if piece.debit is not None}
    for day in sorted(set(days.values())):
        names = [name for name, one in days.items() if one == day]
        for start in range(0, len(names), 500):
            some = Mandate.reference.in_(names[start : start + 500])
            work.session.execute(update(Mandate).where(some).values(last_debit_on=day, amended_at=None))


def _tell(work: Work, found: Gathered) -> None:
    """Tell the families of the debits that their papers did not tell of."""
    for day in sorted({day for *_, day in found.to_tell}):
        name = f"{found.file.year}-{found.file.number}"
        debits = [(mandate, number, amount, f"{number} {name}") for mandate, number, amount, on in found.to_tell if on == day]
        tell_of_debits(work, day, debits)


def _written(work: Work, one: Slip) -> Written:
    sealed = one.unseal("content", work.vault)
    raw = zlib.decompress(sealed) if sealed else b""
    if hashlib.sha256(raw).hexdigest() != one.digest:
        raise SlipAltered(one.number)
    pieces = raw.count(b"<Piece>")
    return Written(one.year, one.number, one.file_name, pieces, one.total, one.digest, raw)
