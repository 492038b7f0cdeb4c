"""What the doctor asks of the Telegram door: does Telegram know the token, and does nobody else take its messages."""

import asyncio
from collections.abc import Iterator

from telegram import Bot, User, WebhookInfo
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.app import silence_urls
from villars_core.config import Settings, TelegramSettings
from villars_core.conversations.checks import Finding, Level

_SECONDS = 10.0
_SUBJECT = "Telegram"


def checks(settings: Settings) -> Iterator[Finding]:
    """Ask Telegram who the bot is; no message is taken, so a bot that runs is not disturbed."""
    if not settings.telegram.token.get_secret_value():
        yield Finding(_SUBJECT, Level.WARNING, "aucun jeton", "demandez un bot à BotFather, puis écrivez son jeton dans telegram.token.")
        return
    silence_urls()
    try:
        me, hook = asyncio.run(_asked(settings.telegram))
    except InvalidToken:
        yield Finding(_SUBJECT, Level.FAULT, "Telegram n’accepte pas le jeton", "copiez le jeton entier de BotFather dans telegram.token.")
    except TelegramError as error:
        what = f"pas de réponse ({type(error).__name__})"
        yield Finding(_SUBJECT, Level.FAULT, what, "vérifiez telegram.base_url et l’accès de la machine à Internet.")
    else:
        yield Finding(_SUBJECT, Level.FINE, f"le bot @{me.username} répond")
        yield from _same_name(settings.telegram, me)
        yield from _one_way(settings.telegram, hook)


async def _asked(settings: TelegramSettings) -> tuple[User, WebhookInfo]:
    request = HTTPXRequest(connect_timeout=_SECONDS, read_timeout=_SECONDS, write_timeout=_SECONDS)
    token = settings.token.get_secret_value()
    async with Bot(token, settings.base_url, settings.base_file_url, request=request) as bot:
        return await bot.get_me(), await bot.get_webhook_info()


def _same_name(settings: TelegramSettings, me: User) -> Iterator[Finding]:
    if settings.username and settings.username.lstrip("@").lower() != (me.username or "").lower():
        what = f"telegram.username dit @{settings.username.lstrip('@')}, Telegram dit @{me.username}"
        yield Finding(_SUBJECT, Level.FAULT, what, "corrigez telegram.username : les lettres d’invitation y mènent.")


def _one_way(settings: TelegramSettings, hook: WebhookInfo) -> Iterator[Finding]:
    if settings.mode == "polling" and hook.url:
        mend = "arrêtez l’autre programme ; « villars run » retire cette adresse à son départ."
        yield Finding(_SUBJECT, Level.WARNING, "les messages partent vers une adresse web (webhook)", mend)
    if settings.mode == "webhook" and hook.url != settings.webhook_url:
        yield Finding(_SUBJECT, Level.WARNING, "Telegram n’a pas encore notre adresse web", "lancez « villars run », qui la lui donne.")
    if settings.mode == "webhook" and hook.last_error_message:
        mend = "vérifiez telegram.webhook_url, son certificat et le serveur web devant le programme."
        yield Finding(_SUBJECT, Level.WARNING, f"Telegram n’atteint pas notre adresse : {hook.last_error_message}", mend)
