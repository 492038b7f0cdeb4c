"""Working sheets on the town's paper: a title, tables with their totals, notes; one page each where it fits."""

from collections.abc import Sequence
from dataclasses import dataclass

from villars_core.pdf.later import drawer
from villars_core.pdf.letterhead import Letterhead


@dataclass(frozen=True)
class Grid:
    """A table: its heading, its columns' names, its rows; rows whose number is in `strong` are totals. The first column is wide.

    `fills`: the share of the width that each column takes, where the columns are not all figures.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()
    fills: tuple[float, ...] = ()


@dataclass(frozen=True)
class WorkingSheet:
    """One sheet: every text is final, in the reader's language. `big`: the figure to be seen from afar, with its caption."""

    title: str
    under: tuple[str, ...]
    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()
    big: tuple[tuple[str, str], ...] = ()


def working_sheets(head: Letterhead, sheets: Sequence[WorkingSheet], language: str = "fr") -> bytes:
    """Return a PDF with each sheet on pages of its own; the same sheets give the same bytes."""
    return drawer("villars_core.pdf.drawing.sheets", "working_sheets")(head, sheets, language)
