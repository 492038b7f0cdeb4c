"""Texts in the person's language: gettext catalogues, plurals, and dates and amounts written by Babel."""

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_currency

from villars_core.clock import PARIS

SOURCE_LANGUAGE = "fr"
LANGUAGES = ("fr", "en")
"""Those whose catalogue is complete; a person of any other language is answered in both."""
OWN_NAMES = {"fr": "Français", "en": "English", "es": "Español", "pt": "Português", "tr": "Türkçe", "ar": "العربية"}
"""The languages that people may write in, each in its own words."""
RIGHT_TO_LEFT = frozenset({"ar"})
DOMAIN = "villars"

_INSTALLED = Path(__file__).parent / "locales"
_CHECKOUT = Path(__file__).parent.parent / "locales"


def N_(message: str) -> str:  # noqa: N802 (gettext's own name for a marked template)
    """Mark a French template for the catalogues without translating it yet."""
    return message


def catalogues_folder() -> Path:
    """Return where the compiled catalogues are: inside the installed package, else in the checkout."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


@lru_cache(maxsize=16)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, catalogues_folder(), languages=[language], fallback=True)


@dataclass(frozen=True)
class Amount:
    """Cents that a template shows as euros."""

    cents: int


@dataclass(frozen=True)
class Term:
    """A marked template among the facts of another one: the name of a state, told in the reader's language."""

    template: str


@lru_cache(maxsize=8192)
def _euros(cents: int, locale: Locale) -> str:
    """Return an amount as people write it; the same few amounts stand on most bills."""
    return format_currency(Decimal(cents) / 100, "EUR", locale=locale)


@lru_cache(maxsize=2048)
def _date(day: date, pattern: str, locale: Locale) -> str:
    return format_date(day, pattern, locale=locale)


def paper_language(language: str) -> str:
    """Return the language of a paper for somebody: a letter is not written in two languages at once."""
    return language if language in LANGUAGES else SOURCE_LANGUAGE


@dataclass(frozen=True)
class Translator:
    """Renders templates for people, with dates, instants, amounts and lists among the facts.

    A language without a complete catalogue gives French with English: "Oui / Yes", a sentence on a line of its own.
    """

    language: str = SOURCE_LANGUAGE

    @property
    def locale(self) -> Locale:
        """Return Babel's locale; a language is spoken as in its main country."""
        return Locale.parse({"fr": "fr_FR", "en": "en_GB"}.get(self.language, self.language if self.language in OWN_NAMES else "fr_FR"))

    @property
    def direction(self) -> str:
        """Return "rtl" or "ltr", for the doors that draw text."""
        return "rtl" if self.language in RIGHT_TO_LEFT and self.language in LANGUAGES else "ltr"

    def t(self, template: str, /, **facts: object) -> str:
        """Return a marked template translated and filled."""
        if self.language not in LANGUAGES:
            return _together([one.t(template, **facts) for one in _BOTH])
        # To gettext nothing is the name of the catalogue's own head, which is nothing to tell anybody.
        return _fill(_catalogue(self.language).gettext(template), self, facts) if template else ""

    def n(self, singular: str, plural: str, count: int, /, **facts: object) -> str:
        """Return the template for a number of things, chosen by the language's plural rule; `{count}` is given."""
        if self.language not in LANGUAGES:
            return _together([one.n(singular, plural, count, **facts) for one in _BOTH])
        if self.language == SOURCE_LANGUAGE:
            chosen = singular if abs(count) < 2 else plural  # noqa: PLR2004 (in French none is singular, and two begin the plural)
        else:
            chosen = _catalogue(self.language).ngettext(singular, plural, count)
        return _fill(chosen, self, {"count": count, **facts})

    def write(self, value: object) -> str:
        """Return a value as people write it: days, instants in Paris time, amounts, terms, lists."""
        if isinstance(value, datetime):
            return self.instant(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Amount):
            return _euros(value.cents, self.locale)
        if isinstance(value, Term):
            return self.t(value.template)
        if isinstance(value, (list, tuple, frozenset)):
            return self.listed([self.write(one) for one in value])
        return str(value)

    def day(self, day: date) -> str:
        """Return "jeudi 26 novembre"; the 1st keeps its French ordinal."""
        written = _date(day, "EEEE d MMMM", self.locale)
        return written.replace(" 1 ", " 1er ", 1) if self.language == "fr" and day.day == 1 else written

    def day_and_year(self, day: date) -> str:
        """Return "jeudi 26 novembre 2026"."""
        return f"{self.day(day)} {day.year}"

    def month_and_year(self, day: date) -> str:
        """Return "novembre 2026"."""
        return _date(day, "LLLL yyyy", self.locale)

    def short_day(self, day: date) -> str:
        """Return a day for a button: "jeu. 26/11"."""
        return _date(day, "EEE dd/MM", self.locale)

    def instant(self, instant: datetime) -> str:
        """Return "mercredi 25 novembre à 23:59", in Paris time."""
        local = instant.astimezone(PARIS)
        return self.t(N_("{day} à {time}"), day=local.date(), time=format_time(local, "HH:mm", locale=self.locale))

    def stamp(self, instant: datetime) -> str:
        """Return a short date and time for lists: "25/11/2026 23:59", in Paris time."""
        return format_datetime(instant.astimezone(PARIS), "dd/MM/yyyy HH:mm", locale=self.locale)

    def listed(self, words: Sequence[str]) -> str:
        """Return words joined as the language does: "a, b et c"."""
        return format_list(list(words), locale=self.locale) if words else ""


_BOTH = tuple(Translator(one) for one in LANGUAGES)
_SENTENCE_ENDS = (".", "!", "?", ":", "…")


def _together(texts: Sequence[str]) -> str:
    """Join the same text in several languages: labels on one line, sentences on lines of their own."""
    different = list(dict.fromkeys(texts))
    whole = any("\n" in text or text.rstrip().endswith(_SENTENCE_ENDS) for text in different)
    return ("\n" if whole else " / ").join(different)


def _fill(template: str, translator: Translator, facts: dict[str, object]) -> str:
    return template.format(**{name: translator.write(value) for name, value in facts.items()}) if facts else template
