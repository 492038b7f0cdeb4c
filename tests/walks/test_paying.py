"""Paying a bill through every door: by a link where the town takes cards itself, with the references where the Treasury does."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import select

from tests.billing.conftest import as_of
from tests.conversations.billed import bill_october
from tests.servers.payfip import Service, payfip
from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.billing.ledger import open_amounts
from villars_core.clock import MovableClock
from villars_core.demo.cast import rules_text
from villars_core.money import Cents
from villars_core.payments import online
from villars_core.payments.actions import Receipt, settle
from villars_core.payments.models import Payment
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM


class WorkingClock(MovableClock):
    """The town's clock; whenever it is moved, the bank decides as it is told, and the worker looks."""

    def __init__(self, town: WalkTown, service: Service, letters: str) -> None:
        """Begin with what the bank decides at each move: "." nothing."""
        super().__init__(town.clock.now())
        self.town, self.service, self.letters = town, service, list(letters)

    def move_to(self, instant: datetime) -> None:
        """Move the town's clock, decide, and look."""
        self.town.clock.move_to(instant)
        letter = self.letters.pop(0)
        if letter != ".":
            self.service.results[list(self.service.orders)[-1]] = letter
        online.run(self.town.records)


@pytest.fixture
def service(town: WalkTown) -> Iterator[Service]:
    """Give PayFiP on the loopback, in a town that takes cards itself."""
    with payfip() as found:
        page = found.url.partition("/tpa")[0]
        back = f'service = "{found.url}"\nnotify = "https://villars.example/n"\nback = "https://villars.example/b"'
        head, _, rest = rules_text().partition("[payfip]")
        _, _, tail = rest.partition("[treasury]")
        with town.records.writing(SYSTEM) as work:
            load_rules(work, f'{head}[payfip]\nform = "regie"\nclient = "042390"\npage = "{page}"\n{back}\n[treasury]{tail}', "rules.toml")
        yield found


def test_a_bill_is_paid_by_a_link(sit: Doorway, town: WalkTown, service: Service) -> None:
    """Nadia asks for a link; the bank refuses at first; she asks for another, and her payment is recorded once.

    > je veux payer ma facture
    < Facture FA-2026-00001, octobre 2026 : 30,50
    < « Payer en ligne » prépare un lien
    ! Copier la référence
    [Payer en ligne]
    < Le lien de paiement se prépare.
    @ 2026-11-23T09:02
    ~ Voici le lien pour payer 30,50
    < facture FA-2026-00001
    < Payez une seule fois.
    @ 2026-11-23T09:06
    ~ a été refusé par la banque. Rien n’a été pris.
    {telegram,email} [Demander un autre lien]
    {terminal} > Payer
    < Payer en ligne
    [Payer en ligne]
    < Le lien de paiement se prépare.
    @ 2026-11-23T09:10
    ~ Voici le lien pour payer 30,50
    @ 2026-11-23T09:14
    ~ Votre paiement de 30,50
    < Reçu RC-2026-00001
    {telegram,email} [Voir mes factures]
    {terminal} > Mes factures
    < Payée.
    ! Payer en ligne
    > je veux payer ma facture
    {telegram,terminal} < Tout est payé. Merci.
    {email} < Rien n’est à payer pour cette facture.
    """
    invoice = bill_october(town)["Famille Martin"]
    run(transcript_of(test_a_bill_is_paid_by_a_link), sit("nadia"), WorkingClock(town, service, ".R.P"))
    with town.records.reading(SYSTEM) as work:
        paid = work.session.scalars(select(Payment)).one()
        assert (paid.way, paid.amount, open_amounts(work).get(invoice, 0)) == ("card", 3050, 0)


def test_the_other_parent_asks_too_and_pays_nothing_twice(sit: Doorway, town: WalkTown, service: Service) -> None:
    """Nadia has paid, and nobody knows it yet, when Paul asks for a link: the first is looked at before another is made.

    > je veux payer ma facture
    [Payer en ligne]
    @ 2026-11-23T09:02
    ~ Voici le lien pour payer 30,50
    paul > Payer
    [Payer en ligne]
    < Le lien de paiement se prépare.
    @ 2026-11-23T09:04
    nadia ~ Votre paiement de 30,50
    paul ~ La facture FA-2026-00001 vient d’être réglée
    """
    bill_october(town)
    run(transcript_of(test_the_other_parent_asks_too_and_pays_nothing_twice), sit("nadia"), WorkingClock(town, service, ".P"))
    assert len(service.orders) == 1


def test_a_bill_is_paid_with_the_references_and_the_treasury_tells(sit: Doorway, town: WalkTown) -> None:
    """The Treasury has told that 10 € came in; Nadia copies the references to its page for the rest.

    > Mes factures
    < Reste à payer : 20,50
    > Payer
    < Pour payer 20,50
    < identifiant 042390
    < Copier l’identifiant
    < Copier la référence
    < Copier le montant
    < Ouvrir PayFiP
    < Trésorerie de Firminy
    < Chez un buraliste agréé
    """
    invoice = bill_october(town)["Famille Martin"]
    with town.records.writing(SYSTEM) as work:
        settle(as_of(work, town.cast.claire), Receipt(invoice, Cents(1000), "treasury", "treasury 1", work.today))
    run(transcript_of(test_a_bill_is_paid_with_the_references_and_the_treasury_tells), sit("nadia"), town.clock)
