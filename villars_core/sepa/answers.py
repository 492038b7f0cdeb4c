"""What the bank answers of debits: the money came, or it did not; each answer acts once, whatever file says it, in any order.

A debit is paid once its money is reported: by the bank's file (camt.054), or by the treasurer who reads it on the statement. Until then
the invoice is open. What comes back before that changes no balance; what comes back afterwards is reversed in the ledger.
"""

import hashlib
from collections.abc import Collection as Some
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar

from sqlalchemy import ColumnElement, insert, select, update

from villars_core.billing.ledger import BANK, PAYER, Posting, Side, post_all
from villars_core.billing.models import Invoice
from villars_core.errors import NotFound, Refusal
from villars_core.failpoints import reached
from villars_core.i18n import N_, Amount
from villars_core.journal.actions import Change, Subject, record
from villars_core.mandates import actions as mandates
from villars_core.mandates.models import Mandate
from villars_core.money import Cents
from villars_core.office_queue.actions import Posting as QueuePosting
from villars_core.office_queue.actions import post as post_queue
from villars_core.payments import actions as payments
from villars_core.payments import holds
from villars_core.payments.models import Payment
from villars_core.sepa.bank_files import OTHER, PAID_TOGETHER, REJECTED, RETURNED, News, read_bank_file
from villars_core.sepa.models import BankReport, Collection, DirectDebit
from villars_core.sepa.notices import tell_sent_back
from villars_core.sepa.reasons import Action, Reason, may_present_again, reason_of
from villars_core.work import Work

ROLES = ("treasurer",)
SETTLED, SENT_BACK, KNOWN, UNKNOWN, DIFFERENT, NOT_OURS = "settled", "sent_back", "known", "unknown", "different", "not_ours"
TO_DO = {
    Action.RETRY: N_("Prélèvement {reference} rejeté deux fois ({reason}), {amount} : appelez la famille {home}."),
    Action.MEND: N_("Prélèvement {reference} rejeté ({reason}), {amount} : corrigez les données de {home}, puis reprenez le mandat."),
    Action.STOP: N_("Prélèvement {reference} rejeté ({reason}), {amount} : le mandat de {home} est terminé, demandez un autre paiement."),
    Action.CALL: N_("Prélèvement {reference} rejeté ({reason}), {amount} : appelez la famille {home}. Son mandat est suspendu."),
}
LOST = N_("La banque parle d’un prélèvement que personne ne connaît : {reference}, {amount}, motif {reason}. Cherchez à qui il est.")
DIFFERS = N_("La banque annonce {amount} pour le prélèvement {reference} (motif {reason}) : ce n’est pas ce qui était attendu. Vérifiez.")
ALL_BACK = N_("Tout est rejeté par la banque : {reference}, {count} prélèvements ({reason}). Corrigez, puis préparez un nouveau fichier.")
BECAUSE = N_("prélèvement rejeté : {reason}")
_AT_ONCE = 500
Name = TypeVar("Name", str, int)


@dataclass(eq=False)
class TooEarly(Refusal):
    """Money cannot have come before the day of the debit, nor on a day to come."""

    template: ClassVar[str] = N_("Ces prélèvements sont pour le {day} : ils ne peuvent pas être encaissés à cette date.")
    day: date


@dataclass(frozen=True)
class Line:
    """What became of one thing that the bank said."""

    what: str
    reference: str
    amount: Cents | None = None
    reason: str = ""


@dataclass(frozen=True)
class Taken:
    """What a file of the bank did; `again`: it had been taken before, and did nothing now."""

    kind: str
    lines: tuple[Line, ...] = ()
    again: bool = False

    def count(self, what: str) -> int:
        """Return how many things of a kind it said."""
        return sum(one.what == what for one in self.lines)


@dataclass(frozen=True)
class _Known:
    """A debit with what it is for."""

    debit: DirectDebit
    invoice: Invoice
    mandate: Mandate
    collection: Collection


def take(work: Work, raw: bytes, name: str = "") -> Taken:
    """Take a file of the bank: every line acts or is told of, once. Raises NotABankFile, NotAllowed."""
    work.actor.require(*ROLES)
    found = read_bank_file(raw)
    digest = hashlib.sha256(raw).hexdigest()
    if work.session.scalars(select(BankReport.id).where(BankReport.digest == digest)).first() is not None:
        return Taken(found.kind, again=True)
    row = BankReport(digest=digest, kind=found.kind, name=name[:120], taken_at=work.now, taken_by=work.actor.account_id)
    row.seal("content", raw, work.vault)
    work.session.add(row)
    work.session.flush()
    reached("sepa.report_kept")
    lines: list[Line] = []
    known = _named(work, {one.reference for one in found.news if one.reference})
    for one in found.news:
        lines += _together(work, one) if one.together and not known.get(one.reference) else [_single(work, one, known.get(one.reference))]
    record(work, "sepa.take", Subject("bank_report", row.id), Change(after={"kind": found.kind, "lines": len(lines)}))
    reached("sepa.report_before_commit")
    return Taken(found.kind, tuple(lines))


def settle(work: Work, message_id: str, day: date) -> list[DirectDebit]:
    """Note that the money of a written file came, as the account's statement says; what was rejected is left out.

    Doing it again settles nothing more. Raises NotFound, TooEarly, NotAllowed.
    """
    work.actor.require(*ROLES)
    row = work.session.scalars(select(Collection).where(Collection.message_id == message_id)).first()
    if row is None or row.state != "written":
        raise NotFound
    if day < row.collected_on or day > work.today:
        raise TooEarly(row.collected_on)
    found = [one for one in _of_collection(work, row, "") if one.debit.state == "written"]
    _settle(work, found, day)
    record(work, "sepa.settle", Subject("collection", row.id), Change(after={"debits": len(found)}))
    return [one.debit for one in found]


def _single(work: Work, news: News, known: _Known | None) -> Line:
    """Act on what is said of one debit."""
    if known is None:
        return _lost(work, news)
    debit = known.debit
    wrong = news.kind == OTHER or (news.amount is not None and news.amount < debit.amount)
    if not wrong and news.kind in {REJECTED, RETURNED}:
        return _back(work, news, known)
    if not wrong and debit.state == "settled":
        return Line(KNOWN, news.reference, debit.amount)
    if wrong or debit.state == "rejected" or news.amount != debit.amount:
        return _different(work, news)
    _settle(work, [known], _day(work, news, known.collection))
    return Line(SETTLED, news.reference, debit.amount)


def _back(work: Work, news: News, known: _Known) -> Line:
    if known.debit.state == "rejected":
        return Line(KNOWN, news.reference, known.debit.amount, known.debit.reason)
    to_do = _send_back(work, known, news)
    if to_do:
        facts = {"invoice": known.debit.invoice_id, "mandate": known.debit.mandate_id}
        post_queue(work, QueuePosting("debit_rejected", to_do, facts=facts))
    return Line(SENT_BACK, news.reference, known.debit.amount, news.reason)


def _together(work: Work, news: News) -> list[Line]:
    """Act on many debits at once: a payment that came or was refused as a whole, by the file's id or the payment's."""
    names = [news.together, news.together.rpartition("-")[0]]
    row = work.session.scalars(select(Collection).where(Collection.message_id.in_(names), Collection.state == "written")).first()
    if row is None:
        return [_lost(work, news)]
    sequence = news.together.rpartition("-")[2] if news.together != row.message_id else ""
    of_all = _of_collection(work, row, sequence)
    left = [one for one in of_all if one.debit.state == "written"]
    if not left:
        return [Line(KNOWN, news.together, news.amount, news.reason)]
    if news.kind == REJECTED:
        return _all_back(work, news, left)
    # A bank pays the whole and takes back what is refused, or pays what was not refused.
    sums = {sum(one.debit.amount for one in left), sum(one.debit.amount for one in of_all)}
    if news.kind != PAID_TOGETHER or news.amount not in sums:
        return [_different(work, news)]
    _settle(work, left, _day(work, news, row))
    return [Line(SETTLED, one.debit.reference, one.debit.amount) for one in left]


def _all_back(work: Work, news: News, left: Sequence[_Known]) -> list[Line]:
    for one in left:
        _send_back(work, one, news)
    facts = {"count": len(left), "reference": news.together, "reason": work.t(reason_of(news.reason).text)}
    post_queue(work, QueuePosting("debit_rejected", work.t(ALL_BACK, **facts)))
    return [Line(SENT_BACK, one.debit.reference, one.debit.amount, news.reason) for one in left]


def _different(work: Work, news: News) -> Line:
    """Tell of what does not fit what the records say; the office looks at it."""
    reference = news.reference or news.together
    amount = "—" if news.amount is None else Amount(news.amount)
    post_queue(work, QueuePosting("debit_different", work.t(DIFFERS, reference=reference, amount=amount, reason=news.reason or "—")))
    return Line(DIFFERENT, reference, news.amount, news.reason)


def _lost(work: Work, news: News) -> Line:
    """Tell of what fits nothing; what came back is put before the office, who finds whose it is."""
    reference = news.reference or news.together
    if news.kind in {REJECTED, RETURNED}:
        amount = "—" if news.amount is None else Amount(news.amount)
        post_queue(work, QueuePosting("debit_unknown", work.t(LOST, reference=reference or "—", amount=amount, reason=news.reason or "—")))
        return Line(UNKNOWN, reference, news.amount, news.reason)
    return Line(NOT_OURS, reference, news.amount)


def _settle(work: Work, found: Sequence[_Known], day: date) -> None:
    """Record the money of debits: rows, one posting each, in a few statements for all of them.

    The names are those of `payments.settle`, so that `payments.reverse` takes one back.
    """
    if not found:
        return
    rows, postings = [], []
    for one in found:
        home, invoice_id, amount, name = one.invoice.household_id, one.invoice.id, one.debit.amount, _payment(one.debit)
        same = {"receipt": "", "way": "debit", "slip": "", "note": "", "paid_on": day, "at": work.now, "by": work.actor.account_id}
        rows.append({**same, "reference": name, "household_id": home, "invoice_id": invoice_id, "amount": amount})
        sides = (Side(BANK, home, amount, invoice_id), Side(PAYER, home, Cents(-amount), invoice_id))
        postings.append(Posting(f"payment {name}", "payment", day, sides))
        one.debit.state, one.debit.answered_at = "settled", work.now
    work.session.execute(insert(Payment), rows)
    post_all(work, postings)
    work.session.flush()
    # The bank knows the new account by now.
    for some in _parts({one.mandate.id for one in found}):
        told = update(Mandate).where(Mandate.id.in_(some), Mandate.amended_at.is_(None))
        work.session.execute(told.values(previous_iban=None))
    holds.refresh(work)


def _send_back(work: Work, known: _Known, news: News) -> str:
    """Note that a debit came back, reverse its money where it was recorded, and do what its reason asks for.

    Return what is left to a person of the office, or nothing.
    """
    debit, mandate, reason = known.debit, known.mandate, reason_of(news.reason)
    was_settled = debit.state == "settled"
    debit.state, debit.reason, debit.answered_at = "rejected", news.reason, work.now
    work.session.flush()
    why = work.t(BECAUSE, reason=work.t(reason.text))
    if was_settled:
        payments.reverse(work, _payment(debit), why, min(news.day or work.today, work.today))
    elif mandate.previous_iban is not None and mandate.amended_at is None:
        mandate.amended_at = work.now  # the bank was not told of the new account after all
    _stop(work, known, reason, why)
    if not reason.silent:
        tell_sent_back(work, mandate, known.invoice.number, debit.amount, reason)
    after = {"reason": news.reason, "amount": debit.amount}
    record(work, "sepa.sent_back", Subject("direct_debit", debit.id), Change(after=after))
    if reason.action is Action.RETRY and _may_again(work, debit.invoice_id):
        return ""
    facts = {"reference": debit.reference, "reason": work.t(reason.text), "amount": Amount(debit.amount), "home": mandate.holder}
    return work.t(TO_DO[reason.action], **facts)


def _stop(work: Work, known: _Known, reason: Reason, why: str) -> None:
    """Suspend or end the mandate where the reason asks for it; one that has another account since is not at fault."""
    mandate, written_at = known.mandate, known.collection.written_at
    is_other_account = mandate.amended_at is not None and written_at is not None and written_at < mandate.amended_at < work.now
    if reason.ours or is_other_account:
        return
    if reason.action in {Action.MEND, Action.CALL} and mandate.state == "ready":
        mandates.suspend(work, mandate.id, why)
    if reason.action is Action.STOP and mandate.state in mandates.LIVE:
        mandates.end(work, mandate.id, why)


def _may_again(work: Work, invoice_id: int) -> bool:
    query = select(DirectDebit.reason).where(DirectDebit.invoice_id == invoice_id, DirectDebit.state == "rejected")
    return may_present_again(list(work.session.scalars(query.order_by(DirectDebit.id))))


def _payment(debit: DirectDebit) -> str:
    return f"debit {debit.reference}"


def _day(work: Work, news: News, collection: Collection) -> date:
    return min(news.day or collection.collected_on, work.today)


def _named(work: Work, references: Some[str]) -> dict[str, _Known]:
    found = {}
    for some in _parts(references):
        for one in _rows(work, DirectDebit.reference.in_(some)):
            found[one.debit.reference] = one
    return found


def _of_collection(work: Work, row: Collection, sequence: str) -> list[_Known]:
    rows = _rows(work, DirectDebit.collection_id == row.id)
    return [one for one in rows if not sequence or one.debit.sequence == sequence]


def _rows(work: Work, where: ColumnElement[bool]) -> Iterable[_Known]:
    query = (
        select(DirectDebit, Invoice, Mandate, Collection)
        .join(Invoice, Invoice.id == DirectDebit.invoice_id)
        .join(Mandate, Mandate.id == DirectDebit.mandate_id)
        .join(Collection, Collection.id == DirectDebit.collection_id)
        .where(where)
        .order_by(DirectDebit.id)
        .with_for_update(of=DirectDebit)
    )
    return [_Known(*one) for one in work.session.execute(query)]


def _parts(values: Some[Name]) -> list[list[Name]]:
    ordered = sorted(values)
    return [ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE)]
