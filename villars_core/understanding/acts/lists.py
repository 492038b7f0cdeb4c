"""Tells a message that only asks to see what is one's own: « mes absences », « où en sont mes demandes », « les annonces ».

The whole message must say it: whatever else is said, a day above all, leaves the reading as it was.
"""

import re

from villars_core.understanding.language.text import fold, word_set
from villars_core.understanding.values import Intent

_READ = 200
"""Characters in which it is looked for: whoever wants to see a list says so in a sentence."""

_CIVIL = word_set("bonjour bonsoir salut coucou hello hi merci svp stp s il te vous plait please par avance d beaucoup madame monsieur et")
_SEE = (
    r"(?:(?:je|j|on|peux|puis|veux|voudrais|souhaite|souhaiterais|aimerais|pouvez|pourriez|peut|tu|vous|est ce que"
    r"|can|could|i|would|like|to) )*(?:(?:me |nous )?(?:re)?(?:voir|vois|montre[rz]?|affiche[rz]?|consulter?|consultez"
    r"|lister?|donne[rz]?|lire|retrouver?|trouver?|suivre|savoir|connaitre|show|see|list|view)(?: (?:moi|nous|me|us))? )"
    r"|(?:ou (?:trouver|voir|sont|est|en (?:est|sont)|sont passe[es]*|puis je (?:voir|trouver|consulter)"
    r"|(?:je )?peux (?:je )?(?:voir|trouver|consulter))|quelles? sont|quel(?:le)?s? est|where are|what are) "
    r"|(?:la |une |le |l )?(?:liste|suivi|etat|point|recapitulatif|historique|list) (?:complete )?(?:de |des |du |d |sur |of )"
)
_MINE = r"mes|mon|ma|nos|notre|ses|leurs|my|our"
_THE = r"toutes|tous|les|le|la|l|des|de|du|d|all|the|vos|dernieres?|derniers?"
_WORDS = {
    Intent.MY_ABSENCES: r"absences?|justificatifs?(?: d absences?)?",
    Intent.LIST_REQUESTS: r"demandes?|demarches?|messages?(?: (?:envoyes|transmis))?|requests?",
    Intent.MY_RECEIPTS: r"recus?(?: (?:de|du) (?:paiements?|reglements?))?|quittances?|paiements?|reglements?|receipts?|payments?",
    Intent.SHOW_INVOICES: r"factures?|invoices?|bills?",
    Intent.SHOW_PLANNING: r"plannings?|calendriers?|reservations?|repas(?: reserves)?|calendar|bookings?|meals?",
    Intent.ANNOUNCEMENTS: r"annonces?|actualites?|actus?|nouvelles|informations de la (?:mairie|ville|commune)|announcements?|news",
}
_PUBLIC = frozenset({Intent.ANNOUNCEMENTS})
_PLURALS = frozenset({"absences", "demandes", "factures", "annonces", "justificatifs", "actualites"})
"""What is asked for by its bare name too: « absences », « factures »."""

_WHOSE = r"(?P<whose> (?:de|d|des|du|pour|of|for) (?:(?:la|le|les|mes|ma|mon|my) )?\w+(?:(?: et(?: de| d)?| and) \w+){0,3})?"
_WHEN = r"(?: (?:signale|declare|passe|envoye|transmise?|en cours|a venir|recue?|recente?)(?:e?s)?)?"
_LISTS = tuple(
    (intent, re.compile(rf"(?P<see>{_SEE})?(?:(?P<mine>{_MINE}) |(?P<the>(?:(?:{_THE}) )+))?(?P<noun>{words}){_WHEN}{_WHOSE}{_WHEN}"))
    for intent, words in _WORDS.items()
)


def list_asked(text: str) -> Intent | None:
    """Return which of one's own lists a message asks to see, or None where it says anything else."""
    if len(text) > _READ:
        return None
    said = _asked_words(text)
    for intent, words in _LISTS:
        found = words.fullmatch(said)
        if found is not None and _is_asked(intent, found):
            return intent
    return None


def _asked_words(text: str) -> str:
    """Return the words of a message without the courtesies around them."""
    words = re.findall(r"\w+", fold(text).plain)
    while words and words[-1] in _CIVIL:
        words.pop()
    while words and words[0] in _CIVIL - {"s", "d"}:
        words.pop(0)
    return " ".join(words)


def _is_asked(intent: Intent, found: re.Match[str]) -> bool:
    """Tell whether it is one's own list, or one that is asked to be seen; « l'absence de Léa » alone reports one."""
    if found["mine"] or (found["see"] and not found["noun"].startswith("reglement")):
        return True
    return bool(found["noun"] in _PLURALS or (intent in _PUBLIC and found["the"]))
