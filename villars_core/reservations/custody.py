"""What a change of custody does to the calendar: the days that change hands, the bookings on them, and who is told of which days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from villars_core.accounts.models import Account
from villars_core.accounts.queries import accounts_of_guardians
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_, Translator
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Offer, Screen
from villars_core.reservations.models import Reservation
from villars_core.reservations.queries import calendar_of
from villars_core.school_calendar.models import SchoolYear
from villars_core.school_calendar.rules import days_between
from villars_core.work import Work

AT_LEAST = timedelta(days=60)
TOLD = timedelta(days=27)
TITLE = N_("Calendrier de garde")
CHANGES = N_("Le calendrier de garde de {child} change à partir du {day}.")
YOUR_DAYS = N_("Vos jours de cantine jusqu’au {until} : {days}.")
NO_DAY = N_("Aucun jour de cantine ne vous revient jusqu’au {until}.")
ALREADY = N_("Un repas est déjà réservé ces jours-là, qui sont maintenant les vôtres : {days}. Vérifiez qu’il vous convient.")
MY_DAYS = N_("Voir mes jours")


@dataclass(frozen=True)
class Moved:
    """A day that changes hands: whose it was, whose it becomes, and whether a meal is booked."""

    day: date
    before: tuple[int, ...]
    after: tuple[int, ...]
    booked: bool


@dataclass(frozen=True)
class CustodyChange:
    """Everything that a change of custody touches, from today to the end of the known school years."""

    child_id: int
    moved: tuple[Moved, ...]

    @property
    def bookings(self) -> int:
        """Return how many booked meals change hands."""
        return sum(one.booked for one in self.moved)


def apply(work: Work, child: Child, act: Callable[[], object]) -> CustodyChange:
    """Do a change of custody, and tell each adult whose days change which days are theirs. Bookings stay: they follow their day."""
    change = _changed(work, child, act)
    _tell(work, child, change)
    return change


def preview(work: Work, child: Child, act: Callable[[], object]) -> CustodyChange:
    """Return what a change of custody would touch, and leave no trace of it."""
    with work.session.begin_nested() as point:
        change = _changed(work, child, act)
        point.rollback()
    return change


def _changed(work: Work, child: Child, act: Callable[[], object]) -> CustodyChange:
    days = list(days_between(work.today, _horizon(work)))
    before = access.calendar_users(work, child.id, days)
    act()
    work.session.flush()
    after = access.calendar_users(work, child.id, days)
    query = select(Reservation.day).where(
        Reservation.child_id == child.id, Reservation.day.between(days[0], days[-1]), Reservation.state == "booked"
    )
    live = set(work.session.scalars(query))
    moved = [Moved(day, tuple(before[day]), tuple(after[day]), day in live) for day in days if set(before[day]) != set(after[day])]
    return CustodyChange(child.id, tuple(moved))


def _horizon(work: Work) -> date:
    last = work.session.scalar(select(func.max(SchoolYear.last)))
    return max(last or work.today, work.today + AT_LEAST)


def _tell(work: Work, child: Child, change: CustodyChange) -> None:
    if not change.moved:
        return
    concerned = {guardian for one in change.moved for guardian in (*one.before, *one.after)}
    for account in accounts_of_guardians(work, concerned):
        if account.activated_at is not None:
            _tell_one(work, child, change, account)


def _tell_one(work: Work, child: Child, change: CustodyChange, account: Account) -> None:
    """Tell one adult of his or her own days, and nothing of the other's."""
    words = Translator(account.language)
    first = change.moved[0].day
    span = calendar_of(work, child).days.open_days(first, first + TOLD)
    users = access.calendar_users(work, child.id, span)
    own = [day for day in span if account.guardian_id in users[day]]
    gained = [one.day for one in change.moved if one.booked and account.guardian_id in one.after and account.guardian_id not in one.before]
    body = [words.t(CHANGES, child=child.first_name, day=first)]
    body.append(words.t(YOUR_DAYS, until=first + TOLD, days=own) if own else words.t(NO_DAY, until=first + TOLD))
    if gained:
        body.append(words.t(ALREADY, days=gained))
    offer = Offer("mine", words.t(MY_DAYS), "my_days", {"children": [child.id]})
    screen = Screen(words.t(TITLE), tuple(body))
    about = {"children": [child.id]}
    post(work, Notice(screen, "custody", account.id, language=account.language, offers=(offer,), about=about))
