"""Who will not come although a meal is booked: the absences that families reported, as the kitchen reads them."""

from datetime import date

from villars_core.work import Work


def reported_absent(work: Work, day: date) -> frozenset[int]:  # noqa: ARG001 (the signature of whoever keeps the reports)
    """Return the children reported absent on a day."""
    return frozenset()
