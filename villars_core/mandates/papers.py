"""The mandate to sign as an attachment: it holds the whole account number, so it leaves by e-mail only, for the home that asked."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from villars_core.errors import NotFound
from villars_core.families.models import Guardian, Household
from villars_core.i18n import N_
from villars_core.mandates.mandate_pdf import MandateSheet, mandate_pdf
from villars_core.mandates.models import Mandate
from villars_core.notifications.screens import Attachment
from villars_core.schools.queries import contacts, rules_in_force
from villars_core.work import ActorKind, Work

PAPER = "mandate"
NAME = N_("mandat-de-prelevement.pdf")


def mandate_paper(work: Work, facts: Mapping[str, Any]) -> Callable[[], bytes]:
    """Return what draws a mandate for a guardian of its home. Raises NotFound for everybody else."""
    row = work.session.get(Mandate, int(facts["mandate"]))
    guardian = work.session.get(Guardian, work.actor.id) if work.actor.kind is ActorKind.GUARDIAN and work.actor.id else None
    if row is None or guardian is None or guardian.household_id != row.household_id or row.iban is None:
        raise NotFound
    return partial(mandate_pdf, _sheet(work, row))


def attachment(work: Work, row: Mandate) -> Attachment:
    """Return the attachment of a mandate."""
    return Attachment(work.t(NAME), "application/pdf", PAPER, {"mandate": row.id})


def _sheet(work: Work, row: Mandate) -> MandateSheet:
    rules, home = rules_in_force(work), work.session.get_one(Household, row.household_id)
    creditor = rules.creditor
    return MandateSheet(
        rules.town.name,
        contacts(work).get("office", ""),
        creditor.name,
        f"{creditor.street}, {creditor.postcode} {creditor.city}",
        creditor.ics,
        row.reference,
        row.holder,
        (row.holder, home.street, f"{home.postcode} {home.city}"),
        row.unseal_text("iban", work.vault),
        row.bic,
    )
