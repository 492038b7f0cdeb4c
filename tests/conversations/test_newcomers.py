"""Opening an account: by the letter's code or its link, in chat or by e-mail."""

from datetime import timedelta

from tests.conversations.people import Person, Town
from villars_core.accounts.models import Account
from villars_core.conversations.messages import Channel
from villars_core.conversations.models import InboxRow
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.work import SYSTEM

SECRET = "Cantine2026"


def _opened(olena: Person) -> Person:
    olena.say(SECRET).say(SECRET)
    return olena.press("Lire la suite").press("Lire la suite").press("J’ai lu et j’accepte")


def test_a_newcomer_opens_the_account_with_the_code_of_the_letter(town: Town, olena: Person) -> None:
    olena.say("Bonjour")
    assert "recopiez le code" in olena.text
    olena.say(f"Mon code est {town.cast.olena_invitation.code}")
    assert "Choisissez un secret" in olena.text
    _opened(olena)
    assert "Votre compte est ouvert" in olena.text
    olena.say("Réserve la cantine lundi 30 novembre").press("Valider")
    assert town.booked(town.cast.danylo.id) == ["2026-11-30"]


def test_the_link_of_the_letter_needs_no_typing(town: Town, olena: Person) -> None:
    olena.say("/start", token=town.cast.olena_invitation.link_token)
    assert "Choisissez un secret" in olena.text
    _opened(olena)
    assert "Votre compte est ouvert" in olena.text


def test_a_used_link_opens_nothing_twice(town: Town, olena: Person) -> None:
    olena.say("/start", token=town.cast.olena_invitation.link_token)
    _opened(olena)
    stranger = Person(town, Channel.TELEGRAM, "666")
    stranger.say("/start", token=town.cast.olena_invitation.link_token)
    assert "recopiez le code" in stranger.text
    assert "Olena" not in stranger.text


def test_a_secret_that_breaks_the_policy_is_explained_and_two_must_be_the_same(town: Town, olena: Person) -> None:
    olena.say("/start", token=town.cast.olena_invitation.link_token)
    olena.say("court")
    assert "au moins 8 caractères" in olena.text
    olena.say(SECRET).say("Autre2026")
    assert "ne sont pas pareils" in olena.text


def test_what_held_a_secret_is_deleted_from_the_chat_and_blanked_in_the_inbox(town: Town, olena: Person) -> None:
    olena.say("/start", token=town.cast.olena_invitation.link_token).say(SECRET)
    assert olena.row is not None
    with town.records.reading(SYSTEM) as work:
        row = work.session.get_one(OutboxRow, olena.row.id)
        parcel = parcel_of(work, row)
        kept = work.session.get_one(InboxRow, row.inbox_id)
        assert parcel is not None
        assert len(parcel.forget) == 1
        assert kept.raw is None
        assert SECRET not in str(work.session.get_one(Account, town.cast.olena.id).secret_hash)


def test_five_wrong_codes_close_the_door_for_a_quarter_of_an_hour(town: Town, olena: Person) -> None:
    for _ in range(5):
        olena.say("AAAA-BBBB-CCCC")
    assert "Trop de codes faux" in olena.text
    olena.say(town.cast.olena_invitation.code)
    assert "Trop de codes faux" in olena.text
    town.clock.move_to(town.clock.now() + timedelta(minutes=16))
    olena.say(town.cast.olena_invitation.code)
    assert "Choisissez un secret" in olena.text


def test_by_email_no_secret_is_typed(town: Town) -> None:
    olena = Person(town, Channel.EMAIL, "olena@parents.example")
    olena.say(f"Bonjour, mon code : {town.cast.olena_invitation.code}")
    assert olena.labels == ["J’ai lu et j’accepte", "Je n’accepte pas"]
    olena.say("1")
    assert "Votre compte est ouvert" in olena.text
    olena.say("Réserve la cantine lundi 30 novembre").say("oui")
    assert town.booked(town.cast.danylo.id) == ["2026-11-30"]


def test_an_unknown_mailbox_is_told_nothing_and_reaches_the_office(town: Town) -> None:
    grandmother = Person(town, Channel.EMAIL, "mamie@ailleurs.example")
    grandmother.say("Léa Martin sera absente jeudi")
    assert "Martin" not in grandmother.text
    assert "D-2026-00001" in grandmother.text


def test_nothing_works_before_the_terms_are_accepted(town: Town, olena: Person) -> None:
    olena.say("/start", token=town.cast.olena_invitation.link_token).say(SECRET).say(SECRET)
    olena.say("Réserve la cantine lundi 30 novembre")
    assert "Conditions d’utilisation" in olena.screen.title
    assert town.booked(town.cast.danylo.id) == []


def test_an_activation_that_was_given_up_goes_on_though_its_code_counts_once(town: Town, olena: Person) -> None:
    olena.say(town.cast.olena_invitation.code).say("/annuler")
    olena.say("Bonjour")
    assert "Choisissez un secret" in olena.text
    assert "Votre compte est ouvert" in _opened(olena).text


def test_who_refused_the_terms_may_come_back(town: Town, olena: Person) -> None:
    olena.say("/start", token=town.cast.olena_invitation.link_token).say(SECRET).say(SECRET)
    olena.press("Lire la suite").press("Lire la suite").press("Je n’accepte pas")
    olena.say("/start")
    assert "Conditions d’utilisation" in olena.screen.title


def test_a_command_is_never_taken_for_a_secret(town: Town, olena: Person) -> None:
    olena.say("/start", token=town.cast.olena_invitation.link_token)
    assert "Choisissez un secret" in olena.say("/aide").text
    assert "une seconde fois" in olena.say(SECRET).say("/menu").text
    olena.say(SECRET)
    assert "Conditions d’utilisation" in olena.screen.title


def test_the_terms_are_accepted_at_their_end_only(town: Town, olena: Person) -> None:
    olena.say("/start", token=town.cast.olena_invitation.link_token).say(SECRET).say(SECRET)
    olena.press_key("accept")
    assert "page 1" in olena.screen.title
    assert olena.say("Bonjour").labels == ["Lire la suite"]


def test_new_terms_are_read_again_without_a_code(town: Town, nadia: Person) -> None:
    with town.records.writing(SYSTEM) as work:
        work.session.get_one(Account, town.cast.nadia.id).terms_version = "2020-01"
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    assert "Conditions d’utilisation" in nadia.screen.title
    nadia.press("Lire la suite").press("Lire la suite").press("J’ai lu et j’accepte")
    nadia.say("Réserve la cantine de Léa lundi 30 novembre").press("Valider")
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]
