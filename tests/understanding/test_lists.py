"""A message that only asks to see a list of one's own is read as that list; a day, an act or a single absence beside it is not."""

import pytest

from villars_core.understanding import Intent
from villars_core.understanding.acts.lists import list_asked

SEEN = {
    Intent.MY_ABSENCES: (
        "mes absences",
        "Où en sont mes absences ?",
        "voir les absences de Tom",
        "Bonjour, je voudrais voir les absences de Tom et de Léa svp",
        "les absences de Léa",
        "où en est l'absence de Tom ?",
        "liste des absences",
        "mes justificatifs",
        "my absences",
    ),
    Intent.LIST_REQUESTS: ("mes demandes", "où en sont mes demandes ?", "Bonjour, mes demandes s'il vous plaît", "voir ma demande"),
    Intent.SHOW_INVOICES: ("mes factures", "pouvez-vous me montrer mes factures ?"),
    Intent.MY_RECEIPTS: ("mes reçus", "mes reçus de paiement", "voir mes paiements", "my receipts"),
    Intent.SHOW_PLANNING: ("mon planning", "mon planning merci", "je veux voir mon calendrier", "mes réservations"),
    Intent.ANNOUNCEMENTS: ("les annonces", "voir les annonces", "les actualités"),
}
OTHERWISE = (
    "l'absence de Léa",
    "absence de Tom",
    "mes absences : lundi et mardi",
    "Léa absente",
    "annule mes absences",
    "annuler mes repas",
    "voici mes justificatifs",
    "je voudrais faire une demande",
    "le règlement",
    "les repas",
    "",
)


@pytest.mark.parametrize(("text", "intent"), [(text, intent) for intent, texts in SEEN.items() for text in texts])
def test_a_list_of_ones_own_is_asked_for_in_words(text: str, intent: Intent) -> None:
    assert list_asked(text) is intent


@pytest.mark.parametrize("text", OTHERWISE)
def test_what_says_more_or_less_is_read_as_before(text: str) -> None:
    assert list_asked(text) is None
