"""Tells an absence that is over, however it was named: all that is left is to justify it ("je vous signale que Tom a manqué hier")."""

from dataclasses import replace
from datetime import date

from villars_core.understanding.values import Evidence, Intent, Reading

_LASTS = "days.since"


def as_over(reading: Reading, today: date) -> Reading:
    """Return a reading in which an absence of past days alone is justified; one that lasts since a day is still reported."""
    if reading.others:
        reading = replace(reading, others=tuple(as_over(one, today) for one in reading.others))
    if reading.intent is not Intent.REPORT_ABSENCE or not reading.days or any(day >= today for day in reading.days):
        return reading
    if any(one.rule == _LASTS for one in reading.evidence):
        return reading
    return replace(reading, intent=Intent.JUSTIFY_ABSENCE, evidence=(Evidence(0, 0, "", "act.over", ""), *reading.evidence))
