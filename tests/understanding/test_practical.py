"""Which practical information a message asks for; what a parent tells of themselves is not asked for."""

import pytest

from tests.understanding.house import heard
from villars_core.understanding import Intent, Reading
from villars_core.understanding.acts.practical import practical_asked, topics_asked

ASKED = {
    "à quelle heure ferme la garderie ?": "childcare_hours",
    "À quelle heure ouvre la garderie le matin": "childcare_hours",
    "horaires du périscolaire svp": "childcare_hours",
    "la cantine commence à quelle heure": "canteen_hours",
    "à quelle heure finit l'école": "school_hours",
    "quels sont vos horaires ?": "office_hours",
    "horaires de la mairie": "office_hours",
    "what time does childcare close?": "childcare_hours",
    "quel est votre numéro de téléphone ?": "office_contact",
    "numéro du bureau": "office_contact",
    "comment joindre la mairie": "office_contact",
    "téléphone de la garderie": "childcare_contact",
    "quelle est l'adresse du service ?": "office_address",
    "où se trouve l'école ?": "school_address",
    "where is the office?": "office_address",
    "quelle est votre adresse mail": "office_email",
    "c'est quoi le menu de la cantine cette semaine ?": "canteen_menu",
    "qu'est-ce qu'on mange jeudi ?": "canteen_menu",
    "les enfants mangent quoi demain": "canteen_menu",
    "liste des allergènes": "allergens",
    "quels allergènes dans le repas de jeudi ?": "allergens",
    "le règlement intérieur": "regulations",
    "où trouver le règlement de la cantine ?": "regulations",
    "quand sont les vacances ?": "holidays",
    "jusqu'à quand je peux annuler ?": "deadline",
    "quel est le délai pour réserver": "deadline",
}
NOT_ASKED = (
    "mon numéro de téléphone a changé",
    "notre nouvelle adresse est 3 rue du Pré",
    "ma nouvelle adresse mail est a@b.fr",
    "annule la cantine de Léa jeudi",
    "bonjour",
    "",
)


@pytest.mark.parametrize(("text", "topic"), ASKED.items())
def test_a_practical_question_names_its_topic(text: str, topic: str) -> None:
    assert topics_asked(text) == (topic,)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_is_told_is_not_asked(text: str) -> None:
    assert topics_asked(text) == ()


def test_an_allergy_of_a_child_is_no_question_about_the_meals() -> None:
    assert not practical_asked("Léa est allergique, quels allergènes ?", Reading(Intent.UPDATE_HEALTH))
    assert practical_asked("liste des allergènes", Reading(Intent.UPDATE_HEALTH))


@pytest.mark.parametrize("text", ["Le numéro de téléphone est 06 12 34 56 78", "adresse mail : a@b.fr"])
def test_a_number_that_is_told_is_not_asked_for(text: str) -> None:
    assert not practical_asked(text, Reading(Intent.UPDATE_CONTACT))
    assert practical_asked("Quel est le numéro du bureau ?", Reading(Intent.UPDATE_CONTACT))


def test_an_act_stays_an_act_whatever_place_it_names() -> None:
    assert not practical_asked("à quelle heure ferme la garderie ? annulez jeudi", Reading(Intent.CANCEL_MEAL))


@pytest.mark.parametrize(
    "text", ["Le repas à 3,85 € c'est pour tout le monde ou c'est selon les revenus ?", "la cantine c'est en fonction des ressources ?"]
)
def test_what_depends_on_an_income_is_a_price(text: str) -> None:
    assert heard(text).intent is Intent.ASK_TARIFF


@pytest.mark.parametrize("text", ["'; DROP TABLE enfants; -- supprime la base", "SELECT * FROM enfants; DELETE FROM repas"])
def test_orders_to_a_database_are_no_orders_of_meals(text: str) -> None:
    assert heard(text).intent is Intent.UNKNOWN


@pytest.mark.parametrize("text", ["jusqu'à quand Léa est inscrite au self ?", "jusqu'à quel jour avez-vous noté Tom ?"])
def test_until_when_a_child_is_booked_is_no_deadline(text: str) -> None:
    assert heard(text).intent is Intent.SHOW_PLANNING


@pytest.mark.parametrize("text", ["jusqu'à quand peut-on inscrire Léa au self ?", "jusqu'à quand Léa doit-elle être inscrite ?"])
def test_until_when_a_child_may_be_booked_is_one(text: str) -> None:
    assert heard(text).intent is Intent.PRACTICAL_INFO
