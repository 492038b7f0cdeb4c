"""Says which words tell no child, and which of them first names are: only a capital tells « Rose » and « Marie »."""

from functools import lru_cache

from villars_core.understanding.children.roles import may_tell
from villars_core.understanding.language.lexicon import LANGUAGES, lexicon
from villars_core.understanding.language.text import MARKS, word_set

# First names that are words: only a capital tells them.
_WORDS_TOO = word_set(
    "blanche rose fleur prudence iris victoire marine olive violette capucine prune cerise ange desire juste parfait constant claire aurore"
    " france jasmin melodie harmonie providence reine celeste aime aimee bienvenu loyal modeste noel pascal paques avril mai clemence"
    " esperance felicite grace joie sage valentin benjamin vaillant colombe dahlia hortense lys marguerite perle rubis sienna alma line"
    " paix charlotte madeleine brune blond blonde romain romaine breton bretonne basile cosme fidele gentil gentille honore innocent lucky"
    " maxime merci plaisance pomme soleil tendresse virgile zen malin"
)
NAMES_TOO = word_set("catherine etienne jean manuel marie nicolas valentin")
WORDS_AND_NAMES = _WORDS_TOO | NAMES_TOO


@lru_cache(maxsize=len(LANGUAGES))
def telling_nobody(language: str) -> frozenset[str]:
    """Return the words and marks of a language by which no child is told, whatever stands beside them, but one who is called so."""
    return frozenset(word for word in no_names(language) | MARKS if not may_tell(language, word))


@lru_cache(maxsize=len(LANGUAGES))
def no_names(language: str) -> frozenset[str]:
    """Return the words that the lexicon knows; "Marie" and "Nicolas" the French one knows only from a wedding and from feasts."""
    known = lexicon(language).known
    return known - NAMES_TOO if language == "fr" else known
