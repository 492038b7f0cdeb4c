"""What the pages tell people to type is what the program takes: every line is read by it, and the first hour's lines are run."""

import io
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from villars_core.staff import main
from villars_core.staff.loading import loaded

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_PLACEHOLDER = re.compile(r"…|\.\.\.|\b(COMMAND|COMMANDE|FICHIER|FILE|NUMÉRO|NUMBER)\b|<|\[")


def _in_blocks(page: Path) -> Iterator[str]:
    """Yield what stands behind `villars` in the shell blocks of a page."""
    for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            if words and Path(words[0]).name == "villars":
                yield shlex.join(words[1:])


def _lines(page: Path) -> Iterator[str]:
    """Yield the same, and what a sentence says to type."""
    yield from _in_blocks(page)
    for said in re.findall(r"`villars ([^`\n]+)`", page.read_text(encoding="utf-8")):
        if not _PLACEHOLDER.search(said):
            yield said


def _leaf(words: list[str]) -> tuple[click.Command, click.Context, list[str]]:
    """Return the command that words lead to, and the words behind it. Raises UsageError."""
    command: click.Command = main.villars
    context, rest = click.Context(command, info_name="villars"), list(words[2:] if words[:1] == ["--config"] else words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        name = rest.pop(0)
        found = command.get_command(context, name)
        if found is None:
            raise click.exceptions.NoSuchCommand(name)
        command, context = found, click.Context(found, parent=context, info_name=name)
    return command, context, rest


def _read(words: list[str], folder: Path) -> None:
    """Let the program read a line without acting. Raises UsageError."""
    command, context, rest = _leaf(words)
    if isinstance(command, click.Group) or (not rest and any(one.required for one in command.params)):
        return  # a sentence that names the command alone
    if any(isinstance(param.type, click.Path) and param.type.exists for param in command.params):
        for word in rest:
            if "." in word and not word.startswith("-"):
                (folder / Path(word).name).touch()
    named = [str(folder / Path(one).name) if (folder / Path(one).name).is_file() else one for one in rest]
    command.make_context(command.name, named, parent=context)


@pytest.mark.parametrize("page", [one for one in PAGES if list(_lines(one))], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_line_of_a_page_is_one_that_the_program_takes(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    for line in _lines(page):
        try:
            _read(shlex.split(line, comments=True), tmp_path)
        except (click.exceptions.Exit, click.Abort):
            continue  # its help, or a question that it asks
        except click.UsageError as error:
            pytest.fail(f"villars {line}: {error.format_message()}")


def test_the_first_hours_lines_are_run_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The shell blocks of install.md and accounts.md, in their order, in an empty folder: keys, records, rules, the first accounts."""
    (tmp_path / "villars.toml").write_text(
        '[town]\nname = "Villars"\n[places]\ndata = "data"\n[keys]\nfile = "keys.toml"\n', encoding="utf-8"
    )
    shutil.copy(ROOT / "villars_core/demo/villars-rules.toml", tmp_path / "regles.toml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    operations = ROOT / "docs" / "operations"
    ran = []
    for line in (*_in_blocks(operations / "install.md"), *_in_blocks(operations / "accounts.md")):
        words = shlex.split(line)
        if words[0] in {"run", "login", "doctor"} or "nadia@parents.example" in words or "telegram" in words or "invite" in words:
            continue  # programs that run on, prompts and families that an empty town does not have
        monkeypatch.setattr(sys, "argv", ["villars", *words])
        with pytest.raises(SystemExit) as ended:
            main.main()
        said = capsys.readouterr()
        if "V1401" in said.err:
            continue  # from the second account on, somebody has to be logged in
        assert int(ended.value.code or 0) == 0, (line, said.out, said.err)
        ran.append(line)
    assert len(ran) >= 8, ran


def test_every_group_is_loaded_by_its_name() -> None:
    assert all(isinstance(loaded(point), click.Command) for point in main._points().values())
