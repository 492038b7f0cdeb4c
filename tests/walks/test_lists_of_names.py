"""The list of names and the allergens, by chat, by mail and by command: who may read them, and never in a chat."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.walks.commands import typist_in
from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.conversations.papers import make_paper
from villars_core.errors import NotAllowed
from villars_core.health.actions import set_allergies, set_diet, set_plan
from villars_core.health.rules import Plan
from villars_core.i18n import Translator
from villars_core.journal.models import JournalEntry
from villars_core.kitchen.papers import LIST, list_attachment
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.reservations.actions import book
from villars_core.staff.kitchen import command as kitchen
from villars_core.work import SYSTEM

DAY = date(2026, 12, 3)


def _eating(town: WalkTown) -> None:
    with town.records.writing(SYSTEM) as work:
        for child in (town.cast.lea, town.cast.tom, town.cast.awa):
            book(work, child, [DAY])
        set_diet(work, town.cast.awa, "sans porc", date(2026, 9, 1))
        set_allergies(work, town.cast.tom, ["arachide"], date(2026, 9, 1))
        set_plan(work, town.cast.tom, Plan(date(2026, 9, 1), date(2027, 7, 2), own_meal=True))
    town.clock.move_to(datetime(2026, 12, 2, 17, tzinfo=UTC))


def _left(town: WalkTown) -> list[tuple[str, str]]:
    """Return everything that left, by channel."""
    with town.records.reading(SYSTEM) as work:
        found = [(row.channel, parcel_of(work, row)) for row in work.session.query(OutboxRow).all()]
        return [(channel, f"{parcel.screen.to_json()}") for channel, parcel in found if parcel is not None]


def test_the_cook_gets_names_and_allergens_where_they_may_be_read(sit: Doorway, town: WalkTown) -> None:
    """Marc asks on the eve: in a chat both go to his mailbox, by mail and at the terminal they are the answer itself.

    > /effectifs
    < jeudi 3 décembre
    ! arachide
    [Régimes et allergies]
    {telegram} < C’est envoyé à marc@villars.example
    {telegram} ! arachide
    {telegram} ! Martin
    {email,terminal} < Martin Tom
    {email,terminal} < arachide
    {email,terminal} < sans porc
    {email,terminal} ! Léa
    [Recevoir la liste des noms]
    {telegram} < C’est envoyé à marc@villars.example
    {email,terminal} < liste-cantine-2026-12-03.pdf
    nadia > /effectifs
    ! allergies
    """
    _eating(town)
    run(transcript_of(test_the_cook_gets_names_and_allergens_where_they_may_be_read), sit("marc"), town.clock)
    said = _left(town)
    assert [channel for channel, text in said if "arachide" in text] == ["email" if sit.door != "terminal" else "terminal"]
    if sit.door == "telegram":
        assert [channel for channel, text in said if "liste-cantine" in text] == ["email"]
    with town.records.reading(SYSTEM) as work:
        acts = [one.act for one in work.session.query(JournalEntry).filter(JournalEntry.act.like("kitchen.%")) if one.actor_id]
    assert acts == ["kitchen.needs", "kitchen.list"]


def test_a_list_says_allergies_to_the_cook_alone(town: WalkTown) -> None:
    """What the paper holds follows its reader: the cook's has needs, a parent's is not made."""
    _eating(town)
    paper = list_attachment(Translator(), DAY)
    assert paper.paper == LIST
    assert make_paper(town.records, town.cast.marc.id, paper).startswith(b"%PDF")
    with pytest.raises(NotAllowed):
        make_paper(town.records, town.cast.nadia.id, paper)


def test_the_command_writes_the_same_list(town: WalkTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _eating(town)
    typist = typist_in(town, tmp_path, monkeypatch)
    told = typist.types("marc", kitchen, "allergens", "--day", "2026-12-03")
    assert "Martin Tom" in told
    assert "arachide" in told
    assert "Léa" not in told
    file = tmp_path / "liste.pdf"
    assert "3 classe(s), 3 personne(s)" in typist.types("marc", kitchen, "list", "--day", "2026-12-03", "--with-needs", str(file))
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o077 == 0
