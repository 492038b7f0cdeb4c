"""The kitchen's figures in the bot: how many eat on a day, where, of which diet; and the day's sheet. Nobody is named."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from villars_core.conversations.flows.base import CANCEL_KEY, MENU, MENU_KEY, Flow, Step, Talk, cancelled
from villars_core.conversations.messages import Channel
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.kitchen import notices, papers, queries
from villars_core.kitchen.queries import ADULTS, Figures, Sheet, Table
from villars_core.notifications.outbox import MAIL_ONLY, Notice, post
from villars_core.notifications.screens import Attachment, Choice, Expect, Screen
from villars_core.reservations.rules import MINUTE
from villars_core.understanding import Reading

ROLES = frozenset({"kitchen", "education_office", "childcare"})
DAYS_SHOWN = 4
NOTHING = N_("Aucun repas dans les jours qui viennent.")
OF_DAY = N_("{day} : {meals}")
OF_CLASS = N_("{name} : {meals}")
OF_DIETS = N_("dont {diets}")
ORDERED = N_("Commande (réservations jusqu’au {limit}) : {meals}")
NOT_FROZEN = N_("Commande pas encore arrêtée : les réservations comptent jusqu’au {limit}.")
SHEET = N_("Recevoir la feuille")
HERE = N_("Voici la feuille, telle que la cuisine l’a reçue.")
LIST, NEEDS = N_("Recevoir la liste des noms"), N_("Régimes et allergies")
HERE_IS_LIST = N_("Voici la liste des noms de {day}, pour un jour sans réseau. À détruire après usage.")
OF_NEEDS = N_("Régimes et allergies, {day} :")
NO_NEEDS = N_("Rien à signaler {day}.")
TO_MAILBOX = N_("C’est envoyé à {email} : ce qui nomme des enfants ne passe pas par cette messagerie.")


@dataclass
class KitchenCounts(Flow):
    """Voir les effectifs de la cantine."""

    name: ClassVar[str] = "kitchen_counts"
    is_private: ClassVar[bool] = True
    title: ClassVar[str] = N_("Effectifs de la cantine")
    staff_roles: ClassVar[frozenset[str]] = ROLES
    day: str = ""

    def fill(self, talk: Talk, reading: Reading) -> None:  # noqa: ARG002 (the form's signature)
        """Take the day that was named."""
        self.day = min((day.isoformat() for day in reading.days), default=self.day)

    def show(self, talk: Talk) -> Step:
        """Show the figures of the chosen day, else of the next one with a meal."""
        talk.work.actor.require(*ROLES)
        days = _days(talk)
        if not days:
            return Step(Screen(talk.t(self.title), (talk.t(NOTHING),), ((talk.choice(MENU_KEY, MENU),),)), "done")
        chosen = date.fromisoformat(self.day) if self.day else next((day for day in days if day > talk.work.today), days[0])
        self.day = chosen.isoformat()
        sheet = queries.sheet_of(talk.work, chosen)
        body = ("\n".join(_lines(talk, chosen)), _about_order(talk, chosen, sheet))
        rows = [tuple(Choice(f"d-{day.isoformat()}", talk.work.translator.short_day(day)) for day in days)]
        rows += [(talk.choice("sheet", SHEET),)] if sheet is not None else []
        rows.append((talk.choice("list", LIST), *((talk.choice("needs", NEEDS),) if papers.sees_needs(talk.work) else ())))
        return Step(Screen(talk.t(self.title), body, (*rows, (talk.choice(MENU_KEY, MENU),)), Expect.DAYS))

    def press(self, talk: Talk, key: str) -> Step:
        """Set the day, or give its sheet."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key.startswith("d-"):
            self.day = key.removeprefix("d-")
        step = self.show(talk)
        if key in {"list", "needs"} and self.day and step.screen is not None:
            return self._named(talk, step.screen, key)
        found = queries.sheet_of(talk.work, date.fromisoformat(self.day)) if key == "sheet" and self.day else None
        if found is None or step.screen is None:
            return step
        paper = notices.attachment(talk.work.translator, [found])
        return Step(Screen(step.screen.title, (talk.t(HERE),), step.screen.rows, step.screen.expect, attachments=(paper,)))

    def _named(self, talk: Talk, screen: Screen, key: str) -> Step:
        """Give what names children: in a chat that is not the town's it goes to the reader's own mailbox."""
        day, words = date.fromisoformat(self.day), talk.work.translator
        if key == "list":
            body: tuple[str, ...] = (talk.t(HERE_IS_LIST, day=day),)
            attached: tuple[Attachment, ...] = (papers.list_attachment(words, day),)
        else:
            lines = papers.needs_lines(talk.work, day)
            body, attached = ("\n".join([talk.t(OF_NEEDS, day=day), *lines]) if lines else talk.t(NO_NEEDS, day=day),), ()
        record(talk.work, f"kitchen.{key}", Subject("meals"), Change(after={"day": self.day}))
        own = talk.account
        if talk.incoming.channel is Channel.TELEGRAM and own is not None:
            mail = Screen(screen.title, body, attachments=attached)
            about = {MAIL_ONLY: True}
            post(talk.work, Notice(mail, "kitchen_names", own.id, "email", own.email, language=own.language, about=about))
            body, attached = (talk.t(TO_MAILBOX, email=own.email),), ()
        return Step(Screen(screen.title, body, screen.rows, screen.expect, attachments=attached))


def _days(talk: Talk) -> list[date]:
    """Return today where there is a meal, and the next days with one."""
    found = [talk.work.today] if queries.cutoff_of(talk.work, talk.work.today) is not None else []
    last = talk.work.today
    while len(found) < DAYS_SHOWN:
        following = queries.next_service_day(talk.work, last)
        if following is None:
            break
        found.append(following)
        last = following
    return found


def _lines(talk: Talk, day: date) -> Iterator[str]:
    figures = queries.figures_of_day(talk.work, day)
    yield talk.t(OF_DAY, day=day, meals=_meals(talk, figures))
    by_site: dict[str, list[Table]] = defaultdict(list)
    for table in [*queries.tables(talk.work), Table(None, "—", None, "", "")]:
        by_site[table.site].append(table)
    for site, tables in by_site.items():
        of_site = {key: count for key, count in figures.items() if key.place in {one.place for one in tables}}
        if not of_site:
            continue
        yield ""
        yield talk.t(OF_CLASS, name=site or "—", meals=_meals(talk, of_site))
        diets = Counter[str]()
        for key, count in of_site.items():
            diets[key.diet] += count
        said = [f"{count} {diet}" for diet, count in sorted(diets.items()) if diet and count]
        if said:
            yield talk.t(OF_DIETS, diets=said)
        for table in tables:
            of_class = {key: count for key, count in of_site.items() if key.place == table.place}
            if of_class:
                name = table.class_name if table.adults_at is None else talk.t(ADULTS)
                yield "· " + talk.t(OF_CLASS, name=name, meals=_meals(talk, of_class))


def _about_order(talk: Talk, day: date, sheet: Sheet | None) -> str:
    if sheet is not None:
        limit = sheet.cutoff - MINUTE
        return talk.t(ORDERED, limit=limit, meals=_meals(talk, sheet.ordered()))
    cutoff = queries.cutoff_of(talk.work, day)
    return "" if cutoff is None else talk.t(NOT_FROZEN, limit=cutoff - MINUTE)


def _meals(talk: Talk, figures: Figures) -> str:
    cooked = sum(count for key, count in figures.items() if not key.own_meal)
    return notices.counted(talk.work.translator, cooked, sum(figures.values()) - cooked)
