"""Every flow by its name, and the flow of each intention: the one place where a new one is added."""

import re
from collections.abc import Mapping

from villars_core.conversations.flows.absence import ReportAbsence
from villars_core.conversations.flows.activation import Activation
from villars_core.conversations.flows.adult_roll import AdultRoll
from villars_core.conversations.flows.announce import Announce
from villars_core.conversations.flows.answer_event import AnswerEvent
from villars_core.conversations.flows.base import Flow, Talk
from villars_core.conversations.flows.calendar import MealCalendar
from villars_core.conversations.flows.childcare import ChildcarePointing
from villars_core.conversations.flows.childcare_times import ChildcareTimes
from villars_core.conversations.flows.consent import QuotientConsent
from villars_core.conversations.flows.contact import UpdateContact
from villars_core.conversations.flows.custody import ChangeCustody
from villars_core.conversations.flows.event import DeclareEvent
from villars_core.conversations.flows.health import HealthOfChild
from villars_core.conversations.flows.information import EditInfo, PracticalInfo
from villars_core.conversations.flows.invoices import PayInvoice, ShowInvoices
from villars_core.conversations.flows.justify import JustifyAbsence, MyAbsences
from villars_core.conversations.flows.kitchen import KitchenCounts
from villars_core.conversations.flows.mandate import SepaMandate
from villars_core.conversations.flows.meals import BookMeals, CancelMeals
from villars_core.conversations.flows.menu import (
    Greeting,
    Help,
    Language,
    Menu,
    OtherRequests,
    StopNotifications,
    Thanks,
    Unsubscribe,
)
from villars_core.conversations.flows.my_days import MyDays
from villars_core.conversations.flows.my_receipts import MyReceipts
from villars_core.conversations.flows.nudges import StartNudges, StopNudges, UsualWeek
from villars_core.conversations.flows.office import TalkToStaff
from villars_core.conversations.flows.own_meals import FAMILIES_FORMS, OwnMeals, eats_alone
from villars_core.conversations.flows.place import DeclinePlace, TakePlace
from villars_core.conversations.flows.planning import ShowPlanning
from villars_core.conversations.flows.queue import OfficeQueue
from villars_core.conversations.flows.quotient import SubmitQuotient
from villars_core.conversations.flows.roll_call import RollCallForm
from villars_core.conversations.flows.second_person import SecondPerson
from villars_core.conversations.flows.stepup import StepUp
from villars_core.conversations.flows.tariff import AskTariff
from villars_core.conversations.flows.tax import TaxCertificate
from villars_core.conversations.flows.told import Announcements, MyRequests
from villars_core.conversations.flows.usual_week import EditUsualWeek
from villars_core.errors import NotAllowed
from villars_core.i18n import N_

FLOWS: Mapping[str, type[Flow]] = {
    flow.name: flow
    for flow in (
        Activation,
        AdultRoll,
        Announce,
        Announcements,
        AnswerEvent,
        AskTariff,
        BookMeals,
        CancelMeals,
        ChangeCustody,
        ChildcarePointing,
        ChildcareTimes,
        DeclareEvent,
        DeclinePlace,
        EditInfo,
        EditUsualWeek,
        Greeting,
        HealthOfChild,
        Help,
        JustifyAbsence,
        KitchenCounts,
        Language,
        MealCalendar,
        Menu,
        MyAbsences,
        MyDays,
        MyReceipts,
        MyRequests,
        OfficeQueue,
        OtherRequests,
        OwnMeals,
        PayInvoice,
        PracticalInfo,
        QuotientConsent,
        ReportAbsence,
        RollCallForm,
        SecondPerson,
        SepaMandate,
        ShowInvoices,
        ShowPlanning,
        StepUp,
        StartNudges,
        StopNotifications,
        StopNudges,
        SubmitQuotient,
        TakePlace,
        TalkToStaff,
        TaxCertificate,
        Thanks,
        Unsubscribe,
        UpdateContact,
        UsualWeek,
    )
}

COMMANDS: Mapping[str, str] = {
    "/menu": "menu",
    "/start": "menu",
    "/aide": "help",
    "/help": "help",
    "/langue": "language",
    "/language": "language",
    "/reserver": "book_meal",
    "/planning": "show_planning",
    "/repas": "own_meals",
    "/calendrier": "meal_calendar",
    "/mesjours": "my_days",
    "/semaine": "edit_usual_week",
    "/sante": "update_health",
    "/absence": "report_absence",
    "/justifier": "justify_absence",
    "/absences": "my_absences",
    "/demandes": "list_requests",
    "/annonces": "announcements",
    "/factures": "show_invoices",
    "/payer": "pay_invoice",
    "/recus": "my_receipts",
    "/tarifs": "ask_tariff",
    "/quotient": "submit_qf",
    "/agent": "talk_to_staff",
    "/attestation": "tax_certificate",
    "/coordonnees": "update_contact",
    "/prelevement": "sepa_mandate",
    "/annonce": "announce",
    "/evenement": "declare_event",
    "/confirmer": "second_person",
    "/garde": "change_custody",
    "/infos": "edit_info",
    "/file": "office_queue",
    "/appel": "roll_call",
    "/adultes": "adult_roll",
    "/garderie": "childcare_pointing",
    "/heures": "childcare_times",
    "/effectifs": "kitchen_counts",
}
FOR_ALL = frozenset(
    {"activation", "ask_tariff", "greeting", "help", "language", "menu", "practical_info", "step_up", "talk_to_staff", "thanks"}
)
"""Forms of families that staff open too; their own name their roles."""
OF_FAMILIES = N_("C’est une demande des familles. Voici ce que vous pouvez faire.")
WORDS_OF_STAFF = tuple(
    (name, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for name, words in (
        ("second_person", r"confirmer|deuxi[eè]me personne"),
        ("declare_event", "gr[eè]ve|fermeture|fermer|sortie|[eé]v[eé]nement"),
        ("announce", "annonce|pr[eé]venir"),
        ("edit_info", "infos?\\b|informations? pratiques?|publier"),
        ("change_custody", r"altern\w+|garde d"),
        ("childcare_pointing", "garderie|pointage|pointer"),
        ("adult_roll", "adultes?|enseignante?s?|institutrices?|instituteurs?"),
        ("roll_call", "appel"),
        ("office_queue", r"file\b|demandes?\b|en attente"),
        ("kitchen_counts", "effectif|combien|couvert|repas|mang|feuille|commande"),
    )
)
"""Words by which staff name their own forms, the rarest first. What families ask for is read by `understanding`."""
GIVING_UP = frozenset({"/annuler", "/cancel", "/stop"})


def flow_for(intent: str) -> type[Flow]:
    """Return the flow of an intention; what has none yet is passed on to the office, with the person's words."""
    return FLOWS.get(intent, TalkToStaff)


def fit_for(talk: Talk, flow: Flow) -> Flow:
    """Return a form where it is meant for who asks: a parent gets the menu for what is the staff's, and staff for what is a family's.

    What staff ask for in words is one of their own forms: who asks when somebody eats, asks how many eat.
    """
    actor = talk.work.actor
    if not actor.is_staff:
        if flow.name in FAMILIES_FORMS and eats_alone(talk):
            return OwnMeals()
        return Menu() if flow.staff_roles else flow
    if not talk.incoming.text.startswith("/") and not flow.staff_roles:
        flow = said_by_staff(talk) or flow
    if flow.staff_roles and not actor.roles & (flow.staff_roles | {"administrator"}):
        return Menu(greeting=talk.t(NotAllowed.template))
    if flow.staff_roles or flow.name in FOR_ALL:
        return flow
    return Menu(greeting=talk.t(OF_FAMILIES))


def said_by_staff(talk: Talk) -> Flow | None:
    """Return the staff's form that some words name; None where they name none."""
    text = talk.incoming.text
    return next((FLOWS[name]() for name, words in WORDS_OF_STAFF if words.search(text)), None)
