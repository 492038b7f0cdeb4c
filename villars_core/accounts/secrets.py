"""Secrets: the guide's policy (8 signs, an upper-case and a lower-case letter, a digit), and their Argon2 hashes."""

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from villars_core.i18n import N_

SHORTEST, LONGEST = 8, 128
TOO_SHORT = N_("Il faut au moins 8 caractères.")
TOO_LONG = N_("Il faut au plus 128 caractères.")
NO_UPPER = N_("Il faut au moins une lettre majuscule.")
NO_LOWER = N_("Il faut au moins une lettre minuscule.")
NO_DIGIT = N_("Il faut au moins un chiffre.")

# 19 MiB and two passes (OWASP's first choice), two at once: a small machine answers while people log in.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_AT_ONCE = threading.Semaphore(2)


def policy_problems(secret: str) -> tuple[str, ...]:
    """Return a sentence for each rule of the guide that a secret breaks."""
    broken = (
        (len(secret) < SHORTEST, TOO_SHORT),
        (len(secret) > LONGEST, TOO_LONG),
        (not any(char.isupper() for char in secret), NO_UPPER),
        (not any(char.islower() for char in secret), NO_LOWER),
        (not any(char.isdigit() for char in secret), NO_DIGIT),
    )
    return tuple(sentence for is_broken, sentence in broken if is_broken)


def hash_secret(secret: str) -> str:
    """Return the Argon2 hash of a secret; slow on purpose, so never inside a transaction."""
    with _AT_ONCE:
        return _HASHER.hash(secret)


def verify(hashed: str, secret: str) -> bool:
    """Tell whether a secret has this hash; an account without one takes as long to say no."""
    with _AT_ONCE:
        try:
            _HASHER.verify(hashed or _nobody(), secret)
        except (Argon2Error, InvalidHashError):
            return False
    return bool(hashed)


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody")
