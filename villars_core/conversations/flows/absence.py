"""Reporting an absence: the kitchen knows at once, and the parent reads what the town's rule makes of the bill."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from villars_core.absences import actions, queries
from villars_core.absences.actions import Missing, Reported
from villars_core.absences.queries import DecidedDay
from villars_core.absences.rules import FAMILY, SICKNESS, Standing
from villars_core.accounts.queries import accounts_of_guardians
from villars_core.clock import paris_day
from villars_core.conversations.flows.base import (
    CANCEL_KEY,
    EDIT_KEY,
    MENU,
    MENU_KEY,
    OK_KEY,
    Step,
    Talk,
    cancelled,
    question,
    recap_rows,
)
from villars_core.conversations.flows.children import AboutChildren
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_, Translator
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Expect, Screen
from villars_core.reservations.queries import booked, calendar_of
from villars_core.reservations.rules import NotAServiceDay
from villars_core.school_calendar.queries import CANTEEN
from villars_core.schools.rules_file import CANCEL
from villars_core.understanding import Reading

WHEN = N_("Quels jours ? Écrivez par exemple « jeudi » ou « du 3 au 5 décembre ».")
WHY = N_("Pour quelle raison ? La règle de la ville n’est pas la même.")
RECAP = N_("Signaler l’absence de {child} : {days}.")
DONE = N_("L’absence est signalée : {child}, {days}. Numéro {number}.")
KNOWN = N_("Déjà signalé pour {child} : {days}.")
LAST_DAY = N_("C’est le dernier jour pour l’envoyer.")
REASONS = {SICKNESS: N_("Maladie"), FAMILY: N_("Raison familiale ou autre")}
TODAY, TOMORROW = N_("Aujourd’hui"), N_("Demain")
BILLED = N_("Le repas reste facturé, sauf si vous envoyez un {proof} au plus tard le {limit}.")
PROOF = N_("justificatif")
NOT_BILLED = N_("Non facturé : {days} ({why}).")
PARTLY = N_("Facturé à {percent} % : {days} ({why}).")
STILL_BILLED = N_("Reste facturé : {days} ({why}).")
JUSTIFY_ALL_THE_SAME = N_("Pour justifier l’absence, envoyez un {proof} au plus tard le {limit}.")
NO_MEAL = N_("Aucun repas n’est réservé {days} : rien ne sera facturé.")
OTHER_ADULT = N_("Pour information : l’autre parent a signalé une absence de {child}.")
CANCEL_INSTEAD, SEND_PROOF = N_("Annuler plutôt le repas"), N_("Envoyer le justificatif")


def told_kind(reading: Reading) -> str:
    """Return the kind of absence that a message tells, "" where it tells none."""
    rules = {one.rule for one in reading.evidence}
    return SICKNESS if "act.sick" in rules or ("cue.sick" in rules and "cue.neg" not in rules) else ""


@dataclass
class ReportAbsence(AboutChildren):
    """Signaler une absence."""

    name: ClassVar[str] = "report_absence"
    title: ClassVar[str] = N_("Signaler une absence")
    whom: ClassVar[str] = N_("Quel enfant est absent ?")
    takes_files: ClassVar[bool] = True
    days: list[str] = field(default_factory=list)
    kind: str = ""

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the child and the days that were named, and the sickness that was told."""
        self.kind = told_kind(reading) or self.kind
        mine = {child.id for child in access.children_of_actor(talk.work)}
        self.children = [key for key in reading.children if key in mine] or self.children
        self.days = sorted(day.isoformat() for day in reading.days) or self.days

    def receive(self, talk: Talk, reading: Reading | None) -> Step:
        """Take an absence that comes with its proof as one that is justified: the proof reports it too."""
        if reading is not None:
            self.fill(talk, reading)
        facts = {"children": self.children, "days": self.days, "documents": list(talk.documents), "album": talk.incoming.album}
        return Step(opens="justify_absence", facts=facts) if talk.documents else self.show(talk)

    def show(self, talk: Talk) -> Step:
        """Ask who and when, then show the recap."""
        asked = self.asked_whom(talk)
        if asked is not None:
            return asked
        if not self.days:
            rows = ((talk.choice("today", TODAY), talk.choice("tomorrow", TOMORROW)),)
            return Step(question(talk, self.title, (talk.t(WHEN),), rows, Expect.DAYS))
        self.days = days_of_service(talk, self.children, self.days)
        if not self.kind and self._needs_reason(talk):
            return Step(question(talk, self.title, (talk.t(WHY),), tuple((talk.choice(f"r-{key}", one),) for key, one in REASONS.items())))
        lines = [talk.t(RECAP, child=child.first_name, days=self._days()) for child in self._kids(talk)]
        instead = ((talk.choice("cancel", CANCEL_INSTEAD),),) if self._may_cancel(talk) else ()
        return Step(Screen(talk.t(self.title), (*lines, *self._costs(talk)), (*recap_rows(talk), *instead), Expect.CHOICE))

    def press(self, talk: Talk, key: str) -> Step:
        """Set the child or the day, or report."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY:
            return self._reported(talk)
        if key in {"cancel", "proof"}:
            return Step(
                opens={"cancel": "cancel_meal", "proof": "justify_absence"}[key], facts={"children": self.children, "days": self.days}
            )
        if key == EDIT_KEY:
            self.days, self.kind = [], ""
        elif key.startswith("r-") and key[2:] in REASONS:
            self.kind = key[2:]
        elif key in {"today", "tomorrow"}:
            today = paris_day(talk.said_at or talk.work.now)
            self.days = [(today + timedelta(days=key == "tomorrow")).isoformat()]
        elif key.startswith("c") and key[1:].isdigit():
            self.children = [access.child_for_actor(talk.work, int(key[1:])).id]
        return self.show(talk)

    def _days(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.days]

    def _kids(self, talk: Talk) -> list[Child]:
        return [access.child_for_actor(talk.work, one) for one in self.children]

    def _needs_reason(self, talk: Talk) -> bool:
        """Tell whether the town treats a sickness and another reason of the family otherwise on one of these days."""
        for day in self._days():
            family = queries.policy_for(talk.work, CANTEEN, FAMILY, day)
            if family is not None and family != queries.policy_for(talk.work, CANTEEN, SICKNESS, day):
                return True
        return False

    def _costs(self, talk: Talk) -> list[str]:
        """Return what the absence does to the bill, and how many days are left for a proof."""
        kids, kind = self._kids(talk), self.kind or SICKNESS
        lines = [line for child in kids for line in cost_lines(talk, child, self._days(), kind)]
        found = [one for child in kids for one in queries.foreseen(talk.work, child, self._days(), kind)]
        limits = [paris_day(one.limit) for one in found if one.is_open and one.limit]
        return list(dict.fromkeys([*lines, *([left_line(talk, min(limits))] if limits else [])]))

    def _may_cancel(self, talk: Talk) -> bool:
        """Tell whether all these meals are booked and may still be cancelled, which costs nothing."""
        days = self._days()
        live = booked(talk.work, self.children, days[0], days[-1])
        return all(
            day in live[child.id] and calendar_of(talk.work, child).may_change(day, talk.said_at or talk.work.now, CANCEL)
            for child in self._kids(talk)
            for day in days
        )

    def _reported(self, talk: Talk) -> Step:
        sentences, proof_awaited = [], False
        for child in self._kids(talk):
            kind = self.kind or SICKNESS
            done = actions.report(talk.work, Missing(child, tuple(self._days()), kind, at=talk.said_at))
            sentences += _sentences(talk.work.translator, child, done)
            _tell_others(talk, child, done)
            proof_awaited |= any(one.is_open for one in queries.foreseen(talk.work, child, self._days(), kind))
        rows = ((talk.choice("proof", SEND_PROOF),),) if proof_awaited else ()
        return Step(Screen(talk.t(self.title), (*sentences, *self._costs(talk)), (*rows, (talk.choice(MENU_KEY, MENU),))), "done")


def days_of_service(talk: Talk, children: Iterable[int], days: Sequence[str]) -> list[str]:
    """Return the days with canteen of those that were said.

    Where no other is left, raises NotAServiceDay; raises NotYourDays for days of the other home.
    """
    said = [date.fromisoformat(day) for day in days]
    for child in [access.child_for_actor(talk.work, one) for one in children]:
        calendar = calendar_of(talk.work, child)
        left = [day for day in said if calendar.days.is_open(day)]
        closed = calendar.days.why_closed(said[0])
        if not left and closed is not None:
            raise NotAServiceDay(said[0], talk.t(closed.template, name=closed.name), child.id)
        access.require_days(talk.work, child, left)
        said = left
    return [day.isoformat() for day in said]


def cost_lines(talk: Talk, child: Child, days: Sequence[date], kind: str = SICKNESS) -> list[str]:
    """Return what these days of absence do to the bill, one line for each reason; days without a meal cost nothing."""
    live = set(booked(talk.work, [child.id], min(days), max(days))[child.id])
    found = queries.foreseen(talk.work, child, days, kind)
    free = [one.day for one in found if one.day not in live]
    lines = share_lines(talk.work.translator, [one for one in found if one.day in live])
    if not free:
        return lines
    nothing = talk.t(NO_MEAL, days=free)
    limits = [one for one in found if one.limit and one.share.standing is Standing.OPEN]
    if lines or not limits:
        return [*lines, nothing]
    # A meal of another door or list may not be known here: how to justify is said all the same.
    proof, limit = proof_name(talk.work.translator, limits[0]), min(paris_day(one.limit) for one in limits if one.limit)
    return [nothing, talk.t(JUSTIFY_ALL_THE_SAME, proof=proof, limit=limit)]


def share_lines(words: Translator, found: Sequence[DecidedDay]) -> list[str]:
    """Return the days in groups that are billed alike for the same reason, and until when a proof may come."""
    groups: dict[tuple[str, int, str], list[DecidedDay]] = defaultdict(list)
    for one in found:
        why = "" if one.share.standing is Standing.OPEN else words.t(one.share.template, **one.share.facts)
        groups[one.share.standing.value, one.share.percent, why].append(one)
    return [_line(words, of_it, why) for (_, _, why), of_it in groups.items()]


def proof_name(words: Translator, day: DecidedDay) -> str:
    """Return what the town calls the proof of an absence."""
    return day.proof_name or words.t(PROOF)


def left_line(talk: Talk, limit: date) -> str:
    """Return how many days are left to send a proof."""
    count = (limit - talk.work.today).days
    if not count:
        return talk.t(LAST_DAY)
    return talk.work.translator.n("Il vous reste {count} jour.", "Il vous reste {count} jours.", count)


def _line(words: Translator, days: Sequence[DecidedDay], why: str) -> str:
    named, share = [one.day for one in days], days[0].share
    if share.standing is Standing.OPEN:
        limit = min(one.limit for one in days if one.limit)
        return words.t(BILLED, proof=proof_name(words, days[0]), limit=paris_day(limit))
    template = NOT_BILLED if not share.percent else STILL_BILLED if share.percent == 100 else PARTLY  # noqa: PLR2004 (percent)
    return words.t(template, days=named, why=why, percent=share.percent)


def _sentences(words: Translator, child: Child, done: Reported) -> list[str]:
    sentences = [words.t(DONE, child=child.first_name, days=list(done.new), number=done.number)] if done.new else []
    return sentences + ([words.t(KNOWN, child=child.first_name, days=list(done.known))] if done.known else [])


def _tell_others(talk: Talk, child: Child, done: Reported) -> None:
    """Tell the other adult whose calendar these days also are."""
    others = [one.id for one in access.sharing_guardians(talk.work, child.id, done.new)] if done.new else []
    for account in accounts_of_guardians(talk.work, others):
        if account.activated_at is not None:
            words = Translator(account.language)
            body = (words.t(OTHER_ADULT, child=child.first_name), *_sentences(words, child, done))
            about = {"children": [child.id], "days": [day.isoformat() for day in done.new]}
            screen = Screen(words.t(ReportAbsence.title), body)
            post(talk.work, Notice(screen, "shared_calendar", account_id=account.id, language=account.language, about=about))
