"""What the paper of an invoice says, frozen when it is issued: names, addresses, lines, amounts, ways to pay. Plain JSON values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from villars_core.billing.bills import Bill
from villars_core.billing.models import BillingRun
from villars_core.billing.paying import DebitNotice, paying
from villars_core.billing.references import references
from villars_core.billing.rules import ADULT, Line
from villars_core.families.models import Child, Guardian, Household
from villars_core.mandates.models import Mandate
from villars_core.mandates.rules import debit_day
from villars_core.schools.models import Activity
from villars_core.schools.queries import contacts, rules_in_force
from villars_core.schools.rules_file import RulesTable
from villars_core.tariffs.queries import quotients_of
from villars_core.tariffs.quotients import DatedQuotient, quotient_on
from villars_core.work import Work

VERSION = 1


@dataclass(frozen=True)
class _Names:
    """The names that sheets freeze."""

    rules: RulesTable
    contacts: Mapping[str, str]
    children: Mapping[int, str]
    activities: Mapping[str, str]
    homes: Mapping[int, Mapping[str, str]]
    mandates: Mapping[int, tuple[str, str]]
    """By household: reference and last signs of the account of a mandate that is ready."""


def sheets_of(work: Work, bills: Sequence[Bill], numbers: Sequence[str], run: BillingRun, due_on: date) -> list[dict[str, Any]]:
    """Return the sheet of each bill: a handful of queries for all of them."""
    names = _names(work)
    quotients = quotients_of(work, run.last)
    found = []
    for bill, number in zip(bills, numbers, strict=True):
        quotient = quotient_on(quotients.get(bill.household_id, ()), run.last)
        found.append(
            {
                "version": VERSION,
                "number": number,
                "kind": "credit_note" if bill.is_credit else "invoice",
                "town": names.rules.town.name,
                "siret": names.rules.treasury.siret,
                "contacts": dict(names.contacts),
                "household": dict(names.homes[bill.household_id]),
                "first": run.first.isoformat(),
                "last": run.last.isoformat(),
                "issued_on": work.today.isoformat(),
                "due_on": due_on.isoformat(),
                "lines": [_line(one, names, bill.household_id) for one in bill.lines],
                "amount": bill.amount,
                "balance_before": bill.balance,
                "owed_before": bill.balance - bill.credit,
                "to_pay": bill.to_pay,
                "credit": names.rules.billing.credit,
                "quotient": None if quotient is None else _quotient(quotient),
                **({} if bill.is_of_children else {"own_meals": True}),
                **paying(
                    names.rules,
                    bill.to_pay,
                    references(names.rules.treasury, number, work.today, run.first),
                    _debit(names, bill.household_id, work.today, due_on),
                ),
            }
        )
    return found


def _debit(names: _Names, household_id: int, today: date, due_on: date) -> DebitNotice | None:
    """Return the debit that the bill tells of; the mandate must be ready and the town a creditor."""
    mandate = names.mandates.get(household_id)
    if mandate is None or not names.rules.creditor.ics:
        return None
    return DebitNotice(debit_day(today, due_on, names.rules.creditor.notice_days), mandate[0], mandate[1])


def _quotient(one: DatedQuotient) -> dict[str, Any]:
    return {"value": one.value, "source": one.source, "until": one.until.isoformat()}


def _line(line: Line, names: _Names, household_id: int) -> dict[str, Any]:
    return {
        "child": names.homes[household_id]["to"] if line.child_id == ADULT else names.children[line.child_id],
        "activity": names.activities.get(line.activity, line.activity),
        "label": line.label,
        "days": [day.isoformat() for day in line.days],
        "quantity": line.quantity,
        "unit": line.unit,
        "amount": line.amount,
        "correction": line.correction,
    }


def _names(work: Work) -> _Names:
    children = dict(work.session.execute(select(Child.id, Child.first_name)).all())
    adults: dict[int, list[str]] = {}
    guardians = select(Guardian.household_id, Guardian.first_name, Guardian.last_name).order_by(Guardian.id)
    for home, first, last in work.session.execute(guardians):
        adults.setdefault(home, []).append(f"{first} {last}")
    homes = {
        row.id: {
            "reference": row.reference,
            "name": row.name,
            "to": " et ".join(adults.get(row.id, [row.name])),
            "street": row.street,
            "postcode": row.postcode,
            "city": row.city,
        }
        for row in work.session.scalars(select(Household))
    }
    activities = dict(work.session.execute(select(Activity.code, Activity.name)).all())
    ready = select(Mandate.household_id, Mandate.reference, Mandate.last_digits).where(Mandate.state == "ready")
    mandates = {home: (reference, digits) for home, reference, digits in work.session.execute(ready)}
    return _Names(rules_in_force(work), contacts(work), children, activities, homes, mandates)
