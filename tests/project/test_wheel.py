"""The program is whole outside its checkout: built from an export without git, installed, run from another folder."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("villars_core", "bot", "email_gateway")
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", "*.mo", ".*_cache", "*.db*", ".hypothesis")
FRENCH_TERMINAL = "villars_core/locales/fr/LC_MESSAGES/click.mo"
_MAIL = b"From: Nadia <nadia@parents.example>\r\nSubject: Cantine\r\nMessage-ID: <1@parents.example>\r\n\r\nAnnule la cantine jeudi.\r\n"


@dataclass(frozen=True)
class Installed:
    """The built wheel, the environment that it was installed into, and an empty folder to run it from."""

    wheel: Path
    environment: Path
    elsewhere: Path

    def run(self, *arguments: str, given: bytes = b"", code: int = 0) -> str:
        """Run `villars` from the empty folder with nothing of the checkout in sight; return what it prints."""
        program = self.environment / "bin" / "villars"
        clean = {"PATH": os.environ["PATH"], "HOME": str(self.elsewhere), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [program, *arguments], input=given, capture_output=True, cwd=self.elsewhere, env=clean, timeout=60, check=False
        )
        assert done.returncode == code, (done.stdout + done.stderr).decode()
        return done.stdout.decode()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel from a copy without git and install it beside the libraries of this environment, without its checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    export, environment, elsewhere = folder / "export", folder / "environment", folder / "elsewhere"
    shutil.copytree(ROOT, export, ignore=_LEFT_OUT)
    elsewhere.mkdir()
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, export], check=True, capture_output=True)
    (wheel,) = folder.glob("villars-*.whl")
    venv.create(environment, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(environment), "platbase": str(environment)}))
    # A folder named in a .pth gives its libraries, but not its own .pth files: the editable checkout stays out of sight.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    subprocess.run(
        [*pip, "--python", environment / "bin" / "python", "install", "--no-deps", "--no-index", "--ignore-installed", wheel],
        check=True,
        capture_output=True,
    )
    return Installed(wheel, environment, elsewhere)


def test_the_wheel_carries_every_file_of_the_packages(installed: Installed) -> None:
    """Code, migrations, templates, lexicons, fonts, rules, page: what is in the checkout's packages is in the wheel."""
    with zipfile.ZipFile(installed.wheel) as archive:
        carried = set(archive.namelist())
    files = {file.relative_to(ROOT).as_posix() for package in PACKAGES for file in (ROOT / package).rglob("*") if file.is_file()}
    wanted = {name for name in files if "__pycache__" not in name}
    assert wanted - carried == set()
    assert {name for name in carried - wanted if ".dist-info/" not in name and "/locales/" not in name} == set()


def test_the_wheel_carries_every_language_compiled(installed: Installed) -> None:
    """One catalogue for each folder of locales/."""
    languages = {folder.name for folder in (ROOT / "locales").iterdir() if folder.is_dir()}
    with zipfile.ZipFile(installed.wheel) as archive:
        carried = {name for name in archive.namelist() if name.endswith(".mo")}
    assert {"fr", "en"} <= languages
    assert carried == {f"villars_core/locales/{language}/LC_MESSAGES/villars.mo" for language in languages} | {FRENCH_TERMINAL}


def test_the_installed_program_is_its_own(installed: Installed) -> None:
    """`villars about` runs from an empty folder, from the wheel and not from the checkout."""
    assert str(ROOT) not in installed.run("about")
    code = "import villars_core, bot, email_gateway; print(villars_core.__file__, bot.__file__, email_gateway.__file__)"
    python = installed.environment / "bin" / "python"
    shown = subprocess.run([python, "-c", code], capture_output=True, text=True, cwd=installed.elsewhere, check=True).stdout
    assert all(path.startswith(str(installed.environment)) for path in shown.split())


def test_the_installed_program_reads_mails_and_sentences(installed: Installed) -> None:
    """`villars email read` and `villars understand` answer in JSON, with their lexicons."""
    assert "Annule la cantine jeudi." in json.dumps(json.loads(installed.run("email", "read", given=_MAIL)), ensure_ascii=False)
    assert "cancel_meal" in installed.run("understand", "Annule la cantine de Léa jeudi")


def test_the_installed_program_knows_the_deadline(installed: Installed) -> None:
    """Monday 7 December 2026: until Wednesday 2 December, 23:59."""
    (rules,) = installed.environment.rglob("villars-rules.toml")
    answer = installed.run("deadline", "--config", str(rules), "--day", "2026-12-07", "--json")
    assert "2026-12-02T23:59" in answer


def test_the_installed_program_makes_its_records(installed: Installed) -> None:
    """`villars keys create` and `villars db upgrade` from nothing, twice without harm; then the doctor reads them."""
    installed.run("keys", "create")
    installed.run("db", "upgrade")
    installed.run("db", "upgrade")
    found = {row["subject"]: row["level"] for row in json.loads(installed.run("doctor", "--json", code=2))}
    assert (found["clés"], found["base"], found["schéma"], found["langues"]) == ("fine", "fine", "fine", "fine")
    assert found["calendrier"] == "fault"


def test_the_installed_program_says_what_it_does_not_know(installed: Installed) -> None:
    """A command that does not exist ends with a sentence and a code, not with a traceback."""
    program = installed.environment / "bin" / "villars"
    done = subprocess.run([program, "deadlines"], capture_output=True, text=True, cwd=installed.elsewhere, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
