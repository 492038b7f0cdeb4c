"""A child's usual week, said by the parent: the weekdays are ticked, kept or given up; it is proposed afterwards, and books nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from villars_core.conversations.flows.base import (
    CANCEL_KEY,
    MENU,
    MENU_KEY,
    OK_KEY,
    Step,
    Talk,
    cancelled,
    question,
)
from villars_core.conversations.flows.children import AboutChildren
from villars_core.conversations.flows.meals import MOST_SIBLINGS, SAME_FOR
from villars_core.conversations.phrases import weekday_name
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.reservations import habits
from villars_core.reservations.queries import calendar_of
from villars_core.understanding import Reading

NOW_KEPT = N_("Semaine habituelle de {child} : {weekdays}.")
NOT_KEPT = N_("Aucune semaine habituelle n’est gardée pour {child}.")
AS_SEEN = N_("Ces dernières semaines, {child} mange : {weekdays}.")
WISHED = N_("À garder pour {child} : {weekdays}.")
NO_DAY = N_("aucun jour")
TOUCH = N_("Touchez les jours, ou écrivez-les (« lundi et jeudi »), puis gardez.")
PROPOSED = N_("Elle vous est proposée dans le calendrier et dans le rappel avant le délai. Rien n’est réservé sans vous.")
KEEP, NO_MORE, TO_CALENDAR = N_("Garder cette semaine"), N_("Ne plus la proposer"), N_("Ouvrir le calendrier")
KEPT = N_("C’est noté. Semaine habituelle de {child} : {weekdays}.")
GIVEN_UP = N_("C’est noté : plus de semaine habituelle pour {child}.")


@dataclass
class EditUsualWeek(AboutChildren):
    """Dire sa semaine habituelle."""

    name: ClassVar[str] = "edit_usual_week"
    title: ClassVar[str] = N_("Semaine habituelle")
    weekdays: list[int] = field(default_factory=list)
    is_said: bool = False

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the child that is named, and the weekdays of the days that are said."""
        mine = {child.id for child in access.children_of_actor(talk.work)}
        self.children = [key for key in reading.children if key in mine] or self.children
        if reading.days:
            self.weekdays, self.is_said = sorted({day.isoweekday() for day in reading.days}), True

    def show(self, talk: Talk) -> Step:
        """Ask for the child, then show what is kept and what would be."""
        asked = self.asked_whom(talk)
        if asked is not None:
            return asked
        return Step(self._week(talk))

    def press(self, talk: Talk, key: str) -> Step:
        """Choose the child, set a weekday, keep the week or give it up."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key in {OK_KEY, "none"}:
            return self._answered(talk, [] if key == "none" else self._chosen(talk))
        if key == "calendar":
            return Step(opens="meal_calendar", facts={"children": self.children[:1]})
        if key[:1] in {"c", "s"} and key[1:].isdigit():
            child_id = access.child_for_actor(talk.work, int(key[1:])).id
            self.children = [child_id] if key[0] == "c" else [*self.children, *({child_id} - set(self.children))]
        elif key[:1] == "u" and key[1:2].isdigit():
            others = [one for one in self._chosen(talk) if one != int(key[1])]
            self.weekdays, self.is_said = sorted([*others, int(key[1])] if key.endswith("+") else others), True
        return self.show(talk)

    def _kids(self, talk: Talk) -> list[Child]:
        return [access.child_for_actor(talk.work, one) for one in self.children]

    def _chosen(self, talk: Talk) -> list[int]:
        """Return the weekdays as they are ticked: at first those that are kept, or seen."""
        served = calendar_of(talk.work, self._kids(talk)[0]).days.weekdays
        if self.is_said:
            return [one for one in self.weekdays if one in served]
        habit = habits.habit_of(talk.work, self._kids(talk)[0])
        return [one for one in habit.weekdays if one in served] if habit else []

    def _week(self, talk: Talk) -> Screen:
        kids, chosen = self._kids(talk), self._chosen(talk)
        body, is_kept = [], False
        for child in kids:
            habit = habits.habit_of(talk.work, child)
            is_kept |= habit is not None and habit.kept
            template = NOT_KEPT if habit is None else NOW_KEPT if habit.kept else AS_SEEN
            body.append(talk.t(template, child=child.first_name, weekdays=_named(talk, habit.weekdays) if habit else ""))
        names = talk.work.translator.listed([child.first_name for child in kids])
        if self.is_said:
            body.append(talk.t(WISHED, child=names, weekdays=_named(talk, chosen)))
        body += [talk.t(TOUCH), talk.t(PROPOSED)]
        served = sorted(calendar_of(talk.work, kids[0]).days.weekdays)
        ticks = tuple(
            Choice(f"u{one}{'-' if one in chosen else '+'}", ("✓ " if one in chosen else "") + _named(talk, [one])) for one in served
        )
        others = [one for one in access.children_of_actor(talk.work) if one.id not in self.children]
        same = tuple((Choice(f"s{one.id}", talk.t(SAME_FOR, child=one.first_name)),) for one in others[:MOST_SIBLINGS])
        keep = ((talk.choice(OK_KEY, KEEP, Role.PRIMARY),),) if chosen else ()
        drop = ((talk.choice("none", NO_MORE),),) if is_kept else ()
        return question(talk, self.title, tuple(body), (ticks, *keep, *same, *drop), Expect.DAYS)

    def _answered(self, talk: Talk, weekdays: list[int]) -> Step:
        """Keep the week of each child, or give it up; the parent's own, whatever the other one keeps."""
        body = []
        for child in self._kids(talk):
            served = calendar_of(talk.work, child).days.weekdays
            its = [one for one in weekdays if one in served]
            if its:
                habits.answer(talk.work, child, its, state="kept")
                body.append(talk.t(KEPT, child=child.first_name, weekdays=_named(talk, its)))
            else:
                habits.give_up(talk.work, child)
                body.append(talk.t(GIVEN_UP, child=child.first_name))
        body += [talk.t(PROPOSED)] if weekdays else []
        rows = ((talk.choice("calendar", TO_CALENDAR), talk.choice(MENU_KEY, MENU)),)
        return Step(Screen(talk.t(self.title), tuple(body), rows), "done")


def _named(talk: Talk, weekdays: Iterable[int]) -> str:
    words = talk.work.translator
    return words.listed([weekday_name(words, one) for one in weekdays]) or talk.t(NO_DAY)
