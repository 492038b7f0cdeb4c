"""What each home owes, reckoned a second time: plain Python on the rules file and the raw rows, sharing nothing with the house's code.

No price, level or total that the house keeps is read; only what was booked, noted, reported, decided and agreed.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import Connection, text

Thing = tuple[int, int, date, str]
"""Home, child, day, what: "meal", "unbooked", "morning" …"""


def cents(amount: Decimal | int) -> int:
    """Return euros of the rules file in cents."""
    return half_up(Decimal(amount) * 100)


def by_first(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Return rows by their first value, in their order."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for first, *rest in rows:
        found[first].append(tuple(rest))
    return found


def half_up(amount: Decimal) -> int:
    """Round half a cent up."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def as_day(value: Any) -> date:  # noqa: ANN401 (a column of one of two databases)
    """Return a day as either database gives it."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def as_minutes(value: Any) -> int | None:  # noqa: ANN401 (a column of one of two databases)
    """Return a time of the day in minutes."""
    if value is None:
        return None
    at = value if isinstance(value, time) else time.fromisoformat(value)
    return at.hour * 60 + at.minute


@dataclass
class Reckoner:
    """The town's rules, and when children bring their own meal (child, first, last)."""

    rules: dict[str, Any]
    own_meals: Iterable[tuple[int, date, date]]
    due: dict[Thing, int] = field(default_factory=dict)

    @classmethod
    def reading(cls, rules: str, own_meals: Iterable[tuple[int, date, date]]) -> "Reckoner":
        """Read the rules file."""
        return cls(tomllib.loads(rules, parse_float=Decimal), own_meals)

    def reckon(self, rows: Connection, first: date, last: date) -> dict[Thing, int]:
        """Return all that is due of a span, as the town knows it now."""
        self._read(rows)
        self.due = defaultdict(int)
        self._counts: dict[tuple[str, int, int, int, int], list[date]] = {}
        span = {"first": first, "last": last}
        booked = {
            (child, as_day(day)): late
            for child, day, late in rows.execute(
                text(
                    "SELECT child_id, day, late FROM reservation"
                    " WHERE state='booked' AND activity='canteen' AND day BETWEEN :first AND :last"
                ),
                span,
            )
        }
        noted = {
            (child, as_day(day)): state
            for child, day, state in rows.execute(
                text(
                    "SELECT child_id, day, state FROM attendance"
                    " WHERE replaced_at IS NULL AND activity='canteen' AND day BETWEEN :first AND :last"
                ),
                span,
            )
        }
        came = {one for one, state in noted.items() if state == "present"}
        excused = self._excused(rows)
        for child, day in sorted(booked.keys() | came, key=lambda one: (one[1], one[0])):
            self._meal(child, day, booked.get((child, day)), noted.get((child, day), ""), excused.get((child, day)))
        self._childcare(rows, span)
        self._adult_meals(rows, span)
        return {thing: amount for thing, amount in self.due.items() if amount}

    def _read(self, rows: Connection) -> None:
        levels = rows.execute(text("SELECT c.id, k.level FROM child c JOIN school_class k ON k.id = c.class_id"))
        self._classes: dict[int, str] = dict(levels.all())
        self._born = {child: as_day(born) for child, born in rows.execute(text("SELECT id, born FROM child"))}
        self._home: dict[int, int] = dict(rows.execute(text("SELECT id, household_id FROM guardian")).all())
        self._adults = defaultdict(list)
        for child, adult in rows.execute(text("SELECT child_id, guardian_id FROM guardianship ORDER BY guardian_id")):
            self._adults[child].append(adult)
        self._weeks = {
            child: (as_day(anchor), one, other)
            for child, anchor, one, other in rows.execute(
                text("SELECT child_id, anchor_day, anchor_guardian_id, other_guardian_id FROM custody WHERE until IS NULL")
            )
        }
        self._swapped = by_first(
            (child, as_day(first), as_day(last), adult)
            for child, first, last, adult in rows.execute(
                text("SELECT child_id, first, last, guardian_id FROM custody_exception WHERE withdrawn_at IS NULL ORDER BY id DESC")
            )
        )
        self._shares = by_first(
            (child, home, percent, as_day(since), as_day(until))
            for child, home, percent, since, until in rows.execute(
                text(
                    "SELECT s.child_id, s.household_id, s.percent, s.since, s.until FROM payer_share s"
                    " JOIN household h ON h.id = s.household_id ORDER BY h.name, h.id"
                )
            )
        )
        self._quotients = by_first(
            (home, as_day(since), as_day(until), value)
            for home, since, until, value in rows.execute(
                text("SELECT household_id, since, until, value FROM family_quotient WHERE state='accepted' ORDER BY since, id")
            )
        )
        self._moves = by_first(
            (home, as_day(since), bool(resident))
            for home, since, resident in rows.execute(text("SELECT household_id, since, resident FROM residence ORDER BY since, id"))
        )
        self._registered = by_first(
            (home, child, activity, as_day(first), as_day(last))
            for child, activity, first, last in rows.execute(text("SELECT child_id, activity, first, last FROM registration"))
            for home in {self._home[adult] for adult in self._adults[child]}
        )
        self._own = by_first(self.own_meals)
        self._ranks: dict[tuple[int, int, str, date], int] = {}

    def _excused(self, rows: Connection) -> dict[tuple[int, date], bool]:
        """Return the days that were reported: True where they are not billed, False where the proof is missing."""
        found = {}
        query = (
            "SELECT d.child_id, d.day, r.kind, p.state FROM absence_day d JOIN absence_report r ON r.id = d.report_id"
            " LEFT JOIN absence_proof p ON p.id = d.proof_id WHERE d.withdrawn_at IS NULL AND d.activity='canteen'"
        )
        for child, day, kind, proof in rows.execute(text(query)):
            rule = next(one for one in self.rules["absences"] if kind in one["kinds"])
            found[child, as_day(day)] = proof == "accepted" if rule.get("proof", True) else True
        return found

    def _payers(self, child: int, day: date) -> list[tuple[int, int]]:
        agreed = [(home, percent) for home, percent, since, until in self._shares.get(child, ()) if since <= day <= until]
        if agreed:
            return agreed
        adult = self._adults[child][0]
        if child in self._weeks:
            anchor, one, other = self._weeks[child]
            adult = other if ((day - anchor).days // 7) % 2 else one
            swapped = [who for first, last, who in self._swapped.get(child, ()) if first <= day <= last]
            adult = swapped[0] if swapped else adult
        return [(self._home[adult], 100)]

    def _quotient(self, home: int, day: date) -> int | None:
        begun = [(until, value) for since, until, value in self._quotients.get(home, ()) if since <= day]
        return begun[-1][1] if begun and day <= begun[-1][0] else None

    def _lives_here(self, home: int, day: date) -> bool:
        moves = self._moves.get(home, [])
        before = [there for since, there in moves if since < day]
        if before:
            return bool(before[-1])
        return not (moves and moves[0][1])

    def _rank(self, child: int, home: int, activity: str, day: date) -> int:
        key = (child, home, activity, day)
        if key not in self._ranks:
            of_home = {one for one, what, first, last in self._registered[home] if what == activity and first <= day <= last}
            ordered = sorted(of_home, key=lambda one: (self._born[one], one))
            self._ranks[key] = ordered.index(child) + 1 if child in ordered else 1
        return self._ranks[key]

    def _price(self, activity: str, home: int, child: int, day: date) -> int:
        tariff = max(
            (one for one in self.rules["tariffs"] if one["activity"] == activity and one["since"] <= day), key=lambda one: one["since"]
        )
        own = any(first <= day <= last for first, last in self._own.get(child, ()))
        facts = {"own_meal": own, "resident": self._lives_here(home, day), "adult": False}
        line = next(
            one
            for one in tariff["prices"]
            if all(one[what] == fact for what, fact in facts.items() if what in one)
            and self._classes[child] in one.get("levels", [self._classes[child]])
        )
        price = self._line_price(line, self._quotient(home, day))
        rank = self._rank(child, home, activity, day) if "discounts" in tariff else 1
        off = [one for one in tariff.get("discounts", ()) if one["rank"] <= rank]
        if off:
            percent = Decimal(max(off, key=lambda one: one["rank"])["percent"])
            price = half_up(Decimal(price) * (100 - percent) / 100)
        return price

    @staticmethod
    def _line_price(line: dict[str, Any], quotient: int | None) -> int:
        if "price" in line:
            return cents(line["price"])
        if quotient is None:
            return cents(line["no_quotient"])
        if "bands" in line:
            return cents(next(one["price"] for one in line["bands"] if quotient < one.get("below", quotient + 1)))
        exact = half_up(Decimal(quotient) * Decimal(line["rate_percent"]))
        return min(max(exact, cents(line["minimum"])), cents(line["maximum"]))

    def _meal(self, child: int, day: date, late: str | None, noted: str, is_excused: bool | None) -> None:  # noqa: FBT001 (a fact)
        """Charge a day at table. `late`: None without a booking. Who was noted present ate, whatever was reported."""
        for home, percent in self._payers(child, day):
            price = self._price("canteen", home, child, day)
            self._owe((home, child, day, "meal"), 0 if is_excused and noted != "present" else price, percent)
            if late is None:
                self._add((home, child, day, "unbooked"), "canteen", price, percent)
            elif noted == "absent" and is_excused is None:
                self._add((home, child, day, "absent"), "canteen", price, percent)
            if late:
                self._add((home, child, day, "late_booking"), "canteen", price, percent)

    def _childcare(self, rows: Connection, span: dict[str, date]) -> None:
        query = (
            "SELECT child_id, day, part, arrived, \"left\" FROM attendance WHERE replaced_at IS NULL AND activity='childcare'"
            " AND state='present' AND day BETWEEN :first AND :last ORDER BY day, child_id"
        )
        for child, day, part, arrived, left in rows.execute(text(query), span):
            self._stay(child, as_day(day), part, as_minutes(arrived), as_minutes(left))

    def _adult_meals(self, rows: Connection, span: dict[str, date]) -> None:
        """Charge each meal of a teacher that was not taken back; no child's number is 0."""
        query = (
            "SELECT d.household_id, m.day FROM adult_meal m JOIN diner d ON d.id = m.diner_id"
            " WHERE m.cancelled_at IS NULL AND m.day BETWEEN :first AND :last"
        )
        for home, day in rows.execute(text(query), span):
            on = as_day(day)
            tariffs = (one for one in self.rules["tariffs"] if one["activity"] == "canteen" and one["since"] <= on)
            line = next(one for one in max(tariffs, key=lambda one: one["since"])["prices"] if one.get("adult"))
            self.due[home, 0, on, "adult_meal"] += cents(line["price"])

    def _stay(self, child: int, day: date, part: str, arrived: int | None, left: int | None) -> None:
        tariff = next(one for one in self.rules["tariffs"] if one["activity"] == "childcare")
        hours = next(one for one in tariff["moments"] if one["moment"] == part)
        opens, closes = (as_minutes(hours[name]) or 0 for name in ("opens", "closes"))
        begins = max(opens, opens if arrived is None else arrived)
        ends = min(closes, closes if left is None else left)
        units = max(0, -(-(ends - begins) // 30))
        for home, percent in self._payers(child, day):
            self._owe((home, child, day, part), self._price("childcare", home, child, day), percent, units)
            if part == "evening" and left is not None and left > closes:
                self._add((home, child, day, "late_pickup"), "childcare", 0, percent)

    def _add(self, thing: Thing, activity: str, price: int, percent: int) -> None:
        """Add a surcharge; the counting of a month is done on what is there already of it, day by day."""
        home, child, day, cause = thing
        known = [
            one for one in self.rules.get("surcharges", ()) if one["activity"] == activity and one["cause"] == cause and one["since"] <= day
        ]
        if not known:
            return
        rule = max(known, key=lambda one: one["since"])
        family = rule.get("each", "child") == "family"
        counted = self._counts.setdefault((cause, home if family else child, home, day.year, day.month), [])
        if family and day in counted:
            return
        counted.append(day)
        free, first = rule.get("free", 0), rule.get("first", 0)
        if len(counted) > free and (not first or len(counted) <= free + first):
            amount = cents(rule["amount"]) if "amount" in rule else half_up(Decimal(price) * Decimal(rule["percent"]) / 100)
            self._owe(thing, amount, percent)

    def _owe(self, thing: Thing, unit: int, percent: int, quantity: int = 1) -> None:
        """Put down what is owed; of a shared amount the odd cents go to the first homes that agreed."""
        home, child, day, _ = thing
        if percent != 100:
            agreed = self._payers(child, day)
            parts = [unit * share // 100 for _, share in agreed]
            odd = unit - sum(parts)
            place = [one for one, _ in agreed].index(home)
            unit = parts[place] + (1 if place < odd else 0)
        self.due[thing] += unit * quantity


def care_paid(rows: Connection, invoices: Mapping[int, Mapping[Thing, int]], year: int) -> dict[int, int]:
    """Return what each home paid in a year for the childcare of children who were under six on 1 January, by what its invoices are of.

    An invoice that is paid in part is paid in part for each child; what one child's part comes to is rounded towards nothing.
    """
    young = {child for child, born in rows.execute(text("SELECT id, born FROM child")) if as_day(born) >= date(year - 6, 1, 1)}
    moves = by_first(
        (invoice, as_day(day), -int(amount))
        for invoice, day, amount in rows.execute(
            text(
                "SELECT invoice_id, day, amount FROM ledger_entry"
                " WHERE account='payer' AND kind NOT IN ('bill', 'write_off', 'owed_again') AND invoice_id IS NOT NULL"
            )
        )
    )
    found: dict[tuple[int, int], int] = defaultdict(int)
    for invoice, things in invoices.items():
        whole = sum(things.values())
        care: dict[tuple[int, int], int] = defaultdict(int)
        for (home, child, _, what), amount in things.items():
            if child in young and what in {"morning", "evening"}:
                care[home, child] += amount
        for one, part in care.items():
            before = sum(amount for day, amount in moves.get(invoice, ()) if day.year < year)
            by_then = sum(amount for day, amount in moves.get(invoice, ()) if day.year <= year)
            found[one] += _part_paid(part, whole, by_then) - _part_paid(part, whole, before)
    homes: dict[int, int] = defaultdict(int)
    for (home, _), amount in found.items():
        homes[home] += max(0, amount)
    return {home: amount for home, amount in homes.items() if amount}


def _part_paid(part: int, whole: int, paid: int) -> int:
    """Return what of a part is paid; of a credit note, what was taken back."""
    if not whole or paid * whole < 0:
        return 0
    return int(Decimal(part * min(abs(paid), abs(whole))) / abs(whole))
