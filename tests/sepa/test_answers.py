"""What the bank answers: money that came, debits that came back before and after, each once, in any order; nothing lost."""

from datetime import date

import pytest

from tests.sepa.bank import camt, pain002
from tests.sepa.conftest import MONEY_CAME, SEPTEMBER, Office
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.office_queue.models import QueueItem
from villars_core.payments.models import Payment
from villars_core.sepa import answers
from villars_core.sepa.answers import DIFFERENT, KNOWN, NOT_OURS, SENT_BACK, SETTLED, UNKNOWN, TooEarly
from villars_core.sepa.bank_files import NotABankFile, read_bank_file
from villars_core.sepa.collecting import Wanted
from villars_core.sepa.reasons import REASONS, Action, may_present_again, reason_of
from villars_core.work import SYSTEM

FIRST, SECOND = "FA-2026-00001-1", "FA-2026-00002-1"
MARTIN = "Famille Martin"


@pytest.fixture
def written(office: Office) -> Office:
    """Give the town on the day when the money comes, its file written."""
    office.collect()
    office.months.at(2026, 10, 22)
    return office


def _amounts(office: Office) -> tuple[int, int]:
    first, second = office.months.invoices()
    return first[2], second[2]


def _queue(office: Office) -> list[tuple[str, str]]:
    with office.months.records.reading(SYSTEM) as work:
        items = work.session.query(QueueItem).filter(QueueItem.kind.startswith("debit")).order_by(QueueItem.id)
        return [(one.kind, one.summary) for one in items]


def test_money_that_came_closes_the_invoices(written: Office) -> None:
    assert written.owed() == sum(_amounts(written))
    assert written.settle("VILLARS-202609-01") == 2
    assert written.owed() == 0
    assert written.settle("VILLARS-202609-01") == 0
    with written.months.records.reading(SYSTEM) as work:
        assert [(one.reference, one.way) for one in work.session.query(Payment)] == [
            (f"debit {FIRST}", "debit"),
            (f"debit {SECOND}", "debit"),
        ]


def test_money_does_not_come_before_its_day(written: Office) -> None:
    with written.as_first() as work:
        with pytest.raises(TooEarly):
            answers.settle(work, "VILLARS-202609-01", date(2026, 10, 21))
        with pytest.raises(TooEarly):
            answers.settle(work, "VILLARS-202609-01", date(2026, 10, 23))


@pytest.mark.parametrize("gross", [True, False])
def test_one_credit_for_the_whole_payment_settles_what_was_not_refused(written: Office, *, gross: bool) -> None:
    first, second = _amounts(written)
    written.take(pain002((FIRST, "AM04")))
    taken = written.take(camt(("CRDT", "VILLARS-202609-01-RCUR", first + second if gross else second, "")))
    assert [one.what for one in taken.lines] == [SETTLED]
    assert written.debits() == [(FIRST, "rejected", "AM04"), (SECOND, "settled", "")]
    assert written.owed() == first


def test_a_credit_for_each_debit_settles_each(written: Office) -> None:
    first, second = _amounts(written)
    taken = written.take(camt(("CRDT", FIRST, first, ""), ("CRDT", SECOND, second - 1, "")))
    assert [one.what for one in taken.lines] == [SETTLED, DIFFERENT]
    assert written.owed() == second
    assert [kind for kind, _ in _queue(written)] == ["debit_different"]


def test_what_comes_back_after_it_was_paid_is_owed_again(written: Office) -> None:
    first, _ = _amounts(written)
    written.settle("VILLARS-202609-01")
    taken = written.take(camt(("DBIT", FIRST, first, "MD06")))
    assert [one.what for one in taken.lines] == [SENT_BACK]
    assert written.owed() == first
    assert written.mandate(MARTIN).state == "suspended"
    assert "appelez la famille" in _queue(written)[0][1]


def test_the_same_file_and_the_same_news_act_once(written: Office) -> None:
    first, _ = _amounts(written)
    raw = pain002((FIRST, "AC04"))
    written.take(raw)
    assert written.take(raw).again
    taken = written.take(camt(("DBIT", FIRST, first, "AC04")))
    assert [one.what for one in taken.lines] == [KNOWN]
    assert len(_queue(written)) == 1


def test_what_nobody_knows_is_put_before_the_office(written: Office) -> None:
    taken = written.take(pain002(("FA-2025-00007-1", "AM04")))
    assert [one.what for one in taken.lines] == [UNKNOWN]
    assert "FA-2025-00007-1" in _queue(written)[0][1]
    other = written.take(camt(("CRDT", "VIREMENT-DUPONT", 4200, "")))
    assert [one.what for one in other.lines] == [NOT_OURS]
    assert len(_queue(written)) == 1


@pytest.mark.parametrize(
    ("code", "state", "queued", "told"),
    [
        ("AM04", "ready", False, True),
        ("MS03", "ready", False, True),
        ("AC01", "suspended", True, True),
        ("AC04", "revoked", True, True),
        ("MD01", "revoked", True, True),
        ("MD07", "revoked", True, False),
        ("MS02", "suspended", True, True),
        ("FF01", "ready", True, False),
        ("ZZ99", "suspended", True, False),
    ],
)
def test_each_reason_asks_for_its_act(written: Office, code: str, state: str, *, queued: bool, told: bool) -> None:
    written.take(pain002((FIRST, code)))
    assert written.mandate(MARTIN).state == state
    assert bool(_queue(written)) is queued
    with written.months.records.reading(SYSTEM) as work:
        rows = [parcel_of(work, one) for one in work.session.query(OutboxRow).filter_by(kind="debit")]
    texts = [line for one in rows if one is not None for line in one.screen.body]
    assert any("n’a pas pu être fait" in line and reason_of(code).text in line for line in texts) is told


def test_a_file_that_is_refused_as_a_whole_stops_no_mandate(written: Office) -> None:
    taken = written.take(pain002(whole="VILLARS-202609-01", reason="FF01"))
    assert [one.what for one in taken.lines] == [SENT_BACK, SENT_BACK]
    assert written.mandate(MARTIN).state == "ready"
    assert len(_queue(written)) == 1
    found, _ = written.collect(Wanted(SEPTEMBER, date(2026, 11, 6)))
    assert [one.reference for one in found.items] == ["FA-2026-00001-2", "FA-2026-00002-2"]
    assert [one.to_tell for one in found.items] == [True, True]


def test_after_two_rejects_the_family_is_called(written: Office) -> None:
    written.take(pain002((FIRST, "AM04")))
    assert _queue(written) == []
    found, _ = written.collect(Wanted(date(2026, 10, 1), date(2026, 11, 6)))
    assert [one.reference for one in found.items] == ["FA-2026-00001-2"]
    written.months.at(2026, 11, 9)
    written.take(pain002(("FA-2026-00001-2", "AM04")))
    assert "deux fois" in _queue(written)[0][1]


def test_an_account_that_the_bank_did_not_learn_of_is_told_again(written: Office) -> None:
    with written.months.records.writing(SYSTEM) as work:
        row = work.session.merge(written.mandate(MARTIN))
        row.seal("previous_iban", "FR7630004000031234567890143", work.vault)
    written.take(pain002((FIRST, "AM04")))
    assert written.mandate(MARTIN).amended_at is not None


@pytest.mark.parametrize(
    "raw",
    [b"", b"pain", b"<a/>", b"<Document xmlns='x'><Other/></Document>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"\x00" * 50],
)
def test_what_is_no_file_of_the_bank_is_refused(raw: bytes) -> None:
    with pytest.raises(NotABankFile):
        read_bank_file(raw)


def test_every_reason_is_in_plain_french_and_of_a_class() -> None:
    assert len(REASONS) == 21
    assert {one.action for one in REASONS.values()} == set(Action)
    assert not any(code in one.text for code, one in REASONS.items())


@pytest.mark.parametrize(
    ("codes", "again"),
    [
        ((), True),
        (("AM04",), True),
        (("AM04", "MS03"), False),
        (("AC01",), True),
        (("FF01", "FF01", "AM04"), True),
        (("MS02",), False),
        (("AM04", "MD06"), False),
    ],
)
def test_a_debit_is_presented_again(codes: tuple[str, ...], *, again: bool) -> None:
    assert may_present_again(codes) is again


def test_the_day_of_the_money_is_the_banks(written: Office) -> None:
    first, _ = _amounts(written)
    written.months.at(2026, 10, 26)
    written.take(camt(("CRDT", FIRST, first, ""), day=MONEY_CAME))
    with written.months.records.reading(SYSTEM) as work:
        assert work.session.query(Payment).one().paid_on == MONEY_CAME
