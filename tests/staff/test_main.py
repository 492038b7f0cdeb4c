"""The `villars` command as typed: one sentence for whatever goes wrong, never a trace."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from villars_core.errors import OperatorError
from villars_core.staff import main
from villars_core.staff.main import EXIT_BUG, EXIT_OPERATOR, Commands, villars

VILLARS = (sys.executable, "-m", "villars_core.staff.main")


def typed(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Type a command in a folder without settings."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
    return subprocess.run([*VILLARS, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_help_names_every_command_and_loads_none(tmp_path: Path) -> None:
    done = typed(tmp_path, "--help")
    assert done.returncode == 0
    assert {"run", "doctor", "understand"} <= set(done.stdout.split())


def test_an_unknown_command_is_named() -> None:
    done = CliRunner().invoke(villars, ["repas"])
    assert done.exit_code == 2
    assert "repas" in done.output


def test_a_mistake_in_the_settings_is_told_with_its_mend_and_exit_code_two(tmp_path: Path) -> None:
    (tmp_path / "villars.toml").write_text("[telegram]\ntokn = 'x'\n")
    done = typed(tmp_path, "about")
    assert done.returncode == EXIT_OPERATOR
    assert "telegram.tokn (ligne 2)" in done.stderr
    assert "« token »" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("run",), ("queue", "list"), ("keys", "rotate"), ("--config", "no.toml", "db", "upgrade")])
def test_a_town_that_does_not_exist_yet_is_told_what_to_do(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = typed(tmp_path, *arguments)
    assert done.returncode == EXIT_OPERATOR
    assert "V1" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def broken_group() -> click.Group:
    """Return the program with one command that fails."""

    @click.command("broken")
    def broken() -> None:
        message = "no such person: nadia@parents.example"
        raise RuntimeError(message)

    class WithBroken(Commands):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
            return broken if cmd_name == "broken" else super().get_command(ctx, cmd_name)

    return WithBroken("villars", params=[click.Option(["--config"])], callback=lambda config: config)


def test_an_unexpected_error_is_one_sentence_and_its_trace_is_in_the_logs(tmp_path: Path) -> None:
    config = tmp_path / "villars.toml"
    config.write_text(f'[places]\nlogs = "{tmp_path / "logs"}"\n')
    done = CliRunner().invoke(broken_group(), ["--config", str(config), "broken"])
    assert done.exit_code == EXIT_BUG
    assert len(done.output.strip().splitlines()) == 1
    kept = tmp_path / "logs" / "errors.log"
    reference = kept.read_text().split()[0]
    assert reference in done.output
    assert "RuntimeError" in kept.read_text()
    assert "nadia@parents.example" not in kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_an_unexpected_error_is_one_sentence_even_where_no_log_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file, not a folder")
    config = tmp_path / "villars.toml"
    config.write_text(f'[places]\nlogs = "{tmp_path / "logs"}"\n')
    done = CliRunner().invoke(broken_group(), ["--config", str(config), "broken"])
    assert done.exit_code == EXIT_BUG
    assert "Référence" in done.output


def test_an_operators_error_has_its_number_its_reason_and_its_mend(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperatorError(9, "Quoi.", "pourquoi", "que faire")

    monkeypatch.setattr(main.villars, "main", fail)
    with pytest.raises(SystemExit) as ended:
        main.main()
    assert ended.value.code == EXIT_OPERATOR
    assert capsys.readouterr().err == "V0009 Quoi.\n  Pourquoi : pourquoi\n  Que faire : que faire\n"


def test_every_operators_error_has_a_number_of_its_own() -> None:
    root = Path(__file__).parents[2]
    text = "".join(
        file.read_text(encoding="utf-8") for part in ("villars_core", "bot", "email_gateway") for file in root.glob(f"{part}/**/*.py")
    )
    numbers = [int(one) for one in re.findall(r"(?:OperatorError|super\(\).__init__)\(\s*(\d{4}),", text)]
    assert len(numbers) > 10
    assert sorted(numbers) == sorted(set(numbers))


@pytest.mark.parametrize(("language", "usage"), [("C.UTF-8", "Emploi :"), ("fr_FR.UTF-8", "Emploi :"), ("en_GB.UTF-8", "Usage:")])
def test_the_librarys_own_words_are_french_unless_the_machine_speaks_otherwise(tmp_path: Path, language: str, usage: str) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": language}
    command = [*VILLARS, "keys", "--frob"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(usage)
    assert ("Erreur" in done.stderr) == (usage == "Emploi :")
