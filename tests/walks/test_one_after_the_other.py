"""Two requests in one chat message: each has its recap, the second when the first has ended; a mail shows both together."""

from tests.walks.doors import WalkTown, telegram_doorway, terminal_doorway
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of


def _walked(doorway: Doorway, town: WalkTown) -> None:
    run(transcript_of(test_two_requests_are_recapped_one_after_the_other), doorway("nadia"), town.clock)


def test_two_requests_are_recapped_one_after_the_other(town: WalkTown) -> None:
    """Nadia orders for two children at once, and gives one of them up.

    > Réserve la cantine de Tom vendredi 4 décembre
    [Valider]
    > Léa mangera jeudi 3 décembre, par contre annulez Tom vendredi 4 décembre
    < Réserver la cantine de Léa : jeudi 3 décembre.
    < Ensuite : Annuler la cantine.
    [Valider]
    < Annuler la cantine de Tom : vendredi 4 décembre.
    [Valider]
    < C’est annulé. Tom ne mangera pas à la cantine : vendredi 4 décembre.
    """
    with telegram_doorway(town) as (doorway, _):
        _walked(doorway, town)


def test_the_same_at_a_keyboard(town: WalkTown) -> None:
    _walked(terminal_doorway(town), town)
