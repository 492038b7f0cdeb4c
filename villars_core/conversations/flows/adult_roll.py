"""The adults at a restaurant in the bot: who of the teachers and staff eats today, set by a tap, before or at the roll."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from villars_core.adult_meals import actions, queries
from villars_core.adult_meals.queries import DinerCard
from villars_core.conversations.flows.base import BACK_KEY, CANCEL_KEY, MENU, MENU_KEY, Flow, Step, Talk, cancelled
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Role, Screen

PAGE = 30
TAP = N_("Adultes, {site}, {day}. Touchez un adulte qui mange ; touchez encore s’il ne mange pas.")
WHICH, CLOSED = N_("{day} : quel restaurant ?"), N_("Pas de cantine {day}.")
NOBODY = N_("Aucun adulte n’est inscrit pour ce jour. Le service Éducation les inscrit.")
MORE, NEXT, BEFORE, BACK = N_("Un adulte d’un autre restaurant"), N_("Suite ›"), N_("‹ Avant"), N_("Retour")


@dataclass
class AdultRoll(Flow):
    """Noter les repas des adultes d’un restaurant."""

    name: ClassVar[str] = "adult_roll"
    title: ClassVar[str] = N_("Repas des adultes")
    staff_roles: ClassVar[frozenset[str]] = frozenset(actions.POINTERS)
    day: str = ""
    site_id: int = 0
    adds: bool = False
    page: int = 0

    def show(self, talk: Talk) -> Step:
        """Show who may eat there, with who does."""
        talk.work.actor.require(*actions.POINTERS)
        self.day = self.day or talk.work.today.isoformat()
        day = date.fromisoformat(self.day)
        if not self.site_id:
            return Step(self._sites(talk, day))
        site = queries.days_of_site(talk.work, self.site_id)
        eating = queries.eaters(talk.work, day)
        everybody = queries.diners(talk.work, day)
        cards = [one for one in everybody if self._is_here(one, eating) is not self.adds]
        counted = talk.work.translator.n("{count} adulte mange.", "{count} adultes mangent.", list(eating.values()).count(self.site_id))
        body = (talk.t(TAP, site=site.site, day=day), counted) if everybody else (talk.t(NOBODY),)
        taps = [self._tap(one, is_eating=eating.get(one.id) == self.site_id) for one in cards]
        rows = self._paged(talk, taps)
        rows += [] if self.adds else [(talk.choice("more", MORE),)]
        rows.append((talk.choice(BACK_KEY, BACK, Role.BACK), talk.choice(MENU_KEY, MENU)))
        return Step(Screen(talk.t(self.title), body, tuple(rows), Expect.CHOICE))

    def press(self, talk: Talk, key: str) -> Step:
        """Set whether an adult eats; the same tap again sets the same."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key[:2] == "s-" and key[2:].isdigit():
            self.site_id = int(key[2:])
        elif key == BACK_KEY and not self.adds:
            return Step(opens="roll_call", facts={"day": self.day})
        elif key in {BACK_KEY, "more"}:
            self.adds, self.page = key == "more", 0
        elif key[:2] == "p-" and key[2:].isdigit():
            self.page = int(key[2:])
        elif key[:2] in {"e-", "n-"} and key[2:].isdigit():
            actions.set_meals(talk.work, int(key[2:]), {date.fromisoformat(self.day): key[0] == "e"}, self.site_id)
            self.adds = False
        return self.show(talk)

    def _sites(self, talk: Talk, day: date) -> Screen:
        """Ask which restaurant, of those where somebody eats that day."""
        found = queries.open_sites(talk.work, day)
        rows = tuple((Choice(f"s-{one.site_id}", one.site),) for one in found)
        body = talk.t(WHICH if found else CLOSED, day=day)
        return Screen(talk.t(self.title), (body,), (*rows, (talk.choice(MENU_KEY, MENU),)), Expect.CHOICE)

    def _is_here(self, card: DinerCard, eating: dict[int, int]) -> bool:
        """Tell whether an adult eats here, or usually does and not elsewhere today."""
        return eating.get(card.id, card.site_id) == self.site_id

    def _tap(self, card: DinerCard, *, is_eating: bool) -> Choice:
        """Return the button of an adult, which sets the other state."""
        return Choice(f"{'n' if is_eating else 'e'}-{card.id}", f"{'✓' if is_eating else '○'} {card.first_name} {card.last_name}"[:40])

    def _paged(self, talk: Talk, taps: list[Choice]) -> list[tuple[Choice, ...]]:
        last = max(0, (len(taps) - 1) // PAGE)
        page = min(self.page, last)
        rows: list[tuple[Choice, ...]] = [(one,) for one in taps[page * PAGE : (page + 1) * PAGE]]
        ways = (*((talk.choice(f"p-{page - 1}", BEFORE),) if page else ()), *((talk.choice(f"p-{page + 1}", NEXT),) if page < last else ()))
        return [*rows, ways] if ways else rows
