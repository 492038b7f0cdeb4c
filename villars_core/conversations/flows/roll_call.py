"""The canteen's roll-call in the bot: a class or a whole restaurant at once, everybody booked is there unless tapped absent."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from villars_core.adult_meals.queries import diners
from villars_core.attendance import actions, queries
from villars_core.attendance.actions import WITHOUT_CLASS, Place
from villars_core.attendance.queries import Line, Roll, Unpointed
from villars_core.attendance.rules import ABSENT, PRESENT, Fact, Moment
from villars_core.conversations.flows.base import BACK_KEY, CANCEL_KEY, MENU, MENU_KEY, OK_KEY, Flow, Step, Talk, cancelled
from villars_core.errors import NotFound
from villars_core.families.models import Child
from villars_core.i18n import N_
from villars_core.kitchen.absent import reported_absent
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.school_calendar.queries import CANTEEN, opening_days
from villars_core.schools.queries import classes, schools, sites
from villars_core.understanding import Reading

ROLES = frozenset(actions.POINTERS)
LOOKED_BACK = timedelta(days=31)
DAYS_SHOWN, PAGE = 6, 30
WHOLE_SITE, ADULTS_OF_SITE = N_("Tout le monde, {site}"), N_("Adultes, {site}")
NO_CLASS = N_("Sans classe")
NEXT, BEFORE = N_("Suite ›"), N_("‹ Avant")
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
DONE, DONE_WITHOUT = N_("L’appel de {name} est noté."), N_("L’appel des enfants sans classe est noté.")


@dataclass
class RollCallForm(Flow):
    """Faire l’appel de la cantine."""

    name: ClassVar[str] = "roll_call"
    title: ClassVar[str] = N_("Appel de la cantine")
    staff_roles: ClassVar[frozenset[str]] = ROLES
    day: str = ""
    class_id: int | None = None
    site_id: int | None = None
    classless: bool = False
    page: int = 0
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
        if not self._is_chosen():
            return Step(self._classes(talk))
        if self.correction:
            return Step(Screen(talk.t(self.title), (talk.t(WHY),), ((talk.choice(BACK_KEY, BACK, Role.BACK),),), Expect.TEXT))
        roll = self._roll(talk)
        return Step(self._others(talk, roll) if self.adds else self._children(talk, roll))

    def press(self, talk: Talk, key: str) -> Step:
        """Set a child present or absent, choose the day or the class, or close the roll-call."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY and self._is_chosen():
            return self._closed(talk)
        if key[:2] == "u-" and key[2:].isdigit():
            return Step(opens="adult_roll", facts={"day": self.day, "site_id": int(key[2:])})
        if key == BACK_KEY:
            self._back()
        elif key == "more":
            self.adds, self.page = True, 0
        elif key.startswith("d-"):
            self.day, self.class_id, self.site_id, self.classless = key.removeprefix("d-"), None, None, False
        elif key == "without":
            self.class_id, self.site_id, self.classless, self.page, self.adds = None, None, True, 0, False
        elif key[:2] in {"k-", "t-", "n-"} and key[2:].isdigit():
            self._led(key)
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

    def _led(self, key: str) -> None:
        """Go to a class, to a restaurant, or to another page of it."""
        number = int(key[2:])
        if key[0] == "n":
            self.page = number
            return
        self.class_id, self.site_id = (number, None) if key[0] == "k" else (None, number)
        self.classless, self.page, self.adds = False, 0, False

    def _back(self) -> None:
        """Go one screen back."""
        self.page = 0
        if self.correction or self.adds:
            self.correction, self.adds = "", False
        else:
            self.class_id = self.site_id = None
            self.classless = False

    def _is_chosen(self) -> bool:
        """Tell whether it is known whom to call."""
        return self.classless or self.class_id is not None or self.site_id is not None

    def _tapped(self, talk: Talk, key: str) -> None:
        child = self._child(talk, int(key[2:]))
        call = actions.roll_call(talk.work, actions.place_of(talk.work, child, self._moment()), self._moment())
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
        reported = reported_absent(talk.work, self._moment().day)
        for place in self._places(talk):
            roll = queries.roll_of(talk.work, place, self._moment())
            # Of a restaurant only the classes that eat are called.
            if self.site_id is not None and not roll.expected:
                continue
            for line in roll.expected:
                if not line.state and line.child_id in reported and not roll.call:
                    self._set(talk, f"a-{line.child_id}", "")
            actions.close(talk.work, place, self._moment())
        done = talk.t(DONE_WITHOUT) if self.classless else talk.t(DONE, name=self._name(talk))
        self.class_id, self.site_id, self.classless, self.adds, self.page = None, None, False, False, 0
        return Step(self._classes(talk, done))

    def _classes(self, talk: Talk, before: str = "") -> Screen:
        day = date.fromisoformat(self.day)
        missing = queries.unpointed(talk.work, talk.work.today - LOOKED_BACK, talk.work.today)
        to_call = {one.class_id: one for one in missing if one.day == day and one.activity == CANTEEN}
        without = queries.roll_of(talk.work, WITHOUT_CLASS, Moment(day, CANTEEN))
        is_open = [one for one in classes(talk.work) if opening_days(talk.work, one.school_id, CANTEEN).of_service.is_open(day)]
        rows = [(Choice(f"k-{one.id}", _class_label(one.name, to_call.get(one.id))),) for one in is_open]
        if without.lines and opening_days(talk.work, None, CANTEEN).of_service.is_open(day):
            rows.append((Choice("without", _class_label(talk.t(NO_CLASS), to_call.get(None))),))
        fed = {one.site_id for one in schools(talk.work) if one.id in {its.school_id for its in is_open}}
        rows += [(Choice(f"t-{one.id}", talk.t(WHOLE_SITE, site=one.name)),) for one in sites(talk.work) if one.id in fed]
        if diners(talk.work, day):
            rows += [(Choice(f"u-{one.id}", talk.t(ADULTS_OF_SITE, site=one.name)),) for one in sites(talk.work) if one.id in fed]
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
        rows = self._paged(talk, taps)
        counted = talk.t(COUNTED, present=len(roll.expected) - len(away), absent=len(away))
        body = [talk.t(TAP, name=self._name(talk), day=self._moment().day), counted]
        body += [talk.t(CLOSED)] if roll.call == "done" else []
        last: list[tuple[Choice, ...]] = [(talk.choice("more", MORE),)]
        last += [(talk.choice(OK_KEY, VALID, Role.PRIMARY),)] if roll.call != "done" else []
        last.append((talk.choice(BACK_KEY, BACK, Role.BACK), talk.choice(MENU_KEY, MENU)))
        return Screen(talk.t(self.title), tuple(body), (*rows, *last), Expect.CHOICE)

    def _others(self, talk: Talk, roll: Roll) -> Screen:
        rows = self._paged(talk, [Choice(f"p-{one.child_id}", short_name(one)) for one in roll.others])
        return Screen(talk.t(self.title), (talk.t(WHO_MORE),), (*rows, (talk.choice(BACK_KEY, BACK, Role.BACK),)), Expect.CHOICE)

    def _paged(self, talk: Talk, taps: list[Choice]) -> list[tuple[Choice, ...]]:
        """Return a page of buttons, two a row, with the ways to its neighbours: a keyboard holds no whole restaurant."""
        first = min(self.page, max(0, (len(taps) - 1) // PAGE)) * PAGE
        shown = taps[first : first + PAGE]
        rows = [tuple(shown[number : number + 2]) for number in range(0, len(shown), 2)]
        before = (talk.choice(f"n-{first // PAGE - 1}", BEFORE),) if first else ()
        after = (talk.choice(f"n-{first // PAGE + 1}", NEXT),) if first + PAGE < len(taps) else ()
        return [*rows, (*before, *after)] if before or after else rows

    def _places(self, talk: Talk) -> list[Place]:
        """Return the classes that are called: the chosen one, or those of the restaurant's schools. Raises NotFound."""
        if self.classless:
            return [WITHOUT_CLASS]
        fed = {one.id for one in schools(talk.work) if self.site_id is not None and one.site_id == self.site_id}
        found = [Place(one.school_id, one.id) for one in classes(talk.work) if one.id == self.class_id or one.school_id in fed]
        if not found:
            raise NotFound
        return found

    def _roll(self, talk: Talk) -> Roll:
        """Return the roll of what is called; a restaurant's is done once each class of it that eats is."""
        places = self._places(talk)
        if self.site_id is None:
            return queries.roll_of(talk.work, places[0], self._moment())
        roll = queries.roll_of_classes(talk.work, [one.class_id for one in places if one.class_id is not None], places[0], self._moment())
        missing = {one.class_id for one in queries.unpointed(talk.work, self._moment().day, self._moment().day)}
        return replace(roll, call="" if missing & {one.class_id for one in places} else "done")

    def _name(self, talk: Talk) -> str:
        if self.site_id is not None:
            return next((one.name for one in sites(talk.work) if one.id == self.site_id), "")
        if self.classless:
            return talk.t(NO_CLASS)
        return next((one.name for one in classes(talk.work) if one.id == self.class_id), "")

    def _moment(self) -> Moment:
        return Moment(date.fromisoformat(self.day), CANTEEN)

    def _child(self, talk: Talk, child_id: int) -> Child:
        child = talk.work.session.get(Child, child_id)
        if child is not None and self.classless and child.class_id is None:
            return child
        return pupil(talk, child.class_id if child is not None and self._holds(talk, child) else None, child_id)

    def _holds(self, talk: Talk, child: Child) -> bool:
        """Tell whether a child is of what is called."""
        return child.class_id in {one.class_id for one in self._places(talk)}


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
