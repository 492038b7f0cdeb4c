"""What parents are told of an event: one message an adult, with their own children and days, and the question where there is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from villars_core.accounts.models import Account
from villars_core.accounts.queries import staff_accounts
from villars_core.announcements.event_queries import Pupil, accounts_by_guardian, adults_of, children_in, days_of, scope_of
from villars_core.announcements.models import Event, EventMeal
from villars_core.i18n import N_, Translator
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Offer, Role, Screen
from villars_core.reservations.batches import Meal
from villars_core.work import Work

TITLES = {
    "closure": N_("Fermeture"),
    "strike": N_("Grève"),
    "teacher": N_("Enseignant absent"),
    "trip": N_("Sortie scolaire"),
    "transport": N_("Transport scolaire"),
}
FACTS = {
    "closure": N_("Pas d’accueil pour {child} : {days}."),
    "strike": N_("Grève annoncée, {child} est concerné(e) : {days}."),
    "teacher": N_("L’enseignant de {child} est absent et n’est pas remplacé : {days}."),
    "trip": N_("La classe de {child} est en sortie : {days}."),
    "transport": N_("Le transport scolaire ne passe pas pour {child} : {days}."),
}
PARTS = {"morning": N_("Le matin seulement."), "noon": N_("À midi seulement."), "evening": N_("Le soir seulement.")}
CANCELLED = N_("Le repas est annulé et ne vous sera pas facturé : {days}.")
EXCUSED = N_("Le repas n’est pas servi : {days}. Il est décompté selon la règle de la ville.")
KEPT = N_("Le repas reste réservé : {days}.")
ASKED = N_("Un repas est réservé : {days}. Gardez-vous votre enfant, ou vient-il manger ? Sans réponse, le repas reste réservé.")
HOME, COMES, EACH = N_("Je garde mon enfant"), N_("Mon enfant vient"), N_("Répondre enfant par enfant")
WITHDRAWN = N_("Ce message corrige le précédent : « {title} » n’a plus lieu pour {child} : {days}.")
RESTORED = N_("Le repas est de nouveau réservé : {days}.")
LOST = N_("Le repas n’a pas pu être réservé de nouveau : {days}. Vous pouvez le réserver si le délai le permet.")
_EFFECTS = {"cancel": CANCELLED, "excuse": EXCUSED, "keep": KEPT, "choice": ASKED}

OFFICE = "education_office"
SECOND_TITLE, LOOK = N_("Événement à confirmer"), N_("Regarder et décider")
SECOND = N_("Cet événement touche beaucoup d’enfants : il attend que vous, ou une autre personne du service, le confirmiez.")


@dataclass(frozen=True)
class _Told:
    """One adult: the account, and the children with their days."""

    account: Account
    children: Mapping[int, list[date]]


def tell(work: Work, event: Event, pupils: Sequence[Pupil], meals: Sequence[Meal]) -> int:
    """Tell every adult of the event's children, once, of their own days; return how many are told."""
    names = {one.id: one.first_name for one in pupils}
    booked: dict[int, set[date]] = {}
    for meal in meals:
        booked.setdefault(meal.child_id, set()).add(meal.day)
    told = _everybody(work, pupils, days_of(event))
    for one in told:
        words = Translator(one.account.language)
        body = [event.words] if event.words else []
        for child_id, days in one.children.items():
            own = sorted(booked.get(child_id, set()) & set(days))
            lines = [words.t(FACTS[event.kind], child=names[child_id], days=days)]
            lines += [words.t(PARTS[event.part])] if event.part in PARTS else []
            lines += [words.t(_EFFECTS[event.effect], days=own)] if own else []
            body.append("\n".join(lines))
        asked = [child_id for child_id, days in one.children.items() if booked.get(child_id, set()) & set(days)]
        offers = _offers(words, event, asked) if event.effect == "choice" and asked else ()
        _post(work, event, one, Screen(words.t(TITLES[event.kind]), tuple(body)), offers)
    return len(told)


def tell_withdrawn(work: Work, event: Event, rows: Sequence[EventMeal]) -> int:
    """Tell the adults of an event that it does not take place, and which meals are booked again; return how many are told."""
    pupils = children_in(work, scope_of(event))
    names = {one.id: one.first_name for one in pupils}
    told = _everybody(work, pupils, days_of(event))
    for one in told:
        words = Translator(one.account.language)
        body = []
        for child_id, days in one.children.items():
            mine = [row for row in rows if row.child_id == child_id and row.day in days]
            lines = [words.t(WITHDRAWN, title=words.t(TITLES[event.kind]), child=names[child_id], days=days)]
            for state, template in (("restored", RESTORED), ("lost", LOST)):
                found = [row.day for row in mine if row.state == state]
                lines += [words.t(template, days=found)] if found else []
            body.append("\n".join(lines))
        _post(work, event, one, Screen(words.t(TITLES[event.kind]), tuple(body)), ())
    return len(told)


def _everybody(work: Work, pupils: Sequence[Pupil], days: Sequence[date]) -> list[_Told]:
    accounts = accounts_by_guardian(work)
    found = adults_of(work, pupils, days)
    return [_Told(accounts[guardian], own) for guardian, own in sorted(found.items()) if guardian in accounts]


def _offers(words: Translator, event: Event, asked: Sequence[int]) -> tuple[Offer, ...]:
    facts = {"event": event.id, "children": list(asked)}
    offers = (
        Offer("home", words.t(HOME), "answer_event", {**facts, "choice": "home"}),
        Offer("comes", words.t(COMES), "answer_event", {**facts, "choice": "comes"}),
    )
    return offers if len(asked) == 1 else (*offers, Offer("each", words.t(EACH), "answer_event", facts, Role.BACK))


def _post(work: Work, event: Event, to: _Told, screen: Screen, offers: tuple[Offer, ...]) -> None:
    days = sorted({day.isoformat() for own in to.children.values() for day in own})
    post(
        work,
        Notice(
            screen,
            "event",
            to.account.id,
            language=to.account.language,
            offers=offers,
            about={"children": list(to.children), "days": days},
            business_key=f"event/{event.id}/{event.state}/{to.account.id}",
            thread=f"e{event.id}",
        ),
    )


def tell_second_persons(work: Work, event: Event, summary: str) -> None:
    """Tell the others of the office that an event waits for one of them; not the one who prepared it."""
    for account in staff_accounts(work, OFFICE):
        if account.id == event.prepared_by:
            continue
        words = Translator(account.language)
        screen = Screen(words.t(SECOND_TITLE), (words.t(SECOND), summary))
        offers = (Offer("look", words.t(LOOK), "second_person", {"event": event.id}, Role.PRIMARY),)
        key = f"second/{event.id}/{account.id}"
        post(
            work,
            Notice(screen, "second_person", account.id, language=account.language, offers=offers, business_key=key, thread=f"e{event.id}"),
        )
