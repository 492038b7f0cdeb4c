"""Counts how messages were misread, without keeping a word of them: which rules had read those that were asked about or taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, bindparam, case, func, select, text

from villars_core.conversations.flows.base import EDIT_KEY
from villars_core.conversations.models import Dialogue, ReadingCount
from villars_core.understanding import Reading
from villars_core.work import Work

ASKED, CHANGED, UNDONE = "asked", "changed", "undone"
_ADD = text(
    "INSERT INTO reading_count (day, rule, outcome, count) VALUES (:day, :rule, :outcome, :count)"
    " ON CONFLICT (day, rule, outcome) DO UPDATE SET count = reading_count.count + excluded.count"
).bindparams(bindparam("day", type_=Date))
"""Both databases read this sentence; the library has it apart for each, and loading both costs a tenth of a second at each start."""

_TAKEN_BACK = {EDIT_KEY: CHANGED, "undo": UNDONE}


@dataclass(frozen=True)
class RuleCount:
    """How often a rule stood in messages that were asked about, changed at the recap, or undone."""

    rule: str
    asked: int
    changed: int
    undone: int


def note_question(work: Work, reading: Reading) -> None:
    """Count the rules of a message that had to be asked about."""
    if reading.needs_clarification:
        _count(work, reading.rules, ASKED)


def note_taken_back(work: Work, row: Dialogue, key: str) -> None:
    """Count the rules of the message that opened a form, where its recap is changed or its act undone."""
    outcome = _TAKEN_BACK.get(key)
    if outcome is not None and row.read_by:
        _count(work, row.read_by, outcome)


def counted(work: Work, since: date) -> list[RuleCount]:
    """Return the counts by rule from a day on, those most taken back first."""
    sums = [func.sum(case((ReadingCount.outcome == outcome, ReadingCount.count), else_=0)) for outcome in (ASKED, CHANGED, UNDONE)]
    rows = work.session.execute(select(ReadingCount.rule, *sums).where(ReadingCount.day >= since).group_by(ReadingCount.rule))
    found = [RuleCount(rule, asked, changed, undone) for rule, asked, changed, undone in rows]
    return sorted(found, key=lambda one: (-one.undone - one.changed, -one.asked, one.rule))


def _count(work: Work, rules: Sequence[str], outcome: str) -> None:
    """Add one for each rule, in one order whoever writes, so that two messages never wait for each other."""
    if not rules:
        return
    rows = [{"day": work.today, "rule": rule, "outcome": outcome, "count": 1} for rule in sorted(set(rules))]
    work.session.execute(_ADD, rows)
