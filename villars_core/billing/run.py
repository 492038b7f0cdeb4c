"""Closing a month: previewed by the office, then issued once; numbers without a gap, sheets frozen, the ledger written, all or nothing."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from sqlalchemy import insert, select

from villars_core.accounts.models import Account
from villars_core.accounts.terms import TERMS_VERSION
from villars_core.attendance.queries import require_complete
from villars_core.billing.bills import Bill, Period, Preview, period_at, preview
from villars_core.billing.explained import digest_of, packed
from villars_core.billing.ledger import PAYER, REVENUE, Posting, Side, credits_left, post_all
from villars_core.billing.models import BilledPupil, BillingRun, Explanation, Invoice, InvoiceCharge
from villars_core.billing.rules import ADULT, Charge
from villars_core.billing.sheets import sheets_of
from villars_core.errors import Refusal
from villars_core.failpoints import reached
from villars_core.families.models import Guardian
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, next_numbers, record
from villars_core.money import Cents
from villars_core.schools.queries import rules_in_force
from villars_core.work import Work

INVOICES, CREDITS = "FA", "AV"
ROLES = ("treasurer", "education_office")


@dataclass(eq=False)
class NotOver(Refusal):
    """A month is billed once it is over (family guide, "Factures")."""

    template: ClassVar[str] = N_("Le mois n’est pas fini : les factures se font à partir du {day}.")
    day: date


@dataclass(eq=False)
class NotPreviewed(Refusal):
    """Bills are looked at before they go out."""

    template: ClassVar[str] = N_("Regardez d’abord l’aperçu des factures de cette période.")


@dataclass(eq=False)
class ChangedSince(Refusal):
    """What would be issued is not what was looked at."""

    template: ClassVar[str] = N_("Des données ont changé depuis l’aperçu. Regardez-le de nouveau, puis émettez.")


@dataclass(eq=False)
class AlreadyIssued(Refusal):
    """A period is billed once; what changes afterwards comes as a correction on the next bill."""

    template: ClassVar[str] = N_("Les factures de cette période sont déjà émises. Une correction vient sur la prochaine facture.")


def look(work: Work, day: date, *, floor: Cents | None = None) -> Preview:
    """Preview the bills of a day's period and keep that they were looked at. Raises StillOpen, NotOver, AlreadyIssued."""
    work.actor.require(*ROLES)
    period = _open_period(work, day)
    found = preview(work, day, floor=floor)
    run = _run_of(work, period)
    if run is None:
        run = BillingRun(first=period.first, last=period.last, digest=found.digest, previewed_at=work.now, previewed_by=work.actor.id)
        work.session.add(run)
    # The town may bill by other periods since it was looked at before.
    run.last, run.digest, run.previewed_at, run.previewed_by = period.last, found.digest, work.now, work.actor.id
    work.session.flush()
    record(work, "billing.preview", Subject("billing_run", run.id), Change(after={"bills": len(found.issued), "total": found.total}))
    return found


def issue(work: Work, day: date, *, floor: Cents | None = None) -> list[str]:
    """Issue the bills that were looked at; return their numbers. Raises NotPreviewed, ChangedSince and what `look` raises."""
    work.actor.require(*ROLES)
    period = _open_period(work, day)
    run = _run_of(work, period)
    if run is None or run.last != period.last:
        raise NotPreviewed
    found = preview(work, day, floor=floor)
    if found.digest != run.digest:
        raise ChangedSince
    reached("billing.before_write")
    bills = sorted(found.issued, key=lambda one: one.household_id)
    numbers = _numbered(work, bills)
    _keep_pupils(work, run, found)
    ids = _keep_invoices(work, run, bills, numbers)
    reached("billing.invoices_written")
    _keep_charges(work, bills, ids)
    _post(work, bills, numbers, ids)
    run.state, run.issued_at, run.issued_by = "issued", work.now, work.actor.id
    record(work, "billing.issue", Subject("billing_run", run.id), Change(after={"bills": len(bills), "total": found.total}))
    reached("billing.before_commit")
    return numbers


def unreached(work: Work, numbers: Collection[str]) -> list[str]:
    """Return those of these bills whose home has nobody with an account in use: no message tells it of the bill. By number."""
    told = select(Guardian.household_id).join(Account, Account.guardian_id == Guardian.id)
    told = told.where(Account.ended_at.is_(None), Account.activated_at.is_not(None), Account.terms_version == TERMS_VERSION)
    rows = work.session.scalars(select(Invoice.number).where(Invoice.household_id.not_in(told)).order_by(Invoice.number))
    wanted = set(numbers)
    return [one for one in rows if one in wanted]


def _open_period(work: Work, day: date) -> Period:
    period = period_at(work, day)
    if work.today <= period.last:
        raise NotOver(period.last + timedelta(days=1))
    run = _run_of(work, period)
    if run is not None and run.state == "issued":
        raise AlreadyIssued
    require_complete(work, period.first, period.last)
    return period


def _run_of(work: Work, period: Period) -> BillingRun | None:
    return work.session.scalars(select(BillingRun).where(BillingRun.first == period.first).with_for_update()).first()


def _numbered(work: Work, bills: Sequence[Bill]) -> list[str]:
    """Return the bills' numbers in their order; invoices and credit notes each have a series of their own."""
    invoices = iter(next_numbers(work, INVOICES, sum(not one.is_credit for one in bills)))
    credits_ = iter(next_numbers(work, CREDITS, sum(one.is_credit for one in bills)))
    return [next(credits_ if one.is_credit else invoices) for one in bills]


def _keep_pupils(work: Work, run: BillingRun, found: Preview) -> None:
    children = {one.key.child_id for bill in found.bills for one in bill.charges} - {ADULT}
    known = [(one, found.pupils[one]) for one in sorted(children)]
    rows = [{"run_id": run.id, "child_id": child, "level": one.level, "school": one.school} for child, one in known]
    if rows:
        work.session.execute(insert(BilledPupil), rows)


def _keep_invoices(work: Work, run: BillingRun, bills: Sequence[Bill], numbers: Sequence[str]) -> dict[int, int]:
    """Write the invoices and return their ids by household."""
    if not bills:
        return {}
    due_on = work.today + timedelta(days=rules_in_force(work).billing.due_days)
    rows = []
    for bill, number, sheet in zip(bills, numbers, sheets_of(work, bills, numbers, run, due_on), strict=True):
        rows.append(
            {
                "number": number,
                "kind": "credit_note" if bill.is_credit else "invoice",
                "run_id": run.id,
                "household_id": bill.household_id,
                "first": run.first,
                "last": run.last,
                "issued_on": work.today,
                "due_on": due_on,
                "charges": bill.amount,
                "balance_before": bill.balance,
                "sheet": json.dumps(sheet, ensure_ascii=False, sort_keys=True),
                "digest": digest_of(sheet),
            }
        )
    work.session.execute(insert(Invoice), rows)
    query = select(Invoice.household_id, Invoice.id).where(Invoice.run_id == run.id)
    return dict(work.session.execute(query).all())


def _keep_charges(work: Work, bills: Sequence[Bill], ids: Mapping[int, int]) -> None:
    known: dict[int, str] = {}
    kept: dict[str, list[Any]] = {}
    for bill in bills:
        for one in bill.charges:
            if id(one.reasons) not in known:
                reasons = packed(one.reasons)
                known[id(one.reasons)] = digest = digest_of(reasons)
                kept[digest] = reasons
    explanations = _explanations(work, kept)
    rows = [_charge_row(one, ids[bill.household_id], explanations[known[id(one.reasons)]]) for bill in bills for one in bill.charges]
    if rows:
        work.session.execute(insert(InvoiceCharge), rows)


def _charge_row(one: Charge, invoice_id: int, explanation_id: int) -> dict[str, object]:
    return {
        "invoice_id": invoice_id,
        "household_id": one.key.household_id,
        "child_id": one.key.child_id or None,
        "day": one.key.day,
        "activity": one.key.activity,
        "item": one.key.item,
        "label": one.label,
        "quantity": one.quantity,
        "unit": one.unit,
        "amount": one.amount,
        "explanation_id": explanation_id,
    }


def _explanations(work: Work, kept: Mapping[str, list[Any]]) -> dict[str, int]:
    """Return the ids of explanations, those not kept yet written first."""
    known = _known_explanations(work, kept.keys())
    new = [{"digest": digest, "reasons": reasons} for digest, reasons in sorted(kept.items()) if digest not in known]
    if new:
        work.session.execute(insert(Explanation), new)
        known |= _known_explanations(work, [str(one["digest"]) for one in new])
    return known


def _known_explanations(work: Work, digests: Collection[str]) -> dict[str, int]:
    wanted, found = list(digests), {}
    for start in range(0, len(wanted), 500):
        query = select(Explanation.digest, Explanation.id).where(Explanation.digest.in_(wanted[start : start + 500]))
        found.update(dict(work.session.execute(query).all()))
    return found


def _post(work: Work, bills: Sequence[Bill], numbers: Sequence[str], ids: Mapping[int, int]) -> None:
    """Write what each bill makes owed, and use up credits from before on it."""
    postings = []
    credits_before = credits_left(work)
    for bill, number in zip(bills, numbers, strict=True):
        home, invoice_id = bill.household_id, ids[bill.household_id]
        sides = (Side(PAYER, home, bill.amount, invoice_id), Side(REVENUE, home, Cents(-bill.amount), invoice_id))
        postings.append(Posting(f"bill {number}", "bill", work.today, sides))
        left = bill.amount
        for credit_id, credit in credits_before.get(home, {}).items():
            used = Cents(min(max(left, 0), -credit))
            if used:
                left = Cents(left - used)
                sides = (Side(PAYER, home, used, credit_id), Side(PAYER, home, Cents(-used), invoice_id))
                postings.append(Posting(f"credit {credit_id or 'paid'} on {number}", "credit", work.today, sides))
    post_all(work, postings)
