"""The three doors as a walk opens them: Telegram over loopback HTTP, e-mail over real servers, the terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count

from sqlalchemy import delete

from tests.bot.house import house_of, open_door
from tests.servers.telegram import BotApi, Fault, bot_api
from tests.walks.email_door import TRUSTED, EmailDriver, Servers, office_open
from tests.walks.seats import Doorway, Driver
from tests.walks.telegram_door import TelegramDriver
from tests.walks.terminal_door import TerminalDriver
from villars_core.accounts.models import Account, ChannelLink
from villars_core.clock import MovableClock
from villars_core.conversations.desk import Desk
from villars_core.demo import cast
from villars_core.demo.cast import Cast
from villars_core.demo.terminal import Conversation
from villars_core.reservations.queries import booked
from villars_core.work import SYSTEM, Records

DOORS = ("telegram", "email", "terminal")
CHATS = {
    "nadia": cast.NADIA_CHAT,
    "paul": cast.PAUL_CHAT,
    "sophie": cast.SOPHIE_CHAT,
    "karim": cast.KARIM_CHAT,
    "fatou": cast.FATOU_CHAT,
    "olena": cast.OLENA_CHAT,
    "claire": cast.CLAIRE_CHAT,
    "marc": cast.MARC_CHAT,
}
_WALKS = count(1)


@dataclass(frozen=True)
class WalkTown:
    """What a walk walks in: a migrated, planted town."""

    records: Records
    clock: MovableClock
    cast: Cast

    def account(self, who: str) -> Account:
        """Return the account of somebody of the cast."""
        found: Account = getattr(self.cast, who)
        return found

    def booked(self, child: str) -> list[str]:
        """Return the booked canteen days of a child of the cast."""
        number = getattr(self.cast, child).id
        with self.records.reading(SYSTEM) as work:
            return [one.isoformat() for one in booked(work, [number], date(2026, 11, 1), date(2027, 7, 2))[number]]


@contextmanager
def telegram_doorway(town: WalkTown, *faults: Fault) -> Iterator[tuple[Doorway, BotApi]]:
    """Open the Telegram door, on a Bot API of the walk's own in which some calls go wrong."""
    with bot_api() as api:
        api.fail(*faults)
        with open_door(house_of(api, town.records, Desk(town.records))):
            yield _doorway("telegram", town, lambda who: TelegramDriver(api, town.records, CHATS[who])), api


@contextmanager
def email_doorway(town: WalkTown, servers: Servers, chatting: frozenset[str] = frozenset()) -> Iterator[Doorway]:
    """Open the e-mail door, on mailboxes that no walk used before. Nobody has a chat but those who are named."""
    mark = next(_WALKS)
    with town.records.writing(SYSTEM) as work:
        for who in CHATS:
            account = work.session.get_one(Account, town.account(who).id)
            account.email = f"{who}{mark}@parents.example"
            if who not in chatting:
                work.session.execute(delete(ChannelLink).where(ChannelLink.account_id == account.id))
    addresses = {who: f"{who}{mark}@parents.example" for who in CHATS}
    with office_open(servers, town.records, Desk(town.records).receive, f"office{mark}", TRUSTED) as office:
        yield _doorway("email", town, lambda who: EmailDriver(servers, office, addresses[who]))


def terminal_doorway(town: WalkTown) -> Doorway:
    """Open the terminal."""
    return _doorway("terminal", town, lambda who: TerminalDriver(_conversation(town, who), town.account(who).id))


def _conversation(town: WalkTown, who: str) -> Conversation:
    return Conversation(town.records, town.account(who).identifier)


def _doorway(door: str, town: WalkTown, driver_of: Callable[[str], Driver]) -> Doorway:
    return Doorway(door, driver_of, town.booked, {"code": town.cast.olena_invitation.code})
