"""Changing one's own telephone or e-mail: recap, second factor, and for an e-mail a code that shows that it is read.

Where somebody lives is changed by the office, which wants a proof: what is told of it is passed on in the person's words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from villars_core.accounts.contact import change_email, change_phone, guardian_of, post_code, wanted_email
from villars_core.accounts.invitations import code_in, digest, new_code
from villars_core.accounts.lockout import Door, missed, tries
from villars_core.conversations.flows.base import (
    CANCEL_KEY,
    EDIT_KEY,
    MENU,
    MENU_KEY,
    OK_KEY,
    Flow,
    Step,
    Talk,
    cancelled,
    question,
    recap_rows,
)
from villars_core.families.contact import NotAPhone, masked, phone_of, spaced
from villars_core.i18n import N_
from villars_core.notifications.screens import Expect, Screen
from villars_core.understanding import Reading
from villars_core.work import Assurance

PHONE, EMAIL, POSTAL = "phone", "email", "postal"
WHICH = N_("Que voulez-vous changer ? Votre téléphone finit par {phone}. Votre courriel : {email}.")
NO_PHONE = N_("Que voulez-vous changer ? Aucun téléphone n’est noté. Votre courriel : {email}.")
LABELS = ((PHONE, N_("Mon téléphone")), (EMAIL, N_("Mon adresse de courriel")), (POSTAL, N_("Mon adresse postale")))
ASK_PHONE = N_("Écrivez le nouveau numéro, par exemple 06 12 34 56 78.")
ASK_EMAIL = N_("Écrivez la nouvelle adresse de courriel.")
ASK_POSTAL = N_("Écrivez votre nouvelle adresse, et joignez un justificatif de domicile si vous l’avez. Le service Éducation la change.")
RECAP_PHONE = N_("Nouveau téléphone : {value}.")
RECAP_EMAIL = N_("Nouvelle adresse de courriel : {value}.")
CODE_SENT = N_("Un code est parti à {value}. Recopiez-le ici : nous saurons que l’adresse est bien la vôtre.")
WRONG_CODE = N_("Ce n’est pas ce code. Essais restants : {left}.")
TOO_MANY = N_("Trop de codes faux. L’adresse n’a pas changé.")
DONE_PHONE = N_("C’est noté. Votre téléphone est maintenant {value}.")
DONE_EMAIL = N_("C’est noté. Votre adresse de courriel est maintenant {value}.")
_WHERE_ONE_LIVES = re.compile(r"adresse|address|direcci|morada|endere[cç]o|adres|عنوان", re.IGNORECASE)
_BY_MAIL = re.compile(r"mail|courriel|[ée]lectronique|correo|e-?posta|بريد|@", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s<>()\",;:]{1,64}@[^\s<>()\",;:@]{1,190}")
_LONGEST = 254


@dataclass
class UpdateContact(Flow):
    """Changer son téléphone ou son adresse de courriel. `postal`: what was said of the place where one lives."""

    name: ClassVar[str] = "update_contact"
    title: ClassVar[str] = N_("Vos coordonnées")
    needs: ClassVar[Assurance] = Assurance.STEPPED_UP
    what: str = ""
    value: str = ""
    code_digest: str = ""
    postal: str = ""

    def takes_free_text(self) -> bool:
        """Take any words where a number, an address or a code is asked for."""
        return bool(self.what) and (not self.value or bool(self.code_digest))

    def fill(self, talk: Talk, reading: Reading) -> None:
        """Take the number or the e-mail that stands in the words; or all of them, where they tell where somebody lives."""
        text = talk.incoming.text
        self._take(text)
        lives = any(one.rule == "info.address" for one in reading.evidence) or _WHERE_ONE_LIVES.search(text) is not None
        self.postal = text if lives and not self.what and _BY_MAIL.search(text) is None else ""

    def prefill(self, facts: Mapping[str, Any]) -> None:
        """Take what is to change; never a code."""
        self.what = str(facts.get("what", "")) if facts.get("what") in {PHONE, EMAIL} else ""

    def show(self, talk: Talk) -> Step:
        """Ask which, ask what, show the recap, or wait for the code; pass a postal address on to the office."""
        if self.postal:
            return Step(opens="talk_to_staff", facts={"words": self.postal, "intent": self.name})
        guardian = guardian_of(talk.work, talk.account)
        if not self.what:
            template = WHICH if guardian.phone else NO_PHONE
            body = talk.t(template, phone=guardian.phone[-2:], email=masked(guardian.email))
            return Step(question(talk, self.title, (body,), tuple((talk.choice(key, label),) for key, label in LABELS)))
        if not self.value:
            return self._asked(talk)
        if self.code_digest:
            return self._code_asked(talk)
        template = RECAP_PHONE if self.what == PHONE else RECAP_EMAIL
        return Step(Screen(talk.t(self.title), (talk.t(template, value=self._written()),), recap_rows(talk), Expect.CHOICE))

    def press(self, talk: Talk, key: str) -> Step:
        """Choose what changes, or take the last word."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == POSTAL:
            return Step(opens="talk_to_staff", facts={"intent": self.name, "first": talk.t(ASK_POSTAL)})
        if key in {PHONE, EMAIL}:
            self.what, self.value, self.code_digest = key, "", ""
        elif key == EDIT_KEY:
            self.value = self.code_digest = ""
        elif key == OK_KEY and self.value and not self.code_digest:
            return self._validated(talk)
        return self.show(talk)

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:  # noqa: ARG002 (the form's signature)
        """Take the number, the address or the code."""
        if self.code_digest:
            return self._code_typed(talk, text)
        self._take(text)
        if self.what and not self.value:
            if self.what == PHONE:
                raise NotAPhone(text[:40])
            return self._asked(talk)
        return self.show(talk)

    def _take(self, text: str) -> None:
        phone, email = phone_of(text), _EMAIL.search(text)
        if email is not None and self.what != PHONE:
            self.what, self.value = EMAIL, email[0].rstrip(".!?»")[:_LONGEST]
        elif phone and self.what != EMAIL:
            self.what, self.value = PHONE, phone

    def _written(self) -> str:
        return spaced(self.value) if self.what == PHONE else self.value

    def _asked(self, talk: Talk) -> Step:
        return Step(question(talk, self.title, (talk.t(ASK_PHONE if self.what == PHONE else ASK_EMAIL),), (), Expect.TEXT))

    def _validated(self, talk: Talk) -> Step:
        guardian = guardian_of(talk.work, talk.account)
        if self.what == PHONE:
            return _done(talk, DONE_PHONE, change_phone(talk.work, guardian.id, self.value))
        talk.work.actor.require_assurance(Assurance.STEPPED_UP)
        self.value, code = wanted_email(talk.work, guardian.id, self.value), new_code()
        self.code_digest = digest(code)
        if talk.account is not None:
            post_code(talk.work, talk.account, self.value, code)
        return self._code_asked(talk)

    def _code_asked(self, talk: Talk, *problems: str) -> Step:
        body = (*problems, talk.t(CODE_SENT, value=self.value))
        return Step(question(talk, self.title, body, (), Expect.TEXT))

    def _code_typed(self, talk: Talk, text: str) -> Step:
        """Take the code of the new address. Whoever validated showed a second factor: the code ends that very act."""
        code, door = code_in(text), Door(talk.incoming.channel.value, talk.incoming.address)
        if not code or talk.work.actor.assurance < Assurance.LINKED:
            return self.show(talk)
        if tries(talk.work, door).locked_until is None and digest(code) == self.code_digest:
            guardian = guardian_of(talk.work, talk.account)
            return _done(talk, DONE_EMAIL, change_email(talk.sure().work, guardian.id, self.value))
        state = tries(talk.work, door)
        state = state if state.locked_until is not None else missed(talk.work, door)
        if state.locked_until is not None:
            return Step(Screen(talk.t(self.title), (talk.t(TOO_MANY),), ((talk.choice(MENU_KEY, MENU),),)), "cancelled")
        return self._code_asked(talk, talk.t(WRONG_CODE, left=state.left))


def _done(talk: Talk, template: str, value: str) -> Step:
    return Step(Screen(talk.t(UpdateContact.title), (talk.t(template, value=value),), ((talk.choice(MENU_KEY, MENU),),)), "done")
