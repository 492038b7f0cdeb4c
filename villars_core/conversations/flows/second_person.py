"""The second person of four eyes: sees what a large event would touch, then confirms it or says why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from villars_core.accounts.models import Account
from villars_core.announcements import event_actions
from villars_core.announcements.event_queries import days_of, waiting_events
from villars_core.announcements.models import Event
from villars_core.conversations import prepared
from villars_core.conversations.flows.base import CANCEL_KEY, MENU, MENU_KEY, OK_KEY, Flow, Step, Talk, cancelled, question
from villars_core.conversations.flows.event import DONE, DeclareEvent
from villars_core.conversations.flows.queue import tell
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.understanding import Reading
from villars_core.work import Work

NOTHING = N_("Aucun événement n’attend une deuxième personne.")
WHICH = N_("Ces événements attendent une deuxième personne :")
PREPARED_BY = N_("Numéro {number}, préparé par {name}.")
YOURS = N_("Vous l’avez préparé : une autre personne du service doit le confirmer.")
CONFIRM, REFUSE = N_("Confirmer"), N_("Refuser")
WHY = N_("Pourquoi ? La personne qui l’a préparé le lira.")
REFUSED = N_("L’événement {number} est refusé. Rien n’a changé, personne n’est prévenu.")


@dataclass
class SecondPerson(Flow):
    """Confirmer un événement préparé par une autre personne."""

    name: ClassVar[str] = "second_person"
    title: ClassVar[str] = N_("Événement à confirmer")
    staff_roles: ClassVar[frozenset[str]] = frozenset({event_actions.ROLE})
    event: int = 0
    asks: bool = False

    def takes_free_text(self) -> bool:
        """Take any words as the reason, once it is asked for."""
        return self.asks

    def show(self, talk: Talk) -> Step:
        """Show the only event that waits, or ask which; never with a confirmation to the one who prepared it."""
        talk.work.actor.require(event_actions.ROLE)
        waiting = waiting_events(talk.work)
        if not self.event and len(waiting) == 1:
            self.event = waiting[0].id
        chosen = next((one for one in waiting if one.id == self.event), None)
        if chosen is None:
            return self._which(talk, waiting)
        if self.asks:
            return Step(question(talk, self.title, (talk.t(WHY),), (), Expect.TEXT))
        by = talk.work.session.get(Account, chosen.prepared_by) if chosen.prepared_by else None
        who = talk.t(PREPARED_BY, number=chosen.number, name=by.name if by is not None else "—")
        body = (*DeclareEvent.of(chosen).recap(talk).body, who)
        if chosen.prepared_by is not None and chosen.prepared_by == talk.work.actor.account_id:
            return Step(Screen(talk.t(self.title), (*body, talk.t(YOURS)), ((talk.choice(MENU_KEY, MENU),),)), "done")
        rows = ((talk.choice(OK_KEY, CONFIRM, Role.PRIMARY),), (talk.choice("refuse", REFUSE, Role.DANGER),))
        return Step(question(talk, self.title, body, rows))

    def press(self, talk: Talk, key: str) -> Step:
        """Confirm, or ask why not."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY and self.event:
            return self._confirmed(talk)
        self.asks = key == "refuse" and bool(self.event)
        if key.startswith("e-") and key[2:].isdigit():
            self.event = int(key[2:])
        return self.show(talk)

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the reason."""
        if not self.asks or not text.strip():
            return super().say(talk, text, reading)
        event = decide(talk.work, self.event, "refused", text.strip())
        return self._ended(talk, talk.t(REFUSED, number=event.number))

    def _confirmed(self, talk: Talk) -> Step:
        event = decide(talk.work, self.event, "accepted")
        return self._ended(talk, talk.t(DONE, number=event.number, meals=event.meals))

    def _ended(self, talk: Talk, sentence: str) -> Step:
        self.event, self.asks = 0, False
        return Step(Screen(talk.t(self.title), (sentence,), ((talk.choice(MENU_KEY, MENU),),)), "done")

    def _which(self, talk: Talk, waiting: Sequence[Event]) -> Step:
        self.event, self.asks = 0, False
        if not waiting:
            return Step(Screen(talk.t(self.title), (talk.t(NOTHING),), ((talk.choice(MENU_KEY, MENU),),)), "done")
        words = talk.work.translator
        rows = tuple((Choice(f"e-{one.id}", f"{one.number}, {words.short_day(days_of(one)[0])}"),) for one in waiting)
        return Step(question(talk, self.title, (talk.t(WHICH),), rows))


def decide(work: Work, event_id: int, state: str, reason: str = "") -> Event:
    """Confirm ("accepted") or refuse ("refused") an event as the second person, and tell the first one.

    Raises SecondPersonNeeded for the one who prepared it, NotFound where it waits for nobody.
    """
    tell(work, prepared.second_person(work, event_id, state, reason), reason)
    return work.session.get_one(Event, event_id)
