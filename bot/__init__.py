"""The Telegram door: it translates updates into messages for the desk and outbox rows into Bot API calls."""

import os

# python-telegram-bot warns at each 429 unless the new type of its durations is chosen; the choice is read from here only.
os.environ.setdefault("PTB_TIMEDELTA", "true")
