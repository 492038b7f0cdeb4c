"""Events that act: prepared and shown, confirmed by one or two people, told to exactly the parents concerned, answered, withdrawn."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import select

from villars_core.absences import actions as absences
from villars_core.announcements import event_calendar
from villars_core.announcements import event_notices as notices
from villars_core.announcements.event_money import Money, money_of
from villars_core.announcements.event_queries import NOON, Scope, Touched, days_of, meals_of, scope_of, touched
from villars_core.announcements.models import Event, EventMeal
from villars_core.attendance import actions as attendance
from villars_core.errors import NotFound, Refusal
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_, Translator
from villars_core.journal.actions import Change, Subject, next_number, record
from villars_core.office_queue.actions import Posting
from villars_core.office_queue.actions import post as post_queue
from villars_core.registrations.queries import registered_spans
from villars_core.reservations import batches, places
from villars_core.reservations.batches import Meal
from villars_core.school_calendar.queries import CANTEEN, opening_days
from villars_core.schools.queries import class_of, rules_in_force
from villars_core.work import SYSTEM, Work

SERIES = "E"
ROLE = "education_office"
CONFIRM = "confirm_event"
LONGEST_WORDS, MOST_DAYS = 1500, 31
EFFECTS = {"closure": "cancel", "strike": "choice", "teacher": "choice", "trip": "cancel", "transport": "choice"}
CREDITS = {"closure": "closure", "strike": "strike", "teacher": "teacher", "trip": "trip", "transport": "closure"}
TO_CONFIRM = N_("Événement {number} à confirmer : {title}, {days}, {children} enfants, {meals} repas")


@dataclass(eq=False)
class NothingToDo(Refusal):
    """No child, or no day of service."""

    template: ClassVar[str] = N_("Aucun enfant ou aucun jour de service n’est concerné. Vérifiez les jours et le lieu.")


@dataclass(eq=False)
class SecondPersonNeeded(Refusal):
    """The one who prepared a large event does not confirm it."""

    template: ClassVar[str] = N_("L’événement {number} touche {children} enfants : une autre personne du service doit le confirmer.")
    number: str
    children: int


@dataclass(eq=False)
class ClassesDoNotClose(Refusal):
    """The calendar closes schools; a class has an absent teacher, or goes on a trip."""

    template: ClassVar[str] = N_("Une classe ne ferme pas seule : choisissez « enseignant absent » ou « sortie », ou toute l’école.")


@dataclass(eq=False)
class TooLateToAnswer(Refusal):
    """The day is past, or the event was withdrawn."""

    template: ClassVar[str] = N_("Il n’y a plus rien à répondre : le jour est passé, ou la mairie a retiré cet événement.")


@dataclass(frozen=True)
class Draft:
    """What happens: its kind, for whom, on which days and part of them; `effect` and `credit` as the kind says where they are empty."""

    kind: str
    scope: Scope
    days: tuple[date, ...]
    activity: str = CANTEEN
    part: str = "day"
    effect: str = ""
    credit: str = ""
    words: str = ""


def preview(work: Work, draft: Draft) -> Touched:
    """Return whom an event would touch. Raises NothingToDo, ClassesDoNotClose."""
    work.actor.require(ROLE)
    if draft.kind == "closure" and draft.scope.kind == "class":
        raise ClassesDoNotClose
    found = touched(work, draft.scope, draft.days[:MOST_DAYS], draft.activity, draft.part)
    if not found.children or not found.days:
        raise NothingToDo
    return found


def money(work: Work, draft: Draft, shown: Touched) -> Money:
    """Return the money that a previewed event would touch, home by home."""
    work.actor.require(ROLE)
    return money_of(work, shown.meals, draft.effect or EFFECTS[draft.kind], draft.credit or CREDITS[draft.kind])


def draft_of(event: Event) -> Draft:
    """Return an event as it was said when it was prepared."""
    return Draft(
        kind=event.kind,
        scope=Scope(event.scope, event.scope_id),
        days=tuple(days_of(event)),
        activity=event.activity,
        part=event.part,
        effect=event.effect,
        credit=event.credit,
        words=event.words,
    )


def prepare(work: Work, draft: Draft) -> Event:
    """Write an event down with what it would touch; the same one prepared twice is one."""
    work.actor.require(ROLE)
    digest = _digest(draft)
    known = select(Event).where(Event.digest == digest, Event.state.in_(("prepared", "waiting", "confirmed"))).order_by(Event.id.desc())
    found = work.session.scalars(known.limit(1)).first()
    if found is not None:
        return found
    shown = preview(work, draft)
    event = Event(
        number=next_number(work, SERIES),
        kind=draft.kind,
        scope=draft.scope.kind,
        scope_id=draft.scope.id,
        activity=draft.activity,
        days=[day.isoformat() for day in shown.days],
        part=draft.part,
        effect=draft.effect or EFFECTS[draft.kind],
        credit=draft.credit or CREDITS[draft.kind],
        words=draft.words[:LONGEST_WORDS],
        digest=digest,
        state="prepared",
        children=len(shown.children),
        meals=len(shown.meals),
        prepared_by=work.actor.account_id,
        prepared_at=work.now,
    )
    work.session.add(event)
    work.session.flush()
    record(work, "event.prepare", Subject("event", event.id), Change(after=_counts(event)), event.number)
    return event


def confirm(work: Work, event_id: int) -> Event:
    """Make an event happen; a large one first waits in the queue for a second person. Confirming again changes nothing.

    Raises SecondPersonNeeded when the one who prepared it accepts it from the queue.
    """
    work.actor.require(ROLE)
    event = _locked(work, event_id)
    if event.state not in {"prepared", "waiting"}:
        return event
    alone = event.prepared_by is not None and event.prepared_by == work.actor.account_id
    if event.children > rules_in_force(work).events.second_person_above and alone:
        if event.state == "waiting":
            raise SecondPersonNeeded(event.number, event.children)
        _ask_second(work, event)
        return event
    _happen(work, event)
    return event


def refuse(work: Work, event_id: int) -> Event:
    """Let a prepared event not happen."""
    work.actor.require(ROLE)
    event = _locked(work, event_id)
    if event.state in {"prepared", "waiting"}:
        event.state = "refused"
        record(work, "event.refuse", Subject("event", event.id))
    return event


def withdraw(work: Work, event_id: int) -> Event:
    """Take an event back: days open again, meals are restored where that is still right, and the parents concerned are told."""
    work.actor.require(ROLE)
    event = _locked(work, event_id)
    if event.state in {"prepared", "waiting"}:
        return refuse(work, event_id)
    if event.state != "confirmed":
        return event
    event.state, event.withdrawn_at, event.withdrawn_by = "withdrawn", work.now, work.actor.account_id
    event_calendar.reopen(work, event)
    attendance.call_again(work, _why(event))
    rows = list(work.session.scalars(select(EventMeal).where(EventMeal.event_id == event.id).order_by(EventMeal.id)))
    _give_back(work, event, rows)
    work.session.flush()
    record(work, "event.withdraw", Subject("event", event.id), Change(after={"meals": len(rows)}))
    notices.tell_withdrawn(work, event, rows)
    return event


def answer(work: Work, event_id: int, child_ids: Sequence[int], choice: str) -> list[EventMeal]:
    """Note what a family chose for its own days: "home" or "comes"; it may change its mind until the day is past.

    Raises NotFound for another family's child, TooLateToAnswer.
    """
    if choice not in {"home", "comes"}:
        raise NotFound
    kids = [access.child_for_actor(work, one) for one in child_ids]
    event = work.session.get(Event, event_id)
    if event is None:  # as an event that asks this family nothing
        raise TooLateToAnswer
    batches.lock_children(work, [one.id for one in kids])
    rows = [row for row in _own_meals(work, event.id, kids) if row.day >= work.today]
    if event.state != "confirmed" or not rows:
        raise TooLateToAnswer
    for child in kids:
        changed = [row for row in rows if row.child_id == child.id and row.state != choice]
        _chosen(work, event, child, changed, choice)
    work.session.flush()
    return rows


def own_meals(work: Work, event_id: int, child_ids: Sequence[int]) -> list[EventMeal]:
    """Return the meals that the acting adult is asked about; none of an event that is not there. Raises NotFound for a child."""
    return _own_meals(work, event_id, [access.child_for_actor(work, one) for one in child_ids])


def _own_meals(work: Work, event_id: int, kids: Sequence[Child]) -> list[EventMeal]:
    query = select(EventMeal).where(
        EventMeal.event_id == event_id, EventMeal.child_id.in_([one.id for one in kids]), EventMeal.state.in_(("asked", "home", "comes"))
    )
    rows = list(work.session.scalars(query.order_by(EventMeal.day, EventMeal.id)))
    shown = access.shown_days(work, {one.id: [row.day for row in rows if row.child_id == one.id] for one in kids})
    return [row for row in rows if row.day in shown[row.child_id]]


def _chosen(work: Work, event: Event, child: Child, rows: Sequence[EventMeal], choice: str) -> None:
    if not rows:
        return
    days = [row.day for row in rows]
    # Said in the town's name: a family tells no strike, the event does.
    town = _as_town(work)
    if choice == "home":
        absences.excuse(town, [child], days, event.credit, event.activity)
    elif any(row.state == "home" for row in rows):
        absences.withdraw(town, child, days, event.activity)
    else:
        # Who says that the child comes takes back what was reported before: the kitchen counts on it.
        absences.expect_again(town, child, days, event.activity)
    for row in rows:
        row.state, row.answered_by, row.answered_at = choice, work.actor.account_id, work.now
    after: dict[str, Any] = {"choice": choice, "days": [day.isoformat() for day in days]}
    record(work, "event.answer", Subject("child", child.id), Change(after=after))


def _happen(work: Work, event: Event) -> None:
    event.state, event.confirmed_at, event.confirmed_by = "confirmed", work.now, work.actor.account_id
    days = days_of(event)
    pupils = touched(work, scope_of(event), days, event.activity, event.part).children
    # Whoever books now waits, and finds the day closed.
    batches.lock_children(work, [one.id for one in pupils])
    title = Translator().t(notices.TITLES[event.kind])
    if event_calendar.closes(event):
        event_calendar.close(work, event, days, event.words.splitlines()[0] if event.words else title)
    event_calendar.give_up_calls(work, event, pupils, days, _why(event))
    found = meals_of(work, scope_of(event), days, event.activity) if event.part in NOON else []
    state = {"cancel": "cancelled", "excuse": "excused", "choice": "asked"}.get(event.effect)
    taken = _taken(work, event, found)
    if state is not None:
        work.session.add_all(
            EventMeal(event_id=event.id, reservation_id=one.reservation_id, child_id=one.child_id, day=one.day, state=state)
            for one in taken
        )
    event.children, event.meals = len(pupils), len(taken)
    work.session.flush()
    record(work, "event.confirm", Subject("event", event.id), Change(after=_counts(event)))
    notices.tell(work, event, pupils, taken)


def _taken(work: Work, event: Event, meals: Sequence[Meal]) -> list[Meal]:
    """Do to the meals what the event does; return those that were still there."""
    if event.effect == "cancel":
        done = batches.cancel_all(work, [one.reservation_id for one in meals], event.number)
        meals = [one for one in meals if one.reservation_id in done]
        if event.kind != "closure":
            _pass_on(work, meals)
    elif event.effect == "excuse":
        kids = batches.children_of(work, {one.child_id for one in meals})
        for day in sorted({one.day for one in meals}):
            absences.excuse(work, [kids[one.child_id] for one in meals if one.day == day], [day], event.credit, event.activity)
    return list(meals)


def _pass_on(work: Work, meals: Sequence[Meal]) -> None:
    """Offer the places that became free, where somebody waits."""
    if not meals or not places.limited(work, meals[0].activity):
        return
    places.hold(work, meals[0].activity)
    freed: dict[int, set[date]] = {}
    kids = batches.children_of(work, {one.child_id for one in meals})
    for one in meals:
        site_id = places.site_of(work, kids[one.child_id])
        if site_id is not None:
            freed.setdefault(site_id, set()).add(one.day)
    for site_id, days in freed.items():
        places.offer_freed(work, places.Place(site_id, meals[0].activity), days)


def _give_back(work: Work, event: Event, rows: Sequence[EventMeal]) -> None:
    child_ids = {row.child_id for row in rows}
    batches.lock_children(work, child_ids)
    kids = batches.children_of(work, child_ids)
    cancelled = [row for row in rows if row.state == "cancelled"]
    done = batches.restore_all(work, _right(work, event, cancelled, kids), event.number)
    for row in cancelled:
        row.state = "restored" if row.reservation_id in done else "lost"
    excused = [row for row in rows if row.state in {"excused", "home"} and row.day >= work.today]
    for child_id in sorted({row.child_id for row in excused}):
        days = [row.day for row in excused if row.child_id == child_id]
        absences.end_excuse(_as_town(work), kids[child_id], days, event.credit, event.activity)
    for child_id, day, credit in _excused_otherwise(work, event, excused):
        absences.excuse(_as_town(work), [kids[child_id]], [day], credit, event.activity)
    for row in excused:
        row.state = "restored"


def _excused_otherwise(work: Work, event: Event, rows: Sequence[EventMeal]) -> list[tuple[int, date, str]]:
    """Return the children and days of these meals that another event excuses too, and for which reason: there they stay excused."""
    query = select(EventMeal.child_id, EventMeal.day, Event.credit).join(Event, Event.id == EventMeal.event_id)
    others = (Event.id != event.id, Event.state == "confirmed", Event.activity == event.activity)
    chosen = (EventMeal.reservation_id.in_([row.reservation_id for row in rows]), EventMeal.state.in_(("excused", "home")))
    return [(child_id, day, credit) for child_id, day, credit in work.session.execute(query.where(*others, *chosen).order_by(Event.id))]


def _right(work: Work, event: Event, rows: Sequence[EventMeal], kids: Mapping[int, Child]) -> list[Meal]:
    """Return the meals that may be booked again: the day is to come and open, and the child still registered in a class."""
    spans = registered_spans(work, kids, event.activity)
    found = []
    for row in rows:
        known = class_of(work, kids[row.child_id].class_id)
        is_open = known is not None and opening_days(work, known.school_id, event.activity, known.id).is_open(row.day)
        is_registered = any(first <= row.day <= last for first, last in spans.get(row.child_id, ()))
        if row.day > work.today and is_open and is_registered:
            found.append(Meal(row.reservation_id, row.child_id, row.day, event.activity))
    return found


def _ask_second(work: Work, event: Event) -> None:
    """Put a large event before the office, where a second person confirms it."""
    event.state = "waiting"
    words = Translator()
    title, days = words.t(notices.TITLES[event.kind]), words.listed([words.day(day) for day in days_of(event)])
    summary = words.t(TO_CONFIRM, number=event.number, title=title, days=days, children=event.children, meals=event.meals)
    facts = {"event": event.id, "number": event.number}
    post_queue(work, Posting("event", summary, event.words, account_id=work.actor.account_id, action=CONFIRM, facts=facts))
    notices.tell_second_persons(work, event, summary)


def _locked(work: Work, event_id: int) -> Event:
    event = work.session.get(Event, event_id, with_for_update=True, populate_existing=True)
    if event is None:
        raise NotFound
    return event


def _why(event: Event) -> str:
    """Return what is noted where a roll-call is given up for an event; it names the event alone."""
    return f"{Translator().t(notices.TITLES[event.kind])} {event.number}"


def _as_town(work: Work) -> Work:
    return replace(work, actor=replace(SYSTEM, account_id=work.actor.account_id, door=work.actor.door))


def _counts(event: Event) -> dict[str, Any]:
    return {"kind": event.kind, "days": event.days, "children": event.children, "meals": event.meals, "effect": event.effect}


def _digest(draft: Draft) -> str:
    effect, credit = draft.effect or EFFECTS[draft.kind], draft.credit or CREDITS[draft.kind]
    days = [day.isoformat() for day in sorted(set(draft.days))]
    said = [draft.kind, draft.scope.kind, draft.scope.id, draft.activity, days, draft.part, effect, credit]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
