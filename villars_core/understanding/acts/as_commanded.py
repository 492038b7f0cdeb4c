"""Asks about what is commanded, not about the meal told beside it: "il aimerait déjeuner avec Tom, pouvez-vous annuler son repas ?"."""

from dataclasses import replace

from villars_core.understanding.acts.commands import commanded
from villars_core.understanding.heard import Heard
from villars_core.understanding.values import Evidence, Intent, Question, Reading


def as_commanded(reading: Reading) -> Reading:
    """Return a reading that is asked about as the meal that is taken off, where it is commanded beside one that is only told."""
    if not reading.others or Question("which_act") not in reading.questions or not _is_by(reading, "act.eat"):
        return reading
    off = next((one for one in reading.others if _is_by(one, "act.cancel")), None)
    if off is None:
        return reading
    return replace(
        reading,
        intent=off.intent,
        children=off.children or reading.children,
        days=off.days or reading.days,
        dropped=off.dropped or reading.dropped,
        evidence=off.evidence,
        others=tuple(replace(reading, others=()) if one is off else one for one in reading.others),
    )


def _is_by(reading: Reading, rule: str) -> bool:
    """Say whether a reading was told by this rule."""
    return bool(reading.evidence) and reading.evidence[0].rule == rule


def or_commanded(reading: Reading, heard: Heard) -> Reading:
    """Ask about the meal that is commanded beside a question what is booked: "Tom mange demain ? Inscrivez-le svp"."""
    if reading.intent is not Intent.SHOW_PLANNING or reading.questions or reading.others or heard.tags.isdisjoint({"book", "cancel"}):
        return reading
    for command in commanded(heard.clauses, heard.scan.tokens, heard.dated):
        cue = next((one for one in command.cues if one.tag in _COMMANDED), None)
        if cue is not None:
            shown = Evidence(0, 0, "", f"act.{cue.tag}", _COMMANDED[cue.tag].value)
            evidence = (shown, *reading.evidence)
            return replace(reading, intent=_COMMANDED[cue.tag], questions=(Question("confirm_act"),), confidence=_ASKED, evidence=evidence)
    return reading


_ASKED = 0.5
_COMMANDED = {"book": Intent.BOOK_MEAL, "cancel": Intent.CANCEL_MEAL}
