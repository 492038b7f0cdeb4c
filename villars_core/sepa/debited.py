"""Which invoices a file of direct debits is taking: nobody is asked to pay them another way."""

from sqlalchemy import select

from villars_core.sepa.models import DirectDebit
from villars_core.work import Work


def debited(work: Work) -> frozenset[int]:
    """Return the invoices whose debit is in a file and was not rejected."""
    return frozenset(work.session.scalars(select(DirectDebit.invoice_id).where(DirectDebit.state != "rejected")))
