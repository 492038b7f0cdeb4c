"""Who of the staff works on what: the office on everything, the others on what their own task needs, and nothing besides."""

from collections.abc import Collection, Mapping

ALL = frozenset({"education_office", "administrator"})
KINDS_OF: Mapping[str, frozenset[str]] = {
    "treasurer": frozenset(
        {
            "debit_different",
            "debit_rejected",
            "debit_unknown",
            "given_up",
            "mandate",
            "mandate_appointment",
            "payment",
            "quotient",
            "reminder",
        }
    ),
    "kitchen": frozenset({"kitchen"}),
}
"""The kinds of items that a role sees beside the office: money for the treasurer, never a family's words or quotient for the kitchen."""

OF_THE_OFFICE = frozenset({"dead_address", "event", "locked_out", "payment", "unreachable"})
"""Kinds of items about somebody that they did not ask for: they are not among their own requests."""


def kinds_for(roles: Collection[str]) -> frozenset[str] | None:
    """Return the kinds of items that somebody with these roles works on; None where it is every kind."""
    if ALL & {*roles}:
        return None
    return frozenset().union(*(KINDS_OF.get(one, frozenset()) for one in roles))
