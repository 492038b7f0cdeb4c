"""What is due of a period, from what happened: meals served, justified absences, times at the childcare, surcharges.

Everything is read in a few queries for the whole town; prices are computed once for each different situation.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from villars_core.absences.queries import billed_share
from villars_core.absences.rules import DayShare
from villars_core.adult_meals.queries import MealEaten, eaten
from villars_core.attendance.queries import ChildcareTime, Served, childcare_times, served_otherwise, served_plainly
from villars_core.attendance.rules import ABSENT, CHILDCARE, PRESENT, UNEXPECTED
from villars_core.billing.models import PayerShare
from villars_core.billing.rules import ADULT, Charge, ChargeKey, split_by_percent
from villars_core.collector import resting
from villars_core.families.custody import users_of
from villars_core.families.models import Guardian, Household
from villars_core.i18n import N_, Amount
from villars_core.money import Cents, rounded
from villars_core.reservations.models import Reservation
from villars_core.school_calendar.queries import CANTEEN
from villars_core.schools.queries import rules_in_force
from villars_core.schools.tariff_tables import Moment, TariffTable
from villars_core.tariffs.queries import Prices, Pupil, Usage, prices_of
from villars_core.tariffs.rules import PERCENT, NoPrice, Price, Reason, surcharged, surcharges_for
from villars_core.tariffs.units import MINUTES, Stay, count_units
from villars_core.work import Work

MEAL, ADULT_MEAL = "meal", "adult_meal"
LATE_BOOKING, UNBOOKED, MISSED, LATE_PICKUP = "late_booking", "unbooked", "absent", "late_pickup"
SURCHARGE = N_("Supplément « {name} » : {price}.")
SHARE = N_("Part du foyer : {percent} %.")
ABSENCE = N_("Part facturée : {percent} %, {price}.")
UNITS = N_("{units} unités commencées, de {arrived} à {left}.")
WHOLE = 100
NOT_NOTED = ""
"""A booked meal of which nothing was noted: the child was there, unless the absence was reported."""


@dataclass(frozen=True)
class Anomaly:
    """What the office must look at before the bills go out: of a child, or of the adult of a household."""

    kind: str
    child_id: int
    day: date
    household_id: int = 0


@dataclass
class Due:
    """What is due of a period, and what could not be priced."""

    charges: list[Charge] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)


def due_of(work: Work, first: date, last: date, pupils: Mapping[int, Pupil] | None = None) -> Due:
    """Return what is due of a period, both days inclusive, for every household; `pupils`: as an earlier run knew them."""
    # A month makes hundreds of thousands of small values that all stay.
    with resting():
        return _Reckoning(work, first, last, pupils).done()


class Payers:
    """Which household pays a child's day: by share where one was agreed, else by custody, else the home of the first guardian."""

    def __init__(self, work: Work, child_ids: Collection[int], last: date) -> None:
        """Read guardians, custody and shares: five queries at most. Odd cents go to the homes in the order that the town chose."""
        self._users = users_of(work, child_ids)
        self._homes = dict(work.session.execute(select(Guardian.id, Guardian.household_id)).all())
        self._shares: dict[int, list[PayerShare]] = defaultdict(list)
        query = select(PayerShare, Household.name).join(Household, Household.id == PayerShare.household_id)
        rows = work.session.execute(query.where(PayerShare.since <= last).order_by(Household.name, Household.id)).all()
        if rules_in_force(work).billing.odd_cent == "first_by_share":
            rows = sorted(rows, key=lambda row: -row[0].percent)
        for row, _ in rows:
            self._shares[row.child_id].append(row)

    def steady(self, child_id: int, first: date, last: date) -> int | None:
        """Return the household that pays the whole of a child's period, or None where it may depend on the day."""
        users = self._users[child_id]
        if child_id in self._shares or users.plans or not users.links:
            return None
        one = users.links[0]
        return self._homes[one.guardian] if one.covers(first) and one.covers(last) else None

    def of(self, child_id: int, day: date) -> tuple[tuple[int, int], ...]:
        """Return the households that pay a child's day, each with its percent; none where the child has no guardian."""
        if child_id in self._shares:
            agreed = [one for one in self._shares[child_id] if one.since <= day and (one.until is None or day <= one.until)]
            if agreed:
                return tuple((one.household_id, one.percent) for one in agreed)
        users = self._users[child_id]
        if users.plans:
            payer = users.payer_on(day)
            if payer is not None:
                return ((self._homes[payer], WHOLE),)
        there = next((one.guardian for one in users.links if one.covers(day)), None)
        return () if there is None else ((self._homes[there], WHOLE),)


class _Item(NamedTuple):
    """What is being charged: whose day it is, at whose expense and for which part of it."""

    usage: Usage
    day: date
    percent: int


class _Reckoning:
    """The reckoning of one period: what was read, and the charges so far."""

    def __init__(self, work: Work, first: date, last: date, pupils: Mapping[int, Pupil] | None) -> None:
        self._plain = list(served_plainly(work, first, last))
        self._served = served_otherwise(work, first, last)
        self._stays = childcare_times(work, first, last)
        self._adults: Collection[MealEaten] = eaten(work, first, last)
        self._shares: Mapping[tuple[int, date, str], DayShare] = billed_share(work, first, last)
        self._late = _late_bookings(work, first, last)
        self._prices: Prices = prices_of(work, first, last, pupils)
        self._special = {child for child, _, _ in [*self._shares, *self._late]}
        children = {one.child_id for rows in (self._plain, self._served, self._stays) for one in rows}
        self._payers = Payers(work, children, last)
        self._due = Due()
        self._counted: Counter[tuple[str, int, int, int]] = Counter()
        self._family_days: set[tuple[str, int, date]] = set()
        self._flat: dict[tuple[int, str, Moment | None, date], tuple[date, set[int]]] = {}
        self._first, self._last = first, last

    def done(self) -> Due:
        meals = [one for one in self._served if one.activity != CHILDCARE]
        for child_id, activity, days in self._plain:
            meals += self._plain_meals(child_id, activity, days)
        # Surcharges count the times of a month: day after day, whoever was noted how.
        for one in sorted(meals, key=lambda one: (one.day, one.child_id)):
            self._meal(one)
        for stay in sorted(self._stays, key=lambda one: (one.day, one.child_id)):
            self._stay(stay)
        for adult in self._adults:
            self._adult_meal(adult)
        return self._due

    def _adult_meal(self, one: MealEaten) -> None:
        """Charge an adult's own meal: neither quotient nor surcharge counts."""
        try:
            price = self._prices.adult_price(one.household_id, CANTEEN, one.day)
        except NoPrice:
            self._due.anomalies.append(Anomaly("no_adult_price", ADULT, one.day, one.household_id))
            return
        key = ChargeKey(one.household_id, ADULT, one.day, CANTEEN, ADULT_MEAL)
        self._due.charges.append(Charge(key, price.label, 1, price.cents, price.cents, price.reasons))

    def _plain_meals(self, child_id: int, activity: str, days: Collection[date]) -> list[Served]:
        """Charge a child's meals that have one payer and one price all through, as most do; return those to look at day by day."""
        home = self._payers.steady(child_id, self._first, self._last)
        price = None if home is None else self._prices.steady_price(Usage(child_id, home, activity))
        if home is None or price is None:
            return [Served(child_id, day, activity, NOT_NOTED) for day in days]
        plain, odd = days, []
        if child_id in self._special:
            odd = [day for day in days if self._is_odd(child_id, day, activity)]
            plain = [day for day in days if day not in odd]
        cents, label, reasons = price.cents, price.label, price.reasons
        self._due.charges += [Charge(ChargeKey(home, child_id, day, activity, MEAL), label, 1, cents, cents, reasons) for day in plain]
        return [Served(child_id, day, activity, NOT_NOTED) for day in odd]

    def _is_odd(self, child_id: int, day: date, activity: str) -> bool:
        return (child_id, day, activity) in self._shares or (child_id, day, activity) in self._late

    def _meal(self, one: Served) -> None:
        """Charge one meal. Who was noted present ate, whatever had been reported before."""
        for home, percent in self._who_pays(one.child_id, one.day):
            item = _Item(Usage(one.child_id, home, one.activity, "occasional" if one.state == UNEXPECTED else "regular"), one.day, percent)
            try:
                price = self._prices.day_price(item.usage, one.day)
            except NoPrice:
                self._due.anomalies.append(Anomaly("no_price", one.child_id, one.day))
                continue
            if price.unit == "month":
                self._month(item, price)
                continue
            ate = one.state in {PRESENT, UNEXPECTED}
            share = None if ate else self._shares.get((one.child_id, one.day, one.activity))
            self._add(item, MEAL, price if share is None else _shared(price, share))
            for cause in self._causes(one, share):
                self._surcharge(item, cause, price.cents)

    def _who_pays(self, child_id: int, day: date) -> tuple[tuple[int, int], ...]:
        """Return who pays a child's day; where nobody does, the clerk is told: what was used is billed to someone."""
        payers = self._payers.of(child_id, day)
        if not payers:
            self._due.anomalies.append(Anomaly("no_payer", child_id, day))
        return payers

    def _causes(self, one: Served, share: DayShare | None) -> Iterator[str]:
        if one.state == UNEXPECTED:
            yield UNBOOKED
        elif one.state == ABSENT and share is None:
            yield MISSED
        if (one.child_id, one.day, one.activity) in self._late:
            yield LATE_BOOKING

    def _month(self, item: _Item, price: Price) -> None:
        """Charge a flat rate once for a child's month, to whoever pays its first day of use."""
        usage, first = item.usage, item.day.replace(day=1)
        day, homes = self._flat.setdefault((usage.child_id, usage.activity, usage.moment, first), (item.day, set()))
        if item.day != day or usage.household_id in homes:
            return
        homes.add(usage.household_id)
        self._add(item, f"{usage.moment}-month" if usage.moment else "month", price, on=first)

    def _stay(self, one: ChildcareTime) -> None:
        stay = Stay("morning" if one.part == "morning" else "evening", one.arrived, one.left)
        for home, percent in self._who_pays(one.child_id, one.day):
            item = _Item(Usage(one.child_id, home, CHILDCARE), one.day, percent)
            try:
                self._timed(item, stay, self._prices.tariff(CHILDCARE, self._prices.pupils[one.child_id].school, one.day))
            except NoPrice:
                self._due.anomalies.append(Anomaly("no_price", one.child_id, one.day))

    def _timed(self, item: _Item, stay: Stay, tariff: TariffTable | None) -> None:
        if tariff is None:
            raise NoPrice(CHILDCARE, item.day)
        usage = item.usage._replace(moment=stay.moment)
        if tariff.unit == "month":
            # One rate for the whole day, unless the town has one for each moment.
            usage = usage if any(one.moment for one in tariff.prices) else item.usage
            self._month(item._replace(usage=usage), self._prices.day_price(usage, item.day))
            return
        counted = count_units(tariff, stay)
        unit = Cents(0)
        for starts, units in counted.units:
            price = self._prices.day_price(usage._replace(starts=starts), item.day)
            unit = price.cents
            reason = Reason(UNITS, {"units": units, "arrived": _hour(stay.arrived), "left": _hour(stay.left)})
            told = replace(price, reasons=(*price.reasons, reason)) if tariff.unit in MINUTES else price
            self._add(item, f"{stay.moment}{f'-{starts:%H%M}' if starts else ''}", told, units)
        if counted.late_minutes:
            self._surcharge(item, LATE_PICKUP, unit)

    def _surcharge(self, item: _Item, cause: str, price: Cents) -> None:
        """Add what the town adds for a cause, counting the times of the month: of the home, or of each child at the home's expense."""
        table = surcharges_for(self._prices.rules, item.usage.activity, cause, item.day)
        if table is None:
            return
        home = item.usage.household_id
        whose = 0 if table.each == "family" else item.usage.child_id
        count = (cause, home, whose, item.day.year * 12 + item.day.month)
        if table.each == "family" and (cause, home, item.day) in self._family_days:
            return
        self._family_days.add((cause, home, item.day))
        self._counted[count] += 1
        if self._counted[count] <= table.free or (table.first and self._counted[count] > table.free + table.first):
            return
        cents = surcharged(price, table)
        reason = Reason(SURCHARGE, {"name": table.name, "price": Amount(cents)})
        self._add(item, cause, Price(cents, "surcharge", table.name, (reason,)))

    def _add(self, item: _Item, what: str, price: Price, quantity: int = 1, on: date | None = None) -> None:
        """Charge an item; `on`: the day that the bill names, where that is not the day of which it is."""
        usage = item.usage
        unit, reasons = price.cents, price.reasons
        if item.percent != WHOLE:
            shares = self._payers.of(usage.child_id, item.day)
            unit = split_by_percent(unit, shares)[usage.household_id]
            reasons = (*reasons, Reason(SHARE, {"percent": item.percent}))
        key = ChargeKey(usage.household_id, usage.child_id, on or item.day, usage.activity, what)
        self._due.charges.append(Charge(key, price.label, quantity, unit, Cents(unit * quantity), reasons))


def _shared(price: Price, share: DayShare) -> Price:
    """Return the part of a price that an absence leaves on the bill."""
    cents = rounded(Decimal(price.cents) * share.percent / PERCENT)
    reasons = (Reason(share.template, share.facts), Reason(ABSENCE, {"percent": share.percent, "price": Amount(cents)}))
    return replace(price, cents=cents, reasons=(*price.reasons, *reasons))


def _late_bookings(work: Work, first: date, last: date) -> set[tuple[int, date, str]]:
    query = select(Reservation.child_id, Reservation.day, Reservation.activity)
    query = query.where(Reservation.state == "booked", Reservation.late != "", Reservation.day.between(first, last))
    return {(child, day, activity) for child, day, activity in work.session.execute(query)}


def _hour(at: time | None) -> str:
    return "" if at is None else f"{at:%H:%M}"
