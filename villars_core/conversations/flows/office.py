"""What goes to a person of the office: a message, a request that this program does not do yet, words that nobody understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from villars_core.conversations import prepared
from villars_core.conversations.flows.base import CANCEL_KEY, MENU, MENU_KEY, OK_KEY, Flow, Step, Talk, cancelled, question
from villars_core.documents.actions import Use, take_up
from villars_core.documents.queries import listed
from villars_core.i18n import N_
from villars_core.notifications.screens import Expect, Role, Screen
from villars_core.office_queue.actions import Posting, post
from villars_core.schools.queries import contacts
from villars_core.understanding import Reading
from villars_core.work import SYSTEM

WRITE = N_("Écrivez votre message au service Éducation. Une personne le lira.")
WRITE_WHY = N_("Dites en une phrase pourquoi. Le service Éducation décide et vous répond.")
HOURS = N_("Le service répond {hours}. Téléphone : {phone}.")
SENT = N_("Votre message est transmis au service Éducation. Numéro {number}.")
PASS_ON = N_("Transmettre au service")
NOT_YET = N_("Le service Éducation s’en occupe pour vous. Je peux lui transmettre votre demande : « {words} »")
NOT_UNDERSTOOD = N_("Je n’ai pas compris. Écrivez par exemple « Annule la cantine jeudi », ou choisissez :")
SUMMARY = N_("Message de {name}")
NAMELESS, STRANGER = N_("une personne sans compte"), N_("{name} (sans compte)")
LONGEST_QUOTE = 200


@dataclass
class TalkToStaff(Flow):
    """Écrire au service Éducation. `first`: what asks for the message, where another form leads here."""

    name: ClassVar[str] = "talk_to_staff"
    takes_files: ClassVar[bool] = True
    title: ClassVar[str] = N_("Écrire au service Éducation")
    words: str = ""
    intent: str = ""
    action: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    documents: list[int] = field(default_factory=list)
    lead: str = ""
    first: str = ""

    def takes_free_text(self) -> bool:
        """Take any words as the message, once it is asked for."""
        return not self.words

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Keep the words of a request that is passed on."""
        if reading.intent.value != self.name:
            self.words, self.intent = talk.incoming.text, reading.intent.value

    def receive(self, talk: Talk, reading: Reading | None) -> Step:
        """Take documents: with words that are the message they go at once, else with what is asked for."""
        self.documents = list(dict.fromkeys([*self.documents, *talk.documents]))
        if reading is None or reading.intent.value not in {self.name, "unknown"}:
            return super().receive(talk, reading)
        return self.say(talk, talk.incoming.text, reading)

    def show(self, talk: Talk) -> Step:
        """Ask for the message, or whether these words are to be passed on."""
        if not self.words:
            asked = (
                (prepared.summary(talk.work, self.action, self.facts), talk.t(WRITE_WHY)) if self.action else (self.first or talk.t(WRITE),)
            )
            return Step(question(talk, self.title, (*asked, hours(talk)), (), Expect.TEXT))
        quote = self.words[:LONGEST_QUOTE]
        rows = ((talk.choice(OK_KEY, PASS_ON, Role.PRIMARY),), (talk.choice(MENU_KEY, MENU),))
        said = (self.lead,) if self.lead else (talk.t(NOT_YET, words=quote),)
        return Step(question(talk, self.title, said, rows))

    def press(self, talk: Talk, key: str) -> Step:
        """Pass on, or not."""
        if key == OK_KEY and self.words:
            return self._sent(talk)
        return cancelled(talk) if key == CANCEL_KEY else self.show(talk)

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the message; a second one is added to what is passed on."""
        if reading.answer == "yes" and self.words:
            return self._sent(talk)
        self.words = f"{self.words}\n{text}".strip()
        return self._sent(talk)

    def _sent(self, talk: Talk) -> Step:
        facts = {**self.facts, "documents": [*self.facts.get("documents", ()), *self.documents]} if self.documents else self.facts
        number = pass_on(talk, self.words, self.intent or "message", self.action, facts)
        screen = Screen(talk.t(self.title), (talk.t(SENT, number=number), hours(talk)), ((talk.choice(MENU_KEY, MENU),),))
        return Step(screen, "done")


def pass_on(talk: Talk, words: str, kind: str, action: str = "", facts: Mapping[str, Any] | None = None) -> str:
    """Put a person's words before the office, with what accepting them would do; return the number that the person is told."""
    account = talk.account
    posting = Posting(
        kind=kind,
        summary=prepared.summary(talk.work, action, facts or {}) or talk.t(SUMMARY, name=_who(talk)),
        words=words,
        account_id=account.id if account else None,
        channel=talk.incoming.channel.value,
        address=talk.incoming.address,
        files=_taken_up(talk, facts or {}),
        action=action,
        facts=facts or {},
        subject=talk.incoming.subject,
    )
    return post(talk.work, posting).number


def _taken_up(talk: Talk, facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the request the documents that came with the message, and those that a form had before."""
    before = facts.get("documents", ()) if talk.is_vouched_for else ()
    ids = list(dict.fromkeys([*before, *talk.documents]))
    # What nobody vouches for belongs to nobody: the house itself hands it to the office.
    work = talk.work if talk.is_vouched_for else replace(talk.work, actor=SYSTEM)
    return [listed(talk.work, one) for one in take_up(work, ids, Use("message"))]


def _who(talk: Talk) -> str:
    if talk.account is not None:
        return talk.account.name
    shown = talk.incoming.sender_name or (talk.incoming.address if talk.by_email else "")
    return talk.t(STRANGER, name=shown) if shown else talk.t(NAMELESS)


def hours(talk: Talk) -> str:
    """Return when the office answers, and its telephone."""
    known = contacts(talk.work)
    return talk.t(HOURS, hours=known.get("hours", ""), phone=known.get("phone", ""))
