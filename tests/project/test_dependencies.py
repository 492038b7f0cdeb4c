"""The libraries that are declared, imported and explained are the same ones."""

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("villars_core", "bot", "email_gateway")
# The name to install where it is not the name to import.
INSTALLED_AS = {
    "argon2": "argon2-cffi",
    "dateutil": "python-dateutil",
    "dkim": "dkimpy",
    "dns": "dnspython",
    "email_validator": "email-validator",
    "imap_tools": "imap-tools",
    "PIL": "pillow",
    "pi_heif": "pi-heif",
    "stdnum": "python-stdnum",
    "telegram": "python-telegram-bot",
    "vacances_scolaires_france": "vacances-scolaires-france",
    "zxingcpp": "zxing-cpp",
}
# Used without an import: SQLAlchemy loads the driver, reportlab its routines in C, zoneinfo the zones, lxml the schemas of the debits.
LOADED_BY_OTHERS = {"psycopg", "rl-accel", "sepaxml", "tzdata"}


def _imported() -> set[str]:
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    names: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names


def _declared(group: str = "") -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["optional-dependencies"][group] if group else project["dependencies"]
    return {re.split(r"[\[<>=!~ ]", line)[0] for line in lines}


def test_every_library_that_the_program_imports_is_declared_and_no_other() -> None:
    """A library that nothing imports is weight and risk; one that is not declared breaks the next installation."""
    ours = {*PACKAGES, *sys.stdlib_module_names}
    used = {INSTALLED_AS.get(name, name) for name in _imported() - ours} | LOADED_BY_OTHERS
    assert used == _declared()


def test_every_library_has_its_reason() -> None:
    """`docs/decisions/dependencies.md` has one row for each, and no row for another."""
    page = (ROOT / "docs/decisions/dependencies.md").read_text(encoding="utf-8")
    table = page.split("## At run time")[1].split("## ")[0]
    rows = set(re.findall(r"^\| ([a-z0-9-]+) \|", table, flags=re.MULTILINE)) - {"library"}
    assert rows == _declared()
    for_development = page.split("## For development only")[1].split("## ")[0]
    assert [name for name in sorted(_declared("dev") | _declared("learn")) if name not in for_development] == []


def test_locks_have_hashes_and_name_neither_host_nor_path() -> None:
    """Every line that names a library is followed by its hashes; nothing says where it came from."""
    for lock in sorted((ROOT / "requirements").glob("*.lock")):
        text = lock.read_text(encoding="utf-8")
        entries = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, flags=re.MULTILINE)
        assert len(entries) == len(re.findall(r"^[a-z0-9].*==", text, flags=re.MULTILINE)) > 5, lock.name
        assert not re.search(r"://|--index|/home/|/root/|file:", text), lock.name


def test_the_lock_holds_what_is_declared() -> None:
    """A dependency added without `make lock` is noticed here."""
    for group, lock in (("", "run.lock"), ("dev", "dev.lock"), ("learn", "learn.lock")):
        text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
        locked = set(re.findall(r"^([a-z0-9-]+)==", text, flags=re.MULTILINE))
        assert _declared(group) - locked == set()
