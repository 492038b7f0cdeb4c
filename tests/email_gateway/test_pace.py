"""The pace of what leaves: slow to one provider, never slow for an answer."""

import threading
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from pydantic import ValidationError

from email_gateway.outgoing import Postman
from email_gateway.pace import SECONDS_BETWEEN_ANNOUNCEMENTS, Pace, provider_of
from email_gateway.sender import Account
from tests.email_gateway.scripted import Other, serving
from tests.email_gateway.test_intake import OFFICE, SCREEN, records_in
from tests.servers.programs import wait_until
from villars_core.config import EmailSettings
from villars_core.notifications.outbox import Lane, Notice, post
from villars_core.work import SYSTEM, Records


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with records_in(tmp_path) as opened:
        yield opened


def _post(records: Records, address: str, lane: Lane) -> int:
    with records.writing(SYSTEM) as work:
        return post(work, Notice(SCREEN, "notice", channel="email", address=address, lane=lane)).id


@pytest.mark.parametrize(
    ("before", "then", "seconds"),
    [
        (("a@orange.fr", Lane.NOTICE), ("b@orange.fr", Lane.NOTICE), 2.0),
        (("a@orange.fr", Lane.NOTICE), ("b@wanadoo.fr", Lane.ANNOUNCEMENT), 2.0),
        (("a@wanadoo.fr", Lane.REPLY), ("b@Orange.fr", Lane.NOTICE), 2.0),
        (("a@orange.fr", Lane.ANNOUNCEMENT), ("b@orange.fr", Lane.REPLY), 0.0),
        (("a@orange.fr", Lane.NOTICE), ("b@free.fr", Lane.NOTICE), 0.0),
        (("a@orange.fr", Lane.ANNOUNCEMENT), ("b@free.fr", Lane.ANNOUNCEMENT), SECONDS_BETWEEN_ANNOUNCEMENTS),
        (("a@free.fr", Lane.NOTICE), ("b@free.fr", Lane.NOTICE), 0.0),
    ],
)
def test_a_provider_is_left_the_time_it_asks_for(before: tuple[str, Lane], then: tuple[str, Lane], seconds: float) -> None:
    pace = Pace({"wanadoo.fr": 2.0}, clock=lambda: 100.0)
    assert pace.pause(*then) == 0.0
    pace.sent(*before)
    assert pace.pause(*then) == seconds


def test_time_that_passed_is_no_longer_waited_for() -> None:
    now = [100.0]
    pace = Pace({"orange.fr": 2.0}, clock=lambda: now[0])
    pace.sent("a@orange.fr", Lane.NOTICE)
    now[0] = 101.5
    assert pace.pause("b@orange.fr", Lane.NOTICE) == 0.5
    now[0] = 103.0
    assert pace.pause("b@orange.fr", Lane.NOTICE) == 0.0


def test_small_domains_are_providers_of_their_own() -> None:
    assert provider_of("nadia@parents.example") == "parents.example"


def test_an_answer_passes_between_two_slow_mails_and_the_end_is_not_waited_for(records: Records) -> None:
    for name in ("a", "b", "c"):
        _post(records, f"{name}@orange.fr", Lane.NOTICE)
    stop = threading.Event()
    with serving(Other()) as other:
        account = Account("127.0.0.1", other.port, "none")
        # The pace does not end by itself in this test: what passes, passes in the pause.
        postman = Postman(records, OFFICE, account, "test", stop, pace=Pace({"orange.fr": 3600.0}))
        thread = threading.Thread(target=postman.run)
        thread.start()
        wait_until(lambda: len(other.received) == 1, "the first notice")
        postman.wake([_post(records, "d@orange.fr", Lane.REPLY)])
        wait_until(lambda: len(other.received) == 2, "the answer")
        stop.set()
        thread.join(20)
        assert not thread.is_alive()
    assert [message_from_bytes(raw)["To"] for raw in other.received][:2] == ["a@orange.fr", "d@orange.fr"]
    assert len(other.received) == 4, "what was claimed goes out before the program ends"


def test_a_pace_is_seconds_that_a_lease_outlasts() -> None:
    assert EmailSettings(pace={"orange.fr": 1.5}).pace == {"orange.fr": 1.5}
    for wrong in (-1.0, 6.0):
        with pytest.raises(ValidationError):
            EmailSettings(pace={"orange.fr": wrong})
