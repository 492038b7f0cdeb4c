"""Says whose health is told where another child is only told to be well: "Tom est allergique au lait, sa sœur n'a rien"."""

from collections.abc import Sequence
from dataclasses import replace

from villars_core.understanding.beside.stretches import UNLIKE, Stretch
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Context, Intent, Reading

_TWO = 2
_AT_ONCE = word_set(
    "rien aucun aucune jamais pas non bien ras tout negatif negatifs negative negatives forme sante epargne epargnee epargnes echappe"
    " contrairement inversement difference"
)
# A child is told to be well by one of these, one word beside the other.
_WELL = (
    " n' en a pas ", " n' en ont pas ", " n' en a aucun ", " n' en a aucune ", " n' en ont aucun ", " n' en ont aucune ", " rien a voir ",
    " rien a signaler ", " va bien ", " va tres bien ", " vont bien ", " vont tres bien ", " pas de souci ", " pas de soucis ",
    " aucun souci ", " aucun probleme ", " pas de probleme ", " pas de problemes ", " pas concerne ", " pas concernee ",
    " pas concernes ", " pas concernees ", " mange de tout ", " mangent de tout ", " manger de tout ", " mange tout ", " mangent tout ",
    " supporte tout ", " supportent tout ", " ne l' est pas ", " ne le sont pas ", " n' est pas allergique ", " ne sont pas allergiques ",
    " n' est pas malade ", " n' est allergique a rien ", " est negatif ", " est negative ", " sont negatifs ", " sont negatives ",
    " revenus negatifs ", " revenu negatif ", " en pleine forme ", " en bonne sante ", " est epargne ", " est epargnee ",
    " sont epargnes ", " y echappe ", " y echappent ", " y a echappe ", " rien du tout ", " rien ne change ", " ne change rien ", " ras ",
    " tout va bien ", " pas touche ", " pas touchee ", " pas touches ", " pas touchees ", " pas atteint ", " pas atteinte ",
    " n' a jamais rien eu ", " n' ont jamais rien eu ",
)  # fmt: skip
_NOTHING = (" n' a rien ", " n' ont rien ", " n' avait rien ", " n' avaient rien ")
_AFTER_NOTHING = word_set("eu a de du elle lui eux elles hein heureusement merci ouf pour et rien d' bien la quant")
_NONE_OF: tuple[str, ...] = (
    " n' a aucun ",
    " n' a aucune ",
    " n' ont aucun ",
    " n' ont aucune ",
    " n' a pas d' ",
    " n' ont pas d' ",
    " n' a pas de ",
    " n' ont pas de ",
)
_NONE_OF += (" n' a pas ce ", " n' ont pas ce ", " n' a pas cette ", " n' ont pas cette ", " n' a jamais eu de ", " n' a jamais eu d' ")
_ILLS = word_set(
    "allergie allergies intolerance intolerances asthme probleme problemes souci soucis regime restriction restrictions reaction reactions"
    " symptome symptomes bouton boutons maladie contre-indication interdit interdits pai diabete epilepsie eczema crise crises"
)
# What may tell more of the child than that it is well.
_MORE = word_set(
    "plus aussi egalement pareil idem mais sauf si ou ? maintenant desormais dorenavant mieux depuis traitement grace nouveau nouvelle"
    " toujours encore avant quand ordonnance renouvele renouvelee renouveler reconduit pai enlever enlevez retirer retirez"
    " supprimer supprimez"
)
_LEADS = word_set(
    "pour quant a et par contre en revanche le la les l' son sa ses mon ma mes leur leurs petit petite grand grande , ( c' est avec"
    " rien voir cela ca ne n' change changent pas"
)


def as_whose_health(reading: Reading, heard: Heard, context: Context) -> Reading:
    """Return what is told of a health with its children alone, without those who are only told to be well."""
    if reading.intent is not Intent.UPDATE_HEALTH or reading.questions or reading.others or heard.lexicon.language != "fr":
        return reading
    if len(context.children) < _TWO or _AT_ONCE.isdisjoint(heard.scan.vocabulary):
        return reading
    told = {key for one in heard.mentions if not one.problem and not one.rule.startswith("pronoun") for key in one.keys}
    well = _told_well(heard.stretches) if len(told) >= _TWO else set()
    meant = ({*reading.children} - well) or (told - well)
    if not well or not meant or meant == {*reading.children}:
        return reading
    return replace(reading, children=tuple(child.key for child in context.children if child.key in meant))


def _told_well(stretches: Sequence[Stretch]) -> set[int]:
    """Return the children who are told to be well, and nowhere to be ill."""
    well: set[int] = set()
    ill: set[int] = set()
    for at, one in enumerate(stretches):
        if not one.keys:
            continue
        after = _following(stretches[at + 1 :], one)
        unlike = not UNLIKE.isdisjoint(one.words) and len({key for other in stretches for key in other.keys}) >= _TWO
        if _is_well(one, after) or (unlike and one.tags.isdisjoint({"health"})):
            well |= one.keys
        elif any("health" in other.tags for other in (one, *after)):
            ill |= one.keys
    return well - ill


def _following(later: Sequence[Stretch], one: Stretch) -> list[Stretch]:
    """Return what goes on of the same children in their sentence."""
    found: list[Stretch] = []
    for other in later:
        if other.sentence != one.sentence or other.keys:
            break
        found.append(other)
    return found


def _is_well(one: Stretch, after: Sequence[Stretch]) -> bool:
    """Say whether a child is only told to be well: "sa sœur n'a rien", "Marie mange de tout", "pas Emma", "Jade a fait le test, rien"."""
    words = [word for other in (one, *after) for word in other.words]
    tested = not _TESTED.isdisjoint(words)
    if any(word in _MORE and not (tested and word == "aussi") for word in words) or any("health" in other.tags for other in after):
        return False
    before, rest = one.words[: one.mentions[0].i - one.i], one.words[one.mentions[-1].j - one.i :]
    if any(word not in _LEADS for word in before):
        return False
    said, spread = f" {' '.join(one.words)} ", f" {' '.join(words)} "
    alone = [word for word in rest if word.isalpha()]
    if (before[-1:] == ("pas",) and not alone) or alone in (["non"], ["lui", "non"], ["elle", "non"], ["eux", "non"], ["elles", "non"]):
        return True
    if any(phrase in spread for phrase in _WELL) or (after and [word for word in after[-1].words if word.isalpha()] == ["rien"]):
        return True
    return _then(said, _NONE_OF) in _ILLS or any(phrase in said and _closes(_then(said, (phrase,))) for phrase in _NOTHING)


# "Tom n'a rien, on l'a fait tester aussi"
_TESTED = word_set("teste testee testes testees tester test tests depiste depistee depister bilan")


def _then(said: str, phrases: Sequence[str]) -> str:
    """Return the word behind the first of some phrases that is said, "." at the end and "-" where none is."""
    phrase = next((phrase for phrase in phrases if phrase in said), "")
    return next(iter(said.partition(phrase)[2].split()), ".") if phrase else "-"


def _closes(word: str) -> bool:
    """Say whether nothing of meals or ills goes on behind a "rien": not "n'a rien mangé"."""
    return not word.isalpha() or word in _AFTER_NOTHING
