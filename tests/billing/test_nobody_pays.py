"""A day that nobody pays is told to the clerk before the bills go out: neither billed to someone nor forgotten."""

from datetime import date, time

from sqlalchemy import update

from tests.billing.conftest import Months
from villars_core.attendance.actions import point
from villars_core.attendance.rules import PRESENT, Fact, Moment
from villars_core.families.models import Guardianship
from villars_core.work import SYSTEM

SEPTEMBER, MONDAY, TUESDAY = date(2026, 9, 1), date(2026, 9, 7), date(2026, 9, 8)


def test_a_meal_and_a_childcare_day_without_any_guardian_are_each_told_once(months: Months) -> None:
    child = months.cast.lea
    months.at(2026, 9, 7, 19)
    with months.records.writing(SYSTEM) as work:
        office = months.as_office(work)
        point(office, child, Moment(MONDAY, "childcare", "morning"), Fact(PRESENT, time(8), None))
        point(office, child, Moment(MONDAY, "childcare", "evening"), Fact(PRESENT, None, time(17, 30)))
    months.eat(child, TUESDAY)
    with months.records.writing(SYSTEM) as work:
        work.session.execute(update(Guardianship).where(Guardianship.child_id == child.id).values(until=date(2026, 9, 6)))
    months.call_the_roll(SEPTEMBER, date(2026, 9, 30))
    months.at(2026, 10, 1)
    found = months.look(SEPTEMBER)
    assert sorted((one.kind, one.child_id, one.day) for one in found.anomalies) == [
        ("no_payer", child.id, MONDAY),
        ("no_payer", child.id, TUESDAY),
    ]
    assert not any(charge.key.child_id == child.id for bill in found.bills for charge in bill.charges)
