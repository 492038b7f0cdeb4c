"""The canteen's roll-call in the bot: class by class, everybody who is booked is there unless tapped absent."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from villars_core.attendance import actions, queries
from villars_core.attendance.actions import Place
from villars_core.attendance.queries import Line, Roll, Unpointed
from villars_core.attendance.rules import ABSENT, PRESENT, Fact, Moment
from villars_core.conversations.flows.base import BACK_KEY, CANCEL_KEY, MENU, MENU_KEY, OK_KEY, Flow, Step, Talk, cancelled
from villars_core.errors import NotFound
from villars_core.families.models import Child
from villars_core.i18n import N_
from villars_core.kitchen.absent import reported_absent
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.school_calendar.queries import CANTEEN, opening_days
from villars_core.schools.queries import classes
from villars_core.understanding import Reading

ROLES = frozenset(actions.POINTERS)
LOOKED_BACK = timedelta(days=31)
DAYS_SHOWN = 6
WHICH_CLASS = N_("{day} : quelle classe appelez-vous ?")
NONE_TODAY = N_("Pas de cantine {day}.")
LATE = N_("Des appels manquent, le premier {day}.")
OTHER_DAY = N_("Rattraper {day}")
TAP = N_("{name}, {day}. Touchez un enfant absent ; touchez encore s’il est là.")
COUNTED = N_("Présents : {present}. Absents : {absent}.")
CLOSED = N_("L’appel est clos. Pour corriger, touchez l’enfant et dites pourquoi.")
WHY = N_("Pourquoi cette correction ? Écrivez-le en une phrase.")
MORE, VALID, BACK = N_("Un enfant sans réservation"), N_("Valider l’appel"), N_("Retour")
WHO_MORE = N_("Qui est là sans réservation ?")
DONE = N_("L’appel de {name} est noté.")


@dataclass
class RollCallForm(Flow):
    """Faire l’appel de la cantine."""

    name: ClassVar[str] = "roll_call"
    title: ClassVar[str] = N_("Appel de la cantine")
    staff_roles: ClassVar[frozenset[str]] = ROLES
    day: str = ""
    class_id: int | None = None
    adds: bool = False
    correction: str = ""
    """The key of the tap that waits for its reason."""

    def takes_free_text(self) -> bool:
        """Take any words as the reason, once it is asked for."""
        return bool(self.correction)

    def show(self, talk: Talk) -> Step:
        """Show the classes to call, then the children of the chosen one."""
        talk.work.actor.require(*ROLES)
        self.day = self.day or talk.work.today.isoformat()
        if self.class_id is None:
            return Step(self._classes(talk))
        if self.correction:
            return Step(Screen(talk.t(self.title), (talk.t(WHY),), ((talk.choice(BACK_KEY, BACK, Role.BACK),),), Expect.TEXT))
        roll = queries.roll_of(talk.work, self._place(talk), self._moment())
        return Step(self._others(talk, roll) if self.adds else self._children(talk, roll))

    def press(self, talk: Talk, key: str) -> Step:
        """Set a child present or absent, choose the day or the class, or close the roll-call."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY and self.class_id is not None:
            return self._closed(talk)
        if key == BACK_KEY:
            self._back()
        elif key == "more":
            self.adds = True
        elif key.startswith("d-"):
            self.day, self.class_id = key.removeprefix("d-"), None
        elif key.startswith("k-") and key[2:].isdigit():
            self.class_id, self.adds = int(key[2:]), False
        elif key[:2] in {"a-", "p-"} and key[2:].isdigit():
            self._tapped(talk, key)
        return self.show(talk)

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the reason of a correction."""
        if self.correction and text.strip():
            self._set(talk, self.correction, text.strip())
            self.correction = ""
            return self.show(talk)
        return super().say(talk, text, reading)

    def _back(self) -> None:
        """Go one screen back."""
        if self.correction or self.adds:
            self.correction, self.adds = "", False
        else:
            self.class_id = None

    def _tapped(self, talk: Talk, key: str) -> None:
        call = actions.roll_call(talk.work, self._place(talk), self._moment())
        self.adds = False
        if call is not None and call.state == "done":
            self.correction = key
        else:
            self._set(talk, key, "")

    def _set(self, talk: Talk, key: str, reason: str) -> None:
        child = self._child(talk, int(key[2:]))
        actions.point(talk.work, child, self._moment(), Fact(ABSENT if key[0] == "a" else PRESENT), reason)

    def _closed(self, talk: Talk) -> Step:
        """Close: whoever was reported absent and is not pointed otherwise was absent, the others were there."""
        roll = queries.roll_of(talk.work, self._place(talk), self._moment())
        for line in roll.expected:
            if not line.state and line.child_id in reported_absent(talk.work, self._moment().day) and not roll.call:
                self._set(talk, f"a-{line.child_id}", "")
        actions.close(talk.work, self._place(talk), self._moment())
        done = talk.t(DONE, name=_class_name(talk, self.class_id))
        self.class_id, self.adds = None, False
        return Step(self._classes(talk, done))

    def _classes(self, talk: Talk, before: str = "") -> Screen:
        day = date.fromisoformat(self.day)
        missing = queries.unpointed(talk.work, talk.work.today - LOOKED_BACK, talk.work.today)
        to_call = {one.class_id: one for one in missing if one.day == day and one.activity == CANTEEN}
        is_open = [one for one in classes(talk.work) if opening_days(talk.work, one.school_id, CANTEEN).of_service.is_open(day)]
        rows = [(Choice(f"k-{one.id}", _class_label(one.name, to_call.get(one.id))),) for one in is_open]
        body = [before] if before else []
        body.append(talk.t(WHICH_CLASS if is_open else NONE_TODAY, day=day))
        late = sorted({one.day for one in missing if one.activity == CANTEEN and one.day not in {day, talk.work.today}})
        if late:
            body.append(talk.t(LATE, day=late[0]))
            rows += [(Choice(f"d-{one.isoformat()}", talk.t(OTHER_DAY, day=one)),) for one in late[:DAYS_SHOWN]]
        if day != talk.work.today:
            rows.append((Choice(f"d-{talk.work.today.isoformat()}", talk.work.translator.short_day(talk.work.today)),))
        return Screen(talk.t(self.title), tuple(body), (*rows, (talk.choice(MENU_KEY, MENU),)), Expect.CHOICE)

    def _children(self, talk: Talk, roll: Roll) -> Screen:
        reported = reported_absent(talk.work, self._moment().day)
        away = {one.child_id for one in roll.expected if _is_away(one, reported)}
        taps = [_tap(one, is_away=one.child_id in away) for one in roll.expected]
        rows = [tuple(taps[number : number + 2]) for number in range(0, len(taps), 2)]
        counted = talk.t(COUNTED, present=len(roll.expected) - len(away), absent=len(away))
        body = [talk.t(TAP, name=_class_name(talk, self.class_id), day=self._moment().day), counted]
        body += [talk.t(CLOSED)] if roll.call == "done" else []
        last: list[tuple[Choice, ...]] = [(talk.choice("more", MORE),)]
        last += [(talk.choice(OK_KEY, VALID, Role.PRIMARY),)] if roll.call != "done" else []
        last.append((talk.choice(BACK_KEY, BACK, Role.BACK), talk.choice(MENU_KEY, MENU)))
        return Screen(talk.t(self.title), tuple(body), (*rows, *last), Expect.CHOICE)

    def _others(self, talk: Talk, roll: Roll) -> Screen:
        taps = [Choice(f"p-{one.child_id}", short_name(one)) for one in roll.others]
        rows = [tuple(taps[number : number + 2]) for number in range(0, len(taps), 2)]
        return Screen(talk.t(self.title), (talk.t(WHO_MORE),), (*rows, (talk.choice(BACK_KEY, BACK, Role.BACK),)), Expect.CHOICE)

    def _place(self, talk: Talk) -> Place:
        found = next((one for one in classes(talk.work) if one.id == self.class_id), None)
        if found is None:
            raise NotFound
        return Place(found.school_id, found.id)

    def _moment(self) -> Moment:
        return Moment(date.fromisoformat(self.day), CANTEEN)

    def _child(self, talk: Talk, child_id: int) -> Child:
        return pupil(talk, self.class_id, child_id)


def pupil(talk: Talk, class_id: int | None, child_id: int) -> Child:
    """Return a child of the class that is called. Raises NotFound for any other."""
    child = talk.work.session.get(Child, child_id)
    if child is None or class_id is None or child.class_id != class_id:
        raise NotFound
    return child


def short_name(line: Line) -> str:
    """Return a first name with the initial of the last one: enough for whoever knows the class."""
    return f"{line.first_name} {line.last_name[:1]}."


def _tap(line: Line, *, is_away: bool) -> Choice:
    """Return the button of a child, which sets the other state: pressed twice it still sets that one."""
    label = f"✗ {short_name(line)}" if is_away else f"✓ {short_name(line)}{'' if line.is_booked else ' +'}"
    return Choice(f"{'p' if is_away else 'a'}-{line.child_id}", label)


def _is_away(line: Line, reported: frozenset[int]) -> bool:
    return line.state == ABSENT or (not line.state and line.child_id in reported)


def _class_label(name: str, missing: Unpointed | None) -> str:
    return f"{name} ({missing.expected})" if missing else f"✓ {name}"


def _class_name(talk: Talk, class_id: int | None) -> str:
    return next((one.name for one in classes(talk.work) if one.id == class_id), "")
