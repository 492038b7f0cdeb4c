"""Reads the corpus of parents' messages and judges how each was understood."""

import zlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from villars_core.clock import PARIS
from villars_core.understanding import REQUESTED, Context, KnownChild, NamedPeriod, Reading, SchoolDays
from villars_core.understanding.figures import FAULT

_FOLDER = Path(__file__).parent / "corpus"
_CALENDAR = SchoolDays(
    date(2026, 9, 1),
    date(2027, 7, 2),
    frozenset({1, 2, 4, 5}),
    (
        NamedPeriod("Toussaint", date(2026, 10, 17), date(2026, 11, 1)),
        NamedPeriod("Noël", date(2026, 12, 19), date(2027, 1, 3)),
        NamedPeriod("hiver", date(2027, 2, 13), date(2027, 2, 28)),
        NamedPeriod("printemps", date(2027, 4, 10), date(2027, 4, 25)),
    ),
    ((date(2026, 11, 11), "Armistice"), (date(2027, 3, 29), "Lundi de Pâques"), (date(2027, 5, 6), "Ascension")),
)
# Messages that rules were mended with from the day they were written belong to no third kept apart.
_SEEN = "-voices"
_FAMILIES = {
    "M": (
        KnownChild(1, "Léa", "Martin", "f", date(2019, 3, 14), "CE1"),
        KnownChild(2, "Tom", "Martin", "m", date(2022, 6, 2), "MS"),
    ),
    "I": (KnownChild(1, "Inès", "Haddad", "f", date(2016, 5, 1), "CM2"),),
    "L": (
        KnownChild(1, "Louis", "Petit", "m", date(2020, 2, 1), "CP"),
        KnownChild(2, "Louise", "Petit", "f", date(2017, 2, 1), "CM1"),
    ),
    "D": (
        KnownChild(1, "Mamadou", "Diallo", "m", date(2017, 1, 1), "CM1"),
        KnownChild(2, "Aminata", "Diallo", "f", date(2018, 1, 1), "CE2"),
        KnownChild(3, "Fatou", "Diallo", "f", date(2021, 1, 1), "GS"),
        KnownChild(4, "Ousmane", "Diallo", "m", date(2023, 1, 1), "PS"),
    ),
    "J": (
        KnownChild(1, "Jean-Baptiste", "Moreau", "m", date(2019, 9, 1), "CE1"),
        KnownChild(2, "Anne-Lise", "Moreau", "f", date(2020, 9, 1), "CP"),
    ),
    "N": (
        KnownChild(1, "Léo", "Garnier", "m", date(2018, 4, 9), "CE2"),
        KnownChild(2, "Léa", "Garnier", "f", date(2021, 7, 30), "GS"),
    ),
    "S": (KnownChild(1, "Noah", "Bernard", "m", date(2020, 11, 2), "CP"),),
    "R": (
        KnownChild(1, "Hugo", "Lefèvre", "m", date(2016, 1, 12), "CM2"),
        KnownChild(2, "Chloé", "Marchand", "f", date(2019, 10, 3), "CE1"),
        KnownChild(3, "Nathan", "Lefèvre", "m", date(2023, 2, 20), "PS"),
    ),
    "V": (
        KnownChild(1, "Marie", "Vidal", "f", date(2016, 8, 8), "CM2"),
        KnownChild(2, "Marie-Lou", "Vidal", "f", date(2020, 3, 17), "CP"),
    ),
    "E": (
        KnownChild(1, "Emma", "Rossi", "f", date(2018, 5, 5), "CE2"),
        KnownChild(2, "Jade", "Rossi", "f", date(2018, 5, 5), "CE2"),
    ),
}
_NOWS = {
    "mon": datetime(2026, 11, 23, 9, tzinfo=PARIS),
    "wed": datetime(2026, 11, 25, 23, 50, tzinfo=PARIS),
    "fri": datetime(2026, 11, 27, 18, 30, tzinfo=PARIS),
    "hol": datetime(2026, 12, 22, 10, tzinfo=PARIS),
    "ny": datetime(2026, 12, 31, 15, tzinfo=PARIS),
    "tou": datetime(2026, 10, 21, 20, 15, tzinfo=PARIS),
    "jan": datetime(2027, 1, 10, 21, tzinfo=PARIS),
    "mar": datetime(2027, 3, 11, 7, 30, tzinfo=PARIS),
    "jun": datetime(2027, 6, 29, 14, tzinfo=PARIS),
}


@dataclass(frozen=True)
class Case:
    """A message, what it is read with, and what it means; `intent` "*" when only the asking counts."""

    text: str
    context: Context
    intent: str
    children: tuple[str, ...]
    days: tuple[date, ...]
    asks: bool
    apart: bool = False


@dataclass(frozen=True)
class Verdict:
    """How one reading compares: `dangerous` when it would be acted on and is wrong."""

    exact: bool
    intent: bool
    dangerous: bool
    asked: bool


def cases(language: str) -> list[Case]:
    """Return the corpus of a language in the order of its files: `fr.tsv`, then `fr-….tsv`."""
    files = sorted(_FOLDER.glob(f"{language}.tsv")) + sorted(_FOLDER.glob(f"{language}-*.tsv"))
    lines = [(line, file.stem.endswith(_SEEN)) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [_case(line, language, seen=seen) for line, seen in lines if line and not line.startswith("#")]


def written(path: Path, language: str) -> list[Case]:
    """Return the messages of one file, none of them kept apart."""
    return [_case(line, language, seen=True) for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def close(language: str) -> list[Case]:
    """Return the messages that share more than half their words with one of the corpus: read too, but not counted."""
    return written(_FOLDER / f"close_{language}.tsv", language)


def beside(language: str) -> list[Case]:
    """Return the messages that tell other children and days beside an order, written to mislead: learnt from, and not all mended."""
    return written(_FOLDER / f"beside_{language}.tsv", language)


def said(language: str) -> list[Case]:
    """Return the messages of which only the intent, and whether one must ask back, was written: learnt from, never scored."""
    return written(_FOLDER / f"said_{language}.tsv", language)


def kept_apart(found: list[Case]) -> list[Case]:
    """Return the third that no rule is tuned on: by a hash of the text, so that it stays the same whatever is added."""
    return [case for case in found if case.apart]


def _case(line: str, language: str, *, seen: bool = False) -> Case:
    family, now, intent, children, days, asks, said = line.split("\t")
    # A line of a letter ends with the two signs \\n.
    text = said.replace("\\n", "\n")
    context = Context(_NOWS[now], _FAMILIES[family], _CALENDAR, language)
    names = tuple(children.split(",")) if children else ()
    apart = not seen and zlib.crc32(text.encode()) % 3 == 0
    return Case(text, context, intent, names, tuple(_day(day) for day in days.split(",") if day), asks == "yes", apart)


def _day(said: str) -> date:
    month, day = (int(part) for part in said.split("-"))
    return date(2026 if month > 8 else 2027, month, day)


def is_fault(reading: Reading) -> bool:
    """Say whether a rule failed and the message is asked about for it alone."""
    return any(one.rule == FAULT for one in reading.evidence)


def judged(case: Case, reading: Reading) -> Verdict:
    """Compare a reading with what the message means; several acts on meals or absences are asked about."""
    assert not is_fault(reading), case.text
    others = [one for one in reading.others if one.intent.value in _ACTED_ON]
    more = reading.intent.value in _ACTED_ON - {"stop_notifications"} and any(_is_asked_too(one) for one in reading.others)
    asked = reading.needs_clarification or more or any(one.needs_clarification or one != reading for one in others)
    names = {child.key: child.first_name for child in case.context.children}
    intent = case.intent in {"*", reading.intent.value}
    if case.asks:
        return Verdict(intent and asked, intent, not asked and reading.intent.value in _ACTED_ON, asked)
    whole = intent and tuple(names[key] for key in reading.children) == case.children and reading.days == case.days
    acted = not asked
    return Verdict(whole and acted, intent, acted and not whole and reading.intent.value in _ACTED_ON, not acted)


def _is_asked_too(reading: Reading) -> bool:
    """Say whether another act is asked for that the same line cannot hold."""
    return reading.intent.value == "update_contact" or any(one.rule == REQUESTED for one in reading.evidence)


_ACTED_ON = frozenset({"book_meal", "cancel_meal", "report_absence", "justify_absence", "stop_notifications"})
