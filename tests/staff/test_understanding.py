"""A clerk sees which rules misread, and saves a message without names as a test case."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.staff.terminal import town
from villars_core.conversations.models import ReadingCount
from villars_core.staff.understanding import command
from villars_core.understanding.language.anonymous import anonymised
from villars_core.work import SYSTEM


def test_the_counts_of_the_last_days_are_shown_by_rule(tmp_path: Path) -> None:
    terminal = town(tmp_path)
    assert "Rien à compter." in terminal.types(command, "stats").output
    with terminal.records.writing(SYSTEM) as work:
        work.session.add_all(
            [
                ReadingCount(day=work.today, rule="act.cancel", outcome="asked", count=3),
                ReadingCount(day=work.today, rule="name.near", outcome="undone", count=1),
                ReadingCount(day=date(2020, 1, 1), rule="act.old", outcome="asked", count=9),
            ]
        )

    lines = terminal.types(command, "stats").output.splitlines()

    assert [line.split() for line in lines[1:]] == [["name.near", "0", "0", "1"], ["act.cancel", "3", "0", "0"]]


def test_a_case_is_shown_before_it_is_saved_and_holds_no_name(tmp_path: Path) -> None:
    file = tmp_path / "cas.tsv"
    text = "Bonjour, Zoé Dupont ne mange pas jeudi, appelez le 06 98 76 54 32 ou zoe@gmail.com"

    refused = CliRunner().invoke(command, ["add-case", text, "--into", str(file)], input="n\n")
    assert "À enregistrer : Bonjour, Léa Martin ne mange pas jeudi" in refused.output
    assert not file.exists()

    saved = CliRunner().invoke(
        command, ["add-case", text, "--into", str(file), "--intent", "cancel_meal", "--child", "Léa", "--day", "11-26"], input="o\ny\n"
    )
    assert saved.exit_code == 0
    assert file.read_text(encoding="utf-8").splitlines()[1:] == [
        "M\tmon\tcancel_meal\tLéa\t11-26\tno\tBonjour, Léa Martin ne mange pas jeudi, appelez le 06 12 34 56 78 ou nom@exemple.fr"
    ]


@pytest.mark.parametrize(
    ("text", "names", "kept"),
    [
        ("annule la cantine de zoé jeudi", ("Zoé",), "annule la cantine de Léa jeudi"),
        ("Kévin et Maëlys mangent le 3 décembre", (), "Léa et Tom mangent le 3 décembre"),
        ("mon dossier 4711888 pour Mme Zkrivic", (), "mon dossier 0000000 pour Mme Léa"),
        ("FR76 3000 4000 0312 3456 7890 143 pour le prélèvement", (), "FR7612345678901234567890123 pour le prélèvement"),
        ("Lundi et mardi, pas de cantine", (), "Lundi et mardi, pas de cantine"),
    ],
)
def test_names_and_numbers_are_replaced_and_the_rest_stays(text: str, names: tuple[str, ...], kept: str) -> None:
    assert anonymised(text, names) == kept
