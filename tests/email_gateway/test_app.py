"""The door as the program runs it: it serves until told to stop, whatever happens to the mailbox meanwhile."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from pydantic import SecretStr

from email_gateway.app import door, intake_of, office_of, trust_of
from email_gateway.inbox import Folder
from email_gateway.keys import Address
from email_gateway.outbound import Office
from tests.email_gateway.test_intake import Town, records_in
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.programs import wait_until
from tests.walks.email_door import EmailDriver, Servers
from villars_core.config import EmailSettings, Loaded, ServerSettings, Settings, places
from villars_core.conversations.desk import Desk
from villars_core.conversations.doors import House
from villars_core.conversations.messages import Incoming


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with records_in(tmp_path) as records:
        yield Town(records)


def _house(town: Town, email: EmailSettings) -> House:
    settings = Settings(email=email)
    return House(Loaded(settings, None, places(settings)), town.records, cast("Desk", town))


def _settings(mailboxes: Dovecot, exchanger: Postfix, user: str) -> EmailSettings:
    imap = ServerSettings(host="127.0.0.1", port=mailboxes.imap_port, security="none", user=user, password=SecretStr(PASSWORD))
    smtp = ServerSettings(host="127.0.0.1", port=exchanger.smtp_port, security="none")
    return EmailSettings(address=f"{user}@villars.example", imap=imap, smtp=smtp)


@contextmanager
def _serving(house: House) -> Iterator[None]:
    """Run the door in a loop of its own thread, and end it."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(door.serve(house, stop)))
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
        assert not thread.is_alive()
        loop.close()


def test_door_answers_mail_and_ends_when_told(mailboxes: Dovecot, exchanger: Postfix, town: Town, tmp_path: Path) -> None:
    user = f"app{abs(hash(str(tmp_path))) % 100_000}"
    email = _settings(mailboxes, exchanger, user)
    with _serving(_house(town, email)):
        nadia = EmailDriver(Servers(mailboxes, exchanger), office_of(Settings(email=email)), f"nadia.{user}@parents.example")
        nadia.say("Annule jeudi pour Léa")
    assert [one.text for one in town.told] == ["Annule jeudi pour Léa"]


def test_door_reads_a_former_mailbox_too(mailboxes: Dovecot, exchanger: Postfix, town: Town, tmp_path: Path) -> None:
    """A parent who writes to the town's former address is answered like any other, from the one it has now."""
    user = f"new{abs(hash(str(tmp_path))) % 100_000}"
    former = f"former{user}"
    email = _settings(mailboxes, exchanger, user)
    email = email.model_copy(update={"other_imap": (email.imap.model_copy(update={"user": former}),)})
    with _serving(_house(town, email)):
        for number, office in enumerate((Office(Address.of(f"{former}@villars.example")), office_of(Settings(email=email)))):
            parent = EmailDriver(Servers(mailboxes, exchanger), office, f"nadia{number}.{user}@parents.example")
            parent.say(f"Annule jeudi, à la boîte {number}")
            assert parent.newest()["From"].addresses[0].addr_spec == f"{user}@villars.example"
    assert [one.text for one in town.told] == ["Annule jeudi, à la boîte 0", "Annule jeudi, à la boîte 1"]


def test_door_goes_on_after_a_fault_of_the_desk(
    mailboxes: Dovecot, exchanger: Postfix, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("email_gateway.app.PAUSE_AFTER_FAULT", 0.1)
    user = f"fault{abs(hash(str(tmp_path))) % 100_000}"
    email = _settings(mailboxes, exchanger, user)

    def fail_once(_: Incoming) -> None:
        town.before = lambda _: None
        raise RuntimeError

    town.before = fail_once
    with _serving(_house(town, email)):
        nadia = EmailDriver(Servers(mailboxes, exchanger), office_of(Settings(email=email)), f"nadia.{user}@parents.example")
        nadia.say("Annule jeudi pour Léa")
    assert {one.text for one in town.told} == {"Annule jeudi pour Léa"}


def test_door_waits_for_a_mailbox_that_is_not_there(town: Town) -> None:
    imap = ServerSettings(host="127.0.0.1", port=1, security="none", user="x", password=SecretStr("y"))
    with _serving(_house(town, EmailSettings(address="a@villars.example", imap=imap))):
        wait_until(lambda: any(thread.name == "email in 1" for thread in threading.enumerate()), "the thread")
    assert not any(thread.name.startswith("email ") for thread in threading.enumerate())


def test_pipe_takes_one_mail_without_a_mailbox(town: Town) -> None:
    with intake_of(_house(town, EmailSettings(address="education@villars.example"))) as intake:
        assert intake.take(b"From: nadia@parents.example\r\nMessage-ID: <p@x>\r\n\r\nAnnule jeudi\r\n") is Folder.DONE
    assert [one.text for one in town.told] == ["Annule jeudi"]


@pytest.mark.parametrize(
    ("email", "configured"),
    [
        (EmailSettings(), False),
        (EmailSettings(address="a@b.example"), False),
        (EmailSettings(address="a@b.example", smtp=ServerSettings(host="smtp.b.example")), True),
        (EmailSettings(address="a@b.example", imap=ServerSettings(host="imap.b.example")), True),
        (EmailSettings(imap=ServerSettings(host="imap.b.example")), False),
    ],
)
def test_door_is_used_where_a_mailbox_is_named(email: EmailSettings, configured: bool) -> None:  # noqa: FBT001 (a table's column)
    assert door.configured(Settings(email=email)) is configured


def test_name_servers_are_asked_only_where_no_server_vouches() -> None:
    assert trust_of(EmailSettings(authserv_id="mx.villars.example")).resolver is None
    assert trust_of(EmailSettings()).resolver is not None
