"""The month for the office: figures that add up, files that no spreadsheet runs, charts that can be read."""

from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2

from tests.billing.conftest import Months, school_days
from villars_core.billing.reports import Due, MonthReport, month_report, revenue
from villars_core.money import Cents
from villars_core.pdf.charts import BarChart, charts_pdf
from villars_core.staff.report import csv_of, write_xlsx
from villars_core.work import SYSTEM

SEPTEMBER, END = date(2026, 9, 1), date(2026, 9, 30)
EVIL = MonthReport(
    SEPTEMBER, END, (), (Due("FA-2026-00001", "=HYPERLINK(1)", Cents(1050), Cents(0), Cents(1050), END, late=True, given_up=Cents(0)),), ()
)


def _reported(months: Months) -> MonthReport:
    for child in (months.cast.lea, months.cast.awa, months.cast.moussa):
        months.eat(child, *school_days(9))
    months.call_the_roll(SEPTEMBER, END)
    months.at(2026, 10, 1)
    months.issue(SEPTEMBER)
    months.at(2026, 11, 1)
    with months.records.reading(SYSTEM) as work:
        return month_report(work, SEPTEMBER, END)


def test_the_report_adds_up_to_the_bills(months: Months) -> None:
    report = _reported(months)
    days = len(school_days(9))
    assert report.total == sum(amount for _, _, amount in months.invoices())
    assert [(one.school, one.bracket, one.unit, one.quantity, one.children) for one in report.billed] == [
        ("École élémentaire Jean Moulin", "400 à 599", 215, 2 * days, 2),
        ("École élémentaire Jean Moulin", "600 à 849", 305, days, 1),
    ]
    assert [(one.paid, one.late) for one in report.due] == [(0, True), (0, True)]
    assert report.meals == tuple((day, 3) for day in school_days(9))
    with months.records.reading(SYSTEM) as work:
        assert revenue(work, SEPTEMBER, END) == [(SEPTEMBER, report.total)]


def test_no_cell_is_run_as_a_formula(tmp_path: Path) -> None:
    assert ";'=HYPERLINK(1);10,50;0,00;0,00;10,50;30/09/2026;oui" in csv_of(EVIL)
    write_xlsx(tmp_path / "month.xlsx", EVIL)
    cell = openpyxl.load_workbook(tmp_path / "month.xlsx")["À payer"]["B2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_a_chart_says_each_figure_and_is_always_the_same() -> None:
    chart = BarChart("Repas facturés par jour", ["02/11", "03/11"], [120.0, 98.0], ["120", "98"])
    pdf = charts_pdf([chart], "Villars")
    assert pdf == charts_pdf([chart], "Villars")
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    for said in ("Repas facturés par jour", "02/11", "120", "98"):
        assert said in text
