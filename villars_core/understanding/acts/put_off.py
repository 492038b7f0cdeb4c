"""Finds matters that are told of but not asked for: put off, denied, somebody else's, ended for one kind of messages only."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent

_MOVES = frozenset({Intent.DECLARE_CHANGE, Intent.SEPA_MANDATE, Intent.UPDATE_CONTACT})
_MATTERS = _MOVES | {Intent.TAX_CERTIFICATE, Intent.PAY_INVOICE, Intent.SHOW_INVOICES, Intent.SUBMIT_QF}
_LOOKED_UP = frozenset({Intent.SHOW_PLANNING, Intent.LIST_REQUESTS})
_TELLABLE = _MATTERS | _LOOKED_UP
_NOT_ASKED = {("rien", "demande"), ("pas", "demande"), ("jamais", "demande")}
_ENDS = ("arret", "cess", "coup", "stopp", "enlev", "retir", "supprim", "desactiv", "desinscri", "desabonn")
_TOLD = word_set("pourquoi depuis erreur normal remettre remettez reactiver reactivez renvoyez renvoyer retablir facture factures promener")
_NOT_ENDED = frozenset(
    {("pas", "recu"), ("plus", "vite"), ("plus", "tot"), ("plus", "souvent"), ("plus", "rapidement"), ("envoyez", "les"), ("je", "garde")}
)
_MEAL = word_set("repas cantine dejeuner liste listes")
_MARKS = word_set(", ; . : ! ? et")
_TALES = word_set("blague histoire rumeur rumeurs ragots")
_WISHING = word_set("voudrait voudrais voudrions aimerais aimerait aimerions prefererait prefererais veut veux")
_LATER = word_set("enverrai enverrons reglerai reglerons paierai paierons payerai apporterai deposerai")
_STAYING = word_set(
    "gardez garder garde laissez laisser continuez continuer conservez seulement uniquement sauf prefere plutot suffit suffisent"
)
_KINDS = (
    word_set("mail mails email emails courriel courriels"),
    word_set("sms texto textos"),
    word_set("telegram whatsapp"),
    word_set("alertes alerte notifications notifs notification rappels"),
)
_THINKS = word_set("pense pensons envisage envisageons songe songeons reflechis reflechissons hesite hesitons peut-etre")
_HAVE = word_set("ai as a avons avez ont avais avait aviez jai")
_SURE = word_set("donc alors desormais maintenant nouveau nouvelle mais")
_EMPTY = word_set("hesitez oubliez inquietez quittez raccrochez")
_ALIEN = word_set(
    "voisin voisine voisins voisines soeur frere ami amie amis amies collegue collegues cousin cousine copine copain belle beau tante oncle"
)
_OURS = word_set("? je j' moi me m' nous notre nos pouvez pourriez merci svp")


def is_untaken(intent: Intent, heard: Heard, tags: AbstractSet[str]) -> bool:
    """Say whether a message tells of a matter without asking for it."""
    if intent is Intent.STOP_NOTIFICATIONS:
        return _keeps_some(heard) or not ends_messages(heard)
    if intent not in _TELLABLE:
        return False
    words = [token.text for token in heard.scan.tokens]
    if intent in _LOOKED_UP:
        return not _TALES.isdisjoint(words) or any(
            pair in _NOT_ASKED or (pair[0] in _WISHING and pair[1] == "plutot") for pair in pairwise(words)
        )
    if "?" in words:
        return False
    if intent is Intent.PAY_INVOICE and not _LATER.isdisjoint(words):
        return True
    unsure = intent in _MOVES and ("maybe" in tags or not _THINKS.isdisjoint(words) or _is_unchanged(words))
    return unsure or _is_put_off(words) or _is_others(words)


def ends_messages(heard: Heard) -> bool:
    """Say whether nothing in a message speaks against an end of all messages: it tells no end, denies none, names no child for a meal."""
    words = [token.text for token in heard.scan.tokens]
    none = any(three == ("n'", "y", "a") for three in zip(words, words[1:], words[2:], strict=False))
    if none or not _told_else(words).isdisjoint(words) or any(pair in _NOT_ENDED for pair in pairwise(words)):
        return False
    named = any(one.rule.startswith("name") for one in heard.mentions)
    if named and (heard.said or not _MEAL.isdisjoint(words)):
        return False
    return not any(word.startswith(_ENDS) and _is_told_or_denied(at, words) for at, word in enumerate(words))


def _told_else(words: Sequence[str]) -> frozenset[str]:
    """Return the words that tell of no end, but where one is asked for: "on reçoit tout en double depuis mai, désabonnez-moi"."""
    if any(one.startswith(_ENDS) and two == "moi" for one, two in pairwise(words)):
        return _TOLD - {"depuis"}
    received = not _RECEIVES.isdisjoint(words) and ("par", "erreur") in pairwise(words)
    return _TOLD - {"depuis", "erreur"} if received else _TOLD


_RECEIVES = word_set("recois recevons recoit")


def _is_told_or_denied(at: int, words: Sequence[str]) -> bool:
    """Say whether an end is told as made or denied: "j'ai supprimé vos mails", "n'arrêtez surtout pas", "pas besoin d'arrêter"."""
    before, after = words[max(at - 3, 0) : at], words[at + 1 : at + 3]
    last = max((place for place, word in enumerate(before) if word in _MARKS), default=-1)
    denied = "pas" in after or "pas" in before[last + 1 :] or before[-1:] == ["rien"]
    return denied or not _HAVE.isdisjoint(before[-2:])


def _keeps_some(heard: Heard) -> bool:
    """Say whether messages of one kind are to end and those of another to stay: "gardez les SMS mais coupez les mails"."""
    words = {token.text for token in heard.scan.tokens}
    if "inutile" in words and words & _STAYING == {"continuer"}:
        # To go on is what they need not do: "inutile de continuer à m'envoyer des rappels par mail".
        return False
    return bool(words & _STAYING) and sum(not words.isdisjoint(kind) for kind in _KINDS) > 1


def _is_unchanged(words: Sequence[str]) -> bool:
    """Say whether a change is denied: "mon numéro n'a pas changé"."""
    denied = any(one in _HAVE and (two, three) == ("pas", "change") for one, two, three in zip(words, words[1:], words[2:], strict=False))
    return denied and _SURE.isdisjoint(words)


def _is_put_off(words: Sequence[str]) -> bool:
    """Say whether something is not to be done, or not yet: "ne mettez pas encore en place le prélèvement", "ne faites rien"."""
    return any(
        one in {"ne", "n'"} and before != "vous" and verb.endswith("ez") and verb not in _EMPTY and end in {"pas", "rien"}
        for before, one, verb, end in zip(["", *words], words, words[1:], words[2:], strict=False)
    )


def _is_others(words: Sequence[str]) -> bool:
    """Say whether the papers or the bill of people outside the family are told of: "la voisine a eu son attestation"."""
    return not _ALIEN.isdisjoint(words[1:2]) and _OURS.isdisjoint(words)
