"""A town that collects its bills itself: bills of two homes of September, whose mandates are ready, and two treasurers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pytest

from tests.billing.conftest import Months, as_of, months, school_days
from villars_core.accounts.actions import StaffPerson, open_for_staff
from villars_core.accounts.models import Account
from villars_core.billing.ledger import balances
from villars_core.billing.models import LedgerEntry
from villars_core.demo.cast import rules_text
from villars_core.mandates import actions as mandates
from villars_core.mandates.models import Mandate
from villars_core.mandates.rules import AccountNumber
from villars_core.schools.actions import load_rules
from villars_core.sepa import answers, collecting
from villars_core.sepa.answers import Taken
from villars_core.sepa.collecting import Prepared, Wanted
from villars_core.sepa.models import DirectDebit
from villars_core.work import SYSTEM, Work

__all__ = ["months"]

SEPTEMBER = date(2026, 9, 1)
NADIAS, FATOUS = "FR7630006000011234567890189", "FR7630001007941234567890185"
MONEY_CAME = date(2026, 10, 22)


@dataclass
class Office:
    """The town with its two treasurers."""

    months: Months
    first: Account
    second: Account

    @contextmanager
    def as_first(self) -> Iterator[Work]:
        """Open a transaction of the one who prepares."""
        with self.months.records.writing(SYSTEM) as work:
            yield as_of(work, self.first)

    @contextmanager
    def as_second(self) -> Iterator[Work]:
        """Open a transaction of the one who writes."""
        with self.months.records.writing(SYSTEM) as work:
            yield as_of(work, self.second)

    def collect(self, wanted: Wanted | None = None) -> tuple[Prepared, bytes]:
        """Prepare a file and write it, as two persons."""
        with self.as_first() as work:
            found = collecting.prepare(work, wanted or Wanted(SEPTEMBER))
        with self.as_second() as work:
            return found, collecting.write(work, found.message_id)

    def take(self, raw: bytes) -> Taken:
        """Take a file of the bank."""
        with self.as_first() as work:
            return answers.take(work, raw, "banque.xml")

    def settle(self, message_id: str, day: date = MONEY_CAME) -> int:
        """Note that the money came; return of how many debits."""
        with self.as_first() as work:
            return len(answers.settle(work, message_id, day))

    def debits(self) -> list[tuple[str, str, str]]:
        """Return reference, state and reason of each debit."""
        with self.months.records.reading(SYSTEM) as work:
            return [(one.reference, one.state, one.reason) for one in work.session.query(DirectDebit).order_by(DirectDebit.id)]

    def owed(self) -> int:
        """Return what all homes owe, once it is sure that the ledger adds up to nothing."""
        with self.months.records.reading(SYSTEM) as work:
            assert sum(one.amount for one in work.session.query(LedgerEntry)) == 0
            return sum(balances(work).values())

    def mandate(self, home: str) -> Mandate:
        """Return the newest mandate of a household, by its name."""
        household = self.months.home_of(home)
        with self.months.records.reading(SYSTEM) as work:
            row = work.session.query(Mandate).filter_by(household_id=household).order_by(Mandate.id.desc()).first()
            assert row is not None
            work.session.expunge_all()
            return row


@pytest.fixture
def office(months: Months) -> Office:
    """Give the town on 1 October, its bills of September issued: debits are told of on them, for 22 October."""
    return open_office(months)


def open_office(months: Months) -> Office:
    """Make the mandates of two homes ready, and issue their bills."""
    with months.records.writing(SYSTEM) as work:
        load_rules(work, rules_text().replace("[treasury]", '[treasury]\nform = "regie"'), "villars-rules.toml")
        for account, iban in ((months.cast.nadia, NADIAS), (months.cast.fatou, FATOUS)):
            row = mandates.ask(as_of(work, account), AccountNumber(iban), "")
            mandates.approve(as_of(work, months.cast.claire), row.id, SEPTEMBER)
        second = open_for_staff(work, StaffPerson("luc", "Luc Morel", "luc@villars.example", ("treasurer",)))
        second.activated_at = work.now
    months.eat(months.cast.lea, *school_days(9))
    months.eat(months.cast.awa, *school_days(9)[:12])
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.at(2026, 10, 1)
    months.issue(SEPTEMBER)
    return Office(months, months.cast.claire, second)
