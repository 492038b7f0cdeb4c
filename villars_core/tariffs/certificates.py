"""What the text of a certificate of the CAF or the MSA says: value, who calculated it, month. A proposal: the parent confirms it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_READ = 20_000
"""Characters of a document that are looked at; a certificate has one page."""

_MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre")
_MONTH = re.compile(rf"\b(?P<name>{'|'.join(_MONTHS)}) (?P<year>20\d\d)\b|\b(?P<number>0?[1-9]|1[0-2])[/.-](?P<of>20\d\d)\b")
_FULL_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b")
_DAY_BEFORE = re.compile(rf"\b\d{{1,2}}(?:er)? (?=(?:{'|'.join(_MONTHS)})\b)")
_VALUE = re.compile(
    r"\b(?:quotient familial|quotient|qf)\b[^\d]{0,80}?"
    r"(?P<value>\d{1,2} \d{3}(?!\d)|\d{1,5}(?!\d))(?:[.,]\d{1,2})?"
)
_CAF = re.compile(r"\bcaf\b|caisse d'allocations familiales|allocations familiales|\bcnaf\b")
_MSA = re.compile(r"\bmsa\b|mutualite sociale agricole")
_NEAR = 160
_LARGEST = 20_000


@dataclass(frozen=True)
class CertificateText:
    """What could be read; a part that could not is None or ""."""

    value: int | None = None
    source: str = ""
    month: date | None = None

    @property
    def is_certificate(self) -> bool:
        """Tell whether the text is a certificate of a quotient: it names a value and who calculated it."""
        return self.value is not None and bool(self.source)


def certificate_in(text: str) -> CertificateText:
    """Return what the text of a document says of a family quotient. Two different values in it are none: the parent says which."""
    plain = _plain(text[:_READ])
    spots = [(found, int(found["value"].replace(" ", ""))) for found in _VALUE.finditer(_undated(plain))]
    values = {value for _, value in spots if value <= _LARGEST}
    if len(values) != 1:
        return CertificateText(source=_source(plain))
    at = next(found.start() for found, value in spots if value in values)
    return CertificateText(values.pop(), _source(plain), _month(plain, at))


def certificate_of(texts: Sequence[str]) -> CertificateText:
    """Return what the first of some documents says that is a certificate, else what the first says."""
    read = [certificate_in(one) for one in texts]
    return next((one for one in read if one.is_certificate), next((one for one in read if one.value is not None), CertificateText()))


def month_in(text: str) -> date | None:
    """Return the month that words name: "novembre 2026", "11/2026"."""
    found = _MONTH.search(_plain(text[:_READ]))
    return _first_day(found) if found is not None else None


def source_in(text: str) -> str:
    """Return who calculated a quotient, as words say it: "CAF", "MSA" or ""."""
    return _source(_plain(text[:_READ]))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).casefold().split())


def _undated(plain: str) -> str:
    """Blank months and dates, character for character, so that a year is never read as a value."""
    for pattern in (_FULL_DATE, _MONTH):
        plain = pattern.sub(lambda found: "_" * len(found[0]), plain)
    return _DAY_BEFORE.sub(lambda found: "_" * len(found[0]), plain)


def _source(plain: str) -> str:
    caf, msa = _CAF.search(plain), _MSA.search(plain)
    if caf and msa:
        return ""
    return "CAF" if caf else "MSA" if msa else ""


def _month(plain: str, at: int) -> date | None:
    """Return the month named nearest to the value: a certificate also names its own day and the payments of other months."""
    low = max(0, at - _NEAR)
    near = list(_MONTH.finditer(plain, low, at + 2 * _NEAR))
    found = min(near, key=lambda one: abs(one.start() - at), default=None)
    return _first_day(found) if found is not None else None


def _first_day(found: re.Match[str]) -> date:
    if found["name"]:
        return date(int(found["year"]), _MONTHS.index(found["name"]) + 1, 1)
    return date(int(found["of"]), int(found["number"]), 1)
