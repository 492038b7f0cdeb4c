"""Custody through every door: each home sees its own days, and nothing of the other's."""

from datetime import date

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.families.actions import except_days
from villars_core.reservations import custody
from villars_core.reservations.actions import book
from villars_core.work import SYSTEM


def test_each_parent_sees_own_days_and_nothing_of_the_other_home(sit: Doorway, town: WalkTown) -> None:
    """Karim has booked in his week; Sophie asks for her days, tries his, and looks at the calendar.

    sophie > Quels jours sont les miens ?
    < Vos jours avec Inès :
    < du lundi 23 novembre au dimanche 29 novembre
    < du lundi 7 décembre au dimanche 13 décembre
    ! 30 novembre
    ! Karim
    sophie > Réserve la cantine d'Inès lundi 30 novembre
    < ne fait pas partie de vos jours
    ! réservé
    sophie > Annule la cantine d'Inès lundi 30 novembre
    < ne fait pas partie de vos jours
    ! réservé
    = ines 2026-11-30
    """
    with town.records.writing(SYSTEM) as work:
        book(work, town.cast.ines, [date(2026, 11, 30)])
    run(transcript_of(test_each_parent_sees_own_days_and_nothing_of_the_other_home), sit("sophie"), town.clock)


def test_swapped_days_are_told_to_each_home_by_its_own_days(sit: Doorway, town: WalkTown) -> None:
    """The office gives Karim the two last days of Sophie's next week.

    karim ~ Le calendrier de garde de Inès change à partir du jeudi 10 décembre.
    < jeudi 10 décembre
    ! Sophie
    sophie ~ Le calendrier de garde de Inès change à partir du jeudi 10 décembre.
    ! jeudi 10 décembre, vendredi 11 décembre
    ! Karim
    sophie > Réserve la cantine d'Inès jeudi 10 décembre
    < ne fait pas partie de vos jours
    karim > Réserve la cantine d'Inès jeudi 10 décembre
    [Valider]
    < Inès mangera à la cantine
    = ines 2026-12-10
    """
    for who in ("karim", "sophie"):
        sit(who)
    with town.records.writing(SYSTEM) as work:
        karim = town.cast.karim.guardian_id
        assert karim is not None
        days = (date(2026, 12, 10), date(2026, 12, 11))
        custody.apply(work, town.cast.ines, lambda: except_days(work, town.cast.ines, karim, *days))
    run(transcript_of(test_swapped_days_are_told_to_each_home_by_its_own_days), sit("karim"), town.clock)
