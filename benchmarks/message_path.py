"""The whole path of one message: inbox, act, attempt, result; four durable commits on SQLite, and nothing sent anywhere.

Floor: four bare durable commits of one small row each, on the same disk with the same settings, in the same run.
"""

import sqlite3
import tempfile
import time
from pathlib import Path

from villars_core.clock import MovableClock
from villars_core.conversations import inbox
from villars_core.conversations.desk import Desk
from villars_core.conversations.messages import Channel, Incoming
from villars_core.demo.cast import NADIA_CHAT, plant
from villars_core.demo.temporary import START
from villars_core.notifications.sending import Claim, Outcome, Result, claim, settle
from villars_core.storage.engine import open_engine, pragmas
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Records

MESSAGES = 200
COMMITS = 4
MOST_MILLISECONDS, LEAST_A_SECOND = 12, 60


def main() -> None:
    """Print the figures, their targets and the settings in force."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        engine = open_engine(f"sqlite:///{Path(folder).resolve() / 'town.db'}")
        upgrade(engine)
        name, key = new_key()
        records = Records(engine, MovableClock(START), Vault({name: key}, name))
        with records.writing(SYSTEM) as work:
            plant(work)
        _path(records, 10, "warm")
        floor = _bare(Path(folder) / "bare.db")
        cpu = time.process_time()
        total = _path(records, MESSAGES, "m")
        cpu = (time.process_time() - cpu) / MESSAGES * 1000
        print("PRAGMAs:", ", ".join(f"{one}={value}" for one, value in pragmas(engine).items()))
        print(f"{COMMITS} bare durable commits: {floor:.1f} ms; whole path: {total:.1f} ms ({total / floor:.1f} x), {cpu:.1f} ms of CPU")
        print(f"path minus bare commits: {total - floor:.1f} ms (at most {MOST_MILLISECONDS})")
        print(f"{1000 / total:.0f} messages/s (at least {LEAST_A_SECOND})")
        engine.dispose()


def _path(records: Records, many: int, mark: str) -> float:
    desk = Desk(records)
    words = ("Réserve la cantine de Léa lundi 30 novembre et jeudi 3 décembre", "/menu")
    began = time.perf_counter()
    for number in range(many):
        text, name = words[number % len(words)], f"{mark}{number}"
        inbox.keep(records, "telegram", name, text.encode(), str(NADIA_CHAT))
        replies = desk.receive(Incoming(Channel.TELEGRAM, name, str(NADIA_CHAT), text=text))
        for item in claim(records, Claim("telegram", "bench", only=tuple(one.outbox_id for one in replies)), lambda _work: None):
            settle(records, item, Outcome(Result.SENT, "1"), lambda _work, _row: None)
    return (time.perf_counter() - began) / many * 1000


def _bare(file: Path) -> float:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB)")
    began = time.perf_counter()
    for _ in range(MESSAGES * COMMITS):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row (body) VALUES (?)", (b"x" * 800,))
        connection.execute("COMMIT")
    took = (time.perf_counter() - began) / MESSAGES * 1000
    connection.close()
    return took


if __name__ == "__main__":
    main()
