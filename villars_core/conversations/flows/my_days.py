"""Which days are mine: a parent's own days of custody, week by week; nothing of the other home's."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from villars_core.conversations.flows.base import MENU, MENU_KEY, Flow, Step, Talk
from villars_core.conversations.flows.children import childless
from villars_core.families import access
from villars_core.families.custody import CalendarUsers, users_of
from villars_core.families.models import Child
from villars_core.families.rules import runs
from villars_core.i18n import N_
from villars_core.notifications.screens import Screen
from villars_core.school_calendar.rules import days_between, week_of
from villars_core.understanding import Reading

SPAN = timedelta(days=8 * 7 - 1)
HEAD = N_("Vos jours avec {child} :")
RUN, ONE_DAY = N_("du {first} au {last}"), N_("le {day}")
NONE = N_("Aucun jour avec {child} jusqu’au {until}.")
SHARED = N_("Pour {child}, le calendrier est partagé : tous les jours sont aussi les vôtres.")
WRONG = N_("Ces jours ne sont pas les bons ? Écrivez au service Éducation, qui tient le calendrier de garde.")
LATER, BOOK_LABEL = N_("Semaines suivantes"), N_("Réserver la cantine")


@dataclass
class MyDays(Flow):
    """Voir quels jours sont les miens, en garde alternée."""

    name: ClassVar[str] = "my_days"
    title: ClassVar[str] = N_("Mes jours de garde")
    children: list[int] = field(default_factory=list)
    first: str = ""

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the children and the day that were named."""
        mine = {child.id for child in access.children_of_actor(talk.work)}
        self.children = [key for key in reading.children if key in mine] or self.children
        if reading.days:
            self.first = min(reading.days).isoformat()

    def show(self, talk: Talk) -> Step:
        """Show the parent's own days of eight weeks."""
        kids = [child for child in access.children_of_actor(talk.work) if not self.children or child.id in self.children]
        if not kids:
            return childless(talk, self.title)
        first, _ = week_of(date.fromisoformat(self.first) if self.first else talk.work.today)
        users = users_of(talk.work, [child.id for child in kids])
        parts = [_shown(talk, child, first, users[child.id]) for child in kids]
        rows = ((talk.choice("later", LATER), talk.choice("book", BOOK_LABEL)), (talk.choice(MENU_KEY, MENU),))
        return Step(Screen(talk.t(self.title), (*parts, talk.t(WRONG)), rows), "done")

    def press(self, talk: Talk, key: str) -> Step:
        """Go to later weeks, or begin to book."""
        if key == "later":
            monday, _ = week_of(date.fromisoformat(self.first) if self.first else talk.work.today)
            self.first = (monday + SPAN + timedelta(days=1)).isoformat()
            return self.show(talk)
        return Step(opens="book_meal", facts={"children": self.children}) if key == "book" else self.show(talk)


def _shown(talk: Talk, child: Child, first: date, users: CalendarUsers) -> str:
    span = list(days_between(first, first + SPAN))
    if all(users.plan_on(day) is None for day in span):
        return talk.t(SHARED, child=child.first_name)
    mine = [day for day in span if talk.work.actor.id in users.on(day)]
    if not mine:
        return talk.t(NONE, child=child.first_name, until=first + SPAN)
    lines = [talk.t(ONE_DAY, day=start) if start == end else talk.t(RUN, first=start, last=end) for start, end in runs(mine)]
    return "\n".join([talk.t(HEAD, child=child.first_name), *lines])
