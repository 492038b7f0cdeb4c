"""The paper of an invoice: read in order, decoded at 150 dots, the same bytes again."""

from datetime import date

import pypdfium2
import zxingcpp

from tests.billing.sheets import DAYS, ISSUED, NOVEMBER, RULES, sheet_of_november
from villars_core.billing.invoice_pdf import invoice_pdf
from villars_core.billing.paying import DebitNotice, paying
from villars_core.billing.references import datamatrix, references
from villars_core.money import Cents


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r", "").replace("\xa0", " ")


def test_the_paper_says_who_what_and_how_to_pay_in_that_order() -> None:
    text = _text(invoice_pdf(sheet_of_november()))
    said = [
        "Villars",
        "Nadia Martin et Paul Martin",
        "Facture FA-2026-00012",
        "Période : novembre 2026",
        "Quotient familial : 620 (CAF)",
        "Léa · Restauration scolaire",
        "24,40 €",
        "Repas (2, 3, 5, 6, 9, 10, 12, 13/11)",
        "À payer au plus tard le mardi 22 décembre 2026",
        "payfip.gouv.fr",
        "Trésorerie de Firminy",
        "300 €",
        "Talon à joindre à un chèque",
    ]
    places = [text.find(one) for one in said]
    assert -1 not in places, said[places.index(-1)]
    assert places == sorted(places)


def test_both_codes_are_read_from_a_picture_of_150_dots() -> None:
    sheet = sheet_of_november()
    picture = pypdfium2.PdfDocument(invoice_pdf(sheet))[0].render(scale=150 / 72).to_pil()
    found = {one.format: one.text for one in zxingcpp.read_barcodes(picture)}
    refs = references(RULES.treasury, "FA-2026-00012", ISSUED, NOVEMBER)
    assert found == {
        zxingcpp.BarcodeFormat.QRCode: RULES.payfip.page,
        zxingcpp.BarcodeFormat.DataMatrix: datamatrix(RULES.treasury, refs, Cents(2440)),
    }


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert invoice_pdf(sheet_of_november()) == invoice_pdf(sheet_of_november())


def test_the_paper_has_a_title_and_a_language() -> None:
    pdf = invoice_pdf(sheet_of_november())
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"] == "Facture FA-2026-00012"
    assert b"/Lang (fr)" in pdf


def test_a_credit_note_asks_for_nothing() -> None:
    text = _text(invoice_pdf(sheet_of_november(kind="credit_note", number="AV-2026-00003", amount=-610, to_pay=0)))
    assert "Avoir AV-2026-00003" in text
    assert "6,10 €" in text
    assert "Pour payer" not in text


def test_a_bill_that_is_debited_says_so_and_offers_no_other_way() -> None:
    sheet = sheet_of_november()
    refs = references(RULES.treasury, sheet["number"], ISSUED, NOVEMBER)
    sheet |= paying(RULES, Cents(2440), refs, DebitNotice(date(2026, 12, 22), "FR64ZZZ6576820000000000000000000001", "0189"))
    document = pypdfium2.PdfDocument(invoice_pdf(sheet))
    text = document[0].get_textpage().get_text_range().replace("\r\n", " ").replace("\xa0", " ")
    for said in (
        "Prélevé sur votre compte le mardi 22 décembre 2026",
        "finissant par 0189",
        "FR64ZZZ6576820000000000000000000001",
        "FR64ZZZ657682",
    ):
        assert said in text
    for other in ("Trésorerie de Firminy", "buraliste", "Talon", "À payer au plus tard"):
        assert other not in text
    assert zxingcpp.read_barcodes(document[0].render(scale=150 / 72).to_pil()) == []


def test_a_credit_note_says_what_becomes_of_it() -> None:
    for credit, said in (("carry", "sera déduite de votre prochaine facture"), ("refund", "vous sera remboursée")):
        assert said in _text(
            invoice_pdf(sheet_of_november(kind="credit_note", number="AV-2026-00003", amount=-610, to_pay=0, credit=credit))
        )


def test_a_bill_that_a_credit_pays_whole_asks_for_nothing() -> None:
    text = _text(invoice_pdf(sheet_of_november(to_pay=0)))
    assert "Rien à payer" in text
    assert "À payer au plus tard" not in text


def test_what_only_corrects_earlier_months_says_nothing_of_a_quotient() -> None:
    line = {"child": "Léa", "activity": "Restauration scolaire", "label": "Repas", "days": DAYS[:2], "quantity": 2, "unit": 0}
    lines = [{**line, "amount": -610, "correction": True}]
    text = _text(invoice_pdf(sheet_of_november(kind="credit_note", lines=lines, amount=-610, to_pay=0, quotient=None)))
    assert "uotient" not in text
    assert "Régularisation d’un mois déjà facturé : Repas" in text


def test_four_children_who_eat_every_day_and_their_slip_are_one_page() -> None:
    days = [f"2026-11-{day:02d}" for day in (2, 3, 5, 6, 9, 10, 12, 13, 16, 17, 19, 20, 23, 24, 26, 27, 30)]
    line = {"label": "Repas", "days": days, "quantity": 17, "unit": 215, "amount": 3655, "correction": False}
    many = [{**line, "child": name, "activity": "Restauration scolaire"} for name in ("Awa", "Binta", "Ibrahim", "Moussa")]
    many += [{**line, "child": "Moussa", "activity": "Garderie", "label": label} for label in ("Garderie, la demi-heure", "Retard")]
    document = pypdfium2.PdfDocument(invoice_pdf(sheet_of_november(lines=many, amount=6 * 3655, to_pay=6 * 3655)))
    assert len(document) == 1
    assert len(zxingcpp.read_barcodes(document[0].render(scale=150 / 72).to_pil())) == 2


def test_the_foot_says_who_asks_for_the_money() -> None:
    assert "Commune de Villars · SIRET 21420330100010" in _text(invoice_pdf(sheet_of_november(siret="21420330100010")))


def test_a_long_bill_goes_on_with_another_page() -> None:
    line = {"activity": "Restauration scolaire", "label": "Repas", "days": DAYS, "quantity": 8, "unit": 305, "amount": 2440}
    many = [{**line, "child": f"Enfant {number}", "correction": False} for number in range(40)]
    document = pypdfium2.PdfDocument(invoice_pdf(sheet_of_november(lines=many, amount=40 * 2440, to_pay=40 * 2440)))
    assert len(document) == 3
    assert "page 3" in document[2].get_textpage().get_text_range()
