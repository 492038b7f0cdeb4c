"""The calendar to tick: month or week, all or some, the same weekdays until the holidays, as last week; then recap and receipt."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, ClassVar

from villars_core.conversations.calendar_papers import KINDS, attachment
from villars_core.conversations.flows import calendar_screen as drawn
from villars_core.conversations.flows import receipts
from villars_core.conversations.flows.base import (
    BACK_KEY,
    CANCEL_KEY,
    EDIT_KEY,
    GIVE_UP,
    MENU,
    MENU_KEY,
    OK_KEY,
    Step,
    Talk,
    cancelled,
    question,
    recap_rows,
)
from villars_core.conversations.flows.children import AboutChildren
from villars_core.conversations.flows.meals import MOST_SIBLINGS, NOTHING_CHANGED, SAME_FOR, UNDO
from villars_core.conversations.phrases import weekday_name
from villars_core.errors import Refusal
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.reservations import habits
from villars_core.reservations.actions import Receipt
from villars_core.reservations.month import Asked, DayState, View, bounds_of, month_of, view_of
from villars_core.reservations.plans import MealChange, assess
from villars_core.reservations.queries import calendar_of
from villars_core.school_calendar.rules import ONE_DAY, week_of
from villars_core.schools.rules_file import BOOK, CANCEL
from villars_core.understanding import Reading

BY_WORDS = N_("Répondez avec vos mots, par exemple « Léa mange mardi et jeudi » ou « annule vendredi ».")
PENDING = N_("À valider : {added} à ajouter, {removed} à retirer.")
RECAP, LATER, EARLIER = N_("Voir le récapitulatif"), N_("Plus tard ›"), N_("‹ Plus tôt")
AS_WEEK, AS_MONTH = N_("Par semaine"), N_("Par mois")
LIKE_LAST_WEEK, USUAL = N_("Même chose que la semaine dernière"), N_("Comme d’habitude ({weekdays})")
REPEAT, WHICH_WEEKDAYS = N_("Répéter"), N_("Quels jours de la semaine, et jusqu’à quand ?")
UNTIL_HOLIDAYS, UNTIL_YEAR_ENDS = N_("Jusqu’à : {name}"), N_("Toute l’année scolaire")
AS_PICTURE, FOR_DIARY = N_("En image"), N_("Agenda")
BACK_TO_CALENDAR = N_("Retour au calendrier")
NO_LAST_WEEK = N_("Aucune semaine réservée avant celle-ci.")
NOTHING_TICKED = N_("Rien n’est coché.")
KEEP_HABIT = N_("{child} mange chaque semaine : {weekdays}. Je peux vous le proposer d’un geste. Rien ne sera réservé sans vous.")
KEEP, NO_KEEP = N_("Garder comme semaine habituelle"), N_("Non merci")
HABIT_KEPT, HABIT_DECLINED = N_("C’est noté. Je vous le proposerai dans le calendrier."), N_("C’est noté. Je ne vous le proposerai pas.")
HERE_IT_IS = N_("Le voici.")
FAR, LOOKED_AHEAD = timedelta(days=370), timedelta(days=62)


@dataclass
class MealCalendar(AboutChildren):
    """Cocher les jours de cantine dans le mois."""

    name: ClassVar[str] = "meal_calendar"
    title: ClassVar[str] = N_("Calendrier de la cantine")
    siblings: list[int] = field(default_factory=list)
    first: str = ""
    view: str = "month"
    page: str = "days"
    explained: str = ""
    add: list[str] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    receipts: list[list[Any]] = field(default_factory=list)
    late: list[str] = field(default_factory=list)

    # What is asked

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the child that is named, and tick the days that are said without an act."""
        mine = {child.id for child in access.children_of_actor(talk.work)}
        named = [key for key in reading.children if key in mine]
        if named and not self.add and not self.remove:
            self.children, self.siblings = named[:1], named[1:]
        if reading.days and self.children:
            self._set(talk, reading.days, wanted=True)
            self.page = "recap"

    def show(self, talk: Talk) -> Step:
        """Ask for the child, then show the page: days, repetition, explanation, or recap."""
        asked = self.asked_whom(talk)
        if asked is not None:
            return asked
        if self.page == "recap" and (self.add or self.remove):
            return self._recap(talk)
        if self.page == "repeat":
            return Step(self._repetition(talk))
        return Step(self._days(talk))

    def press(self, talk: Talk, key: str) -> Step:
        """Set what a button says: pressed twice, it changes nothing more."""
        acts = {CANCEL_KEY: cancelled, OK_KEY: self._performed, "undo": self._undone}
        if key in acts:
            return acts[key](talk)
        if key in {"keep", "nokeep"}:
            return self._habit_answered(talk, "kept" if key == "keep" else "declined")
        if key in KINDS:
            return self._paper(talk, key)
        if key[:1] in {"x", "o"} and key[1:].isdigit():
            return self._explained(talk, _day(key[1:])) if key[0] == "x" else self._way_out(talk, int(key[1:]))
        toast = self._chosen(talk, key)
        step = self.show(talk)
        if toast and talk.by_email and step.screen is not None:
            step = replace(step, screen=replace(step.screen, body=(toast, *step.screen.body)))
        return replace(step, toast=toast)

    def _chosen(self, talk: Talk, key: str) -> str:
        """Take a choice that leads to another page or ticks days; return the few words of a tap that had nothing to tick."""
        if key in {BACK_KEY, EDIT_KEY}:
            self.page = "days"
        elif key == "go":
            self.page = "recap"
        elif key == "repeat":
            self.page, self.repeated = "repeat", self.repeated or self._usual(talk)
        elif key[:1] in {"c", "s"} and key[1:].isdigit():
            self._choose_child(talk, key)
        elif key[:1] in {"m", "w"} and key[1:].isdigit():
            self.page, self.first, self.view = "days", _day(key[1:]).isoformat(), "month" if key[0] == "m" else "week"
        elif key.startswith("rw"):
            others = [one for one in self.repeated if one != int(key[2])]
            self.repeated = sorted([*others, int(key[2])]) if key.endswith("+") else others
        else:
            return self._ticked(talk, key)
        return talk.t(NOTHING_TICKED) if key == "go" and not (self.add or self.remove) else ""

    def _ticked(self, talk: Talk, key: str) -> str:
        wanted = key.endswith("+")
        if key.startswith("d"):
            self._set(talk, [_day(key[1:9])], wanted=wanted)
        elif key[:3] == "all" or key[:2] == "wd":
            days = drawn.changeable(self._seen(talk).days, wanted=wanted)
            self._set(talk, [one.day for one in days if key[:3] == "all" or one.day.isoweekday() == int(key[2])], wanted=wanted)
        elif key.startswith("ru"):
            self._repeat_until(talk, _day(key[2:]))
        elif key == "usual":
            self._only(talk, self._usual(talk))
        elif key == "like" and not self._like_last_week(talk):
            return talk.t(NO_LAST_WEEK)
        if self.page == "recap" and not (self.add or self.remove):
            self.page = "days"
            return talk.t(NOTHING_CHANGED)
        return ""

    def _choose_child(self, talk: Talk, key: str) -> None:
        child_id = access.child_for_actor(talk.work, int(key[1:])).id
        if key[0] == "s":
            self.siblings = sorted({*self.siblings, child_id} - set(self.children))
        else:
            self.children, self.siblings, self.add, self.remove = [child_id], [], [], []

    # Ticking

    def _child(self, talk: Talk) -> Child:
        return access.child_for_actor(talk.work, self.children[0])

    def _shown_day(self, talk: Talk) -> date:
        """Return the day whose month or week is seen: at first that of the next day which this person may still change."""
        if self.first:
            return date.fromisoformat(self.first)
        ahead = self._asked_view(talk, talk.work.today, talk.work.today + LOOKED_AHEAD)
        return next((one.day for one in drawn.changeable(ahead.days, wanted=True)), talk.work.today)

    def _asked_view(self, talk: Talk, first: date, last: date) -> View:
        changes = {date.fromisoformat(day): True for day in self.add} | {date.fromisoformat(day): False for day in self.remove}
        return view_of(talk.work, self._child(talk), Asked(first, last, changes, at=talk.said_at))

    def _seen(self, talk: Talk) -> View:
        bounds = bounds_of(self._shown_day(talk), self.view)
        return self._asked_view(talk, bounds.first, bounds.last)

    def _set(self, talk: Talk, days: Iterable[date], *, wanted: bool) -> None:
        """Note what days shall be: what they are already is no change."""
        wished = sorted(set(days))
        if not wished:
            return
        seen = self._asked_view(talk, wished[0], wished[-1])
        add, remove = set(self.add), set(self.remove)
        for day in wished:
            found, iso = seen.day(day), day.isoformat()
            add.discard(iso)
            remove.discard(iso)
            is_live = found is not None and found.state in {DayState.BOOKED, DayState.WAITING}
            if wanted != is_live:
                (add if wanted else remove).add(iso)
        self.add, self.remove = sorted(add), sorted(remove)

    def _only(self, talk: Talk, weekdays: Iterable[int]) -> None:
        """Make the view's days that may change look like some weekdays, and go to the recap."""
        chosen = set(weekdays)
        days = [one for one in self._seen(talk).days if one.may_change and not one.surcharge]
        self._set(talk, [one.day for one in days if one.day.isoweekday() in chosen], wanted=True)
        self._set(talk, [one.day for one in days if one.day.isoweekday() not in chosen and one.will_be_booked], wanted=False)
        self.page = "recap"

    def _like_last_week(self, talk: Talk) -> bool:
        """Make the first week of the view that may change like the last booked one before it; tell whether there is one."""
        weeks = [week for week in self._seen(talk).weeks if any(day.may_change and not day.surcharge for day in week.days)]
        before = habits.last_booked_week(talk.work, self._child(talk), weeks[0].monday) if weeks else []
        if not weeks or not before:
            return False
        self.view, self.first = "week", weeks[0].monday.isoformat()
        self._only(talk, {day.isoweekday() for day in before})
        return True

    def _usual(self, talk: Talk) -> list[int]:
        habit = habits.habit_of(talk.work, self._child(talk))
        return list(habit.weekdays) if habit else []

    def _repeat_until(self, talk: Talk, last: date) -> None:
        """Tick the chosen weekdays from today to a day, those that may still change."""
        last = min(last, talk.work.today + FAR)
        seen = self._asked_view(talk, talk.work.today, last)
        days = [one.day for one in drawn.changeable(seen.days, wanted=True) if one.day.isoweekday() in self.repeated]
        self._set(talk, days, wanted=True)
        self.page = "recap"

    # Screens

    def _days(self, talk: Talk) -> Screen:
        words, day, child = talk.work.translator, self._shown_day(talk), self._child(talk)
        view = self._seen(talk)
        body = [drawn.head(words, child.first_name, day, self.view), drawn.limits(words, view)]
        if talk.by_email or self.view == "week":
            body[1:1] = [drawn.in_words(words, week) for week in drawn.weeks_to_tell(view, talk.work.today)]
        body.append(talk.t(BY_WORDS) if talk.by_email else drawn.legend(talk, view))
        if self.add or self.remove:
            body.append(talk.t(PENDING, added=len(self.add), removed=len(self.remove)))
        rows: tuple[tuple[Choice, ...], ...] = ()
        if not talk.by_email:
            rows = drawn.month_rows(words, view, day.month) if self.view == "month" else drawn.week_rows(words, view)
        go = ((talk.choice("go", RECAP, Role.PRIMARY),),) if self.add or self.remove else ()
        rows = (*rows, *go, self._around(talk, day), *self._shortcuts(talk, view))
        return Screen(talk.t(self.title), tuple(one for one in body if one), rows, Expect.DAYS)

    def _shortcuts(self, talk: Talk, view: View) -> tuple[tuple[Choice, ...], ...]:
        rows = [(*drawn.tick_choices(talk, view), talk.choice("repeat", REPEAT)), (talk.choice("like", LIKE_LAST_WEEK),)]
        usual = self._usual(talk)
        if usual:
            rows.append((Choice("usual", talk.t(USUAL, weekdays=_weekdays(talk, usual))),))
        papers = (talk.choice("png", AS_PICTURE), talk.choice("ics", FOR_DIARY), talk.choice(CANCEL_KEY, GIVE_UP, Role.CANCEL))
        return (*rows, papers)

    def _around(self, talk: Talk, day: date) -> tuple[Choice, ...]:
        """Lead to the neighbours of what is seen, and to the other view; where it goes is a day, so that a second tap stays there."""
        if self.view == "week":
            monday = week_of(day)[0]
            before, after, other = f"w{monday - habits.WEEK:%Y%m%d}", f"w{monday + habits.WEEK:%Y%m%d}", f"m{monday:%Y%m%d}"
        else:
            first, last = month_of(day)
            before, after = f"m{(first - ONE_DAY).replace(day=1):%Y%m%d}", f"m{last + ONE_DAY:%Y%m%d}"
            other = f"w{talk.work.today if first <= talk.work.today <= last else first:%Y%m%d}"
        return (talk.choice(before, EARLIER), talk.choice(other, AS_MONTH if self.view == "week" else AS_WEEK), talk.choice(after, LATER))

    def _repetition(self, talk: Talk) -> Screen:
        """Ask for weekdays and a period; the periods are those of the child's own calendar."""
        calendar = calendar_of(talk.work, self._child(talk))
        weekdays = tuple(
            Choice(f"rw{one}{'-' if one in self.repeated else '+'}", ("✓ " if one in self.repeated else "") + _weekdays(talk, [one]))
            for one in sorted(calendar.days.weekdays)
        )
        today, rows = talk.work.today, [weekdays]
        if self.repeated:
            holidays = next((one for one in calendar.days.holidays if one.first > today), None)
            year = next((one for one in calendar.days.years if one.last >= today), None)
            if holidays is not None:
                label = talk.t(UNTIL_HOLIDAYS, name=holidays.name)
                rows.append((Choice(f"ru{holidays.first - timedelta(days=1):%Y%m%d}", label),))
            if year is not None:
                rows.append((talk.choice(f"ru{year.last:%Y%m%d}", UNTIL_YEAR_ENDS),))
        rows.append((talk.choice(BACK_KEY, BACK_TO_CALENDAR, Role.BACK),))
        return question(talk, self.title, (talk.t(WHICH_WEEKDAYS),), tuple(rows))

    def _explained(self, talk: Talk, day: date) -> Step:
        """Say why a day cannot be ticked, and what can be done instead; the calendar is one tap away."""
        refusal = self._refusal(talk, day)
        if refusal is None:
            return self.show(talk)
        self.explained = day.isoformat()
        sentence = talk.t(refusal.template, **refusal.facts())
        ways = [(Choice(f"o{number}", talk.t(one.label, **one.label_facts)),) for number, one in enumerate(refusal.ways_out())]
        rows = (*ways, (talk.choice(BACK_KEY, BACK_TO_CALENDAR, Role.BACK),))
        return Step(Screen(talk.t(self.title), (sentence,), tuple(rows), Expect.CHOICE), toast=sentence)

    def _refusal(self, talk: Talk, day: date) -> Refusal | None:
        seen = self._asked_view(talk, day, day).day(day)
        act = CANCEL if seen is not None and seen.state in {DayState.BOOKED, DayState.WAITING} else BOOK
        refused = assess(talk.work, MealChange(act, self._child(talk), (day,), at=talk.said_at)).refused
        return refused[0] if refused else None

    def _way_out(self, talk: Talk, number: int) -> Step:
        refusal = self._refusal(talk, date.fromisoformat(self.explained)) if self.explained else None
        ways = refusal.ways_out() if refusal else ()
        if number >= len(ways) or ways[number].intent == "show_planning":
            self.page = "days"
            return self.show(talk)
        return Step(opens=ways[number].intent, facts=dict(ways[number].facts))

    def _paper(self, talk: Talk, kind: str) -> Step:
        """Send the month as a picture or for a diary; the calendar stays open above it."""
        screen = self._days(talk)
        paper = attachment(talk.work.translator, self.children[0], self._shown_day(talk), kind)
        return Step(replace(screen, body=(talk.t(HERE_IT_IS), *screen.body), attachments=(paper,)))

    # Recap and receipt

    def _requests(self, talk: Talk) -> list[MealChange]:
        kids = [access.child_for_actor(talk.work, one) for one in (*self.children, *self.siblings)]
        wished = ((BOOK, self.add), (CANCEL, self.remove))
        days = {act: tuple(date.fromisoformat(day) for day in its) for act, its in wished if its}
        return [MealChange(act, child, its, at=talk.said_at) for child in kids for act, its in days.items()]

    def _recap(self, talk: Talk) -> Step:
        """Say what would be added and removed, and day by day what would not be, and why."""
        body: list[str] = []
        refused: list[Refusal] = []
        changes = 0
        self.late = receipts.late_days(talk.work, self._requests(talk))
        for asked in self._requests(talk):
            found = receipts.recap_of(talk, asked)
            body += found.lines
            refused += found.refused
            changes += len(found.changes)
        body += receipts.refusal_lines(talk, refused)
        validate, change = recap_rows(talk)
        if not changes:
            body.append(talk.t(NOTHING_CHANGED))
        others = [one for one in access.children_of_actor(talk.work) if one.id not in {*self.children, *self.siblings}]
        same = tuple((Choice(f"s{one.id}", talk.t(SAME_FOR, child=one.first_name)),) for one in others[:MOST_SIBLINGS])
        rows = (*((validate,) if changes else ()), *same, change)
        return Step(Screen(talk.t(self.title), tuple(body), rows, Expect.CHOICE))

    def _performed(self, talk: Talk) -> Step:
        """Do what is possible of what was validated; the rest is told with its reason."""
        if set(receipts.late_days(talk.work, self._requests(talk))) - {*self.late}:
            return self._recap(talk)
        changed, refused = receipts.performed(talk, self._requests(talk))
        self.receipts, self.add, self.remove, self.page = receipts.to_undo(changed), [], [], "days"
        return Step(self._receipt(talk, changed, refused), "done")

    def _undone(self, talk: Talk) -> Step:
        dear = receipts.dear_to_undo(talk, self.receipts)
        if dear:
            return Step(opens="book_meal", facts=dear)
        done = receipts.undone(talk, self.receipts)
        self.receipts = []
        return Step(self._receipt(talk, done, ()), "done")

    def _receipt(self, talk: Talk, done: list[Receipt], refused: Iterable[Refusal]) -> Screen:
        words = talk.work.translator
        body = [line for one in done for line in receipts.sentences(talk.work, one, words)] or [talk.t(NOTHING_CHANGED)]
        body += receipts.refusal_lines(talk, refused)
        rows: list[tuple[Choice, ...]] = (
            [(talk.choice("undo", UNDO, Role.BACK),)] if self.receipts and receipts.may_undo(talk, self.receipts) else []
        )
        habit = habits.habit_to_offer(talk.work, self._child(talk))
        if habit is not None:
            names = _weekdays(talk, habit.weekdays)
            body.append(talk.t(KEEP_HABIT, child=self._child(talk).first_name, weekdays=names))
            rows.append((talk.choice("keep", KEEP), talk.choice("nokeep", NO_KEEP)))
        receipts.tell(talk, self.title, done)
        return Screen(talk.t(self.title), tuple(body), (*rows, (talk.choice(MENU_KEY, MENU),)))

    def _habit_answered(self, talk: Talk, state: str) -> Step:
        child = self._child(talk)
        habit = habits.seen_habit(talk.work, child)
        if habit is not None:
            habits.answer(talk.work, child, habit.weekdays, state=state)
        sentence = HABIT_KEPT if state == "kept" else HABIT_DECLINED
        said = talk.t(sentence)
        return Step(Screen(talk.t(self.title), (said,), ((talk.choice(MENU_KEY, MENU),),)), "done")


def _weekdays(talk: Talk, weekdays: Iterable[int]) -> str:
    words = talk.work.translator
    return words.listed([weekday_name(words, one) for one in weekdays])


def _day(carried: str) -> date:
    return date.fromisoformat(f"{carried[:4]}-{carried[4:6]}-{carried[6:8]}")
