"""The papers that go with a slip: the bills that the Treasury's editing centre prints, in files of some hundred, the same ones each time.

A paper is drawn from the bill's frozen sheet and each file is named after its slip: sent a second time it is the same file, whose papers
the Treasury knows already. Nothing is drawn while a transaction is open.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from villars_core.billing.bills import period_at
from villars_core.billing.invoice_pdf import invoice_pdf
from villars_core.billing.models import Invoice
from villars_core.failpoints import reached
from villars_core.journal.actions import Change, Subject, record
from villars_core.schools.queries import rules_in_force
from villars_core.schools.treasury_tables import TreasuryTable
from villars_core.treasury.actions import NothingToSend, may_send
from villars_core.treasury.models import RevenueOrder, Slip
from villars_core.treasury.pes_checks import require_none
from villars_core.treasury.pes_pj import Paper, PapersFile, pes_pj
from villars_core.treasury.pes_pj_checks import paper_faults
from villars_core.work import Work

Sheet = dict[str, Any]


@dataclass(frozen=True)
class ToDraw:
    """The papers of one slip, as frozen sheets by article."""

    year: int
    number: int
    issued_on: date
    treasury: TreasuryTable
    sheets: Sequence[tuple[int, Sheet]]


@dataclass(frozen=True)
class Drawn:
    """One file of papers, checked."""

    name: str
    papers: int
    content: bytes


def papers_of(work: Work, day: date) -> list[ToDraw]:
    """Return what the papers of the slips of a day's period say, the oldest slip first. Raises OwnCashOffice, NothingToSend."""
    may_send(work)
    period, treasury = period_at(work, day), rules_in_force(work).treasury
    query = (
        select(Slip, RevenueOrder.place, Invoice.sheet)
        .join(RevenueOrder, RevenueOrder.slip_id == Slip.id)
        .join(Invoice, Invoice.id == RevenueOrder.invoice_id)
        .where(Invoice.first <= period.last, Invoice.last >= period.first)
        .order_by(Slip.id, RevenueOrder.place)
    )
    found: dict[int, tuple[Slip, list[tuple[int, Sheet]]]] = {}
    for slip, place, sheet in work.session.execute(query):
        found.setdefault(slip.id, (slip, []))[1].append((place, json.loads(sheet)))
    if not found:
        raise NothingToSend
    for slip, sheets in found.values():
        record(work, "treasury.papers", Subject("treasury_slip", slip.id), Change(after={"papers": len(sheets)}))
    return [ToDraw(slip.year, slip.number, slip.issued_on, treasury, sheets) for slip, sheets in found.values()]


def drawn(wanted: ToDraw) -> Iterator[Drawn]:
    """Draw the papers of a slip, file by file: each is checked before it is given. Raises NotAcceptable."""
    size, treasury = wanted.treasury.papers_per_file, wanted.treasury
    for part, start in enumerate(range(0, len(wanted.sheets), size), 1):
        some = wanted.sheets[start : start + size]
        name = f"PESPJ_{treasury.siret}_{wanted.year}_{wanted.number:07d}_{part:03d}.xml"
        papers = tuple(Paper(place, sheet["number"], invoice_pdf(sheet)) for place, sheet in some)
        raw = pes_pj(PapersFile(name, wanted.year, wanted.number, wanted.issued_on, treasury, papers))
        reached("treasury.papers_drawn")
        numbers = {place: sheet["number"] for place, sheet in some}
        require_none(paper_faults(raw, treasury, (wanted.year, wanted.number), numbers))
        yield Drawn(name, len(papers), raw)
