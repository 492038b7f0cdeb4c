"""The `villars price` command: cents and their explanation from the rules file alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from villars_core.demo.cast import rules_text
from villars_core.staff.price import command


def _asked(tmp_path: Path, *options: str) -> dict[str, Any]:
    file = tmp_path / "rules.toml"
    file.write_text(rules_text(), encoding="utf-8")
    result = CliRunner().invoke(command, ["--config", str(file), "--day", "2026-12-07", "--json", *options])
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.output)
    return answer


@pytest.mark.parametrize(
    ("options", "cents"),
    [
        (("--qf", "620"), 305),
        (("--qf", "399"), 100),
        ((), 465),
        (("--qf", "620", "--own-meal"), 110),
        (("--qf", "620", "--not-resident"), 620),
        (("--adult",), 660),
        (("--qf", "620", "--surcharge", "unbooked"), 505),
        (("--activity", "childcare", "--qf", "620", "--moment", "morning", "--arrived", "07:50"), 140),
        (("--activity", "childcare", "--qf", "620", "--left", "18:45", "--surcharge", "late_pickup"), 780),
    ],
)
def test_the_price_of_a_situation(tmp_path: Path, options: tuple[str, ...], cents: int) -> None:
    assert _asked(tmp_path, *options)["cents"] == cents


def test_a_price_is_explained(tmp_path: Path) -> None:
    (item,) = _asked(tmp_path, "--qf", "620")["items"]
    assert item["why"][-1].startswith("Quotient familial 620 : tranche de 600 à 849")


@pytest.mark.parametrize(
    ("options", "told"),
    [(("--activity", "pool"), "activité inconnue"), (("--day", "demain"), "n’est pas un jour"), (("--left", "9x"), "heure")],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, options: tuple[str, ...], told: str) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(rules_text(), encoding="utf-8")
    result = CliRunner().invoke(command, ["--config", str(file), *options])
    assert result.exit_code != 0
    assert told in result.output
