"""The plain values that go into and come out of the reading of a message."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from villars_core.understanding.kept import kept


class Intent(StrEnum):
    """What a person wants from the office, in the order the office lists it."""

    BOOK_MEAL = "book_meal"
    CANCEL_MEAL = "cancel_meal"
    REPORT_ABSENCE = "report_absence"
    JUSTIFY_ABSENCE = "justify_absence"
    SHOW_PLANNING = "show_planning"
    MY_DAYS = "my_days"
    SHOW_INVOICES = "show_invoices"
    PAY_INVOICE = "pay_invoice"
    ASK_TARIFF = "ask_tariff"
    SUBMIT_QF = "submit_qf"
    SEPA_MANDATE = "sepa_mandate"
    TAX_CERTIFICATE = "tax_certificate"
    UPDATE_CONTACT = "update_contact"
    UPDATE_HEALTH = "update_health"
    DECLARE_CHANGE = "declare_change"
    LIST_REQUESTS = "list_requests"
    ANNOUNCEMENTS = "announcements"
    PRACTICAL_INFO = "practical_info"
    TALK_TO_STAFF = "talk_to_staff"
    STOP_NOTIFICATIONS = "stop_notifications"
    STOP_NUDGES = "stop_nudges"
    START_NUDGES = "start_nudges"
    EDIT_USUAL_WEEK = "edit_usual_week"
    MY_ABSENCES = "my_absences"
    MY_RECEIPTS = "my_receipts"
    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class KnownChild:
    """A child the writer may speak of; `sex` is "f", "m" or "", `level` a class such as "CE1"."""

    key: int
    first_name: str
    last_name: str = ""
    sex: str = ""
    born: date | None = None
    level: str = ""


@dataclass(frozen=True)
class NamedPeriod:
    """A named run of days, both bounds inclusive."""

    name: str
    first: date
    last: date


@dataclass(frozen=True)
class SchoolDays:
    """When the canteen is open: bounds of the school year, ISO weekdays, holidays, further closed days with a French reason."""

    first: date
    last: date
    weekdays: frozenset[int]
    holidays: tuple[NamedPeriod, ...] = ()
    closed: tuple[tuple[date, str], ...] = ()

    def is_open(self, day: date) -> bool:
        """Say whether the canteen exists on a day."""
        if not self.first <= day <= self.last:
            return False
        known = self._open.get(day)
        if known is None:
            known = day.isoweekday() in self.weekdays and day not in self.closed_days and not self.is_holiday(day)
            self._open[day] = known
        return known

    @kept
    def _open(self) -> dict[date, bool]:
        """Return the days of the year that were asked for, and whether each is open: a message asks for the same again and again."""
        return {}

    @kept
    def closed_days(self) -> frozenset[date]:
        """Return the further closed days, without their reasons."""
        return frozenset([day for day, _ in self.closed])

    def is_holiday(self, day: date) -> bool:
        """Say whether a day lies in the school holidays."""
        return any(period.first <= day <= period.last for period in self.holidays)


@dataclass(frozen=True)
class OpenQuestion:
    """The question a person has before them: "confirm", "choice", "children", "days", "text" or "number", and its labels."""

    kind: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Context:
    """All that a reading may depend on besides the text itself."""

    now: datetime
    children: tuple[KnownChild, ...]
    calendar: SchoolDays
    language: str = "fr"
    question: OpenQuestion | None = None
    days_spoken_of: tuple[date, ...] = ()
    child_spoken_of: tuple[int, ...] = ()


@dataclass(frozen=True)
class Dropped:
    """A day that was said but is not kept, with a machine reason: "weekend", "wednesday", "holiday", "public_holiday", "closed", "past", "outside_year", "excluded"."""  # noqa: E501

    day: date
    reason: str


class Evidence(NamedTuple):
    """A stretch of the text, the rule that read it and what it made of it."""

    start: int
    end: int
    text: str
    rule: str
    value: str


@dataclass(frozen=True)
class Question:
    """Something to ask before acting; `choices` are ready answers (ISO days, child keys, intents)."""

    kind: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a message was understood to mean, and what must be asked before acting on it."""

    intent: Intent
    children: tuple[int, ...] = ()
    days: tuple[date, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    questions: tuple[Question, ...] = ()
    confidence: float = 0.0
    language: str = "fr"
    answer: str | None = None
    activity: str = ""
    others: tuple["Reading", ...] = field(default=())

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that read it, cues apart, and what they made one ask: "act.eat_not", "name.near", "ask.which_days"."""
        read = [one.rule for one in self.evidence if not one.rule.startswith("cue.")] or ["none"]
        return tuple(dict.fromkeys([*read, *(f"ask.{one.kind}" for one in self.questions)]))

    @property
    def needs_clarification(self) -> bool:
        """Whether acting without asking would be wrong."""
        return bool(self.questions)


@dataclass(frozen=True)
class DateReading:
    """A general reading of dates: inclusive bounds, `None` for an open side, ISO weekdays of a recurrence."""

    start: date | None
    end: date | None
    weekdays: tuple[int, ...] = ()
