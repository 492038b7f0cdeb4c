"""The walks of the roll-call and of the childcare, through every door."""

from datetime import date

from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.attendance.queries import childcare_times, served, unpointed
from villars_core.families.models import Child
from villars_core.reservations.actions import book
from villars_core.work import SYSTEM

DAY = date(2026, 12, 3)


def _booked(town: WalkTown) -> None:
    with town.records.writing(SYSTEM) as work:
        book(work, town.cast.awa, [DAY])


def _served(town: WalkTown) -> list[tuple[int, str]]:
    with town.records.reading(SYSTEM) as work:
        return sorted((one.child_id, one.state) for one in served(work, DAY, DAY))


def test_a_class_is_called_at_table(sit: Doorway, town: WalkTown) -> None:
    """Claire calls CM2: Awa is absent, Inès is there without a booking; after it a correction asks why.

    @ 2026-12-03T12:00
    > /appel
    < jeudi 3 décembre : quelle classe appelez-vous ?
    [CM2 (1)]
    < Présents : 1. Absents : 0.
    [✓ Awa D.]
    < Présents : 0. Absents : 1.
    [Un enfant sans réservation]
    < Qui est là sans réservation ?
    [Inès H.]
    < Présents : 1. Absents : 1.
    < ✓ Inès H. +
    [Valider l’appel]
    < L’appel de CM2 est noté.
    [✓ CM2]
    < L’appel est clos.
    [✗ Awa D.]
    < Pourquoi cette correction ?
    > Elle est arrivée en retard
    < Présents : 2. Absents : 0.
    """
    _booked(town)
    run(transcript_of(test_a_class_is_called_at_table), sit("claire"), town.clock)
    assert _served(town) == sorted([(town.cast.awa.id, "present"), (town.cast.ines.id, "unexpected")])


def test_a_reported_absence_is_already_ticked(sit: Doorway, town: WalkTown) -> None:
    """Fatou reported Awa absent: the roll-call shows it, and closing it notes it.

    @ 2026-12-03T08:00
    fatou > Awa est absente aujourd'hui, elle est malade
    [Valider]
    @ 2026-12-03T12:00
    claire > /appel
    [CM2 (1)]
    < Présents : 0. Absents : 1.
    < ✗ Awa D.
    [Valider l’appel]
    < L’appel de CM2 est noté.
    """
    _booked(town)
    run(transcript_of(test_a_reported_absence_is_already_ticked), sit("fatou"), town.clock)
    assert _served(town) == [(town.cast.awa.id, "absent")]


def test_a_whole_restaurant_is_called_at_once(sit: Doorway, town: WalkTown) -> None:
    """Claire calls everybody at the restaurant: two classes on one screen; Léa is absent, Moussa is there without a booking.

    @ 2026-12-03T12:00
    claire > /appel
    [Tout le monde, Restaurant du Centre]
    < Restaurant du Centre, jeudi 3 décembre.
    < Présents : 2. Absents : 0.
    [✓ Léa M.]
    < Présents : 1. Absents : 1.
    [Un enfant sans réservation]
    ! Tom M.
    [Moussa D.]
    < ✓ Moussa D. +
    [Valider l’appel]
    < L’appel de Restaurant du Centre est noté.
    < ✓ CE1
    < ✓ CM2
    [Tout le monde, Restaurant du Centre]
    < L’appel est clos.
    [✗ Léa M.]
    < Pourquoi cette correction ?
    > Elle est arrivée plus tard
    < Présents : 3. Absents : 0.
    """
    _booked(town)
    with town.records.writing(SYSTEM) as work:
        book(work, town.cast.lea, [DAY])
    run(transcript_of(test_a_whole_restaurant_is_called_at_once), sit("claire"), town.clock)
    with town.records.reading(SYSTEM) as work:
        assert unpointed(work, DAY, DAY) == []
    assert _served(town) == sorted([(town.cast.awa.id, "present"), (town.cast.lea.id, "present"), (town.cast.moussa.id, "unexpected")])


def test_departures_of_the_evening_are_noted_to_the_minute(sit: Doorway, town: WalkTown) -> None:
    """Claire taps each child who leaves, mends a time, and closes.

    @ 2026-12-03T17:42
    > /garderie
    [École élémentaire Jean Moulin]
    < Garderie du soir à École élémentaire Jean Moulin. Quelle classe ?
    [CM2]
    < touchez chaque enfant quand il part
    [Awa D.]
    < ✓ Awa D. 17:42
    [✓ Awa D. 17:42]
    [Changer l’heure]
    < Écrivez l’heure
    > vers cinq heures
    < Je n’ai pas compris l’heure.
    > 17h35
    < ✓ Awa D. 17:35
    [Retour]
    [Tout le monde est noté]
    < Garderie du soir : le pointage de École élémentaire Jean Moulin est clos.
    """
    run(transcript_of(test_departures_of_the_evening_are_noted_to_the_minute), sit("claire"), town.clock)
    with town.records.reading(SYSTEM) as work:
        assert [(one.child_id, one.part, f"{one.left:%H:%M}") for one in childcare_times(work, DAY, DAY)] == [
            (town.cast.awa.id, "evening", "17:35")
        ]


def test_a_child_without_a_class_is_called_too(sit: Doorway, town: WalkTown) -> None:
    """Awa has just moved and is in no class yet: she is called under « Sans classe », marked absent, and the roll is closed.

    @ 2026-12-03T12:00
    > /appel
    ! CM2 (
    [Sans classe (1)]
    < Sans classe, jeudi 3 décembre.
    < Présents : 1. Absents : 0.
    [✓ Awa D.]
    < Présents : 0. Absents : 1.
    [Valider l’appel]
    < L’appel des enfants sans classe est noté.
    [✓ Sans classe]
    [✗ Awa D.]
    < Pourquoi cette correction ?
    > Elle est arrivée en retard
    < Présents : 1. Absents : 0.
    """
    _booked(town)
    with town.records.writing(SYSTEM) as work:
        work.session.get_one(Child, town.cast.awa.id).class_id = None
    run(transcript_of(test_a_child_without_a_class_is_called_too), sit("claire"), town.clock)
    assert _served(town) == [(town.cast.awa.id, "present")]
    with town.records.reading(SYSTEM) as work:
        assert unpointed(work, DAY, DAY) == []
