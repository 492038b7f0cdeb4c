"""An adult who eats: entered or booked, counted by the kitchen, billed alone at the adult's price, corrected when taken back."""

import json
from datetime import date, datetime
from io import BytesIO

import pypdfium2
import pytest
from sqlalchemy import select

from tests.billing.conftest import Months, as_of, school_days
from villars_core.accounts.actions import open_for_guardian
from villars_core.adult_meals.actions import enroll, leave, set_meals
from villars_core.adult_meals.queries import DinerCard, diner_of, diners, meals_between
from villars_core.adult_meals.rules import LateForOwnMeal, LeavesBeforeBeginning, NoMealThere, NotEnrolled
from villars_core.billing.check import findings
from villars_core.billing.invoice_pdf import invoice_pdf
from villars_core.billing.models import Invoice
from villars_core.billing.queries import lines_of_day, reasons_of, reconciliation
from villars_core.billing.reports import month_report
from villars_core.clock import PARIS
from villars_core.demo.cast import rules_text
from villars_core.errors import NotAllowed, NotFound
from villars_core.families.actions import Address, Adult
from villars_core.families.models import Guardian
from villars_core.kitchen import order_pdf
from villars_core.kitchen.actions import freeze, keep_change
from villars_core.kitchen.lists import list_of_day
from villars_core.kitchen.models import OrderSheet
from villars_core.kitchen.queries import figures_of_day, sheet_of, tables
from villars_core.school_calendar.models import ClosedPeriod
from villars_core.schools.actions import load_rules
from villars_core.schools.models import Site
from villars_core.work import SYSTEM, Work

SEPTEMBER_1 = date(2026, 9, 1)
DAYS = school_days(9)


def site_named(work: Work, name: str) -> Site:
    """Return a restaurant."""
    return work.session.scalars(select(Site).where(Site.name == name)).one()


def teacher(months: Months, first: str = "Julie") -> DinerCard:
    """Write a teacher down, as the office does."""
    with months.records.writing(SYSTEM) as work:
        adult = Adult(first, "Morel", f"{first.lower()}.morel@ecole.example", title="MME")
        site = site_named(work, "Restaurant du Centre")
        return enroll(months.as_office(work), adult, Address("1 rue du Lycée", "42390", "Villars"), site.id, SEPTEMBER_1)


def eats(months: Months, who: DinerCard, *days: date, wanted: bool = True) -> None:
    """Enter, or take back, an adult's meals by the office."""
    with months.records.writing(SYSTEM) as work:
        set_meals(months.as_office(work), who.id, dict.fromkeys(days, wanted))


def test_an_adult_is_billed_alone_at_the_adult_price(months: Months) -> None:
    julie = teacher(months)
    months.eat(months.cast.lea, *DAYS)
    eats(months, julie, *DAYS[:3])
    months.at(2026, 10, 1)
    months.call_the_roll(SEPTEMBER_1, date(2026, 9, 30))
    found = months.look(SEPTEMBER_1)
    assert julie.household_id not in found.without_quotient
    months.issue(SEPTEMBER_1)
    assert ("Julie Morel", 3 * 660) in {(name, amount) for _, name, amount in months.invoices()}
    number = next(number for number, name, _ in months.invoices() if name == "Julie Morel")
    assert months.charges(number) == [(day, "adult_meal", 660) for day in DAYS[:3]]
    assert months.owed("Julie Morel") == 3 * 660
    with months.records.reading(SYSTEM) as work:
        assert [one for one in findings(work) if not one.pending] == []


def test_the_paper_names_the_adult_and_no_quotient(months: Months) -> None:
    julie = teacher(months)
    eats(months, julie, *DAYS[:3])
    months.at(2026, 10, 1)
    months.call_the_roll(SEPTEMBER_1, date(2026, 9, 30))
    months.issue(SEPTEMBER_1)
    with months.records.reading(SYSTEM) as work:
        row = work.session.scalars(select(Invoice).where(Invoice.household_id == julie.household_id)).one()
        text = pypdfium2.PdfDocument(BytesIO(invoice_pdf(json.loads(row.sheet))))[0].get_textpage().get_text_range()
        assert "Julie Morel · Restauration scolaire" in text
        assert "Repas d’adulte" in text
        assert "19,80 €" in text
        assert "uotient" not in text
        assert [(one.child, one.amount) for one in lines_of_day(work, row.id, DAYS[0])] == [("Julie", 660)]
        assert [one.child for one in reasons_of(work, row.id)] == ["Julie"]
        assert [(one.child, one.day, one.booked, one.happened, one.billed) for one in reconciliation(work, row.id)] == [
            ("Julie", day, True, "present", 660) for day in DAYS[:3]
        ]
        billed = [one for one in month_report(work, SEPTEMBER_1, date(2026, 9, 30)).billed if one.label == "Repas d’adulte"]
        assert [(one.quantity, one.children, one.amount) for one in billed] == [(3, 1, 1980)]


def test_a_meal_taken_back_after_the_bill_is_a_credit_on_the_next_one(months: Months) -> None:
    julie = teacher(months)
    eats(months, julie, *DAYS[:3])
    months.at(2026, 10, 1)
    months.call_the_roll(SEPTEMBER_1, date(2026, 9, 30))
    months.issue(SEPTEMBER_1)
    eats(months, julie, DAYS[0], wanted=False)
    october = school_days(10)[:4]
    eats(months, julie, *october)
    months.at(2026, 11, 3)
    months.call_the_roll(date(2026, 10, 1), date(2026, 10, 31))
    numbers = months.issue(date(2026, 10, 1))
    assert [charge for number in numbers for charge in months.charges(number)] == [
        (DAYS[0], "adult_meal", -660),
        *((day, "adult_meal", 660) for day in october),
    ]


def test_no_price_for_adults_is_told_and_bills_nothing(months: Months) -> None:
    julie = teacher(months)
    eats(months, julie, *DAYS[:3])
    with months.records.writing(SYSTEM) as work:
        without = rules_text().replace('[[tariffs.prices]]\nname = "Repas d’adulte"\nadult = true\nprice = 6.60\n', "")
        load_rules(work, without, "rules.toml")
    months.at(2026, 10, 1)
    months.call_the_roll(SEPTEMBER_1, date(2026, 9, 30))
    found = months.look(SEPTEMBER_1)
    assert {(one.kind, one.household_id, one.day) for one in found.anomalies} == {
        ("no_adult_price", julie.household_id, day) for day in DAYS[:3]
    }
    assert found.bills == ()


def test_the_kitchen_counts_adults_in_the_order_and_after_it(months: Months) -> None:
    julie, ada = teacher(months), teacher(months, "Ada")
    day = DAYS[-1]
    months.eat(months.cast.lea, day)
    eats(months, julie, day)
    months.at(day.year, day.month, day.day, 11)
    with months.records.writing(SYSTEM) as work:
        sheet = freeze(work, day)
        assert sheet is not None
        centre = site_named(work, "Restaurant du Centre").id
        assert {key.adults_at: count for key, count in sheet.ordered().items()} == {None: 1, centre: 1}
    eats(months, ada, day)
    eats(months, julie, day, wanted=False)
    eats(months, julie, day)
    with months.records.writing(SYSTEM) as work:
        row = work.session.scalars(select(OrderSheet)).one()
        new = keep_change(work, row)
        assert new is not None
        assert (new.booked, new.cancelled, new.closed) == (1, 0, 0)
        found = sheet_of(work, day)
        assert found is not None
        assert sum(found.told().values()) == sum(figures_of_day(work, day).values()) == 3
        pdf = order_pdf.order_pdf(order_pdf.head_of(work.translator, "Villars"), [order_pdf.page_of(found, tables(work))])
        text = pypdfium2.PdfDocument(BytesIO(pdf))[0].get_textpage().get_text_range()
        line = next(one for one in text.splitlines() if one.startswith("Adultes"))
        assert line.split()[1:4] == ["1", "+1", "2"]
        names = [(one.class_name, [eater.name for eater in one.eaters]) for one in list_of_day(work, day, with_needs=False).classes]
        assert ("Adultes", ["Morel Ada", "Morel Julie"]) in names


def test_on_a_day_that_closes_nothing_is_cooked_and_nothing_is_due(months: Months) -> None:
    julie = teacher(months)
    eats(months, julie, *DAYS[:2])
    with months.records.writing(SYSTEM) as work:
        work.session.add(ClosedPeriod(kind="closure", name="Grève", first=DAYS[0], last=DAYS[0], added_at=work.now))
    with months.records.reading(SYSTEM) as work:
        assert sum(figures_of_day(work, DAYS[0]).values()) == 0
        assert sum(figures_of_day(work, DAYS[1]).values()) == 1
    months.at(2026, 10, 1)
    months.call_the_roll(SEPTEMBER_1, date(2026, 9, 30))
    numbers = [charge for bill in months.look(SEPTEMBER_1).bills for charge in bill.charges]
    assert [one.key.day for one in numbers] == [DAYS[1]]


def test_an_adult_books_the_own_meals_in_time_and_no_others(months: Months) -> None:
    julie, ada = teacher(months), teacher(months, "Ada")
    next_week, tomorrow = date(2026, 9, 10), date(2026, 9, 3)
    with months.records.writing(SYSTEM) as work:
        guardian = work.session.scalars(select(Guardian).where(Guardian.email == julie.email)).one()
        account = open_for_guardian(months.as_office(work), guardian)
    with months.records.writing(SYSTEM) as work:
        mine = as_of(work, account)
        assert set_meals(mine, julie.id, {next_week: True}).added == (next_week,)
        assert set_meals(mine, julie.id, {next_week: True}).added == ()
        with pytest.raises(LateForOwnMeal) as told:
            set_meals(mine, julie.id, {tomorrow: True})
        assert told.value.deadline == datetime(2026, 8, 26, 23, 59, tzinfo=PARIS)
        with pytest.raises(NotFound):
            set_meals(mine, ada.id, {next_week: True})
        with pytest.raises(NotFound):
            meals_between(mine, ada.id, next_week, next_week)
        with pytest.raises(NotAllowed):
            diners(mine)
        with pytest.raises(NotFound):
            set_meals(as_of(work, months.cast.nadia), julie.id, {next_week: True})
        with pytest.raises(NotAllowed):
            set_meals(as_of(work, months.cast.marc), julie.id, {next_week: True})
        with pytest.raises(NotAllowed):
            leave(mine, julie.id, next_week)


def test_only_days_with_a_meal_while_the_adult_is_there(months: Months) -> None:
    julie = teacher(months)
    wednesday, before = date(2026, 9, 9), date(2026, 8, 31)
    with pytest.raises(NoMealThere):
        eats(months, julie, wednesday)
    with pytest.raises(NotEnrolled):
        eats(months, julie, before)
    eats(months, julie, *DAYS)
    with months.records.writing(SYSTEM) as work:
        with pytest.raises(LeavesBeforeBeginning):
            leave(months.as_office(work), julie.id, before)
        assert leave(months.as_office(work), julie.id, DAYS[4]) == tuple(DAYS[5:])
        assert meals_between(months.as_office(work), julie.id, SEPTEMBER_1, DAYS[-1]) == DAYS[:5]
        assert diner_of(work, julie.id).until == DAYS[4]
    with pytest.raises(NotEnrolled):
        eats(months, julie, DAYS[5])


def test_another_restaurant_for_a_day(months: Months) -> None:
    julie = teacher(months)
    eats(months, julie, DAYS[0])
    with months.records.writing(SYSTEM) as work:
        gare = site_named(work, "Restaurant de la Gare").id
        assert set_meals(months.as_office(work), julie.id, {DAYS[0]: True}, gare).added == (DAYS[0],)
        assert {key.adults_at: count for key, count in figures_of_day(work, DAYS[0]).items()} == {gare: 1}
