"""Letters that tell a story round one plain request: what is told of others, of other days and of work orders nothing (French)."""

from datetime import date

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import REQUESTED, Intent

_BOOK, _CANCEL, _ABSENCE = Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE


@pytest.mark.parametrize(
    ("text", "intent", "children", "days"),
    [
        # Where another child eats, with no day of its own.
        ("Je reprends mon poste aux urgences jeudi. Léa déjeune chez une amie. Merci de réserver la cantine pour Tom jeudi.", _BOOK, (TOM,),
         november(26)),
        ("Mon mari part, je suis seule. Léa mange avec moi. Pour le petit je voudrais la cantine vendredi 27. Merci Madame.", _BOOK, (TOM,),
         november(27)),
        ("Léa est invitée chez une copine jeudi midi, quelle histoire. Un repas de cantine pour Tom jeudi svp, seulement lui.", _BOOK,
         (TOM,), november(26)),
        # Who feeds a child else, and cannot.
        ("Ma belle-mère, qui fait manger Tom d'ordinaire, s'est foulé la cheville. Pourriez-vous ajouter un repas pour Tom jeudi ?", _BOOK,
         (TOM,), november(26)),
        ("Dernier jour pour Tom. On avait prévu un resto en famille mais il préfère ses copains. Inscrivez-le à la cantine vendredi.",
         _BOOK, (TOM,), november(27)),
        ("Je vous écris plutôt que de passer au guichet. Pourriez-vous inscrire Tom jeudi ? Léa mange chez sa marraine, rien pour elle.",
         _BOOK, (TOM,), november(26)),
        ("Je reprends le travail, Léa n'aura personne pour le déjeuner. Mettez-lui un repas à la cantine jeudi.", _BOOK, (LEA,),
         november(26)),
        # What a child eats, why and until when it was ill.
        ("Tom a été opéré des végétations. L'ORL veut qu'il mange mou. Pouvez-vous retirer ses repas de jeudi et vendredi ?", _CANCEL,
         (TOM,), november(26, 27)),
        ("Tom a traîné une grippe, il est enfin sur pied. C'est Léa qui y passe maintenant. Elle ne sera pas à l'école demain.", _ABSENCE,
         (LEA,), november(24)),
        ("Léa avait une otite, elle va mieux. Je travaille vendredi. Pouvez-vous inscrire Tom jeudi ?", _BOOK, (TOM,), november(26)),
        # Words of doubt that doubt nothing.
        ("J'ai une réunion qui risque de déborder sur midi. Merci de prévoir le repas de Tom jeudi.", _BOOK, (TOM,), november(26)),
        ("Tom sera absent jeudi. J'en suis désolée pour sa maîtresse, qui prépare de si belles sorties.", _ABSENCE, (TOM,), november(26)),
        ("Tom a son appareil et il pleure dès qu'il croque. Enlevez son repas de demain svp.", _CANCEL, (TOM,), november(24)),
        ("Le kiné n'a que jeudi à midi, sinon il faut attendre le mois de mai. J'annule donc le repas de Tom jeudi.", _CANCEL, (TOM,),
         november(26)),
        ("Tom a de la fièvre, on verra le médecin tout à l'heure. Il ne viendra pas à l'école demain.", _ABSENCE, (TOM,), november(24)),
        ("Tom n'ira pas à l'école demain, sa sœur sera là. Vendredi il devrait être de retour.", _ABSENCE, (TOM,), november(24)),
    ],
)  # fmt: skip
def test_only_the_request_is_read(text: str, intent: Intent, children: tuple[int, ...], days: tuple[date, ...]) -> None:
    found = heard(text)
    assert (found.intent, found.children, found.days, found.needs_clarification) == (intent, children, days, False)


@pytest.mark.parametrize(
    "text",
    [
        "Les enfants mangent chez mamie. Pouvez-vous inscrire Tom jeudi ?",
        "Les enfants mangent chez mamie. Léa reste à la maison. Merci d'annuler son repas jeudi.",
        "Léa n'ira pas. Pouvez-vous inscrire Tom jeudi ?",
        "Léa est malade. Merci d'annuler le repas de Tom jeudi.",
        "Léa avait la grippe, elle va mieux mais reste à la maison. Tom ne sera pas à l'école demain.",
        "Tom sera absent jeudi et vendredi. Vendredi il devrait être de retour.",
        "Tom a du judo, qui risque de déborder. Merci de prévoir son repas jeudi si la séance dure.",
        "Tom sera absent jeudi dès qu'il a de la fièvre.",
        "Inscrivez Tom jeudi plutôt que vendredi. Je vous écris du train.",
        "On verra si le médecin peut. Merci d'annuler le repas de Tom jeudi.",
    ],
)
def test_what_may_be_an_order_too_is_asked_about(text: str) -> None:
    assert heard(text).needs_clarification


def test_a_day_on_which_it_was_agreed_is_no_day_of_an_absence() -> None:
    found = heard("Comme convenu au téléphone hier soir, je vous transmets le certificat médical pour Léa, absente vendredi dernier.")
    assert (found.intent, found.children, found.days) == (Intent.JUSTIFY_ABSENCE, (LEA,), november(20))


def test_whose_paper_it_is_is_asked_beside_another_child() -> None:
    text = "Bronchite pour l'une, concours pour l'autre (Tom est deuxième !). Léa a été absente jeudi et vendredi. Certificat joint."
    assert [one.kind for one in heard(text).questions] == ["which_child"]


@pytest.mark.parametrize(
    "text",
    [
        "Léa est allergique aux arachides, il faut l'ajouter à sa fiche santé. Tom n'a rien, on l'a fait tester aussi.",
        "Plus de gluten pour Léa. Merci de mettre à jour ses informations médicales ; son frère n'est pas touché.",
    ],
)
def test_a_child_who_was_only_tested_has_no_health_to_tell(text: str) -> None:
    found = heard(text)
    assert (found.intent, found.children) == (Intent.UPDATE_HEALTH, (LEA,))


@pytest.mark.parametrize(
    "text",
    [
        "Léa était terrorisée par la cantine en septembre et hier elle m'a dit que c'était son moment préféré. Un immense merci à tous.",
        "La dame a cherché le bonnet de Tom jusque dans la réserve et elle l'a trouvé. Merci beaucoup à vous, que Dieu vous garde.",
        "Vendredi j'étais bloquée sur l'autoroute et une dame de chez vous a rassuré Tom. Merci infiniment à toute l'équipe.",
    ],
)
def test_hearty_thanks_stay_so_beside_a_story(text: str) -> None:
    assert (heard(text).intent, heard(text).needs_clarification) == (Intent.THANKS, False)


def test_a_meal_of_one_is_asked_about_where_two_are_told() -> None:
    text = (
        "Léa a deux points de suture (chute de luge hier, Tom conduisait). Je la prendrai à midi jeudi, merci d'annuler son repas de jeudi."
    )
    assert heard(text).children == (LEA,) or heard(text).needs_clarification


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Tom sera absent lundi. Par ailleurs, je souhaiterais recevoir ma dernière facture.", Intent.SHOW_INVOICES),
        ("Annulez Tom lundi. Et pouvez-vous m'envoyer la facture de novembre ?", Intent.SHOW_INVOICES),
        ("Léa ne mange pas jeudi. Au fait, c'est quoi le tarif pour l'étude ?", Intent.ASK_TARIFF),
        ("Réservez jeudi pour Léa, et je voudrais aussi l'attestation fiscale.", Intent.TAX_CERTIFICATE),
    ],
)
def test_another_matter_that_is_asked_for_is_not_lost_beside_an_order(text: str, matter: Intent) -> None:
    assert [one.intent for one in heard(text).others] == [matter]


@pytest.mark.parametrize(
    "text", ["Annulez Tom lundi, il y a trop d'erreurs sur ma facture.", "Tom sera absent lundi, la facture est payée."]
)
def test_a_matter_that_is_only_touched_on_is_no_request(text: str) -> None:
    assert not [one for one in heard(text).others if REQUESTED in one.rules]
