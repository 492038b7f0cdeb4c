"""Finds what leaves a matter that is no meal in doubt: a payment told as made, a move only thought of, what is promised for later."""

from collections.abc import Sequence
from itertools import pairwise

from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.acts.put_off import is_untaken
from villars_core.understanding.beside.sentences import Sentences
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent, Question

_HAVE = word_set("ai as a avons avez ont avait avais avaient avions")
_PROMISES = word_set(
    "enverrai enverrons transmettrai transmettrons communiquerai communiquerons donnerai donnerons dirai dirons redirai preciserai tiendrai"
    " tiendrons confirmerai confirmerons informerai informerons"
)
_WHY = word_set("vrai pourquoi grave embetant genant pensez puisse veiller")
_WAS = word_set("etait etaient erreur")
# "Vaut-il mieux qu'il mange jeudi ?" asks for advice.
_ADVICE = word_set("mieux avis conseillez conseilleriez preferable recommandez")
_BACK = 4


def matter_doubts(order: Order, heard: Heard) -> list[Question]:
    """Return a question where a French message tells of a matter and asks for nothing."""
    tokens, intent = heard.scan.tokens, order.act.intent
    if heard.lexicon.language != "fr" or intent in MEAL_INTENTS:
        return []
    own = Sentences.of(order, heard)
    words = {tokens[at].text for clause in own.clauses() for at in range(clause.i, clause.j)}
    asks = any(clause.asks for clause in order.own)
    tags = {cue.tag for cue in own.cues()}
    told = (
        (intent is Intent.PAY_INVOICE and _is_paid(order, heard))
        or is_untaken(intent, heard, tags)
        or (intent is Intent.UPDATE_HEALTH and not asks and bool(tags & {"told", "eaten"}))
        or (intent is Intent.ANNOUNCEMENTS and not asks and "cond" in tags)
        or (intent in {Intent.SHOW_PLANNING, Intent.SUBMIT_QF} and not asks and bool(_PROMISES & words))
        or (intent is Intent.SHOW_PLANNING and (bool(_WHY & words) or _depends(heard)) and not _is_state_asked(heard))
        or (order.act.rule == "ask.planning" and not _ADVICE.isdisjoint(words))
        or (order.act.rule == "ask.planning" and "cas" in heard.scan.vocabulary and _is_room_in_case(heard))
        or (order.act.rule == "ask.planning" and not any(clause.asks for clause in heard.clauses) and bool(_WAS & words))
    )
    return [Question("which_act")] if told else []


def _is_room_in_case(heard: Heard) -> bool:
    """Say whether it is asked if room is left for a meal that nobody orders yet: "il reste une place demain ? Au cas où pour Léa"."""
    words = heard.scan.words
    return ("cas", "ou") in pairwise(words) and any(cue.tag == "ischecked" and "place" in words[cue.i : cue.j] for cue in heard.cues)


def tells_address(heard: Heard) -> bool:
    """Say whether an address is told, whatever the move: "on a déménagé, la nouvelle adresse est 12 rue des Lilas"; not "on déménage"."""
    words = heard.scan.words
    if heard.lexicon.language != "fr":
        return _tells_address_abroad(heard)
    if "adresse" not in heard.scan.vocabulary:
        return False
    if _asks_address(words):
        return True
    if not _MOVING.isdisjoint(words):
        return _PARTING.isdisjoint(words) and not _NEW.isdisjoint(words) and _tells_street(words)
    if "?" in words and not _OF_OTHERS.isdisjoint(words):
        # "quelle est la nouvelle adresse de l'école ?"
        return False
    changes = [words[cue.i : cue.j] for cue in heard.cues if cue.tag == "change"]
    return all("adresse" in some for some in changes)


def _tells_street(words: Sequence[str]) -> bool:
    """Say whether the address itself is told: "<street> des Lilas", "le 14 rue des Tilleuls"."""
    return "<street>" in words or any(one.isdigit() and two in _STREETS for one, two in pairwise(words))


def _asks_address(words: Sequence[str]) -> bool:
    """Say whether the address is to be changed and is told: "j'ai emménagé au 14 rue des Lilas, merci de changer mon adresse"."""
    if _TO_CHANGE.isdisjoint(words) or not _tells_street(words):
        return False
    return any(one in _TO_CHANGE and "adresse" in words[at + 1 : at + _BACK] for at, one in enumerate(words))


_TO_CHANGE = word_set("changer changez modifier modifiez corriger corrigez actualiser actualisez rectifier rectifiez noter notez")
_NEW = word_set("nouvelle desormais maintenant")
_STREETS = word_set("rue avenue boulevard impasse allee chemin place route quai square lotissement bis ter")


def _tells_address_abroad(heard: Heard) -> bool:
    """Say so in another language: "new address since Saturday"; not "we moved, our new address is …", nor "the school's new address?"."""
    lexicon, words = heard.lexicon, heard.scan.vocabulary
    if not any(lexicon.tells("address", word) for word in words) or any(lexicon.tells("moving", word) for word in words):
        return False
    if not _ASKS.isdisjoint(words) and not heard.tags.isdisjoint(_OFFICES):
        return False
    changes = [heard.scan.words[cue.i : cue.j] for cue in heard.cues if cue.tag == "change"]
    return all(any(lexicon.tells("address", word) for word in some) for some in changes)


_ASKS = frozenset({"?", "؟"})
_OFFICES = frozenset({"school", "canteen", "staff", "childcare"})
_MOVING = word_set(
    "quitte quittons quittent quitter quitterons partons partirons installe installons vivre emmenage emmenageons demenage"
    " demenageons demenagement demenager logement vit vivent vivra vivront"
)
_PARTING = word_set("separe separee separes separons naissance bebe garde mariage divorce")
_MOVING |= _PARTING
_OF_OTHERS = word_set("quelle ecole mairie cantine service bureau college")


def _is_state_asked(heard: Heard) -> bool:
    """Say whether it is only asked whether a child is on the list: "on me dit que Chloé n'est pas inscrite vendredi, c'est vrai ?"."""
    words = {token.text for token in heard.scan.tokens}
    stands = any(cue.tag == "ischecked" and heard.scan.tokens[cue.j - 1].text.startswith("inscri") for cue in heard.cues)
    return stands and "vrai" in words and words.isdisjoint(_WHY - {"vrai"}) and not any(cue.tag in _CHANGED for cue in heard.cues)


_CHANGED = frozenset({"cancel", "jot", "cond", "absent", "maybe"})


def _depends(heard: Heard) -> bool:
    """Say whether an act hangs on what is asked: "est-elle notée demain ? Si oui enlevez-la"."""
    conditions = [
        cue.i for cue in heard.cues if cue.tag == "cond" and heard.scan.tokens[cue.j % len(heard.scan.tokens)].text in {"oui", "non"}
    ]
    return any(at < cue.i for at in conditions for cue in heard.cues if cue.tag in {"cancel", "book", "jot"})


def _is_paid(order: Order, heard: Heard) -> bool:
    """Say whether a payment is told as made, or as what others do: "on a payé la facture", "eux n'ont rien payé"."""
    tokens, asks = heard.scan.tokens, any(clause.asks for clause in heard.clauses)
    for clause in order.own:
        others = any(token.text in _OTHERS for token in tokens[clause.i : clause.j])
        for cue in clause.cues:
            done = (
                cue.tag == "pay" and tokens[cue.i].text in _PAID and _HAVE & {token.text for token in tokens[max(cue.i - _BACK, 0) : cue.i]}
            )
            if done and (others or not (asks or cue.denied)) and not _is_believed(cue, order, heard):
                return True
    return False


def _is_believed(paid: Cue, order: Order, heard: Heard) -> bool:
    """Say whether a payment was only believed, and is now to be made: "je croyais que mon mari l'avait payée, je voudrais la régler"."""
    if _BELIEVED.isdisjoint(heard.scan.vocabulary):
        return False
    tokens = heard.scan.tokens
    believed = any(tokens[at].text in _BELIEVED for at in range(heard.sentence_starts[paid.i], paid.i))
    return believed and any(
        cue.tag == "pay" and cue.i > paid.i and tokens[cue.i].text in _TO_PAY for clause in order.clauses for cue in clause.cues
    )


_BELIEVED = word_set("croyais croyions pensais pensions persuade persuadee")
_TO_PAY = word_set("payer regler solder acquitter")
_PAID = word_set("paye payee payes payees regle reglee regles reglees")
_OTHERS = word_set("eux familles voisins voisines")
