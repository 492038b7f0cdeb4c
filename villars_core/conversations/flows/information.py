"""Practical questions answered from what the town published, or passed on to the office with one tap; and staff who publish it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from villars_core.conversations.flows.base import (
    CANCEL_KEY,
    EDIT_KEY,
    MENU,
    MENU_KEY,
    OK_KEY,
    Flow,
    Step,
    Talk,
    cancelled,
    question,
    recap_rows,
)
from villars_core.conversations.flows.meals import LIMIT_SHOWN
from villars_core.conversations.flows.office import SENT, hours, pass_on
from villars_core.families import access
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.reservations.queries import calendar_of, next_open_days
from villars_core.school_calendar.queries import opening_days
from villars_core.schools import information
from villars_core.schools.information import LONGEST, TOPICS, Information, Publication
from villars_core.schools.rules_file import BOOK
from villars_core.understanding import Reading
from villars_core.understanding.acts.practical import topics_asked
from villars_core.understanding.language.text import fold

HERE = N_("La mairie a publié des informations sur ces sujets. Lequel vous intéresse ?")
ABOUT = N_("{title} :\n{text}")
MISSING = N_("La mairie n’a pas encore publié cette information : {title}.")
NO_ANSWER = N_("Je n’ai pas la réponse à cette question.")
NOTHING = N_("La mairie n’a pas encore publié d’information pratique.")
ASK = N_("Poser la question au service")
OTHERS = N_("Autres informations")
SOME_HOLIDAYS = N_("{name} : du {first} au {last}")
WHICH = N_("Quelle information écrire ?")
NOW = N_("Publié : {text}")
NOT_NOW = N_("Rien n’est publié.")
WRITE = N_("Écrivez le nouveau texte. Les familles le liront tel quel.")
TOO_LONG = N_("Le texte est trop long : {limit} signes au plus.")
PREVIEW = N_("Les familles liront :")
HOW_LONG = N_("Validez pour le publier sans limite, ou choisissez jusqu’à quand.")
UNTIL = N_("Jusqu’au {day}")
REMOVE, PUBLISHED, REMOVED = N_("Retirer"), N_("C’est publié."), N_("C’est retiré.")
MOST_HOLIDAYS, MOST_TOPICS = 6, 12


@dataclass
class PracticalInfo(Flow):
    """Répondre à une question pratique. `topics`: what it is about; `words`: the question, passed on as it was asked."""

    name: ClassVar[str] = "practical_info"
    title: ClassVar[str] = N_("Informations pratiques")
    topics: list[str] = field(default_factory=list)
    words: str = ""

    def fill(self, talk: Talk, reading: Reading) -> None:  # noqa: ARG002 (the form's signature)
        """Take what is asked about, and keep the words."""
        self.words = talk.incoming.text
        own = [topic for topic, one in information.published(talk.work).items() if one.words and _is_asked(one.words, self.words)]
        self.topics = [*own, *topics_asked(self.words)]

    def show(self, talk: Talk) -> Step:
        """Answer from what is published, say plainly what is not, and offer the office."""
        known = _known(talk)
        body = [_said(talk, topic, known) for topic in self.topics]
        listed = [topic for topic in _all_topics(known) if topic in known and topic not in self.topics][:MOST_TOPICS]
        if not self.topics:
            lead = (talk.t(NO_ANSWER),) if self.words else ()
            body = [*lead, talk.t(HERE) if listed else talk.t(NOTHING)]
            rows = tuple((Choice(f"t-{topic}", _title(talk, topic, known)),) for topic in listed)
        else:
            rows = ((talk.choice("more", OTHERS),),) if listed else ()
        role = Role.NORMAL if self.topics and all(topic in known for topic in self.topics) else Role.PRIMARY
        ask = ((talk.choice("ask", ASK, role),),) if self.words else ((talk.choice("write", ASK),),)
        missing = any(topic not in known for topic in self.topics) or not self.topics
        reach = (hours(talk),) if missing else ()
        return Step(Screen(talk.t(self.title), (*body, *reach), (*ask, *rows, (talk.choice(MENU_KEY, MENU),)), Expect.CHOICE), "done")

    def press(self, talk: Talk, key: str) -> Step:
        """Show a topic, or pass the question on: one tap is enough."""
        if key == "ask" and self.words:
            number = pass_on(talk, self.words, self.name)
            self.words = ""
            body = (talk.t(SENT, number=number), hours(talk))
            return Step(Screen(talk.t(self.title), body, ((talk.choice(MENU_KEY, MENU),),)), "done")
        if key == "write":
            return Step(opens="talk_to_staff")
        self.topics = [key[2:]] if key.startswith("t-") else []
        self.words = "" if key == "more" else self.words
        return self.show(talk)


@dataclass
class EditInfo(Flow):
    """Écrire les informations pratiques que les familles lisent."""

    name: ClassVar[str] = "edit_info"
    title: ClassVar[str] = N_("Informations pratiques")
    staff_roles: ClassVar[frozenset[str]] = frozenset({information.ROLE})
    topic: str = ""
    text: str = ""

    def takes_free_text(self) -> bool:
        """Take any words as the text, once a topic is chosen."""
        return bool(self.topic)

    def show(self, talk: Talk) -> Step:
        """Ask for the topic, then for the text; then show it as families will read it."""
        known = {one.topic: one for one in information.written(talk.work)}
        if not self.topic:
            rows = tuple(
                (Choice(f"t-{topic}", ("✓ " if topic in known else "") + _title(talk, topic, known)),) for topic in _all_topics(known)
            )
            return Step(question(talk, self.title, (talk.t(WHICH),), rows))
        title = _title(talk, self.topic, known)
        if self.text:
            shown = talk.t(ABOUT, title=title, text=self.text)
            validate, change = recap_rows(talk)
            days = tuple((Choice(f"u-{day:%Y%m%d}", talk.t(UNTIL, day=day)),) for day in _next_sundays(talk.work.today))
            return Step(Screen(talk.t(self.title), (talk.t(PREVIEW), shown, talk.t(HOW_LONG)), (validate, *days, change), Expect.CHOICE))
        now = information.published(talk.work).get(self.topic)
        shown = talk.t(NOW, text=now.text) if now is not None else talk.t(NOT_NOW)
        rows = ((talk.choice("remove", REMOVE, Role.DANGER),),) if self.topic in known else ()
        return Step(question(talk, self.title, (title, shown, talk.t(WRITE)), rows, Expect.TEXT))

    def press(self, talk: Talk, key: str) -> Step:
        """Choose a topic; publish; take back."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == "remove" and self.topic:
            information.withdraw(talk.work, self.topic)
            return self._done(talk, REMOVED)
        if key == OK_KEY or re.fullmatch(r"u-\d{8}", key):
            until = None if key == OK_KEY else date.fromisoformat(f"{key[2:6]}-{key[6:8]}-{key[8:]}")
            information.publish(talk.work, Publication(self.topic, self.text, until))
            return self._done(talk, PUBLISHED)
        if key == EDIT_KEY:
            self.text = ""
        elif key.startswith("t-"):
            self.topic, self.text = key[2:], ""
        return self.show(talk)

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the text."""
        if not self.topic:
            return super().say(talk, text, reading)
        if len(text) > LONGEST:
            return Step(question(talk, self.title, (talk.t(TOO_LONG, limit=LONGEST),), (), Expect.TEXT))
        self.text = text.strip()
        return self.show(talk)

    def _done(self, talk: Talk, sentence: str) -> Step:
        self.topic, self.text = "", ""
        rows = ((talk.choice("again", OTHERS), talk.choice(MENU_KEY, MENU)),)
        return Step(Screen(talk.t(self.title), (talk.t(sentence),), rows), "done")


def _known(talk: Talk) -> dict[str, Information]:
    """Return what is published, and what the town's calendar says by itself where nobody wrote it."""
    found = information.published(talk.work)
    reckoned = {"holidays": _holidays(talk), "deadline": _deadlines(talk)}
    return {topic: Information(topic, "", "\n".join(lines)) for topic, lines in reckoned.items() if lines} | found


def _holidays(talk: Talk) -> list[str]:
    ahead = [one for one in opening_days(talk.work).holidays if one.last >= talk.work.today][:MOST_HOLIDAYS]
    return [talk.t(SOME_HOLIDAYS, name=one.name, first=one.first, last=one.last) for one in ahead]


def _deadlines(talk: Talk) -> list[str]:
    """Return until when the next meal that may still change may do so, school by school of the person's children."""
    lines = []
    for child in access.children_of_actor(talk.work):
        calendar = calendar_of(talk.work, child)
        lines += [
            talk.t(LIMIT_SHOWN, day=day, limit=calendar.last_minute(day, BOOK)) for day in next_open_days(talk.work, calendar, BOOK, 1)
        ]
    return list(dict.fromkeys(lines))


def _said(talk: Talk, topic: str, known: Mapping[str, Information]) -> str:
    title = _title(talk, topic, known)
    return talk.t(ABOUT, title=title, text=known[topic].text) if topic in known else talk.t(MISSING, title=title)


def _title(talk: Talk, topic: str, known: Mapping[str, Information]) -> str:
    return talk.t(TOPICS[topic]) if topic in TOPICS else known[topic].title if topic in known else topic


def _all_topics(known: Mapping[str, Information]) -> list[str]:
    return [*TOPICS, *(topic for topic in known if topic not in TOPICS)]


def _is_asked(words: str, text: str) -> bool:
    """Tell whether a message names a topic of the town's own by one of its words, parted by commas."""
    said = f" {_plain(text)} "
    return any(one and f" {one} " in said for one in map(_plain, words.split(",")))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text).plain))


def _next_sundays(today: date) -> tuple[date, date]:
    """Return the end of this week and of the next: a menu counts for a week."""
    sunday = today + timedelta(days=7 - today.isoweekday())
    return sunday, sunday + timedelta(days=7)
