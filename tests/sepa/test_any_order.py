"""Debits, money, rejects, payments and credits in any order: the ledger adds up to nothing, and no invoice is collected twice."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.billing.conftest import SEPTEMBER as MORNING
from tests.billing.conftest import Months, as_of
from tests.conftest import _PROVE
from tests.databases import planted
from tests.sepa.bank import camt, pain002
from tests.sepa.conftest import FATOUS, NADIAS, SEPTEMBER, Office, open_office
from villars_core.billing.models import Invoice, LedgerEntry
from villars_core.clock import PARIS, MovableClock
from villars_core.errors import Refusal
from villars_core.mandates import actions as mandates
from villars_core.mandates.rules import AccountNumber
from villars_core.money import Cents
from villars_core.payments import actions as payments
from villars_core.sepa.collecting import Wanted
from villars_core.sepa.models import Collection, DirectDebit
from villars_core.work import SYSTEM

CODES = ("FF01", "AM05", "AM04", "AC01", "AC04", "MD06", "ZZ99")
STEP = st.one_of(
    st.tuples(st.just("collect"), st.just(0), st.just("")),
    st.tuples(st.just("settle"), st.integers(0, 2), st.just("")),
    st.tuples(st.just("reject"), st.integers(0, 4), st.sampled_from(CODES)),
    st.tuples(st.just("return"), st.integers(0, 4), st.sampled_from(CODES)),
    st.tuples(st.just("credit"), st.integers(0, 4), st.just("")),
    st.tuples(st.just("together"), st.integers(0, 2), st.just("")),
    st.tuples(st.just("whole"), st.integers(0, 2), st.sampled_from(CODES)),
    st.tuples(st.just("pay"), st.integers(0, 1), st.just("")),
    st.tuples(st.just("resume"), st.just(0), st.just("")),
)


@dataclass
class Play:
    """One course of events at an office."""

    office: Office
    cheques: int = 0

    def step(self, act: str, which: int, code: str) -> None:
        """Do one thing, where it is possible; a refusal changes nothing."""
        clock = self.office.months.clock
        clock.move_to((clock.now() + timedelta(days=3)).astimezone(PARIS))
        try:
            getattr(self, f"_{act}")(which, code)
        except (Refusal, ZeroDivisionError):  # nothing is written yet
            return

    def _collect(self, _which: int, _code: str) -> None:
        today = self.office.months.clock.now().date()
        on = next(day for day in (today + timedelta(days=one) for one in range(15, 30)) if day.isoweekday() == 3 and day.month != 5)
        self.office.collect(Wanted(SEPTEMBER, on))

    def _settle(self, which: int, _code: str) -> None:
        name, day = self._file(which)
        clock = self.office.months.clock
        clock.move_to(max(clock.now(), datetime.combine(day, time(9), PARIS)))
        self.office.settle(name, day)

    def _reject(self, which: int, code: str) -> None:
        self.office.take(pain002((self._debit(which)[0], code)))

    def _return(self, which: int, code: str) -> None:
        reference, amount = self._debit(which)
        self.office.take(camt(("DBIT", reference, amount, code)))

    def _credit(self, which: int, _code: str) -> None:
        reference, amount = self._debit(which)
        self.office.take(camt(("CRDT", reference, amount, "")))

    def _together(self, which: int, _code: str) -> None:
        name, _ = self._file(which)
        self.office.take(camt(("CRDT", f"{name}-RCUR", self._total(name), "")))

    def _whole(self, which: int, code: str) -> None:
        self.office.take(pain002(whole=self._file(which)[0], reason=code))

    def _pay(self, which: int, _code: str) -> None:
        self.cheques += 1
        number = [one for one, _, _ in self.office.months.invoices()][which]
        with self.office.as_first() as work:
            row = work.session.query(Invoice).filter_by(number=number).one()
            payments.settle(work, payments.Receipt(row.id, Cents(1000), "cheque", f"cheque {self.cheques}", work.today))

    def _resume(self, _which: int, _code: str) -> None:
        """Let the debits go on, or make a new mandate where one has ended."""
        cast, months = self.office.months.cast, self.office.months
        for home, account, iban in (("Famille Martin", cast.nadia, NADIAS), ("Famille Diallo", cast.fatou, FATOUS)):
            row = self.office.mandate(home)
            with months.records.writing(SYSTEM) as work:
                if row.state == "suspended":
                    mandates.resume(work, row.id)
                elif row.state == "revoked":
                    mandates.approve(work, mandates.ask(as_of(work, account), AccountNumber(iban), "").id, work.today)

    def _file(self, which: int) -> tuple[str, date]:
        with self.office.months.records.reading(SYSTEM) as work:
            rows = work.session.query(Collection).filter_by(state="written").order_by(Collection.id).all()
            return rows[which % len(rows)].message_id, rows[which % len(rows)].collected_on

    def _debit(self, which: int) -> tuple[str, int]:
        with self.office.months.records.reading(SYSTEM) as work:
            rows = work.session.query(DirectDebit).order_by(DirectDebit.id).all()
            return rows[which % len(rows)].reference, int(rows[which % len(rows)].amount)

    def _total(self, name: str) -> int:
        with self.office.months.records.reading(SYSTEM) as work:
            return int(work.session.query(Collection).filter_by(message_id=name).one().total)

    def holds(self) -> None:
        """Fail where a cent came or went, or an invoice is collected twice."""
        with self.office.months.records.reading(SYSTEM) as work:
            entries = [(one.posting, one.account, int(one.amount)) for one in work.session.query(LedgerEntry)]
            debits = work.session.query(DirectDebit).all()
            live = Counter(one.invoice_id for one in debits if one.state != "rejected")
            settled = {f"payment debit {one.reference}": int(one.amount) for one in debits if one.state == "settled"}
        assert sum(amount for *_, amount in entries) == 0
        assert all(sum(amount for name, _, amount in entries if name == posting) == 0 for posting, *_ in entries)
        assert max(live.values(), default=0) <= 1
        bank = Counter[str]()
        for name, account, amount in entries:
            if account == "bank" and "debit " in name:
                bank[name.replace("reject ", "payment ")] += amount
        assert {name: cents for name, cents in bank.items() if cents} == settled


@settings(max_examples=60 if _PROVE else 6, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEP, min_size=3, max_size=14))
def test_no_course_of_events_makes_or_loses_a_cent(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, str]]) -> None:
    folder: Path = tmp_path_factory.mktemp("town")
    clock = MovableClock(MORNING, running=False)
    with planted(f"sqlite:///{folder / 'town.db'}", clock) as (records, cast):
        play = Play(open_office(Months(records, clock, cast)))
        play.step("collect", 0, "")
        for step in steps:
            play.step(*step)
            play.holds()
