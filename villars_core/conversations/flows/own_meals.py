"""The meals of an adult who eats at the town's restaurants: the days of two weeks, ticked, shown again, then noted."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from villars_core.adult_meals import actions, queries
from villars_core.adult_meals.queries import DinerCard, SiteDays
from villars_core.conversations.flows.base import CANCEL_KEY, GIVE_UP, MENU, MENU_KEY, OK_KEY, VALIDATE, Flow, Step, Talk, cancelled
from villars_core.families import access
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.reservations.rules import in_time
from villars_core.understanding import Intent, Reading

SHOWN, FAR = timedelta(days=13), timedelta(days=120)
FAMILIES_FORMS = frozenset({"book_meal", "cancel_meal", "show_planning", "meal_calendar"})
"""What an adult without a child of the town asks for in a parent's words is about the own meals."""
HEAD = N_("Vos repas, {site}. Touchez un jour pour réserver ou annuler, puis validez.")
FIXED = N_("Déjà réservés, et qui ne peuvent plus changer ici : {days}.")
UNTIL = N_("Premier jour que vous pouvez encore changer : {day}, jusqu’au {limit}.")
ADDED, REMOVED = N_("À réserver : {days}."), N_("À annuler : {days}.")
NOTED, BOOKED, CANCELLED = N_("C’est noté."), N_("Réservé : {days}."), N_("Annulé : {days}.")
CLOSED_DAYS = N_("Pas de repas, ou trop tard : {days}.")
NOTHING = N_("Aucun jour ne peut changer ici pour le moment.")
NEXT, BEFORE, MINE = N_("Suite ›"), N_("‹ Avant"), N_("Mes repas d’adulte")


@dataclass
class OwnMeals(Flow):
    """Réserver ou annuler ses propres repas, pour un adulte qui mange au restaurant scolaire."""

    name: ClassVar[str] = "own_meals"
    title: ClassVar[str] = MINE
    wanted: dict[str, bool] = field(default_factory=dict)
    first: str = ""
    refused: list[str] = field(default_factory=list)
    """The days that were named and cannot change."""

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Tick the days that were named; nothing is noted before it is validated."""
        card = queries.diner_of_actor(talk.work)
        if card is None:
            return
        days, eats = _changeable(talk, card), reading.intent is not Intent.CANCEL_MEAL
        self.wanted |= {day.isoformat(): eats for day in reading.days if day in days}
        named = {*reading.days, *(one.day for one in reading.dropped if one.reason != "excluded")}
        self.refused = [day.isoformat() for day in sorted(named - set(days))]

    def show(self, talk: Talk) -> Step:
        """Show two weeks of days that may still change, what is ticked, and what was asked for and cannot be."""
        card = queries.diner_of_actor(talk.work)
        if card is None:
            return Step(opens="menu")
        days = _changeable(talk, card)
        first = date.fromisoformat(self.first) if self.first else min(days, default=talk.work.today)
        shown = [day for day in days if first <= day <= first + SHOWN]
        eats = set(queries.meals_between(talk.work, card.id, talk.work.today, talk.work.today + FAR))
        fixed = sorted(day for day in eats if day not in days)
        body = [talk.t(HEAD, site=card.site), *([talk.t(FIXED, days=fixed)] if fixed else []), *self._limit(talk, card, days)]
        body += self._ticked(talk, eats)
        body += [talk.t(CLOSED_DAYS, days=[date.fromisoformat(one) for one in self.refused])] if self.refused else []
        rows: list[tuple[Choice, ...]] = [(self._tick(talk, day, is_eating=day in eats),) for day in shown]
        later = [day for day in days if day > first + SHOWN]
        earlier = [day for day in days if day < first]
        back = max(min(days, default=first), first - SHOWN - timedelta(days=1))
        rows += [(talk.choice(f"f-{back.isoformat()}", BEFORE),)] if earlier else []
        rows += [(talk.choice(f"f-{later[0].isoformat()}", NEXT),)] if later else []
        rows += [(talk.choice(OK_KEY, VALIDATE, Role.PRIMARY),)] if self._changes(eats) else []
        rows.append((talk.choice(CANCEL_KEY, GIVE_UP, Role.CANCEL), talk.choice(MENU_KEY, MENU)))
        return Step(Screen(talk.t(self.title), tuple(body), tuple(rows), Expect.DAYS))

    def press(self, talk: Talk, key: str) -> Step:
        """Tick a day, turn to other weeks, or note what is ticked."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY and self.wanted:
            return self._noted(talk)
        self.refused = []
        if key.startswith("f-"):
            self.first = key.removeprefix("f-")
        elif key[:2] in {"e-", "n-"}:
            self.wanted[key[2:]] = key[0] == "e"
        return self.show(talk)

    def _noted(self, talk: Talk) -> Step:
        card = queries.diner_of_actor(talk.work)
        if card is None:
            return Step(opens="menu")
        done = actions.set_meals(talk.work, card.id, {date.fromisoformat(day): eats for day, eats in self.wanted.items()})
        body = [talk.t(NOTED)]
        body += [talk.t(BOOKED, days=list(done.added))] if done.added else []
        body += [talk.t(CANCELLED, days=list(done.removed))] if done.removed else []
        return Step(Screen(talk.t(self.title), tuple(body), ((talk.choice(MENU_KEY, MENU),),)), "done")

    def _changes(self, eats: set[date]) -> dict[date, bool]:
        """Return what is ticked and is not so yet."""
        wanted = {date.fromisoformat(day): eats_then for day, eats_then in self.wanted.items()}
        return {day: eats_then for day, eats_then in sorted(wanted.items()) if eats_then is not (day in eats)}

    def _limit(self, talk: Talk, card: DinerCard, days: list[date]) -> list[str]:
        if not days:
            return [talk.t(NOTHING)]
        return [talk.t(UNTIL, day=days[0], limit=queries.days_of_site(talk.work, card.site_id).last_minute(days[0]))]

    def _ticked(self, talk: Talk, eats: set[date]) -> list[str]:
        changes = self._changes(eats)
        added, removed = [day for day, one in changes.items() if one], [day for day, one in changes.items() if not one]
        said = [talk.t(ADDED, days=added)] if added else []
        return [*said, *([talk.t(REMOVED, days=removed)] if removed else [])]

    def _tick(self, talk: Talk, day: date, *, is_eating: bool) -> Choice:
        """Return the button of a day, which sets the other state than the one that is shown."""
        ticked = self.wanted.get(day.isoformat(), is_eating)
        return Choice(f"{'n' if ticked else 'e'}-{day.isoformat()}", f"{'✓' if ticked else '○'} {talk.work.translator.short_day(day)}")


def eats_alone(talk: Talk) -> bool:
    """Tell whether the acting adult eats at the restaurants and has no child of the town."""
    return not access.children_of_actor(talk.work) and queries.diner_of_actor(talk.work) is not None


def _changeable(talk: Talk, card: DinerCard) -> list[date]:
    """Return the days of the next months that the adult may still change."""
    site: SiteDays = queries.days_of_site(talk.work, card.site_id)
    days = (talk.work.today + timedelta(days=number) for number in range(FAR.days))
    return [day for day in days if card.eats_on(day) and site.is_open(day) and in_time(talk.work.now, site.last_minute(day))]
