"""Documents made when they are sent: each is made for the one who is told, who gets nothing that a screen would not show."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of, is_active
from villars_core.billing.papers import PAPER as INVOICE
from villars_core.billing.papers import invoice_paper
from villars_core.billing.tax_certificate_pdf import PAPER as TAX_CERTIFICATE
from villars_core.billing.tax_certificate_pdf import tax_certificate_paper
from villars_core.conversations import subjects
from villars_core.conversations.calendar_papers import CALENDAR_PAPERS
from villars_core.documents.papers import PAPER as DOCUMENT
from villars_core.documents.papers import document_paper
from villars_core.errors import NotFound
from villars_core.i18n import N_, Translator, paper_language
from villars_core.kitchen.notices import PAPER as KITCHEN_ORDER
from villars_core.kitchen.order_pdf import order_paper
from villars_core.kitchen.papers import LIST as KITCHEN_LIST
from villars_core.kitchen.papers import list_paper
from villars_core.mandates.papers import PAPER as MANDATE
from villars_core.mandates.papers import mandate_paper
from villars_core.notifications.screens import Attachment
from villars_core.notifications.sending import ToSend
from villars_core.payments.papers import PAPER as PAYMENT_RECEIPT
from villars_core.payments.papers import receipt_paper
from villars_core.work import SYSTEM, Assurance, Records, Work

Draw = Callable[[], bytes]
Maker = Callable[[Work, Mapping[str, Any]], Draw]
"""Reads what a document says, as its reader may see it, and returns what draws it once the records are closed."""

PAPERS: Mapping[str, Maker] = {
    DOCUMENT: document_paper,
    INVOICE: invoice_paper,
    KITCHEN_LIST: list_paper,
    KITCHEN_ORDER: order_paper,
    MANDATE: mandate_paper,
    PAYMENT_RECEIPT: receipt_paper,
    TAX_CERTIFICATE: tax_certificate_paper,
    **CALENDAR_PAPERS,
}
"""Every document by the name that an attachment gives; the one place where a new one is added."""

NAMELESS = frozenset({KITCHEN_ORDER})
"""Documents that name nobody: the house also sends them to an address of the town's rules that is no account (the caterer)."""

MISSING = N_("Le document « {name} » n’a pas pu être joint. Demandez-le à nouveau, ou écrivez au service Éducation.")
_log = logging.getLogger("villars.papers")


@dataclass(frozen=True)
class Paper:
    """A document as it leaves."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Printed:
    """What leaves for one row: its documents, and the row itself, which says where one of them is missing."""

    papers: tuple[Paper, ...]
    item: ToSend


def make_paper(records: Records, account_id: int | None, attachment: Attachment) -> bytes:
    """Return the bytes of a document for an account, outside any transaction that writes.

    Raises NotFound for a document that nobody knows, for a stranger and for what the account may not see.
    """
    maker = PAPERS.get(attachment.paper)
    if maker is None:
        raise NotFound
    with records.reading(SYSTEM) as work:
        nobody_named = account_id is None and attachment.paper in NAMELESS
        draw = maker(work if nobody_named else _as_read_by(work, account_id), attachment.facts)
    return draw()


def _as_read_by(work: Work, account_id: int | None) -> Work:
    """Return the work of the reader. Raises NotFound for a stranger, and for an account that may not act."""
    account = work.session.get(Account, account_id) if account_id is not None else None
    if account is None or account.ended_at is not None or not is_active(account):
        raise NotFound
    return replace(work, actor=actor_of(account, "paper", Assurance.LINKED), translator=Translator(paper_language(account.language)))


def printed(records: Records, item: ToSend) -> Printed:
    """Make the documents of a row; one that cannot be made is said to be missing, and the text goes without it.

    A mail's subject names the children and days where the town allows it.
    """
    papers: list[Paper] = []
    item = subjects.named(records, item)
    for one in item.parcel.screen.attachments:
        try:
            papers.append(Paper(one.name, one.media_type, make_paper(records, item.account_id, one)))
        except Exception as error:  # noqa: BLE001 (whatever the document's fault is, the person must read the text)
            _log.error("row %d: no document %s: %s", item.id, one.paper, type(error).__name__)
            item = without(item, one.name)
    return Printed(tuple(papers), item)


def without(item: ToSend, name: str) -> ToSend:
    """Return the row as it says that a document is missing."""
    screen = item.parcel.screen
    sentence = Translator(item.language).t(MISSING, name=name)
    return replace(item, parcel=replace(item.parcel, screen=replace(screen, body=(*screen.body, sentence))))
