"""A neutral table for the town's finance software: one row for each invoice, semicolons, decimal commas, safe in a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from villars_core.billing.bills import period_at
from villars_core.billing.cells import inert
from villars_core.billing.ledger import open_amounts
from villars_core.billing.models import Invoice
from villars_core.treasury.models import RevenueOrder, Slip
from villars_core.work import Work

ROLES = ("treasurer", "education_office")
COLUMNS = (
    "numero",
    "type",
    "emise_le",
    "echeance",
    "periode_debut",
    "periode_fin",
    "foyer",
    "nom",
    "rue",
    "code_postal",
    "ville",
    "montant",
    "reste",
    "dette",
    "cle1",
    "cle2",
    "exercice",
    "bordereau",
    "article",
    "etat",
)


def table(work: Work, day: date) -> bytes:
    """Return the invoices and credit notes of a day's period as UTF-8 with its mark, so that spreadsheets read the accents."""
    work.actor.require(*ROLES)
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(work, day))
    return ("\ufeff" + written.getvalue()).encode()


def _rows(work: Work, day: date) -> Iterator[list[str]]:
    period = period_at(work, day)
    left = open_amounts(work)
    query = (
        select(Invoice, RevenueOrder, Slip)
        .outerjoin(RevenueOrder, RevenueOrder.invoice_id == Invoice.id)
        .outerjoin(Slip, Slip.id == RevenueOrder.slip_id)
        .where(Invoice.first <= period.last, Invoice.last >= period.first)
        .order_by(Invoice.number)
    )
    for invoice, order, slip in work.session.execute(query):
        sheet = json.loads(invoice.sheet)
        home, keys = sheet["household"], sheet.get("keys") or ["", ""]
        dates = [str(one) for one in (invoice.issued_on, invoice.due_on, invoice.first, invoice.last)]
        names = [inert(str(home[one])) for one in ("reference", "name", "street", "postcode", "city")]
        amounts = [_euros(invoice.charges), _euros(left.get(invoice.id, 0))]
        sent = _sent(order, slip)
        kind = "facture" if invoice.kind == "invoice" else "avoir"
        yield [inert(invoice.number), kind, *dates, *names, *amounts, str(sheet.get("debt", "")), *map(str, keys), *sent]


def _sent(order: RevenueOrder | None, slip: Slip | None) -> list[str]:
    if order is None or slip is None:
        return ["", "", "", ""]
    return [str(slip.year), str(slip.number), str(order.place), order.state]


def _euros(cents: int) -> str:
    sign, whole = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{whole // 100},{whole % 100:02d}"
