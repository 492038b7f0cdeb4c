"""The office writes families down; custody alternates between two guardians only, and the newest word counts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.databases import migrated
from villars_core.clock import MovableClock
from villars_core.errors import NotAllowed, NotFound
from villars_core.families.access import calendar_users, child_for_actor, children_of
from villars_core.families.actions import (
    Address,
    Adult,
    EmailTaken,
    EndsBefore,
    NotAnEmail,
    NotTheirGuardians,
    Pupil,
    Terms,
    add_child,
    add_guardian,
    end_custody,
    end_guardianship,
    except_days,
    open_household,
    set_alternating,
)
from villars_core.families.custody import payer_on
from villars_core.families.models import Child, Guardian
from villars_core.families.rules import Alternation
from villars_core.work import SYSTEM, Actor, ActorKind, Work

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MONDAY, NEXT = date(2026, 11, 23), date(2026, 11, 30)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    """Give a transaction of the system in empty records."""
    clock = MovableClock(NOW, running=False)
    with migrated(f"sqlite:///{tmp_path / 'town.db'}", clock) as records, records.writing(SYSTEM) as opened:
        yield opened


def separated(work: Work) -> tuple[Child, Guardian, Guardian]:
    """Write Inès down with Sophie and Karim, in two homes."""
    sophie, karim = (
        add_guardian(work, open_household(work, last, Address("1 rue Haute", "00000", "Villars")), Adult(first, last, f"{first}@x.example"))
        for first, last in (("Sophie", "Roche"), ("Karim", "Haddad"))
    )
    return add_child(work, Pupil("Inès", "Haddad", date(2016, 5, 2)), (sophie, karim)), sophie, karim


def as_guardian(work: Work, guardian: Guardian) -> Work:
    """Return the same transaction with another actor."""
    return Work(work.session, work.now, Actor(ActorKind.GUARDIAN, guardian.id), work.vault)


def test_each_adult_has_an_address_of_his_or_her_own(work: Work) -> None:
    home = open_household(work, "Martin")
    add_guardian(work, home, Adult("Nadia", "Martin", "Nadia@parents.example"))
    with pytest.raises(EmailTaken):
        add_guardian(work, home, Adult("Paul", "Martin", "nadia@parents.example "))


def test_households_have_different_references(work: Work) -> None:
    assert len({open_household(work, "Martin").reference for _ in range(3)}) == 3


def test_without_custody_the_calendar_is_shared(work: Work) -> None:
    child, sophie, karim = separated(work)
    assert calendar_users(work, child.id, [MONDAY]) == {MONDAY: [sophie.id, karim.id]}


def test_in_alternating_custody_weeks_go_from_one_to_the_other(work: Work) -> None:
    child, sophie, karim = separated(work)
    set_alternating(work, child, Alternation(MONDAY, sophie.id, karim.id), MONDAY)
    assert calendar_users(work, child.id, [MONDAY, NEXT]) == {MONDAY: [sophie.id], NEXT: [karim.id]}


def test_a_new_custody_replaces_the_former_from_its_day_on(work: Work) -> None:
    child, sophie, karim = separated(work)
    set_alternating(work, child, Alternation(MONDAY, sophie.id, karim.id), MONDAY)
    set_alternating(work, child, Alternation(NEXT, sophie.id, karim.id), NEXT)
    assert calendar_users(work, child.id, [MONDAY, NEXT]) == {MONDAY: [sophie.id], NEXT: [sophie.id]}
    end_custody(work, child, NEXT)
    assert calendar_users(work, child.id, [date(2026, 12, 1)])[date(2026, 12, 1)] == [sophie.id, karim.id]


def test_custody_alternates_between_the_childs_guardians_only(work: Work) -> None:
    child, sophie, _ = separated(work)
    stranger = add_guardian(work, open_household(work, "Autre"), Adult("Paul", "Autre", "paul@x.example"))
    for other in (stranger.id, sophie.id):
        with pytest.raises(NotTheirGuardians):
            set_alternating(work, child, Alternation(MONDAY, sophie.id, other), MONDAY)


def test_whoever_is_guardian_no_more_sees_nothing_from_the_next_day(work: Work) -> None:
    child, sophie, karim = separated(work)
    end_guardianship(work, child, karim, MONDAY)
    assert children_of(work, karim.id) == []
    with pytest.raises(NotFound):
        child_for_actor(as_guardian(work, karim), child.id)
    assert child_for_actor(as_guardian(work, sophie), child.id) is child
    with pytest.raises(NotFound):
        end_guardianship(work, child, karim, MONDAY)


def test_a_guardian_writes_no_family_down(work: Work) -> None:
    _, sophie, _ = separated(work)
    with pytest.raises(NotAllowed):
        open_household(as_guardian(work, sophie), "Autre")


@pytest.mark.parametrize("typed", ["nadia", "nadia@", "nadia@parents", "na dia@parents.example", "nadia@@parents.example"])
def test_what_cannot_be_an_address_is_refused(work: Work, typed: str) -> None:
    with pytest.raises(NotAnEmail):
        add_guardian(work, open_household(work, "Martin"), Adult("Nadia", "Martin", typed))


def test_an_address_is_kept_in_lower_case(work: Work) -> None:
    assert (
        add_guardian(work, open_household(work, "Martin"), Adult("Nadia", "Martin", " Nadia@Parents.Example ")).email
        == "nadia@parents.example"
    )


def test_ending_custody_ends_it_though_a_later_one_was_planned(work: Work) -> None:
    child, sophie, karim = separated(work)
    set_alternating(work, child, Alternation(MONDAY, sophie.id, karim.id), MONDAY)
    set_alternating(work, child, Alternation(date(2027, 1, 4), karim.id, sophie.id), date(2027, 1, 4))
    end_custody(work, child, NEXT)
    days = [NEXT, date(2026, 12, 1), date(2027, 1, 4)]
    both = [sophie.id, karim.id]
    assert calendar_users(work, child.id, days) == {days[0]: [karim.id], days[1]: both, days[2]: both}


def test_whoever_is_guardian_no_more_pays_no_day_that_comes_after(work: Work) -> None:
    child, sophie, karim = separated(work)
    set_alternating(work, child, Alternation(MONDAY, sophie.id, karim.id), MONDAY)
    end_guardianship(work, child, karim, date(2026, 12, 6))
    his, after = date(2026, 12, 1), date(2026, 12, 15)
    assert (payer_on(work, child.id, his), payer_on(work, child.id, after)) == (karim.id, sophie.id)
    assert calendar_users(work, child.id, [after]) == {after: [sophie.id]}


def test_the_one_payer_of_all_pays_no_more_once_guardian_no_more(work: Work) -> None:
    child, sophie, karim = separated(work)
    set_alternating(work, child, Alternation(MONDAY, sophie.id, karim.id), MONDAY, Terms(payer=karim.id))
    end_guardianship(work, child, karim, date(2026, 12, 6))
    assert [payer_on(work, child.id, day) for day in (MONDAY, date(2026, 12, 15))] == [karim.id, sophie.id]


def test_swapped_days_end_no_earlier_than_they_begin(work: Work) -> None:
    child, sophie, karim = separated(work)
    set_alternating(work, child, Alternation(MONDAY, sophie.id, karim.id), MONDAY)
    with pytest.raises(EndsBefore):
        except_days(work, child, karim.id, NEXT, MONDAY)
