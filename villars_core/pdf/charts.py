"""Bar charts for the office, as a page; readable when it is printed in grey, because each bar says its figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.graphics import renderPDF
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from villars_core.pdf.fonts import BOLD, PLAIN, register

_WIDTH, _HEIGHT = landscape(A4)
_MARGIN = 18 * mm
_BLUE = HexColor("#1f3a6e")
_SLANTED = 12
"""From so many bars on, their names are written upwards."""


@dataclass(frozen=True)
class BarChart:
    """One chart: its title, and each bar's name and figure; `written`: the figures as they are to be read, in the same order."""

    title: str
    names: Sequence[str]
    values: Sequence[float]
    written: Sequence[str]


def charts_pdf(charts: Sequence[BarChart], title: str, language: str = "fr") -> bytes:
    """Return a PDF with a chart on each page; the same charts give the same bytes."""
    register()
    out = BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4), invariant=1, pageCompression=1, initialFontName=PLAIN, lang=language)
    canvas.setTitle(title)
    for one in charts:
        renderPDF.draw(_drawing(one), canvas, 0, 0)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _drawing(one: BarChart) -> Drawing:
    drawing = Drawing(_WIDTH, _HEIGHT)
    drawing.add(String(_MARGIN, _HEIGHT - _MARGIN, one.title, fontName=BOLD, fontSize=16, fillColor=_BLUE))
    chart = VerticalBarChart()
    chart.x, chart.y = _MARGIN + 12 * mm, _MARGIN + 22 * mm
    chart.width, chart.height = _WIDTH - 2 * _MARGIN - 14 * mm, _HEIGHT - 2 * _MARGIN - 40 * mm
    chart.data = [list(one.values) or [0]]
    chart.bars[0].fillColor = _BLUE
    chart.valueAxis.valueMin = 0
    chart.valueAxis.labels.fontName = PLAIN
    chart.categoryAxis.categoryNames = list(one.names) or [""]
    chart.categoryAxis.labels.fontName = PLAIN
    chart.categoryAxis.labels.fontSize = 8
    if len(one.names) >= _SLANTED:
        chart.categoryAxis.labels.angle = 60
        chart.categoryAxis.labels.boxAnchor = "ne"
    chart.barLabels.fontName = PLAIN
    chart.barLabels.fontSize = 8
    chart.barLabels.nudge = 8
    chart.barLabelFormat = "values"
    chart.barLabelArray = [list(one.written)]
    drawing.add(chart)
    return drawing
