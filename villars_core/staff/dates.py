"""Days, months, hours and instants as staff type them at the terminal; what cannot be read is told with an example."""

from datetime import UTC, date, datetime, time
from typing import Any

import click

from villars_core.clock import PARIS


class Typed(click.DateTime):
    """A day, a month or an hour in one way of writing it; another one is told with an example."""

    def __init__(self, written: str, what: str, metavar: str, example: str) -> None:
        """Keep the form in the library's signs, and how people are told of it."""
        super().__init__([written])
        self.what, self.shown, self.example = what, metavar, example

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 (click's signature)
        """Return what the usage line says."""
        return self.shown

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 (click's signature)
        """Return the instant at which it begins. Raises UsageError."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            message = f"« {str(value)[:40]} » n’est pas {self.what} : écrivez par exemple {self.example}."
            raise click.UsageError(message, ctx) from None


DAY = Typed("%Y-%m-%d", "un jour", "AAAA-MM-JJ", "2026-12-07")
MONTH = Typed("%Y-%m", "un mois", "AAAA-MM", "2026-11")
HOUR = Typed("%H:%M", "une heure", "HH:MM", "17:20")


def day_typed(text: str) -> date:
    """Return a day written as 2026-12-07. Raises UsageError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"« {text[:40]} » n’est pas un jour : écrivez par exemple 2026-12-07."
        raise click.UsageError(message) from None


def month_typed(text: str) -> date:
    """Return the first day of a month written as 2026-11. Raises UsageError."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        message = f"« {text[:40]} » n’est pas un mois : écrivez par exemple 2026-11."
        raise click.UsageError(message) from None


def hour_typed(text: str) -> time | None:
    """Return an hour written as 17:20, or None where nothing is typed. Raises UsageError."""
    if not text:
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        message = f"« {text[:40]} » n’est pas une heure : écrivez par exemple 17:20."
        raise click.UsageError(message) from None


def instant_typed(text: str) -> datetime:
    """Return an instant in UTC; without an offset it is Paris time. Raises UsageError."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        message = f"« {text[:40]} » n’est pas un instant : écrivez par exemple 2026-12-02T23:59:00+01:00."
        raise click.UsageError(message) from None
    return (found if found.tzinfo else found.replace(tzinfo=PARIS)).astimezone(UTC)
