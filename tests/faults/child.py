"""What runs in the process that a test kills: a command of the program, or a piece of code on the town's records."""

import os
import sys
import tomllib
from pathlib import Path

import villars_core.payments.online
import villars_core.staff.login
import villars_core.staff.payments
import villars_core.staff.sepa
import villars_core.staff.treasury  # noqa: F401 (loaded once, for all the processes that are made from this one)
from villars_core import failpoints
from villars_core.clock import clock_for
from villars_core.staff.main import main
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import open_vault
from villars_core.work import SYSTEM, Records


def command(environment: dict[str, str], arguments: list[str], output: str) -> None:
    """Run a command of the program as its own process does."""
    _begin(environment, output)
    sys.argv = ["villars", *arguments]
    main()


def script(environment: dict[str, str], arguments: list[str], output: str) -> None:
    """Run a piece of code with `records` and `SYSTEM`; arguments: the town's folder, the code, and its own in `arguments`."""
    _begin(environment, output)
    folder, code, *rest = arguments
    settings = tomllib.loads((Path(folder) / "villars.toml").read_text(encoding="utf-8"))
    records = Records(open_engine(settings["database"]["url"]), clock_for(demo=True), open_vault(Path(folder) / "keys.toml"))
    exec(code, {"records": records, "SYSTEM": SYSTEM, "arguments": rest})  # noqa: S102 (the test's own code)


def _begin(environment: dict[str, str], output: str) -> None:
    os.environ.update(environment)
    failpoints._chosen = failpoints.Failpoint(environment[failpoints.VARIABLE])  # read when the module is loaded
    for number, name in ((1, "out"), (2, "err")):
        opened = os.open(f"{output}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, number)
    sys.stdout, sys.stderr = os.fdopen(1, "w", buffering=1), os.fdopen(2, "w", buffering=1)
