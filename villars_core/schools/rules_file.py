"""The town's rules file (TOML) as plain values: read without a database, every mistake told at once with its line."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from villars_core.errors import OperatorError
from villars_core.schools.tables import Mistake, TableReader
from villars_core.schools.tariff_tables import REMINDERS, BillingTable, QuotientTable, ReminderTable, SurchargeTable, TariffTable
from villars_core.schools.toml_lines import line_of
from villars_core.schools.treasury_tables import CreditorTable, PayfipTable, TreasuryTable

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAY_NUMBERS: Mapping[str, int] = {
    name: number for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), 1)
}
BOOK, CANCEL = "book", "cancel"


MOST_COUNTED, LONGEST_MONTH, LONGEST_SURCHARGE = 400, 31, 40
LONGEST_OFFER = 168


@dataclass(frozen=True, kw_only=True)
class TownTable:
    """Who the town is. `names_in_subjects`: whether a mail's subject, which a locked telephone shows, may name children and days."""

    name: str
    zone: Literal["A", "B", "C"] = "A"
    names_in_subjects: bool = False


@dataclass(frozen=True, kw_only=True)
class ClassTable:
    """A class and its level."""

    name: str
    level: str


@dataclass(frozen=True, kw_only=True)
class SchoolTable:
    """A school, the restaurant where its children eat, and its classes."""

    name: str
    kind: Literal["preschool", "elementary", "primary"] = "primary"
    site: str = ""
    classes: tuple[ClassTable, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ActivityTable:
    """What is offered, on which weekdays, and whether it must be booked; whether the office confirms each booking first."""

    code: str
    name: str
    needs_booking: bool = True
    confirmed_by_office: bool = False
    weekdays: tuple[Weekday, ...]


@dataclass(frozen=True, kw_only=True)
class PeriodTable:
    """A run of days, both inclusive; `school` limits a closure to one school."""

    first: date
    last: date
    name: str = ""
    school: str = ""

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.last < self.first:
            message = f"la fin ({self.last}) est avant le début ({self.first})"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class AnchorTable:
    """One deadline: its anchor, its time, and what goes with the anchor."""

    anchor: Literal["days_before", "hours_before", "week_before", "previous_weekday", "open_days_before", "month_before", "same_day"]
    at: time = time(23, 59)
    count: int = 1
    weekday: Weekday | None = None
    skip: tuple[Literal["weekends", "public_holidays", "holidays", "closed"], ...] = ()
    meal_at: time = time(12)
    day_of_month: int = 1

    def __post_init__(self) -> None:
        """Refuse an anchor without its weekday, and figures out of bounds."""
        if self.anchor in {"week_before", "previous_weekday"} and self.weekday is None:
            message = f"« {self.anchor} » demande weekday"
            raise ValueError(message)
        if not 0 <= self.count <= MOST_COUNTED:
            message = f"count va de 0 à {MOST_COUNTED}"
            raise ValueError(message)
        if not 1 <= self.day_of_month <= LONGEST_MONTH:
            message = f"day_of_month va de 1 à {LONGEST_MONTH}"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class LateTable(AnchorTable):
    """Until when a booking still comes in after the deadline, and the name of the surcharge that it then costs."""

    surcharge: str

    def __post_init__(self) -> None:
        """Refuse a surcharge that no bill could name."""
        super().__post_init__()
        if not 0 < len(self.surcharge) <= LONGEST_SURCHARGE:
            message = f"surcharge demande un nom de {LONGEST_SURCHARGE} signes au plus"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class DeadlineTable(AnchorTable):
    """The deadline of an activity from a day on; another one for some weekdays, or for the first day after holidays.

    `late`: bookings that the town still takes after it, at a price.
    """

    activity: str
    acts: tuple[Literal["book", "cancel"], ...] = ("book", "cancel")
    since: date
    school: str = ""
    by_weekday: Mapping[Weekday, AnchorTable] = field(default_factory=dict)
    after_holidays: AnchorTable | None = None
    late: LateTable | None = None


AbsenceKind = Literal["sickness", "family", "strike", "teacher", "trip", "closure"]
MOST_PERCENT, LONGEST_WINDOW_HOURS = 100, 24 * 400


@dataclass(frozen=True, kw_only=True)
class AbsenceTable:
    """What an absence costs, for some kinds, from a day on.

    `proof`: whether one is needed; `proof_name`: what parents are asked for. `window_days` or `window_hours`: how long after the
    absence it may come, counted from each day or from the last one, and never longer than `longest_days` after a day.
    `free_days`: the first days that need no proof; `waiting_days`: the first days that stay billed all the same. `percent`: what is
    billed of an excused day, `percent_otherwise` of another one. `announced`: until when a day must have been reported to be
    excused. `automatic`: a proof in time is accepted without the office.
    """

    activity: str
    since: date
    kinds: tuple[AbsenceKind, ...]
    proof: bool = True
    proof_name: str = ""
    window_days: int | None = None
    window_hours: int | None = None
    counted_from: Literal["day", "last_day"] = "day"
    longest_days: int | None = None
    free_days: int = 0
    waiting_days: int = 0
    percent: int = 0
    percent_otherwise: int = 100
    announced: AnchorTable | None = None
    automatic: bool = False

    def __post_init__(self) -> None:
        """Refuse figures out of bounds, and two windows at once."""
        for name in ("percent", "percent_otherwise"):
            if not 0 <= getattr(self, name) <= MOST_PERCENT:
                message = f"{name} va de 0 à {MOST_PERCENT}"
                raise ValueError(message)
        for name in ("window_days", "longest_days", "free_days", "waiting_days"):
            if not 0 <= (getattr(self, name) or 0) <= MOST_COUNTED:
                message = f"{name} va de 0 à {MOST_COUNTED}"
                raise ValueError(message)
        if not 0 <= (self.window_hours or 0) <= LONGEST_WINDOW_HOURS:
            message = f"window_hours va de 0 à {LONGEST_WINDOW_HOURS}"
            raise ValueError(message)
        if self.window_days is not None and self.window_hours is not None:
            message = "window_days et window_hours ne vont pas ensemble"
            raise ValueError(message)
        if not self.kinds:
            message = "kinds ne peut pas être vide"
            raise ValueError(message)
        if self.proof and self.window_days is None and self.window_hours is None:
            message = "un justificatif demande un délai : window_days ou window_hours"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class KitchenTable:
    """How the kitchen and the caterer are told what to cook.

    `emails`: who is written to besides the kitchen's staff. `cutoff`: when a day's order is frozen; without it the booking deadline.
    `eve_at`: on the service day before, what changed since. `morning_at`: the day's sheet. `until`: until then, changes at once.
    """

    emails: tuple[str, ...] = ()
    cutoff: AnchorTable | None = None
    eve_at: time = time(16)
    morning_at: time = time(7)
    until: time = time(14)


DIETS = ("sans porc", "sans viande", "végétarien")


@dataclass(frozen=True, kw_only=True)
class CapacityTable:
    """How many children a site takes for an activity from a day on; only on some weekdays where some are named."""

    site: str
    places: int
    activity: str = "canteen"
    since: date
    weekdays: tuple[Weekday, ...] = ()

    def __post_init__(self) -> None:
        """Refuse fewer than no places."""
        if self.places < 0:
            message = "places est 0 ou plus"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class WaitingTable:
    """How long a freed place is kept for the family it is offered to."""

    hours: int = 24

    def __post_init__(self) -> None:
        """Refuse less than an hour, and more than a week."""
        if not 1 <= self.hours <= LONGEST_OFFER:
            message = f"hours va de 1 à {LONGEST_OFFER}"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class NudgeTable:
    """When families whose next week is empty are asked, and whether they are."""

    enabled: bool = True
    weekday: Weekday = "tuesday"
    at: time = time(18)


@dataclass(frozen=True, kw_only=True)
class EventTable:
    """From how many children on an event needs a second member of staff."""

    second_person_above: int = 30


@dataclass(frozen=True, kw_only=True)
class CustodyTable:
    """Whose the day of a handover after school is: the parent of the morning, or of the evening."""

    change_day: Literal["morning", "evening"] = "morning"


@dataclass(frozen=True, kw_only=True)
class RulesTable:
    """The whole file. `diets`: the diets that the kitchen cooks, as the town says them."""

    town: TownTable
    contacts: Mapping[str, str] = field(default_factory=dict)
    sites: tuple[str, ...] = ()
    schools: tuple[SchoolTable, ...] = ()
    activities: tuple[ActivityTable, ...] = ()
    years: tuple[PeriodTable, ...] = ()
    holidays: tuple[PeriodTable, ...] = ()
    closures: tuple[PeriodTable, ...] = ()
    deadlines: tuple[DeadlineTable, ...] = ()
    absences: tuple[AbsenceTable, ...] = ()
    tariffs: tuple[TariffTable, ...] = ()
    surcharges: tuple[SurchargeTable, ...] = ()
    quotient: QuotientTable = field(default_factory=QuotientTable)
    billing: BillingTable = field(default_factory=BillingTable)
    reminders: tuple[ReminderTable, ...] = REMINDERS
    creditor: CreditorTable = field(default_factory=CreditorTable)
    payfip: PayfipTable = field(default_factory=PayfipTable)
    treasury: TreasuryTable = field(default_factory=TreasuryTable)
    custody: CustodyTable = field(default_factory=CustodyTable)
    capacities: tuple[CapacityTable, ...] = ()
    waiting: WaitingTable = field(default_factory=WaitingTable)
    nudges: NudgeTable = field(default_factory=NudgeTable)
    events: EventTable = field(default_factory=EventTable)
    kitchen: KitchenTable = field(default_factory=KitchenTable)
    diets: tuple[str, ...] = DIETS

    def __post_init__(self) -> None:
        """Refuse names that the file does not know."""
        missing = [*self._unknown_sites(), *self._unknown_schools(), *self._unknown_activities()]
        stages = [one.after_days for one in self.reminders]
        if stages != sorted(set(stages)):
            missing.append("les relances vont de la première à la dernière, chacune plus tard que celle d’avant")
        if missing:
            raise ValueError(" ; ".join(missing))

    def _unknown_sites(self) -> list[str]:
        return [
            f"l’école « {one.name} » nomme un restaurant inconnu, « {one.site} »"
            for one in self.schools
            if one.site not in {"", *self.sites}
        ] + [f"une capacité nomme un restaurant inconnu, « {one.site} »" for one in self.capacities if one.site not in self.sites]

    def _unknown_schools(self) -> list[str]:
        known = {"", *(one.name for one in self.schools)}
        return [f"école inconnue : « {one.school} »" for one in self.closures if one.school not in known] + [
            f"école inconnue : « {one.school} »" for one in self.deadlines if one.school not in known
        ]

    def _unknown_activities(self) -> list[str]:
        known = {one.code for one in self.activities}
        named = [one.activity for one in self.deadlines] + [one.activity for one in self.absences]
        named += [one.activity for one in self.tariffs] + [one.activity for one in self.surcharges]
        return [f"activité inconnue : « {one} »" for one in named if one not in known]


@dataclass(frozen=True)
class Asked:
    """Which deadline is asked for."""

    activity: str
    act: str
    day: date
    school: str = ""


class RulesError(OperatorError):
    """All the mistakes of a rules file, told together."""

    def __init__(self, source: str, mistakes: Iterable[str]) -> None:
        """Keep every mistake as one sentence with its line."""
        self.mistakes = tuple(mistakes)
        super().__init__(
            1301,
            f"Le fichier de règles {source} a {len(self.mistakes)} erreur(s).",
            "\n    ".join(self.mistakes),
            "corrigez ces lignes, puis lancez « villars town check FICHIER ».",
        )


@lru_cache(maxsize=8)
def read_rules(text: str, source: str = "") -> RulesTable:
    """Return the rules that a file's text says. Raises RulesError naming every mistake."""
    try:
        tables = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise RulesError(source, [f"ce n’est pas du TOML : {error}"]) from error
    reader = TableReader()
    rules: RulesTable = reader.read(RulesTable, tables)
    if reader.mistakes:
        raise RulesError(source, [_sentence(one, text) for one in reader.mistakes])
    return rules


def deadline_table(rules: RulesTable, asked: Asked) -> DeadlineTable | None:
    """Return the deadline in force for a day's meal: the school's own before the town's, the newest version before older ones."""
    fitting = [
        one
        for one in rules.deadlines
        if one.activity == asked.activity and asked.act in one.acts and one.since <= asked.day and one.school in {"", asked.school}
    ]
    return max(fitting, key=lambda one: (bool(one.school), one.since), default=None)


def absence_table(rules: RulesTable, activity: str, kind: str, day: date) -> AbsenceTable | None:
    """Return the rule in force for a day's absence of a kind: the newest version, or None where the town has none."""
    fitting = [one for one in rules.absences if one.activity == activity and kind in one.kinds and one.since <= day]
    return max(fitting, key=lambda one: one.since, default=None)


def _sentence(mistake: Mistake, text: str) -> str:
    key = ".".join(str(one + 1) if isinstance(one, int) else one for one in mistake.path)
    line = line_of(mistake.path, text)
    where = f"ligne {line}, {key}" if line else key or "fichier"
    return f"{where} : {mistake.sentence}."
