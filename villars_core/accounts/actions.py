"""Opening and ending accounts, giving roles, keeping a secret and a second factor, and letting somebody in again."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import ClassVar

from sqlalchemy import delete, select

from villars_core.accounts.lockout import LOGIN, Door, clear, doors_of
from villars_core.accounts.models import Account, ChannelLink, StaffSession
from villars_core.errors import NotAllowed, Refusal
from villars_core.families.actions import email_of
from villars_core.families.models import Guardian
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.work import ActorKind, Work

ROLES = ("education_office", "kitchen", "childcare", "treasurer", "administrator")
ISSUER = "Villars"
LONGEST_NAME = 160
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


@dataclass(eq=False)
class UnknownRole(Refusal):
    """A role that the house does not have."""

    template: ClassVar[str] = N_("Rôle inconnu : {role}. Rôles possibles : {known}.")
    role: str
    known: tuple[str, ...] = ROLES


@dataclass(eq=False)
class BadIdentifier(Refusal):
    """An identifier that could be taken for somebody's address, or does not fit a line."""

    template: ClassVar[str] = N_(
        "L’identifiant d’un agent a de 2 à 60 signes : lettres sans accent, chiffres, points, tirets. Par exemple : claire.bonnet."
    )


@dataclass(eq=False)
class BadName(Refusal):
    """A name that is empty or too long."""

    template: ClassVar[str] = N_("Le nom d’un agent a de 1 à 160 signes.")


@dataclass(eq=False)
class AlreadyThere(Refusal):
    """An account with this identifier or e-mail exists."""

    template: ClassVar[str] = N_("Il y a déjà un compte pour {identifier}.")
    identifier: str


@dataclass(eq=False)
class LastAdministrator(Refusal):
    """Without an administrator nobody could give roles again."""

    template: ClassVar[str] = N_("Il faut qu’il reste au moins un administrateur.")


@dataclass(frozen=True)
class StaffPerson:
    """A staff member to be written down; `system_user` is the machine's own account, trusted without a login."""

    identifier: str
    name: str
    email: str
    roles: tuple[str, ...]
    system_user: str = field(default="")


def open_for_guardian(work: Work, guardian: Guardian) -> Account:
    """Return a guardian's account, opened and not activated where there was none."""
    work.actor.require("education_office")
    known = work.session.scalars(select(Account).where(Account.guardian_id == guardian.id).limit(1)).first()
    if known is not None:
        return known
    account = Account(
        kind="guardian",
        identifier=_free_identifier(work, f"{guardian.first_name}.{guardian.last_name}"),
        name=f"{guardian.first_name} {guardian.last_name}",
        email=guardian.email.lower(),
        guardian_id=guardian.id,
    )
    return _opened(work, account)


def open_for_staff(work: Work, person: StaffPerson) -> Account:
    """Open a staff account; the very first one may be opened by whoever runs the machine.

    Raises UnknownRole, BadIdentifier, BadName, NotAnEmail, AlreadyThere.
    """
    work.actor.require("administrator")
    _known_roles(person.roles)
    identifier, email = person.identifier.strip().lower(), email_of(person.email)
    if not _IDENTIFIER.fullmatch(identifier):
        raise BadIdentifier
    if not 0 < len(person.name.strip()) <= LONGEST_NAME:
        raise BadName
    taken = select(Account.id).where((Account.identifier == identifier) | (Account.email == email))
    if work.session.scalars(taken.limit(1)).first() is not None:
        raise AlreadyThere(identifier)
    account = Account(
        kind="staff", identifier=identifier, name=person.name, email=email, roles=sorted(set(person.roles)), system_user=person.system_user
    )
    return _opened(work, account)


def set_roles(work: Work, account: Account, roles: Collection[str]) -> None:
    """Give a staff member these roles and no other. Raises UnknownRole, LastAdministrator."""
    work.actor.require("administrator")
    _known_roles(roles)
    if account.kind != "staff":
        raise NotAllowed
    if "administrator" not in roles:
        _not_the_last(work, account)
    before, account.roles = list(account.roles), sorted(set(roles))
    record(work, "account.roles", Subject("account", account.id), Change({"roles": before}, {"roles": account.roles}))


def end(work: Work, account: Account) -> None:
    """End an account: its chats and sessions are forgotten at once, its acts stay in the journal. Raises LastAdministrator."""
    work.actor.require("administrator" if account.kind == "staff" else "education_office")
    if account.ended_at is not None:
        return
    _not_the_last(work, account)
    account.ended_at = work.now
    account.secret_hash, account.system_user = "", ""
    account.seal("totp", None, work.vault)
    work.session.execute(delete(ChannelLink).where(ChannelLink.account_id == account.id))
    work.session.execute(delete(StaffSession).where(StaffSession.account_id == account.id))
    record(work, "account.end", Subject("account", account.id))


def unlock(work: Work, account: Account) -> bool:
    """Let a person type codes again, at the login and in every chat and mailbox of theirs; tell whether anything was locked."""
    work.actor.require("administrator" if account.kind == "staff" else "education_office")
    opened = [clear(work, door) for door in doors_of(work, account)]
    record(work, "account.unlock", Subject("account", account.id))
    return any(opened)


def release(work: Work, channel: str, address: str) -> bool:
    """Let a chat or mailbox that belongs to nobody yet try codes again; tell whether it was locked."""
    work.actor.require("education_office")
    record(work, "account.release", Subject("channel"), Change(after={"channel": channel}))
    return channel != LOGIN and clear(work, Door(channel, address))


def keep_secret(work: Work, account: Account, hashed: str) -> None:
    """Keep the hash of a secret that its owner chose; sessions opened with the former one end."""
    _own_or_system(work, account)
    account.secret_hash = hashed
    work.session.execute(delete(StaffSession).where(StaffSession.account_id == account.id))
    record(work, "account.secret", Subject("account", account.id))


def keep_second_factor(work: Work, account: Account, key: str, step: int) -> None:
    """Keep the key of a second factor whose first code was just shown right, and activate the staff member."""
    _own_or_system(work, account)
    account.seal("totp", key, work.vault)
    account.totp_last_step = step
    account.activated_at = account.activated_at or work.now
    record(work, "account.second_factor", Subject("account", account.id))


def _opened(work: Work, account: Account) -> Account:
    work.session.add(account)
    work.session.flush()
    record(work, "account.open", Subject("account", account.id), Change(after={"kind": account.kind, "roles": account.roles}))
    return account


def _own_or_system(work: Work, account: Account) -> None:
    if work.actor.kind is not ActorKind.SYSTEM and work.actor.account_id != account.id:
        raise NotAllowed


def _known_roles(roles: Collection[str]) -> None:
    for role in roles:
        if role not in ROLES:
            raise UnknownRole(role)


def _not_the_last(work: Work, account: Account) -> None:
    if "administrator" not in account.roles:
        return
    query = select(Account).where(Account.kind == "staff", Account.ended_at.is_(None), Account.id != account.id)
    if not any("administrator" in one.roles for one in work.session.scalars(query.with_for_update())):
        raise LastAdministrator


def _free_identifier(work: Work, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("æ", "ae")).encode("ascii", "ignore").decode().lower()
    wanted = re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.")[:60] or "parent"
    taken = set(work.session.scalars(select(Account.identifier).where(Account.identifier.startswith(wanted, autoescape=True))))
    return (
        wanted
        if wanted not in taken
        else next(f"{wanted}{number}" for number in range(2, len(taken) + 3) if f"{wanted}{number}" not in taken)
    )
