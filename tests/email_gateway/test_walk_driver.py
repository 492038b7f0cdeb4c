"""The driver that runs the walks by mail speaks, picks numbers and sees screens as a parent does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.email_gateway.test_intake import Town, records_in
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from tests.walks.email_door import EmailDriver, Servers, office_open


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with records_in(tmp_path) as records:
        yield Town(records)


def test_driver_says_presses_and_sees(mailboxes: Dovecot, exchanger: Postfix, town: Town, tmp_path: Path) -> None:
    mark = f"{abs(hash(str(tmp_path))) % 100_000}"
    servers = Servers(mailboxes, exchanger)
    with office_open(servers, town.records, town.receive, f"walk{mark}") as office:
        nadia = EmailDriver(servers, office, f"nadia.walk{mark}@parents.example")
        nadia.say("Annule jeudi pour Léa")
        assert nadia.screen().choices == ["Confirmer l’annulation", "Ne rien changer"]
        assert "annuler le jeudi 3 décembre" in nadia.screen().text
        nadia.press("Ne rien changer")
    assert [one.text for one in town.told] == ["Annule jeudi pour Léa", "2"]
    assert town.told[1].token
    assert len(nadia.all_texts()) == 2
