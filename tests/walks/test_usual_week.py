"""The usual week through every door: said by the parent, kept, proposed in the calendar, and given up; nothing is booked by it."""

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of


def test_a_parent_says_the_usual_week_and_books_by_it(sit: Doorway, town: WalkTown) -> None:
    """Nadia keeps two weekdays for both children, books by them in one tap, changes them in words and gives them up; Paul keeps his own.

    > ma semaine type
    < Pour quel enfant ?
    [Léa]
    < Aucune semaine habituelle n’est gardée pour Léa.
    ! Garder cette semaine
    [lundi]
    [jeudi]
    < À garder pour Léa : lundi et jeudi.
    [La même chose pour Tom]
    [Garder cette semaine]
    < Semaine habituelle de Léa : lundi et jeudi.
    < Semaine habituelle de Tom : lundi et jeudi.
    < Rien n’est réservé sans vous.
    = lea
    > /calendrier
    [Léa]
    {telegram,terminal} [Par semaine]
    {telegram,terminal} [Plus tard ›]
    {telegram,terminal} [Comme d’habitude (lundi et jeudi)]
    {telegram,terminal} < Réserver la cantine de Léa : lundi 30 novembre et jeudi 3 décembre.
    {telegram,terminal} [Valider]
    {telegram,terminal} = lea 2026-11-30 2026-12-03
    > Je voudrais changer ma semaine type pour Léa : mardi et vendredi
    < Semaine habituelle de Léa : lundi et jeudi.
    < À garder pour Léa : mardi et vendredi.
    [Garder cette semaine]
    < Semaine habituelle de Léa : mardi et vendredi.
    paul > /semaine
    [Léa]
    < Aucune semaine habituelle n’est gardée pour Léa.
    nadia > Quelle est la semaine habituelle de Léa ?
    < Semaine habituelle de Léa : mardi et vendredi.
    [Ne plus la proposer]
    < C’est noté : plus de semaine habituelle pour Léa.
    > ma semaine type pour Léa
    < Aucune semaine habituelle n’est gardée pour Léa.
    """
    run(transcript_of(test_a_parent_says_the_usual_week_and_books_by_it), sit("nadia"), town.clock)
