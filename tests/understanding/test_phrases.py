"""How a lexicon writes its phrases, and that none of its lists is multiplied out by hand."""

import tomllib

import pytest

from villars_core.understanding.language.lexicon import FOLDER, lexicon, written_languages
from villars_core.understanding.language.phrases import Match, phrases_of
from villars_core.understanding.language.text import fold, tokenize

# French keeps the long lists that it grew before a slot could be one of several words.
_LONGEST = 1_000


@pytest.mark.parametrize(
    ("text", "length"),
    [("eats his lunch", 3), ("eat her lunch", 3), ("eats lunch", 0), ("feeding her lunch", 3), ("feed her lunch", 3), ("lunch his", 0)],
)
def test_a_slot_is_one_of_several_words(text: str, length: int) -> None:
    phrases = phrases_of({"home": ["eats|eat|feed* his|her lunch"]})

    assert phrases.at(tokenize(fold(text).plain), 0) == (Match("home", length) if length else None)


def test_the_longest_phrase_wins_however_it_is_written() -> None:
    phrases = phrases_of({"home": ["eats|eat at|with dad"], "eat": ["eats", "eat at"]})

    assert phrases.at(tokenize("eats at dad"), 0) == Match("home", 3)
    assert phrases.at(tokenize("eats at school"), 0) == Match("eat", 1)
    assert phrases.at(tokenize("eat at school"), 0) == Match("eat", 2)


def test_every_word_of_a_slot_is_known() -> None:
    table = phrases_of({"home": ["dines|sups *"]})

    assert (table.begins("dines"), table.begins("sups"), table.begins("lunches")) == (True, True, False)
    assert all(word in lexicon("en").known for word in ("eats", "lunch", "her"))


@pytest.mark.parametrize("language", [one for one in written_languages() if one != "fr"])
def test_no_list_is_multiplied_out_by_hand(language: str) -> None:
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    lists = {tag: phrases for group in ("dates", "acts", "names", "answers") for tag, phrases in table.get(group, {}).items()}

    assert {tag: len(phrases) for tag, phrases in lists.items() if len(phrases) > _LONGEST} == {}
