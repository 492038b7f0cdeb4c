"""Messages that order no meal: childcare that is asked about, what stands booked, thanks, another address, what is not for the school."""

import pytest

from tests.understanding.house import TOM, heard, november
from villars_core.understanding import Intent
from villars_core.understanding.acts.practical import practical_asked


@pytest.mark.parametrize(
    "text",
    [
        "Faut-il réserver la garderie pour Tom jeudi soir ?",
        "Léa ira à la garderie jeudi matin, est-ce qu'il faut le réserver ?",
        "la garderie du soir c'est obligé de s'inscrire avant ? pour Tom mardi",
        "Dois-je inscrire Léa à l'étude jeudi ou est-ce automatique ?",
        "faut t'il que je reserve la garderie pour tom jeudi",
        "À quelle heure ouvre la garderie du matin et faut-il réserver ?",
        "Peut-on déposer Tom à la garderie jeudi sans réservation ?",
        "Tom restera à l'étude jeudi. Faut-il réserver ?",
    ],
)
def test_whether_childcare_must_be_booked_is_a_question(text: str) -> None:
    reading = heard(text)

    assert (reading.intent, reading.questions) == (Intent.PRACTICAL_INFO, ())


@pytest.mark.parametrize(
    "text",
    [
        "Il faut inscrire Tom à la garderie jeudi soir",
        "Pouvez-vous inscrire Tom à la garderie jeudi soir ?",
        "Tom restera à la garderie jeudi. Inscrivez-le svp",
        "faut-il que je réserve la garderie de jeudi pour Léa ou vous la comptez d'office ? Mettez la si besoin",
    ],
)
def test_childcare_that_is_ordered_is_asked_about(text: str) -> None:
    assert heard(text).questions


def test_an_order_beside_a_question_about_childcare_stays_one() -> None:
    reading = heard("Pas de cantine pour Tom jeudi. La garderie, faut-il la réserver ?")

    assert (reading.intent, reading.children, reading.days) == (Intent.CANCEL_MEAL, (TOM,), november(26))


@pytest.mark.parametrize(
    "text",
    [
        "Pas besoin de garderie jeudi, par contre Tom mangera à la cantine jeudi",
        "Pas de garderie jeudi pour Tom mais il mange à la cantine",
        "Tom mange à la cantine jeudi, mais pas de garderie ce jour-là",
        "pas d'étude jeudi soir pour tom, par contre il mange a la cantine jeudi midi",
    ],
)
def test_childcare_that_is_not_wanted_leaves_the_meal(text: str) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.BOOK_MEAL, (TOM,), november(26), ())


@pytest.mark.parametrize(
    "text",
    ["Pas besoin de garderie ni de cantine jeudi pour Tom", "Pas besoin de garderie jeudi, peut-être que Tom mangera à la cantine jeudi"],
)
def test_a_meal_denied_or_doubted_beside_childcare_is_not_booked(text: str) -> None:
    reading = heard(text)

    assert reading.intent is not Intent.BOOK_MEAL or reading.questions


@pytest.mark.parametrize(
    "text",
    [
        "Ai-je déjà annulé le repas de Tom du 26 novembre ?",
        "ai je deja annule le repas de tom jeudi ?",
        "Avais-je réservé un repas pour Tom jeudi ?",
        "Avions-nous déjà décommandé Tom pour jeudi ?",
        "Le repas de Tom jeudi, l'ai-je déjà annulé ?",
        "Le repas de Tom reste réservé jeudi ?",
    ],
)
def test_what_the_writers_did_is_looked_up(text: str) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.SHOW_PLANNING, (TOM,), november(26), ())


@pytest.mark.parametrize("text", ["les repas qui restent réservés d'ici vendredi, c'est quoi ?", "Combien de repas restent réservés ?"])
def test_what_stays_booked_is_looked_up(text: str) -> None:
    assert heard(text).intent is Intent.SHOW_PLANNING


@pytest.mark.parametrize("text", ["Puis-je annuler le repas de Tom jeudi ?", "Ai-je bien compris ? Annulez le repas de Tom jeudi."])
def test_what_is_to_be_done_is_not_looked_up(text: str) -> None:
    assert heard(text).intent is Intent.CANCEL_MEAL


@pytest.mark.parametrize(
    "text",
    [
        "justificatif médical de Tom pour le 19 novembre, merci de déduire les repas de la facture",
        "Certificat médical de Tom pour le jeudi 19 novembre, pouvez-vous déduire le repas de ma facture ?",
        "Certificat de Tom pour jeudi dernier en pièce jointe, merci de le déduire de la facture de novembre",
        "Certificat médical de Tom pour le 19 novembre. Enlevez le repas de ma facture svp",
    ],
)
def test_a_paper_that_takes_a_meal_off_the_bill_justifies(text: str) -> None:
    reading = heard(text)

    assert (reading.intent, reading.children, reading.days, reading.questions) == (Intent.JUSTIFY_ABSENCE, (TOM,), november(19), ())


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        (Intent.TAX_CERTIFICATE, "Il me faut un justificatif de garde pour Tom pour déduire les frais de mes impôts 2026"),
        (Intent.TAX_CERTIFICATE, "je suis en plein redressement et on me demande l'attestation fiscale de frais de garde de 2026"),
        (Intent.TAX_CERTIFICATE, "En plein dans ma déclaration : il me faut l'attestation des frais de garde de l'année"),
        (Intent.DECLARE_CHANGE, "j'ai maintenant la garde à temps plein de Tom, jugement d'octobre"),
        (Intent.SHOW_INVOICES, "il y a deux repas facturés en trop"),
        (Intent.SHOW_INVOICES, "vous avez compté un repas alors que Tom était absent, pouvez-vous rectifier"),
        (Intent.SHOW_INVOICES, "Vous m'avez compté un repas de trop, merci de corriger"),
        (Intent.SHOW_INVOICES, "mon ex-mari prétend avoir déjà tout réglé. Je pourrais revoir les factures de janvier et de février ?"),
        (Intent.SHOW_INVOICES, "Mon mari dit qu'il a payé en ligne. Pouvez-vous me renvoyer la facture d'octobre ?"),
        (Intent.PAY_INVOICE, "Mon mari n'a pas réglé, je peux payer les factures de janvier et février ?"),
        (
            Intent.PRACTICAL_INFO,
            "mon planning tombe la veille. Jusqu'à quelle heure peut-on annuler un repas sans le payer ?",
        ),
        (Intent.PRACTICAL_INFO, "Je reçois mon planning le vendredi. Quel est le délai pour annuler la cantine du lundi ?"),
        (Intent.SHOW_PLANNING, "Pouvez-vous m'envoyer le planning de cantine de Léa ? Mon patron me donne le mien la veille"),
        (Intent.STOP_NOTIFICATIONS, "vos notifications me réveillent tous les matins. Je ne veux plus les recevoir."),
        (Intent.STOP_NOTIFICATIONS, "Vos SMS arrivent à 6h. Arrêtez-les svp."),
        (Intent.STOP_NOTIFICATIONS, "Je reçois vos alertes dix fois par jour. Merci de ne plus m'en envoyer."),
        (Intent.LIST_REQUESTS, "entre le dossier, la CAF et le reste je suis perdue. Je peux voir la liste de mes demandes en cours ?"),
        (Intent.LIST_REQUESTS, "Avec la facture, le RIB et le reste, je m'y perds. Je voudrais la liste de toutes mes demandes."),
        (Intent.THANKS, "Vous avez débloqué notre dossier en deux jours alors que je m'attendais au pire. Merci infiniment."),
        (Intent.THANKS, "Vous avez traité ma demande super vite. Merci mille fois !"),
        (Intent.THANKS, "Un grand merci à la dame qui m'a rappelée malgré les vacances, elle a sauvé notre organisation !"),
        (Intent.THANKS, "Merci à la personne qui a retrouvé le manteau de Léa"),
    ],
)
def test_a_matter_is_told_whatever_stands_beside_it(intent: Intent, text: str) -> None:
    reading = heard(text)

    assert (reading.intent, reading.questions) == (intent, ())


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        (Intent.STOP_NOTIFICATIONS, "Vos messages sont utiles. Je veux continuer à les recevoir."),
        (Intent.STOP_NOTIFICATIONS, "Tom et Léa mangent jeudi selon vos messages. Supprimez-les."),
        (Intent.STOP_NOTIFICATIONS, "Depuis hier vos notifications ne marchent pas. Je ne peux plus les recevoir."),
        (Intent.LIST_REQUESTS, "Malgré toutes mes demandes, Tom est encore inscrit jeudi, annulez-le"),
        (Intent.THANKS, "Vous avez perdu notre dossier. Merci de le retrouver."),
        (Intent.THANKS, "Vous avez traité mon dossier. Merci de m'envoyer la réponse."),
        (Intent.THANKS, "Merci à la personne qui m'a appelée de me rappeler"),
        (Intent.SHOW_INVOICES, "Vous avez compté Tom jeudi alors qu'il sera absent, pouvez-vous rectifier"),
    ],
)
def test_what_only_sounds_like_a_matter_is_none(intent: Intent, text: str) -> None:
    assert heard(text).intent is not intent


@pytest.mark.parametrize(
    "text",
    [
        "notre nouvelle adresse à partir du 1er décembre : 12 rue des Lilas",
        "changement d'adresse : 5 place de l'Église",
        "nous changeons d'adresse au 1er janvier",
        "Mon adresse a changé : 8 allée des Cerisiers, 42390 Villars",
        "Pouvez-vous changer notre adresse ? C'est maintenant le 7 chemin des Vignes",
    ],
)
def test_another_address_is_a_contact(text: str) -> None:
    reading = heard(text)

    assert (reading.intent, reading.questions) == (Intent.UPDATE_CONTACT, ())


@pytest.mark.parametrize(
    "text",
    [
        "on déménage à Lyon",
        "Nous déménageons, notre nouvelle adresse sera à Lyon",
        "On se sépare avec le papa, ma nouvelle adresse est 4 rue des Acacias",
        "On a eu un bébé et on change d'adresse",
    ],
)
def test_a_move_without_its_address_and_a_change_of_the_family_are_changes(text: str) -> None:
    assert heard(text).intent is Intent.DECLARE_CHANGE


@pytest.mark.parametrize(
    "text",
    [
        "on a déménagé, la nouvelle adresse c'est 12 rue des Tilleuls",
        "Nous déménageons le 3. Notre nouvelle adresse sera 12 rue des Lilas.",
        "Nous avons emménagé, notre nouvelle adresse est le 14 rue des Tilleuls. Merci de corriger le dossier.",
    ],
)
def test_an_address_told_is_a_contact_whatever_the_move(text: str) -> None:
    assert heard(text).intent is Intent.UPDATE_CONTACT


@pytest.mark.parametrize(
    "text",
    [
        "Sapin à donner, 1m80, encore beau, à venir chercher chez nous après les fêtes.",
        "canapé à vendre, 150 €, à retirer sur place",
        "Je cherche quelqu'un pour réparer ma chaudière ce week-end, vous connaissez un plombier pas cher ?",
        "ma toiture fuit, vous auriez le numéro d'un couvreur ?",
        "Le voisin du dessus fait du bruit tous les soirs jusqu'à 1h, j'ai appelé la police. Que faire ?",
        "Mes voisins font la fête toutes les nuits, que dois-je faire ?",
        "Quelle heure est-il à Tokyo ?",
        "À quelle heure ferme la déchetterie ?",
        "comment faire ma carte d'identité ?",
    ],
)
def test_what_is_not_for_the_school_is_asked_about(text: str) -> None:
    reading = heard(text)

    assert reading.intent is Intent.UNKNOWN
    assert reading.questions
    assert not practical_asked(text, reading)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Le plombier passe jeudi, Tom mange à la maison jeudi, pas de cantine", Intent.CANCEL_MEAL),
        ("Tom est malade, le voisin le garde jeudi, il n'ira pas à l'école", Intent.REPORT_ABSENCE),
        ("Je cherche une garderie pas chère, c'est combien ?", Intent.ASK_TARIFF),
        ("À quelle heure ouvre la mairie ?", Intent.PRACTICAL_INFO),
        ("Je cherche quelqu'un à qui parler du dossier de ma fille", Intent.TALK_TO_STAFF),
    ],
)
def test_the_school_stays_read_beside_a_craftsman_or_a_neighbour(text: str, intent: Intent) -> None:
    reading = heard(text)

    assert (reading.intent, reading.questions) == (intent, ())
