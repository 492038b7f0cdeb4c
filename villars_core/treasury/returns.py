"""Taking in what the Treasury sends back: payments into the ledger once for ever, states on the orders, and whatever fits nothing told.

Nothing is lost and nothing is guessed: money that matches no invoice, an origin that is no payment, a sum that differs from ours are
lines of the report for the office. Reading a file again changes nothing and tells the same.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import func, select

from villars_core.billing.ledger import open_amounts
from villars_core.billing.models import Invoice
from villars_core.billing.references import first_key, second_key
from villars_core.clock import PARIS, paris_day
from villars_core.errors import Refusal
from villars_core.failpoints import reached
from villars_core.families.models import Household
from villars_core.i18n import N_, Amount
from villars_core.journal.actions import Change, Subject, record
from villars_core.money import Cents
from villars_core.payments.actions import Receipt, settle
from villars_core.payments.models import Payment
from villars_core.schools.queries import rules_in_force
from villars_core.treasury import given_up
from villars_core.treasury.given_up import Closed
from villars_core.treasury.models import RevenueOrder, Slip, TreasuryFile
from villars_core.treasury.pes_retour import OTHER_ORIGINS, OURS, P503, PAYMENTS, REASONS, PieceReturn, Rest, Return, read
from villars_core.work import Work

ROLES = ("treasurer",)
UNKNOWN_PIECE = N_("Bordereau {slip}, article {place} ({debtor}), dette {debt} : aucune facture ne correspond ; {amount} encaissés.")
WRONG_KEYS = N_("Dette {debt} ({debtor}) : les clés ne sont pas les nôtres ; {amount} encaissés, rien n’est noté.")
OTHER_SLIP = N_("Facture {number} : la réponse parle du bordereau {slip}, pas du dernier envoyé ; l’état n’est pas changé.")
WITHOUT_BILL = N_("Argent reçu sans facture, à régulariser : {amount}, {debtor} (encaissement {place}).")
NO_PAYMENT = N_("Facture {number} : {amount} le {day}, {origin} ; ce n’est pas un paiement, à regarder.")
NOT_TAKEN = N_("Facture {number} : {amount} du {day} n’est pas noté : {why}")
SUMS_DIFFER = N_("Facture {number} : la trésorerie dit {theirs} encaissés, nous {ours}.")
TOO_MUCH = N_("Facture {number} : {amount} payés en trop.")
UNKNOWN_HOME = N_("Foyer {reference} inconnu : reste {rest}.")
REST_DIFFERS = N_("{home} ({reference}) : la trésorerie attend {theirs}, nous {ours}.")
UNKNOWN_SLIP = N_("Bordereau {slip} de {year} : inconnu ici.")


@dataclass
class Imported:
    """What a file said, for the office. `rejected`: invoice and reasons; `told`: what fits nothing or differs; `rests`: who still owes.

    `given_up`: what was closed because the Treasury gave it up.
    """

    kind: str
    day: date
    again: bool
    payments: int = 0
    amount: int = 0
    states: Counter[str] = field(default_factory=Counter)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    rests: list[tuple[str, str, Cents, Cents]] = field(default_factory=list)
    given_up: list[tuple[str, Cents]] = field(default_factory=list)


@dataclass(frozen=True)
class _Known:
    """Our side: the orders by debt and by place on a slip, slips and invoices by id, payments noted before."""

    orders: Mapping[str, RevenueOrder]
    places: Mapping[tuple[int, int, int], RevenueOrder]
    slips: Mapping[int, Slip]
    numbers: Mapping[int, str]
    noted: frozenset[str]


def take_in(work: Work, raw: bytes) -> Imported:
    """Read a file from the Treasury and note what it says. Raises NotAReturn, NotAllowed."""
    work.actor.require(*ROLES)
    found = read(raw)
    digest = hashlib.sha256(raw).hexdigest()
    again = work.session.scalar(select(TreasuryFile.id).where(TreasuryFile.digest == digest)) is not None
    done = Imported(found.kind, found.day, again)
    if found.kind == "client":
        _rests(work, found.rests, done)
    else:
        _recette(work, found, done)
    reached("treasury.return_noted")
    if not again:
        row = TreasuryFile(digest=digest, kind=found.kind, read_at=work.now, read_by=work.actor.id)
        work.session.add(row)
        work.session.flush()
        after = {"payments": done.payments, "amount": done.amount, "told": len(done.told)}
        record(work, "treasury.import", Subject("treasury_file", row.id), Change(after=after))
    reached("treasury.return_before_commit")
    return done


def reasons(work: Work, piece: PieceReturn) -> str:
    """Return why a piece was rejected or waits, in words, with the accountant's own remark."""
    words = [work.t(REASONS[one]) if one in REASONS else one for one in piece.codes]
    return " ; ".join([*words, *([piece.comment] if piece.comment else [])])


def _recette(work: Work, found: Return, done: Imported) -> None:
    known, closed = _known(work), list[Closed]()
    for piece in found.pieces:
        received = Amount(sum(one.amount for one in piece.receipts))
        if piece.slip_type == P503:
            amount = received if piece.receipts else Amount(piece.due)
            done.told.append(work.t(WITHOUT_BILL, amount=amount, debtor=piece.debtor, place=piece.place))
            continue
        order = known.orders.get(piece.debt) if piece.debt else known.places.get((piece.year, piece.slip, piece.place))
        if order is None or piece.slip_type != OURS:
            facts = {"slip": piece.slip, "place": piece.place, "debtor": piece.debtor, "debt": piece.debt, "amount": received}
            done.told.append(work.t(UNKNOWN_PIECE, **facts))
        elif not _keys_fit(work, piece, known.slips[order.slip_id]):
            done.told.append(work.t(WRONG_KEYS, debt=piece.debt, debtor=piece.debtor, amount=received))
        else:
            _piece(work, known, order, _Said(piece, found.day, closed), done)
    done.given_up = [(one.number, one.amount) for one in closed]
    given_up.tell_office(work, closed)
    _whole_slips(work, known, found, done)
    _compare(work, known, found, done)


@dataclass(frozen=True)
class _Said:
    """What a file of a day says of a piece; `closed`: what was given up in the whole file, so far."""

    piece: PieceReturn
    day: date
    closed: list[Closed]


def _known(work: Work) -> _Known:
    orders = list(work.session.scalars(select(RevenueOrder)))
    slips = {one.id: one for one in work.session.scalars(select(Slip))}
    sent = select(RevenueOrder.invoice_id)
    numbers = dict(work.session.execute(select(Invoice.id, Invoice.number).where(Invoice.id.in_(sent))).all())
    noted = frozenset(work.session.scalars(select(Payment.reference).where(Payment.way == "treasury")))
    places = {(slips[one.slip_id].year, slips[one.slip_id].number, one.place): one for one in orders}
    return _Known({one.debt: one for one in orders}, places, slips, numbers, noted)


def _keys_fit(work: Work, piece: PieceReturn, slip: Slip) -> bool:
    """Tell whether the keys that came back, where they did, are those of the debt."""
    if not (piece.keys and piece.period and piece.debt):
        return True
    treasury = rules_in_force(work).treasury
    item = treasury.nature if treasury.key_item == "nature" else str(slip.number)
    key1 = first_key(treasury.collectivity, item, slip.year, piece.period, piece.debt)
    key2 = second_key(slip.year, piece.period, piece.debt)
    return piece.keys in {key1 + key2, key1, key2}


def _piece(work: Work, known: _Known, order: RevenueOrder, said: _Said, done: Imported) -> None:
    number, piece = known.numbers[order.invoice_id], said.piece
    for reference, receipt in _named(order, piece):
        if reference not in known.noted:
            _receive(work, number, Receipt(order.invoice_id, receipt.amount, "treasury", reference, receipt.day, receipt.note), done)
    for one in piece.receipts:
        if (one.origin not in PAYMENTS and one.origin != given_up.ORIGIN) or one.amount <= 0:
            origin = work.t(OTHER_ORIGINS[one.origin]) if one.origin in OTHER_ORIGINS else one.origin
            done.told.append(work.t(NO_PAYMENT, number=number, amount=Amount(one.amount), day=one.day, origin=origin))
    closed = given_up.close(work, number, order, piece, said.day)
    done.told += closed.told
    said.closed.extend([closed] if closed.amount else [])
    slip = known.slips[order.slip_id]
    if (piece.year, piece.slip) != (slip.year, slip.number):
        done.told.append(work.t(OTHER_SLIP, number=number, slip=piece.slip))
        return
    why = reasons(work, piece)
    if piece.state in {"rejected", "cancelled"} or (piece.state == "sent" and why):
        done.rejected.append((number, why))
    done.states[piece.state] += 1
    if not done.again:
        _note(order, piece, said.day, why)


@dataclass(frozen=True)
class _Money:
    """One receipt that is a payment."""

    amount: Cents
    day: date
    note: str


def _named(order: RevenueOrder, piece: PieceReturn) -> Iterator[tuple[str, _Money]]:
    """Give each payment of a piece its name for ever; the same one in another file has the same name."""
    times: Counter[tuple[str, date, int]] = Counter()
    for one in piece.receipts:
        if one.origin in PAYMENTS and one.amount > 0:
            times[one.origin, one.day, one.amount] += 1
            name = f"treasury {order.debt} {one.day:%y%m%d} {one.origin} {one.amount} {times[one.origin, one.day, one.amount]}"
            yield name, _Money(one.amount, one.day, PAYMENTS[one.origin])


def _receive(work: Work, number: str, receipt: Receipt, done: Imported) -> None:
    try:
        settled = settle(work, receipt)
    except Refusal as no:
        why = work.t(no.template, **no.facts())
        done.told.append(work.t(NOT_TAKEN, number=number, amount=Amount(receipt.amount), day=receipt.paid_on, why=why))
        return
    if settled.new:
        done.payments += 1
        done.amount += receipt.amount
    if settled.credit:
        done.told.append(work.t(TOO_MUCH, number=number, amount=Amount(settled.credit)))


def _note(order: RevenueOrder, piece: PieceReturn, day: date, why: str) -> None:
    """Keep what the Treasury said last; an older file that comes late changes nothing."""
    if order.answered_at is not None and paris_day(order.answered_at) > day:
        return
    order.state, order.reason, order.answered_at = piece.state, why[:300], datetime.combine(day, time(12), PARIS)
    if piece.state == "settled":
        order.left = Cents(0)
    elif piece.state == "taken":
        order.left = Cents(piece.due - (piece.collected or 0))


def _whole_slips(work: Work, known: _Known, found: Return, done: Imported) -> None:
    by_slip = {(one.year, one.number): one for one in known.slips.values()}
    for one in found.slips:
        slip = by_slip.get((one.year, one.slip))
        if slip is None:
            done.told.append(work.t(UNKNOWN_SLIP, slip=one.slip, year=one.year))
            continue
        orders = [order for order in known.orders.values() if order.slip_id == slip.id]
        done.states[one.state] += len(orders)
        if one.state == "rejected":
            done.rejected += [(known.numbers[order.invoice_id], "") for order in orders]
        for order in () if done.again else orders:
            if order.answered_at is None or paris_day(order.answered_at) <= found.day:
                order.state, order.answered_at = one.state, datetime.combine(found.day, time(12), PARIS)


def _compare(work: Work, known: _Known, found: Return, done: Imported) -> None:
    """Tell the pieces of which the Treasury counts another sum than ours."""
    query = select(Payment.invoice_id, func.sum(Payment.amount)).where(Payment.way == "treasury").group_by(Payment.invoice_id)
    ours = {invoice: int(amount) for invoice, amount in work.session.execute(query)}
    for piece in found.pieces:
        order = known.orders.get(piece.debt)
        if order is None or piece.collected is None or piece.slip_type != OURS:
            continue
        noted = ours.get(order.invoice_id, 0)
        if noted != piece.collected:
            number = known.numbers[order.invoice_id]
            done.told.append(work.t(SUMS_DIFFER, number=number, theirs=Amount(piece.collected), ours=Amount(noted)))


def _rests(work: Work, rests: Sequence[Rest], done: Imported) -> None:
    """Put what the Treasury still waits for beside what is open here of the invoices that were sent to it."""
    left = open_amounts(work)
    query = select(Invoice.household_id, Invoice.id).join(RevenueOrder, RevenueOrder.invoice_id == Invoice.id)
    ours: Counter[int] = Counter()
    for household, invoice in work.session.execute(query):
        ours[household] += max(left.get(invoice, 0), 0)
    homes = {one.reference: one for one in work.session.scalars(select(Household))}
    theirs = {one.reference: one for one in rests}
    for one in rests:
        if one.reference in homes:
            done.rests.append((one.reference, homes[one.reference].name, one.rest, one.costs))
        else:
            done.told.append(work.t(UNKNOWN_HOME, reference=one.reference, rest=Amount(one.rest)))
    for reference, home in sorted(homes.items()):
        said = theirs[reference].rest if reference in theirs else 0
        if said != ours[home.id]:
            facts = {"home": home.name, "reference": reference, "theirs": Amount(said), "ours": Amount(ours[home.id])}
            done.told.append(work.t(REST_DIFFERS, **facts))
