"""API Particulier, version 3: the family quotient of a person as the CAF or the MSA knows it, asked with the family's consent.

One call, `/v3/dss/quotient_familial/identite`. What identifies the person is not kept, and never logged: the address holds it.
Source: the API's published cases; limits: 20 calls a second for a token, answers in `data` or `errors`.
"""

import re
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Any, ClassVar, Self

import httpx

from villars_core.errors import Refusal
from villars_core.i18n import N_

PATH = "/v3/dss/quotient_familial/identite"
FRANCE = "99100"
TIMEOUT = httpx.Timeout(connect=5, read=30, write=5, pool=5)
A_SECOND = 20
LARGEST_ANSWER = 500_000
LARGEST_QUOTIENT = 20_000
_SOURCES = {"CNAF": "CAF", "MSA": "MSA"}
_CODE = re.compile(r"[0-9][0-9AB][0-9]{3}")
_LONGEST_NAME, _MOST_NAMES = 100, 10


@dataclass(eq=False)
class NotKnownThere(Refusal):
    """Neither the CAF nor the MSA finds the person (404, 422)."""

    template: ClassVar[str] = N_(
        "La CAF et la MSA ne trouvent pas cette personne. Vérifiez l’état civil, ou demandez l’attestation à la famille."
    )


@dataclass(eq=False)
class TooManyCalls(Refusal):
    """The service asks to wait (429); `seconds`: how long, where it says so."""

    template: ClassVar[str] = N_("Trop de demandes à API Particulier en même temps. Réessayez dans {seconds} s.")
    seconds: int = 60


@dataclass(eq=False)
class ProviderAway(Refusal):
    """The service, or the CAF or the MSA behind it, does not answer (502, 503, 504, no connection, unreadable)."""

    template: ClassVar[str] = N_("API Particulier ne répond pas ({code}). Rien n’a changé. Réessayez plus tard.")
    code: str = ""


@dataclass(eq=False)
class TokenRefused(Refusal):
    """The town's token is not valid, or not for this (401, 403)."""

    template: ClassVar[str] = N_("API Particulier refuse le jeton de la ville ({code}). Vérifiez « quotient.token » et l’habilitation.")
    code: str = ""


@dataclass(eq=False)
class BadIdentity(Refusal):
    """What identifies the person is missing or badly written."""

    template: ClassVar[str] = N_("Il manque l’état civil : nom de naissance, prénoms, pays (et commune si c’est la France) de naissance.")


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A person's civil status at birth. `country`, `town`: codes of INSEE; parts of the birth date that are not known are 0."""

    last_name: str
    first_names: tuple[str, ...] = ()
    country: str = FRANCE
    town: str = ""
    sex: str = ""
    year: int = 0
    month: int = 0
    day: int = 0
    used_name: str = ""

    def __post_init__(self) -> None:
        """Refuse what the service would refuse. Raises BadIdentity."""
        names = (self.last_name, *self.first_names, self.used_name)
        fits = bool(self.last_name.strip()) and all(len(one) <= _LONGEST_NAME for one in names) and len(self.first_names) <= _MOST_NAMES
        placed = bool(re.fullmatch(r"99[0-9]{3}", self.country)) and (self.country != FRANCE or bool(_CODE.fullmatch(self.town)))
        if not fits or not placed or self.sex not in {"", "F", "M"}:
            raise BadIdentity

    def params(self) -> list[tuple[str, str]]:
        """Return the parameters of the call; what is not known is left out."""
        known = {
            "nomNaissance": self.last_name,
            "nomUsage": self.used_name,
            "codeCogInseePaysNaissance": self.country,
            "codeCogInseeCommuneNaissance": self.town,
            "sexeEtatCivil": self.sex,
            "anneeDateNaissance": str(self.year or ""),
            "moisDateNaissance": str(self.month or ""),
            "jourDateNaissance": str(self.day or ""),
        }
        return [(name, value) for name, value in known.items() if value] + [("prenoms[]", one) for one in self.first_names]


@dataclass(frozen=True)
class PartialDate:
    """A birth date of which the day, or the month too, may be unknown (0), as in "2020-00-00"."""

    year: int
    month: int
    day: int

    @classmethod
    def read(cls, text: str) -> "PartialDate | None":
        """Return the date that a text says, or None."""
        parts = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
        return cls(*(int(one) for one in parts.groups())) if parts else None

    def may_be(self, day: date) -> bool:
        """Tell whether it may be a day, as far as it is known."""
        return all(known in {0, told} for known, told in ((self.year, day.year), (self.month, day.month), (self.day, day.day)))


@dataclass(frozen=True)
class Person:
    """Somebody of the file: an adult who draws the allowance, or a child."""

    last_name: str
    first_names: str
    born: PartialDate | None


@dataclass(frozen=True)
class Found:
    """What the service says: the quotient, who calculated it (CAF, MSA), its month, the month of its calculation, who is in the file."""

    value: int
    source: str
    month: date
    calculated: date | None
    adults: tuple[Person, ...]
    children: tuple[Person, ...]


class Pace:
    """At most so many calls in any second: a call beyond waits for its turn."""

    def __init__(
        self, a_second: int = A_SECOND, now: Callable[[], float] = time.monotonic, wait: Callable[[float], None] = time.sleep
    ) -> None:
        """Begin without a call."""
        self._calls: deque[float] = deque(maxlen=a_second)
        self._now, self._wait = now, wait
        self._lock = threading.Lock()

    def take(self) -> None:
        """Take one call's turn, waiting until the one so many before is a second old."""
        with self._lock:
            if len(self._calls) == self._calls.maxlen:
                left = self._calls[0] + 1 - self._now()
                if left > 0:
                    self._wait(left)
            self._calls.append(self._now())


class ApiParticulier:
    """A connection with the town's token, to be closed; every call is bounded in time and size."""

    def __init__(self, url: str, token: str, recipient: str, pace: Pace | None = None) -> None:
        """Open nothing yet. `recipient`: the town's SIRET."""
        self._url, self._recipient = url.rstrip("/") + PATH, recipient
        self._http = httpx.Client(
            timeout=TIMEOUT, trust_env=False, headers={"Authorization": f"Bearer {token}", "Accept": "application/json"}
        )
        self._pace = pace or Pace()

    def __enter__(self) -> Self:
        """Use it as a context."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connection."""
        self._http.close()

    def quotient(self, person: Identity, month: date | None = None) -> Found:
        """Ask for a person's quotient, now or of a month. Raises NotKnownThere, TooManyCalls, ProviderAway, TokenRefused, BadIdentity."""
        params: list[tuple[str, str | int | float | bool | None]] = [*person.params(), ("recipient", self._recipient)]
        if month is not None:
            params += [("annee", month.year), ("mois", month.month)]
        self._pace.take()
        try:
            with self._http.stream("GET", self._url, params=httpx.QueryParams(params)) as answer:
                body = b""
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > LARGEST_ANSWER:
                        raise ProviderAway(code="taille")
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
            # Not chained: the error's text holds the address, and the address holds the person.
            raise ProviderAway(code="connexion") from None
        if answer.status_code != httpx.codes.OK:
            _refuse(answer, body)
        return _found(_read(body))


def _refuse(answer: httpx.Response, body: bytes) -> None:
    status = answer.status_code
    code = f"{status} {_error_code(body)}".strip()
    if status in {httpx.codes.NOT_FOUND, httpx.codes.UNPROCESSABLE_ENTITY}:
        raise NotKnownThere
    if status == httpx.codes.TOO_MANY_REQUESTS:
        after = answer.headers.get("Retry-After", "")
        raise TooManyCalls(min(int(after), 3600) if after.isdigit() else 60)
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        raise TokenRefused(code)
    if status == httpx.codes.BAD_REQUEST:
        raise BadIdentity
    raise ProviderAway(code)


def _error_code(body: bytes) -> str:
    try:
        code = str(httpx.Response(httpx.codes.OK, content=body).json()["errors"][0]["code"])
    except (ValueError, KeyError, IndexError, TypeError):
        return ""
    return code if re.fullmatch(r"[0-9A-Za-z]{1,10}", code) else ""


def _read(body: bytes) -> Any:  # noqa: ANN401 (JSON)
    try:
        return httpx.Response(httpx.codes.OK, content=body).json()
    except ValueError:
        raise ProviderAway(code="réponse") from None


def _found(told: Any) -> Found:  # noqa: ANN401 (the same)
    try:
        data = told["data"]
        quotient = data["quotient_familial"]
        value, source = int(quotient["valeur"]), _SOURCES[quotient["fournisseur"]]
        month = date(int(quotient["annee"]), int(quotient["mois"]), 1)
        calculated = date(int(quotient["annee_calcul"]), int(quotient["mois_calcul"]), 1) if quotient.get("annee_calcul") else None
        adults = tuple(_person(one) for one in data.get("allocataires") or ())
        children = tuple(_person(one) for one in data.get("enfants") or ())
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ProviderAway(code="réponse") from None
    if not 0 <= value <= LARGEST_QUOTIENT:
        raise ProviderAway(code="valeur")
    return Found(value, source, month, calculated, adults, children)


def _person(told: Any) -> Person:  # noqa: ANN401 (the same)
    names = told.get("prenoms") or ""
    return Person(
        str(told.get("nom_naissance") or "")[:_LONGEST_NAME],
        (" ".join(names) if isinstance(names, list) else str(names))[:_LONGEST_NAME],
        PartialDate.read(str(told.get("date_naissance") or "")),
    )
