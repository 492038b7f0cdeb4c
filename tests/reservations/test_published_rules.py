"""The rules of towns in docs/rules/deadlines.md: each block is read as it stands, each line of its table comes out to the second."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from villars_core.demo.cast import rules_text
from villars_core.reservations.rules import deadline_for, in_time, late_deadline_for
from villars_core.reservations.town_rules import calendar_in, rule_for
from villars_core.schools.rules_file import Asked, read_rules

PAGE = Path(__file__).parents[2] / "docs/rules/deadlines.md"
CALENDAR_ALONE = rules_text().partition("[[deadlines]]")[0]
SECOND = timedelta(seconds=1)
TOWNS = 10


def _sections() -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    for section in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        block = re.search(r"```toml\n(.*?)```", section, flags=re.DOTALL)
        assert block is not None, section
        yield section.splitlines()[0], block[1], re.findall(r"^\| (\d{4}-\d\d-\d\d) \| (\w+) \| (\S+) \|$", section, flags=re.MULTILINE)


def _lines() -> Iterator[tuple[str, str, str, str]]:
    for title, _, lines in _sections():
        for day, acts, expected in lines:
            for act in ("book", "cancel") if acts == "both" else (acts,):
                yield title, day, act, expected


@pytest.mark.parametrize(("title", "day", "act", "expected"), [*_lines()])
def test_a_published_rule_comes_out_to_the_second(title: str, day: str, act: str, expected: str) -> None:
    block = next(block for name, block, _ in _sections() if name == title)
    rules, meal = read_rules(CALENDAR_ALONE + block), date.fromisoformat(day)
    calendar = calendar_in(rules, "canteen")
    assert calendar.is_open(meal)
    rule = rule_for(rules, Asked("canteen", "book" if act == "late" else act, meal))
    assert rule is not None
    found = late_deadline_for(meal, rule, calendar) if act == "late" else deadline_for(meal, rule, calendar)
    assert found is not None
    assert found.isoformat(timespec="minutes") == expected
    last = datetime.fromisoformat(expected) + timedelta(seconds=59)
    assert in_time(last, found)
    assert not in_time(last + SECOND, found)


def test_the_page_tells_at_least_ten_rules_each_with_its_lines() -> None:
    sections = list(_sections())
    assert len(sections) >= TOWNS
    assert all(lines for _, _, lines in sections)
    assert len({block for _, block, _ in sections}) == len(sections)
