"""Accounts: invitations, lock-out, routes, staff sessions."""
