"""Tells a matter that is asked for beside an act from one that is only touched on.

"Annulez Tom jeudi et envoyez-moi la facture" asks for two things; "Jade a un nouvel appareil dentaire, retirez son repas" for one.
"""

from typing import TYPE_CHECKING

from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

if TYPE_CHECKING:
    from villars_core.understanding.acts.orders import Order

REQUESTED = "act.requested"
"""The rule of a matter that is asked for beside another act."""


def is_requested(order: "Order", heard: Heard) -> bool:
    """Say whether the words of a French order ask the office to tell, show or send something."""
    words = heard.scan.vocabulary
    if heard.lexicon.language != "fr" or all(words.isdisjoint(some) for some in (_TELL, _TO_TELL, _TO_KNOW, _WANT, _WHICH)):
        return False
    said = [(clause, heard.scan.words[clause.i : clause.j]) for clause in order.own]
    # "au fait, c'est quoi le tarif ?"
    return any((clause.asks and "?" in told and not _WHICH.isdisjoint(told)) or _asks(told) for clause, told in said)


def _asks(said: list[str]) -> bool:
    """Say whether a clause asks: "dites-moi combien", "pouvez-vous m'envoyer la facture", "je voudrais savoir ce que je dois"."""
    if any(word in _TELL and not _ME.isdisjoint(said[at + 1 : at + 3]) for at, word in enumerate(said)):
        return True
    if any(word in _TO_TELL and not _ME.isdisjoint(said[max(at - 2, 0) : at]) for at, word in enumerate(said)):
        return True
    if any(word in _WANT and _wants_a_thing(said[at + 1 : at + 3]) for at, word in enumerate(said)):
        return True
    return not _TO_KNOW.isdisjoint(said) and not _WISH.isdisjoint(said) and _NOT.isdisjoint(said)


def _wants_a_thing(after: list[str]) -> bool:
    """Say whether a thing is wished for, and no deed: "je voudrais aussi l'attestation fiscale"."""
    after = after[1:] if after[:1] in (["aussi"], ["egalement"]) else after
    return after[:1] != [] and after[0] in _ARTICLES


_WANT, _ARTICLES = word_set("voudrais souhaiterais aimerais souhaite"), word_set("l' la le les une un mon ma mes")
_TELL = word_set("dites dis envoyez envoie donnez donne montrez montre indiquez transmettez renvoyez communiquez adressez precisez faites")
_TO_TELL = word_set("dire envoyer donner montrer indiquer transmettre renvoyer communiquer adresser preciser")
_ME = word_set("moi nous me m' -moi -nous")
_WHICH = word_set("combien quel quelle quels quelles quoi")
_TO_KNOW = word_set("savoir voir recevoir avoir connaitre obtenir consulter payer regler")
_WISH = word_set("voudrais aimerais souhaite souhaiterais souhaiterions veux voudrions aimerions souhaitons voulons peux puis pourrais")
_NOT = word_set("ne n' plus pas")
