"""The walks of practical questions: answered from what the office published, passed on with one tap where it published nothing."""

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of


def test_a_question_is_answered_once_the_office_has_published(sit: Doorway, town: WalkTown) -> None:
    """Nadia asks; nothing is published, one tap passes her words on; Claire publishes; the next one who asks is answered.

    > À quelle heure ferme la garderie ?
    < La mairie n’a pas encore publié cette information : Horaires de la garderie.
    < Téléphone : 04 77 00 00 00.
    [Poser la question au service]
    < Votre message est transmis au service Éducation. Numéro D-2026-00001.
    claire > /file
    > 1
    < À quelle heure ferme la garderie ?
    [Répondre]
    > À 18 h 30.
    claire > /infos
    [Horaires de la garderie]
    < Rien n’est publié.
    > Le matin dès 7 h 30, le soir jusqu’à 18 h 30.
    < Les familles liront :
    < Le matin dès 7 h 30, le soir jusqu’à 18 h 30.
    [Valider]
    < C’est publié.
    paul > la garderie ouvre à quelle heure ?
    < Horaires de la garderie :
    < Le matin dès 7 h 30, le soir jusqu’à 18 h 30.
    ! n’a pas encore publié
    claire > /infos
    [✓ Horaires de la garderie]
    [Retirer]
    paul > la garderie ferme à quelle heure ?
    < La mairie n’a pas encore publié cette information
    > Poser la question au service
    < Numéro D-2026-00002.
    """
    run(transcript_of(test_a_question_is_answered_once_the_office_has_published), sit("nadia"), town.clock)


def test_a_menu_counts_until_its_last_day(sit: Doorway, town: WalkTown) -> None:
    """Claire publishes the week's menu until Sunday; on Monday it is no longer shown.

    claire > /infos
    [Menu de la cantine]
    > Lundi : gratin. Mardi : lentilles.
    [Jusqu’au dimanche 29 novembre]
    nadia > C'est quoi le menu de la cantine ?
    < Lundi : gratin. Mardi : lentilles.
    @ 2026-11-30T08:00
    > Qu'est-ce qu'on mange jeudi ?
    < La mairie n’a pas encore publié cette information : Menu de la cantine.
    """
    run(transcript_of(test_a_menu_counts_until_its_last_day), sit("nadia"), town.clock)


def test_what_the_records_know_is_said_without_being_written(sit: Doorway, town: WalkTown) -> None:
    """Telephone, hours, holidays and the deadline come from the town's rules and calendar; allergens are asked of the office.

    > Quel est le numéro du bureau ?
    < 04 77 00 00 00
    > Quels sont vos horaires ?
    < du lundi au vendredi, de 8 h 30 à 12 h
    > Quand sont les vacances ?
    < Vacances de Noël : du samedi 19 décembre au dimanche 3 janvier
    > Jusqu'à quand je peux annuler ?
    < mercredi 25 novembre à 23:59
    > Liste des allergènes
    < La mairie n’a pas encore publié cette information : Allergènes des repas.
    > Où trouver le règlement de la cantine ?
    < La mairie n’a pas encore publié cette information : Règlements.
    """
    run(transcript_of(test_what_the_records_know_is_said_without_being_written), sit("nadia"), town.clock)
