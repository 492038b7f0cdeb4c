"""A quotient that a family sends: put before the office, accepted with the day from which it counts, or refused with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from villars_core.documents.models import SupportingDocument
from villars_core.documents.queries import listed
from villars_core.errors import NotFound, Refusal
from villars_core.families.models import Guardian, Household
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.office_queue.actions import Posting, post
from villars_core.office_queue.models import QueueItem
from villars_core.schools.queries import rules_in_force
from villars_core.tariffs.models import FamilyQuotient, Residence
from villars_core.tariffs.quotients import first_day, last_day
from villars_core.work import ActorKind, Work

OFFICE = ("education_office", "treasurer")
LARGEST = 20_000
ACCEPT = "accept_quotient"
SUMMARY = N_("Quotient familial {value} ({source}, {month}) : {home}")


@dataclass(eq=False)
class NotAQuotient(Refusal):
    """A figure that no family quotient has."""

    template: ClassVar[str] = N_(
        "Le quotient familial est un nombre entier de 0 à {largest}. Il est écrit sur l’attestation de la CAF ou de la MSA."
    )
    largest: int = LARGEST


@dataclass(eq=False)
class TooOld(Refusal):
    """A certificate whose validity is over already."""

    template: ClassVar[str] = N_(
        "Cette attestation n’est plus valable : elle comptait jusqu’au {until}. Demandez-en une nouvelle à la CAF ou à la MSA."
    )
    until: date


@dataclass(eq=False)
class EndsTooSoon(Refusal):
    """A certificate whose validity is over before the day from which it would count: it would only take the present one away."""

    template: ClassVar[str] = N_(
        "Cette attestation ne vaut que jusqu’au {until}, avant le {since} où elle compterait. Demandez la nouvelle à la CAF ou à la MSA."
    )
    until: date
    since: date


@dataclass(eq=False)
class AlreadyDecided(Refusal):
    """Somebody decided before."""

    template: ClassVar[str] = N_("Ce quotient familial est déjà traité.")


@dataclass(frozen=True)
class Certificate:
    """What a certificate says: the value, who calculated it (CAF, MSA, office), its month (any day of it), and the document kept."""

    value: int
    source: str
    month: date
    calculated: date | None = None
    document_id: int | None = None


def household_of_actor(work: Work) -> Household:
    """Return the acting guardian's own home. Raises NotFound for everybody else."""
    if work.actor.kind is not ActorKind.GUARDIAN or work.actor.id is None:
        raise NotFound
    guardian = work.session.get(Guardian, work.actor.id)
    if guardian is None:
        raise NotFound
    return work.session.get_one(Household, guardian.household_id)


def ask(work: Work, certificate: Certificate, files: Sequence[SupportingDocument] = ()) -> tuple[FamilyQuotient, QueueItem]:
    """Put a new quotient of the actor's home before the office, with what was sent for it. Raises NotAQuotient, TooOld, EndsTooSoon."""
    home = household_of_actor(work)
    row = _new(work, home, certificate)
    _span_of(work, row)
    summary = work.t(SUMMARY, value=row.value, source=row.source, month=f"{row.month:%m/%Y}", home=home.name)
    facts = {"quotient": row.id, "documents": [one.id for one in files]}
    shown = [listed(work, one) for one in files]
    item = post(work, Posting("quotient", summary, account_id=work.actor.account_id, files=shown, action=ACCEPT, facts=facts))
    record(work, "quotient.ask", Subject("household", home.id), Change(after={"month": row.month.isoformat()}), item.number)
    return row, item


def put_forward(work: Work, home: Household, certificate: Certificate) -> tuple[FamilyQuotient, QueueItem | None]:
    """Put before the office a quotient that the CAF or the MSA told the town; one that is known already changes nothing."""
    work.actor.require(*OFFICE)
    same = select(FamilyQuotient).where(
        FamilyQuotient.household_id == home.id,
        FamilyQuotient.month == certificate.month.replace(day=1),
        FamilyQuotient.source == certificate.source,
        FamilyQuotient.value == certificate.value,
        FamilyQuotient.state != "refused",
    )
    known = work.session.scalars(same.order_by(FamilyQuotient.id.desc())).first()
    if known is not None:
        return known, None
    row = _new(work, home, certificate)
    summary = work.t(SUMMARY, value=row.value, source=row.source, month=f"{row.month:%m/%Y}", home=home.name)
    item = post(work, Posting("quotient", summary, action=ACCEPT, facts={"quotient": row.id, "documents": []}))
    record(work, "quotient.fetch", Subject("household", home.id), Change(after={"month": row.month.isoformat()}), item.number)
    return row, item


def accept(work: Work, quotient_id: int) -> FamilyQuotient:
    """Accept a quotient; it counts from the day that the town's rule says. Raises NotFound, AlreadyDecided, EndsTooSoon."""
    work.actor.require(*OFFICE)
    row = _asked(work, quotient_id)
    row.since, row.until = _span_of(work, row)
    _decide(work, row, "accepted", "")
    return row


def refuse(work: Work, quotient_id: int, reason: str) -> FamilyQuotient:
    """Refuse a quotient with a reason that the family is told. Raises NotFound, AlreadyDecided."""
    work.actor.require(*OFFICE)
    row = _asked(work, quotient_id)
    _decide(work, row, "refused", reason[:300])
    return row


def enter(work: Work, home: Household, certificate: Certificate, since: date | None = None) -> FamilyQuotient:
    """Let the office enter a quotient that counts at once, or from a day on. Raises NotAQuotient, TooOld, EndsTooSoon."""
    work.actor.require(*OFFICE)
    row = _new(work, home, certificate)
    row.since, row.until = _span_of(work, row, since)
    _decide(work, row, "accepted", "")
    return row


def set_residence(work: Work, home: Household, since: date, *, resident: bool) -> Residence:
    """Say whether a home lives in the town from a day on."""
    work.actor.require(*OFFICE)
    row = Residence(household_id=home.id, since=since, resident=resident)
    work.session.add(row)
    work.session.flush()
    record(work, "residence.set", Subject("household", home.id), Change(after={"since": since.isoformat(), "resident": resident}))
    return row


def _new(work: Work, home: Household, certificate: Certificate) -> FamilyQuotient:
    if not 0 <= certificate.value <= LARGEST:
        raise NotAQuotient
    month = certificate.month.replace(day=1)
    until = last_day(rules_in_force(work).quotient, month)
    if until < work.today:
        raise TooOld(until)
    row = FamilyQuotient(
        household_id=home.id,
        value=certificate.value,
        source=certificate.source,
        month=month,
        calculated=certificate.calculated,
        document_id=certificate.document_id,
        state="asked",
        asked_at=work.now,
        asked_by=work.actor.account_id,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _span_of(work: Work, row: FamilyQuotient, since: date | None = None) -> tuple[date, date]:
    """Return the days on which a quotient would count that is accepted today. Raises EndsTooSoon where there is none."""
    rule = rules_in_force(work).quotient
    first, last = since or first_day(rule, row.month, work.today), last_day(rule, row.month)
    if last < first:
        raise EndsTooSoon(last, first)
    return first, last


def _asked(work: Work, quotient_id: int) -> FamilyQuotient:
    row = work.session.scalars(select(FamilyQuotient).where(FamilyQuotient.id == quotient_id).with_for_update()).first()
    if row is None:
        raise NotFound
    if row.state != "asked":
        raise AlreadyDecided
    return row


def _decide(work: Work, row: FamilyQuotient, state: str, reason: str) -> None:
    row.state, row.decided_at, row.decided_by = state, work.now, work.actor.account_id
    row.seal("reason", reason or None, work.vault)
    work.session.flush()
    record(work, f"quotient.{state}", Subject("household", row.household_id), Change(after={"month": row.month.isoformat()}))
