"""A whole restaurant's roll-call: more children than a keyboard holds come page by page, each child once."""

from datetime import date, datetime

from tests.conversations.people import Person, Town
from villars_core.attendance.queries import served
from villars_core.clock import PARIS
from villars_core.conversations.messages import Channel
from villars_core.demo import cast
from villars_core.families.actions import Pupil, add_child
from villars_core.families.models import Guardian
from villars_core.registrations.actions import Wanted, register
from villars_core.reservations.actions import book
from villars_core.work import SYSTEM

DAY = date(2026, 12, 3)
MANY = 70


def test_a_large_restaurant_is_called_page_by_page(town: Town) -> None:
    with town.records.writing(SYSTEM) as work:
        nadia = work.session.get_one(Guardian, town.cast.nadia.guardian_id)
        for number in range(MANY):
            child = add_child(work, Pupil(f"Enfant{number:02}", "Martin", date(2019, 1, 1), class_id=town.cast.lea.class_id), (nadia,))
            register(work, Wanted(child.id, "canteen", date(2026, 9, 1), date(2027, 7, 2)))
            book(work, child, [DAY])
    town.clock.move_to(datetime(2026, 12, 3, 12, tzinfo=PARIS))
    claire = Person(town, Channel.TELEGRAM, str(cast.CLAIRE_CHAT)).say("/appel").press("Tout le monde, Restaurant du Centre")
    seen: list[str] = []
    while True:
        seen += [label for label in claire.labels if label.startswith("✓ Enfant")]
        assert len(claire.labels) < 40
        if "Suite ›" not in claire.labels:
            break
        claire.press("Suite ›")
    assert sorted(seen) == [f"✓ Enfant{number:02} M." for number in range(MANY)]
    claire.press("✓ Enfant69 M.")
    assert "✗ Enfant69 M." in claire.labels
    claire.press("‹ Avant")
    assert "✓ Enfant30 M." in claire.labels
    claire.press("Valider l’appel")
    with town.records.reading(SYSTEM) as work:
        states = [one.state for one in served(work, DAY, DAY)]
        assert (states.count("present"), states.count("absent")) == (MANY - 1, 1)
