"""Payments: online by PayFiP, at the counter, and the reminders of what is late."""
