"""The waiting list through every door: no place, a place in order, taken in a word."""

from datetime import date

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.reservations.actions import book
from villars_core.reservations.places import Place, set_capacity, site_of
from villars_core.work import SYSTEM

DAY = date(2026, 12, 10)


def test_a_full_day_is_waited_for_and_the_freed_place_taken(sit: Doorway, town: WalkTown) -> None:
    """Awa has the last place; Léa waits, and eats once Fatou gives it back.

    nadia > Réserve la cantine de Léa jeudi 10 décembre
    [Valider]
    < Plus de place à la cantine pour Léa
    < vous êtes sur la liste d’attente
    = lea
    fatou > Annule la cantine d'Awa jeudi 10 décembre
    [Valider]
    < Awa ne mangera pas à la cantine
    nadia ~ Une place s’est libérée à la cantine pour Léa, jeudi 10 décembre.
    {telegram,email} nadia [Je prends la place]
    {terminal} nadia > oui
    < Léa mangera à la cantine
    = lea 2026-12-10
    """
    with town.records.writing(SYSTEM) as work:
        site = site_of(work, town.cast.lea)
        assert site is not None
        set_capacity(work, Place(site), DAY, DAY, 1)
        book(work, town.cast.awa, [DAY])
    run(transcript_of(test_a_full_day_is_waited_for_and_the_freed_place_taken), sit("nadia"), town.clock)
