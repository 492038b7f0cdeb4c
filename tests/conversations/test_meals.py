"""Booking and cancelling meals at the desk, as conversations."""

from datetime import UTC, datetime, timedelta

from tests.conversations.people import Person, Town
from villars_core.conversations import buttons, inbox
from villars_core.conversations.messages import Channel
from villars_core.demo import cast
from villars_core.work import Assurance

WEDNESDAY_LAST_MINUTE = datetime(2026, 11, 25, 22, 59, 30, tzinfo=UTC)


def test_a_parent_books_sees_a_recap_and_gets_a_number(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre et jeudi 3 décembre")
    assert nadia.text == "Réserver la cantine de Léa : lundi 30 novembre et jeudi 3 décembre."
    assert nadia.labels == ["Valider", "La même chose pour Tom", "Modifier", "Annuler"]
    assert town.booked(town.cast.lea.id) == []
    nadia.press("Valider")
    assert "Numéro R-2026-00001" in nadia.text
    assert town.booked(town.cast.lea.id) == ["2026-11-30", "2026-12-03"]


def test_the_receipt_goes_by_mail_to_who_did_it_and_a_notice_to_the_other_parent(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider")
    (receipt,) = town.rows(kind="receipt")
    assert (receipt.channel, receipt.address) == ("email", "nadia@parents.example")
    (notice,) = town.rows(kind="shared_calendar")
    assert notice.account_id == town.cast.paul.id


def test_a_receipt_can_be_undone_once(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider").press("Défaire")
    assert town.booked(town.cast.lea.id) == []
    assert "Défaire" not in nadia.labels


def test_too_late_explains_itself_and_offers_two_ways_out(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre").press("Valider")
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    nadia.say("Annule la cantine de Léa jeudi 3 décembre")
    assert nadia.text == "Trop tard pour jeudi 3 décembre : le délai était mercredi 25 novembre à 23:59."
    assert nadia.labels[:2] == ["Signaler une absence", "Annuler plutôt jeudi 10 décembre"]
    nadia.press("Signaler une absence")
    assert "Signaler l’absence de Léa : jeudi 3 décembre." in nadia.text
    nadia.press("Valider")
    assert "Numéro D-2026-00001" in nadia.text
    assert town.booked(town.cast.lea.id) == ["2026-12-03"]


def test_the_whole_last_minute_is_in_time_and_a_late_handling_does_not_count(town: Town, nadia: Person) -> None:
    town.clock.move_to(WEDNESDAY_LAST_MINUTE + timedelta(seconds=90))
    nadia.say("Réserve la cantine de Léa lundi 30 novembre", sent_at=WEDNESDAY_LAST_MINUTE)
    assert nadia.labels[0] == "Valider"


def test_a_press_that_reached_the_door_in_time_counts_however_long_it_waits_there(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    town.clock.move_to(WEDNESDAY_LAST_MINUTE)
    assert nadia.row is not None
    press = buttons.of_dialogue(nadia.row.dialogue_id or 0, nadia.row.dialogue_revision or 0, "ok")
    kept = nadia.incoming(choice=press, anchor="900")
    inbox.keep(town.records, "telegram", kept.external_id, b"press", kept.address)
    town.clock.move_to(WEDNESDAY_LAST_MINUTE + timedelta(minutes=10))
    town.desk.receive(kept)
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]


def test_tomorrow_is_the_day_after_the_one_on_which_it_was_said(town: Town, nadia: Person) -> None:
    town.clock.move_to(WEDNESDAY_LAST_MINUTE + timedelta(seconds=45))
    nadia.say("Léa sera absente demain", sent_at=WEDNESDAY_LAST_MINUTE)
    assert "jeudi 26 novembre" in nadia.text


def test_a_message_dated_long_ago_is_judged_by_the_clock(town: Town, nadia: Person) -> None:
    town.clock.move_to(WEDNESDAY_LAST_MINUTE + timedelta(hours=2))
    nadia.say("Réserve la cantine de Léa lundi 30 novembre", sent_at=WEDNESDAY_LAST_MINUTE)
    assert "Trop tard" in nadia.text


def test_what_is_validated_after_the_deadline_is_refused_though_the_recap_was_in_time(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    town.clock.move_to(WEDNESDAY_LAST_MINUTE + timedelta(hours=1))
    nadia.press("Valider")
    assert town.booked(town.cast.lea.id) == []


def test_a_missing_child_is_asked_once(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine lundi 30 novembre")
    assert nadia.labels[:3] == ["Léa", "Tom", "Tous mes enfants"]
    nadia.press("Tous mes enfants").press("Valider")
    assert town.booked(town.cast.lea.id) == town.booked(town.cast.tom.id) == ["2026-11-30"]


def test_days_are_ticked_on_a_screen_that_says_the_deadline_first(town: Town, nadia: Person) -> None:
    nadia.say("/reserver").press("Léa")
    assert "jusqu’au mercredi 25 novembre à 23:59" in nadia.text
    first, second = nadia.labels[0], nadia.labels[1]
    nadia.press(first).press(second)
    assert nadia.labels[:2] == [f"+ {first}", f"+ {second}"]
    nadia.press("Valider").press("Valider")
    assert town.booked(town.cast.lea.id) == ["2026-11-30", "2026-12-01"]


def test_a_second_tap_on_a_button_changes_nothing(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    revision = nadia.row.dialogue_revision if nadia.row else None
    nadia.press("Valider")
    number = nadia.text
    nadia.press_key("ok", revision)
    assert nadia.toast == "Cet écran a changé."
    assert nadia.text == number
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]


def test_a_redelivered_message_is_answered_by_the_same_row(town: Town, nadia: Person) -> None:
    incoming = nadia.incoming(text="Réserve la cantine de Léa lundi 30 novembre")
    first = town.desk.receive(incoming)
    again = town.desk.receive(incoming)
    assert [one.outbox_id for one in first] == [one.outbox_id for one in again]
    assert again[0].repeated


def test_another_persons_button_does_nothing(town: Town, nadia: Person, paul: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    paul.row = nadia.row
    paul.press_key("ok")
    assert town.booked(town.cast.lea.id) == []
    assert paul.screen.title == "Service Éducation"


def test_two_parents_both_get_a_true_answer(town: Town, nadia: Person, paul: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    paul.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider")
    nadia.press("Valider")
    assert "déjà ainsi" in nadia.text
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]


def test_in_alternating_custody_the_other_weeks_are_refused_without_a_word_of_the_other_parent(town: Town) -> None:
    sophie = Person(town, Channel.TELEGRAM, str(cast.SOPHIE_CHAT))
    sophie.say("Réserve la cantine lundi 30 novembre")
    assert "ne fait pas partie de vos jours" in sophie.text
    assert "Karim" not in sophie.text
    sophie.say("Réserve la cantine lundi 7 décembre").press("Valider")
    assert town.booked(town.cast.ines.id) == ["2026-12-07"]


def test_a_left_form_can_be_resumed(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").say("/planning")
    nadia.press("Reprendre : Réserver la cantine").press("Valider")
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]


def test_giving_up_changes_nothing(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").say("/annuler")
    assert nadia.text == "C’est annulé. Rien n’a changé."
    assert town.booked(town.cast.lea.id) == []


def test_an_answer_to_the_receipt_mail_books_after_one_confirmation(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider")
    mail = Person(town, Channel.EMAIL, "nadia@parents.example")
    mail.screen, mail.row = town.screen_of(town.rows(kind="receipt")[0].id)
    mail.say("finalement Léa mangera mardi 1er décembre")
    assert "mardi 1er décembre" in mail.text
    mail.say("oui")
    assert town.booked(town.cast.lea.id) == ["2026-11-30", "2026-12-01"]


def test_a_mail_whose_sender_is_not_proven_shows_nothing_and_reaches_the_office(town: Town) -> None:
    forged = Person(town, Channel.EMAIL, "nadia@parents.example", assurance=Assurance.NONE)
    forged.say("Annule la cantine de Léa lundi 30 novembre")
    assert "Léa" not in forged.text
    assert "D-2026-00001" in forged.text


def test_a_token_of_another_person_opens_nothing(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider")
    token = town.rows(kind="receipt")[0].reply_token
    paul = Person(town, Channel.EMAIL, "paul@parents.example")
    paul.say("oui", token=token)
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]
    assert "Léa" not in paul.text


def test_an_absence_on_a_day_without_canteen_needs_no_report(nadia: Person) -> None:
    nadia.say("/absence").press("Léa").say("samedi 28 novembre")
    assert "Valider" not in nadia.labels


def test_an_absence_of_several_days_keeps_those_with_canteen(nadia: Person) -> None:
    nadia.say("/absence").press("Léa").say("du jeudi 3 au lundi 7 décembre")
    assert ": jeudi 3 décembre, vendredi 4 décembre et lundi 7 décembre." in nadia.text


def test_in_alternating_custody_the_other_weeks_absence_is_refused_before_the_recap(town: Town) -> None:
    sophie = Person(town, Channel.TELEGRAM, str(cast.SOPHIE_CHAT))
    sophie.say("/absence").say("lundi 30 novembre")
    assert "ne fait pas partie de vos jours" in sophie.text


def test_two_opposite_wishes_are_asked_about(town: Town, nadia: Person) -> None:
    nadia.say("Annule la cantine de Léa mardi 1er décembre mais réserve mardi 1er décembre")
    assert "Valider" not in nadia.labels
    assert town.booked(town.cast.lea.id) == []


def test_a_name_that_is_not_the_familys_is_asked_about(nadia: Person) -> None:
    nadia.say("Réserve la cantine de Kevin lundi 30 novembre")
    assert nadia.labels[:2] == ["Léa", "Tom"]


def test_a_weekday_that_is_not_its_date_is_asked_about(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa mercredi 1er décembre")
    assert "Valider" not in nadia.labels or "mardi 1er décembre" not in nadia.text
    assert town.booked(town.cast.lea.id) == []
