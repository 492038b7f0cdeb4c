"""The tax certificate through every door: told of in April, received, asked for another year; and asked for in words."""

from datetime import date, time

from sqlalchemy import select

from tests.billing.conftest import Months, as_of
from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.attendance.actions import point
from villars_core.attendance.rules import Fact, Moment
from villars_core.billing import tax_notices
from villars_core.billing.models import Invoice
from villars_core.payments.actions import Receipt, settle
from villars_core.work import SYSTEM

OCTOBER = date(2026, 10, 1)
EVENINGS = [date(2026, 10, day) for day in (5, 6, 8, 12, 13, 15)]


def test_each_parent_is_told_in_april_and_receives_the_paper(sit: Doorway, town: WalkTown) -> None:
    """Nadia and Paul are told; who has a chat receives the paper on request, who has none by mail at once.

    {telegram} ~ Votre attestation fiscale 2026 pour les frais de garde est prête.
    {telegram} ! Tom
    {telegram} ! €
    {telegram} [Recevoir l’attestation]
    {email} ~ Votre attestation fiscale 2026 est jointe : 16,80
    {email} ! Tom
    {email,terminal} > Je voudrais l'attestation fiscale pour mes impôts
    < Voici votre attestation fiscale 2026 : 16,80
    < Tom Martin : 16,80
    < AF-2027-00001
    [2025]
    < Pour 2025, aucune somme payée n’y ouvre droit.
    paul > /attestation
    < AF-2027-00001
    """
    _cared_for_and_paid(town)
    with town.records.writing(SYSTEM) as work:
        assert tax_notices.keep_up(work) == 1
        assert tax_notices.tell(work) == 2
    run(transcript_of(test_each_parent_is_told_in_april_and_receives_the_paper), sit("nadia"), town.clock)


def test_it_is_asked_for_in_words(sit: Doorway, town: WalkTown) -> None:
    """Nadia asks for the present year, which is not over; Sophie paid nothing that counts.

    @ 2026-12-07T10:00
    > l'attestation fiscale 2026 s'il vous plaît
    < Voici votre attestation fiscale 2026 : 16,80
    < L’année 2026 n’est pas finie
    sophie > Il me faut l'attestation pour le crédit d'impôt
    ! Tom
    < aucune somme payée n’y ouvre droit
    """
    _cared_for_and_paid(town)
    run(transcript_of(test_it_is_asked_for_in_words), sit("nadia"), town.clock)


def _cared_for_and_paid(town: WalkTown) -> None:
    """Let Tom stay six evenings, bill October, and let the bill be paid; April comes."""
    months = Months(town.records, town.clock, town.cast)
    months.at(2026, 10, 31, 19)
    with town.records.writing(SYSTEM) as work:
        for day in EVENINGS:
            point(as_of(work, town.cast.claire), town.cast.tom, Moment(day, "childcare", "evening"), Fact("present", None, time(18, 25)))
    months.call_the_roll(OCTOBER, date(2026, 10, 31))
    months.at(2026, 11, 2)
    months.issue(OCTOBER)
    months.at(2026, 11, 20)
    with town.records.writing(SYSTEM) as work:
        invoice = work.session.scalars(select(Invoice)).one()
        settle(as_of(work, town.cast.claire), Receipt(invoice.id, invoice.charges, "transfer", "virement 1", work.today))
    months.at(2027, 4, 1, 12)
