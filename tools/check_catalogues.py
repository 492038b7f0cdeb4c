"""Checks the catalogues: the template says what the code says, each language is whole, no placeholder is lost."""

import string
import sys
from collections.abc import Iterator

import catalogues
from babel.messages.catalog import Catalog, Message


def main() -> int:
    """Print each fault in one line, then the coverage of each language; return the exit code."""
    source = catalogues.template()
    faults = list(_template_faults(source))
    for language in catalogues.languages():
        catalogue = catalogues.read(language)
        faults += [f"{language}: {fault}" for fault in _language_faults(catalogue, source, language)]
    for fault in faults:
        print(fault)
    print(f"catalogues: {len(source)} texts, languages {', '.join(catalogues.languages())}, {len(faults)} faults")
    return 1 if faults else 0


def _template_faults(source: Catalog) -> Iterator[str]:
    if not catalogues.TEMPLATE.exists() or catalogues.TEMPLATE.read_bytes() != catalogues.as_bytes(source):
        yield "locales/villars.pot is not what the code says: make catalogues"
    for one in catalogues.texts():
        for sentence in _forms(one.source):
            try:
                _placeholders(sentence)
            except ValueError as error:
                yield f"{one.file}: {sentence!r}: {error}"


def _language_faults(catalogue: Catalog, source: Catalog, language: str) -> Iterator[str]:
    known = {_key(message) for message in catalogue if message.id}
    wanted = {_key(message) for message in source if message.id}
    yield from (f"not in the catalogue (make catalogues): {key!r}" for key in sorted(wanted - known))
    yield from (f"no longer in the code (make catalogues): {key!r}" for key in sorted(known - wanted))
    for message in catalogue:
        if message.id:
            yield from _message_faults(message, catalogue.num_plurals, is_source=language == catalogues.SOURCE_LANGUAGE)


def _message_faults(message: Message, plurals: int, *, is_source: bool) -> Iterator[str]:
    key = _key(message)
    translated = _forms(message.string)
    if message.fuzzy:
        yield f"marked fuzzy: {key!r}"
    if not any(translated):
        if not is_source or message.pluralizable:
            yield f"not translated: {key!r}"
        return
    if message.pluralizable and (len(translated) != plurals or not all(translated)):
        yield f"{len(translated)} plural forms where the language has {plurals}: {key!r}"
    allowed = [_placeholders(sentence) for sentence in _forms(message.id)]
    for sentence in translated:
        try:
            if _placeholders(sentence) not in allowed:
                yield f"other placeholders than the French: {sentence!r} for {key!r}"
        except ValueError as error:
            yield f"{sentence!r}: {error}"
        if (sentence != sentence.strip()) != (key != key.strip()) or sentence.count("\n") != key.count("\n"):
            yield f"other spaces or lines at the edges than the French: {sentence!r} for {key!r}"


def _key(message: Message) -> str:
    return _forms(message.id)[0]


def _forms(text: object) -> tuple[str, ...]:
    return tuple(str(form) for form in text) if isinstance(text, (tuple, list)) else (str(text or ""),)


def _placeholders(sentence: str) -> frozenset[str]:
    """Return the names in braces, with how they are written; ValueError where a brace is alone."""
    return frozenset(
        f"{name}!{conversion}:{form}" for _text, name, form, conversion in string.Formatter().parse(sentence) if name is not None
    )


if __name__ == "__main__":
    sys.exit(main())
