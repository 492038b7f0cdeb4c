"""Reads a meal for which somebody has children, or comes to them, as one elsewhere, in French: "mamie a les deux à déjeuner"."""

from collections.abc import Sequence

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.beside.others import OTHERS
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.language.text import Token, word_set

_HAS = word_set(
    "a ont aura auront ai avons aurai aurons prend prennent prendra prendront prends prendrai prenons invite invitent invitera inviterai"
    " emmene emmenent emmenera emmenerai garde gardera garderai recoit recevra recois accueille accueillera"
)
_THEM = word_set("l' la le les")
_WHO = OTHERS | word_set("qui j' on nous cousin cousine cousins cousines amis amie ami famille copain copine belle beau")
_MEALS = word_set("dejeuner manger table diner repas")
_EATEN = frozenset({"eat", "canteen"})
_TO = word_set("a pour le")
_MANY = 8


def had_to_lunch(cues: list[Cue], mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Cue]:
    """Return the cues with the meal that somebody has a child to as one at home, and without what only told who has it."""
    found: dict[int, int] = {}
    for cue in cues:
        if cue.tag in _EATEN and not cue.denied:
            verb = _shared(cue, mentions, tokens) if cue.tag == "eat" else -1
            verb = verb if verb >= 0 else _had(cue, mentions, tokens)
            verb = verb if verb >= 0 else _taken(cue, mentions, tokens)
            if verb >= 0:
                found[cue.i] = verb
    if not found:
        return cues
    verbs = set(found.values())
    kept = [cue for cue in cues if not (cue.tag in {"told", "go"} and verbs & set(range(cue.i, cue.j)))]
    return [Cue("homemeal", cue.i, cue.j) if cue.i in found else cue for cue in kept]


def _had(cue: Cue, mentions: Sequence[Mention], tokens: Sequence[Token]) -> int:
    """Return the place of the verb of having before a meal: "a Tom à déjeuner"; -1: there is none."""
    at = cue.i - (tokens[cue.i].text != "a")
    if at < 1 or tokens[at].text not in _TO:
        return -1
    if _MEALS.isdisjoint([token.text for token in tokens[cue.i : cue.j]]):
        return -1
    if at > 1 and tokens[at].text == "le" and tokens[at - 1].text == "pour":
        at -= 1
    verb = _before_children(at, mentions, tokens)
    if verb < 1 or tokens[verb].text not in _HAS:
        return -1
    subject = verb - 1
    if verb == at - 1:
        # "sa mamie les a à déjeuner"
        if tokens[subject].text not in _THEM:
            return -1
        subject -= 1
    return verb if subject >= 0 and tokens[subject].text in _WHO else -1


def _taken(cue: Cue, mentions: Sequence[Mention], tokens: Sequence[Token]) -> int:
    """Return the place of the verb by which somebody takes children to a meal: "ma belle-mère prend Léo à manger"; -1: nobody does."""
    at = cue.i - (tokens[cue.i].text != "a")
    if at < 1 or tokens[at].text != "a" or _MEALS.isdisjoint([token.text for token in tokens[cue.i : cue.j]]):
        return -1
    verb = _before_children(at, mentions, tokens)
    if verb < 1 or tokens[verb].text not in _TAKES or not _AT_SCHOOL.isdisjoint(token.text for token in tokens[cue.j : cue.j + _FEW]):
        return -1
    low = max(verb - _MANY - 2, 0)
    start = next((place + 1 for place in range(verb - 1, low - 1, -1) if tokens[place].text in _ENDS), low)
    if tokens[verb - 1].text in _FIRST:
        return verb
    named = {place for one in mentions if one.keys for place in range(one.i, one.j) if not one.rule.startswith("pronoun")}
    if any(start <= place < verb for place in named):
        # "Léa prend son frère à manger" is no grown-up's.
        return -1
    return verb if any(tokens[place].text in OTHERS | _KIN for place in range(start, verb)) else -1


_TAKES = word_set(
    "prend prennent prendra prendront prends prenons veut veulent voudrait voudraient reclame reclament invite invitent invitera recoit"
    " recoivent emmene emmenent emmenera recupere recuperent embarque"
)
_FIRST, _FEW = word_set("je j' on nous"), 3


def _before_children(at: int, mentions: Sequence[Mention], tokens: Sequence[Token]) -> int:
    """Return the place right before the children that end at a place."""
    ends = {one.j: one.i for one in mentions if one.keys}
    for _ in range(_MANY):
        if at in ends:
            at = ends[at]
        elif at > 1 and tokens[at - 1].text in {"et", ","} and at - 1 in ends:
            at -= 1
        else:
            break
    return at - 1


def _shared(cue: Cue, mentions: Sequence[Mention], tokens: Sequence[Token]) -> int:
    """Return the place of the verb by which somebody comes, or wants, to eat with a child: "papi vient manger avec Tom"; -1: nobody."""
    if tokens[cue.i].text not in _TO_EAT or cue.j + 1 >= len(tokens) or tokens[cue.j].text != "avec":
        return -1
    after = cue.j + 1
    with_child = tokens[after].text in _SELVES or any(one.keys and one.i == after for one in mentions)
    behind = [token.text for token in tokens[after : after + _MANY]]
    # "…, merci d'annuler sa cantine" is no place where they eat.
    called_off = next((at for at, word in enumerate(behind) if word.startswith(_CALLS_OFF)), _MANY)
    if not with_child or not _AT_SCHOOL.isdisjoint(behind[:called_off]):
        return -1
    low = max(cue.i - _MANY, 0)
    verb = next((at for at in range(cue.i - 1, low - 1, -1) if tokens[at].text in _COMES or tokens[at].text in _ENDS), -1)
    named = any(one.keys and low <= one.i < cue.i and not one.rule.startswith("pronoun") for one in mentions)
    if verb < 1 or tokens[verb].text in _ENDS or named:
        return -1
    return verb if any(tokens[at].text in OTHERS | _KIN for at in range(max(verb - _MANY - _FEW, 0), verb)) else -1


_TO_EAT = word_set("dejeuner manger diner")
_SELVES = word_set("lui elle eux elles")
_COMES = word_set(
    "vient viennent viendra viendront veut veulent voudrait voudraient aimerait aimeraient souhaite souhaitent souhaiterait passe passent"
    " passera passeront descend descendent monte montent arrive arrivent tient tiennent prevoit prevoient propose proposent"
)
_CALLS_OFF = ("annul", "decommand", "desinscri", "supprim", "enlev", "retir")
_AT_SCHOOL = word_set("cantine self refectoire vous ecole ?")
_ENDS = word_set(". ; ! ? (")
_KIN = word_set("soeur frere cousin cousine cousins cousines famille belle grand grands amis correspondant correspondante")
