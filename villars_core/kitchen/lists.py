"""The names behind the figures, for whoever serves and calls; diets and allergies only for the kitchen and the office."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from villars_core.adult_meals import queries as adults
from villars_core.attendance.models import Attendance
from villars_core.attendance.rules import ABSENT, PRESENT
from villars_core.families.access import by_name
from villars_core.families.models import Child
from villars_core.health.queries import READERS as HEALTH_READERS
from villars_core.health.queries import needs_of
from villars_core.health.rules import Needs
from villars_core.i18n import N_
from villars_core.kitchen.absent import reported_absent
from villars_core.kitchen.list_pdf import ClassList, Eater, ListOfDay
from villars_core.kitchen.queries import ADULTS, Table, open_classes, tables
from villars_core.reservations.models import Reservation
from villars_core.school_calendar.queries import CANTEEN
from villars_core.schools.queries import rules_in_force
from villars_core.work import Work

NAME_READERS = ("childcare", "education_office", "kitchen")
OWN_MEAL = N_("panier-repas (PAI)")
ALLERGIC = N_("allergies : {allergens}")
PRINTED = N_("Imprimé le {at}. Contient des données personnelles.")


def list_of_day(work: Work, day: date, *, with_needs: bool) -> ListOfDay:
    """Return who is expected on a day, class by class. Diets and allergies need the kitchen's or the office's role: else NotAllowed."""
    work.actor.require(*NAME_READERS)
    if with_needs:
        work.actor.require(*HEALTH_READERS)
    children = expected_children(work, day)
    needs = needs_of(work, [child.id for child in children], day) if with_needs else {}
    by_class: dict[int | None, list[Eater]] = defaultdict(list)
    for child in children:
        by_class[child.class_id].append(Eater(f"{child.last_name} {child.first_name}", in_words(work, needs.get(child.id))))
    found = [*(one for one in tables(work) if one.adults_at is None), Table(None, "", None, "", "")]
    classes = [
        ClassList(one.school, one.class_name, one.site, tuple(by_class[one.class_id])) for one in found if by_class.get(one.class_id)
    ]
    classes += _adults(work, day)
    return ListOfDay(rules_in_force(work).town.name, day, classes, with_needs, work.t(PRINTED, at=work.now))


def _adults(work: Work, day: date) -> list[ClassList]:
    """Return the adults who eat, restaurant by restaurant."""
    eating, cards = adults.eaters(work, day), adults.diners(work)
    names = {site.site_id: site.site for site in adults.open_sites(work, day)}
    at = {site: tuple(Eater(f"{one.last_name} {one.first_name}") for one in cards if eating.get(one.id) == site) for site in names}
    return [ClassList(names[site], work.t(ADULTS), "", eaters, adults=True) for site, eaters in at.items() if eaters]


def expected_children(work: Work, day: date) -> list[Child]:
    """Return the children who eat on a day as things stand, by name: those that the figures count."""
    work.actor.require(*NAME_READERS)
    booked = select(Reservation.child_id).where(Reservation.day == day, Reservation.activity == CANTEEN, Reservation.state == "booked")
    live = (Attendance.day == day, Attendance.activity == CANTEEN, Attendance.replaced_at.is_(None))
    marks = dict(work.session.execute(select(Attendance.child_id, Attendance.state).where(*live)).all())
    here = {child for child, state in marks.items() if state == PRESENT}
    away = (reported_absent(work, day) | {child for child, state in marks.items() if state == ABSENT}) - here
    is_open = open_classes(work, day)
    query = select(Child).where(Child.id.in_(booked.union(select(Attendance.child_id).where(*live, Attendance.state == PRESENT))))
    return sorted((one for one in work.session.scalars(query) if one.id not in away and one.class_id in is_open), key=by_name)


def in_words(work: Work, needs: Needs | None) -> str:
    """Return what must be known of a meal, in words; empty for the common meal."""
    if needs is None:
        return ""
    said = [needs.diet] if needs.diet and not needs.own_meal else []
    said += [work.t(OWN_MEAL)] if needs.own_meal else []
    said += [work.t(ALLERGIC, allergens=list(needs.allergens))] if needs.allergens else []
    return " ; ".join(said)
