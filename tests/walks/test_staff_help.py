"""The cook and the office at every door: their help, their menu, and what is not theirs."""

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of


def test_the_cook_and_the_office_are_helped_as_staff(sit: Doorway, town: WalkTown) -> None:
    """Marc asks for help at seven in the morning, tries a parent's form and the office's; Claire sees all of hers.

    @ 2026-11-24T07:00
    marc > /aide
    < /effectifs : Effectifs de la cantine
    < /file : File du service
    ! Réserve la cantine
    ! /annonce
    [Menu]
    < Effectifs de la cantine
    ! Réserver la cantine
    > Réserve la cantine de Léa lundi
    < C’est une demande des familles.
    > /annonce
    < Vous n’avez pas le droit de faire cela.
    < Effectifs de la cantine
    > combien de repas jeudi ?
    < jeudi 26 novembre
    < repas
    claire > /aide
    < /annonce : Écrire une annonce
    < /evenement : Déclarer un événement
    < /garde : Changer la garde d’un enfant
    ! Réserve la cantine
    """
    run(transcript_of(test_the_cook_and_the_office_are_helped_as_staff), sit("marc"), town.clock)
