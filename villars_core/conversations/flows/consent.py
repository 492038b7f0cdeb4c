"""Whether the town may ask the CAF or the MSA for the home's quotient: given by the parent, taken back at any time."""

from dataclasses import dataclass
from typing import ClassVar

from villars_core.clock import paris_day
from villars_core.conversations.flows.base import CANCEL_KEY, MENU, MENU_KEY, OK_KEY, Flow, Step, Talk, cancelled
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Role, Screen
from villars_core.office_queue.actions import Posting, post
from villars_core.schools.queries import rules_in_force
from villars_core.tariffs import consents
from villars_core.tariffs.actions import household_of_actor

WHAT = N_(
    "Avec votre accord, le service Éducation peut demander votre quotient familial à la CAF ou à la MSA. Il sert au calcul de vos tarifs,"
    " et à rien d’autre. Vous pouvez retirer cet accord à tout moment."
)
GIVEN = N_("Accord donné le {day}. Le service Éducation peut demander votre quotient familial à la CAF ou à la MSA.")
THANKS = N_("Votre accord est noté, sous le numéro {number}. Le service Éducation demandera votre quotient et vous dira le nouveau prix.")
TAKEN_BACK = N_("Votre accord est retiré. Plus rien ne sera demandé.")
NOT_HERE = N_("Votre commune ne demande pas de quotient à la CAF ou à la MSA. Envoyez votre attestation.")
GIVE, TAKE_BACK, SEND = N_("Je donne mon accord"), N_("Retirer mon accord"), N_("Envoyer mon attestation")
ASKED = N_("Accord donné pour demander le quotient : {home}")
PROOF = "donné par le parent ({door})"


@dataclass
class QuotientConsent(Flow):
    """Laisser la ville demander son quotient à la CAF ou à la MSA."""

    name: ClassVar[str] = "quotient_consent"
    title: ClassVar[str] = N_("Quotient demandé à la CAF ou à la MSA")

    def show(self, talk: Talk) -> Step:
        """Say what the consent is for, and whether it is given."""
        if not rules_in_force(talk.work).quotient.asked_for:
            return self._screen(talk, talk.t(NOT_HERE), talk.choice("send", SEND))
        known = consents.consent_of(talk.work, household_of_actor(talk.work))
        if known is None:
            return self._screen(talk, talk.t(WHAT), talk.choice(OK_KEY, GIVE, Role.PRIMARY), talk.choice("send", SEND))
        day = talk.work.translator.day_and_year(paris_day(known.given_at))
        return self._screen(talk, talk.t(GIVEN, day=day), talk.choice("back", TAKE_BACK))

    def press(self, talk: Talk, key: str) -> Step:
        """Give the consent, or take it back; a second tap changes nothing."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == "send":
            return Step(opens="submit_qf", facts={"begun": True})
        home = household_of_actor(talk.work)
        if key == "back":
            consents.revoke(talk.work, home)
            return self._screen(talk, talk.t(TAKEN_BACK), state="done")
        if key == OK_KEY and rules_in_force(talk.work).quotient.asked_for and consents.consent_of(talk.work, home) is None:
            consents.give(talk.work, home, PROOF.format(door=talk.work.actor.door))
            item = post(talk.work, Posting("quotient", talk.t(ASKED, home=home.name), account_id=talk.work.actor.account_id))
            return self._screen(talk, talk.t(THANKS, number=item.number), talk.choice("back", TAKE_BACK))
        return self.show(talk)

    def _screen(self, talk: Talk, said: str, *choices: Choice, state: str = "active") -> Step:
        rows = (*((one,) for one in choices), (talk.choice(MENU_KEY, MENU),))
        return Step(Screen(talk.t(self.title), (said,), rows), state)
