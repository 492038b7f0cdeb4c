"""What is booked: the coming weeks of each child, with what each day is."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from villars_core.conversations.calendar_papers import attachment
from villars_core.conversations.flows.base import MENU, MENU_KEY, Flow, Step, Talk
from villars_core.conversations.flows.children import childless
from villars_core.conversations.phrases import month_name
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_
from villars_core.notifications.screens import Screen
from villars_core.reservations.queries import booked, calendar_of
from villars_core.school_calendar.rules import week_of
from villars_core.schools.rules_file import BOOK
from villars_core.understanding import Reading

WEEKS = 2
MOST_PAPERS = 6
HEAD = N_("{child}, semaine du {day}")
BOOKED, FREE, LOCKED = N_("✓ {day} : repas réservé"), N_("{day} : pas de repas"), N_("🔒 {day} : pas de repas, délai passé")
BOOKED_LOCKED = N_("✓ {day} : repas réservé, délai passé")
CLOSED = N_("· {day} : {why}")
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
    calendar = calendar_of(talk.work, child)
    live = set(booked(talk.work, [child.id], monday, monday + timedelta(weeks=WEEKS))[child.id])
    parts = []
    for number in range(WEEKS):
        start = monday + timedelta(weeks=number)
        lines = [talk.t(HEAD, child=child.first_name, day=start)]
        opened = [start + timedelta(days=one) for one in range(5)]
        for day in opened:
            why = calendar.days.why_closed(day)
            if why is not None and why.reason == "weekday":
                continue
            if why is not None:
                lines.append(talk.t(CLOSED, day=day, why=talk.t(why.template, name=why.name)))
                continue
            changeable = calendar.may_change(day, talk.work.now)
            template = (BOOKED if changeable else BOOKED_LOCKED) if day in live else (FREE if changeable else LOCKED)
            lines.append(talk.t(template, day=day))
        limit = next((calendar.last_minute(day, BOOK) for day in opened if calendar.days.is_open(day)), None)
        if limit is not None:
            still = calendar.may_change(next(day for day in opened if calendar.days.is_open(day)), talk.work.now)
            lines.append(talk.t(CHANGE_UNTIL, limit=limit) if still else talk.t(CHANGE_OVER))
        parts.append("\n".join(lines))
    return parts
