"""Which adults eat on a day and where, for the kitchen, the roll and the bill; and until when an adult may change a day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from villars_core.adult_meals.models import AdultMeal, Diner
from villars_core.errors import NotFound
from villars_core.families.models import Guardian, Household
from villars_core.reservations.queries import Calendar
from villars_core.school_calendar.queries import CANTEEN, opening_days
from villars_core.schools.models import School, Site
from villars_core.schools.queries import rules_in_force, schools
from villars_core.schools.rules_file import BOOK
from villars_core.work import ActorKind, Work

READERS = ("education_office", "childcare", "kitchen", "treasurer")


@dataclass(frozen=True)
class DinerCard:
    """An adult who may eat: who, where as a rule, from when, until when. `reference`: of the household that is billed."""

    id: int
    household_id: int
    reference: str
    first_name: str
    last_name: str
    email: str
    site_id: int
    site: str
    since: date
    until: date | None

    @property
    def name(self) -> str:
        """Return first and last name."""
        return f"{self.first_name} {self.last_name}"

    def eats_on(self, day: date) -> bool:
        """Tell whether the adult may eat on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class MealEaten(NamedTuple):
    """A meal that is due: of which household, on which day."""

    household_id: int
    day: date


@dataclass(frozen=True)
class SiteDays:
    """The days of a restaurant: open where one of its schools has a meal."""

    site_id: int
    site: str
    calendars: Sequence[Calendar]

    def is_open(self, day: date) -> bool:
        """Tell whether somebody eats there on a day."""
        return any(one.days.is_open(day) for one in self.calendars)

    def last_minute(self, day: date) -> datetime:
        """Return until when an adult may change a day, inclusive: the limit of the families who eat there."""
        serving = [one for one in self.calendars if one.days.is_open(day)] or self.calendars
        return max(one.last_minute(day, BOOK) for one in serving)


def diner_of_actor(work: Work) -> DinerCard | None:
    """Return the acting adult as one who eats; None for anybody else, and for one who eats no more."""
    if work.actor.kind is not ActorKind.GUARDIAN:
        return None
    found = work.session.execute(_cards().where(Guardian.id == work.actor.id)).first()
    card = None if found is None else _card(found)
    return card if card is not None and (card.until is None or card.until >= work.today) else None


def diner_of(work: Work, diner_id: int) -> DinerCard:
    """Return an adult by id: the acting one, or any for the staff. Raises NotFound alike for none and for another's."""
    found = work.session.execute(_cards().where(Diner.id == diner_id)).first()
    if found is None or not _may_see(work, found):
        raise NotFound
    return _card(found)


def diner_named(work: Work, typed: str) -> DinerCard:
    """Return the adult with a household's reference, an e-mail or a name. Raises NotFound where none, or several, answer to it."""
    work.actor.require(*READERS)
    wanted = typed.strip().casefold()
    found = [one for one in diners(work) if wanted in {one.reference.casefold(), one.email, one.name.casefold()}]
    if len(found) != 1:
        raise NotFound
    return found[0]


def diners(work: Work, day: date | None = None) -> list[DinerCard]:
    """Return the adults who may eat, or who may on a day, by name."""
    work.actor.require(*READERS)
    cards = [_card(row) for row in work.session.execute(_cards())]
    return sorted((one for one in cards if day is None or one.eats_on(day)), key=lambda one: (one.last_name.casefold(), one.first_name))


def meals_between(work: Work, diner_id: int, first: date, last: date) -> list[date]:
    """Return the days on which an adult eats, both ends inclusive. Raises NotFound as `diner_of` does."""
    diner_of(work, diner_id)
    query = select(AdultMeal.day).where(AdultMeal.diner_id == diner_id, AdultMeal.day.between(first, last), _live(None))
    return list(work.session.scalars(query.order_by(AdultMeal.day)))


def eaters(work: Work, day: date) -> dict[int, int]:
    """Return the adults who eat on a day: the restaurant of each, by id."""
    work.actor.require(*READERS)
    return dict(work.session.execute(select(AdultMeal.diner_id, AdultMeal.site_id).where(AdultMeal.day == day, _live(None))).all())


def counts(work: Work, day: date, at: datetime | None = None) -> dict[int, int]:
    """Return how many adults eat at each restaurant, now or as it was just before an instant: one query."""
    query = select(AdultMeal.site_id, func.count()).where(AdultMeal.day == day, _live(at))
    return dict(work.session.execute(query.group_by(AdultMeal.site_id)).all())


def moved(work: Work, day: date, cutoff: datetime) -> tuple[int, int]:
    """Return how many adults eat now and did not at an instant, and the reverse."""
    of_day = AdultMeal.day == day
    then, now = (select(AdultMeal.diner_id).where(of_day, _live(at)) for at in (cutoff, None))
    count = select(func.count(func.distinct(AdultMeal.diner_id)))
    more = work.session.scalar(count.where(of_day, _live(None), AdultMeal.diner_id.not_in(then))) or 0
    fewer = work.session.scalar(count.where(of_day, _live(cutoff), AdultMeal.diner_id.not_in(now))) or 0
    return more, fewer


def eaten(work: Work, first: date, last: date) -> list[MealEaten]:
    """Return the adults' meals that are due in a period, both days inclusive: none of a day on which the restaurant was closed."""
    work.actor.require(*READERS)
    query = select(Diner.household_id, AdultMeal.day, AdultMeal.site_id).join(Diner, Diner.id == AdultMeal.diner_id)
    rows = work.session.execute(query.where(AdultMeal.day.between(first, last), _live(None)).order_by(AdultMeal.day, Diner.household_id))
    found = list(rows)
    open_on = {(site, day): days_of_site(work, site).is_open(day) for site, day in {(site, day) for _, day, site in found}}
    return [MealEaten(home, day) for home, day, site in found if open_on[site, day]]


def days_of_site(work: Work, site_id: int) -> SiteDays:
    """Return the days of a restaurant. Raises NotFound for one that no school eats at."""
    found = work.once("days of sites", lambda: _days_of_sites(work)).get(site_id)
    if found is None:
        raise NotFound
    return found


def open_sites(work: Work, day: date) -> list[SiteDays]:
    """Return the restaurants where somebody eats on a day, by name."""
    return [one for one in work.once("days of sites", lambda: _days_of_sites(work)).values() if one.is_open(day)]


def _days_of_sites(work: Work) -> dict[int, SiteDays]:
    of_site: dict[int, list[School]] = defaultdict(list)
    for school in schools(work):
        if school.site_id is not None:
            of_site[school.site_id].append(school)
    rules = rules_in_force(work)
    return {
        site.id: SiteDays(
            site.id,
            site.name,
            [Calendar(rules, opening_days(work, one.id, CANTEEN).of_service, one.name, CANTEEN) for one in of_site[site.id]],
        )
        for site in work.session.scalars(select(Site).order_by(Site.name))
        if of_site[site.id]
    }


def _live(at: datetime | None) -> ColumnElement[bool]:
    """Return the condition of a meal that stands, now or as it was just before an instant."""
    if at is None:
        return AdultMeal.cancelled_at.is_(None)
    return and_(AdultMeal.entered_at < at, or_(AdultMeal.cancelled_at.is_(None), AdultMeal.cancelled_at >= at))


def _cards() -> Select[*tuple[Any, ...]]:
    first = select(func.min(Guardian.id)).where(Guardian.household_id == Diner.household_id).correlate(Diner).scalar_subquery()
    columns = (Diner.id, Diner.household_id, Household.reference, Guardian.first_name, Guardian.last_name, Guardian.email)
    return (
        select(*columns, Diner.site_id, Site.name, Diner.since, Diner.until, Guardian.id)
        .join(Household, Household.id == Diner.household_id)
        .join(Guardian, Guardian.id == first)
        .join(Site, Site.id == Diner.site_id)
    )


def _card(row: Row[*tuple[Any, ...]]) -> DinerCard:
    return DinerCard(*tuple(row)[:-1])


def _may_see(work: Work, row: Row[*tuple[Any, ...]]) -> bool:
    if work.actor.kind is ActorKind.GUARDIAN:
        return bool(row[-1] == work.actor.id)
    return work.actor.kind is ActorKind.SYSTEM or (work.actor.is_staff and bool(work.actor.roles & {*READERS, "administrator"}))
