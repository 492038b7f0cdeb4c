"""The settings of one town: a TOML file, `VILLARS_…` variables over it, checked all at once, with messages that mend."""

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator

from villars_core.errors import OperatorError

CONFIG_VARIABLE = "VILLARS_CONFIG"
DEFAULT_FILE = "villars.toml"
_PREFIX = "VILLARS_"
_NOT_SETTINGS = frozenset({CONFIG_VARIABLE, "VILLARS_CLOCK", "VILLARS_FORMATS", "VILLARS_PROVE", "VILLARS_FAILPOINT"})
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TownSettings(_Table):
    """Who the town is; `demo` allows a moved clock and invented people, and refuses real doors' secrets nowhere."""

    name: str = "Villars"
    demo: bool = False


class DatabaseSettings(_Table):
    """Where the town's records are: an SQLAlchemy URL; empty means an SQLite file in the data folder."""

    url: str = ""


class KeysSettings(_Table):
    """Where the encryption keys are; empty means `keys.toml` beside the data folder, never inside it."""

    file: str = ""


class PlacesSettings(_Table):
    """Where the program keeps its data and its logs; empty means the usual folders of the machine."""

    data: str = ""
    logs: str = ""


class TelegramSettings(_Table):
    """The bot's account; `base_url` and `base_file_url` as python-telegram-bot takes them, for a server of one's own."""

    token: SecretStr = SecretStr("")
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    mode: Literal["polling", "webhook"] = "polling"
    username: str = ""
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_listen: str = "127.0.0.1"
    webhook_port: int = Field(default=8443, ge=1, le=65535)

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> "TelegramSettings":
        if self.mode == "webhook" and not (self.webhook_url and self.webhook_secret.get_secret_value()):
            message = "le mode webhook demande webhook_url et webhook_secret"
            raise ValueError(message)
        return self


class ServerSettings(_Table):
    """One mail server; without encryption only on the machine itself.

    `access_token_file`: where the town's own job keeps a fresh OAuth 2 token, for providers that take no passwords (XOAUTH2).
    """

    host: str = ""
    port: int = Field(default=0, ge=0, le=65535)
    security: Literal["tls", "starttls", "none"] = "tls"
    user: str = ""
    password: SecretStr = SecretStr("")
    access_token_file: str = ""

    @model_validator(mode="after")
    def _open_only_at_home(self) -> "ServerSettings":
        if self.security == "none" and self.host and self.host not in _LOOPBACK:
            message = 'security = "none" n’est permis que pour un serveur de la machine elle-même'
            raise ValueError(message)
        return self


class EmailSettings(_Table):
    """The office's mailbox; `authserv_id` names the town's own receiving server in Authentication-Results.

    `other_imap`: more mailboxes that are read the same way (a former address). `dkim_selector` and `dkim_key_file`: for a town whose
    server does not sign by itself. `pace`: seconds between two mails to one provider, by its domain; answers to parents never wait.
    """

    address: str = ""
    name: str = ""
    authserv_id: str = ""
    imap: ServerSettings = ServerSettings()
    smtp: ServerSettings = ServerSettings()
    other_imap: tuple[ServerSettings, ...] = ()
    dkim_selector: str = ""
    dkim_key_file: str = ""
    pace: dict[str, Annotated[float, Field(ge=0, le=5)]] = Field(default_factory=dict)


class QuotientSettings(_Table):
    """API Particulier: its address and the town's token; `recipient` is the town's SIRET, empty for the one of the rules file."""

    url: str = "https://particulier.api.gouv.fr"
    token: SecretStr = SecretStr("")
    recipient: str = Field(default="", pattern=r"^(\d{14})?$")

    @model_validator(mode="after")
    def _secret_over_tls(self) -> "QuotientSettings":
        if not self.url.startswith(("https://", *(f"http://{one}" for one in _LOOPBACK))):
            message = "url commence par https://"
            raise ValueError(message)
        return self


class Settings(_Table):
    """Everything a town sets."""

    town: TownSettings = TownSettings()
    database: DatabaseSettings = DatabaseSettings()
    keys: KeysSettings = KeysSettings()
    places: PlacesSettings = PlacesSettings()
    telegram: TelegramSettings = TelegramSettings()
    email: EmailSettings = EmailSettings()
    quotient: QuotientSettings = QuotientSettings()


@dataclass(frozen=True)
class Places:
    """Where everything of a town is on this machine."""

    config: Path | None
    data: Path
    keys: Path
    logs: Path
    database_url: str


@dataclass(frozen=True)
class Loaded:
    """Checked settings and where they came from."""

    settings: Settings
    file: Path | None
    places: Places


class ConfigError(OperatorError):
    """All the mistakes of a configuration, told together."""

    def __init__(self, source: str, mistakes: Iterable[str]) -> None:
        """Keep every mistake as one sentence that names the key and the mend."""
        self.mistakes = tuple(mistakes)
        super().__init__(
            1001,
            f"La configuration ({source}) a {len(self.mistakes)} erreur(s).",
            "\n    ".join(self.mistakes),
            "corrigez ces lignes, puis lancez « villars doctor ».",
        )


def load(file: str | None = None, environment: Mapping[str, str] = os.environ) -> Loaded:
    """Read the settings: `file`, else `VILLARS_CONFIG`, else `./villars.toml` where there is one; variables win.

    Raises ConfigError naming every wrong key, and OperatorError when the named file cannot be read.
    """
    path = _chosen_file(file, environment)
    text = _read(path) if path else ""
    table = _parsed(text, path)
    _overlay(table, environment)
    source = str(path) if path else "variables VILLARS_…"
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        raise ConfigError(source, [_sentence(one, text) for one in error.errors()]) from None
    return Loaded(settings, path, places(settings, path, environment))


def places(settings: Settings, config: Path | None = None, environment: Mapping[str, str] = os.environ) -> Places:
    """Return where data, keys and logs are: the one function that decides, printed by `villars about`."""
    home = Path(environment.get("HOME") or Path.home())
    state = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    kept = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    data = Path(settings.places.data) if settings.places.data else state / "villars"
    logs = Path(settings.places.logs) if settings.places.logs else data / "logs"
    keys = Path(settings.keys.file) if settings.keys.file else kept / "villars" / "keys.toml"
    url = settings.database.url or f"sqlite:///{data / 'villars.db'}"
    return Places(config, data, keys, logs, url)


def _chosen_file(file: str | None, environment: Mapping[str, str]) -> Path | None:
    named = file or environment.get(CONFIG_VARIABLE)
    if named:
        return Path(named)
    return Path(DEFAULT_FILE) if Path(DEFAULT_FILE).is_file() else None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise OperatorError(
            1002,
            f"Le fichier de configuration {path} ne peut pas être lu.",
            error.strerror or str(error),
            "vérifiez le chemin et les droits.",
        ) from error
    except UnicodeDecodeError as error:
        raise OperatorError(
            1003, f"Le fichier de configuration {path} n’est pas en UTF-8.", f"octet {error.start}", "enregistrez-le en UTF-8."
        ) from error


def _parsed(text: str, path: Path | None) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(path), [f"ce n’est pas du TOML : {error}"]) from error


def _overlay(table: dict[str, Any], environment: Mapping[str, str]) -> None:
    for name, value in environment.items():
        if not name.startswith(_PREFIX) or name in _NOT_SETTINGS or "__" not in name:
            continue
        *parents, leaf = name.removeprefix(_PREFIX).lower().split("__")
        inner = table
        for parent in parents:
            inner = inner.setdefault(parent, {})
            if not isinstance(inner, dict):
                raise ConfigError(name, [f"{name} : « {parent} » n’est pas une table"])
        inner[leaf] = value


_KINDS = {
    "missing": "il manque cette clé",
    "int_parsing": "un nombre entier est attendu",
    "int_type": "un nombre entier est attendu",
    "bool_parsing": "true ou false est attendu",
    "bool_type": "true ou false est attendu",
    "string_type": "un texte entre guillemets est attendu",
    "model_type": "une table est attendue",
    "less_than_equal": "le nombre est trop grand (65535 au plus)",
    "greater_than_equal": "le nombre est trop petit",
}


def _sentence(error: Any, text: str) -> str:  # noqa: ANN401 (pydantic's own mapping)
    key = ".".join(str(part) for part in error["loc"])
    line = _line_of(key, text)
    where = f"{key} (ligne {line})" if line else key
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(error["loc"][-1]), _known_keys(error["loc"][:-1]), n=1, cutoff=0.5)
        return f"{where} : clé inconnue" + (f" ; vouliez-vous dire « {near[0]} » ?" if near else " ; retirez-la.")
    if error["type"] == "literal_error":
        return f"{where} : valeur inconnue ; valeurs permises : {error['ctx']['expected'].replace(' or ', ' ou ')}."
    if error["type"] == "value_error":
        return f"{where} : {error['ctx']['error']}."
    return f"{where} : {_KINDS.get(error['type'], error['msg'])}."


def _known_keys(path: Iterable[Any]) -> list[str]:
    model: type[BaseModel] = Settings
    for part in path:
        annotation = model.model_fields[str(part)].annotation
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return []
        model = annotation
    return list(model.model_fields)


def _line_of(key: str, text: str) -> int | None:
    *table, leaf = key.split(".")
    current: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[([^\[\]]+)\]\s*(#.*)?$", line)
        if header:
            current = [part.strip().strip('"') for part in header.group(1).split(".")]
            if current == [*table, leaf]:
                return number
            continue
        named = re.match(r"\s*([\w.\"-]+)\s*=", line)
        if named and [*current, *named.group(1).replace('"', "").split(".")] == [*table, leaf]:
            return number
    return None
