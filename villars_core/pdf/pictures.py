"""The first page of a PDF as a picture: what a phone shows at once, drawn from the same page that is printed."""

from villars_core.pdf.later import drawer

DOTS_PER_INCH = 150


def picture_of(pdf: bytes, dots_per_inch: int = DOTS_PER_INCH) -> bytes:
    """Return the first page of our own PDF as a PNG."""
    return drawer("villars_core.pdf.drawing.picture", "picture_of")(pdf, dots_per_inch)
