"""Events through every door: the office declares a strike, a family chooses, the office takes it back."""

from datetime import date

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.absences.queries import absent_on
from villars_core.reservations.actions import book
from villars_core.work import SYSTEM


def test_a_strike_is_declared_answered_and_withdrawn(sit: Doorway, town: WalkTown) -> None:
    """Claire declares a strike in the CE1; Nadia keeps Léa at home; the strike is called off.

    claire > /evenement
    < Que se passe-t-il ?
    [Grève]
    [Classe CE1, École élémentaire Jean Moulin]
    > jeudi 3 décembre
    [Demander à chaque famille]
    > Grève nationale des enseignants.
    < jeudi 3 décembre
    < Enfants concernés : 1. Repas réservés : 1.
    < 1 repas à 3,05 €, pour 1 foyer.
    [Valider]
    < les parents sont prévenus
    nadia ~ Grève nationale des enseignants.
    < Grève annoncée, Léa est concerné(e) : jeudi 3 décembre.
    < Gardez-vous votre enfant, ou vient-il manger ?
    {telegram,email} nadia [Je garde mon enfant]
    {terminal} nadia > je garde mon enfant
    < C’est noté : vous gardez Léa, jeudi 3 décembre.
    = lea 2026-12-03
    """
    sit("nadia")
    with town.records.writing(SYSTEM) as work:
        book(work, town.cast.lea, [date(2026, 12, 3)])
    run(transcript_of(test_a_strike_is_declared_answered_and_withdrawn), sit("claire"), town.clock)
    with town.records.reading(SYSTEM) as work:
        assert absent_on(work, date(2026, 12, 3)) == {town.cast.lea.id}
