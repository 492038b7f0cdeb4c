"""The cast: the invented people that the demo, the tests and the documents share."""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from sqlalchemy import select

from villars_core.accounts import invitations
from villars_core.accounts.actions import StaffPerson, open_for_guardian, open_for_staff
from villars_core.accounts.models import Account
from villars_core.accounts.terms import accept
from villars_core.families.actions import Address, Adult, Pupil, add_child, add_guardian, open_household, set_alternating
from villars_core.families.models import Child, Guardian, Household
from villars_core.families.rules import Alternation
from villars_core.registrations.actions import Wanted, register
from villars_core.school_calendar.actions import load_calendar
from villars_core.school_calendar.queries import CANTEEN
from villars_core.schools.actions import load_rules
from villars_core.schools.models import SchoolClass
from villars_core.tariffs.actions import Certificate, enter
from villars_core.work import Work

FIRST_DAY, LAST_DAY = date(2026, 9, 1), date(2027, 7, 2)
ANCHOR = date(2026, 11, 23)
NADIA_CHAT, PAUL_CHAT, SOPHIE_CHAT, KARIM_CHAT, FATOU_CHAT, CLAIRE_CHAT, MARC_CHAT = range(1001, 1008)
OLENA_CHAT = 1008
MAILS = "parents.example"
MEN = {"Paul", "Karim"}
OFFICE_MAILS = "villars.example"


@dataclass(frozen=True)
class Cast:
    """Everybody: accounts of the adults and of the staff, and the children."""

    nadia: Account
    paul: Account
    sophie: Account
    karim: Account
    fatou: Account
    olena: Account
    claire: Account
    marc: Account
    lea: Child
    tom: Child
    ines: Child
    awa: Child
    moussa: Child
    binta: Child
    ibrahim: Child
    danylo: Child
    olena_invitation: invitations.Invited


@dataclass(frozen=True)
class _Home:
    work: Work
    classes: dict[str, int]

    def open(self, name: str, street: str) -> Household:
        return open_household(self.work, name, Address(street, "42390", "Villars"))

    def adult(self, home: Household, first: str, last: str) -> Guardian:
        return add_guardian(self.work, home, Adult(first, last, f"{first.lower()}@{MAILS}", title="M" if first in MEN else "MME"))

    def account(self, guardian: Guardian, chat: int) -> Account:
        """Open an account that is in use: terms accepted, chat linked."""
        account = open_for_guardian(self.work, guardian)
        accept(self.work, account)
        invitations.link(self.work, account, "telegram", str(chat))
        return account

    def child(self, pupil: Pupil, *guardians: Guardian) -> Child:
        child = add_child(self.work, pupil, guardians, FIRST_DAY)
        register(self.work, Wanted(child.id, CANTEEN, FIRST_DAY, LAST_DAY))
        return child

    def pupil(self, name: str, born: date, sex: str, level: str) -> Pupil:
        first, last = name.split(" ", 1)
        return Pupil(first, last, born, sex, self.classes[level])


def rules_text() -> str:
    """Return the rules file of the demo town."""
    return files("villars_core.demo").joinpath("villars-rules.toml").read_text(encoding="utf-8")


def plant(work: Work) -> Cast:
    """Plant the town and the cast in empty records."""
    loaded = load_rules(work, rules_text(), "villars-rules.toml")
    load_calendar(work, loaded.rules)
    house = _Home(work, {one.name: one.id for one in work.session.scalars(select(SchoolClass))})
    claire = _staff(
        work, StaffPerson("claire", "Claire Bonnet", f"claire@{OFFICE_MAILS}", ("education_office", "administrator")), CLAIRE_CHAT
    )
    marc = _staff(work, StaffPerson("marc", "Marc Faure", f"marc@{OFFICE_MAILS}", ("kitchen",)), MARC_CHAT)

    martin = house.open("Famille Martin", "12 rue des Écoles")
    nadia, paul = house.adult(martin, "Nadia", "Martin"), house.adult(martin, "Paul", "Martin")
    lea = house.child(house.pupil("Léa Martin", date(2019, 3, 14), "F", "CE1"), nadia, paul)
    tom = house.child(house.pupil("Tom Martin", date(2022, 6, 2), "M", "MS"), nadia, paul)

    sophie = house.adult(house.open("Sophie Roche", "3 place de la Mairie"), "Sophie", "Roche")
    karim = house.adult(house.open("Karim Haddad", "8 rue de la Gare"), "Karim", "Haddad")
    ines = house.child(house.pupil("Inès Haddad", date(2016, 9, 20), "F", "CM2"), sophie, karim)
    set_alternating(work, ines, Alternation(ANCHOR, sophie.id, karim.id), FIRST_DAY)

    fatou = house.adult(house.open("Famille Diallo", "27 avenue du Parc"), "Fatou", "Diallo")
    four = [
        house.child(house.pupil(name, born, sex, level), fatou)
        for name, born, sex, level in (
            ("Awa Diallo", date(2016, 2, 1), "F", "CM2"),
            ("Moussa Diallo", date(2018, 5, 9), "M", "CE2"),
            ("Binta Diallo", date(2020, 1, 17), "F", "CP"),
            ("Ibrahim Diallo", date(2021, 11, 30), "M", "GS"),
        )
    ]

    _quotients(work)

    olena = house.adult(house.open("Olena Kovalenko", "5 rue du Pré"), "Olena", "Kovalenko")
    danylo = house.child(house.pupil("Danylo Kovalenko", date(2020, 4, 22), "M", "CP"), olena)
    newcomer = open_for_guardian(work, olena)
    work.session.flush()
    return Cast(
        nadia=house.account(nadia, NADIA_CHAT),
        paul=house.account(paul, PAUL_CHAT),
        sophie=house.account(sophie, SOPHIE_CHAT),
        karim=house.account(karim, KARIM_CHAT),
        fatou=house.account(fatou, FATOU_CHAT),
        olena=newcomer,
        claire=claire,
        marc=marc,
        lea=lea,
        tom=tom,
        ines=ines,
        awa=four[0],
        moussa=four[1],
        binta=four[2],
        ibrahim=four[3],
        danylo=danylo,
        olena_invitation=invitations.invite(work, newcomer),
    )


def _quotients(work: Work) -> None:
    """Give the homes their quotients, as the office entered them in September; Karim Haddad has sent none."""
    homes = {one.name: one for one in work.session.scalars(select(Household))}
    for name, value, source in (("Famille Martin", 620, "CAF"), ("Sophie Roche", 380, "CAF"), ("Famille Diallo", 510, "MSA")):
        enter(work, homes[name], Certificate(value, source, FIRST_DAY), FIRST_DAY)


def _staff(work: Work, person: StaffPerson, chat: int) -> Account:
    account = open_for_staff(work, person)
    account.activated_at = work.now
    invitations.link(work, account, "telegram", str(chat))
    return account
