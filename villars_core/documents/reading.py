"""The child process that opens what strangers send: a picture is decoded and written anew, a PDF is opened and drawn once.

It runs as a program of its own, with little memory, little time and no way back but its answer: one line of JSON, then the bytes kept.
"""

import io
import json
import resource
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import BinaryIO

import pypdfium2
from pi_heif import HeifImageFile
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import jpeg_factory
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pypdfium2 import raw as pdfium

from villars_core.documents.kinds import HEIC, JPEG, PDF, PNG, WEBP, Found, sniff

MAX_PIXELS = 64_000_000
"""More than the 50 million of today's phones; 200 bytes can claim far more."""

MAX_SIDE = 2000
QUALITY = 85
MAX_PAGES = 20
MAX_TEXT = 8_000
"""Characters of the first page that are handed back."""

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 8
_OPENERS: Mapping[str, Callable[[BinaryIO], Image.Image]] = {
    JPEG: jpeg_factory,
    PNG: PngImageFile,
    WEBP: WebPImageFile,
    HEIC: HeifImageFile,
}
"""The four decoders that may see a stranger's bytes, of the dozens that the library has."""

_LARGEST_PAGE = 5000.0  # points: an A0 sheet is 3370 high
_DRAWN_SIDE = 400.0


def main() -> None:
    """Read one file from the standard input and answer on the standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    found, kept = opened(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(asdict(found)).encode() + b"\n" + kept)


def opened(content: bytes) -> tuple[Found, bytes]:
    """Return what is kept of a photo or a PDF; whatever a crafted file raises, the answer is that it is damaged."""
    media_type = sniff(content)
    try:
        if media_type in _OPENERS:
            return _picture(_OPENERS[media_type](io.BytesIO(content)))
        return _pdf(content) if media_type == PDF else (Found("unknown"), b"")
    except Exception:  # noqa: BLE001 (decoders raise what they like, MemoryError too; the answer is one)
        return Found("damaged"), b""


def _picture(picture: Image.Image) -> tuple[Found, bytes]:
    """Write a picture anew as JPEG: turned as it was taken, 2000 pixels at most, without its data on place and device."""
    # Only the head was read so far: nothing is decoded before the size is known.
    if picture.width * picture.height > MAX_PIXELS:
        return Found("too-many-pixels"), b""
    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
    picture.thumbnail((MAX_SIDE, MAX_SIDE), reducing_gap=2.0)
    plain = _on_white(ImageOps.exif_transpose(picture))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY)
    return Found("", JPEG, plain.width, plain.height, 1), out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the picture's points alone: what is transparent becomes white, and nothing else of the file comes along."""
    if picture.mode in {"RGBA", "LA", "PA", "P"} or "transparency" in picture.info:
        solid = picture.convert("RGBA")
        sheet = Image.new("RGB", solid.size, "white")
        sheet.paste(solid, mask=solid.getchannel("A"))
        return sheet
    found = picture.convert("RGB")
    return Image.frombytes("RGB", found.size, found.tobytes())


def _pdf(content: bytes) -> tuple[Found, bytes]:
    """Return the PDF as it came, once it opened without a password, carries no program, and its first page could be drawn."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        return Found("locked" if locked else "damaged"), b""
    pages = len(document)
    if not 1 <= pages <= MAX_PAGES:
        return Found("too-many-pages" if pages else "damaged"), b""
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) or pdfium.FPDFDoc_GetAttachmentCount(document.raw):
        return Found("active"), b""
    width, height = document[0].get_size()
    if not (0 < width <= _LARGEST_PAGE and 0 < height <= _LARGEST_PAGE):
        return Found("damaged"), b""
    document[0].render(scale=_DRAWN_SIDE / max(width, height))
    return Found("", PDF, int(width), int(height), pages, _words(document)), content


def _words(document: pypdfium2.PdfDocument) -> str:
    """Return the words of the first page; a page that cannot be read has none, and is kept all the same."""
    try:
        return str(document[0].get_textpage().get_text_bounded())[:MAX_TEXT].replace("\x00", "")
    except pypdfium2.PdfiumError:
        return ""


if __name__ == "__main__":
    main()
