"""A rules file that somebody broke: whatever was changed in it, it is read, or refused in French with its lines; never a traceback."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from villars_core.demo.cast import rules_text
from villars_core.schools.rules_file import RulesError, read_rules

MORE = """
[quotient]
valid_months = 12
warn_weeks = [4, 2]
[billing]
months = 1
due_days = 21
hold_above = 100
[[reminders]]
after_days = 10
text = "Rappel"
[kitchen]
emails = ["cuisine@traiteur.example"]
eve_at = 16:00:00
[kitchen.cutoff]
anchor = "days_before"
at = 10:00:00
[custody]
change_day = "evening"
[[capacities]]
site = "Restaurant"
places = 80
since = 2026-09-01
[waiting]
hours = 24
[nudges]
weekday = "tuesday"
at = 18:00:00
[events]
second_person_above = 30
[[deadlines]]
activity = "childcare"
since = 2026-09-01
anchor = "same_day"
[deadlines.late]
anchor = "same_day"
at = 09:00:00
surcharge = "Réservation tardive"
"""
"""The sections that the demo town leaves out."""

LINES = (rules_text() + MORE).splitlines()
FREE = ("[contacts]",)
"""Sections whose keys the town chooses."""
SPOILT = (
    "", '""', "-1", "0", "1.5", "99999999999999999999", "true", "[]", "{}", '"x"', "[1]", '["x"]', "1e400", "nan",
    "2026-02-30",
    "2026-09-01",
    '"31/12"', "12:00", "[[]]", "{ x = 1 }", '"\\u0000"',
)  # fmt: skip
HEADER, PAIR = re.compile(r"^\s*(\[+)([\w.]+)(\]+)"), re.compile(r"^(\s*[\w.]+\s*=\s*)(.*)$")


def _checked(text: str) -> tuple[str, ...]:
    """Return the mistakes that are told of a text; anything but RulesError fails the test."""
    told: tuple[str, ...] = ()
    try:
        read_rules(text, "regles.toml")
    except RulesError as error:
        told = error.mistakes or ("",)
    assert all(one.strip() for one in told)
    return told


@st.composite
def broken(draw: st.DrawFn) -> str:
    """Give the demo town's file with up to four lines spoilt, doubled, dropped, moved or cut."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        pair = PAIR.match(lines[place])
        how = draw(st.sampled_from(("spoil", "double", "drop", "move", "cut", "write", "rename")))
        if how == "spoil" and pair:
            lines[place] = pair[1] + draw(st.sampled_from(SPOILT))
        elif how == "double":
            lines.insert(place, lines[place])
        elif how == "drop":
            del lines[place]
        elif how == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(place))
        elif how == "cut":
            lines[place] = lines[place][: draw(st.integers(0, len(lines[place])))]
        elif how == "write":
            lines[place] = draw(st.text(max_size=20))
        elif pair:
            lines[place] = "x" + lines[place]
    return "\n".join(lines)


@settings(max_examples=150, deadline=None)
@given(broken())
def test_no_spoilt_file_gives_a_traceback(text: str) -> None:
    _checked(text)


def _pairs() -> list[int]:
    return [place for place, line in enumerate(LINES) if PAIR.match(line) and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("spoilt", SPOILT)
def test_every_value_spoilt_in_turn_is_told_or_taken(spoilt: str) -> None:
    for place in _pairs():
        pair = PAIR.match(LINES[place])
        assert pair is not None
        _checked("\n".join([*LINES[:place], pair[1] + spoilt, *LINES[place + 1 :]]))


def test_an_unknown_key_of_every_section_is_told_with_its_line() -> None:
    for place, line in enumerate(LINES):
        if not HEADER.match(line) or line in FREE:
            continue
        text = "\n".join([*LINES[: place + 1], 'cle_inconnue = "x"', *LINES[place + 1 :]])
        told = [one for one in _checked(text) if "cle_inconnue" in one]
        assert len(told) == 1, line
        assert f"ligne {place + 2}" in told[0], (line, told)
