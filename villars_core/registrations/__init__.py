"""Which child is registered for which activity in which school year."""
