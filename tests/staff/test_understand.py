"""The stream that reads sentences, and the page that shows a clerk how one was read."""

import json
import subprocess
import sys
import time
from pathlib import Path

from click.testing import CliRunner

from villars_core.staff.explain import command as explain
from villars_core.staff.understand import command as understand

_START = "from villars_core.staff.understand import command; command()"
_CALENDAR = {
    "weekdays": [1, 2, 4, 5],
    "year": ["2026-09-01", "2027-07-02"],
    "holidays": [["2026-12-19", "2027-01-03"]],
    "closed": ["2026-11-11"],
}
_LEA = {"first_name": "Léa", "last_name": "MARTIN", "sex": "F", "age": 7, "class": "CE1"}


def _line(text: str, **more: object) -> str:
    given = {"text": text, "today": "2026-11-23T09:00:00+01:00", "children": [_LEA], "calendar": _CALENDAR}
    return json.dumps(given | more, ensure_ascii=False)


def _stream(*lines: str, dates: bool = False) -> list[object]:
    done = subprocess.run(
        [sys.executable, "-c", _START, *(["--dates"] if dates else [])],
        input="\n".join(lines) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def _asked(text: str, **more: object) -> dict[str, object]:
    answer = json.loads(CliRunner().invoke(understand, input=_line(text, **more) + "\n").stdout)
    assert isinstance(answer, dict)
    return answer


def test_each_line_gets_one_answer_in_order() -> None:
    first, second, third = _stream(_line("Annulez la cantine de Léa jeudi"), "pas du JSON", _line("bonjour"))

    assert isinstance(first, dict)
    assert {key: first[key] for key in ("intent", "children", "dates", "needs_clarification")} == {
        "intent": "cancel_meal",
        "children": ["Léa"],
        "dates": ["2026-11-26"],
        "needs_clarification": False,
    }
    assert isinstance(second, dict)
    assert second["intent"] == "unknown"
    assert second["error"]
    assert isinstance(third, dict)
    assert third["intent"] == "greeting"


def test_yes_alone_is_unknown_in_the_stream() -> None:
    for text in ("oui", "ok", "2"):
        answer = _asked(text)
        assert (answer["intent"], answer["needs_clarification"]) == ("unknown", True)


def test_the_only_child_is_meant_unless_the_sex_or_the_name_is_wrong() -> None:
    assert _asked("pas de cantine jeudi")["children"] == ["Léa"]
    assert _asked("mon fils ne mangera pas jeudi")["needs_clarification"] is True
    assert _asked("Hugo ne mangera pas jeudi")["needs_clarification"] is True


def test_dates_are_read_without_a_school() -> None:
    now = "2025-03-11T09:00:00"
    texts = ("lundi en huit", "à partir de lundi prochain", "bonjour à tous")

    answers = _stream(*(json.dumps({"text": text, "now": now}) for text in texts), dates=True)

    assert answers == [{"start": "2025-03-24", "end": "2025-03-24"}, {"start": "2025-03-17", "end": None}, None]


def test_the_command_loads_neither_database_nor_doors_and_starts_fast() -> None:
    probe = (
        "import sys, villars_core.staff.understand, villars_core.staff.explain;"
        "print([name for name in ('telegram', 'sqlalchemy', 'reportlab', 'villars_core.work') if name in sys.modules])"
    )
    before = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
    assert time.perf_counter() - before < 3


def test_explain_shows_the_words_that_were_read() -> None:
    shown = CliRunner().invoke(explain, ["Annule la cantine de Léa lundi"])

    assert shown.exit_code == 0
    assert "cancel_meal" in shown.output
    assert "« Léa »" in shown.output
