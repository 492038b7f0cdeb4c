"""What the town says by itself about money, through every door, and what is answered to it: a late bill, a quotient that ends."""

from datetime import datetime

from tests.conversations.billed import bill_october
from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.clock import PARIS
from villars_core.staff.reminding import look
from villars_core.tariffs.notices import warn
from villars_core.work import SYSTEM


def test_a_late_bill_is_reminded_of_once_the_office_agrees(sit: Doorway, town: WalkTown) -> None:
    """The office looks at what would be sent, and sends it; Nadia asks how to pay, then says what is wrong.

    claire > /file
    [D-2026-00001 Relances à approuver : 3]
    [Accepter]
    nadia ~ La facture FA-2026-00001 (octobre 2026) était à régler au plus tard le lundi 23 novembre. Il reste 30,50
    {email} > J'ai perdu mon emploi, est-ce que je peux payer en deux fois ?
    {email} < transmis au service Éducation
    {email} claire > /file
    {email} [D-2026-00002 Message de Nadia Martin]
    {email} < payer en deux fois
    {email} nadia ~ La facture FA-2026-00001 (octobre 2026) était à régler au plus tard
    {telegram,email} [Comment payer]
    {terminal} > comment payer ?
    < Pour payer 30,50
    < Trésorerie de Firminy
    """
    bill_october(town)
    town.clock.move_to(datetime(2026, 12, 10, 9, 0, tzinfo=PARIS))
    with town.records.writing(SYSTEM) as work:
        assert look(work) >= 1
    run(transcript_of(test_a_late_bill_is_reminded_of_once_the_office_agrees), sit("claire"), town.clock)


def test_a_quotient_that_ends_is_told_of_and_renewed(sit: Doorway, town: WalkTown) -> None:
    """Four weeks before the end Nadia is told from when the full price counts; she sends the new certificate.

    nadia ~ Votre quotient familial est valable jusqu’au
    < le tarif sans quotient s’applique à partir du vendredi 1er octobre
    {telegram,email} [Envoyer mon attestation]
    {terminal} > /quotient
    > [file attestation.jpg]
    < Quelle est la valeur du quotient familial ?
    > 610 €
    < Qui l’a calculé ?
    [CAF]
    < De quel mois
    """
    town.clock.move_to(datetime(2027, 9, 6, 9, 0, tzinfo=PARIS))
    with town.records.writing(SYSTEM) as work:
        assert warn(work) >= 1
    run(transcript_of(test_a_quotient_that_ends_is_told_of_and_renewed), sit("nadia"), town.clock)
