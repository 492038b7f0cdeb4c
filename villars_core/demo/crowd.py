"""An invented town of any size, the same for the same number: for benchmarks and for whoever wants to see many families."""

import random
from datetime import date, timedelta

from sqlalchemy import insert, select

from villars_core.accounts.models import Account, ChannelLink
from villars_core.accounts.terms import TERMS_VERSION
from villars_core.demo.cast import FIRST_DAY, LAST_DAY, rules_text
from villars_core.families.models import Child, Guardian, Guardianship, Household
from villars_core.registrations.models import Registration
from villars_core.school_calendar.actions import load_calendar
from villars_core.school_calendar.queries import CANTEEN
from villars_core.schools.actions import load_rules
from villars_core.schools.models import SchoolClass
from villars_core.work import SYSTEM, Records, Work

FIRST_CHAT = 100_000
_SEED = 42390
_FIRST = (
    "Adam",
    "Alice",
    "Anna",
    "Chloé",
    "Emma",
    "Gabriel",
    "Hugo",
    "Inès",
    "Jade",
    "Léo",
    "Lina",
    "Louis",
    "Louise",
    "Malo",
    "Nour",
    "Rose",
    "Tom",
    "Zoé",
)
_LAST = (
    "Bernard",
    "Blanc",
    "Diallo",
    "Durand",
    "Faure",
    "Garcia",
    "Haddad",
    "Lambert",
    "Martin",
    "Moreau",
    "Nguyen",
    "Petit",
    "Rey",
    "Roux",
    "Silva",
    "Yilmaz",
)
_LEVELS = {"PS": 3, "MS": 4, "GS": 5, "CP": 6, "CE1": 7, "CE2": 8, "CM1": 9, "CM2": 10}


def plant_crowd(records: Records, children: int) -> int:
    """Fill empty records with families of one to four children; return how many children there are."""
    with records.writing(SYSTEM) as work:
        loaded = load_rules(work, rules_text(), "villars-rules.toml")
        load_calendar(work, loaded.rules)
        _plant(work, children)
    return children


def _plant(work: Work, children: int) -> None:
    draw = random.Random(_SEED)  # noqa: S311 (an invented town, always the same)
    levels = {level: class_id for class_id, level in work.session.execute(select(SchoolClass.id, SchoolClass.level))}
    homes: list[dict[str, object]] = []
    adults: list[dict[str, object]] = []
    kids: list[dict[str, object]] = []
    links: list[dict[str, object]] = []
    while len(kids) < children:
        number = len(homes) + 1
        last = draw.choice(_LAST)
        homes.append({"id": number, "reference": f"C{number:06d}", "name": f"Famille {last}", "city": "Villars"})
        adults.append(
            {
                "id": number,
                "household_id": number,
                "first_name": draw.choice(_FIRST),
                "last_name": last,
                "email": f"f{number}@parents.example",
            }
        )
        for _ in range(min(draw.choice((1, 1, 2, 2, 2, 3, 4)), children - len(kids))):
            level = draw.choice(sorted(levels))
            child = len(kids) + 1
            born = date(FIRST_DAY.year - _LEVELS[level], 1, 1) + timedelta(days=draw.randrange(365))
            kids.append(
                {"id": child, "first_name": draw.choice(_FIRST), "last_name": last, "born": born, "sex": "", "class_id": levels[level]}
            )
            links.append({"child_id": child, "guardian_id": number, "since": FIRST_DAY})
    for table, rows in ((Household, homes), (Guardian, adults), (Child, kids), (Guardianship, links)):
        work.session.execute(insert(table), rows)
    registered = [
        {"child_id": one["id"], "activity": CANTEEN, "school_year": FIRST_DAY.year, "first": FIRST_DAY, "last": LAST_DAY} for one in kids
    ]
    work.session.execute(insert(Registration), registered)
    _accounts(work, adults)


def _accounts(work: Work, adults: list[dict[str, object]]) -> None:
    given = {"kind": "guardian", "language": "fr", "terms_version": TERMS_VERSION, "terms_accepted_at": work.now, "activated_at": work.now}
    accounts = [
        given
        | {
            "id": one["id"],
            "identifier": f"f{one['id']}",
            "name": f"{one['first_name']} {one['last_name']}",
            "email": one["email"],
            "guardian_id": one["id"],
        }
        for one in adults
    ]
    work.session.execute(insert(Account), accounts)
    chats = [
        {"account_id": one["id"], "channel": "telegram", "address": str(FIRST_CHAT + int(str(one["id"]))), "linked_at": work.now}
        for one in adults
    ]
    work.session.execute(insert(ChannelLink), chats)
