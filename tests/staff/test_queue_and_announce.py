"""`villars queue` and `villars announce` as staff of a demo town type them."""

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.documents import files
from tests.staff.terminal import Terminal, town
from villars_core.accounts.queries import actor_of
from villars_core.announcements.models import Announcement
from villars_core.demo.cast import Cast, plant
from villars_core.documents.actions import keep
from villars_core.documents.checks import Examined, examine
from villars_core.documents.queries import listed
from villars_core.journal.models import JournalEntry
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.office_queue.actions import Posting, post
from villars_core.office_queue.models import QueueItem
from villars_core.schools.models import School, SchoolClass
from villars_core.staff.announce import command as announce
from villars_core.staff.queue import command as queue
from villars_core.work import SYSTEM, Assurance

CLAIRE, MARC = ("--as", "claire"), ("--as", "marc")
WORDS = "Je voudrais un repas sans porc pour Léa."


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Make a demo town."""
    return town(tmp_path, demo=True)


@pytest.fixture
def cast(terminal: Terminal) -> Cast:
    """Plant the cast."""
    with terminal.records.writing(SYSTEM) as work:
        return plant(work)


@pytest.fixture
def number(terminal: Terminal, cast: Cast) -> str:
    """Post a question of Nadia's; return its number."""
    with terminal.records.writing(SYSTEM) as work:
        return post(work, Posting("question", "Question sur un menu", WORDS, account_id=cast.nadia.id)).number


def told(terminal: Terminal, kind: str) -> list[tuple[int | None, str]]:
    """Return whom the outbox tells what."""
    with terminal.records.reading(SYSTEM) as work:
        rows = work.session.scalars(select(OutboxRow).where(OutboxRow.kind == kind).order_by(OutboxRow.id)).all()
        parcels = [(row.account_id, parcel_of(work, row)) for row in rows]
    return [(account, "\n".join(parcel.screen.body)) for account, parcel in parcels if parcel is not None]


def state(terminal: Terminal) -> tuple[str, int | None]:
    """Return the state of the only item, and who has it."""
    with terminal.records.reading(SYSTEM) as work:
        item = work.session.scalars(select(QueueItem)).one()
        return item.state, item.taken_by


def test_an_empty_queue_says_so(terminal: Terminal, cast: Cast) -> None:
    assert cast.claire.id
    assert terminal.types(queue, "list", *CLAIRE).output == "Rien n’attend.\n"


def test_what_waits_is_listed_and_shown_with_the_persons_words(terminal: Terminal, number: str) -> None:
    assert number in terminal.types(queue, "list", *CLAIRE).output
    assert WORDS in terminal.types(queue, "show", number, *CLAIRE).output


def test_an_item_is_taken_by_whoever_acts(terminal: Terminal, number: str, cast: Cast) -> None:
    assert terminal.types(queue, "take", number, *CLAIRE).exit_code == 0
    assert state(terminal) == ("taken", cast.claire.id)


def test_the_documents_of_an_item_are_written_into_a_folder_and_their_reading_noted(terminal: Terminal, cast: Cast, tmp_path: Path) -> None:
    found = examine("certificat.pdf", files.pdf())
    assert isinstance(found, Examined)
    with terminal.records.writing(actor_of(cast.nadia, "telegram", Assurance.LINKED)) as work:
        kept = keep(work, [found])
        item = post(work, Posting("document", "Document de Nadia", files=[listed(work, one) for one in kept]))
    assert "Document 1 : certificat.pdf" in terminal.types(queue, "show", item.number, *CLAIRE).output
    out = tmp_path / "sortie"
    written = terminal.types(queue, "file", item.number, "--out", str(out), *CLAIRE)
    assert written.exit_code == 0, written.output
    (file,) = out.iterdir()
    assert (file.name, file.read_bytes(), file.stat().st_mode & 0o077) == (f"{item.number}-1-certificat.pdf", found.content, 0)
    with terminal.records.reading(SYSTEM) as work:
        assert work.session.scalars(select(JournalEntry.act).where(JournalEntry.act == "document.read")).all() == ["document.read"]
    assert terminal.types(queue, "file", item.number, "--out", str(out), *MARC).exit_code != 0


@pytest.mark.parametrize(
    ("verb", "given", "became", "said"),
    [
        ("accept", (), "accepted", "est acceptée"),
        ("refuse", ("Ce menu n’existe pas.",), "refused", "Ce menu n’existe pas."),
        ("answer", ("Oui, dès lundi.",), "answered", "Oui, dès lundi."),
    ],
)
def test_closing_an_item_tells_the_person(
    terminal: Terminal, number: str, cast: Cast, verb: str, given: tuple[str, ...], became: str, said: str
) -> None:
    done = terminal.types(queue, verb, number, *given, *CLAIRE)
    assert done.exit_code == 0, done.output
    assert state(terminal)[0] == became
    [(account, text)] = told(terminal, "queue_answer")
    assert account == cast.nadia.id
    assert said in text
    assert number in text
    again = terminal.types(queue, verb, number, *given, *CLAIRE)
    assert again.exit_code == 1
    assert "n’attend pas" in again.output
    assert len(told(terminal, "queue_answer")) == 1


def test_nobody_acts_as_another_in_a_real_town(tmp_path: Path) -> None:
    terminal = town(tmp_path)
    with terminal.records.writing(SYSTEM) as work:
        plant(work)
    done = terminal.types(queue, "list", *CLAIRE)
    assert getattr(done.exception, "number", None) == 1402


def test_an_announcement_is_shown_counted_and_sent_when_confirmed(terminal: Terminal, cast: Cast) -> None:
    assert cast.claire.id
    done = terminal.types(announce, "Grève", "La cantine est fermée jeudi.", *CLAIRE, answers=("y",))
    assert done.exit_code == 0, done.output
    with terminal.records.reading(SYSTEM) as work:
        sent = work.session.scalars(select(Announcement.number)).one()
    people = told(terminal, "announcement")
    assert f"{len(people)} personne(s) la recevraient" in done.output
    assert f"{sent} part vers {len(people)} personne(s)" in done.output
    assert {text for _, text in people} == {"La cantine est fermée jeudi."}
    assert len({account for account, _ in people}) == len(people) > 5


def test_a_class_is_named_and_an_unknown_one_is_refused_with_those_that_exist(terminal: Terminal, cast: Cast) -> None:
    with terminal.records.reading(SYSTEM) as work:
        name = work.session.get_one(SchoolClass, cast.lea.class_id).name
    done = terminal.types(announce, "Sortie", "Demain.", "--to", f"class:{name}", "--yes", *CLAIRE)
    assert done.exit_code == 0, done.output
    accounts = {account for account, _ in told(terminal, "announcement")}
    assert {cast.nadia.id, cast.paul.id} <= accounts
    assert cast.olena.id not in accounts
    unknown = terminal.types(announce, "Sortie", "Demain.", "--to", "class:CM9", "--yes", *CLAIRE)
    assert unknown.exit_code == 2
    assert name in unknown.output


@pytest.mark.parametrize("more", [("--essai",), ()], ids=["rehearsed", "not confirmed"])
def test_what_is_rehearsed_or_not_confirmed_is_not_sent(terminal: Terminal, cast: Cast, more: tuple[str, ...]) -> None:
    assert cast.claire.id
    done = terminal.types(announce, "Grève", "Jeudi.", *more, *CLAIRE, answers=("n",))
    assert "personne(s) la recevraient" in done.output
    assert told(terminal, "announcement") == []


def test_the_kitchen_does_not_write_to_families(terminal: Terminal, cast: Cast) -> None:
    assert cast.marc.id
    done = terminal.types(announce, "Menu", "Frites.", "--yes", *MARC)
    assert done.exit_code == 1
    assert "pas le droit" in done.output
    assert told(terminal, "announcement") == []


def test_the_last_announcement_is_reported_and_the_rest_of_it_stopped(terminal: Terminal, cast: Cast) -> None:
    assert "pas encore d’annonce" in terminal.types(announce, "report", *CLAIRE).output
    assert terminal.types(announce, "Grève", "Jeudi.", "--to", "class:CE1", "--yes", *CLAIRE).exit_code == 0
    with terminal.records.writing(SYSTEM) as work:
        number = work.session.scalars(select(Announcement.number)).one()
        row = work.session.scalars(select(OutboxRow).where(OutboxRow.account_id == cast.nadia.id, OutboxRow.kind == "announcement")).one()
        row.state = "sent"
    for given in ((), (number,), (number.lower(),)):
        done = terminal.types(announce, "report", *given, *CLAIRE)
        assert f"Annonce {number} : 2 personne(s)" in done.output
        assert "reçues               1" in done.output
        assert "en attente           1" in done.output
    assert "1 envoi(s) seraient arrêtés" in terminal.types(announce, "withdraw", number, "--essai", *CLAIRE).output
    assert "en attente           1" in terminal.types(announce, "report", *CLAIRE).output
    assert "1 envoi(s) arrêté(s)" in terminal.types(announce, "withdraw", number, *CLAIRE).output
    assert "arrêtées             1" in terminal.types(announce, "report", *CLAIRE).output
    assert terminal.types(announce, "withdraw", "A-1999-00001", *CLAIRE).exit_code == 1
    assert terminal.types(announce, "report", *MARC).exit_code == 1


def test_a_class_name_that_two_schools_have_is_asked_for_with_its_school(terminal: Terminal, cast: Cast) -> None:
    with terminal.records.writing(SYSTEM) as work:
        mine = work.session.get_one(SchoolClass, cast.lea.class_id)
        other = work.session.scalars(select(School).where(School.id != mine.school_id)).first()
        assert other is not None
        work.session.add(SchoolClass(school_id=other.id, name=mine.name, level=mine.level))
        named = f"{mine.name}, {work.session.get_one(School, mine.school_id).name}"
    done = terminal.types(announce, "Sortie", "Demain.", "--to", f"class:{mine.name}", "--essai", *CLAIRE)
    assert done.exit_code == 2
    assert named in done.output
    done = terminal.types(announce, "Sortie", "Demain.", "--to", f"class:{named}", "--essai", *CLAIRE)
    assert "2 personne(s)" in done.output
