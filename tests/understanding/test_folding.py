"""A text folds the same whichever way is taken, and its tokens stand where they stood."""

from hypothesis import given
from hypothesis import strategies as st

from villars_core.understanding.language.text import fold, tokenize

_FRENCH = st.text(st.characters(max_codepoint=255, exclude_characters="æÆß½\u00ad"))


@given(_FRENCH)
def test_french_letters_fold_at_once_as_they_fold_one_by_one(text: str) -> None:
    # The curled apostrophe is no byte: with it the text takes the long way.
    assert fold(f"{text}’").plain == f"{fold(text).plain}'"


@given(st.text() | _FRENCH)
def test_every_token_stands_at_its_place_and_only_spaces_and_hyphens_stand_between(text: str) -> None:
    plain = fold(text).plain
    tokens = tokenize(plain)
    assert [plain[one.start : one.end] for one in tokens] == [one.text for one in tokens]
    ends = [0, *(one.end for one in tokens)]
    between = [plain[end:start] for end, start in zip(ends, [*(one.start for one in tokens), len(plain)], strict=True)]
    assert not any(char.isalnum() for stretch in between for char in stretch)
