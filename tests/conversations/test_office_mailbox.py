"""The office's mailbox: people without an account write about children of the town; the office answers them as by any mail."""

from collections.abc import Iterable

import pytest
from sqlalchemy import select

from tests.conversations.people import Person, Town
from villars_core.conversations.messages import Channel
from villars_core.conversations.proposing import Letter, proposed
from villars_core.families.models import ContactPerson, Guardian
from villars_core.journal.models import JournalEntry
from villars_core.notifications.outbox import LETTER
from villars_core.office_queue.models import QueueItem
from villars_core.office_queue.queries import waiting
from villars_core.work import SYSTEM, Assurance

GRANDMOTHER = "jeanne.perrin@exemple.fr"


@pytest.fixture
def jeanne(town: Town) -> Person:
    """Give Léa's grandmother, whom the Martins named as somebody who may collect her."""
    with town.records.writing(SYSTEM) as work:
        home = work.session.get_one(Guardian, town.cast.nadia.guardian_id).household_id
        work.session.add(
            ContactPerson(household_id=home, name="Jeanne Perrin", phone="0612345678", relation="grand-mère", may_collect=True)
        )
    return Person(town, Channel.EMAIL, GRANDMOTHER, Assurance.CLAIMED)


def _wrote(jeanne: Person, text: str, subject: str = "Léa", **more: object) -> Person:
    return jeanne.say(text, subject=subject, sender_name="Jeanne Perrin", **more)


def _homes(town: Town, letter: Letter) -> list[str]:
    with town.records.reading(SYSTEM) as work:
        names = {one.household_id: one.last_name for one in work.session.scalars(select(Guardian).order_by(Guardian.id))}
        return [names[one["household"]] for one in proposed(work, letter)]


@pytest.mark.parametrize(
    ("letter", "homes"),
    [
        (Letter("Bonjour, je viendrai chercher Léa Martin jeudi."), ["Martin"]),
        (Letter("Bonjour, je viendrai chercher MARTIN LEA jeudi."), ["Martin"]),
        (Letter("je viendrai chercher léa jeudi"), ["Martin"]),
        (Letter("Tom a oublié son manteau", "École"), ["Martin"]),
        (Letter("Au sujet de Binta et Moussa", "Cantine"), ["Diallo"]),
        (Letter("Bonjour", sender_name="Jeanne PERRIN"), ["Martin"]),
        (Letter("Bonjour", address="jeanne.perrin@exemple.fr"), ["Martin"]),
        (Letter("Rappelez-moi au 06 12 34 56 78"), ["Martin"]),
        (Letter("Rappelez-moi au 06.12.34.56.78 au sujet d’Inès Haddad"), ["Haddad", "Martin", "Roche"]),
        (Letter("La petite Haddad attend ses parents", "CM2"), ["Roche", "Haddad"]),
        (Letter("Qui remplace Mme Kovalenko demain ?"), ["Kovalenko"]),
        (Letter("Je prendrai Inès à la sortie", sender_name="Anne Roche"), ["Roche"]),
        (Letter("une question sur le martin-pêcheur de la roche"), []),
        (Letter("Quels sont vos horaires ?", "Question", "Paul Durand", "paul.durand@exemple.fr"), []),
        (Letter(""), []),
    ],
)
def test_homes_are_proposed_by_the_names_that_a_mail_holds(town: Town, jeanne: Person, letter: Letter, homes: list[str]) -> None:
    assert jeanne.address == GRANDMOTHER
    found = _homes(town, letter)
    assert sorted(found) == sorted(homes)
    assert found[:1] == homes[:1] or found == homes


def test_a_mail_of_a_stranger_waits_with_the_home_it_may_be_about(jeanne: Person, claire: Person) -> None:
    _wrote(jeanne, "Je viendrai chercher Léa jeudi à 16 h 30.", "Sortie de jeudi")
    assert "D-2026-00001" in jeanne.text
    assert not {"Martin", "Nadia", "Léa"} & set(jeanne.text.replace(".", " ").split()), "nothing is shown of anybody"
    claire.say("/file").press_key(claire.screen.choices[0].key)
    assert "Foyer proposé : Famille Martin" in claire.text
    assert "Jeanne Perrin (grand-mère)" in claire.text
    assert "l’enfant Léa Martin" in claire.text
    assert "Objet : Sortie de jeudi" in claire.text
    assert f"De : {GRANDMOTHER}" in claire.text


def test_several_homes_are_listed_the_likeliest_first(town: Town, claire: Person) -> None:
    Person(town, Channel.EMAIL, "maitresse@ecole.exemple.fr", Assurance.CLAIMED).say("Inès Haddad est restée seule ce soir.")
    claire.say("/file").press_key(claire.screen.choices[0].key)
    assert claire.text.count("Foyer proposé") == 2


def test_only_ids_are_kept_of_a_proposal(town: Town, jeanne: Person) -> None:
    _wrote(jeanne, "Je viendrai chercher Léa jeudi.")
    with town.records.reading(SYSTEM) as work:
        (item,) = work.session.scalars(select(QueueItem))
        assert {one for one in _values(item.facts["proposed"]) if isinstance(one, str)} <= {"adult", "child", "contact"}
        assert b"jeudi" not in (item.subject or b"") + (item.words or b"")


def _values(found: object) -> Iterable[object]:
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, list):
        for one in found:
            yield from _values(one)
    else:
        yield found


def test_the_office_answers_by_a_letter_and_the_answer_to_it_comes_back(town: Town, jeanne: Person, claire: Person) -> None:
    _wrote(jeanne, "Je viendrai chercher Léa jeudi.", "Sortie de jeudi", message_ref="<a1@exemple.fr>")
    claire.say("/file").press_key(claire.screen.choices[0].key)
    claire.press("Répondre").say("Bonjour Madame,\n\nApportez une pièce d’identité." + " Merci." * 100)
    (letter,) = town.rows(kind=LETTER)
    screen, _ = town.screen_of(letter.id)
    assert (letter.channel, letter.address, letter.in_reply_to) == ("email", GRANDMOTHER, "<a1@exemple.fr>")
    assert (screen.title, screen.choices) == ("Sortie de jeudi", ())
    assert screen.body[0] == "Bonjour Madame,"
    assert screen.body[1].endswith("Merci. Merci."), "a long answer leaves whole"
    sent = len(town.rows())
    incoming = jeanne.incoming(text="Entendu, à jeudi.", token=letter.reply_token, message_ref="<a2@exemple.fr>", subject="Sortie de jeudi")
    assert town.desk.receive(incoming) == [], "the one who goes on with a letter is not answered by a machine"
    assert len(town.rows()) == sent
    with town.records.reading(SYSTEM) as work:
        (item,) = waiting(work)
    assert item.number == "D-2026-00001"
    assert item.words.index("chercher Léa") < item.words.index("pièce d’identité") < item.words.index("Entendu, à jeudi.")
    assert item.facts["message_ref"] == "<a2@exemple.fr>", "the next letter answers the newest mail"


def test_a_token_in_the_hands_of_another_mailbox_opens_no_item(town: Town, jeanne: Person, claire: Person) -> None:
    _wrote(jeanne, "Je viendrai chercher Léa jeudi.")
    claire.say("/file").press_key(claire.screen.choices[0].key)
    claire.press("Répondre").say("Apportez une pièce d’identité.")
    (letter,) = town.rows(kind=LETTER)
    Person(town, Channel.EMAIL, "autre@exemple.fr", Assurance.NONE).say("C’est moi", token=letter.reply_token)
    with town.records.reading(SYSTEM) as work:
        (item,) = waiting(work)
    assert item.number == "D-2026-00002"


def test_a_stranger_is_told_once_a_day_that_the_office_has_the_mails(town: Town, jeanne: Person) -> None:
    _wrote(jeanne, "Je viendrai chercher Léa jeudi.")
    again = jeanne.incoming(text="Vous m’avez lue ?")
    assert town.desk.receive(again) == []
    assert town.desk.receive(again) == [], "delivered twice, still answered by nothing"
    with town.records.reading(SYSTEM) as work:
        assert len(waiting(work)) == 2, "and nothing is lost"
        assert work.session.scalars(select(JournalEntry.act).where(JournalEntry.act == "queue.post")).all() == ["queue.post"] * 2


def test_a_parent_s_answer_to_the_office_comes_back_to_the_same_item(town: Town, claire: Person) -> None:
    nadia = Person(town, Channel.EMAIL, "nadia@parents.example")
    nadia.say("brouillamini galimatias")
    claire.say("/file").press_key(claire.screen.choices[0].key)
    claire.press("Répondre").say("De quel jour parlez-vous ?")
    (answer,) = town.rows(kind="queue_answer")
    with town.records.writing(SYSTEM) as work:
        row = work.session.get_one(type(answer), answer.id)
        row.channel, row.address, row.reply_token, row.reply_until = "email", nadia.address, "t" * 26, town.clock.now().replace(year=2027)
    nadia.say("galimatias du premier", token="t" * 26)
    assert "D-2026-00001" in nadia.text
    with town.records.reading(SYSTEM) as work:
        (item,) = waiting(work)
    assert "galimatias du premier" in item.words
