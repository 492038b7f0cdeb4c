"""The requests of one chat message, one after the other: the next one is recapped when the one before it has ended. None is lost.

By e-mail they are answered together (`gathering`): there each turn costs hours.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from villars_core.conversations.choosing import asks_for_something
from villars_core.conversations.flows.base import Flow, Talk
from villars_core.conversations.flows.registry import flow_for
from villars_core.i18n import N_
from villars_core.notifications.screens import Screen
from villars_core.understanding import REQUESTED, Evidence, Intent, Question, Reading

NEXT = N_("Ensuite : {titles}.")
MOST_REQUESTS = 4
"""Acts begun by one message; more are hardly ever meant."""

_ACTS = frozenset({Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE, Intent.UPDATE_CONTACT})


def requests_of(talk: Talk, reading: Reading) -> list[Reading]:
    """Return what a message asks for, the first thing first. By chat a matter that is only touched on beside it is left out."""
    others = [one for one in reading.others if asks_for_something(one) and (talk.by_email or _is_asked(one))]
    return [reading, *others][:MOST_REQUESTS]


def _is_asked(reading: Reading) -> bool:
    return reading.intent in _ACTS or any(one.rule == REQUESTED for one in reading.evidence)


def kept(readings: Sequence[Reading], text: str) -> list[dict[str, Any]]:
    """Return requests as plain values that a form keeps while it is filled."""
    return [
        {
            "text": text,
            "intent": one.intent.value,
            "children": list(one.children),
            "days": [day.isoformat() for day in one.days],
            "questions": [[asked.kind, list(asked.choices)] for asked in one.questions],
            "rules": [found.rule for found in one.evidence],
            "activity": one.activity,
        }
        for one in readings
    ]


def first_of(waiting: Sequence[dict[str, Any]]) -> tuple[str, Reading]:
    """Return the words and the reading of the request that comes next."""
    one = waiting[0]
    return one["text"], Reading(
        Intent(one["intent"]),
        tuple(one["children"]),
        tuple(map(date.fromisoformat, one["days"])),
        evidence=tuple(Evidence(0, 0, "", rule, "") for rule in one["rules"]),
        questions=tuple(Question(kind, tuple(choices)) for kind, choices in one["questions"]),
        activity=one["activity"],
    )


def told(talk: Talk, screen: Screen, flow: Flow) -> Screen:
    """Return the screen of a form with what comes after it."""
    titles = list(dict.fromkeys(talk.t(flow_for(one["intent"]).title) for one in flow.later))
    return replace(screen, body=(*screen.body, talk.t(NEXT, titles=titles)))
