"""Tells which practical information a message asks for: opening hours, telephones, addresses, the menu, allergens, the regulations."""

import re

from villars_core.understanding.language.text import fold
from villars_core.understanding.values import Intent, Reading

_READ = 400
"""Characters in which it is looked for: a question about something practical is short."""

_PLACES = (
    ("childcare", r"garderies?|periscolaires?|accueils? (?:du matin|du soir|periscolaire)|childcare|after school|etudes?"),
    ("canteen", r"cantines?|restaurants?(?: scolaires?)?|refectoires?|dejeuner|canteen|lunch"),
    ("school", r"ecoles?|maternelles?|elementaires?|classes?|portail|grille|school"),
)
_HOURS = (
    r"heures?|horaires?|ouvre(?:nt)?|ferme(?:nt|t)?|ouverts?|ouvertes?|fermee?s?|ouverture|fermeture|commence(?:nt)?|finit|finissent"
    r"|termine(?:nt)?|what time|hours|open(?:s|ing)?|close[sd]?|closing|finish(?:es)?|begins?|starts?"
)
_CALL = r"telephones?|tel|numeros?|joindre|appeler|contacter|phone|number|call|reach|contact"
_WHERE = r"adresse|ou (?:se trouve|est|sont|se situe)|situee?s?|localisation|address|where is|located"
_MAIL = r"(?:e ?mail|mail|courriel|adresse (?:mail|e ?mail|courriel|electronique))"
_MENU = (
    r"menus?|qu est ce qu(?:e|on|il|elle)?(?: on| ils?| elles?| les enfants)? (?:mange|mangent|manger|mangera)"
    r"|(?:on|ils?|elles?|les enfants) manger?(?:a|ont|nt)? quoi"
    r"|quoi (?:a manger|au menu)|what s for lunch|what is for lunch|quel (?:repas|plat)|quels (?:repas|plats)"
)
_ALLERGENS = r"allergenes?|allergens?"
_RULES = (
    r"reglements? (?:interieurs?|de (?:la )?(?:cantine|garderie|restauration)|du (?:service|periscolaire|restaurant)"
    r"|periscolaires?|scolaires?)|charte|regulations|rules of the (?:canteen|childcare)"
)
_HOLIDAYS = r"(?:quand|dates?|debut|calendrier|when|quelles?)\b.*\b(?:vacances|holidays)|(?:vacances|holidays)\b.*\b(?:quand|dates?|when)"
_DEADLINE = (
    r"jusqu a quand|avant quand|quel(?:le)?s? (?:est|sont) l(?:e|es|a) (?:delais?|date limite)|delais? (?:pour|d)|deadline|until when"
)
_ALONE = {
    "canteen_menu": _MENU,
    "allergens": _ALLERGENS,
    "regulations": _RULES,
    "holidays": _HOLIDAYS,
    "deadline": _DEADLINE,
}
_OURS = re.compile(
    r"\b(?:ma|mes|mon|nos|notre|nouveau|nouvelle|change\w*|remplace\w*|modif\w*|corrig\w*|mettre|mise|note[rz]?|my|our|new)\b"
)
_LOOSE = frozenset({Intent.PRACTICAL_INFO, Intent.HELP, Intent.UNKNOWN, Intent.TALK_TO_STAFF})
_MISREAD = {
    "office_contact": frozenset({Intent.UPDATE_CONTACT}),
    "office_address": frozenset({Intent.UPDATE_CONTACT}),
    "office_email": frozenset({Intent.UPDATE_CONTACT}),
    "school_address": frozenset({Intent.UPDATE_CONTACT, Intent.DECLARE_CHANGE}),
    "allergens": frozenset({Intent.UPDATE_HEALTH, Intent.SHOW_PLANNING}),
    "regulations": frozenset({Intent.SHOW_INVOICES, Intent.PAY_INVOICE}),
    "canteen_menu": frozenset({Intent.SHOW_PLANNING}),
    "holidays": frozenset({Intent.SHOW_PLANNING}),
}
"""Readings that a word of a topic alone was taken for."""

_ILL = re.compile(r"\b(?:allergi(?:e|es|que|ques)|allergic|intoleran\w*)\b")
_TOLD = re.compile(r"(?:\d[ .-]?){8,}|\S@\S")
"""A telephone or an address that is told is not asked for."""


def topics_asked(text: str) -> tuple[str, ...]:
    """Return the topics of practical information that words ask for, the clearest first; none where they ask for none.

    "childcare_hours", "canteen_hours", "school_hours", "office_hours", the same with "_contact" and "_address", "office_email",
    "canteen_menu", "allergens", "regulations", "holidays", "deadline".
    """
    said = " ".join(re.findall(r"\w+", fold(text[:_READ]).plain))
    found = [topic for topic, words in _ALONE.items() if re.search(rf"\b(?:{words})\b", said)]
    if found:
        return tuple(found)
    places = [place for place, words in _PLACES if re.search(rf"\b(?:{words})\b", said)][:1] or ["office"]
    if re.search(rf"\b{_MAIL}\b", said):
        return ("office_email",) if not _OURS.search(said) else ()
    about = [kind for kind, words in (("hours", _HOURS), ("contact", _CALL), ("address", _WHERE)) if re.search(rf"\b(?:{words})\b", said)]
    return tuple(f"{place}_{kind}" for place in places for kind in about) if not _OURS.search(said) else ()


def practical_asked(text: str, reading: Reading) -> bool:
    """Tell whether a message is a practical question, however its words were read otherwise."""
    if reading.answer is not None or reading.others:
        return False
    if reading.intent is Intent.UNKNOWN and any(one.rule == "purpose" for one in reading.evidence):
        # "quelle heure est-il à Tokyo ?" is nobody's here.
        return False
    topics, plain = topics_asked(text), fold(text[:_READ]).plain
    if not topics or _ILL.search(plain) or _TOLD.search(plain):
        return False
    return reading.intent in _LOOSE or any(reading.intent in _MISREAD.get(topic, ()) for topic in topics)
