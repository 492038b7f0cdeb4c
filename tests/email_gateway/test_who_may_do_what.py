"""Who may do what by mail, cell by cell, from the bytes of a mail through the desk: what acts, what asks, what is for the office."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from email_gateway.inbound import Trust
from email_gateway.inbox import Folder
from email_gateway.intake import Intake
from email_gateway.keys import Address
from email_gateway.outbound import Office
from email_gateway.workers import Readers
from tests.conversations.people import Town, town_in
from villars_core.accounts.models import Account
from villars_core.announcements.queries import Audience, recipients
from villars_core.conversations.models import Dialogue
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import Lane, Notice, parcel_of, post
from villars_core.notifications.screens import Offer, Role, Screen
from villars_core.office_queue.models import QueueItem
from villars_core.storage.base import Base
from villars_core.work import SYSTEM

OFFICE = Office(Address.of("education@villars.example"))
STRANGER = "quelquun@ailleurs.example"
THURSDAY, FRIDAY = "2026-12-03", "2026-12-04"
TALK = frozenset(
    {"inbox", "outbox", "outbox_attempt", "dialogue", "queue_item", "journal", "number_series", "reading_count", "wrong_codes"}
)
"""Tables of the conversation itself: what is written there is no act."""

_IDS = count(1)


@dataclass
class Post:
    """A town with its e-mail door, the messages that Nadia and Karim were sent, and what comes back."""

    town: Town
    intake: Intake
    tokens: dict[str, str] = field(default_factory=dict)

    def mail(self, text: str, token: str = "", sender: str = "", word: str = "pass", *, leaving: bool = False) -> list[OutboxRow]:
        """Take one mail in and return the rows that answer it. `word`: what the town's server says, "" for nothing."""
        sender = sender or self.town.cast.nadia.email
        number, before = next(_IDS), self._last()
        detail = f"+{'u-' if leaving else ''}{token}" if token else ""
        said = f"Authentication-Results: mx.villars.example; dmarc={word} header.from={sender.partition('@')[2]}\r\n" if word else ""
        raw = (
            f"{said}Received: from mx.villars.example\r\nFrom: {sender}\r\nTo: education{detail}@villars.example\r\n"
            f"Subject: Cantine\r\nMessage-ID: <m{number}@parents.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
        )
        assert self.intake.take(raw.encode()) in {Folder.DONE, Folder.ERASE}
        with self.town.records.reading(SYSTEM) as work:
            rows = list(work.session.scalars(select(OutboxRow).where(OutboxRow.id > before, OutboxRow.inbox_id.is_not(None))))
            work.session.expunge_all()
        return rows

    def text(self, row: OutboxRow) -> str:
        """Return everything that a row says."""
        with self.town.records.reading(SYSTEM) as work:
            parcel = parcel_of(work, work.session.get_one(OutboxRow, row.id))
        assert parcel is not None
        labels = [*(one.label for one in parcel.screen.choices), *(one.label for one in parcel.offers)]
        return "\n".join([parcel.screen.title, *parcel.screen.body, *labels])

    def records(self) -> dict[str, list[str]]:
        """Return every row of every table in which an act would show."""
        with self.town.records.reading(SYSTEM) as work:
            return {
                table.name: [repr(tuple(row)) for row in work.session.execute(select(table).order_by(*table.primary_key.columns))]
                for table in Base.metadata.sorted_tables
                if table.name not in TALK
            }

    def queue(self) -> int:
        """Return how many items wait for the office."""
        with self.town.records.reading(SYSTEM) as work:
            return len(work.session.scalars(select(QueueItem.id)).all())

    def told(self, account: Account, *offers: Offer) -> str:
        """Send an adult a notice and return its token."""
        with self.town.records.writing(SYSTEM) as work:
            about = {"children": [self.town.cast.lea.id]}
            screen = Screen("Cantine", ("Vos jours habituels : vendredi 4 décembre.",))
            notice = Notice(screen, "nudge", account.id, "email", account.email, Lane.NOTICE, offers=offers, about=about)
            return post(work, notice).reply_token or ""

    def expire(self) -> None:
        """Let every token be too old."""
        with self.town.records.writing(SYSTEM) as work:
            for row in work.session.scalars(select(OutboxRow)):
                row.reply_until = work.now - timedelta(days=1)

    def _last(self) -> int:
        with self.town.records.reading(SYSTEM) as work:
            return work.session.scalar(select(OutboxRow.id).order_by(OutboxRow.id.desc()).limit(1)) or 0


@dataclass(frozen=True)
class Request:
    """What a parent writes; `answers`: the message of ours that it answers where it bears a token."""

    text: str
    answers: str = "notice"


REQUESTS = {
    "yes to a recap": Request("oui", "recap"),
    "number of a recap": Request("1", "recap"),
    "yes to a notice": Request("oui"),
    "number of a notice": Request("1"),
    "booking": Request("Réserve la cantine de Léa lundi 7 décembre"),
    "cancellation": Request("Annule la cantine de Léa jeudi 10 décembre"),
    "absence": Request("Léa est malade, elle sera absente jeudi 10 décembre"),
    "telephone": Request("Mon numéro de téléphone a changé : 07 11 22 33 44"),
    "account": Request("Je veux le prélèvement automatique, mon IBAN : FR76 3000 6000 0112 3456 7890 189"),
    "health": Request("Léa est allergique aux arachides"),
    "health sheet": Request("Je voudrais voir la fiche santé de Léa"),
    "language": Request("/langue"),
    "no more announcements": Request("STOP"),
    "no more reminders": Request("Je ne veux plus de rappels de réservation"),
    "bills": Request("Je veux voir mes factures"),
    "giving up": Request("/annuler", "recap"),
}

NEVER = [
    (token, sender)
    for token in ("valid", "expired", "foreign", "unknown", "absent")
    for sender in ("aligned", "missing", "failed", "stranger", "another parent")
    if sender in {"failed", "stranger", "another parent"} or token in {"expired", "foreign", "unknown"}
    if (token, sender) not in {("absent", "another parent"), ("foreign", "another parent")}  # these are that parent's own mails
]


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers.opened() as pool:
        yield pool


@pytest.fixture
def office(tmp_path: Path, readers: Readers) -> Iterator[Post]:
    with town_in(tmp_path) as town:
        intake = Intake(town.records, town.desk.receive, readers, OFFICE, Trust("mx.villars.example"), lambda _: None)
        opened = Post(town, intake)
        days = {"children": [town.cast.lea.id], "days": [FRIDAY]}
        usual = (
            Offer("yes", "Réserver ces jours", "usual_week", days, Role.PRIMARY),
            Offer("stop", "Ne plus le rappeler", "stop_nudges", {}),
        )
        opened.tokens["notice"] = opened.told(town.cast.nadia, *usual)
        opened.tokens["foreign"] = opened.told(town.cast.karim, *usual)
        (booked,) = opened.mail("Réserve la cantine de Léa jeudi 10 décembre")
        opened.mail("oui", booked.reply_token or "")
        (recap,) = opened.mail("Réserve la cantine de Léa jeudi 3 décembre")
        opened.tokens["recap"] = recap.reply_token or ""
        assert town.booked(town.cast.lea.id) == ["2026-12-10"]
        yield opened


def _send(office: Post, request: Request, token: str, sender: str) -> list[OutboxRow]:
    tokens = {"valid": office.tokens[request.answers], "foreign": office.tokens["foreign"], "unknown": "a" * 26, "absent": ""}
    tokens["expired"] = tokens["valid"]
    address = {"stranger": STRANGER, "another parent": office.town.cast.karim.email}.get(sender, "")
    return office.mail(request.text, tokens[token], address, {"failed": "fail", "missing": ""}.get(sender, "pass"))


@pytest.mark.parametrize(("token", "sender"), NEVER)
def test_nothing_is_done_and_nothing_shown(token: str, sender: str, office: Post) -> None:
    if token == "expired":
        office.expire()
    before, open_forms = office.records(), _forms(office)
    for request in REQUESTS.values():
        waiting = office.queue()
        answers = _send(office, request, token, sender)
        assert office.queue() > waiting, "the office has it"
        for row in answers:
            said = office.text(row)
            assert "transmis au service Éducation" in said
            assert not any(word in said for word in ("Léa", "Nadia", "Karim", "Inès", "Martin", "décembre", "R-2026", "facture", "Valider"))
    assert office.records() == before
    assert _forms(office) == open_forms


def _forms(office: Post) -> list[tuple[int, str, int]]:
    with office.town.records.reading(SYSTEM) as work:
        return [(row.id, row.state, row.revision) for row in work.session.scalars(select(Dialogue).order_by(Dialogue.id))]


ACTS, ASKS, SHOWS, SENSITIVE, PASSED_ON = "acts at once", "acts once its answer is answered", "shows", "second factor", "office"
EXPECTED = {
    # request: (token, aligned), (token, no word of the server), (no token, aligned), (no token, no word)
    "yes to a recap": (ACTS, ACTS, PASSED_ON, PASSED_ON),
    "number of a recap": (ACTS, ACTS, PASSED_ON, PASSED_ON),
    "yes to a notice": (ACTS, ASKS, PASSED_ON, PASSED_ON),
    "number of a notice": (ACTS, ASKS, PASSED_ON, PASSED_ON),
    "booking": (ASKS,) * 4,
    "cancellation": (ASKS,) * 4,
    "absence": (ASKS,) * 4,
    "telephone": (SENSITIVE,) * 4,
    "account": (SENSITIVE,) * 4,
    "health": (PASSED_ON,) * 4,
    "health sheet": (SENSITIVE,) * 4,
    "language": (ASKS,) * 4,
    "no more announcements": (ASKS,) * 4,
    "no more reminders": (ASKS,) * 4,
    "bills": (SHOWS,) * 4,
    "giving up": (SHOWS,) * 4,
}
CELLS = [
    (name, token, sender, outcome)
    for name, row in EXPECTED.items()
    for (token, sender), outcome in zip(
        (("valid", "aligned"), ("valid", "missing"), ("absent", "aligned"), ("absent", "missing")), row, strict=True
    )
]


@pytest.mark.parametrize(("name", "token", "sender", "outcome"), CELLS)
def test_what_a_plausible_mail_does(name: str, token: str, sender: str, outcome: str, office: Post) -> None:
    before, waiting = office.records(), office.queue()
    answers = _send(office, REQUESTS[name], token, sender)
    assert {row.address for row in answers} <= {office.town.cast.nadia.email}, "the owner of the mailbox alone is answered"
    assert (office.records() != before) == (outcome == ACTS)
    if outcome in {ASKS, SENSITIVE}:
        number = "2" if name == "language" else "1"
        (last,) = office.mail(number, answers[-1].reply_token or "", word="" if sender == "missing" else "pass")
        assert (office.records() != before) == (outcome == ASKS), office.text(last)
        assert ("sensible" in office.text(last)) == (outcome == SENSITIVE)
    if outcome == PASSED_ON:
        while office.queue() == waiting:
            (asked,) = answers
            answers = office.mail("1", asked.reply_token or "")
        assert office.records() == before


@pytest.mark.parametrize("sender", ["aligned", "missing"])
def test_a_mail_without_token_gives_no_open_form_up(sender: str, office: Post) -> None:
    open_forms = _forms(office)
    office.mail("/annuler", word="" if sender == "missing" else "pass")
    assert _forms(office)[: len(open_forms)] != []
    (done,) = office.mail("oui", office.tokens["recap"])
    assert THURSDAY in office.town.booked(office.town.cast.lea.id), office.text(done)


def test_terms_are_accepted_by_what_answers_them_alone(office: Post) -> None:
    olena = office.town.cast.olena
    (terms,) = office.mail(f"Mon code : {office.town.cast.olena_invitation.code}", sender=olena.email)
    (again,) = office.mail("1", sender=olena.email)
    assert again.address == olena.email
    assert _activated(office, olena.id) is False
    office.mail("1", again.reply_token or terms.reply_token or "", sender=olena.email)
    assert _activated(office, olena.id) is True


def _activated(office: Post, account_id: int) -> bool:
    with office.town.records.reading(SYSTEM) as work:
        return work.session.get_one(Account, account_id).activated_at is not None


@pytest.mark.parametrize("words", ["", "This message was automatically generated by Gmail.", "Annule la cantine de Léa jeudi 10 décembre"])
def test_a_mail_program_leaves_the_announcements_and_only_them(words: str, office: Post) -> None:
    nadia = office.town.cast.nadia.id
    (answer,) = office.mail(words, office.tokens["notice"], leaving=True)
    assert "Vous ne recevrez plus les annonces." in office.text(answer)
    with office.town.records.reading(SYSTEM) as work:
        assert work.session.get_one(Account, nadia).preferences == {"announcements": False}
        told = {one.account_id for one in recipients(work, Audience())}
    assert nadia not in told
    assert office.town.cast.paul.id in told
    assert office.town.booked(office.town.cast.lea.id) == ["2026-12-10"]
    office.told(office.town.cast.nadia)
    assert office.mail("Réserve la cantine de Léa lundi 7 décembre"), "everything else goes on"


@pytest.mark.parametrize(
    ("token", "sender", "word"),
    [("notice", STRANGER, "pass"), ("notice", "", "fail"), ("foreign", "", "pass"), ("unknown", "", "pass"), ("notice", "", "")],
)
def test_nobody_else_leaves_the_announcements_for_a_parent(token: str, sender: str, word: str, office: Post) -> None:
    before = office.records()
    office.mail("", office.tokens.get(token, "b" * 26), sender, word, leaving=True)
    assert office.records() == before
