"""A town on loan: seeded records in a temporary folder, gone at the end, on a clock that can be moved."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from villars_core.clock import PARIS, ClockRefused, MovableClock, clock_for
from villars_core.conversations.desk import Desk
from villars_core.demo.cast import Cast, plant
from villars_core.errors import OperatorError
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.work import SYSTEM, Records

START = datetime(2026, 11, 23, 9, 0, tzinfo=PARIS)


@dataclass(frozen=True)
class Town:
    """The open town with its cast."""

    records: Records
    clock: MovableClock
    desk: Desk
    cast: Cast


@contextmanager
def town_on_loan(environment: Mapping[str, str] = os.environ) -> Iterator[Town]:
    """Open a seeded town in a folder of its own, removed at the end. Raises OperatorError for a clock that cannot be read."""
    clock = _clock(environment)
    with tempfile.TemporaryDirectory(prefix="villars-demo-") as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'villars.db'}")
        try:
            upgrade(engine)
            name, key = new_key()
            records = Records(engine, clock, Vault({name: key}, name))
            with records.writing(SYSTEM) as work:
                cast = plant(work)
            yield Town(records, clock, Desk(records), cast)
        finally:
            engine.dispose()


def _clock(environment: Mapping[str, str]) -> MovableClock:
    try:
        clock = clock_for(demo=True, environment=environment)
    except ClockRefused as error:
        raise OperatorError(
            3002, "L’heure demandée est refusée.", str(error), "écrivez par exemple VILLARS_CLOCK=2026-11-23T09:00:00+01:00."
        ) from error
    return clock if isinstance(clock, MovableClock) else MovableClock(START)
