"""The `villars treasury` command, as the treasurer types it."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.billing.conftest import Months, school_days
from tests.staff.terminal import Terminal
from tests.staff.terminal import town as town_on_disk
from tests.treasury.answers import Told, retour
from tests.treasury.conftest import give_mandate
from villars_core.clock import CLOCK_VARIABLE, PARIS, MovableClock
from villars_core.demo.cast import plant
from villars_core.staff.treasury import command
from villars_core.work import SYSTEM, Records

SEPTEMBER, NOW = date(2026, 9, 1), datetime(2026, 11, 20, 9, tzinfo=PARIS)
AS = ("--as", "claire", "--month", "2026-09")


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Give the terminal of a demo town with bills of September."""
    found = town_on_disk(tmp_path, demo=True)
    clock = MovableClock(datetime(2026, 9, 1, 8, tzinfo=PARIS), running=False)
    records = Records(found.records.engine, clock, found.records.vault)
    with records.writing(SYSTEM) as work:
        cast = plant(work)
    months = Months(records, clock, cast)
    months.eat(cast.lea, *school_days(9))
    months.eat(cast.awa, *school_days(9)[:12])
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.at(2026, 11, 2)
    months.issue(SEPTEMBER)
    with records.writing(SYSTEM) as work:
        give_mandate(work, months)
    monkeypatch.setenv(CLOCK_VARIABLE, NOW.isoformat())
    return found


def test_preview_export_table_and_answer(terminal: Terminal, tmp_path: Path) -> None:
    looked = terminal.types(command, "preview", *AS, "--debit-on", "2026-12-01")
    assert looked.exit_code == 0, looked.output
    assert "Bordereau 1 de 2026 : 2 pièce(s), 77,65\u00a0€." in looked.output
    assert "--out DOSSIER" in looked.output
    done = terminal.types(command, "export", *AS, "--debit-on", "2026-12-01", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    (file,) = (tmp_path / "out").iterdir()
    assert terminal.types(command, "export", *AS, "--out", str(tmp_path / "out")).output == done.output
    assert terminal.types(command, "csv", *AS, "--out", str(tmp_path / "bills.csv")).exit_code == 0
    assert (tmp_path / "bills.csv").read_text(encoding="utf-8-sig").count("FA-2026-") == 2
    back = tmp_path / "retour.xml"
    back.write_bytes(
        retour(Told("2609000001", state="04", line="01", codes="17"), Told("2609000002", paid=(("10", "2026-11-15", "10.00"),)))
    )
    taken = terminal.types(command, "import", "--as", "claire", str(back))
    assert "1 paiement(s) noté(s), 10,00\u00a0€ en tout." in taken.output
    assert "FA-2026-00001 : compte bancaire absent ou erroné" in taken.output
    again = json.loads(terminal.types(command, "import", "--as", "claire", "--json", str(back)).output)
    assert (again["again"], again["payments"]) == (True, 0)
    assert file.read_bytes().startswith(b"<?xml")


def test_what_is_wrong_is_told_and_mended_at_the_terminal(terminal: Terminal, tmp_path: Path) -> None:
    with terminal.records.writing(SYSTEM) as work:
        work.session.connection().exec_driver_sql("UPDATE guardian SET title = ''")
    looked = terminal.types(command, "preview", *AS, "--debit-on", "2026-12-01")
    assert looked.exit_code == 1
    assert "NADIA MARTIN (F-2026-00001) : civilité : il manque" in looked.output
    refused = terminal.types(command, "export", *AS, "--debit-on", "2026-12-01", "--out", str(tmp_path / "out"))
    assert refused.exit_code == 1
    assert "Le bordereau n’est pas écrit" in refused.output
    assert not (tmp_path / "out").exists()
    for email in ("nadia@parents.example", "fatou@parents.example"):
        assert terminal.types(command, "title", "--as", "claire", email, "MME").exit_code == 0
    assert json.loads(terminal.types(command, "preview", *AS, "--debit-on", "2026-12-01", "--json").output)["faults"] == []


def test_a_month_that_is_none_is_told(terminal: Terminal) -> None:
    wrong = terminal.types(command, "preview", "--as", "claire", "--month", "octobre")
    assert wrong.exit_code == 2
    assert "n’est pas un mois" in wrong.output
