"""Which invoices a file of direct debits is taking: nobody is asked to pay them another way, nor told that nothing will be debited."""

from datetime import date

from sqlalchemy import select

from villars_core.money import Cents
from villars_core.sepa.models import Collection, DirectDebit
from villars_core.work import Work


def debited(work: Work) -> frozenset[int]:
    """Return the invoices whose debit is in a file and was not rejected."""
    return frozenset(work.session.scalars(select(DirectDebit.invoice_id).where(DirectDebit.state != "rejected")))


def under_way(work: Work, mandate_id: int) -> list[tuple[date, Cents]]:
    """Return the debits of a mandate that the bank has and has not made yet: their day and amount. No revoking calls them back."""
    query = select(Collection.collected_on, DirectDebit.amount).join(Collection, Collection.id == DirectDebit.collection_id)
    live = (DirectDebit.mandate_id == mandate_id, DirectDebit.state == "written", Collection.collected_on >= work.today)
    return [(day, amount) for day, amount in work.session.execute(query.where(*live).order_by(Collection.collected_on, DirectDebit.id))]
