"""What runs by itself, once for each business day of Europe/Paris: never twice, never skipped, whatever the night's clock does."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from villars_core.accounts.retention import forget
from villars_core.billing import notices as bill_notices
from villars_core.billing import tax_notices
from villars_core.clock import PARIS, paris_day
from villars_core.conversations.models import Dialogue, InboxRow
from villars_core.documents.actions import forget_left
from villars_core.i18n import N_
from villars_core.kitchen import actions as kitchen
from villars_core.mandates import actions as mandates
from villars_core.mandates import notices as mandate_notices
from villars_core.office_queue.actions import Posting, post
from villars_core.office_queue.models import QueueItem
from villars_core.payments import online
from villars_core.reservations import waiting
from villars_core.school_calendar.models import SchoolYear
from villars_core.staff import nudging, reminding
from villars_core.staff.models import TimerRun
from villars_core.tariffs import notices as quotient_notices
from villars_core.work import SYSTEM, Records, Work

TICK_SECONDS = 20.0
CATCH_UP_DAYS = 7
RAW_KEPT = timedelta(days=30)
CALENDAR_DAYS = 120
CALENDAR_ENDS = N_("Le calendrier scolaire finit le {last}. Ajoutez l’année suivante au fichier des règles.")
_log = logging.getLogger("villars.timers")


@dataclass(frozen=True)
class Timer:
    """A job of each day, due from a time on; none between 2:00 and 3:00, an hour that some nights have twice or not at all."""

    name: str
    at: time
    act: Callable[[Work], object]


def blank_old_messages(work: Work) -> None:
    """Empty the raw messages of more than thirty days; that they came, and when, stays."""
    old = (InboxRow.received_at < work.now - RAW_KEPT, InboxRow.raw.is_not(None), InboxRow.state != "waiting")
    work.session.execute(update(InboxRow).where(*old).values(raw=None))


def expire_dialogues(work: Work) -> None:
    """Close the forms that nobody went on with."""
    old = (Dialogue.expires_at < work.now, Dialogue.state.in_(("active", "parked")))
    work.session.execute(update(Dialogue).where(*old).values(state="cancelled"))


def warn_of_calendar(work: Work) -> None:
    """Tell the office 120 days before the calendar ends, once."""
    last = work.session.scalar(select(func.max(SchoolYear.last)))
    waits = select(QueueItem.id).where(QueueItem.kind == "calendar", QueueItem.state.in_(("open", "taken"))).limit(1)
    if last is None or (last - work.today).days > CALENDAR_DAYS or work.session.scalar(waits) is not None:
        return
    post(work, Posting("calendar", work.t(CALENDAR_ENDS, last=last)))


def lapse_mandates(work: Work) -> None:
    """End the mandates on which nothing was debited for 36 months, and tell who asked for them."""
    for row in mandates.lapse(work):
        mandate_notices.tell_holder(work, row, mandate_notices.LAPSED)


TIMERS = (
    Timer("blank_old_messages", time(3, 30), blank_old_messages),
    Timer("expire_dialogues", time(3, 40), expire_dialogues),
    Timer("forget_accounts", time(3, 50), forget),
    Timer("forget_documents", time(4, 0), forget_left),
    Timer("tax_certificates", time(4, 10), tax_notices.keep_up),
    Timer("warn_of_calendar", time(8, 0), warn_of_calendar),
    Timer("late_invoices", time(8, 10), reminding.look),
    Timer("lapse_mandates", time(8, 10), lapse_mandates),
    Timer("warn_of_quotients", time(9, 0), quotient_notices.warn),
)


@dataclass(frozen=True)
class Watch:
    """A job that is due whenever the records say so: asked at each look by reading only, done once however many workers look."""

    name: str
    is_due: Callable[[Work], bool]
    act: Callable[[Work], object]


WATCHES = (
    Watch("kitchen", kitchen.is_due, kitchen.keep_up),
    Watch("waiting_places", waiting.is_due, waiting.move_on),
    Watch("nudges", nudging.is_due, nudging.run),
    Watch("bills", bill_notices.is_due, bill_notices.tell),
    Watch("tax_certificates", tax_notices.is_due, tax_notices.tell),
)


Call = Callable[[Records], object]
"""A job that asks a service outside: it reads, calls with no transaction open, then writes; called at each look."""

CALLS: tuple[Call, ...] = (online.run,)


def run_calls(records: Records, calls: tuple[Call, ...] = CALLS) -> None:
    """Make the calls that wait; one that fails is written to the log and made again at the next look."""
    for call in calls:
        try:
            call(records)
        except Exception:  # noqa: BLE001 (whatever one service does, the others are asked)
            _log.exception("a call failed")


def run_watches(records: Records, watches: tuple[Watch, ...] = WATCHES) -> list[str]:
    """Do what the records say is due; return what was done. One that fails is written to the log and tried again at the next look."""
    done = []
    for watch in watches:
        try:
            with records.reading(SYSTEM) as work:
                if not watch.is_due(work):
                    continue
            with records.writing(SYSTEM) as work:
                watch.act(work)
            done.append(watch.name)
        except Exception:  # noqa: BLE001 (whatever one watch does, the others go on)
            _log.exception("watch %s failed", watch.name)
    return done


def run_due(records: Records, timers: tuple[Timer, ...] = TIMERS) -> list[tuple[str, date]]:
    """Run what is due and was not run, the days missed in the last week included; return what ran.

    A timer that fails is written to the log and tried again at the next look; it does not keep the others from running.
    """
    ran = []
    for timer in timers:
        try:
            ran += _run_days(records, timer)
        except Exception:  # noqa: BLE001 (whatever one timer does, the others run)
            _log.exception("timer %s failed", timer.name)
    return ran


def _run_days(records: Records, timer: Timer) -> list[tuple[str, date]]:
    now = records.clock.now()
    today = paris_day(now)
    with records.reading(SYSTEM) as work:
        last = work.session.scalar(select(func.max(TimerRun.day)).where(TimerRun.name == timer.name))
    first = today if last is None else max(last + timedelta(days=1), today - timedelta(days=CATCH_UP_DAYS))
    days = [first + timedelta(days=one) for one in range((today - first).days + 1)]
    return [(timer.name, day) for day in days if _due(day, timer.at, now) and _ran(records, timer, day)]


def _due(day: date, at: time, now: datetime) -> bool:
    return now >= datetime.combine(day, at, tzinfo=PARIS)


def _ran(records: Records, timer: Timer, day: date) -> bool:
    """Run a timer for a day; False where another worker was first: its row stands, and ours leaves no trace."""
    with records.writing(SYSTEM) as work:
        try:
            with work.session.begin_nested():
                work.session.add(TimerRun(name=timer.name, day=day, ran_at=work.now))
        except IntegrityError:
            return False
        timer.act(work)
    return True


async def keep_running(records: Records, stop: asyncio.Event) -> None:
    """Look every few seconds for what is due, until told to stop."""
    while not stop.is_set():
        await asyncio.to_thread(run_due, records)
        await asyncio.to_thread(run_watches, records)
        await asyncio.to_thread(run_calls, records)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), TICK_SECONDS)
