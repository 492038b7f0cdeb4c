"""Reads the corpora of French date phrases and judges how each was read."""

import calendar
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from villars_core.clock import PARIS
from villars_core.understanding import DateReading, read_dates

_FOLDER = Path(__file__).parent / "corpus"
_NONE, _EVERY = "-", " w"
_YEAR, _MONTH_DAY, _YEAR_MONTH = 4, 5, 7


@dataclass(frozen=True)
class Phrase:
    """A phrase, the instant it is said at, and what it means; `None` when it holds no date."""

    text: str
    now: datetime
    meant: DateReading | None

    @property
    def apart(self) -> bool:
        """Whether the phrase belongs to the third that no rule is tuned on: told by its words alone."""
        return zlib.crc32(self.text.encode()) % 3 == 0


@dataclass(frozen=True)
class Score:
    """How phrases were read: shares of exact readings, of wrong ones, and of dates that were not found."""

    count: int
    exact: float
    wrong: float
    missed: float


def phrases(name: str = "dates_fr") -> list[Phrase]:
    """Return the phrases of a corpus file in order."""
    return list(_phrases((_FOLDER / f"{name}.txt").read_text(encoding="utf-8")))


def _phrases(text: str) -> Iterator[Phrase]:
    now = datetime.min.replace(tzinfo=PARIS)
    for line in text.splitlines():
        if line.startswith("@"):
            now = datetime.fromisoformat(line[1:].strip()).replace(tzinfo=PARIS)
        elif line and not line.startswith("#"):
            said, _, meant = line.rpartition(" | ")
            yield Phrase(said, now, _meant(meant, now.year))


def _meant(text: str, year: int) -> DateReading | None:
    if text == _NONE:
        return None
    days, _, every = text.partition(_EVERY)
    first, _, last = days.partition("..") if ".." in days else (days, "", days)
    weekdays = tuple(int(day) for day in every.split(",")) if every else ()
    return DateReading(_day(first, year, 0) if first else None, _day(last, year, -1) if last else None, weekdays)


def _day(said: str, year: int, edge: int) -> date:
    """Return the day, or the first (0) or last (-1) of a month or a year."""
    if len(said) == _MONTH_DAY:
        return date.fromisoformat(f"{year}-{said}")
    if len(said) == _YEAR:
        return date(int(said), (1, 12)[edge], (1, 31)[edge])
    if len(said) == _YEAR_MONTH:
        of, month = (int(part) for part in said.split("-"))
        return date(of, month, (1, calendar.monthrange(of, month)[1])[edge])
    return date.fromisoformat(said)


def misread(some: list[Phrase]) -> list[tuple[Phrase, DateReading | None]]:
    """Return the phrases that were not read exactly, with what was read."""
    read = [(phrase, read_dates(phrase.text, phrase.now)) for phrase in some]
    return [(phrase, found) for phrase, found in read if found != phrase.meant]


def scored(some: list[Phrase]) -> Score:
    """Score phrases; a date found where there is none is wrong."""
    faults = misread(some)
    wrong = sum(found is not None for _, found in faults)
    count = max(len(some), 1)
    return Score(len(some), 1 - len(faults) / count, wrong / count, (len(faults) - wrong) / count)
