"""What is booked: the coming weeks of each child, with what each day is."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from villars_core.conversations.calendar_papers import attachment
from villars_core.conversations.flows.base import MENU, MENU_KEY, Flow, Step, Talk
from villars_core.conversations.flows.calendar_screen import said
from villars_core.conversations.flows.children import childless
from villars_core.conversations.phrases import month_name
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_
from villars_core.notifications.screens import Screen
from villars_core.reservations.month import Asked, view_of
from villars_core.school_calendar.rules import ONE_DAY, week_of
from villars_core.understanding import Reading

WEEKS = 2
MOST_PAPERS = 6
HEAD = N_("{child}, semaine du {day}")
CHANGE_UNTIL = N_("Cette semaine peut changer jusqu’au {limit}.")
CHANGE_OVER = N_("Le délai de cette semaine est passé.")
TICK = N_("Cocher dans le mois")
HERE_IT_IS = N_("Voici le calendrier de {child} : {month}.")
_PAPERS = {"image": "png", "photo": "png", "pdf": "pdf", "imprimer": "pdf", "agenda": "ics", "ics": "ics", "ical": "ics"}
LATER, BOOK_LABEL, CANCEL_LABEL = N_("Semaines suivantes"), N_("Réserver"), N_("Annuler des repas")


@dataclass
class ShowPlanning(Flow):
    """Consulter le calendrier."""

    name: ClassVar[str] = "show_planning"
    title: ClassVar[str] = N_("Calendrier de la cantine")
    children: list[int] = field(default_factory=list)
    first: str = ""
    paper: str = ""

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the children and the week that were named."""
        mine = {child.id for child in access.children_of_actor(talk.work)}
        self.children = [key for key in reading.children if key in mine] or self.children
        if reading.days:
            self.first = min(reading.days).isoformat()
        said = talk.incoming.text.casefold()
        self.paper = next((kind for word, kind in _PAPERS.items() if word in said), "")

    def show(self, talk: Talk) -> Step:
        """Show the weeks."""
        kids = [child for child in access.children_of_actor(talk.work) if not self.children or child.id in self.children]
        if not kids:
            return childless(talk, self.title)
        if self.paper:
            return self._sent(talk, kids)
        monday, _ = week_of(date.fromisoformat(self.first) if self.first else talk.work.today)
        body = tuple(part for child in kids for part in _weeks(talk, child, monday))
        rows = (
            (talk.choice("month", TICK),),
            (talk.choice("book", BOOK_LABEL), talk.choice("cancel", CANCEL_LABEL)),
            (talk.choice("later", LATER), talk.choice(MENU_KEY, MENU)),
        )
        return Step(Screen(talk.t(self.title), body, rows), "done")

    def _sent(self, talk: Talk, kids: list[Child]) -> Step:
        """Send each child's month as it was asked for: as a picture, to print, or for a diary."""
        words, day = talk.work.translator, date.fromisoformat(self.first) if self.first else talk.work.today
        papers = tuple(attachment(words, child.id, day, self.paper) for child in kids[:MOST_PAPERS])
        body = tuple(talk.t(HERE_IT_IS, child=child.first_name, month=month_name(words, day)) for child in kids[:MOST_PAPERS])
        return Step(
            Screen(talk.t(self.title), body, ((talk.choice("month", TICK), talk.choice(MENU_KEY, MENU)),), attachments=papers), "done"
        )

    def press(self, talk: Talk, key: str) -> Step:
        """Go to later weeks, or begin to change them."""
        if key == "later":
            monday, _ = week_of(date.fromisoformat(self.first) if self.first else talk.work.today)
            self.first = (monday + timedelta(weeks=WEEKS)).isoformat()
            return self.show(talk)
        if key == "month":
            return Step(opens="meal_calendar", facts={"children": self.children[:1], "first": self.first})
        facts = {"children": self.children}
        return Step(opens="cancel_meal" if key == "cancel" else "book_meal", facts=facts)


def _weeks(talk: Talk, child: Child, monday: date) -> list[str]:
    """Return what the parent may see of each week, day by day as the calendar to tick says it, and until when it may change."""
    words = talk.work.translator
    last = monday + timedelta(weeks=WEEKS) - ONE_DAY
    parts = []
    for week in view_of(talk.work, child, Asked(monday, last, at=talk.said_at)).weeks:
        lines = [words.t(HEAD, child=child.first_name, day=week.monday)]
        lines += [said(words, day) for day in week.days]
        if week.limit is not None:
            lines.append(words.t(CHANGE_OVER) if week.is_over else words.t(CHANGE_UNTIL, limit=week.limit))
        parts.append("\n".join(lines))
    return parts
