"""Events: exactly the meals of the scope are touched and exactly the right parents told; run twice it is once; it is taken back whole."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from tests.announcements.office import DAY, MINE, NEXT, Office, text
from villars_core.absences.actions import Missing, report
from villars_core.absences.queries import absent_on, billed_share
from villars_core.announcements import event_actions as events
from villars_core.announcements.event_actions import (
    ClassesDoNotClose,
    Draft,
    NothingToDo,
    SecondPersonNeeded,
    TooLateToAnswer,
)
from villars_core.announcements.event_queries import Scope, answers
from villars_core.announcements.models import Event
from villars_core.clock import PARIS
from villars_core.conversations import prepared
from villars_core.demo.cast import rules_text
from villars_core.errors import NotAllowed, NotFound
from villars_core.office_queue.models import QueueItem
from villars_core.reservations.actions import cancel
from villars_core.reservations.rules import NotAServiceDay
from villars_core.school_calendar.models import ClosedPeriod
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM, Work


def test_a_preview_counts_and_changes_nothing(office: Office) -> None:
    with office.records.writing(office.acting(office.cast.claire)) as work:
        found = events.preview(work, Draft("closure", office.school("Jean Moulin"), (DAY, NEXT, date(2026, 12, 5))))
    assert (found.days, len(found.meals), found.fed) == ((DAY, NEXT), 6, 3)
    assert office.booked(office.cast.lea) == [DAY, NEXT, MINE]
    assert office.told(office.cast.nadia) == []


def test_a_closure_cancels_the_meals_of_its_school_alone_and_closes_its_days(office: Office) -> None:
    cast = office.cast
    event = office.happens(Draft("closure", office.school("Jean Moulin"), (DAY, NEXT), words="Panne de chauffage"))
    assert (event.state, event.meals) == ("confirmed", 6)
    assert [office.booked(one) for one in (cast.lea, cast.awa, cast.ines)] == [[MINE]] * 3
    assert office.booked(cast.tom) == [DAY, NEXT, MINE]
    with pytest.raises(NotAServiceDay, match="chauffage"):
        office.book(cast.lea, DAY)
    assert "Pas d’accueil pour Léa" in text(office.told(cast.nadia)[0])
    assert "Tom" not in text(office.told(cast.nadia)[0])
    assert office.told(cast.nadia)[0].offers == ()


def test_the_same_event_declared_twice_is_one(office: Office) -> None:
    draft = Draft("closure", Scope(), (DAY,))
    first, second = office.happens(draft), office.happens(draft)
    assert first.id == second.id
    assert len(office.told(office.cast.nadia)) == 1
    with office.records.reading(SYSTEM) as work:
        assert work.session.scalar(select(func.count()).select_from(ClosedPeriod).where(ClosedPeriod.name == "Fermeture")) == 1


def test_in_alternating_custody_only_the_parent_of_each_day_is_told(office: Office) -> None:
    cast = office.cast
    office.happens(Draft("strike", office.class_("CM2"), (DAY, MINE)))
    karim, sophie = text(office.told(cast.karim)[0]), text(office.told(cast.sophie)[0])
    assert ("jeudi 3 décembre" in karim, "jeudi 10 décembre" in karim) == (True, False)
    assert ("jeudi 3 décembre" in sophie, "jeudi 10 décembre" in sophie) == (False, True)
    assert office.told(cast.nadia) == []


def test_a_family_chooses_changes_its_mind_and_the_kitchen_and_the_bill_follow(office: Office) -> None:
    cast = office.cast
    event = office.happens(Draft("strike", office.class_("CE1"), (DAY,)))
    assert [one.key for one in office.told(cast.nadia)[0].offers] == ["home", "comes"]
    office.answer(cast.nadia, event, cast.lea, "home")
    office.answer(cast.paul, event, cast.lea, "home")
    with office.records.reading(SYSTEM) as work:
        assert absent_on(work, DAY) == {cast.lea.id}
        share = billed_share(work, DAY, DAY)[cast.lea.id, DAY, "canteen"]
    assert share.percent < 100
    assert office.booked(cast.lea) == [DAY, NEXT, MINE]
    office.answer(cast.nadia, event, cast.lea, "comes")
    with office.records.reading(SYSTEM) as work:
        assert absent_on(work, DAY) == frozenset()
        assert answers(work, event.id) == {"comes": 1}


def test_a_child_that_comes_after_all_is_counted_whatever_its_family_had_reported(office: Office) -> None:
    cast = office.cast
    with office.records.writing(office.acting(cast.nadia)) as work:
        report(work, Missing(cast.lea, (DAY,)))
    event = office.happens(Draft("strike", office.class_("CE1"), (DAY,)))
    office.answer(cast.nadia, event, cast.lea, "comes")
    with office.records.reading(SYSTEM) as work:
        assert absent_on(work, DAY) == frozenset()


def test_nobody_answers_for_another_family_for_the_other_home_or_for_the_past(office: Office) -> None:
    cast = office.cast
    event = office.happens(Draft("strike", Scope(), (DAY, MINE)))
    with pytest.raises(NotFound):
        office.answer(cast.fatou, event, cast.lea, "home")
    office.answer(cast.sophie, event, cast.ines, "home")
    with office.records.reading(SYSTEM) as work:
        assert [set(absent_on(work, day)) for day in (DAY, MINE)] == [set(), {cast.ines.id}]
    office.clock.move_to(datetime(2026, 12, 4, 9, 0, tzinfo=PARIS))
    with pytest.raises(TooLateToAnswer):
        office.answer(cast.karim, event, cast.ines, "home")


def test_a_large_event_waits_for_a_second_person(office: Office) -> None:
    with office.records.writing(SYSTEM) as work:
        load_rules(work, rules_text() + "\n[events]\nsecond_person_above = 2\n")
    event = office.happens(Draft("closure", Scope(), (DAY,)))
    assert (event.state, office.booked(office.cast.lea)) == ("waiting", [DAY, NEXT, MINE])
    with office.records.reading(SYSTEM) as work:
        item = work.session.scalars(select(QueueItem.id).where(QueueItem.kind == "event")).one()
    with pytest.raises(SecondPersonNeeded), office.records.writing(office.acting(office.cast.claire)) as work:
        prepared.accept(work, item)
    with office.records.writing(office.acting(office.anne)) as work:
        prepared.accept(work, item)
    assert office.booked(office.cast.lea) == [NEXT, MINE]
    with office.records.reading(SYSTEM) as work:
        found = work.session.get_one(Event, event.id)
        assert (found.state, found.prepared_by, found.confirmed_by) == ("confirmed", office.cast.claire.id, office.anne.id)


def test_a_refused_event_does_not_happen_and_may_be_declared_again(office: Office) -> None:
    with office.records.writing(SYSTEM) as work:
        load_rules(work, rules_text() + "\n[events]\nsecond_person_above = 2\n")
    event = office.happens(Draft("closure", Scope(), (DAY,)))
    with office.records.writing(office.acting(office.anne)) as work:
        item = work.session.scalars(select(QueueItem).where(QueueItem.kind == "event")).one()
        prepared.close(work, item.id, "refused", "Pas ce jour-là.")
    with office.records.reading(SYSTEM) as work:
        assert work.session.get_one(Event, event.id).state == "refused"
    assert office.booked(office.cast.lea) == [DAY, NEXT, MINE]
    assert office.happens(Draft("closure", Scope(), (DAY,))).id != event.id


def test_a_withdrawal_gives_back_what_is_still_right_and_tells_the_parents(office: Office) -> None:
    cast = office.cast
    event = office.happens(Draft("closure", Scope(), (DAY, NEXT, MINE)))
    office.clock.move_to(datetime(2026, 12, 3, 18, 0, tzinfo=PARIS))
    assert office.withdraw(event).state == "withdrawn"
    assert office.withdraw(event).state == "withdrawn"
    assert office.booked(cast.lea) == [NEXT, MINE]
    last = text(office.told(cast.nadia)[-1])
    assert "Ce message corrige le précédent : « Fermeture » n’a plus lieu pour Léa" in last
    assert "Le repas est de nouveau réservé : vendredi 4 décembre et jeudi 10 décembre." in last
    assert "Le repas n’a pas pu être réservé de nouveau : jeudi 3 décembre." in last
    assert len(office.told(cast.nadia)) == 2
    assert office.booked(cast.awa) == [NEXT, MINE]


def test_a_meal_that_a_parent_cancelled_before_is_not_given_back(office: Office) -> None:
    with office.records.writing(SYSTEM) as work:
        cancel(work, office.cast.lea, [MINE])
    event = office.happens(Draft("trip", office.class_("CE1"), (NEXT, MINE)))
    assert event.meals == 1
    office.withdraw(event)
    assert office.booked(office.cast.lea) == [DAY, NEXT]


def test_a_withdrawn_strike_takes_the_answers_back(office: Office) -> None:
    event = office.happens(Draft("strike", office.class_("CE1"), (DAY,)))
    office.answer(office.cast.nadia, event, office.cast.lea, "home")
    office.withdraw(event)
    with office.records.reading(SYSTEM) as work:
        assert absent_on(work, DAY) == frozenset()
    with pytest.raises(TooLateToAnswer):
        office.answer(office.cast.nadia, event, office.cast.lea, "home")


@pytest.mark.parametrize(
    ("effect", "left", "absent"), [("keep", [DAY, NEXT, MINE], 0), ("cancel", [NEXT, MINE], 0), ("excuse", [DAY, NEXT, MINE], 1)]
)
def test_meals_are_kept_cancelled_or_excused_as_the_office_says(office: Office, effect: str, left: list[date], absent: int) -> None:
    office.happens(Draft("trip", office.class_("CE1"), (DAY,), effect=effect))
    assert office.booked(office.cast.lea) == left
    with office.records.reading(SYSTEM) as work:
        assert len(absent_on(work, DAY) & {office.cast.lea.id}) == absent


def test_a_morning_without_transport_touches_no_meal(office: Office) -> None:
    event = office.happens(Draft("transport", Scope(), (DAY,), part="morning"))
    assert (event.meals, office.booked(office.cast.lea)) == (0, [DAY, NEXT, MINE])
    assert "Le matin seulement." in text(office.told(office.cast.nadia)[0])


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (Draft("closure", Scope("class", 1), (DAY,)), ClassesDoNotClose),
        (Draft("strike", Scope(), (date(2026, 12, 5),)), NothingToDo),
        (Draft("strike", Scope("school", 999), (DAY,)), NothingToDo),
    ],
)
def test_what_makes_no_sense_is_refused(office: Office, draft: Draft, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        office.happens(draft)


def test_a_parent_and_the_kitchen_declare_nothing(office: Office) -> None:
    for account in (office.cast.nadia, office.cast.marc):
        with pytest.raises(NotAllowed), office.records.writing(office.acting(account)) as work:
            _declared(work)


def _declared(work: Work) -> None:
    events.prepare(work, Draft("closure", Scope(), (DAY,)))
