"""The e-mail door as the program runs it: one thread watches the mailbox, one carries the outbox, both end on a word."""

import asyncio
import logging
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from email_gateway import authentication, sender
from email_gateway import inbox as mailbox
from email_gateway.inbound import Trust
from email_gateway.intake import Intake
from email_gateway.keys import Address
from email_gateway.outbound import Office
from email_gateway.outgoing import Postman
from email_gateway.pace import Pace
from email_gateway.signing import Signer
from email_gateway.workers import Readers
from villars_core.config import EmailSettings, ServerSettings, Settings
from villars_core.conversations.doors import House

READERS = 2
PAUSE_AFTER_FAULT = 5.0
Work = Callable[[], None]
_log = logging.getLogger("villars.email")


@dataclass(frozen=True)
class EmailDoor:
    """E-mail, in and out."""

    name: str = "email"

    def configured(self, settings: Settings) -> bool:
        """Tell whether the town has a mailbox: its address, and a server to read from or to send through."""
        email = settings.email
        return bool(email.address and (email.imap.host or email.smtp.host))

    async def serve(self, house: House, stop: asyncio.Event) -> None:
        """Watch the mailbox and send until `stop` is set; ends when both threads have ended."""
        ending = threading.Event()
        with Readers.opened(READERS) as readers:
            threads = [threading.Thread(target=work, name=f"email {name}") for name, work in _works(house, readers, ending)]
            for thread in threads:
                thread.start()
            try:
                await stop.wait()
            finally:
                ending.set()
                for thread in threads:
                    await asyncio.to_thread(thread.join)


door = EmailDoor()


def office_of(settings: Settings) -> Office:
    """Return who writes, from the settings."""
    return Office(Address.of(settings.email.address), settings.email.name, settings.town.name)


def trust_of(email: EmailSettings) -> Trust:
    """Return how senders are known: the town's server where it is named, else the name servers are asked."""
    return Trust(email.authserv_id) if email.authserv_id else Trust(resolver=authentication.NameServers())


def postman_of(house: House, stop: threading.Event) -> Postman:
    """Return who sends, with an owner's name of its own for the leases."""
    settings = house.loaded.settings
    owner = f"email-{secrets.token_hex(4)}"
    pace = Pace(settings.email.pace)
    return Postman(house.records, office_of(settings), smtp_account(settings), owner, stop, signer_of(settings.email), pace)


@contextmanager
def intake_of(house: House, postman: Postman | None = None) -> Iterator[Intake]:
    """Give what handles one mail, without a mailbox: for a pipe of the town's server."""
    settings = house.loaded.settings
    with Readers.opened() as readers:
        yield Intake(
            house.records,
            house.desk.receive,
            readers,
            office_of(settings),
            trust_of(settings.email),
            postman.send_now if postman else _left_to_the_worker,
        )


def _works(house: House, readers: Readers, stop: threading.Event) -> list[tuple[str, Work]]:
    settings = house.loaded.settings
    postman = postman_of(house, stop) if settings.email.smtp.host else None
    works: list[tuple[str, Work]] = [("out", partial(_keep_on, postman.run, stop))] if postman else []
    if settings.email.imap.host:
        deliver = postman.wake if postman else _left_to_the_worker
        intake = Intake(house.records, house.desk.receive, readers, office_of(settings), trust_of(settings.email), deliver)
        for number, server in enumerate((settings.email.imap, *settings.email.other_imap), 1):
            works.append((f"in {number}", partial(_keep_on, partial(_watch, intake, imap_account(server), stop), stop)))
    return works


def _watch(intake: Intake, account: mailbox.Account, stop: threading.Event) -> None:
    intake.replay()
    ears = mailbox.Ears(fault=lambda word: _log.warning("mailbox: %s", word))
    mailbox.Watcher(account, intake.take, stop, ears).run()


def _keep_on(work: Work, stop: threading.Event) -> None:
    """Do a work until told to stop; what it raises (a database that is away) is told, and the work begins again."""
    while not stop.is_set():
        try:
            work()
        except Exception:  # noqa: BLE001 (whatever it is, the mailbox must be read again)
            _log.exception("the e-mail door begins again")
            stop.wait(PAUSE_AFTER_FAULT)


def _left_to_the_worker(_rows: Sequence[int]) -> None:
    """Send nothing here: the rows are in the outbox, whoever carries it sends them."""


def imap_account(server: ServerSettings) -> mailbox.Account:
    """Return how the mailbox is read, with the usual port where none is set."""
    port = server.port or (993 if server.security == "tls" else 143)
    password = server.password.get_secret_value()
    return mailbox.Account(server.host, port, server.security, server.user, password, access_token=token_of(server))


def token_of(server: ServerSettings) -> Callable[[], str] | None:
    """Return what reads the server's OAuth 2 token at each connection; None where it takes a password."""
    file = server.access_token_file
    return (lambda: Path(file).read_text(encoding="ascii").strip()) if file else None


def signer_of(email: EmailSettings) -> Signer | None:
    """Return what signs our mails; None where the town's server does, or nobody."""
    if not (email.dkim_selector and email.dkim_key_file):
        return None
    domain = Address.of(email.address).domain
    return Signer(email.dkim_selector, domain, Path(email.dkim_key_file).read_bytes())


def smtp_account(settings: Settings) -> sender.Account:
    """Return how mail is handed over, with the usual port where none is set."""
    server = settings.email.smtp
    port = server.port or {"tls": 465, "starttls": 587, "none": 25}[server.security]
    name = Address.of(settings.email.address).domain
    password = server.password.get_secret_value()
    return sender.Account(server.host, port, server.security, server.user, password, name, token_of(server))
