"""The counter's commands: record, slip, list, take back; a rehearsal leaves no trace."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pypdfium2
import pytest
from click.testing import CliRunner

from tests.payments.conftest import Office
from villars_core.staff import payments as commands
from villars_core.staff.login import saying_no
from villars_core.work import SYSTEM, Work

Run = Callable[..., str]


@pytest.fixture
def run(office: Office, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the commands as the treasurer's at a terminal of this town."""

    @contextmanager
    def acting(_context: click.Context, *, rehearsal: bool = False) -> Iterator[Work]:
        with saying_no(), office.months.records.writing(SYSTEM, rehearsal=rehearsal) as work:
            yield office.treasurer(work)

    monkeypatch.setattr(commands, "acting", acting)
    return lambda *words: CliRunner().invoke(commands.command, list(words), env={"COLUMNS": "200"}).output


def test_the_counter_records_deposits_lists_and_takes_back(office: Office, run: Run, tmp_path: Path) -> None:
    cheque = ("record", "FA-2026-00001", "--way", "cheque", "--amount", "100,00")
    assert "--number" in run(*cheque)
    assert "rien n’est changé" in run(*cheque, "--number", "77", "--essai")
    assert office.payments() == []
    said = run(*cheque, "--number", "77")
    assert "RC-2026-00001" in said
    assert "3,70" in said
    assert "Déjà enregistré : RC-2026-00001" in run(*cheque, "--number", "77")
    assert "limite les espèces" in run("record", "FA-2026-00001", "--way", "cash", "--amount", "300,01")
    file = tmp_path / "remise.pdf"
    assert "BR-2026-00001 : 1 paiement(s), 100,00" in run("slip", "--way", "cheque", "--out", str(file))
    assert file.read_bytes().startswith(b"%PDF")
    paper = tmp_path / "recu.pdf"
    assert str(paper) in run("receipt", "RC-2026-00001", "--out", str(paper))
    text = pypdfium2.PdfDocument(paper.read_bytes())[0].get_textpage().get_text_range().replace("\xa0", " ")
    for told in ("Reçu n° RC-2026-00001", "Famille Martin", "100,00 €", "chèque", "Sous réserve d’encaissement"):
        assert told in text
    run("receipt", "RC-2026-99999", "--out", str(tmp_path / "none.pdf"))
    assert not (tmp_path / "none.pdf").exists()
    assert '"amount": 10000' in run("list", "--json")
    assert "Annulé : 100,00" in run("reverse", "cheque FA-2026-00001 77", "--reason", "sans provision", "--essai")
    assert "Annulé : 100,00" in run("reverse", "cheque FA-2026-00001 77", "--reason", "sans provision")
    assert office.open() == office.amount
