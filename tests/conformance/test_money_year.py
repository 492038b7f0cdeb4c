"""Every file of a lived year of money, and what the bank and the Treasury of the tests answered, against the official schemas."""

import os
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

from tests.conftest import _PROVE
from tests.money_year.lived import live, opened

FORMATS = Path(os.environ.get("VILLARS_FORMATS", "../shared/formats"))
SCHEMAS = {
    "pain.008.001.08": "sepa/pain.008.001.08.xsd",
    "pain.002.001.03": "sepa/pain.002.001.03.xsd",
    "camt.054.001.02": "sepa/camt.054.001.02.xsd",
    "pes_v2/Rev0/aller": "pes_v5.17/PES_V2/Rev0/PES_Aller.xsd",
    "pes_v2/Rev0/retour": "pes_v5.17/PES_V2/RETOUR/Rev0/PES_Retour.xsd",
}


@pytest.mark.timeout(3600 if _PROVE else 300)
def test_each_file_of_the_year_is_as_the_official_schemas_ask(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'town.db'}") as year:
        money, _ = live(year, tmp_path)
    seen: Counter[str] = Counter()
    for name, raw in money.files.items():
        root = etree.fromstring(raw)
        kind = next(one for one in SCHEMAS if etree.QName(root).namespace.endswith(one))
        schema = _by_lxml(SCHEMAS[kind])
        assert schema.validate(root), f"{name}: {schema.error_log}"
        assert [str(one.reason) for one in _by_the_other(SCHEMAS[kind]).iter_errors(root)] == [], name
        seen[kind] += 1
    assert set(seen) == set(SCHEMAS)


@lru_cache
def _by_lxml(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(FORMATS / name)))


@lru_cache
def _by_the_other(name: str) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(FORMATS / name), allow="local")
