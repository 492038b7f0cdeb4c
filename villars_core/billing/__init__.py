"""Bills: what is due for each day, invoices that never change, and the ledger that says who owes what."""
