"""The town's rules of absence, one table a town: what a day costs, why, and until when a proof may come."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villars_core.absences import rules
from villars_core.absences.rules import DayFacts, Policy, Proof, Standing, decide, proof_limit
from villars_core.clock import PARIS
from villars_core.reservations.rules import DeadlineRule, deadline_for
from villars_core.school_calendar.rules import OpeningDays, Period

MONDAY, TUESDAY, THURSDAY, FRIDAY = date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 4)
DAYS = (MONDAY, TUESDAY, THURSDAY, FRIDAY)
CALENDAR = OpeningDays((Period(date(2026, 9, 1), date(2027, 7, 2)),), frozenset({1, 2, 4, 5}))
VILLARS = Policy(window=timedelta(days=15))


def at(day: date, hour: int = 8, minute: int = 0) -> datetime:
    """Return an instant in Paris."""
    return datetime.combine(day, time(hour, minute), tzinfo=PARIS)


def billed(policy: Policy | None, reported_at: datetime, proof: Proof = Proof.NONE, kind: str = "sickness") -> list[int]:
    """Return the percentage of each day of an absence from Monday to Friday, long after it."""
    found = []
    for position, day in enumerate(DAYS, 1):
        until = deadline_for(day, policy.announced, CALENDAR) if policy and policy.announced else None
        facts = DayFacts(day, position, FRIDAY, kind, reported_at, until, proof)
        found.append(decide(policy, facts, at(date(2027, 3, 1))).percent)
    return found


EVE = DeadlineRule("open_days_before", time(9, 30))
TOWNS = [
    ("Villars, with a medical proof", VILLARS, at(MONDAY), Proof.ACCEPTED, [0, 0, 0, 0]),
    ("Villars, without", VILLARS, at(MONDAY), Proof.NONE, [100, 100, 100, 100]),
    ("Villars, refused", VILLARS, at(MONDAY), Proof.REFUSED, [100, 100, 100, 100]),
    ("Villars, with the office", VILLARS, at(MONDAY), Proof.WAITING, [100, 100, 100, 100]),
    ("no rule", None, at(MONDAY), Proof.ACCEPTED, [100, 100, 100, 100]),
    ("two waiting days", replace(VILLARS, waiting_days=2), at(MONDAY), Proof.ACCEPTED, [100, 100, 0, 0]),
    ("the first day free without a proof", replace(VILLARS, free_days=1), at(MONDAY), Proof.NONE, [0, 100, 100, 100]),
    ("half of the price", replace(VILLARS, percent=50), at(MONDAY), Proof.ACCEPTED, [50, 50, 50, 50]),
    ("a fine on what is not excused", replace(VILLARS, percent_otherwise=100, percent=20), at(MONDAY), Proof.REFUSED, [100] * 4),
    ("told, no proof, told before", Policy(proof=False, announced=EVE), at(date(2026, 11, 26)), Proof.NONE, [0, 0, 0, 0]),
    (
        "the same day is billed, the next ones before 9:30",
        Policy(proof=False, announced=EVE),
        at(MONDAY, 9, 30),
        Proof.NONE,
        [100, 0, 0, 0],
    ),
    ("… and after 9:30 the next one too", Policy(proof=False, announced=EVE), at(MONDAY, 9, 31), Proof.NONE, [100, 100, 0, 0]),
    ("told on Thursday evening", Policy(proof=False, announced=EVE), at(THURSDAY, 20), Proof.NONE, [100, 100, 100, 100]),
]


@pytest.mark.parametrize(("name", "policy", "reported_at", "proof", "expected"), TOWNS, ids=[one[0] for one in TOWNS])
def test_what_a_week_costs(name: str, policy: Policy | None, reported_at: datetime, proof: Proof, expected: list[int]) -> None:
    assert billed(policy, reported_at, proof) == expected, name


@pytest.mark.parametrize("kind", ["strike", "teacher", "trip", "closure"])
def test_what_the_family_can_do_nothing_about_is_not_billed_and_says_so(kind: str) -> None:
    share = decide(Policy(proof=False), DayFacts(MONDAY, 1, MONDAY, kind, at(MONDAY)), at(MONDAY))
    assert (share.percent, share.standing, share.template) == (0, Standing.EXCUSED, rules.BY_KIND[kind])


WINDOWS = [
    ("fifteen days, each day by itself", Policy(window=timedelta(days=15)), MONDAY, at(date(2026, 12, 15), 23, 59)),
    ("… the last day has its own", Policy(window=timedelta(days=15)), FRIDAY, at(date(2026, 12, 19), 23, 59)),
    ("counted from the last day", Policy(window=timedelta(days=15), from_last_day=True), MONDAY, at(date(2026, 12, 19), 23, 59)),
    (
        "… but never longer than",
        Policy(window=timedelta(days=15), from_last_day=True, longest=timedelta(days=17)),
        MONDAY,
        at(date(2026, 12, 17), 23, 59),
    ),
    ("48 hours, from midnight after the day", Policy(window=timedelta(hours=48), by_hours=True), MONDAY, at(date(2026, 12, 2), 23, 59)),
    ("on the day itself", Policy(window=timedelta()), MONDAY, at(MONDAY, 23, 59)),
    ("over the night when clocks change", Policy(window=timedelta(days=120)), MONDAY, at(date(2027, 3, 30), 23, 59)),
    ("no proof, no limit", Policy(proof=False), MONDAY, None),
]


@pytest.mark.parametrize(("name", "policy", "day", "limit"), WINDOWS, ids=[one[0] for one in WINDOWS])
def test_until_when_a_proof_may_come(name: str, policy: Policy, day: date, limit: datetime | None) -> None:
    assert proof_limit(policy, day, FRIDAY) == limit, name


def test_the_whole_last_minute_is_in_time_and_the_next_is_not() -> None:
    facts = DayFacts(MONDAY, 1, MONDAY, "sickness", at(MONDAY))
    last = datetime(2026, 12, 15, 23, 59, 59, tzinfo=PARIS)
    assert decide(VILLARS, facts, last).standing is Standing.OPEN
    assert decide(VILLARS, facts, last + timedelta(seconds=1)).standing is Standing.BILLED


def test_a_refused_proof_may_be_followed_by_a_better_one() -> None:
    facts = DayFacts(MONDAY, 1, MONDAY, "sickness", at(MONDAY), proof=Proof.REFUSED)
    assert decide(VILLARS, facts, at(TUESDAY)).standing is Standing.OPEN
    assert decide(VILLARS, facts, at(date(2027, 1, 4))).template == rules.NOT_ACCEPTED


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([MONDAY, TUESDAY], [[MONDAY, TUESDAY]]),
        ([TUESDAY, THURSDAY], [[TUESDAY, THURSDAY]]),
        ([FRIDAY, date(2026, 12, 7)], [[FRIDAY, date(2026, 12, 7)]]),
        ([MONDAY, THURSDAY], [[MONDAY], [THURSDAY]]),
        ([FRIDAY, MONDAY], [[MONDAY], [FRIDAY]]),
    ],
)
def test_days_without_canteen_do_not_divide_an_absence(days: list[date], expected: list[list[date]]) -> None:
    assert rules.runs(days, CALENDAR) == expected


_POLICIES = st.builds(
    Policy,
    proof=st.booleans(),
    window=st.integers(0, 40).map(lambda days: timedelta(days=days)),
    from_last_day=st.booleans(),
    longest=st.none() | st.integers(0, 60).map(lambda days: timedelta(days=days)),
    free_days=st.integers(0, 5),
    waiting_days=st.integers(0, 5),
    percent=st.integers(0, 100),
)
_PROOFS = st.sampled_from(Proof)


@given(_POLICIES, st.integers(1, 4), _PROOFS, st.integers(0, 90))
def test_a_day_costs_one_of_the_two_figures_of_the_town(policy: Policy, position: int, proof: Proof, later: int) -> None:
    """Whatever the policy: excused or not, the reason fits, and a proof accepted never costs more than none."""
    now = at(MONDAY) + timedelta(days=later)
    day = DAYS[position - 1]
    share = decide(policy, DayFacts(day, position, FRIDAY, "sickness", at(MONDAY), None, proof), now)
    assert share.percent == (policy.percent if share.standing is Standing.EXCUSED else policy.percent_otherwise)
    accepted = decide(policy, DayFacts(day, position, FRIDAY, "sickness", at(MONDAY), None, Proof.ACCEPTED), now)
    assert accepted.percent <= share.percent
    if share.standing is Standing.OPEN:
        limit = proof_limit(policy, day, FRIDAY)
        assert limit is not None
        assert now < limit + timedelta(minutes=1)


@given(_POLICIES, st.integers(1, 4), st.integers(0, 90), st.integers(0, 30))
def test_time_alone_never_makes_a_day_cheaper(policy: Policy, position: int, later: int, more: int) -> None:
    facts = DayFacts(DAYS[position - 1], position, FRIDAY, "sickness", at(MONDAY))
    now = at(MONDAY) + timedelta(days=later)
    assert decide(policy, facts, now + timedelta(days=more)).percent >= decide(policy, facts, now).percent
