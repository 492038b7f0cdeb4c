"""Whether a home lets the town ask the CAF or the MSA for its quotient: noted by the office, taken back at any time."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from villars_core.errors import Refusal
from villars_core.families.models import Household
from villars_core.i18n import N_
from villars_core.journal.actions import Subject, record
from villars_core.tariffs.actions import OFFICE, household_of_actor
from villars_core.tariffs.models import QuotientConsent
from villars_core.work import ActorKind, Work


@dataclass(eq=False)
class NoConsent(Refusal):
    """The home did not agree, or took it back."""

    template: ClassVar[str] = N_("Ce foyer n’a pas donné son accord pour demander son quotient à la CAF ou à la MSA.")


def consent_of(work: Work, home: Household) -> QuotientConsent | None:
    """Return the consent that counts now, or None."""
    query = select(QuotientConsent).where(QuotientConsent.household_id == home.id, QuotientConsent.revoked_at.is_(None))
    return work.session.scalars(query.order_by(QuotientConsent.id.desc())).first()


def require_consent(work: Work, home: Household) -> None:
    """Refuse to ask without the home's consent. Raises NoConsent, NotAllowed."""
    work.actor.require(*OFFICE)
    if consent_of(work, home) is None:
        raise NoConsent


def give(work: Work, home: Household, proof: str) -> QuotientConsent:
    """Note a home's consent, with where it is written ("formulaire signé du 12/09"); noting it again changes nothing."""
    _may(work, home)
    known = consent_of(work, home)
    if known is not None:
        return known
    row = QuotientConsent(household_id=home.id, given_at=work.now, noted_by=work.actor.account_id, proof=proof[:120])
    work.session.add(row)
    work.session.flush()
    record(work, "quotient.consent", Subject("household", home.id))
    return row


def revoke(work: Work, home: Household) -> bool:
    """Take a home's consent back; False where there was none."""
    _may(work, home)
    known = consent_of(work, home)
    if known is None:
        return False
    known.revoked_at = work.now
    work.session.flush()
    record(work, "quotient.revoke", Subject("household", home.id))
    return True


def _may(work: Work, home: Household) -> None:
    """Let the office act, and a guardian for the own home."""
    if work.actor.kind is ActorKind.GUARDIAN and household_of_actor(work).id == home.id:
        return
    work.actor.require(*OFFICE)
