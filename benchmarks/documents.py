"""Looking at what parents send: a photograph of a phone, a PDF, and a mail of 10 MB with photographs; nothing is kept.

Floor, in the same run: the photograph decoded and written anew in this process, without a child and without any check.
"""

import io
import statistics
import time
from collections.abc import Callable
from email.message import EmailMessage

from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from email_gateway.workers import Readers
from villars_core.documents.checks import Examined, Sent, examine, examine_all

TIMES = 5
MOST_FOR_A_MAIL = 3.0
PHONE = (4000, 3000)


def main() -> None:
    """Print the figures, the ratio to the floor and the target."""
    photo, page = _photo(), _page()
    alone = _median(lambda: examine("photo.jpg", photo))
    floor = _median(lambda: _bare(photo))
    print(
        f"photograph of {len(photo) / 1e6:.1f} MB, {PHONE[0]}x{PHONE[1]}: {alone:.2f} s; decoded bare {floor:.2f} s: x{alone / floor:.1f}"
    )
    print(f"PDF of one page: {_median(lambda: examine('page.pdf', page)):.2f} s")
    raw = _mail(photo, 10_000_000)
    with Readers.opened() as readers:
        readers.warm()
        whole = _median(lambda: _read(readers, raw))
    print(f"mail of {len(raw) / 1e6:.1f} MB with photographs, read and looked at: {whole:.2f} s (at most {MOST_FOR_A_MAIL:.0f})")


def _read(readers: Readers, raw: bytes) -> None:
    parsed = readers.read(raw)
    found = examine_all(tuple(Sent(one.name, one.content) for one in parsed.files))
    assert found
    assert all(isinstance(one, Examined) for one in found)


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _photo() -> bytes:
    out = io.BytesIO()
    grain = Image.effect_noise(PHONE, 40).filter(ImageFilter.GaussianBlur(1))
    grain.convert("RGB").save(out, "JPEG", quality=88)
    return out.getvalue()


def _page() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(100, 700, "Certificat")
    canvas.save()
    return out.getvalue()


def _bare(photo: bytes) -> bytes:
    picture = Image.open(io.BytesIO(photo))
    picture.thumbnail((2000, 2000))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def _mail(photo: bytes, size: int) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = "nadia@parents.example", "education@villars.example", "<1@parents.example>"
    message.set_content("Voici les certificats de Léa.\n")
    for number in range(-(-size * 3 // 4 // len(photo))):
        message.add_attachment(photo, maintype="image", subtype="jpeg", filename=f"page-{number}.jpg")
    return message.as_bytes()


if __name__ == "__main__":
    main()
