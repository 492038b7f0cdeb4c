"""The office changes a child's custody in the bot: what `villars custody` does, with the days and meals it touches shown first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from villars_core.clock import PARIS
from villars_core.conversations.custody_told import change_lines, names_of, situation_lines, span_said
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
from villars_core.errors import NotFound
from villars_core.families import access, actions
from villars_core.families.actions import NotTheirGuardians, Terms
from villars_core.families.custody import users_of
from villars_core.families.models import Child
from villars_core.families.queries import SeveralChildren, child_named
from villars_core.families.rules import AFTER_SCHOOL, BEFORE_SCHOOL, Alternation, CustodyPlan, runs
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Screen
from villars_core.reservations import custody
from villars_core.school_calendar.rules import days_between
from villars_core.understanding import Reading, read_dates

ROLES = frozenset(access.SEES_ALL)
LONGEST = 400
SHOWN = 10
WHOM = N_("Quel enfant ? Écrivez son prénom et son nom, ou son numéro.")
UNKNOWN_CHILD = N_("Aucun enfant ne porte ce nom. Vérifiez le prénom et le nom.")
ACTS = {
    "set": N_("Poser ou décaler l’alternance"),
    "except": N_("Échanger des jours"),
    "withdraw": N_("Retirer un échange"),
    "end": N_("Terminer l’alternance"),
}
WITH_WHOM = {"set": N_("Une semaine de quel parent ?"), "except": N_("Quel parent a l’enfant ces jours-là ?")}
WHEN = {
    "set": N_("Quel est le premier jour d’une semaine de {name} ? Écrivez par exemple « lundi 30 novembre »."),
    "except": N_("Quels jours ? Écrivez par exemple « du 10 au 11 décembre »."),
    "withdraw": N_("Quels jours ? Écrivez par exemple « du 10 au 11 décembre »."),
    "end": N_("Quel est le dernier jour de l’alternance ?"),
}
SINCE, TODAY = N_("À partir de quel jour ? Ce qui valait avant reste."), N_("Aujourd’hui")
NO_DAY = N_("Je n’ai pas compris les jours.")
RECAPS = {
    "set": N_("Alternance : la semaine du {first} est à {name}, la suivante à l’autre parent, à partir du {since}."),
    "except": N_("{name} a l’enfant {span}."),
    "withdraw": N_("Les échanges qui touchent {span} sont retirés."),
    "end": N_("L’alternance se termine après le {last}. Le calendrier redevient celui des deux parents."),
}
HANDOVERS = {
    BEFORE_SCHOOL: N_("L’enfant change de maison avant l’école."),
    AFTER_SCHOOL: N_("L’enfant change de maison après l’école."),
}
HANDOVER_LABELS = {BEFORE_SCHOOL: N_("Passage avant l’école"), AFTER_SCHOOL: N_("Passage après l’école")}
HOLIDAYS = N_("Première moitié des vacances des années paires : {name}.")
HOLIDAYS_LABEL, NO_HOLIDAYS = N_("Vacances : d’abord {name}"), N_("Vacances non partagées")
PAYS_ALL, PAYS_LABEL, EACH_PAYS = N_("{name} paie tous les jours."), N_("{name} paie tout"), N_("Chacun paie ses jours")
DONE = N_("C’est fait. Chaque parent est prévenu de ses jours, et des siens seulement.")


@dataclass
class ChangeCustody(Flow):
    """Changer la garde d’un enfant. `first` and `last` are the days that were said, `since` from when the weeks count."""

    name: ClassVar[str] = "change_custody"
    title: ClassVar[str] = N_("Garde alternée")
    staff_roles: ClassVar[frozenset[str]] = ROLES
    child: int = 0
    act: str = ""
    holder: int = 0
    first: str = ""
    last: str = ""
    since: str = ""
    handover: str = BEFORE_SCHOOL
    holidays_first: int = 0
    payer: int = 0
    problem: str = field(default="")

    def takes_free_text(self) -> bool:
        """Take any words as the child or the days, while they are asked for."""
        return not self.child or (bool(self.act) and not self._is_complete())

    def show(self, talk: Talk) -> Step:
        """Ask for the child, the act, the parent, the days; then show what it touches."""
        talk.work.actor.require(*ROLES)
        if not self.child:
            return Step(self._asked(talk, talk.t(WHOM), (), Expect.TEXT))
        child = access.child_for_actor(talk.work, self.child)
        if not self.act:
            rows = tuple((talk.choice(f"a-{key}", label),) for key, label in ACTS.items())
            return Step(self._asked(talk, "\n".join(situation_lines(talk.work, child, talk.work.translator)), rows))
        names = names_of(talk.work, child)
        if self.act in WITH_WHOM and not self.holder:
            rows = tuple((Choice(f"g-{key}", name),) for key, name in names.items())
            return Step(self._asked(talk, talk.t(WITH_WHOM[self.act]), rows))
        if not self.first:
            return Step(self._asked(talk, talk.t(WHEN[self.act], name=names.get(self.holder, "")), (), Expect.TEXT))
        if not self._is_complete():
            return Step(self._asked(talk, talk.t(SINCE), ((talk.choice("today", TODAY),),), Expect.TEXT))
        return Step(self._recap(talk, child, names))

    def press(self, talk: Talk, key: str) -> Step:
        """Set an answer, or do what the recap said."""
        self.problem = ""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY and self.child and self._is_complete():
            return self._done(talk)
        kind, _, value = key.partition("-")
        if key == EDIT_KEY:
            self.act, self.holder, self.first, self.last, self.since = "", 0, "", "", ""
        elif kind == "a" and value in ACTS:
            self.act = value
            self._keep_terms(talk)
        elif kind == "t" and value in HANDOVERS:
            self.handover = value
        elif kind in {"g", "v", "y"} and value.isdigit():
            self._set_parent(talk, kind, int(value))
        elif key == "today":
            self.since = talk.work.today.isoformat()
        return self.show(talk)

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the child's name, or days, holidays and weekends among them."""
        self.problem = ""
        if not self.child:
            try:
                self.child = child_named(talk.work, text).id
            except NotFound:
                self.problem = talk.t(UNKNOWN_CHILD)
            except SeveralChildren as several:
                self.problem = talk.t(several.template, **several.facts())
        elif self.takes_free_text() and (self.holder or self.act not in WITH_WHOM):
            self._take_days(talk, text)
        elif reading.answer == "yes" and self._is_complete():
            return self._done(talk)
        return self.show(talk)

    def _take_days(self, talk: Talk, text: str) -> None:
        found = read_dates(text, talk.work.now.astimezone(PARIS))
        first, last = (found.start, found.end or found.start) if found is not None else (None, None)
        if first is None or last is None or not 0 <= (last - first).days < LONGEST or (found is not None and found.weekdays):
            self.problem = talk.t(NO_DAY)
        elif self.first:
            self.since = first.isoformat()
        else:
            self.first, self.last = first.isoformat(), last.isoformat()

    def _is_complete(self) -> bool:
        return bool(self.first) and (self.act != "set" or bool(self.since))

    def _keep_terms(self, talk: Talk) -> None:
        """Begin with the terms of the judgment that are in force: a shift of the weeks does not change them."""
        plan = self._plan(talk)
        if plan is not None:
            self.handover, self.holidays_first, self.payer = plan.handover, plan.holidays_first or 0, plan.payer or 0

    def _plan(self, talk: Talk) -> CustodyPlan | None:
        return users_of(talk.work, (self.child,))[self.child].plan_on(talk.work.today)

    def _set_parent(self, talk: Talk, kind: str, guardian: int) -> None:
        known = names_of(talk.work, access.child_for_actor(talk.work, self.child))
        if guardian not in {0, *known}:
            raise NotFound
        if kind == "g":
            self.holder = guardian
        elif kind == "v":
            self.holidays_first = guardian
        else:
            self.payer = guardian

    def _acting(self, talk: Talk, child: Child) -> Callable[[], object]:
        work, first, last = talk.work, date.fromisoformat(self.first), date.fromisoformat(self.last)
        if self.act == "except":
            return lambda: [actions.except_days(work, child, self.holder, *one) for one in runs(list(days_between(first, last)))]
        if self.act == "withdraw":
            return lambda: actions.withdraw_exceptions(work, child, first, last)
        if self.act == "end":
            return lambda: actions.end_custody(work, child, last)
        others = [one for one in names_of(work, child) if one != self.holder]
        if len(others) != 1:
            raise NotTheirGuardians
        terms = Terms(self.handover, self.holidays_first or None, self.payer or None)
        weeks = Alternation(first, self.holder, others[0])
        return lambda: actions.set_alternating(work, child, weeks, date.fromisoformat(self.since), terms)

    def _recap(self, talk: Talk, child: Child, names: dict[int, str]) -> Screen:
        words = talk.work.translator
        first, last = date.fromisoformat(self.first), date.fromisoformat(self.last)
        since = words.day_and_year(date.fromisoformat(self.since)) if self.since else ""
        facts = {"first": words.day(first), "last": words.day_and_year(last), "since": since, "span": span_said(words, first, last)}
        recap = talk.t(RECAPS[self.act], name=names.get(self.holder, "?"), **facts)
        body = [f"{child.first_name} {child.last_name}", recap]  # not in the title, which is a subject by e-mail
        rows = recap_rows(talk)
        if self.act == "set":
            body.append("\n".join(self._terms(talk, names)))
            rows = (*rows, *self._term_rows(talk, names))
        change = custody.preview(talk.work, child, self._acting(talk, child))
        body.append("\n".join(change_lines(words, change, names, SHOWN)))
        return Screen(talk.t(self.title), tuple(body), rows, Expect.CHOICE)

    def _terms(self, talk: Talk, names: dict[int, str]) -> list[str]:
        lines = [talk.t(HANDOVERS[self.handover])]
        lines.append(talk.t(HOLIDAYS, name=names[self.holidays_first]) if self.holidays_first in names else f"{talk.t(NO_HOLIDAYS)}.")
        lines.append(talk.t(PAYS_ALL, name=names[self.payer]) if self.payer in names else f"{talk.t(EACH_PAYS)}.")
        return lines

    def _term_rows(self, talk: Talk, names: dict[int, str]) -> tuple[tuple[Choice, ...], ...]:
        """Offer each other term: a button sets it."""
        handover = tuple(talk.choice(f"t-{key}", label) for key, label in HANDOVER_LABELS.items() if key != self.handover)
        halves = [Choice(f"v-{key}", talk.t(HOLIDAYS_LABEL, name=name)) for key, name in names.items() if key != self.holidays_first]
        halves += [talk.choice("v-0", NO_HOLIDAYS)] if self.holidays_first else []
        payers = [Choice(f"y-{key}", talk.t(PAYS_LABEL, name=name)) for key, name in names.items() if key != self.payer]
        payers += [talk.choice("y-0", EACH_PAYS)] if self.payer else []
        return (handover, tuple(halves), tuple(payers))

    def _done(self, talk: Talk) -> Step:
        child = access.child_for_actor(talk.work, self.child)
        names = names_of(talk.work, child)
        change = custody.apply(talk.work, child, self._acting(talk, child))
        body = (talk.t(DONE), "\n".join(change_lines(talk.work.translator, change, names, SHOWN)))
        return Step(Screen(talk.t(self.title), body, ((talk.choice(MENU_KEY, MENU),),)), "done")

    def _asked(self, talk: Talk, asked: str, rows: tuple[tuple[Choice, ...], ...], expect: Expect = Expect.CHOICE) -> Screen:
        return question(talk, self.title, (*((self.problem,) if self.problem else ()), asked), rows, expect)
