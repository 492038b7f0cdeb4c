"""No full collection looks through the lexicons: a person would wait for it, at any moment."""

import gc

import pytest

from tests.understanding.house import context
from villars_core.collector import freezing, resting
from villars_core.understanding import read
from villars_core.understanding.language.lexicon import lexicon


def test_a_lexicon_that_was_loaded_is_looked_through_no_more() -> None:
    before = gc.get_freeze_count()
    loaded = lexicon.__wrapped__("tr")
    assert gc.get_freeze_count() > before
    assert gc.isenabled()
    assert not any(one is loaded for one in gc.get_objects())


def test_the_collector_rests_until_the_outer_loading_ends() -> None:
    with freezing():
        lexicon.__wrapped__("tr")
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_loading_that_fails_leaves_the_collector_at_work() -> None:
    with pytest.raises(LookupError), freezing():
        raise LookupError
    assert gc.isenabled()


@pytest.mark.parametrize("text", ["Léa ne mange pas jeudi", "Tom mange lundi, et Léa est absente demain", "Où en est ma facture ?"])
def test_reading_a_message_leaves_nothing_to_the_collector(text: str) -> None:
    reading = read(text, context())
    gc.collect()
    with resting():
        assert read(text, context()) == reading
        assert gc.collect() == 0
