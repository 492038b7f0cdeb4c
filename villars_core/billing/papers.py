"""The invoice as an attachment: drawn when it is sent, for who may see it, from its frozen sheet."""

from collections.abc import Callable, Mapping
from typing import Any

from villars_core.billing.queries import sheet_for_actor
from villars_core.i18n import N_
from villars_core.notifications.screens import Attachment
from villars_core.pdf.later import drawer
from villars_core.work import Work

PAPER = "invoice"
NAME = N_("facture-{number}.pdf")


def invoice_paper(work: Work, facts: Mapping[str, Any]) -> Callable[[], bytes]:
    """Return what draws an invoice that the reader may see. Raises NotFound. Its words stay French: it is an official paper."""
    sheet = sheet_for_actor(work, int(facts["invoice"]))
    return lambda: drawer("villars_core.billing.invoice_pdf", "invoice_pdf")(sheet)


def attachment(work: Work, invoice_id: int, number: str) -> Attachment:
    """Return the attachment of an invoice."""
    return Attachment(work.t(NAME, number=number), "application/pdf", PAPER, {"invoice": invoice_id})
