"""Words that only seem to tell an act, a matter, a doubt or another child, and are told why."""

import pytest

from tests.understanding.house import LEA, TOM, heard, november
from villars_core.understanding import Intent

_BOTH = (LEA, TOM)


@pytest.mark.parametrize(
    ("text", "intent", "children", "days"),
    [
        ("Je récupère Tom tous les midis qui restent, donc annulez jeudi et vendredi", Intent.CANCEL_MEAL, (TOM,), november(26, 27)),
        ("Tom est trop fatigué pour venir à l'école demain", Intent.REPORT_ABSENCE, (TOM,), november(24)),
        ("Tom est tombé ce matin on va à l'hôpital il vient pas aujourd'hui", Intent.REPORT_ABSENCE, (TOM,), november(23)),
        ("Tom est absent jeudi, il devrait revenir vendredi", Intent.REPORT_ABSENCE, (TOM,), november(26)),
        ("Tom est absent demain, je pense qu'il couve quelque chose", Intent.REPORT_ABSENCE, (TOM,), november(24)),
        (
            "Léa est inscrite, j'ai oublié Tom ! Rajoutez-le jeudi sinon il va me faire une scène",
            Intent.BOOK_MEAL,
            (TOM,),
            november(26),
        ),
        ("Je suis hospitalisée et le papa fait les 3x8. Tom devra manger à la cantine jeudi", Intent.BOOK_MEAL, (TOM,), november(26)),
        ("La mosquée organise un repas des enfants jeudi, Tom y va, annulez son repas", Intent.CANCEL_MEAL, (TOM,), november(26)),
        ("Annulez le repas des enfants jeudi", Intent.CANCEL_MEAL, _BOTH, november(26)),
        (
            "Ma fille passe la semaine chez moi au lieu de chez son père. Cantine pour elle jeudi",
            Intent.BOOK_MEAL,
            (LEA,),
            november(26),
        ),
        ("Ma fille reste chez moi jeudi au lieu de chez son père, pas de cantine", Intent.CANCEL_MEAL, (LEA,), november(26)),
        ("On a parlé avec le papa, Tom mange jeudi", Intent.BOOK_MEAL, (TOM,), november(26)),
        ("Tom mange avec son papa jeudi", Intent.CANCEL_MEAL, (TOM,), november(26)),
        ("Ma belle-mère vient déjeuner avec Léa jeudi, annulez sa cantine", Intent.CANCEL_MEAL, (LEA,), november(26)),
        ("Mon fils me réclame la cantine, inscrivez-le jeudi", Intent.BOOK_MEAL, (TOM,), november(26)),
        ("Nous n'avons pas signalé l'absence de Tom mardi 17, désolés", Intent.JUSTIFY_ABSENCE, (TOM,), november(17)),
        ("La semaine dernière Tom n'est pas venu lundi et mardi, désolée du retard", Intent.JUSTIFY_ABSENCE, (TOM,), november(16, 17)),
        (
            "On s'est mal comprises, aucun n'a prévenu : Tom était absent vendredi parce qu'il toussait beaucoup",
            Intent.JUSTIFY_ABSENCE,
            (TOM,),
            november(20),
        ),
        ("On a une location moins chère qu'au mois d'août, alors Tom sera absent jeudi", Intent.REPORT_ABSENCE, (TOM,), november(26)),
        ("La cantine c'est moins cher que la nounou alors inscrivez Tom jeudi", Intent.BOOK_MEAL, (TOM,), november(26)),
        ("Je n'ai jamais signalé l'absence de Léa vendredi dernier, fièvre", Intent.JUSTIFY_ABSENCE, (LEA,), november(20)),
    ],
)
def test_what_only_seems_to_tell_an_act_changes_nothing(
    text: str, intent: Intent, children: tuple[int, ...], days: tuple[object, ...]
) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (intent, children, days, ())


@pytest.mark.parametrize(
    "text",
    [
        "Inscrivez Tom jeudi, sinon vendredi",
        "Tom mange jeudi sinon il ira chez sa mamie",
        "Je pense qu'il sera absent demain, Tom",
        "Tom devrait revenir manger vendredi",
        "Tom n'est pas trop fatigué pour manger à la cantine jeudi",
        "Les 3 mangent jeudi",
        "Tom n'est pas venu lundi, la semaine dernière il toussait",
        "je n'ai pas encore signalé l'absence de Tom vendredi prochain",
        "merci pour le repas de jeudi, Tom a adoré",
        "continuez les sms mais arrêtez les mails",
    ],
)
def test_what_looks_like_it_is_asked_about(text: str) -> None:
    assert heard(text).needs_clarification


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        (Intent.PRACTICAL_INFO, "Tom mange de moins en moins, je prépare la rentrée : quel est le menu de la cantine en janvier ?"),
        (Intent.BOOK_MEAL, "Tom mange à la cantine jeudi, quel est le menu ?"),
        (Intent.BOOK_MEAL, "Inscrivez Tom à la cantine, quel est le menu de jeudi ?"),
        (Intent.PRACTICAL_INFO, "Je dois venir déposer le jugement de garde, vous fermez à quelle heure le vendredi ?"),
        (Intent.UPDATE_CONTACT, "On m'a volé mon portable, appelez-moi au 06 98 76 54 32, c'est mon nouveau numéro"),
        (Intent.TALK_TO_STAFF, "Appelez-moi au 06 12 34 56 78"),
        (Intent.HELP, "Je découvre ce chat sur la facture, expliquez-moi ce que vous savez faire"),
        (Intent.SHOW_INVOICES, "Expliquez-moi cette facture svp"),
        (Intent.HELP, "Je parle pour des parents qui n'écrivent pas bien français, comment ça marche ce service ?"),
        (Intent.LIST_REQUESTS, "J'ai fait plusieurs demandes avant Noël, je ne sais plus lesquelles, je peux les revoir ?"),
        (Intent.ASK_TARIFF, "On hésite à mettre le petit à la cantine l'an prochain, combien coûte un repas ?"),
        (Intent.STOP_NOTIFICATIONS, "Inutile de continuer à m'envoyer des rappels par mail, arrêtez svp"),
        (Intent.THANKS, "Les enfants ont adoré le repas d'automne de vendredi, merci à toute l'équipe"),
        (Intent.THANKS, "Grâce à vous on a pu gérer l'hospitalisation de Tom sans stress, merci du fond du cœur"),
        (Intent.BOOK_MEAL, "Grâce à vous Léa adore la cantine, merci de l'inscrire jeudi"),
        (Intent.UNKNOWN, "Ma mère a oublié son parapluie dans le train, qui je peux appeler à la SNCF ?"),
        (Intent.SHOW_INVOICES, "Vous me réclamez la cantine de jeudi alors que Tom était absent"),
        (Intent.ASK_TARIFF, "La cantine est moins chère que la nounou ?"),
    ],
)
def test_what_a_message_is_about_beside_its_story(intent: Intent, text: str) -> None:
    assert heard(text).intent is intent
