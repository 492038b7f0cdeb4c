"""The answer to the offer of a freed place: taken or left, in one tap or one word."""

from dataclasses import dataclass
from typing import ClassVar

from villars_core.conversations.flows.base import MENU, MENU_KEY, Flow, Step, Talk
from villars_core.families import access
from villars_core.i18n import N_
from villars_core.notifications.screens import Screen
from villars_core.reservations import waiting

TAKEN = N_("C’est réservé. {child} mangera à la cantine : {days}. Numéro {number}.")
TAKEN_BEFORE = N_("C’est déjà réservé : {days}.")
LEFT = N_("C’est noté : la place va à une autre famille.")


@dataclass
class TakePlace(Flow):
    """Prendre la place qui s’est libérée."""

    name: ClassVar[str] = "take_place"
    title: ClassVar[str] = N_("Liste d’attente")
    place: int = 0

    def show(self, talk: Talk) -> Step:
        """Book the place: the offer said for whom and which day."""
        receipt = waiting.accept(talk.work, self.place, talk.said_at)
        child = access.child_for_actor(talk.work, receipt.child_id)
        if receipt.changed:
            sentence = talk.t(TAKEN, child=child.first_name, days=list(receipt.changed), number=receipt.number)
        else:
            sentence = talk.t(TAKEN_BEFORE, days=list(receipt.unchanged))
        return Step(Screen(talk.t(self.title), (sentence,), ((talk.choice(MENU_KEY, MENU),),)), "done")

    def press(self, talk: Talk, key: str) -> Step:  # noqa: ARG002 (the form's signature)
        """Show the same again."""
        return self.show(talk)


@dataclass
class DeclinePlace(TakePlace):
    """Laisser la place à une autre famille."""

    name: ClassVar[str] = "decline_place"

    def show(self, talk: Talk) -> Step:
        """Give the place up."""
        waiting.decline(talk.work, self.place)
        return Step(Screen(talk.t(self.title), (talk.t(LEFT),), ((talk.choice(MENU_KEY, MENU),),)), "done")
