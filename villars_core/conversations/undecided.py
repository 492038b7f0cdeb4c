"""What is said to a plain yes or no where it decides nothing: which choices stand, and that nothing was lost."""

import re
from dataclasses import replace

from babel.lists import format_list

from villars_core.clock import PARIS
from villars_core.conversations import dialogue
from villars_core.conversations.answering import LONGEST_ANSWER, NOTICE_ANSWERED
from villars_core.conversations.flows.base import CANCEL_KEY, MENU_KEY, Step, Talk
from villars_core.conversations.models import Dialogue
from villars_core.i18n import N_, Translator
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.screens import Choice, Role, Screen
from villars_core.understanding import Reading, read_answer

WHICH = N_("Dites ce que vous choisissez : {choices}. Touchez votre choix, ou écrivez son numéro.")
WHICH_OF_MANY = N_("Plusieurs choix sont possibles : touchez le vôtre, ou écrivez son numéro.")
STILL = N_("Rien d’autre n’est fait. Vous pouvez encore choisir {choices}.")
NOTHING_MORE = N_("C’est noté. Rien d’autre n’est attendu de vous.")
QUOTED = N_("« {words} »")
NAMED = 3
"""So many choices are named in the sentence; of more, the screen itself is the list."""

PLAIN_NO = re.compile(r"\W*(?:non|nan|nn|no)(?:\W+(?:non|nan|no))?\W*", re.IGNORECASE)
_ASIDE = frozenset({MENU_KEY, CANCEL_KEY})


def is_plain(talk: Talk) -> bool:
    """Tell whether words are a yes or no and nothing else; asks no records, for it is asked of every message."""
    text, now = talk.incoming.text, talk.work.now.astimezone(PARIS)
    if not text or len(text) > LONGEST_ANSWER:
        return False
    return read_answer(text, talk.work.translator.language, now) in {"yes", "no"}


def standing(screen: Screen) -> list[Choice]:
    """Return the choices that answer a screen; the menu, giving up and what goes back are always there and answer nothing."""
    aside = {Role.BACK, Role.CANCEL}
    return [one for one in screen.choices if one.key not in _ASIDE and one.role not in aside and not one.url and not one.copy]


def is_open_to_no(screen: Screen) -> bool:
    """Tell whether a plain no does not give up what was begun: it was asked which of several, not whether."""
    return len(standing(screen)) > 1 and all(one.role is not Role.PRIMARY for one in screen.choices)


def ended_before(talk: Talk, person: str, notice: OutboxRow | None, answered: OutboxRow | None) -> Dialogue | None:
    """Return the ended form whose screen a plain yes or no answers: the mail that is answered, or what the chat shows last.

    `notice`: the newest notice with something to choose; one that came after that screen is what is answered.
    """
    if answered is not None:
        return dialogue.by_id(talk.work, person, answered.dialogue_id) if answered.dialogue_id is not None else None
    if talk.by_email:
        return None
    row = dialogue.last_ended(talk.work, person, talk.incoming.channel.value)
    if row is None or row.updated_at < talk.work.now - NOTICE_ANSWERED:
        return None
    return None if notice is not None and notice.created_at > row.updated_at else row


def only_way(screen: Screen, reading: Reading) -> str | None:
    """Return the one way out that a refusal left, where it is agreed to: it opens a form that still asks."""
    choices = standing(screen)
    return choices[0].key if reading.answer == "yes" and len(choices) == 1 and re.fullmatch(r"w\d", choices[0].key) else None


def again(talk: Talk, screen: Screen) -> Screen:
    """Return a screen again, with what stands said first."""
    choices = standing(screen) or [one for one in screen.choices if one.role is Role.BACK and one.key not in _ASIDE]
    words = talk.work.translator
    if not choices:
        lead = talk.t(NOTHING_MORE)
    elif len(standing(screen)) <= 1:
        lead = talk.t(STILL, choices=_either(words, choices))
    else:
        lead = talk.t(WHICH, choices=_either(words, choices)) if len(choices) <= NAMED else talk.t(WHICH_OF_MANY)
    return replace(screen, body=(lead, *screen.body))


def asked_again(talk: Talk, before: Screen, step: Step) -> Step:
    """Return a form's step; where a plain answer left it at the same question, with what stands said first."""
    same = step.screen is not None and step.state == "active" and step.screen.rows == before.rows and len(standing(before)) > 1
    return replace(step, screen=again(talk, step.screen)) if same and step.screen is not None else step


def _either(words: Translator, choices: list[Choice]) -> str:
    return format_list([words.t(QUOTED, words=one.label) for one in choices], style="or", locale=words.locale)
