"""Events through every door: the office declares a strike, a family chooses, the office takes it back."""

from datetime import date

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.absences.queries import absent_on
from villars_core.accounts.queries import actor_of
from villars_core.announcements.event_actions import withdraw
from villars_core.announcements.event_queries import latest_events
from villars_core.reservations.actions import book
from villars_core.work import SYSTEM, Assurance


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
    < 1 repas à 3,05 €, pour 1 foyer.
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


def test_a_trip_closes_the_day_of_its_class_alone_and_opens_it_again(sit: Doorway, town: WalkTown) -> None:
    """Claire sees what the meals of a trip are worth, home by home; Nadia finds Léa's day closed, Fatou books Awa's; it is called off.

    claire > /evenement
    [Sortie scolaire]
    [Classe CE1, École élémentaire Jean Moulin]
    > jeudi 3 décembre
    [Annuler les repas]
    > Sortie au musée.
    < Enfants concernés : 1. Repas réservés : 1.
    < 1 repas à 3,05 €, pour 1 foyer.
    < En tout 3,05 €, dont 3,05 € ne seront pas facturés.
    [Voir par foyer]
    < Famille Martin : 1 repas, 3,05 €
    [Retour]
    [Une partie du jour]
    [Le matin]
    < Le matin seulement.
    ! 3,05 €
    [Une partie du jour]
    [Toute la journée]
    < En tout 3,05 €
    [Valider]
    < les parents sont prévenus
    nadia ~ Sortie au musée.
    < Le repas est annulé et ne vous sera pas facturé : jeudi 3 décembre.
    nadia > Réserve la cantine de Léa jeudi 3 décembre
    < Pas de cantine jeudi 3 décembre : Sortie au musée.
    < vendredi 4 décembre
    {telegram,terminal} nadia > /calendrier
    {telegram,terminal} [Léa]
    {telegram,terminal} [Plus tard ›]
    {telegram,terminal} [· 3]
    {telegram,terminal} < Pas de cantine jeudi 3 décembre : Sortie au musée.
    fatou > Réserve la cantine d'Awa jeudi 3 décembre
    [Valider]
    = awa 2026-12-03
    = lea
    """
    sit("nadia")
    with town.records.writing(SYSTEM) as work:
        book(work, town.cast.lea, [date(2026, 12, 3)])
    run(transcript_of(test_a_trip_closes_the_day_of_its_class_alone_and_opens_it_again), sit("claire"), town.clock)
    with town.records.writing(actor_of(town.cast.claire, "terminal", Assurance.LINKED)) as work:
        withdraw(work, latest_events(work)[0].id)
    run(transcript_of(_called_off), sit("nadia"), town.clock)


def _called_off() -> None:
    """Tell that the trip does not take place.

    nadia ~ n’a plus lieu pour Léa
    < Le repas est de nouveau réservé : jeudi 3 décembre.
    = lea 2026-12-03
    > Annule la cantine de Léa jeudi 3 décembre
    [Valider]
    = lea
    > Réserve la cantine de Léa jeudi 3 décembre
    [Valider]
    = lea 2026-12-03
    """
