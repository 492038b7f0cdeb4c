"""Absences at the desk: reported, justified with papers, decided by the office, and what is never lost or shown to the other home."""

from datetime import UTC, date, datetime
from functools import cache

import pytest
from sqlalchemy import select

from tests.conversations.people import Person, Town
from tests.documents import files
from villars_core.absences.models import AbsenceProof
from villars_core.absences.queries import absent_on, billed_share
from villars_core.conversations.messages import Channel, IncomingFile
from villars_core.demo import cast
from villars_core.documents.models import SupportingDocument
from villars_core.documents.queries import document_for_actor
from villars_core.errors import NotFound
from villars_core.office_queue.models import QueueItem
from villars_core.office_queue.queries import files_of
from villars_core.work import SYSTEM, Actor, ActorKind, Assurance

THURSDAY = date(2026, 12, 3)


@cache
def _photo() -> bytes:
    return files.photo((300, 200))


def photo(name: str = "certificat.jpg") -> IncomingFile:
    """Return a photograph as a door hands it over."""
    return IncomingFile(name, "image/jpeg", len(_photo()), _photo())


def reported(person: Person) -> Person:
    """Report Léa absent on Thursday 3 December, on Monday of that week, with a meal booked."""
    person.say("Réserve la cantine de Léa jeudi 3 décembre").press("Valider")
    person.town.clock.move_to(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    return person.say("Léa sera absente jeudi").press("Valider")


def documents(town: Town) -> list[SupportingDocument]:
    """Return what was kept."""
    with town.records.reading(SYSTEM) as work:
        rows = list(work.session.scalars(select(SupportingDocument).order_by(SupportingDocument.id)))
        work.session.expunge_all()
        return rows


def share(town: Town) -> int:
    """Return what is billed of Léa's Thursday."""
    with town.records.reading(SYSTEM) as work:
        found = billed_share(work, THURSDAY, THURSDAY)
        return found[town.cast.lea.id, THURSDAY, "canteen"].percent


def claire_closes(town: Town, *labels: str) -> Person:
    """Let the office open the first item and press these labels."""
    claire = Person(town, Channel.TELEGRAM, str(cast.CLAIRE_CHAT)).say("/file")
    claire.press(claire.labels[0])
    for label in labels:
        claire.press(label)
    return claire


def test_a_report_says_what_the_towns_rule_does_and_the_kitchen_knows(nadia: Person, town: Town) -> None:
    reported(nadia)
    assert "Numéro D-2026-00001" in nadia.text
    assert "sauf si vous envoyez un justificatif médical au plus tard le vendredi 18 décembre" in nadia.text
    assert "Envoyer le justificatif" in nadia.labels
    with town.records.reading(SYSTEM) as work:
        assert absent_on(work, THURSDAY) == {town.cast.lea.id}
        assert absent_on(work, THURSDAY, site_id=999) == frozenset()
    assert share(town) == 100


def test_a_meal_that_may_still_be_cancelled_costs_nothing(nadia: Person) -> None:
    nadia.say("Réserve la cantine de Léa jeudi 3 décembre").press("Valider")
    nadia.say("Léa sera absente jeudi 3 décembre")
    nadia.press("Annuler plutôt le repas")
    assert "Annuler la cantine de Léa : jeudi 3 décembre." in nadia.text


def test_a_photograph_alone_justifies_the_one_open_absence(nadia: Person, town: Town) -> None:
    reported(nadia)
    nadia.say("", files=(photo(),))
    assert "Justifier l’absence de Léa : jeudi 3 décembre." in nadia.text
    assert "1 document reçu." in nadia.text
    assert "Il vous reste 18 jours." in nadia.text
    nadia.press("Valider")
    assert "C’est reçu : Léa, jeudi 3 décembre." in nadia.text
    assert "Numéro D-2026-00002" in nadia.text
    assert share(town) == 100
    claire = claire_closes(town, "Voir les documents")
    assert "Document : certificat.jpg" in claire.text
    mail = town.rows(kind="queue_files")[0]
    assert (mail.channel, mail.account_id) == ("email", town.cast.claire.id)
    assert town.screen_of(mail.id)[0].attachments[0].paper == "document"
    claire.press("Accepter")
    told = town.rows(kind="queue_answer")[0]
    assert "Non facturé : jeudi 3 décembre (absence justifiée)." in town.screen_of(told.id)[0].body
    assert share(town) == 0


def test_a_refused_proof_says_why_and_another_may_come(nadia: Person, town: Town) -> None:
    reported(nadia)
    nadia.say("", files=(photo(),)).press("Valider")
    claire_closes(town, "Refuser").say("Le certificat est au nom de Tom.")
    told, row = town.screen_of(town.rows(kind="queue_answer")[0].id)
    assert "Le certificat est au nom de Tom." in told.body[0]
    assert "justificatif médical au plus tard le vendredi 18 décembre" in told.body[1]
    assert not {"children", "days"} & set(row.about)
    nadia.say("", files=(photo("autre.jpg"),)).press("Valider")
    claire_closes(town, "Accepter")
    assert share(town) == 0


def test_words_and_a_photograph_together_report_and_justify(nadia: Person, town: Town) -> None:
    town.clock.move_to(datetime(2026, 12, 8, 8, 0, tzinfo=UTC))
    nadia.say("Voici le certificat médical de Léa pour jeudi 3 décembre", files=(photo(),))
    assert "Justifier l’absence de Léa : jeudi 3 décembre." in nadia.text
    nadia.press("Valider")
    assert "C’est reçu : Léa, jeudi 3 décembre." in nadia.text
    assert documents(town)[0].child_id == town.cast.lea.id
    assert documents(town)[0].purpose == "absence"


def test_words_first_then_the_paper(nadia: Person) -> None:
    reported(nadia)
    nadia.press("Envoyer le justificatif")
    assert "Envoyez le justificatif médical pour Léa, jeudi 3 décembre : une photo ou un PDF." in nadia.text
    nadia.say("", files=(photo(),)).press("Valider")
    assert "C’est reçu" in nadia.text


def test_an_album_is_one_proof_and_one_screen(nadia: Person, town: Town) -> None:
    reported(nadia)
    nadia.say("", files=(photo("1.jpg"),), album="7")
    nadia.say("", files=(photo("2.jpg"),), album="7")
    assert "2 documents reçus." in nadia.text
    nadia.press("Valider")
    nadia.say("", files=(photo("3.jpg"),), album="7")
    assert nadia.text == "Le document est ajouté à votre justificatif."
    with town.records.reading(SYSTEM) as work:
        proof = work.session.scalars(select(AbsenceProof)).one()
        item = work.session.get_one(QueueItem, proof.queue_item_id)
        assert [one["name"] for one in files_of(work, item)] == ["1.jpg", "2.jpg", "3.jpg"]


def test_the_second_photograph_of_an_album_changes_the_screen_of_the_first(nadia: Person, town: Town) -> None:
    reported(nadia)
    nadia.say("", files=(photo("1.jpg"),), album="7")
    assert nadia.row is not None
    with town.records.writing(SYSTEM) as work:
        work.session.merge(nadia.row).external_id = "4711"
    nadia.say("", files=(photo("2.jpg"),), album="7")
    assert nadia.row is not None
    with town.records.reading(SYSTEM) as work:
        raw = nadia.row.unseal("payload", work.vault)
    assert raw is not None
    assert b'"edit": "4711"' in raw


def test_a_photograph_without_any_absence_asks_and_may_go_to_the_office(nadia: Person, town: Town) -> None:
    nadia.say("", files=(photo(),))
    assert "Pour quel enfant est ce justificatif ?" in nadia.text
    nadia.press("Ce n’est pas pour une absence")
    assert "D-2026-00001" in nadia.text
    claire = claire_closes(town)
    assert "Document : certificat.jpg" in claire.text
    assert documents(town)[0].purpose == "message"


def test_a_wrong_date_does_not_lose_the_paper(nadia: Person) -> None:
    nadia.say("certificat de Léa pour samedi 28 novembre", files=(photo(),))
    nadia.say("jeudi 3 décembre")
    assert "Justifier l’absence de Léa : jeudi 3 décembre." in nadia.text
    assert "1 document reçu." in nadia.text


def test_the_window_is_over_and_the_office_may_still_decide(nadia: Person, town: Town) -> None:
    reported(nadia)
    town.clock.move_to(datetime(2026, 12, 18, 22, 59, 59, tzinfo=UTC))
    nadia.say("", files=(photo(),))
    assert "C’est le dernier jour pour l’envoyer." in nadia.text
    town.clock.move_to(datetime(2026, 12, 18, 23, 0, tzinfo=UTC))
    nadia.press("Valider")
    assert "Le délai pour justifier jeudi 3 décembre est passé : il allait jusqu’au vendredi 18 décembre à 23:59." in nadia.text
    nadia.press("Demander au service Éducation").say("J’étais à l’hôpital avec elle.")
    claire = claire_closes(town)
    assert "Justifier hors délai l’absence de Léa Martin : jeudi 3 décembre" in claire.text
    assert "Document : certificat.jpg" in claire.text
    claire.press("Accepter")
    assert share(town) == 0


def test_what_is_not_taken_is_said_in_the_answer_and_the_rest_is_kept(nadia: Person, town: Town) -> None:
    reported(nadia)
    zipped = IncomingFile("papiers.zip", "application/zip", 30, b"PK\x03\x04")
    nadia.say("", files=(zipped, photo()))
    assert nadia.screen.body[0].startswith("« papiers.zip » : les archives (zip…) ne sont pas acceptées.")
    assert "1 document reçu." in nadia.text
    nadia.say("", files=(IncomingFile("lourd.pdf", "application/pdf", 99, trouble="too-large"),))
    assert "« lourd.pdf » est trop lourd" in nadia.text
    assert "1 document reçu." in nadia.text
    assert len(documents(town)) == 1


def test_a_paper_with_another_request_goes_to_the_office(nadia: Person, town: Town) -> None:
    nadia.say("Réserve la cantine de Léa lundi 30 novembre", files=(photo(),))
    assert "Ce que vous avez joint est transmis au service Éducation sous le numéro D-2026-00001." in nadia.text
    nadia.press("Valider")
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]


def test_the_list_shows_what_is_left_to_do_and_takes_a_report_back(nadia: Person, town: Town) -> None:
    reported(nadia)
    nadia.say("/absences")
    assert "Léa, jeudi 3 décembre (numéro D-2026-00001)" in nadia.text
    assert "Il vous reste 18 jours." in nadia.text
    nadia.press("Retirer l’absence : Léa, jeu. 03/12").press("Valider")
    assert "C’est retiré" in nadia.text
    with town.records.reading(SYSTEM) as work:
        assert absent_on(work, THURSDAY) == frozenset()
    assert nadia.say("/absences").text == "Aucune absence n’est signalée ces derniers temps."


def test_the_other_home_sees_neither_absence_nor_paper(town: Town) -> None:
    """Inès: the week of 7 December is Sophie's; Karim sees nothing of it."""
    sophie = Person(town, Channel.TELEGRAM, str(cast.SOPHIE_CHAT))
    town.clock.move_to(datetime(2026, 12, 8, 8, 0, tzinfo=UTC))
    sophie.say("Inès est absente aujourd'hui").press("Valider")
    sophie.say("", files=(photo(),)).press("Valider")
    karim = town.cast.karim
    actor = Actor(ActorKind.GUARDIAN, karim.guardian_id, karim.id, frozenset(), Assurance.LINKED, "telegram")
    with town.records.reading(actor) as work, pytest.raises(NotFound):
        document_for_actor(work, documents(town)[0].id)
    assert [row for row in town.rows() if row.account_id == karim.id] == []


def test_a_forged_mail_leaves_a_paper_that_is_nobodys(town: Town) -> None:
    forged = Person(town, Channel.EMAIL, town.cast.nadia.email, assurance=Assurance.NONE)
    forged.say("Voici le certificat de Léa", files=(photo(),))
    (kept,) = documents(town)
    assert (kept.household_id, kept.guardian_id, kept.purpose) == (None, None, "message")


def test_a_strangers_photograph_in_chat_is_not_even_opened(town: Town) -> None:
    Person(town, Channel.TELEGRAM, "999").say("", files=(photo(),))
    assert documents(town) == []


def test_a_yes_by_mail_with_a_picture_is_still_a_yes(town: Town) -> None:
    """A picture that the mail door took for a document does not keep the answer from counting; the office gets it."""
    nadia = Person(town, Channel.EMAIL, town.cast.nadia.email)
    nadia.say("Réserve la cantine de Léa lundi 30 novembre")
    nadia.say("oui", files=(photo("signature.jpg"),))
    assert "C’est réservé." in nadia.text
    assert "Ce que vous avez joint est transmis" in nadia.text
    assert town.booked(town.cast.lea.id) == ["2026-11-30"]


def test_a_yes_by_mail_with_one_more_page_hands_both_in(nadia: Person, town: Town) -> None:
    reported(nadia)
    by_mail = Person(town, Channel.EMAIL, town.cast.nadia.email)
    by_mail.say("", files=(photo("1.jpg"),))
    by_mail.say("oui", files=(photo("2.jpg"),))
    assert "C’est reçu" in by_mail.text
    assert [one.purpose for one in documents(town)] == ["absence", "absence"]


def test_a_paper_in_the_middle_of_a_booking_begins_its_own_form_and_the_booking_waits(nadia: Person, town: Town) -> None:
    reported(nadia)
    nadia.say("Réserve la cantine de Tom lundi 14 décembre")
    nadia.say("voici le certificat de Léa pour jeudi 3 décembre", files=(photo(),))
    nadia.press("Valider")
    assert "C’est reçu" in nadia.text
    nadia.press("Reprendre : Réserver la cantine").press("Valider")
    assert town.booked(town.cast.tom.id) == ["2026-12-14"]


def test_a_paper_that_staff_send_goes_to_the_queue(claire: Person, town: Town) -> None:
    claire.say("", files=(photo(),))
    assert "D-2026-00001" in claire.text
    assert documents(town)[0].purpose == "message"


def test_words_that_nobody_understands_with_a_paper_ask_what_it_is(nadia: Person) -> None:
    nadia.say("voilà", files=(photo(),))
    assert "Pour quel enfant est ce justificatif ?" in nadia.text
    assert "Ce n’est pas pour une absence" in nadia.labels
