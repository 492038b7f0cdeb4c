"""Every command with everything that can be typed wrong: one French sentence with the mend, no trace, nothing half done."""

import gettext
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from sqlalchemy import select

from tests.staff.terminal import Terminal, town
from villars_core.accounts.actions import ROLES, StaffPerson, open_for_staff
from villars_core.demo.cast import plant
from villars_core.families.models import Household
from villars_core.staff import main
from villars_core.staff.dates import Typed
from villars_core.staff.loading import loaded
from villars_core.storage.base import Base
from villars_core.work import SYSTEM

ENDLESS = {"run", "worker", "bot", "chat", "email serve", "email receive", "email read"}
"""Programs that run on, or read what is given to them: their own tests start them."""

WITHOUT_A_TOWN = {
    *("about", "db upgrade", "deadline", "demo town", "doctor", "explain", "keys create", "price", "town check"),
    *("town calendar", "understand", "understanding add-case"),
}
"""What works before there is a town, or makes one."""

ASKS_FIRST = {
    *("account create", "account invite", "billing pdf", "account unlock", "payments record", "payments slip", "quotient consent"),
    *("quotient fetch", "reminders approve", "town load"),
}
"""What is said on the line is looked at before who types it: one thing or the other must be given, or the first agent is made."""

SOMETHING = {
    "child": "Personne Nulle",
    "day": "2026-12-03",
    "days": "2026-12-03",
    "first": "2026-12-03",
    "last": "2026-12-04",
    "month": "2026-10",
    "year": "2026",
    "since": "2026-12-03",
    "anchor": "2026-11-23",
    "at": "2026-11-23T09:00:00+01:00",
    "amount": "10",
    "value": "500",
    "count": "30",
    "born": "1985-04-12",
    "parts": "nadia=100",
    "email": "x@villars.example",
}
"""What is typed where something must be; a text that is not here is an id that nothing has."""

KNOWN = {
    "child": "Léa Martin",
    "identifier": "nadia@parents.example",
    "people": "nadia@parents.example",
    "site": "Restaurant du Centre",
    "year": "2026",
}
"""Ids that the demo town has: whoever may not, is told so before anything else."""

MORE = {
    "account invite": ("--all", "--email"),
    "account unlock": ("nadia@parents.example",),
    "billing pdf": ("FA-2026-00001",),
    "payments record": ("--number", "7"),
    "payments slip": ("--way", "cheque"),
    "quotient consent": ("--proof", "formulaire"),
    "quotient fetch": ("--name", "Martin", "--first-names", "Nadia", "--born", "1985-04-12", "--town", "42323"),
    "reminders approve": ("--all",),
}
"""What goes with them where one thing or the other must be said."""

ENGLISH = re.compile(r"\b(Usage|Error|Invalid|Missing|No such|Try '|is not|does not|Aborted|must|required|expected|got)\b")


@dataclass(frozen=True)
class Said:
    """What was printed, and how it ended."""

    code: int
    text: str


@dataclass(frozen=True)
class Typist:
    """Types whole lines, as `villars` reads them."""

    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def types(self, *line: str) -> Said:
        """Run one line to its end."""
        self.patch.setattr("sys.argv", ["villars", *line])
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main.main()
        printed = self.capture.readouterr()
        return Said(int(ended.value.code or 0), printed.out + printed.err)


@pytest.fixture
def typist(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Typist]:
    """Sit at a machine that names no language, in an empty folder, without a person at the prompts."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("VILLARS_CLOCK", "")
    monkeypatch.delenv("VILLARS_CLOCK")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    domain = gettext.textdomain()
    yield Typist(monkeypatch, capsys)
    gettext.textdomain(domain)


def _below(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from _below(one, (*path, name))
    else:
        yield " ".join(path), command


LEAVES = {name: one for top, point in sorted(main._points().items()) for name, one in _below(loaded(point), (top,))}
ASKS_WHO = sorted(name for name, one in LEAVES.items() if any(param.name == "as" for param in one.params))


def _given(param: click.Parameter, folder: Path, known: Mapping[str, str]) -> list[str]:
    """Return what is typed for one thing that must be said."""
    kind = param.type
    if isinstance(kind, click.Choice):
        value = str(next(iter(kind.choices)))
    elif isinstance(kind, click.Path):
        target = folder / (str(param.name) if kind.file_okay else f"{param.name}-folder")
        if kind.file_okay and (kind.exists or not kind.dir_okay):
            target.write_text("x\n", encoding="utf-8")
        value = str(target)
    else:
        value = known.get(param.name or "", "X-404")
    return [param.opts[0], value] if isinstance(param, click.Option) else [value]


def _line(name: str, folder: Path, but: str = "", instead: str = "", known: Mapping[str, str] = SOMETHING) -> list[str]:
    """Return a whole line with what must be said; one thing may be another."""
    words = name.split()
    options: list[str] = []
    for param in LEAVES[name].params:
        if param.name == but:
            options += [param.opts[0], instead] if isinstance(param, click.Option) else [instead]
        elif param.required:
            options += _given(param, folder, known)
    return [*words, *options]


def _refused(said: Said) -> None:
    assert said.code not in {0, main.EXIT_BUG}, said
    assert "Traceback" not in said.text
    found = ENGLISH.search(said.text)
    assert found is None, (found, said.text)
    lines = [line for line in said.text.splitlines() if line.strip()]
    assert 1 <= len(lines) <= 12, said.text
    assert lines[-1].rstrip()[-1] in ".?!)»" or "Que faire" in said.text or lines[-1].startswith(("\t", " ")), said.text


def _digest(terminal: Terminal) -> str:
    with terminal.records.reading(SYSTEM) as work:
        rows = [[tuple(row) for row in work.session.execute(select(table))] for table in Base.metadata.sorted_tables]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_every_command_is_in_the_table() -> None:
    assert len(LEAVES) > 90
    assert set(LEAVES) >= ENDLESS | WITHOUT_A_TOWN


@pytest.mark.parametrize("name", sorted(LEAVES))
def test_an_unknown_option_is_named(typist: Typist, name: str) -> None:
    said = typist.types(*name.split(), "--farfelue")
    _refused(said)
    assert "Emploi : villars" in said.text
    assert "farfelue" in said.text


def test_what_must_be_said_is_asked_for(typist: Typist) -> None:
    for name, leaf in LEAVES.items():
        prompted = any(isinstance(param, click.Option) and param.prompt for param in leaf.params)
        if name not in ENDLESS and not prompted and any(param.required for param in leaf.params):
            said = typist.types(*name.split())
            _refused(said)
            assert "Il manque" in said.text, (name, said.text)


def test_what_cannot_be_read_is_told_with_an_example_or_the_choices(typist: Typist, tmp_path: Path) -> None:
    wrong: dict[type, str] = {click.DateTime: "31/12", click.Choice: "farfelu", click.IntRange: "beaucoup", click.Path: "nulle-part.xyz"}
    tried = 0
    for name, leaf in LEAVES.items():
        for param in leaf.params:
            kind = next((one for one in wrong if isinstance(param.type, one)), None)
            if kind is None or (isinstance(param.type, click.Path) and not param.type.exists):
                continue
            said = typist.types(*_line(name, tmp_path, param.name or "", wrong[kind]))
            _refused(said)
            assert wrong[kind] in said.text, (name, param.name, said.text)
            tried += 1
    assert tried > 70


@pytest.mark.parametrize("option", ["month", "day", "at"])
def test_a_month_a_day_or_an_instant_that_is_none_is_told(typist: Typist, demo: Terminal, tmp_path: Path, option: str) -> None:
    asking = {name for name, leaf in LEAVES.items() if any(one.name == option and not isinstance(one.type, Typed) for one in leaf.params)}
    assert asking
    for name in asking - ENDLESS:
        who = ("--as", "claire") if name in ASKS_WHO else ()
        _refused(typist.types("--config", str(demo.config), *_line(name, tmp_path, option, "2026-13-45"), *who))


@pytest.mark.parametrize("name", sorted(set(LEAVES) - ENDLESS - WITHOUT_A_TOWN))
def test_without_a_town_it_is_said_what_to_do(typist: Typist, tmp_path: Path, name: str) -> None:
    said = typist.types(*_line(name, tmp_path))
    _refused(said)
    assert name in ASKS_FIRST or re.search(r"V\d{4}", said.text), said.text


@pytest.mark.parametrize("name", ASKS_WHO)
def test_without_a_login_nobody_acts(typist: Typist, tmp_path: Path, name: str) -> None:
    here = town(tmp_path)
    before = _digest(here)
    for who, number in (((), "V1401"), (("--as", "claire"), "V1402")):
        said = typist.types("--config", str(here.config), *_line(name, tmp_path), *who)
        _refused(said)
        assert name in ASKS_FIRST or number in said.text, said.text
    assert _digest(here) == before
    here.records.engine.dispose()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Terminal]:
    """Give a demo town with its cast, and one agent for each role."""
    folder = tmp_path / "town"
    folder.mkdir()
    here = town(folder, demo=True)
    with here.records.writing(SYSTEM) as work:
        plant(work)
        for role in ROLES:
            open_for_staff(work, StaffPerson(role.replace("_", ""), f"Agent {role}", f"{role}@villars.example", (role,)))
    yield here
    here.records.engine.dispose()


def test_each_role_is_refused_what_is_not_its_own_and_nothing_changes(typist: Typist, demo: Terminal, tmp_path: Path) -> None:
    with demo.records.reading(SYSTEM) as work:
        known = KNOWN | {"household": str(work.session.scalar(select(Household.reference).limit(1)))}
    allowed = {name: set(ROLES) - {"administrator"} for name in ASKS_WHO}
    for name in ASKS_WHO:
        for role in sorted(allowed[name]):
            before = _digest(demo)
            line = _line(name, tmp_path, known=SOMETHING | known)
            said = typist.types("--config", str(demo.config), *line, *MORE.get(name, ()), "--as", role.replace("_", ""))
            if "pas le droit" in said.text:
                _refused(said)
                assert _digest(demo) == before, (name, role)
                allowed[name].remove(role)
    assert {name: roles for name, roles in allowed.items() if roles != _expected(name)} == {}


OFFICE, MONEY = {"education_office"}, {"education_office", "treasurer"}
ROLES_OF = {
    "account": OFFICE,
    "account create": set(),
    "account roles": set(),
    "adults": {"education_office", "childcare", "kitchen", "treasurer"},
    "adults add": OFFICE,
    "adults enter": {"education_office", "childcare"},
    "adults leave": OFFICE,
    "adults remove": {"education_office", "childcare"},
    "announce": OFFICE,
    "attendance": OFFICE,
    "attendance import": {"education_office", "childcare"},
    "attendance missing": {"education_office", "childcare", "kitchen", "treasurer"},
    "billing": MONEY,
    "billing share": OFFICE,
    "check": MONEY,
    "custody": OFFICE,
    "event": OFFICE,
    "health": OFFICE,
    "info": OFFICE,
    "kitchen": {"education_office", "childcare", "kitchen"},
    "kitchen allergens": {"education_office", "kitchen"},
    "kitchen send": {"education_office", "kitchen"},
    "mandate": MONEY,
    "payments": {"treasurer"},
    "payments list": MONEY,
    "payments receipt": MONEY,
    "payments record": MONEY,
    "places": OFFICE,
    "queue": {"education_office", "childcare", "kitchen", "treasurer"},
    "quotient": MONEY,
    "reminders": MONEY,
    "report": MONEY,
    "sepa": {"treasurer"},
    "tax": MONEY,
    "town": OFFICE,
    "treasury": {"treasurer"},
    "treasury csv": MONEY,
    "treasury title": MONEY,
}
"""Who may run a command beside an administrator; a group's stands for those that are not named. The queue shows each role its own kinds."""


def _expected(name: str) -> set[str]:
    found = max((one for one in ROLES_OF if f"{name} ".startswith(f"{one} ")), key=len)
    return set(ROLES_OF[found])


def test_a_word_of_a_million_signs_is_refused_before_anything_is_read(typist: Typist, demo: Terminal) -> None:
    before = _digest(demo)
    for line in (("queue", "answer", "D-2026-00001"), ("announce", "send", "Titre"), ("understand",), ("--config",)):
        said = typist.types(*(("--config", str(demo.config)) if line[0] != "--config" else ()), *line, "x" * 1_000_000)
        _refused(said)
        assert "trop long" in said.text
    assert _digest(demo) == before


@pytest.mark.parametrize("identifier", ["nadia@parents.example", "c", "x" * 500, "claire bonnet", "é.t", ""])
def test_an_agent_has_an_identifier_that_is_nobodys_address(typist: Typist, demo: Terminal, identifier: str) -> None:
    line = ("account", "create", identifier, "--name", "Anne", "--email", "anne@villars.example", "--role", "kitchen")
    _refused(typist.types("--config", str(demo.config), *line, "--as", "claire"))


def test_an_agent_has_a_name_and_an_address(typist: Typist, demo: Terminal) -> None:
    for name, email in (
        ("", "anne@villars.example"),
        ("A" * 161, "anne@villars.example"),
        ("Anne", "anne"),
        ("Anne", "a" * 300 + "@b.example"),
    ):
        line = ("account", "create", "anne", "--name", name, "--email", email, "--role", "kitchen")
        _refused(typist.types("--config", str(demo.config), *line, "--as", "claire"))
