"""Draws working sheets: tables that keep to their page."""

from collections.abc import Sequence
from html import escape
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from villars_core.pdf.document import Margins, flowing
from villars_core.pdf.fonts import BOLD, PLAIN
from villars_core.pdf.letterhead import Letterhead
from villars_core.pdf.sheets import Grid, WorkingSheet

_WIDTH, _HEIGHT = A4
_MARGIN = 16 * mm
_INK, _BLUE, _PALE, _LINE = HexColor("#1a1a1a"), HexColor("#1f3a6e"), HexColor("#eef2f9"), HexColor("#b8c2d6")
_ROW_TALL, _ROW_LOW, _MANY_ROWS = 6 * mm, 4.6 * mm, 32
_FIRST_COLUMN, _FIGURE_COLUMN = 0.32, 0.105
_PADDING, _TALL_PADDING = 3, 3
_SMALLEST = 7.0
_FRAME = 6  # points that reportlab keeps inside its margins


def working_sheets(head: Letterhead, sheets: Sequence[WorkingSheet], language: str = "fr") -> bytes:
    """Return a PDF with each sheet on pages of its own; the same sheets give the same bytes."""
    out = BytesIO()
    document = flowing(out, sheets[0].title if sheets else head.service, head.name, language, Margins(_MARGIN, 24 * mm, 16 * mm))
    story: list[Flowable] = []
    for sheet in sheets:
        story += [*_sheet(sheet), PageBreak()]

    def frame(canvas: Canvas, page: SimpleDocTemplate) -> None:
        canvas.saveState()
        canvas.setFillColor(_BLUE)
        canvas.setFont(BOLD, 12)
        canvas.drawString(_MARGIN, _HEIGHT - 14 * mm, head.name)
        canvas.setFont(PLAIN, 9)
        canvas.drawString(_MARGIN, _HEIGHT - 18.5 * mm, head.service)
        canvas.setFont(PLAIN, 8)
        canvas.drawString(_MARGIN, 9 * mm, head.foot)
        canvas.drawRightString(_WIDTH - _MARGIN, 9 * mm, str(page.page))
        canvas.restoreState()

    document.build(story, onFirstPage=frame, onLaterPages=frame)
    return out.getvalue()


def _sheet(sheet: WorkingSheet) -> list[Flowable]:
    story: list[Flowable] = [_paragraph(sheet.title, 16, bold=True), Spacer(1, 1.5 * mm)]
    story += [_paragraph(line, 9.5) for line in sheet.under]
    story.append(Spacer(1, 3 * mm))
    if sheet.big:
        story += [_big(sheet.big), Spacer(1, 4 * mm)]
    height = _ROW_LOW if sum(len(grid.rows) + 2 for grid in sheet.grids) > _MANY_ROWS else _ROW_TALL
    for grid in sheet.grids:
        if grid.heading:
            story += [_paragraph(grid.heading, 11, bold=True), Spacer(1, 1 * mm)]
        story += [_grid(grid, height), Spacer(1, 3.5 * mm)]
    return story + [_paragraph(note, 9) for note in sheet.notes]


def _big(figures: tuple[tuple[str, str], ...]) -> Table:
    row = [[_paragraph(figure, 22, bold=True), _paragraph(caption, 8.5)] for figure, caption in figures]
    style = [
        ("BACKGROUND", (0, 0), (-1, -1), _PALE),
        ("BOX", (0, 0), (-1, -1), 0.8, _BLUE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ("LEFTPADDING", (0, 0), (-1, -1), 8),
    ]
    return Table([row], colWidths=[(_WIDTH - 2 * _MARGIN - 2 * _FRAME) / len(row)] * len(row), style=style)


def _grid(grid: Grid, height: float) -> Table:
    wide = _WIDTH - 2 * _MARGIN - 2 * _FRAME
    figures = max(1, len(grid.columns) - 1)
    first = max(_FIRST_COLUMN, 1 - figures * _FIGURE_COLUMN)
    shares = grid.fills or (first, *((1 - first) / figures for _ in range(figures)))
    size = 9.5 if height == _ROW_TALL else 8
    heads = [_paragraph(name, 7, bold=True, right=number > 0 and not grid.fills) for number, name in enumerate(grid.columns)]
    style: list[tuple[object, ...]] = [
        ("FONTNAME", (0, 1), (-1, -1), PLAIN),
        ("FONTSIZE", (0, 1), (-1, -1), size),
        ("TEXTCOLOR", (0, 0), (-1, -1), _INK),
        ("ALIGN", (1, 1), (-1, -1), "LEFT" if grid.fills else "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, _BLUE),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, _LINE),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
        ("TOPPADDING", (0, 1), (-1, -1), _TALL_PADDING if grid.fills else 0),
        ("BOTTOMPADDING", (0, 1), (-1, -1), _TALL_PADDING if grid.fills else 0),
    ]
    for number in grid.strong:
        style += [("FONTNAME", (0, number + 1), (-1, number + 1), BOLD), ("BACKGROUND", (0, number + 1), (-1, number + 1), _PALE)]
    rows = [_texts(row, size) if grid.fills else _figures(row, size, shares[0] * wide) for row in grid.rows]
    heights = None if grid.fills else [None, *(height for _ in rows)]
    return Table([heads, *rows], colWidths=[share * wide for share in shares], rowHeights=heights, style=style, repeatRows=1)


def _texts(row: tuple[str, ...], size: float) -> list[object]:
    """Return a row of texts, which go over to the next line."""
    return [_paragraph(cell, size) for cell in row]


def _figures(row: tuple[str, ...], size: float, wide: float) -> list[object]:
    """Return a row of figures under a name, which is drawn smaller, then shortened, where it would run into them."""
    name, *figures = row
    room = wide - 2 * _PADDING
    if stringWidth(name, BOLD, size) <= room:
        return [name, *figures]
    while stringWidth(name, BOLD, _SMALLEST) > room:
        name = name.removesuffix("…")[:-1] + "…"
    fitting = min(size, _SMALLEST * room / stringWidth(name, BOLD, _SMALLEST) - 0.05)
    return [_paragraph(name, fitting, bold=True), *figures]


def _paragraph(text: str, size: float, *, bold: bool = False, right: bool = False) -> Paragraph:
    style = ParagraphStyle("sheet", fontName=BOLD if bold else PLAIN, fontSize=size, leading=size * 1.35, textColor=_INK, splitLongWords=0)
    style.alignment = TA_RIGHT if right else TA_LEFT
    return Paragraph(escape(text, quote=False), style)
