"""The walks of the adults' meals, through every door: an agent enters them at table, an adult books the own ones."""

from datetime import date, timedelta

from sqlalchemy import select

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.adult_meals.actions import enroll
from villars_core.adult_meals.models import Diner
from villars_core.adult_meals.queries import eaters, meals_between
from villars_core.families.actions import Address, Adult, end_guardianship
from villars_core.families.models import Guardian
from villars_core.kitchen.queries import figures_of_day
from villars_core.schools.models import Site
from villars_core.work import SYSTEM

DAY = date(2026, 12, 3)
BEGAN = date(2026, 9, 1)


def _site(town: WalkTown, name: str) -> int:
    with town.records.reading(SYSTEM) as work:
        return work.session.scalars(select(Site.id).where(Site.name == name)).one()


def test_an_agent_enters_the_adults_at_table(sit: Doorway, town: WalkTown) -> None:
    """Claire notes that Julie eats, then that she does not, then Ada of the other restaurant.

    @ 2026-12-03T12:00
    > /appel
    [Adultes, Restaurant du Centre]
    < Adultes, Restaurant du Centre, jeudi 3 décembre. Touchez un adulte qui mange
    < 0 adulte mange.
    ! Ada Petit
    [○ Julie Morel]
    < 1 adulte mange.
    [✓ Julie Morel]
    < 0 adulte mange.
    [Un adulte d’un autre restaurant]
    [○ Ada Petit]
    < 1 adulte mange.
    < ✓ Ada Petit
    [Retour]
    < quelle classe appelez-vous ?
    > /adultes
    < jeudi 3 décembre : quel restaurant ?
    [Restaurant de la Gare]
    < Adultes, Restaurant de la Gare, jeudi 3 décembre.
    < 0 adulte mange.
    > quels adultes mangent
    < jeudi 3 décembre : quel restaurant ?
    """
    centre, gare = _site(town, "Restaurant du Centre"), _site(town, "Restaurant de la Gare")
    with town.records.writing(SYSTEM) as work:
        enroll(work, Adult("Julie", "Morel", "julie@ecole.example", title="MME"), Address(), centre, BEGAN)
        ada = enroll(work, Adult("Ada", "Petit", "ada@ecole.example", title="MME"), Address(), gare, BEGAN)
    run(transcript_of(test_an_agent_enters_the_adults_at_table), sit("claire"), town.clock)
    with town.records.reading(SYSTEM) as work:
        assert eaters(work, DAY) == {ada.id: centre}
        assert sum(figures_of_day(work, DAY).values()) == 1


def test_an_adult_books_and_cancels_the_own_meals(sit: Doorway, town: WalkTown) -> None:
    """Karim, who has no child here any more and works at the school, books by a tap and in words; a day that is too late is told.

    @ 2026-11-24T10:00
    > /repas
    < Vos repas, Restaurant du Centre.
    < Premier jour que vous pouvez encore changer : lundi 30 novembre
    ! Valider
    [○ mar. 01/12]
    < À réserver : mardi 1er décembre.
    [Valider]
    < Réservé : mardi 1er décembre.
    > Je voudrais réserver mon repas jeudi 3 décembre et demain
    < À réserver : jeudi 3 décembre.
    < Pas de repas, ou trop tard : mercredi 25 novembre.
    [Valider]
    < Réservé : jeudi 3 décembre.
    > Annule mon repas du 1er décembre
    < À annuler : mardi 1er décembre.
    [Valider]
    < Annulé : mardi 1er décembre.
    > /menu
    < Mes repas d’adulte
    ! Réserver la cantine
    @ 2026-11-27T10:00
    > quels sont mes repas ?
    < Déjà réservés, et qui ne peuvent plus changer ici : jeudi 3 décembre.
    < Premier jour que vous pouvez encore changer : lundi 7 décembre
    """
    centre = _site(town, "Restaurant du Centre")
    with town.records.writing(SYSTEM) as work:
        karim = work.session.get_one(Guardian, town.cast.karim.guardian_id)
        end_guardianship(work, town.cast.ines, karim, date(2026, 11, 23) - timedelta(days=1))
        row = Diner(household_id=karim.household_id, site_id=centre, since=BEGAN)
        work.session.add(row)
        work.session.flush()
        diner = row.id
    run(transcript_of(test_an_adult_books_and_cancels_the_own_meals), sit("karim"), town.clock)
    with town.records.reading(SYSTEM) as work:
        assert meals_between(work, diner, BEGAN, date(2027, 1, 1)) == [DAY]
