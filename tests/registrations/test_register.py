"""Registering a child for a school year: once, and the bounds move."""

from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from tests.bot.house import records_in
from villars_core.demo.cast import plant
from villars_core.registrations.actions import Wanted, register
from villars_core.registrations.models import Registration
from villars_core.registrations.queries import is_registered
from villars_core.work import SYSTEM


def test_a_second_registration_of_the_year_moves_its_bounds(tmp_path: Path) -> None:
    with records_in(tmp_path) as records, records.writing(SYSTEM) as work:
        lea = plant(work).lea
        before = work.session.scalar(select(func.count()).select_from(Registration))
        register(work, Wanted(lea.id, "canteen", date(2026, 9, 1), date(2026, 12, 18)))
        assert work.session.scalar(select(func.count()).select_from(Registration)) == before
        assert is_registered(work, lea.id, "canteen", [date(2026, 9, 1), date(2026, 12, 18)])
        assert not is_registered(work, lea.id, "canteen", [date(2026, 12, 18), date(2027, 1, 4)])
        assert not is_registered(work, lea.id, "childcare", [date(2026, 12, 18)])


def test_the_next_school_year_is_a_registration_of_its_own(tmp_path: Path) -> None:
    with records_in(tmp_path) as records, records.writing(SYSTEM) as work:
        lea = plant(work).lea
        register(work, Wanted(lea.id, "canteen", date(2027, 9, 1), date(2028, 7, 4)))
        assert is_registered(work, lea.id, "canteen", [date(2027, 7, 2), date(2027, 9, 2)])
