"""A town whose October was eaten, called and billed: what the conversations about money begin with."""

from datetime import date, datetime
from typing import Protocol

from tests.billing.conftest import Months, school_days
from tests.conversations.people import MONDAY
from villars_core.billing import run
from villars_core.billing.models import Invoice
from villars_core.clock import PARIS, MovableClock
from villars_core.demo.cast import Cast
from villars_core.money import Cents
from villars_core.work import SYSTEM, Records

OCTOBER = date(2026, 10, 1)


class Place(Protocol):
    """A town with its records, its clock and its cast."""

    @property
    def records(self) -> Records:
        """Return the records."""
        ...

    @property
    def clock(self) -> MovableClock:
        """Return the clock."""
        ...

    @property
    def cast(self) -> Cast:
        """Return the cast."""
        ...


def bill_october(town: Place, now: datetime = MONDAY) -> dict[str, int]:
    """Bill October on 2 November, and return the invoices' ids by household; the clock is put back.

    Léa ate on ten days (30,50 €), Inès on six days of her mother's (6,00 €) and on four of her father's (18,60 €).
    """
    months = Months(town.records, town.clock, town.cast)
    days = [day for day in school_days(10) if day < date(2026, 10, 17)]
    months.eat(town.cast.lea, *days)
    months.eat(town.cast.ines, *days)
    months.call_the_roll(OCTOBER, date(2026, 10, 31))
    town.clock.move_to(datetime(2026, 11, 2, 9, 0, tzinfo=PARIS))
    # Without the floor: the mother's six meals come to 6 €.
    with town.records.writing(SYSTEM) as work:
        office = months.as_office(work)
        run.look(office, OCTOBER, floor=Cents(0))
        run.issue(office, OCTOBER, floor=Cents(0))
    town.clock.move_to(now)
    return invoices_of(town.records, months)


def invoices_of(records: Records, months: Months) -> dict[str, int]:
    """Return the ids of the invoices by household."""
    with records.reading(SYSTEM) as work:
        homes = {months.home_of(name): name for name in ("Famille Martin", "Sophie Roche", "Karim Haddad")}
        rows = work.session.query(Invoice.household_id, Invoice.id).all()
    return {homes[home]: one for home, one in rows if home in homes}
