"""A chat in the terminal: numbered choices, and scripts whose output is a transcript."""

import itertools
import mimetypes
import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import select

from villars_core.accounts.models import Account
from villars_core.accounts.queries import by_identifier
from villars_core.accounts.routing import fall_back
from villars_core.clock import PARIS, MovableClock, clock_for
from villars_core.config import load
from villars_core.conversations import buttons
from villars_core.conversations.desk import Desk
from villars_core.conversations.messages import Channel, Incoming, IncomingFile
from villars_core.conversations.papers import Paper, printed
from villars_core.demo.temporary import town_on_loan
from villars_core.errors import OperatorError
from villars_core.notifications.screens import Choice, Screen
from villars_core.notifications.sending import Claim, Outcome, Result, ToSend, claim, settle
from villars_core.storage.engine import open_engine
from villars_core.storage.vault import open_vault
from villars_core.work import SYSTEM, Records

OWNER = "terminal"
CLOCK = "@horloge "
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_SCRIPT, MOST_LINES = 1_000_000, 10_000
LONGEST_MESSAGE = 4096
"""What a chat takes at once, as in Telegram."""
_FILE = re.compile(r'@fichier ("[^"]+"|\S+)(?: (.*))?')
LEAVE = frozenset({"/quit", "/quitter"})
HELLO = "Vous êtes {name}. Écrivez un message, ou le numéro d’un choix ; @fichier CHEMIN envoie un fichier, /quitter finit."


@contextmanager
def opened(config: str | None) -> Iterator[Records]:
    """Open the configured town where it is marked as demo, else a town on loan. Raises OperatorError for a real town."""
    loaded = load(config)
    if loaded.file is None and not loaded.settings.town.demo:
        with town_on_loan() as town:
            yield town.records
        return
    if not loaded.settings.town.demo:
        raise OperatorError(
            1502,
            "On ne parle au nom d’une personne que dans une ville de démonstration.",
            "town.demo n’est pas vrai dans la configuration",
            "lancez « villars chat » depuis un dossier sans villars.toml : une ville est prêtée.",
        )
    engine = open_engine(loaded.places.database_url)
    try:
        yield Records(engine, clock_for(demo=True), open_vault(loaded.places.keys))
    finally:
        engine.dispose()


def lines_of(script: Path) -> list[str]:
    """Return the messages of a script. Raises OperatorError for what is no text, or more than anybody says."""
    try:
        with script.open("rb") as file:
            raw = file.read(LARGEST_SCRIPT + 1)
        lines = raw.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise _no_script(script, "ce n’est pas du texte en UTF-8, ou le fichier ne s’ouvre pas") from None
    if len(raw) > LARGEST_SCRIPT or len(lines) > MOST_LINES:
        raise _no_script(script, f"il a plus de {MOST_LINES} lignes ou de {LARGEST_SCRIPT // 1_000_000} Mo")
    return lines


def talk(records: Records, name: str, lines: Sequence[str] | None = None) -> None:
    """Talk as a person: line by line as they are typed, or those of a script."""
    identifier, full_name = _person(records, name)
    conversation = Conversation(records, identifier)
    if lines is None:
        click.echo(HELLO.format(name=full_name))
    for line in lines if lines is not None else _typed():
        said = line.strip()
        if said in LEAVE:
            return
        if not said or said.startswith("#"):
            continue
        if lines is not None:
            click.echo(f"> {said}")
        click.echo(conversation.answer(said))


@dataclass
class Conversation:
    """One person at the terminal; the choices of the last screen are taken by their number."""

    records: Records
    identifier: str
    last: ToSend | None = None
    run: str = field(default_factory=lambda: secrets.token_hex(6))
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    folder: Path | None = None
    """Where documents are written, with their sender's eyes only; made for the first one."""

    def answer(self, said: str, files: tuple[IncomingFile, ...] = ()) -> str:
        """Return what the office answers to some words, a file, a number, or a move of the demo's clock."""
        if said.startswith(CLOCK):
            return self._moved(said.removeprefix(CLOCK).strip())
        handed = _FILE.fullmatch(said)
        if handed is not None:
            file = _file(Path(handed[1].strip('"')))
            return self.answer(handed[2] or "", (file,)) if file else f"Fichier illisible ou trop grand : {handed[1]}"
        if len(said) > LONGEST_MESSAGE:
            return f"Ce message a {len(said)} signes : {LONGEST_MESSAGE} au plus, comme dans le chat. Coupez-le en deux.\n"
        choice = self._chosen(said)
        incoming = Incoming(
            Channel.TERMINAL,
            f"{self.run}-{next(self.numbers)}",
            self.identifier,
            text="" if choice else said,
            choice=choice,
            files=files,
        )
        replies = Desk(self.records).receive(incoming)
        shown = []
        wanted = Claim(Channel.TERMINAL.value, OWNER, only=tuple(one.outbox_id for one in replies))
        # One row an address is given out at a time, so that they come in their order.
        while items := claim(self.records, wanted, lambda _work: None):
            for item in items:
                made = printed(self.records, item)
                shown.append(written(made.item, [self._kept(one) for one in made.papers]))
                settle(self.records, item, Outcome(Result.SENT, f"terminal-{item.id}"), fall_back)
                self.last = item
        return "\n".join([*(f"({one.toast})" for one in replies if one.toast), *shown])

    def _kept(self, paper: Paper) -> Path:
        self.folder = self.folder or Path(tempfile.mkdtemp(prefix="villars-"))
        path = self.folder / f"{next(self.numbers)}-{Path(paper.name).name}"
        path.write_bytes(paper.content)
        return path

    def _chosen(self, said: str) -> str:
        if self.last is None or not said.isdecimal():
            return ""
        carried = list(_carried(self.last))
        number = int(said[:3])
        return carried[number - 1] if 1 <= number <= len(carried) else ""

    def _moved(self, instant: str) -> str:
        clock = self.records.clock
        try:
            moved = datetime.fromisoformat(instant)
        except ValueError:
            return f"Instant illisible : {instant}"
        if not isinstance(clock, MovableClock):
            return "L’horloge de cette ville ne se règle pas."
        clock.move_to(moved if moved.tzinfo else moved.replace(tzinfo=PARIS))
        return f"(Horloge : {clock.now().astimezone(PARIS):%d/%m/%Y %H:%M})"


def written(item: ToSend, papers: Sequence[Path] = ()) -> str:
    """Return a row as a terminal shows it: title, paragraphs, numbered choices, links and texts to copy, where its documents lie."""
    screen: Screen = item.parcel.screen
    numbered = [f"  {number}. {_label(one)}" for number, one in enumerate(_takeable(item), 1)]
    others = [f"  {_label(one)}" for one in screen.choices if one.url or one.copy]
    parts = [screen.title, *screen.body, screen.hint, "\n".join([*numbered, *others])]
    return "\n\n".join(part for part in (*parts, *(f"📄 {one}" for one in papers)) if part) + "\n"


def _takeable(item: ToSend) -> list[Choice]:
    choices = [one for one in item.parcel.screen.choices if not one.url and not one.copy]
    return [*choices, *(offer.choice for offer in item.parcel.offers)]


def _carried(item: ToSend) -> Iterable[str]:
    for choice in item.parcel.screen.choices:
        if choice.url or choice.copy:
            continue
        if item.dialogue_id is None:
            yield buttons.of_notice(item.id, choice.key)
        else:
            yield buttons.of_dialogue(item.dialogue_id, item.dialogue_revision or 0, choice.key)
    for offer in item.parcel.offers:
        yield buttons.of_notice(item.id, offer.key)


def _label(choice: Choice) -> str:
    more = choice.url or choice.copy
    return f"{choice.label} : {more}" if more else choice.label


def _file(path: Path) -> IncomingFile | None:
    """Return a file of this machine as a person hands it in, or None for what is none, empty or too large."""
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b""
    except OSError:
        return None
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return IncomingFile(path.name, media_type, len(content), content) if content else None


def _no_script(script: Path, why: str) -> OperatorError:
    return OperatorError(1504, f"Le script {script} ne peut pas être lu.", why, "donnez un fichier de texte, un message par ligne.")


def _typed() -> Iterator[str]:
    while True:
        try:
            yield click.prompt("", prompt_suffix="> ", default="", show_default=False)
        except click.Abort:
            click.echo()
            return


def _person(records: Records, name: str) -> tuple[str, str]:
    """Return identifier and name of whoever has an identifier, an e-mail, or a first name that nobody else has."""
    with records.reading(SYSTEM) as work:
        found = by_identifier(work, name)
        if found is None:
            everybody = work.session.scalars(select(Account).where(Account.ended_at.is_(None)))
            named = [one for one in everybody if one.name.split(" ")[0].casefold() == name.casefold()]
            found = named[0] if len(named) == 1 else None
        if found is not None:
            return found.identifier, found.name
    raise OperatorError(1503, f"Je ne connais pas « {name} ».", "ni identifiant, ni courriel, ni prénom", "essayez « --as nadia ».")
