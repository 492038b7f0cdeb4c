"""The walks of the kitchen, through every door: the figures when asked for, and the messages that come by themselves."""

from datetime import UTC, date, datetime

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.families.models import Child
from villars_core.health.actions import set_diet, set_plan
from villars_core.health.rules import Plan
from villars_core.reservations.actions import book
from villars_core.staff.timers import run_watches
from villars_core.work import SYSTEM

DAY = date(2026, 12, 3)


def _meals(town: WalkTown, *children: Child) -> None:
    """Book meals, one of them without pork and one brought from home."""
    with town.records.writing(SYSTEM) as work:
        for child in children:
            book(work, child, [DAY])
        set_diet(work, town.cast.awa, "sans porc", date(2026, 9, 1))
        set_plan(work, town.cast.tom, Plan(date(2026, 9, 1), date(2027, 7, 2), own_meal=True))


def test_the_kitchen_asks_how_many_eat(sit: Doorway, town: WalkTown) -> None:
    """Marc asks on Wednesday evening for the next day: figures by restaurant and class, no name; then the sheet itself.

    @ 2026-12-02T18:00
    > /effectifs
    < jeudi 3 décembre : 3 repas et 1 panier-repas
    < Restaurant du Centre : 3 repas
    < dont 1 sans porc
    < CE1 : 1 repas
    < Commande (réservations jusqu’au mercredi 25 novembre à 23:59) : 3 repas et 1 panier-repas
    ! Awa
    ! Martin
    [Recevoir la feuille]
    < Voici la feuille, telle que la cuisine l’a reçue.
    [ven. 04/12]
    < vendredi 4 décembre : 0 repas
    """
    _meals(town, town.cast.lea, town.cast.tom, town.cast.awa, town.cast.danylo)
    town.clock.move_to(datetime(2026, 11, 26, 8, tzinfo=UTC))
    run_watches(town.records)
    run(transcript_of(test_the_kitchen_asks_how_many_eat), sit("marc"), town.clock)


def test_parents_do_not_see_the_kitchen_s_figures(sit: Doorway, town: WalkTown) -> None:
    """Nadia types the staff's word and gets her own menu.

    > /effectifs
    < Réserver la cantine
    ! repas et
    ! Effectifs
    """
    run(transcript_of(test_parents_do_not_see_the_kitchen_s_figures), sit("nadia"), town.clock)


def test_the_week_s_order_and_the_change_of_the_morning_come_by_themselves(sit: Doorway, town: WalkTown) -> None:
    """Marc is told in the morning after the cut-off, which is at midnight, and on the day what changed since; one answer shows the figures.

    ~ jeudi 3 décembre : 3 repas et 1 panier-repas
    < La feuille jointe donne les classes et les régimes.
    """
    _meals(town, town.cast.lea, town.cast.tom, town.cast.awa, town.cast.danylo)
    person = sit("marc")
    town.clock.move_to(datetime(2026, 11, 25, 23, 0, 5, tzinfo=UTC))
    run_watches(town.records)
    town.clock.move_to(datetime(2026, 11, 26, 6, 0, 5, tzinfo=UTC))
    run(transcript_of(test_the_week_s_order_and_the_change_of_the_morning_come_by_themselves), person, town.clock)
    town.clock.move_to(datetime(2026, 12, 3, 6, 0, 5, tzinfo=UTC))
    run_watches(town.records)
    morning = "~ Restaurant de la Gare : 0 repas et 1 panier-repas"
    asked = ("{telegram,email} [Voir les effectifs]", "{telegram,email} < CM2 : 1 repas")
    run("\n".join([morning, *asked]), person, town.clock)
