"""Staff accounts and invitations at the terminal."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from sqlalchemy import select

from tests.accounts.people import NADIA, PAUL, parents
from tests.staff.terminal import Terminal, town
from villars_core.accounts.invitations import redeem_code, redeem_confirmation
from villars_core.accounts.lockout import Door
from villars_core.accounts.models import Account, Invitation
from villars_core.accounts.queries import by_identifier
from villars_core.demo.cast import plant
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.staff.account import command
from villars_core.staff.login import system_user
from villars_core.work import SYSTEM

CLAIRE = ("create", "claire", "--name", "Claire Petit", "--email", "claire@villars.example")
MARC = ("create", "marc", "--name", "Marc Roux", "--email", "marc@villars.example", "--role", "kitchen")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Give the terminal of an empty town."""
    opened = town(tmp_path)
    yield opened
    opened.records.engine.dispose()


@pytest.fixture
def office(terminal: Terminal) -> Terminal:
    """Give a terminal whose machine user is Claire, administrator."""
    done = terminal.types(command, *CLAIRE, "--role", "administrator", "--system-user", system_user())
    assert done.exit_code == 0, done.output
    return terminal


def accounts(terminal: Terminal) -> dict[str, Account]:
    """Return all accounts by identifier."""
    with terminal.records.reading(SYSTEM) as work:
        found = {one.identifier: one for one in work.session.scalars(select(Account))}
        work.session.expunge_all()
        return found


def test_the_first_member_of_staff_must_be_an_administrator(terminal: Terminal) -> None:
    refused = terminal.types(command, *CLAIRE, "--role", "kitchen")
    assert refused.exit_code == 1
    assert "administrateur" in refused.output
    assert accounts(terminal) == {}


def test_an_administrator_creates_staff_and_hands_them_a_code(office: Terminal) -> None:
    done = office.types(command, *MARC)
    code = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", done.output)[0]
    assert accounts(office)["marc"].roles == ["kitchen"]
    with office.records.writing(SYSTEM) as work:
        found = redeem_code(work, "terminal", "somebody", code).account
        assert found is not None
        assert found.identifier == "marc"


def test_an_unknown_person_at_the_terminal_changes_nothing(terminal: Terminal) -> None:
    terminal.types(command, *CLAIRE, "--role", "administrator")
    done = terminal.types(command, *MARC)
    assert "V1401" in str(done.exception)
    assert set(accounts(terminal)) == {"claire"}


def test_the_same_identifier_is_refused_in_one_sentence(office: Terminal) -> None:
    done = office.types(command, *CLAIRE, "--role", "kitchen")
    assert done.exit_code == 1
    assert "Il y a déjà un compte pour claire." in done.output


def test_a_rehearsal_creates_nobody(office: Terminal) -> None:
    done = office.types(command, *MARC, "--essai")
    assert "rien n’est changé" in done.output
    assert set(accounts(office)) == {"claire"}


def test_roles_change_but_the_last_administrator_stays(office: Terminal) -> None:
    office.types(command, *MARC)
    assert office.types(command, "roles", "marc", "--role", "kitchen", "--role", "childcare").exit_code == 0
    assert accounts(office)["marc"].roles == ["childcare", "kitchen"]
    refused = office.types(command, "roles", "claire", "--role", "kitchen")
    assert refused.exit_code == 1
    assert "administrateur" in refused.output
    assert office.types(command, "end", "claire").exit_code == 1


def test_an_invitation_goes_by_mail_and_by_letter_with_the_same_code(office: Terminal, tmp_path: Path) -> None:
    parents(office.records)
    file = tmp_path / "lettres.pdf"
    done = office.types(command, "invite", NADIA, "--email", "--letters", str(file))
    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with office.records.writing(SYSTEM) as work:
        row = work.session.scalars(select(OutboxRow)).one()
        parcel = parcel_of(work, row)
        assert parcel is not None
        text = "\n".join(parcel.screen.body)
        assert (row.channel, row.address, row.holds_secret) == ("email", NADIA, True)
        assert "https://t.me/villars_bot?start=" in text
        code = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", text)[0]
        assert redeem_code(work, "email", NADIA, code).account is not None


def test_a_rehearsed_invitation_writes_no_row_and_no_file(office: Terminal, tmp_path: Path) -> None:
    parents(office.records)
    file = tmp_path / "lettres.pdf"
    done = office.types(command, "invite", "--all", "--email", "--letters", str(file), "--essai")
    assert NADIA in done.output
    assert PAUL in done.output
    assert not file.exists()
    with office.records.reading(SYSTEM) as work:
        assert work.session.scalars(select(OutboxRow)).all() == []
        nadia = select(Invitation).join(Account, Account.id == Invitation.account_id).where(Account.kind == "guardian")
        assert work.session.scalars(nadia).all() == []


def test_whoever_cannot_be_invited_is_named(office: Terminal) -> None:
    done = office.types(command, "invite", "personne@parents.example", "--email")
    assert done.exit_code == 1
    assert "personne@parents.example : inconnu" in done.output


def test_a_file_of_letters_is_never_written_over(office: Terminal, tmp_path: Path) -> None:
    parents(office.records)
    file = tmp_path / "lettres.pdf"
    file.write_text("autre chose", encoding="utf-8")
    assert office.types(command, "invite", "--all", "--letters", str(file)).exit_code == 1
    assert file.read_text(encoding="utf-8") == "autre chose"


def test_a_locked_parent_is_seen_in_the_list_and_let_in_again(office: Terminal) -> None:
    parents(office.records)
    for _ in range(5):
        with office.records.writing(SYSTEM) as work:
            redeem_code(work, "email", NADIA, "AAAA")
    listed = office.types(command, "list", "--parents").output.splitlines()
    assert [line.split()[3] for line in listed] == ["bloqué", "pas"]
    assert "C’est rouvert." in office.types(command, "unlock", NADIA).output
    assert "bloqué" not in office.types(command, "list", "--parents").output


def test_a_chat_of_nobody_is_let_in_again_by_its_address(office: Terminal) -> None:
    for _ in range(5):
        with office.records.writing(SYSTEM) as work:
            redeem_code(work, "telegram", "77", "AAAA")
    assert "C’est rouvert." in office.types(command, "unlock", "--door", "telegram", "77").output
    assert "Rien n’était bloqué." in office.types(command, "unlock", "--door", "telegram", "77").output


def test_an_ended_account_is_shown_as_closed_and_acts_no_more(office: Terminal) -> None:
    office.types(command, *MARC)
    assert office.types(command, "end", "marc", "--essai").exit_code == 0
    assert accounts(office)["marc"].ended_at is None
    office.types(command, "end", "marc")
    assert accounts(office)["marc"].ended_at is not None
    assert "fermé" in office.types(command, "list").output


def test_another_member_of_staff_is_played_in_a_demo_town_only(tmp_path: Path) -> None:
    demo = town(tmp_path, demo=True)
    demo.types(command, *CLAIRE, "--role", "administrator")
    done = demo.types(command, "list", "--as", "claire")
    assert "Claire Petit" in done.output
    real = Terminal(tmp_path / "real.toml", demo.data, demo.records)
    real.config.write_text(demo.config.read_text(encoding="utf-8").replace("demo = true", "demo = false"), encoding="utf-8")
    assert "V1402" in str(real.types(command, "list", "--as", "claire").exception)
    demo.records.engine.dispose()


def test_the_kitchen_does_not_see_parents(tmp_path: Path) -> None:
    demo = town(tmp_path, demo=True)
    demo.types(command, *CLAIRE, "--role", "administrator")
    demo.types(command, *MARC, "--as", "claire")
    refused = demo.types(command, "list", "--parents", "--as", "marc")
    assert refused.exit_code == 1
    assert "pas le droit" in refused.output
    demo.records.engine.dispose()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Terminal]:
    """Give a demo town with its cast, of whom Olena alone has not opened the account."""
    opened = town(tmp_path, demo=True)
    with opened.records.writing(SYSTEM) as work:
        plant(work)
    yield opened
    opened.records.engine.dispose()


@pytest.mark.parametrize(
    ("group", "invited"),
    [
        (("--class", "CP"), 1),
        (("--class", "CE1", "--class", "cp"), 1),
        (("--class", "CE1"), 0),
        (("--school", "École élémentaire Jean Moulin"), 1),
        (("--school", "École élémentaire Jean Moulin", "--class", "CP"), 1),
    ],
)
def test_the_parents_of_a_class_or_a_school_are_invited_in_one_file(
    demo: Terminal, tmp_path: Path, group: tuple[str, ...], invited: int
) -> None:
    file = tmp_path / "lettres.pdf"
    tried = demo.types(command, "invite", *group, "--letters", str(file), "--essai", "--as", "claire")
    assert f"{invited} personne(s)." in tried.output
    assert not file.exists()
    done = demo.types(command, "invite", *group, "--letters", str(file), "--as", "claire")
    assert done.exit_code == 0, done.output
    assert done.output.count("olena@parents.example") == invited
    assert file.exists() == bool(invited)
    assert not invited or len(PdfDocument(file)) == invited


def test_an_unknown_group_is_refused_with_those_that_there_are(demo: Terminal) -> None:
    done = demo.types(command, "invite", "--class", "CM9", "--email", "--as", "claire")
    assert done.exit_code == 2
    assert "CE1" in done.output
    assert demo.types(command, "invite", "--class", "CP", "--all", "--email", "--as", "claire").exit_code == 2


def test_the_counter_gives_a_code_that_confirms_one_request(demo: Terminal, tmp_path: Path) -> None:
    assert "Essai" in demo.types(command, "code", "nadia@parents.example", "--essai", "--as", "claire").output
    done = demo.types(command, "code", "nadia@parents.example", "--as", "claire")
    code = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", done.output)[0]
    with demo.records.writing(SYSTEM) as work:
        nadia = by_identifier(work, "nadia@parents.example")
        assert nadia is not None
        assert redeem_code(work, "telegram", "666", code).account is None
        assert redeem_confirmation(work, nadia, Door("telegram", "1001"), code).account is nadia
    letter = tmp_path / "lettre.pdf"
    assert demo.types(command, "code", "nadia@parents.example", "--letter", str(letter), "--as", "claire").exit_code == 0
    text = PdfDocument(letter)[0].get_textpage().get_text_range()
    assert "12 rue des Écoles" in text
    assert re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", text)
    assert demo.types(command, "code", "nadia@parents.example", "--as", "marc").exit_code == 1
