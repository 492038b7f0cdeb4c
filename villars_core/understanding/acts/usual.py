"""Tells a message about the usual week itself: « ma semaine type », which is kept and changed, and books nothing."""

import re

from villars_core.understanding.language.text import fold
from villars_core.understanding.values import Intent

_READ = 300
"""Characters in which it is looked for: whoever wants to see or change it says so in a sentence."""

_NAMED = re.compile(
    r"\b(?:(?:ma|mes|sa|ses|la|les|notre|nos|leur|leurs|une|de) )?semaines? (?:type|types|habituelles?|standard)\b"
    r"|\b(?:mes|ses|nos|leurs|les) jours habituels\b"
    r"|\b(?:usual|typical) (?:week|days)\b"
)
_OTHERWISE = re.compile(r"\b(?:comme|sur|selon|d apres|as|like|reserv\w*|inscri\w*|annul\w*|book\w*|cancel\w*)\b")


def asks_usual_week(text: str, intent: Intent) -> bool:
    """Tell whether a message is about the usual week; words that book or cancel by it are another request."""
    said = " ".join(re.findall(r"\w+", fold(text[:_READ]).plain))
    if intent in {Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE}:
        return False
    return _NAMED.search(said) is not None and _OTHERWISE.search(said) is None
