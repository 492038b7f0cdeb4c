"""What a flow is: a form kept in a row, that shows a screen, takes a choice or some words, and shows the next one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, ClassVar, Self

from villars_core.accounts import secrets
from villars_core.accounts.models import Account
from villars_core.conversations.messages import Channel, Incoming
from villars_core.documents.rules import FileRefused
from villars_core.errors import Refusal, Together
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.understanding import Reading
from villars_core.work import ActorKind, Assurance, Work

CANCEL_KEY, BACK_KEY, OK_KEY, MENU_KEY, EDIT_KEY = "stop", "back", "ok", "menu", "edit"
VALIDATE, CHANGE, GIVE_UP, MENU = N_("Valider"), N_("Modifier"), N_("Annuler"), N_("Menu")


@dataclass(frozen=True)
class Proof:
    """What was computed of a typed secret outside any transaction: its hash, or whether it is the one that was kept."""

    hashed: str = ""
    matches: bool = False


class SecretTyped(Exception):
    """A form must know of a typed secret what takes long to compute; the desk leaves the transaction, computes it, and begins anew.

    `kept` is the hash that the secret is held against; None asks for a hash of a new one.
    """

    def __init__(self, kept: str | None) -> None:
        """Keep what is asked."""
        super().__init__("a secret to hash")
        self.kept = kept

    def proof(self, typed: str) -> Proof:
        """Compute it: slow on purpose."""
        if self.kept is None:
            return Proof(hashed=secrets.hash_secret(typed))
        return Proof(matches=secrets.verify(self.kept, typed))


@dataclass(frozen=True)
class Talk:
    """One message being answered: the unit of work, who speaks, and through which door."""

    work: Work
    incoming: Incoming
    account: Account | None = None
    said_at: datetime | None = None
    proof: Proof | None = None
    documents: tuple[int, ...] = ()
    """What came with the message and was kept, by id."""
    refused_files: tuple[FileRefused, ...] = ()
    texts: tuple[str, ...] = field(default=(), repr=False)
    """The words of the PDF that came with the message; kept nowhere."""
    tables: tuple[bytes, ...] = field(default=(), repr=False)
    """The tables of plain text (CSV, UTF-8) that a member of staff sent; no document is made of them."""

    @property
    def by_email(self) -> bool:
        """Tell whether an answer costs hours: several questions are asked at once."""
        return self.incoming.channel is Channel.EMAIL

    @property
    def is_vouched_for(self) -> bool:
        """Tell whether the door vouches for who speaks; otherwise what came is nobody's."""
        return self.work.actor.kind is not ActorKind.STRANGER and self.incoming.assurance is not Assurance.NONE

    def t(self, template: str, /, **facts: object) -> str:
        """Return a template in the person's language."""
        return self.work.t(template, **facts)

    def hashed(self) -> str:
        """Return the hash of the typed secret. Raises SecretTyped, which the desk answers, where it is not computed yet."""
        if self.proof is None:
            raise SecretTyped(None)
        return self.proof.hashed

    def matches(self, kept: str) -> bool:
        """Tell whether the typed secret has this hash. Raises SecretTyped as `hashed` does."""
        if self.proof is None:
            raise SecretTyped(kept)
        return self.proof.matches

    def sure(self) -> "Talk":
        """Return the same, by a person who showed a second factor."""
        return replace(self, work=replace(self.work, actor=replace(self.work.actor, assurance=Assurance.STEPPED_UP)))

    def choice(self, key: str, template: str, role: Role = Role.NORMAL) -> Choice:
        """Return a choice with a translated label."""
        return Choice(key, self.t(template), role)


@dataclass(frozen=True)
class Step:
    """What a flow answers: a screen, and whether the form goes on. `opens`: another form, with what is known of it.

    `holds_secret`: the message that was answered is blanked and deleted. `toast`: a few words for the tap.
    `proved`: a second factor was shown; the form of this number goes on.
    """

    screen: Screen | None = None
    state: str = "active"
    toast: str = ""
    opens: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    holds_secret: bool = False
    proved: int = 0


@dataclass
class Flow:
    """A form: its fields are its answers, plain JSON values. A new one begins; a kept one goes on.

    `needs`: how sure the house must be before OK_KEY is taken; with STEPPED_UP the desk first asks for a second factor.
    `takes_files`: what is joined to a message belongs to this form; otherwise it goes to the office.
    `is_private`: what it answers by mail is for that mailbox alone, and no chat tells it in its place.
    `later`: what the same message asks for after it, as `conversations.later` keeps it.
    `version` goes up when answers change shape; `migrate` then reads the older ones.
    """

    name: ClassVar[str] = ""
    version: ClassVar[int] = 1
    title: ClassVar[str] = ""
    staff_roles: ClassVar[frozenset[str]] = frozenset()
    takes_files: ClassVar[bool] = False
    is_private: ClassVar[bool] = False
    needs: ClassVar[Assurance] = Assurance.NONE
    later: list[dict[str, Any]] = field(default_factory=list, kw_only=True)

    @classmethod
    def restored(cls, answers: Mapping[str, Any]) -> Self:
        """Return the form with its kept answers; what an older version kept and this one does not know is left out."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in answers.items() if name in known})

    @classmethod
    def migrate(cls, answers: dict[str, Any], from_version: int) -> dict[str, Any]:  # noqa: ARG003 (forms whose answers changed use it)
        """Return the answers of an older version in the present shape."""
        return answers

    def answers(self) -> dict[str, Any]:
        """Return the answers as they are kept."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take what the words say of this form's questions."""

    def prefill(self, facts: Mapping[str, Any]) -> None:
        """Take what an offer or a way out already knows."""
        for one in fields(self):
            if one.name in facts:
                setattr(self, one.name, facts[one.name])

    def show(self, talk: Talk) -> Step:
        """Return the next question, or the recap."""
        raise NotImplementedError

    def press(self, talk: Talk, key: str) -> Step:
        """Take a choice: it sets a value, so that a second tap changes nothing."""
        raise NotImplementedError

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:  # noqa: ARG002 (forms that take free text use it)
        """Take words that are no choice."""
        self.fill(talk, reading)
        return self.show(talk)

    def receive(self, talk: Talk, reading: Reading | None) -> Step:
        """Take the files of a message, `talk.documents`, and its words where there are some."""
        if reading is not None:
            self.fill(talk, reading)
        return self.show(talk)

    def takes_free_text(self) -> bool:
        """Tell whether the open question is answered by any words, so that they are not read as another request."""
        return False


def cancelled(talk: Talk) -> Step:
    """Return what a person sees who gives a form up."""
    return Step(Screen(body=(talk.t(N_("C’est annulé. Rien n’a changé.")),), rows=((talk.choice(MENU_KEY, MENU),),)), "cancelled")


def refused(talk: Talk, flow: Flow, refusal: Refusal) -> Step:
    """Return what a rule says that forbids a form's step, with the ways out that it knows."""
    ways = refusal.ways_out()
    rows = tuple((Choice(f"w{number}", talk.t(one.label, **one.label_facts)),) for number, one in enumerate(ways))
    each = refusal.refusals if isinstance(refusal, Together) else (refusal,)
    sentences = tuple(dict.fromkeys(talk.t(one.template, **one.facts()) for one in each))
    screen = Screen(talk.t(flow.title), sentences, (*rows, (talk.choice(MENU_KEY, MENU),)))
    return Step(screen, "done", facts={"ways": [[one.intent, dict(one.facts)] for one in ways]})


def recap_rows(talk: Talk) -> tuple[tuple[Choice, ...], ...]:
    """Return the choices under a recap."""
    return (
        (talk.choice(OK_KEY, VALIDATE, Role.PRIMARY),),
        (talk.choice(EDIT_KEY, CHANGE, Role.BACK), talk.choice(CANCEL_KEY, GIVE_UP, Role.CANCEL)),
    )


def question(talk: Talk, title: str, body: tuple[str, ...], rows: tuple[tuple[Choice, ...], ...], expect: Expect = Expect.CHOICE) -> Screen:
    """Return a question's screen, which can always be given up."""
    return Screen(talk.t(title), body, (*rows, (talk.choice(CANCEL_KEY, GIVE_UP, Role.CANCEL),)), expect)
