"""Fetching the files of a message from Telegram before the desk sees it: the desk calls nobody while it works."""

import asyncio
import logging
from dataclasses import replace

from telegram import Bot
from telegram.error import TelegramError

from villars_core.conversations.messages import Incoming, IncomingFile

MAX_BYTES = 10 * 1024 * 1024
"""What the document store keeps; the Bot API lets a bot download twice as much."""

SECONDS = 30.0
"""A file that takes longer is told as not arrived: this person's next messages wait behind it."""

_log = logging.getLogger("villars.telegram")


async def with_contents(bot: Bot, incoming: Incoming) -> Incoming:
    """Return the message with the bytes of its files; one that is too large, or cannot be fetched, says so."""
    if not incoming.files:
        return incoming
    return replace(incoming, files=tuple([await _fetched(bot, one) for one in incoming.files]))


async def _fetched(bot: Bot, file: IncomingFile) -> IncomingFile:
    if file.size > MAX_BYTES:
        return replace(file, trouble="too-large")
    try:
        async with asyncio.timeout(SECONDS):
            found = await bot.get_file(file.fetch)
            if (found.file_size or 0) > MAX_BYTES:
                return replace(file, trouble="too-large")
            content = bytes(await found.download_as_bytearray())
    except (TelegramError, TimeoutError) as error:
        _log.warning("a file could not be fetched: %s", type(error).__name__)
        return replace(file, trouble="not-fetched")
    return replace(file, content=content, size=len(content))
