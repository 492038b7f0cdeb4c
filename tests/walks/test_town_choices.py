"""What a town may choose, through every door: bookings that wait for the office, late ones at a price, events that two people confirm."""

from datetime import UTC, date, datetime

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.accounts.actions import StaffPerson, open_for_staff
from villars_core.accounts.queries import actor_of
from villars_core.announcements import event_actions as events
from villars_core.announcements.event_actions import Draft
from villars_core.announcements.event_queries import Scope, latest_events
from villars_core.conversations import prepared
from villars_core.demo.cast import rules_text
from villars_core.office_queue.models import QueueItem
from villars_core.reservations.actions import book
from villars_core.schools.actions import load_rules
from villars_core.schools.queries import class_of
from villars_core.staff.timers import run_watches
from villars_core.work import SYSTEM, Actor, Assurance

DAY = date(2026, 12, 3)
LATE = """
[deadlines.late]
surcharge = "réservation tardive"
anchor = "days_before"
count = 3
at = 10:00:00
"""


def _rules(town: WalkTown, before: str, after: str) -> None:
    """Load the town's rules with one place of them said otherwise."""
    text = rules_text()
    assert text.count(before) >= 1
    with town.records.writing(SYSTEM) as work:
        load_rules(work, text.replace(before, after, 1))


def _claire(town: WalkTown) -> Actor:
    return actor_of(town.cast.claire, "test", Assurance.LINKED)


def test_a_booking_waits_for_the_office_apart_from_what_is_booked(sit: Doorway, town: WalkTown) -> None:
    """The town wants to confirm: Nadia sees what waits, Claire accepts the one and refuses the other.

    nadia > Réserve la cantine de Léa jeudi 3 décembre
    < Le service Éducation doit encore confirmer
    [Valider]
    < C’est demandé : cantine de Léa, jeudi 3 décembre.
    = lea
    > Réserve la cantine de Léa vendredi 4 décembre
    [Valider]
    < C’est demandé
    > /calendrier
    [Léa]
    {telegram,terminal} [Plus tard ›]
    {telegram,terminal} < … 3
    {telegram,terminal} < … attend le service
    {email} < … jeudi 3 décembre : le service n’a pas encore confirmé
    claire > /file
    [D-2026-00001 Réservation de Léa Martin : jeudi 3 décembre]
    [Accepter]
    > /file
    [D-2026-00002 Réservation de Léa Martin : vendredi 4 décembre]
    [Refuser]
    > Ce jour est réservé aux élèves du conseil.
    nadia ~ n’est pas acceptée : Ce jour est réservé aux élèves du conseil.
    = lea 2026-12-03
    """
    _rules(town, 'code = "canteen"\n', 'code = "canteen"\nconfirmed_by_office = true\n')
    run(transcript_of(test_a_booking_waits_for_the_office_apart_from_what_is_booked), sit("nadia"), town.clock)


def test_a_late_booking_says_its_surcharge_before_it_is_validated(sit: Doorway, town: WalkTown) -> None:
    """On the Monday a meal of the Thursday is still taken, for more; of the Tuesday it is not.

    @ 2026-11-30T09:00
    > Réserve la cantine de Léa mardi 1er décembre et jeudi 3 décembre
    < Hors délai, avec le supplément « réservation tardive » : jeudi 3 décembre.
    < Pas compté : Trop tard pour mardi 1er décembre
    [Valider]
    < Hors délai, avec le supplément « réservation tardive » : jeudi 3 décembre.
    = lea 2026-12-03
    @ 2026-11-30T10:01
    > Réserve la cantine de Léa jeudi 3 décembre et lundi 7 décembre
    [Valider]
    = lea 2026-12-03 2026-12-07
    > Réserve la cantine de Tom jeudi 3 décembre
    < Trop tard pour jeudi 3 décembre
    """
    _rules(town, "at = 23:59:00\n", "at = 23:59:00\n" + LATE)
    run(transcript_of(test_a_late_booking_says_its_surcharge_before_it_is_validated), sit("nadia"), town.clock)


def test_a_large_event_is_confirmed_by_a_second_person(sit: Doorway, town: WalkTown) -> None:
    """Claire declares a closure of the school, cannot confirm it herself, and nobody is told before her colleague does.

    claire > /evenement
    [Fermeture]
    [École élémentaire Jean Moulin]
    > jeudi 3 décembre
    [Annuler les repas]
    [Sans phrase]
    < Enfants concernés
    [Valider]
    < Une autre personne du service doit confirmer dans la file.
    = lea 2026-12-03
    > /file
    [D-2026-00001 Événement E-2026-00001 à confirmer : Fermeture,]
    [Accepter]
    < une autre personne du service doit le confirmer
    = lea 2026-12-03
    """
    sit("nadia")
    with town.records.writing(SYSTEM) as work:
        load_rules(work, rules_text() + "\n[events]\nsecond_person_above = 2\n")
        anne = open_for_staff(work, StaffPerson("anne", "Anne Petit", "anne@villars.example", ("education_office",)))
        book(work, town.cast.lea, [DAY])
    run(transcript_of(test_a_large_event_is_confirmed_by_a_second_person), sit("claire"), town.clock)
    with town.records.writing(actor_of(anne, "test", Assurance.LINKED)) as work:
        prepared.accept(work, work.session.query(QueueItem).filter_by(kind="event").one().id)
    run("~ Pas d’accueil pour Léa : jeudi 3 décembre.\n< ne vous sera pas facturé\n= lea", sit("nadia"), town.clock)


def test_the_kitchen_reads_an_event_after_the_cut_off_and_its_withdrawal(sit: Doorway, town: WalkTown) -> None:
    """The class of Léa goes on a trip after the order was sent; Marc reads the change on the eve, and the correction in the morning.

    marc ~ Nouveau : 1 repas annulé.
    < jeudi 3 décembre : 1 repas
    """
    person = sit("marc")
    with town.records.writing(SYSTEM) as work:
        for child in (town.cast.lea, town.cast.awa):
            book(work, child, [DAY])
        found = class_of(work, town.cast.lea.class_id)
        assert found is not None
        scope = Scope("class", found.id)
    _look(town, datetime(2026, 11, 26, 6, 0, 5, tzinfo=UTC))
    with town.records.writing(_claire(town)) as work:
        events.confirm(work, events.prepare(work, Draft("trip", scope, (DAY,))).id)
    _look(town, datetime(2026, 12, 1, 15, 0, 5, tzinfo=UTC))
    run(transcript_of(test_the_kitchen_reads_an_event_after_the_cut_off_and_its_withdrawal), person, town.clock)
    with town.records.writing(_claire(town)) as work:
        events.withdraw(work, latest_events(work)[0].id)
    _look(town, datetime(2026, 12, 3, 6, 0, 5, tzinfo=UTC))
    run("~ Restaurant du Centre : 2 repas\n< jeudi 3 décembre : 2 repas", person, town.clock)


def _look(town: WalkTown, instant: datetime) -> None:
    """Move the clock and let the program look."""
    town.clock.move_to(instant)
    run_watches(town.records)
