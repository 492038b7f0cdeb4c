"""A request of which nothing is possible says why of each of its days and children: none is passed over in silence."""

from datetime import UTC, date, datetime

from tests.conversations.people import Person, Town
from villars_core.families.actions import set_alternating
from villars_core.families.rules import Alternation
from villars_core.registrations.actions import Wanted, register
from villars_core.work import SYSTEM


def test_each_reason_is_told_where_nothing_is_possible(town: Town, nadia: Person) -> None:
    with town.records.writing(SYSTEM) as work:
        register(work, Wanted(town.cast.lea.id, "canteen", date(2026, 9, 1), date(2026, 12, 1)))
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    nadia.say("Réserve la cantine de Léa lundi 30 novembre et jeudi 3 décembre")
    assert "Léa n’est pas inscrit(e) à la cantine pour cette période." in nadia.text
    assert "Trop tard pour lundi 30 novembre : le délai était mercredi 25 novembre à 23:59." in nadia.text
    assert nadia.labels.count("Écrire au service Éducation") == 1


def test_what_is_said_of_two_children_alike_is_said_once_and_its_ways_out_are_for_both(town: Town, nadia: Person) -> None:
    for name in ("Léa", "Tom"):
        nadia.say(f"Réserve la cantine de {name} jeudi 3 décembre").press("Valider")
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    nadia.say("Annule la cantine de Léa et Tom jeudi 3 décembre")
    assert nadia.text.count("Trop tard pour jeudi 3 décembre") == 1
    assert nadia.labels.count("Signaler une absence") == 1
    nadia.press("Signaler une absence")
    assert "Signaler l’absence de Léa : jeudi 3 décembre." in nadia.text
    assert "Signaler l’absence de Tom : jeudi 3 décembre." in nadia.text


def test_days_of_the_other_home_are_told_beside_the_others(town: Town, nadia: Person) -> None:
    with town.records.writing(SYSTEM) as work:
        both = Alternation(date(2026, 11, 23), town.cast.paul.guardian_id or 0, town.cast.nadia.guardian_id or 0)
        set_alternating(work, town.cast.lea, both, date(2026, 11, 23))
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    nadia.say("Réserve la cantine de Léa vendredi 27 novembre et jeudi 3 décembre")
    assert "vendredi 27 novembre ne fait pas partie de vos jours" in nadia.text
    assert "Trop tard pour jeudi 3 décembre" in nadia.text


def test_days_of_two_limits_are_told_each_its_own_and_their_absence_is_offered_once(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa jeudi 3 et jeudi 10 décembre").press("Valider")
    town.clock.move_to(datetime(2026, 12, 3, 5, 0, tzinfo=UTC))
    nadia.say("Annule la cantine de Léa jeudi 3 et jeudi 10 décembre")
    assert "Trop tard pour jeudi 3 décembre : le délai était mercredi 25 novembre à 23:59." in nadia.text
    assert "Trop tard pour jeudi 10 décembre : le délai était mercredi 2 décembre à 23:59." in nadia.text
    assert nadia.labels.count("Signaler une absence") == 1
    nadia.press("Signaler une absence")
    assert "Signaler l’absence de Léa : jeudi 3 décembre et jeudi 10 décembre." in nadia.text


def test_the_office_is_asked_for_both_children_where_both_are_late(town: Town, nadia: Person, claire: Person) -> None:
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    nadia.say("Réserve la cantine de Léa et Tom jeudi 3 et vendredi 4 décembre")
    assert nadia.labels.count("Écrire au service Éducation") == 1
    nadia.press("Écrire au service Éducation").say("Puis-je encore ?")
    claire.say("/file").press_key(claire.screen.choices[0].key).press("Accepter")
    assert town.booked(town.cast.lea.id) == town.booked(town.cast.tom.id) == ["2026-12-03", "2026-12-04"]
