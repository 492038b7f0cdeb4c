"""Reporting an absence, taking it back, justifying it, and what the office decides: a fact is added, none is edited."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from villars_core.absences.models import AbsenceDay, AbsenceProof, AbsenceReport, ProofDocument
from villars_core.absences.queries import DecidedDay, calendar_of_class, decided, policy_for, told_by_family
from villars_core.absences.rules import (
    KINDS,
    REPORTED_BY_FAMILIES,
    SICKNESS,
    NothingToJustify,
    NotYetPossible,
    Standing,
    WindowOver,
    proof_limit,
)
from villars_core.documents.actions import Use, take_up
from villars_core.documents.models import SupportingDocument
from villars_core.documents.queries import listed
from villars_core.errors import NotAllowed, NotFound
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_, Translator
from villars_core.journal.actions import Change, Subject, next_number, record
from villars_core.office_queue.actions import SERIES, Posting, add_files
from villars_core.office_queue.actions import post as post_queue
from villars_core.office_queue.models import QueueItem
from villars_core.reservations.rules import NotAServiceDay, in_time
from villars_core.school_calendar.queries import CANTEEN
from villars_core.work import Work

OFFICE = ("education_office",)
ACCEPT_PROOF = "accept_proof"
PROOF_CAME = N_("Justificatif d’absence de {child} : {days}")
FARTHEST = timedelta(days=60)
"""How far ahead an absence is reported."""


@dataclass(frozen=True)
class Missing:
    """What is reported: which child misses which days, why; `at`: when it was said, where that is known better than now."""

    child: Child
    days: tuple[date, ...]
    kind: str = SICKNESS
    activity: str = CANTEEN
    at: datetime | None = None


@dataclass(frozen=True)
class Handed:
    """What is handed in: the documents, the words that came with them, and how the office may answer."""

    documents: tuple[int, ...]
    words: str = ""
    channel: str = ""
    address: str = ""


@dataclass(frozen=True)
class Reported:
    """What became of a report: its number (empty when every day was reported before), the new days and the others."""

    number: str
    child_id: int
    new: tuple[date, ...]
    known: tuple[date, ...]


@dataclass(frozen=True)
class Justified:
    """What became of a proof: waiting for the office, or accepted at once where the town's rule says so."""

    proof: AbsenceProof
    days: tuple[date, ...]
    documents: tuple[int, ...]

    @property
    def is_accepted(self) -> bool:
        """Tell whether nothing is left to decide."""
        return self.proof.state == "accepted"


def report(work: Work, missing: Missing) -> Reported:
    """Report a child absent on these days: all of them or none. A day that was reported before stays as it was."""
    days = _checked(work, missing)
    if not work.actor.is_staff and missing.kind not in REPORTED_BY_FAMILIES:
        raise NotAllowed
    _lock(work, missing.child.id)
    known = {row.day for row in _live(work, missing.child.id, days, missing.activity)}
    new = tuple(day for day in days if day not in known)
    number = ""
    if new:
        row = _new_report(work, missing, new)
        number = row.number
    return Reported(number, missing.child.id, new, tuple(day for day in days if day in known))


def withdraw(work: Work, child: Child, days: Collection[date], activity: str = CANTEEN) -> list[date]:
    """Take back the report of days that are still to come, today included; return those that were taken back."""
    access.child_for_actor(work, child.id)
    access.require_days(work, child, days)
    _lock(work, child.id)
    ahead = [row for row in _live(work, child.id, days, activity) if row.day >= work.today or work.actor.is_staff]
    for row in ahead:
        row.withdrawn_at = work.now
    if ahead:
        taken_back = {"days": [row.day.isoformat() for row in ahead]}
        record(work, "absence.withdraw", Subject("child", child.id), Change(before=taken_back))
    work.session.flush()
    return [row.day for row in ahead]


def expect_again(work: Work, child: Child, days: Collection[date], activity: str = CANTEEN) -> list[date]:
    """Take back what the family reported of days on which the child will eat after all; what the town says of a day stays."""
    told = told_by_family(work, child.id, days, activity)
    return withdraw(work, child, told, activity) if told else []


def excuse(work: Work, children: Sequence[Child], days: Collection[date], kind: str, activity: str = CANTEEN) -> int:
    """Say for many children at once that they did not come for a reason of the town's (strike, trip …); return how many days are new.

    Staff only. Doing it again changes nothing; the town's rule for the kind decides what is billed. What a family had reported itself
    steps aside: nobody proves a sickness for a meal that was not served.
    """
    work.actor.require(*OFFICE)
    if kind not in KINDS:
        raise NotFound
    wanted = sorted(set(days))
    known = set()
    for live in _excusable(work, [child.id for child in children], wanted, activity):
        if live.report.kind in REPORTED_BY_FAMILIES:
            live.withdrawn_at = work.now
        else:
            known.add((live.child_id, live.day))
    work.session.flush()
    new = {child.id: [day for day in wanted if (child.id, day) not in known] for child in children}
    reports = {
        child: AbsenceReport(child_id=child, activity=activity, kind=kind, reported_at=work.now) for child, own in new.items() if own
    }
    number = next_number(work, SERIES) if reports else ""
    for row in reports.values():
        row.number, row.reported_by = number, work.actor.account_id
    work.session.add_all(reports.values())
    work.session.flush()
    rows = [
        AbsenceDay(report_id=reports[child].id, child_id=child, day=day, activity=activity) for child, own in new.items() for day in own
    ]
    work.session.add_all(rows)
    if rows:
        after = {"kind": kind, "children": len(reports), "days": [day.isoformat() for day in wanted]}
        record(work, "absence.excuse", Subject("absence"), Change(after=after), number)
    work.session.flush()
    return len(rows)


def end_excuse(work: Work, child: Child, days: Collection[date], kind: str, activity: str = CANTEEN) -> None:
    """Take back what the town said of a child's days; what the family had reported itself before counts again. Staff only."""
    work.actor.require(*OFFICE)
    _lock(work, child.id)
    wanted = sorted(set(days))
    said = [row for row in _excusable(work, [child.id], wanted, activity) if row.report.kind == kind]
    aside = (
        select(AbsenceDay)
        .options(joinedload(AbsenceDay.report))
        .where(AbsenceDay.child_id == child.id, AbsenceDay.activity == activity, AbsenceDay.day.in_([row.day for row in said]))
    )
    before = {
        (row.day, row.withdrawn_at): row
        for row in work.session.scalars(aside.where(AbsenceDay.withdrawn_at.is_not(None)).order_by(AbsenceDay.id))
        if row.report.kind in REPORTED_BY_FAMILIES
    }
    own = [before[key] for row in said if (key := (row.day, row.report.reported_at)) in before]
    for row in said:
        row.withdrawn_at = work.now
    work.session.flush()
    work.session.add_all(
        AbsenceDay(report_id=row.report_id, child_id=child.id, day=row.day, activity=activity, proof_id=row.proof_id) for row in own
    )
    work.session.flush()
    if said:
        record(work, "absence.end_excuse", Subject("child", child.id), Change(before={"days": [row.day.isoformat() for row in said]}))


def justifiable(work: Work, missing: Missing) -> tuple[list[date], list[date], list[date]]:
    """Sort days into those that a proof may come for now, those whose time is over, and those with nothing to justify."""
    days = _checked(work, missing)
    found = {one.day: one for one in _decided(work, missing, days)}
    good, over, done = [], [], []
    for day in days:
        standing = found[day].share.standing if day in found else None
        if standing in {Standing.EXCUSED, Standing.WAITING}:
            done.append(day)
        elif _is_in_time(work, missing, found.get(day), day):
            good.append(day)
        else:
            over.append(day)
    return good, over, done


def last_limit(work: Work, missing: Missing, days: Sequence[date]) -> datetime:
    """Return the last of the limits that these days had."""
    found = {one.day: one for one in _decided(work, missing, sorted(days))}
    return max(_limit(work, missing, found.get(day), day) or work.now for day in days)


def justify(work: Work, missing: Missing, handed: Handed) -> Justified:
    """Hand in the proof of an absence, reported or not yet: all these days or none; it waits for the office, or counts at once.

    Raises WindowOver with its ways out, NothingToJustify, and NotFound for a document that is not the actor's.
    """
    _, over, done = justifiable(work, missing)
    if over and not work.actor.is_staff:
        raise WindowOver(tuple(over), last_limit(work, missing, over), missing.child.id, handed.documents)
    days = tuple(day for day in missing.days if day not in done)
    if not days:
        raise NothingToJustify(missing.days)
    report(work, Missing(missing.child, days, missing.kind, missing.activity, missing.at))
    rows = _live(work, missing.child.id, days, missing.activity)
    taken = take_up(work, handed.documents, Use("absence", "absence_proof", missing.child.id))
    proof = _new_proof(work, missing)
    for row in rows:
        row.proof_id = proof.id
    work.session.add_all(ProofDocument(proof_id=proof.id, document_id=one.id) for one in taken)
    after = {"days": [day.isoformat() for day in days], "documents": len(taken)}
    record(work, "absence.justify", Subject("child", missing.child.id), Change(after=after))
    work.session.flush()
    policy = policy_for(work, missing.activity, rows[0].report.kind, rows[0].day)
    if work.actor.is_staff or (policy is not None and policy.automatic):
        proof.number = next_number(work, SERIES)
        _set_state(work, proof, "accepted")
    else:
        _put_before_office(work, proof, handed, taken)
    return Justified(proof, days, tuple(one.id for one in taken))


def _new_proof(work: Work, missing: Missing) -> AbsenceProof:
    proof = AbsenceProof(
        number="",
        child_id=missing.child.id,
        activity=missing.activity,
        state="waiting",
        given_at=missing.at or work.now,
        given_by=work.actor.account_id,
    )
    work.session.add(proof)
    work.session.flush()
    return proof


def _put_before_office(work: Work, proof: AbsenceProof, handed: Handed, documents: Sequence[SupportingDocument]) -> None:
    """Let the office decide: the proof has the number of the request, one number everywhere."""
    child = access.child_for_actor(work, proof.child_id)
    days = [row.day for row in proof.days]
    posting = Posting(
        kind="absence_proof",
        summary=Translator().t(PROOF_CAME, child=f"{child.first_name} {child.last_name}", days=days),
        words=handed.words,
        account_id=work.actor.account_id,
        channel=handed.channel,
        address=handed.address,
        files=[listed(work, one) for one in documents],
        action=ACCEPT_PROOF,
        facts={"proof": proof.id, "children": [child.id], "days": [day.isoformat() for day in days]},
    )
    item = post_queue(work, posting)
    proof.number, proof.queue_item_id = item.number, item.id
    work.session.flush()


def add_documents(work: Work, proof_id: int, documents: Collection[int]) -> list[int]:
    """Add documents to a proof of the actor's that is not refused: a photograph of the same album that came a moment later."""
    proof = work.session.get(AbsenceProof, proof_id, with_for_update=True)
    if proof is None or proof.state == "refused" or proof.given_by != work.actor.account_id:
        raise NotFound
    known = set(work.session.scalars(select(ProofDocument.document_id).where(ProofDocument.proof_id == proof.id)))
    taken = take_up(work, [one for one in documents if one not in known], Use("absence", "absence_proof", proof.child_id))
    work.session.add_all(ProofDocument(proof_id=proof.id, document_id=one.id) for one in taken)
    item = work.session.get(QueueItem, proof.queue_item_id) if proof.queue_item_id else None
    if item is not None:
        add_files(work, item, (listed(work, one) for one in taken))
    work.session.flush()
    return [one.id for one in taken]


def accept(work: Work, proof_id: int) -> AbsenceProof:
    """Accept a proof; its days are billed as the town's rule says of excused ones. Accepting again changes nothing."""
    return _decide(work, proof_id, "accepted")


def refuse(work: Work, proof_id: int) -> AbsenceProof:
    """Refuse a proof; a better one may come as long as there is time. The reason that the family reads stays in the office's queue."""
    return _decide(work, proof_id, "refused")


def _decide(work: Work, proof_id: int, state: str) -> AbsenceProof:
    work.actor.require(*OFFICE)
    proof = work.session.get(AbsenceProof, proof_id, with_for_update=True)
    if proof is None:
        raise NotFound
    if proof.state != state:
        _set_state(work, proof, state)
    return proof


def _set_state(work: Work, proof: AbsenceProof, state: str) -> None:
    proof.state = state
    proof.decided_at, proof.decided_by = work.now, work.actor.account_id
    # The journal gives each number once, and a proof may be decided anew.
    record(work, f"absence.proof_{state}", Subject("absence_proof", proof.id), Change(after={"number": proof.number}))
    work.session.flush()


def _checked(work: Work, missing: Missing) -> tuple[date, ...]:
    """Return the days in order, once the child and the days are the actor's and there is service on each."""
    child = access.child_for_actor(work, missing.child.id)
    days = tuple(sorted(set(missing.days)))
    access.require_days(work, child, days)
    calendar = calendar_of_class(work, child.class_id, missing.activity)
    for day in days:
        closed = calendar.why_closed(day)
        if closed is not None and missing.kind in REPORTED_BY_FAMILIES:
            raise NotAServiceDay(day, work.t(closed.template, name=closed.name), child.id)
    far = tuple(day for day in days if day > work.today + FARTHEST)
    if far:
        raise NotYetPossible(far)
    return days


def _decided(work: Work, missing: Missing, days: Sequence[date]) -> list[DecidedDay]:
    found = decided(work, days[0], days[-1], [missing.child.id])
    return [one for one in found if one.activity == missing.activity]


def _is_in_time(work: Work, missing: Missing, found: DecidedDay | None, day: date) -> bool:
    limit = _limit(work, missing, found, day)
    return limit is None or in_time(missing.at or work.now, limit)


def _limit(work: Work, missing: Missing, found: DecidedDay | None, day: date) -> datetime | None:
    if found is not None:
        return found.limit
    policy = policy_for(work, missing.activity, missing.kind, day)
    return proof_limit(policy, day, max(missing.days)) if policy else None


def _new_report(work: Work, missing: Missing, days: Sequence[date]) -> AbsenceReport:
    row = AbsenceReport(
        number=next_number(work, SERIES),
        child_id=missing.child.id,
        activity=missing.activity,
        kind=missing.kind,
        reported_at=missing.at or work.now,
        reported_by=work.actor.account_id,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add_all(AbsenceDay(report_id=row.id, child_id=missing.child.id, day=day, activity=missing.activity) for day in days)
    work.session.flush()
    after = {"days": [day.isoformat() for day in days], "activity": missing.activity}
    record(work, "absence.report", Subject("child", missing.child.id), Change(after=after), row.number)
    return row


def _lock(work: Work, child_id: int) -> None:
    """Make two adults who act for the same child wait for each other."""
    work.session.execute(select(Child.id).where(Child.id == child_id).with_for_update())


def _excusable(work: Work, child_ids: Sequence[int], days: Sequence[date], activity: str) -> list[AbsenceDay]:
    """Return the live days of some children, with their reports: one query."""
    query = (
        select(AbsenceDay)
        .options(joinedload(AbsenceDay.report))
        .where(
            AbsenceDay.child_id.in_(child_ids),
            AbsenceDay.day.in_(days),
            AbsenceDay.activity == activity,
            AbsenceDay.withdrawn_at.is_(None),
        )
    )
    return list(work.session.scalars(query.order_by(AbsenceDay.id)))


def _live(work: Work, child_id: int, days: Collection[date], activity: str) -> list[AbsenceDay]:
    query = select(AbsenceDay).where(
        AbsenceDay.child_id == child_id,
        AbsenceDay.day.in_(days),
        AbsenceDay.activity == activity,
        AbsenceDay.withdrawn_at.is_(None),
    )
    return list(work.session.scalars(query.order_by(AbsenceDay.day)))
