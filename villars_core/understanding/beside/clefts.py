"""Tells a « que » that only sets a day in front of its act: « c'est mardi qu'il faut annuler », « pas lundi mais jeudi que … »."""

from collections.abc import Collection, Sequence

from villars_core.understanding.language.text import word_set

_BETWEEN = word_set("est pas plus non mais et bien plutot , le")
_DENIED = word_set("pas plus non ni")
_IT_IS = word_set("c' ce")


def is_cleft(words: Sequence[str], at: int, dated: Collection[int]) -> bool:
    """Say whether nothing but days stands between "c'est" and the "que" at a place, the last of them meant: not "ce n'est pas jeudi que".

    Days that are told behind it too may be denied ("c'est jeudi qu'il mange, pas mardi"): they stay a doubt.
    """
    if at - 1 not in dated or max(dated) > at:
        return False
    start, denied, opposed = at - 1, False, False
    while start > 0 and (start in dated or words[start] in _BETWEEN):
        opposed = opposed or words[start] == "mais"
        denied = denied or (words[start] in _DENIED and not opposed)
        start -= 1
    if denied:
        return False
    start -= words[start] in {"n'", "ne"}
    return start >= 0 and words[start] in _IT_IS
