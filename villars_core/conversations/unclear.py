"""What is answered to words that the house does not act on: too long, cut away to nothing, or understood by nobody."""

from dataclasses import replace

from villars_core.conversations import correspondence, dialogue
from villars_core.conversations.flows.base import Flow, Talk
from villars_core.conversations.flows.menu import Menu
from villars_core.conversations.flows.office import NOT_UNDERSTOOD, SENT, TalkToStaff, hours, pass_on
from villars_core.conversations.flows.registry import said_by_staff
from villars_core.conversations.models import Dialogue
from villars_core.i18n import N_
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.screens import Screen

EMPTY = N_("Votre message est arrivé sans texte : écrivez au-dessus du message cité.")
LONG = N_("Votre message est long : je préfère ne pas deviner. Dites votre demande en une phrase, ou choisissez :")
STAFF_NOT_UNDERSTOOD = N_("Je n’ai pas compris. /aide dit ce que je sais faire ; ou choisissez :")
NEXT = N_("Pour que je le fasse moi-même, écrivez par exemple « Annule la cantine jeudi », ou choisissez :")


def asked(talk: Talk, answering: Flow | None) -> Flow | None:
    """Return what asks again where a mail is not to be guessed at: nothing is left of it, or it is too long. None for all others.

    `answering`: the form that the mail goes on with; one that takes whatever is said takes long words too.
    """
    if not talk.by_email:
        return None
    if not talk.incoming.text.strip():
        return Menu(greeting=talk.t(EMPTY))
    if talk.incoming.is_too_long and not (answering is not None and answering.takes_free_text()):
        return TalkToStaff(words=talk.incoming.text, intent="message", lead=talk.t(LONG))
    return None


def unheard(talk: Talk, row: Dialogue) -> Screen:
    """Return a form's screen again for an answer of which nothing was left."""
    screen = dialogue.screen_of(talk.work, row)
    return replace(screen, body=(talk.t(EMPTY), *screen.body))


def answered(talk: Talk, person: str, row: OutboxRow | None) -> Flow | None:
    """Return what tells that words were not understood; None where a mailbox was told so today.

    In a chat it is asked once more before the office gets the words. A mail costs hours: the office gets it at once, and the person
    is told its number and when somebody answers.
    """
    number = correspondence.went_on(talk, row)
    if number is not None:
        return Menu(greeting=_sent(talk, number))
    if talk.by_email:
        number = correspondence.unclear(talk)
        return None if number is None else Menu(greeting=f"{_sent(talk, number)} {talk.t(NEXT)}")
    if talk.work.actor.is_staff:
        return said_by_staff(talk) or Menu(greeting=talk.t(STAFF_NOT_UNDERSTOOD))
    menu = Menu(greeting=talk.t(NOT_UNDERSTOOD))
    before = dialogue.last_done(talk.work, person, talk.incoming.channel.value)
    if before is not None and before.flow == Menu.name and dialogue.answers_of(talk.work, before).get("greeting") == menu.greeting:
        return Menu(greeting=talk.t(SENT, number=pass_on(talk, talk.incoming.text, correspondence.UNCLEAR)))
    return menu


def _sent(talk: Talk, number: str) -> str:
    return f"{talk.t(SENT, number=number)} {hours(talk)}"
