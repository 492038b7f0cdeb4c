"""Old buttons, made-up keys, two doors at once: what is before a person's eyes is all that can be confirmed."""

from datetime import UTC, datetime, timedelta

from tests.conversations.people import Person, Town
from villars_core.conversations.messages import Channel
from villars_core.demo import cast
from villars_core.notifications.outbox import parcel_of
from villars_core.work import SYSTEM, Assurance

BOOK_MONDAY = "Réserve la cantine de Léa lundi 30 novembre"


def _by_email(town: Town, name: str = "nadia", assurance: Assurance = Assurance.LINKED) -> Person:
    return Person(town, Channel.EMAIL, f"{name}@parents.example", assurance)


def test_a_yes_in_chat_does_not_confirm_what_a_mail_began(town: Town, nadia: Person) -> None:
    _by_email(town, assurance=Assurance.CLAIMED).say(BOOK_MONDAY)
    nadia.say("oui")
    assert town.booked(town.cast.lea.id) == []


def test_a_mail_that_only_claims_its_sender_does_nothing_before_the_owner_answers(town: Town) -> None:
    claimed = _by_email(town, assurance=Assurance.CLAIMED)
    claimed.say(BOOK_MONDAY)
    claimed.say("oui", token="")
    assert town.booked(town.cast.lea.id) == []


def test_the_answer_to_the_recap_mail_confirms(town: Town) -> None:
    claimed = _by_email(town, assurance=Assurance.CLAIMED)
    claimed.say(BOOK_MONDAY).say("1")
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]


def test_by_email_both_questions_are_asked_and_answered_at_once(town: Town) -> None:
    mail = _by_email(town)
    mail.say("Je voudrais réserver la cantine")
    assert "aux deux questions à la fois" in mail.text
    mail.say("Tom, lundi 30 novembre et jeudi 3 décembre")
    assert mail.text == "Réserver la cantine de Tom : lundi 30 novembre et jeudi 3 décembre."
    mail.say("oui")
    assert town.booked(town.cast.tom.id) == ["2026-11-30", "2026-12-03"]


def test_the_ways_out_are_taken_by_number_in_a_mail(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre et jeudi 10 décembre").press("Valider")
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    mail = _by_email(town)
    mail.say("Annule la cantine de Léa jeudi 3 décembre")
    assert "Trop tard" in mail.text
    mail.say("2").say("oui")
    assert town.booked(town.cast.lea.id) == ["2026-12-03"]


def test_the_subject_of_a_mail_names_nobody(town: Town) -> None:
    mail = _by_email(town)
    mail.say(BOOK_MONDAY)
    assert mail.screen.title == "Réserver la cantine"


def test_a_key_that_is_not_on_the_screen_does_nothing(nadia: Person) -> None:
    nadia.say("/reserver")
    for made_up in ("ok", "d20261399+", "dxx", "c999999", "undo", "w0"):
        nadia.press_key(made_up)
        assert nadia.toast == "Cet écran a changé."
    assert nadia.labels[:2] == ["Léa", "Tom"]


def test_a_press_edits_the_screen_and_words_get_a_new_message(town: Town, nadia: Person) -> None:
    nadia.say(BOOK_MONDAY)
    said = nadia.row
    nadia.press("Valider")
    with town.records.reading(SYSTEM) as work:
        assert [one.edit for one in (parcel_of(work, row) for row in (said, nadia.row) if row) if one] == ["", "900"]


def test_the_button_of_a_parked_form_goes_on_with_it(town: Town, nadia: Person) -> None:
    nadia.say(BOOK_MONDAY)
    recap = nadia.row
    nadia.say("/reserver")
    nadia.row = recap
    nadia.press_key("ok")
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]


def test_a_form_left_for_more_than_a_week_is_not_offered_again(town: Town, nadia: Person) -> None:
    nadia.say(BOOK_MONDAY)
    town.clock.move_to(town.clock.now() + timedelta(days=8))
    nadia.say("/planning")
    assert not any(label.startswith("Reprendre") for label in nadia.labels)


def test_every_step_has_its_ways_back(nadia: Person) -> None:
    for step in ("/reserver", BOOK_MONDAY, "/absence", "/agent"):
        for command, shown in (("/aide", "Aide"), ("/menu", "Service Éducation"), ("/start", "Service Éducation")):
            nadia.say(step).say(command)
            assert nadia.screen.title == shown
        nadia.say(step).say("/annuler")
        assert nadia.text == "C’est annulé. Rien n’a changé."


def test_a_recap_that_came_too_late_says_so_instead_of_nothing_to_change(town: Town, nadia: Person) -> None:
    nadia.say(BOOK_MONDAY)
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    nadia.press("Valider")
    assert nadia.text.startswith("Trop tard pour lundi 30 novembre")


def test_what_is_still_possible_is_done_and_the_rest_is_explained(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre et lundi 7 décembre")
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    nadia.press("Valider")
    assert "C’est réservé. Léa mangera à la cantine : lundi 7 décembre." in nadia.text
    assert "Pas compté : Trop tard pour lundi 30 novembre" in nadia.text
    assert town.booked(town.cast.lea.id) == ["2026-12-07"]


def test_the_other_parent_is_told_in_their_own_language(town: Town, nadia: Person, paul: Person) -> None:
    paul.say("/langue").press("English")
    nadia.say(BOOK_MONDAY).press("Valider")
    (notice,) = town.rows(kind="shared_calendar")
    assert notice.language == "en"
    screen, _ = town.screen_of(notice.id)
    assert "C’est réservé" not in screen.body[1]


def test_staff_without_children_are_told_so(claire: Person) -> None:
    for command in ("/reserver", "/absence"):
        assert "demande des familles" in claire.say(command).text


def test_the_menu_books_a_meal_in_four_taps(town: Town, nadia: Person) -> None:
    nadia.say("/menu").press("Réserver la cantine").press("Tom")
    nadia.press(nadia.labels[0]).press("Valider").press("Valider")
    assert town.booked(town.cast.tom.id) == ["2026-11-30"]


def test_a_request_of_a_later_day_is_passed_on_with_its_words(nadia: Person, claire: Person) -> None:
    nadia.say("Nous allons divorcer, que faut-il faire ?")
    assert "Nous allons divorcer, que faut-il faire ?" in nadia.text
    nadia.press("Transmettre au service")
    assert "D-2026-00001" in nadia.text
    claire.say("/file")
    assert "D-2026-00001" in claire.labels[0]


def test_another_familys_child_is_not_seen_by_its_name(town: Town) -> None:
    fatou = Person(town, Channel.TELEGRAM, str(cast.FATOU_CHAT))
    fatou.say(BOOK_MONDAY)
    assert "Réserver la cantine de Léa" not in fatou.text
    assert town.booked(town.cast.lea.id) == []
