"""Reminders: proposed at their stage, sent once the office agrees, never for what is paid; and bookings that wait for a debt."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.payments.conftest import Office
from villars_core.billing.models import Invoice
from villars_core.conversations import prepared
from villars_core.errors import NotAllowed
from villars_core.money import Cents
from villars_core.office_queue.models import QueueItem
from villars_core.payments import actions, holds, reminders
from villars_core.payments.actions import Receipt
from villars_core.payments.models import Reminder
from villars_core.payments.rules import stage_due
from villars_core.reservations.actions import check
from villars_core.reservations.holds import OnHold
from villars_core.reservations.models import BookingHold
from villars_core.reservations.plans import MealChange
from villars_core.schools.rules_file import BOOK, CANCEL, RulesError, read_rules
from villars_core.schools.tariff_tables import REMINDERS
from villars_core.staff import reminding
from villars_core.work import SYSTEM

DUE = date(2026, 10, 22)


@pytest.mark.parametrize(("late", "stage"), [(0, 0), (14, 0), (15, 1), (29, 1), (30, 2), (59, 2), (60, 3), (400, 3)])
def test_stages_come_at_fifteen_thirty_and_sixty_days(late: int, stage: int) -> None:
    assert stage_due(REMINDERS, DUE, DUE + timedelta(days=late)) == stage


def test_stages_go_forward() -> None:
    stages = "[town]\nname = 'Villars'\n[[reminders]]\nafter_days = 30\n[[reminders]]\nafter_days = 15\n"
    with pytest.raises(RulesError):
        read_rules(stages)


def _look(office: Office, days_late: int) -> int:
    with office.months.records.writing(SYSTEM) as work:
        due = work.session.get_one(Invoice, office.invoice).due_on
    on = due + timedelta(days=days_late)
    office.months.at(on.year, on.month, on.day)
    with office.months.records.writing(SYSTEM) as work:
        return reminding.look(work)


def _waiting(office: Office) -> list[int]:
    with office.months.records.writing(SYSTEM) as work:
        return [one.stage for one in reminders.proposed(work)]


def test_a_reminder_is_proposed_once_and_sent_once_the_office_accepts(office: Office) -> None:
    assert [_look(office, 14), _look(office, 15), _look(office, 16)] == [0, 1, 0]
    assert office.told("reminder") == []
    with office.months.records.writing(SYSTEM) as work:
        item = work.session.scalars(select(QueueItem).where(QueueItem.kind == "reminder")).one()
        prepared.accept(office.months.as_office(work), item.id)
    (told,) = {one for one in office.told("reminder") if "FA-2026-00001" in one}
    assert "Il reste" in told
    assert all(one.screen.attachments for one in office.parcels("reminder"))
    sent = len(office.parcels("reminder"))
    with office.months.records.writing(SYSTEM) as work:
        ids = list(work.session.scalars(select(Reminder.id)))
        assert reminders.approve(office.treasurer(work), ids) == 0
    assert (_waiting(office), len(office.parcels("reminder"))) == ([], sent)


def test_a_later_stage_takes_the_place_of_an_earlier_one(office: Office) -> None:
    assert [_look(office, 15), _look(office, 30)] == [1, 1]
    assert _waiting(office) == [2]


def test_what_is_paid_or_debited_is_not_reminded_of(office: Office) -> None:
    _look(office, 15)
    with office.months.records.writing(SYSTEM) as work:
        assert reminders.proposed(work, {office.invoice}) == []
        ids = list(work.session.scalars(select(Reminder.id)))
        actions.settle(office.treasurer(work), Receipt(office.invoice, Cents(office.amount - 99), "cheque", "cheque 1", work.today))
        assert reminders.approve(office.treasurer(work), ids) == 0
    assert _look(office, 31) == 0
    with office.months.records.writing(SYSTEM) as work:
        assert work.session.scalar(select(func.count()).select_from(Reminder)) == 0
    assert office.told("reminder") == []


def test_parents_approve_no_reminder(office: Office) -> None:
    _look(office, 15)
    with office.months.records.writing(SYSTEM) as work, pytest.raises(NotAllowed):
        reminders.approve(office.nadia(work), [1])


def _may_book(office: Office, act: str = BOOK) -> None:
    months = office.months
    day = next(day for day in (months.clock.now().date() + timedelta(days=14 + one) for one in range(7)) if day.isoweekday() == 2)
    with months.records.writing(SYSTEM) as work:
        check(office.nadia(work), MealChange(act, months.cast.lea, (day,)))


def test_no_booking_waits_unless_the_town_wants_it(office: Office) -> None:
    _look(office, 15)
    _may_book(office)


def test_a_debt_above_the_limit_holds_bookings_until_it_is_paid(office: Office) -> None:
    office.rules('[payfip]\nform = "titre"', "hold_above = 20.00")
    _look(office, 0)
    _may_book(office)
    _look(office, 1)
    with pytest.raises(OnHold) as no:
        _may_book(office)
    assert [one.intent for one in no.value.ways_out()] == ["show_invoices", "talk_to_staff"]
    _may_book(office, CANCEL)
    with office.months.records.writing(SYSTEM) as work:
        actions.settle(office.treasurer(work), Receipt(office.invoice, office.amount, "cheque", "cheque 1", work.today))
    _may_book(office)
    with office.months.records.writing(SYSTEM) as work:
        assert (holds.refresh(work), work.session.scalars(select(BookingHold)).all()) == (0, [])
