"""The files that people send in the walks: real ones, made when they are asked for."""

import mimetypes
from io import BytesIO

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.documents import files

_PICTURES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG"}

_HEAD = "jour;nom;prenom;naissance;moment;arrivee;depart"
TIMES = {
    "soir.csv": (_HEAD, "2026-12-03;Martin;Léa;;soir;;17:42", "03/12/2026;Haddad;Inès;;soir;;18:05"),
    "corrige.csv": (_HEAD, "2026-12-03;Martin;Léa;;soir;;17:50"),
    "faux.csv": (_HEAD, "2026-12-03;Martin;Léa;;soir;;17:42", "2026-12-03;Personne;Nul;;soir;;17:00"),
}
"""Files of the childcare's times, as a reader of badges writes them."""


def content_of(name: str) -> bytes:
    """Return a file of the kind that its name promises: a page, a picture, or else a line of text."""
    ending = name.rpartition(".")[2].lower()
    out = BytesIO()
    if ending == "pdf":
        page = Canvas(out, pagesize=A4, invariant=1)
        page.drawString(80, 760, f"Document : {name}")
        page.save()
        return out.getvalue()
    if ending in _PICTURES:
        Image.new("RGB", (640, 480), (240, 240, 235)).save(out, _PICTURES[ending])
        return out.getvalue()
    if ending == "heic":
        return files.heic()
    if ending == "csv":
        return "\n".join(TIMES[name]).encode() + b"\n"
    return f"{name}\n".encode()


def media_type_of(name: str) -> str:
    """Return the media type that a phone or a mail program gives a file of this name."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
