"""A town with bills of September that wait for the Treasury."""

from datetime import date

import pytest

from tests.billing.conftest import Months, as_of, months, school_days
from villars_core.families.models import Guardian
from villars_core.mandates.models import Mandate
from villars_core.treasury import actions
from villars_core.treasury.actions import Written
from villars_core.treasury.sources import Wanted
from villars_core.work import SYSTEM, Work

__all__ = ["months"]

SEPTEMBER = date(2026, 9, 1)
RUM = "FR64ZZZ6576820000000000000000000042"
IBAN = "FR7630006000011234567890189"


@pytest.fixture
def billed(months: Months) -> Months:
    """Give the town on 1 October: bills of two homes are issued, Nadia's mandate is ready."""
    months.eat(months.cast.lea, *school_days(9))
    months.eat(months.cast.awa, *school_days(9)[:12])
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.at(2026, 10, 1)
    months.issue(SEPTEMBER)
    with months.records.writing(SYSTEM) as work:
        give_mandate(work, months)
    return months


def give_mandate(work: Work, months: Months) -> None:
    """Make Nadia's mandate ready."""
    guardian = work.session.get_one(Guardian, months.cast.nadia.guardian_id)
    row = Mandate(
        reference=RUM,
        household_id=guardian.household_id,
        guardian_id=guardian.id,
        holder="Nadia Martin",
        bic="AGRIFRPP",
        last_digits="0189",
        state="ready",
        asked_at=work.now,
        signed_on=date(2026, 9, 2),
    )
    row.seal("iban", IBAN, work.vault)
    work.session.add(row)


def send(months: Months, wanted: Wanted | None = None) -> list[Written]:
    """Issue the slip of a month as the office does."""
    with months.records.writing(SYSTEM) as work:
        return actions.issue(as_of(work, months.cast.claire), wanted or Wanted(SEPTEMBER))
