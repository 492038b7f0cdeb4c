"""The reminder of an empty week through every door: answered in a word, stopped in a word."""

from datetime import datetime

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.accounts.queries import actor_of
from villars_core.clock import PARIS
from villars_core.reservations.habits import answer
from villars_core.staff.nudging import run as remind
from villars_core.work import SYSTEM, Assurance


def test_an_empty_week_is_reminded_of_and_booked_by_yes(sit: Doorway, town: WalkTown) -> None:
    """Nadia's usual week is proposed on Tuesday evening; she says yes, then wants no more reminders.

    nadia ~ Rien n’est réservé à la cantine pour Léa la semaine du lundi 30 novembre.
    < D’habitude : lundi 30 novembre et jeudi 3 décembre.
    > oui
    < C’est réservé. Léa mangera à la cantine
    = lea 2026-11-30 2026-12-03
    > Ne me rappelez plus
    {email} < Ne plus recevoir de rappel
    {email} > oui
    < plus de rappel pour les semaines vides
    """
    with town.records.writing(actor_of(town.cast.nadia, "test", Assurance.LINKED)) as work:
        answer(work, town.cast.lea, (1, 4), state="kept")
    town.clock.move_to(datetime(2026, 11, 24, 18, 0, tzinfo=PARIS))
    with town.records.writing(SYSTEM) as work:
        assert remind(work) == 1
    run(transcript_of(test_an_empty_week_is_reminded_of_and_booked_by_yes), sit("nadia"), town.clock)
