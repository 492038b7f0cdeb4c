"""Asking the CAF and the MSA: only with the home's consent, at a bounded pace, and nothing counts before the office accepts."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.databases import planted
from tests.servers.api_particulier import particulier
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast
from villars_core.errors import NotAllowed, Refusal
from villars_core.families.models import Guardian, Household
from villars_core.tariffs import consents
from villars_core.tariffs.actions import Certificate, put_forward
from villars_core.tariffs.api_particulier import (
    ApiParticulier,
    BadIdentity,
    Identity,
    NotKnownThere,
    Pace,
    ProviderAway,
    TokenRefused,
    TooManyCalls,
)
from villars_core.tariffs.consents import NoConsent
from villars_core.tariffs.models import FamilyQuotient
from villars_core.work import SYSTEM, Assurance, Records, Work

PERSON = Identity(last_name="MARTIN", first_names=("NADIA", "ROSE"), town="42330", sex="F", year=1988, month=3, day=2)
QUOTIENT = {"fournisseur": "CNAF", "valeur": 620, "annee": 2026, "mois": 10, "annee_calcul": 2026, "mois_calcul": 11}
GOOD = json.dumps({"data": {"quotient_familial": QUOTIENT, "allocataires": [], "enfants": []}})
Town = tuple[Records, Cast]


@pytest.fixture
def town(url: str) -> Iterator[Town]:
    """Give a planted town."""
    with planted(url, MovableClock(datetime(2026, 11, 23, 8, tzinfo=UTC), running=False)) as (records, cast):
        yield records, cast


def _as(work: Work, account: Account) -> Work:
    return replace(work, actor=actor_of(account, "terminal", Assurance.STEPPED_UP))


def _home(work: Work, account: Account) -> Household:
    guardian = work.session.get_one(Guardian, account.guardian_id)
    return work.session.get_one(Household, guardian.household_id)


def test_a_home_is_asked_about_only_while_it_agrees(town: Town) -> None:
    records, cast = town
    with records.writing(SYSTEM) as plain:
        work, home = _as(plain, cast.claire), _home(plain, cast.nadia)
        with pytest.raises(NoConsent):
            consents.require_consent(work, home)
        first = consents.give(work, home, "formulaire signé")
        assert consents.give(work, home, "encore").id == first.id
        consents.require_consent(work, home)
        assert consents.revoke(_as(plain, cast.nadia), home)
        assert not consents.revoke(work, home)
        with pytest.raises(NoConsent):
            consents.require_consent(work, home)


def test_a_parent_speaks_for_the_own_home_only(town: Town) -> None:
    records, cast = town
    with records.writing(SYSTEM) as plain:
        home = _home(plain, cast.nadia)
        with pytest.raises(NotAllowed):
            consents.give(_as(plain, cast.karim), home, "")
        with pytest.raises(NotAllowed):
            put_forward(_as(plain, cast.nadia), home, Certificate(620, "CAF", date(2026, 10, 1)))


def test_what_is_told_waits_for_the_office_and_is_put_forward_once(town: Town) -> None:
    records, cast = town
    with records.writing(SYSTEM) as plain:
        work, home = _as(plain, cast.claire), _home(plain, cast.sophie)
        told = Certificate(777, "CAF", date(2026, 10, 1), date(2026, 11, 1))
        row, item = put_forward(work, home, told)
        assert (row.state, item is not None) == ("asked", True)
        assert put_forward(work, home, told) == (row, None)
        rows = select(FamilyQuotient).where(FamilyQuotient.household_id == home.id, FamilyQuotient.value == 777)
        assert len(plain.session.scalars(rows).all()) == 1


ERRORS = [
    (401, '{"errors":[{"code":"00101"}]}', TokenRefused),
    (403, "", TokenRefused),
    (404, '{"errors":[{"code":"37003"}]}', NotKnownThere),
    (422, "", NotKnownThere),
    (400, "", BadIdentity),
    (429, "", TooManyCalls),
    (500, "", ProviderAway),
    (502, "<html>", ProviderAway),
    (503, "", ProviderAway),
    (504, "", ProviderAway),
    (302, "", ProviderAway),
    (200, "", ProviderAway),
    (200, "[]", ProviderAway),
    (200, '{"data":{}}', ProviderAway),
    (200, '{"data":{"quotient_familial":{}}}', ProviderAway),
    (200, GOOD.replace("620", "-1"), ProviderAway),
    (200, GOOD.replace("620", "999999"), ProviderAway),
    (200, GOOD.replace("CNAF", "INCONNU"), ProviderAway),
    (200, GOOD.replace('"mois": 10', '"mois": 13'), ProviderAway),
    (200, '{"data":"' + "a" * 600_000 + '"}', ProviderAway),
]


@pytest.mark.parametrize(("status", "body", "refusal"), ERRORS)
def test_whatever_else_comes_is_a_refusal_that_names_nobody(status: int, body: str, refusal: type[Refusal]) -> None:
    with particulier([(status, body)]) as service, ApiParticulier(service.url, "jeton", "1" * 14) as client, pytest.raises(refusal) as no:
        client.quotient(PERSON)
    assert "MARTIN" not in str(no.value)
    assert no.value.__cause__ is None


def test_a_service_that_is_not_there_is_away() -> None:
    with particulier([]) as gone:
        url = gone.url
    with ApiParticulier(url, "jeton", "1" * 14) as client, pytest.raises(ProviderAway):
        client.quotient(PERSON)


@pytest.mark.parametrize(
    "wrong", [{"last_name": " "}, {"town": ""}, {"town": "420"}, {"country": "FR"}, {"sex": "X"}, {"first_names": ("A" * 101,)}]
)
def test_an_identity_that_would_be_refused_never_leaves(wrong: dict[str, object]) -> None:
    with pytest.raises(BadIdentity):
        replace(PERSON, **wrong)  # type: ignore[arg-type]


def test_no_second_has_more_than_twenty_calls() -> None:
    clock = [0.0]
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        clock[0] += seconds

    pace, at = Pace(20, lambda: clock[0], wait), []
    for _ in range(70):
        pace.take()
        at.append(clock[0])
    assert waits
    assert all(at[one + 20] - at[one] >= 1 for one in range(50))
