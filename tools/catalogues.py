"""Brings the texts of the code into locales/: the template, one catalogue for each language, and their compiled forms."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "locales"
TEMPLATE = LOCALES / "villars.pot"
PACKAGES = ("villars_core", "bot", "email_gateway")
SOURCE_LANGUAGE = "fr"
# `work.t(...)` and `translator.n(singular, plural, count)`; N_ marks a template that is rendered elsewhere.
KEYWORDS: dict[str, tuple[int, ...] | None] = {"N_": None, "t": None, "n": (1, 2), "gettext": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2"), ("**/page/**.html", "jinja2")]
# Catalogues say what the texts are, not when a tool ran: two runs on the same code give the same bytes.
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
_HEADER = {
    "project": "villars",
    "version": "1",
    "header_comment": "# What people read. The French sentence in the code is the source.",
    "msgid_bugs_address": "education@villars.example",
    "last_translator": "Ville de Villars <education@villars.example>",
    "language_team": "Ville de Villars <education@villars.example>",
}


@dataclass(frozen=True)
class Text:
    """One text of the code: the file that says it, its French source, its plural where it counts something."""

    file: str
    source: str | tuple[str, ...]


def texts() -> list[Text]:
    """Return every marked text of the packages, in the order of files and lines."""
    found: list[Text] = []
    for package in PACKAGES:
        if not (ROOT / package).is_dir():
            continue
        for name, _line, message, *_rest in extract_from_dir(ROOT / package, METHODS, keywords=KEYWORDS):
            source = tuple(message) if isinstance(message, (tuple, list)) else message
            found.append(Text(f"{package}/{name}", source))
    return sorted(found, key=lambda one: one.file)


def template() -> Catalog:
    """Return the catalogue without translations that the code asks for."""
    catalogue = Catalog(charset="utf-8", creation_date=_NO_DATE, fuzzy=False, **_HEADER)
    for one in texts():
        catalogue.add(one.source, locations=[(one.file, 1)])
    return catalogue


def languages() -> list[str]:
    """Return the languages that have a folder."""
    return sorted(folder.parent.name for folder in LOCALES.glob("*/LC_MESSAGES"))


def path_of(language: str) -> Path:
    """Return where a language's catalogue is."""
    return LOCALES / language / "LC_MESSAGES" / "villars.po"


def read(language: str) -> Catalog:
    """Return the catalogue of a language; an empty one where there is none yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, creation_date=_NO_DATE, fuzzy=False, **_HEADER)
    with path.open("rb") as words:
        return read_po(words, locale=language)


def as_bytes(catalogue: Catalog) -> bytes:
    """Return a catalogue as its file is written: no line numbers, so that moving code changes nothing."""
    buffer = BytesIO()
    catalogue.revision_date = _NO_DATE
    write_po(buffer, catalogue, width=120, include_lineno=False, ignore_obsolete=True)
    return buffer.getvalue()


def brought_up(language: str, source: Catalog) -> Catalog:
    """Return the catalogue of a language with the code's texts, what was translated kept, nothing guessed.

    French is the source: only its plurals are written, because without them gettext counts as the English do.
    """
    catalogue = read(language)
    catalogue.update(source, no_fuzzy_matching=True, update_creation_date=False, keep_user_comments=True)
    if language == SOURCE_LANGUAGE:
        for message in catalogue:
            if message.id and isinstance(message.id, (tuple, list)):
                message.string = tuple(message.id)
    return catalogue


def main() -> None:
    """Write the template, each language's catalogue and its compiled form."""
    source = template()
    TEMPLATE.write_bytes(as_bytes(source))
    for language in languages():
        catalogue = brought_up(language, source)
        path_of(language).write_bytes(as_bytes(catalogue))
        _compile(catalogue, path_of(language))
        for other in sorted(path_of(language).parent.glob("*.po")):
            # What a library says by itself is written by hand: no text of ours is extracted for it.
            if other != path_of(language):
                with other.open("rb") as words:
                    _compile(read_po(words, locale=language), other)
        missing = 0 if language == SOURCE_LANGUAGE else sum(1 for message in catalogue if message.id and not message.string)
        print(f"{language}: {len(catalogue)} texts, {missing} without translation")


def _compile(catalogue: Catalog, path: Path) -> None:
    with path.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue)


if __name__ == "__main__":
    main()
