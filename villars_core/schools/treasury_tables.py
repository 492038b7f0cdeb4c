"""What the Treasury and the banks know the town by: codes of the collectivity, the creditor, PayFiP, and how bills can be paid."""

from dataclasses import dataclass
from typing import Literal

_LONGEST_NOTICE = 60
_MOST_PAPERS = 5_000


@dataclass(frozen=True, kw_only=True)
class CreditorTable:
    """Who collects direct debits: name, address, SEPA creditor identifier (ICS), account.

    `first`: the sequence of a mandate's first debit (RCUR: as all others). `notice_days`: how long before a debit its payer is told,
    14 unless the mandates say otherwise. `ultimate`: for whom it is collected, where that is somebody else (the cash office).
    """

    name: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    ics: str = ""
    iban: str = ""
    bic: str = ""
    first: Literal["RCUR", "FRST"] = "RCUR"
    notice_days: int = 14
    ultimate: str = ""

    def __post_init__(self) -> None:
        """Refuse a notice that no agreement allows."""
        if not 1 <= self.notice_days <= _LONGEST_NOTICE:
            message = f"notice_days : de 1 à {_LONGEST_NOTICE}"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class PayfipTable:
    """PayFiP: `titre` sends the parent to the payment page with the references of the bill; `regie` asks the web service for a link.

    `regie_form`: the link names the bill by itself; nothing is asked of the service, and the office enters what was paid.
    """

    form: Literal["titre", "regie", "regie_form"] = "titre"
    page: str = "https://www.payfip.gouv.fr"
    service: str = "https://www.payfip.gouv.fr/tpa/services/securite"
    client: str = ""
    mode: Literal["test", "activation", "production"] = "test"
    notify: str = ""
    back: str = ""

    def __post_init__(self) -> None:
        """Refuse a client number that PayFiP does not give."""
        if self.client and not (self.client.isdigit() and len(self.client) == 6):  # noqa: PLR2004 (six digits)
            message = "client : six chiffres"
            raise ValueError(message)
        for name, value in (("service", self.service), ("page", self.page)):
            if not value.startswith(("https://", "http://127.0.0.1", "http://localhost")):
                message = f"{name} commence par https://"
                raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class TreasuryTable:
    """How revenue orders are written (Hélios): agree each code with the accountant of the Treasury.

    `form`: the Treasury recovers (ORMC), or the town's own cash office does. `key_item`: what the first key is computed over besides
    the debt's number: the nature of the schema's text, or the number of the slip as other programs do. `period_digit`: the digit of
    the month that stands for the period, everywhere the same. `papers_kind`: what the file of papers calls itself; `papers_per_file`:
    how many of them go into one.
    """

    form: Literal["ormc", "regie"] = "ormc"
    post: str = ""
    collectivity: str = ""
    budget: str = "00"
    siret: str = ""
    product: str = ""
    nature: str = "588"
    function: str = ""
    edition: Literal["03", "06"] = "06"
    establishment: str = "001"
    issuer: str = "940033"
    key_item: Literal["nature", "slip"] = "nature"
    period_digit: Literal["last", "first"] = "last"
    office: str = ""
    office_street: str = ""
    office_city: str = ""
    schemas: str = ""
    papers_kind: Literal["PESALR1", "PESORMC", "PESPJ"] = "PESALR1"
    papers_per_file: int = 200

    def __post_init__(self) -> None:
        """Refuse codes that the schemas refuse."""
        if not 1 <= self.papers_per_file <= _MOST_PAPERS:
            message = f"papers_per_file : de 1 à {_MOST_PAPERS}"
            raise ValueError(message)
        for name, value, lengths in (
            ("post", self.post, {6, 7}),
            ("collectivity", self.collectivity, {3}),
            ("siret", self.siret, {14}),
            ("establishment", self.establishment, {3}),
        ):
            if value and (len(value) not in lengths or not value.isalnum()):
                message = f"{name} : {' ou '.join(map(str, sorted(lengths)))} signes"
                raise ValueError(message)
