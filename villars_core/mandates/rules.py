"""What a mandate may be: the account's check, the reference (RUM), when it lapses. Pure.

Sources: the family guide ("Adhérer au prélèvement automatique"), the Banque de France on references and on the 36 months.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from dateutil.easter import easter
from schwifty import BIC, IBAN
from schwifty.exceptions import SchwiftyException

from villars_core.errors import Refusal
from villars_core.i18n import N_

LAPSE_MONTHS = 36
NUMBER_DIGITS = 22
FRIDAY = 5
MANY_DIGITS = 12
"""More digits in a message than a telephone number has."""
STATES = {
    "none": N_("Sans mandat"),
    "asked": N_("Demandé"),
    "waiting": N_("En attente du mandat signé"),
    "to_check": N_("À vérifier"),
    "ready": N_("Prêt"),
    "suspended": N_("Suspendu"),
    "revoked": N_("Révoqué"),
    "lapsed": N_("Caduc : aucun prélèvement depuis 36 mois"),
    "refused": N_("Refusé"),
}
_IBAN = re.compile(r"\b[A-Z]{2}\s?\d{2}(?:[\s.\-]?[0-9A-Z]){10,30}\b", re.IGNORECASE)
_BIC = re.compile(r"\b[A-Z]{6}[0-9A-Z]{2}(?:[0-9A-Z]{3})?\b")


@dataclass(eq=False)
class NotAnIban(Refusal):
    """What was typed is no account number, or has a wrong figure; it is not shown again."""

    template: ClassVar[str] = N_(
        "Ce n’est pas un IBAN valable : un chiffre ou une lettre ne va pas. Recopiez-le de votre RIB. Il commence par FR et a 27 signes."
    )


@dataclass(eq=False)
class NotSepa(Refusal):
    """An account outside the countries of the single euro payments area."""

    template: ClassVar[str] = N_("Ce compte est hors de l’espace SEPA ({country}) : il ne peut pas être prélevé.")
    country: str


@dataclass(frozen=True)
class AccountNumber:
    """A checked account: the number without spaces, and the bank's code where the country's list knows it."""

    iban: str
    bic: str = ""

    @property
    def last_digits(self) -> str:
        """Return the only signs that are ever shown."""
        return self.iban[-4:]


def account_in(text: str) -> AccountNumber | None:
    """Return the account number that stands in some words, checked with its national key; None where there is none.

    Raises NotAnIban for one with a wrong figure, NotSepa for one that cannot be debited.
    """
    found = _IBAN.search(text)
    if found is None:
        return None
    compact = re.sub(r"[\s.\-]", "", found[0]).upper()
    try:
        # What follows the number's own length is the next word.
        iban = IBAN(compact[: IBAN(compact, allow_invalid=True).spec.iban_length], validate_bban=True)
    except SchwiftyException:
        raise NotAnIban from None
    if not iban.in_sepa_zone:
        raise NotSepa(iban.country_code)
    return AccountNumber(str(iban), bic_in(text) or (str(iban.bic) if iban.bic else ""))


def looks_like_account(text: str) -> bool:
    """Tell whether words hold what may be an account number, right or wrong: such a message is not kept."""
    return _IBAN.search(text) is not None or sum(one.isdigit() for one in text) >= MANY_DIGITS


def bic_in(text: str) -> str:
    """Return the bank's code that stands in some words, or nothing: it is not needed in France."""
    for one in _BIC.findall(text.upper()):
        try:
            return str(BIC(one))
        except SchwiftyException:
            continue
    return ""


def mandate_reference(ics: str, year: int, number: int) -> str:
    """Return the RUM: the creditor identifier, then year and number on 22 digits; 35 characters, never a personal fact."""
    return f"{ics}{year * 10**8 + number:0{NUMBER_DIGITS}d}"


def has_lapsed(last_debit_on: date | None, signed_on: date, today: date) -> bool:
    """Tell whether 36 months passed without a debit that was presented."""
    since = last_debit_on or signed_on
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    return months >= LAPSE_MONTHS


def bank_day(day: date) -> date:
    """Return the day, or the next one on which the banks of the euro settle (TARGET: no weekend, no day of its own holidays)."""
    while day.isoweekday() > FRIDAY or _is_target_holiday(day):
        day += timedelta(days=1)
    return day


def debit_day(issued_on: date, due_on: date, notice_days: int) -> date:
    """Return when an invoice is debited: on its last day to pay, and never before its notice is old enough."""
    return bank_day(max(due_on, issued_on + timedelta(days=notice_days)))


def _is_target_holiday(day: date) -> bool:
    sunday = easter(day.year)
    fixed = {(1, 1), (5, 1), (12, 25), (12, 26)}
    return (day.month, day.day) in fixed or day in {sunday - timedelta(days=2), sunday + timedelta(days=1)}
