"""Which of a screen's choices some words take, and whether they ask for something else."""

from villars_core.conversations import undecided
from villars_core.conversations.flows.base import CANCEL_KEY, Flow
from villars_core.notifications.screens import Role, Screen
from villars_core.understanding import Intent, Reading

_ACT_DOUBTS = frozenset({"which_act", "which_activity"})
_ASKING = frozenset({Intent.UNKNOWN, Intent.GREETING, Intent.THANKS})


def choice_named(screen: Screen, text: str) -> str | None:
    """Return the choice that a typed number or label takes."""
    plain = " ".join(text.split()).rstrip(".!").casefold()
    if plain.isdecimal() and len(plain) <= len("99"):
        # A mail numbers what is opened or copied too: the numbers are those that the reader sees.
        numbered = screen.choices[int(plain) - 1] if 1 <= int(plain) <= len(screen.choices) else None
        return None if numbered is None or numbered.url or numbered.copy else numbered.key
    return next((one.key for one in screen.choices if not one.url and not one.copy and one.label.casefold() == plain), None)


def key_said(screen: Screen, text: str, reading: Reading) -> str | None:
    """Return the choice that words take: its number, its label, or a plain yes or no where the screen asks whether, not which."""
    named = choice_named(screen, text)
    if named is not None:
        return named
    choices = [one for one in screen.choices if not one.url and not one.copy]
    if reading.answer == "yes":
        return next((one.key for one in choices if one.role is Role.PRIMARY), None)
    if reading.answer == "no" and not (undecided.PLAIN_NO.fullmatch(text) and undecided.is_open_to_no(screen)):
        return next((one.key for one in choices if one.key == CANCEL_KEY), None)
    return None


def is_doubtful(reading: Reading) -> bool:
    """Tell whether the act itself must be asked for: two opposite acts, or something that was already done."""
    return any(one.kind in _ACT_DOUBTS for one in reading.questions)


def is_another(reading: Reading, flow: Flow) -> bool:
    """Tell whether words ask for something else than the open form, and say so clearly."""
    return reading.answer is None and asks_for_something(reading) and reading.intent.value != flow.name


def asks_for_something(reading: Reading) -> bool:
    """Tell whether words ask for an act, more than a greeting or something that nobody understood."""
    return reading.intent not in _ASKING
