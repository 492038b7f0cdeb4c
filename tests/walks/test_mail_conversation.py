"""Conversations that mail alone must carry: several things in one mail, people without an account, what must leave the mailbox."""

from email.message import EmailMessage
from io import BytesIO

from PIL import Image

from email_gateway import inbox
from tests.walks.doors import WalkTown, email_doorway
from tests.walks.email_door import EmailDriver, Servers
from tests.walks.seats import Seat
from tests.walks.transcript import run, transcript_of
from villars_core.office_queue.queries import waiting
from villars_core.work import SYSTEM


def _queue(town: WalkTown) -> list[tuple[str, str]]:
    with town.records.reading(SYSTEM) as work:
        return [(one.kind, one.words.strip()) for one in waiting(work)]


def _driver(seat: Seat) -> EmailDriver:
    assert isinstance(seat.driver, EmailDriver)
    return seat.driver


def test_yes_and_a_new_request_in_one_mail(town: WalkTown, servers: Servers) -> None:
    """Nadia says yes, and asks for something else under it; both are done.

    > Réserve la cantine de Léa lundi 30 novembre
    > Oui, merci.⏎⏎Et Tom mangera aussi le mardi 1er décembre.⏎⏎Cordialement⏎Nadia Martin
    < C’est réservé. Léa mangera à la cantine : lundi 30 novembre.
    < Réserver la cantine de Tom : mardi 1er décembre.
    > Oui⏎Merci⏎Nadia Martin
    < C’est réservé. Tom mangera à la cantine : mardi 1er décembre.
    = lea 2026-11-30
    = tom 2026-12-01
    """
    with email_doorway(town, servers) as doorway:
        run(transcript_of(test_yes_and_a_new_request_in_one_mail), doorway("nadia"), town.clock)


def test_three_requests_of_one_mail_are_answered_in_one(town: WalkTown, servers: Servers) -> None:
    """Three requests come back in one mail, under letters; one number takes one of them, the other one waits and is taken later.

    > Réserve la cantine de Tom jeudi 3 décembre
    > oui
    < C’est réservé. Tom mangera à la cantine : jeudi 3 décembre.
    > Bonjour, réservez Léa lundi 7 décembre. Annulez Tom jeudi 3 décembre. Combien coûte un repas ?
    < A. Réserver la cantine
    < Réserver la cantine de Léa : lundi 7 décembre.
    < B. Annuler la cantine
    < Annuler la cantine de Tom : jeudi 3 décembre.
    < Un repas :
    < « Oui » valide tout ; un numéro choisit.
    < Rien n’est encore fait
    [A : Valider]
    < C’est réservé. Léa mangera à la cantine : lundi 7 décembre.
    = lea 2026-12-07
    = tom 2026-12-03
    < Annuler la cantine de Tom : jeudi 3 décembre.
    > oui
    < C’est annulé. Tom ne mangera pas à la cantine : jeudi 3 décembre.
    = tom
    """
    with email_doorway(town, servers) as doorway:
        nadia = doorway("nadia")
        run(transcript_of(test_three_requests_of_one_mail_are_answered_in_one), nadia, town.clock)
        newest = _driver(nadia).newest()
        assert newest["In-Reply-To"]
        assert str(newest["Subject"]).startswith("Re: ")


def test_two_questions_of_one_mail_of_ours_are_answered_in_one_reply(town: WalkTown, servers: Servers) -> None:
    """The child and the days are asked for at once, and answered at once.

    > Je voudrais réserver la cantine
    < Pour quel enfant ?
    < jours
    > Léa et Tom, les lundi 30 novembre et jeudi 3 décembre
    < Réserver la cantine de Léa : lundi 30 novembre et jeudi 3 décembre.
    < Réserver la cantine de Tom : lundi 30 novembre et jeudi 3 décembre.
    > ok pour jeudi seulement
    > oui
    = lea 2026-12-03
    = tom 2026-12-03
    """
    with email_doorway(town, servers) as doorway:
        run(transcript_of(test_two_questions_of_one_mail_of_ours_are_answered_in_one_reply), doorway("nadia"), town.clock)


def test_a_grandmother_writes_and_reads_a_mail_like_any_other(town: WalkTown, servers: Servers) -> None:
    with email_doorway(town, servers, frozenset({"claire"})) as doorway:
        jeanne = EmailDriver(servers, _driver(doorway("claire")).office, "jeanne@parents.example")
        jeanne.say("Bonjour, je suis la grand-mère de Léa Martin. Je viendrai la chercher jeudi à 16 h 30.")
        told = " ".join(jeanne.screen().text.split())
        assert "D-2026-00001" in told
        assert "Martin" not in told
        claire = doorway("claire")
        claire.say("/file")
        claire.press(claire.driver.screen().choices[0])
        assert "Foyer proposé : Famille Martin" in claire.text()
        claire.press("Répondre")
        claire.say("C’est noté, pensez à votre pièce d’identité.")
        jeanne.notice("pensez à votre pièce d’identité")
        _is_an_ordinary_mail(jeanne)


def test_a_teacher_writes_and_her_answer_comes_back_under_the_same_number(town: WalkTown, servers: Servers) -> None:
    with email_doorway(town, servers) as doorway:
        teacher = EmailDriver(servers, _driver(doorway("claire")).office, "anne.petit@parents.example")
        teacher.say("La classe de CE1 de Jean Moulin part en sortie vendredi, Léa Martin et Inès Haddad ne mangeront pas à la cantine.")
        assert "D-2026-00001" in teacher.screen().text
        claire = doorway("claire")
        claire.say("/file")
        claire.press(claire.driver.screen().choices[0])
        assert "Famille Martin" in claire.text()
        claire.press("Répondre")
        claire.say("Merci. Combien d’enfants en tout ?")
        teacher.notice("Combien d’enfants en tout ?")
        _is_an_ordinary_mail(teacher)


def test_a_mistyped_account_number_leaves_the_mailbox_s_folders_for_the_one_to_erase(town: WalkTown, servers: Servers) -> None:
    with email_doorway(town, servers) as doorway:
        nadia = doorway("nadia")
        nadia.say("Mon IBAN est FR76 3000 6000 0112 3456 7890 188")
        assert "Ce n’est pas un IBAN valable" in " ".join(nadia.text().split())
        assert "3000 6000" not in nadia.text()
        assert ("to_erase", "") in _queue(town)
        office = _driver(nadia).office.address.local
        with inbox.opened(servers.imap(office)) as mailbox:
            mailbox.folder.set(inbox.Folder.ERASE.value)
            assert len(mailbox.uids()) == 1


def test_files_that_are_no_proof_are_told_and_logos_are_not(town: WalkTown, servers: Servers) -> None:
    """A photograph is kept; winmail.dat, an archive and an Office file are refused with a sentence; the logo of a signature is nothing."""
    with email_doorway(town, servers) as doorway:
        nadia = doorway("nadia")
        _driver(nadia).send_all(
            "Voici le certificat de Léa pour lundi", ["certificat.jpg", "winmail.dat", "papiers.zip", "mot.docx"], _logo()
        )
        text = " ".join(nadia.text().split())
    assert "winmail.dat" in text
    assert "papiers.zip" in text
    assert "mot.docx" in text
    assert "Envoyez une photo ou un PDF." in text
    assert "1 document reçu." in text
    assert "logo" not in text


def _logo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (120, 40), (10, 60, 140)).save(out, "PNG")
    return out.getvalue()


def test_two_photographs_of_one_mail_are_one_proof(town: WalkTown, servers: Servers) -> None:
    with email_doorway(town, servers) as doorway:
        nadia = doorway("nadia")
        _driver(nadia).send_all("Voici le certificat de Léa pour lundi 16 novembre", ["page1.jpg", "page2.jpg", "page3.pdf"], _logo())
        assert "3 documents reçus" in " ".join(nadia.text().split())


def _is_an_ordinary_mail(driver: EmailDriver) -> None:
    text = driver.screen().text
    assert driver.screen().choices == []
    assert "Répondez au-dessus" not in text
    assert "par le numéro" not in text
    newest: EmailMessage = driver.newest()
    assert newest["In-Reply-To"]
    assert str(newest["Subject"]).startswith("Re: ")
