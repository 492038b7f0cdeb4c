"""Which files of a mail are kept, which refused, which are decoration."""

import pytest

from email_gateway.attachments import RawFile, judge
from email_gateway.parsed import Verdict
from villars_core.documents.kinds import MAX_FILE_BYTES, safe_name, sniff

_JPEG = b"\xff\xd8\xff\xe0" + b"x" * 200_000
_PNG_LOGO = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (120).to_bytes(4, "big") + (40).to_bytes(4, "big") + b"x" * 3000
_PNG_SCAN = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (1240).to_bytes(4, "big") + (1754).to_bytes(4, "big") + b"x" * 300_000
_HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"x" * 90_000


@pytest.mark.parametrize(
    ("file", "verdict"),
    [
        (RawFile("photo.jpg", "image/jpeg", _JPEG), Verdict.KEPT),
        (RawFile("IMG_1.HEIC", "application/octet-stream", _HEIC), Verdict.KEPT),
        (RawFile("scan.png", "image/png", _PNG_SCAN, inline=True), Verdict.KEPT),
        (RawFile("certificat.pdf", "application/pdf", b"%PDF-1.4 x"), Verdict.KEPT),
        (RawFile("certificat.pdf", "application/pdf", b"\r\n%PDF-1.4 x"), Verdict.KEPT),
        (RawFile("photo.webp", "image/webp", b"RIFF\x00\x00\x00\x00WEBPVP8 " + b"x" * 80_000), Verdict.KEPT),
        (RawFile("image001.png", "image/png", _PNG_LOGO, inline=True), Verdict.DECORATION),
        (RawFile("logo.png", "image/png", _PNG_LOGO), Verdict.DECORATION),
        (RawFile("x.gif", "image/gif", b"GIF89a" + b"x" * 500, inline=True), Verdict.DECORATION),
        (RawFile("smime.p7s", "application/pkcs7-signature", b"0\x80"), Verdict.DECORATION),
        (RawFile("ATT00001.txt", "text/plain", b"liste"), Verdict.DECORATION),
        (RawFile("nadia.vcf", "text/vcard", b"BEGIN:VCARD"), Verdict.DECORATION),
        (RawFile("winmail.dat", "application/ms-tnef", b"\x78\x9f\x3e\x22x"), Verdict.TNEF),
        (RawFile("papiers.zip", "application/zip", b"PK\x03\x04x"), Verdict.ARCHIVE),
        (RawFile("lettre.docx", "application/octet-stream", b"PK\x03\x04x"), Verdict.OFFICE),
        (RawFile("lettre.doc", "application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x"), Verdict.OFFICE),
        (RawFile("page.html", "text/html", b"<html>"), Verdict.UNKNOWN),
        (RawFile("photo.jpg", "image/jpeg", b"MZ\x90x"), Verdict.UNKNOWN),
        (RawFile("photo.jpg", "image/jpeg", b""), Verdict.EMPTY),
        (RawFile("big.pdf", "application/pdf", b"%PDF-" + b"x" * MAX_FILE_BYTES), Verdict.TOO_LARGE),
    ],
)
def test_bytes_decide_what_becomes_of_a_file(file: RawFile, verdict: Verdict) -> None:
    (judged,) = judge([file])
    assert judged.verdict is verdict
    assert bool(judged.content) == (verdict is Verdict.KEPT)


def test_the_sixth_file_is_refused() -> None:
    judged = judge([RawFile(f"{number}.pdf", "application/pdf", b"%PDF-1.4") for number in range(6)])
    assert [one.verdict for one in judged] == [Verdict.KEPT] * 5 + [Verdict.TOO_MANY]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\photo de Léa.jpg", "photo de Léa.jpg"),
        ("a\r\nb.pdf", "a_b.pdf"),
        ("x" * 300 + ".pdf", "x" * 90 + ".pdf"),
        ("...", ""),
    ],
)
def test_names_of_files_are_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_unknown_bytes_have_no_type() -> None:
    assert sniff(b"bonjour") == ""
