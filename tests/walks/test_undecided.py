"""The walks of a plain yes where several choices stand: they are said again, and one of them is then taken."""

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of


def test_yes_to_two_ways_out_says_both_and_loses_nothing(sit: Doorway, town: WalkTown) -> None:
    """Nadia answers « oui » to a refusal that offers two things, « d'accord » to which child, and goes on each time.

    > Réserve la cantine lundi 30 novembre et jeudi 3 décembre
    < Pour quel enfant ?
    > D'accord
    < « Léa », « Tom » ou « Tous mes enfants »
    > Léa
    < Réserver la cantine de Léa : lundi 30 novembre et jeudi 3 décembre.
    > oui
    < C’est réservé.
    > ok
    < C’est réservé.
    ! pas compris
    = lea 2026-11-30 2026-12-03
    @ 2026-12-03T08:00
    > Annule la cantine de Léa aujourd'hui
    < Trop tard
    > oui
    < « Signaler une absence » ou « Annuler plutôt jeudi 17 décembre »
    < Trop tard
    ! pas compris
    [Signaler une absence]
    < Signaler l’absence de Léa : jeudi 3 décembre.
    = lea 2026-11-30 2026-12-03
    """
    run(transcript_of(test_yes_to_two_ways_out_says_both_and_loses_nothing), sit("nadia"), town.clock)
