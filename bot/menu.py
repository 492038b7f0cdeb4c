"""The commands that Telegram shows beside the input field, in each language."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from villars_core.i18n import LANGUAGES, N_, SOURCE_LANGUAGE, Translator

COMMANDS = (
    ("menu", N_("Le menu")),
    ("reserver", N_("Réserver ou annuler des repas")),
    ("annuler", N_("Abandonner la demande en cours")),
    ("retour", N_("Revenir à la question d’avant")),
    ("aide", N_("De l’aide, et comment joindre le service")),
)
_log = logging.getLogger("villars.telegram")


async def publish(bot: Bot) -> int:
    """Set the commands where they changed; return how many languages were set. A fault is told: the bot serves without."""
    written = 0
    for language in LANGUAGES:
        # The source language is set for everybody who speaks a language that the town does not.
        code = "" if language == SOURCE_LANGUAGE else language
        wanted = [BotCommand(name, Translator(language).t(text)) for name, text in COMMANDS]
        try:
            if list(await bot.get_my_commands(language_code=code or None)) != wanted:
                await bot.set_my_commands(wanted, language_code=code or None)
                written += 1
        except TelegramError as error:
            _log.warning("the commands were not set: %s", type(error).__name__)
    return written
