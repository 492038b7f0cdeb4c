"""What a clerk types at the end of a month: what is said next, what was mistyped, whom nothing reaches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
import pypdfium2
import pytest
from click.testing import CliRunner
from sqlalchemy import update

from tests.payments.conftest import FIRST, Office
from tests.payments.test_reminders import _look
from villars_core.accounts.models import Account
from villars_core.money import Cents
from villars_core.office_queue.models import QueueItem
from villars_core.payments import reminders
from villars_core.payments.actions import Receipt, settle
from villars_core.payments.models import Reminder
from villars_core.staff import billing, payments
from villars_core.staff.login import saying_no
from villars_core.treasury import actions as treasury
from villars_core.treasury.sources import Wanted
from villars_core.work import SYSTEM, Work

Run = Callable[..., str]


@pytest.fixture
def run(office: Office, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the commands of bills, payments and reminders, as the treasurer's at a terminal of this town."""

    @contextmanager
    def acting(_context: click.Context, *, rehearsal: bool = False) -> Iterator[Work]:
        with saying_no(), office.months.records.writing(SYSTEM, rehearsal=rehearsal) as work:
            yield office.treasurer(work)

    monkeypatch.setattr(payments, "acting", acting)
    monkeypatch.setattr(billing, "acting", acting)
    groups = {"billing": billing.command, "payments": payments.command, "reminders": payments.reminders_command}

    def typed(*words: str) -> str:
        return CliRunner().invoke(groups[words[0]], list(words[1:]), env={"COLUMNS": "200"}).output.replace("\xa0", " ")

    return typed


def _nobody_has_an_account(office: Office) -> None:
    with office.months.records.writing(SYSTEM) as work:
        work.session.execute(update(Account).where(Account.kind == "guardian").values(ended_at=work.now))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("payments", "record", "FA-2026-00099", "--way", "cash", "--amount", "10"), "villars billing list --month AAAA-MM"),
        (("payments", "refund", "AV-2026-00099"), "aucune facture « AV-2026-00099 »"),
        (("payments", "write-off", "FA-2026-00099", "--reason", "x"), "aucune facture « FA-2026-00099 »"),
        (("payments", "reverse", "77", "--reason", "x"), "villars payments list --from AAAA-MM-JJ"),
        (("billing", "issue", "--month", "2026-10"), "à partir du"),
        (("billing", "list", "--month", "2026-08"), "villars billing preview --month 2026-08"),
        (("billing", "pdf", "--out", "x.pdf"), "--month AAAA-MM"),
        (("billing", "pdf", "FA-2026-00099", "--out", "x.pdf"), "villars billing list"),
        (("billing", "pdf", "FA-2026-00001", "--no-account", "--out", "x.pdf"), "--month AAAA-MM"),
    ],
)
def test_what_is_mistyped_is_answered_with_where_to_look(run: Run, words: tuple[str, ...], said: str) -> None:
    assert said in run(*words)


def test_bills_are_issued_after_a_look_and_what_follows_is_said(office: Office, run: Run) -> None:
    office.months.eat(office.months.cast.lea, *[date(2026, 10, day) for day in (1, 2, 5, 6, 8, 9)])
    office.months.at(2026, 11, 3)
    assert "villars attendance waive 2026-10-01 2026-10-09" in run("billing", "preview", "--month", "2026-10")
    office.months.call_the_roll(date(2026, 10, 1), date(2026, 10, 31))
    assert "villars billing preview --month 2026-10" in run("billing", "issue", "--month", "2026-10")
    run("billing", "preview", "--month", "2026-10")
    said = run("billing", "issue", "--month", "2026-10")
    assert "1 facture(s) émise(s)" in said
    assert "prévenues d’elles-mêmes" in said
    assert "sans compte" not in said
    assert "Ensuite : villars treasury preview --month 2026-10" in said
    listed = run("billing", "list", "--month", "2026-10")
    assert "à payer" in listed
    assert "1 facture(s), 18,30 € en tout, reste 18,30 €." in listed
    office.months.at(2026, 12, 3)
    assert "en retard" in run("billing", "list", "--month", "2026-10")


def test_the_papers_of_homes_that_no_message_reaches_are_written_together(office: Office, run: Run, tmp_path: Path) -> None:
    assert "aucune facture de 2026-09 à écrire" in run("billing", "pdf", "--month", "2026-09", "--no-account", "--out", str(tmp_path / "a"))
    _nobody_has_an_account(office)
    folder = tmp_path / "b"
    assert "1 facture(s)" in run("billing", "pdf", "--month", "2026-09", "--no-account", "--out", str(folder))
    assert [one.name for one in folder.iterdir()] == ["FA-2026-00001.pdf"]
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "FA-2026-00001.pdf").stat().st_mode & 0o077 == 0


def test_a_home_whose_account_nobody_opened_is_written_to(office: Office, run: Run, tmp_path: Path) -> None:
    with office.months.records.writing(SYSTEM) as work:
        work.session.execute(update(Account).where(Account.kind == "guardian").values(activated_at=None))
    assert "1 facture(s)" in run("billing", "pdf", "--month", "2026-09", "--no-account", "--out", str(tmp_path / "b"))


def test_a_payment_is_taken_back_by_its_receipt_or_its_number(office: Office, run: Run) -> None:
    cheque = ("payments", "record", "fa-2026-00001", "--way", "cheque", "--amount", "10", "--number")
    run(*cheque, "77")
    run(*cheque, "78")
    assert "cheque FA-2026-00001 77" in run("payments", "reverse", "77", "--reason", "sans provision", "--essai")
    assert "Annulé : 10,00 € (cheque FA-2026-00001 77)" in run("payments", "reverse", "rc-2026-00001", "--reason", "sans provision")
    assert "cheque FA-2026-00001 78" in run("payments", "reverse", "78", "--reason", "erreur")
    assert office.open() == office.amount
    assert "Du 01/10/2026 au 01/10/2026 : 4 paiement(s), 0,00 € en tout." in run("payments", "list")


def test_money_for_a_bill_that_the_treasury_has_is_warned_of(office: Office, run: Run) -> None:
    paid = ("payments", "record", "FA-2026-00001", "--way", "cheque", "--amount", "10", "--number")
    assert "Attention" not in run(*paid, "77")
    with office.months.records.writing(SYSTEM) as work:
        treasury.issue(office.treasurer(work), Wanted(FIRST))
    assert "Attention : cette facture est au Trésor public" in run(*paid, "78")


def test_reminders_by_letter_for_a_home_without_an_account(office: Office, run: Run, tmp_path: Path) -> None:
    _look(office, 15)
    _nobody_has_an_account(office)
    file = tmp_path / "relances.pdf"
    assert "Aucune lettre" in run("reminders", "letters", "--out", str(file))
    said = run("reminders", "approve", "--all")
    assert "1 relance(s) approuvée(s)." in said
    assert "1 foyer(s) sans compte" in said
    assert office.told("reminder") == []
    assert "1 lettre(s)" in run("reminders", "letters", "--out", str(file))
    assert file.stat().st_mode & 0o077 == 0
    text = pypdfium2.PdfDocument(file.read_bytes())[0].get_textpage().get_text_range().replace("\xa0", " ").replace("\r\n", " ")
    for told in (
        "Nadia Martin et Paul Martin",
        "12 rue des Écoles",
        "Relance n° 1",
        "FA-2026-00001",
        "septembre 2026",
        "103,70 €",
        "jeudi 22 octobre",
    ):
        assert told in text, told
    with office.months.records.writing(SYSTEM) as work:
        settle(office.treasurer(work), Receipt(office.invoice, Cents(office.amount), "transfer", "transfer 1", work.today))
    assert "Aucune lettre" in run("reminders", "letters", "--out", str(tmp_path / "again.pdf"))


def test_reminders_approved_at_the_terminal_wait_in_the_queue_no_more(office: Office, run: Run) -> None:
    _look(office, 15)
    assert "sans compte" not in run("reminders", "approve", "--all")
    with office.months.records.reading(SYSTEM) as work:
        assert [one.state for one in work.session.query(QueueItem).filter_by(kind="reminder")] == ["accepted"]
        assert [one.approved_at is None for one in work.session.query(Reminder)] == [False]
        assert reminders.proposed(office.treasurer(work)) == []
