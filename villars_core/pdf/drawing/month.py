"""Draws a month's page."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from villars_core.pdf.fonts import BOLD, PLAIN, register
from villars_core.pdf.month_grid import Box, MonthPage, Tone

_WIDTH, _HEIGHT = landscape(A4)
_MARGIN, _TOP, _FOOT, _NAMES = 14 * mm, 29 * mm, 17 * mm, 8 * mm
_INK, _BLUE, _LINE, _SOFT = HexColor("#1a1a1a"), HexColor("#1f3a6e"), HexColor("#9aa5b8"), HexColor("#5b6472")
_PADDING, _LEADING, _SMALL, _TINY = 2.6 * mm, 13.5, 11.5, 8.5


def month_page(page: MonthPage) -> bytes:
    """Return the page as a PDF; the same page gives the same bytes."""
    register()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(_WIDTH, _HEIGHT), invariant=1, pageCompression=1, lang=page.language, initialFontName=PLAIN)
    canvas.setTitle(page.title)
    canvas.setAuthor(page.head.name)
    _heading(canvas, page)
    wide = (_WIDTH - 2 * _MARGIN) / len(page.names)
    high = (_HEIGHT - _TOP - _NAMES - _FOOT) / max(len(page.weeks), 1)
    canvas.setFillColor(_BLUE)
    canvas.setFont(BOLD, 10)
    for column, name in enumerate(page.names):
        canvas.drawCentredString(_MARGIN + (column + 0.5) * wide, _HEIGHT - _TOP - 5.5 * mm, name)
    for row, week in enumerate(page.weeks):
        foot = _HEIGHT - _TOP - _NAMES - (row + 1) * high
        for column, box in enumerate(week):
            _box(canvas, box, (_MARGIN + column * wide, foot, wide, high))
    canvas.setFont(PLAIN, _TINY)
    canvas.setFillColor(_SOFT)
    for number, line in enumerate(page.foot):
        canvas.drawString(_MARGIN, _FOOT - (5 + 4 * number) * mm, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _heading(canvas: Canvas, page: MonthPage) -> None:
    canvas.setFillColor(_BLUE)
    canvas.setFont(BOLD, 12)
    canvas.drawString(_MARGIN, _HEIGHT - 16 * mm, page.head.name)
    canvas.setFont(PLAIN, 9.5)
    canvas.drawString(_MARGIN, _HEIGHT - 21 * mm, page.head.service)
    canvas.setFillColor(_INK)
    canvas.setFont(BOLD, 19)
    canvas.drawRightString(_WIDTH - _MARGIN, _HEIGHT - 20 * mm, page.title)
    canvas.setStrokeColor(_BLUE)
    canvas.setLineWidth(1.2)
    canvas.line(_MARGIN, _HEIGHT - 27 * mm, _WIDTH - _MARGIN, _HEIGHT - 27 * mm)


def _box(canvas: Canvas, box: Box, place: tuple[float, float, float, float]) -> None:
    left, foot, wide, high = place
    canvas.setFillColor(HexColor(box.tone.value))
    canvas.setStrokeColor(_LINE)
    canvas.setLineWidth(0.6)
    canvas.rect(left, foot, wide, high, stroke=1, fill=1)
    if not box.number:
        return
    top = foot + high
    canvas.setFillColor(_INK if box.tone is not Tone.NO else _SOFT)
    canvas.setFont(BOLD, 15)
    canvas.drawString(left + _PADDING, top - 7 * mm, box.number)
    if box.mark:
        canvas.setFont(BOLD, 22)
        canvas.drawRightString(left + wide - _PADDING, top - 8.5 * mm, box.mark)
    canvas.setFont(PLAIN, _SMALL)
    room = max(1, int((high - 10 * mm) // _LEADING))
    for number, line in enumerate(_lines(box.words, wide - 2 * _PADDING)[:room]):
        canvas.drawString(left + _PADDING, top - 13 * mm - number * _LEADING, line)


def _lines(words: str, wide: float) -> Sequence[str]:
    """Break words into lines that a box holds."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and stringWidth(longer, PLAIN, _SMALL) <= wide:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
