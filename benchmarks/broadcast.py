"""An announcement to 1,000 adults through the real door, to a Bot API on loopback that refuses the 31st message of any second.

Floor: 1,000 messages at 30 a second, 33.3 s.
"""

import tempfile
import time
from pathlib import Path

from sqlalchemy import func, insert, select

from tests.bot.house import house_of, open_door
from tests.servers.telegram import BotApi, bot_api
from villars_core.accounts.models import Account, ChannelLink
from villars_core.accounts.terms import TERMS_VERSION
from villars_core.announcements.actions import Draft, send
from villars_core.announcements.queries import Audience
from villars_core.clock import SystemClock
from villars_core.conversations.desk import Desk
from villars_core.demo.cast import FIRST_DAY, plant
from villars_core.families.models import Guardian, Guardianship
from villars_core.notifications.models import OutboxRow
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Records, Work

RECIPIENTS = 1000
A_SECOND = 30
LEAST = 27
FIRST_CHAT = 500_000


def main() -> None:
    """Print the pace, what was refused and what was lost."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'town.db'}")
        upgrade(engine)
        name, key = new_key()
        records = Records(engine, SystemClock(), Vault({name: key}, name))
        with records.writing(SYSTEM) as work:
            _crowd(work)
        with bot_api(BotApi(strict=True, latency=0.08)) as api, open_door(house_of(api, records, Desk(records))):
            api.until(lambda one: one.polls > 0)
            with records.writing(SYSTEM) as work:
                # Olena has no chat: hers waits for the e-mail door.
                people = send(work, Draft("Cantine", "Menu de Noël jeudi.", Audience())).recipients - 1
            began = time.perf_counter()
            api.until(lambda one: len({call.chat for call in one.of("sendMessage") if call.status == 200}) >= people, 90)
            took = time.perf_counter() - began
            time.sleep(2)
            sent = [call for call in api.of("sendMessage") if call.status == 200]
        with records.reading(SYSTEM) as work:
            states = dict(work.session.execute(select(OutboxRow.state, func.count()).group_by(OutboxRow.state)).all())
        floor = people / A_SECOND
        pace = people / took
        print(f"{people} adults in {took:.1f} s: {pace:.1f} messages/s (at least {LEAST}), {took / floor:.2f} x the floor of {floor:.1f} s")
        print(f"refused with 429: {api.too_many}; told twice: {len(sent) - len({call.chat for call in sent})}; rows: {states}")
        engine.dispose()


def _crowd(work: Work) -> None:
    cast = plant(work)
    more = RECIPIENTS - len(cast.__dataclass_fields__)
    ids = range(1000, 1000 + more)
    home = work.session.get_one(Guardian, cast.nadia.guardian_id).household_id
    adults = [{"id": one, "household_id": home, "first_name": "A", "last_name": "B", "email": f"a{one}@parents.example"} for one in ids]
    links = [{"child_id": cast.lea.id, "guardian_id": one, "since": FIRST_DAY} for one in ids]
    opened = {
        "kind": "guardian",
        "roles": [],
        "language": "fr",
        "terms_version": TERMS_VERSION,
        "activated_at": work.now,
        "preferences": {},
    }
    accounts = [
        opened
        | {"id": one, "row_key": f"{one}", "identifier": f"a{one}", "name": "A B", "email": f"a{one}@parents.example", "guardian_id": one}
        for one in ids
    ]
    chats = [{"account_id": one, "channel": "telegram", "address": str(FIRST_CHAT + one), "linked_at": work.now} for one in ids]
    for table, rows in ((Guardian, adults), (Guardianship, links), (Account, accounts), (ChannelLink, chats)):
        work.session.execute(insert(table), rows)


if __name__ == "__main__":
    main()
