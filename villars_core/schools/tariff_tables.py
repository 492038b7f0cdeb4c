"""The tariffs of the town's rules file: prices by quotient, level, rank …, surcharges, and what the town chose about bills."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Literal

from villars_core.money import Cents

Unit = Literal["meal", "session", "half_hour", "quarter_hour", "band", "month"]
Moment = Literal["morning", "evening"]
MOST_CHILDREN, ALL_OF_IT = 12, 100
_NOTHING, _LEGAL_FLOOR = Cents(0), Cents(15_00)
LONGEST_STAGE = 730
MONTHS = 12


class WrongRow(ValueError):
    """A mistake in one row of a table: `path` leads from the table to the row, so that its own line is named."""

    def __init__(self, message: str, *path: str | int) -> None:
        """Keep where the row is."""
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, kw_only=True)
class BandTable:
    """One bracket of the family quotient: from `at_least`, up to but not including `below`; the last one is open."""

    at_least: int = 0
    below: int | None = None
    price: Cents


@dataclass(frozen=True, kw_only=True)
class PriceTable:
    """One price and whom it is for: a condition that is left out fits everybody.

    One of three ways: `price` for all; `bands` of the quotient; `rate_percent` of the quotient between `minimum` and
    `maximum`. `no_quotient` is what a family without a valid quotient pays: a price of its own, never a silent maximum.
    """

    name: str = ""
    levels: tuple[str, ...] = ()
    rank_from: int = 1
    rank_to: int | None = None
    resident: bool | None = None
    habit: Literal["regular", "occasional"] | None = None
    own_meal: bool | None = None
    adult: bool = False
    moment: Moment | None = None
    starts: time | None = None
    ends: time | None = None
    price: Cents | None = None
    bands: tuple[BandTable, ...] = ()
    rate_percent: Decimal | None = None
    minimum: Cents = _NOTHING
    maximum: Cents | None = None
    no_quotient: Cents | None = None

    def __post_init__(self) -> None:
        """Refuse two ways at once, brackets with a gap or an overlap, and a quotient without its explicit price for those who have none."""
        ways = sum((self.price is not None, bool(self.bands), self.rate_percent is not None))
        if ways != 1:
            message = "il faut un seul de price, bands ou rate_percent"
            raise ValueError(message)
        if self.price is None and self.no_quotient is None:
            message = "il manque no_quotient : le prix sans quotient familial"
            raise ValueError(message)
        if self.rate_percent is not None and self.maximum is None:
            message = "rate_percent demande maximum"
            raise ValueError(message)
        if self.maximum is not None and self.maximum < self.minimum:
            message = "maximum est plus petit que minimum"
            raise ValueError(message)
        if (self.starts is None) != (self.ends is None):
            message = "starts et ends vont ensemble"
            raise ValueError(message)
        self._check_bands()

    def _check_bands(self) -> None:
        expected: int | None = 0
        for number, band in enumerate(self.bands):
            if expected is None:
                message = "la tranche d’avant n’a pas de fin (below) : celle-ci ne sert jamais"
                raise WrongRow(message, "bands", number)
            if band.at_least > expected:
                message = f"aucune tranche pour un quotient de {expected} à {band.at_least - 1}"
                raise WrongRow(message, "bands", number)
            if band.at_least < expected:
                message = f"les tranches se chevauchent de {band.at_least} à {expected - 1}"
                raise WrongRow(message, "bands", number)
            if band.below is not None and band.below <= band.at_least:
                message = "la tranche finit avant de commencer"
                raise WrongRow(message, "bands", number)
            expected = band.below
        if self.bands and expected is not None:
            message = f"aucune tranche pour un quotient de {expected} et plus : ôtez below de la dernière"
            raise WrongRow(message, "bands", len(self.bands) - 1)


@dataclass(frozen=True, kw_only=True)
class DiscountTable:
    """A reduction from a sibling rank on, in percent of the price."""

    rank: int
    percent: Decimal

    def __post_init__(self) -> None:
        """Refuse a rank or a percentage that means nothing."""
        if not 1 < self.rank <= MOST_CHILDREN or not 0 < self.percent <= ALL_OF_IT:
            message = f"rank va de 2 à {MOST_CHILDREN}, percent de 0 à {ALL_OF_IT}"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class MomentTable:
    """When a session of childcare is open; presence outside is not counted, and late collection is a surcharge."""

    moment: Moment
    opens: time
    closes: time


@dataclass(frozen=True, kw_only=True)
class TariffTable:
    """The prices of an activity from a day on: the first of `prices` whose conditions fit is the one.

    `counted`: begun half-hours and quarters count from the child's arrival, or from the hours of the clock.
    """

    activity: str
    name: str
    since: date
    unit: Unit = "meal"
    school: str = ""
    counted: Literal["arrival", "clock"] = "arrival"
    prices: tuple[PriceTable, ...]
    discounts: tuple[DiscountTable, ...] = ()
    moments: tuple[MomentTable, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a tariff without prices, or one in time without its opening hours."""
        if not self.prices:
            message = "il faut au moins un prix"
            raise ValueError(message)
        if self.unit in {"half_hour", "quarter_hour"} and not self.moments:
            message = f"« {self.unit} » demande moments (opens, closes)"
            raise ValueError(message)
        for number, one in enumerate(self.prices):
            if self.unit == "band" and one.starts is None:
                message = "« band » demande starts et ends pour chaque prix"
                raise WrongRow(message, "prices", number)


@dataclass(frozen=True, kw_only=True)
class SurchargeTable:
    """What is added for one cause: an amount, a percentage of the price, or another price in its place.

    `first`: only the first ones of the month count (0: all). `free`: the first ones of the month are let off.
    """

    activity: str
    name: str
    since: date
    cause: Literal["late_booking", "unbooked", "absent", "late_pickup"]
    amount: Cents | None = None
    percent: Decimal | None = None
    instead: Cents | None = None
    first: int = 0
    free: int = 0
    each: Literal["child", "family"] = "child"

    def __post_init__(self) -> None:
        """Refuse two ways at once."""
        if sum(one is not None for one in (self.amount, self.percent, self.instead)) != 1:
            message = "il faut un seul de amount, percent ou instead"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class QuotientTable:
    """How a family quotient counts: from when a new one does, and until when an old one does: so many months after its own.

    `asked_for`: the town may ask the CAF or the MSA for the quotients of homes that consent, and offers it to the parents.
    """

    effect: Literal["next_month", "day"] = "next_month"
    backwards: bool = False
    expires: Literal["month_end", "day"] = "month_end"
    valid_months: int = 12
    warn_weeks: tuple[int, ...] = (4, 2)
    asked_for: bool = False


@dataclass(frozen=True, kw_only=True)
class BillingTable:
    """How the town bills. Claims under `floor` are carried over: the Treasury does not recover them (CGCT D1611-1: 15 €).

    `hold_above`: a home that is late with more than this cannot book until it pays; without it no home is ever held.
    `certificates_month`: when families are told of the tax certificate of the year before (0: never).
    """

    months: Literal[1, 2] = 1
    floor: Cents = _LEGAL_FLOOR
    due_days: int = 21
    credit: Literal["carry", "refund"] = "carry"
    odd_cent: Literal["first_by_name", "first_by_share"] = "first_by_name"
    resident_until: Literal["day", "month_end"] = "day"
    hold_above: Cents | None = None
    certificates_month: int = 4

    def __post_init__(self) -> None:
        """Refuse a month that no year has."""
        if not 0 <= self.certificates_month <= MONTHS:
            message = "certificates_month va de 1 à 12, ou 0 pour jamais"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class ReminderTable:
    """One stage of reminding: so many days after the last day to pay, with the town's own words before the facts."""

    after_days: int
    text: str = ""

    def __post_init__(self) -> None:
        """Refuse a stage before the last day to pay."""
        if not 1 <= self.after_days <= LONGEST_STAGE:
            message = f"after_days va de 1 à {LONGEST_STAGE}"
            raise ValueError(message)


REMINDERS = (ReminderTable(after_days=15), ReminderTable(after_days=30), ReminderTable(after_days=60))
