"""E-mail addresses of people, checked before they are kept: a mistyped one would send a family's letters nowhere, or to others."""

from dataclasses import dataclass
from typing import ClassVar

from email_validator import EmailNotValidError, validate_email

from villars_core.errors import Refusal
from villars_core.i18n import N_


@dataclass(eq=False)
class NotAnAddress(Refusal):
    """The text is no e-mail address."""

    template: ClassVar[str] = N_("« {text} » n’est pas une adresse de courriel.")
    text: str


def checked(text: str) -> str:
    """Return an address in lower case. Raises NotAnAddress; no server is asked."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise NotAnAddress(text.strip()) from error
