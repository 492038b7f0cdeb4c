"""Forms kept in rows: found, opened, parked, shown again; whatever process answers next finds them as they were."""

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from villars_core.conversations.flows.base import Flow, Step, Talk
from villars_core.conversations.flows.registry import FLOWS
from villars_core.conversations.models import Dialogue
from villars_core.notifications.screens import Screen
from villars_core.storage.types import UtcDateTime
from villars_core.work import Work

KEPT = timedelta(days=7)
_log = logging.getLogger("villars.dialogue")


def person_of(talk: Talk) -> str:
    """Return whose dialogues count: a person's through all doors, or a stranger's at one address."""
    if talk.account is not None and talk.account.activated_at is not None:
        return f"account:{talk.account.id}"
    return f"{talk.incoming.channel.value}:{talk.incoming.address}"


def active(work: Work, person: str, channel: str) -> Dialogue | None:
    """Return the form that a person has open at one door: what another door shows is not confirmed by a word said here."""
    return _newest(work, person, "active", channel)


def parked(work: Work, person: str, channel: str) -> Dialogue | None:
    """Return the form that was left for another one, or at another door, for a week: it goes on where the person asks for it."""
    left = _newest(work, person, "parked")
    if left is not None:
        return left
    query = select(Dialogue).where(Dialogue.person == person, Dialogue.state == "active", Dialogue.expires_at > work.now)
    return work.session.scalars(query.where(Dialogue.channel != channel).order_by(Dialogue.updated_at.desc()).limit(1)).first()


def by_id(work: Work, person: str, dialogue_id: int) -> Dialogue | None:
    """Return a person's own form, open or done; None for another's, as for one that does not exist."""
    row = work.session.get(Dialogue, dialogue_id, with_for_update=True)
    return row if row is not None and row.person == person else None


def open_new(talk: Talk, person: str, flow: Flow) -> Dialogue:
    """Open a form, which `keep` writes down with its first screen; one that was open is parked, never dropped."""
    work = talk.work
    before = active(work, person, talk.incoming.channel.value)
    if before is not None:
        before.state = "parked"
        work.session.flush()
    row = Dialogue(
        person=person,
        account_id=talk.account.id if talk.account else None,
        channel=talk.incoming.channel.value,
        address=talk.incoming.address,
        flow=flow.name,
        flow_version=flow.version,
        state="active",
        revision=0,
        language=work.translator.language,
        opened_at=work.now,
        updated_at=work.now,
        expires_at=work.now + KEPT,
    )
    write_answers(work, row, flow.answers())
    return row


def answers_of(work: Work, row: Dialogue) -> dict[str, Any]:
    """Return the answers of a form, nothing where it has none yet."""
    answers: dict[str, Any] = json.loads(row.unseal_text("answers", work.vault) or "{}")
    return answers


def write_answers(work: Work, row: Dialogue, answers: Mapping[str, Any]) -> None:
    """Write the answers of a form."""
    row.seal("answers", json.dumps(answers), work.vault)


def flow_of(work: Work, row: Dialogue) -> Flow:
    """Return the form of a row, with its answers, read from an older version where need be.

    What this version of the program does not know, or cannot read, is the menu: nobody is stuck in an outdated form.
    """
    kind = FLOWS.get(row.flow, FLOWS["menu"])
    if row.flow_version > kind.version:
        return FLOWS["menu"]()
    try:
        answers = answers_of(work, row)
        return kind.restored(answers if row.flow_version == kind.version else kind.migrate(answers, row.flow_version))
    except (KeyError, TypeError, ValueError):
        _log.warning("dialogue %d: the answers of %s, version %d, are not read", row.id, row.flow, row.flow_version)
        return FLOWS["menu"]()


def keep(work: Work, row: Dialogue, flow: Flow, step: Step) -> None:
    """Write what a step changed: answers, state, the screen shown, and its number."""
    write_answers(work, row, {**flow.answers(), **({"ways": list(step.facts["ways"])} if "ways" in step.facts else {})})
    row.flow, row.flow_version = flow.name, flow.version
    row.state, row.updated_at, row.expires_at = step.state, work.now, work.now + KEPT
    row.revision += 1
    if step.screen is not None:
        # Its documents went with it once: a screen that is shown again does not send them again.
        row.seal("screen", json.dumps(replace(step.screen, attachments=()).to_json()), work.vault)
    if row not in work.session:
        work.session.add(row)
        work.session.flush()


def screen_of(work: Work, row: Dialogue) -> Screen:
    """Return the screen that a form shows now."""
    raw = row.unseal_text("screen", work.vault)
    return Screen.from_json(json.loads(raw)) if raw else Screen()


def _newest(work: Work, person: str, state: str, channel: str = "") -> Dialogue | None:
    values = {"person": person, "state": state, "now": work.now} | ({"channel": channel} if channel else {})
    return work.session.scalars(_newest_of(of_channel=bool(channel)), values).first()


@lru_cache(maxsize=2)
def _newest_of(*, of_channel: bool) -> Select[Dialogue]:
    """Return the statement, built once: it runs several times for each message."""
    now = bindparam("now", type_=UtcDateTime())
    query = select(Dialogue).where(Dialogue.person == bindparam("person"), Dialogue.state == bindparam("state"), Dialogue.expires_at > now)
    if of_channel:
        query = query.where(Dialogue.channel == bindparam("channel"))
    return query.order_by(Dialogue.updated_at.desc(), Dialogue.id.desc()).limit(1).with_for_update()


def last_done(work: Work, person: str, channel: str) -> Dialogue | None:
    """Return the form that a person ended last at one door: its last screen is still before them."""
    return _newest(work, person, "done", channel)


def last_ended(work: Work, person: str, channel: str) -> Dialogue | None:
    """Return the form that a person ended last at one door, done or given up."""
    found = [one for one in (_newest(work, person, state, channel) for state in ("done", "cancelled")) if one is not None]
    return max(found, key=lambda one: (one.updated_at, one.id), default=None)


def left_off(work: Work, person: str, flow: str) -> Dialogue | None:
    """Return the form of one kind that a person did not bring to its end, whether given up or left for another."""
    query = select(Dialogue).where(
        Dialogue.person == person, Dialogue.flow == flow, Dialogue.state != "done", Dialogue.expires_at > work.now
    )
    return work.session.scalars(query.order_by(Dialogue.updated_at.desc(), Dialogue.id.desc()).limit(1)).first()


def make_active(work: Work, row: Dialogue, channel: str) -> None:
    """Go on with a parked form at this door; the one that was open here is parked in its place."""
    before = active(work, row.person, channel)
    if before is not None and before.id != row.id:
        before.state = "parked"
    row.state, row.channel = "active", channel
    work.session.flush()


def about(work: Work, row: Dialogue | None) -> dict[str, Any]:
    """Return what an answer may lean on: the children and days of the form, the bill that it shows."""
    answers = answers_of(work, row) if row else {}
    return {key: answers[key] for key in ("children", "days", "invoice") if answers.get(key)}


def is_private(row: Dialogue) -> bool:
    """Tell whether what a form answers by mail is for that mailbox alone."""
    return row.flow in FLOWS and FLOWS[row.flow].is_private


def bill_shown(work: Work, person: str, channel: str) -> dict[str, Any]:
    """Return the bill that the last form at a door showed, as `about` names it; nothing where it showed none."""
    return {key: value for key, value in about(work, last_done(work, person, channel)).items() if key == "invoice"}
