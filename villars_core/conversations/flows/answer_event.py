"""What a family answers to an event that leaves it the choice: the child stays at home, or comes to eat."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from villars_core.announcements import event_actions
from villars_core.announcements.event_notices import COMES, HOME
from villars_core.conversations.flows.base import CANCEL_KEY, MENU, MENU_KEY, Flow, Step, Talk, cancelled, question
from villars_core.families import access
from villars_core.i18n import N_
from villars_core.notifications.screens import Screen

WHICH = N_("{child}, {days} : gardez-vous votre enfant, ou vient-il manger ?")
AT_HOME = N_("C’est noté : vous gardez {child}, {days}. La cantine est prévenue.")
COMING = N_("C’est noté : {child} mange à la cantine, {days}.")
CHANGE = N_("Changer ma réponse")


@dataclass
class AnswerEvent(Flow):
    """Répondre à une grève ou à un enseignant absent."""

    name: ClassVar[str] = "answer_event"
    title: ClassVar[str] = N_("Votre réponse")
    event: int = 0
    children: list[int] = field(default_factory=list)
    choice: str = ""
    answered: list[int] = field(default_factory=list)

    def show(self, talk: Talk) -> Step:
        """Note the choice for all children, or ask child by child."""
        if self.choice:
            return self._noted(talk, self.children)
        left = [one for one in self.children if one not in self.answered]
        return Step(self._which(talk, left[0])) if left else self._done(talk)

    def press(self, talk: Talk, key: str) -> Step:
        """Take one child's answer, or ask anew."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == "change":
            self.choice, self.answered = "", []
            return self.show(talk)
        kind, _, child = key.partition("-")
        if kind in {"home", "comes"} and child.isdigit() and int(child) in self.children:
            event_actions.answer(talk.work, self.event, [int(child)], kind)
            self.answered = [*self.answered, int(child)]
        return self.show(talk)

    def _which(self, talk: Talk, child_id: int) -> Screen:
        child = access.child_for_actor(talk.work, child_id)
        days = self._days(talk, child_id)
        rows = ((talk.choice(f"home-{child_id}", HOME),), (talk.choice(f"comes-{child_id}", COMES),))
        return question(talk, self.title, (talk.t(WHICH, child=child.first_name, days=days),), rows)

    def _noted(self, talk: Talk, children: list[int]) -> Step:
        event_actions.answer(talk.work, self.event, children, self.choice)
        return self._done(talk)

    def _done(self, talk: Talk) -> Step:
        body = []
        rows = event_actions.own_meals(talk.work, self.event, self.children)
        for child_id in self.children:
            child = access.child_for_actor(talk.work, child_id)
            for state, template in (("home", AT_HOME), ("comes", COMING)):
                days = [row.day for row in rows if row.child_id == child_id and row.state == state]
                body += [talk.t(template, child=child.first_name, days=days)] if days else []
        if not body:
            raise event_actions.TooLateToAnswer
        return Step(Screen(talk.t(self.title), tuple(body), ((talk.choice("change", CHANGE), talk.choice(MENU_KEY, MENU)),)), "done")

    def _days(self, talk: Talk, child_id: int) -> list[date]:
        return [row.day for row in event_actions.own_meals(talk.work, self.event, [child_id])]
