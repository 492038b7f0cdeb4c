"""Slips of a month: what is on them, once for ever, and what stays."""

import json
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from sqlalchemy import func, select, update

from tests.billing.conftest import Months, as_of, school_days
from tests.treasury.conftest import IBAN, RUM, SEPTEMBER, give_mandate, send
from villars_core.absences.actions import excuse
from villars_core.billing.cells import inert
from villars_core.billing.models import Invoice
from villars_core.billing.queries import sheet_for_actor
from villars_core.demo.cast import rules_text
from villars_core.errors import NotAllowed
from villars_core.families.actions import set_title
from villars_core.families.models import Guardian
from villars_core.mandates.models import Mandate
from villars_core.mandates.rules import bank_day
from villars_core.money import Cents
from villars_core.notifications.models import OutboxRow
from villars_core.payments.actions import Receipt, reverse, settle
from villars_core.schools.actions import load_rules
from villars_core.treasury import actions
from villars_core.treasury.actions import NothingToSend, OwnCashOffice, SlipAltered
from villars_core.treasury.models import RevenueOrder, Slip
from villars_core.treasury.neutral_csv import table
from villars_core.treasury.pes_checks import NotAcceptable
from villars_core.treasury.slip_files import put
from villars_core.treasury.sources import Wanted
from villars_core.work import SYSTEM, Work

OCTOBER = date(2026, 10, 1)


def _values(raw: bytes, tag: str) -> list[str]:
    return [one.get("V") for one in etree.fromstring(raw).iter(tag)]


def _look(months: Months) -> actions.SlipLook:
    with months.records.writing(SYSTEM) as work:
        return actions.look(as_of(work, months.cast.claire), Wanted(SEPTEMBER))


def test_a_slip_holds_each_bill_with_what_is_open_and_the_references_of_its_paper(billed: Months) -> None:
    (slip,) = send(billed)
    assert (slip.year, slip.number, slip.pieces) == (2026, 1, 2)
    assert slip.name == "PESORMC_21420330100010_2026_0000001.xml"
    assert _values(slip.content, "MtHT") == [f"{amount // 100}.{amount % 100:02d}" for _, _, amount in billed.invoices()]
    with billed.records.reading(SYSTEM) as work:
        sheets = [sheet_for_actor(work, one) for one in work.session.scalars(select(Invoice.id).order_by(Invoice.number))]
    assert _values(slip.content, "NumDette") == [one["debt"] for one in sheets]
    assert [*zip(_values(slip.content, "Cle1"), _values(slip.content, "Cle2"), strict=True)] == [tuple(one["keys"]) for one in sheets]
    assert _values(slip.content, "RefTiers") == [one["household"]["reference"] for one in sheets]


def test_a_debit_that_the_paper_does_not_tell_of_leaves_the_family_time_and_is_told(billed: Months) -> None:
    (slip,) = send(billed)
    assert _values(slip.content, "RefUniMdt") == [RUM]
    assert _values(slip.content, "IBAN") == [IBAN]
    with billed.records.reading(SYSTEM) as work:
        due = bank_day(work.session.scalars(select(Invoice.due_on)).first() or date.max)
        mandate = work.session.scalars(select(Mandate)).one()
        assert mandate.last_debit_on == due
        assert _told(work) == {f"debit FA-2026-00001 2026-1 {billed.cast.nadia.id}", f"debit FA-2026-00001 2026-1 {billed.cast.paul.id}"}
    assert _values(slip.content, "DtePrel") == [str(due)]
    assert _values(slip.content, "SequencePres") == ["03"]


def test_the_debit_is_on_the_day_that_the_paper_tells(months: Months) -> None:
    with months.records.writing(SYSTEM) as work:
        load_rules(work, rules_text() + "\n[billing]\ndue_days = 3\n", "villars-rules.toml")
        give_mandate(work, months)
    months.eat(months.cast.lea, *school_days(9))
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.at(2026, 10, 1)
    months.issue(SEPTEMBER)
    with months.records.reading(SYSTEM) as work:
        invoice = work.session.scalars(select(Invoice)).one()
        told = json.loads(invoice.sheet)["debit"]["on"]
        assert (told, invoice.due_on) == ("2026-10-15", date(2026, 10, 4))
    (slip,) = send(months)
    assert _values(slip.content, "DtePrel") == [told]
    with months.records.reading(SYSTEM) as work:
        assert work.session.scalars(select(Mandate)).one().last_debit_on == date.fromisoformat(told)
        assert _told(work) == set()


@pytest.mark.parametrize(
    ("wanted", "today", "day"),
    [
        (date(2026, 10, 5), 1, "2026-10-22"),
        (date(2026, 10, 24), 1, "2026-10-26"),
        (None, 21, "2026-10-23"),
        (None, 30, "2026-11-02"),
    ],
    ids=["before the day that was told", "a Saturday", "too late for the bank", "after the day that was told"],
)
def test_a_debit_never_comes_before_the_day_that_was_told(months: Months, wanted: date | None, today: int, day: str) -> None:
    with months.records.writing(SYSTEM) as work:
        give_mandate(work, months)
    months.eat(months.cast.lea, *school_days(9))
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.at(2026, 10, 1)
    months.issue(SEPTEMBER)
    months.at(2026, 10, today)
    (slip,) = send(months, Wanted(SEPTEMBER, wanted))
    assert _values(slip.content, "DtePrel") == [day]
    with months.records.reading(SYSTEM) as work:
        assert _told(work) == set()


def test_a_debit_that_goes_again_after_a_reject_is_told_anew(months: Months) -> None:
    with months.records.writing(SYSTEM) as work:
        give_mandate(work, months)
    months.eat(months.cast.lea, *school_days(9))
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.at(2026, 10, 1)
    months.issue(SEPTEMBER)
    send(months)
    with months.records.writing(SYSTEM) as work:
        work.session.execute(update(RevenueOrder).values(state="rejected"))
    months.at(2026, 10, 20)
    (slip,) = send(months)
    assert _values(slip.content, "DtePrel") == ["2026-11-03"]
    with months.records.reading(SYSTEM) as work:
        assert len(_told(work)) == 2


def _told(work: Work) -> set[str]:
    keys = work.session.scalars(select(OutboxRow.business_key).where(OutboxRow.kind == "debit"))
    return {str(one).rpartition(":")[2] for one in keys}


def test_a_changed_account_is_told_with_the_next_debit_only(billed: Months) -> None:
    with billed.records.writing(SYSTEM) as work:
        mandate = work.session.scalars(select(Mandate)).one()
        mandate.seal("previous_iban", "FR7630001007941234567890185", work.vault)
        mandate.amended_at = work.now
    (slip,) = send(billed)
    assert _values(slip.content, "AncienneBanque") == ["1"]
    with billed.records.reading(SYSTEM) as work:
        assert work.session.scalars(select(Mandate)).one().amended_at is None


def test_issuing_again_gives_the_same_number_and_bytes_whatever_changed_since(billed: Months) -> None:
    first = send(billed)
    with billed.records.writing(SYSTEM) as work:
        work.session.execute(update(Guardian).values(last_name="Autre", title=""))
    billed.at(2026, 10, 9)
    assert send(billed) == first
    with billed.records.reading(SYSTEM) as work:
        assert work.session.scalar(select(func.count()).select_from(Slip)) == 1
        assert work.session.scalar(select(func.count()).select_from(RevenueOrder)) == 2


def test_a_family_without_its_title_is_named_and_nothing_is_kept(billed: Months) -> None:
    with billed.records.writing(SYSTEM) as work:
        work.session.execute(update(Guardian).values(title=""))
    told = [str(one) for one in _look(billed).faults]
    assert told[0].endswith("NADIA MARTIN (F-2026-00001) : civilité : il manque")
    with pytest.raises(NotAcceptable):
        send(billed)
    with billed.records.writing(SYSTEM) as work:
        assert work.session.scalar(select(func.count()).select_from(Slip)) == 0
        for email in ("nadia@parents.example", "fatou@parents.example"):
            set_title(as_of(work, billed.cast.claire), email, "MME")
    assert send(billed)[0].number == 1


def test_looking_keeps_nothing(billed: Months) -> None:
    found = _look(billed)
    assert (found.gathered.file.number, len(found.gathered.file.pieces), found.faults) == (1, 2, ())
    with billed.records.reading(SYSTEM) as work:
        assert work.session.scalar(select(func.count()).select_from(Slip)) == 0


def test_a_rejected_bill_goes_again_on_another_slip_and_the_others_do_not(billed: Months) -> None:
    send(billed)
    with billed.records.writing(SYSTEM) as work:
        order = work.session.scalars(select(RevenueOrder).order_by(RevenueOrder.place)).first()
        assert order is not None
        order.state = "rejected"
        invoice = order.invoice_id
    slips = send(billed)
    assert [(one.number, one.pieces) for one in slips] == [(1, 2), (2, 1)]
    assert send(billed) == slips
    with billed.records.reading(SYSTEM) as work:
        again = work.session.scalars(select(RevenueOrder).where(RevenueOrder.invoice_id == invoice)).one()
        assert (again.state, again.place) == ("sent", 1)


def test_what_is_paid_or_under_the_floor_stays(billed: Months) -> None:
    with billed.records.writing(SYSTEM) as work:
        (first, amount), (second, whole) = work.session.execute(select(Invoice.id, Invoice.charges).order_by(Invoice.number)).all()
        office = as_of(work, billed.cast.claire)
        settle(office, Receipt(first, Cents(amount - 1499), "transfer", "transfer 1", work.today))
        settle(office, Receipt(second, whole, "transfer", "transfer 2", work.today))
    with pytest.raises(NothingToSend):
        send(billed)
    with billed.records.writing(SYSTEM) as work:
        settle(as_of(work, billed.cast.claire), Receipt(first, Cents(400), "transfer", "transfer 3", work.today))
        reverse(as_of(work, billed.cast.claire), "transfer 2", "refused")
    found = _look(billed)
    assert found.gathered.under_floor == (("FA-2026-00001", 1099),)
    assert [one.number for one in found.gathered.file.pieces] == ["FA-2026-00002"]


def test_a_credit_note_is_no_negative_line(billed: Months) -> None:
    send(billed)
    with billed.records.writing(SYSTEM) as work:
        excuse(as_of(work, billed.cast.claire), [billed.cast.lea], [date(2026, 9, 28)], "strike")
    billed.call_the_roll(OCTOBER, date(2026, 10, 31))
    billed.at(2026, 11, 2)
    assert billed.issue(OCTOBER) == ["AV-2026-00001"]
    with pytest.raises(NothingToSend):
        send(billed, Wanted(OCTOBER))


def test_a_slip_may_begin_at_the_number_that_another_program_left_off(billed: Months) -> None:
    (slip,) = send(billed, Wanted(SEPTEMBER, number=41))
    assert slip.number == 41


def test_nothing_to_send_and_the_own_cash_office(billed: Months) -> None:
    with pytest.raises(NothingToSend):
        send(billed, Wanted(date(2026, 8, 1)))
    with billed.records.writing(SYSTEM) as work:
        load_rules(work, rules_text().replace("[treasury]", '[treasury]\nform = "regie"'), "villars-rules.toml")
    with pytest.raises(OwnCashOffice):
        send(billed)


def test_only_the_treasurer_sees_slips(billed: Months) -> None:
    for account in (billed.cast.marc, billed.cast.nadia):
        with billed.records.writing(SYSTEM) as work:
            other = as_of(work, account)
            for act in (actions.look, actions.issue):
                with pytest.raises(NotAllowed):
                    act(other, Wanted(SEPTEMBER))
            with pytest.raises(NotAllowed):
                table(other, SEPTEMBER)


def test_the_file_is_put_whole_and_a_wrong_one_is_replaced(billed: Months, tmp_path: Path) -> None:
    (slip,) = send(billed)
    path = put(slip, tmp_path / "out")
    assert path.read_bytes() == slip.content
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(b"half")
    (tmp_path / "out" / f".{slip.name}.new").write_bytes(b"left by a killed run")
    assert put(slip, tmp_path / "out").read_bytes() == slip.content
    assert [one.name for one in (tmp_path / "out").iterdir()] == [slip.name]


def test_accounts_are_sealed_in_what_is_kept_and_an_altered_slip_is_told(billed: Months) -> None:
    send(billed)
    with billed.records.writing(SYSTEM) as work:
        row = work.session.scalars(select(Slip)).one()
        assert row.content is not None
        assert IBAN.encode() not in row.content
        row.digest = "0" * 64
    with pytest.raises(SlipAltered):
        send(billed)


def test_the_table_for_finance_software_is_neutral_and_holds_no_account(billed: Months) -> None:
    send(billed)
    with billed.records.writing(SYSTEM) as work:
        written = table(as_of(work, billed.cast.claire), SEPTEMBER).decode("utf-8-sig")
    head, *rows = written.splitlines()
    assert head.startswith("numero;type;emise_le")
    assert len(rows) == 2
    assert rows[0].startswith("FA-2026-00001;facture;2026-10-01;")
    assert rows[0].endswith(";2026;1;1;sent")
    assert IBAN not in written


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Martin", "Martin"),
        ("=1+1", "'=1+1"),
        ("+33", "'+33"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("a\r\n=1+1", "a =1+1"),
    ],
)
def test_no_text_is_a_formula(text: str, safe: str) -> None:
    assert inert(text) == safe
