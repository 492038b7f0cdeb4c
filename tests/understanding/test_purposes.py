"""What a message is about that orders no meal, told by classes of words."""

import pytest

from tests.understanding.house import heard
from villars_core.understanding import Intent


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        (Intent.STOP_NOTIFICATIONS, "Cessez donc ces SMS tous les soirs"),
        (Intent.STOP_NOTIFICATIONS, "merci de m'ôter de votre liste d'envoi"),
        (Intent.STOP_NOTIFICATIONS, "Ne m'alertez plus à chaque fois qu'un repas est validé"),
        (Intent.STOP_NOTIFICATIONS, "j'en ai marre de vos textos, supprimez-les"),
        (Intent.STOP_NOTIFICATIONS, "Je préfèrerais ne plus recevoir la newsletter"),
        (Intent.STOP_NOTIFICATIONS, "Rayez-nous de votre fichier de diffusion svp"),
        (Intent.STOP_NOTIFICATIONS, "arrêtez de me prévenir quand Tom mange, je le sais"),
        (Intent.HELP, "c'est quoi que tu sais faire ?"),
        (Intent.HELP, "A quoi sert ce robot au juste"),
        (Intent.HELP, "Donne-moi un exemple de message pour commencer"),
        (Intent.HELP, "vous pouvez me guider ? première fois que j'écris ici"),
        (Intent.HELP, "qu'est-ce que je peux te demander"),
        (Intent.HELP, "quelles choses puis-je faire ici ?"),
        (Intent.LIST_REQUESTS, "Mon dossier est-il toujours en attente ?"),
        (Intent.LIST_REQUESTS, "le formulaire que j'ai transmis la semaine dernière, il a été examiné ?"),
        (Intent.LIST_REQUESTS, "avez-vous pu traiter ma demande de remboursement ?"),
        (Intent.LIST_REQUESTS, "ma réclamation du 12 avance ou pas ?"),
        (Intent.LIST_REQUESTS, "Mon justificatif déposé vendredi a-t-il été validé ?"),
        (Intent.LIST_REQUESTS, "où en est l'étude de ma requête"),
        (Intent.ASK_TARIFF, "un repas exceptionnel c'est combien chez vous"),
        (Intent.ASK_TARIFF, "Combien facturez-vous le midi à une famille hors commune ?"),
        (Intent.ASK_TARIFF, "A-t-on droit au tarif réduit avec trois enfants ?"),
        (Intent.ASK_TARIFF, "si on oublie d'annuler vous faites payer combien ?"),
        (Intent.ASK_TARIFF, "ça revient à combien la cantine par mois"),
        (Intent.ASK_TARIFF, "Que coûte le repas d'un adulte ?"),
        (Intent.SHOW_INVOICES, "combien je vous dois en tout ?"),
        (Intent.SHOW_INVOICES, "il me reste quelque chose à payer ?"),
        (Intent.SHOW_INVOICES, "Vous me réclamez 52 €, à quoi ça correspond ?"),
        (Intent.SHOW_INVOICES, "faites voir ce qui est impayé"),
        (Intent.SHOW_INVOICES, "Le repas de Tom annulé jeudi a-t-il été déduit de ma facture ?"),
        (Intent.SHOW_INVOICES, "le montant me semble énorme, je veux le détail"),
        (Intent.SEPA_MANDATE, "Je souhaite que vous me préleviez directement sur mon compte"),
        (Intent.SEPA_MANDATE, "les factures doivent être prélevées sur le compte de mon mari"),
        (Intent.SEPA_MANDATE, "peut-on payer automatiquement chaque mois depuis ma banque ?"),
        (Intent.SEPA_MANDATE, "comment autoriser le débit automatique"),
        (Intent.SEPA_MANDATE, "j'annule mon autorisation de prélèvement"),
        (Intent.TALK_TO_STAFF, "Rappelez-moi au 06 11 22 33 44, c'est au sujet de Tom"),
        (Intent.TALK_TO_STAFF, "j'aimerais discuter avec le responsable de la cantine"),
        (Intent.TALK_TO_STAFF, "Est-ce que quelqu'un du service peut me téléphoner, c'est urgent"),
        (Intent.TALK_TO_STAFF, "je veux un vrai humain pas un robot"),
        (Intent.TALK_TO_STAFF, "pourrais-je rencontrer la directrice à propos de Léa"),
        (Intent.TALK_TO_STAFF, "un rendez-vous avec un élu est-il envisageable"),
        (Intent.UPDATE_CONTACT, "Ajoutez le numéro de la nounou, 06 12 45 78 90, elle vient parfois les chercher"),
        (Intent.UPDATE_CONTACT, "Si Tom se blesse c'est sa tante qu'il faut prévenir : 07 11 22 33 44"),
        (Intent.UPDATE_CONTACT, "vos lettres partent encore à mon ancienne adresse"),
        (Intent.UPDATE_CONTACT, "Mettez nos deux mails, le mien et celui du papa"),
        (Intent.UPDATE_CONTACT, "papa joignable désormais au 06 00 11 22 33"),
        (Intent.UPDATE_CONTACT, "le bon mail pour m'écrire : zoe@exemple.fr"),
        (Intent.UPDATE_HEALTH, "Tom porte des lunettes maintenant, à noter sur sa fiche"),
        (Intent.UPDATE_HEALTH, "Le PAI de Léa a expiré, il est renouvelé"),
        (Intent.UPDATE_HEALTH, "signalez dans le dossier de Léa son asthme"),
        (Intent.UPDATE_HEALTH, "Tom fait de l'eczéma avec les fraises, notez-le bien"),
        (Intent.DECLARE_CHANGE, "Tom redoublera sa moyenne section"),
        (Intent.DECLARE_CHANGE, "Léa saute une classe, elle passe en CE2"),
        (Intent.DECLARE_CHANGE, "On s'est séparés, les petits sont en garde alternée maintenant"),
        (Intent.DECLARE_CHANGE, "Nous vivons maintenant 12 rue Pasteur"),
        (Intent.DECLARE_CHANGE, "Mon mari est muté à Lyon, nous partons en mars"),
        (Intent.DECLARE_CHANGE, "Léa entrera au collège privé à la rentrée"),
        (Intent.ANNOUNCEMENTS, "Du nouveau sur la cantine cette semaine ?"),
        (Intent.ANNOUNCEMENTS, "Avez-vous publié un avis pour la grève ?"),
        (Intent.ANNOUNCEMENTS, "montrez-moi les dernières annonces de la mairie"),
        (Intent.ANNOUNCEMENTS, "ya des news pour les parents ?"),
        (Intent.ANNOUNCEMENTS, "Pouvez-vous me relire l'annonce sur les travaux"),
        (Intent.PRACTICAL_INFO, "Comment faire pour inscrire un enfant à la cantine quand on vient de déménager ?"),
        (Intent.PRACTICAL_INFO, "Les légumes sont-ils bio ?"),
        (Intent.PRACTICAL_INFO, "a-t-on le droit d'amener un gâteau ?"),
        (Intent.PRACTICAL_INFO, "Y a-t-il école le lundi de Pentecôte ?"),
        (Intent.PRACTICAL_INFO, "Comment signaler qu'un enfant sera absent ?"),
        (Intent.PRACTICAL_INFO, "est-ce que la vaccination est obligatoire pour les élèves ?"),
        (Intent.THANKS, "Merci d'avoir pris soin de Tom hier"),
        (Intent.THANKS, "Un grand merci pour votre patience avec Léa"),
        (Intent.THANKS, "C'est réglé, merci pour votre aide"),
        (Intent.THANKS, "toute notre reconnaissance à l'équipe pour cette année avec Tom"),
        (Intent.THANKS, "Le remboursement est bien arrivé, merci à vous"),
        (Intent.GREETING, "Excellente année à toute l'équipe"),
        (Intent.GREETING, "Joyeuses fêtes à vous tous"),
        (Intent.GREETING, "coucou tout le monde"),
        (Intent.SUBMIT_QF, "Voici mon nouveau quotient en photo"),
        (Intent.SUBMIT_QF, "je vous mets le justificatif de qf"),
        (Intent.PAY_INVOICE, "Je règle la facture maintenant si possible"),
        (Intent.PAY_INVOICE, "comment régler ma note ?"),
        (Intent.TAX_CERTIFICATE, "Il me faut un papier pour les impôts"),
        (Intent.TAX_CERTIFICATE, "sortez-moi l'attestation fiscale"),
    ],
)
def test_a_matter_is_told_by_words_of_several_classes(intent: Intent, text: str) -> None:
    reading = heard(text)

    assert (reading.intent, reading.questions) == (intent, ())


@pytest.mark.parametrize(
    "text",
    [
        "Gardez les mails mais arrêtez les SMS",
        "je ne veux plus de mails, seulement les SMS",
        "Ne lancez pas le prélèvement tout de suite",
        "Ma sœur a reçu son attestation fiscale",
        "Notre adresse n'a pas changé, contrairement à ce qu'on vous a dit",
        "Nous allons peut-être changer de banque pour le prélèvement",
        "Mon voisin a payé sa facture en ligne",
        "Qui a annulé le repas de Tom jeudi ? Je n'ai rien demandé",
        "bande de nuls",
        "c'est une honte ce service, allez au diable",
        "Vous n'êtes que des voleurs",
        "quel bordel cette mairie",
        "Tom est malade, appelez-moi",
        "arrêtez la cantine pour Tom",
        "Merci pour votre compréhension, Tom mange un peu moins",
    ],
)
def test_what_is_put_off_denied_or_no_matter_is_asked_about(text: str) -> None:
    assert heard(text).questions


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Merci d'avoir gardé Tom hier. Annulez son repas de jeudi.", Intent.CANCEL_MEAL),
        ("Merci pour votre patience, Tom sera absent jeudi", Intent.REPORT_ABSENCE),
        ("Bonnes fêtes, inscrivez Tom jeudi", Intent.BOOK_MEAL),
        ("Arrêtez de me facturer pour rien, Tom ne mange pas jeudi", Intent.CANCEL_MEAL),
        ("Notre planning de janvier est sorti : cantine jeudi pour Tom", Intent.BOOK_MEAL),
        ("Les deux à la cantine jeudi, c'est mon planning", Intent.BOOK_MEAL),
    ],
)
def test_an_order_beside_a_courtesy_or_a_reason_stays_an_order(text: str, intent: Intent) -> None:
    reading = heard(text)

    assert (reading.intent, reading.questions) == (intent, ())


@pytest.mark.parametrize("text", ["montrez-moi mon planning, Tom mange jeudi", "le planning cantine de Léa jeudi ?"])
def test_the_planning_of_the_canteen_is_looked_up(text: str) -> None:
    assert heard(text).intent is Intent.SHOW_PLANNING
