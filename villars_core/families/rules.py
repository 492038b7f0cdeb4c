"""In alternating custody the weeks go from one home to the other, counted from an anchor day, never by the week's number."""

from dataclasses import dataclass
from datetime import date

_WEEK = 7


@dataclass(frozen=True)
class Alternation:
    """Alternating custody: the week that begins at `anchor_day` belongs to one guardian, the next to the other, and so on."""

    anchor_day: date
    anchor_guardian: int
    other_guardian: int

    def guardian_on(self, day: date) -> int:
        """Return the guardian who has the child on `day`, before the anchor as well as after.

        ISO week numbers are not used: after a week 53 two odd weeks follow each other.
        """
        weeks = (day - self.anchor_day).days // _WEEK
        return self.anchor_guardian if weeks % 2 == 0 else self.other_guardian
