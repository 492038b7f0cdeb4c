"""Says whether a message of thanks, a greeting or a call for help also tells a child or a day of something else."""

from itertools import pairwise

from villars_core.understanding.acts.acts import Act
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent

_SINGLE_DAYS = frozenset({"weekday", "day", "rel", "offset"})
_SOMEBODY = word_set(
    "dame dames cantiniere cantinieres animateurs animatrices monsieur personne collegue collegues equipe secretaire standardiste"
    " agent agente employee employe jeune"
)
_HOPES = word_set("espere esperons esperant")
_WENT = word_set("passe passee passes passees commence deroule deroulee deroules deroulees")
_NOT_HARD = word_set("dure dures dur durs longue longues long fatigante fatigant difficile difficiles penible rude rudes chargee chargees")
_WELL = word_set("bien bonne bonnes bon bons belle belles agreable agreables excellente excellentes")
_NEAR = 3


def tells_more(act: Act, heard: Heard) -> bool:
    """Say whether a child or a day stands beside a courtesy that may be meant: "merci, et Léa jeudi ?", not "merci à la dame, elle …"."""
    named = [one for one in heard.mentions if one.keys and one.rule != "name.parent"]
    if act.intent is Intent.THANKS:
        return _is_single_day(heard) or bool(_beside_thanks(heard, named))
    if act.intent is Intent.HELP and any(cue.tag == "grownup" for cue in heard.cues):
        # A grown-up who left is no child.
        return _is_single_day(heard) or any(not one.rule.startswith("pronoun") for one in named)
    return bool(named) or (bool(heard.said) and not (act.intent is Intent.GREETING and _hopes_it_went(heard)))


def _beside_thanks(heard: Heard, named: list[Mention]) -> list[Mention]:
    """Return the children told beside thanks, without those who are praised or only seem to be told."""
    tags = heard.tags
    praised = not tags.isdisjoint({"thanksfor", "eaten", "like"})
    thanked = _thanks_somebody(heard)
    return [
        one
        for one in named
        if not (praised and one.rule.startswith(("role", "pronoun"))) and not (thanked and one.rule.startswith("pronoun"))
    ]


def _thanks_somebody(heard: Heard) -> bool:
    """Say whether a grown-up of the office is thanked: "un grand merci à la dame qui m'a rappelée"."""
    words = heard.scan.words
    return not heard.scan.vocabulary.isdisjoint(_SOMEBODY) and any(
        one == "merci" and then in {"a", "au", "aux"} and not _SOMEBODY.isdisjoint(words[at + 2 : at + 2 + _NEAR])
        for at, (one, then) in enumerate(pairwise(words))
    )


def _hopes_it_went(heard: Heard) -> bool:
    """Say whether it is only hoped that something went well: "j'espère que la reprise s'est bien passée", "… n'a pas été trop dure"."""
    said = heard.scan.vocabulary
    went = not said.isdisjoint(_WENT) and not said.isdisjoint(_WELL)
    hoped = not said.isdisjoint(_HOPES) and (went or ("pas" in said and not said.isdisjoint(_NOT_HARD)))
    return hoped and "?" not in said and not _is_single_day(heard)


def only_thanks(heard: Heard) -> bool:
    """Say whether a message that asks nothing thanks with all its heart beside a story: "depuis le deuil … Merci infiniment à vous"."""
    words, said = heard.scan.words, heard.scan.vocabulary
    if said.isdisjoint(_THANKING) or not said.isdisjoint(_TO_COME) or "cond" in heard.tags:
        return False
    days = [one for one in heard.said if any(item.kind in _SINGLE_DAYS for item in one.group.items)]
    if any(not (_GONE_BY.issuperset(words[one.i : one.j]) or words[one.j + 1 : one.j + 2] in _WAS_THERE) for one in days):
        return False
    if not said.isdisjoint(_TROUBLE) and not said.isdisjoint(_SETTLED):
        return True
    for at, word in enumerate(words):
        near = words[max(at - _NEAR, 0) : at + _FAR]
        if word in _THANKING and (not _HEARTY.isdisjoint(near) or (not _TO.isdisjoint(near) and not _SOMEBODY.isdisjoint(near))):
            return True
    return False


_THANKING = word_set("merci mercis remercie remercions gratitude bravo")
_HEARTY = word_set("grand coeur infiniment immense enorme mille fond chaleureusement sincerement gentillesse patience devouement dieu")
# "le problème de facture est réglé, merci"
_TROUBLE, _SETTLED = (
    word_set("probleme problemes souci soucis erreur erreurs bug"),
    word_set("regle reglee regles reglees resolu resolus corrige corrigee corriges"),
)
_TO, _FAR = word_set("a au aux toute toutes tous"), 7
_TO_COME = word_set(
    "sera seront aura auront ira iront viendra viendront desormais dorenavant partir prochain prochaine avance"
    " alternee exclusive demenageons demenage quittons quitte separons divorcons"
)


# "en septembre et hier", "vendredi j'étais bloquée"
_GONE_BY = word_set("hier maintenant aujourd'hui en et septembre octobre novembre")
_WAS_THERE = (["etais"], ["etions"])


def _is_single_day(heard: Heard) -> bool:
    return any(item.kind in _SINGLE_DAYS for said in heard.said for item in said.group.items)
