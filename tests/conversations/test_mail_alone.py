"""What goes to a mailbox alone: where that mailbox refuses it, no chat tells it in its place."""

from tests.conversations.people import Person, Town
from villars_core.accounts.assurance import shown
from villars_core.accounts.routing import fall_back
from villars_core.conversations.messages import Channel
from villars_core.demo import cast
from villars_core.health.actions import set_allergies
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.office_queue.queries import waiting
from villars_core.work import SYSTEM, Assurance


def in_chat(town: Town, row: OutboxRow) -> str:
    """Return what the chat says after a mailbox refused a mail."""
    with town.records.writing(SYSTEM) as work:
        copy = fall_back(work, work.session.get_one(OutboxRow, row.id))
        parcel = parcel_of(work, copy) if copy is not None else None
    assert parcel is not None
    return str(parcel.screen)


def test_a_health_sheet_that_a_mailbox_refuses_is_not_told_in_the_chat(town: Town, nadia: Person) -> None:
    with town.records.writing(SYSTEM) as work:
        set_allergies(work, town.cast.lea, ["arachide"], work.today)
        shown(work, town.cast.nadia, "telegram", str(cast.NADIA_CHAT))
    nadia.say("/sante").press("Léa").press("Voir ce que la ville garde").press("Valider")
    (mail,) = town.rows(kind="health_sheet")
    assert "arachide" in str(town.screen_of(mail.id)[0])
    assert "arachide" not in in_chat(town, mail)


def test_an_answer_about_health_goes_to_the_mailbox_and_nowhere_else(town: Town, nadia: Person, claire: Person) -> None:
    nadia.say("/sante").press("Léa").press("Demander un changement").say("Léa ne doit plus manger d’arachide.")
    nadia.press("Transmettre au service")
    with town.records.reading(SYSTEM) as work:
        (item,) = waiting(work)
    claire.say("/file").press_key(f"q{item.id}").press("Répondre").say("Pour l’arachide, envoyez le PAI.")
    (answer,) = town.rows(kind="queue_answer")
    assert (answer.channel, answer.address) == ("email", town.cast.nadia.email)
    assert "arachide" not in in_chat(town, answer)


def test_a_mail_of_the_health_form_is_for_the_mailbox_alone(town: Town) -> None:
    by_mail = Person(town, Channel.EMAIL, "nadia@parents.example", Assurance.LINKED)
    by_mail.say("Léa est allergique à l’arachide, je veux changer sa fiche santé")
    assert by_mail.row is not None
    assert "Informations santé" in by_mail.screen.title
    said = in_chat(town, by_mail.row)
    assert "n’a pas pu être remis" in said
