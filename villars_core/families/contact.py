"""How an adult is reached: telephone and e-mail, changed by the adult with a second factor, or by the office."""

import re
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from villars_core.errors import Refusal
from villars_core.families.actions import OFFICE, EmailTaken, email_of
from villars_core.families.models import Guardian
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.work import ActorKind, Assurance, Work

_PHONE = re.compile(r"(?<![\w+])(?:\+\d{1,3}|0)(?:[ .\-]?\(?\d\)?){5,14}(?!\w)")
_FRENCH = re.compile(r"(?:\+33|0)([1-9]\d{8})")
_ABROAD = re.compile(r"\+(?!33)[1-9]\d{6,14}")
_SHOWN = 2


@dataclass(eq=False)
class NotAPhone(Refusal):
    """What was typed cannot be a telephone number."""

    template: ClassVar[str] = N_("« {phone} » n’est pas un numéro de téléphone. Écrivez-le par exemple 06 12 34 56 78.")
    phone: str


def phone_of(text: str) -> str:
    """Return the telephone number in some words as it is kept: ten digits in France, "+" and digits abroad; empty for none."""
    for found in _PHONE.finditer(text[:200]):
        plain = re.sub(r"[^\d+]", "", found[0].replace("(0)", ""))
        french = _FRENCH.fullmatch(plain)
        if french is not None:
            return f"0{french[1]}"
        if _ABROAD.fullmatch(plain):
            return plain
    return ""


def spaced(phone: str) -> str:
    """Return a French number as people write it: "06 12 34 56 78"."""
    return " ".join(re.findall("..", phone)) if phone.startswith("0") else phone


def masked(contact: str) -> str:
    """Return enough of a telephone or an address to know it again: "•• 78", "n•••@exemple.fr"."""
    name, at, domain = contact.partition("@")
    if at:
        return f"{name[:1]}•••@{domain}"
    return f"•• {contact[-_SHOWN:]}" if contact else ""


def set_phone(work: Work, guardian_id: int, typed: str) -> str:
    """Change a guardian's telephone; return it as kept. Raises NotAPhone, NotSureEnough."""
    _own_or_office(work, guardian_id)
    phone = phone_of(typed)
    if not phone:
        raise NotAPhone(typed[:40])
    guardian = work.session.get_one(Guardian, guardian_id, with_for_update=True)
    change = Change({"phone": masked(guardian.phone)}, {"phone": masked(phone)})
    guardian.phone = phone
    record(work, "family.set_phone", Subject("guardian", guardian_id), change)
    return phone


def free_email(work: Work, guardian_id: int, typed: str) -> str:
    """Return an address as it is kept, where it is no other guardian's. Raises NotAnEmail, EmailTaken."""
    email = email_of(typed)
    taken = select(Guardian.id).where(Guardian.email == email, Guardian.id != guardian_id)
    if work.session.scalars(taken.limit(1)).first() is not None:
        raise EmailTaken
    return email


def set_email(work: Work, guardian_id: int, typed: str) -> str:
    """Change a guardian's address; return it as kept. Raises NotAnEmail, EmailTaken, NotSureEnough."""
    _own_or_office(work, guardian_id)
    email = free_email(work, guardian_id, typed)
    guardian = work.session.get_one(Guardian, guardian_id, with_for_update=True)
    change = Change({"email": masked(guardian.email)}, {"email": masked(email)})
    guardian.email = email
    record(work, "family.set_email", Subject("guardian", guardian_id), change)
    return email


def _own_or_office(work: Work, guardian_id: int) -> None:
    """Raise NotAllowed for somebody else's contact, NotSureEnough where the adult showed no second factor."""
    if work.actor.kind is ActorKind.GUARDIAN and work.actor.id == guardian_id:
        work.actor.require_assurance(Assurance.STEPPED_UP)
    else:
        work.actor.require(*OFFICE)
