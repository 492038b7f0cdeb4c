"""Watches: asked by reading, done when due, once; one that fails keeps nobody waiting and is tried again."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.conversations.people import MONDAY
from tests.databases import migrated
from villars_core.clock import MovableClock
from villars_core.staff.models import TimerRun
from villars_core.staff.timers import Watch, run_watches
from villars_core.work import SYSTEM, Records, Work


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    """Give migrated records on each database."""
    with migrated(url, MovableClock(MONDAY, running=False)) as opened:
        yield opened


def marks(work: Work) -> int:
    """Return how often something was done."""
    return work.session.scalar(select(func.count()).select_from(TimerRun)) or 0


def mark(work: Work) -> None:
    """Do something that can be counted."""
    work.session.add(TimerRun(name="mark", day=date(2026, 1, 1 + marks(work)), ran_at=work.now))


def fail(work: Work) -> None:
    """Do something, then fail."""
    mark(work)
    raise RuntimeError


def test_what_is_due_is_done_and_what_is_not_is_left(records: Records) -> None:
    watch = Watch("mark", lambda work: marks(work) < 2, mark)
    assert [run_watches(records, (watch,)) for _ in range(3)] == [["mark"], ["mark"], []]


def test_a_watch_that_fails_leaves_no_trace_and_keeps_nobody_waiting(records: Records) -> None:
    tried = (Watch("broken", lambda _: True, fail), Watch("mark", lambda work: marks(work) == 0, mark))
    assert run_watches(records, tried) == ["mark"]
    assert run_watches(records, tried) == []
    with records.reading(SYSTEM) as work:
        assert marks(work) == 1
