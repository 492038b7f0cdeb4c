"""Files as parents send them, and as nobody should: made here, so that no photograph of anybody is kept in the project."""

import base64
import io
import struct
import zlib

import pypdfium2
from PIL import Image
from PIL.TiffImagePlugin import IFDRational
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

_HEIC = (
    "eNpjYGCQSSupLMhIzUxmAILczDRDEDs3MzGNgYExLDe1JJEBAhQzUnKKoGyGgszkEgY0oJSZkw82xMWBgREIgYCxCkIDgSQQK2dm5qWBeSBRUSAnlQnKyyhLNgQx+Q"
    "oyS3LhSq5lFhQVAOntmQXJ+UC6AqjMmZEZJDQBrEjuA8Ofvz9+MDDwMycAdUg4MPIw/v8PUsAMUsEMQnK7mBwSgZLaToyMaDILFBpZp73y1FyXxyTFwwESOgEiOByS"
    "gOrZXRgPFm1QcgBaI5ycn1OUl5xTARTmZWBrAAqJZBYXpEL95gDFAgWZFZkgAWYODqBpDOKZBbmw4AOGCEsjEzMLKCRzUxJBoSeqwbhesuF7Tav5/7Mi7nNv7u9krd"
    "hSAAArSkou"
)


def photo(size: tuple[int, int] = (640, 480), kind: str = "JPEG", **more: object) -> bytes:
    """Return a photograph of something grey and noisy."""
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind, **more)
    return out.getvalue()


def heic() -> bytes:
    """Return a small HEIC of one colour, encoded once: the library that the program uses only reads."""
    return zlib.decompress(base64.b64decode(_HEIC))


def photo_with_place() -> bytes:
    """Return a photograph lying on its side that says where and with what it was taken."""
    picture = Image.new("RGB", (400, 300), "white")
    exif = picture.getexif()
    exif[0x0112] = 6  # taken upright, stored lying
    exif[0x010F] = "Fabricant"
    exif.get_ifd(0x8825)[2] = (IFDRational(45), IFDRational(28), IFDRational(0))
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"45.47 N, 4.34 E")
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """Return a few hundred bytes that claim to be a picture of any size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def pdf(pages: int = 1, *, password: str = "", text: str = "Certificat") -> bytes:
    """Return a PDF, behind a password where one is given."""
    out = io.BytesIO()
    encryption = StandardEncryption(password, ownerPassword="x", canPrint=0) if password else None
    canvas = Canvas(out, pagesize=A4, encrypt=encryption)
    for number in range(pages):
        canvas.drawString(100, 700, f"{text} {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_with_script() -> bytes:
    """Return a PDF that runs a script when it is opened."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript << /Names [(a) 4 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>",
        b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % one for one in places)
    return bytes(out + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)


def pdf_with_file_inside() -> bytes:
    """Return a PDF that carries another file."""
    document = pypdfium2.PdfDocument(pdf())
    document.new_attachment("cache.exe").set_data(b"MZ")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def endless_pdf(size: int = 2_000_000) -> bytes:
    """Return a PDF of a few kilobytes whose page unfolds to a lot of work."""
    stream = zlib.compress(b"0 0 m 1 1 l S\n" * size, 9)
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 3000 3000]/Contents 4 0 R>>endobj "
    body = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n" % (len(stream), stream)
    return head + page + body + b"trailer<</Root 1 0 R>>\n%%EOF\n"
