"""One row of the outbox to Telegram, and what became of it: sent, to try again, refused, or nobody knows."""

import asyncio
import logging
from dataclasses import dataclass

import httpx
from telegram import Bot, InputFile, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.pacing import Pacer
from bot.screens import LONGEST_CAPTION, Drawn, draw
from villars_core.conversations.papers import Paper, printed, without
from villars_core.notifications.outbox import Lane
from villars_core.notifications.sending import Outcome, Result, ToSend
from villars_core.work import Records

WRONG_TOKEN_SECONDS = 60.0
TRIES_TO_FORGET = 3
"""After these attempts a message that cannot be deleted, or a document that does not pass, no longer holds back the answer."""

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_PICTURES = frozenset({"image/png", "image/jpeg"})
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_log = logging.getLogger("villars.telegram")


@dataclass(frozen=True)
class Delivery:
    """Delivers rows, any number at once; each call to Telegram that counts takes a slot of the pacer."""

    bot: Bot
    pacer: Pacer
    records: Records

    async def deliver(self, item: ToSend) -> Outcome:
        """Show a row's screen in its chat and return what became of it; never raises for what the other side does."""
        try:
            await self._forget(item)
            return Outcome(Result.SENT, await self._show(item))
        except TelegramError as error:
            return self._after(item, error)
        except (LookupError, ValueError) as error:
            _log.exception("row %d cannot be written", item.id)
            return Outcome(Result.REFUSED, detail=f"cannot be written: {type(error).__name__}")

    async def _forget(self, item: ToSend) -> None:
        """Delete the person's messages that held a secret; their row is committed, so what they asked is safe."""
        for message in item.parcel.forget:
            try:
                await self.bot.delete_message(int(item.address), int(message))
            except (BadRequest, Forbidden):
                _log.info("row %d: a message to forget is gone or too old", item.id)
            except TelegramError:
                if item.number < TRIES_TO_FORGET:
                    reason = "the deletion may be tried again"
                    raise HarmlessError(reason) from None
                _log.warning("row %d: a message to forget is still there", item.id)

    async def _show(self, item: ToSend) -> str:
        if item.parcel.screen.attachments:
            item = await self._send_papers(item)
        drawn = draw(item)
        if item.parcel.edit and drawn.fits_one_message and not item.parcel.screen.attachments:
            try:
                return await self._edit(item, drawn)
            except BadRequest as error:
                # The screen is gone, or was a document: the person sees it anew.
                _log.info("row %d: not edited: %s", item.id, type(error).__name__)
        return await self._send(item, drawn)

    async def _edit(self, item: ToSend, drawn: Drawn) -> str:
        await self.pacer.turn(item.lane)
        try:
            await self.bot.edit_message_text(
                drawn.texts[0],
                int(item.address),
                int(item.parcel.edit),
                parse_mode=ParseMode.HTML,
                reply_markup=drawn.keyboard,
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            if "not modified" not in str(error).lower():
                raise
        except NetworkError as error:
            # The same edit twice shows the same screen: doubt is no reason to leave it.
            message = "the edit may be tried again"
            raise HarmlessError(message) from error
        return item.parcel.edit

    async def _send(self, item: ToSend, drawn: Drawn) -> str:
        sent: Message | None = None
        for number, text in enumerate(drawn.texts, 1):
            await self._turn(item)
            sent = await self.bot.send_message(
                int(item.address),
                text,
                parse_mode=ParseMode.HTML,
                reply_markup=drawn.markup if number == len(drawn.texts) else None,
                link_preview_options=_NO_PREVIEW,
                disable_notification=item.lane == Lane.ANNOUNCEMENT or None,
            )
        return str(sent.message_id) if sent else ""

    async def _send_papers(self, item: ToSend) -> ToSend:
        """Send the documents, before the text whose buttons stay in view; return the row, which says what is missing."""
        made = await asyncio.to_thread(printed, self.records, item)
        item = made.item
        for paper in made.papers:
            try:
                await self._send_paper(item, paper)
            except BadRequest as error:
                if _is_about_the_chat(error):
                    raise
                _log.warning("row %d: the document is refused: %s", item.id, type(error).__name__)
                item = without(item, paper.name)
            except NetworkError as error:
                # A document twice does no harm, but the text must not wait for it for ever.
                if item.number < TRIES_TO_FORGET:
                    reason = "the document may be sent again"
                    raise HarmlessError(reason) from error
                item = without(item, paper.name)
        return item

    async def _send_paper(self, item: ToSend, paper: Paper) -> None:
        await self._turn(item)
        file, caption = InputFile(paper.content, filename=paper.name), paper.name[:LONGEST_CAPTION]
        if paper.media_type in _PICTURES:
            await self.bot.send_photo(int(item.address), file, caption=caption)
        else:
            await self.bot.send_document(int(item.address), file, caption=caption)

    async def _turn(self, item: ToSend) -> None:
        if item.lane == Lane.ANNOUNCEMENT:
            await self.pacer.chat_turn(item.address, item.lane)
        else:
            await self.pacer.turn(item.lane)
            self.pacer.spoke_in(item.address)

    def _after(self, item: ToSend, error: TelegramError) -> Outcome:
        detail = type(error).__name__
        if isinstance(error, RetryAfter):
            return self._told_to_wait(item, error)
        if isinstance(error, (Forbidden, ChatMigrated, BadRequest)):
            unreachable = not isinstance(error, BadRequest) or _is_about_the_chat(error)
            return Outcome(Result.REFUSED, detail=detail, unreachable=unreachable)
        if isinstance(error, InvalidToken):
            _log.error("Telegram does not accept the bot's token")
            return Outcome(Result.RETRY, detail=detail, retry_after=WRONG_TOKEN_SECONDS)
        return Outcome(Result.RETRY if never_arrived(error) else Result.UNKNOWN, detail=detail)

    def _told_to_wait(self, item: ToSend, error: RetryAfter) -> Outcome:
        """Wait as told. One parent's refused reply holds back notices and announcements, never the other parents' replies."""
        seconds = seconds_to_wait(error)
        self.pacer.pause(max(item.lane, Lane.NOTICE), seconds)
        return Outcome(Result.RETRY, detail="429", retry_after=seconds)


def _is_about_the_chat(error: BadRequest) -> bool:
    return "chat not found" in str(error).lower()


class HarmlessError(NetworkError):
    """What was tried may be tried again without harm."""


def never_arrived(error: TelegramError) -> bool:
    """Tell whether it is sure that a call had no effect: no connection was made, or Telegram answered with an error.

    A TelegramError as the cause is a bad status whose page was not JSON (a 502 of a proxy): an error as well.
    """
    cause = error.__cause__
    return isinstance(error, HarmlessError) or cause is None or isinstance(cause, (TelegramError, *_NEVER_LEFT))


def seconds_to_wait(error: RetryAfter) -> float:
    """Return how long Telegram asked to wait."""
    asked = error.retry_after
    return float(asked) if isinstance(asked, int | float) else asked.total_seconds()
