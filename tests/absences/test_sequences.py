"""Whatever is reported, taken back, proved and decided in whatever order and at whatever hour, the invariants hold."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.conversations.people import MONDAY
from tests.databases import migrated
from villars_core.absences import actions, queries
from villars_core.absences.actions import Handed, Missing
from villars_core.absences.models import AbsenceDay, AbsenceProof
from villars_core.accounts.queries import actor_of
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast, plant
from villars_core.errors import Refusal
from villars_core.work import SYSTEM, Assurance, Records, Work

DAYS = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 7)]


@dataclass(frozen=True)
class House:
    """A planted town that every example leaves as it was."""

    records: Records
    cast: Cast


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Plant once."""
    folder: Path = tmp_path_factory.mktemp("sequences")
    with migrated(f"sqlite:///{folder / 'town.db'}", MovableClock(MONDAY, running=False)) as records:
        with records.writing(SYSTEM) as work:
            cast = plant(work)
        yield House(records, cast)


ACTS = st.tuples(
    st.sampled_from(["report", "justify", "withdraw", "accept", "refuse", "wait"]),
    st.sets(st.sampled_from(DAYS), min_size=1),
    st.integers(0, 12),
)


@given(st.lists(ACTS, max_size=14))
def test_no_order_of_acts_breaks_what_billing_and_kitchen_read(house: House, acts: list[tuple[str, set[date], int]]) -> None:
    """One live row a day; an accepted day is not billed, any other is; who is absent is who has a live row; nothing is deleted."""
    with house.records.writing(SYSTEM, rehearsal=True) as opened:
        parent = replace(opened, actor=actor_of(house.cast.nadia, "telegram", Assurance.LINKED))
        office = replace(opened, actor=actor_of(house.cast.claire, "telegram", Assurance.LINKED))
        rows = 0
        for act, days, number in acts:
            if act == "wait":
                later = parent.now + timedelta(days=number)
                parent, office = replace(parent, now=later), replace(office, now=later)
            _play(parent, office, act, sorted(days), number, house)
            rows = _holds(office, house, rows)


def _play(parent: Work, office: Work, act: str, days: list[date], number: int, house: House) -> None:
    missing = Missing(house.cast.lea, tuple(days))
    proofs = list(parent.session.scalars(select(AbsenceProof.id).order_by(AbsenceProof.id)))
    try:
        with parent.session.begin_nested():
            if act == "report":
                actions.report(parent, missing)
            elif act == "justify":
                actions.justify(parent, missing, Handed(()))
            elif act == "withdraw":
                actions.withdraw(parent, house.cast.lea, days)
            elif act in {"accept", "refuse"} and proofs:
                decide = actions.accept if act == "accept" else actions.refuse
                decide(office, proofs[number % len(proofs)])
    except Refusal:
        return


def _holds(work: Work, house: House, rows_before: int) -> int:
    work.session.expire_all()
    every = list(work.session.scalars(select(AbsenceDay)))
    live = [row for row in every if row.withdrawn_at is None]
    assert max(Counter((row.child_id, row.day) for row in live).values(), default=1) == 1
    shares = queries.billed_share(work, DAYS[0], DAYS[-1])
    assert {(row.child_id, row.day, row.activity) for row in live} == set(shares)
    for row in live:
        accepted = row.proof is not None and row.proof.state == "accepted"
        assert shares[row.child_id, row.day, row.activity].percent == (0 if accepted else 100)
        assert house.cast.lea.id in queries.absent_on(work, row.day)
    assert len(every) >= rows_before
    return len(every)
