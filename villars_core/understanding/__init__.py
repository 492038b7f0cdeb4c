"""Reads what parents write: one text in, one Reading out, or a question. Pure: no database, no clock, no domain."""

from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.acts.requested import REQUESTED
from villars_core.understanding.figures import read
from villars_core.understanding.reader import read_answer, read_dates
from villars_core.understanding.values import (
    Context,
    DateReading,
    Dropped,
    Evidence,
    Intent,
    KnownChild,
    NamedPeriod,
    OpenQuestion,
    Question,
    Reading,
    SchoolDays,
)

__all__ = [
    "MEAL_INTENTS",
    "REQUESTED",
    "Context",
    "DateReading",
    "Dropped",
    "Evidence",
    "Intent",
    "KnownChild",
    "NamedPeriod",
    "OpenQuestion",
    "Question",
    "Reading",
    "SchoolDays",
    "read",
    "read_answer",
    "read_dates",
]
