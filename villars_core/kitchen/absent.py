"""Who will not come although a meal is booked: the absences that families reported, as the kitchen reads them."""

from datetime import date

from villars_core.absences.queries import absent_on
from villars_core.work import Work


def reported_absent(work: Work, day: date) -> frozenset[int]:
    """Return the children reported absent from the canteen on a day."""
    return absent_on(work, day)
