"""When the kitchen is told what, once, to whom; that nobody is named; and what the sheet on paper says."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import pypdfium2
import pytest
from sqlalchemy import select, update

from tests.attendance.conftest import DAY, Served, as_of
from villars_core.absences.actions import Missing, report
from villars_core.accounts.models import Account
from villars_core.attendance.actions import point
from villars_core.attendance.rules import ABSENT, PRESENT, Fact, Moment
from villars_core.conversations.papers import make_paper
from villars_core.demo.cast import rules_text
from villars_core.errors import NotAllowed, NotFound
from villars_core.health.actions import set_allergies, set_diet, set_plan
from villars_core.health.rules import Plan
from villars_core.kitchen.list_pdf import list_pdf
from villars_core.kitchen.lists import list_of_day
from villars_core.kitchen.queries import cutoff_of, sheet_of
from villars_core.kitchen.rules import Hours, Reasons, SheetState, Told, by_day, due
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import parcel_of
from villars_core.notifications.screens import Attachment, Screen
from villars_core.office_queue.models import QueueItem
from villars_core.reservations.actions import decide
from villars_core.reservations.models import Reservation
from villars_core.schools.actions import load_rules
from villars_core.staff.timers import WATCHES, run_watches
from villars_core.work import SYSTEM

CUTOFF = datetime(2026, 11, 25, 23, tzinfo=UTC)
HOURS = Hours(time(16), time(7), time(14))
WEDNESDAY = datetime(2026, 12, 2, 12, tzinfo=UTC)
MEAL = Moment(DAY, "canteen")
CATERER = "traiteur@repas.example"


def paris(text: str) -> datetime:
    """Return an instant of early December in Paris."""
    return datetime.fromisoformat(f"2026-12-{text}+01:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("01T15:59:59", None),
        ("01T16:00", Told.EVE),
        ("03T06:59:59", Told.EVE),
        ("03T07:00", Told.MORNING),
        ("03T13:59", Told.MORNING),
        ("03T14:00", None),
    ],
)
def test_the_eve_then_the_morning_then_nothing(now: str, told: Told | None) -> None:
    fresh = SheetState(DAY, date(2026, 12, 1), eve_told=False, morning_told=False, last_step_at=CUTOFF)
    assert due(fresh, paris(now), HOURS) is told


@pytest.mark.parametrize(("minutes", "told"), [(0, None), (9, None), (10, Told.CHANGE), (400, Told.CHANGE), (421, None)])
def test_in_the_morning_changes_are_bundled(minutes: int, told: Told | None) -> None:
    seven = paris("03T07:00")
    known = SheetState(DAY, date(2026, 12, 1), eve_told=True, morning_told=True, last_step_at=seven)
    assert due(known, seven + timedelta(minutes=minutes), HOURS) is told


@pytest.mark.parametrize(
    ("now", "told"),
    [("02T19:59", "02T19:59"), ("02T20:00", "03T07:00"), ("03T00:00", "03T07:00"), ("03T06:59", "03T07:00"), ("03T07:00", "03T07:00")],
)
def test_nobody_of_the_staff_is_written_to_at_night(now: str, told: str) -> None:
    assert by_day(paris(now), HOURS) == paris(told)


def look(town: Served, instant: datetime) -> list[str]:
    """Move the clock, let the program look, and return what it did."""
    town.clock.move_to(instant)
    return run_watches(town.records, tuple(one for one in WATCHES if one.name == "kitchen"))


def screens(town: Served) -> list[tuple[str, str, Screen]]:
    """Return what the kitchen was told: to which address or account, under which key, and the screen."""
    with town.records.reading(SYSTEM) as work:
        rows = list(work.session.scalars(select(OutboxRow).where(OutboxRow.kind == "kitchen").order_by(OutboxRow.id)))
        found = []
        for row in rows:
            parcel = parcel_of(work, row)
            assert parcel is not None
            found.append((row.address or str(row.account_id), row.business_key or "", parcel.screen))
        return found


def with_caterer(town: Served) -> None:
    """Name the caterer in the town's rules."""
    with town.records.writing(SYSTEM) as work:
        load_rules(work, rules_text() + f'\n[kitchen]\nemails = ["{CATERER}"]\n')


def test_the_week_is_told_at_its_cut_off_once_to_the_kitchen_and_to_the_caterer(town: Served) -> None:
    with_caterer(town)
    assert look(town, CUTOFF - timedelta(hours=1)) == ["kitchen"]  # the week that runs was never told
    before = len(screens(town))
    assert look(town, CUTOFF - timedelta(seconds=1)) == []
    assert look(town, CUTOFF) == ["kitchen"]
    assert look(town, CUTOFF + timedelta(minutes=1)) == []
    told = screens(town)[before:]
    assert [to for to, _, _ in told] == [str(town.cast.marc.id), CATERER]
    body = "\n".join(told[0][2].body)
    assert "jeudi 3 décembre : 4 repas" in body
    assert body.count(" : ") == 4
    assert told[0][2].title == "Commande de repas"


def test_what_changes_is_told_on_the_eve_in_the_morning_and_at_once_and_never_twice(town: Served) -> None:
    look(town, CUTOFF)
    town.book(town.cast.moussa)
    eve = paris("01T16:00")
    assert look(town, eve) == ["kitchen"]
    assert look(town, eve + timedelta(minutes=5)) == []
    with town.records.writing(SYSTEM) as work:
        report(as_of(work, town.cast.nadia), Missing(town.cast.lea, (DAY,)))
    assert look(town, WEDNESDAY) == []
    assert look(town, paris("03T07:00")) == ["kitchen"]
    assert look(town, paris("03T07:30")) == []
    with town.records.writing(SYSTEM) as work:
        point(work, town.cast.tom, MEAL, Fact(ABSENT))
        point(work, town.cast.binta, MEAL, Fact(PRESENT))
        point(work, town.cast.ibrahim, MEAL, Fact(PRESENT))
    assert look(town, paris("03T08:00")) == ["kitchen"]
    assert look(town, paris("03T14:00")) == []
    told = [(screen.title, screen.body[0].splitlines()) for _, key, screen in screens(town) if "2026-12-03" in key]
    assert [(title, lines[0], lines[-1]) for title, lines in told] == [
        ("Repas du prochain jour : changements", "jeudi 3 décembre : 5 repas", "Nouveau : 1 repas réservé par le service."),
        ("Repas du jour", "jeudi 3 décembre : 4 repas", "Depuis la commande : 1 repas réservé par le service et 1 absence."),
        ("Repas du jour : changement", "jeudi 3 décembre : 5 repas", "Nouveau : 1 absence et 2 présences non prévues."),
    ]


def test_messages_and_sheets_name_nobody_and_tell_no_allergy(town: Served) -> None:
    with_caterer(town)
    with town.records.writing(SYSTEM) as work:
        set_diet(work, town.cast.awa, "sans porc", date(2026, 9, 1))
        set_allergies(work, town.cast.lea, ["arachide"], date(2026, 9, 1))
        set_plan(work, town.cast.tom, Plan(date(2026, 9, 1), date(2027, 7, 2), own_meal=True, allergens=("lait",)))
    look(town, CUTOFF)
    look(town, paris("03T07:00"))
    sheet = next(screen for to, key, screen in screens(town) if to == CATERER and "morning" in key)
    paper = _text(make_paper(town.records, None, sheet.attachments[0]))
    seen = json.dumps([screen.to_json() for _, _, screen in screens(town)], ensure_ascii=False) + paper
    for word in ("Léa", "Tom", "Awa", "Danylo", "Martin", "Diallo", "arachide", "lait"):
        assert word not in seen
    assert "sans porc" not in "".join(line for _, _, screen in screens(town) for line in screen.body)
    assert "3 repas et 1 panier-repas" in sheet.body[0]
    assert "sans porc" in paper
    assert "Repas du jeudi 3 décembre 2026" in paper
    assert "jusqu’au mercredi 25 novembre à 23:59" in paper


def test_what_the_office_confirms_after_the_cut_off_is_a_change_and_not_the_order(town: Served) -> None:
    """A booking that waits is cooked for once it is confirmed; one that was withdrawn meanwhile never was."""
    with town.records.writing(SYSTEM) as work:
        for number, child in (("W-1", town.cast.moussa), ("W-2", town.cast.binta)):
            waits = {
                "day": DAY,
                "activity": "canteen",
                "state": "waiting",
                "booked_at": CUTOFF - timedelta(days=1),
                "booking_number": number,
            }
            work.session.add(Reservation(child_id=child.id, **waits))
    town.clock.move_to(CUTOFF + timedelta(hours=9))
    with town.records.writing(SYSTEM) as work:
        decide(as_of(work, town.cast.claire), "W-1", state="booked")
    town.cancel(town.cast.binta)
    look(town, CUTOFF + timedelta(hours=10))
    with town.records.reading(SYSTEM) as work:
        sheet = sheet_of(work, DAY)
    assert sheet is not None
    assert (sum(sheet.ordered().values()), sum(sheet.told().values())) == (4, 5)
    assert sheet.reasons() == Reasons(booked=1)


def test_an_older_message_keeps_the_sheet_it_was_sent_with(town: Served) -> None:
    look(town, CUTOFF)
    order = screens(town)[0][2].attachments[0]
    before = make_paper(town.records, town.cast.marc.id, order)
    town.book(town.cast.moussa)
    look(town, paris("03T07:00"))
    assert make_paper(town.records, town.cast.marc.id, order) == before


def test_parents_get_no_sheet_and_the_caterer_no_paper_that_names(town: Served) -> None:
    look(town, CUTOFF)
    order = screens(town)[0][2].attachments[0]
    with pytest.raises(NotAllowed):
        make_paper(town.records, town.cast.nadia.id, order)
    with pytest.raises(NotFound):
        make_paper(town.records, None, Attachment("x.pdf", "application/pdf", "another", {}))


def test_where_nobody_would_be_told_the_office_is_asked_once(town: Served) -> None:
    with town.records.writing(SYSTEM) as work:
        work.session.execute(update(Account).where(Account.id == town.cast.marc.id).values(ended_at=work.now))
    look(town, CUTOFF)
    look(town, paris("03T07:00"))
    with town.records.reading(SYSTEM) as work:
        assert [one.kind for one in work.session.scalars(select(QueueItem))] == ["kitchen"]
    assert screens(town) == []


def test_a_town_may_set_its_own_cut_off_and_one_later_than_the_morning_is_the_morning(town: Served) -> None:
    own = '\n[kitchen]\ncutoff = { anchor = "days_before", count = 2, skip = ["weekends", "public_holidays"], at = 10:00:00 }\n'
    late = '\n[kitchen]\ncutoff = { anchor = "same_day", at = 08:30:00 }\n'
    with town.records.writing(SYSTEM) as work:
        load_rules(work, rules_text() + own)
        assert cutoff_of(work, date(2026, 12, 7)) == paris("03T10:01")
        load_rules(work, rules_text() + late)
        assert cutoff_of(work, DAY) == paris("03T07:00")
        assert cutoff_of(work, date(2026, 12, 2)) is None


def test_the_list_on_paper_has_the_names_and_needs_only_for_those_who_may_see_them(town: Served) -> None:
    with town.records.writing(SYSTEM) as work:
        set_allergies(work, town.cast.lea, ["arachide"], date(2026, 9, 1))
        childcare = replace(work, actor=replace(as_of(work, town.cast.claire).actor, roles=frozenset({"childcare"})))
        bare, full = list_of_day(childcare, DAY, with_needs=False), list_of_day(as_of(work, town.cast.marc), DAY, with_needs=True)
        for stranger, wants in ((childcare, True), (as_of(work, town.cast.nadia), False)):
            with pytest.raises(NotAllowed):
                list_of_day(stranger, DAY, with_needs=wants)
    assert [(one.class_name, [eater.name for eater in one.eaters]) for one in bare.classes] == [
        ("MS", ["Martin Tom"]),
        ("CP", ["Kovalenko Danylo"]),
        ("CE1", ["Martin Léa"]),
        ("CM2", ["Diallo Awa"]),
    ]
    assert "arachide" not in _text(list_pdf(bare))
    assert "allergies : arachide" in _text(list_pdf(full))
    assert "Martin Léa" in _text(list_pdf(bare))


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "\n")
