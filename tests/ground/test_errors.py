"""How the house says no: one translatable sentence with its facts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from villars_core.errors import NotAllowed, NotFound, Refusal
from villars_core.i18n import Translator


@dataclass(eq=False)
class TooFull(Refusal):
    """A refusal with facts."""

    template: ClassVar[str] = "Le {day} est complet ({seats} places)."
    day: date
    seats: int


def test_a_refusal_fills_its_sentence_with_its_facts() -> None:
    refusal = TooFull(date(2026, 11, 26), 12)
    assert Translator().t(refusal.template, **refusal.facts()) == "Le jeudi 26 novembre est complet (12 places)."
    assert refusal.ways_out() == ()


def test_what_does_not_exist_and_what_is_not_yours_answer_alike() -> None:
    assert NotFound().facts() == {}
    assert Translator().t(NotFound.template) == "Je ne trouve pas cette information dans votre dossier."
    assert "service Éducation" in Translator().t(NotAllowed.template)
