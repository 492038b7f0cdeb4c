"""A planted town for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversations.people import Person, Town, town_in
from villars_core.conversations.messages import Channel
from villars_core.demo import cast


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Give a town on Monday 23 November 2026, 9:00."""
    with town_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def nadia(town: Town) -> Person:
    """Give Nadia in her chat."""
    return Person(town, Channel.TELEGRAM, str(cast.NADIA_CHAT))


@pytest.fixture
def paul(town: Town) -> Person:
    """Give Paul in his chat."""
    return Person(town, Channel.TELEGRAM, str(cast.PAUL_CHAT))


@pytest.fixture
def claire(town: Town) -> Person:
    """Give Claire, of the Education office, in her chat."""
    return Person(town, Channel.TELEGRAM, str(cast.CLAIRE_CHAT))


@pytest.fixture
def olena(town: Town) -> Person:
    """Give Olena, who has a letter and no account yet, in her chat."""
    return Person(town, Channel.TELEGRAM, str(cast.OLENA_CHAT))
