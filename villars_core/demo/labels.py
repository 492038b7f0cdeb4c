"""The words of the page around the phone, the mailbox, the clock and the queue, in the person's language."""

from collections.abc import Mapping

from villars_core.i18n import N_, Translator

LABELS: Mapping[str, str] = {
    "title": N_("Villars, ville de démonstration"),
    "lead": N_("Tout est inventé ; rien ne quitte cette machine."),
    "people": N_("Qui êtes-vous ?"),
    "clock": N_("Horloge"),
    "before": N_("Mercredi 23:58"),
    "after": N_("Jeudi 00:01"),
    "day": N_("+ 1 jour"),
    "move": N_("Régler"),
    "language": N_("Langue"),
    "phone": N_("Téléphone"),
    "type": N_("Écrivez un message"),
    "send": N_("Envoyer"),
    "silence": N_("Écrivez avec vos mots, ou touchez Menu."),
    "menu": N_("Menu"),
    "example": N_("Réserve la cantine de Léa toute la semaine prochaine"),
    "mailbox": N_("Boîte aux lettres"),
    "no_mail": N_("Aucun courriel pour le moment."),
    "reply": N_("Répondre"),
    "reply_words": N_("Votre réponse"),
    "write": N_("Nouveau message"),
    "subject": N_("Objet"),
    "you": N_("Vous"),
    "as_text": N_("Texte"),
    "as_html": N_("Mise en page"),
    "queue": N_("File du service Éducation"),
    "nothing": N_("Rien n’attend."),
    "open_queue": N_("Ouvrir dans le téléphone de Claire"),
    "letter": N_("Lettre de la mairie"),
    "letter_code": N_("Code :"),
    "letter_link": N_("Scanner le code QR"),
    "parent": N_("parent"),
    "newcomer": N_("nouvelle, sans compte"),
    "staff": N_("service Éducation"),
    "lost": N_("La démonstration est arrêtée. Relancez « villars demo »."),
    "failed": N_("Cela n’a pas marché. Rien n’a changé."),
    "document": N_("Document"),
    "attach": N_("Joindre un fichier"),
    "too_large": N_("Ce fichier est trop grand : 10 Mo au plus."),
}


def labels(translator: Translator) -> dict[str, str]:
    """Return the page's words in one language."""
    return {key: translator.t(template) for key, template in LABELS.items()}
