"""Days, months, hours and instants as staff type them at the terminal; what cannot be read is told with an example."""

from datetime import UTC, date, datetime, time

import click

from villars_core.clock import PARIS


def day_typed(text: str) -> date:
    """Return a day written as 2026-12-07. Raises UsageError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"« {text} » n’est pas un jour : écrivez par exemple 2026-12-07."
        raise click.UsageError(message) from None


def month_typed(text: str) -> date:
    """Return the first day of a month written as 2026-11. Raises UsageError."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        message = f"« {text} » n’est pas un mois : écrivez par exemple 2026-11."
        raise click.UsageError(message) from None


def hour_typed(text: str) -> time | None:
    """Return an hour written as 17:20, or None where nothing is typed. Raises UsageError."""
    if not text:
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        message = f"« {text} » n’est pas une heure : écrivez par exemple 17:20."
        raise click.UsageError(message) from None


def instant_typed(text: str) -> datetime:
    """Return an instant in UTC; without an offset it is Paris time. Raises UsageError."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        message = f"« {text} » n’est pas un instant : écrivez par exemple 2026-12-02T23:59:00+01:00."
        raise click.UsageError(message) from None
    return (found if found.tzinfo else found.replace(tzinfo=PARIS)).astimezone(UTC)
