"""Says whether a phrase tells what is over: "on l'a reçu le 19" is the 19th that was, "on a prévu le 19" the one to come."""

import re
from collections.abc import Sequence

from villars_core.understanding.language.text import Folded

PAST, UNSURE, OPEN = "past", "unsure", ""

_WORD = re.compile(r"[^\W\d_]+")
_HAVE = frozenset({"ai", "as", "a", "avons", "avez", "ont"})
_BE = frozenset({"suis", "es", "est", "sommes", "etes", "sont"})
_WOULD_HAVE = frozenset({"aurait", "auraient", "aurais", "auriez"})
_BETWEEN = frozenset({
    "pas", "plus", "bien", "deja", "tous", "toutes", "tout", "encore", "enfin", "jamais", "rien", "aussi", "donc", "t", "il", "elle",
    "on", "ils", "elles", "je", "tu", "nous", "vous", "mal", "beaucoup", "trop",
})  # fmt: skip
_SELF = frozenset({"s", "se", "me", "m", "te"})
_THAT = frozenset({"que", "qu"})
_WAS = frozenset({
    "etait", "etaient", "etais", "etions", "avait", "avaient", "avais", "avions", "allait", "faisait", "mangeait", "fut", "furent",
    "naquit", "mourut", "eut", "datant", "remonte", "remontent",
})  # fmt: skip
_DATES_FROM = frozenset({"cela", "ca", "elle", "qui"})
_IMPERFECT = re.compile(r"\w{2,}[^r\W](?:ait|aient)$")
_NO_IMPERFECT = frozenset({
    "fait", "lait", "parfait", "souhait", "plait", "sait", "connait", "trait", "extrait", "forfait", "satisfait", "bienfait", "soit",
    "voudrait", "defait", "refait", "imparfait", "nait", "disparait", "connaitrait",
})  # fmt: skip
# Deeds that are over once done: what they are told with is the day they were done.
_DONE = frozenset({
    "recu", "accouche", "vu", "rencontre", "appele", "telephone", "envoye", "paye", "regle", "mange", "dejeune", "dine", "dormi",
    "perdu", "vendu", "demenage", "emmenage", "termine", "demarre", "debute", "commence", "fini", "assiste", "participe", "fait",
    "signe", "rendu", "depose", "vomi", "quitte", "vecu", "travaille", "joue", "gagne", "visite", "oublie", "manque", "rate",
    "passe", "bu", "couru", "plu", "neige", "casse", "ouvert", "voyage", "rembourse", "encaisse", "livre", "poste", "epouse",
    "herite", "fete", "battu", "elu", "grandi", "detruit", "construit",
})  # fmt: skip
_MUSTS = frozenset({"doit", "doivent", "devra", "devront", "peut", "peuvent", "pourra", "pourront", "est", "sera", "sont", "seront"})
_BOUNDS = frozenset({"apres", "avant", "jusqu", "des", "entre"})
_CALLED_OFF = frozenset({"annule", "supprime"})
_AWAY = frozenset({"du", "jusqu", "pour"})
_DONE_ALONE = frozenset({"recu", "vendu", "rendu", "perdu"})
_AUXILIARIES = frozenset({
    *_HAVE, *_BE, *_BETWEEN, "sera", "seront", "etre", "ete", "soit", "serait", "seraient", "avoir", "aurait", "etait",
})  # fmt: skip
_GONE = frozenset({
    "ne", "nee", "nes", "nees", "parti", "arrive", "venu", "revenu", "alle", "rentre", "sorti", "tombe", "mort", "decede", "reste", "passe",
    "retourne", "devenu",
})  # fmt: skip
# What is settled in the past for a day to come.
_SETTLED = frozenset({
    "prevu", "fixe", "reporte", "decale", "programme", "planifie", "choisi", "retenu", "reserve", "pris", "inscrit", "avance", "repousse",
    "deplace", "convenu", "annule", "confirme", "note", "bloque", "pose", "obtenu", "demande", "accepte", "propose", "organise", "commande",
    "loue", "decide", "invite", "promis", "annonce", "recule", "remis", "coche", "donne", "arrete", "libere", "garde", "rajoute", "ajoute",
    "mis", "cale", "recale", "informe", "averti", "supprime",
})  # fmt: skip
_IRREGULAR = frozenset({
    "couvert", "offert", "souffert", "descendu", "repondu", "attendu", "voulu", "pu", "du", "su", "cru", "connu", "paru", "eu", "dit",
    "ecrit", "lu", "entendu", "prevenu", "tenu", "rompu", "suivi", "servi", "senti", "menti", "reussi", "conduit", "produit", "cuit",
    "permis", "appris", "compris", "surpris", "assis", "ri", "resolu", "rempli", "puni", "gueri", "blesse", "produite", "apparu", "disparu",
})  # fmt: skip
_NOUNS = frozenset({
    "conge", "marche", "musee", "soiree", "journee", "matinee", "rentree", "entree", "dictee", "randonnee", "karate", "bebe", "ete",
    "point", "saint", "menu",
    "revenu", "contenu", "nuit", "fruit", "bruit", "circuit", "minuit",
})  # fmt: skip
_ENDING = re.compile(r"\w(?:oint|eint|aint|uit|vert|ouru|enu|endu|ondu|ordu)e?s?$")
_APPOINTED = frozenset({"rendez", "rdv", "confirmation", "reponse", "date", "creneau", "place", "places"})
_TO_COME = re.compile(r"\w{2,}(?:ra|rai|ront|rons)$")
_NO_FUTURE = frozenset({"opera", "extra", "camera", "environs", "marrons", "citrons", "patrons", "biberons"})
_GOING = frozenset({"vais", "vas", "va", "allons", "allez", "vont"})
_INFINITIVE = ("er", "ir", "re")


def tense(folded: Folded) -> str:
    """Return whether days of a phrase lie in the past, to come (no sign), or cannot be told."""
    spans = [match.span() for match in _WORD.finditer(folded.plain)]
    words = [folded.plain[start:end] for start, end in spans]
    told = {_told_by(words, at, folded.source, spans) for at in range(len(words))}
    if PAST in told:
        return UNSURE if UNSURE in told or _to_come(words) or not _THAT.isdisjoint(words) else PAST
    return UNSURE if UNSURE in told else OPEN


def _told_by(words: Sequence[str], at: int, source: str, spans: Sequence[tuple[int, int]]) -> str:
    """Say what the word at a place tells."""
    word = words[at]
    if word in _WAS or (word == "date" and at and words[at - 1] in _DATES_FROM):
        return UNSURE if any(_is(after, _SETTLED) for after in words[at + 1 : at + 3]) else PAST
    if word in _HAVE or word in _BE:
        return _deed(words, at, source, spans)
    if word in _WOULD_HAVE or _deed_alone(words, at, source, spans):
        return UNSURE
    return UNSURE if _IMPERFECT.match(word) and word not in _NO_IMPERFECT else OPEN


def _deed_alone(words: Sequence[str], at: int, source: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether a participle tells of a deed with no verb before it: "courrier reçu le 4", not "sera payé le 4"."""
    said = source[slice(*spans[at])].lower()
    done = _is(words[at], _DONE) and words[at] != "passe" and (said.rstrip("es").endswith("é") or _is(words[at], _DONE_ALONE))
    behind = words[at + 1 : at + 2]
    if behind and (behind[0] in _MUSTS or (behind[0] in _BOUNDS and _to_come(words))):
        # "le devis signé doit nous parvenir avant le 5", "les dossiers reçus après le 10 ne seront pas traités"
        return False
    return done and (not at or words[at - 1] not in _AUXILIARIES)


def _deed(words: Sequence[str], at: int, source: str, spans: Sequence[tuple[int, int]]) -> str:
    """Say what the auxiliary at a place tells."""
    if words[at] == "a" and source[spans[at][0]] not in "aA":
        return OPEN
    after = at + 1
    while after < len(words) and words[after] in _BETWEEN and after - at < 4:
        after += 1
    if after >= len(words):
        return OPEN
    have = words[at] in _HAVE
    if have and words[after] == "ete":
        settled = {word for word in words[after + 1 : after + 3] if _is(word, _SETTLED)}
        return UNSURE if any(_is(word, _CALLED_OFF) for word in settled) else OPEN if settled else PAST
    said = source[slice(*spans[after])].lower()
    if words[after : after + 2] == ["pris", "fin"]:
        return PAST
    if _is(words[after], _SETTLED):
        return OPEN
    if have and words[after] in {"eu", "eue", "eus"}:
        return PAST if _APPOINTED.isdisjoint(words) else UNSURE
    if have:
        return PAST if _is(words[after], _DONE) else UNSURE if _participle(words[after], said) else OPEN
    if at and words[at - 1] in _SELF:
        return PAST if _participle(words[after], said) or _is(words[after], _DONE) else OPEN
    gone = _is(words[after], _GONE)
    return OPEN if not gone else UNSURE if words[after].startswith("parti") and not _AWAY.isdisjoint(words[after:]) else PAST


def _is(word: str, known: frozenset[str]) -> bool:
    """Say whether a word is one of the participles, whatever its gender and number."""
    return any(form in known for form in (word, word.removesuffix("s"), word.removesuffix("e"), word.removesuffix("es")))


def _participle(word: str, said: str) -> bool:
    known = word.removesuffix("s") in _NOUNS
    return not known and (said.rstrip("es").endswith("é") or _is(word, _IRREGULAR) or _ENDING.search(word) is not None)


def _to_come(words: Sequence[str]) -> bool:
    for at, word in enumerate(words):
        if _TO_COME.match(word) and word not in _NO_FUTURE:
            return True
        if word in _GOING and at + 1 < len(words) and words[at + 1].endswith(_INFINITIVE):
            return True
    return False
