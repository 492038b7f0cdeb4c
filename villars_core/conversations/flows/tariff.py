"""What it would cost: in words or with buttons, for one's own children or in general; the prices of the bill, on a year's calendar."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from villars_core.conversations.flows.base import CANCEL_KEY, MENU, MENU_KEY, Flow, Step, Talk, cancelled, question
from villars_core.conversations.flows.invoices_told import reasons_told
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_, Amount
from villars_core.notifications.screens import Choice, Expect, Screen
from villars_core.school_calendar.queries import CANTEEN, opening_days
from villars_core.school_calendar.rules import OpeningDays
from villars_core.schools.queries import class_of, rules_in_force
from villars_core.tariffs.actions import LARGEST, household_of_actor
from villars_core.tariffs.queries import Usage, home_prices
from villars_core.tariffs.rules import Situation, tariff_for
from villars_core.tariffs.simulation import BY_TIME, MONTH_UNIT, Cost, days_taken, months_of, simulate
from villars_core.understanding import Reading
from villars_core.understanding.figures import days_a_week, quotient_said

ASK_QUOTIENT = N_("Avec quel quotient familial ? Écrivez par exemple « 620 ».")
FOR_CHILD, IN_GENERAL = N_("{child}, {activity}, {days}"), N_("{activity}, {days}")
WITH_QUOTIENT = N_("avec un quotient de {quotient}")
EACH = N_("{children} (pour chaque enfant)")
HEAD = N_("{what} :")
BY_UNIT = N_("L’unité : {price}")
UNITS = {
    "meal": N_("Un repas : {price}"),
    "session": N_("Une séance : {price}"),
    "half_hour": N_("Une demi-heure commencée : {price}"),
    "quarter_hour": N_("Un quart d’heure commencé : {price}"),
}
EVENING = N_("Un soir jusqu’à la fermeture ({count} unités) : {amount}")
MONTH = N_("Un mois, en moyenne {days} jours : {amount}")
FLAT_MONTH = N_("Un mois : {amount}")
YEAR = N_("L’année scolaire, {days} jours : {amount}")
FLAT_YEAR = N_("L’année scolaire : {amount}")
TOGETHER = N_("Ensemble : {month} par mois, {year} par année scolaire.")
ESTIMATE = N_("C’est une estimation. Les prix sont ceux de la facture, le nombre de jours vient du calendrier scolaire.")
NO_YEAR = N_("Le calendrier scolaire n’est pas encore connu.")
OTHER_QUOTIENT, GENERAL, OWN = N_("Avec un autre quotient"), N_("En général"), N_("Pour mes enfants")
NO_QUOTIENT, SEND = N_("Sans quotient"), N_("Donner mon quotient")
UNKNOWN, WITHOUT = -1, -2


@dataclass(frozen=True)
class _Simulated:
    """One person's cost: a child's, or anybody's where `child` is empty."""

    child: str
    cost: Cost


@dataclass
class AskTariff(Flow):
    """Simuler un prix. `quotient`: -1 stands for the family's own, -2 for none; `a_week`: days a week, 0 for all of them."""

    name: ClassVar[str] = "ask_tariff"
    title: ClassVar[str] = N_("Tarifs")
    activity: str = CANTEEN
    children: list[int] = field(default_factory=list)
    general: bool = False
    quotient: int = UNKNOWN
    a_week: int = 0
    asks: bool = False

    def takes_free_text(self) -> bool:
        """Take any words as the quotient, once it is asked for."""
        return self.asks

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the activity, the children, the quotient and the days a week that were named."""
        text = talk.incoming.text
        self.activity = "childcare" if reading.activity == "childcare" or _names_childcare(talk, text) else self.activity
        mine = {child.id for child in access.children_of_actor(talk.work)}
        self.children = [key for key in reading.children if key in mine] or self.children
        said = quotient_said(text)
        if said is not None and said <= LARGEST:
            self.quotient, self.asks = said, False
        self.a_week = days_a_week(text) or self.a_week

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the bare number that was asked for."""
        plain = text.strip().replace(" ", "").removesuffix("€")
        if self.asks and plain.isdecimal() and int(plain[:6]) <= LARGEST and len(plain) <= len(str(LARGEST)):
            self.quotient, self.asks = int(plain), False
        return super().say(talk, text, reading)

    def show(self, talk: Talk) -> Step:
        """Show what it costs, or ask for the quotient."""
        kids = [] if self.general else self._kids(talk)
        if self.asks or (not kids and self.quotient == UNKNOWN):
            self.asks = True
            return Step(question(talk, self.title, (talk.t(ASK_QUOTIENT),), ((talk.choice("none", NO_QUOTIENT),),), Expect.TEXT))
        calendar = opening_days(talk.work, _school_of(talk, kids), self.activity)
        days = _year(calendar, talk.work.today)
        if not days:
            return Step(Screen(talk.t(self.title), (talk.t(NO_YEAR),), ((talk.choice(MENU_KEY, MENU),),)), "done")
        most = len({one.isoweekday() for one in days})
        self.a_week = min(self.a_week or most, most)
        found = self._simulated(talk, kids, days)
        body = [self._told(talk, one) for one in _alike(talk, found)]
        if len(found) > 1:
            month, year = sum(one.cost.month for one in found), sum(one.cost.year for one in found)
            body.append(talk.t(TOGETHER, month=Amount(month), year=Amount(year)))
        return Step(Screen(talk.t(self.title), (*body, talk.t(ESTIMATE)), self._rows(talk, most, kids), Expect.CHOICE))

    def press(self, talk: Talk, key: str) -> Step:
        """Set the days, the activity, for whom, or the quotient."""
        self.asks = False
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == "send":
            return Step(opens="submit_qf")
        if key in {"general", "own"}:
            self.general = key == "general"
        elif key == "other":
            self.asks = True
        elif key == "none":
            self.quotient = WITHOUT
        elif key.startswith("d") and key[1:].isdigit():
            self.a_week = int(key[1:])
        elif key.startswith("a-"):
            self.activity = next((one.code for one in rules_in_force(talk.work).activities if one.code == key[2:]), self.activity)
            self.a_week = 0
        return self.show(talk)

    def _kids(self, talk: Talk) -> list[Child]:
        mine = access.children_of_actor(talk.work)
        return [one for one in mine if one.id in self.children] or mine

    def _simulated(self, talk: Talk, kids: Sequence[Child], days: Sequence[date]) -> list[_Simulated]:
        """Return the cost of each child, or of anybody; a quotient that was said takes the place of the family's own."""
        rules, today = rules_in_force(talk.work), talk.work.today
        taken, months = days_taken(days, self.a_week), months_of(days)
        if not kids:
            asked = Situation(self.activity, today, self.quotient if self.quotient >= 0 else None)
            return [_Simulated("", simulate(rules, asked, taken, months))]
        home = household_of_actor(talk.work).id
        prices = home_prices(talk.work, home, today, today)
        found = []
        for child in kids:
            asked = prices.situation(Usage(child.id, home, self.activity), today)
            if self.quotient != UNKNOWN:
                asked = replace(asked, quotient=self.quotient if self.quotient >= 0 else None)
            found.append(_Simulated(child.first_name, simulate(rules, asked, taken, months)))
        return found

    def _told(self, talk: Talk, one: _Simulated) -> str:
        words, cost = talk.work.translator, one.cost
        name = next((known.name for known in rules_in_force(talk.work).activities if known.code == self.activity), self.activity)
        days = words.n("{count} jour par semaine", "{count} jours par semaine", self.a_week)
        head = talk.t(FOR_CHILD if one.child else IN_GENERAL, child=one.child, activity=name, days=days)
        if self.quotient >= 0:
            head = f"{head}, {talk.t(WITH_QUOTIENT, quotient=self.quotient)}"
        if cost.price.unit == MONTH_UNIT:
            lines = [talk.t(FLAT_MONTH, amount=Amount(cost.month)), talk.t(FLAT_YEAR, amount=Amount(cost.year))]
        else:
            lines = [talk.t(UNITS.get(cost.price.unit, BY_UNIT), price=Amount(cost.price.cents))]
            if cost.price.unit in BY_TIME:
                lines.append(talk.t(EVENING, count=cost.units, amount=Amount(cost.day)))
            lines.append(talk.t(MONTH, days=cost.days_of_month, amount=Amount(cost.month)))
            lines.append(talk.t(YEAR, days=cost.days_of_year, amount=Amount(cost.year)))
        why = [f"· {line}" for line in reasons_told(words, cost.price.reasons, figure=self.quotient >= 0)]
        return "\n".join([talk.t(HEAD, what=head), *lines, *why])

    def _rows(self, talk: Talk, most: int, kids: Sequence[Child]) -> tuple[tuple[Choice, ...], ...]:
        words, rules = talk.work.translator, rules_in_force(talk.work)
        count = tuple(Choice(f"d{one}", words.n("{count} jour", "{count} jours", one)) for one in range(1, most + 1) if one != self.a_week)
        others = tuple(
            Choice(f"a-{one.code}", one.name)
            for one in rules.activities
            if one.code != self.activity and tariff_for(rules, one.code, talk.work.today) is not None
        )
        whom = (talk.choice("general", GENERAL),) if kids else (talk.choice("own", OWN),) if access.children_of_actor(talk.work) else ()
        send = (talk.choice("send", SEND),) if kids else ()
        rows = (count, others, (talk.choice("other", OTHER_QUOTIENT), *whom), (*send, talk.choice(MENU_KEY, MENU)))
        return tuple(row for row in rows if row)


def _alike(talk: Talk, found: Sequence[_Simulated]) -> list[_Simulated]:
    """Tell children whose cost is the same together: "Léa et Tom"."""
    costs: list[tuple[Cost, list[str]]] = []
    for one in found:
        names = next((names for cost, names in costs if cost == one.cost), None)
        if names is None:
            costs.append((one.cost, [one.child]))
        else:
            names.append(one.child)
    words = talk.work.translator
    return [_Simulated(talk.t(EACH, children=words.listed(names)) if len(names) > 1 else names[0], cost) for cost, names in costs]


def _school_of(talk: Talk, kids: Sequence[Child]) -> int | None:
    found = class_of(talk.work, kids[0].class_id) if kids else None
    return found.school_id if found else None


def _year(calendar: OpeningDays, today: date) -> list[date]:
    """Return the days of service of the school year of today, or of the next one."""
    year = next((one for one in sorted(calendar.years, key=lambda known: known.first) if one.last >= today), None)
    return [] if year is None else calendar.open_days(year.first, year.last)


def _names_childcare(talk: Talk, text: str) -> bool:
    """Tell whether words name the childcare as the town does."""
    names = {one.name.casefold() for one in rules_in_force(talk.work).activities if one.code == "childcare"} | {"garderie", "childcare"}
    return any(name in text.casefold() for name in names)
