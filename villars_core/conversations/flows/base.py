"""What a flow is: a form kept in a row, that shows a screen, takes a choice or some words, and shows the next one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, ClassVar, Self

from villars_core.accounts.models import Account
from villars_core.conversations.messages import Channel, Incoming
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.understanding import Reading
from villars_core.work import Work

CANCEL_KEY, BACK_KEY, OK_KEY, MENU_KEY, EDIT_KEY = "stop", "back", "ok", "menu", "edit"
VALIDATE, CHANGE, GIVE_UP, MENU = N_("Valider"), N_("Modifier"), N_("Annuler"), N_("Menu")


@dataclass(frozen=True)
class Proof:
    """What was computed of a typed secret before the transaction: its hash, or whether it is the one typed before."""

    hashed: str = ""
    matches: bool = False


@dataclass(frozen=True)
class Talk:
    """One message being answered: the unit of work, who speaks, and through which door."""

    work: Work
    incoming: Incoming
    account: Account | None = None
    said_at: datetime | None = None
    proof: Proof = Proof()

    @property
    def by_email(self) -> bool:
        """Tell whether an answer costs hours: several questions are asked at once."""
        return self.incoming.channel is Channel.EMAIL

    def t(self, template: str, /, **facts: object) -> str:
        """Return a template in the person's language."""
        return self.work.t(template, **facts)

    def choice(self, key: str, template: str, role: Role = Role.NORMAL) -> Choice:
        """Return a choice with a translated label."""
        return Choice(key, self.t(template), role)


@dataclass(frozen=True)
class Step:
    """What a flow answers: a screen, and whether the form goes on. `opens`: another form, with what is known of it.

    `holds_secret`: the message that was answered is blanked and deleted. `toast`: a few words for the tap.
    """

    screen: Screen | None = None
    state: str = "active"
    toast: str = ""
    opens: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    holds_secret: bool = False


@dataclass
class Flow:
    """A form: its fields are its answers, plain JSON values. A new one begins; a kept one goes on."""

    name: ClassVar[str] = ""
    version: ClassVar[int] = 1
    title: ClassVar[str] = ""
    staff_roles: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def restored(cls, answers: Mapping[str, Any]) -> Self:
        """Return the form with its kept answers; what an older version kept and this one does not know is left out."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in answers.items() if name in known})

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

    def takes_free_text(self) -> bool:
        """Tell whether the open question is answered by any words, so that they are not read as another request."""
        return False


def cancelled(talk: Talk) -> Step:
    """Return what a person sees who gives a form up."""
    return Step(Screen(body=(talk.t(N_("C’est annulé. Rien n’a changé.")),), rows=((talk.choice(MENU_KEY, MENU),),)), "cancelled")


def recap_rows(talk: Talk) -> tuple[tuple[Choice, ...], ...]:
    """Return the choices under a recap."""
    return (
        (talk.choice(OK_KEY, VALIDATE, Role.PRIMARY),),
        (talk.choice(EDIT_KEY, CHANGE, Role.BACK), talk.choice(CANCEL_KEY, GIVE_UP, Role.CANCEL)),
    )


def question(talk: Talk, title: str, body: tuple[str, ...], rows: tuple[tuple[Choice, ...], ...], expect: Expect = Expect.CHOICE) -> Screen:
    """Return a question's screen, which can always be given up."""
    return Screen(talk.t(title), body, (*rows, (talk.choice(CANCEL_KEY, GIVE_UP, Role.CANCEL),)), expect)
