"""Telling families that a bill is there: a short word in the chat, and an e-mail with its paper; a batch at a time, each once for ever."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import String, cast, exists, literal, select
from sqlalchemy.sql import Select

from villars_core.accounts.models import Account, ChannelLink
from villars_core.accounts.queries import EMAIL, TELEGRAM
from villars_core.accounts.terms import TERMS_VERSION
from villars_core.billing.models import Invoice
from villars_core.billing.papers import attachment
from villars_core.billing.paying import debit_told
from villars_core.clock import PARIS
from villars_core.families.models import Guardian
from villars_core.i18n import N_, Amount, Translator
from villars_core.money import Cents
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Offer, Role, Screen
from villars_core.schools.queries import rules_in_force
from villars_core.work import Work

KIND = "bill"
BATCH = 200
LOOKED_BACK = timedelta(days=45)
"""A worker that stood still for weeks still tells; an account that is opened later is told of the last month alone."""

MORNING, EVENING = time(8, 0), time(20, 0)
TITLE, CREDIT_TITLE = N_("Votre facture"), N_("Votre avoir")
IN_CHAT = N_("Une facture est disponible : {month}. À payer au plus tard le {day}.")
IN_CHAT_DEBIT = N_("Une facture est disponible : {month}. Elle sera prélevée le {day} : vous n’avez rien à faire.")
IN_CHAT_PAID = N_("Une facture est disponible : {month}. Rien n’est à payer.")
IN_CHAT_CREDIT = N_("Un avoir est disponible : {month}.")
BY_MAIL = N_("Votre facture est jointe : {month}, {amount}, à payer au plus tard le {day}.")
BY_MAIL_DEBIT = N_("Votre facture est jointe : {month}, {amount}. Elle sera prélevée sur votre compte le {day} : vous n’avez rien à faire.")
BY_MAIL_PAID = N_("Votre facture est jointe : {month}. Rien n’est à payer.")
BY_MAIL_CREDIT = N_("Un avoir en votre faveur est joint : {month}, {amount}.")
ONLINE = N_("Pour payer en ligne : {page}, avec l’identifiant {client} et la référence {reference}.")
ASK = N_("Pour une explication, répondez à ce message, par exemple « c’est quoi la ligne du 12 ? ».")
SEE, WHY, PAY = N_("Voir la facture"), N_("Pourquoi ce montant ?"), N_("Payer")


@dataclass(frozen=True)
class _Told:
    """One bill for one person."""

    invoice: Invoice
    account: Account
    has_chat: bool

    @cached_property
    def sheet(self) -> dict[str, Any]:
        sheet: dict[str, Any] = json.loads(self.invoice.sheet)
        return sheet

    @property
    def to_pay(self) -> Cents:
        return Cents(int(self.sheet["to_pay"]))

    @property
    def debit_on(self) -> date | None:
        told = debit_told(self.sheet)
        return told[0].on if told is not None else None


def is_due(work: Work) -> bool:
    """Tell whether somebody is not told of a bill yet, and it is day."""
    local = work.now.astimezone(PARIS).time()
    return MORNING <= local < EVENING and work.session.execute(_untold(work).limit(1)).first() is not None


def tell(work: Work, most: int = BATCH) -> int:
    """Post the notices of some bills to each guardian of their homes; return how many persons and bills were told."""
    rows = work.session.execute(_untold(work).order_by(Invoice.id, Account.id).limit(most)).all()
    told = [_Told(invoice, account, bool(has_chat)) for invoice, account, has_chat in rows]
    for one in told:
        for notice in _notices(work, one):
            post(work, notice)
    return len(told)


def key_of(number: str, account_id: int) -> str:
    """Return what says that a person was told of a bill."""
    return f"bill {number} {account_id}"


def _untold(work: Work) -> Select[Invoice, Account, bool]:
    key = literal("bill ") + Invoice.number + literal(" ") + cast(Account.id, String(20))
    chat = exists().where(ChannelLink.account_id == Account.id, ChannelLink.channel == TELEGRAM, ChannelLink.blocked_at.is_(None))
    return (
        select(Invoice, Account, chat)
        .join(Guardian, Guardian.household_id == Invoice.household_id)
        .join(Account, Account.guardian_id == Guardian.id)
        .where(
            Invoice.issued_on >= work.today - LOOKED_BACK,
            Account.ended_at.is_(None),
            Account.activated_at.is_not(None),
            Account.terms_version == TERMS_VERSION,
            ~exists().where(OutboxRow.business_key == key),
        )
    )


def _notices(work: Work, one: _Told) -> Sequence[Notice]:
    """Return the e-mail with the paper and, where there is a chat, the short word there: neither name nor amount leaves for it."""
    invoice, account = one.invoice, one.account
    words = Translator(account.language)
    title = words.t(CREDIT_TITLE if _is_credit(invoice) else TITLE)
    common: dict[str, Any] = {"kind": KIND, "account_id": account.id, "language": account.language, "thread": f"bill{invoice.id}"}
    common |= {"offers": _offers(one, words), "about": {"invoice": invoice.id}}
    paper = attachment(replace(work, translator=words), invoice.id, invoice.number)
    mail = Screen(title, (_by_mail(one, words), *_online(work, one, words), words.t(ASK)), attachments=(paper,))
    key = key_of(invoice.number, account.id)
    found = [Notice(mail, channel=EMAIL, address=account.email, business_key=key, **common)]
    if one.has_chat:
        found.append(Notice(Screen(title, (_in_chat(one, words),)), business_key=f"{key} chat", **common))
    return found


def _in_chat(one: _Told, words: Translator) -> str:
    month = _month(words, one.invoice)
    if _is_credit(one.invoice):
        return words.t(IN_CHAT_CREDIT, month=month)
    if one.debit_on is not None:
        return words.t(IN_CHAT_DEBIT, month=month, day=one.debit_on)
    return words.t(IN_CHAT if one.to_pay > 0 else IN_CHAT_PAID, month=month, day=one.invoice.due_on)


def _by_mail(one: _Told, words: Translator) -> str:
    month = _month(words, one.invoice)
    if _is_credit(one.invoice):
        return words.t(BY_MAIL_CREDIT, month=month, amount=Amount(abs(one.invoice.charges)))
    if one.debit_on is not None:
        return words.t(BY_MAIL_DEBIT, month=month, amount=Amount(one.to_pay), day=one.debit_on)
    return words.t(BY_MAIL if one.to_pay > 0 else BY_MAIL_PAID, month=month, amount=Amount(one.to_pay), day=one.invoice.due_on)


def _online(work: Work, one: _Told, words: Translator) -> tuple[str, ...]:
    """Return how a bill is paid online with its references; nothing where a link is asked for, or nothing is to be paid by hand."""
    payfip = rules_in_force(work).payfip
    named = [str(value) for _, value in one.sheet.get("references", ())]
    if payfip.form != "titre" or one.debit_on is not None or "qr" not in one.sheet.get("codes", {}):
        return ()
    return (words.t(ONLINE, page=payfip.page, client=named[0], reference=named[1]),)


def _offers(one: _Told, words: Translator) -> tuple[Offer, ...]:
    facts = {"invoice": one.invoice.id}
    found = [Offer("see", words.t(SEE), "show_invoices", facts), Offer("why", words.t(WHY), "show_invoices", {**facts, "part": "why"})]
    if not _is_credit(one.invoice) and one.to_pay > 0 and one.debit_on is None:
        found.append(Offer("pay", words.t(PAY), "pay_invoice", facts, Role.PRIMARY))
    return tuple(found)


def _month(words: Translator, invoice: Invoice) -> str:
    first, last = words.month_and_year(invoice.first), words.month_and_year(invoice.last)
    return first if first == last else f"{first} – {last}"


def _is_credit(invoice: Invoice) -> bool:
    return invoice.kind == "credit_note"
