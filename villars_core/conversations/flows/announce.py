"""The office announces something: the text, to whom, how many people that is, then it goes out and is followed."""

from dataclasses import dataclass
from typing import ClassVar

from villars_core.announcements import actions, queries
from villars_core.announcements.actions import Draft
from villars_core.announcements.queries import Audience
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
from villars_core.i18n import N_
from villars_core.notifications.screens import Choice, Expect, Role, Screen
from villars_core.schools.queries import classes, schools
from villars_core.understanding import Reading

WRITE = N_("Écrivez l’annonce. La première ligne est son titre.")
TOO_LONG = N_("C’est trop long : {limit} signes au plus pour le texte, {title_limit} pour la première ligne. Écrivez-la plus court.")
TO_WHOM = N_("Qui doit la recevoir ?")
EVERYBODY = N_("Toutes les familles")
ONE_CLASS = N_("Classe {name}, {school}")
PREVIEW = N_("Voici l’annonce telle qu’elle sera lue :")
SENT = N_("L’annonce {number} part. Vous pouvez suivre son envoi.")
FOLLOW, STOP = N_("Suivre l’envoi"), N_("Arrêter l’envoi")
STOPPED = N_("{count} envois sont arrêtés.")
REPORT = N_(
    "Annonce {number} : {delivered} reçues sur {recipients}, {waiting} en attente, {fell_back} par l’autre voie, {failed} en échec."
)


@dataclass
class Announce(Flow):
    """Écrire une annonce."""

    name: ClassVar[str] = "announce"
    title: ClassVar[str] = N_("Annonce aux familles")
    staff_roles: ClassVar[frozenset[str]] = frozenset({actions.ROLE})
    text: str = ""
    audience: str = ""
    audience_id: int | None = None
    announcement_id: int | None = None

    def takes_free_text(self) -> bool:
        """Take any words as the text, until there is one."""
        return not self.audience

    def show(self, talk: Talk) -> Step:
        """Ask for the text, then for whom, then show what would go out."""
        talk.work.actor.require(actions.ROLE)
        if not self.text:
            return Step(question(talk, self.title, (talk.t(WRITE),), (), Expect.TEXT))
        if not self.audience:
            return Step(question(talk, self.title, (talk.t(TO_WHOM),), self._audiences(talk)))
        return Step(self._preview(talk))

    def press(self, talk: Talk, key: str) -> Step:
        """Set for whom; send; follow; stop."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key == OK_KEY:
            return self._sent(talk)
        if key == "follow" and self.announcement_id is not None:
            return Step(self._report(talk), "done")
        if key == "halt" and self.announcement_id is not None:
            count = actions.withdraw(talk.work, self.announcement_id)
            return Step(self._report(talk, talk.t(STOPPED, count=count)), "done")
        if key == EDIT_KEY:
            self.audience = ""
        elif key == "all":
            self.audience = "all"
        elif key[:2] in {"s-", "k-"} and key[2:].isdigit():
            self.audience, self.audience_id = ("school" if key[0] == "s" else "class"), int(key[2:])
        return self.show(talk)

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the text."""
        if not self.audience:
            # Whoever writes in a chat writes line by line: what comes before it is said for whom is the announcement's.
            whole = f"{self.text}\n{text.strip()}".strip()
            head, _, rest = whole.partition("\n")
            if len(head) > actions.LONGEST_TITLE or len(rest) > actions.LONGEST_TEXT:
                limits = talk.t(TOO_LONG, limit=actions.LONGEST_TEXT, title_limit=actions.LONGEST_TITLE)
                return Step(question(talk, self.title, (limits,), (), Expect.TEXT))
            self.text = whole
        elif reading.answer == "yes" and self.audience:
            return self._sent(talk)
        return self.show(talk)

    def _audiences(self, talk: Talk) -> tuple[tuple[Choice, ...], ...]:
        every = ((talk.choice("all", EVERYBODY),),)
        of_schools = tuple((Choice(f"s-{one.id}", one.name),) for one in schools(talk.work))
        of_classes = tuple((Choice(f"k-{one.id}", talk.t(ONE_CLASS, name=one.name, school=one.school)),) for one in classes(talk.work))
        return (*every, *of_schools, *of_classes)

    def _draft(self) -> Draft:
        head, _, rest = self.text.partition("\n")
        return Draft(head.strip(), rest.strip() or head.strip(), Audience(self.audience, self.audience_id))

    def _preview(self, talk: Talk) -> Screen:
        draft = self._draft()
        count = len(queries.recipients(talk.work, draft.audience))
        told = talk.work.translator.n("{count} personne la recevra.", "{count} personnes la recevront.", count)
        return Screen(talk.t(self.title), (talk.t(PREVIEW), f"{draft.title}\n\n{draft.text}", told), recap_rows(talk), Expect.CHOICE)

    def _sent(self, talk: Talk) -> Step:
        announcement = actions.send(talk.work, self._draft())
        self.announcement_id = announcement.id
        return Step(self._report(talk, talk.t(SENT, number=announcement.number)), "done")

    def _report(self, talk: Talk, *before: str) -> Screen:
        found = queries.report(talk.work, self.announcement_id or 0)
        sentence = talk.t(
            REPORT,
            number=found.number,
            delivered=found.delivered,
            recipients=found.recipients,
            waiting=found.waiting,
            fell_back=found.fell_back,
            failed=found.failed,
        )
        follow = (talk.choice("follow", FOLLOW), talk.choice("halt", STOP, Role.DANGER))
        return Screen(talk.t(self.title), (*before, sentence), (follow, (talk.choice(MENU_KEY, MENU),)))
