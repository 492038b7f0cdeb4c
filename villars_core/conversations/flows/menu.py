"""The menu, the help, the language, the greetings: what is always one word away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from villars_core.accounts.models import Account
from villars_core.announcements.queries import ANNOUNCEMENTS
from villars_core.conversations.flows.base import (
    CANCEL_KEY,
    MENU,
    MENU_KEY,
    OK_KEY,
    VALIDATE,
    Flow,
    Step,
    Talk,
    cancelled,
    question,
)
from villars_core.conversations.flows.own_meals import MINE, eats_alone
from villars_core.families import access
from villars_core.families.custody import alternating
from villars_core.i18n import LANGUAGES, N_, OWN_NAMES, Translator
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.schools.queries import contacts
from villars_core.understanding import Reading
from villars_core.work import Assurance

ASK = N_("Que souhaitez-vous faire ? Vous pouvez aussi l’écrire avec vos mots.")
ENTRIES = (
    ("book_meal", N_("Réserver la cantine")),
    ("cancel_meal", N_("Annuler la cantine")),
    ("show_planning", N_("Voir le calendrier")),
    ("report_absence", N_("Signaler une absence")),
    ("my_absences", N_("Mes absences et justificatifs")),
    ("show_invoices", N_("Mes factures")),
    ("more", N_("Autres démarches")),
    ("talk_to_staff", N_("Écrire au service Éducation")),
)
OTHER_ENTRIES = (
    ("edit_usual_week", N_("Ma semaine habituelle")),
    ("update_health", N_("Informations santé")),
    ("ask_tariff", N_("Tarifs et simulation")),
    ("submit_qf", N_("Quotient familial")),
    ("sepa_mandate", N_("Prélèvement automatique")),
    ("tax_certificate", N_("Attestation fiscale")),
    ("update_contact", N_("Mes coordonnées")),
    ("list_requests", N_("Mes demandes")),
    ("announcements", N_("Annonces de la mairie")),
    ("practical_info", N_("Informations pratiques")),
    ("language", N_("Langue")),
    ("help", N_("Aide")),
)
"""What is asked for a few times a year: behind one more choice, so that the menu stays short."""
STAFF_ENTRIES = (
    ("roll_call", N_("Faire l’appel de la cantine")),
    ("childcare_pointing", N_("Pointer la garderie")),
    ("kitchen_counts", N_("Effectifs de la cantine")),
    ("office_queue", N_("File du service")),
    ("announce", N_("Écrire une annonce")),
    ("declare_event", N_("Déclarer un événement")),
    ("change_custody", N_("Changer la garde d’un enfant")),
    ("edit_info", N_("Informations pratiques")),
)
DINER_ENTRIES = (("own_meals", MINE), *(one for one in ENTRIES if one[0] in {"show_invoices", "more", "talk_to_staff"}))
"""For an adult who eats at the restaurants and has no child of the town."""
CUSTODY_ENTRY = ("my_days", N_("Mes jours de garde"))
"""For the parents of a child whose custody alternates."""
_CALLERS = frozenset({"childcare", "education_office", "administrator"})
WHO_SEES: Mapping[str, frozenset[str]] = {
    "roll_call": _CALLERS,
    "childcare_pointing": _CALLERS,
    "kitchen_counts": _CALLERS | {"kitchen"},
    "announce": frozenset({"education_office", "administrator"}),
    "declare_event": frozenset({"education_office", "administrator"}),
    "change_custody": frozenset({"education_office", "administrator"}),
    "edit_info": frozenset({"education_office", "administrator"}),
}
"""Which staff are shown an entry; one that is not named here is for all staff. The form itself asks for the role again."""

HELP_IN_GENERAL = N_("/menu montre les choix. /annuler abandonne ce qui est commencé. /langue change la langue.")
HELP = (
    N_("Écrivez votre demande avec vos mots, par exemple « Réserve la cantine de Léa lundi et jeudi »."),
    HELP_IN_GENERAL,
)
HELP_OF_STAFF = N_("Touchez un choix du menu, ou écrivez une de ces commandes.")
COMMANDS_OF_STAFF: Mapping[str, str] = {
    "roll_call": "/appel",
    "childcare_pointing": "/garderie",
    "kitchen_counts": "/effectifs",
    "office_queue": "/file",
    "announce": "/annonce",
    "declare_event": "/evenement",
    "change_custody": "/garde",
    "edit_info": "/infos",
}
"""What opens each entry of the staff; its words for an agent are the menu's."""
THANKS, GREETING = N_("Avec plaisir."), N_("Bonjour {name}.")
LANGUAGE = N_("Choisissez votre langue.")
LANGUAGE_SET = N_("C’est noté.")
IN_BOTH = N_("Vous pouvez écrire dans votre langue. Les réponses sont en français et en anglais.")
REACH = N_("Service Éducation : {phone}, {hours}.")
QUIET_OR_NOT = N_("Ne plus recevoir les annonces de la mairie ? Les messages sur vos demandes et vos factures continuent.")
QUIET = N_("Vous ne recevrez plus les annonces. Les messages sur vos demandes et vos factures continuent.")


@dataclass
class Menu(Flow):
    """Choisir parmi tout ce qui est possible."""

    name: ClassVar[str] = "menu"
    title: ClassVar[str] = N_("Service Éducation")
    greeting: str = ""

    def show(self, talk: Talk) -> Step:
        """Show the entries of a parent, or of the staff."""
        rows = tuple((talk.choice(key, label),) for key, label in _entries(talk))
        before = (self.greeting,) if self.greeting else ()
        return Step(Screen(talk.t(self.title), (*before, talk.t(ASK)), rows, Expect.CHOICE), "done")

    def press(self, talk: Talk, key: str) -> Step:
        """Open the chosen form."""
        known = {name for name, _ in (*ENTRIES, *OTHER_ENTRIES, *DINER_ENTRIES, CUSTODY_ENTRY, *STAFF_ENTRIES)}
        return Step(opens=key) if key in known else self.show(talk)


def _entries(talk: Talk) -> tuple[tuple[str, str], ...]:
    """Return what a parent may open, or what a member of staff may by role."""
    account = talk.account
    if account is None or account.kind != "staff":
        if eats_alone(talk):
            return DINER_ENTRIES
        alternate = alternating(talk.work, [child.id for child in access.children_of_actor(talk.work)])
        return (*ENTRIES[:-2], CUSTODY_ENTRY, *ENTRIES[-2:]) if alternate else ENTRIES
    roles = set(account.roles)
    return tuple((key, label) for key, label in STAFF_ENTRIES if key not in WHO_SEES or roles & WHO_SEES[key])


@dataclass
class Greeting(Menu):
    """Saluer, puis montrer le menu."""

    name: ClassVar[str] = "greeting"

    def fill(self, talk: Talk, reading: Reading) -> None:  # noqa: ARG002 (the form's signature)
        """Answer the greeting."""
        self.greeting = talk.t(GREETING, name=talk.account.name) if talk.account else ""


@dataclass
class OtherRequests(Menu):
    """Choisir parmi les démarches plus rares."""

    name: ClassVar[str] = "more"
    title: ClassVar[str] = N_("Autres démarches")

    def show(self, talk: Talk) -> Step:
        """Show them, and the way back."""
        rows = tuple((talk.choice(key, label),) for key, label in OTHER_ENTRIES)
        return Step(Screen(talk.t(self.title), (talk.t(ASK),), (*rows, (talk.choice(MENU_KEY, MENU),)), Expect.CHOICE), "done")


@dataclass
class Thanks(Flow):
    """Répondre à un merci."""

    name: ClassVar[str] = "thanks"
    title: ClassVar[str] = N_("Service Éducation")

    def show(self, talk: Talk) -> Step:
        """Answer in a word."""
        return Step(Screen(talk.t(self.title), (talk.t(THANKS),), ((talk.choice(MENU_KEY, MENU),),)), "done")

    def press(self, talk: Talk, key: str) -> Step:  # noqa: ARG002 (the form's signature)
        """Show the same again."""
        return self.show(talk)


@dataclass
class Help(Thanks):
    """Expliquer comment faire."""

    name: ClassVar[str] = "help"
    title: ClassVar[str] = N_("Aide")

    def show(self, talk: Talk) -> Step:
        """Explain in three sentences; to staff, name what their role may open."""
        if talk.account is not None and talk.account.kind == "staff":
            own = "\n".join(f"{COMMANDS_OF_STAFF[key]} : {talk.t(label)}" for key, label in _entries(talk))
            body: tuple[str, ...] = (talk.t(HELP_OF_STAFF), own, talk.t(HELP_IN_GENERAL))
            return Step(Screen(talk.t(self.title), body, ((talk.choice(MENU_KEY, MENU),),)), "done")
        known = contacts(talk.work)
        reach = talk.t(REACH, phone=known.get("phone", ""), hours=known.get("hours", ""))
        body = (*(talk.t(one) for one in HELP), reach)
        return Step(Screen(talk.t(self.title), body, ((talk.choice(MENU_KEY, MENU),),)), "done")


@dataclass
class StopNotifications(Thanks):
    """Ne plus recevoir les annonces."""

    name: ClassVar[str] = "stop_notifications"

    def show(self, talk: Talk) -> Step:
        """Ask once: whoever writes in a parent's name does not silence the school."""
        return Step(question(talk, self.title, (talk.t(QUIET_OR_NOT),), ((talk.choice(OK_KEY, VALIDATE, Role.PRIMARY),),)))

    def press(self, talk: Talk, key: str) -> Step:
        """Note the wish."""
        if key != OK_KEY or talk.account is None:
            return cancelled(talk) if key == CANCEL_KEY else self.show(talk)
        return self._quiet(talk, talk.account)

    def _quiet(self, talk: Talk, account: Account) -> Step:
        account.preferences = {**account.preferences, ANNOUNCEMENTS: False}
        return Step(Screen(talk.t(self.title), (talk.t(QUIET),), ((talk.choice(MENU_KEY, MENU),),)), "done")


@dataclass
class Unsubscribe(StopNotifications):
    """Ne plus recevoir les annonces, par le lien que les programmes de courriel montrent au-dessus d’elles."""

    name: ClassVar[str] = "unsubscribe"

    def show(self, talk: Talk) -> Step:
        """Note the wish at once where the door vouches for who wrote: mail programs send one message and show no answer."""
        sure = talk.account is not None and talk.incoming.unsubscribes and talk.work.actor.assurance >= Assurance.LINKED
        return self._quiet(talk, talk.account) if sure and talk.account is not None else super().show(talk)


@dataclass
class Language(Flow):
    """Changer de langue."""

    name: ClassVar[str] = "language"
    title: ClassVar[str] = N_("Langue")

    def show(self, talk: Talk) -> Step:
        """Show each language in its own words."""
        rows = tuple((Choice(f"l-{one}", OWN_NAMES[one]),) for one in OWN_NAMES)
        return Step(Screen(talk.t(self.title), (talk.t(LANGUAGE),), (*rows, (talk.choice(MENU_KEY, MENU),)), Expect.CHOICE), "done")

    def press(self, talk: Talk, key: str) -> Step:
        """Set the language; the answer is in the new one."""
        chosen = key.removeprefix("l-")
        if talk.account is None or chosen not in OWN_NAMES:
            return self.show(talk)
        talk.account.language = chosen
        words = Translator(chosen)
        body = (words.t(LANGUAGE_SET),) if chosen in LANGUAGES else (words.t(LANGUAGE_SET), words.t(IN_BOTH))
        return Step(Screen(words.t(self.title), body, ((Choice(MENU_KEY, words.t(MENU)),),)), "done")
