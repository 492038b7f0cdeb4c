"""The life of a mandate: asked for, signed and handed in, checked by the office, changed, suspended, revoked, lapsed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from villars_core.documents.actions import Use, take_up
from villars_core.documents.queries import listed
from villars_core.errors import NotFound, Refusal
from villars_core.families.models import Guardian, Household
from villars_core.i18n import N_, Term
from villars_core.journal.actions import Change, Subject, next_number, record
from villars_core.mandates.models import Mandate
from villars_core.mandates.rules import STATES, AccountNumber, has_lapsed, mandate_reference
from villars_core.office_queue.actions import Posting, post
from villars_core.schools.queries import rules_in_force
from villars_core.work import ActorKind, Assurance, Work

LONGEST_REASON = 300
OFFICE = ("treasurer", "education_office")
LIVE = ("asked", "waiting", "to_check", "ready", "suspended")
PURPOSE, CHECK = "mandate", "check_mandate"
SERIES = "M"
SUMMARY = N_("Mandat de prélèvement à vérifier : {home}, compte finissant par {digits}")


@dataclass(eq=False)
class NoCreditor(Refusal):
    """The town has no creditor identifier yet."""

    template: ClassVar[str] = N_("La mairie ne propose pas encore le prélèvement. Le service Éducation peut vous répondre.")


@dataclass(eq=False)
class HasMandate(Refusal):
    """A home has one mandate at a time."""

    template: ClassVar[str] = N_("Un mandat existe déjà : {state}. Vous pouvez changer de compte ou révoquer le mandat.")
    state: str

    def facts(self) -> dict[str, object]:
        """Return the state by its name."""
        return {"state": Term(STATES[self.state])}


@dataclass(eq=False)
class NotInThisState(Refusal):
    """The step does not fit the mandate's state."""

    template: ClassVar[str] = N_("Ce n’est pas possible maintenant : le mandat est dans l’état « {state} ».")
    state: str

    def facts(self) -> dict[str, object]:
        """Return the state by its name."""
        return {"state": Term(STATES[self.state])}


@dataclass(eq=False)
class OldCopy(Refusal):
    """The signed copy was handed in before another one, often for another account."""

    template: ClassVar[str] = N_("Une copie plus récente de ce mandat est arrivée depuis. Vérifiez la plus récente.")


def mandate_of_actor(work: Work) -> Mandate | None:
    """Return the newest mandate of the acting guardian's home, or None. Raises NotFound for who is no guardian."""
    return _newest(work, _home(work).household_id)


def live_mandate(work: Work, household_id: int) -> Mandate | None:
    """Return the mandate that a household has now, whatever its step."""
    return work.session.scalars(select(Mandate).where(Mandate.household_id == household_id, Mandate.state.in_(LIVE))).first()


def ask(work: Work, account: AccountNumber, holder: str) -> Mandate:
    """Ask for a mandate on an account; it waits for the signed copy. A second factor is needed. Raises HasMandate, NoCreditor."""
    work.actor.require_assurance(Assurance.STEPPED_UP)
    guardian = _home(work)
    live = live_mandate(work, guardian.household_id)
    if live is not None:
        raise HasMandate(live.state)
    ics = rules_in_force(work).creditor.ics
    if not ics:
        raise NoCreditor
    number = int(next_number(work, SERIES).rsplit("-", 1)[1])
    row = Mandate(
        reference=mandate_reference(ics, work.today.year, number),
        household_id=guardian.household_id,
        guardian_id=guardian.id,
        holder=holder.strip()[:70] or f"{guardian.first_name} {guardian.last_name}",
        bic=account.bic,
        last_digits=account.last_digits,
        state="waiting",
        asked_at=work.now,
    )
    row.seal("iban", account.iban, work.vault)
    work.session.add(row)
    work.session.flush()
    _noted(work, row, "ask")
    return row


def hand_in(work: Work, documents: Collection[int]) -> Mandate:
    """Hand in the signed copy; the office checks it. Raises NotInThisState, NotFound."""
    row = _own(work, "waiting")
    kept = take_up(work, documents, Use(PURPOSE, kind="mandate"))
    row.state, row.document_id = "to_check", kept[0].id if kept else None
    home = work.session.get_one(Household, row.household_id)
    summary = work.t(SUMMARY, home=home.name, digits=row.last_digits)
    facts = {"mandate": row.id, "documents": [one.id for one in kept]}
    files = [listed(work, one) for one in kept]
    post(work, Posting("mandate", summary, account_id=work.actor.account_id, files=files, action=CHECK, facts=facts))
    _noted(work, row, "hand_in")
    return row


def approve(work: Work, mandate_id: int, signed_on: date) -> Mandate:
    """Say that the signed copy is right: the mandate is ready. A copy brought to the town hall needs no file. Raises NotInThisState."""
    work.actor.require(*OFFICE)
    row = _locked(work, mandate_id, "to_check", "waiting")
    row.state, row.signed_on, row.ready_at, row.ready_by = "ready", row.signed_on or signed_on, work.now, work.actor.id
    _because(work, row, "")
    _noted(work, row, "approve")
    return row


def approve_copy(work: Work, mandate_id: int, documents: Collection[int], signed_on: date) -> Mandate:
    """Say that these documents are the right signed copy. Raises NotInThisState, OldCopy: the account may be another one since."""
    work.actor.require(*OFFICE)
    row = _locked(work, mandate_id, "to_check")
    if row.document_id is not None and row.document_id not in documents:
        raise OldCopy
    return approve(work, mandate_id, signed_on)


def refuse(work: Work, mandate_id: int, reason: str) -> Mandate:
    """Ask for another signed copy, saying why. Raises NotInThisState."""
    work.actor.require(*OFFICE)
    row = _locked(work, mandate_id, "to_check")
    row.state = "waiting"
    _because(work, row, reason)
    _noted(work, row, "refuse")
    return row


def send_back(work: Work, mandate_id: int, reason: str) -> None:
    """Refuse a signed copy; one that waits for no check any more (revoked, another account) stays as it is."""
    work.actor.require(*OFFICE)
    row = work.session.get(Mandate, mandate_id, with_for_update=True)
    if row is not None and row.state == "to_check":
        refuse(work, mandate_id, reason)


def change_account(work: Work, account: AccountNumber, holder: str = "") -> Mandate:
    """Put another account under the same mandate; it waits for a newly signed copy, and the next debit tells the bank (SMNDA)."""
    work.actor.require_assurance(Assurance.STEPPED_UP)
    row = _own(work, "ready", "suspended", "waiting", "to_check")
    before = row.unseal_text("iban", work.vault)
    if before == account.iban:
        return row
    if row.signed_on is not None:
        row.seal("previous_iban", before, work.vault)
        row.amended_at = work.now
    row.seal("iban", account.iban, work.vault)
    row.bic, row.last_digits, row.state = account.bic, account.last_digits, "waiting"
    row.holder = holder.strip()[:70] or row.holder
    _noted(work, row, "change_account")
    return row


def revoke(work: Work, reason: str = "") -> Mandate:
    """End the mandate of the actor's own home; nothing more is debited. A second factor is needed."""
    work.actor.require_assurance(Assurance.STEPPED_UP)
    row = _own(work, *LIVE)
    _end(work, row, "revoked", reason)
    return row


def end(work: Work, mandate_id: int, reason: str, state: str = "revoked") -> Mandate:
    """Let the office end a mandate: told by letter, refused by the bank."""
    work.actor.require(*OFFICE)
    row = _locked(work, mandate_id, *LIVE)
    _end(work, row, state, reason)
    return row


def suspend(work: Work, mandate_id: int, reason: str) -> Mandate:
    """Stop debits for a while, after a reject whose reason must be mended."""
    work.actor.require(*OFFICE)
    row = _locked(work, mandate_id, "ready")
    row.state = "suspended"
    _because(work, row, reason)
    _noted(work, row, "suspend")
    return row


def resume(work: Work, mandate_id: int) -> Mandate:
    """Go on with debits."""
    work.actor.require(*OFFICE)
    row = _locked(work, mandate_id, "suspended")
    row.state = "ready"
    _because(work, row, "")
    _noted(work, row, "resume")
    return row


def lapse(work: Work) -> list[Mandate]:
    """End the mandates on which nothing was presented for 36 months; return them, so that their holders are told."""
    found = []
    for row in work.session.scalars(select(Mandate).where(Mandate.state.in_(("ready", "suspended")), Mandate.signed_on.is_not(None))):
        if row.signed_on is not None and has_lapsed(row.last_debit_on, row.signed_on, work.today):
            _end(work, row, "lapsed", "")
            found.append(row)
    return found


def _end(work: Work, row: Mandate, state: str, reason: str) -> None:
    row.state, row.ended_at = state, work.now
    _because(work, row, reason)
    _noted(work, row, state)


def _because(work: Work, row: Mandate, reason: str) -> None:
    row.seal("reason", reason[:LONGEST_REASON] or None, work.vault)


def _home(work: Work) -> Guardian:
    if work.actor.kind is not ActorKind.GUARDIAN or work.actor.id is None:
        raise NotFound
    return work.session.get_one(Guardian, work.actor.id)


def _own(work: Work, *states: str) -> Mandate:
    row = _newest(work, _home(work).household_id)
    if row is None:
        raise NotFound
    if row.state not in states:
        raise NotInThisState(row.state)
    return row


def _newest(work: Work, household_id: int) -> Mandate | None:
    query = select(Mandate).where(Mandate.household_id == household_id).order_by(Mandate.id.desc()).limit(1)
    return work.session.scalars(query.with_for_update()).first()


def _locked(work: Work, mandate_id: int, *states: str) -> Mandate:
    row = work.session.get(Mandate, mandate_id, with_for_update=True)
    if row is None:
        raise NotFound
    if row.state not in states:
        raise NotInThisState(row.state)
    return row


def _noted(work: Work, row: Mandate, act: str) -> None:
    work.session.flush()
    record(work, f"mandate.{act}", Subject("mandate", row.id), Change(after={"state": row.state, "account": f"…{row.last_digits}"}))
