"""A town on disk for the tests of staff commands, and the terminal where they are typed."""

from dataclasses import dataclass
from pathlib import Path

import click
from click.testing import CliRunner, Result

from tests.databases import write_migrated
from villars_core.clock import SystemClock
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import open_vault
from villars_core.work import Records


@dataclass(frozen=True)
class Terminal:
    """Types commands with the town's configuration."""

    config: Path
    data: Path
    records: Records

    def types(self, command: click.Command, *arguments: str, answers: tuple[str, ...] = ()) -> Result:
        """Run a command below a group that has `--config`, as the program does."""
        root = click.Group("villars", commands={command.name or "": command}, params=[click.Option(["--config"])], callback=_nothing)
        given = "\n".join([*answers, ""]) if answers else ""
        return CliRunner().invoke(root, ["--config", str(self.config), command.name or "", *arguments], input=given)


def town(folder: Path, *, demo: bool = False) -> Terminal:
    """Make a town with empty records in a folder."""
    data, keys, config = folder / "data", folder / "keys.toml", folder / "villars.toml"
    url = f"sqlite:///{data / 'villars.db'}"
    config.write_text(
        f'[town]\ndemo = {str(demo).lower()}\n[places]\ndata = "{data}"\n[keys]\nfile = "{keys}"\n'
        '[telegram]\nusername = "@villars_bot"\n[email]\naddress = "ecole@villars.example"\n',
        encoding="utf-8",
    )
    write_migrated(url)
    return Terminal(config, data, Records(open_engine(url), SystemClock(), open_vault(keys, create=True)))


def _nothing(config: str | None) -> None:
    """Take the option; the commands read it from the context."""
