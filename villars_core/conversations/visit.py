"""One message at the desk: what is said, pressed or sent, the form that takes it, and the answers it gives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from villars_core.accounts import assurance
from villars_core.accounts.queries import is_active
from villars_core.conversations import (
    answering,
    arriving,
    buttons,
    correspondence,
    dialogue,
    enclosures,
    gathering,
    hearing,
    inbox,
    later,
    learning,
    several,
    unclear,
    undecided,
)
from villars_core.conversations.choosing import asks_for_something, choice_named, is_another, is_doubtful, key_said
from villars_core.conversations.flows.activation import Activation
from villars_core.conversations.flows.base import MENU_KEY, OK_KEY, Flow, Proof, Step, Talk, cancelled, refused
from villars_core.conversations.flows.menu import Menu, Unsubscribe
from villars_core.conversations.flows.registry import COMMANDS, FLOWS, GIVING_UP, fit_for, flow_for
from villars_core.conversations.flows.stepup import StepUp
from villars_core.conversations.messages import Channel, Incoming, Reply
from villars_core.conversations.models import Dialogue, InboxRow
from villars_core.errors import NotAllowed, NotSureEnough, Refusal
from villars_core.i18n import N_
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import Parcel, parcel_of, post
from villars_core.notifications.screens import Choice, Role, Screen
from villars_core.understanding import Intent, Reading
from villars_core.understanding.figures import asks_why
from villars_core.work import Assurance, Work

SCREEN_CHANGED = N_("Cet écran a changé.")
RESUME = N_("Reprendre : {title}")


@dataclass(frozen=True)
class Visit:
    """One message at the desk, in its transaction."""

    talk: Talk
    kept: InboxRow
    person: str
    answered_row: OutboxRow | None
    holds_secret: bool = False
    """The message showed a second factor: it is blanked and deleted, whatever the answer is."""

    @property
    def work(self) -> Work:
        """Return the transaction, and who acts in it."""
        return self.talk.work

    @property
    def incoming(self) -> Incoming:
        """Return the message as it came."""
        return self.talk.incoming

    def answered(self) -> list[Reply]:
        """Answer, and mark the message as done."""
        if answering.is_worthless(self.incoming, self.answered_row):
            return self._polite(answering.TOO_OLD)
        if self.talk.account is None or not is_active(self.talk.account):
            return self._newcomer()
        return self._answered_to_one_of_ours()

    def _answered_to_one_of_ours(self) -> list[Reply]:
        if self.incoming.channel is Channel.EMAIL and self.incoming.assurance is Assurance.NONE:
            return self._polite()
        if self.incoming.unsubscribes:
            return self._begin(Unsubscribe.name)
        if self.incoming.choice:
            return self._pressed()
        command = self._command()
        if command in GIVING_UP:
            return self._given_up()
        if command in COMMANDS:
            return self._begin(COMMANDS[command])
        return self._said()

    def _command(self) -> str:
        return self.incoming.text.split(maxsplit=1)[0].lower() if self.incoming.text.strip() else ""

    def _active(self) -> Dialogue | None:
        return dialogue.active(self.work, self.person, self.incoming.channel.value)

    # A newcomer or a stranger

    def _newcomer(self) -> list[Reply]:
        """Lead to the activation; a mailbox that is nobody's is heard by the office alone, and told nothing."""
        by_email = self.incoming.channel is Channel.EMAIL
        if by_email and (self.talk.account is None or self.incoming.assurance is Assurance.NONE):
            return self._polite()
        row = self._active()
        if row is None or row.flow != Activation.name or (self.incoming.token and not by_email):
            return self._activation_begun()
        if not self.incoming.choice:
            return self._newcomer_said(row)
        press = buttons.read(self.incoming.choice)
        if press is None or (press.row, press.revision) != (row.id, row.revision):
            return self._shown_again(row)
        flow = dialogue.flow_of(self.work, row)
        return self._step(row, flow, lambda talk: flow.press(talk, press.key))

    def _newcomer_said(self, row: Dialogue) -> list[Reply]:
        """Take the words as the answer; a command is never taken for a secret: it gives up, or shows the open step."""
        flow = dialogue.flow_of(self.work, row)
        command = self._command()
        if command in GIVING_UP:
            return self._step(row, flow, cancelled)
        if command in COMMANDS or not arriving.may_go_on(self.talk, row, flow, self.answered_row):
            return self._step(row, flow, flow.show)
        return self._continued(row)

    def _activation_begun(self) -> list[Reply]:
        flow = arriving.left_off(self.talk, self.person)
        row = dialogue.open_new(self.talk, self.person, flow)
        words = self.incoming.text if flow.step == "code" and not self.incoming.text.startswith("/") else ""
        return self._step(row, flow, lambda talk: flow.say(talk, words, self._read(words, None)) if words else flow.show(talk))

    def _polite(self, *more: str) -> list[Reply]:
        """Pass a message on without showing anything of anybody; `more` is said to who is not known to be another one."""
        number = correspondence.heard(self.talk, self.answered_row)
        if number is None:
            return self._silently()
        said = (self.talk.t(one) for one in more if self.incoming.assurance is not Assurance.NONE)
        return [self._post(Screen(self.talk.t(Menu.title), (self.talk.t(correspondence.POLITE, number=number), *said)), None)]

    # A choice

    def _pressed(self) -> list[Reply]:
        press = buttons.read(self.incoming.choice)
        if press is None:
            return self._begin(Menu.name)
        if press.revision is None:
            return self._offer_taken(press.row, press.key)
        row = dialogue.by_id(self.work, self.person, press.row)
        if row is None:
            return self._begin(Menu.name)
        shown = {one.key for one in dialogue.screen_of(self.work, row).choices}
        if row.revision != press.revision or press.key not in shown:
            return self._shown_again(row)
        if row.state == "parked":
            dialogue.make_active(self.work, row, self.incoming.channel.value)
        return self._key(row, press.key)

    def _shown_again(self, row: Dialogue) -> list[Reply]:
        """Show the present screen in place of an old one."""
        current = self._active() or row
        reply = self._post(dialogue.screen_of(self.work, current), current)
        return [replace(reply, toast=self.talk.t(SCREEN_CHANGED))]

    def _offer_taken(self, outbox_id: int, key: str) -> list[Reply]:
        row = self.work.session.get(OutboxRow, outbox_id)
        mine = row is not None and self.talk.account is not None and row.account_id == self.talk.account.id
        parcel = parcel_of(self.work, row) if row is not None and mine else None
        offer = next((one for one in parcel.offers if one.key == key), None) if parcel else None
        return self._begin(offer.intent, offer.facts) if offer else self._begin(Menu.name)

    def _key(self, row: Dialogue, key: str) -> list[Reply]:
        if key == MENU_KEY:
            return self._begin(Menu.name)
        if key == gathering.RESUME_KEY:
            return self._resumed()
        ways = dialogue.answers_of(self.work, row).get("ways", [])
        if key.startswith("w") and key[1:].isdigit() and int(key[1:]) < len(ways):
            row.state = "done"
            intent, facts = ways[int(key[1:])]
            return self._begin(intent, facts)
        return self._taken(row, key)

    def _taken(self, row: Dialogue, key: str) -> list[Reply]:
        flow = dialogue.flow_of(self.work, row)
        learning.note_taken_back(self.work, row, key)

        def press(talk: Talk) -> Step:
            if key == OK_KEY:
                talk.work.actor.require_assurance(flow.needs)
            return flow.press(talk, key)

        return self._step(row, flow, press, key)

    def _resumed(self) -> list[Reply]:
        row = dialogue.parked(self.work, self.person, self.incoming.channel.value)
        if row is None:
            return self._begin(Menu.name)
        dialogue.make_active(self.work, row, self.incoming.channel.value)
        flow = dialogue.flow_of(self.work, row)
        return self._step(row, flow, flow.show)

    def _given_up(self) -> list[Reply]:
        row = self._open_row() if self.talk.by_email else self._active()
        if row is None:
            return self._begin(Menu.name)
        flow = dialogue.flow_of(self.work, row)
        flow.later = []
        return self._step(row, flow, cancelled)

    # Words

    def _said(self) -> list[Reply]:
        return [reply for said in self._things_said() for reply in said.said_once()]

    def _things_said(self) -> list["Visit"]:
        """Return the answer to what was asked, and the request beside it where a mail says both."""
        row = self._open_row()
        parcel = parcel_of(self.work, self.answered_row) if self.answered_row is not None else None
        together = parcel.screen if parcel is not None and gathering.parts_of(self.answered_row) else None
        screen = together or (dialogue.screen_of(self.work, row) if row is not None else several.offered(parcel))
        answer, request = several.parted(self.talk, screen, self._read)
        first = replace(self, talk=several.saying(self.talk, answer))
        return [first, *([replace(self, talk=several.saying(self.talk, request), answered_row=None)] if request else [])]

    def said_once(self) -> list[Reply]:
        """Answer words."""
        if self.talk.tables:
            return self._begun(enclosures.form_for(self.talk))
        if self.talk.documents or self.talk.refused_files:
            return self._brought()
        taken = gathering.taken(self.talk, self.person, self.answered_row, self._read)
        if taken is not None:
            return self._parts_taken(taken)
        row = self._open_row()
        doubt = unclear.asked(self.talk, dialogue.flow_of(self.work, row) if row is not None else None)
        if doubt is not None:
            return self._begun(doubt) if row is None or self.incoming.text else [self._post(unclear.unheard(self.talk, row), row)]
        if row is not None:
            return self._continued(row)
        again = self._undecided() if undecided.is_plain(self.talk) else None
        return again or self._offer_said() or self._asked(self._read(self.incoming.text, None))

    def _parts_taken(self, taken: list[gathering.Taken]) -> list[Reply]:
        """Take choices of forms that a mail showed together; what else of it is still to be confirmed is shown again with the answer."""
        replies = [reply for row, key, stands in taken for reply in self._part_taken(row, key, stands=stands)]
        left = gathering.still_to_confirm(self.work, self.person, self.answered_row, taken)
        return [*replies, *(self._post(dialogue.screen_of(self.work, row), row) for row in left)]

    def _part_taken(self, row: Dialogue | None, key: str, *, stands: bool) -> list[Reply]:
        """Take a choice of one of the forms that a mail showed together; one that went on since shows where it stands."""
        if row is None or not stands:
            return self._begin(Menu.name) if row is None else [self._post(dialogue.screen_of(self.work, row), row)]
        if row.state == "parked":
            dialogue.make_active(self.work, row, self.incoming.channel.value)
        return self._key(row, key)

    def _brought(self) -> list[Reply]:
        """Join what came to the form that takes it; a paper without words, or with words nobody understood, justifies an absence."""
        row = enclosures.form_of_album(self.work, self.person, self.incoming) or self._open_row()
        text = self.incoming.text
        flow = dialogue.flow_of(self.work, row) if row else None
        if row is not None and flow is not None and flow.takes_files:
            screen = dialogue.screen_of(self.work, row)
            reading = self._read(text, screen) if text else None
            if reading is None or (key_said(screen, text, reading) is None and not is_another(reading, flow)):
                return self._step(row, flow, lambda talk: flow.receive(talk, reading))
            if key_said(screen, text, reading) is not None:
                flow.receive(self.talk, None)
                dialogue.write_answers(self.work, row, flow.answers())
        if text:
            return self._continued(row) if row is not None else self._asked(self._read(text, None))
        return self._begun(enclosures.form_for(self.talk))

    def _open_row(self) -> Dialogue | None:
        """Return the form that these words go on with. By e-mail a claimed sender goes on only with what the owner was sent."""
        answered = self.answered_row
        if answered is not None and answered.dialogue_id is not None:
            row = dialogue.by_id(self.work, self.person, answered.dialogue_id)
            if row is not None and row.state in {"active", "parked"}:
                return row
            if row is not None and row.state == "done" and self._names_choice(row):
                return row
        if self.incoming.channel is Channel.EMAIL:
            together = gathering.open_parts(self.work, self.person, answered)
            return together[0] if len(together) == 1 and not self.incoming.text.strip().isdecimal() else None
        return self._active() or self._done_with_buttons()

    def _done_with_buttons(self) -> Dialogue | None:
        """Return the last form where a typed number or label chooses among the buttons that still count."""
        row = dialogue.last_done(self.work, self.person, self.incoming.channel.value)
        return row if row is not None and self._names_choice(row) else None

    def _names_choice(self, row: Dialogue) -> bool:
        return choice_named(dialogue.screen_of(self.work, row), self.incoming.text) is not None

    def _continued(self, row: Dialogue) -> list[Reply]:
        screen = dialogue.screen_of(self.work, row)
        flow = dialogue.flow_of(self.work, row)
        text = self.incoming.text
        reading = self._read(text, screen)
        key = key_said(screen, text, reading)
        if row.state == "parked":
            dialogue.make_active(self.work, row, self.incoming.channel.value)
        if key is not None:
            return self._key(row, key)
        if not flow.takes_free_text() and is_another(reading, flow):
            return self._asked(reading)
        if row.state == "done":
            return self._asked(reading)
        if reading.answer is None:
            return self._step(row, flow, lambda talk: flow.say(talk, text, reading))
        return self._step(row, flow, lambda talk: undecided.asked_again(talk, screen, flow.say(talk, text, reading)))

    def _undecided(self) -> list[Reply] | None:
        """Say which choices stand, to a plain yes or no after a form that has ended: none of them was taken."""
        notice = self._notice()
        row = undecided.ended_before(self.talk, self.person, notice[0] if notice else None, self.answered_row)
        if row is None or row.state not in {"done", "cancelled"}:
            return None
        screen = dialogue.screen_of(self.work, row)
        reading = self._read(self.incoming.text, screen)
        if reading.answer not in {"yes", "no"}:
            return None
        way = undecided.only_way(screen, reading)
        return self._key(row, way) if way is not None else [self._post(undecided.again(self.talk, screen), row)]

    def _notice(self) -> tuple[OutboxRow, Parcel] | None:
        """Return the notice that offers something: the one that a mail answers, or the newest of a chat."""
        row = self.answered_row or answering.notice_seen(self.talk)
        parcel = parcel_of(self.work, row) if row is not None else None
        return (row, parcel) if row is not None and parcel is not None and parcel.offers else None

    def _offer_said(self) -> list[Reply] | None:
        """Take what a notice offered: by its number in the mail that answers it, by its label, or by a plain yes or no."""
        notice = self._notice()
        if notice is None:
            return None
        row, parcel = notice
        text = self.incoming.text.strip()
        if text.isdecimal() and self.answered_row is None:
            return None
        screen = several.offered(parcel)
        reading = self._read(text, screen)
        key = key_said(screen, text, reading)
        if key is None and reading.answer == "no":
            key = next((one.key for one in parcel.offers if one.role is Role.CANCEL), None)
        if key is not None and answering.must_ask_again(self.talk, self.answered_row):
            inbox.finish(self.work, self.kept, holds_secret=False)
            return [Reply(answering.ask_again(self.talk, row, parcel, self.kept.id))]
        if key is None and reading.answer in {"yes", "no"} and len(parcel.offers) > 1:
            inbox.finish(self.work, self.kept, holds_secret=False)
            return [Reply(answering.ask_again(self.talk, row, parcel, self.kept.id, undecided.again(self.talk, screen).body[0]))]
        return self._offer_taken(row.id, key) if key is not None else None

    def _read(self, text: str, screen: Screen | None) -> Reading:
        answered = self.answered_row.id if self.answered_row is not None else 0
        return self.work.once(("read", answered, text, screen), lambda: hearing.heard(self.talk, text, screen, self._about()))

    def _about(self) -> dict[str, Any]:
        """Return what the message of ours that is answered was about; in a chat, the bill that was shown last."""
        if self.answered_row is not None:
            return dict(self.answered_row.about)
        return dialogue.bill_shown(self.work, self.person, self.incoming.channel.value) if asks_why(self.incoming.text) else {}

    def _asked(self, reading: Reading) -> list[Reply]:
        """Begin what the words ask for; what nobody understands twice goes to the office."""
        learning.note_question(self.work, reading)
        if self.talk.documents and not asks_for_something(reading) and not self.work.actor.is_staff:
            return self._begun(enclosures.form_for(self.talk), reading)
        if reading.intent is Intent.UNKNOWN or is_doubtful(reading) or answering.asks_for_help(self.talk, self.answered_row, reading):
            return self._not_understood()
        asked = later.requests_of(self.talk, reading)
        if not self.talk.by_email:
            return self._begun(flow_for(reading.intent.value)(), reading, later.kept(asked[1:], self.incoming.text))
        return [reply for one in asked for reply in self._begun(flow_for(one.intent.value)(), one)]

    def _begun(self, flow: Flow, reading: Reading | None = None, rest: Sequence[dict[str, Any]] = ()) -> list[Reply]:
        """Begin a form with what the words say, and with what came with them; `rest`: what they ask for after it."""
        flow = fit_for(self.talk, flow)
        flow.later = list(rest)
        row = dialogue.open_new(self.talk, self.person, flow)
        if reading is not None:
            row.read_by = list(reading.rules)
            flow.prefill({name: value for name, value in self._about().items() if name == "invoice"})
            flow.fill(self.talk, reading)
        brought = bool(self.talk.documents or self.talk.tables) and flow.takes_files
        return self._step(row, flow, lambda talk: flow.receive(talk, None) if brought else flow.show(talk))

    def _not_understood(self) -> list[Reply]:
        flow = unclear.answered(self.talk, self.person, self.answered_row)
        return self._begun(flow) if flow is not None else self._silently()

    def _silently(self) -> list[Reply]:
        """Finish a message without an answer: the office has it, and the one who wrote was told so today."""
        inbox.finish(self.work, self.kept, holds_secret=False)
        return []

    # Forms

    def _begin(self, intent: str, facts: Mapping[str, Any] | None = None) -> list[Reply]:
        flow = fit_for(self.talk, FLOWS.get(intent, Menu)())
        flow.prefill(facts or {})
        row = dialogue.open_new(self.talk, self.person, flow)
        return self._step(row, flow, flow.show)

    def _step(self, row: Dialogue, flow: Flow, act: Callable[[Talk], Step], key: str = "") -> list[Reply]:
        """Take one step of a form: a refusal undoes what the step changed, and shows what is still possible.

        `key` is the choice that is taken; where it asks for a second factor, it is taken once that was shown.
        """
        try:
            with self.work.session.begin_nested():
                step = act(self.talk)
        except NotSureEnough:
            return self._second_factor(row, flow, act, key)
        except NotAllowed as refusal:
            step = Step(Screen(self.talk.t(flow.title), (self.talk.t(refusal.template, **refusal.facts()),)), "cancelled")
        except Refusal as refusal:
            step = refused(self.talk, flow, refusal)
        if step.proved:
            return self._proved(row, step.proved)
        if step.opens:
            row.state = "done" if row.state == "active" else row.state
            return self._begin(step.opens, {**step.facts, "later": flow.later})
        ended = step.state in {"done", "cancelled"}
        rest, flow.later = (flow.later, []) if ended else ([], flow.later)
        if step.screen is not None and (flow.later or (ended and not rest)):
            step = replace(step, screen=later.told(self.talk, step.screen, flow) if flow.later else self._with_parked(step.screen, row))
        dialogue.keep(self.work, row, flow, step)
        if step.holds_secret:
            inbox.finish(self.work, self.kept, holds_secret=True)
        reply = self._post(enclosures.told(self.talk, flow, step.screen or Screen()), row, is_secret=step.holds_secret)
        return [replace(reply, toast=step.toast), *(self._next(rest) if rest else ())]

    def _next(self, rest: Sequence[dict[str, Any]]) -> list[Reply]:
        """Begin what the same message asked for after the form that has just ended."""
        text, reading = later.first_of(rest)
        return replace(self, talk=several.saying(self.talk, text)).go_next(reading, rest[1:])

    def go_next(self, reading: Reading, rest: Sequence[dict[str, Any]]) -> list[Reply]:
        """Begin the form of a request that waited for another one."""
        return self._begun(flow_for(reading.intent.value)(), reading, rest)

    def _second_factor(self, row: Dialogue, flow: Flow, act: Callable[[Talk], Step], key: str) -> list[Reply]:
        """Ask who it is, and keep what was to be done; where it was shown in this chat a moment ago, do it."""
        talk = self.talk
        if talk.account is None:
            return self._polite()
        if talk.work.actor.assurance < Assurance.STEPPED_UP and assurance.is_sure(
            self.work, talk.account, talk.incoming.channel.value, talk.incoming.address
        ):
            return replace(self, talk=talk.sure()).go_on(row, flow, act, key)
        dialogue.keep(self.work, row, flow, Step(state="parked"))
        asking = StepUp(row.id, key)
        return self._step(dialogue.open_new(talk, self.person, asking), asking, asking.show)

    def _proved(self, row: Dialogue, asked_by: int) -> list[Reply]:
        """Go on with the form that asked for a second factor, which was just shown."""
        key = str(dialogue.answers_of(self.work, row).get("key", ""))
        row.state = "done"
        inbox.finish(self.work, self.kept, holds_secret=True)
        sure = replace(self, talk=self.talk.sure(), holds_secret=True)
        form = dialogue.by_id(self.work, self.person, asked_by)
        if form is None or form.state not in {"active", "parked"}:
            return self._begin(Menu.name)
        dialogue.make_active(self.work, form, self.incoming.channel.value)
        flow = dialogue.flow_of(self.work, form)
        return sure.go_on(form, flow, (lambda known: flow.press(known, key)) if key else flow.show, key)

    def go_on(self, row: Dialogue, flow: Flow, act: Callable[[Talk], Step], key: str) -> list[Reply]:
        """Take the step that waited for a second factor."""
        return self._step(row, flow, act, key)

    def _with_parked(self, screen: Screen, row: Dialogue) -> Screen:
        left = dialogue.parked(self.work, self.person, self.incoming.channel.value)
        if left is None or left.id == row.id or row.flow == Activation.name:
            return screen
        title = self.talk.t(dialogue.flow_of(self.work, left).title)
        return replace(screen, rows=(*screen.rows, (Choice(gathering.RESUME_KEY, self.talk.t(RESUME, title=title), Role.BACK),)))

    def _post(self, screen: Screen, row: Dialogue | None, *, is_secret: bool = False) -> Reply:
        if self.kept.state == "waiting":
            inbox.finish(self.work, self.kept, holds_secret=False)
        notice = answering.answer(self.talk, screen, row, self.kept.id)
        edit = self.incoming.anchor if self.incoming.choice else enclosures.screen_of_album(self.work, row, self.incoming)
        forget = answering.to_forget(self.incoming) if is_secret or self.holds_secret else ()
        return Reply(post(self.work, replace(notice, edit=edit, forget=forget)).id)


def visit_of(work: Work, incoming: Incoming, proof: Proof | None, kept: InboxRow) -> Visit:
    """Return a kept message with who speaks and what of ours it answers."""
    talk = arriving.talk_of(work, incoming, proof, kept.received_at)
    return Visit(talk, kept, dialogue.person_of(talk), answering.answered_row(work, incoming))
