"""What all tests share: how many examples they try, short by default and full where VILLARS_PROVE is set."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import BOTH
from tests.servers.dovecot import Dovecot, dovecot
from tests.servers.postfix import Postfix, postfix
from tests.servers.postgresql import Postgresql, postgresql

_PROVE = os.environ.get("VILLARS_PROVE") == "1"
_QUIET = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)

settings.register_profile("short", max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=_QUIET)
settings.register_profile("prove", max_examples=1000, deadline=None, database=None, print_blob=True, suppress_health_check=_QUIET)
settings.load_profile("prove" if _PROVE else "short")


@pytest.fixture(scope="session")
def proving() -> bool:
    """Tell whether the full counts are asked for."""
    return _PROVE


@pytest.fixture(scope="session")
def server() -> Iterator[Postgresql]:
    """Run a real PostgreSQL for the session."""
    with postgresql() as running:
        yield running


@pytest.fixture(scope="session")
def mailboxes() -> Iterator[Dovecot]:
    """Run Dovecot for the session."""
    with dovecot() as running:
        yield running


@pytest.fixture(scope="session")
def exchanger(mailboxes: Dovecot) -> Iterator[Postfix]:
    """Run Postfix in front of Dovecot for the session."""
    with postfix(mailboxes) as running:
        yield running


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty database, on each of the two."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'town.db'}"
    running: Postgresql = request.getfixturevalue("server")
    return running.new_database()
