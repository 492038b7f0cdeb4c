"""What the command line's library says by itself (usage, options, errors), and yes or no: in the machine's language, else in French."""

import gettext
import os
from collections.abc import MutableMapping
from gettext import gettext as _
from pathlib import Path

import click

DOMAIN = "click"
_NAMED_BY_ITSELF = click.types.StringParamType | click.types.IntParamType | click.Path | click.File
_INSTALLED = Path(__file__).parents[1] / "locales"
_CHECKOUT = Path(__file__).parents[2] / "locales"


def speak_at_the_terminal(environment: MutableMapping[str, str] = os.environ) -> None:
    """Let the library find its French words; a machine that names no language speaks French, as the town does."""
    named = next((environment[one] for one in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if environment.get(one)), "")
    if named.partition(".")[0] in {"", "C", "POSIX"}:
        environment["LANGUAGE"] = "fr"
    gettext.bindtextdomain(DOMAIN, str(_INSTALLED if _INSTALLED.is_dir() else _CHECKOUT))
    gettext.textdomain(DOMAIN)


def told_in_words(command: click.Command) -> click.Command:
    """Name the parts of a command's usage line, and of those below it, in the language of the terminal; return the command.

    The library takes these names from its own code, in English; so does it the name of an argument that has no other.
    """
    command.options_metavar = _("[OPTIONS]")
    for one in command.params:
        if (
            isinstance(one, click.Argument)
            and one.metavar is None
            and isinstance(one.type, click.types.StringParamType | click.Path | click.File)
        ):
            name = _((one.name or "").replace("_", " ")).upper()
            one.metavar = (name if one.required else f"[{name}]") + ("..." if one.nargs != 1 else "")
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
        for below in command.commands.values():
            told_in_words(below)
    return command


def agreed(question: str) -> bool:
    """Ask for a yes or a no: o, oui, y, yes; n, non, no, or nothing at all for no. Another answer asks again."""
    while True:
        said = click.prompt(f"{question} {_('[y/N]')}", default="", show_default=False, prompt_suffix=" ").strip().casefold()
        if said in {"o", "oui", "y", "yes"}:
            return True
        if said in {"", "n", "non", "no"}:
            return False
        click.echo(_("Error: invalid input"))


def agreed_or_nothing(question: str) -> None:
    """Go on after a yes only. Raises click.Abort."""
    if not agreed(question):
        raise click.Abort
