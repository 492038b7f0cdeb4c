"""Fetching the files of a message from Telegram before the desk sees it: the desk calls nobody while it works."""

import logging
from dataclasses import replace

from telegram import Bot
from telegram.error import TelegramError

from villars_core.conversations.messages import Incoming, IncomingFile

MAX_BYTES = 20 * 1024 * 1024
"""What the Bot API lets a bot download."""

_log = logging.getLogger("villars.telegram")


async def with_contents(bot: Bot, incoming: Incoming) -> Incoming:
    """Return the message with the bytes of its files; one that cannot be fetched keeps its reference only."""
    if not incoming.files:
        return incoming
    return replace(incoming, files=tuple([await _fetched(bot, one) for one in incoming.files]))


async def _fetched(bot: Bot, file: IncomingFile) -> IncomingFile:
    if file.size > MAX_BYTES:
        return file
    try:
        found = await bot.get_file(file.fetch)
        content = bytes(await found.download_as_bytearray())
    except TelegramError as error:
        _log.warning("a file could not be fetched: %s", type(error).__name__)
        return file
    return replace(file, content=content, size=len(content))
