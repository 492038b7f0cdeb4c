"""Nobody reaches another home's records by an id: in a form, under a button or as a paper, it answers as one that is not there."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, get_type_hints

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.access.conftest import MISSING, STRUCK, Belongings, Homes, facts_of, made_up
from villars_core.accounts.models import Account
from villars_core.conversations import prepared
from villars_core.conversations.flows.base import Flow, Step, Talk
from villars_core.conversations.flows.registry import FLOWS
from villars_core.conversations.messages import Channel, Incoming
from villars_core.conversations.papers import NAMELESS, PAPERS, make_paper
from villars_core.errors import NotAllowed, NotFound, Refusal
from villars_core.kitchen.papers import LIST
from villars_core.notifications.screens import Attachment
from villars_core.work import Assurance, Work

NO_IDS = {
    "activation.account_id",
    "activation.page",
    "adult_roll.page",
    "adult_roll.site_id",
    "announce.announcement_id",
    "announce.audience_id",
    "ask_tariff.a_week",
    "ask_tariff.quotient",
    "change_custody.holder",
    "change_custody.holidays_first",
    "change_custody.payer",
    "childcare_pointing.class_id",
    "childcare_pointing.school_id",
    "declare_event.event_id",
    "declare_event.scope_id",
    "edit_usual_week.weekdays",
    "my_absences.only",
    "roll_call.class_id",
    "roll_call.page",
    "roll_call.site_id",
    "show_invoices.amount",
    "show_invoices.page",
    "show_invoices.said_day",
    "show_invoices.said_month",
    "step_up.asked_by",
    "submit_qf.value",
    "tax_certificate.year",
}
"""Numbers in answers that are no id of a home's, or only leave out some of what is one's own (`only`); the forms of the staff ask for a
role, which their own tests prove.

An activation's account is set by a code that was right, a second factor's form by the desk, which asks whose it is.
"""

KEYS = (
    "ok", "undo", "office", "paper", "proof", "change", "later", "accept", "files", "c{child}", "b{invoice}", "home-{child}",
    "a{child}-D-2026-00001", "t{child}-D-2026-00001", "q{item}", "see", "send", "none", "g-{child}",
)  # fmt: skip
"""What is pressed though no screen shows it: the desk would show the present screen instead."""

OF_STAFF = frozenset({LIST})
OF_HOMES = sorted(set(PAPERS) - NAMELESS - OF_STAFF)
Told = tuple[str, ...]


def _talk(work: Work, account: Account) -> Talk:
    address = f"{account.id}"
    return Talk(work, Incoming(Channel.TELEGRAM, "m1", address, text="oui", assurance=Assurance.LINKED), account, work.now)


def _told(step: Step) -> Told:
    if step.screen is None:
        return ("opens", step.opens)
    papers = tuple(one.paper for one in step.screen.attachments)
    return ("screen", step.screen.title, *step.screen.body, *(one.label for one in step.screen.choices), *papers)


def _played(work: Work, account: Account, flow: Flow, of: Belongings, key: str) -> tuple[Told, int]:
    """Return what a form with these answers says to a press, or to being opened, and how many rows it would write."""
    talk = _talk(work, account)
    written: list[int] = []

    def note(session: Session, _context: object) -> None:
        written.append(len(session.new) + len(session.dirty) + len(session.deleted))

    event.listen(work.session, "after_flush", note)
    with work.session.begin_nested() as nested:
        try:
            step = flow.press(talk, key.format(**of.ids)) if key else flow.show(talk)
            work.session.flush()
            said = _told(step)
        except Refusal as refusal:
            said = ("refused", type(refusal).__name__, work.t(refusal.template, **refusal.facts()))
        nested.rollback()
    event.remove(work.session, "after_flush", note)
    return tuple(re.sub(r"\b[A-Z]-2026-\d{5}\b", "N", one) for one in said), sum(written)


def _filled(name: str, of: Belongings, only: str = "") -> Flow:
    flow = FLOWS[name]()
    facts = facts_of(of)
    wanted = {one: value for one, value in facts.items() if only in {"", one} or one in {"days", "add"}}
    flow.prefill({one: value for one, value in wanted.items() if isinstance(value, type(getattr(flow, one, None)))})
    return flow


def _ways(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield which of a form's answers are foreign, and what else is set."""
    known = {one.name for one in fields(FLOWS[name])}
    yield "", {}
    yield from ((one, {}) for one in sorted(known & _WALKED - {"days", "add"}))
    if "choice" in known:
        yield "", {"choice": "home"}
    if "part" in known:
        yield from (("", {"part": part}) for part in ("paper", "why", "quotient", "days", "pay"))
    if "action" in known:
        yield from (("", {"action": action, "words": "Bonjour"}) for action in ("", *ACTIONS))


ACTIONS = ("book_meal", "cancel_meal", "confirm_booking", "justify_late")
_KINDS = ("child", "account", "place", "document", "proof", "mandate", "quotient", "item", "event", "invoice", "household")
_WALKED = frozenset(facts_of(Belongings(dict.fromkeys(_KINDS, 1), {"booking": "R"})))


def _others(homes: Homes) -> Iterator[tuple[Account, Belongings]]:
    cast = homes.town.cast
    yield cast.fatou, homes.nadias
    yield cast.marc, homes.nadias
    # Inès is Karim's child too, so only what is Sophie's alone is foreign to him: her child is left as one that nobody has.
    yield cast.karim, replace(homes.sophies, ids=homes.sophies.ids | {"child": MISSING})


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_a_form_answers_to_a_foreign_id_as_to_one_that_is_not_there(homes: Homes, name: str) -> None:
    for account, foreign in _others(homes):
        missing = made_up(foreign)
        with homes.town.records.writing(homes.actor(account), rehearsal=True) as work:
            for (only, more), key in itertools.product(_ways(name), ("", *KEYS)):
                if key and name == "meal_calendar" and only not in {"", "children"}:
                    continue  # a press needs the child that the calendar is of
                played = []
                for of in (foreign, missing):
                    flow = _filled(name, of, only)
                    flow.prefill(more)
                    played.append(_played(work, account, flow, of, key))
                assert played[0] == played[1], (account.name, only, more, key)


def test_every_number_of_an_answer_is_walked_or_is_no_id() -> None:
    """A new form's id must come into the walk above: it is named here otherwise."""
    found = {
        f"{name}.{one}"
        for name, flow in FLOWS.items()
        for one, kind in get_type_hints(flow).items()
        if one in {field.name for field in fields(flow)} and "int" in str(kind) and one not in _WALKED
    }
    assert found == NO_IDS


def test_a_paper_of_another_home_is_one_that_is_not_there(homes: Homes) -> None:
    records, cast = homes.town.records, homes.town.cast
    for reader, foreign in _others(homes):
        for paper, of in itertools.product(OF_HOMES, (foreign, made_up(foreign))):
            with pytest.raises(NotFound):
                make_paper(records, reader.id, Attachment("x", "application/pdf", paper, _paper_facts(of)))
    for paper in OF_HOMES:
        assert make_paper(records, cast.nadia.id, Attachment("x", "application/pdf", paper, _paper_facts(homes.nadias)))
        with pytest.raises(NotFound):
            make_paper(records, None, Attachment("x", "application/pdf", paper, _paper_facts(homes.nadias)))


def test_a_list_of_names_is_no_familys(homes: Homes) -> None:
    for paper in sorted(OF_STAFF):
        with pytest.raises(NotAllowed):
            make_paper(homes.town.records, homes.town.cast.nadia.id, Attachment("x", "application/pdf", paper, _paper_facts(homes.nadias)))


def _paper_facts(of: Belongings) -> dict[str, Any]:
    return {**of.ids, **of.words, "day": STRUCK.isoformat()}


def test_a_request_that_names_another_home_is_not_posted(homes: Homes) -> None:
    """What accepting an item would do is said with the asker's own sight: the office never acts on a child that is not the asker's."""
    for action in ACTIONS:
        with homes.town.records.reading(homes.actor(homes.town.cast.fatou)) as work, pytest.raises(NotFound):
            prepared.summary(work, action, facts_of(homes.nadias)["facts"])


def test_a_parent_decides_no_request(homes: Homes) -> None:
    for state in ("accepted", "refused", "answered"):
        for item in (homes.nadias.ids["item"], MISSING):
            with homes.town.records.writing(homes.actor(homes.town.cast.nadia), rehearsal=True) as work, pytest.raises(NotAllowed):
                prepared.close(work, item, state, "x")
