"""Whom a form is about: an only child by itself, else the one that is named or chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from villars_core.conversations.flows.base import MENU, MENU_KEY, Flow, Step, Talk, question
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Screen

WHOM = N_("Pour quel enfant ?")
NO_CHILD = N_("Aucun enfant n’est rattaché à votre compte. Le service Éducation peut vous aider.")


@dataclass
class AboutChildren(Flow):
    """A form about one or several of the person's children; `whom` is its question."""

    whom: ClassVar[str] = WHOM
    children: list[int] = field(default_factory=list)

    def asked_whom(self, talk: Talk) -> Step | None:
        """Return the question while no child is known, and None once one is.

        A child that was named before and is no longer the person's is never replaced by another one: it is not found.
        """
        mine = access.children_of_actor(talk.work)
        if not mine:
            return childless(talk, self.title)
        if len(mine) == 1 and not self.children:
            self.children = [mine[0].id]
        return None if self.children else Step(self.whom_screen(talk, mine))

    def whom_screen(self, talk: Talk, mine: Sequence[Child]) -> Screen:
        """Return the question with a choice for each child."""
        return question(talk, self.title, (talk.t(self.whom),), tuple((Choice(f"c{child.id}", child.first_name),) for child in mine))


def childless(talk: Talk, title: str) -> Step:
    """Return what somebody reads who has no child here."""
    return Step(Screen(talk.t(title), (talk.t(NO_CHILD),), ((talk.choice(MENU_KEY, MENU),),)), "done")
