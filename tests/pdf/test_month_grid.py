"""The month's page and its picture: the same page gives the same bytes, and says what its boxes say."""

from io import BytesIO

import pypdfium2
from PIL import Image

from villars_core.pdf.letterhead import Letterhead
from villars_core.pdf.month_grid import Box, MonthPage, Tone, month_page
from villars_core.pdf.pictures import picture_of

LONG = "Fermeture exceptionnelle du restaurant pour travaux de mise aux normes de la cuisine centrale jusqu’à nouvel ordre"
PAGE = MonthPage(
    Letterhead("Ville de Villars", "Service Éducation"),
    "Zoé · cantine · décembre 2026",
    ("lundi", "mardi"),
    ((Box("1", "Cantine", "✓", Tone.YES), Box("2", LONG, tone=Tone.NO)), (Box(), Box("9", "Autre foyer", tone=Tone.AWAY))),
    ("Situation au lundi 23 novembre à 09:00.",),
)


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 1
        return str(document[0].get_textpage().get_text_bounded())
    finally:
        document.close()


def test_page_says_what_its_boxes_say_and_breaks_long_words() -> None:
    said = " ".join(_text(month_page(PAGE)).split())
    for words in (PAGE.title, "Ville de Villars", "lundi", "1 ✓ Cantine", "Autre foyer", "Situation au lundi", "mise aux normes"):
        assert all(part in said for part in words.split()), words


def test_same_page_gives_the_same_bytes() -> None:
    assert month_page(PAGE) == month_page(PAGE)


def test_picture_is_the_page_in_colour_at_a_size_that_a_phone_shows() -> None:
    picture = Image.open(BytesIO(picture_of(month_page(PAGE))))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (1754, 1241))
    colours = {colour for _, colour in picture.getcolors(1_000_000) or []}
    assert (0xD8, 0xEF, 0xDD) in colours
    assert (0xEC, 0xEE, 0xF1) in colours
