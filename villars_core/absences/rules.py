"""What a day of absence costs: the town's rule for its kind, applied to when it was reported and what proof came (family guide).

Pure: a policy and the facts of one day go in, the billed percentage and its reason come out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar

from villars_core.clock import PARIS
from villars_core.errors import Refusal, WayOut
from villars_core.i18n import N_
from villars_core.reservations.rules import DeadlineRule, in_time
from villars_core.school_calendar.rules import OpeningDays, days_between

SICKNESS, FAMILY, STRIKE, TEACHER, TRIP, CLOSURE = "sickness", "family", "strike", "teacher", "trip", "closure"
KINDS = (SICKNESS, FAMILY, STRIKE, TEACHER, TRIP, CLOSURE)
REPORTED_BY_FAMILIES = (SICKNESS, FAMILY)
"""The others are told by the office: a family cannot declare a strike."""

WHOLE, MINUTE = 100, timedelta(minutes=1)
_LAST_TIME = time(23, 59)


class Proof(StrEnum):
    """What became of a day's proof."""

    NONE = "none"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Standing(StrEnum):
    """Where a day stands: for the list a parent sees, and for what can still be done."""

    EXCUSED = "excused"
    BILLED = "billed"
    WAITING = "waiting"
    """A proof is with the office."""
    OPEN = "open"
    """A proof may still come."""


@dataclass(frozen=True)
class Policy:
    """The town's rule for a kind of absence; the figures as the rules file says them (`schools.rules_file.AbsenceTable`)."""

    proof: bool = True
    window: timedelta | None = None
    by_hours: bool = False
    from_last_day: bool = False
    longest: timedelta | None = None
    free_days: int = 0
    waiting_days: int = 0
    percent: int = 0
    percent_otherwise: int = WHOLE
    announced: DeadlineRule | None = None
    automatic: bool = False
    proof_name: str = ""


@dataclass(frozen=True)
class DayFacts:
    """One day of an absence: when it was reported, until when it had to be, and what became of its proof.

    `position`: its place among the days of service missed, from 1; `last_day`: the absence's last one.
    """

    day: date
    position: int
    last_day: date
    kind: str
    reported_at: datetime
    announced_until: datetime | None = None
    proof: Proof = Proof.NONE


@dataclass(frozen=True)
class DayShare:
    """What is billed of one day, in percent, and why, as a template with its facts."""

    day: date
    percent: int
    standing: Standing
    template: str
    facts: Mapping[str, object] = field(default_factory=dict)


NO_RULE = N_("absence : la ville n’a pas de règle pour ce cas, le jour reste facturé")
BY_KIND = {
    SICKNESS: N_("absence sans justificatif demandé"),
    FAMILY: N_("absence signalée à temps"),
    STRIKE: N_("grève"),
    TEACHER: N_("enseignant non remplacé"),
    TRIP: N_("sortie scolaire"),
    CLOSURE: N_("fermeture"),
}
JUSTIFIED = N_("absence justifiée")
FREE_DAY = N_("absence : le jour {position} n’a pas besoin de justificatif")
WAITING_DAY = N_("absence : le jour {position} reste facturé, comme la ville le prévoit")
TOLD_LATE = N_("absence signalée après {limit}")
AWAITED = N_("justificatif attendu jusqu’au {limit}")
TOO_LATE = N_("aucun justificatif reçu avant {limit}")
NO_PROOF = N_("absence sans justificatif")
IN_HAND = N_("justificatif reçu, le service Éducation le regarde")
NOT_ACCEPTED = N_("justificatif refusé")


@dataclass(eq=False)
class WindowOver(Refusal):
    """The proof comes too late for these days; the office may still decide."""

    template: ClassVar[str] = N_("Le délai pour justifier {days} est passé : il allait jusqu’au {limit}. Ces jours restent facturés.")
    days: tuple[date, ...]
    limit: datetime
    child_id: int
    documents: tuple[int, ...] = ()

    def ways_out(self) -> tuple[WayOut, ...]:
        """Ask the office, with the documents that were sent."""
        days = [day.isoformat() for day in self.days]
        facts = {
            "action": "justify_late",
            "facts": {"children": [self.child_id], "days": days, "documents": list(self.documents)},
        }
        return (WayOut("talk_to_staff", N_("Demander au service Éducation"), facts),)


@dataclass(eq=False)
class NothingToJustify(Refusal):
    """All these days are excused already, or wait for the office."""

    template: ClassVar[str] = N_("Il n’y a rien à justifier pour {days} : c’est déjà fait.")
    days: tuple[date, ...]


@dataclass(eq=False)
class NotYetPossible(Refusal):
    """A proof of days that are still to come so far ahead is a mistake in the date."""

    template: ClassVar[str] = N_("{days} : c’est trop loin dans l’avenir pour une absence. Vérifiez la date.")
    days: tuple[date, ...]


def proof_limit(policy: Policy, day: date, last_day: date) -> datetime | None:
    """Return the last minute (Europe/Paris) at which the proof of a day may come; None where no proof is awaited.

    Days are calendar days after the absence, the whole last one included; hours run from midnight after it.
    """
    if not policy.proof or policy.window is None:
        return None
    base = max(day, last_day) if policy.from_last_day else day
    if policy.by_hours:
        midnight = datetime.combine(base + timedelta(days=1), time(0), tzinfo=PARIS)
        limit = midnight + policy.window - MINUTE
    else:
        limit = _end_of(base + policy.window)
    return limit if policy.longest is None else min(limit, _end_of(day + policy.longest))


def decide(policy: Policy | None, facts: DayFacts, now: datetime) -> DayShare:
    """Return what is billed of a day, as things stand `now`."""
    if policy is None:
        return DayShare(facts.day, WHOLE, Standing.BILLED, NO_RULE)
    until = facts.announced_until
    if policy.announced is not None and until is not None and not in_time(facts.reported_at, until):
        return DayShare(facts.day, policy.percent_otherwise, Standing.BILLED, TOLD_LATE, {"limit": until})
    if facts.position <= policy.free_days:
        return _excused(policy, facts, FREE_DAY)
    if not policy.proof:
        return _excused(policy, facts, BY_KIND[facts.kind])
    if facts.proof is Proof.ACCEPTED:
        return _excused(policy, facts, JUSTIFIED)
    return _without_proof(policy, facts, now)


def _excused(policy: Policy, facts: DayFacts, template: str) -> DayShare:
    if facts.position <= policy.waiting_days:
        return DayShare(facts.day, policy.percent_otherwise, Standing.BILLED, WAITING_DAY, {"position": facts.position})
    named = {"position": facts.position} if template == FREE_DAY else {}
    return DayShare(facts.day, policy.percent, Standing.EXCUSED, template, named)


def _without_proof(policy: Policy, facts: DayFacts, now: datetime) -> DayShare:
    limit = proof_limit(policy, facts.day, facts.last_day)
    if facts.proof is Proof.WAITING:
        standing, template, named = Standing.WAITING, IN_HAND, {}
    elif limit is not None and in_time(now, limit):
        # A refused proof may be followed by a better one, as long as there is time.
        standing, template, named = Standing.OPEN, AWAITED, {"limit": limit}
    elif facts.proof is Proof.REFUSED:
        standing, template, named = Standing.BILLED, NOT_ACCEPTED, {}
    else:
        standing, template, named = Standing.BILLED, TOO_LATE if limit else NO_PROOF, {"limit": limit} if limit else {}
    return DayShare(facts.day, policy.percent_otherwise, standing, template, named)


def runs(days: Collection[date], calendar: OpeningDays) -> list[list[date]]:
    """Return the days as absences: days of service that follow each other without one on which the child came."""
    found: list[list[date]] = []
    for day in sorted(days):
        if found and not _came_between(found[-1][-1], day, calendar):
            found[-1].append(day)
        else:
            found.append([day])
    return found


def place_in(day: date, absences: Sequence[Sequence[date]]) -> tuple[int, date]:
    """Return a day's place in its absence, from 1, and that absence's last day."""
    own = next(run for run in absences if day in run)
    return list(own).index(day) + 1, own[-1]


def _came_between(before: date, day: date, calendar: OpeningDays) -> bool:
    return any(calendar.is_open(between) for between in days_between(before + timedelta(days=1), day - timedelta(days=1)))


def _end_of(day: date) -> datetime:
    return datetime.combine(day, _LAST_TIME, tzinfo=PARIS)
