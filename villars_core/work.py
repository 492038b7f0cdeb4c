"""The unit of work: one transaction, one instant, one actor; everything of a message commits together or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, SessionTransaction

from villars_core.clock import Clock, paris_day
from villars_core.errors import NotAllowed, NotSureEnough
from villars_core.i18n import Translator
from villars_core.storage.engine import READ_ONLY
from villars_core.storage.vault import Vault

Read = TypeVar("Read")


class ActorKind(StrEnum):
    """Who acts."""

    GUARDIAN = "guardian"
    STAFF = "staff"
    SYSTEM = "system"
    STRANGER = "stranger"


class Assurance(IntEnum):
    """How sure the house is of the actor; sensitive acts ask for more."""

    NONE = 0
    CLAIMED = 1
    """An e-mail whose sender is plausible: nothing happens before an answered confirmation."""
    LINKED = 2
    """A linked chat, or a reply token with its own sender."""
    STEPPED_UP = 3
    """A second factor was just shown: bank, contact and health changes."""


@dataclass(frozen=True)
class Actor:
    """Who acts, through which door, and how sure the house is of it."""

    kind: ActorKind
    id: int | None = None
    account_id: int | None = None
    roles: frozenset[str] = frozenset()
    assurance: Assurance = Assurance.NONE
    door: str = ""

    @property
    def is_staff(self) -> bool:
        """Tell whether a staff member acts."""
        return self.kind is ActorKind.STAFF

    def require(self, *roles: str) -> None:
        """Raise NotAllowed unless the actor is staff with one of these roles, or an administrator, or the system."""
        if self.kind is ActorKind.SYSTEM or (self.is_staff and self.roles & {*roles, "administrator"}):
            return
        raise NotAllowed

    def require_assurance(self, wanted: Assurance) -> None:
        """Raise NotSureEnough where the house is less sure of a person than an act asks for; the desk then asks for a second factor."""
        if self.kind is not ActorKind.SYSTEM and self.assurance < wanted:
            raise NotSureEnough


SYSTEM = Actor(ActorKind.SYSTEM, door="system", assurance=Assurance.LINKED)


@dataclass(frozen=True)
class Work:
    """One transaction with its instant and its actor: the first parameter of whatever reads or changes records."""

    session: Session
    now: datetime
    actor: Actor
    vault: Vault
    translator: Translator = field(default_factory=Translator)
    rehearsal: bool = False

    @property
    def today(self) -> date:
        """Return the town's calendar day."""
        return paris_day(self.now)

    def once(self, key: object, make: Callable[[], Read]) -> Read:
        """Return what was read before in this transaction under a key, else read it now: for what an act asks again and again.

        Whoever changes such records calls `forget`.
        """
        kept = self.session.info
        if key not in kept:
            kept[key] = make()
        found: Read = kept[key]
        return found

    def forget(self) -> None:
        """Read everything anew: rules, calendar or families have changed."""
        self.session.info.clear()

    def forget_as_of_a_lock(self) -> None:
        """Read anew, behind a lock, what somebody else may have written before it; on SQLite a writer is alone from its first word on."""
        if self.session.get_bind().dialect.name != "sqlite":
            self.forget()

    def t(self, template: str, /, **facts: object) -> str:
        """Return a template in the actor's language."""
        return self.translator.t(template, **facts)


@event.listens_for(Session, "after_soft_rollback")
def _forget_what_was_undone(session: Session, _undone: SessionTransaction) -> None:
    """Read anew what was read while something was tried and undone: a rehearsed custody, a step that a rule refused."""
    session.info.clear()


@dataclass(frozen=True)
class Records:
    """The town's records and how to work on them: engine, clock and vault, opened once by whoever composes the program."""

    engine: Engine
    clock: Clock
    vault: Vault

    @contextmanager
    def writing(self, actor: Actor, *, rehearsal: bool = False, language: str = "fr") -> Iterator[Work]:
        """Open a transaction that commits at the end, or leaves no trace when it fails or is a rehearsal."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin() as transaction:
            yield Work(session, self.clock.now(), actor, self.vault, Translator(language), rehearsal)
            if rehearsal:
                session.flush()
                transaction.rollback()

    @contextmanager
    def reading(self, actor: Actor, *, language: str = "fr") -> Iterator[Work]:
        """Open a transaction that only reads: it neither waits for the writer nor leaves a trace."""
        connection = self.engine.connect().execution_options(**{READ_ONLY: True})
        with connection, Session(connection, expire_on_commit=False) as session:
            yield Work(session, self.clock.now(), actor, self.vault, Translator(language))
            session.rollback()
