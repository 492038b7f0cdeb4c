"""Justifying an absence with photographs or PDF: the papers first or the words first, by chat or by mail; and where each one stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from villars_core.absences import actions, queries
from villars_core.absences.actions import Handed, Justified, Missing
from villars_core.absences.queries import Absence, DecidedDay
from villars_core.absences.rules import NothingToJustify, Standing, WindowOver
from villars_core.accounts.queries import accounts_of_guardians
from villars_core.clock import paris_day
from villars_core.conversations.flows.absence import PROOF, WHEN, days_of_service, left_line, proof_name, share_lines, told_kind
from villars_core.conversations.flows.base import (
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
from villars_core.conversations.flows.children import childless
from villars_core.conversations.flows.office import SENT, pass_on
from villars_core.conversations.flows.receipts import TAKEN_BACK, TO_TAKE_BACK
from villars_core.errors import Refusal
from villars_core.families import access
from villars_core.families.models import Child
from villars_core.i18n import N_, Translator
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.reservations.queries import booked
from villars_core.reservations.rules import NotAServiceDay
from villars_core.understanding import Reading

WHICH = N_("Quelle absence justifier ?")
WHOM = N_("Pour quel enfant est ce justificatif ?")
OTHER, TO_OFFICE = N_("Une autre absence"), N_("Ce n’est pas pour une absence")
ASK_PROOF = N_("Envoyez le {proof} pour {child}, {days} : une photo ou un PDF.")
BY_MAIL = N_("Joignez-le à votre réponse.")
RECAP = N_("Justifier l’absence de {child} : {days}.")
DONE = N_("C’est reçu : {child}, {days}. Le service Éducation regarde le justificatif et vous répond. Numéro {number}.")
COUNTED = N_("C’est pris en compte : {child}, {days}. Numéro {number}.")
ADDED = N_("Le document est ajouté à votre justificatif.")
LEFT_OUT = N_("Pas compté : {reason}")
UNTIL = N_("À envoyer au plus tard le {limit}.")
NO_ABSENCE = N_("Aucune absence n’est signalée ces derniers temps.")
TITLE_LINE = N_("{child}, {days} (numéro {number})")
JUSTIFY_LABEL, TAKE_BACK = N_("Justifier : {child}, {days}"), N_("Retirer l’absence : {child}, {days}")
REPORT_LABEL = N_("Signaler une absence")
TO_TAKE_BACK_WITHOUT = N_("Retirer l’absence signalée de {child} : {days}. Aucun repas n’est réservé : il faudra le réserver.")
TAKEN_BACK_WITHOUT = N_("L’absence est retirée, mais aucun repas n’est réservé pour {child} : {days}. La cantine ne l’attend pas.")
OTHER_ADULT = N_("Pour information : l’autre parent a retiré l’absence de {child}.")
BOOK_IT = N_("Réserver la cantine")
NOTHING_TAKEN_BACK = N_("Rien à retirer : ces jours sont passés.")
SHOWN = 6
# The rule of a past absence that is told with no word of a paper.
_ONLY_TOLD = "act.over"


@dataclass
class JustifyAbsence(Flow):
    """Justifier une absence. `documents`: what was sent for it, by id; `proofs`: what was handed in, for a late photograph of the album.

    `only_told`: the absence is told with no word of a paper, as one of `kind`.
    """

    name: ClassVar[str] = "justify_absence"
    title: ClassVar[str] = N_("Justifier une absence")
    takes_files: ClassVar[bool] = True
    children: list[int] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)
    album: str = ""
    words: str = ""
    is_other: bool = False
    proofs: list[int] = field(default_factory=list)
    only_told: bool = False
    kind: str = ""

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the child and the days that were named, and keep the words for the office."""
        mine = {child.id for child in access.children_of_actor(talk.work)}
        self.children = [key for key in reading.children if key in mine] or self.children
        self.days = sorted(day.isoformat() for day in reading.days) or self.days
        self.words = f"{self.words}\n{talk.incoming.text}".strip()
        self.only_told = any(one.rule == _ONLY_TOLD for one in reading.evidence)
        self.kind = told_kind(reading) or self.kind

    def receive(self, talk: Talk, reading: Reading | None) -> Step:
        """Take the documents; one that comes a moment after the proof was handed in, of the same album, is added to it."""
        if self.proofs:
            return self._added(talk)
        # A new list each time: the kept answers must not change under the row that holds them.
        self.documents = list(dict.fromkeys([*self.documents, *talk.documents]))
        self.album = talk.incoming.album or self.album
        return super().receive(talk, reading)

    def show(self, talk: Talk) -> Step:
        """Ask which absence, then for the proof, then show the recap; what is only told, and new, is reported first."""
        if self.only_told and not self.documents and not self._is_known(talk):
            return Step(opens="report_absence", facts={"children": self.children, "days": self.days, "kind": self.kind})
        return self._next_step(talk)

    def _next_step(self, talk: Talk) -> Step:
        """Ask which absence, whose or when, where one is missing; else for the proof."""
        mine = access.children_of_actor(talk.work)
        if not mine:
            return self._without_child(talk)
        if len(mine) == 1 and not self.children:
            self.children = [mine[0].id]
        waiting = self._complete_from_absences(talk)
        if waiting and not self.days:
            return Step(self._which(talk, waiting))
        if not self.children:
            rows = tuple((Choice(f"c{one.id}", one.first_name),) for one in mine)
            return Step(question(talk, self.title, (talk.t(WHOM),), (*rows, *self._elsewhere(talk))))
        if not self.days:
            return Step(self._when(talk, ()))
        try:
            self.days = days_of_service(talk, self.children, self.days)
        except NotAServiceDay as refusal:
            # The papers must not be lost over a wrong date: it is asked for again.
            self.days = []
            return Step(self._when(talk, (talk.t(refusal.template, **refusal.facts()),)))
        return self._proof_or_recap(talk)

    def _without_child(self, talk: Talk) -> Step:
        """Pass what was sent on to the office, which may know whose it is."""
        if self.documents:
            return self._to_office(talk)
        return childless(talk, self.title)

    def press(self, talk: Talk, key: str) -> Step:
        """Set the absence, the child, or hand in."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY and self.days and self.children and self.documents:
            return self._handed_in(talk)
        if key == "office" and self.documents:
            return self._to_office(talk)
        if key == EDIT_KEY:
            self.children, self.days, self.is_other = [], [], True
        elif key == "other":
            self.is_other = True
        elif key.startswith("a"):
            self._choose(talk, key[1:])
        elif key.startswith("c") and key[1:].isdigit():
            self.children = [access.child_for_actor(talk.work, int(key[1:])).id]
        return self.show(talk)

    def _is_known(self, talk: Talk) -> bool:
        """Tell whether one of the days told is one of an absence that the office knows and that may still be justified."""
        known = {(one.child_id, day.isoformat()) for one in queries.absences_of_actor(talk.work) for day in one.open_days}
        return any((child, day) in known for child in self.children for day in self.days)

    # Which absence

    def _complete_from_absences(self, talk: Talk) -> list[Absence]:
        """Take what the open absences make certain: the only one there is, or the child of these days; return those to choose from."""
        if (self.children and self.days) or self.is_other:
            return []
        absences = [one for one in queries.absences_of_actor(talk.work) if one.open_days]
        if self.days:
            said = {date.fromisoformat(day) for day in self.days}
            absent = {one.child_id for one in absences if said & set(one.open_days)}
            self.children = list(absent) if len(absent) == 1 else []
            return []
        fitting = [one for one in absences if not self.children or one.child_id in self.children]
        if len(fitting) == 1:
            self._take(fitting[0])
        return fitting

    def _take(self, absence: Absence) -> None:
        self.children, self.days = [absence.child_id], [day.isoformat() for day in absence.open_days]

    def _choose(self, talk: Talk, key: str) -> None:
        chosen = next((one for one in queries.absences_of_actor(talk.work) if _key_of(one) == key and one.open_days), None)
        if chosen is not None:
            self._take(chosen)

    def _which(self, talk: Talk, absences: Sequence[Absence]) -> Screen:
        names = {child.id: child.first_name for child in access.children_of_actor(talk.work)}
        rows = tuple(
            (Choice(f"a{_key_of(one)}", f"{names[one.child_id]}, {_short_days(talk, one.open_days)}"),) for one in absences[:SHOWN]
        )
        limits = [one.limit for one in absences if one.limit]
        hint = (talk.t(UNTIL, limit=paris_day(min(limits))), left_line(talk, paris_day(min(limits)))) if limits else ()
        return question(
            talk, self.title, (talk.t(WHICH), *hint), (*rows, (talk.choice("other", OTHER),), *self._elsewhere(talk)), Expect.DAYS
        )

    def _when(self, talk: Talk, before: tuple[str, ...]) -> Screen:
        return question(talk, self.title, (*before, talk.t(WHEN)), self._elsewhere(talk), Expect.DAYS)

    def _elsewhere(self, talk: Talk) -> tuple[tuple[Choice, ...], ...]:
        return ((talk.choice("office", TO_OFFICE),),) if self.documents else ()

    # The proof

    def _proof_or_recap(self, talk: Talk) -> Step:
        days, lines, good = self._days(), [], False
        for child in self._kids(talk):
            left, refusals = _sorted_out(talk, child, days, tuple(self.documents))
            lines += [talk.t(LEFT_OUT, reason=talk.t(one.template, **one.facts())) for one in refusals]
            if left:
                good = True
                lines.append(self._asked(talk, child, left))
            elif len(self.children) == 1:
                raise refusals[0]
        if not good:
            raise NothingToJustify(tuple(days))
        lines += self._limits(talk)
        if not self.documents:
            by_mail = (talk.t(BY_MAIL),) if talk.by_email else ()
            return Step(question(talk, self.title, (*lines, *by_mail), (), Expect.FILES))
        count = talk.work.translator.n("{count} document reçu.", "{count} documents reçus.", len(self.documents))
        return Step(Screen(talk.t(self.title), (*lines, count), (*recap_rows(talk), *self._elsewhere(talk)), Expect.FILES))

    def _asked(self, talk: Talk, child: Child, days: Sequence[date]) -> str:
        if self.documents:
            return talk.t(RECAP, child=child.first_name, days=list(days))
        found = queries.foreseen(talk.work, child, days)
        name = proof_name(talk.work.translator, found[0]) if found else talk.t(PROOF)
        return talk.t(ASK_PROOF, proof=name, child=child.first_name, days=list(days))

    def _limits(self, talk: Talk) -> list[str]:
        found = [one for child in self._kids(talk) for one in queries.foreseen(talk.work, child, self._days())]
        limits = [paris_day(one.limit) for one in found if one.is_open and one.limit]
        return [talk.t(UNTIL, limit=min(limits)), left_line(talk, min(limits))] if limits else []

    def _handed_in(self, talk: Talk) -> Step:
        body, rows = [], []
        handed = Handed(tuple(self.documents), self.words, talk.incoming.channel.value, talk.incoming.address)
        for child in self._kids(talk):
            days, refusals = _sorted_out(talk, child, self._days(), tuple(self.documents))
            body += [talk.t(LEFT_OUT, reason=talk.t(one.template, **one.facts())) for one in refusals]
            if days:
                done = actions.justify(talk.work, Missing(child, tuple(days), at=talk.said_at), handed)
                self.proofs = [*self.proofs, done.proof.id]
                body += _receipt(talk, child, done)
            elif len(self.children) == 1:
                raise refusals[0]
        rows.append((talk.choice(MENU_KEY, MENU),))
        return Step(Screen(talk.t(self.title), tuple(body), tuple(rows)), "done")

    def _added(self, talk: Talk) -> Step:
        for proof in self.proofs:
            actions.add_documents(talk.work, proof, talk.documents)
        return Step(Screen(talk.t(self.title), (talk.t(ADDED),), ((talk.choice(MENU_KEY, MENU),),)), "done")

    def _to_office(self, talk: Talk) -> Step:
        number = pass_on(talk, self.words, "document", facts={"documents": self.documents})
        return Step(Screen(talk.t(self.title), (talk.t(SENT, number=number),), ((talk.choice(MENU_KEY, MENU),),)), "done")

    def _days(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.days]

    def _kids(self, talk: Talk) -> list[Child]:
        return [access.child_for_actor(talk.work, one) for one in self.children]


@dataclass
class MyAbsences(Flow):
    """Voir mes absences."""

    name: ClassVar[str] = "my_absences"
    title: ClassVar[str] = N_("Mes absences")
    child: int = 0
    days: list[str] = field(default_factory=list)
    only: list[int] = field(default_factory=list)

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Keep to the children that were named, where a name was said."""
        mine = {child.id for child in access.children_of_actor(talk.work)}
        self.only = [key for key in reading.children if key in mine]

    def show(self, talk: Talk) -> Step:
        """Show what was reported and where each day stands; or ask once before a report is taken back."""
        if self.child and self.days:
            child = access.child_for_actor(talk.work, self.child)
            told = _parted(talk, child, [date.fromisoformat(day) for day in self.days])
            lines = _by_meal(talk, child, told, (TO_TAKE_BACK, TO_TAKE_BACK_WITHOUT))
            return Step(Screen(talk.t(self.title), tuple(lines), recap_rows(talk), Expect.CHOICE))
        absences = [one for one in queries.absences_of_actor(talk.work) if not self.only or one.child_id in self.only][:SHOWN]
        names = {child.id: child.first_name for child in access.children_of_actor(talk.work)}
        body = tuple(_told(talk, names[one.child_id], one) for one in absences) or (talk.t(NO_ABSENCE),)
        rows = [row for one in absences for row in _rows(talk, names[one.child_id], one)]
        last = (talk.choice("report", REPORT_LABEL), talk.choice(MENU_KEY, MENU))
        return Step(Screen(talk.t(self.title), body, (*rows, last), Expect.CHOICE), "done")

    def press(self, talk: Talk, key: str) -> Step:
        """Justify, or take back."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == "report":
            return Step(opens="report_absence")
        if key.startswith("book-") and key[5:].isdigit():
            return Step(opens="book_meal", facts={"children": [int(key[5:])], "days": self.days})
        if key == OK_KEY and self.child:
            return self._taken_back(talk)
        chosen = next((one for one in queries.absences_of_actor(talk.work) if _key_of(one) == key[1:]), None)
        if chosen is not None and key.startswith("a"):
            return Step(
                opens="justify_absence", facts={"children": [chosen.child_id], "days": [day.isoformat() for day in chosen.open_days]}
            )
        self.child, self.days = 0, []
        if chosen is not None and key.startswith("t"):
            self.child, self.days = chosen.child_id, [day.isoformat() for day in _ahead(talk, chosen)]
        return self.show(talk)

    def _taken_back(self, talk: Talk) -> Step:
        child = access.child_for_actor(talk.work, self.child)
        days = actions.withdraw(talk.work, child, [date.fromisoformat(day) for day in self.days])
        told = _parted(talk, child, days)
        _, without = told
        self.child, self.days = 0, [day.isoformat() for day in without]
        lines = _by_meal(talk, child, told, (TAKEN_BACK, TAKEN_BACK_WITHOUT)) or [talk.t(NOTHING_TAKEN_BACK)]
        _tell_others(talk, child, days, told)
        book = ((talk.choice(f"book-{child.id}", BOOK_IT),),) if without else ()
        return Step(Screen(talk.t(self.title), tuple(lines), (*book, (talk.choice(MENU_KEY, MENU),))), "done")


_Parted = tuple[list[date], list[date]]


def _parted(talk: Talk, child: Child, days: Sequence[date]) -> _Parted:
    """Return the days on which a meal is booked, and those without: nobody is expected there."""
    live = set(booked(talk.work, [child.id], min(days), max(days))[child.id]) if days else set()
    return [day for day in days if day in live], [day for day in days if day not in live]


def _by_meal(talk: Talk, child: Child, told: _Parted, templates: tuple[str, str]) -> list[str]:
    """Return a line for the days with a meal, and another one for those without."""
    return [talk.t(template, child=child.first_name, days=group) for template, group in zip(templates, told, strict=True) if group]


def _tell_others(talk: Talk, child: Child, days: Sequence[date], told: _Parted) -> None:
    """Tell the other adult, who was told of the absence, that it is none."""
    others = [one.id for one in access.sharing_guardians(talk.work, child.id, days)] if days else []
    about = {"children": [child.id], "days": [day.isoformat() for day in days]}
    for account in accounts_of_guardians(talk.work, others):
        if account.activated_at is not None:
            theirs = replace(talk, work=replace(talk.work, translator=Translator(account.language)))
            body = (theirs.t(OTHER_ADULT, child=child.first_name), *_by_meal(theirs, child, told, (TAKEN_BACK, TAKEN_BACK_WITHOUT)))
            screen = Screen(theirs.t(MyAbsences.title), body)
            post(talk.work, Notice(screen, "shared_calendar", account_id=account.id, language=account.language, about=about))


def _sorted_out(talk: Talk, child: Child, days: Sequence[date], documents: tuple[int, ...]) -> tuple[list[date], list[Refusal]]:
    """Return the days that a proof may come for, and the refusals of the others."""
    missing = Missing(child, tuple(days), at=talk.said_at)
    good, over, done = actions.justifiable(talk.work, missing)
    refusals: list[Refusal] = []
    if over:
        refusals.append(WindowOver(tuple(over), actions.last_limit(talk.work, missing, over), child.id, documents))
    if done:
        refusals.append(NothingToJustify(tuple(done)))
    return good, refusals


def _receipt(talk: Talk, child: Child, done: Justified) -> list[str]:
    template = COUNTED if done.is_accepted else DONE
    first = talk.t(template, child=child.first_name, days=list(done.days), number=done.proof.number)
    if not done.is_accepted:
        return [first]
    found = queries.decided(talk.work, done.days[0], done.days[-1], [child.id])
    return [first, *share_lines(talk.work.translator, [one for one in found if one.day in done.days])]


def _told(talk: Talk, name: str, absence: Absence) -> str:
    head = talk.t(TITLE_LINE, child=name, days=[one.day for one in absence.days], number=absence.number)
    lines = share_lines(talk.work.translator, absence.days)
    left = [left_line(talk, paris_day(absence.limit))] if absence.limit else []
    return "\n".join([head, *lines, *left])


def _rows(talk: Talk, name: str, absence: Absence) -> list[tuple[Choice, ...]]:
    key = _key_of(absence)
    rows: list[tuple[Choice, ...]] = []
    if absence.open_days:
        label = talk.t(JUSTIFY_LABEL, child=name, days=_short_days(talk, absence.open_days))
        rows.append((Choice(f"a{key}", label, Role.PRIMARY),))
    if _ahead(talk, absence):
        rows.append((Choice(f"t{key}", talk.t(TAKE_BACK, child=name, days=_short_days(talk, _ahead(talk, absence)))),))
    return rows


def _ahead(talk: Talk, absence: Absence) -> list[date]:
    return [one.day for one in absence.days if one.day >= talk.work.today and _may_come(one)]


def _may_come(one: DecidedDay) -> bool:
    return one.kind in {"sickness", "family"} and one.share.standing is not Standing.WAITING


def _key_of(absence: Absence) -> str:
    return f"{absence.child_id}-{absence.number}"


def _short_days(talk: Talk, days: Sequence[date]) -> str:
    words = talk.work.translator
    return words.short_day(days[0]) if len(days) == 1 else f"{words.short_day(days[0])} – {words.short_day(days[-1])}"
