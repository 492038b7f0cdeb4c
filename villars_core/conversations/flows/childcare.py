"""The childcare's pointing in the bot: a tap notes that a child arrives in the morning or leaves in the evening, to the minute."""

import re
from dataclasses import dataclass, replace
from datetime import time
from typing import ClassVar

from villars_core.attendance import actions, queries
from villars_core.attendance.actions import Place
from villars_core.attendance.queries import Line, Roll
from villars_core.attendance.rules import CHILDCARE, EVENING, MIDDAY, MORNING, PRESENT, Fact, Moment
from villars_core.clock import PARIS
from villars_core.conversations.flows.base import BACK_KEY, CANCEL_KEY, MENU, MENU_KEY, OK_KEY, Flow, Step, Talk, cancelled
from villars_core.conversations.flows.roll_call import BACK, WHY, pupil, short_name
from villars_core.errors import NotFound
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.schools.queries import classes, schools
from villars_core.understanding import Reading

ROLES = frozenset(actions.POINTERS)
WHICH_SCHOOL = N_("Quelle école ?")
WHICH_CLASS = N_("{part} à {school}. Quelle classe ?")
TAP = {
    MORNING: N_("{name} : touchez chaque enfant quand il arrive."),
    EVENING: N_("{name} : touchez chaque enfant quand il part."),
}
PARTS = {MORNING: N_("Garderie du matin"), EVENING: N_("Garderie du soir")}
ONE = N_("{name} : {at}")
ASK_TIME = N_("Écrivez l’heure, par exemple 17h42.")
NOT_A_TIME = N_("Je n’ai pas compris l’heure. Écrivez par exemple 17h42.")
OTHER_TIME, FORGET, ALL_NOTED = N_("Changer l’heure"), N_("Effacer"), N_("Tout le monde est noté")
CLOSED = N_("Le pointage est clos. Pour corriger, touchez l’enfant et dites pourquoi.")
DONE = N_("{part} : le pointage de {school} est clos.")
FORGOTTEN = "forget"
_TIME = re.compile(r"(\d{1,2})\s*(?:h|H|:)\s*(\d{2})?")


@dataclass
class ChildcarePointing(Flow):
    """Pointer la garderie."""

    name: ClassVar[str] = "childcare_pointing"
    title: ClassVar[str] = N_("Pointage de la garderie")
    staff_roles: ClassVar[frozenset[str]] = ROLES
    part: str = ""
    school_id: int | None = None
    class_id: int | None = None
    child_id: int | None = None
    asks: str = ""
    """What words are waited for: a time, or the reason of a correction."""
    wanted: str = ""
    """The time, or the erasure, that waits for its reason."""

    def takes_free_text(self) -> bool:
        """Take any words as the time or the reason, once it is asked for."""
        return bool(self.asks)

    def show(self, talk: Talk) -> Step:
        """Ask for the school, then the class, then show its children, or the chosen child."""
        talk.work.actor.require(*ROLES)
        local = talk.work.now.astimezone(PARIS).time()
        self.part = self.part or (MORNING if local < MIDDAY else EVENING)
        if self.school_id is None:
            rows = tuple((Choice(f"s-{one.id}", one.name),) for one in schools(talk.work))
            return Step(self._screen(talk, (talk.t(WHICH_SCHOOL),), rows))
        if self.class_id is None:
            return Step(self._classes(talk))
        if self.asks:
            asked = {"reason": WHY}.get(self.asks, ASK_TIME)
            return Step(Screen(talk.t(self.title), (talk.t(asked),), ((talk.choice(BACK_KEY, BACK, Role.BACK),),), Expect.TEXT))
        roll = queries.roll_of_classes(talk.work, [self.class_id], self._place(), self._moment(talk))
        chosen = next((one for one in roll.lines if one.child_id == self.child_id), None)
        return Step(self._child(talk, chosen) if chosen is not None else self._children(talk, roll))

    def press(self, talk: Talk, key: str) -> Step:
        """Set the place, note a child, change or erase what is noted, or close."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY and self.school_id is not None:
            return self._closed(talk)
        if key == BACK_KEY:
            self._back()
        elif key in PARTS:
            self.part, self.class_id, self.child_id = key, None, None
        elif key == "time" and self.child_id is not None:
            self.asks = "time"
        elif key == FORGOTTEN and self.child_id is not None:
            self._change(talk, FORGOTTEN)
        elif key[:2] in {"s-", "k-", "n-", "c-"} and key[2:].isdigit():
            self._chosen(talk, key[0], int(key[2:]))
        return self.show(talk)

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the time, or the reason."""
        if self.asks == "time":
            at = _time(text)
            if at is None:
                step = self.show(talk)
                return Step(replace(step.screen, body=(talk.t(NOT_A_TIME),))) if step.screen else step
            self.asks = ""
            self._change(talk, f"{at:%H:%M}")
            return self.show(talk)
        if self.asks == "reason" and text.strip():
            self.asks = ""
            self._apply(talk, self.wanted, text.strip())
            return self.show(talk)
        return super().say(talk, text, reading)

    def _chosen(self, talk: Talk, kind: str, key: int) -> None:
        if kind == "s":
            self.school_id, self.class_id, self.child_id = key, None, None
        elif kind == "k":
            self.class_id, self.child_id = key, None
        elif kind == "c":
            self.child_id = key
        else:
            self.child_id = key
            self._change(talk, f"{talk.work.now.astimezone(PARIS):%H:%M}")

    def _back(self) -> None:
        """Go one screen back."""
        if self.asks:
            self.asks = ""
        elif self.child_id is not None:
            self.child_id = None
        elif self.class_id is not None:
            self.class_id = None
        else:
            self.school_id = None

    def _change(self, talk: Talk, wanted: str) -> None:
        """Change at once while the pointing is open; afterwards ask why first."""
        call = actions.roll_call(talk.work, self._place(), self._moment(talk))
        if call is not None and call.state == "done":
            self.asks, self.wanted = "reason", wanted
        else:
            self._apply(talk, wanted, "")

    def _apply(self, talk: Talk, wanted: str, reason: str) -> None:
        child, moment = pupil(talk, self.class_id, self.child_id or 0), self._moment(talk)
        if wanted == FORGOTTEN:
            actions.forget(talk.work, child, moment, reason)
        else:
            at = time.fromisoformat(wanted)
            fact = Fact(PRESENT, arrived=at) if self.part == MORNING else Fact(PRESENT, left=at)
            actions.point(talk.work, child, moment, fact, reason)
        self.child_id, self.wanted = None, ""

    def _closed(self, talk: Talk) -> Step:
        actions.close(talk.work, self._place(), self._moment(talk))
        done = talk.t(DONE, part=talk.t(PARTS[self.part]), school=self._school(talk))
        self.class_id, self.child_id = None, None
        return Step(self._classes(talk, done))

    def _classes(self, talk: Talk, before: str = "") -> Screen:
        mine = [one for one in classes(talk.work) if one.school_id == self.school_id]
        rows = [(Choice(f"k-{one.id}", one.name),) for one in mine]
        call = actions.roll_call(talk.work, self._place(), self._moment(talk))
        body = [before] if before else []
        body.append(talk.t(WHICH_CLASS, part=talk.t(PARTS[self.part]), school=self._school(talk)))
        is_open = call is None or call.state != "done"
        rows += [(talk.choice(OK_KEY, ALL_NOTED, Role.PRIMARY),)] if is_open else []
        other = EVENING if self.part == MORNING else MORNING
        rows.append((talk.choice(other, PARTS[other]),))
        return self._screen(talk, tuple(body), tuple(rows))

    def _children(self, talk: Talk, roll: Roll) -> Screen:
        taps = [self._tap(one) for one in roll.lines]
        rows = tuple(tuple(taps[number : number + 2]) for number in range(0, len(taps), 2))
        name = next((one.name for one in classes(talk.work) if one.id == self.class_id), "")
        body = [talk.t(TAP[self.part], name=name)]
        body += [talk.t(CLOSED)] if roll.call == "done" else []
        return self._screen(talk, tuple(body), rows)

    def _tap(self, line: Line) -> Choice:
        """Return the button of a child: it notes the time once; a child who is noted opens, so that a second tap changes nothing."""
        if line.state != PRESENT:
            return Choice(f"n-{line.child_id}", short_name(line))
        return Choice(f"c-{line.child_id}", f"✓ {short_name(line)} {self._noted(line)}")

    def _child(self, talk: Talk, line: Line) -> Screen:
        at = self._noted(line) or "—"
        rows = ((talk.choice("time", OTHER_TIME),), (talk.choice(FORGOTTEN, FORGET, Role.DANGER),))
        return self._screen(talk, (talk.t(ONE, name=short_name(line), at=at),), rows)

    def _noted(self, line: Line) -> str:
        return Fact.hour(line.arrived if self.part == MORNING else line.left)

    def _screen(self, talk: Talk, body: tuple[str, ...], rows: tuple[tuple[Choice, ...], ...]) -> Screen:
        back = (talk.choice(BACK_KEY, BACK, Role.BACK),) if self.school_id is not None else ()
        return Screen(talk.t(self.title), body, (*rows, (*back, talk.choice(MENU_KEY, MENU))), Expect.CHOICE)

    def _place(self) -> Place:
        if self.school_id is None:
            raise NotFound
        return Place(self.school_id)

    def _moment(self, talk: Talk) -> Moment:
        return Moment(talk.work.today, CHILDCARE, self.part)

    def _school(self, talk: Talk) -> str:
        return next((one.name for one in schools(talk.work) if one.id == self.school_id), "")


def _time(text: str) -> time | None:
    found = _TIME.search(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 (a day's hours, an hour's minutes)
