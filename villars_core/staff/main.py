"""The `villars` command: a subcommand's module is loaded when it is called, here and nowhere else."""

import sys
from importlib import import_module
from importlib.metadata import EntryPoint, distribution, entry_points, version
from typing import IO, Any

import click

from villars_core.errors import OperatorError
from villars_core.staff.loading import loaded
from villars_core.staff.terminal_words import speak_at_the_terminal, told_in_words

COMMANDS = "villars.commands"
BROKEN = "Le programme a rencontré une erreur inattendue ; ce qu’il faisait n’a pas été enregistré. Référence : {reference}"
FAULTS = "villars_core.staff.faults"
TOO_LONG = "Ce que vous avez tapé est trop long : {signs} signes pour un seul mot de la commande, {most} au plus."
EXIT_OPERATOR, EXIT_BUG = 2, 70
LONGEST_WORD = 10_000
"""Longer than any message, path or reason that is typed; beyond it nothing is read."""

_EXPECTED = (click.ClickException, click.Abort, click.exceptions.Exit, OperatorError, BrokenPipeError)


class Broken(click.ClickException):
    """An error that nobody expected, as one sentence; the trace is in the logs."""

    exit_code = EXIT_BUG

    def __init__(self, error: Exception, config: str | None) -> None:
        """Keep the error's trace under a reference."""
        super().__init__(BROKEN.format(reference=import_module(FAULTS).keep(error, config)))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence."""
        click.echo(self.message, file=file, err=file is None)


class Commands(click.Group):
    """The subcommands, joined by entry points."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (click's signature)
        """Run the command; an unexpected error becomes a sentence."""
        try:
            return super().invoke(ctx)
        except _EXPECTED:
            raise
        except Exception as error:
            raise Broken(error, ctx.params.get("config")) from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names, without loading anything."""
        return sorted(_points())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """Load the module of one subcommand."""
        point = _own().get(cmd_name) or _points().get(cmd_name)
        return told_in_words(loaded(point)) if point else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the names alone: their modules, and so their help, are loaded when they are called."""
        with formatter.section("Commandes"):
            formatter.write_text(" ".join(self.list_commands(ctx)))
            formatter.write_text("« villars COMMANDE --help » explique chacune.")


@click.group(cls=Commands)
@click.option("--config", metavar="FICHIER", help="Fichier de configuration ; sinon VILLARS_CONFIG, sinon ./villars.toml.")
@click.version_option(version("villars"), prog_name="villars")
def villars(config: str | None) -> None:
    """Le service Éducation d’une ville : parents par Telegram et par courriel, agents ici et dans le bot."""


def main() -> None:
    """Run the command; whatever goes wrong is said in a sentence, never as a trace."""
    speak_at_the_terminal()
    told_in_words(villars)
    try:
        _require_bounded(sys.argv[1:])
        code = villars.main(prog_name="villars", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("Interrompu.", err=True)
        sys.exit(130)
    except OperatorError as error:
        click.echo(str(error), err=True)
        sys.exit(EXIT_OPERATOR)
    sys.exit(code if isinstance(code, int) else 0)


def _own() -> dict[str, EntryPoint]:
    """Return the program's own commands: looking into every package that is installed takes twenty times as long."""
    return {point.name: point for point in distribution("villars").entry_points if point.group == COMMANDS}


def _require_bounded(words: list[str]) -> None:
    longest = max((len(one) for one in words), default=0)
    if longest > LONGEST_WORD:
        raise click.UsageError(TOO_LONG.format(signs=longest, most=LONGEST_WORD))


def _points() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=COMMANDS)}


if __name__ == "__main__":
    main()
