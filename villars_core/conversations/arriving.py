"""How somebody who opens their account goes on where they left off, and which words are for it."""

from dataclasses import replace

from villars_core.accounts.models import Account
from villars_core.conversations import dialogue
from villars_core.conversations.flows.activation import AGAIN, SECRET, Activation
from villars_core.conversations.flows.base import Flow, Talk
from villars_core.conversations.models import Dialogue
from villars_core.notifications.models import OutboxRow


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
