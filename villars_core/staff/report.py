"""The `villars report` command: a month for the office, as a table, JSON, CSV, XLSX, or charts as PDF or picture."""

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import click
import xlsxwriter
from rich.console import Console
from rich.table import Table

from villars_core.billing.bills import period_at
from villars_core.billing.cells import inert
from villars_core.billing.reports import MonthReport, month_report, revenue
from villars_core.i18n import Amount, Translator
from villars_core.pdf.charts import BarChart, charts_pdf
from villars_core.pdf.pictures import picture_of
from villars_core.staff.dates import month_typed
from villars_core.staff.login import acting, as_option
from villars_core.tariffs.quotients import add_months

HEADS = ("Activité", "École", "Tarif", "Quotient", "Prix (€)", "Quantité", "Personnes", "Montant (€)")
DUE_HEADS = ("Numéro", "Foyer", "Montant (€)", "Payé (€)", "Non-valeur (€)", "Reste (€)", "Échéance", "En retard")
_MONTHS_SHOWN = 12


@click.command("report")
@click.option("--month", required=True, metavar="AAAA-MM", help="Mois.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Fichier .csv, .xlsx, .pdf ou .png à écrire.")
@click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
@as_option
@click.pass_context
def command(context: click.Context, month: str, out: Path | None, *, as_json: bool) -> None:
    """Montrer un mois : facturé par activité, tarif et école ; payé, dû, en retard ; repas par jour."""
    day = month_typed(month)
    with acting(context) as work:
        period = period_at(work, day)
        report = month_report(work, period.first, period.last)
        months = revenue(work, add_months(period.first, 1 - _MONTHS_SHOWN), period.first)
    if out is not None:
        _write(out, report, [BarChart(*_meals(report)), BarChart(*_revenue(months))])
        click.echo(str(out))
    elif as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False, default=str))
    else:
        _show(report)


def csv_of(report: MonthReport) -> str:
    """Return what was billed and what is due as CSV for a French spreadsheet; no cell can be taken for a formula."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for heads, rows in ((HEADS, _billed_rows(report)), (DUE_HEADS, _due_rows(report))):
        writer.writerow(heads)
        writer.writerows([_cell(value) for value in row] for row in rows)
        writer.writerow([])
    return out.getvalue()


def write_xlsx(out: Path, report: MonthReport) -> None:
    """Write the report as two sheets; texts are texts, whatever they begin with."""
    with xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as book:
        money = book.add_format({"num_format": "#,##0.00"})
        for name, heads, rows in (("Facturé", HEADS, _billed_rows(report)), ("À payer", DUE_HEADS, _due_rows(report))):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
            for place, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    if isinstance(value, float):
                        sheet.write_number(place, column, value, money)
                    elif isinstance(value, int):
                        sheet.write_number(place, column, value)
                    else:
                        sheet.write_string(place, column, value)
            sheet.autofit()


def _write(out: Path, report: MonthReport, charts: Sequence[BarChart]) -> None:
    out.touch(mode=0o600)
    match out.suffix.lower():
        case ".csv":
            out.write_text("\ufeff" + csv_of(report), encoding="utf-8", newline="")
        case ".xlsx":
            write_xlsx(out, report)
        case ".pdf":
            out.write_bytes(charts_pdf(charts, "Villars"))
        case ".png":
            out.write_bytes(picture_of(charts_pdf(charts[:1], "Villars")))
        case _:
            out.unlink()
            message = "le nom du fichier finit par .csv, .xlsx, .pdf ou .png"
            raise click.UsageError(message)


def _billed_rows(report: MonthReport) -> list[tuple[Any, ...]]:
    return [
        (one.activity, one.school, one.label, one.bracket, one.unit / 100, one.quantity, one.children, one.amount / 100)
        for one in report.billed
    ]


def _due_rows(report: MonthReport) -> list[tuple[Any, ...]]:
    return [
        (
            one.number,
            one.household,
            one.amount / 100,
            one.paid / 100,
            one.given_up / 100,
            one.open / 100,
            f"{one.due_on:%d/%m/%Y}",
            "oui" if one.late else "non",
        )
        for one in report.due
    ]


def _cell(value: object) -> object:
    """Return a cell: amounts with a comma, and a text that a spreadsheet would run is quoted."""
    if isinstance(value, float):
        return f"{value:.2f}".replace(".", ",")
    return inert(value) if isinstance(value, str) else value


def _meals(report: MonthReport) -> tuple[str, list[str], list[float], list[str]]:
    days = [f"{day:%d/%m}" for day, _ in report.meals]
    counts = [count for _, count in report.meals]
    return "Repas facturés par jour", days, [float(one) for one in counts], [str(one) for one in counts]


def _revenue(months: Sequence[tuple[date, int]]) -> tuple[str, list[str], list[float], list[str]]:
    words = Translator()
    euros = [amount / 100 for _, amount in months]
    return "Facturé par mois (€)", [f"{month:%m/%Y}" for month, _ in months], euros, [words.write(Amount(amount)) for _, amount in months]


def _show(report: MonthReport) -> None:
    words = Translator()
    table = Table(*HEADS, box=None)
    for one in report.billed:
        unit, amount = words.write(Amount(one.unit)), words.write(Amount(one.amount))
        table.add_row(one.activity, one.school, one.label, one.bracket, unit, str(one.quantity), str(one.children), amount)
    Console().print(table)
    left = sum(one.open for one in report.due if one.open > 0)
    late = sum(one.open for one in report.due if one.late)
    paid, gone = sum(one.paid for one in report.due), sum(one.given_up for one in report.due)
    given_up = f" admis en non-valeur {words.write(Amount(gone))}," if gone else ""
    click.echo(
        f"Facturé {words.write(Amount(report.total))}, payé {words.write(Amount(paid))},{given_up}"
        f" reste {words.write(Amount(left))} dont {words.write(Amount(late))} en retard."
    )
