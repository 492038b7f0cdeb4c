"""A family's bills: where each one stands, its paper, why it comes to its amount, day by day, and how to pay it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from villars_core.billing.ledger import balances
from villars_core.billing.papers import attachment
from villars_core.billing.paying import ONLINE
from villars_core.billing.queries import (
    LATE,
    OPEN,
    Bill,
    DayLine,
    bill_for_actor,
    bills_of_actor,
    days_billed,
    lines_of_day,
    reasons_of,
    reconciliation,
    sheet_for_actor,
    sheets_of_actor,
)
from villars_core.conversations.flows import invoices_told as told
from villars_core.conversations.flows.base import MENU, MENU_KEY, Flow, Step, Talk
from villars_core.families import access
from villars_core.i18n import N_, Amount
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.payments.online import ask_link, may_pay_online
from villars_core.reservations.queries import calendar_of
from villars_core.schools.rules_file import BOOK
from villars_core.tariffs.actions import household_of_actor
from villars_core.understanding import Intent, Reading
from villars_core.understanding.figures import amount_said, asks_why, day_of_line

NO_BILL = N_("Vous n’avez pas encore de facture. La première arrive quand le mois est fini.")
TOTAL_LEFT = N_("Reste à payer en tout : {amount}.")
HERE_IT_IS = N_("Voici la facture {number}.")
JOINED = N_("La facture est jointe.")
NOT_FOUND_AMOUNT = N_("Je ne trouve pas {amount} sur vos dernières factures.")
NOT_FOUND_DAY = N_("Je ne trouve rien de ce jour sur vos factures.")
AMOUNT_IS_LINE = N_("{amount} est une ligne de votre facture du mois : {month}.")
ASK_DAY = N_("Pour un jour précis, écrivez par exemple « c’est quoi la ligne du 12 ? ».")
NOTHING_TO_PAY = N_("Rien n’est à payer pour cette facture.")
ALL_PAID = N_("Tout est payé. Merci.")
WHICH_TO_PAY = N_("Quelle facture voulez-vous payer ?")
PAY_ONE = N_("Pour payer {amount}, à régler au plus tard le {day} :")
PAY_LATE = N_("Pour payer {amount}, en retard (c’était à régler au plus tard le {day}) :")
PAPER, PAY, WHY, DAYS = N_("Recevoir la facture"), N_("Payer"), N_("Pourquoi ce montant ?"), N_("Réservé, servi, facturé")
QUOTIENT, ALL_BILLS, BACK = N_("Voir le quotient utilisé"), N_("Toutes mes factures"), N_("Revenir à la facture")
OLDER = N_("Plus anciennes")
LINK_COMES = N_("Le lien de paiement se prépare. Il arrive ici dans un instant, et sert quinze minutes.")
LINK_IS_HERE, OPEN_LINK = N_("Votre lien de paiement est prêt."), N_("Ouvrir la page de paiement")
SHOWN, LOOKED_AT = 6, 24
PARTS = ("", "paper", "why", "quotient", "days", "pay")


@dataclass
class ShowInvoices(Flow):
    """Voir mes factures. `part`: what of the chosen bill is shown; `amount`, `said_day`: what the question was about."""

    name: ClassVar[str] = "show_invoices"
    title: ClassVar[str] = N_("Mes factures")
    invoice: int = 0
    part: str = ""
    page: int = 0
    amount: int = 0
    said_day: int = 0
    said_month: int = 0

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the amount, the day and the question of the words."""
        text = talk.incoming.text
        self.amount = amount_said(text) or 0
        day = day_of_line(text)
        self.said_day, self.said_month = (day.day, day.month) if day is not None else (0, 0)
        if reading.intent is Intent.PAY_INVOICE:
            self.part = "pay"
        elif asks_why(text) or self.amount or self.said_day:
            self.part = "why"

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take a further question about the bill that is shown."""
        self.part = ""
        return super().say(talk, text, reading)

    def show(self, talk: Talk) -> Step:
        """Show the list, or one bill, or what was asked about it."""
        bills = bills_of_actor(talk.work)
        if not bills:
            return self._done(talk, (talk.t(NO_BILL),), ())
        if self.said_day:
            return self._of_day(talk)
        if self.amount and self.part == "why":
            return self._of_amount(talk)
        if not self.invoice and (self.part or len(bills) == 1):
            self.invoice = self._meant(bills).id
        return self._shown(talk, bill_for_actor(talk.work, self.invoice)) if self.invoice else self._list(talk, bills)

    def _shown(self, talk: Talk, bill: Bill) -> Step:
        """Show what of a bill was asked for."""
        if self.part == "pay":
            return Step(opens="pay_invoice", facts={"invoice": bill.id})
        if self.part in {"why", "quotient"}:
            return self._why(talk, bill, figure=self.part == "quotient")
        if self.part == "days":
            return self._days(talk, bill)
        return self._paper(talk, bill) if self.part == "paper" else self._one(talk, bill)

    def press(self, talk: Talk, key: str) -> Step:
        """Choose a bill, or what of it to see."""
        self.amount = self.said_day = self.said_month = 0
        if key in {"all", "older"}:
            self.invoice, self.part = 0, ""
            self.page = self.page + 1 if key == "older" else 0
            return self._list(talk, bills_of_actor(talk.work))
        if key.startswith("b") and key[1:].isdigit():
            self.invoice, self.part = int(key[1:]), ""
        elif key in PARTS:
            self.part = key
        elif key == "one":
            self.part = ""
        return self.show(talk)

    # The list, and one bill

    def _meant(self, bills: Sequence[Bill]) -> Bill:
        """Return the bill of a question that names none: to pay, the oldest that is open; else the newest."""
        unpaid = [one for one in bills if one.state in {OPEN, LATE}]
        return unpaid[-1] if self.part == "pay" and unpaid else bills[0]

    def _list(self, talk: Talk, bills: Sequence[Bill]) -> Step:
        words = talk.work.translator
        start = self.page * SHOWN if self.page * SHOWN < len(bills) else 0
        shown = bills[start : start + SHOWN]
        body = ["\n".join(told.listed(words, one) for one in shown), *_total(talk)]
        rows: list[tuple[Choice, ...]] = [(Choice(f"b{one.id}", told.label_of(words, one)),) for one in shown]
        if start + SHOWN < len(bills):
            rows.append((talk.choice("older", OLDER),))
        return self._done(talk, tuple(body), tuple(rows))

    def _one(self, talk: Talk, bill: Bill) -> Step:
        """Show one bill; by e-mail its paper comes along at once."""
        body = (told.heading(talk.work.translator, bill), *told.standing(talk.work, bill))
        step = self._done(talk, (*body, talk.t(JOINED)) if talk.by_email else body, self._rows(talk, bill, but="one"))
        return _with_paper(talk, step, bill) if talk.by_email else step

    def _paper(self, talk: Talk, bill: Bill) -> Step:
        step = self._done(talk, (talk.t(HERE_IT_IS, number=bill.number),), self._rows(talk, bill, but="paper"))
        return _with_paper(talk, step, bill)

    # Why

    def _why(self, talk: Talk, bill: Bill, *, figure: bool = False) -> Step:
        """Explain the amount: its lines, then each different price; the quotient itself only once it is asked for."""
        words = talk.work.translator
        sheet = sheet_for_actor(talk.work, bill.id)
        body = [told.heading(words, bill), "\n".join([*told.sheet_lines(words, sheet), *told.before_lines(words, sheet)])]
        body += told.why_prices(words, reasons_of(talk.work, bill.id), figure=figure)
        body.append(told.quotient_line(words, sheet) if figure else talk.t(ASK_DAY))
        rows = self._rows(talk, bill, but="why")
        of_quotient = () if figure or sheet.get("own_meals") else ((talk.choice("quotient", QUOTIENT),),)
        return self._done(talk, tuple(body), (*of_quotient, *rows))

    def _of_amount(self, talk: Talk) -> Step:
        """Find what an amount is: a bill, what is left of one, a line, or the price of a day."""
        found = sheets_of_actor(talk.work, LOOKED_AT)
        first = [both for both in found if both[0].id == self.invoice]
        for bill, _ in (*first, *found):
            if self.amount in {bill.amount, bill.open}:
                return self._why(talk, self._take(bill))
        for bill, sheet in (*first, *found):
            if self.amount == sheet["to_pay"]:
                return self._why(talk, self._take(bill))
            lines = [one for one in sheet["lines"] if self.amount in {one["amount"], one["unit"]}]
            if lines:
                return self._line(talk, self._take(bill), lines)
        amount, self.amount, self.part = self.amount, 0, ""
        listed = self._list(talk, [bill for bill, _ in found])
        return _before(listed, talk.t(NOT_FOUND_AMOUNT, amount=Amount(amount)))

    def _line(self, talk: Talk, bill: Bill, lines: Sequence[dict[str, Any]]) -> Step:
        words = talk.work.translator
        head = talk.t(AMOUNT_IS_LINE, amount=Amount(self.amount), month=told.month_of(words, bill))
        days = [words.listed([words.day(date.fromisoformat(day)) for day in one["days"]]) for one in lines]
        said = [f"{text}\n{its}" for text, its in zip(told.sheet_lines(words, {"lines": lines}), days, strict=True)]
        known = {(one["child"], one["unit"]) for one in lines}
        examples = [one for one in reasons_of(talk.work, bill.id) if (one.child, one.unit) in known]
        return self._done(talk, (head, *said, *told.why_prices(words, examples)), self._rows(talk, bill, but=""))

    def _take(self, bill: Bill) -> Bill:
        self.invoice = bill.id
        return bill

    # Days

    def _of_day(self, talk: Talk) -> Step:
        """Explain what a bill says of one day: of the bill that is spoken of, else of the newest that names such a day."""
        found = days_billed(talk.work, self.said_day, self.said_month)
        found = [both for both in found if both[0].id == self.invoice] or found
        if not found:
            self.said_day, self.part = 0, ""
            return _before(self._list(talk, bills_of_actor(talk.work)), talk.t(NOT_FOUND_DAY))
        bill, day = found[0]
        self._take(bill)
        matches = reconciliation(talk.work, bill.id)
        by_child: dict[str, list[DayLine]] = {}
        for one in lines_of_day(talk.work, bill.id, day):
            by_child.setdefault(one.child, []).append(one)
        parts = [
            part
            for child, lines in by_child.items()
            for part in told.day_told(talk.work.translator, lines, matches, _last_minute(talk, child, lines))
        ]
        return self._done(talk, (told.heading(talk.work.translator, bill), *parts), self._rows(talk, bill, but=""))

    def _days(self, talk: Talk, bill: Bill) -> Step:
        words = talk.work.translator
        body = (told.heading(words, bill), *told.reconciled(words, reconciliation(talk.work, bill.id)), talk.t(ASK_DAY))
        return self._done(talk, body, self._rows(talk, bill, but="days"))

    # Screens

    def _rows(self, talk: Talk, bill: Bill, but: str) -> tuple[tuple[Choice, ...], ...]:
        rows: list[tuple[Choice, ...]] = []
        if bill.state in {OPEN, LATE} and told.debit_day(talk.work, bill) is None:
            rows.append((talk.choice("pay", PAY, Role.PRIMARY),))
        known = (("paper", PAPER), ("why", WHY), ("days", DAYS), ("one", BACK))
        rows += [(talk.choice(key, label),) for key, label in known if key != but]
        return (*rows, (talk.choice("all", ALL_BILLS),))

    def _done(self, talk: Talk, body: tuple[str, ...], rows: tuple[tuple[Choice, ...], ...]) -> Step:
        kept = tuple(part for part in body if part)
        return Step(Screen(talk.t(self.title), kept, (*rows, (talk.choice(MENU_KEY, MENU),)), Expect.CHOICE), "done")


@dataclass
class PayInvoice(Flow):
    """Payer une facture."""

    name: ClassVar[str] = "pay_invoice"
    title: ClassVar[str] = N_("Payer une facture")
    invoice: int = 0

    def fill(self, talk: Talk, reading: Reading) -> None:  # noqa: ARG002 (the form's signature)
        """Take the bill whose amount is named."""
        amount = amount_said(talk.incoming.text)
        if amount is not None and talk.work.actor.id is not None:
            self.invoice = next((one.id for one in _unpaid(talk) if amount in {one.amount, one.open}), self.invoice)

    def show(self, talk: Talk) -> Step:
        """Ask which of several, then say how."""
        unpaid = _unpaid(talk)
        if not self.invoice and len(unpaid) > 1:
            words = talk.work.translator
            rows = tuple((Choice(f"b{one.id}", told.label_of(words, one)),) for one in reversed(unpaid))
            return self._screen(talk, (talk.t(WHICH_TO_PAY), *_total(talk)), rows)
        if not self.invoice and not unpaid:
            return self._screen(talk, (talk.t(ALL_PAID if bills_of_actor(talk.work) else NO_BILL),), ())
        bill = bill_for_actor(talk.work, self.invoice or unpaid[0].id)
        self.invoice = bill.id
        if bill.open <= 0:
            return self._screen(talk, (told.heading(talk.work.translator, bill), talk.t(NOTHING_TO_PAY)), ())
        return self._how(talk, bill)

    def _how(self, talk: Talk, bill: Bill) -> Step:
        words = talk.work.translator
        debit = told.debit_day(talk.work, bill)
        if debit is not None:
            said = talk.t(told.WILL_BE_DEBITED, day=debit)
            return self._screen(talk, (told.heading(words, bill), said), ((talk.choice("paper", PAPER),),))
        how = told.paying_of(talk.work, bill, sheet_for_actor(talk.work, bill.id))
        first = talk.t(PAY_LATE if bill.state == LATE else PAY_ONE, amount=told.money(bill.open), day=bill.due_on)
        ways = "\n".join(f"· {one}" for one in how.ways)
        online = may_pay_online(talk.work, bill.open) and not told.is_debited(talk.work, bill.id)
        rows = ((talk.choice("online", ONLINE, Role.PRIMARY),), *how.rows) if online else how.rows
        step = self._screen(talk, (told.heading(words, bill), first, ways), (*rows, (talk.choice("paper", PAPER),)))
        return _with_paper(talk, step, bill) if talk.by_email else step

    def _online(self, talk: Talk) -> Step:
        """Ask for a link to the payment page, where the town's own cash office takes cards: there at once, or in a moment."""
        link = ask_link(talk.work, self.invoice)
        if not link.url:
            return self._screen(talk, (talk.t(LINK_COMES),), ())
        return self._screen(talk, (talk.t(LINK_IS_HERE),), ((Choice("page", talk.t(OPEN_LINK), Role.PRIMARY, url=link.url),),))

    def _screen(self, talk: Talk, body: tuple[str, ...], rows: tuple[tuple[Choice, ...], ...]) -> Step:
        last = (talk.choice("all", ALL_BILLS), talk.choice(MENU_KEY, MENU))
        return Step(Screen(talk.t(self.title), body, (*rows, last), Expect.CHOICE), "done")

    def press(self, talk: Talk, key: str) -> Step:
        """Choose the bill, or see the others."""
        if key == "all":
            return Step(opens="show_invoices")
        if key == "paper":
            return Step(opens="show_invoices", facts={"invoice": self.invoice, "part": "paper"})
        if key == "online" and self.invoice:
            return self._online(talk)
        if key.startswith("b") and key[1:].isdigit():
            self.invoice = int(key[1:])
        return self.show(talk)


def _unpaid(talk: Talk) -> list[Bill]:
    return [one for one in bills_of_actor(talk.work) if one.state in {OPEN, LATE}]


def _total(talk: Talk) -> list[str]:
    """Return what the home owes in all, where it owes something."""
    home = household_of_actor(talk.work).id
    owed = balances(talk.work, (home,)).get(home, 0)
    return [talk.t(TOTAL_LEFT, amount=Amount(owed))] if owed > 0 else []


def _with_paper(talk: Talk, step: Step, bill: Bill) -> Step:
    if step.screen is None:
        return step
    return replace(step, screen=replace(step.screen, attachments=(attachment(talk.work, bill.id, bill.number),)))


def _before(step: Step, sentence: str) -> Step:
    if step.screen is None:
        return step
    return replace(step, screen=replace(step.screen, body=(sentence, *step.screen.body)))


def _last_minute(talk: Talk, name: str, lines: Sequence[DayLine]) -> object:
    """Return until when the meal of a day could change; None where the day was no meal, or the child is no longer the actor's."""
    child = next((one for one in access.children_of_actor(talk.work) if one.first_name == name), None)
    if child is None or lines[0].activity != "canteen":
        return None
    return calendar_of(talk.work, child).last_minute(lines[0].day, BOOK)
