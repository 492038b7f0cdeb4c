"""What others ask of the Treasury's side: whether it has a bill."""

from sqlalchemy import select

from villars_core.treasury.models import RevenueOrder
from villars_core.work import Work

_GONE = frozenset({"rejected", "cancelled"})


def with_treasury(work: Work, invoice_id: int) -> bool:
    """Tell whether the Treasury has the bill: its revenue order went there, and was neither rejected nor cancelled."""
    state = work.session.scalar(select(RevenueOrder.state).where(RevenueOrder.invoice_id == invoice_id))
    return state is not None and state not in _GONE
