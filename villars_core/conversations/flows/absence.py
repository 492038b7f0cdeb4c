"""Reporting an absence: the office and the kitchen know, and the parent knows what the bill needs."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from villars_core.conversations.flows.base import (
    CANCEL_KEY,
    EDIT_KEY,
    MENU,
    MENU_KEY,
    OK_KEY,
    Flow,
    Step,
    Talk,
    cancelled,
    question,
    recap_rows,
)
from villars_core.families import access
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.notifications.screens import Choice, Expect, Screen
from villars_core.office_queue.actions import Posting, post
from villars_core.reservations.queries import calendar_of
from villars_core.reservations.rules import NotAServiceDay
from villars_core.understanding import Reading

PROOF_DAYS = 15
WHOM = N_("Quel enfant est absent ?")
WHEN = N_("Quels jours ? Écrivez par exemple « jeudi » ou « du 3 au 5 décembre ».")
RECAP = N_("Signaler l’absence de {child} : {days}.")
BILLED = N_("Le repas reste facturé, sauf si vous envoyez un justificatif médical avant le {limit}.")
SUMMARY = N_("Absence de {child} : {days}")
DONE = N_("L’absence est signalée : {child}, {days}. Numéro {number}.")
NO_CHILD = N_("Aucun enfant n’est rattaché à votre compte. Le service Éducation peut vous aider.")
TODAY, TOMORROW = N_("Aujourd’hui"), N_("Demain")


@dataclass
class ReportAbsence(Flow):
    """Signaler une absence."""

    name: ClassVar[str] = "report_absence"
    title: ClassVar[str] = N_("Signaler une absence")
    children: list[int] = field(default_factory=list)
    days: list[str] = field(default_factory=list)

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the child and the days that were named."""
        mine = {child.id for child in access.children_of_actor(talk.work)}
        self.children = [key for key in reading.children if key in mine] or self.children
        self.days = sorted(day.isoformat() for day in reading.days) or self.days

    def show(self, talk: Talk) -> Step:
        """Ask who and when, then show the recap."""
        mine = access.children_of_actor(talk.work)
        if not mine:
            return Step(Screen(talk.t(self.title), (talk.t(NO_CHILD),), ((talk.choice(MENU_KEY, MENU),),)), "done")
        if len(mine) == 1:
            self.children = [mine[0].id]
        if not self.children:
            return Step(question(talk, self.title, (talk.t(WHOM),), tuple((Choice(f"c{one.id}", one.first_name),) for one in mine)))
        if not self.days:
            rows = ((talk.choice("today", TODAY), talk.choice("tomorrow", TOMORROW)),)
            return Step(question(talk, self.title, (talk.t(WHEN),), rows, Expect.DAYS))
        self._keep_days_of_service(talk)
        return Step(Screen(talk.t(self.title), (*self._lines(talk, RECAP), self._billed(talk)), recap_rows(talk), Expect.CHOICE))

    def press(self, talk: Talk, key: str) -> Step:
        """Set the child or the day, or report."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY:
            return self._reported(talk)
        if key == EDIT_KEY:
            self.days = []
        elif key in {"today", "tomorrow"}:
            self.days = [(talk.work.today + timedelta(days=key == "tomorrow")).isoformat()]
        elif key.startswith("c") and key[1:].isdigit():
            self.children = [access.child_for_actor(talk.work, int(key[1:])).id]
        return self.show(talk)

    def _keep_days_of_service(self, talk: Talk) -> None:
        """Leave out days without canteen; where no other is left, say why, and refuse the days of the other home at once."""
        said = [date.fromisoformat(day) for day in self.days]
        for child in [access.child_for_actor(talk.work, one) for one in self.children]:
            calendar = calendar_of(talk.work, child)
            left = [day for day in said if calendar.days.is_open(day)]
            closed = calendar.days.why_closed(said[0])
            if not left and closed is not None:
                raise NotAServiceDay(said[0], talk.t(closed.template, name=closed.name), child.id)
            access.require_days(talk.work, child, left)
            said = left
        self.days = [day.isoformat() for day in said]

    def _lines(self, talk: Talk, template: str) -> list[str]:
        days = [date.fromisoformat(day) for day in self.days]
        kids = [access.child_for_actor(talk.work, one) for one in self.children]
        return [talk.t(template, child=child.first_name, days=days) for child in kids]

    def _billed(self, talk: Talk) -> str:
        return talk.t(BILLED, limit=date.fromisoformat(max(self.days)) + timedelta(days=PROOF_DAYS))

    def _reported(self, talk: Talk) -> Step:
        days = [date.fromisoformat(day) for day in self.days]
        sentences = []
        for child_id in self.children:
            child = access.child_for_actor(talk.work, child_id)
            access.require_days(talk.work, child, days)
            summary = talk.t(SUMMARY, child=f"{child.first_name} {child.last_name}", days=days)
            facts = {"children": [child.id], "days": self.days}
            account = talk.account.id if talk.account else None
            item = post(talk.work, Posting("absence", summary, account_id=account, facts=facts))
            record(talk.work, "absence.report", Subject("child", child.id), Change(after={"days": self.days}))
            sentences.append(talk.t(DONE, child=child.first_name, days=days, number=item.number))
        screen = Screen(talk.t(self.title), (*sentences, self._billed(talk)), ((talk.choice(MENU_KEY, MENU),),))
        return Step(screen, "done")
