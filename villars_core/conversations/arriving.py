"""Who comes to the desk, and how somebody who opens their account goes on where they left off."""

from dataclasses import replace
from datetime import datetime

from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of, identify, is_active
from villars_core.conversations import dialogue, hearing
from villars_core.conversations.flows.activation import AGAIN, SECRET, Activation
from villars_core.conversations.flows.base import Flow, Proof, Talk
from villars_core.conversations.messages import Channel, Incoming
from villars_core.conversations.models import Dialogue
from villars_core.i18n import SOURCE_LANGUAGE, Translator
from villars_core.notifications.models import OutboxRow
from villars_core.work import Actor, ActorKind, Assurance, Work


def talk_of(work: Work, incoming: Incoming, proof: Proof | None, received_at: datetime) -> Talk:
    """Return a message with who says it, as sure as the door is at most, in their language; `received_at`: when the inbox kept it."""
    account = identify(work, incoming.channel.value, incoming.address)
    language = account.language if account else incoming.language
    sureness = Assurance.LINKED if incoming.channel is Channel.TERMINAL else min(incoming.assurance, Assurance.LINKED)
    stranger = Actor(ActorKind.STRANGER, door=incoming.channel.value)
    actor = actor_of(account, incoming.channel.value, sureness) if account and is_active(account) else stranger
    known = replace(work, actor=actor, translator=Translator(language or SOURCE_LANGUAGE))
    return Talk(known, replace(incoming, assurance=sureness), account, hearing.said_at(incoming, min(received_at, work.now)), proof)


def left_off(talk: Talk, person: str) -> Activation:
    """Return the activation where it was left: a code counts once, and new terms need no code."""
    account = talk.account
    if account is not None and account.activated_at is not None:
        return Activation(account.id, "terms")
    before = dialogue.left_off(talk.work, person, Activation.name)
    flow = Activation.restored(dialogue.answers_of(talk.work, before)) if before is not None else Activation()
    owner = talk.work.session.get(Account, flow.account_id) if flow.account_id else None
    if owner is None or owner.activated_at is not None or owner.ended_at is not None:
        return Activation()
    return replace(flow, step=SECRET if flow.step == AGAIN else flow.step, page=0)


def may_go_on(talk: Talk, row: Dialogue, flow: Flow, answered: OutboxRow | None) -> bool:
    """Tell whether these words are for the open activation: by e-mail the terms are accepted by what answers them alone."""
    answers_it = answered is not None and answered.dialogue_id == row.id
    return not talk.by_email or answers_it or (isinstance(flow, Activation) and flow.step == "code")
