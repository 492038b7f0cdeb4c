"""The settings: where they are looked for, and mistakes that name the key, its line and the mend."""

from pathlib import Path

import pytest

from villars_core.config import ConfigError, load, places
from villars_core.errors import OperatorError


def written(folder: Path, text: str) -> str:
    """Write a settings file."""
    file = folder / "town.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[telegram]\ntokn = 'x'", ("telegram.tokn (ligne 2)", "« token »")),
        ("[telegram]\nmode = 'poling'", ("telegram.mode (ligne 2)", "polling", "webhook")),
        ("[telegram]\nmode = 'webhook'", ("telegram", "webhook_url", "webhook_secret")),
        ("[email.imap]\nport = 'abc'", ("email.imap.port (ligne 2)", "nombre entier")),
        ("[email.imap]\nport = 70000", ("email.imap.port (ligne 2)", "65535")),
        ("[email.smtp]\nhost = 'mail.example'\nsecurity = 'none'", ("email.smtp", "machine elle-même")),
        ("[town]\ndemo = 'peut-être'", ("town.demo (ligne 2)", "true ou false")),
        ("[city]\nname = 'x'", ("city", "clé inconnue")),
        ("[town\n", ("TOML",)),
    ],
)
def test_a_mistake_names_the_key_and_the_mend(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError) as found:
        load(written(tmp_path, text), {})
    assert all(word in str(found.value) for word in words), str(found.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as found:
        load(written(tmp_path, "[telegram]\ntokn = 'x'\n[town]\nnam = 'y'\n[email.imap]\nport = 'abc'"), {})
    assert len(found.value.mistakes) == 3


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OperatorError) as found:
        load(str(tmp_path / "none.toml"), {})
    assert found.value.number == 1002


def test_variables_win_over_the_file_and_the_named_file_over_the_variable(tmp_path: Path) -> None:
    named = written(tmp_path, "[town]\nname = 'File'\n[email.imap]\nhost = 'file.example'")
    other = tmp_path / "other.toml"
    other.write_text("[town]\nname = 'Other'")
    environment = {"VILLARS_CONFIG": str(other), "VILLARS_EMAIL__IMAP__HOST": "variable.example", "VILLARS_EMAIL__IMAP__PORT": "993"}
    loaded = load(named, environment)
    assert loaded.settings.town.name == "File"
    assert loaded.settings.email.imap.host == "variable.example"
    assert loaded.settings.email.imap.port == 993
    assert load(None, environment).settings.town.name == "Other"


def test_the_file_of_the_folder_is_the_last_that_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(None, {}).file is None
    (tmp_path / "villars.toml").write_text("[town]\nname = 'Here'")
    assert load(None, {}).settings.town.name == "Here"


def test_a_secret_is_not_shown_with_the_settings(tmp_path: Path) -> None:
    loaded = load(written(tmp_path, "[telegram]\ntoken = '123:secret'\n[email.imap]\npassword = 'secret'"), {})
    assert "secret" not in repr(loaded.settings).replace("webhook_secret", "")


def test_keys_are_kept_apart_from_the_data(tmp_path: Path) -> None:
    found = places(load(None, {}).settings, None, {"HOME": str(tmp_path)})
    assert not found.keys.is_relative_to(found.data)
    assert found.database_url == f"sqlite:///{found.data / 'villars.db'}"
