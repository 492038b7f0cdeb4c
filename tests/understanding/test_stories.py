"""Messages that ask the office one thing beside a story: a death, a move, a divorce or work is why, not what is asked."""

import pytest

from tests.understanding.house import heard
from villars_core.understanding import Intent

_ASKED = [
    ("Avec la séparation j'ai perdu le fil de tout. Où en est ma demande de dérogation ?", Intent.LIST_REQUESTS),
    ("Le juge a tranché, ça y est. Est-ce que ma demande de changement de garde a été prise en compte ?", Intent.LIST_REQUESTS),
    ("Nous avons perdu notre maison dans l'incendie. Je suis à bout. Un responsable peut-il me téléphoner ?", Intent.TALK_TO_STAFF),
    ("Le papa ne paie plus rien depuis le divorce. J'aimerais parler à une personne de la mairie.", Intent.TALK_TO_STAFF),
    ("Mon comptable veut savoir ce que coûtent les repas. Envoyez-moi la facture d'octobre svp.", Intent.SHOW_INVOICES),
    ("Mon patron me doit deux mois de salaire. Combien me reste-t-il à payer chez vous ?", Intent.SHOW_INVOICES),
    ("Mon fils aîné est parti vivre chez son père. Quel est le prix du repas pour un seul enfant ?", Intent.ASK_TARIFF),
    ("Je comprends enfin que le tarif dépend de ça. Mon QF est à 275, je vous envoie le papier.", Intent.SUBMIT_QF),
    ("Ma sœur a retrouvé l'attestation, ne cherchez pas à comprendre. Voilà mon quotient familial, à enregistrer.", Intent.SUBMIT_QF),
    ("On a changé de banque à cause d'un conseiller. Voici le nouvel IBAN pour le prélèvement.", Intent.SEPA_MANDATE),
    ("Ma grand-mère nous a quittés et le notaire est exigeant. Envoyez-moi l'attestation fiscale.", Intent.TAX_CERTIFICATE),
    ("Mon téléphone est tombé dans le lac hier (ne riez pas). Mon nouveau numéro est le 06 12 34 56 78.", Intent.UPDATE_CONTACT),
    ("Nous avons emménagé samedi, enfin. Notre nouvelle adresse est le 14 rue des Tilleuls. Merci de corriger.", Intent.UPDATE_CONTACT),
    ("Depuis le jugement c'est leur père qui gère tout. Je ne veux plus recevoir vos mails.", Intent.STOP_NOTIFICATIONS),
    ("On est en vacances et vos SMS sont les seuls à passer. Arrêtez de me les envoyer.", Intent.STOP_NOTIFICATIONS),
    ("Nous avons emménagé il y a trois jours. Où se trouve le restaurant scolaire ?", Intent.PRACTICAL_INFO),
    ("Je reçois ma mère qui ne mange que halal. Est-ce que vous servez des plats sans viande ?", Intent.PRACTICAL_INFO),
    ("Je reprends tout depuis le départ de mon mari. Qu'est-ce que vous pouvez faire pour moi ?", Intent.HELP),
]


@pytest.mark.parametrize(("text", "intent"), _ASKED)
def test_the_sentence_that_asks_gives_the_intent(text: str, intent: Intent) -> None:
    reading = heard(text)

    assert (reading.intent, reading.questions) == (intent, ())


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Nous déménageons à Rennes en juillet, les enfants changent d'école. Quelle démarche faire ?", Intent.DECLARE_CHANGE),
        ("Nous avons divorcé et les enfants seront en garde alternée. Merci d'en tenir compte.", Intent.DECLARE_CHANGE),
        ("Mon quotient a changé, il est à 512. Comment le mettre à jour ?", Intent.SUBMIT_QF),
        ("Léa est devenue allergique au lait. Comment faire pour la cantine ?", Intent.UPDATE_HEALTH),
        ("Mon père est décédé hier. Annulez la cantine de Tom jeudi s'il vous plaît.", Intent.CANCEL_MEAL),
        ("J'ai retrouvé du travail. Inscrivez Léa à la cantine jeudi.", Intent.BOOK_MEAL),
        ("Mardi ma belle-mère prend le petit à manger. Vous annulez ?", Intent.CANCEL_MEAL),
        ("Nous avons divorcé, garde alternée. Merci infiniment.", Intent.DECLARE_CHANGE),
    ],
)
def test_what_is_asked_of_the_story_leaves_it_the_matter(text: str, intent: Intent) -> None:
    reading = heard(text)

    assert (reading.intent, reading.questions) == (intent, ())


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("J'ai enfin retrouvé un travail, quel soulagement. Il faudrait inscrire Léa à la cantine.", Intent.BOOK_MEAL),
        ("Mon frère prend un des enfants à déjeuner mardi. Enlevez un repas s'il vous plaît.", Intent.CANCEL_MEAL),
    ],
)
def test_an_order_that_leaves_something_open_beside_a_story_is_asked_about(text: str, intent: Intent) -> None:
    reading = heard(text)

    assert (reading.intent, bool(reading.questions)) == (intent, True)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Après le décès de son papi elle ne mangeait plus rien. Merci de tout cœur à vous.", Intent.THANKS),
        ("J'ai perdu mon travail cet automne et vous avez été d'une patience rare. Merci du fond du cœur.", Intent.THANKS),
        ("Mon fils a adoré son année, il en parle à table tous les soirs. Un immense merci à vous.", Intent.THANKS),
        ("Le problème de facture est réglé. Merci beaucoup, bonne soirée.", Intent.THANKS),
        ("Bonnes fêtes à toute l'équipe. Chez nous mamie a déjà mangé toutes les papillotes !", Intent.GREETING),
        ("Bonsoir, ici Sandrine, la maman de Tom. J'espère que la semaine n'a pas été trop dure chez vous !", Intent.GREETING),
    ],
)
def test_courtesies_stay_courtesies_whatever_is_told(text: str, intent: Intent) -> None:
    reading = heard(text)

    assert (reading.intent, reading.questions) == (intent, ())


@pytest.mark.parametrize(
    "text",
    [
        "Ma belle-mère dit que les enfants d'aujourd'hui sont trop gâtés. Au fait, vous connaissez un bon plombier ?",
        "Vous connaîtriez un dentiste ? Le nôtre part à la retraite et mon fils a mal.",
        "Vous savez comment on enlève une tache de betterave sur un pull blanc ?",
        "Combien de temps faut-il cuire une dinde de quatre kilos ?",
        "Mon mari veut adopter un chien avant les vacances. Qu'est-ce que vous en pensez, vous, à la mairie ?",
        "Ma belle-sœur vend des robes de mariée, prix d'amis. Elle peut vous faire une remise.",
        "Et pour la bûche, vous êtes plutôt chocolat ou marrons ? Chez nous tout le monde se dispute.",
        "Chez nous ce soir personne ne rit, le chauffe-eau a rendu l'âme. Voilà, bonne nuit.",
        "Les roses sont rouges. C'est ma fille qui l'a écrit, elle est douée non ?",
    ],
)
def test_talk_that_asks_the_school_nothing_is_unknown(text: str) -> None:
    reading = heard(text)

    assert (reading.intent, bool(reading.questions)) == (Intent.UNKNOWN, True)


@pytest.mark.parametrize(
    "text",
    [
        "Montrez-moi les jours de cantine réservés pour Léa ce mois-ci.",
        "Je reprends le travail. Rappelez-moi les repas réservés pour Tom cette semaine.",
        "Affichez les midis réservés de Léa la semaine prochaine.",
    ],
)
def test_what_is_booked_is_shown_and_not_booked(text: str) -> None:
    assert heard(text).intent is Intent.SHOW_PLANNING
