"""A newcomer's first steps: the code of the letter, a secret of one's own (in chat), the terms to the end, then the menu."""

import re
from dataclasses import dataclass
from typing import ClassVar

from villars_core.accounts import invitations, terms
from villars_core.accounts.lockout import UNTIL_RELEASED
from villars_core.accounts.models import Account
from villars_core.accounts.secrets import policy_problems
from villars_core.conversations.flows.base import MENU, MENU_KEY, Flow, Step, Talk
from villars_core.conversations.messages import Channel
from villars_core.i18n import N_
from villars_core.journal.actions import Subject, record
from villars_core.notifications.screens import Expect, Role, Screen
from villars_core.schools.queries import contacts
from villars_core.understanding import Reading

SECRET, AGAIN = "secret", "again"
_CODE = re.compile(r"(?<![A-Za-z0-9])([A-Za-z0-9]{4}[- ]?[A-Za-z0-9]{4}[- ]?[A-Za-z0-9]{4})(?![A-Za-z0-9])")

WELCOME = N_("Bonjour. Ici le service Éducation de la mairie.")
GIVE_CODE = N_("Pour commencer, recopiez le code de votre lettre d’invitation (12 signes).")
NO_LETTER = N_("Pas de lettre ? Le service Éducation vous en envoie une : {phone}, {hours}.")
WRONG = N_("Ce code ne va pas. Vérifiez votre lettre et recopiez-le. Essais restants : {left}.")
LOCKED = N_("Trop de codes faux. Réessayez après {until}, ou appelez le service Éducation.")
LOCKED_OUT = N_("Trop de codes faux. Le service Éducation peut rouvrir votre accès.")
CHOOSE_SECRET = N_("Bonjour {name}. Choisissez un secret : 8 caractères au moins, avec une majuscule, une minuscule et un chiffre.")
SECRET_REMOVED = N_("Votre message sera effacé de la conversation.")
TYPE_AGAIN = N_("Recopiez ce secret une seconde fois.")
NOT_THE_SAME = N_("Les deux secrets ne sont pas pareils. Choisissez-en un de nouveau.")
TERMS_HEAD = N_("Conditions d’utilisation, page {page} sur {pages}")
NEXT, ACCEPT, REFUSE = N_("Lire la suite"), N_("J’ai lu et j’accepte"), N_("Je n’accepte pas")
REFUSED = N_("Sans votre accord, rien n’est ouvert. Le guichet et le téléphone restent possibles. Écrivez /start pour reprendre.")
OPENED = N_("Votre compte est ouvert, {name}. Vous pouvez écrire votre demande avec vos mots.")
EXAMPLE = N_("Par exemple : « Réserve la cantine lundi et jeudi ».")


@dataclass
class Activation(Flow):
    """Ouvrir son compte."""

    name: ClassVar[str] = "activation"
    title: ClassVar[str] = N_("Votre accès au service Éducation")
    account_id: int = 0
    step: str = "code"
    page: int = 0

    def takes_free_text(self) -> bool:
        """Take whatever is typed as the answer."""
        return True

    def show(self, talk: Talk) -> Step:
        """Show the open step."""
        if talk.incoming.token and talk.incoming.channel is not Channel.EMAIL:
            account = invitations.redeem_link(talk.work, talk.incoming.token)
            if account is not None:
                return self._known(talk, account, holds_secret=True)
        if self.step == "code":
            return Step(self._code_asked(talk, talk.t(WELCOME), talk.t(GIVE_CODE)))
        if self.step == "terms":
            return Step(self._page(talk))
        return Step(self._once_more(talk) if self.step == AGAIN else self._secret_asked(talk))

    def press(self, talk: Talk, key: str) -> Step:
        """Turn a page, or accept at the end; a key of another step shows the open one."""
        if self.step != "terms":
            return self.show(talk)
        last = len(terms.terms_pages()) - 1
        if key == "next":
            self.page = min(self.page + 1, last)
        elif key == "refuse":
            return Step(Screen(talk.t(self.title), (talk.t(REFUSED),)), "cancelled")
        elif key == "accept" and (talk.by_email or self.page == last):
            return self._opened(talk)
        return self.show(talk)

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take a code, a secret, or a yes to the terms."""
        if self.step == "code":
            return self._code_typed(talk, text)
        if self.step == SECRET:
            return self._first_secret(talk, text)
        if self.step == AGAIN:
            return self._second_secret(talk)
        if reading.answer == "yes":
            return self.press(talk, "accept" if talk.by_email else "next")
        return self.show(talk)

    def _code_typed(self, talk: Talk, text: str) -> Step:
        found = _CODE.search(text)
        if found is None:
            return self.show(talk)
        given = invitations.redeem_code(talk.work, talk.incoming.channel.value, talk.incoming.address, found[1])
        if given.account is not None:
            return self._known(talk, given.account, holds_secret=True)
        if given.locked_until == UNTIL_RELEASED:
            return Step(self._code_asked(talk, talk.t(LOCKED_OUT)))
        if given.locked_until is not None:
            return Step(self._code_asked(talk, talk.t(LOCKED, until=given.locked_until)))
        return Step(self._code_asked(talk, talk.t(WRONG, left=given.left)))

    def _known(self, talk: Talk, account: Account, *, holds_secret: bool) -> Step:
        self.account_id = account.id
        self.step = "terms" if talk.by_email else SECRET
        screen = self._page(talk) if talk.by_email else self._secret_asked(talk)
        return Step(screen, holds_secret=holds_secret)

    def _first_secret(self, talk: Talk, text: str) -> Step:
        problems = policy_problems(text)
        if problems:
            return Step(self._secret_asked(talk, *(talk.t(one) for one in problems)), holds_secret=True)
        self._account(talk).secret_hash = talk.hashed()
        self.step = AGAIN
        return Step(self._once_more(talk), holds_secret=True)

    def _second_secret(self, talk: Talk) -> Step:
        if not talk.matches(self._account(talk).secret_hash):
            self._account(talk).secret_hash = ""
            self.step = SECRET
            return Step(self._secret_asked(talk, talk.t(NOT_THE_SAME)), holds_secret=True)
        record(talk.work, "account.secret", Subject("account", self.account_id))
        self.step = "terms"
        return Step(self._page(talk), holds_secret=True)

    def _opened(self, talk: Talk) -> Step:
        account = self._account(talk)
        terms.accept(talk.work, account)
        invitations.link(talk.work, account, talk.incoming.channel.value, talk.incoming.address)
        body = (talk.t(OPENED, name=account.name), talk.t(EXAMPLE))
        return Step(Screen(talk.t(self.title), body, ((talk.choice(MENU_KEY, MENU),),)), "done")

    def _account(self, talk: Talk) -> Account:
        return talk.work.session.get_one(Account, self.account_id)

    def _code_asked(self, talk: Talk, *sentences: str) -> Screen:
        known = contacts(talk.work)
        help_line = talk.t(NO_LETTER, phone=known.get("phone", ""), hours=known.get("hours", ""))
        return Screen(talk.t(self.title), (*sentences, help_line), expect=Expect.TEXT)

    def _once_more(self, talk: Talk) -> Screen:
        return Screen(talk.t(self.title), (talk.t(TYPE_AGAIN),), expect=Expect.SECRET)

    def _secret_asked(self, talk: Talk, *problems: str) -> Screen:
        body = (*problems, talk.t(CHOOSE_SECRET, name=self._account(talk).name), talk.t(SECRET_REMOVED))
        return Screen(talk.t(self.title), body, expect=Expect.SECRET)

    def _page(self, talk: Talk) -> Screen:
        """Show one page in chat; by e-mail all of them at once, the acceptance at the end."""
        pages = terms.terms_pages()
        accept = talk.choice("accept", ACCEPT, Role.PRIMARY)
        refuse = talk.choice("refuse", REFUSE, Role.CANCEL)
        if talk.by_email:
            return Screen(talk.t(self.title), tuple(talk.t(one) for one in pages), ((accept, refuse),), Expect.CHOICE)
        head = talk.t(TERMS_HEAD, page=self.page + 1, pages=len(pages))
        last = self.page == len(pages) - 1
        rows = ((accept, refuse),) if last else ((talk.choice("next", NEXT, Role.PRIMARY),),)
        return Screen(head, (talk.t(pages[self.page]),), rows, Expect.CHOICE)
