"""Booking in every way of the guide: each walk is a transcript in its docstring, run through Telegram, e-mail and the terminal."""

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of


def test_days_are_ticked_in_the_month(sit: Doorway, town: WalkTown) -> None:
    """Nadia ticks two days of a month, reads the recap and validates; by mail she answers the month with words.

    > /calendrier
    < Pour quel enfant ?
    [Léa]
    < Léa, novembre 2026
    < Semaine du lundi 30 novembre : jusqu’au mercredi 25 novembre à 23:59.
    {telegram,terminal} [30]
    {telegram,terminal} [03/12]
    {telegram,terminal} < À valider : 2 à ajouter, 0 à retirer.
    {telegram,terminal} [Voir le récapitulatif]
    {email} < lundi 30 novembre : pas de repas
    {email} > Léa mange lundi 30 novembre et jeudi 3 décembre
    < Réserver la cantine de Léa : lundi 30 novembre et jeudi 3 décembre.
    = lea
    [Valider]
    < Numéro R-2026-00001
    = lea 2026-11-30 2026-12-03
    """
    run(transcript_of(test_days_are_ticked_in_the_month), sit("nadia"), town.clock)


def test_a_day_is_taken_away_and_another_added_at_once(sit: Doorway, town: WalkTown) -> None:
    """Nadia exchanges two days in one validation, and Paul reads of it once.

    > Réserve la cantine de Léa lundi 30 novembre
    [Valider]
    {telegram,terminal} > /calendrier
    {telegram,terminal} [Léa]
    {telegram,terminal} [✓ 30]
    {telegram,terminal} [01/12]
    {telegram,terminal} < À valider : 1 à ajouter, 1 à retirer.
    {telegram,terminal} [Voir le récapitulatif]
    {telegram,terminal} < Réserver la cantine de Léa : mardi 1er décembre.
    {telegram,terminal} < Annuler la cantine de Léa : lundi 30 novembre.
    {telegram,terminal} [Valider]
    {telegram,terminal} = lea 2026-12-01
    """
    run(transcript_of(test_a_day_is_taken_away_and_another_added_at_once), sit("nadia"), town.clock)


def test_all_days_of_a_month_are_ticked(sit: Doorway, town: WalkTown) -> None:
    """Nadia ticks all that may still change, and unticks it.

    > /calendrier
    [Tom]
    [Plus tard ›]
    < Tom, décembre 2026
    [Tout cocher]
    < À valider : 12 à ajouter, 0 à retirer.
    [Tout décocher]
    ! À valider
    [Tout cocher]
    [Voir le récapitulatif]
    < Réserver la cantine de Tom : 12 jours (novembre : 30 ; décembre : 1, 3, 4, 7, 8, 10, 11, 14, 15, 17, 18).
    [Valider]
    """
    run(transcript_of(test_all_days_of_a_month_are_ticked), sit("nadia"), town.clock)
    assert (len(town.booked("tom")), town.booked("lea")) == (12, [])


def test_the_same_weekdays_until_the_holidays_for_two_children(sit: Doorway, town: WalkTown) -> None:
    """Nadia repeats two weekdays until the holidays by buttons, and asks the same for Tom.

    > /calendrier
    [Léa]
    [Répéter]
    < Quels jours de la semaine, et jusqu’à quand ?
    [mardi]
    [jeudi]
    [Jusqu’à : Vacances de Noël]
    [La même chose pour Tom]
    < Réserver la cantine de Léa : mardi 1er décembre, jeudi 3 décembre
    < Réserver la cantine de Tom : mardi 1er décembre, jeudi 3 décembre
    [Valider]
    = lea 2026-12-01 2026-12-03 2026-12-08 2026-12-10 2026-12-15 2026-12-17
    = tom 2026-12-01 2026-12-03 2026-12-08 2026-12-10 2026-12-15 2026-12-17
    """
    run(transcript_of(test_the_same_weekdays_until_the_holidays_for_two_children), sit("nadia"), town.clock)


def test_the_same_weekdays_until_the_holidays_in_words(sit: Doorway, town: WalkTown) -> None:
    """Nadia says it in one sentence.

    > Réserve la cantine de Léa tous les mardis et jeudis jusqu'aux vacances
    < Réserver la cantine de Léa : mardi 1er décembre, jeudi 3 décembre
    [La même chose pour Tom]
    < Réserver la cantine de Tom : mardi 1er décembre, jeudi 3 décembre
    [Valider]
    = lea 2026-12-01 2026-12-03 2026-12-08 2026-12-10 2026-12-15 2026-12-17
    = tom 2026-12-01 2026-12-03 2026-12-08 2026-12-10 2026-12-15 2026-12-17
    """
    run(transcript_of(test_the_same_weekdays_until_the_holidays_in_words), sit("nadia"), town.clock)


def test_what_is_possible_is_booked_and_the_rest_is_explained(sit: Doorway, town: WalkTown) -> None:
    """Nadia asks for two days of which one is past its deadline: the recap says so, and the receipt says it again.

    > Réserve la cantine de Léa jeudi 26 novembre et lundi 30 novembre
    < Réserver la cantine de Léa : lundi 30 novembre.
    < Pas compté : Trop tard pour jeudi 26 novembre : le délai était mercredi 18 novembre à 23:59.
    [Valider]
    < C’est réservé. Léa mangera à la cantine : lundi 30 novembre.
    < Pas compté : Trop tard pour jeudi 26 novembre
    = lea 2026-11-30
    """
    run(transcript_of(test_what_is_possible_is_booked_and_the_rest_is_explained), sit("nadia"), town.clock)


def test_last_week_is_booked_again_in_one_tap(sit: Doorway, town: WalkTown) -> None:
    """A week later Nadia wants the same.

    > Réserve la cantine de Léa mardi 1er décembre et vendredi 4 décembre
    [Valider]
    @ 2026-11-30T09:00
    > /calendrier
    [Léa]
    [Même chose que la semaine dernière]
    < Réserver la cantine de Léa : mardi 8 décembre et vendredi 11 décembre.
    [Valider]
    = lea 2026-12-01 2026-12-04 2026-12-08 2026-12-11
    """
    run(transcript_of(test_last_week_is_booked_again_in_one_tap), sit("nadia"), town.clock)


def test_a_day_that_cannot_change_says_why(sit: Doorway, town: WalkTown) -> None:
    """Nadia touches a locked day, and a day of the holidays; by mail the month says it of itself.

    > /calendrier
    [Léa]
    {telegram,terminal} [🔒 26]
    {telegram,terminal} < Trop tard pour jeudi 26 novembre : le délai était mercredi 18 novembre à 23:59.
    {telegram,terminal} [Retour au calendrier]
    [Plus tard ›]
    {telegram,terminal} [· 21]
    {telegram,terminal} < Pas de cantine lundi 21 décembre : Vacances de Noël.
    {telegram,terminal} [Retour au calendrier]
    {telegram,terminal} < Léa, décembre 2026
    {email} < Léa, décembre 2026
    """
    run(transcript_of(test_a_day_that_cannot_change_says_why), sit("nadia"), town.clock)


def test_the_days_of_the_other_home_are_not_ticked(sit: Doorway, town: WalkTown) -> None:
    """Sophie sees which days are hers, and nothing of what Karim did on his.

    karim > Réserve la cantine d'Inès mardi 1er décembre
    [Valider]
    = ines 2026-12-01
    sophie > /calendrier
    < Inès, décembre 2026
    {telegram,terminal} < ⌂
    {email} < ⌂ mardi 1er décembre : jour de l’autre foyer
    ! ✓ mardi 1er décembre
    ! Karim
    """
    run(transcript_of(test_the_days_of_the_other_home_are_not_ticked), sit("karim"), town.clock)


def test_the_month_comes_as_a_picture_and_for_a_diary(sit: Doorway, town: WalkTown) -> None:
    """Nadia wants it on the fridge and in her diary.

    > Envoie-moi le calendrier de Léa en image
    {email,terminal} < calendrier-2026-11.png
    {telegram} ~ calendrier-2026-11.png
    > Envoie-moi le calendrier de Léa pour mon agenda
    {email,terminal} < calendrier-2026-11.ics
    {telegram} ~ calendrier-2026-11.ics
    """
    run(transcript_of(test_the_month_comes_as_a_picture_and_for_a_diary), sit("nadia"), town.clock)
