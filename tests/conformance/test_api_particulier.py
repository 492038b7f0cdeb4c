"""API Particulier: every published case, served over HTTP on the loopback, is asked for and read as it is meant."""

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.servers.api_particulier import particulier
from villars_core.tariffs.api_particulier import (
    FRANCE,
    ApiParticulier,
    BadIdentity,
    Identity,
    NotKnownThere,
    PartialDate,
    ProviderAway,
    TooManyCalls,
)

FOLDER = Path(os.environ.get("VILLARS_FORMATS", "../shared/formats")) / "api_particulier"
CASES = sorted([*FOLDER.glob("*.yaml"), *FOLDER.glob("*.yml")])
REFUSALS = {404: NotKnownThere, 429: TooManyCalls, 502: ProviderAway, 504: ProviderAway}


def _case(file: Path) -> tuple[dict[str, Any], int, str]:
    """Read the little of YAML that the cases use: scalars, one list of first names, a literal block."""
    text = file.read_text(encoding="utf-8")
    params_text = re.search(r"^params:\n((?:[ \t].*\n|\n)*)", text, re.MULTILINE)
    status = re.search(r"^status: *'?(\d+)", text, re.MULTILINE)
    payload = text.partition("payload: |-\n")[2]
    assert params_text, file
    assert status, file
    params: dict[str, Any] = {}
    for line in params_text.group(1).splitlines():
        if item := re.match(r"\s+- *(.*)", line):
            params.setdefault("prenoms", []).append(_scalar(item.group(1)))
        elif pair := re.match(r"\s+(\w+): *(.+)", line):
            params[pair.group(1)] = _scalar(pair.group(2))
    return params, int(status.group(1)), payload


def _scalar(text: str) -> str:
    return text.strip().strip("'\"")


def _identity(params: dict[str, Any]) -> Identity:
    return Identity(
        last_name=params["nomNaissance"],
        first_names=tuple(params.get("prenoms", ())),
        country=params.get("codeCogInseePaysNaissance", FRANCE),
        town=params.get("codeCogInseeCommuneNaissance", ""),
        sex=params.get("sexeEtatCivil", ""),
        year=int(params.get("anneeDateNaissance", 0)),
        month=int(params.get("moisDateNaissance", 0)),
        day=int(params.get("jourDateNaissance", 0)),
        used_name=params.get("nomUsage", ""),
    )


def test_there_are_cases_of_every_kind() -> None:
    assert len(CASES) == 28
    assert {_case(file)[1] for file in CASES} == {200, *REFUSALS}


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_published_case_is_asked_for_and_read(file: Path) -> None:
    params, status, payload = _case(file)
    person = _identity(params)
    month = date(int(params["annee"]), int(params["mois"]), 1) if "annee" in params else None
    with particulier([(status, payload)]) as service, ApiParticulier(service.url, "jeton", "21420330100010") as client:
        if status in REFUSALS:
            with pytest.raises(REFUSALS[status]):
                client.quotient(person, month)
        else:
            found = client.quotient(person, month)
            told = json.loads(payload)["data"]
            quotient = told["quotient_familial"]
            assert (found.value, found.month) == (quotient["valeur"], date(quotient["annee"], quotient["mois"], 1))
            assert found.source == {"CNAF": "CAF", "MSA": "MSA"}[quotient["fournisseur"]]
            assert [one.last_name for one in found.adults] == [one["nom_naissance"] for one in told["allocataires"]]
            assert [one.born for one in found.children] == [PartialDate.read(one["date_naissance"]) for one in told["enfants"]]
            assert None not in [one.born for one in (*found.adults, *found.children)]
        (call,) = service.calls
    asked = {name: values if name == "prenoms" else values[0] for name, values in call.params.items()}
    assert asked.pop("recipient") == "21420330100010"
    assert asked == params
    assert (call.path, call.authorization) == ("/v3/dss/quotient_familial/identite", "Bearer jeton")


def test_a_birth_date_without_day_and_month_may_be_any_of_its_year() -> None:
    born = PartialDate.read("2020-00-00")
    assert born is not None
    assert born.may_be(date(2020, 5, 17))
    assert not born.may_be(date(2021, 5, 17))


def test_somebody_born_in_france_needs_the_town() -> None:
    with pytest.raises(BadIdentity):
        Identity(last_name="LEFEBVRE", country=FRANCE)
