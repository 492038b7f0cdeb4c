"""The loopback Bot API and the records of each test of the door."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.house import StandIn, records_in
from tests.servers.telegram import BotApi, bot_api
from villars_core.work import Records


@pytest.fixture
def api() -> Iterator[BotApi]:
    """Run a Bot API of the test's own."""
    with bot_api() as server:
        yield server


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    """Give empty records."""
    with records_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def desk(records: Records) -> StandIn:
    """Give a desk whose acts can be counted."""
    return StandIn(records)
