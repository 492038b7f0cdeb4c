"""The receipt of a payment as an attachment: drawn when it is sent, for the home that paid."""

from collections.abc import Callable, Mapping
from typing import Any

from villars_core.i18n import N_, Translator
from villars_core.notifications.screens import Attachment
from villars_core.payments.queries import receipt_of_actor
from villars_core.pdf.later import drawer
from villars_core.pdf.letterhead import Letterhead
from villars_core.schools.queries import rules_in_force
from villars_core.work import Work

PAPER = "payment_receipt"
NAME = N_("recu-{number}.pdf")
SERVICE = "Service Éducation"


def receipt_paper(work: Work, facts: Mapping[str, Any]) -> Callable[[], bytes]:
    """Return what draws a receipt for a guardian of the home that paid. Raises NotFound for everybody else."""
    line = receipt_of_actor(work, str(facts["receipt"]))
    head = Letterhead(rules_in_force(work).town.name, SERVICE)
    return lambda: drawer("villars_core.payments.receipt_pdf", "receipt_pdf")(head, line)


def attachment(words: Translator, number: str) -> Attachment:
    """Return the attachment of a receipt."""
    return Attachment(words.t(NAME, number=number), "application/pdf", PAPER, {"receipt": number})
