"""The documents tell the truth: every command has its line, every link leads somewhere, every word of settings exists."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from villars_core.config import Settings

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def _commands() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return set(project["entry-points"]["villars.commands"])


def test_every_command_has_one_line_and_no_line_is_for_another() -> None:
    """`docs/operations/commands.md` and the entry points name the same commands."""
    page = (ROOT / "docs/operations/commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `villars ([a-z]+)` \|", page, flags=re.MULTILINE)) == _commands()


@pytest.mark.parametrize("group", ["villars.commands", "villars.doors", "villars.demo", "villars.checks"])
def test_every_entry_point_leads_to_something(group: str) -> None:
    """A module that moved without its entry point would be noticed by a town, not by us."""
    points = entry_points(group=group)
    assert len(points) > 0
    for point in points:
        assert point.load() is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """A link inside the project names a file or a folder that is there."""
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), target


def test_settings_in_the_operator_pages_exist() -> None:
    """Every TOML block of the operator's pages is accepted as it stands."""
    for page in sorted((ROOT / "docs/operations").glob("*.md")):
        for block in _toml_blocks(page.read_text(encoding="utf-8")):
            Settings.model_validate(tomllib.loads(block))


def test_every_command_written_in_a_page_exists() -> None:
    """« villars something » in code is one of the commands."""
    for page in PAGES:
        for line in re.findall(r"`villars ([a-z]+)|^(?:\S*/)?villars ([a-z]+)", page.read_text(encoding="utf-8"), flags=re.MULTILINE):
            assert {word for word in line if word} <= _commands(), f"{page.name}: {line}"


def test_no_page_names_a_machine() -> None:
    """No host of a registry, no folder of whoever wrote it."""
    for page in PAGES:
        assert not re.search(r"/work/|/root/|pypi\.org|localhost:\d{4}/simple", page.read_text(encoding="utf-8")), page.name


def _toml_blocks(text: str) -> Iterator[str]:
    for block in re.findall(r"^( *)```toml\n(.*?)^ *```", text, flags=re.MULTILINE | re.DOTALL):
        yield "\n".join(line.removeprefix(block[0]) for line in block[1].splitlines())
