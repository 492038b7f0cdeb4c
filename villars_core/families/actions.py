"""Opening a household, its adults and children, who is whose guardian, and how two homes share the calendar."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, TypeVar

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import or_, select

from villars_core.errors import NotFound, Refusal
from villars_core.families.custody import users_of
from villars_core.families.models import Child, Custody, CustodyException, Guardian, Guardianship, Household
from villars_core.families.rules import BEFORE_SCHOOL, TITLES, Alternation
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, next_number, record
from villars_core.work import Work

SERIES = "F"
OFFICE = ("education_office",)

Row = TypeVar("Row", Household, Guardian, Child, Guardianship, Custody, CustodyException)


@dataclass(eq=False)
class EmailTaken(Refusal):
    """Each adult has an e-mail of his or her own."""

    template: ClassVar[str] = N_("Cette adresse de courriel est déjà celle d’une autre personne.")


@dataclass(eq=False)
class NotAnEmail(Refusal):
    """What was typed cannot be an address."""

    template: ClassVar[str] = N_("« {email} » n’est pas une adresse de courriel. Vérifiez les lettres, le « @ » et le point.")
    email: str


@dataclass(eq=False)
class NotTheirGuardians(Refusal):
    """Custody alternates between two adults who are the child's guardians."""

    template: ClassVar[str] = N_("Ces deux adultes doivent d’abord être responsables de l’enfant.")


@dataclass(eq=False)
class NotAlternating(Refusal):
    """Days are swapped in alternating custody only."""

    template: ClassVar[str] = N_(
        "La garde de {first_name} n’est pas alternée ces jours-là : le calendrier est déjà celui des deux parents."
    )
    first_name: str


@dataclass(eq=False)
class EndsBefore(Refusal):
    """Days whose end would come before their beginning."""

    template: ClassVar[str] = N_("La fin ne peut pas venir avant le début.")


@dataclass(frozen=True)
class Terms:
    """What a judgment says besides the weeks; `holidays_first` and `payer` are guardians."""

    handover: str = BEFORE_SCHOOL
    holidays_first: int | None = None
    payer: int | None = None


@dataclass(frozen=True)
class Address:
    """Where a household receives its letters."""

    street: str = ""
    postcode: str = ""
    city: str = ""


@dataclass(frozen=True)
class Adult:
    """A guardian to be written down."""

    first_name: str
    last_name: str
    email: str
    phone: str = ""
    title: str = ""


@dataclass(frozen=True)
class Pupil:
    """A child to be written down."""

    first_name: str
    last_name: str
    born: date
    sex: str = ""
    class_id: int | None = None


def open_household(work: Work, name: str, address: Address = Address()) -> Household:
    """Open a home; its reference is what staff and letters call it."""
    work.actor.require(*OFFICE)
    reference = next_number(work, SERIES)
    home = Household(reference=reference, name=name, street=address.street, postcode=address.postcode, city=address.city)
    return _written(work, home, "family.open_household", "household")


def add_guardian(work: Work, household: Household, adult: Adult) -> Guardian:
    """Write an adult down; the e-mail is kept in lower case. Raises NotAnEmail, EmailTaken."""
    work.actor.require(*OFFICE)
    email = email_of(adult.email)
    if work.session.scalars(select(Guardian.id).where(Guardian.email == email).limit(1)).first() is not None:
        raise EmailTaken
    names = {"first_name": adult.first_name, "last_name": adult.last_name, "title": adult.title}
    row = Guardian(household_id=household.id, email=email, phone=adult.phone, **names)
    return _written(work, row, "family.add_guardian", "guardian")


def set_title(work: Work, email: str, title: str) -> Guardian:
    """Note how an adult is addressed, M or MME, as the Treasury asks. Raises NotFound."""
    work.actor.require(*OFFICE, "treasurer")
    row = work.session.scalars(select(Guardian).where(Guardian.email == email.strip().lower())).first()
    if row is None or title not in TITLES:
        raise NotFound
    row.title = title
    work.session.flush()
    record(work, "family.set_title", Subject("guardian", row.id), Change(after={"title": title}))
    return row


def add_child(work: Work, pupil: Pupil, guardians: tuple[Guardian, ...], since: date | None = None) -> Child:
    """Write a child down with its guardians, from a day on (from birth when none is said)."""
    work.actor.require(*OFFICE)
    child = Child(first_name=pupil.first_name, last_name=pupil.last_name, born=pupil.born, sex=pupil.sex, class_id=pupil.class_id)
    _written(work, child, "family.add_child", "child")
    for guardian in guardians:
        make_guardian_of(work, child, guardian, since or pupil.born)
    return child


def make_guardian_of(work: Work, child: Child, guardian: Guardian, since: date) -> Guardianship:
    """Say that an adult is a child's guardian from a day on."""
    work.actor.require(*OFFICE)
    row = Guardianship(child_id=child.id, guardian_id=guardian.id, since=since)
    return _written(work, row, "family.make_guardian", "guardianship")


def end_guardianship(work: Work, child: Child, guardian: Guardian, last_day: date) -> None:
    """Say that an adult is a child's guardian until a day, that day included. Raises NotFound."""
    work.actor.require(*OFFICE)
    query = select(Guardianship).where(
        Guardianship.child_id == child.id, Guardianship.guardian_id == guardian.id, Guardianship.until.is_(None)
    )
    row = work.session.scalars(query.with_for_update()).first()
    if row is None:
        raise NotFound
    row.until = last_day
    work.forget()
    record(work, "family.end_guardianship", Subject("guardianship", row.id), Change(after={"until": last_day.isoformat()}))


def set_alternating(work: Work, child: Child, alternation: Alternation, since: date, terms: Terms = Terms()) -> Custody:
    """Let custody alternate from a day on; what was in force ends the day before. Raises NotTheirGuardians."""
    work.actor.require(*OFFICE)
    both = {alternation.anchor_guardian, alternation.other_guardian}
    known = select(Guardianship.guardian_id).where(Guardianship.child_id == child.id, Guardianship.until.is_(None))
    named = both | ({terms.holidays_first, terms.payer} - {None})
    if len(both) != 2 or named != both or not both <= set(work.session.scalars(known)):  # noqa: PLR2004 (two homes)
        raise NotTheirGuardians
    end_custody(work, child, since - timedelta(days=1))
    row = Custody(
        child_id=child.id,
        anchor_day=alternation.anchor_day,
        anchor_guardian_id=alternation.anchor_guardian,
        other_guardian_id=alternation.other_guardian,
        since=since,
        handover=terms.handover,
        holidays_first_id=terms.holidays_first,
        payer_id=terms.payer,
    )
    return _written(work, row, "family.set_custody", "custody")


def except_days(work: Work, child: Child, guardian_id: int, first: date, last: date) -> CustodyException:
    """Give days, both inclusive, to one guardian whatever the weeks say. Raises EndsBefore, NotAlternating, NotTheirGuardians."""
    work.actor.require(*OFFICE)
    if last < first:
        raise EndsBefore
    plan = users_of(work, (child.id,))[child.id].plan_on(first)
    if plan is None:
        raise NotAlternating(child.first_name)
    if guardian_id not in {plan.alternation.anchor_guardian, plan.alternation.other_guardian}:
        raise NotTheirGuardians
    row = CustodyException(
        child_id=child.id, guardian_id=guardian_id, first=first, last=last, made_at=work.now, made_by=work.actor.account_id
    )
    return _written(work, row, "family.except_days", "custody_exception")


def withdraw_exceptions(work: Work, child: Child, first: date, last: date) -> int:
    """Take back the exceptions that touch these days; return how many."""
    work.actor.require(*OFFICE)
    query = select(CustodyException).where(
        CustodyException.child_id == child.id,
        CustodyException.withdrawn_at.is_(None),
        CustodyException.first <= last,
        CustodyException.last >= first,
    )
    rows = list(work.session.scalars(query.with_for_update()))
    for row in rows:
        row.withdrawn_at = work.now
        record(work, "family.withdraw_exception", Subject("custody_exception", row.id))
    work.session.flush()
    work.forget()
    return len(rows)


def end_custody(work: Work, child: Child, last_day: date) -> None:
    """Let the calendar be shared again after a day; nothing happens where it is already.

    A custody that was to end later, because another one was planned after it, ends with it.
    """
    work.actor.require(*OFFICE)
    goes_on = or_(Custody.until.is_(None), Custody.until > last_day)
    for row in work.session.scalars(select(Custody).where(Custody.child_id == child.id, goes_on).with_for_update()):
        row.until = last_day
        work.forget()
        record(work, "family.end_custody", Subject("custody", row.id), Change(after={"until": last_day.isoformat()}))


def _written(work: Work, row: Row, act: str, kind: str) -> Row:
    work.session.add(row)
    work.session.flush()
    work.forget()
    record(work, act, Subject(kind, row.id))
    return row


def email_of(typed: str) -> str:
    """Return an address as it is kept. Raises NotAnEmail by its syntax; whether somebody reads it is not looked at."""
    try:
        found = validate_email(typed.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise NotAnEmail(typed) from None
    return found.normalized.lower()
