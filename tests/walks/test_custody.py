"""Custody through every door: each home sees its own days, and nothing of the other's."""

from datetime import date

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.families.actions import except_days
from villars_core.families.custody import users_of
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


def test_the_office_swaps_days_with_what_they_touch_shown_first(sit: Doorway, town: WalkTown) -> None:
    """Claire swaps days; each home reads of its own days only.

    claire > /garde
    < Quel enfant ?
    > Inès Haddat
    < Aucun enfant ne porte ce nom.
    > inès haddad
    < Inès Haddad : garde alternée
    < du lundi 23 novembre au dimanche 29 novembre 2026 : Sophie Roche
    [Échanger des jours]
    [Karim Haddad]
    > bientôt
    < Je n’ai pas compris les jours.
    > du 10 au 13 décembre
    < Karim Haddad a l’enfant du jeudi 10 décembre au dimanche 13 décembre 2026.
    < du jeudi 10 décembre au dimanche 13 décembre 2026 : Sophie Roche → Karim Haddad (1 repas réservés)
    < 4 jours changent de main, dont 1 avec un repas réservé.
    [Valider]
    < Chaque parent est prévenu de ses jours
    karim ~ Le calendrier de garde de Inès change à partir du jeudi 10 décembre.
    < Un repas est déjà réservé ces jours-là
    ! Sophie
    karim > Annule la cantine d'Inès jeudi 10 décembre
    [Valider]
    = ines
    """
    for who in ("karim", "claire"):
        sit(who)
    with town.records.writing(SYSTEM) as work:
        book(work, town.cast.ines, [date(2026, 12, 10)])
    run(transcript_of(test_the_office_swaps_days_with_what_they_touch_shown_first), sit("claire"), town.clock)


def test_the_office_takes_a_swap_back_and_shifts_the_weeks(sit: Doorway, town: WalkTown) -> None:
    """Claire withdraws a swap and shifts the weeks from January on; ending the alternation is looked at and left.

    claire > /garde
    > inès haddad
    [Retirer un échange]
    > du 10 au 13 décembre
    < 4 jours changent de main
    [Valider]
    > /garde
    > Inès Haddad
    [Poser ou décaler l’alternance]
    [Karim Haddad]
    > lundi 4 janvier 2027
    < À partir de quel jour ?
    > le 1er janvier 2027
    < Alternance : la semaine du lundi 4 janvier est à Karim Haddad
    < à partir du vendredi 1er janvier 2027
    < autres périodes
    < L’enfant change de maison avant l’école.
    [Passage après l’école]
    [Vacances : d’abord Sophie Roche]
    < Première moitié des vacances des années paires : Sophie Roche.
    [Sophie Roche paie tout]
    < Sophie Roche paie tous les jours.
    [Valider]
    > /garde
    > Inès Haddad
    [Terminer l’alternance]
    > dimanche 20 décembre 2026
    < L’alternance se termine après le dimanche 20 décembre 2026.
    [Annuler]
    < Rien n’a changé.
    """
    with town.records.writing(SYSTEM) as work:
        holder = town.cast.karim.guardian_id
        assert holder is not None
        days = (date(2026, 12, 10), date(2026, 12, 13))
        custody.apply(work, town.cast.ines, lambda: except_days(work, town.cast.ines, holder, *days))
    run(transcript_of(test_the_office_takes_a_swap_back_and_shifts_the_weeks), sit("claire"), town.clock)
    with town.records.reading(SYSTEM) as work:
        users = users_of(work, (town.cast.ines.id,))[town.cast.ines.id]
        sophie, karim = town.cast.sophie.guardian_id, town.cast.karim.guardian_id
        assert [users.on(day) for day in (date(2026, 12, 10), date(2027, 1, 5), date(2027, 1, 12))] == [[sophie], [karim], [sophie]]
        assert [users.payer_on(day) for day in (date(2026, 12, 1), date(2027, 1, 5))] == [karim, sophie]


def test_a_family_begins_to_alternate_in_mid_year_and_what_was_stays(sit: Doorway, town: WalkTown) -> None:
    """Nadia and Paul part: from January on the weeks are told; what each did before is untouched, and a parent opens no such form.

    nadia > /garde
    ! Quel enfant
    claire > /garde
    > Léa Martin
    < Léa Martin : calendrier partagé par Nadia Martin et Paul Martin.
    [Poser ou décaler l’alternance]
    [Nadia Martin]
    > lundi 4 janvier 2027
    > lundi 4 janvier 2027
    < Nadia Martin et Paul Martin → Nadia Martin
    < Nadia Martin et Paul Martin → Paul Martin (1 repas réservés)
    [Valider]
    paul ~ Le calendrier de garde de Léa change à partir du lundi 4 janvier.
    < Vos jours de cantine
    < lundi 11 janvier
    ! lundi 4 janvier et
    nadia > Réserve la cantine de Léa mardi 12 janvier 2027
    < ne fait pas partie de vos jours
    > Réserve la cantine de Léa mardi 1er décembre
    [Valider]
    < Léa mangera à la cantine : mardi 1er décembre.
    """
    for who in ("nadia", "paul", "claire"):
        sit(who)
    with town.records.writing(SYSTEM) as work:
        book(work, town.cast.lea, [date(2027, 1, 11)])
    run(transcript_of(test_a_family_begins_to_alternate_in_mid_year_and_what_was_stays), sit("nadia"), town.clock)
    with town.records.reading(SYSTEM) as work:
        users = users_of(work, (town.cast.lea.id,))[town.cast.lea.id]
        assert len(users.on(date(2026, 11, 27))) == 2
        assert [users.on(day) for day in (date(2027, 1, 4), date(2027, 1, 11))] == [
            [town.cast.nadia.guardian_id],
            [town.cast.paul.guardian_id],
        ]
