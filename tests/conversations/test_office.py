"""What the office does in the bot, and what reaches it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.conversations.people import Person, Town
from villars_core.accounts.queries import actor_of
from villars_core.accounts.routing import assign
from villars_core.conversations import inbox, prepared
from villars_core.conversations.flows.receipts import tell_sharing
from villars_core.conversations.messages import Channel
from villars_core.demo import cast
from villars_core.demo.cast import rules_text
from villars_core.errors import NotFound
from villars_core.families import access
from villars_core.office_queue.queries import waiting
from villars_core.reservations.actions import book
from villars_core.reservations.places import Place, set_capacity, site_of
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM, Actor, ActorKind, Assurance


def test_staff_announce_to_a_class_after_a_preview(town: Town, claire: Person) -> None:
    claire.say("/annonce").say("Sortie de vendredi\nPrévoyez des bottes.")
    claire.press("Classe CE1, École élémentaire Jean Moulin")
    assert "2 personnes la recevront." in claire.text
    assert town.rows(kind="announcement") == []
    claire.press("Valider")
    rows = town.rows(kind="announcement")
    assert {row.account_id for row in rows} == {town.cast.nadia.id, town.cast.paul.id}
    assert "0 reçues sur 2" in claire.text
    claire.press("Arrêter l’envoi")
    assert {row.state for row in town.rows(kind="announcement")} == {"withdrawn"}


def test_a_parent_cannot_announce(town: Town, nadia: Person) -> None:
    nadia.say("/annonce")
    assert nadia.screen.title == "Service Éducation"
    assert town.rows(kind="announcement") == []


def test_the_kitchen_cannot_announce(town: Town) -> None:
    marc = Person(town, Channel.TELEGRAM, str(cast.MARC_CHAT))
    marc.say("/annonce")
    assert "pas le droit" in marc.text


def test_what_nobody_understood_twice_lands_in_the_queue_with_the_words(town: Town, nadia: Person, claire: Person) -> None:
    nadia.say("brouillamini")
    assert "Je n’ai pas compris" in nadia.text
    nadia.say("galimatias complet")
    assert "D-2026-00001" in nadia.text
    claire.say("/file").press_key(claire.screen.choices[0].key)
    assert "galimatias complet" in claire.text
    claire.press("Répondre").say("Bonjour, appelez-nous demain.")
    assert "close" in claire.text
    (answer,) = town.rows(kind="queue_answer")
    assert answer.account_id == town.cast.nadia.id


def test_a_message_to_the_office_gets_a_number(nadia: Person) -> None:
    nadia.say("/agent").say("Tom a oublié son manteau à la cantine.")
    assert "D-2026-00001" in nadia.text


def test_a_notice_goes_to_the_chat_else_to_the_mailbox(town: Town, nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider")
    with town.records.writing(SYSTEM) as work:
        assert assign(work) == 1
    (notice,) = town.rows(kind="shared_calendar")
    assert (notice.channel, notice.address) == ("telegram", "1002")


def test_a_message_that_fails_five_times_is_parked_and_its_writer_is_told(town: Town) -> None:
    assert inbox.keep(town.records, "telegram", "77", b"{}", "1001") is inbox.Kept.NEW
    assert [inbox.failed(town.records, "telegram", "77", "ValueError") for _ in range(5)] == [False] * 4 + [True]
    assert inbox.keep(town.records, "telegram", "77", b"{}", "1001") is inbox.Kept.DONE
    (apology,) = town.rows(kind="apology")
    assert apology.address == "1001"


def test_the_same_id_under_another_body_is_held(town: Town) -> None:
    inbox.keep(town.records, "email", "<1@a>", b"one")
    assert inbox.keep(town.records, "email", "<1@a>", b"one") is inbox.Kept.AGAIN
    assert inbox.keep(town.records, "email", "<1@a>", b"two") is inbox.Kept.HELD


def test_the_language_can_be_changed_at_any_time(town: Town, nadia: Person) -> None:
    nadia.say("/langue").press("English")
    nadia.say("/menu")
    assert town.rows()[-1].language == "en"


def test_who_wants_no_announcements_gets_none_after_one_confirmation(town: Town, paul: Person, claire: Person) -> None:
    paul.say("Je ne veux plus recevoir les annonces").press("Valider")
    claire.say("/annonce").say("Sortie\nPrévoyez des bottes.").press("Classe CE1, École élémentaire Jean Moulin")
    assert "1 personne la recevra." in claire.text
    claire.press("Valider")
    assert [row.account_id for row in town.rows(kind="announcement")] == [town.cast.nadia.id]


def test_an_announcement_too_long_is_asked_again_and_never_cut(claire: Person) -> None:
    claire.say("/annonce").say("Titre\n" + "mot " * 800)
    assert "trop long" in claire.text
    assert "Qui doit la recevoir" in claire.say("Titre\nUn texte.").text


def test_a_second_tap_on_validate_announces_once(town: Town, claire: Person) -> None:
    claire.say("/annonce").say("Sortie\nPrévoyez des bottes.").press("Toutes les familles")
    revision = claire.row.dialogue_revision if claire.row else None
    claire.press("Valider")
    sent = len(town.rows(kind="announcement"))
    claire.press_key("ok", revision)
    assert len(town.rows(kind="announcement")) == sent


def test_an_item_is_taken_then_refused_with_a_reason_that_the_family_reads(town: Town, nadia: Person, claire: Person) -> None:
    nadia.say("/agent").say("Peut-on changer de classe ?")
    claire.say("/file").press_key(claire.screen.choices[0].key)
    claire.press("Je m’en occupe").press("Refuser").say("Les classes sont complètes.")
    (answer,) = town.rows(kind="queue_answer")
    screen, _ = town.screen_of(answer.id)
    assert "Les classes sont complètes." in screen.body[0]


def test_two_of_the_office_decide_once(town: Town, nadia: Person, claire: Person) -> None:
    nadia.say("/agent").say("Peut-on changer de classe ?")
    colleague = Person(town, Channel.TERMINAL, "claire")
    claire.say("/file").press_key(claire.screen.choices[0].key)
    colleague.say("/file").press_key(colleague.screen.choices[0].key)
    claire.press("Accepter")
    colleague.press("Accepter")
    assert "déjà traitée" in colleague.text
    assert len(town.rows(kind="queue_answer")) == 1


def test_a_parent_does_not_see_the_queue(nadia: Person) -> None:
    assert nadia.say("/file").screen.title == "Service Éducation"


def test_what_came_too_late_is_asked_of_the_office_and_accepting_does_it(town: Town, nadia: Person, claire: Person) -> None:
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Écrire au service Éducation")
    assert "Réserver hors délai la cantine de Léa Martin : lundi 30 novembre" in nadia.text
    nadia.say("Je commence un nouveau travail lundi.")
    assert town.booked(town.cast.lea.id) == []
    claire.say("/file").press_key(claire.screen.choices[0].key)
    assert "hors délai" in claire.text
    assert "nouveau travail" in claire.text
    claire.press("Accepter")
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]
    (answer,) = town.rows(kind="queue_answer")
    assert answer.account_id == town.cast.nadia.id
    (told,) = town.rows(kind="shared_calendar")
    assert told.account_id == town.cast.paul.id
    assert "l’autre parent" in town.screen_of(told.id)[0].body[0]


def _asked_late(town: Town, nadia: Person, words: str) -> None:
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    nadia.say(words).press("Écrire au service Éducation").say("Je commence un nouveau travail.")


def _answer(town: Town) -> str:
    return "\n".join(town.screen_of(town.rows(kind="queue_answer")[-1].id)[0].body)


def test_a_late_booking_that_is_accepted_says_what_was_booked(town: Town, nadia: Person, claire: Person) -> None:
    _asked_late(town, nadia, "Réserve la cantine de Léa lundi 30 novembre")
    claire.say("/file").press_key(claire.screen.choices[0].key).press("Accepter")
    assert "Léa mangera à la cantine : lundi 30 novembre. Numéro D-2026-00001." in _answer(town)


def test_a_late_booking_that_is_accepted_without_a_place_left_does_not_promise_a_meal(town: Town, nadia: Person, claire: Person) -> None:
    _asked_late(town, nadia, "Réserve la cantine de Léa lundi 30 novembre")
    with town.records.writing(SYSTEM) as work:
        site = site_of(work, town.cast.lea)
        assert site is not None
        set_capacity(work, Place(site), date(2026, 11, 30), date(2026, 11, 30), 0)
    claire.say("/file").press_key(claire.screen.choices[0].key).press("Accepter")
    assert "Plus de place à la cantine pour Léa : lundi 30 novembre." in _answer(town)
    assert "mangera" not in _answer(town)


def test_a_late_booking_is_not_accepted_once_its_day_is_past(town: Town, nadia: Person, claire: Person) -> None:
    _asked_late(town, nadia, "Réserve la cantine de Léa vendredi 27 novembre")
    town.clock.move_to(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    claire.say("/file").press_key(claire.screen.choices[0].key).press("Accepter")
    assert "vendredi 27 novembre : c’est passé" in claire.text
    assert town.booked(town.cast.lea.id) == []
    assert town.rows(kind="queue_answer") == []


def test_of_several_late_days_those_that_are_past_are_told_as_not_booked(town: Town, nadia: Person, claire: Person) -> None:
    _asked_late(town, nadia, "Réserve la cantine de Léa vendredi 27 et lundi 30 novembre")
    town.clock.move_to(datetime(2026, 11, 28, 8, 0, tzinfo=UTC))
    claire.say("/file").press_key(claire.screen.choices[0].key).press("Accepter")
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]
    assert "Pas de repas réservé pour Léa : vendredi 27 novembre." in _answer(town)


def test_a_booking_that_waits_until_its_day_is_past_is_not_confirmed(town: Town, nadia: Person, claire: Person) -> None:
    rules = rules_text().replace('code = "canteen"\n', 'code = "canteen"\nconfirmed_by_office = true\n', 1)
    with town.records.writing(SYSTEM) as work:
        load_rules(work, rules, "villars-rules.toml")
    nadia.say("Réserve la cantine de Léa lundi 30 novembre et mardi 1er décembre").press("Valider")
    town.clock.move_to(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    claire.say("/file").press_key(claire.screen.choices[0].key).press("Accepter")
    assert town.booked(town.cast.lea.id) == ["2026-12-01"]
    assert "Léa mangera à la cantine : mardi 1er décembre." in _answer(town)
    assert "Pas de repas réservé pour Léa : lundi 30 novembre." in _answer(town)


def test_a_staff_members_number_is_never_taken_for_a_guardians(town: Town) -> None:
    """The office books of its own accord: both parents are told, also where a staff account has the number of a guardian."""
    with town.records.writing(SYSTEM) as work:
        days = [datetime(2026, 11, 30, tzinfo=UTC).date()]
        for number in (town.cast.nadia.guardian_id, town.cast.paul.guardian_id):
            staff = replace(work, actor=Actor(ActorKind.STAFF, number, number, frozenset({"education_office"}), Assurance.LINKED))
            told = {one.id for one in access.sharing_guardians(staff, town.cast.lea.id, days)}
            assert told == {town.cast.nadia.guardian_id, town.cast.paul.guardian_id}
        tell_sharing(staff, "Cantine", [book(staff, town.cast.lea, days)])
    rows = town.rows(kind="shared_calendar")
    assert {row.account_id for row in rows} == {town.cast.nadia.id, town.cast.paul.id}
    assert "le service Éducation a changé" in town.screen_of(rows[0].id)[0].body[0]


def test_the_kitchen_neither_sees_nor_decides_what_a_family_asked_the_office(town: Town, nadia: Person, claire: Person) -> None:
    town.clock.move_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Écrire au service Éducation").say("Un empêchement.")
    marc = Person(town, Channel.TELEGRAM, str(cast.MARC_CHAT))
    assert marc.say("/file").text == "Rien n’attend."
    item_id = int(claire.say("/file").screen.choices[0].key[1:])
    with town.records.writing(actor_of(town.cast.marc, "test", Assurance.LINKED)) as work:
        for number in (item_id, 987_654):
            with pytest.raises(NotFound):
                prepared.accept(work, number)
    assert town.booked(town.cast.lea.id) == []
    assert town.rows(kind="queue_answer") == []


def test_the_treasurer_works_on_money_and_reads_no_other_request(town: Town, nadia: Person) -> None:
    nadia.say("/agent").say("Je voudrais vous parler de Léa.")
    nadia.say("mon QF est de 530, CAF, novembre 2026").press("Valider")
    seen: dict[str, list[str]] = {}
    for role in ("treasurer", "kitchen", "childcare", "education_office"):
        with town.records.reading(Actor(ActorKind.STAFF, 1, 1, frozenset({role}), Assurance.LINKED)) as work:
            seen[role] = sorted(one.kind for one in waiting(work))
    assert seen == {"treasurer": ["quotient"], "kitchen": [], "childcare": [], "education_office": ["message", "quotient"]}
