"""Each named instant of the program is one at which a test kills it: a new one without its test fails here."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
REACHED = re.compile(r'\breached\("([a-z_]+\.[a-z_]+)"\)')


def test_each_failpoint_is_killed_at_by_a_test() -> None:
    sources = [one for folder in ("villars_core", "bot", "email_gateway") for one in (ROOT / folder).rglob("*.py")]
    named = {name for one in sources for name in REACHED.findall(one.read_text(encoding="utf-8"))}
    tests = "".join(one.read_text(encoding="utf-8") for one in (ROOT / "tests").rglob("test_*.py") if one != Path(__file__))
    assert len(named) > 20
    assert {name for name in named if f'"{name}"' not in tests and f'"{name}:' not in tests} == set()
