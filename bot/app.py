"""The Telegram door as the program runs it: what comes in by polling or webhook, what goes out by the paced sender."""

import asyncio
import contextlib
import logging
import secrets
import warnings
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, TypeHandler, Updater
from telegram.request import HTTPXRequest

from bot import menu
from bot.delivery import Delivery
from bot.intake import DurableQueue, InOrder, Intake, Taken
from bot.listening import ConstantTime, Ears, Troubles, wrong_token
from bot.pacing import SLOT_SECONDS, Pacer
from bot.sender import IN_FLIGHT, Sender
from bot.updates import ALLOWED
from villars_core.config import Settings, TelegramSettings
from villars_core.conversations.doors import House

POLL_SECONDS = 30
READ_SECONDS = 15.0
CONNECT_SECONDS = 10.0
SECONDS_BETWEEN_STARTS = 5.0
_log = logging.getLogger("villars.telegram")

Bot = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True)
class TelegramDoor:
    """Telegram, in and out."""

    name: str = "telegram"
    slot_seconds: float = SLOT_SECONDS

    def configured(self, settings: Settings) -> bool:
        """Tell whether the town has a bot."""
        return bool(settings.telegram.token.get_secret_value())

    async def serve(self, house: House, stop: asyncio.Event) -> None:
        """Take in updates and carry the outbox until `stop` is set.

        Raises OperatorError when the token is wrong, or when another program polls the same bot.
        """
        silence_urls()
        settings = house.loaded.settings.telegram
        queue = DurableQueue(house.records)
        troubles = Troubles(asyncio.get_running_loop().time())
        application = _application(settings, queue, troubles)
        if not await _initialized(application, stop):
            return
        pacer = Pacer(self.slot_seconds)
        sender = Sender(house.records, Delivery(application.bot, pacer, house.records), f"telegram-{secrets.token_hex(4)}")
        intake = Intake(house.records, house.desk.receive, queue, sender, application.bot)
        application.add_handler(TypeHandler(Taken, intake.handle))
        try:
            async with pacer.running(), _sending(sender):
                await _listen(application, settings, intake, Ends(stop, troubles))
        finally:
            await application.shutdown()


door = TelegramDoor()


def silence_urls() -> None:
    """Keep the token out of the logs: httpx writes each address, which holds it, at INFO."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)


@dataclass(frozen=True)
class Ends:
    """What closes the door: the program's word, or Telegram's."""

    stop: asyncio.Event
    troubles: Troubles


def _application(settings: TelegramSettings, queue: DurableQueue, troubles: Troubles) -> Bot:
    builder = ApplicationBuilder().token(settings.token.get_secret_value())
    builder = builder.base_url(settings.base_url).base_file_url(settings.base_file_url)
    builder = builder.request(_requests(IN_FLIGHT * 3)).get_updates_request(Ears(troubles, READ_SECONDS))
    with warnings.catch_warnings():
        # Without the extra for timers the library says that it has none; the house has its own.
        warnings.simplefilter("ignore")
        return builder.update_queue(queue).concurrent_updates(InOrder()).job_queue(None).updater(None).build()


def _requests(connections: int) -> HTTPXRequest:
    return HTTPXRequest(connections, READ_SECONDS, READ_SECONDS, CONNECT_SECONDS, CONNECT_SECONDS)


async def _initialized(application: Bot, stop: asyncio.Event) -> bool:
    """Say hello to Telegram, however long it is away; False when told to stop first."""
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            await application.bot.shutdown()  # the application's own does nothing before it is initialized
            raise wrong_token() from None  # the library's own error shows the token
        except TelegramError as error:
            _log.warning("Telegram does not answer yet: %s", type(error).__name__)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), SECONDS_BETWEEN_STARTS)
        else:
            return True
    await application.bot.shutdown()
    return False


@contextlib.asynccontextmanager
async def _sending(sender: Sender) -> AsyncIterator[None]:
    ending = asyncio.Event()
    task = asyncio.create_task(sender.run(ending), name="telegram sender")
    try:
        yield
    finally:
        ending.set()
        await task


async def _listen(application: Bot, settings: TelegramSettings, intake: Intake, ends: Ends) -> None:
    stop, troubles = ends.stop, ends.troubles
    replayed = await intake.queue.replay(application.bot)
    if replayed:
        _log.info("%d updates of before are handled now", replayed)
    updater = Updater(application.bot, intake.queue)
    await updater.initialize()
    await application.start()
    opening = asyncio.create_task(_open(updater, settings, troubles), name="telegram opening")
    try:
        await _first(stop, troubles.fatal, opening)
    finally:
        opening.cancel()
        if updater.running:
            await updater.stop()
        intake.closing.set()
        await application.stop()
    if troubles.error is not None:
        raise troubles.error


async def _open(updater: Updater, settings: TelegramSettings, troubles: Troubles) -> None:
    """Begin to take in updates, then show the commands; ends only by being cancelled, or with what cannot be mended."""
    await _start_intake(updater, settings, troubles)
    await menu.publish(updater.bot)
    await asyncio.Event().wait()


async def _start_intake(updater: Updater, settings: TelegramSettings, troubles: Troubles) -> None:
    if settings.mode == "webhook":
        await updater.start_webhook(
            listen=settings.webhook_listen,
            port=settings.webhook_port,
            url_path=urlsplit(settings.webhook_url).path,
            webhook_url=settings.webhook_url,
            secret_token=ConstantTime(settings.webhook_secret.get_secret_value()),
            allowed_updates=ALLOWED,
            bootstrap_retries=-1,
        )
        return
    await updater.start_polling(timeout=POLL_SECONDS, allowed_updates=ALLOWED, bootstrap_retries=-1, error_callback=troubles.note)


async def _first(stop: asyncio.Event, fatal: asyncio.Event, opening: asyncio.Task[None]) -> None:
    """Wait until the door must close; raises what ended the opening."""
    waits = [asyncio.create_task(event.wait()) for event in (stop, fatal)]
    try:
        await asyncio.wait([*waits, opening], return_when=asyncio.FIRST_COMPLETED)
        if opening.done():
            opening.result()
    except InvalidToken:
        raise wrong_token() from None  # the library's own error shows the token
    finally:
        for wait in waits:
            wait.cancel()
