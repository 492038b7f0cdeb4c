"""Every table of the house, imported in one place: whoever compares, migrates or re-seals all of them starts here."""

from sqlalchemy import MetaData

from villars_core.absences import models as absences
from villars_core.accounts import models as accounts
from villars_core.adult_meals import models as adult_meals
from villars_core.announcements import models as announcements
from villars_core.attendance import models as attendance
from villars_core.billing import models as billing
from villars_core.conversations import models as conversations
from villars_core.documents import models as documents
from villars_core.families import models as families
from villars_core.health import models as health
from villars_core.journal import models as journal
from villars_core.kitchen import models as kitchen
from villars_core.mandates import models as mandates
from villars_core.notifications import models as notifications
from villars_core.office_queue import models as office_queue
from villars_core.payments import models as payments
from villars_core.registrations import models as registrations
from villars_core.reservations import models as reservations
from villars_core.school_calendar import models as school_calendar
from villars_core.schools import models as schools
from villars_core.sepa import models as sepa
from villars_core.staff import models as staff
from villars_core.storage.base import Base
from villars_core.tariffs import models as tariffs
from villars_core.treasury import models as treasury

SLICES = (
    absences,
    accounts,
    adult_meals,
    announcements,
    attendance,
    billing,
    conversations,
    documents,
    families,
    health,
    journal,
    kitchen,
    mandates,
    notifications,
    office_queue,
    payments,
    registrations,
    reservations,
    school_calendar,
    schools,
    sepa,
    staff,
    tariffs,
    treasury,
)


def all_tables() -> MetaData:
    """Return the metadata with every table in it."""
    return Base.metadata
