"""`villars sepa` at the terminal, and what the bill itself tells of its debit."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import click
import pypdfium2
from click.testing import CliRunner

from tests.billing.conftest import as_of
from tests.sepa.bank import pain002
from tests.sepa.conftest import Office
from villars_core.billing.invoice_pdf import invoice_pdf
from villars_core.billing.models import Invoice
from villars_core.sepa import collecting
from villars_core.staff import sepa
from villars_core.staff.login import saying_no
from villars_core.work import SYSTEM, Work


def _sheet(office: Office, number: str) -> dict[str, object]:
    with office.months.records.reading(SYSTEM) as work:
        found: dict[str, object] = json.loads(work.session.query(Invoice).filter_by(number=number).one().sheet)
        return found


def test_the_bill_tells_of_its_debit(office: Office) -> None:
    sheet = _sheet(office, "FA-2026-00001")
    mandate = office.mandate("Famille Martin").reference
    assert sheet["debit"] == {"amount": sheet["to_pay"], "on": "2026-10-22", "mandate": mandate, "digits": "0189", "ics": "FR64ZZZ657682"}
    document = pypdfium2.PdfDocument(invoice_pdf(sheet))
    text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    for said in ("le jeudi 22 octobre 2026", "finissant par 0189", mandate, "FR64ZZZ657682", "ne payez pas une seconde fois"):
        assert said in text
    assert "demandez un mandat" not in text


def test_the_command_shows_who_is_debited_and_rehearses(office: Office, tmp_path: Path) -> None:
    report = tmp_path / "banque.xml"
    report.write_bytes(pain002(("FA-2026-00001-1", "AM04"), ("FA-2025-00001-1", "MD07")))
    shown = _types(office, "collect", "--month", "2026-09", "--essai")
    assert "2 prélèvement(s)" in shown
    assert "…0189" in shown
    assert "Essai : rien n’a changé." in shown
    assert "Aucun" not in shown
    _types(office, "collect", "--month", "2026-09")
    assert "doit l’écrire" in _types(office, "write", "VILLARS-202609-01", "--out", str(tmp_path))
    with office.as_second() as work:
        collecting.write(work, "VILLARS-202609-01")
    office.months.at(2026, 10, 22)
    rehearsed = _types(office, "take", str(report), "--essai")
    assert "1 rejeté(s)" in rehearsed
    taken = _types(office, "take", str(report))
    assert "AM04 : provision insuffisante" in taken
    assert "inconnu, mis dans la file" in taken
    assert "déjà lu" in _types(office, "take", str(report))
    assert "1 prélèvement(s) encaissé(s)" in _types(office, "settle", "VILLARS-202609-01", "--on", "2026-10-22")
    assert "22/10/2026" in _types(office, "list")
    (listed,) = json.loads(_types(office, "list", "--json"))
    assert (listed["file"], listed["state"], listed["debits"]["settled"]) == ("VILLARS-202609-01", "written", 1)
    assert "n’est pas un jour" in _types(office, "settle", "VILLARS-202609-01", "--on", "hier")


def _types(office: Office, *arguments: str) -> str:
    """Type a command as the first treasurer."""

    @contextmanager
    def acting(_context: click.Context, *, rehearsal: bool = False) -> Iterator[Work]:
        with saying_no(), office.months.records.writing(SYSTEM, rehearsal=rehearsal) as work:
            yield as_of(work, office.first)

    with patch.object(sepa, "acting", acting):
        return CliRunner().invoke(sepa.command, list(arguments), env={"COLUMNS": "200"}).output


def test_what_is_presented_again_leaves_time_to_be_told_of_and_the_rest_says_why(office: Office, tmp_path: Path) -> None:
    """One debit had no money and is presented again with its notice; the other was paid back at the family's wish, and waits."""
    assert "villars sepa collect --month" in _types(office, "list")
    _types(office, "collect", "--month", "2026-09")
    assert "villars sepa write VILLARS-202609-01 --out DOSSIER" in _types(office, "list")
    with office.as_second() as work:
        collecting.write(work, "VILLARS-202609-01")
    assert "villars sepa settle VILLARS-202609-01" in _types(office, "list")
    office.months.at(2026, 10, 26)
    report = tmp_path / "banque.xml"
    report.write_bytes(pain002(("FA-2026-00001-1", "AM04"), ("FA-2026-00002-1", "MD06")))
    _types(office, "take", str(report))
    assert "villars sepa" not in _types(office, "list")
    shown = " ".join(_types(office, "collect", "--month", "2026-09", "--essai").split())
    assert "1 prélèvement(s)" in shown
    assert "le lundi 9 novembre 2026" in shown
    assert "FA-2026-00002" in shown
    assert "pas prélevée : mandat suspendu" in shown
    shown = _types(office, "collect", "--month", "2026-09", "--on", "2026-10-29")
    assert "Aucune facture de ce mois n’est à prélever." in shown
    assert "prévenue moins de 14 jours avant" in shown
