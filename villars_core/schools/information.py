"""Practical information that the town publishes: what families ask for every day, written by the staff, shown as it is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import or_, select

from villars_core.errors import NotFound, Refusal
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.schools.models import TownInfo
from villars_core.schools.queries import contacts
from villars_core.work import Work

TOPICS: Mapping[str, str] = {
    "childcare_hours": N_("Horaires de la garderie"),
    "canteen_hours": N_("Horaires de la cantine"),
    "school_hours": N_("Horaires des écoles"),
    "canteen_menu": N_("Menu de la cantine"),
    "allergens": N_("Allergènes des repas"),
    "regulations": N_("Règlements"),
    "holidays": N_("Vacances scolaires"),
    "deadline": N_("Délai pour changer un repas"),
    "office_hours": N_("Horaires du service Éducation"),
    "office_contact": N_("Téléphone du service Éducation"),
    "office_address": N_("Adresse du service Éducation"),
    "office_email": N_("Courriel du service Éducation"),
    "childcare_contact": N_("Joindre la garderie"),
    "childcare_address": N_("Adresse de la garderie"),
    "canteen_contact": N_("Joindre la cantine"),
    "canteen_address": N_("Adresse de la cantine"),
    "school_contact": N_("Joindre les écoles"),
    "school_address": N_("Adresses des écoles"),
}
"""The topics that `understanding.practical` hears; a town may add its own, with the words that ask for them."""

ROLE = "education_office"
LONGEST, LONGEST_TITLE, LONGEST_WORDS = 3_000, 80, 200
_OF_RULES = {"office_hours": "hours", "office_contact": "phone", "office_address": "office", "office_email": "email"}
_OWN = re.compile(r"[a-z][a-z0-9_-]{1,39}")


@dataclass(eq=False)
class NotPublishable(Refusal):
    """A text that is empty or too long, or an own topic without a title."""

    template: ClassVar[str] = N_("Une information a un sujet, et un texte de {longest} signes au plus ; un sujet nouveau a aussi un titre.")
    longest: int = LONGEST


@dataclass(frozen=True)
class Information:
    """What is published about a topic; `title` is empty where the topic is one of `TOPICS`."""

    topic: str
    title: str
    text: str
    words: str = ""
    until: date | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Publication:
    """What staff publish: for how long, and for an own topic its title and the words, parted by commas, that ask for it."""

    topic: str
    text: str
    until: date | None = None
    title: str = ""
    words: str = ""


def published(work: Work) -> dict[str, Information]:
    """Return what is shown today, by topic; how to reach the office comes from the town's rules where nothing else is written."""
    reach = contacts(work)
    found = {topic: Information(topic, "", reach[key]) for topic, key in _OF_RULES.items() if reach.get(key)}
    query = select(TownInfo).where(or_(TownInfo.until.is_(None), TownInfo.until >= work.today)).order_by(TownInfo.topic)
    for row in work.session.scalars(query):
        found[row.topic] = Information(row.topic, row.title, row.text, row.words, row.until, row.changed_at)
    return found


def written(work: Work) -> list[Information]:
    """Return all that staff wrote, also what is no longer shown. Raises NotAllowed."""
    work.actor.require(ROLE)
    rows = work.session.scalars(select(TownInfo).order_by(TownInfo.topic))
    return [Information(row.topic, row.title, row.text, row.words, row.until, row.changed_at) for row in rows]


def publish(work: Work, wanted: Publication) -> None:
    """Publish a text, in place of the one of before. Raises NotPublishable, NotAllowed."""
    work.actor.require(ROLE)
    text, title = wanted.text.strip(), " ".join(wanted.title.split())[:LONGEST_TITLE]
    row = work.session.get(TownInfo, wanted.topic, with_for_update=True)
    is_known = wanted.topic in TOPICS or row is not None or (bool(title) and _OWN.fullmatch(wanted.topic) is not None)
    if not text or len(text) > LONGEST or not is_known:
        raise NotPublishable
    before = row.text if row is not None else ""
    if row is None:
        row = TownInfo(topic=wanted.topic, title="", words="")
        work.session.add(row)
    row.text, row.until, row.changed_at, row.changed_by = text, wanted.until, work.now, work.actor.account_id
    row.title, row.words = title or row.title, wanted.words[:LONGEST_WORDS] or row.words
    work.session.flush()
    record(
        work, "info.publish", Subject("town_info"), Change({"topic": wanted.topic, "text": before}, {"topic": wanted.topic, "text": text})
    )


def withdraw(work: Work, topic: str) -> None:
    """Take back what was published about a topic. Raises NotFound, NotAllowed."""
    work.actor.require(ROLE)
    row = work.session.get(TownInfo, topic, with_for_update=True)
    if row is None:
        raise NotFound
    record(work, "info.withdraw", Subject("town_info"), Change({"topic": topic, "text": row.text}))
    work.session.delete(row)
    work.session.flush()
