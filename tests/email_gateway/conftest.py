"""Real mail servers for the tests of this door, once per session and process."""

from collections.abc import Iterator

import pytest

from tests.servers.dovecot import Dovecot, dovecot
from tests.servers.postfix import Postfix, postfix


@pytest.fixture(scope="session")
def mailboxes() -> Iterator[Dovecot]:
    """Run Dovecot for the session."""
    with dovecot() as server:
        yield server


@pytest.fixture(scope="session")
def exchanger(mailboxes: Dovecot) -> Iterator[Postfix]:
    """Run Postfix in front of Dovecot for the session."""
    with postfix(mailboxes) as server:
        yield server
