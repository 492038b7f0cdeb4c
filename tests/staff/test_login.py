"""Logging in at the terminal: secret and second factor, once per code, eight hours, and no hint at who exists."""

import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pyotp
import pytest
import time_machine

from tests.staff.terminal import Terminal, town
from villars_core.accounts.actions import StaffPerson, keep_second_factor, keep_secret, open_for_staff
from villars_core.accounts.invitations import invite
from villars_core.accounts.secrets import hash_secret
from villars_core.accounts.sessions import matching_step
from villars_core.staff.login import acting_staff, command, opened, session_file
from villars_core.work import SYSTEM, Assurance

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SECRET, KEY = "Cantine2026", pyotp.random_base32()


@pytest.fixture
def travel() -> Iterator[time_machine.Traveller]:
    """Stand still in time until the test moves on."""
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def terminal(tmp_path: Path, travel: time_machine.Traveller) -> Iterator[Terminal]:
    """Give a terminal of a town where Claire has a secret and a second factor."""
    assert travel is not None
    here = town(tmp_path)
    hashed = hash_secret(SECRET)
    with here.records.writing(SYSTEM) as work:
        claire = open_for_staff(work, StaffPerson("claire", "Claire", "claire@villars.example", ("administrator",)))
        keep_secret(work, claire, hashed)
        keep_second_factor(work, claire, KEY, 0)
    yield here
    here.records.engine.dispose()


@click.command("whoami")
@click.pass_context
def whoami(context: click.Context) -> None:
    """Print who acts."""
    actor = acting_staff(opened(context).records, context)
    click.echo(f"{actor.account_id} {sorted(actor.roles)} {actor.assurance.name}")


def code_now() -> str:
    """Return what Claire's phone shows."""
    return pyotp.TOTP(KEY).at(datetime.now(UTC))


def test_secret_and_code_open_a_session_that_only_its_user_can_read(terminal: Terminal) -> None:
    done = terminal.types(command, "claire", answers=(SECRET, code_now()))
    assert "Session ouverte jusqu’à 18:00." in done.output
    assert SECRET not in done.output
    (file,) = terminal.data.glob("session-*")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert terminal.types(whoami).output == f"1 ['administrator'] {Assurance.STEPPED_UP.name}\n"


def test_a_session_is_over_after_eight_hours(terminal: Terminal, travel: time_machine.Traveller) -> None:
    terminal.types(command, "claire", answers=(SECRET, code_now()))
    travel.move_to(NOW + timedelta(hours=7, minutes=59))
    assert terminal.types(whoami).exit_code == 0
    travel.move_to(NOW + timedelta(hours=8))
    assert "V1401" in str(terminal.types(whoami).exception)


def test_logging_out_ends_the_session_for_its_token_too(terminal: Terminal) -> None:
    terminal.types(command, "claire", answers=(SECRET, code_now()))
    (file,) = terminal.data.glob("session-*")
    token = file.read_text(encoding="ascii")
    assert "Session fermée." in terminal.types(command, "--end").output
    file.write_text(token, encoding="ascii")
    assert "V1401" in str(terminal.types(whoami).exception)


def test_a_code_counts_once(terminal: Terminal, travel: time_machine.Traveller) -> None:
    code = code_now()
    assert terminal.types(command, "claire", answers=(SECRET, code)).exit_code == 0
    assert terminal.types(command, "claire", answers=(SECRET, code)).exit_code == 1
    travel.shift(30)
    assert terminal.types(command, "claire", answers=(SECRET, code_now())).exit_code == 0


def test_a_wrong_secret_a_wrong_code_and_an_unknown_name_are_answered_alike(terminal: Terminal) -> None:
    tries = (("claire", "Autre2026", code_now()), ("claire", SECRET, "000000"), ("personne", SECRET, code_now()))
    said = {terminal.types(command, name, answers=(secret, code)).output.splitlines()[-1] for name, secret, code in tries}
    # The word before it is the library's own, in French once the program has said so.
    assert {line.partition(": ")[2] for line in said} == {"L’identifiant, le secret ou le code n’est pas bon."}


@pytest.mark.parametrize("name", ["claire", "personne"])
def test_five_wrong_tries_lock_a_login_whether_it_exists_or_not(terminal: Terminal, travel: time_machine.Traveller, name: str) -> None:
    for _ in range(5):
        terminal.types(command, name, answers=("Autre2026", "000000"))
    locked = terminal.types(command, name, answers=(SECRET, code_now()))
    assert "Attendez jusqu’à 10:15" in locked.output
    travel.shift(timedelta(minutes=15))
    assert terminal.types(command, name, answers=(SECRET, code_now())).exit_code == (0 if name == "claire" else 1)


def test_the_first_time_a_code_becomes_a_secret_and_a_second_factor(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, travel: time_machine.Traveller
) -> None:
    with terminal.records.writing(SYSTEM) as work:
        code = invite(work, open_for_staff(work, StaffPerson("marc", "Marc", "marc@villars.example", ("kitchen",)))).code
    monkeypatch.setattr(pyotp, "random_base32", lambda: KEY)
    weak = ("abc", "abc")
    done = terminal.types(command, "marc", "--first", answers=(code, *weak, SECRET, SECRET, "000000", code_now()))
    assert done.exit_code == 0, done.output
    assert "8 caractères" in done.output
    assert re.search(r"otpauth://totp/Villars:marc\?secret=", done.output)
    travel.shift(30)
    assert terminal.types(command, "marc", answers=(SECRET, code_now())).exit_code == 0


def test_somebody_elses_code_opens_nothing_and_stays_good(terminal: Terminal) -> None:
    with terminal.records.writing(SYSTEM) as work:
        code = invite(work, open_for_staff(work, StaffPerson("marc", "Marc", "marc@villars.example", ("kitchen",)))).code
    key = pyotp.random_base32()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pyotp, "random_base32", lambda: key)
        shown = pyotp.TOTP(key).at(NOW)
        assert terminal.types(command, "claire", "--first", answers=(code, SECRET, SECRET, shown)).exit_code == 1
        assert terminal.types(command, "marc", "--first", answers=(code, SECRET, SECRET, shown)).exit_code == 0


def test_a_phone_half_a_minute_off_is_believed_and_an_hour_off_is_not() -> None:
    totp = pyotp.TOTP(KEY)
    assert matching_step(KEY, totp.at(NOW - timedelta(seconds=30)), NOW, 0) is not None
    assert matching_step(KEY, totp.at(NOW + timedelta(seconds=30)), NOW, 0) is not None
    assert matching_step(KEY, totp.at(NOW + timedelta(hours=1)), NOW, 0) is None


def test_the_session_file_is_in_the_data_folder(terminal: Terminal) -> None:
    terminal.types(command, "claire", answers=(SECRET, code_now()))
    context = click.Context(command)
    context.params["config"] = str(terminal.config)
    assert session_file(opened(context).loaded).parent == terminal.data
