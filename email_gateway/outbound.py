"""A row of the outbox as a mail: text and HTML from the same screen, numbered choices, addresses that know what they answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from email_gateway.html_lines import OUR_CONTAINER
from email_gateway.keys import Address
from villars_core.clock import PARIS
from villars_core.conversations.flows.base import OK_KEY
from villars_core.conversations.papers import Paper
from villars_core.i18n import N_, Translator
from villars_core.notifications.outbox import Lane
from villars_core.notifications.screens import Choice, Expect, Screen
from villars_core.notifications.sending import ToSend

_SPACED_LANGUAGES = ("fr",)
_BEFORE_SIGN = re.compile(r"(?<=\S) (?=[?!:;»€%])|(?<=\d) (?=h\b|heures?\b|jours?\b)|(?<=\bh) (?=\d)|(?<=\d) (?=\d{3}\b)")
_AFTER_SIGN = re.compile(r"(?<=«) ")

MARKER = N_("Répondez au-dessus de cette ligne.")
"""Known to `quote_headers.MARKER`, with its translations."""

_BY_NUMBER = N_("Répondez par le numéro, ou écrivez avec vos mots.")
_NOT_DONE_YET = N_("Rien n’est encore fait : répondez « oui » ou le numéro, ou écrivez avec vos mots.")
"""Said where a choice would do what is shown: a mail that only repeats a request is easily taken for its receipt."""

_IN_WORDS = N_("Répondez simplement à ce message.")
_NO_SECRET = N_("Ne répondez pas par courriel : n’y écrivez jamais de code secret.")
_ANSWER_TO = N_("Réponse à : {subject}")
_UNTITLED = N_("Message du service Éducation")
_SIGNATURE = N_("Service Éducation de {town}")


@dataclass(frozen=True)
class Office:
    """Who writes: the mailbox, the name shown in From, the town."""

    address: Address
    name: str = ""
    town: str = "Villars"


@dataclass(frozen=True)
class Envelope:
    """A mail ready to go: who it is for, where bounces go, its id, and the very bytes that are sent."""

    sender: str
    recipient: str
    message_id: str
    raw: bytes


@dataclass(frozen=True)
class _Line:
    """One numbered choice as the templates show it."""

    label: str
    href: str = ""
    detail: str = ""


def compose(item: ToSend, office: Office, now: datetime, papers: Sequence[Paper] = ()) -> Envelope:
    """Return the mail of one outbox row; the same row gives the same Message-ID at every attempt."""
    translator = Translator(item.language)
    message = EmailMessage(policy=SMTP)
    subject = _subject(item, translator)
    _address(message, item, office, translator)
    message["Subject"] = subject
    message["Date"] = format_datetime(now.astimezone(PARIS))
    _thread(message, item, office)
    _say_automatic(message, item, office)
    view = _view(item, office, subject)
    message.set_content(_templates().get_template("message.txt").render(view).strip() + "\n", cte="quoted-printable")
    message.add_alternative(_templates().get_template("message.html").render(view), subtype="html", cte="quoted-printable")
    for paper in papers:
        main, _, sub = paper.media_type.partition("/")
        # A diary says in its type too that it is no invitation.
        told = {"method": "PUBLISH", "charset": "utf-8"} if paper.media_type == "text/calendar" else {}
        message.add_attachment(paper.content, maintype=main, subtype=sub, filename=paper.name, params=told)
    return Envelope(
        sender=office.address.for_bounces(item.id, item.reply_token),
        recipient=item.address,
        message_id=office.address.message_id(item.id, item.reply_token),
        raw=message.as_bytes(),
    )


def sent_text(item_screen: Screen, offers: Sequence[Choice], language: str, office: Office) -> str:
    """Return the lines that a message of ours holds, to take them away from the answer to it."""
    translator = Translator(language)
    choices = [f"{choice.label} : {choice.url or choice.copy}" for choice in (*item_screen.choices, *offers)]
    labels = [choice.label for choice in (*item_screen.choices, *offers)]
    fixed = [translator.t(template) for template in (MARKER, _BY_NUMBER, _NOT_DONE_YET, _IN_WORDS, _NO_SECRET)]
    return "\n".join([*fixed, item_screen.title, *item_screen.body, *labels, *choices, item_screen.hint, _signature(office, translator)])


def _subject(item: ToSend, translator: Translator) -> str:
    title = " ".join(item.parcel.screen.title.split()) or translator.t(_UNTITLED)
    return f"Re: {title}" if item.in_reply_to else title


def _address(message: EmailMessage, item: ToSend, office: Office, translator: Translator) -> None:
    name = office.name or _signature(office, translator)
    message["From"] = HeaderAddress(name, addr_spec=office.address.plain)
    message["To"] = HeaderAddress(addr_spec=item.address)
    if item.reply_token:
        message["Reply-To"] = HeaderAddress(name, addr_spec=office.address.for_replies(item.reply_token))


def _thread(message: EmailMessage, item: ToSend, office: Office) -> None:
    message["Message-ID"] = f"<{office.address.message_id(item.id, item.reply_token)}>"
    root = f"<{office.address.thread_id(item.thread)}>" if item.thread else ""
    answered = f"<{item.in_reply_to.strip('<>')}>" if _is_message_id(item.in_reply_to) else ""
    if answered or root:
        message["In-Reply-To"] = answered or root
        message["References"] = " ".join(part for part in (root, answered) if part)


def _is_message_id(value: str) -> bool:
    plain = value.strip("<>")
    return bool(plain) and plain.isascii() and plain.isprintable() and not set(plain) & set(' <>"\\')


def _say_automatic(message: EmailMessage, item: ToSend, office: Office) -> None:
    """Say that a machine wrote (RFC 3834), so that no vacation text comes back; unsubscribing is offered on announcements only."""
    message["Auto-Submitted"] = "auto-replied" if item.lane == Lane.REPLY else "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    message["X-Villars-Loop"] = office.address.plain
    message["Content-Language"] = item.language
    if item.lane == Lane.ANNOUNCEMENT:
        message["List-Id"] = f"<annonces.{office.address.domain}>"
        message["List-Unsubscribe"] = f"<mailto:{office.address.for_leaving(item.reply_token)}?subject=desinscription>"


def _view(item: ToSend, office: Office, subject: str) -> dict[str, object]:
    translator = Translator(item.language)
    screen = item.parcel.screen
    choices = (*screen.choices, *(offer.choice for offer in item.parcel.offers))
    may_answer = bool(item.reply_token) and screen.expect is not Expect.SECRET
    return {
        "language": item.language,
        "direction": translator.direction,
        "subject": subject,
        "container": OUR_CONTAINER,
        "marker": translator.t(MARKER) if may_answer else "",
        "paragraphs": screen.body,
        "spaced": _spaced if translator.language in _SPACED_LANGUAGES else str,
        "choices": [_line(choice, number, item, office, translator) for number, choice in enumerate(choices, 1)],
        "hint": _hint(screen, choices, may_answer=may_answer, translator=translator),
        "signature": _signature(office, translator),
    }


def _line(choice: Choice, number: int, item: ToSend, office: Office, translator: Translator) -> _Line:
    if choice.url:
        return _Line(choice.label, choice.url, choice.url)
    if choice.copy:
        return _Line(choice.label, detail=choice.copy)
    if not item.reply_token:
        return _Line(choice.label)
    # The body is the number alone: our own words in it would be subtracted as ours.
    asked = {"subject": translator.t(_ANSWER_TO, subject=item.parcel.screen.title or translator.t(_UNTITLED)), "body": str(number)}
    return _Line(
        choice.label, f"mailto:{quote(office.address.for_replies(item.reply_token), safe='@+')}?{urlencode(asked, quote_via=quote)}"
    )


def _hint(screen: Screen, choices: Sequence[Choice], *, may_answer: bool, translator: Translator) -> str:
    if screen.expect is Expect.SECRET:
        return translator.t(_NO_SECRET)
    asks = _NOT_DONE_YET if any(one.key.rpartition("-")[2] == OK_KEY for one in choices) else _BY_NUMBER if choices else _IN_WORDS
    how = translator.t(asks) if may_answer else ""
    return " ".join(part for part in (screen.hint, how) if part)


def _spaced(text: str) -> str:
    """Return a line of HTML whose signs stay beside their word, as French writes them: no line begins with "?" or "»"."""
    return _BEFORE_SIGN.sub("\u00a0", _AFTER_SIGN.sub("\u00a0", text))


def _signature(office: Office, translator: Translator) -> str:
    return office.name or translator.t(_SIGNATURE, town=office.town)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("email_gateway"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=False,
    )
