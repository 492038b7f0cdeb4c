"""The doctor's checks of the two doors against real mail servers and a Bot API server on loopback, well and broken."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any

import pytest
from pydantic import SecretStr

from bot.checks import checks as of_telegram
from email_gateway.checks import checks as of_email
from tests.servers.dovecot import PASSWORD, Dovecot, dovecot
from tests.servers.postfix import Postfix, postfix
from tests.servers.programs import free_port
from tests.servers.telegram import TOKEN, BotApi, bot_api
from villars_core.config import EmailSettings, ServerSettings, Settings, TelegramSettings
from villars_core.conversations.checks import CHECKS, Finding, Level


@dataclass
class Api(BotApi):
    """The loopback server, which also tells where its messages go."""

    hook: str = ""
    hook_error: str = ""

    def answer(self, method: str, params: dict[str, str], uploads: dict[str, str]) -> Any:  # noqa: ANN401 (any JSON)
        """Answer getWebhookInfo; the rest as always."""
        if method == "getWebhookInfo":
            error = {"last_error_message": self.hook_error, "last_error_date": 1795511400} if self.hook_error else {}
            return {"url": self.hook, "has_custom_certificate": False, "pending_update_count": 0} | error
        return super().answer(method, params, uploads)


@pytest.fixture
def api() -> Iterator[Api]:
    """Run the server."""
    with bot_api(Api()) as server:
        assert isinstance(server, Api)
        yield server


@pytest.fixture(scope="module")
def mailboxes() -> Iterator[Dovecot]:
    """Run Dovecot."""
    with dovecot() as server:
        yield server


@pytest.fixture(scope="module")
def exchanger(mailboxes: Dovecot) -> Iterator[Postfix]:
    """Run Postfix in front of it."""
    with postfix(mailboxes) as server:
        yield server


def _telegram(api: Api, token: str = TOKEN, **more: Any) -> list[Finding]:  # noqa: ANN401 (settings)
    table = TelegramSettings(token=SecretStr(token), base_url=api.base_url, base_file_url=api.base_file_url, **more)
    return list(of_telegram(Settings(telegram=table)))


def _email(imap: ServerSettings, smtp: ServerSettings, authserv_id: str = "mx.villars.example") -> dict[str, Finding]:
    email = EmailSettings(address="education@villars.example", authserv_id=authserv_id, imap=imap, smtp=smtp)
    return {one.subject: one for one in of_email(Settings(email=email))}


def _imap(port: int, password: str = PASSWORD) -> ServerSettings:
    return ServerSettings(host="127.0.0.1", port=port, security="none", user="education", password=SecretStr(password))


def _smtp(port: int, **more: Any) -> ServerSettings:  # noqa: ANN401 (settings)
    return ServerSettings(host="127.0.0.1", port=port, security="none").model_copy(update=more)


def test_both_doors_bring_their_checks() -> None:
    """The doctor finds them by their entry points."""
    assert {point.name for point in entry_points(group=CHECKS)} == {"telegram", "email"}


def test_a_bot_that_answers_is_named_and_loses_no_message(api: Api) -> None:
    """Nothing is polled: a bot that runs is not disturbed."""
    (found,) = _telegram(api, username="@villars_test_bot")
    assert (found.level, found.what) == (Level.FINE, "le bot @villars_test_bot répond")
    assert api.of("getUpdates") == []


def test_no_token_points_to_botfather() -> None:
    """A town may live by e-mail alone: a warning."""
    (found,) = of_telegram(Settings())
    assert found.level is Level.WARNING
    assert "BotFather" in found.mend


def test_a_wrong_token_is_told_without_being_shown(api: Api) -> None:
    """The mend is to copy it whole."""
    (found,) = _telegram(api, token="4242:WRONG")
    assert found.level is Level.FAULT
    assert "telegram.token" in found.mend
    assert "WRONG" not in found.what + found.mend


def test_a_telegram_that_is_away_is_a_fault() -> None:
    """No answer at the address: the mend names the setting and the network."""
    away = TelegramSettings(token=SecretStr(TOKEN), base_url=f"http://127.0.0.1:{free_port()}/bot")
    (found,) = of_telegram(Settings(telegram=away))
    assert found.level is Level.FAULT
    assert "telegram.base_url" in found.mend


def test_a_name_that_is_not_the_bots_is_a_fault(api: Api) -> None:
    """The invitation letters would lead to another bot."""
    assert [one.level for one in _telegram(api, username="other_bot")] == [Level.FINE, Level.FAULT]


def test_messages_that_go_elsewhere_are_told(api: Api) -> None:
    """Polling while a webhook is set; a webhook that is not ours; a webhook that Telegram cannot reach."""
    api.hook = "https://elsewhere.example/hook"
    assert "webhook" in _telegram(api)[1].what
    ours: dict[str, Any] = {"mode": "webhook", "webhook_url": "https://villars.example/hook", "webhook_secret": SecretStr("s")}
    assert "villars run" in _telegram(api, **ours)[1].mend
    api.hook, api.hook_error = "https://villars.example/hook", "Connection refused"
    assert "Connection refused" in _telegram(api, **ours)[1].what


def test_a_mailbox_and_a_server_that_work_are_fine(mailboxes: Dovecot, exchanger: Postfix) -> None:
    """Nothing is sent, no message is moved."""
    found = _email(_imap(mailboxes.imap_port), _smtp(exchanger.smtp_port))
    assert {one.level for one in found.values()} == {Level.FINE}
    assert "0 message" in found["boîte aux lettres"].what


def test_a_wrong_password_of_the_mailbox_names_the_two_settings(mailboxes: Dovecot, exchanger: Postfix) -> None:
    """The server's name is told, never the password."""
    found = _email(_imap(mailboxes.imap_port, "wrong-password"), _smtp(exchanger.smtp_port))["boîte aux lettres"]
    assert found.level is Level.FAULT
    assert "email.imap.password" in found.mend
    assert "wrong-password" not in found.what


def test_a_login_that_the_sending_server_does_not_offer_is_a_fault(mailboxes: Dovecot, exchanger: Postfix) -> None:
    """A user is set where the server asks for none, or asks for TLS first."""
    smtp = _smtp(exchanger.smtp_port, user="education", password=SecretStr("x"))
    found = _email(_imap(mailboxes.imap_port), smtp)["envoi de courriels"]
    assert found.level is Level.FAULT
    assert "email.smtp.security" in found.mend


def test_servers_that_are_away_are_faults() -> None:
    """Nobody listens at the port."""
    found = _email(_imap(free_port()), _smtp(free_port()))
    for subject in ("boîte aux lettres", "envoi de courriels"):
        assert found[subject].level is Level.FAULT
        assert "port" in found[subject].mend


def test_tls_asked_of_a_port_without_it_names_the_setting(mailboxes: Dovecot, exchanger: Postfix) -> None:
    """The usual fault: 993 and 143, or 465 and 587, exchanged."""
    imap = _imap(mailboxes.imap_port).model_copy(update={"security": "tls"})
    found = _email(imap, _smtp(exchanger.smtp_port, security="tls"))
    assert "email.imap.security" in found["boîte aux lettres"].mend
    assert "email.smtp.security" in found["envoi de courriels"].mend


def test_settings_that_miss_are_told_one_by_one() -> None:
    """No address: one line. An address without servers: a line for each, and for the proof of senders."""
    assert [one.subject for one in of_email(Settings())] == ["courriel"]
    found = _email(ServerSettings(), ServerSettings(), authserv_id="")
    assert {one.level for one in found.values()} == {Level.WARNING}
    assert "email.authserv_id" in found["expéditeurs"].mend
