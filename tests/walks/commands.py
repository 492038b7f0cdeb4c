"""The `villars` command as a member of staff types it in a walk: in the walk's own town, at the walk's own time."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner

from tests.walks.doors import WalkTown
from villars_core.staff import login


@dataclass(frozen=True)
class Typist:
    """Types commands; `folder` is where the files of the walk are."""

    config: Path
    folder: Path

    def types(self, who: str, command: click.Command, *arguments: str, code: int = 0) -> str:
        """Return what a command says, typed by somebody of the staff; it must end with this exit code."""
        root = click.Group("villars", commands={command.name or "": command}, params=[click.Option(["--config"])], callback=_nothing)
        done = CliRunner().invoke(root, ["--config", str(self.config), command.name or "", *arguments, "--as", who])
        assert done.exit_code == code, done.output
        return done.output


def typist_in(town: WalkTown, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Typist:
    """Sit somebody at the machine of the walk's town."""
    config = folder / "villars.toml"
    config.write_text(f'[town]\ndemo = true\n[places]\ndata = "{folder / "data"}"\n[keys]\nfile = "{folder / "keys.toml"}"\n', "utf-8")
    monkeypatch.setattr(login, "open_house", lambda _config: SimpleNamespace(records=town.records))
    return Typist(config, folder)


def _nothing(config: str | None) -> None:
    """Take the option; the commands read it from the context."""
