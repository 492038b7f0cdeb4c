"""A letter embeds its fonts, is the same each time, and its code scans."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from villars_core.pdf.codes import qr
from villars_core.pdf.letterhead import Facts, Heading, Letter, Letterhead, Steps, Text, letters

HEAD = Letterhead("Ville de Villars", "Service Éducation", "Mairie de Villars")


def letter(name: str) -> Letter:
    """Return a letter with every kind of block."""
    blocks = (Text("Bonjour"), Heading("Par chat"), Facts((("Code", "ABCD"),)), Steps(("Un", "Deux"), "https://t.me/x?start=1", "t.me/x"))
    return Letter((name, "12 rue des Tilleuls"), "Villars, le 24 novembre 2026", "Votre accès", blocks)


@pytest.mark.parametrize("text", ["https://t.me/villars_bot?start=" + "x" * 43, "Œuvre d’été"])
def test_a_code_scans_as_what_was_written(text: str) -> None:
    picture = Image.open(BytesIO(qr(text)))
    assert picture.mode == "1"
    assert [one.text for one in zxingcpp.read_barcodes(picture.convert("L"))] == [text]


def test_the_same_letters_are_the_same_bytes() -> None:
    assert letters(HEAD, [letter("Nadia")]) == letters(HEAD, [letter("Nadia")])


def test_each_letter_has_a_page_and_no_font_is_left_out() -> None:
    raw = letters(HEAD, [letter("Nadia <Martin> & fils"), letter("Олена Коваленко")])
    assert raw.startswith(b"%PDF-")
    assert raw.count(b"/Type /Page\n") == 2
    assert b"/Helvetica" not in raw
    assert b"/FontFile2" in raw
