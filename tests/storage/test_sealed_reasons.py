"""Reasons that the office wrote in clear are sealed by the upgrade, on each database: none is lost, none stays readable."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from villars_core.errors import OperatorError
from villars_core.mandates.models import Mandate
from villars_core.storage.engine import open_engine
from villars_core.storage.schema import FOLDER
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import Vault, new_key
from villars_core.tariffs.models import FamilyQuotient

WORDS = "hospitalisé jusqu’en mars, compte de sa mère"
AT = "2026-10-01 08:00:00+00:00"


def until(folder: Path, last: str) -> Path:
    """Return a copy of the migrations up to one of them."""
    copy = folder / "migrations"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (copy / "versions").glob("[0-9]*.py"):
        if file.name[:4] > last:
            file.unlink()
    return copy


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """Give an empty database of each kind."""
    opened = open_engine(url)
    yield opened
    opened.dispose()


def filled(engine: Engine, folder: Path) -> None:
    """Give records as they were before, with two mandates and two quotients of which one each has a reason."""
    upgrade(engine, until(folder, "0022"))
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO household VALUES (1, 'F-1', 'Famille Martin', '', '', '')"))
        connection.execute(
            text(
                "INSERT INTO guardian (id, household_id, first_name, last_name, email, phone) "
                "VALUES (1, 1, 'Nadia', 'Martin', 'nadia@parents.example', '')"
            )
        )
        for number, state, reason in ((1, "revoked", WORDS), (2, "ready", "")):
            connection.execute(
                text(
                    "INSERT INTO mandate"
                    " (id, reference, household_id, guardian_id, holder, bic, last_digits, state, asked_at, reason, row_key)"
                    " VALUES (:id, :reference, 1, 1, 'N', '', '0189', :state, :at, :reason, :key)"
                ),
                {"id": number, "reference": f"RUM{number}", "state": state, "at": AT, "reason": reason, "key": f"{number:032d}"},
            )
        for number, state, reason in ((1, "refused", WORDS), (2, "asked", "")):
            connection.execute(
                text(
                    "INSERT INTO family_quotient (id, household_id, value, source, month, state, asked_at, reason)"
                    " VALUES (:id, 1, 620, 'CAF', '2026-10-01', :state, :at, :reason)"
                ),
                {"id": number, "state": state, "at": AT, "reason": reason},
            )


def test_reasons_in_clear_are_sealed_and_open_again(engine: Engine, tmp_path: Path) -> None:
    name, key = new_key()
    vault = Vault({name: key}, name)
    filled(engine, tmp_path)
    upgrade(engine, vault=vault)
    with Session(engine) as session:
        kept: list[Sequence[Mandate] | Sequence[FamilyQuotient]] = [
            session.scalars(select(Mandate).order_by(Mandate.id)).all(),
            session.scalars(select(FamilyQuotient).order_by(FamilyQuotient.id)).all(),
        ]
        for rows in kept:
            assert [one.unseal_text("reason", vault) for one in rows] == [WORDS, ""]
            assert [one.reason is None for one in rows] == [False, True]
            assert len({one.row_key for one in rows} - {""}) == 2
            raw = session.execute(text(f"SELECT reason FROM {rows[0].__tablename__} WHERE id = 1")).scalar_one()  # noqa: S608 (our tables)
            assert b"hospital" not in bytes(raw)


def test_without_the_keys_nothing_is_changed_and_the_operator_is_told(engine: Engine, tmp_path: Path) -> None:
    filled(engine, tmp_path)
    with pytest.raises(OperatorError) as told:
        upgrade(engine)
    assert told.value.number == 1106
    with engine.connect() as connection:
        assert connection.execute(text("SELECT reason FROM mandate ORDER BY id")).scalars().all() == [WORDS, ""]


def test_without_a_reason_no_key_is_needed(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, until(tmp_path, "0022"))
    upgrade(engine)
