"""Arrivals and departures of the childcare from a file (CSV): read strictly, every bad line told, all of it kept or nothing."""

import csv
import io
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import select

from villars_core.attendance.actions import Place, close_all, live_row, lock, place_of, point
from villars_core.attendance.rules import CHILDCARE, EVENING, MORNING, PRESENT, Fact, Moment
from villars_core.errors import Problem, Refusal
from villars_core.families.models import Child
from villars_core.i18n import N_
from villars_core.work import Work

HEADER = ("jour", "nom", "prenom", "naissance", "moment", "arrivee", "depart")
LARGEST_BYTES, MOST_LINES, LONGEST_CELL = 5_000_000, 50_000, 80
OFFICE = ("education_office", "childcare")
_PARTS = {"matin": MORNING, "soir": EVENING}
_DAYS = ("%Y-%m-%d", "%d/%m/%Y")

NOT_TEXT = N_("ce n’est pas du texte en UTF-8")
TOO_BIG = N_("le fichier est trop grand : {limit} lignes au plus")
WRONG_HEADER = N_("la première ligne doit être : {header}")
EMPTY = N_("le fichier ne contient aucune ligne")
WRONG_COUNT = N_("{found} cases au lieu de {wanted}")
TOO_LONG = N_("une case dépasse {limit} signes")
WRONG_DAY = N_("« {value} » n’est pas un jour (2026-11-23 ou 23/11/2026)")
WRONG_PART = N_("« {value} » n’est ni matin ni soir")
WRONG_TIME = N_("« {value} » n’est pas une heure (17:42)")
NO_TIME = N_("il faut une heure d’arrivée ou de départ")
UNKNOWN_CHILD = N_("aucun enfant de ce nom dans les écoles")
SEVERAL_CHILDREN = N_("plusieurs enfants de ce nom : ajoutez la date de naissance")
TWICE = N_("même enfant, même jour, même moment qu’à la ligne {other}")
OTHER_TIME = N_("une autre heure est déjà notée : importez avec un motif pour la corriger")


@dataclass(frozen=True)
class Imported:
    """What an import did: lines read, facts that are new or corrected, facts that were there already; or the problems that stopped it."""

    lines: int = 0
    written: int = 0
    unchanged: int = 0
    closed: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Stay:
    line: int
    child: Child
    moment: Moment
    fact: Fact


@dataclass
class _Reader:
    """Reads lines; keeps what is wrong with each."""

    children: Mapping[tuple[str, str], list[Child]]
    problems: list[Problem] = field(default_factory=list)
    stays: list[_Stay] = field(default_factory=list)
    seen: dict[tuple[int, Moment], int] = field(default_factory=dict)

    def wrong(self, line: int, template: str, **facts: object) -> None:
        self.problems.append(Problem(str(line), template, facts))

    def read(self, line: int, cells: list[str]) -> None:
        if len(cells) != len(HEADER):
            self.wrong(line, WRONG_COUNT, found=len(cells), wanted=len(HEADER))
        elif any(len(cell) > LONGEST_CELL for cell in cells):
            self.wrong(line, TOO_LONG, limit=LONGEST_CELL)
        else:
            self._row(line, dict(zip(HEADER, (cell.strip() for cell in cells), strict=True)))

    def _row(self, line: int, row: Mapping[str, str]) -> None:
        before = len(self.problems)
        day = self._day(line, row["jour"])
        part = _PARTS.get(row["moment"].lower())
        if part is None:
            self.wrong(line, WRONG_PART, value=row["moment"])
        arrived, left = self._time(line, row["arrivee"]), self._time(line, row["depart"])
        if not row["arrivee"] and not row["depart"]:
            self.wrong(line, NO_TIME)
        child = self._child(line, row)
        if len(self.problems) == before and day is not None and part is not None and child is not None:
            self._keep(_Stay(line, child, Moment(day, CHILDCARE, part), Fact(PRESENT, arrived, left)))

    def _keep(self, stay: _Stay) -> None:
        key = (stay.child.id, stay.moment)
        if key in self.seen:
            self.wrong(stay.line, TWICE, other=self.seen[key])
            return
        self.seen[key] = stay.line
        self.stays.append(stay)

    def _day(self, line: int, text: str) -> date | None:
        for form in _DAYS:
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day, without a time)
            except ValueError:
                continue
        self.wrong(line, WRONG_DAY, value=text)
        return None

    def _time(self, line: int, text: str) -> time | None:
        if not text:
            return None
        try:
            return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 (the town's clock)
        except ValueError:
            self.wrong(line, WRONG_TIME, value=text)
            return None

    def _child(self, line: int, row: Mapping[str, str]) -> Child | None:
        found = self.children.get((_plain(row["nom"]), _plain(row["prenom"])), [])
        if row["naissance"]:
            born = self._day(line, row["naissance"])
            found = [one for one in found if one.born == born]
        if len(found) != 1:
            self.wrong(line, SEVERAL_CHILDREN if found else UNKNOWN_CHILD)
            return None
        return found[0]


def import_times(work: Work, raw: bytes, reason: str = "") -> Imported:
    """Bring a file of the childcare's times in: all of its lines, or none where one is wrong. The same file again changes nothing.

    Each school, day and part that the file names is then called. A time that differs from what is noted needs a reason.
    """
    work.actor.require(*OFFICE)
    rows, problems = _rows(raw)
    if problems:
        return Imported(problems=problems)
    reader = _Reader(_children(work))
    for line, cells in rows:
        reader.read(line, cells)
    if reader.problems:
        return Imported(len(rows), problems=tuple(reader.problems))
    return _written(work, reader, len(rows), reason)


def _written(work: Work, reader: _Reader, lines: int, reason: str) -> Imported:
    """Write inside a savepoint, so that a line that is refused leaves nothing of the others."""
    written = 0
    places: set[tuple[Place, Moment]] = set()
    with work.session.begin_nested() as savepoint:
        for stay in reader.stays:
            lock(work, stay.child.id)
            before = live_row(work, stay.child.id, stay.moment)
            if before is not None and (before.arrived, before.left) != (stay.fact.arrived, stay.fact.left) and not reason.strip():
                reader.wrong(stay.line, OTHER_TIME)
                continue
            try:
                after = point(work, stay.child, stay.moment, stay.fact, reason)
                places.add((place_of(work, stay.child, stay.moment), stay.moment))
            except Refusal as refusal:
                reader.wrong(stay.line, refusal.template, **refusal.facts())
                continue
            written += after is not before
        closed = 0 if reader.problems else close_all(work, places)
        if reader.problems:
            savepoint.rollback()
    if reader.problems:
        return Imported(lines, problems=tuple(reader.problems))
    return Imported(lines, written, lines - written, closed)


def _rows(raw: bytes) -> tuple[list[tuple[int, list[str]]], tuple[Problem, ...]]:
    if len(raw) > LARGEST_BYTES:
        return [], (Problem("1", TOO_BIG, {"limit": MOST_LINES}),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], (Problem("1", NOT_TEXT),)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    rows = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, cells))
            if len(rows) > MOST_LINES:
                return [], (Problem("1", TOO_BIG, {"limit": MOST_LINES}),)
    except csv.Error:
        return [], (Problem(str(reader.line_num), WRONG_COUNT, {"found": 0, "wanted": len(HEADER)}),)
    if not rows or tuple(_plain(cell) for cell in rows[0][1]) != HEADER:
        return [], (Problem("1", WRONG_HEADER, {"header": ";".join(HEADER)}),)
    return (rows[1:], ()) if len(rows) > 1 else ([], (Problem("1", EMPTY),))


def _children(work: Work) -> Mapping[tuple[str, str], list[Child]]:
    found: dict[tuple[str, str], list[Child]] = defaultdict(list)
    for child in work.session.scalars(select(Child).where(Child.class_id.is_not(None))):
        found[_plain(child.last_name), _plain(child.first_name)].append(child)
    return found


def _plain(text: str) -> str:
    """Return a name as names are compared: without accents, capitals, hyphens and double spaces."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'").replace("-", " ").casefold())
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).split())
