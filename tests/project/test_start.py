"""What starts often starts light: the small commands load neither the chat library nor the database nor the drawing of pages."""

import subprocess
import sys
from pathlib import Path

import pytest

RULES = Path(__file__).parents[2] / "villars_core/demo/villars-rules.toml"
HEAVY = {"telegram", "sqlalchemy", "reportlab", "alembic", "tornado", "httpx"}
_RUN = """
import sys
from villars_core.staff.main import main
sys.argv = ["villars", *sys.argv[1:]]
try:
    main()
finally:
    print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("understand", "Annule la cantine de Léa jeudi"),
        ("deadline", "--config", str(RULES), "--day", "2026-12-07"),
        ("email", "read"),
        ("--help",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_small_commands_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """The modules in memory at the end of the command are looked at."""
    mail = "From: a@b.example\nSubject: x\n\nBonjour"
    done = subprocess.run([sys.executable, "-c", _RUN, *arguments], input=mail, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "villars_core" in loaded
    assert loaded & HEAVY == set()


def test_door_to_telegram_loads_no_drawing_before_it_draws() -> None:
    """The libraries of pages and pictures would be a fifth of the bot's start."""
    look = "import sys, bot.commands; print(*sorted(name for name in sys.modules if '.' not in name))"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "telegram" in loaded
    assert loaded & {"reportlab", "PIL", "pypdfium2", "zxingcpp", "pi_heif"} == set()
