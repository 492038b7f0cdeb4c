"""The office declares a closure, a strike, an absent teacher, a trip, a transport that fails: what it touches is shown, then it acts."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from villars_core.announcements import event_actions
from villars_core.announcements.event_actions import EFFECTS, Draft
from villars_core.announcements.event_money import Money
from villars_core.announcements.event_notices import PARTS, TITLES
from villars_core.announcements.event_queries import NOON, Scope, answers
from villars_core.announcements.models import Event
from villars_core.conversations.flows.base import (
    BACK_KEY,
    CANCEL_KEY,
    EDIT_KEY,
    MENU,
    MENU_KEY,
    OK_KEY,
    Flow,
    Step,
    Talk,
    cancelled,
    question,
    recap_rows,
)
from villars_core.i18n import N_, Amount
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.schools.queries import classes, schools, sites
from villars_core.understanding import Reading
from villars_core.work import Work

WHAT = N_("Que se passe-t-il ?")
FOR_WHOM = N_("Pour qui ?")
TOWN, ONE_CLASS = N_("Toute la ville"), N_("Classe {name}, {school}")
CHANGE_PART, WHICH_PART = N_("Une partie du jour"), N_("Quelle partie du jour ?")
PART_LABELS = {"day": N_("Toute la journée"), "morning": N_("Le matin"), "noon": N_("À midi"), "evening": N_("Le soir")}
WHEN = N_("Quels jours ? Écrivez par exemple « jeudi » ou « du 7 au 9 décembre ».")
MEALS = N_("Que deviennent les repas réservés ?")
EFFECT_LABELS = {
    "cancel": N_("Annuler les repas"),
    "choice": N_("Demander à chaque famille"),
    "keep": N_("Garder les repas"),
    "excuse": N_("Décompter selon la règle"),
}
WORDS = N_("Écrivez en une phrase ce que les familles liront en premier.")
NO_WORDS = N_("Sans phrase")
RECAP = N_("{title} : {days}.\nPour : {scope}.")
COUNTS = N_("Enfants concernés : {children}. Repas réservés : {meals}.")
NOT_BILLED = N_("En tout {total}, dont {credited} ne seront pas facturés.")
AT_MOST = N_("En tout {total}, dont au plus {credited} ne seront pas facturés, selon ce que les familles choisissent.")
UNPRICED = N_("{count} repas n’ont pas de prix à l’unité.")
BY_HOME, BACK = N_("Voir par foyer"), N_("Retour")
OF_HOME = N_("{name} : {meals} repas, {price}")
MORE_HOMES = N_("… et {count} autres foyers. La liste entière : « villars event declare --essai ».")
SHOWN_HOMES = 20
MONEY = {
    "cancel": N_("Les repas sont annulés et ne seront pas facturés."),
    "excuse": N_("Les repas sont décomptés selon la règle de la ville."),
    "keep": N_("Les repas restent réservés et facturés."),
    "choice": N_("Chaque famille choisit ; le repas d’un enfant gardé est décompté selon la règle de la ville."),
}
DONE = N_("C’est fait, numéro {number} : {meals} repas touchés, les parents sont prévenus.")
SECOND = N_("Numéro {number} : {children} enfants sont touchés. Une autre personne du service doit confirmer dans la file.")
WITHDRAW, FOLLOW = N_("Retirer l’événement"), N_("Voir les réponses")
WITHDRAWN = N_("L’événement {number} est retiré. Les parents sont prévenus.")
ANSWERS = N_("Événement {number} : {home} gardent leur enfant, {comes} viennent, {asked} sans réponse.")
_SCOPES = {"t": "site", "s": "school", "c": "class"}


def money_lines(work: Work, money: Money, effect: str) -> list[str]:
    """Return the meals price by price with the homes that pay them, what they are worth, and how much of it would not be billed."""
    if not money.homes and not money.unpriced:
        return []
    lines = [
        work.translator.n(
            "{meals} repas à {price}, pour {count} foyer.",
            "{meals} repas à {price}, pour {count} foyers.",
            one.homes,
            meals=one.meals,
            price=Amount(one.price),
        )
        for one in money.prices
    ]
    told = AT_MOST if effect == "choice" else NOT_BILLED
    lines += [work.t(told, total=Amount(money.total), credited=Amount(money.credited))] if money.homes else []
    return [*lines, *([work.t(UNPRICED, count=money.unpriced)] if money.unpriced else [])]


@dataclass
class DeclareEvent(Flow):
    """Déclarer une fermeture, une grève, une sortie."""

    name: ClassVar[str] = "declare_event"
    title: ClassVar[str] = N_("Événement")
    staff_roles: ClassVar[frozenset[str]] = frozenset({event_actions.ROLE})
    kind: str = ""
    scope: str = ""
    scope_id: int | None = None
    days: list[str] = field(default_factory=list)
    effect: str = ""
    words: str = ""
    words_said: bool = False
    event_id: int = 0
    part: str = "day"
    looks: str = ""
    """What the recap is left for: the parts of the day, or the money home by home."""

    def takes_free_text(self) -> bool:
        """Take any words as the sentence for families, once all else is said; and as days, which are read first."""
        return bool(self.kind and self.scope and not self.event_id)

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the days that were named."""
        del talk
        if reading.days and not self.days:
            self.days = sorted(day.isoformat() for day in reading.days)

    def show(self, talk: Talk) -> Step:
        """Ask what, for whom, when, what becomes of the meals, with which words; then show what it touches."""
        talk.work.actor.require(event_actions.ROLE)
        asked = self._question(talk)
        if asked is not None:
            return Step(asked)
        return Step(self._homes(talk) if self.looks == "homes" else self.recap(talk))

    def _question(self, talk: Talk) -> Screen | None:
        """Return what is still to be asked, or None once all is said."""
        if not self.kind:
            kinds = tuple((Choice(f"k-{kind}", talk.t(title)),) for kind, title in TITLES.items())
            return question(talk, self.title, (talk.t(WHAT),), kinds)
        rows: tuple[tuple[Choice, ...], ...] = ()
        title, asked, expect = TITLES[self.kind], "", Expect.CHOICE
        if not self.scope:
            asked, rows = FOR_WHOM, self._scopes(talk)
        elif not self.days:
            asked, expect = WHEN, Expect.DAYS
        elif not self.effect:
            asked, rows = MEALS, self._effects(talk)
        elif not self.words_said:
            asked, rows, expect = WORDS, ((talk.choice("none", NO_WORDS),),), Expect.TEXT
        elif self.looks == "part":
            asked, rows = WHICH_PART, tuple((talk.choice(f"p-{key}", label),) for key, label in PART_LABELS.items())
        return question(talk, title, (talk.t(asked),), rows, expect) if asked else None

    def press(self, talk: Talk, key: str) -> Step:
        """Set an answer; confirm; follow; withdraw."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY:
            return self._confirmed(talk)
        if key == "withdraw" and self.event_id:
            event = event_actions.withdraw(talk.work, self.event_id)
            return Step(Screen(talk.t(self.title), (talk.t(WITHDRAWN, number=event.number),), ((talk.choice(MENU_KEY, MENU),),)), "done")
        if key == "follow" and self.event_id:
            return self._followed(talk)
        self._set(key)
        return self.show(talk)

    def _set(self, key: str) -> None:
        kind, _, value = key.partition("-")
        if key == EDIT_KEY:
            self.scope, self.scope_id, self.days, self.effect, self.words_said, self.part = "", None, [], "", False, "day"
        elif kind == "k" and value in TITLES:
            self.kind = value
        elif kind == "e" and value in EFFECT_LABELS:
            self.effect = value
        elif kind == "p" and value in PART_LABELS:
            self.part, self.looks = value, ""
        elif key in {"part", "homes", BACK_KEY}:
            self.looks = "" if key == BACK_KEY else key
        elif key == "none":
            self.words, self.words_said = "", True
        elif key == "all":
            self.scope = "town"
        elif kind in _SCOPES and value.isdigit():
            self.scope, self.scope_id = _SCOPES[kind], int(value)

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the days, then the sentence for families."""
        if self.kind and self.scope and not self.days:
            self.fill(talk, reading)
        elif self.effect and not self.words_said:
            self.words, self.words_said = text.strip()[: event_actions.LONGEST_WORDS], True
        elif reading.answer == "yes" and self.words_said:
            return self._confirmed(talk)
        return self.show(talk)

    def _scopes(self, talk: Talk) -> tuple[tuple[Choice, ...], ...]:
        of_schools = tuple((Choice(f"s-{one.id}", one.name),) for one in schools(talk.work))
        of_classes = tuple((Choice(f"c-{one.id}", talk.t(ONE_CLASS, name=one.name, school=one.school)),) for one in classes(talk.work))
        of_sites = tuple((Choice(f"t-{one.id}", one.name),) for one in sites(talk.work))
        found = ((talk.choice("all", TOWN),), *of_sites, *of_schools)
        return found if self.kind == "closure" else (*found, *of_classes)

    def _effects(self, talk: Talk) -> tuple[tuple[Choice, ...], ...]:
        usual = EFFECTS[self.kind]
        order = [usual, *(one for one in EFFECT_LABELS if one != usual and not (self.kind == "closure" and one in {"keep", "choice"}))]
        return tuple((talk.choice(f"e-{one}", EFFECT_LABELS[one], Role.PRIMARY if one == usual else Role.NORMAL),) for one in order)

    def _draft(self) -> Draft:
        days = tuple(date.fromisoformat(day) for day in self.days)
        return Draft(self.kind, Scope(self.scope, self.scope_id), days, part=self.part, effect=self.effect, words=self.words)

    @classmethod
    def of(cls, event: Event) -> "DeclareEvent":
        """Return the form as it was when an event was prepared."""
        return cls(event.kind, event.scope, event.scope_id, list(event.days), event.effect, event.words, words_said=True, part=event.part)

    def recap(self, talk: Talk) -> Screen:
        """Show whom the event touches, and the money of it."""
        draft = self._draft()
        found = event_actions.preview(talk.work, draft)
        body = [talk.t(RECAP, title=talk.t(TITLES[self.kind]), days=list(found.days), scope=self._scope_name(talk))]
        body += [talk.t(PARTS[self.part])] if self.part in PARTS else []
        body.append(talk.t(COUNTS, children=len(found.children), meals=len(found.meals)))
        more: tuple[Choice, ...] = (talk.choice("part", CHANGE_PART),)
        if self.part in NOON:
            body.append(talk.t(MONEY[self.effect]))
            told = money_lines(talk.work, event_actions.money(talk.work, draft, found), self.effect)
            body += ["\n".join(told)] if told else []
            more = (talk.choice("homes", BY_HOME), *more) if told else more
        body += [self.words] if self.words else []
        return Screen(talk.t(self.title), tuple(body), (*recap_rows(talk), more), Expect.CHOICE)

    def _homes(self, talk: Talk) -> Screen:
        draft = self._draft()
        homes = event_actions.money(talk.work, draft, event_actions.preview(talk.work, draft)).homes
        lines = [talk.t(OF_HOME, name=one.name, meals=one.meals, price=Amount(one.price)) for one in homes[:SHOWN_HOMES]]
        lines += [talk.t(MORE_HOMES, count=len(homes) - SHOWN_HOMES)] if len(homes) > SHOWN_HOMES else []
        return Screen(talk.t(self.title), ("\n".join(lines),), ((talk.choice(BACK_KEY, BACK, Role.BACK),),), Expect.CHOICE)

    def _scope_name(self, talk: Talk) -> str:
        if self.scope in {"school", "site"}:
            named = schools(talk.work) if self.scope == "school" else sites(talk.work)
            return next((one.name for one in named if one.id == self.scope_id), "?")
        if self.scope == "class":
            found = next((one for one in classes(talk.work) if one.id == self.scope_id), None)
            return talk.t(ONE_CLASS, name=found.name, school=found.school) if found else "?"
        return talk.t(TOWN)

    def _confirmed(self, talk: Talk) -> Step:
        prepared = event_actions.prepare(talk.work, self._draft())
        event = event_actions.confirm(talk.work, prepared.id)
        self.event_id = event.id
        return Step(self._state(talk, event), "done")

    def _state(self, talk: Talk, event: Event) -> Screen:
        facts: dict[str, Any] = {"number": event.number, "children": event.children, "meals": event.meals}
        said = SECOND if event.state == "waiting" else DONE
        sentence = talk.t(said, **facts)
        rows = ((talk.choice("follow", FOLLOW), talk.choice("withdraw", WITHDRAW, Role.DANGER)), (talk.choice(MENU_KEY, MENU),))
        return Screen(talk.t(self.title), (sentence,), rows)

    def _followed(self, talk: Talk) -> Step:
        event = talk.work.session.get_one(Event, self.event_id)
        found = answers(talk.work, event.id)
        counts = {state: found.get(state, 0) for state in ("home", "comes", "asked")}
        return Step(Screen(talk.t(self.title), (talk.t(ANSWERS, number=event.number, **counts),), self._state(talk, event).rows), "done")
