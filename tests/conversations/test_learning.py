"""What was misread is counted by the rules that read it, in the message's own transaction, and no word of it is kept."""

from sqlalchemy import select

from tests.conversations.people import MONDAY, Person, Town
from tests.databases import migrated
from tests.understanding.house import context as reading_context
from villars_core.clock import MovableClock
from villars_core.conversations.learning import RuleCount, counted, note_question
from villars_core.conversations.models import ReadingCount
from villars_core.understanding import read
from villars_core.work import SYSTEM

_BOOKED = "Réserve la cantine de Léa lundi 30 novembre"


def _counts(town: Town) -> dict[str, RuleCount]:
    with town.records.reading(SYSTEM) as work:
        return {one.rule: one for one in counted(work, work.today)}


def test_a_message_that_ends_in_a_question_is_counted_by_its_rules(town: Town, nadia: Person) -> None:
    nadia.say("Annule la cantine de Léa")

    found = _counts(town)
    assert found["act.cancel"] == RuleCount("act.cancel", 1, 0, 0)
    assert found["ask.which_days"].asked == 1


def test_a_message_that_no_rule_reads_is_counted_too(town: Town, nadia: Person) -> None:
    nadia.say("la pluie tombe sur le toit")

    assert _counts(town)["ask.which_act"].asked == 1


def test_a_message_read_without_doubt_is_not_counted(town: Town, nadia: Person) -> None:
    nadia.say(_BOOKED).press("Valider")

    assert _counts(town) == {}


def test_a_recap_that_is_changed_and_an_act_that_is_undone_are_counted(town: Town, nadia: Person) -> None:
    nadia.say(_BOOKED).press("Modifier")
    nadia.say("/menu")
    nadia.say(_BOOKED).press("Valider").press("Défaire")

    assert _counts(town)["act.book"] == RuleCount("act.book", 0, 1, 1)


def test_a_form_opened_by_a_button_is_nobody_s_reading(town: Town, nadia: Person) -> None:
    nadia.say("/reserver").say("Léa lundi 30 novembre")
    if "Modifier" in nadia.labels:
        nadia.press("Modifier")

    assert not any(one.changed for one in _counts(town).values())


def test_a_message_answered_twice_is_counted_once(town: Town, nadia: Person) -> None:
    incoming = nadia.incoming(text="Annule la cantine de Léa")
    town.desk.receive(incoming)
    town.desk.receive(incoming)

    assert _counts(town)["act.cancel"].asked == 1


def test_no_word_of_a_message_is_in_the_counts(town: Town, nadia: Person) -> None:
    nadia.say("Annule la cantine de Léa, code Zanzibar")

    with town.records.reading(SYSTEM) as work:
        kept = [f"{row.rule} {row.outcome}" for row in work.session.scalars(select(ReadingCount))]
    assert kept
    assert not [one for one in kept if any(word in one.lower() for word in ("léa", "lea", "zanzibar", "code"))]


def test_two_messages_of_a_day_add_up_on_both_databases(url: str) -> None:
    with migrated(url, MovableClock(MONDAY, running=False)) as records:
        for _ in range(2):
            with records.writing(SYSTEM) as work:
                note_question(work, read("Annule la cantine", reading_context()))
        with records.reading(SYSTEM) as work:
            found = {one.rule: one.asked for one in counted(work, work.today)}

    assert found["act.cancel"] == 2
