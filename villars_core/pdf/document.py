"""A document of flowing pages: A4, embedded fonts, title and language set, the same content always the same bytes."""

from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate

from villars_core.pdf.fonts import PLAIN, register


@dataclass(frozen=True)
class Margins:
    """The white around the text, in points."""

    side: float
    top: float
    bottom: float


def flowing(out: BytesIO, title: str, author: str, language: str, margins: Margins) -> SimpleDocTemplate:
    """Return an empty document that writes itself to `out` once it is built."""
    register()
    return SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=margins.side,
        rightMargin=margins.side,
        topMargin=margins.top,
        bottomMargin=margins.bottom,
        title=title,
        author=author,
        lang=language,
        initialFontName=PLAIN,
        invariant=1,
        pageCompression=1,
    )
