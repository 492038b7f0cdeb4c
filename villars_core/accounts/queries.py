"""Who speaks: from a channel and an address to an account, and from an account to the actor of a unit of work."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from villars_core.accounts.models import Account, ChannelLink
from villars_core.accounts.terms import TERMS_VERSION
from villars_core.families.models import Child, Guardian, Guardianship, Household
from villars_core.work import Actor, ActorKind, Assurance, Work

EMAIL, TELEGRAM, TERMINAL = "email", "telegram", "terminal"


def identify(work: Work, channel: str, address: str) -> Account | None:
    """Return the account that a channel's address belongs to, activated or not; None for a stranger."""
    if channel == TERMINAL:
        return work.session.scalars(_named(Account.identifier), {"address": address}).first()
    if channel != EMAIL:
        return work.session.scalars(_linked(), {"channel": channel, "address": address}).first()
    found = work.session.scalars(_named(Account.email), {"address": address.lower()}).first()
    return found or work.session.scalars(_linked(), {"channel": EMAIL, "address": address.lower()}).first()


def actor_of(account: Account, door: str, assurance: Assurance) -> Actor:
    """Return the actor that an account is: a guardian by the guardian's id, a staff member by the account's."""
    if account.kind == "staff":
        return Actor(ActorKind.STAFF, account.id, account.id, frozenset(account.roles), assurance, door)
    return Actor(ActorKind.GUARDIAN, account.guardian_id, account.id, frozenset(), assurance, door)


def is_active(account: Account) -> bool:
    """Tell whether a person may act: activated, and the terms in force accepted; staff accept none."""
    return account.activated_at is not None and (account.kind == "staff" or account.terms_version == TERMS_VERSION)


def account_of_guardian(work: Work, guardian_id: int) -> Account | None:
    """Return a guardian's account; None where there is none or it ended."""
    return next(iter(accounts_of_guardians(work, (guardian_id,))), None)


def accounts_of_guardians(work: Work, guardian_ids: Collection[int]) -> list[Account]:
    """Return the accounts of guardians, in one query."""
    if not guardian_ids:
        return []
    query = select(Account).where(Account.guardian_id.in_(guardian_ids), Account.ended_at.is_(None)).order_by(Account.id)
    return list(work.session.scalars(query))


def staff_accounts(work: Work, *roles: str) -> list[Account]:
    """Return the staff in service who have one of these roles; all of them without a role."""
    query = select(Account).where(Account.kind == "staff", Account.ended_at.is_(None)).order_by(Account.id)
    return [one for one in work.session.scalars(query) if not roles or set(roles) & set(one.roles)]


def by_identifier(work: Work, identifier: str) -> Account | None:
    """Return an account by its identifier or e-mail, as staff type it."""
    query = select(Account).where(or_(Account.identifier == identifier.lower(), Account.email == identifier.lower()))
    return work.session.scalars(query.limit(1)).first()


@dataclass(frozen=True)
class ToInvite:
    """A guardian without an activated account, and where letters go."""

    guardian: Guardian
    street: str
    postcode: str
    city: str


def guardians_to_invite(work: Work, names: Collection[str] = (), class_ids: Collection[int] | None = None) -> list[ToInvite]:
    """Return the guardians whose account is not activated, by household.

    Only those named by e-mail or identifier where some are, and only those of children in some classes where those are said.
    """
    query = select(Guardian, Household.street, Household.postcode, Household.city)
    query = query.join(Household, Household.id == Guardian.household_id).outerjoin(Account, Account.guardian_id == Guardian.id)
    query = query.where(Account.activated_at.is_(None), Account.ended_at.is_(None))
    if names:
        wanted = [name.strip().lower() for name in names]
        query = query.where(or_(Guardian.email.in_(wanted), Account.identifier.in_(wanted)))
    if class_ids is not None:
        in_force = (Guardianship.since <= work.today, or_(Guardianship.until.is_(None), Guardianship.until >= work.today))
        theirs = select(Guardianship.guardian_id).join(Child, Child.id == Guardianship.child_id)
        query = query.where(Guardian.id.in_(theirs.where(Child.class_id.in_(class_ids), *in_force)))
    return [ToInvite(*row) for row in work.session.execute(query.order_by(Household.id, Guardian.id))]


def postal_address(work: Work, account: Account) -> tuple[str, ...]:
    """Return the lines of the home's address of a guardian's account; none for the staff."""
    query = select(Household.street, Household.postcode, Household.city).join(Guardian, Guardian.household_id == Household.id)
    found = work.session.execute(query.where(Guardian.id == account.guardian_id)).first()
    if found is None:
        return ()
    street, postcode, city = found
    return tuple(line for line in (street, f"{postcode} {city}".strip()) if line)


def everybody(work: Work, kind: str) -> list[Account]:
    """Return every account of a kind, ended ones too, by identifier."""
    return list(work.session.scalars(select(Account).where(Account.kind == kind).order_by(Account.identifier)))


@lru_cache(maxsize=2)
def _named(column: InstrumentedAttribute[str]) -> Select[Account]:
    return select(Account).where(column == bindparam("address"), Account.ended_at.is_(None)).limit(1)


@lru_cache(maxsize=1)
def _linked() -> Select[Account]:
    query = select(Account).join(ChannelLink, ChannelLink.account_id == Account.id)
    same = (ChannelLink.channel == bindparam("channel"), ChannelLink.address == bindparam("address"))
    return query.where(*same, Account.ended_at.is_(None)).limit(1)
