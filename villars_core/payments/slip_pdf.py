"""The slip of cheques or cash that goes to the bank or the Treasury: its paper and its table, made of a slip's lines alone."""

import csv
from collections.abc import Sequence
from io import StringIO

from villars_core.billing.cells import inert
from villars_core.i18n import Amount, Translator
from villars_core.payments.queries import PaymentLine, total
from villars_core.payments.receipt_pdf import number_of
from villars_core.pdf.letterhead import Letterhead
from villars_core.pdf.sheets import Grid, WorkingSheet, working_sheets

HEADS = ("Reçu", "Foyer", "Facture", "Référence", "Reçu le", "Montant (€)")
COUNTED = {"cheque": ("chèque", "chèques"), "cash": ("versement", "versements")}
TITLES = {"cheque": "Bordereau de remise de chèques", "cash": "Bordereau de versement d’espèces"}


def slip_pdf(head: Letterhead, number: str, lines: Sequence[PaymentLine]) -> bytes:
    """Return the slip as a PDF; the same lines give the same bytes. An official paper: its words stay French."""
    words = Translator()
    rows = [
        (one.receipt, one.household, one.invoice, number_of(one), f"{one.paid_on:%d/%m/%Y}", words.write(Amount(one.amount)))
        for one in lines
    ]
    what = COUNTED[lines[0].way][len(lines) > 1]
    rows.append(("Total", f"{len(lines)} {what}", "", "", "", words.write(Amount(total(lines)))))
    grid = Grid("", HEADS, tuple(rows), frozenset({len(rows) - 1}), (0.16, 0.2, 0.16, 0.22, 0.12, 0.14))
    last = max(one.paid_on for one in lines)
    under = (f"Numéro {number}", f"Encaissements jusqu’au {words.day_and_year(last)}")
    sheet = WorkingSheet(TITLES[lines[0].way], under, (grid,), ("Date et signature du régisseur :",))
    return working_sheets(head, [sheet])


def slip_csv(lines: Sequence[PaymentLine]) -> str:
    """Return the slip as CSV for a French spreadsheet; no cell can be taken for a formula."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADS)
    for one in lines:
        euros = f"{one.amount // 100},{one.amount % 100:02d}"
        cells = (one.receipt, one.household, one.invoice, number_of(one), f"{one.paid_on:%d/%m/%Y}")
        writer.writerow([*map(inert, cells), euros])
    return out.getvalue()
