"""Texts: written for people in their language."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from villars_core.i18n import LANGUAGES, OWN_NAMES, Amount, Term, Translator, paper_language

FR = Translator()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2026, 11, 26), "jeudi 26 novembre"),
        (date(2026, 12, 1), "mardi 1er décembre"),
        (datetime(2026, 11, 25, 22, 59, tzinfo=UTC), "mercredi 25 novembre à 23:59"),
        (Amount(5511), "55,11\u00a0€"),
        (Amount(-120_050), "-1\u202f200,50\u00a0€"),
        (["Léa", "Tom", "Inès"], "Léa, Tom et Inès"),
        ([date(2026, 11, 26), date(2026, 12, 1)], "jeudi 26 novembre et mardi 1er décembre"),
        ([], ""),
        (3, "3"),
    ],
)
def test_values_are_written_as_people_write_them(value: object, written: str) -> None:
    assert FR.t("{value}", value=value) == written


@pytest.mark.parametrize(("count", "written"), [(0, "0 repas réservé"), (1, "1 repas réservé"), (2, "2 repas réservés")])
def test_french_counts_nothing_as_one(count: int, written: str) -> None:
    assert FR.n("{count} repas réservé", "{count} repas réservés", count) == written


def test_what_a_person_wrote_is_never_read_as_a_template() -> None:
    assert FR.t("Vous avez écrit : {words}", words="{0} {token} %s") == "Vous avez écrit : {0} {token} %s"


@pytest.mark.parametrize("language", [*LANGUAGES, "de"])
def test_every_language_writes_days_amounts_and_lists(language: str) -> None:
    said = Translator(language).t("{day} {amount} {names}", day=date(2026, 11, 26), amount=Amount(100), names=["a", "b"])
    assert "26" in said
    assert "€" in said


@pytest.mark.parametrize("language", [*(one for one in OWN_NAMES if one not in LANGUAGES), "de", "xx"])
def test_a_language_without_a_catalogue_gets_french_with_english(language: str) -> None:
    words = Translator(language)

    assert words.t("Langue") == "Langue / Language"
    assert words.t("Choisissez votre langue.").splitlines() == ["Choisissez votre langue.", "Choose your language."]
    assert words.n("{count} repas réservé", "{count} repas réservés", 2).startswith("2 repas réservés")
    assert words.t("{value}", value=date(2026, 11, 26)) == "jeudi 26 novembre / Thursday 26 November"
    assert words.direction == "ltr"
    assert paper_language(language) == "fr"


def test_the_french_catalogue_says_what_the_code_says() -> None:
    """The source is French: a translation in its own catalogue would be another language before a French reader."""
    path = Path(__file__).parents[2] / "locales" / "fr" / "LC_MESSAGES" / "villars.po"
    with path.open("rb") as words:
        catalogue = read_po(words, locale="fr")
    other = [one.id for one in catalogue if one.id and isinstance(one.id, str) and one.string not in {"", one.id}]
    assert other == []
    plural = [one.id for one in catalogue if isinstance(one.id, tuple | list) and not {*(one.string or ())} <= {"", *one.id}]
    assert plural == []


def test_nothing_is_told_as_nothing_in_every_language() -> None:
    assert [Translator(one).t("") for one in ("fr", "en", "uk")] == ["", "", ""]


def test_a_term_among_the_facts_is_told_in_the_readers_language() -> None:
    facts = {"state": Term("Révoqué")}
    assert [Translator(one).t("État : {state}.", **facts) for one in ("fr", "en")] == ["État : Révoqué.", "Status: Revoked."]
