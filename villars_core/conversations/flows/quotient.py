"""The family quotient: the one that counts, and a new one by words, photograph or PDF; what is read is always confirmed."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

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
from villars_core.conversations.flows.quotient_told import in_force_lines, price_lines
from villars_core.documents.actions import Use, take_up
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Screen
from villars_core.schools.queries import rules_in_force
from villars_core.tariffs import actions
from villars_core.tariffs.actions import LARGEST, Certificate, household_of_actor
from villars_core.tariffs.certificates import certificate_of, month_in, source_in
from villars_core.tariffs.previews import preview
from villars_core.tariffs.queries import quotient_of_home
from villars_core.tariffs.quotients import add_months, last_day
from villars_core.understanding import Reading
from villars_core.understanding.figures import quotient_said

PURPOSE = "quotient"
HOW = N_("Pour en donner un nouveau, envoyez l’attestation de la CAF ou de la MSA, en photo ou en PDF, ou écrivez « mon QF est de 620 ».")
ASK_VALUE = N_("Quelle est la valeur du quotient familial ? C’est un nombre entier, écrit sur l’attestation.")
ASK_SOURCE, ASK_MONTH = N_("Qui l’a calculé ?"), N_("De quel mois est ce quotient ? Écrivez par exemple « 10/2026 ».")
READ_IN_IT = N_("Voici ce qui est lu sur votre document. Vérifiez avant de valider.")
RECAP = N_("Quotient familial : {value} ({source}, {month}).")
WITH_FILES, WITHOUT_FILE = N_("L’attestation est jointe."), N_("Aucune attestation n’est jointe. Vous pouvez l’envoyer maintenant.")
ONCE_ACCEPTED = N_("Une fois accepté par le service Éducation, il compte à partir du {day}, jusqu’au {until}.")
DONE = N_("C’est transmis au service Éducation sous le numéro {number}. Vous serez prévenu(e) de sa décision et du nouveau prix.")
KNOWN = N_("Ce quotient est déjà transmis. Le service Éducation va répondre.")
SEND, PRICES = N_("Donner un nouveau quotient"), N_("Voir les prix")
CONSENT = N_("Le faire demander par la ville")
CAF, MSA = "CAF", "MSA"
_OPENS = {"prices": "ask_tariff", "consent": "quotient_consent"}
RECENT_MONTHS = 3


@dataclass
class SubmitQuotient(Flow):
    """Voir et donner son quotient familial. `read`: the values come from a document; `sent`: it was handed over."""

    name: ClassVar[str] = "submit_qf"
    title: ClassVar[str] = N_("Quotient familial")
    takes_files: ClassVar[bool] = True
    value: int = -1
    source: str = ""
    month: str = ""
    documents: list[int] = field(default_factory=list)
    album: str = ""
    read: bool = False
    begun: bool = False
    asks: str = ""

    def takes_free_text(self) -> bool:
        """Take any words where the value or the month is asked for."""
        return self.asks in {"value", "month"}

    def fill(self, talk: Talk, reading: Reading) -> None:  # noqa: ARG002 (the form's signature)
        """Take the value, who calculated it, and the month."""
        text = talk.incoming.text
        said = quotient_said(text)
        self.value = said if said is not None else self.value
        self.source = source_in(text) or self.source
        self._take_month(month_in(text))
        self.begun = self.begun or said is not None

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the bare number that was asked for."""
        plain = text.strip().replace(" ", "").removesuffix("€")
        if self.asks == "value" and plain.isdecimal() and len(plain) <= len(str(LARGEST)):
            self.value = int(plain)
        return super().say(talk, text, reading)

    def receive(self, talk: Talk, reading: Reading | None) -> Step:
        """Take the certificate, and what its text says; what the parent wrote goes before it."""
        # A new list each time: the kept answers must not change under the row that holds them.
        self.documents = list(dict.fromkeys([*self.documents, *talk.documents]))
        self.album = talk.incoming.album or self.album
        self.begun = True
        found = certificate_of(talk.texts)
        if self.value < 0 and found.value is not None:
            self.value, self.read = found.value, True
        self.source = self.source or found.source
        if not self.month:
            self._take_month(found.month)
        return super().receive(talk, reading)

    def show(self, talk: Talk) -> Step:
        """Show the quotient that counts; or ask for what is missing, then show the recap."""
        self.asks = ""
        home = household_of_actor(talk.work)
        if not self.begun:
            return self._shown(talk, in_force_lines(talk.work, quotient_of_home(talk.work, home.id)))
        if not 0 <= self.value <= LARGEST:
            sentence = (talk.t(actions.NotAQuotient.template, largest=LARGEST),) if self.value > LARGEST else ()
            return self._asked(talk, "value", (*sentence, talk.t(ASK_VALUE)), ())
        if not self.source:
            return self._asked(talk, "source", (talk.t(ASK_SOURCE),), ((Choice(CAF, CAF), Choice(MSA, MSA)),))
        if not self.month:
            return self._asked(talk, "month", (talk.t(ASK_MONTH),), _recent(talk))
        return self._recap(talk, home.id)

    def press(self, talk: Talk, key: str) -> Step:
        """Set what was asked for, or hand in."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key in _OPENS:
            return Step(opens=_OPENS[key])
        if key == OK_KEY and self.begun and self.value >= 0 and self.source and self.month:
            return self._handed_in(talk)
        if key == EDIT_KEY:
            self.value, self.source, self.month, self.read = -1, "", "", False
        elif key == "send":
            self.begun = True
        elif key in {CAF, MSA}:
            self.source = key
        elif key.startswith("m") and key[1:].isdigit():
            self._take_month(date(int(key[1:5]), int(key[5:7]), 1))
        return self.show(talk)

    def _take_month(self, month: date | None) -> None:
        self.month = month.isoformat() if month is not None else self.month

    def _shown(self, talk: Talk, lines: list[str]) -> Step:
        asked_for = rules_in_force(talk.work).quotient.asked_for
        consent = ((talk.choice("consent", CONSENT),),) if asked_for else ()
        rows = ((talk.choice("send", SEND),), *consent, (talk.choice("prices", PRICES), talk.choice(MENU_KEY, MENU)))
        return Step(Screen(talk.t(self.title), (*lines, talk.t(HOW)), rows, Expect.FILES))

    def _asked(self, talk: Talk, what: str, body: tuple[str, ...], rows: tuple[tuple[Choice, ...], ...]) -> Step:
        self.asks = what
        return Step(question(talk, self.title, body, rows, Expect.TEXT if what != "source" else Expect.CHOICE))

    def _recap(self, talk: Talk, household_id: int) -> Step:
        month = date.fromisoformat(self.month)
        until = last_day(rules_in_force(talk.work).quotient, month)
        if until < talk.work.today:
            self.month = ""
            return self._asked(talk, "month", (talk.t(actions.TooOld.template, until=until), talk.t(ASK_MONTH)), _recent(talk))
        words = talk.work.translator
        found = preview(talk.work, household_id, self.value, month)
        if found.until < found.since:
            self.month = ""
            too_soon = talk.t(actions.EndsTooSoon.template, until=found.until, since=found.since)
            return self._asked(talk, "month", (too_soon, talk.t(ASK_MONTH)), _recent(talk))
        head = talk.t(RECAP, value=self.value, source=self.source, month=words.month_and_year(month))
        counts = talk.t(ONCE_ACCEPTED, day=words.day_and_year(found.since), until=words.day_and_year(found.until))
        read = (talk.t(READ_IN_IT),) if self.read else ()
        files = talk.t(WITH_FILES if self.documents else WITHOUT_FILE)
        body = (*read, f"{head}\n{files}", counts, "\n".join(price_lines(talk.work, found.prices)))
        return Step(Screen(talk.t(self.title), tuple(part for part in body if part), recap_rows(talk), Expect.FILES))

    def _handed_in(self, talk: Talk) -> Step:
        home, month = household_of_actor(talk.work), date.fromisoformat(self.month)
        waiting = quotient_of_home(talk.work, home.id).waiting
        if not self.documents and any((one.value, one.month) == (self.value, month) for one in waiting):
            return self._over(talk, talk.t(KNOWN))
        until = last_day(rules_in_force(talk.work).quotient, month)
        files = take_up(talk.work, self.documents, Use(PURPOSE, PURPOSE, valid_until=until)) if self.documents else []
        certificate = Certificate(self.value, self.source, month, document_id=files[0].id if files else None)
        _, item = actions.ask(talk.work, certificate, files)
        return self._over(talk, talk.t(DONE, number=item.number))

    def _over(self, talk: Talk, sentence: str) -> Step:
        return Step(Screen(talk.t(self.title), (sentence,), ((talk.choice(MENU_KEY, MENU),),)), "done")


def _recent(talk: Talk) -> tuple[tuple[Choice, ...], ...]:
    first = talk.work.today.replace(day=1)
    months = [add_months(first, -back) for back in range(RECENT_MONTHS)]
    return tuple((Choice(f"m{one:%Y%m}", talk.work.translator.month_and_year(one)),) for one in months)
