"""What is kept of a file that a stranger sent, and what is said of one that is not."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.documents import files
from villars_core.documents import rules
from villars_core.documents.checks import Examined, Sent, examine, examine_all
from villars_core.documents.kinds import MAX_FILE_BYTES
from villars_core.documents.reading import MAX_PIXELS, opened


def _kept(name: str, content: bytes) -> Examined:
    found = examine(name, content)
    assert isinstance(found, Examined), found
    return found


@pytest.mark.parametrize(("name", "kind"), [("IMG_1.jpeg", "JPEG"), ("scan.png", "PNG"), ("photo.webp", "WEBP"), ("sans nom", "JPEG")])
def test_a_photograph_is_kept_as_jpeg(name: str, kind: str) -> None:
    found = _kept(name, files.photo(kind=kind))
    assert (found.media_type, found.name) == ("image/jpeg", f"{name.split('.', maxsplit=1)[0]}.jpg")
    assert Image.open(io.BytesIO(found.content)).size == (640, 480)


def test_a_photograph_of_an_iphone_is_read() -> None:
    """HEIC: a sample of one colour, encoded once, since the library that is used only reads."""
    found = examine("IMG_0001.HEIC", files.heic())
    assert isinstance(found, Examined)
    assert (found.name, found.media_type) == ("IMG_0001.jpg", "image/jpeg")
    assert Image.open(io.BytesIO(found.content)).size == (64, 64)


def test_where_and_with_what_it_was_taken_is_gone_and_the_picture_stands_upright() -> None:
    found = _kept("IMG.jpg", files.photo_with_place())
    picture = Image.open(io.BytesIO(found.content))
    assert picture.size == (300, 400)
    assert dict(picture.getexif()) == {}
    assert b"Fabricant" not in found.content
    assert b"45.47" not in found.content


def test_a_large_photograph_is_made_smaller() -> None:
    assert max(Image.open(io.BytesIO(_kept("grand.jpg", files.photo((4000, 3000))).content)).size) == 2000


def test_what_is_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(_kept("a.png", out.getvalue()).content)).convert("RGB").getpixel((20, 20)) == (255, 255, 255)


def test_a_pdf_is_kept_as_it_came() -> None:
    content = files.pdf(3)
    found = _kept("certificat", content)
    assert (found.name, found.media_type, found.pages, found.content) == ("certificat.pdf", "application/pdf", 3, content)


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("ailleurs.jpg", None, rules.NotFetched),
        ("vide.jpg", b"", rules.Empty),
        ("papiers.zip", b"PK\x03\x04x", rules.Archive),
        ("zip.jpg", b"PK\x03\x04x", rules.Archive),
        ("lettre.docx", b"PK\x03\x04x", rules.OfficeFile),
        ("lettre.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", rules.OfficeFile),
        ("winmail.dat", b"\x78\x9f\x3e\x22", rules.Winmail),
        ("photo.jpg", b"MZ\x90", rules.FileRefused),
        ("page.pdf", b"<html>", rules.FileRefused),
        ("a.gif", b"GIF89a", rules.FileRefused),
        ("lourd.pdf", b"%PDF-" + bytes(MAX_FILE_BYTES), rules.TooLarge),
        ("bombe.png", files.png_claiming(30_000, 30_000), rules.TooManyPixels),
        ("limite.png", files.png_claiming(MAX_PIXELS // 1000, 1001), rules.TooManyPixels),
        ("court.png", files.png_claiming(3000, 3000), rules.Damaged),
        ("coupe.jpg", files.photo()[:2000], rules.Damaged),
        ("faux.jpg", b"\xff\xd8\xff\xe0" + b"x" * 5000, rules.Damaged),
        ("faux.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 " + b"x" * 500, rules.Damaged),
        ("faux.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"x" * 500, rules.Damaged),
        ("faux.pdf", b"%PDF-1.4 x", rules.Damaged),
        ("cle.pdf", files.pdf(password="secret"), rules.Locked),
        ("livre.pdf", files.pdf(21), rules.TooManyPages),
        ("script.pdf", files.pdf_with_script(), rules.ActivePdf),
        ("dedans.pdf", files.pdf_with_file_inside(), rules.ActivePdf),
    ],
    ids=lambda one: one if isinstance(one, str) else "-",
)
def test_what_is_not_taken_is_told_in_one_sentence(name: str, content: bytes | None, refusal: type[rules.FileRefused]) -> None:
    found = examine(name, content)
    assert type(found) is refusal
    sentence = found.template.format(**found.facts())
    assert sentence.startswith("« ")
    assert len(sentence) < 140


def test_a_file_that_takes_for_ever_ends_the_child_and_not_the_program() -> None:
    assert isinstance(examine("lent.pdf", files.endless_pdf()), (rules.Damaged, Examined))


def test_one_bad_file_does_not_spoil_the_others_and_the_sixth_is_left() -> None:
    good = [Sent(f"{one}.pdf", files.pdf()) for one in range(6)]
    found = examine_all((good[0], Sent("x.zip", trouble="archive"), *good[1:]))
    assert [type(one) for one in found] == [Examined, rules.Archive, Examined, Examined, Examined, Examined, rules.TooMany]


@given(st.sampled_from(["JPEG", "PNG", "WEBP", "PDF"]), st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=12))
def test_no_altered_file_raises(kind: str, changes: list[tuple[int, int]]) -> None:
    """Whatever bytes are altered, the answer is a picture, a PDF, or a word that says why not."""
    content = bytearray(files.pdf() if kind == "PDF" else files.photo((40, 30), kind))
    for place, value in changes:
        content[place % len(content)] = value
    found, kept = opened(bytes(content))
    assert bool(kept) == (not found.trouble)
    if found.media_type == "image/jpeg":
        Image.open(io.BytesIO(kept)).load()
