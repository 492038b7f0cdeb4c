"""Two parents and a staff member for the tests of accounts."""

from datetime import UTC, datetime

from villars_core.accounts.actions import StaffPerson, open_for_guardian, open_for_staff
from villars_core.accounts.models import Account
from villars_core.families.actions import Adult, add_guardian, open_household
from villars_core.work import SYSTEM, Records, Work

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NADIA, PAUL = "nadia@parents.example", "paul@parents.example"
CHAT = "1001"


def parents(records: Records) -> tuple[int, int]:
    """Write Nadia and Paul down; return the ids of their accounts."""
    with records.writing(SYSTEM) as work:
        home = open_household(work, "Martin")
        rows = [add_guardian(work, home, Adult(name, "Martin", email)) for name, email in (("Nadia", NADIA), ("Paul", PAUL))]
        nadia, paul = (open_for_guardian(work, row).id for row in rows)
        return nadia, paul


def claire(work: Work, *roles: str) -> Account:
    """Write Claire down as staff."""
    return open_for_staff(work, StaffPerson("claire", "Claire", "claire@villars.example", roles or ("administrator",)))
