"""What happens on the page: people's chats and mailboxes, filled by the outbox; whatever they say goes to the desk."""

import itertools
import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from babel.dates import format_date

from villars_core.accounts.models import Account
from villars_core.accounts.queries import is_active
from villars_core.accounts.routing import assign, fall_back
from villars_core.clock import PARIS
from villars_core.conversations.messages import Incoming
from villars_core.conversations.papers import Paper, printed
from villars_core.demo import cast, sides
from villars_core.demo.labels import labels
from villars_core.demo.temporary import Town
from villars_core.i18n import LANGUAGES, Translator
from villars_core.notifications.sending import Claim, Outcome, Result, ToSend, claim, settle
from villars_core.office_queue.queries import waiting
from villars_core.staff.timers import run_due, run_watches
from villars_core.work import SYSTEM

OFFICE = "education@villars.example"
OWNER = "demo"
AT_ONCE = 200
PICTURES = frozenset({"image/png", "image/jpeg"})
_log = logging.getLogger("villars.demo")


@dataclass(frozen=True)
class Person:
    """One of the cast as the page shows them. `role` is a label's key."""

    key: str
    name: str
    role: str
    account_id: int
    chat: str
    email: str


@dataclass(frozen=True)
class Bubble:
    """One message of a chat: what the bot drew, or the person's own words."""

    id: int
    at: datetime
    mine: bool = False
    text: str = ""
    html: str = ""
    keyboard: tuple[tuple[dict[str, str], ...], ...] = ()
    paper: Paper | None = None


@dataclass
class Chat:
    """A chat with the bot, as its phone holds it."""

    bubbles: dict[int, Bubble] = field(default_factory=dict)
    placeholder: str = ""


@dataclass(frozen=True)
class Letter:
    """A mail in a person's mailbox: the bytes that came, or those that the person sent."""

    id: int
    at: datetime
    raw: bytes
    mine: bool = False


@dataclass(frozen=True)
class Touch:
    """One touch on a phone, as the chat's door reads it."""

    address: str
    name: str
    number: int
    message: int
    at: datetime
    language: str


class Unknown(LookupError):
    """The page named a person, a message or a language that is not there."""


@dataclass
class Stage:
    """The page's state; one thread at a time may use it."""

    town: Town
    phone: sides.Phone = field(default_factory=sides.phone)
    mailbox: sides.Mailbox = field(default_factory=lambda: sides.mailbox(OFFICE))
    version: int = 0
    chats: dict[str, Chat] = field(default_factory=lambda: defaultdict(Chat))
    mails: dict[str, dict[int, Letter]] = field(default_factory=lambda: defaultdict(dict))
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    people: dict[str, Person] = field(init=False)

    def __post_init__(self) -> None:
        """Know the people of the cast."""
        self.people = {one.key: one for one in _people(self.town.cast)}

    # What people do

    def say(self, key: str, text: str, file: Paper | None = None) -> str:
        """Type a text in a person's chat, or send a file with it; return the toast, if any."""
        person = self._person(key)
        touch = self._touch(person)
        bubbles = self.chats[person.chat].bubbles
        bubbles[touch.message] = Bubble(touch.message, touch.at, mine=True, text=text, paper=file)
        try:
            return self._received(self.phone.said(touch, text, file))
        except Exception:
            # Nothing was taken in: the words go back where they were typed.
            bubbles.pop(touch.message, None)
            raise

    def press(self, key: str, message: int, data: str) -> str:
        """Press a button under a message of a person's chat; return the toast, if any."""
        person = self._person(key)
        if message not in self.chats[person.chat].bubbles:
            raise Unknown(message)
        return self._received(self.phone.pressed(replace(self._touch(person), message=message), data))

    def reply(self, key: str, mail: int, words: str, file: Paper | None = None) -> str:
        """Answer a mail of a person's mailbox."""
        person = self._person(key)
        answered = self.letter(key, mail)
        when = f"{answered.at.astimezone(PARIS):%d/%m/%Y à %H:%M}"
        return self._mailed(person, self.mailbox.answer(answered.raw, sides.Written(person.email, words, file), when))

    def write(self, key: str, subject: str, words: str, file: Paper | None = None) -> str:
        """Begin a mail to the office."""
        person = self._person(key)
        return self._mailed(person, self.mailbox.first(subject, sides.Written(person.email, words, file)))

    def move(self, instant: datetime) -> None:
        """Set the clock, and do what runs by itself until then, the days in between included."""
        self._run_timers()
        self.town.clock.move_to(instant)
        self._run_timers()
        self.deliver()

    def _run_timers(self) -> None:
        run_due(self.town.records)
        run_watches(self.town.records)

    def speak(self, key: str, language: str) -> None:
        """Set a person's language, as /langue does."""
        if language not in LANGUAGES:
            raise Unknown(language)
        with self.town.records.writing(SYSTEM) as work:
            work.session.get_one(Account, self._person(key).account_id).language = language
        self.version += 1

    # What arrives

    def deliver(self) -> None:
        """Carry the outbox into the chats and mailboxes, as the doors' senders do."""
        for channel, deliver in (("telegram", self._to_chat), ("email", self._to_mailbox)):
            while items := claim(self.town.records, Claim(channel, OWNER, AT_ONCE), assign):
                for item in items:
                    settle(self.town.records, item, _tried(deliver, item), fall_back)
        self.version += 1

    def letter(self, key: str, mail: int) -> Letter:
        """Return a mail of a person's mailbox. Raises Unknown."""
        found = self.mails[self._person(key).email].get(mail)
        if found is None:
            raise Unknown(mail)
        return found

    def paper_in_chat(self, key: str, bubble: int) -> Paper:
        """Return a document of a person's chat. Raises Unknown."""
        found = self.chats[self._person(key).chat].bubbles.get(bubble)
        if found is None or found.paper is None:
            raise Unknown(bubble)
        return found.paper

    def paper_in_mail(self, key: str, mail: int, number: int) -> Paper:
        """Return a document of a mail in a person's mailbox. Raises Unknown."""
        found = self.mailbox.paper(self.letter(key, mail).raw, number)
        if found is None:
            raise Unknown(number)
        return found

    def _to_chat(self, item: ToSend) -> str:
        made = printed(self.town.records, item)
        drawn = self.phone.draw(made.item)
        chat = self.chats[item.address]
        for message in drawn["forget"]:
            chat.bubbles.pop(int(message), None)
        keyboard = tuple(tuple(row) for row in drawn["keyboard"])
        now = self.town.clock.now()
        chat.placeholder = drawn["placeholder"]
        if drawn["edit"] and int(drawn["edit"]) in chat.bubbles:
            old = chat.bubbles[int(drawn["edit"])]
            chat.bubbles[old.id] = replace(old, html=drawn["texts"][0], keyboard=keyboard)
            return str(old.id)
        for paper in made.papers:
            self._add(chat, Bubble(next(self.numbers), now, paper=paper))
        *before, last = drawn["texts"]
        for text in before:
            self._add(chat, Bubble(next(self.numbers), now, html=text))
        return str(self._add(chat, Bubble(next(self.numbers), now, html=last, keyboard=keyboard)))

    def _to_mailbox(self, item: ToSend) -> str:
        now = self.town.clock.now()
        made = printed(self.town.records, item)
        letter = Letter(next(self.numbers), now, self.mailbox.compose(made.item, now, made.papers))
        self.mails[item.address.lower()][letter.id] = letter
        return f"demo-{letter.id}"

    def _add(self, chat: Chat, bubble: Bubble) -> int:
        chat.bubbles[bubble.id] = bubble
        return bubble.id

    def _received(self, incoming: Incoming | None) -> str:
        replies = self.town.desk.receive(incoming) if incoming is not None else []
        self.deliver()
        return next((one.toast for one in replies if one.toast), "")

    def _mailed(self, person: Person, raw: bytes) -> str:
        letter = Letter(next(self.numbers), self.town.clock.now(), raw, mine=True)
        self.mails[person.email][letter.id] = letter
        return self._received(self.mailbox.read(raw, self.town.records))

    def _touch(self, person: Person) -> Touch:
        number, message = next(self.numbers), next(self.numbers)
        # Telegram counts in whole seconds.
        at = self.town.clock.now().replace(microsecond=0)
        return Touch(person.chat, person.name, number, message, at, "fr")

    def _person(self, key: str) -> Person:
        if key not in self.people:
            raise Unknown(key)
        return self.people[key]

    # What the page shows

    def view(self, key: str) -> dict[str, Any]:
        """Return everything that the page shows of one person, as plain JSON."""
        person = self._person(key)
        with self.town.records.reading(SYSTEM) as work:
            account = work.session.get_one(Account, person.account_id)
            translator = Translator(account.language)
            letter = {} if is_active(account) else self._paper_letter(person)
        now = self.town.clock.now().astimezone(PARIS)
        chat = self.chats[person.chat]
        return {
            "version": self.version,
            "person": key,
            "people": [{"key": one.key, "name": one.name, "role": one.role} for one in self.people.values()],
            "language": translator.language,
            "languages": list(LANGUAGES),
            "labels": labels(translator),
            "now": now.isoformat(timespec="seconds"),
            "now_written": f"{translator.instant(now)}",
            "name": person.name,
            "email": person.email,
            "placeholder": chat.placeholder,
            "chat": [_seen_bubble(one, translator) for one in chat.bubbles.values()],
            "mails": [self._seen_letter(one, translator) for one in reversed(self.mails[person.email].values())],
            "letter": letter,
        }

    def office(self) -> dict[str, Any]:
        """Return what waits for the office, as its own pane shows it: no person's view holds anything of another one."""
        with self.town.records.reading(SYSTEM) as work:
            at = work.translator.stamp
            return {
                "queue": [
                    {"number": one.number, "summary": one.summary, "words": one.words, "state": one.state, "at": at(one.posted_at)}
                    for one in waiting(work)
                ]
            }

    def _paper_letter(self, person: Person) -> dict[str, str]:
        invited = self.town.cast.olena_invitation
        return {"code": invited.code, "link": f"/start {invited.link_token}"} if person.key == "olena" else {}

    def _seen_letter(self, letter: Letter, translator: Translator) -> dict[str, Any]:
        shown = self.mailbox.show(letter.raw)
        return {
            "id": letter.id,
            "mine": letter.mine,
            "at": translator.stamp(letter.at),
            "subject": shown.subject,
            "sender": shown.sender,
            "text": shown.text,
            "has_html": bool(shown.html),
            "attachments": list(shown.attachments),
        }


def _people(known: cast.Cast) -> list[Person]:
    chats = {
        "nadia": (known.nadia, cast.NADIA_CHAT, "parent"),
        "paul": (known.paul, cast.PAUL_CHAT, "parent"),
        "sophie": (known.sophie, cast.SOPHIE_CHAT, "parent"),
        "karim": (known.karim, cast.KARIM_CHAT, "parent"),
        "olena": (known.olena, cast.OLENA_CHAT, "newcomer"),
        "claire": (known.claire, cast.CLAIRE_CHAT, "staff"),
    }
    return [Person(key, account.name, role, account.id, str(chat), account.email) for key, (account, chat, role) in chats.items()]


def _seen_bubble(bubble: Bubble, translator: Translator) -> dict[str, Any]:
    local = bubble.at.astimezone(PARIS)
    return {
        "id": bubble.id,
        "mine": bubble.mine,
        "text": bubble.text,
        "html": bubble.html,
        "paper": bubble.paper.name if bubble.paper else "",
        "is_picture": bubble.paper is not None and bubble.paper.media_type in PICTURES,
        "keyboard": [list(row) for row in bubble.keyboard],
        "time": f"{local:%H:%M}",
        "day": format_date(local.date(), "EEEE d MMMM", locale=translator.locale),
    }


def _tried(deliver: Callable[[ToSend], str], item: ToSend) -> Outcome:
    try:
        return Outcome(Result.SENT, deliver(item))
    except (LookupError, ValueError) as error:
        _log.exception("row %d cannot be shown", item.id)
        return Outcome(Result.REFUSED, detail=type(error).__name__)
