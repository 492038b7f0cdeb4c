"""The answer to the reminder of an empty week: the usual days in one word; and no more reminders, or again."""

from dataclasses import dataclass
from typing import ClassVar

from villars_core.conversations.flows.base import (
    CANCEL_KEY,
    MENU,
    MENU_KEY,
    OK_KEY,
    VALIDATE,
    Flow,
    Step,
    Talk,
    cancelled,
    question,
)
from villars_core.conversations.flows.meals import BookMeals
from villars_core.i18n import N_
from villars_core.notifications.screens import Role, Screen
from villars_core.reservations.nudges import wish
from villars_core.understanding import Reading

STOPPED = N_("C’est noté : plus de rappel pour les semaines vides. Vous pouvez toujours réserver.")
STARTED = N_("C’est noté : vous aurez un rappel avant le délai quand une semaine est vide.")
STOP_OR_NOT = N_("Ne plus recevoir de rappel pour les semaines vides ?")
START_OR_NOT = N_("Recevoir un rappel avant le délai quand une semaine est vide ?")
AGAIN, NO_MORE = N_("Me le rappeler de nouveau"), N_("Ne plus me le rappeler")


@dataclass
class UsualWeek(BookMeals):
    """Réserver les jours habituels, que le rappel vient de dire."""

    name: ClassVar[str] = "usual_week"

    def show(self, talk: Talk) -> Step:
        """Book at once: the recap was in the reminder. What is no longer possible is refused as ever; a surcharge is shown first."""
        return super().show(talk) if self.receipts or not self.days else self._performed(talk)


@dataclass
class StopNudges(Flow):
    """Ne plus recevoir de rappels de réservation."""

    name: ClassVar[str] = "stop_nudges"
    title: ClassVar[str] = N_("Rappels de réservation")
    wanted: str = "off"
    by_words: bool = False

    def fill(self, talk: Talk, reading: Reading) -> None:  # noqa: ARG002 (the form's signature)
        """Remember that words asked for it, not the choice under a reminder."""
        self.by_words = talk.by_email

    def show(self, talk: Talk) -> Step:
        """Note the wish at once: it is undone as easily. Words that came by mail are confirmed first: anybody may write them."""
        if self.by_words:
            asked = STOP_OR_NOT if self.wanted == "off" else START_OR_NOT
            return Step(question(talk, self.title, (talk.t(asked),), ((talk.choice(OK_KEY, VALIDATE, Role.PRIMARY),),)))
        if talk.account is not None:
            wish(talk.work, talk.account, state=self.wanted)
        is_off = self.wanted == "off"
        other = talk.choice("usual", AGAIN) if is_off else talk.choice("off", NO_MORE)
        said = STOPPED if is_off else STARTED
        return Step(Screen(talk.t(self.title), (talk.t(said),), ((other, talk.choice(MENU_KEY, MENU)),)), "done")

    def press(self, talk: Talk, key: str) -> Step:
        """Want them again, or no more."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        self.by_words = self.by_words and key != OK_KEY
        self.wanted = key if key in {"usual", "off"} else self.wanted
        return self.show(talk)


@dataclass
class StartNudges(StopNudges):
    """Recevoir un rappel quand une semaine est vide."""

    name: ClassVar[str] = "start_nudges"
    wanted: str = "on"
