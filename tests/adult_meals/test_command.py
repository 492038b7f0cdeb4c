"""`villars adults` as the office types it: write down, enter a period, take back, leave; each mistake is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
import pytest
from click.testing import CliRunner

from tests.billing.conftest import Months
from villars_core.staff import adults as commands
from villars_core.staff.login import saying_no
from villars_core.work import SYSTEM, Work

Run = Callable[..., str]
HOME = ("--street", "1 rue du Lycée", "--postcode", "42390", "--city", "Villars")
JULIE = ("--email", "julie@ecole.example", "--title", "MME", *HOME)
CENTRE = ("--site", "restaurant du centre")


@pytest.fixture
def run(months: Months, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the command as the office's at a terminal of this town."""

    @contextmanager
    def acting(_context: click.Context, *, rehearsal: bool = False) -> Iterator[Work]:
        with saying_no(), months.records.writing(SYSTEM, rehearsal=rehearsal) as work:
            yield months.as_office(work)

    monkeypatch.setattr(commands, "acting", acting)
    return lambda *words: CliRunner().invoke(commands.command, list(words), env={"COLUMNS": "200"}).output


def test_an_adult_is_written_down_and_eats_two_days_a_week(run: Run) -> None:
    assert "Aucun adulte" in run("list")
    assert "Essai : rien n’est changé." in run("add", "Julie", "Morel", *JULIE, *CENTRE, "--essai")
    assert "Aucun adulte" in run("list")
    said = run("add", "Julie", "Morel", *JULIE, *CENTRE)
    assert "Julie Morel (F-" in said
    assert "villars account invite julie@ecole.example --email" in said
    assert "Restaurant du Centre" in run("list")
    said = run("enter", "Julie Morel", "2026-09-01", "--until", "2026-09-30", "--every", "lun,jeu")
    assert "8 repas noté(s)" in said
    assert "mercredi" not in said
    said = run("enter", "julie@ecole.example", "2026-09-03", "2026-09-04")
    assert "1 repas noté(s)" in said
    assert "1 jour(s) étai(en)t déjà ainsi." in said
    assert "1 repas retiré(s)" in run("remove", "Julie Morel", "2026-09-03")
    assert "septembre 2026 : 8 repas" in run("meals", "Julie Morel", "--month", "2026-09")
    assert "4 repas retiré(s)" in run("leave", "Julie Morel", "2026-09-15")
    assert "septembre 2026 : 4 repas" in run("meals", "Julie Morel", "--month", "2026-09")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "J", "M", *JULIE, "--site", "Cantine"), "Possibles : Restaurant de la Gare, Restaurant du Centre"),
        (("meals", "Personne"), "villars adults list"),
        (("enter", "Julie Morel", "2026-09-02"), "Restaurant du Centre : pas de repas mercredi 2 septembre."),
        (("enter", "Julie Morel", "2026-09-01", "--every", "lun"), "--every va avec --until"),
        (("enter", "Julie Morel", "2026-09-01", "2026-09-03", "--until", "2026-09-30"), "un seul JOUR"),
        (("enter", "Julie Morel", "2026-09-01", "--until", "2026-09-30", "--every", "dim"), "lun, mar, mer, jeu, ven"),
        (("leave", "Julie Morel", "2025-09-01"), "le dernier jour ne peut pas être avant"),
        (("add", "Nadia", "M", "--email", "nadia@parents.example", *JULIE[2:], *CENTRE), "déjà celle d’une autre personne"),
    ],
)
def test_a_mistake_is_told_and_changes_nothing(run: Run, words: tuple[str, ...], said: str) -> None:
    run("add", "Julie", "Morel", *JULIE, *CENTRE)
    before = run("list"), run("meals", "Julie Morel", "--month", "2026-09")
    assert said in run(*words).replace("\n", " ")
    assert (run("list"), run("meals", "Julie Morel", "--month", "2026-09")) == before
