"""Health: who may read it, what stays of it in the records and the journal, what is in force on which day."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.conversations.people import MONDAY, Person, town_in
from tests.databases import migrated
from villars_core.accounts.actions import StaffPerson, open_for_staff
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.clock import MovableClock
from villars_core.conversations.messages import Channel
from villars_core.demo.cast import NADIA_CHAT, Cast, plant
from villars_core.errors import NotAllowed, NotFound
from villars_core.health.actions import end_plan, set_allergies, set_diet, set_plan
from villars_core.health.models import Diet
from villars_core.health.queries import meals_of, needs_of, sheet_of, with_a_meal_of_their_own
from villars_core.health.rules import HealthTooLong, Needs, Plan, PlanDates, UnknownDiet
from villars_core.journal.models import JournalEntry
from villars_core.office_queue.models import QueueItem
from villars_core.work import SYSTEM, Assurance, Records, Work

TODAY = MONDAY.date()
YEAR = (date(2026, 9, 1), date(2027, 7, 2))
WORDS = ("arachide", "porc", "œuf", "adrénaline")


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    """Give migrated records on each database."""
    with migrated(url, MovableClock(MONDAY, running=False)) as opened:
        yield opened


@pytest.fixture
def cast(records: Records) -> Cast:
    """Give the cast, with what is known of three children."""
    with records.writing(SYSTEM) as work:
        found = plant(work)
        set_diet(work, found.awa, "sans porc", YEAR[0])
        set_allergies(work, found.lea, ["arachide", " arachide ", ""], YEAR[0])
        set_plan(work, found.tom, Plan(*YEAR, own_meal=True, allergens=("lait", "œuf"), instructions="adrénaline dans le sac"))
    return found


def acting(work: Work, account: Account) -> Work:
    """Return the same work as another person's."""
    return replace(work, actor=actor_of(account, "telegram", Assurance.LINKED))


def test_guardians_and_the_office_read_a_child_s_sheet_and_nobody_else(records: Records, cast: Cast) -> None:
    with records.writing(SYSTEM) as work:
        childcare = open_for_staff(work, StaffPerson("rose", "Rose Petit", "rose@villars.example", ("childcare",)))
        for reader in (cast.nadia, cast.paul, cast.claire):
            assert sheet_of(acting(work, reader), cast.lea).allergens == ("arachide",)
        for stranger in (cast.sophie, cast.marc, childcare):
            with pytest.raises(NotFound):
                sheet_of(acting(work, stranger), cast.lea)


def test_the_kitchen_and_the_office_read_the_needs_of_the_day_and_nobody_else(records: Records, cast: Cast) -> None:
    with records.writing(SYSTEM) as work:
        childcare = open_for_staff(work, StaffPerson("rose", "Rose Petit", "rose@villars.example", ("childcare",)))
        ids = [cast.lea.id, cast.tom.id, cast.awa.id, cast.danylo.id]
        for reader in (cast.marc, cast.claire):
            assert needs_of(acting(work, reader), ids, TODAY) == {
                cast.lea.id: Needs(allergens=("arachide",)),
                cast.tom.id: Needs(allergens=("lait", "œuf"), own_meal=True),
                cast.awa.id: Needs(diet="sans porc"),
            }
        for stranger in (cast.nadia, childcare):
            with pytest.raises(NotAllowed):
                needs_of(acting(work, stranger), ids, TODAY)


def test_the_records_and_the_journal_hold_no_word_of_it(records: Records, cast: Cast) -> None:
    assert cast.lea.id
    with records.reading(SYSTEM) as work:
        sealed = [work.session.execute(text(f"SELECT * FROM {table}")).all() for table in ("diet", "allergy", "care_plan")]  # noqa: S608
        journal = [[one.act, one.before, one.after] for one in work.session.scalars(select(JournalEntry))]
    assert [len(rows) for rows in sealed] == [1, 1, 1]
    for word in WORDS:
        assert word.encode() not in b"".join(
            bytes(cell) for rows in sealed for row in rows for cell in row if isinstance(cell, (bytes, memoryview))
        )
        assert word not in json.dumps([str(row) for rows in sealed for row in rows])
        assert word not in json.dumps(journal, ensure_ascii=False)
    assert {"health.diet", "health.allergies", "health.plan"} <= {act for act, _, _ in journal}


def test_only_the_office_notes_and_only_the_town_s_diets(records: Records, cast: Cast) -> None:
    with records.writing(SYSTEM) as work:
        for stranger in (cast.nadia, cast.marc):
            with pytest.raises(NotAllowed):
                set_diet(acting(work, stranger), cast.lea, "sans porc", TODAY)
        office = acting(work, cast.claire)
        with pytest.raises(UnknownDiet) as no:
            set_diet(office, cast.lea, "crudivore", TODAY)
        assert no.value.known == ("sans porc", "sans viande", "végétarien")
        with pytest.raises(HealthTooLong):
            set_allergies(office, cast.lea, ["x" * 61], TODAY)
        for first, last in ((YEAR[1], YEAR[0]), (date(2026, 9, 1), date(2028, 7, 2))):
            with pytest.raises(PlanDates):
                set_plan(office, cast.lea, Plan(first, last))


def test_a_change_ends_what_was_in_force_the_day_before(records: Records, cast: Cast) -> None:
    with records.writing(SYSTEM) as work:
        set_diet(work, cast.awa, "végétarien", date(2026, 12, 1))
        set_allergies(work, cast.lea, ["lait"], date(2026, 12, 1))
        end_plan(work, cast.tom, date(2026, 11, 30))
        ids = [cast.lea.id, cast.tom.id, cast.awa.id]
        before, after = (needs_of(work, ids, day) for day in (date(2026, 11, 30), date(2026, 12, 1)))
    assert (before[cast.awa.id].diet, after[cast.awa.id].diet) == ("sans porc", "végétarien")
    assert (before[cast.lea.id].allergens, after[cast.lea.id].allergens) == (("arachide",), ("lait",))
    assert before[cast.tom.id].own_meal
    assert cast.tom.id not in after


def test_what_would_begin_later_gives_way_to_an_earlier_change(records: Records, cast: Cast) -> None:
    with records.writing(SYSTEM) as work:
        set_diet(work, cast.awa, "végétarien", date(2026, 12, 1))
        set_diet(work, cast.awa, "", date(2026, 11, 25))
        assert meals_of(work, [cast.awa.id], date(2026, 12, 2)) == {}
        assert meals_of(work, [cast.awa.id], date(2026, 11, 24))[cast.awa.id].diet == "sans porc"
        assert len(list(work.session.scalars(select(Diet)))) == 1


def test_the_few_with_a_meal_of_their_own_are_one_query(records: Records, cast: Cast) -> None:
    with records.reading(SYSTEM) as work:
        few = set(work.session.scalars(with_a_meal_of_their_own(TODAY)))
        assert few == {cast.awa.id, cast.tom.id}
        assert set(meals_of(work, with_a_meal_of_their_own(TODAY), TODAY)) == few
        assert set(work.session.scalars(with_a_meal_of_their_own(date(2026, 8, 31)))) == set()


def test_words_of_a_parent_go_to_the_office_sealed(tmp_path: Path) -> None:
    """What a parent writes about health waits for the office: neither its subject nor what is told of it repeats it."""
    with town_in(tmp_path) as town:
        nadia = Person(town, Channel.TELEGRAM, str(NADIA_CHAT))
        nadia.say("Léa est allergique aux arachides").press("Transmettre au service")
        with town.records.reading(SYSTEM) as work:
            item = work.session.scalars(select(QueueItem)).one()
            told = json.dumps([[entry.act, entry.before, entry.after] for entry in work.session.scalars(select(JournalEntry))])
            assert item.unseal_text("words", work.vault) == "Léa est allergique aux arachides"
            seen = [item.summary, str(item.facts), told, nadia.text]
            number = item.number
        assert number in nadia.text
        assert [one for one in seen if "arachide" in one] == []
