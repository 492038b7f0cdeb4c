"""What a family asked of the office, and where each request stands; and what the town announced to them."""

from dataclasses import dataclass
from typing import ClassVar

from villars_core.announcements.queries import told_to_actor
from villars_core.clock import paris_day
from villars_core.conversations import prepared
from villars_core.conversations.flows.base import MENU, MENU_KEY, Flow, Step, Talk
from villars_core.i18n import N_
from villars_core.notifications.screens import Screen
from villars_core.office_queue.queries import Asked, asked_by_actor
from villars_core.understanding import Reading
from villars_core.understanding.acts.lists import list_asked

SHOWN, LONGEST_QUOTE = 8, 120
NO_REQUEST = N_("Vous n’avez pas encore fait de demande au service Éducation.")
REQUEST = N_("{number}, le {day} : {what}")
STATES = {
    "open": N_("En attente : le service Éducation ne l’a pas encore lue."),
    "taken": N_("En cours : une personne du service s’en occupe."),
    "accepted": N_("Acceptée le {day}."),
    "refused": N_("Refusée le {day}."),
    "answered": N_("Le service a répondu le {day}."),
}
OFFICE_SAID = N_("Réponse : {reason}")
QUOTED = N_("« {words} »")
KINDS = {
    "absence_proof": N_("un justificatif d’absence"),
    "confirmation_code": N_("un code de confirmation"),
    "document": N_("un document"),
    "mandate": N_("un mandat de prélèvement"),
    "quotient": N_("un quotient familial"),
}
OTHERWISE = N_("un message")
WRITE_LABEL, PASS_ON_LABEL = N_("Écrire au service Éducation"), N_("Transmettre ma question")
NO_ANNOUNCEMENT = N_("Aucune annonce ne vous a été envoyée.")
ANNOUNCED = N_("{title} (le {day})")


@dataclass
class Announcements(Flow):
    """Relire les annonces de la mairie. `words`: a question that the list does not answer by itself; it may be passed on as it is."""

    name: ClassVar[str] = "announcements"
    title: ClassVar[str] = N_("Annonces de la mairie")
    words: str = ""

    def fill(self, talk: Talk, reading: Reading) -> None:  # noqa: ARG002 (the form's signature)
        """Keep words that ask for more than the list."""
        self.words = "" if list_asked(talk.incoming.text) else talk.incoming.text

    def show(self, talk: Talk) -> Step:
        """Show the list, and how to ask for more."""
        label = ("ask", PASS_ON_LABEL) if self.words else ("write", WRITE_LABEL)
        return Step(Screen(talk.t(self.title), self.listed(talk), ((talk.choice(*label), talk.choice(MENU_KEY, MENU)),)), "done")

    def press(self, talk: Talk, key: str) -> Step:
        """Write to the office, or pass the question on as it was said."""
        if key not in {"ask", "write"}:
            return self.show(talk)
        return Step(opens="talk_to_staff", facts={"words": self.words, "intent": self.name} if key == "ask" else {})

    def listed(self, talk: Talk) -> tuple[str, ...]:
        """Return the newest announcements that this person was sent, whole."""
        shown = told_to_actor(talk.work, SHOWN // 2)
        return tuple(f"{talk.t(ANNOUNCED, title=one.title, day=paris_day(one.made_at))}\n{one.text}" for one in shown) or (
            talk.t(NO_ANNOUNCEMENT),
        )


@dataclass
class MyRequests(Announcements):
    """Voir mes demandes et où elles en sont."""

    name: ClassVar[str] = "list_requests"
    title: ClassVar[str] = N_("Mes demandes")

    def listed(self, talk: Talk) -> tuple[str, ...]:
        """Return the newest requests, each with its number, its own words and its state."""
        return tuple(_request(talk, one) for one in asked_by_actor(talk.work, SHOWN)) or (talk.t(NO_REQUEST),)


def _request(talk: Talk, one: Asked) -> str:
    words = " ".join(one.words.split())
    shown = words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"
    done = prepared.summary(talk.work, one.action, one.facts)
    what = done or (talk.t(QUOTED, words=shown) if shown else talk.t(KINDS.get(one.kind, OTHERWISE)))
    lines = [
        talk.t(REQUEST, number=one.number, day=paris_day(one.posted_at), what=what),
        talk.t(STATES[one.state], day=paris_day(one.decided_at or one.posted_at)),
    ]
    return "\n".join([*lines, *((talk.t(OFFICE_SAID, reason=one.reason),) if one.reason else ())])
