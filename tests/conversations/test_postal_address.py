"""Where somebody lives is changed by the office: the words reach it whole, and nothing is asked that does not fit."""

import pytest

from tests.conversations.people import Person


@pytest.mark.parametrize(
    "text",
    [
        "notre nouvelle adresse à partir du 1er décembre : 12 rue des Lilas",
        "on a déménagé, la nouvelle adresse c'est 12 rue des Tilleuls",
        "mettez à jour mon adresse postale svp : 4 rue des Acacias",
    ],
)
def test_an_address_told_is_passed_on_in_the_parents_words(nadia: Person, text: str) -> None:
    nadia.say(text)
    assert text in nadia.text
    nadia.press("Transmettre au service")
    assert "Votre message est transmis au service Éducation." in nadia.text


def test_the_choice_asks_for_the_address_and_its_proof(nadia: Person) -> None:
    nadia.say("/coordonnees").press("Mon adresse postale")
    assert "joignez un justificatif de domicile" in nadia.text
    nadia.say("12 rue des Lilas, 42390 Villars")
    assert "Votre message est transmis au service Éducation." in nadia.text


def test_an_address_of_mail_is_still_changed_here(nadia: Person) -> None:
    nadia.say("ma nouvelle adresse mail est nadia.b@parents.example")
    assert "Nouvelle adresse de courriel" in nadia.text
