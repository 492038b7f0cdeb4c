"""The walks: each is a transcript in its docstring, run through Telegram, e-mail and the terminal."""

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of


def test_a_parent_books_in_time_and_undoes(sit: Doorway, town: WalkTown) -> None:
    """Nadia books two days for Léa, reads the recap, gets a number, and changes her mind.

    > Réserve la cantine de Léa lundi 30 novembre et jeudi 3 décembre
    < Réserver la cantine de Léa : lundi 30 novembre et jeudi 3 décembre.
    [Valider]
    < Numéro R-2026-00001
    [Défaire]
    < C’est annulé. Léa ne mangera pas à la cantine
    > Réserve la cantine de Léa mardi 1er décembre
    [Valider]
    < Numéro R-2026-00003
    """
    run(transcript_of(test_a_parent_books_in_time_and_undoes), sit("nadia"), town.clock)
    assert town.booked("lea") == ["2026-12-01"]


def test_too_late_has_ways_out(sit: Doorway, town: WalkTown) -> None:
    """Nadia cancels on the Thursday itself: the refusal says the deadline, and one answer reports the absence instead.

    > Réserve la cantine de Léa jeudi 3 décembre
    [Valider]
    @ 2026-12-03T08:00
    > Annule la cantine de Léa aujourd'hui
    < Trop tard pour jeudi 3 décembre : le délai était mercredi 25 novembre à 23:59.
    < Annuler plutôt jeudi 17 décembre
    [Signaler une absence]
    < Le repas reste facturé, sauf si vous envoyez un justificatif médical
    [Valider]
    < Numéro D-2026-00001
    """
    run(transcript_of(test_too_late_has_ways_out), sit("nadia"), town.clock)
    assert town.booked("lea") == ["2026-12-03"]


def test_a_missing_child_is_asked_once(sit: Doorway, town: WalkTown) -> None:
    """Nadia names no child: one question, then the recap.

    > Réserve la cantine lundi 30 novembre
    < Pour quel enfant ?
    [Tom]
    < Réserver la cantine de Tom : lundi 30 novembre.
    [Valider]
    < Tom mangera à la cantine
    """
    run(transcript_of(test_a_missing_child_is_asked_once), sit("nadia"), town.clock)
    assert town.booked("tom") == ["2026-11-30"]


def test_separated_parents_have_their_own_weeks(sit: Doorway, town: WalkTown) -> None:
    """Sophie books in Karim's week, and learns nothing of Karim; in her own week she books.

    > Réserve la cantine d'Inès lundi 30 novembre
    < ne fait pas partie de vos jours
    ! Karim
    > Réserve la cantine d'Inès lundi 7 décembre
    [Valider]
    < Inès mangera à la cantine
    """
    run(transcript_of(test_separated_parents_have_their_own_weeks), sit("sophie"), town.clock)
    assert town.booked("ines") == ["2026-12-07"]


def test_what_is_booked_can_be_seen(sit: Doorway, town: WalkTown) -> None:
    """Nadia asks for the calendar.

    > Réserve la cantine de Léa lundi 30 novembre
    [Valider]
    > Montre-moi le planning
    < ✓ lundi 30 novembre : repas réservé
    < Cette semaine peut changer jusqu’au mercredi 25 novembre à 23:59.
    """
    run(transcript_of(test_what_is_booked_can_be_seen), sit("nadia"), town.clock)


def test_a_newcomer_opens_the_account(sit: Doorway, town: WalkTown) -> None:
    """Olena types the code of her letter, chooses a secret where one can be typed, reads the terms to the end, and books.

    > Bonjour
    {telegram,terminal} < recopiez le code
    > Mon code est {code}
    {telegram,terminal} < Choisissez un secret
    {telegram,terminal} > court
    {telegram,terminal} < Il faut au moins 8 caractères.
    {telegram,terminal} > Cantine2026
    {telegram,terminal} > Cantine2026
    {telegram,terminal} < page 1 sur 3
    {telegram,terminal} [Lire la suite]
    {telegram,terminal} [Lire la suite]
    [J’ai lu et j’accepte]
    < Votre compte est ouvert
    > Réserve la cantine lundi 30 novembre
    < Réserver la cantine de Danylo : lundi 30 novembre.
    [Valider]
    < Danylo mangera à la cantine
    """
    run(transcript_of(test_a_newcomer_opens_the_account), sit("olena"), town.clock)
    assert town.booked("danylo") == ["2026-11-30"]


def test_two_parents_want_the_same_day(sit: Doorway, town: WalkTown) -> None:
    """Both get a true answer, and the one who was slower is told what the other did.

    nadia > Réserve la cantine de Léa lundi 30 novembre
    paul > Réserve la cantine de Léa lundi 30 novembre
    [Valider]
    < Numéro R-2026-00001
    nadia ~ l’autre parent a changé le calendrier de Léa
    > Réserve la cantine de Léa lundi 30 novembre
    < déjà ainsi
    = lea 2026-11-30
    """
    run(transcript_of(test_two_parents_want_the_same_day), sit("nadia"), town.clock)


def test_what_was_done_can_be_undone_once(sit: Doorway, town: WalkTown) -> None:
    """Nadia books, and takes it back from the receipt.

    > Réserve la cantine de Léa lundi 30 novembre
    [Valider]
    = lea 2026-11-30
    [Défaire]
    ! Défaire
    = lea
    """
    run(transcript_of(test_what_was_done_can_be_undone_once), sit("nadia"), town.clock)


def test_an_old_button_changes_nothing(sit: Doorway, town: WalkTown) -> None:
    """A button that a slow phone still shows, or the number of an older mail, shows the present screen.

    > Réserve la cantine de Léa lundi 30 novembre
    [Valider]
    < Numéro R-2026-00001
    {telegram} [[Valider]]
    {telegram} < Numéro R-2026-00001
    = lea 2026-11-30
    """
    run(transcript_of(test_an_old_button_changes_nothing), sit("nadia"), town.clock)


def test_what_is_delivered_twice_is_handled_once(sit: Doorway, town: WalkTown) -> None:
    """Telegram delivers an update again, a mail server a mail: each counts once.

    > Réserve la cantine de Léa lundi 30 novembre
    {telegram,email} >>
    [Valider]
    < Numéro R-2026-00001
    {telegram,email} >>
    = lea 2026-11-30
    """
    run(transcript_of(test_what_is_delivered_twice_is_handled_once), sit("nadia"), town.clock)


def test_an_announcement_reaches_a_class(sit: Doorway, town: WalkTown) -> None:
    """Claire writes to the CE1: both parents of Léa read it.

    > /annonce
    > Sortie de vendredi⏎Prévoyez des bottes.
    [Classe CE1, École élémentaire Jean Moulin]
    < 2 personnes la recevront.
    [Valider]
    < L’annonce A-2026-00001 part.
    nadia ~ Prévoyez des bottes.
    paul ~ Prévoyez des bottes.
    """
    run(transcript_of(test_an_announcement_reaches_a_class), sit("claire"), town.clock)


def test_a_file_that_no_question_asked_for_goes_to_the_office(sit: Doorway, town: WalkTown) -> None:
    """Nadia sends a paper with some words: it is for no absence, so the office gets it.

    > [file attestation.pdf] Voici le papier de mon assurance
    [Ce n’est pas pour une absence]
    < service Éducation
    """
    run(transcript_of(test_a_file_that_no_question_asked_for_goes_to_the_office), sit("nadia"), town.clock)
