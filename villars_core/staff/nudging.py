"""When families are reminded of an empty week: once a week, at the town's time."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from villars_core.clock import PARIS
from villars_core.errors import NotFound
from villars_core.reservations.nudges import next_monday, remind
from villars_core.schools.queries import rules_in_force
from villars_core.schools.rules_file import WEEKDAY_NUMBERS
from villars_core.staff.models import TimerRun
from villars_core.work import Work

NAME = "nudges"


def is_due(work: Work) -> bool:
    """Tell whether this week's time has come and nobody was reminded yet."""
    due = _due_day(work)
    return due is not None and work.session.scalar(select(TimerRun.name).where(TimerRun.name == NAME, TimerRun.day == due)) is None


def run(work: Work) -> int:
    """Remind the families of the next week; another worker that was first leaves nothing to do."""
    due = _due_day(work)
    if due is None or not is_due(work):
        return 0
    work.session.add(TimerRun(name=NAME, day=due, ran_at=work.now))
    work.session.flush()
    return remind(work, next_monday(due))


def _due_day(work: Work) -> date | None:
    """Return this week's day of reminding once its time is past; None before, and where the town wants none."""
    try:
        table = rules_in_force(work).nudges
    except NotFound:
        return None
    monday = work.today - timedelta(days=work.today.weekday())
    due = monday + timedelta(days=WEEKDAY_NUMBERS[table.weekday] - 1)
    return due if table.enabled and work.now >= datetime.combine(due, table.at, tzinfo=PARIS) else None
