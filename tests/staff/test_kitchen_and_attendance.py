"""`villars kitchen`, `villars attendance` and `villars health` as staff of a demo town type them, on Thursday 3 December 2026 at noon."""

import json
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.staff.terminal import Terminal, town
from villars_core.attendance.queries import childcare_times
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast, plant
from villars_core.reservations.actions import book
from villars_core.staff.attendance import command as attendance
from villars_core.staff.health import command as health
from villars_core.staff.kitchen import command as kitchen
from villars_core.work import SYSTEM, Records

CLAIRE, MARC = ("--as", "claire"), ("--as", "marc")
DAY = date(2026, 12, 3)
HEAD = "jour;nom;prenom;naissance;moment;arrivee;depart"


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Make a demo town whose clock begins on the day."""
    monkeypatch.setenv("VILLARS_CLOCK", "2026-12-03T12:00:00+01:00")
    return town(tmp_path, demo=True)


@pytest.fixture
def cast(terminal: Terminal) -> Cast:
    """Plant the cast; Léa and Tom were booked in time."""
    early = Records(terminal.records.engine, MovableClock(datetime(2026, 11, 23, 8, tzinfo=UTC)), terminal.records.vault)
    with early.writing(SYSTEM) as work:
        found = plant(work)
        for child in (found.lea, found.tom):
            book(work, child, [DAY])
    return found


def test_figures_are_shown_without_names_and_given_to_another_program(terminal: Terminal, cast: Cast) -> None:
    assert cast.lea.id
    shown = terminal.types(kitchen, "counts", "--day", "2026-12-03", *MARC)
    assert shown.exit_code == 0, shown.output
    assert "Repas du jeudi 3 décembre : 2" in shown.output
    assert "Martin" not in shown.output
    found = json.loads(terminal.types(kitchen, "counts", "--json", *MARC).output)
    assert (found["day"], found["meals"], found["own_meals"], found["cutoff"]) == ("2026-12-03", 2, 0, None)
    assert {(one["class"], one["now"]) for one in found["lines"]} == {("CE1", 1), ("MS", 1)}


def test_what_is_due_can_be_sent_by_hand_and_the_sheet_written(terminal: Terminal, cast: Cast, tmp_path: Path) -> None:
    assert cast.lea.id
    no = terminal.types(kitchen, "sheet", str(tmp_path / "s.pdf"), *MARC)
    assert "n’est pas encore arrêtée" in no.output
    assert terminal.types(kitchen, "send", *MARC).output == "Envoyé : 2 message(s).\n"
    assert terminal.types(kitchen, "send", *MARC).output == "Rien à envoyer.\n"
    done = terminal.types(kitchen, "sheet", str(tmp_path / "s.pdf"), *MARC)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")
    assert "Commande arrêtée" in terminal.types(kitchen, "counts", *MARC).output


def test_the_list_of_names_is_readable_by_its_owner_alone(terminal: Terminal, cast: Cast, tmp_path: Path) -> None:
    assert cast.lea.id
    file = tmp_path / "liste.pdf"
    done = terminal.types(kitchen, "list", "--day", "2026-12-03", str(file), *CLAIRE)
    assert done.exit_code == 0, done.output
    assert "2 classe(s), 2 personne(s)" in done.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_noted_of_health_is_typed_shown_and_told_to_the_kitchen(terminal: Terminal, cast: Cast) -> None:
    assert cast.lea.id
    assert "C’est noté." in terminal.types(health, "diet", "Léa Martin", *CLAIRE, answers=("sans porc",)).output
    assert "C’est noté." in terminal.types(health, "allergies", "Léa Martin", *CLAIRE, answers=("arachide, lait",)).output
    plan = terminal.types(health, "plan", "Tom Martin", "2026-09-01", "2027-07-02", *CLAIRE, answers=("y", "œuf", "trousse rouge"))
    assert plan.exit_code == 0, plan.output
    shown = terminal.types(health, "show", "Tom Martin", *CLAIRE).output
    assert "PAI du 01/09/2026 au 02/07/2027 : panier-repas" in shown
    assert "trousse rouge" in shown
    known = terminal.types(kitchen, "allergens", "--day", "2026-12-03", *MARC).output
    assert "sans porc" in known
    assert "allergies : arachide et lait" in known
    assert "panier-repas (PAI)" in known
    wrong = terminal.types(health, "diet", "Léa Martin", *CLAIRE, answers=("crudivore",))
    assert wrong.exit_code == 1
    assert "n’est pas un régime de la cantine" in wrong.output
    assert "PAI" not in terminal.types(health, "end-plan", "Tom Martin", "2026-12-02", *CLAIRE).output
    assert "PAI : aucun en cours" in terminal.types(health, "show", "Tom Martin", *CLAIRE).output


def test_the_kitchen_neither_notes_nor_reads_a_child_s_sheet(terminal: Terminal, cast: Cast) -> None:
    assert cast.lea.id
    for asked in (("show", "Léa Martin"), ("diet", "Léa Martin")):
        done = terminal.types(health, *asked, *MARC, answers=("sans porc",))
        assert done.exit_code == 1
        assert "pas le droit" in done.output


def test_a_file_is_rehearsed_then_noted_and_a_wrong_one_is_told_line_by_line(terminal: Terminal, cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "garderie.csv"
    file.write_text(f"{HEAD}\n2026-12-03;Martin;Léa;;matin;07:42;\n", encoding="utf-8")
    rehearsed = terminal.types(attendance, "import", str(file), "--essai", *CLAIRE)
    assert "1 notée(s)" in rehearsed.output
    assert "Essai : rien n’est changé." in rehearsed.output
    with terminal.records.reading(SYSTEM) as work:
        assert childcare_times(work, DAY, DAY) == []
    assert terminal.types(attendance, "import", str(file), *CLAIRE).exit_code == 0
    with terminal.records.reading(SYSTEM) as work:
        assert [one.child_id for one in childcare_times(work, DAY, DAY)] == [cast.lea.id]
    file.write_text(f"{HEAD}\n2026-12-03;Martin;Zoé;;soir;;17:42\nx\n", encoding="utf-8")
    wrong = terminal.types(attendance, "import", str(file), *CLAIRE)
    assert wrong.exit_code == 1
    assert "2 erreur(s), rien n’est noté." in wrong.output
    assert "ligne 2 : aucun enfant de ce nom dans les écoles" in wrong.output
    assert "ligne 3 : 1 cases au lieu de 7" in wrong.output


def test_what_is_missing_is_shown_given_up_with_a_reason_and_corrected(terminal: Terminal, cast: Cast) -> None:
    assert cast.lea.id
    missing = terminal.types(attendance, "missing", "--month", "2026-12", *CLAIRE)
    assert missing.exit_code == 1
    assert "2 pointage(s) à faire" in missing.output
    rehearsed = terminal.types(attendance, "waive", "2026-12-01", "2026-12-31", "liste perdue", "--essai", *CLAIRE)
    assert "Essai : rien n’est changé." in rehearsed.output
    assert terminal.types(attendance, "missing", *CLAIRE).exit_code == 1
    assert "2 pointage(s) abandonné(s)." in terminal.types(attendance, "waive", "2026-12-01", "2026-12-31", "liste perdue", *CLAIRE).output
    assert terminal.types(attendance, "missing", *CLAIRE).output == "Rien ne manque.\n"
    corrected = terminal.types(attendance, "correct", "Léa Martin", "2026-12-03", "absent", "malade", *CLAIRE)
    assert corrected.exit_code == 0, corrected.output
    assert "absent (malade)" in corrected.output
