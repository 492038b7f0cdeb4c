"""What is due, what was billed, and the difference: an invoice is whatever is due and was not billed yet, line by line.

A late justification, a quotient that counts backwards or a corrected roll-call changes what is due of an earlier day; the next
invoice then holds the difference as a correction. What was issued is never touched, and billing twice adds nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from villars_core.i18n import N_
from villars_core.money import Cents
from villars_core.tariffs.rules import Reason

NO_LONGER_DUE = N_("Ce n’est plus dû.")
_NO_LONGER_DUE = (Reason(NO_LONGER_DUE),)


ADULT = 0
"""Stands for the child of a charge where the adult whose household it is eats."""


class ChargeKey(NamedTuple):
    """One thing that may be due: of a household, for a child's day, an activity and an item ("meal", "evening", "late_booking" …)."""

    household_id: int
    child_id: int
    day: date
    activity: str
    item: str


class Charge(NamedTuple):
    """What is due for one thing: how many units at which price, in cents, and why."""

    key: ChargeKey
    label: str
    quantity: int
    unit: Cents
    amount: Cents
    reasons: tuple[Reason, ...]


class Billed(NamedTuple):
    """What earlier invoices say of one thing, all of them together."""

    amount: Cents
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an invoice: the days of a child, an activity and a label at one price. `correction`: of an earlier period."""

    child_id: int
    activity: str
    label: str
    days: tuple[date, ...]
    quantity: int
    unit: Cents
    amount: Cents
    correction: bool


def differences(due: Iterable[Charge], billed: Mapping[ChargeKey, Billed]) -> list[Charge]:
    """Return what an invoice must add for each thing; what is no longer due comes back as a negative charge with a reason of its own."""
    found, seen = [], set()
    for one in due:
        seen.add(one.key)
        before = billed.get(one.key)
        if before is None:
            if one.amount:
                found.append(one)
        elif one.amount != before.amount:
            found.append(one._replace(amount=Cents(one.amount - before.amount)))
    gone = sorted((key for key, before in billed.items() if before.amount and key not in seen), key=_order)
    found += [Charge(key, billed[key].label, 0, Cents(0), Cents(-billed[key].amount), _NO_LONGER_DUE) for key in gone]
    return found


def by_household(charges: Iterable[Charge]) -> dict[int, list[Charge]]:
    """Return the charges of each household, child by child and day by day."""
    found: dict[int, list[Charge]] = defaultdict(list)
    for one in charges:
        found[one.key.household_id].append(one)
    for mine in found.values():
        mine.sort(key=lambda one: _order(one.key))
    return dict(sorted(found.items()))


def lines_of(charges: Sequence[Charge], first: date) -> list[Line]:
    """Return the lines of a bill whose period begins at a day: the same thing at the same price is one line, earlier days apart."""

    def kind(one: Charge) -> tuple[bool, int, str, str, int, int]:
        correction = one.key.day < first or one.amount != one.quantity * one.unit
        return correction, one.key.child_id, one.key.activity, one.label, one.unit, _sign(one.amount)

    ordered = sorted(charges, key=lambda one: (kind(one), one.key.day, one.key.item))
    return [_line(tuple(group), is_correction=key[0]) for key, group in groupby(ordered, key=kind)]


def total(charges: Iterable[Charge]) -> Cents:
    """Return the sum of charges."""
    return Cents(sum(one.amount for one in charges))


def split_by_percent(amount: Cents, shares: Sequence[tuple[int, int]]) -> dict[int, Cents]:
    """Return each household's part of an amount; the shares come in the order in which odd cents are given, one to each.

    The parts add up to the amount: each is first rounded towards nothing.
    """
    whole = sum(percent for _, percent in shares)
    sign = -1 if amount < 0 else 1
    parts = {home: abs(amount) * percent // whole for home, percent in shares}
    odd = abs(amount) - sum(parts.values())
    for home, _ in shares[:odd]:
        parts[home] += 1
    return {home: Cents(sign * part) for home, part in parts.items()}


def _line(charges: tuple[Charge, ...], *, is_correction: bool) -> Line:
    one = charges[0]
    amount = total(charges)
    quantity = sum(charge.quantity for charge in charges) if not is_correction else len(charges)
    days = tuple(sorted({charge.key.day for charge in charges}))
    return Line(one.key.child_id, one.key.activity, one.label, days, quantity, one.unit, amount, is_correction)


def _order(key: ChargeKey) -> tuple[int, int, date, str, str]:
    return key.household_id, key.child_id, key.day, key.activity, key.item


def _sign(amount: int) -> int:
    return (amount > 0) - (amount < 0)
