"""A town of any size for measures: the same number of children gives the same families, accounts and meals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import insert, select

from villars_core.accounts.models import Account, ChannelLink
from villars_core.accounts.terms import TERMS_VERSION
from villars_core.demo.cast import FIRST_DAY, LAST_DAY, MAILS, plant
from villars_core.families.models import Child, Guardian, Guardianship, Household
from villars_core.registrations.models import Registration
from villars_core.reservations.models import Reservation
from villars_core.school_calendar.queries import CANTEEN, opening_days
from villars_core.schools.models import SchoolClass
from villars_core.work import Work

FIRST_NAMES = ("Adam", "Alice", "Camille", "Chloé", "Élise", "Gabin", "Hugo", "Inaya", "Jade", "Lina", "Louis", "Malo", "Nour", "Théo")
ADULT_NAMES = ("Amel", "Antoine", "Céline", "David", "Fatima", "Hélène", "Julien", "Laurent", "Mehdi", "Nathalie", "Pauline", "Thomas")
MEN = {"Antoine", "David", "Julien", "Laurent", "Mehdi", "Thomas"}
LAST_NAMES = ("Bernard", "Blanc", "Faure", "Fontaine", "Garcia", "Girard", "Haddad", "Lambert", "N’Diaye", "Nguyen", "Roux", "Yilmaz")
STREETS = ("rue des Écoles", "avenue du Parc", "place de la Mairie", "rue de la Gare", "chemin des Vignes", "rue du Pré")
SIBLINGS = (1, 2, 1, 3, 2)
"""Children of one home after the other, again and again."""

FIRST_CHAT = 100_000
WEEKS_BOOKED = 4
YOUNGEST = 3


@dataclass(frozen=True)
class Size:
    """How many children beside the cast, and around which day meals are booked."""

    children: int
    today: date


@dataclass(frozen=True)
class Counted:
    """What the town holds."""

    children: int
    guardians: int
    reservations: int


@dataclass(frozen=True)
class _Home:
    """One family to be: how many children, and the number of its first one."""

    number: int
    first_child: int
    children: int


def fill(work: Work, size: Size) -> Counted:
    """Plant the cast and as many more families as the size asks for."""
    plant(work)
    classes = list(work.session.scalars(select(SchoolClass.id).order_by(SchoolClass.id)))
    days = _days(work, size.today)
    guardians = reservations = 0
    for home in _homes(size.children):
        adults = _adults(work, home)
        children = _children(work, home, adults, classes)
        guardians += len(adults)
        reservations += _meals(work, home, children, days)
    return Counted(size.children, guardians, reservations)


def _homes(children: int) -> Iterator[_Home]:
    number = placed = 0
    while placed < children:
        many = min(SIBLINGS[number % len(SIBLINGS)], children - placed)
        yield _Home(number, placed, many)
        number, placed = number + 1, placed + many


def _adults(work: Work, home: _Home) -> list[Guardian]:
    """Write a home with one or two adults; each has an account in use, most of them a chat."""
    name = LAST_NAMES[home.number % len(LAST_NAMES)]
    street = f"{home.number % 90 + 1} {STREETS[home.number % len(STREETS)]}"
    row = Household(reference=f"T-{home.number:06d}", name=f"Famille {name}", street=street, postcode="42390", city="Villars")
    work.session.add(row)
    work.session.flush()
    adults = [_adult(home, place, row.id, name) for place in range(1 if home.number % 5 == 0 else 2)]
    work.session.add_all(adults)
    work.session.flush()
    accounts = [_account(work, home, place, adult) for place, adult in enumerate(adults)]
    work.session.add_all(accounts)
    work.session.flush()
    for place, account in enumerate(accounts):
        chat = str(FIRST_CHAT + 2 * home.number + place)
        if (home.number + place) % 4:
            work.session.add(ChannelLink(account_id=account.id, channel="telegram", address=chat, linked_at=work.now))
    return adults


def _adult(home: _Home, place: int, household: int, last_name: str) -> Guardian:
    first = ADULT_NAMES[(7 * home.number + place) % len(ADULT_NAMES)]
    email, title = f"parent-{home.number}-{place}@{MAILS}", "M" if first in MEN else "MME"
    return Guardian(household_id=household, first_name=first, last_name=last_name, email=email, title=title)


def _account(work: Work, home: _Home, place: int, adult: Guardian) -> Account:
    return Account(
        kind="guardian",
        identifier=f"parent-{home.number}-{place}",
        name=f"{adult.first_name} {adult.last_name}",
        email=adult.email,
        guardian_id=adult.id,
        terms_version=TERMS_VERSION,
        terms_accepted_at=work.now,
        activated_at=work.now,
    )


def _children(work: Work, home: _Home, adults: list[Guardian], classes: list[int]) -> list[int]:
    children = []
    for place in range(home.children):
        number = home.first_child + place
        level = number % len(classes)
        born = date(FIRST_DAY.year - YOUNGEST - level, number % 12 + 1, number % 28 + 1)
        first = FIRST_NAMES[(5 * number + place) % len(FIRST_NAMES)]
        sex = "F" if number % 2 else "M"
        children.append(Child(first_name=first, last_name=adults[0].last_name, born=born, sex=sex, class_id=classes[level]))
    work.session.add_all(children)
    work.session.flush()
    for child in children:
        work.session.add_all(Guardianship(child_id=child.id, guardian_id=adult.id, since=FIRST_DAY) for adult in adults)
        work.session.add(Registration(child_id=child.id, activity=CANTEEN, school_year=FIRST_DAY.year, first=FIRST_DAY, last=LAST_DAY))
    return [child.id for child in children]


def _meals(work: Work, home: _Home, children: list[int], days: list[date]) -> int:
    """Book the weekdays that each child eats on, in the weeks around today."""
    rows = [
        {
            "child_id": child,
            "day": day,
            "activity": CANTEEN,
            "state": "booked",
            "booked_at": work.now,
            "booking_number": f"T-{home.number:06d}",
            "cancel_number": "",
        }
        for place, child in enumerate(children)
        for day in days
        if (day.weekday() + home.number + place) % 3
    ]
    if rows:
        work.session.execute(insert(Reservation), rows)
    return len(rows)


def _days(work: Work, today: date) -> list[date]:
    calendar = opening_days(work)
    first = today - timedelta(days=today.weekday())
    around = (first + timedelta(days=number) for number in range(-7, 7 * WEEKS_BOOKED))
    return [day for day in around if calendar.is_open(day)]
