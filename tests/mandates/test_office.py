"""Mandates at the office: what the command shows and does, whom it tells, and the end that comes by itself."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.staff.terminal import Terminal, town
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.clock import MovableClock
from villars_core.demo.cast import Cast, plant
from villars_core.mandates import actions
from villars_core.mandates.models import Mandate
from villars_core.mandates.rules import AccountNumber
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.office_queue.models import QueueItem
from villars_core.staff.mandate import command
from villars_core.staff.timers import lapse_mandates
from villars_core.work import SYSTEM, Assurance, Records, Work

IBAN = "FR7630006000011234567890189"
LAST = "2600000001"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[tuple[Terminal, Cast]]:
    """Give a terminal of a planted town where Nadia waits to sign."""
    made = town(tmp_path, demo=True)
    with made.records.writing(SYSTEM) as work:
        cast = plant(work)
        actions.ask(_as(work, cast.nadia), AccountNumber(IBAN), "")
    yield made, cast
    made.records.engine.dispose()


def _as(work: Work, account: Account) -> Work:
    return replace(work, actor=actor_of(account, "telegram", Assurance.STEPPED_UP))


def _state(records: Records) -> str:
    with records.reading(SYSTEM) as work:
        return work.session.query(Mandate).one().state


def _told(records: Records) -> list[str]:
    with records.reading(SYSTEM) as work:
        parcels = [parcel_of(work, one) for one in work.session.query(OutboxRow).order_by(OutboxRow.id)]
        return [line for one in parcels if one is not None for line in one.screen.body]


def test_the_list_shows_the_last_signs_only(terminal: tuple[Terminal, Cast]) -> None:
    shown = terminal[0].types(command, "list", "--as", "claire").output
    assert "…0189" in shown
    assert IBAN[4:20] not in shown
    (row,) = json.loads(terminal[0].types(command, "list", "--json", "--as", "claire").output)
    assert (row["digits"], row["state"]) == ("0189", "waiting")
    assert IBAN[4:20] not in str(row)


def test_a_copy_brought_to_the_town_hall_makes_it_ready(terminal: tuple[Terminal, Cast]) -> None:
    made, _ = terminal
    rehearsed = made.types(command, "approve", LAST, "--essai", "--as", "claire")
    assert "Essai : rien n’a changé." in rehearsed.output
    assert _state(made.records) == "waiting"
    done = made.types(command, "approve", LAST, "--signed-on", "2026-01-20", "--as", "claire")
    assert "Prêt" in done.output, done.output
    assert _state(made.records) == "ready"
    assert any("Votre mandat est prêt" in line for line in _told(made.records))


def test_a_decision_at_the_terminal_closes_what_waits_in_the_queue(terminal: tuple[Terminal, Cast]) -> None:
    made, cast = terminal
    with made.records.writing(SYSTEM) as work:
        actions.hand_in(_as(work, cast.nadia), [])
    assert "En attente" in made.types(command, "refuse", LAST, "La signature manque.", "--as", "claire").output
    assert any("La signature manque." in line for line in _told(made.records))
    with made.records.reading(SYSTEM) as work:
        assert work.session.query(QueueItem).one().state == "refused"
    again = made.types(command, "refuse", LAST, "encore", "--as", "claire")
    assert again.exit_code == 1
    assert "Ce n’est pas possible maintenant" in again.output


def test_debits_stop_for_a_while_go_on_and_end(terminal: tuple[Terminal, Cast]) -> None:
    made, _ = terminal
    made.types(command, "approve", LAST, "--as", "claire")
    for arguments, state in (
        (("suspend", LAST, "à vérifier"), "suspended"),
        (("resume", LAST), "ready"),
        (("end", LAST, "lettre"), "revoked"),
    ):
        assert made.types(command, *arguments, "--as", "claire").exit_code == 0
        assert _state(made.records) == state
    told = _told(made.records)
    assert any("suspendus : à vérifier" in line for line in told)
    assert any("terminé : lettre" in line for line in told)


def test_the_kitchen_decides_nothing_here(terminal: tuple[Terminal, Cast]) -> None:
    made, _ = terminal
    assert made.types(command, "list", "--as", "marc").exit_code == 1
    assert made.types(command, "approve", LAST, "--as", "marc").exit_code == 1
    assert _state(made.records) == "waiting"


def test_who_asked_is_told_that_a_mandate_lapsed(terminal: tuple[Terminal, Cast]) -> None:
    made, _ = terminal
    made.types(command, "approve", LAST, "--signed-on", "2026-01-20", "--as", "claire")
    records = Records(made.records.engine, MovableClock(datetime(2029, 1, 20, 8, tzinfo=UTC), running=False), made.records.vault)
    for _ in range(2):
        with records.writing(SYSTEM) as work:
            lapse_mandates(work)
    assert _state(records) == "lapsed"
    assert sum("rien n’a été prélevé depuis 36 mois" in line for line in _told(records)) == 1
