"""Who is it really? Before a sensitive act: the secret of the account, typed in chat, or a one-time code of the counter or of a letter.

A form asks for it by `needs = Assurance.STEPPED_UP`, which holds for its validation, or by `actor.require_assurance`, anywhere; the desk
opens this form, and goes on with the other one once it is answered. A chat stays sure for ten minutes, a mailbox for the one act.
"""

from dataclasses import dataclass
from typing import ClassVar

from villars_core.accounts import assurance
from villars_core.accounts.invitations import Redeemed, code_in, redeem_confirmation
from villars_core.accounts.lockout import UNTIL_RELEASED, Door, clear, missed, tries
from villars_core.accounts.models import Account
from villars_core.conversations.flows.activation import LOCKED, LOCKED_OUT
from villars_core.conversations.flows.base import CANCEL_KEY, Flow, Step, Talk, cancelled, question
from villars_core.i18n import N_
from villars_core.notifications.screens import Expect
from villars_core.office_queue.actions import Posting, post
from villars_core.understanding import Reading
from villars_core.work import Assurance

BY_SECRET = N_("Cette demande est sensible. Écrivez votre secret pour confirmer que c’est bien vous.")
OR_CODE = N_("Ou bien écrivez un code à usage unique, donné au guichet ou par lettre.")
BY_CODE = N_(
    "Cette demande est sensible. Pour confirmer que c’est bien vous, écrivez un code à usage unique, donné au guichet ou par lettre."
)
REMOVED = N_("Votre message sera effacé de la conversation.")
NO_SECRET_BY_MAIL = N_("N’écrivez jamais votre secret dans un courriel.")
WRONG = N_("Ce n’est pas cela. Essais restants : {left}.")
BY_LETTER = N_("Recevoir un code par lettre")
ORDERED = N_("Un code part par lettre à l’adresse de votre foyer. Numéro {number}. Écrivez-nous de nouveau quand vous l’avez.")
LETTER_WANTED = N_("Code à usage unique demandé par {name} : « villars account code {identifier} --letter lettre.pdf »")
LETTER_KEY = "letter"


@dataclass
class StepUp(Flow):
    """Confirmer que c’est bien vous."""

    name: ClassVar[str] = "step_up"
    title: ClassVar[str] = N_("Confirmer que c’est vous")
    asked_by: int = 0
    key: str = ""

    def takes_free_text(self) -> bool:
        """Take whatever is typed as the answer."""
        return True

    def show(self, talk: Talk) -> Step:
        """Ask for the secret in chat, for a code everywhere."""
        return self._asked(talk)

    def press(self, talk: Talk, key: str) -> Step:
        """Give up, or order a code by letter."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key != LETTER_KEY:
            return self.show(talk)
        account = _account(talk)
        wanted = talk.t(LETTER_WANTED, name=account.name, identifier=account.identifier)
        item = post(talk.work, Posting("confirmation_code", wanted, account_id=account.id))
        return Step(question(talk, self.title, (talk.t(ORDERED, number=item.number),), (), Expect.TEXT))

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:  # noqa: ARG002 (the words are a secret: nothing is read in them)
        """Take a secret or a code; a wrong one is counted, and what was typed is forgotten in any case."""
        account, door = _account(talk), Door(talk.incoming.channel.value, talk.incoming.address)
        code = code_in(text)
        if talk.work.actor.assurance < Assurance.LINKED or (talk.by_email and not code):
            return self.show(talk)
        locked = tries(talk.work, door).locked_until
        if locked is None and not talk.by_email and account.secret_hash and talk.matches(account.secret_hash):
            clear(talk.work, door)
            return self._shown(talk, account)
        given = redeem_confirmation(talk.work, account, door, code) if code else _missed(talk, door)
        if given.account is not None:
            return self._shown(talk, account)
        return self._asked(talk, _no(talk, given))

    def _shown(self, talk: Talk, account: Account) -> Step:
        assurance.shown(talk.work, account, talk.incoming.channel.value, talk.incoming.address)
        return Step(state="done", holds_secret=True, proved=self.asked_by)

    def _asked(self, talk: Talk, *problems: str) -> Step:
        has_secret = not talk.by_email and bool(_account(talk).secret_hash)
        ways = (talk.t(BY_SECRET), talk.t(OR_CODE)) if has_secret else (talk.t(BY_CODE),)
        last = talk.t(NO_SECRET_BY_MAIL if talk.by_email else REMOVED)
        rows = ((talk.choice(LETTER_KEY, BY_LETTER),),)
        expect = Expect.TEXT if talk.by_email else Expect.SECRET
        return Step(question(talk, self.title, (*problems, *ways, last), rows, expect), holds_secret=bool(problems))


def _account(talk: Talk) -> Account:
    if talk.account is None:
        message = "nobody is asked who has no account"
        raise LookupError(message)
    return talk.account


def _missed(talk: Talk, door: Door) -> Redeemed:
    state = tries(talk.work, door)
    state = state if state.locked_until is not None else missed(talk.work, door)
    return Redeemed(left=state.left, locked_until=state.locked_until)


def _no(talk: Talk, given: Redeemed) -> str:
    if given.locked_until == UNTIL_RELEASED:
        return talk.t(LOCKED_OUT)
    if given.locked_until is not None:
        return talk.t(LOCKED, until=given.locked_until)
    return talk.t(WRONG, left=given.left)
