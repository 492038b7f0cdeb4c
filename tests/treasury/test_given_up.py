"""What the Treasury gives up: closed in our books once for ever, told to the office, never reminded of; money that comes all the same."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.treasury.answers import Told, retour
from tests.treasury.test_returns import Sent, _euros, sent
from villars_core.billing.check import findings
from villars_core.billing.ledger import WRITTEN_OFF
from villars_core.billing.models import Invoice, LedgerEntry
from villars_core.billing.queries import bill_for_actor
from villars_core.billing.reports import month_report
from villars_core.conversations.flows.invoices_told import standing
from villars_core.office_queue.models import QueueItem
from villars_core.payments import reminders
from villars_core.payments.actions import reverse
from villars_core.payments.models import Payment
from villars_core.staff import reminding
from villars_core.treasury.given_up import not_to_remind_of
from villars_core.work import SYSTEM

__all__ = ["sent"]
NBSP = "\u00a0"


def entries(town: Sent, account: str = WRITTEN_OFF) -> list[int]:
    """Return the amounts on an account, in order."""
    with town.months.records.reading(SYSTEM) as work:
        query = select(LedgerEntry.amount).where(LedgerEntry.account == account)
        return [int(one) for one in work.session.scalars(query.order_by(LedgerEntry.id))]


def told_office(town: Sent) -> list[tuple[str, str]]:
    """Return what waits for the office about debts given up, with the whole list."""
    with town.months.records.reading(SYSTEM) as work:
        rows = work.session.scalars(select(QueueItem).where(QueueItem.kind == "given_up").order_by(QueueItem.id))
        return [(one.summary, one.unseal_text("words", work.vault)) for one in rows]


def reminded(town: Sent) -> list[str]:
    """Return the invoices that a reminder is proposed for, two months later."""
    town.months.at(2027, 1, 20)
    with town.months.records.writing(SYSTEM) as work:
        reminding.look(work)
        return [one.number for one in reminders.proposed(work, not_to_remind_of(work))]


def sound(town: Sent) -> bool:
    """Tell whether the books hold."""
    with town.months.records.reading(SYSTEM) as work:
        return [one for one in findings(work) if not one.pending] == [] and work.session.scalar(select(func.sum(LedgerEntry.amount))) == 0


def test_a_debt_given_up_is_closed_once_told_and_never_reminded_of(sent: Sent) -> None:
    whole = _euros(sent.amounts[0])
    raw = retour(Told(sent.debts[0], line="06", due=whole, paid=(("06", "2026-10-15", whole),)))
    done = sent.take(raw)
    assert (done.payments, done.told, done.given_up) == (0, [], [("FA-2026-00001", sent.amounts[0])])
    assert sent.left() == [0, sent.amounts[1]]
    assert sent.payments() == 0
    assert entries(sent) == [sent.amounts[0]]
    assert sent.order().state == "written_off"
    amount = whole.replace(".", ",")
    assert told_office(sent) == [
        (
            "Le Trésor public a renoncé à 1 facture.",
            f"Facture FA-2026-00001 : {amount}{NBSP}€ admis en non-valeur le 15/10/2026.",
        )
    ]
    assert sent.take(raw).given_up == []
    assert sent.take(raw.replace(b"2026-10-20", b"2026-10-27")).given_up == []
    assert (entries(sent), len(told_office(sent))) == ([sent.amounts[0]], 1)
    assert reminded(sent) == ["FA-2026-00002"]
    assert sound(sent)


def test_the_posting_has_the_day_of_the_treasury(sent: Sent) -> None:
    sent.take(retour(Told(sent.debts[0], line="06", paid=(("06", "2026-10-15", "10.00"),))))
    with sent.months.records.reading(SYSTEM) as work:
        row = work.session.scalars(select(LedgerEntry).where(LedgerEntry.account == WRITTEN_OFF)).one()
        assert (row.day, row.kind, int(row.amount)) == (date(2026, 10, 15), "write_off", 1000)


def test_a_line_given_up_without_an_amount_closes_what_is_left(sent: Sent) -> None:
    whole = _euros(sent.amounts[0])
    done = sent.take(retour(Told(sent.debts[0], line="06", due=whole, collected="20.00", paid=(("02", "2026-10-15", "20.00"),))))
    assert done.given_up == [("FA-2026-00001", sent.amounts[0] - 2000)]
    assert done.told == []
    assert sent.left()[0] == 0
    assert entries(sent) == [sent.amounts[0] - 2000]
    later = retour(Told(sent.debts[0], line="06", due=whole, paid=(("06", "2026-10-18", "5.00"),)), day=date(2026, 10, 27))
    assert sent.take(later).given_up == []
    assert sound(sent)


def test_a_part_given_up_leaves_the_rest_to_be_paid_and_reminded_of(sent: Sent) -> None:
    done = sent.take(retour(Told(sent.debts[0], line="04", paid=(("06", "2026-10-15", "5.00"),))))
    assert done.given_up == [("FA-2026-00001", 500)]
    assert sent.left()[0] == sent.amounts[0] - 500
    assert reminded(sent) == ["FA-2026-00001", "FA-2026-00002"]
    assert sound(sent)


def test_a_line_given_up_for_less_than_is_open_here_is_told_and_not_reminded_of(sent: Sent) -> None:
    done = sent.take(retour(Told(sent.debts[0], line="06", paid=(("06", "2026-10-15", "5.00"),))))
    rest = _euros(sent.amounts[0] - 500).replace(".", ",")
    assert done.told == [f"Facture FA-2026-00001 : admise en non-valeur, mais il reste {rest}{NBSP}€ ouverts dans nos comptes."]
    assert reminded(sent) == ["FA-2026-00002"]


def test_more_than_is_open_closes_what_is_open_and_tells_the_difference(sent: Sent) -> None:
    done = sent.take(retour(Told(sent.debts[0], line="06", paid=(("06", "2026-10-15", "500.00"),))))
    assert done.given_up == [("FA-2026-00001", sent.amounts[0])]
    ours = _euros(sent.amounts[0]).replace(".", ",")
    assert done.told == [f"Facture FA-2026-00001 : la trésorerie dit 500,00{NBSP}€ en non-valeur, nous {ours}{NBSP}€."]
    assert sent.left()[0] == 0


def test_a_day_to_come_is_told_and_closes_nothing(sent: Sent) -> None:
    done = sent.take(retour(Told(sent.debts[0], line="04", paid=(("06", "2026-12-15", "5.00"),))))
    assert done.given_up == []
    assert any("n’est pas noté" in one for one in done.told)
    assert entries(sent) == []


def test_what_is_paid_after_all_brings_the_debt_back_and_is_no_credit(sent: Sent) -> None:
    whole = _euros(sent.amounts[0])
    sent.take(retour(Told(sent.debts[0], line="06", due=whole, paid=(("06", "2026-10-15", whole),))))
    paid = Told(sent.debts[0], line="06", due=whole, paid=(("06", "2026-10-15", whole), ("02", "2026-10-25", "10.00")))
    done = sent.take(retour(paid, day=date(2026, 10, 27)))
    assert (done.payments, done.told) == (1, [])
    assert sent.left()[0] == 0
    assert entries(sent) == [sent.amounts[0], -1000]
    with sent.months.records.writing(SYSTEM) as work:
        reverse(work, work.session.scalars(select(Payment.reference)).one(), "chèque impayé")
    assert sent.left()[0] == 0
    assert sum(entries(sent)) == sent.amounts[0]
    assert reminded(sent) == ["FA-2026-00002"]
    assert sound(sent)


def test_the_family_is_not_told_that_it_paid_and_the_report_keeps_it_apart(sent: Sent) -> None:
    whole = _euros(sent.amounts[0])
    sent.take(retour(Told(sent.debts[0], line="06", due=whole, paid=(("06", "2026-10-15", whole),))))
    with sent.months.records.reading(SYSTEM) as work:
        first = work.session.scalars(select(Invoice.id).order_by(Invoice.number)).first()
        assert first is not None
        bill = bill_for_actor(work, first)
        assert (bill.state, bill.given_up, bill.open) == ("given_up", sent.amounts[0], 0)
        due = month_report(work, date(2026, 9, 1), date(2026, 9, 30)).due[0]
        assert (due.paid, due.given_up, due.open, due.late) == (0, sent.amounts[0], 0, False)
        (said,) = standing(work, bill)
        assert "Cette somme ne vous est plus demandée." in said
        assert "Payée" not in said


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_order_of_answers_closes_more_than_is_owed(sent: Sent, data: st.DataObject) -> None:
    """Payments and debts given up, in any order and again: the bill is never in credit by what was given up."""
    told = st.tuples(st.sampled_from(["02", "06"]), st.sampled_from(["2026-10-15", "2026-10-16"]), st.sampled_from(["1.00", "7.00"]))
    lines = tuple(data.draw(st.lists(told, max_size=4)))
    raw = retour(Told(sent.debts[0], line=data.draw(st.sampled_from(["04", "06"])), paid=lines))
    before = sent.left()[0]
    sent.take(raw)
    once = sent.left()[0]
    sent.take(raw)
    assert sent.left()[0] == once <= before
    assert once >= 0 or sum(entries(sent)) == 0
    assert sound(sent)
