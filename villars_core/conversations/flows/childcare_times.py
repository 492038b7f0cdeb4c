"""A file of the childcare's times that staff send in chat or by mail: what it would note is shown, then all of it is noted, or nothing."""

from dataclasses import dataclass
from typing import ClassVar

from villars_core.attendance import times_file
from villars_core.attendance.times_file import Imported, import_times
from villars_core.conversations.flows.base import CANCEL_KEY, MENU, MENU_KEY, OK_KEY, Flow, Step, Talk, cancelled, question, recap_rows
from villars_core.i18n import N_
from villars_core.notifications.screens import Expect, Screen
from villars_core.understanding import Reading

ASK = N_("Envoyez le fichier des heures de la garderie (CSV).")
WOULD = N_("Lignes du fichier : {lines}. Heures à noter : {written}. Déjà connues : {unchanged}.")
DONE = N_("C’est noté. Heures nouvelles : {written}. Déjà connues : {unchanged}. Pointages clos : {closed}.")
WRONG = N_("Rien n’est noté. Corrigez ces lignes, puis envoyez le fichier de nouveau :")
LINE = N_("Ligne {line} : {why}")
MORE = N_("… et d’autres lignes encore ({count}).")
OTHER_TIMES = N_("Heures déjà notées autrement : {count}. Pourquoi changent-elles ?")
SHOWN = 8


@dataclass
class ChildcareTimes(Flow):
    """Noter les heures de la garderie d’un fichier. `text`: the file itself; `reason`: why times that are noted already change."""

    name: ClassVar[str] = "childcare_times"
    title: ClassVar[str] = N_("Heures de la garderie")
    staff_roles: ClassVar[frozenset[str]] = frozenset(times_file.OFFICE)
    takes_files: ClassVar[bool] = True
    text: str = ""
    reason: str = ""

    def takes_free_text(self) -> bool:
        """Take any words as the reason, once the file is there."""
        return bool(self.text)

    def receive(self, talk: Talk, reading: Reading | None) -> Step:  # noqa: ARG002 (the form's signature)
        """Take the file."""
        self.text, self.reason = (talk.tables[0].decode("utf-8-sig"), "") if talk.tables else (self.text, self.reason)
        return self.show(talk)

    def show(self, talk: Talk) -> Step:
        """Show what the file would note, what is wrong in it, or ask why times that are known change."""
        talk.work.actor.require(*times_file.OFFICE)
        if not self.text:
            return Step(question(talk, self.title, (talk.t(ASK),), (), Expect.FILES))
        found = self._tried(talk)
        others = [one for one in found.problems if one.template == times_file.OTHER_TIME]
        if others and len(others) == len(found.problems):
            return Step(question(talk, self.title, (talk.t(OTHER_TIMES, count=len(others)),), (), Expect.TEXT))
        if found.problems:
            lines = [talk.t(LINE, line=one.where, why=talk.t(one.template, **one.facts)) for one in found.problems[:SHOWN]]
            lines += [talk.t(MORE, count=len(found.problems) - SHOWN)] if len(found.problems) > SHOWN else []
            self.text = ""
            return Step(Screen(talk.t(self.title), (talk.t(WRONG), "\n".join(lines)), ((talk.choice(MENU_KEY, MENU),),)), "done")
        told = talk.t(WOULD, lines=found.lines, written=found.written, unchanged=found.unchanged)
        return Step(Screen(talk.t(self.title), (told,), (recap_rows(talk)[0], recap_rows(talk)[1][1:]), Expect.CHOICE))

    def press(self, talk: Talk, key: str) -> Step:
        """Note all of it."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key != OK_KEY or not self.text:
            return self.show(talk)
        done = import_times(talk.work, self.text.encode(), self.reason)
        if done.problems:
            return self.show(talk)
        self.text = ""
        told = talk.t(DONE, written=done.written, unchanged=done.unchanged, closed=done.closed)
        return Step(Screen(talk.t(self.title), (told,), ((talk.choice(MENU_KEY, MENU),),)), "done")

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:  # noqa: ARG002 (the form's signature)
        """Take the reason."""
        self.reason = text.strip() or self.reason
        return self.show(talk)

    def _tried(self, talk: Talk) -> Imported:
        """Return what noting the file would do, and undo it."""
        with talk.work.session.begin_nested() as savepoint:
            found = import_times(talk.work, self.text.encode(), self.reason)
            savepoint.rollback()
        talk.work.session.expire_all()
        return found
