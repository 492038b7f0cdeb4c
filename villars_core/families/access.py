"""The only way to a child: what the acting adult may see today, and on which days he or she may act."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import ClassVar

from sqlalchemy import BindParameter, ColumnElement, Date, Select, and_, bindparam, or_, select

from villars_core.errors import NotFound, Refusal
from villars_core.families.custody import alternating, users_of
from villars_core.families.models import Child, Guardian, Guardianship
from villars_core.i18n import N_
from villars_core.work import ActorKind, Work

SEES_ALL = frozenset({"education_office", "administrator"})
SEES_PUPILS = ("education_office", "childcare", "kitchen")


@dataclass(eq=False)
class NotYourDays(Refusal):
    """In alternating custody these days are not the acting adult's; nothing is said of what the other one did."""

    template: ClassVar[str] = N_(
        "Dans le calendrier de garde, {days} ne fait pas partie de vos jours. Le service Éducation peut vous aider."
    )
    days: tuple[date, ...]


def children_of_actor(work: Work) -> list[Child]:
    """Return the children that the acting adult is a guardian of today, the eldest first; none for anybody else."""
    if work.actor.kind is not ActorKind.GUARDIAN or work.actor.id is None:
        return []
    guardian_id = work.actor.id
    return list(work.once(("children", guardian_id), lambda: children_of(work, guardian_id)))


def children_of(work: Work, guardian_id: int) -> list[Child]:
    """Return the children of a guardian today, the eldest first."""
    return list(work.session.scalars(_children(), {"guardian": guardian_id, "today": work.today}))


def child_for_actor(work: Work, child_id: int) -> Child:
    """Return a child that the actor may see. Raises NotFound alike for one that does not exist and one that is not theirs."""
    child = work.once(("child", work.actor, child_id), lambda: _seen(work, child_id))
    if child is None:
        raise NotFound
    return child


def pupils(work: Work, class_ids: Collection[int]) -> list[Child]:
    """Return the children of classes, by name, for the staff who look after them: what a parent may not see."""
    work.actor.require(*SEES_PUPILS)
    return sorted(work.session.scalars(select(Child).where(Child.class_id.in_(class_ids))), key=by_name)


def pupils_without_class(work: Work) -> list[Child]:
    """Return the children who are in no class, by name, for the staff who look after them."""
    work.actor.require(*SEES_PUPILS)
    return sorted(work.session.scalars(select(Child).where(Child.class_id.is_(None))), key=by_name)


def by_name(child: Child) -> tuple[str, str, int]:
    """Return what sorts children as a list on paper does: accents and capitals do not count, on any database."""
    apart = unicodedata.normalize("NFKD", f"{child.last_name}\0{child.first_name}".casefold())
    last, _, first = "".join(one for one in apart if not unicodedata.combining(one)).partition("\0")
    return last, first, child.id


def require_days(work: Work, child: Child, days: Collection[date]) -> None:
    """Raise NotYourDays when custody gives some of these days to the other home. Staff act on every day."""
    if work.actor.kind is not ActorKind.GUARDIAN:
        return
    users = calendar_users(work, child.id, days)
    foreign = tuple(day for day in sorted(days) if work.actor.id not in users[day])
    if foreign:
        raise NotYourDays(foreign)


def calendar_users(work: Work, child_id: int, days: Collection[date]) -> dict[date, list[int]]:
    """Return the guardians who use the child's calendar on each of these days: two queries, however many days."""
    users = users_of(work, (child_id,))[child_id]
    return {day: users.on(day) for day in days}


def shown_days(work: Work, days_of: Mapping[int, list[date]]) -> dict[int, list[date]]:
    """Return what the actor may see of children's days: a guardian sees nothing of the days that custody gives to the other home.

    Nor of the days before becoming the child's guardian, and after being it no more.
    """
    if work.actor.kind is not ActorKind.GUARDIAN:
        return dict(days_of)
    partly = alternating(work, days_of.keys()) | _guardian_for_a_time(work, days_of)
    users = users_of(work, partly) if partly else {}
    return {
        child_id: [day for day in days if child_id not in users or work.actor.id in users[child_id].on(day)]
        for child_id, days in days_of.items()
    }


def sharing_guardians(work: Work, child_id: int, days: Collection[date]) -> list[Guardian]:
    """Return the guardians whose calendar these days also are, to tell them what changed; never the one who acts."""
    acting = {work.actor.id} if work.actor.kind is ActorKind.GUARDIAN else set()
    ids = {guardian for users in calendar_users(work, child_id, days).values() for guardian in users} - acting
    return list(work.session.scalars(select(Guardian).where(Guardian.id.in_(ids)).order_by(Guardian.id))) if ids else []


def _guardian_for_a_time(work: Work, days_of: Mapping[int, list[date]]) -> set[int]:
    """Return those of these children whose guardian the actor is from or until one of these days."""
    first = min((min(days) for days in days_of.values() if days), default=None)
    if first is None:
        return set()
    values = {"children": list(days_of), "guardian": work.actor.id, "first": first}
    return set(work.session.scalars(_dated_links(), values))


def _seen(work: Work, child_id: int) -> Child | None:
    child = work.session.get(Child, child_id)
    return child if child is not None and _may_see(work, child_id) else None


def _may_see(work: Work, child_id: int) -> bool:
    if work.actor.kind is ActorKind.SYSTEM or (work.actor.is_staff and work.actor.roles & SEES_ALL):
        return True
    if work.actor.kind is not ActorKind.GUARDIAN:
        return False
    values = {"child": child_id, "guardian": work.actor.id, "today": work.today}
    return work.session.scalars(_link(), values).first() is not None


# The statements that run for nearly every message are built once.


@lru_cache(maxsize=1)
def _children() -> Select[Child]:
    links = (Guardianship.guardian_id == bindparam("guardian"), _in_force(Guardianship, bindparam("today", type_=Date())))
    return select(Child).join(Guardianship, Guardianship.child_id == Child.id).where(*links).order_by(Child.born, Child.id)


@lru_cache(maxsize=1)
def _link() -> Select[int]:
    same = (Guardianship.child_id == bindparam("child"), Guardianship.guardian_id == bindparam("guardian"))
    return select(Guardianship.id).where(*same, _in_force(Guardianship, bindparam("today", type_=Date()))).limit(1)


@lru_cache(maxsize=1)
def _dated_links() -> Select[int]:
    mine = (Guardianship.child_id.in_(bindparam("children", expanding=True)), Guardianship.guardian_id == bindparam("guardian"))
    dated = or_(Guardianship.until.is_not(None), Guardianship.since > bindparam("first", type_=Date()))
    return select(Guardianship.child_id).where(*mine, dated)


def _in_force(table: type[Guardianship], day: BindParameter[date]) -> ColumnElement[bool]:
    return and_(table.since <= day, or_(table.until.is_(None), table.until >= day))
