"""DejaVu, embedded in every document: the names of families are written in more alphabets than a PDF's own fonts know."""

from pathlib import Path

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD = "DejaVuSans", "DejaVuSans-Bold"
_FOLDER = Path(__file__).parent / "fonts"


def register() -> None:
    """Make the fonts known to reportlab, once."""
    if PLAIN in pdfmetrics.getRegisteredFontNames():
        return
    rl_config.useA85 = 0  # streams stay binary: a quarter smaller, and quicker to write
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(_FOLDER / f"{name}.ttf")))
    for bold, italic in ((0, 0), (0, 1), (1, 0), (1, 1)):
        addMapping(PLAIN, bold, italic, BOLD if bold else PLAIN)
