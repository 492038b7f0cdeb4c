"""The words that the command line's library says by itself (usage, options, errors): in the machine's language, else in French."""

import gettext
import os
from collections.abc import MutableMapping
from pathlib import Path

DOMAIN = "click"
_INSTALLED = Path(__file__).parents[1] / "locales"
_CHECKOUT = Path(__file__).parents[2] / "locales"


def speak_at_the_terminal(environment: MutableMapping[str, str] = os.environ) -> None:
    """Let the library find its French words; a machine that names no language speaks French, as the town does."""
    named = next((environment[one] for one in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if environment.get(one)), "")
    if named.partition(".")[0] in {"", "C", "POSIX"}:
        environment["LANGUAGE"] = "fr"
    gettext.bindtextdomain(DOMAIN, str(_INSTALLED if _INSTALLED.is_dir() else _CHECKOUT))
    gettext.textdomain(DOMAIN)
