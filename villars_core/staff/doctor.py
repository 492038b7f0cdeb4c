"""The `villars doctor` command: one line for each thing looked at, with its mend; the worst one is the exit code."""

import json
import os
from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points

import click

from villars_core.clock import SystemClock
from villars_core.config import load
from villars_core.conversations.checks import CHECKS, Checks, Finding, Level
from villars_core.errors import OperatorError
from villars_core.staff.doctor_checks import Seen, house

_MARKS = {Level.FINE: "✓", Level.WARNING: "!", Level.FAULT: "✗"}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """Dire ce qui va, ce qui ne va pas, et la commande qui le répare.

    Code de sortie : 0 tout va bien, 1 à surveiller, 2 à réparer.
    """
    found = list(examine((context.find_root().params or {}).get("config"), os.environ))
    click.echo(_as_json(found) if as_json else "\n".join(map(_line, found)))
    context.exit(max((one.level for one in found), default=Level.FINE))


def examine(file: str | None, environment: Mapping[str, str]) -> Iterator[Finding]:
    """Look at everything; settings that cannot be read end the examination after them."""
    try:
        loaded = load(file, environment)
    except OperatorError as error:
        yield Finding("configuration", Level.FAULT, f"{error.what} {error.why}", error.mend)
        return
    yield from house(Seen(loaded, environment, SystemClock().now()))
    for point in sorted(entry_points(group=CHECKS), key=lambda one: one.name, reverse=True):
        checks: Checks = point.load()
        yield from checks(loaded.settings)


def _line(one: Finding) -> str:
    mend = f"\n    → {one.mend}" if one.mend else ""
    return f"{_MARKS[one.level]} {one.subject} : {one.what}{mend}"


def _as_json(found: list[Finding]) -> str:
    rows = [{"subject": one.subject, "level": one.level.name.lower(), "what": one.what, "mend": one.mend} for one in found]
    return json.dumps(rows, ensure_ascii=False, indent=2)
