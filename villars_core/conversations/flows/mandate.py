"""Paying by direct debit: the state, the account, the mandate to sign by e-mail, its signed copy, a change of bank, the end of it.

Source: the family guide, "Adhérer au prélèvement automatique". A typed account number is sealed at once, shown by its last four
signs only, and its message is blanked and deleted.
"""

import base64
import re
import secrets
from dataclasses import dataclass, field, replace
from typing import ClassVar

from villars_core.accounts.contact import guardian_of
from villars_core.conversations.flows.base import (
    CANCEL_KEY,
    EDIT_KEY,
    GIVE_UP,
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
from villars_core.conversations.flows.office import pass_on
from villars_core.errors import NotFound
from villars_core.i18n import N_, Amount, Translator
from villars_core.mandates import actions
from villars_core.mandates.models import Mandate
from villars_core.mandates.notices import ASKED, CHANGED, IN_PERSON, REVOKED, TO_SIGN, send_paper, tell_change
from villars_core.mandates.papers import attachment
from villars_core.mandates.rules import STATES, AccountNumber, NotAnIban, NotSepa, account_in, looks_like_account
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.sepa.debited import under_way
from villars_core.storage.vault import Place
from villars_core.understanding import Reading
from villars_core.work import Assurance, Work

STATE, ON_ACCOUNT = N_("État : {state}."), N_("Compte finissant par {digits}.")
TO_CHECK = STATES["to_check"]
ASK_IBAN = N_("Pour adhérer, prenez votre RIB et écrivez votre IBAN. Il commence par FR et a 27 signes.")
ASK_NEW_IBAN = N_("Écrivez l’IBAN du nouveau compte. Il commence par FR et a 27 signes.")
NOT_KEPT = N_("Votre message sera effacé de la conversation ; l’IBAN est gardé chiffré et n’est plus jamais montré en entier.")
NOT_KEPT_BY_MAIL = N_("L’IBAN est gardé chiffré et n’est plus jamais montré en entier. Effacez votre courriel envoyé si vous le pouvez.")
THEN_SIGN = N_("Vous recevrez le mandat rempli par courriel : à imprimer, à signer et à renvoyer.")
NO_IBAN = N_("Je ne vois pas d’IBAN dans votre message.")
RECAP_ASK = N_("Prélèvement sur le compte finissant par {digits}. Titulaire : {holder}.")
RECAP_CHANGE = N_("Le compte finissant par {digits} remplace celui finissant par {former}. Titulaire : {holder}.")
RECAP_REVOKE = N_("Révoquer le mandat sur le compte finissant par {digits} ? Plus rien ne sera prélevé ; vous paierez autrement.")
OTHER_HOLDER = N_("Un autre titulaire")
ASK_HOLDER = N_("Écrivez le nom du titulaire du compte, comme sur le RIB.")
ASKED_DONE = N_("C’est noté. Référence unique du mandat (RUM) : {reference}.")
PAPER_SENT = N_("Le mandat à signer part vers {email}.")
SEND_BACK = N_("Signez-le, puis envoyez-le ici en photo ou en scan.")
COPY = N_("Mandat signé : {count}")
HAND_IN = N_("Transmettre au service")
NOT_THE_MANDATE = N_("C’est autre chose")
HANDED_IN = N_("Merci. Le service Éducation vérifie le mandat et vous prévient.")
PAPERS_PASSED_ON = N_("Ce que vous avez joint est transmis au service Éducation sous le numéro {number}.")
REVOKED_DONE = N_("C’est fait. Le mandat est révoqué, plus rien ne sera prélevé.")
UNDER_WAY = N_("Sauf ceci, déjà transmis à la banque : {amount} le {day}. Pour l’arrêter, adressez-vous à votre banque.")
BROUGHT = N_(
    "Le dépôt en mairie se fait sur rendez-vous seulement. Votre souhait est transmis sous le numéro {number} ; le service vous appelle."
)
WISH = N_("Je souhaite un rendez-vous en mairie pour déposer mon mandat de prélèvement.")
REASON = N_("Motif : {reason}")
CHANGE_ACCOUNT, REVOKE = N_("Changer de compte"), N_("Révoquer le mandat")
RESEND, BRING = N_("Recevoir le mandat par courriel"), N_("Le déposer en mairie")
_STOP = re.compile(r"\b(r[ée]vo[qc]|arr[êe]te|stop|r[ée]sili|annule|supprim|mettre fin|ne plus [êe]tre|cancel|revoke)", re.IGNORECASE)
_OTHER = re.compile(r"\b(chang|nouve|autre (compte|banque)|new (account|bank))", re.IGNORECASE)
_IN_PERSON = re.compile(r"\b(mairie|rendez-?vous|rdv|en main|d[ée]poser|sur place|town hall)\b", re.IGNORECASE)
_LONGEST_NAME = 70


@dataclass
class SepaMandate(Flow):
    """Adhérer au prélèvement. `sealed`: the typed account under `seal_key`, opened by the house's keys only."""

    name: ClassVar[str] = "sepa_mandate"
    is_private: ClassVar[bool] = True
    title: ClassVar[str] = N_("Prélèvement automatique")
    takes_files: ClassVar[bool] = True
    needs: ClassVar[Assurance] = Assurance.STEPPED_UP
    what: str = ""
    sealed: str = ""
    seal_key: str = ""
    digits: str = ""
    holder: str = ""
    problem: str = ""
    documents: list[int] = field(default_factory=list)
    album: str = ""

    def takes_free_text(self) -> bool:
        """Take any words as the holder's name, once it is asked for."""
        return self.what == "holder"

    def fill(self, talk: Talk, reading: Reading) -> None:  # noqa: ARG002 (account numbers are no part of a reading)
        """Take the account that stands in the words, or what is to become of the mandate."""
        text = talk.incoming.text
        self.problem = ""
        if self._take_account(talk, text):
            return
        if _STOP.search(text):
            self.what = "revoke"
        elif _IN_PERSON.search(text):
            self.what = "bring"
        elif _OTHER.search(text) and not self.digits:
            self.what = "change"

    def show(self, talk: Talk) -> Step:
        """Show the state and what may be done, or the recap of what was asked."""
        return replace(self._shown(talk), holds_secret=looks_like_account(talk.incoming.text))

    def receive(self, talk: Talk, reading: Reading | None) -> Step:
        """Take the signed copy; what comes at another moment goes to the office."""
        row = actions.mandate_of_actor(talk.work)
        if row is None or row.state != "waiting":
            step = super().receive(talk, reading)
            if not talk.documents or step.screen is None:
                return step
            number = pass_on(talk, "" if step.holds_secret else talk.incoming.text, "document", facts={"documents": list(talk.documents)})
            body = (talk.t(PAPERS_PASSED_ON, number=number), *step.screen.body)
            return replace(step, screen=replace(step.screen, body=body))
        # A new list each time: the kept answers must not change under the row that holds them.
        self.documents = list(dict.fromkeys([*self.documents, *talk.documents]))
        self.album = talk.incoming.album or self.album
        self.what = "hand_in"
        return self.show(talk)

    def press(self, talk: Talk, key: str) -> Step:
        """Choose what becomes of the mandate, or take the last word."""
        self.problem = ""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY and (self.digits or self.what == "revoke"):
            return self._revoked(talk) if self.what == "revoke" else self._validated(talk)
        if key == "send" and self.documents:
            return self._handed_in(talk)
        if key == "proof" and self.documents:
            return Step(opens="justify_absence", facts={"documents": self.documents})
        if key == "paper":
            return self._paper(talk)
        if key == EDIT_KEY:
            self.sealed = self.seal_key = self.digits = self.holder = ""
            self.documents = []
            self.what = "change" if self.what in {"change", "holder", ""} else ""
        elif key in {"change", "revoke", "bring", "holder"}:
            self.what = key
        return self.show(talk)

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the account, the holder's name, or a wish."""
        if self.what == "holder" and not looks_like_account(text):
            self.holder, self.what = " ".join(text.split())[:_LONGEST_NAME], ""
            return self.show(talk)
        self.fill(talk, reading)
        row = actions.mandate_of_actor(talk.work)
        asks = row is None or row.state not in actions.LIVE or self.what == "change"
        if asks and not self.digits and not self.problem and self.what in {"", "change"}:
            self.problem = talk.t(NO_IBAN)
        return self.show(talk)

    # What is shown

    def _shown(self, talk: Talk) -> Step:
        if self.what == "bring":
            return self._brought(talk)
        if self.what == "holder":
            return Step(question(talk, self.title, (talk.t(ASK_HOLDER),), (), Expect.TEXT))
        if self.what == "hand_in" and self.documents:
            count = talk.work.translator.n("{count} document reçu.", "{count} documents reçus.", len(self.documents))
            others = (talk.choice("proof", NOT_THE_MANDATE), talk.choice(EDIT_KEY, GIVE_UP, Role.BACK))
            rows = ((talk.choice("send", HAND_IN, Role.PRIMARY),), others)
            return Step(Screen(talk.t(self.title), (talk.t(COPY, count=count),), rows, Expect.FILES))
        row = actions.mandate_of_actor(talk.work)
        return Step(self._of_mandate(talk, row, row if row is not None and row.state in actions.LIVE else None))

    def _of_mandate(self, talk: Talk, row: Mandate | None, live: Mandate | None) -> Screen:
        if self.digits:
            return self._recap(talk, live)
        if self.what == "revoke" and live is not None:
            lines = (talk.t(RECAP_REVOKE, digits=live.last_digits), *_under_way(talk.work, live, talk.work.translator))
            return Screen(talk.t(self.title), lines, recap_rows(talk), Expect.CHOICE)
        if self.what == "change" and live is not None:
            return self._asked(talk, (talk.t(ASK_NEW_IBAN),))
        return self._state(talk, row)

    def _state(self, talk: Talk, row: Mandate | None) -> Screen:
        state = row.state if row is not None else "none"
        lines = [talk.t(STATE, state=talk.t(STATES[state]))]
        if row is None or state not in actions.LIVE:
            return self._asked(talk, (*lines, talk.t(ASK_IBAN), talk.t(THEN_SIGN)))
        lines.append(talk.t(ON_ACCOUNT, digits=row.last_digits))
        reason = row.unseal_text("reason", talk.work.vault)
        lines += [talk.t(REASON, reason=reason)] if reason else []
        waits = state == "waiting"
        lines += [talk.t(SEND_BACK), talk.t(IN_PERSON)] if waits else []
        signing = (talk.choice("paper", RESEND, Role.PRIMARY), talk.choice("bring", BRING)) if waits else ()
        changing = (talk.choice("change", CHANGE_ACCOUNT), talk.choice("revoke", REVOKE, Role.DANGER))
        rows: tuple[tuple[Choice, ...], ...] = (
            (signing, changing, (talk.choice(MENU_KEY, MENU),))
            if waits
            else (
                changing,
                (talk.choice(MENU_KEY, MENU),),
            )
        )
        return Screen(talk.t(self.title), tuple(lines), rows, Expect.FILES if waits else Expect.CHOICE)

    def _asked(self, talk: Talk, lines: tuple[str, ...]) -> Screen:
        problem = (self.problem,) if self.problem else ()
        kept = talk.t(NOT_KEPT_BY_MAIL if talk.by_email else NOT_KEPT)
        return question(talk, self.title, (*problem, *lines, kept), (), Expect.TEXT)

    def _recap(self, talk: Talk, live: Mandate | None) -> Screen:
        holder = self.holder or self._own_name(talk)
        former = live.last_digits if live is not None else ""
        sentence = talk.t(RECAP_CHANGE if live is not None else RECAP_ASK, digits=self.digits, former=former, holder=holder)
        rows = (*recap_rows(talk), (talk.choice("holder", OTHER_HOLDER),))
        return Screen(talk.t(self.title), (sentence, talk.t(THEN_SIGN)), rows, Expect.CHOICE)

    def _own_name(self, talk: Talk) -> str:
        guardian = guardian_of(talk.work, talk.account)
        return f"{guardian.first_name} {guardian.last_name}"

    # What is done

    def _validated(self, talk: Talk) -> Step:
        account = self._account(talk)
        live = actions.mandate_of_actor(talk.work)
        if live is not None and live.state in actions.LIVE:
            row, template = actions.change_account(talk.work, account, self.holder), CHANGED
        else:
            row, template = actions.ask(talk.work, account, self.holder), ASKED
        self.sealed = self.seal_key = self.digits = self.holder = self.what = ""
        tell_change(talk.work, row, template, to_sign=True)
        lines = [talk.t(STATE, state=talk.t(STATES[row.state])), talk.t(ASKED_DONE, reference=row.reference)]
        papers = (attachment(talk.work, row),) if talk.by_email else ()
        if talk.by_email:
            lines += [talk.t(TO_SIGN), talk.t(IN_PERSON)]
        elif talk.account is not None:
            lines += [talk.t(PAPER_SENT, email=talk.account.email), talk.t(SEND_BACK), talk.t(IN_PERSON)]
        rows = ((talk.choice("bring", BRING),), (talk.choice(MENU_KEY, MENU),))
        # The form stays open: the next thing to come is the signed copy.
        return Step(Screen(talk.t(self.title), tuple(lines), rows, Expect.FILES, attachments=papers))

    def _handed_in(self, talk: Talk) -> Step:
        actions.hand_in(talk.work, self.documents)
        self.documents, self.what = [], ""
        return self._ended(talk, talk.t(STATE, state=talk.t(TO_CHECK)), talk.t(HANDED_IN))

    def _revoked(self, talk: Talk) -> Step:
        row = actions.revoke(talk.work)
        self.what = ""
        tell_change(talk.work, row, REVOKED, more=lambda words: _under_way(talk.work, row, words))
        return self._ended(talk, talk.t(REVOKED_DONE), *_under_way(talk.work, row, talk.work.translator))

    def _paper(self, talk: Talk) -> Step:
        row = actions.mandate_of_actor(talk.work)
        if row is None or row.state not in actions.LIVE or talk.account is None:
            raise NotFound
        step = self.show(talk)
        if step.screen is None:
            return step
        if talk.by_email:
            return Step(replace(step.screen, attachments=(attachment(talk.work, row),)), step.state)
        send_paper(talk.work, row, talk.account)
        body = (talk.t(PAPER_SENT, email=talk.account.email), *step.screen.body)
        return Step(replace(step.screen, body=body), step.state)

    def _brought(self, talk: Talk) -> Step:
        self.what = ""
        number = pass_on(talk, talk.t(WISH), "mandate_appointment")
        return self._ended(talk, talk.t(BROUGHT, number=number))

    def _ended(self, talk: Talk, *lines: str) -> Step:
        return Step(Screen(talk.t(self.title), lines, ((talk.choice(MENU_KEY, MENU),),)), "done")

    # The account

    def _take_account(self, talk: Talk, text: str) -> bool:
        """Seal the account that stands in some words; what is wrong with it is told, never repeated."""
        try:
            found = account_in(text)
        except (NotAnIban, NotSepa) as refusal:
            self.problem = talk.t(refusal.template, **refusal.facts())
            self.what = self.what or "change"
            return True
        if found is None:
            return False
        self.seal_key = secrets.token_hex(16)
        raw = f"{found.iban} {found.bic}".encode()
        self.sealed = base64.b64encode(talk.work.vault.seal(raw, self._place())).decode()
        self.digits, self.what = found.last_digits, ""
        return True

    def _account(self, talk: Talk) -> AccountNumber:
        raw = talk.work.vault.open(base64.b64decode(self.sealed), self._place())
        iban, _, bic = raw.decode().partition(" ")
        return AccountNumber(iban, bic)

    def _place(self) -> Place:
        return Place("dialogue", "account", self.seal_key)


def _under_way(work: Work, row: Mandate, words: Translator) -> tuple[str, ...]:
    """Return a line for each debit that the bank will make all the same."""
    return tuple(words.t(UNDER_WAY, amount=Amount(amount), day=words.day_and_year(day)) for day, amount in under_way(work, row.id))
