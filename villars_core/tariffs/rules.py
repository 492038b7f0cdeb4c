"""The price of one unit of an activity: the first fitting line of the tariff in force, the quotient, the rank; each step is explained.

Source: the town's deliberation, as data in its rules file. A price is computed exactly and rounded half up to the cent, once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import ClassVar

from villars_core.errors import Refusal
from villars_core.i18n import N_, Amount
from villars_core.money import Cents, rounded
from villars_core.schools.rules_file import RulesTable
from villars_core.schools.tariff_tables import BandTable, Moment, PriceTable, SurchargeTable, TariffTable

PERCENT = Decimal(100)
VERSION = N_("Tarif « {tariff} » en vigueur depuis le {since}.")
LINE = N_("Ligne du tarif : {name}.")
ONE_PRICE = N_("Prix : {price}.")
IN_BAND = N_("Quotient familial {quotient} : tranche de {low} à {high}, {price}.")
IN_LAST_BAND = N_("Quotient familial {quotient} : tranche à partir de {low}, {price}.")
BY_RATE = N_("Quotient familial {quotient} × {rate} % = {exact} €, arrondi à {price}.")
AT_LEAST = N_("C’est moins que le prix minimum : {price}.")
AT_MOST = N_("C’est plus que le prix maximum : {price}.")
WITHOUT_QUOTIENT = N_("Pas de quotient familial valable : {price}.")
DISCOUNT = N_("Enfant de rang {rank} : {percent} % de moins, {price}.")


@dataclass(eq=False)
class NoPrice(Refusal):
    """The town's tariffs say nothing for this case: an operator mends the file, nothing is billed at a guessed price."""

    template: ClassVar[str] = N_("Aucun tarif n’est prévu pour ce cas. Le service Éducation peut vous répondre.")
    activity: str
    day: date


@dataclass(frozen=True)
class Reason:
    """One step of an explanation: a marked template and its plain facts."""

    template: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Situation:
    """On what a price depends, for one child, one activity and one day. `quotient`: the valid one, or None.

    `rank`: 1 for the eldest child of the payer who is registered for the activity. `school` and `level` as the rules file names them.
    `moment`: the session of the day; `starts`: the clock band, where the tariff has them.
    """

    activity: str
    day: date
    quotient: int | None = None
    level: str = ""
    school: str = ""
    rank: int = 1
    resident: bool = True
    habit: str = "regular"
    own_meal: bool = False
    adult: bool = False
    moment: Moment | None = None
    starts: time | None = None


@dataclass(frozen=True)
class Price:
    """The price of one unit, its unit, the name that the bill prints, and why."""

    cents: Cents
    unit: str
    label: str
    reasons: tuple[Reason, ...]


def tariff_for(rules: RulesTable, activity: str, day: date, school: str = "") -> TariffTable | None:
    """Return the tariff in force on a day: the school's own before the town's, the newest version before older ones."""
    fitting = [one for one in rules.tariffs if one.activity == activity and one.since <= day and one.school in {"", school}]
    return max(fitting, key=lambda one: (bool(one.school), one.since), default=None)


def price_of(rules: RulesTable, asked: Situation) -> Price:
    """Return the price of one unit. Raises NoPrice where the tariffs say nothing for this situation."""
    tariff = tariff_for(rules, asked.activity, asked.day, asked.school)
    line = line_for(tariff, asked) if tariff is not None else None
    if tariff is None or line is None:
        raise NoPrice(asked.activity, asked.day)
    return price_on(tariff, line, asked)


def line_for(tariff: TariffTable, asked: Situation) -> PriceTable | None:
    """Return the first line whose conditions fit."""
    return next((one for one in tariff.prices if _fits(one, asked)), None)


def price_on(tariff: TariffTable, line: PriceTable, asked: Situation) -> Price:
    """Return the price that one line of a tariff gives."""
    reasons = [Reason(VERSION, {"tariff": tariff.name, "since": f"{tariff.since:%d/%m/%Y}"})]
    if line.name:
        reasons.append(Reason(LINE, {"name": line.name}))
    cents, steps = _before_discount(line, asked.quotient)
    reasons += steps
    discount = max((one for one in tariff.discounts if one.rank <= asked.rank), key=lambda one: one.rank, default=None)
    if discount is not None and not asked.adult:
        cents = rounded(Decimal(cents) * (PERCENT - discount.percent) / PERCENT)
        reasons.append(Reason(DISCOUNT, {"rank": asked.rank, "percent": _plain(discount.percent), "price": Amount(cents)}))
    return Price(cents, tariff.unit, line.name or tariff.name, tuple(reasons))


def surcharges_for(rules: RulesTable, activity: str, cause: str, day: date) -> SurchargeTable | None:
    """Return the surcharge in force for a cause on a day, the newest version."""
    fitting = [one for one in rules.surcharges if one.activity == activity and one.cause == cause and one.since <= day]
    return max(fitting, key=lambda one: one.since, default=None)


def surcharged(price: Cents, surcharge: SurchargeTable) -> Cents:
    """Return what a surcharge adds to a price; a substitute price adds the difference, which may be negative."""
    if surcharge.amount is not None:
        return surcharge.amount
    if surcharge.percent is not None:
        return rounded(Decimal(price) * surcharge.percent / PERCENT)
    return Cents((surcharge.instead or 0) - price)


def _fits(line: PriceTable, asked: Situation) -> bool:
    conditions: Iterable[bool] = (
        not line.levels or asked.level in line.levels,
        line.rank_from <= asked.rank and (line.rank_to is None or asked.rank <= line.rank_to),
        line.resident in {None, asked.resident},
        line.habit in {None, asked.habit},
        line.own_meal in {None, asked.own_meal},
        line.adult == asked.adult,
        line.moment in {None, asked.moment},
        asked.starts in {None, line.starts},
    )
    return all(conditions)


def _before_discount(line: PriceTable, quotient: int | None) -> tuple[Cents, list[Reason]]:
    if line.price is not None:
        return line.price, [Reason(ONE_PRICE, {"price": Amount(line.price)})]
    if quotient is None:
        price = line.no_quotient or Cents(0)
        return price, [Reason(WITHOUT_QUOTIENT, {"price": Amount(price)})]
    if line.bands:
        band = next(one for one in line.bands if one.below is None or quotient < one.below)
        return band.price, [_band_reason(band, quotient)]
    return _by_rate(line, quotient)


def _band_reason(band: BandTable, quotient: int) -> Reason:
    facts: dict[str, object] = {"quotient": quotient, "low": band.at_least, "price": Amount(band.price)}
    if band.below is None:
        return Reason(IN_LAST_BAND, facts)
    return Reason(IN_BAND, facts | {"high": band.below - 1})


def _by_rate(line: PriceTable, quotient: int) -> tuple[Cents, list[Reason]]:
    rate = line.rate_percent or Decimal(0)
    exact = Decimal(quotient) * rate  # euros × percent is cents
    price = rounded(exact)
    reasons = [Reason(BY_RATE, {"quotient": quotient, "rate": _plain(rate), "exact": _plain(exact / PERCENT), "price": Amount(price)})]
    if price < line.minimum:
        return line.minimum, [*reasons, Reason(AT_LEAST, {"price": Amount(line.minimum)})]
    if line.maximum is not None and price > line.maximum:
        return line.maximum, [*reasons, Reason(AT_MOST, {"price": Amount(line.maximum)})]
    return price, reasons


def _plain(number: Decimal) -> str:
    """Return a number as the French write it, without useless zeros."""
    return f"{number.normalize():f}".replace(".", ",")
