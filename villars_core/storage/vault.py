"""Health, bank and secret data at rest: AES-GCM bound to table, column and row, with key ids so that keys can rotate."""

import base64
import os
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from villars_core.errors import OperatorError
from villars_core.storage import private

_NONCE = 12
_KEY = 32
_ID = 4


class CannotOpen(Exception):
    """A sealed value was altered, moved to another row, or sealed with a key that is not there."""


@dataclass(frozen=True)
class Place:
    """Where a sealed value belongs; it opens nowhere else. `row_key` is random, given when the row is created."""

    table: str
    column: str
    row_key: str

    def bytes(self) -> bytes:
        """Return the associated data."""
        return f"{self.table}\x00{self.column}\x00{self.row_key}".encode()


class Vault:
    """Seals and opens values with the town's keys: the newest one seals, every one opens."""

    def __init__(self, keys: Mapping[str, bytes], current: str, again: Callable[[], Mapping[str, bytes]] | None = None) -> None:
        """Take keys of 32 bytes by their id (8 hexadecimal digits).

        `again` reads the keys once more: a program that was running while a key was added opens what the new key sealed.
        """
        self._keys = {name: AESGCM(key) for name, key in keys.items()}
        self._again = again
        self.current = current

    def seal(self, value: bytes, place: Place) -> bytes:
        """Return key id, nonce and ciphertext of a value for one place."""
        nonce = os.urandom(_NONCE)
        return bytes.fromhex(self.current) + nonce + self._keys[self.current].encrypt(nonce, value, place.bytes())

    def open(self, sealed: bytes, place: Place) -> bytes:
        """Return the value sealed for this place. Raises CannotOpen."""
        key = self._key(sealed[:_ID].hex())
        if key is None:
            message = f"no key {sealed[:_ID].hex()}"
            raise CannotOpen(message)
        try:
            return key.decrypt(sealed[_ID : _ID + _NONCE], sealed[_ID + _NONCE :], place.bytes())
        except InvalidTag as error:
            message = f"sealed value of {place.table}.{place.column} does not open"
            raise CannotOpen(message) from error

    def _key(self, name: str) -> AESGCM | None:
        if name not in self._keys and self._again is not None:
            self._keys |= {one: AESGCM(key) for one, key in self._again().items()}
        return self._keys.get(name)

    def is_current(self, sealed: bytes) -> bool:
        """Tell whether a value was sealed with the newest key."""
        return sealed[:_ID].hex() == self.current


def new_key() -> tuple[str, bytes]:
    """Return a random key with its id."""
    return secrets.token_hex(_ID), os.urandom(_KEY)


def open_vault(file: Path, *, create: bool = False) -> Vault:
    """Open the town's key file; `create` makes one, readable by its owner only, where there is none.

    Raises OperatorError when the file is missing or cannot be read.
    """
    if not file.exists():
        if not create:
            raise OperatorError(
                1201, f"Le fichier des clés {file} n’existe pas.", "rien ne peut être chiffré ni lu", "lancez « villars keys create »."
            )
        add_key(file)
    try:
        keys, current = _read(file)
        return Vault(keys, current, lambda: _read(file)[0])
    except (OSError, KeyError, ValueError) as error:
        raise OperatorError(
            1202, f"Le fichier des clés {file} ne peut pas être lu.", type(error).__name__, "remettez-le depuis votre sauvegarde des clés."
        ) from error


def _read(file: Path) -> tuple[dict[str, bytes], str]:
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: base64.b64decode(text) for name, text in table["keys"].items()}, table["current"]


def add_key(file: Path) -> str:
    """Add a key to the file and make it the current one; return its id.

    The file is replaced whole, never half; what it said before stays beside it, under the key that was current (see `backup_of`).
    """
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    table = tomllib.loads(before) if before else {"keys": {}}
    if before:
        private.replace(backup_of(file, table["current"]), before)
    name, key = new_key()
    table["keys"][name] = base64.b64encode(key).decode()
    lines = [f'current = "{name}"', "", "[keys]", *(f'{one} = "{text}"' for one, text in table["keys"].items()), ""]
    private.replace(file, "\n".join(lines))
    return name


def backup_of(file: Path, current: str) -> Path:
    """Return where a key file is kept as it was while a key was the current one."""
    return file.with_name(f"{file.name}.{current}.old")
