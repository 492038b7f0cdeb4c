"""A child's health sheet: what the town keeps is shown to a guardian who proves who he or she is; a change is asked of the office.

Nothing of it is ever said in a chat: the sheet goes to the person's own mailbox, and a typed message is taken out of the chat.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from villars_core.conversations.flows.base import (
    CANCEL_KEY,
    MENU,
    MENU_KEY,
    OK_KEY,
    VALIDATE,
    Step,
    Talk,
    cancelled,
    question,
)
from villars_core.conversations.flows.children import AboutChildren
from villars_core.conversations.flows.office import PASS_ON, pass_on
from villars_core.conversations.messages import Channel
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.health.queries import sheet_of
from villars_core.i18n import N_, Translator
from villars_core.notifications.outbox import MAIL_ONLY, Notice, post
from villars_core.notifications.screens import Expect, Role, Screen
from villars_core.office_queue.actions import sender_confirmed
from villars_core.understanding import Reading
from villars_core.work import Assurance, Work

KIND = "update_health"
WHAT = N_("Santé de {child} : régime, allergies, PAI.")
WHO_READS = N_("Vous, l’autre responsable, le service Éducation et, pour un enfant qui mange ce jour-là, la cuisine : personne d’autre.")
SEE, CHANGE = N_("Voir ce que la ville garde"), N_("Demander un changement")
TO_SEE = N_("La fiche de {child} part vers votre courriel {email}, jamais dans une conversation.")
TO_SEE_BY_MAIL = N_("La fiche de {child} vous sera répondue ici.")
SENT = N_("La fiche de {child} part vers {email}.")
DIET, COMMON = N_("Régime : {diet}."), N_("repas commun")
ALLERGENS, NO_ALLERGEN = N_("Allergies : {allergens}."), N_("aucune notée")
NO_PLAN = N_("PAI : aucun en cours.")
PLAN = N_("PAI du {first} au {last} : {meal}.")
OWN_MEAL, COOKED = N_("vous apportez le panier-repas"), N_("repas de la cantine")
NOT_TO_EAT, INSTRUCTIONS = N_("À ne pas manger : {allergens}."), N_("Consignes : {text}")
WRONG = N_("Quelque chose n’est pas juste ? Répondez par « Demander un changement ». Seul le service change la fiche.")
ASK = N_("Écrivez ce qui change pour {child}. Vous pouvez joindre le PAI ou un certificat, en photo ou en PDF.")
NOT_KEPT = N_("Votre message sera effacé de la conversation.")
READY = N_("Votre demande sur la santé de {child} est prête. Elle n’est pas encore transmise.")
PASSED_ON = N_("C’est transmis au service Éducation. Numéro {number}. Rien ne change avant que le service l’ait noté.")
URGENT = N_("C’est urgent ? Appelez le service sans attendre.")
TO_CONFIRM = N_("Confirmez que c’est bien vous : le service n’aura pas à vous rappeler pour le vérifier.")
CONFIRM = N_("Confirmer que c’est moi")
CONFIRMED = N_("Merci. Le service sait que la demande {number} vient bien de vous.")
_SEES = re.compile(
    r"\b(voir|vois|consulter|montre[rz]?|affiche[rz]?|fiche|informations?|quels?|quelles?|que savez|see|show|what)\b", re.IGNORECASE
)
_TELLS = re.compile(r"\b(est|a|n'a|n’a|suit|doit|ne|plus|nouvel|nouvelle|arr[êe]te|change|is|has|must|new)\b", re.IGNORECASE)


@dataclass
class HealthOfChild(AboutChildren):
    """Voir la fiche santé d’un enfant, demander un changement. `number` and `item`: what was passed on."""

    name: ClassVar[str] = KIND
    is_private: ClassVar[bool] = True
    title: ClassVar[str] = N_("Informations santé")
    takes_files: ClassVar[bool] = True
    needs: ClassVar[Assurance] = Assurance.STEPPED_UP
    what: str = ""
    words: str = ""
    documents: list[int] = field(default_factory=list)
    number: str = ""

    def takes_free_text(self) -> bool:
        """Take any words as the change, once it is asked for."""
        return self.what == "change" and not self.words and not self.number

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the child that is named; what the words tell of its health is the change itself, what they ask for is the sheet."""
        mine = {child.id for child in access.children_of_actor(talk.work)}
        self.children = [key for key in reading.children if key in mine][:1] or self.children
        text = talk.incoming.text.strip()
        if self.number or text.startswith("/"):
            return
        if _TELLS.search(text) and not text.endswith("?"):
            self.what, self.words = "change", f"{self.words}\n{text}".strip()
        elif _SEES.search(text) and not self.what:
            self.what = "see"

    def prefill(self, facts: Mapping[str, Any]) -> None:
        """Take what is known of the child alone."""
        self.children = list(facts.get("children", ()))[:1]

    def receive(self, talk: Talk, reading: Reading | None) -> Step:
        """Take the papers of a change, with its words."""
        self.documents, self.what = list(dict.fromkeys([*self.documents, *talk.documents])), "change"
        if reading is not None:
            self.fill(talk, reading)
            self.words = self.words or talk.incoming.text.strip()
        return self.show(talk)

    def show(self, talk: Talk) -> Step:
        """Ask for the child and for what is wished; a message that tells of health is taken out of the chat."""
        return replace(self._shown(talk), holds_secret=bool(self.words) and talk.incoming.text.strip() in self.words)

    def press(self, talk: Talk, key: str) -> Step:
        """Choose the child and what is wished; pass on; or, surely known, read the sheet and confirm."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY and self.number:
            return self._confirmed(talk)
        if key == OK_KEY and self.what == "see" and self.children:
            return self._read(talk)
        if key == "send" and self.children and (self.words or self.documents):
            return self._passed_on(talk)
        if key in {"see", "change"}:
            self.what = key
        elif key.startswith("c") and key[1:].isdigit():
            self.children = [access.child_for_actor(talk.work, int(key[1:])).id]
        return self._shown(talk)

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the change."""
        if self.takes_free_text():
            self.words = text.strip()
            return self.show(talk)
        return super().say(talk, text, reading)

    def _shown(self, talk: Talk) -> Step:
        asked = self.asked_whom(talk)
        if asked is not None:
            return asked
        if self.number:
            return Step(self._told(talk))
        return Step(self._asked(talk, self._child(talk)))

    def _child(self, talk: Talk) -> Child:
        return access.child_for_actor(talk.work, self.children[0])

    def _asked(self, talk: Talk, child: Child) -> Screen:
        if self.what == "see":
            to_see = talk.t(TO_SEE_BY_MAIL if talk.by_email else TO_SEE, child=child.first_name, email=_email(talk))
            return question(talk, self.title, (to_see,), ((talk.choice(OK_KEY, VALIDATE, Role.PRIMARY),),))
        if self.what == "change" and (self.words or self.documents):
            count = talk.work.translator.n("{count} document reçu.", "{count} documents reçus.", len(self.documents))
            body = (talk.t(READY, child=child.first_name), *((count,) if self.documents else ()))
            return question(talk, self.title, body, ((talk.choice("send", PASS_ON, Role.PRIMARY),),), Expect.FILES)
        if self.what == "change":
            lines = (talk.t(ASK, child=child.first_name), *(() if talk.by_email else (talk.t(NOT_KEPT),)))
            return question(talk, self.title, lines, (), Expect.TEXT)
        rows = ((talk.choice("see", SEE),), (talk.choice("change", CHANGE),))
        return question(talk, self.title, (talk.t(WHAT, child=child.first_name), talk.t(WHO_READS)), rows)

    def _told(self, talk: Talk) -> Screen:
        body = (talk.t(PASSED_ON, number=self.number), talk.t(URGENT), talk.t(TO_CONFIRM))
        return Screen(
            talk.t(self.title), body, ((talk.choice(OK_KEY, CONFIRM, Role.PRIMARY),), (talk.choice(MENU_KEY, MENU),)), Expect.CHOICE
        )

    def _passed_on(self, talk: Talk) -> Step:
        """Put it before the office at once: what a child must not eat does not wait for a second factor."""
        facts = {"children": self.children, "documents": self.documents, "confirmed": False}
        self.number = pass_on(talk, self.words, KIND, facts=facts)
        self.words, self.documents = "", []
        return Step(self._told(talk))

    def _confirmed(self, talk: Talk) -> Step:
        talk.work.actor.require_assurance(Assurance.STEPPED_UP)
        sender_confirmed(talk.work, self.number)
        return self._ended(talk, talk.t(CONFIRMED, number=self.number))

    def _read(self, talk: Talk) -> Step:
        """Give the sheet to whoever showed a second factor: in the answer by mail, else to the person's own mailbox."""
        talk.work.actor.require_assurance(Assurance.STEPPED_UP)
        child, own = self._child(talk), talk.account
        lines = sheet_lines(talk.work, child, talk.work.translator)
        if talk.incoming.channel is not Channel.TELEGRAM or own is None:
            return self._ended(talk, *lines)
        screen = Screen(talk.t(self.title), tuple(lines))
        about = {MAIL_ONLY: True}
        post(talk.work, Notice(screen, "health_sheet", own.id, "email", own.email, language=own.language, about=about))
        return self._ended(talk, talk.t(SENT, child=child.first_name, email=own.email))

    def _ended(self, talk: Talk, *lines: str) -> Step:
        return Step(Screen(talk.t(self.title), lines, ((talk.choice(MENU_KEY, MENU),),)), "done")


def sheet_lines(work: Work, child: Child, words: Translator) -> list[str]:
    """Return what the town keeps of a child's health, line by line. Raises NotFound for whoever may not see the child."""
    found = sheet_of(work, child)
    lines = [
        words.t(WHAT, child=child.first_name),
        words.t(DIET, diet=found.diet or words.t(COMMON)),
        words.t(ALLERGENS, allergens=words.listed(found.allergens) or words.t(NO_ALLERGEN)),
    ]
    if found.plan is None:
        lines.append(words.t(NO_PLAN))
    else:
        meal = words.t(OWN_MEAL if found.plan.own_meal else COOKED)
        first, last = words.day_and_year(found.plan.first), words.day_and_year(found.plan.last)
        lines.append(words.t(PLAN, first=first, last=last, meal=meal))
        lines += [words.t(NOT_TO_EAT, allergens=words.listed(found.plan.allergens))] if found.plan.allergens else []
        lines += [words.t(INSTRUCTIONS, text=found.plan.instructions)] if found.plan.instructions else []
    return [*lines, words.t(WRONG)]


def _email(talk: Talk) -> str:
    return talk.account.email if talk.account is not None else ""
