"""Draws the first page of a PDF as points."""

from io import BytesIO
from threading import Lock

import pypdfium2

_POINTS_PER_INCH = 72
_one_at_a_time = Lock()  # the library may be called from one thread at a time only


def picture_of(pdf: bytes, dots_per_inch: int) -> bytes:
    """Return the first page of our own PDF as a PNG."""
    out = BytesIO()
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            picture = document[0].render(scale=dots_per_inch / _POINTS_PER_INCH).to_pil()
        finally:
            document.close()
    picture.convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()
