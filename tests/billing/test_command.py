"""`villars billing` and `villars check` as the office types them: what holds a month back, preview, issue, list, paper, control."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.billing.conftest import Months, school_days
from villars_core.staff import billing as commands
from villars_core.staff.login import saying_no
from villars_core.work import SYSTEM, Work

SEPTEMBER, END = date(2026, 9, 1), date(2026, 9, 30)
MONTH = ("--month", "2026-09")
Run = Callable[..., str]


@pytest.fixture
def run(months: Months, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the commands as the office's at a terminal of this town."""

    @contextmanager
    def acting(_context: click.Context, *, rehearsal: bool = False) -> Iterator[Work]:
        with saying_no(), months.records.writing(SYSTEM, rehearsal=rehearsal) as work:
            yield months.as_office(work)

    monkeypatch.setattr(commands, "acting", acting)

    def typed(*words: str) -> str:
        command = commands.check if words[0] == "check" else commands.command
        return CliRunner().invoke(command, list(words[1:] if words[0] == "check" else words), env={"COLUMNS": "200"}).output

    return typed


def test_what_holds_a_month_back_is_listed(months: Months, run: Run) -> None:
    months.eat(months.cast.lea, *school_days(9))
    months.call_the_roll(SEPTEMBER, date(2026, 9, 28))
    months.at(2026, 10, 1)
    said = run("preview", *MONTH)
    assert "pointages manquent, le premier mardi 29 septembre" in said
    assert said.count("mardi 29 septembre") > 1
    assert "École élémentaire Jean Moulin" in said


def test_a_month_is_previewed_issued_listed_written_and_checked(months: Months, run: Run, tmp_path: Path) -> None:
    months.eat(months.cast.lea, *school_days(9))
    months.eat(months.cast.ines, *school_days(9))
    months.call_the_roll(SEPTEMBER, END)
    assert "à partir du" in run("preview", *MONTH)
    months.at(2026, 10, 1)
    assert "Regardez d’abord l’aperçu" in run("issue", *MONTH)
    said = run("preview", *MONTH)
    days = len(school_days(9))
    assert f"{days * 305 // 100},{days * 305 % 100:02d}" in said
    assert "Karim Haddad" in said
    assert "sans quotient" in said
    assert "La fois d’avant : 0,00" in said
    plain = json.loads(run("preview", *MONTH, "--json"))
    assert plain["without_quotient"] == [one["household"] for one in plain["bills"] if one["household"].startswith("Karim Haddad")]
    assert plain["total"] == sum(one["amount"] for one in plain["bills"] if not one["carried"])
    issued = run("issue", *MONTH)
    assert "de FA-2026-00001 à" in issued
    assert "déjà émises" in run("issue", *MONTH)
    listed = json.loads(run("list", *MONTH, "--json"))
    assert [one["number"] for one in listed][:1] == ["FA-2026-00001"]
    assert "FA-2026-00001" in run("list", *MONTH)
    paper = tmp_path / "facture.pdf"
    assert str(paper) in run("pdf", "FA-2026-00001", "--out", str(paper))
    first = paper.read_bytes()
    run("pdf", "FA-2026-00001", "--out", str(paper))
    assert paper.read_bytes() == first
    assert "aucune facture" in run("pdf", "FA-2026-99999", "--out", str(tmp_path / "x.pdf"))
    assert "0 centime de différence" in run("check")
    # What was carried over, under the floor, comes with the next bill.
    carried = sum(one["amount"] for one in plain["bills"] if one["carried"])
    assert json.loads(run("check", "--json")) == {"wrong": [], "pending": carried}
