"""Times of the childcare from a file, by command; seen, corrected and closed by chat and by mail; read again by command."""

from datetime import date, time
from pathlib import Path

import pytest

from tests.walks.commands import typist_in
from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.attendance.queries import childcare_times
from villars_core.staff.attendance import command as attendance
from villars_core.work import SYSTEM

DAY = date(2026, 12, 3)
HEAD = "jour;nom;prenom;naissance;moment;arrivee;depart"
LINES = (HEAD, "2026-12-03;Martin;Léa;;soir;;17:42", "03/12/2026;Haddad;Inès;;soir;;18:05")


def _noted(town: WalkTown) -> dict[int, time | None]:
    with town.records.reading(SYSTEM) as work:
        return {one.child_id: one.left for one in childcare_times(work, DAY, DAY)}


def test_times_of_a_file_are_seen_and_corrected_at_every_door(
    sit: Doorway, town: WalkTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claire imports the evening's file, sees Léa's time where she talks, and corrects it with a reason; the file does not undo that.

    @ 2026-12-03T18:30
    > /garderie
    [École élémentaire Jean Moulin]
    [CE1]
    < Le pointage est clos.
    [✓ Léa M. 17:42]
    < Léa M. : 17:42
    [Changer l’heure]
    > 17h50
    < Pourquoi cette correction ?
    > La montre avançait
    [✓ Léa M. 17:50]
    < Léa M. : 17:50
    """
    typist, person = typist_in(town, tmp_path, monkeypatch), sit("claire")
    file = tmp_path / "soir.csv"
    file.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    run("@ 2026-12-03T18:30", person, town.clock)
    assert "Essai : rien n’est changé." in typist.types("claire", attendance, "import", str(file), "--essai")
    assert _noted(town) == {}
    assert "2 ligne(s), 2 notée(s)" in typist.types("claire", attendance, "import", str(file))
    assert _noted(town) == {town.cast.lea.id: time(17, 42), town.cast.ines.id: time(18, 5)}
    run(transcript_of(test_times_of_a_file_are_seen_and_corrected_at_every_door), person, town.clock)
    assert _noted(town)[town.cast.lea.id] == time(17, 50)
    assert "une autre heure est déjà notée" in typist.types("claire", attendance, "import", str(file), code=1)
    assert _noted(town)[town.cast.lea.id] == time(17, 50)
    history = typist.types("claire", attendance, "correct", "Léa Martin", "2026-12-03", "forget", "essai", "--part", "evening")
    assert "17h42" in history or "17:42" in history
    assert "La montre avançait" in history


def test_a_file_is_sent_where_staff_talk_and_all_of_it_is_noted_or_nothing(sit: Doorway, town: WalkTown) -> None:
    """Claire sends the file itself: a wrong one is told line by line, a right one is shown then noted, a changed time asks why.

    @ 2026-12-03T18:30
    > [file faux.csv] Les heures de ce soir
    < Rien n’est noté.
    < Ligne 3 : aucun enfant de ce nom dans les écoles
    > [file soir.csv]
    < Lignes du fichier : 2. Heures à noter : 2. Déjà connues : 0.
    [Valider]
    < C’est noté. Heures nouvelles : 2. Déjà connues : 0. Pointages clos : 1.
    > [file soir.csv]
    < Heures à noter : 0. Déjà connues : 2.
    [Annuler]
    > [file corrige.csv]
    < Heures déjà notées autrement : 1. Pourquoi changent-elles ?
    > La pendule retardait
    < Lignes du fichier : 1. Heures à noter : 1.
    [Valider]
    < C’est noté. Heures nouvelles : 1.
    """
    run(transcript_of(test_a_file_is_sent_where_staff_talk_and_all_of_it_is_noted_or_nothing), sit("claire"), town.clock)
    assert _noted(town) == {town.cast.lea.id: time(17, 50), town.cast.ines.id: time(18, 5)}


def test_a_family_and_the_kitchen_note_nothing_by_a_file(sit: Doorway, town: WalkTown) -> None:
    """A parent's table is refused as before; the cook's opens no form of the childcare.

    @ 2026-12-03T18:30
    nadia > [file soir.csv] Voici les heures
    < « soir.csv » : les fichiers de bureautique ne sont pas acceptés.
    marc > [file soir.csv]
    < Vous n’avez pas le droit de faire cela.
    """
    run(transcript_of(test_a_family_and_the_kitchen_note_nothing_by_a_file), sit("nadia"), town.clock)
    assert _noted(town) == {}


def test_a_file_with_a_mistake_notes_nothing(town: WalkTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typist = typist_in(town, tmp_path, monkeypatch)
    file = tmp_path / "soir.csv"
    file.write_text("\n".join([*LINES, "2026-12-03;Personne;Nul;;soir;;17:00"]) + "\n", encoding="utf-8")
    said = typist.types("claire", attendance, "import", str(file), code=1)
    assert "ligne 4 : aucun enfant de ce nom dans les écoles" in said
    assert _noted(town) == {}


def test_the_kitchen_imports_no_times(town: WalkTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "soir.csv"
    file.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    typist_in(town, tmp_path, monkeypatch).types("marc", attendance, "import", str(file), code=1)
    assert _noted(town) == {}
