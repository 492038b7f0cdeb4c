"""Draws letters, block by block, as flowing text."""

import re
from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from villars_core.pdf.codes import qr
from villars_core.pdf.document import Margins, flowing
from villars_core.pdf.fonts import BOLD, PLAIN
from villars_core.pdf.letterhead import Block, Facts, Heading, Letter, Letterhead, Steps, Text

_WIDTH, _HEIGHT = A4
_MARGIN = 22 * mm
_INK, _BLUE, _PALE = HexColor("#1a1a1a"), HexColor("#1f3a6e"), HexColor("#eef2f9")
_WINDOW_LEFT, _WINDOW_TOP = 105 * mm, 50 * mm  # the window of a French DL envelope, A4 folded in three
_HEAD_HEIGHT = 78 * mm
_LINE = 5 * mm
_OUR_FONT = ("FONTNAME", (0, 0), (-1, -1), PLAIN)
_FRAME = 12  # points that reportlab keeps inside its margins


def letters(head: Letterhead, all_of_them: Sequence[Letter], language: str = "fr") -> bytes:
    """Return a PDF with each letter on pages of its own; the same letters give the same bytes."""
    out = BytesIO()
    title = all_of_them[0].subject if all_of_them else head.service
    document = flowing(out, title, head.name, language, Margins(_MARGIN, 14 * mm, 20 * mm))
    story: list[Flowable] = []
    for letter in all_of_them:
        story += [*_letter(head, letter), PageBreak()]

    def foot(canvas: Canvas, _document: SimpleDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont(PLAIN, 8)
        canvas.setFillColor(_BLUE)
        canvas.drawCentredString(_WIDTH / 2, 12 * mm, head.foot)
        canvas.restoreState()

    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


class _Head(Flowable):  # type: ignore[misc]
    """Sender on the left, address where the window is."""

    def __init__(self, head: Letterhead, letter: Letter) -> None:
        super().__init__()
        self.head, self.letter = head, letter
        self.width, self.height = _WIDTH - 2 * _MARGIN, _HEAD_HEIGHT

    def draw(self) -> None:
        """Draw both; the flowable's own foot is its origin."""
        canvas: Any = self.canv
        canvas.setFillColor(_BLUE)
        canvas.setFont(BOLD, 15)
        canvas.drawString(0, self.height - 7 * mm, self.head.name)
        canvas.setFont(PLAIN, 10.5)
        canvas.drawString(0, self.height - 13 * mm, self.head.service)
        canvas.setFillColor(_INK)
        top = self.height - (_WINDOW_TOP - 14 * mm)
        for number, line in enumerate(self.letter.address):
            canvas.drawString(_WINDOW_LEFT - _MARGIN, top - number * _LINE, line)
        canvas.drawString(_WINDOW_LEFT - _MARGIN, 2 * mm, self.letter.place_and_date)


def _letter(head: Letterhead, letter: Letter) -> list[Flowable]:
    story: list[Flowable] = [_Head(head, letter), Spacer(1, 4 * mm), _paragraph(letter.subject, size=12, bold=True), Spacer(1, 3 * mm)]
    for block in letter.blocks:
        story += _drawn(block)
    return story


def _drawn(block: Block) -> list[Flowable]:
    if isinstance(block, Text):
        return [_paragraph(block.text), Spacer(1, 2.5 * mm)]
    if isinstance(block, Heading):
        return [Spacer(1, 1.5 * mm), _paragraph(block.text, size=11, bold=True), Spacer(1, 1.5 * mm)]
    return [_facts(block) if isinstance(block, Facts) else _steps(block), Spacer(1, 3 * mm)]


def _facts(block: Facts) -> Table:
    rows = [[_paragraph(label), _paragraph(value, size=block.size, bold=True)] for label, value in block.rows]
    table = Table(rows, colWidths=[block.label_width * mm, None])
    framed = [
        _OUR_FONT,
        ("BACKGROUND", (0, 0), (-1, -1), _PALE),
        ("BOX", (0, 0), (-1, -1), 0.8, _BLUE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ("LEFTPADDING", (0, 0), (-1, -1), 9),
    ]
    table.setStyle(TableStyle(framed))
    return table


def _steps(block: Steps) -> Table:
    steps = [[_paragraph(f"{number}."), _paragraph(step)] for number, step in enumerate(block.steps, 1)]
    wide = _WIDTH - 2 * _MARGIN - _FRAME
    plain = [_OUR_FONT, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 4)]
    if not block.scan:
        return Table(steps, colWidths=[7 * mm, wide - 7 * mm], style=TableStyle(plain))
    code = 44 * mm
    list_of_steps = Table(steps, colWidths=[7 * mm, wide - code - 11 * mm], style=TableStyle(plain))
    picture = [Image(BytesIO(qr(block.scan)), width=code, height=code), _paragraph(block.caption, size=8, centred=True)]
    return Table([[list_of_steps, picture]], colWidths=[wide - code, code], style=TableStyle(plain))


def _paragraph(text: str, size: float = 10, *, bold: bool = False, centred: bool = False) -> Paragraph:
    style = ParagraphStyle("letter", fontName=BOLD if bold else PLAIN, fontSize=size, leading=size * 1.4, textColor=_INK)
    if centred:
        style.alignment = TA_CENTER
    return Paragraph(escape(_french(text), quote=False), style)


def _french(text: str) -> str:
    """Keep guillemets and high punctuation with their word at the end of a line."""
    return re.sub(r" (?=[»?!:;])|(?<=«) ", "\u00a0", text)
