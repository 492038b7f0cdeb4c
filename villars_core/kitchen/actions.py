"""Freezing the order of each day at its cut-off, keeping every change after it, and telling both by themselves."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from villars_core.journal.actions import Change, Subject, record
from villars_core.kitchen import notices
from villars_core.kitchen.models import OrderLine, OrderSheet, OrderStep
from villars_core.kitchen.queries import (
    Figures,
    Sheet,
    bookings,
    cutoff_of,
    expected,
    hours,
    service_day_before,
    sheet_numbered,
    total,
)
from villars_core.kitchen.rules import HORIZON, Reasons, SheetState, Told, due
from villars_core.schools.queries import has_rules
from villars_core.work import Work


def is_due(work: Work) -> bool:
    """Tell whether the kitchen is to be told something now; reads only."""
    if not has_rules(work):
        return False
    return bool(_days_to_freeze(work)) or any(_is_to_tell(work, sheet, told) for sheet, told in _due(work))


def keep_up(work: Work) -> list[Told]:
    """Freeze what is due, keep what changed, tell both; return what was told. Run as often as one likes: nothing is told twice."""
    told = []
    frozen = [sheet for day in _days_to_freeze(work) if (sheet := freeze(work, day)) is not None]
    if frozen:
        notices.tell(work, Told.ORDER, frozen)
        told.append(Told.ORDER)
    for row, kind in _due(work):
        told += _told(work, row, kind)
    return told


def freeze(work: Work, day: date) -> Sheet | None:
    """Freeze the order of a day as its bookings were at the cut-off, however late this runs; None where another process was first.

    What is known by now to be different (an absence already reported) is the first change, told together with the order.
    """
    cutoff = cutoff_of(work, day)
    if cutoff is None or cutoff > work.now:
        return None
    row = OrderSheet(day=day, cutoff=cutoff, frozen_at=work.now)
    try:
        with work.session.begin_nested():
            work.session.add(row)
    except IntegrityError:
        return None
    _keep_step(work, row, 0, bookings(work, day, cutoff), Reasons())
    record(work, "kitchen.freeze", Subject("order_sheet", row.id), Change(after={"day": day.isoformat()}))
    keep_change(work, row)
    return sheet_numbered(work, row.id)


def keep_change(work: Work, row: OrderSheet) -> Reasons | None:
    """Keep what changed since the kitchen was last told, as signed figures; None where nothing did."""
    work.session.execute(select(OrderSheet.id).where(OrderSheet.id == row.id).with_for_update())
    sheet, now = sheet_numbered(work, row.id), expected(work, row.day, row.cutoff)
    change = {key: now.figures.get(key, 0) - count for key, count in sheet.told().items()}
    change |= {key: count for key, count in now.figures.items() if key not in change}
    change = {key: count for key, count in change.items() if count}
    if not change:
        return None
    new = now.reasons.since(sheet.reasons())
    _keep_step(work, row, sheet.steps[-1].number + 1, change, new)
    return new


def _keep_step(work: Work, row: OrderSheet, number: int, figures: Figures, why: Reasons) -> None:
    step = OrderStep(
        sheet_id=row.id,
        number=number,
        at=work.now,
        booked=why.booked,
        cancelled=why.cancelled,
        absent=why.absent,
        unexpected=why.unexpected,
        closed=why.closed,
    )
    work.session.add(step)
    work.session.flush()
    lines = [
        OrderLine(step_id=step.id, class_id=key.class_id, diet=key.diet, own_meal=key.own_meal, adults_at=key.adults_at, count=count)
        for key, count in total([figures]).items()
    ]
    work.session.add_all(lines)
    work.session.flush()


def _days_to_freeze(work: Work) -> list[date]:
    days = [work.today + timedelta(days=number) for number in range(HORIZON.days)]
    known = set(work.session.scalars(select(OrderSheet.day).where(OrderSheet.day.between(days[0], days[-1]))))
    return [day for day in days if day not in known and _is_past_cutoff(work, day)]


def _is_past_cutoff(work: Work, day: date) -> bool:
    cutoff = cutoff_of(work, day)
    return cutoff is not None and cutoff <= work.now


def _due(work: Work) -> list[tuple[OrderSheet, Told]]:
    rows = work.session.scalars(select(OrderSheet).where(OrderSheet.day >= work.today).order_by(OrderSheet.day))
    found = [(row, due(_state(work, row), work.now, hours(work))) for row in list(rows)[:2]]
    return [(row, told) for row, told in found if told is not None]


def _state(work: Work, row: OrderSheet) -> SheetState:
    last = work.session.scalars(select(OrderStep.at).where(OrderStep.sheet_id == row.id).order_by(OrderStep.number.desc()).limit(1)).one()
    return SheetState(row.day, service_day_before(work, row.day), row.eve_at is not None, row.morning_at is not None, last)


def _is_to_tell(work: Work, row: OrderSheet, told: Told) -> bool:
    """Tell whether there is something to say; the eve is noted even where nothing changed, and the morning is always told."""
    if told is not Told.CHANGE:
        return True
    return dict(total([expected(work, row.day, row.cutoff).figures])) != dict(sheet_numbered(work, row.id).told())


def _told(work: Work, row: OrderSheet, told: Told) -> Sequence[Told]:
    new = keep_change(work, row)
    if told is Told.EVE:
        row.eve_at = work.now
    if told is Told.MORNING:
        row.morning_at = work.now
    work.session.flush()
    if new is None and told is not Told.MORNING:
        return ()
    notices.tell(work, told, [sheet_numbered(work, row.id)], new)
    return (told,)
