"""The chat in the terminal: numbered choices, scripts that print a transcript, and only in a demo town."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.staff.terminal import town
from villars_core.demo import commands
from villars_core.demo.terminal import lines_of
from villars_core.errors import OperatorError
from villars_core.staff.main import villars


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder without a configuration."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VILLARS_CONFIG", raising=False)
    monkeypatch.delenv("VILLARS_CLOCK", raising=False)


def _script(folder: Path, *lines: str) -> str:
    file = folder / "script.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    return str(file)


def _run(*arguments: str, typed: str = "") -> Result:
    result = CliRunner().invoke(villars, ["chat", *arguments], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_script_books_cancels_and_meets_the_deadline(tmp_path: Path) -> None:
    script = _script(
        tmp_path,
        "# Une semaine pour Léa",
        "Réserve la cantine de Léa toute la semaine prochaine",
        "1",
        "1",
        "",
        "@horloge 2026-11-26T00:01",
        "Annule la cantine de Léa mardi 1er décembre",
    )
    said = _run("--as", "nadia", "--script", script).output
    assert "> Réserve la cantine de Léa toute la semaine prochaine\nRéserver la cantine\n" in said
    assert "  1. Valider\n  2. La même chose pour Tom\n  3. Modifier\n  4. Annuler\n" in said
    assert "C’est réservé. Léa mangera à la cantine : lundi 30 novembre" in said
    assert "C’est annulé. Léa ne mangera pas à la cantine : lundi 30 novembre" in said  # the receipt's first choice undoes it
    assert "(Horloge : 26/11/2026 00:01)" in said
    assert "Trop tard pour mardi 1er décembre : le délai était mercredi 25 novembre à 23:59." in said
    assert "  1. Signaler une absence\n  2. Annuler plutôt mardi 8 décembre" in said
    assert "Une semaine pour Léa" not in said


def test_person_types_until_leaving() -> None:
    said = _run("--as", "paul.martin", typed="/menu\n/quitter\n").output
    assert "Vous êtes Paul Martin." in said
    assert "  1. Réserver la cantine" in said


def test_end_of_input_ends_the_chat() -> None:
    assert _run("--as", "sophie@parents.example", typed="/menu\n").exit_code in {0, 1}


def test_nobody_of_that_name_is_said_in_a_sentence() -> None:
    result = CliRunner().invoke(villars, ["chat", "--as", "personne"])
    assert isinstance(result.exception, OperatorError)
    assert "Je ne connais pas « personne »" in str(result.exception)


def test_real_town_is_not_spoken_in_under_another_name(tmp_path: Path) -> None:
    config = town(tmp_path).config
    result = CliRunner().invoke(villars, ["--config", str(config), "chat", "--as", "nadia"])
    assert isinstance(result.exception, OperatorError)
    assert "ville de démonstration" in str(result.exception)


def test_clock_that_cannot_be_read_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VILLARS_CLOCK", "hier")
    result = CliRunner().invoke(villars, ["chat", "--as", "nadia"])
    assert isinstance(result.exception, OperatorError)


def test_unreadable_instant_moves_nothing(tmp_path: Path) -> None:
    assert "Instant illisible : demain" in _run("--as", "nadia", "--script", _script(tmp_path, "@horloge demain")).output


def test_commands_explain_themselves_in_french() -> None:
    for command in (commands.demo, commands.chat):
        assert "ville" in CliRunner().invoke(command, ["--help"]).output


def test_a_file_is_handed_in_with_some_words(tmp_path: Path) -> None:
    paper = tmp_path / "mon papier.pdf"
    paper.write_bytes(b"%PDF-1.4 paper")
    said = _run("--as", "nadia", "--script", _script(tmp_path, f'@fichier "{paper}" Voici l\'attestation', "@fichier rien.pdf")).output
    assert "service Éducation" in said
    assert "Fichier illisible ou trop grand : rien.pdf" in said


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00bonjour", b"bonjour\n" * 10_001, b"x" * 1_000_001])
def test_a_script_that_nobody_says_is_refused_before_a_word_is_said(tmp_path: Path, raw: bytes) -> None:
    script = tmp_path / "script.txt"
    script.write_bytes(raw)
    with pytest.raises(OperatorError) as refused:
        lines_of(script)
    assert refused.value.number == 1504


def test_a_message_longer_than_a_chat_takes_is_not_read(tmp_path: Path) -> None:
    done = _run("--as", "nadia", "--script", _script(tmp_path, "Réserve lundi " * 400))
    assert "4096 au plus" in done.output
