"""What a home has paid, the newest first, and the receipt of each payment that the town took itself."""

from dataclasses import dataclass
from typing import ClassVar

from villars_core.conversations.flows.base import MENU, MENU_KEY, Flow, Step, Talk
from villars_core.i18n import N_, Amount
from villars_core.notifications.screens import Choice, Expect, Screen
from villars_core.payments import papers
from villars_core.payments.queries import PaymentLine, payments_of_actor

SHOWN = 8
NOTHING = N_("Aucun paiement n’est enregistré pour votre foyer.")
PAID = N_("{day} : {amount} {way}, facture {invoice}.")
TAKEN_BACK = N_("{day} : {amount} repris, facture {invoice}.")
WAYS = {
    "card": N_("par carte"),
    "debit": N_("par prélèvement"),
    "cheque": N_("par chèque"),
    "cash": N_("en espèces"),
    "treasury": N_("au Trésor public"),
    "transfer": N_("par virement"),
}
RECEIPT = N_("Reçu {number}")
HERE = N_("Voici le reçu {number}.")
NO_PAPER = N_("Pour un paiement en ligne, au Trésor public ou par prélèvement, le justificatif vient de celui qui l’a encaissé.")
BILLS = N_("Mes factures")


@dataclass
class MyReceipts(Flow):
    """Voir mes paiements et leurs reçus."""

    name: ClassVar[str] = "my_receipts"
    title: ClassVar[str] = N_("Mes reçus")

    def show(self, talk: Talk) -> Step:
        """Show the payments, with a choice for each receipt."""
        return self._shown(talk, payments_of_actor(talk.work, SHOWN))

    def press(self, talk: Talk, key: str) -> Step:
        """Give a receipt."""
        if key == "bills":
            return Step(opens="show_invoices")
        found = payments_of_actor(talk.work, SHOWN)
        number = key.removeprefix("r-")
        if number not in {one.receipt for one in found if one.receipt}:
            return self._shown(talk, found)
        step = self._shown(talk, found)
        rows = step.screen.rows if step.screen is not None else ()
        paper = papers.attachment(talk.work.translator, number)
        return Step(Screen(talk.t(self.title), (talk.t(HERE, number=number),), rows, Expect.CHOICE, attachments=(paper,)), "done")

    def _shown(self, talk: Talk, found: list[PaymentLine]) -> Step:
        lines = [_line(talk, one) for one in found]
        if any(not one.receipt for one in found):
            lines.append(talk.t(NO_PAPER))
        rows = [(Choice(f"r-{one.receipt}", talk.t(RECEIPT, number=one.receipt)),) for one in found if one.receipt and one.amount > 0]
        last = (talk.choice("bills", BILLS), talk.choice(MENU_KEY, MENU))
        return Step(Screen(talk.t(self.title), tuple(lines) or (talk.t(NOTHING),), (*rows, last), Expect.CHOICE), "done")


def _line(talk: Talk, one: PaymentLine) -> str:
    template = PAID if one.amount > 0 else TAKEN_BACK
    amount = Amount(abs(one.amount))
    return talk.t(template, day=one.paid_on, amount=amount, way=talk.t(WAYS.get(one.way, "")), invoice=one.invoice or "—")
