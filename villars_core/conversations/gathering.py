"""All that one mail causes is answered in one mail: its parts under letters, their choices numbered through, each for its own form."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from villars_core.conversations import dialogue
from villars_core.conversations.choosing import choice_named
from villars_core.conversations.flows.base import CANCEL_KEY, MENU, MENU_KEY, OK_KEY, Talk
from villars_core.conversations.messages import Reply
from villars_core.conversations.models import Dialogue
from villars_core.i18n import N_
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import MAIL_ONLY, Parcel, parcel_of
from villars_core.notifications.screens import Choice, Expect, Screen
from villars_core.understanding import Reading
from villars_core.work import Work

PARTS = "parts"
"""Fact of a mail that answers several things: the form of each part and its number of steps, in the order of the letters."""

SEVERAL = N_("Vos demandes")
HEAD = N_("{letter}. {title}")
LABEL = N_("{letter} : {label}")
ALL_AT_ONCE = N_("« Oui » valide tout ; un numéro choisit.")
RESUME_KEY = "resume"
# Between two numbers stands something: digits that could be parted anywhere would be tried in every way.
_NUMBERS = re.compile(r"\d{1,2}(?:(?:\s*(?:[,;+&]|et|and|puis)\s*|\s+)\d{1,2})*\s?\.?", re.IGNORECASE)
_ASIDE = frozenset({MENU_KEY, RESUME_KEY})

Taken = tuple[Dialogue | None, str, bool]
"""A form (None: the menu), the choice of it that is taken, and whether it still stands as it was shown."""


@dataclass(frozen=True)
class Part:
    """One form that a mail shows, as it stood then."""

    dialogue: int
    revision: int


def into_one(talk: Talk, replies: list[Reply]) -> list[Reply]:
    """Make one row of the answers to one mail; what is no answer of a form, or stands alone, stays as it is."""
    if not talk.by_email or len(replies) < 2:  # noqa: PLR2004 (one alone is gathered already)
        return replies
    rows = [talk.work.session.get_one(OutboxRow, one.outbox_id) for one in replies]
    newest = {row.dialogue_id: row for row in rows if row.kind == "reply" and row.dialogue_id is not None}
    shown = [(row, parcel_of(talk.work, row)) for row in newest.values()]
    parts = [(row, parcel) for row, parcel in shown if parcel is not None and not parcel.offers]
    if len(parts) < 2:  # noqa: PLR2004 (the same)
        return replies
    gone = [row for row in rows if row.kind == "reply" and row.dialogue_id in newest]
    kept = gone[0]
    for row in gone[1:]:
        talk.work.session.delete(row)
    _fill(talk, kept, parts)
    ids = {row.id for row in gone[1:]}
    return [one for one in replies if one.outbox_id not in ids]


def _fill(talk: Talk, kept: OutboxRow, parts: Sequence[tuple[OutboxRow, Parcel]]) -> None:
    """Write all parts into one row; an answer leans on a child or a day only where every part is about it."""
    about = [dict(row.about) for row, _ in parts]
    same = {key: value for key, value in about[0].items() if all(one.get(key) == value for one in about)}
    private = {MAIL_ONLY: True} if any(one.get(MAIL_ONLY) for one in about) else {}
    kept.about = {**same, **private, PARTS: [[row.dialogue_id, row.dialogue_revision or 0] for row, _ in parts]}
    kept.dialogue_id = kept.dialogue_revision = None
    kept.seal("payload", Parcel(_screen(talk, [parcel.screen for _, parcel in parts])).to_bytes(), talk.work.vault)
    talk.work.session.flush()


def _screen(talk: Talk, screens: Sequence[Screen]) -> Screen:
    titles = {one.title for one in screens}
    named = list(zip(ascii_uppercase, screens, strict=False))
    choices = [(_of_part(talk, letter, one),) for letter, screen in named for one in screen.choices if one.key not in _ASIDE]
    recaps = [one for screen in screens for one in screen.choices if one.key == OK_KEY]
    return Screen(
        title=titles.pop() if len(titles) == 1 else talk.t(SEVERAL),
        body=tuple(line for letter, one in named for line in (talk.t(HEAD, letter=letter, title=one.title), *one.body)),
        rows=(*choices, (talk.choice(MENU_KEY, MENU),)),
        expect=Expect.CHOICE,
        hint=talk.t(ALL_AT_ONCE) if len(recaps) > 1 else "",
        attachments=tuple(paper for one in screens for paper in one.attachments),
    )


def _of_part(talk: Talk, letter: str, choice: Choice) -> Choice:
    return replace(choice, key=f"{letter}-{choice.key}"[:40], label=talk.t(LABEL, letter=letter, label=choice.label))


def parts_of(row: OutboxRow | None) -> list[Part]:
    """Return the forms that a mail of ours showed together; none for all others."""
    return [Part(*one) for one in row.about.get(PARTS, ())] if row is not None else []


def screen_of(work: Work, row: OutboxRow) -> Screen:
    """Return the screen of a mail that showed several forms."""
    parcel = parcel_of(work, row)
    return parcel.screen if parcel is not None else Screen()


def open_parts(work: Work, person: str, row: OutboxRow | None) -> list[Dialogue]:
    """Return the forms of such a mail that still ask for something."""
    found = [dialogue.by_id(work, person, one.dialogue) for one in parts_of(row)]
    return [one for one in found if one is not None and one.state in {"active", "parked"}]


def still_to_confirm(work: Work, person: str, row: OutboxRow | None, taken: Sequence[Taken]) -> list[Dialogue]:
    """Return the forms of such a mail that an answer left to be confirmed; who went to the menu is not asked again."""
    named = {form.id for form, _, _ in taken if form is not None}
    if not named:
        return []
    left = [one for one in open_parts(work, person, row) if one.id not in named]
    return [one for one in left if any(choice.key == OK_KEY for choice in dialogue.screen_of(work, one).choices)]


def keys_said(screen: Screen, text: str, reading: Reading) -> list[str]:
    """Return the choices that an answer takes: a label, one or several numbers, or a yes or no to all that is only to be confirmed."""
    named = choice_named(screen, text)
    if named is not None:
        return [named]
    if _NUMBERS.fullmatch(text.strip()):
        found = [choice_named(screen, number) for number in re.findall(r"\d+", text)]
        return [one for one in dict.fromkeys(found) if one is not None] if None not in found else []
    keys = [one.key for one in screen.choices]
    recaps = [key.partition("-")[0] for key in keys if key.partition("-")[2] == OK_KEY]
    wanted = {"yes": OK_KEY, "no": CANCEL_KEY}.get(reading.answer or "", "")
    return [f"{letter}-{wanted}" for letter in recaps if wanted and f"{letter}-{wanted}" in keys]


def pressed(key: str, parts: Sequence[Part]) -> tuple[Part, str] | None:
    """Return the form that a choice of such a mail belongs to, and the choice of that form."""
    letter, _, its_key = key.partition("-")
    number = ascii_uppercase.find(letter) if len(letter) == 1 else -1
    return (parts[number], its_key) if 0 <= number < len(parts) and its_key else None


def taken(talk: Talk, person: str, row: OutboxRow | None, read: Callable[[str, Screen], Reading]) -> list[Taken] | None:
    """Return what an answer to such a mail takes; None where the mail showed one form alone, or the words take none of its choices."""
    parts = parts_of(row)
    if row is None or not parts:
        return None
    screen = screen_of(talk.work, row)
    found = []
    for key in keys_said(screen, talk.incoming.text, read(talk.incoming.text, screen)):
        part = pressed(key, parts)
        form = dialogue.by_id(talk.work, person, part[0].dialogue) if part is not None else None
        stands = form is not None and part is not None and form.revision == part[0].revision
        found.append((form, part[1] if part is not None else MENU_KEY, stands))
    return found or None
