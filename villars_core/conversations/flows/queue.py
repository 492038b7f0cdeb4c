"""The office's queue in the bot: one item after the other, the person's words beside what can be done."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from villars_core.accounts.models import Account
from villars_core.conversations import correspondence, prepared, proposing
from villars_core.conversations.flows.base import CANCEL_KEY, MENU, MENU_KEY, Flow, Step, Talk, cancelled, question
from villars_core.conversations.messages import Channel
from villars_core.documents.actions import hand_out
from villars_core.documents.papers import PAPER as DOCUMENT
from villars_core.documents.queries import name_of
from villars_core.i18n import N_, Translator
from villars_core.notifications.outbox import MAIL_ONLY, Notice, post
from villars_core.notifications.screens import Attachment, Choice, Expect, Role, Screen
from villars_core.office_queue import actions, queries
from villars_core.office_queue.models import QueueItem
from villars_core.understanding import Reading
from villars_core.work import Work

ROLES = frozenset({"education_office", "treasurer", "kitchen", "childcare"})
NOTHING = N_("Rien n’attend.")
WAITING = N_("En attente :")
ITEM = N_("{number}, {kind}, reçu le {at}\n{summary}")
ITS_MAIL, ITS_SUBJECT = N_("De : {address}"), N_("Objet : {subject}")
ITS_WORDS = N_("Ses mots : « {words} »")
WORDS_OF_HEALTH = N_("Ses mots sont une donnée de santé : « Voir les documents » les envoie à votre courriel.")
SURE = N_("L’identité est confirmée par un second facteur.")
NOT_SURE = N_("L’identité n’est pas confirmée : appelez la famille avant de changer quoi que ce soit.")
ITS_FILE, SHOW_FILES = N_("Document : {name}"), N_("Voir les documents")
FILES_TITLE, FILES_ARE_HERE = N_("Documents d’une demande"), N_("Voici les documents de la demande {number}.")
FILES_SENT = N_("Les documents partent vers {email}.")
TAKE, ACCEPT, REFUSE, ANSWER = N_("Je m’en occupe"), N_("Accepter"), N_("Refuser"), N_("Répondre")
ASK_REASON, ASK_ANSWER = N_("Écrivez le motif du refus. La famille le lira."), N_("Écrivez la réponse. La famille la lira.")
CLOSED = N_("La demande {number} est close.")
TITLE_FOR_FAMILY = N_("Réponse du service Éducation")
ACCEPTED_FOR_FAMILY = N_("Votre demande {number} est acceptée.")
REFUSED_FOR_FAMILY = N_("Votre demande {number} n’est pas acceptée : {reason}")
ANSWERED_FOR_FAMILY = N_("Au sujet de votre demande {number} : {reason}")
SHOWN = 8
HEALTH = "update_health"


@dataclass
class OfficeQueue(Flow):
    """Traiter la file du service."""

    name: ClassVar[str] = "office_queue"
    is_private: ClassVar[bool] = True
    title: ClassVar[str] = N_("File du service")
    staff_roles: ClassVar[frozenset[str]] = ROLES
    item_id: int = 0
    asks: str = ""

    def takes_free_text(self) -> bool:
        """Take any words as the reason or the answer, once it is asked for."""
        return bool(self.asks)

    def show(self, talk: Talk) -> Step:
        """Show what waits, or the chosen item."""
        waiting = queries.waiting(talk.work)
        chosen = next((one for one in waiting if one.id == self.item_id), None)
        if chosen is None:
            listed = tuple((Choice(f"q{one.id}", f"{one.number} {one.summary}"[:60]),) for one in waiting[:SHOWN])
            if not listed:
                return Step(Screen(talk.t(self.title), (talk.t(NOTHING),), ((talk.choice(MENU_KEY, MENU),),)), "done")
            return Step(question(talk, self.title, (talk.t(WAITING),), listed))
        if self.asks:
            asked = {"refused": ASK_REASON}.get(self.asks, ASK_ANSWER)
            return Step(question(talk, self.title, (talk.t(asked),), (), Expect.TEXT))
        item = talk.t(ITEM, number=chosen.number, kind=chosen.kind, at=chosen.posted_at, summary=chosen.summary)
        hidden = is_hidden(talk, chosen)
        its_words = (talk.t(WORDS_OF_HEALTH if hidden else ITS_WORDS, words=chosen.words),) if chosen.words else ()
        words = (*described(talk.work, chosen), *its_words)
        named = tuple(talk.t(ITS_FILE, name=one["name"]) for one in chosen.files)
        see = ((talk.choice("files", SHOW_FILES),),) if chosen.files or (hidden and chosen.words) else ()
        rows = (
            (talk.choice("take", TAKE), talk.choice("accept", ACCEPT, Role.PRIMARY)),
            (talk.choice("refuse", REFUSE, Role.DANGER), talk.choice("answer", ANSWER)),
        )
        body = (item, *words, *named, *prepared.would(talk.work, chosen.id))
        return Step(question(talk, self.title, body, (*see, *rows)))

    def press(self, talk: Talk, key: str) -> Step:
        """Choose an item, take it, close it."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key.startswith("q") and key[1:].isdigit():
            self.item_id, self.asks = int(key[1:]), ""
        elif key == "take":
            actions.take(talk.work, self.item_id)
        elif key == "accept":
            return self._closed(talk, "accepted", "")
        elif key == "files":
            return self._files(talk)
        elif key in {"refuse", "answer"}:
            self.asks = "refused" if key == "refuse" else "answered"
        return self.show(talk)

    def _files(self, talk: Talk) -> Step:
        """Send the documents to the reader's own mailbox: what families prove does not go through a chat that is not the town's."""
        step = self.show(talk)
        chosen = next((one for one in queries.waiting(talk.work) if one.id == self.item_id), None)
        if chosen is None or step.screen is None or talk.account is None:
            return step
        rows = hand_out(talk.work, [one["document"] for one in chosen.files if "document" in one])
        papers = tuple(Attachment(name_of(talk.work, row), row.media_type, DOCUMENT, {"document": row.id}) for row in rows)
        sentence = talk.t(FILES_ARE_HERE, number=chosen.number)
        said = (talk.t(ITS_WORDS, words=chosen.words),) if is_hidden(talk, chosen) and chosen.words else ()
        mail = Screen(talk.t(FILES_TITLE), (sentence, *said), attachments=papers)
        own = talk.account
        thread, about = f"q{chosen.id}", {MAIL_ONLY: True}
        notice = Notice(mail, "queue_files", own.id, "email", own.email, language=own.language, thread=thread, about=about)
        post(talk.work, notice)
        return replace(step, screen=replace(step.screen, body=(*step.screen.body, talk.t(FILES_SENT, email=own.email))))

    def say(self, talk: Talk, text: str, reading: Reading) -> Step:
        """Take the reason or the answer."""
        return self._closed(talk, self.asks, text.strip()) if self.asks else super().say(talk, text, reading)

    def _closed(self, talk: Talk, state: str, reason: str) -> Step:
        item = prepared.close(talk.work, self.item_id, state, reason)
        tell(talk.work, item, reason)
        screen = Screen(talk.t(self.title), (talk.t(CLOSED, number=item.number),), ((talk.choice(MENU_KEY, MENU),),))
        self.item_id, self.asks = 0, ""
        return Step(screen, "done")


def is_hidden(talk: Talk, item: queries.Waiting) -> bool:
    """Tell whether an item's words are not said at this door: what tells of a child's health goes to a mailbox, never into a chat."""
    return item.kind == HEALTH and talk.incoming.channel is Channel.TELEGRAM


def described(work: Work, item: queries.Waiting) -> list[str]:
    """Return what staff read of a mail of somebody without an account: its address, its subject, the homes that it may be about."""
    sender = [work.t(ITS_MAIL, address=item.address)] if item.account_id is None and item.address else []
    subject = [work.t(ITS_SUBJECT, subject=item.subject)] if item.subject else []
    is_sure = item.facts.get("confirmed")
    surely = [] if is_sure is None else [work.t(SURE if is_sure else NOT_SURE)]
    return [*sender, *subject, *surely, *proposing.described(work, item.facts)]


def tell(work: Work, item: QueueItem, said: str = "") -> None:
    """Tell whoever asked what became of it, in their language; a stranger is told by a letter where they wrote from.

    `said`: the whole answer; the item keeps its beginning as the reason.
    """
    account = work.session.get(Account, item.account_id) if item.account_id else None
    words = Translator(account.language) if account else work.translator
    reason = said or item.unseal_text("reason", work.vault)
    template = {"accepted": ACCEPTED_FOR_FAMILY, "refused": REFUSED_FOR_FAMILY}.get(item.state, ANSWERED_FOR_FAMILY)
    became = prepared.outcome(work, item, words)
    screen = Screen(
        words.t(TITLE_FOR_FAMILY),
        (words.t(template, number=item.number, reason=reason), *became.lines),
    )
    if account is not None:
        common: dict[str, Any] = {"language": account.language, "offers": became.offers, "thread": f"q{item.id}"}
        if item.kind == HEALTH:
            # What is answered about a child's health is for the mailbox: no chat is the town's.
            common |= {"channel": "email", "address": account.email}
        about = {"item": item.id, **({MAIL_ONLY: True} if item.kind == HEALTH else {})}
        post(work, Notice(screen, "queue_answer", account.id, about=about, **common))
    elif item.address and item.channel == "email" and item.state == "answered":
        correspondence.answer(work, item, reason)
    elif item.address:
        post(work, Notice(screen, "queue_answer", channel=item.channel, address=item.address, thread=f"q{item.id}"))
