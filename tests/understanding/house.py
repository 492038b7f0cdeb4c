"""A family, a calendar and a Monday morning for the tests of reading."""

from datetime import date, datetime

from villars_core.clock import PARIS
from villars_core.understanding import Context, KnownChild, NamedPeriod, OpenQuestion, Reading, SchoolDays, read

LEA, TOM = 1, 2
CHILDREN = (
    KnownChild(LEA, "Léa", "Martin", "f", date(2019, 3, 14), "CE1"),
    KnownChild(TOM, "Tom", "Martin", "m", date(2022, 6, 2), "MS"),
)
CALENDAR = SchoolDays(
    date(2026, 9, 1),
    date(2027, 7, 2),
    frozenset({1, 2, 4, 5}),
    (NamedPeriod("Noël", date(2026, 12, 19), date(2027, 1, 3)),),
    ((date(2026, 11, 11), "Armistice"),),
)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=PARIS)


def context(question: str = "", *, children: tuple[KnownChild, ...] = CHILDREN, now: datetime = MONDAY) -> Context:
    """Return what the family's message is read with."""
    return Context(now, children, CALENDAR, question=OpenQuestion(question) if question else None)


def heard(text: str, question: str = "") -> Reading:
    """Read one message of the family."""
    return read(text, context(question))


def november(*days: int) -> tuple[date, ...]:
    """Return days of November 2026."""
    return tuple(date(2026, 11, day) for day in days)
