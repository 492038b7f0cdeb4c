"""What families are told of their payments: the link, what came of it, and the reminder of an invoice that is late."""

from sqlalchemy import select

from villars_core.accounts.models import Account
from villars_core.accounts.queries import accounts_of_guardians
from villars_core.billing.models import Invoice
from villars_core.billing.papers import attachment
from villars_core.clock import PARIS
from villars_core.families.models import Guardian
from villars_core.i18n import N_, Amount, Translator
from villars_core.money import Cents
from villars_core.notifications.outbox import AfterUnknown, Lane, Notice, post
from villars_core.notifications.screens import Choice, Expect, Offer, Role, Screen
from villars_core.payments.actions import Settled
from villars_core.payments.models import OnlinePayment
from villars_core.work import Work

PAY_TITLE, LATE_TITLE = N_("Payer une facture"), N_("Une facture est à régler")
LINK = N_("Voici le lien pour payer {amount} (facture {number}). Il est valable jusqu’à {until}.")
LINK_AGAIN = N_("Passé cette heure, demandez-en un autre. Payez une seule fois.")
GO = N_("Payer {amount}")
PAID = N_("Votre paiement de {amount} est enregistré pour la facture {number}. Merci.")
RECEIPT = N_("Reçu {receipt}.")
LEFT = N_("Il reste {amount} à payer.")
CREDIT = N_("{amount} étaient de trop : cette somme est gardée en avoir et viendra en moins sur votre prochaine facture.")
REFUSED = N_("Le paiement de {amount} pour la facture {number} a été refusé par la banque. Rien n’a été pris.")
NO_LINK = N_("Le service de paiement ne répond pas. Rien n’a été pris. Réessayez plus tard, ou payez d’une autre façon.")
NOTHING_LEFT = N_("La facture {number} vient d’être réglée : il n’y a plus rien à payer, et aucun lien n’est nécessaire.")
REFUND_TITLE = N_("Remboursement")
REFUNDED = N_("La ville vous rembourse {amount} par virement, pour l’avoir de {number}.")
RETRY, SEE = N_("Demander un autre lien"), N_("Voir mes factures")
LATE = N_("La facture {number} ({month}) était à régler au plus tard le {day}. Il reste {amount} à payer.")
JUST_PAID = N_("Si vous venez de payer, ne tenez pas compte de ce message.")
TROUBLE = N_("Un souci pour payer ? Répondez à ce message : le service Éducation peut vous aider.")
HOW = N_("Comment payer")


def tell_link(work: Work, row: OnlinePayment, number: str, link: str) -> None:
    """Send the link to whoever asked for it, at once."""
    account = _account(work, row)
    if account is None or row.link_until is None:
        return
    words = Translator(account.language)
    amount = Amount(row.amount)
    body = (words.t(LINK, amount=amount, number=number, until=f"{row.link_until.astimezone(PARIS):%H:%M}"), words.t(LINK_AGAIN))
    rows = ((Choice("pay", words.t(GO, amount=amount), Role.PRIMARY, url=link),),)
    screen = Screen(words.t(PAY_TITLE), body, rows, Expect.CHOICE)
    key = f"payfip link {row.id}"
    post(work, Notice(screen, "payment", account.id, lane=Lane.REPLY, language=words.language, business_key=key))


def tell_paid(work: Work, row: OnlinePayment, number: str, settled: Settled) -> None:
    """Say that the money is recorded, with its receipt and what is left or too much."""
    account = _account(work, row)
    if account is None:
        return
    words = Translator(account.language)
    body = [words.t(PAID, amount=Amount(row.amount), number=number)]
    if settled.payment.receipt:
        body.append(words.t(RECEIPT, receipt=settled.payment.receipt))
    if settled.left:
        body.append(words.t(LEFT, amount=Amount(settled.left)))
    if settled.credit:
        body.append(words.t(CREDIT, amount=Amount(settled.credit)))
    offers = (Offer("bills", words.t(SEE), "show_invoices", {"invoice": row.invoice_id}),)
    _post(work, account, tuple(body), offers, f"payfip paid {row.id}")


def tell_refused(work: Work, row: OnlinePayment, number: str) -> None:
    """Say that the bank refused, and that another link can be asked for."""
    account = _account(work, row)
    if account is not None:
        words = Translator(account.language)
        body = (words.t(REFUSED, amount=Amount(row.amount), number=number),)
        _post(work, account, body, (_again(words, row),), f"payfip refused {row.id}")


def tell_no_link(work: Work, row: OnlinePayment) -> None:
    """Say that no link could be made."""
    account = _account(work, row)
    if account is not None:
        words = Translator(account.language)
        _post(work, account, (words.t(NO_LINK),), (_again(words, row),), f"payfip none {row.id}")


def tell_nothing_left(work: Work, row: OnlinePayment) -> None:
    """Say that nothing is to be paid any more: somebody paid between the wish and the link."""
    account = _account(work, row)
    if account is not None:
        words = Translator(account.language)
        offers = (Offer("bills", words.t(SEE), "show_invoices", {"invoice": row.invoice_id}),)
        body = (words.t(NOTHING_LEFT, number=work.session.get_one(Invoice, row.invoice_id).number),)
        _post(work, account, body, offers, f"payfip settled {row.id}")


def remind(work: Work, invoice: Invoice, stage: int, left: Cents, text: str) -> int:
    """Remind the adults of a home of an invoice, with its paper; return how many are told."""
    told = _adults(work, invoice)
    for account in told:
        words = Translator(account.language)
        facts = (
            words.t(LATE, number=invoice.number, month=words.month_and_year(invoice.first), day=invoice.due_on, amount=Amount(left)),
            words.t(JUST_PAID),
            words.t(TROUBLE),
        )
        body = ((text,) if text else ()) + facts
        screen = Screen(words.t(LATE_TITLE), body, attachments=(attachment(work, invoice.id, invoice.number),))
        offers = (Offer("pay", words.t(HOW), "pay_invoice", {"invoice": invoice.id}, Role.PRIMARY),)
        key = f"reminder {invoice.id} {stage} {account.id}"
        sent = Notice(screen, "reminder", account.id, language=words.language, offers=offers, business_key=key)
        post(work, sent)
    return len(told)


def tell_refund(work: Work, invoice: Invoice, amount: Cents, name: str) -> None:
    """Tell the adults of a home that a credit is paid back to them; `name` is the posting's, so that each is told once."""
    for account in _adults(work, invoice):
        words = Translator(account.language)
        body = (words.t(REFUNDED, amount=Amount(amount), number=invoice.number),)
        offers = (Offer("bills", words.t(SEE), "show_invoices", {"invoice": invoice.id}),)
        screen = Screen(words.t(REFUND_TITLE), body)
        key = f"{name} {account.id}"
        post(work, Notice(screen, "payment", account.id, language=words.language, offers=offers, business_key=key))


def _adults(work: Work, invoice: Invoice) -> list[Account]:
    adults = work.session.scalars(select(Guardian.id).where(Guardian.household_id == invoice.household_id)).all()
    return [one for one in accounts_of_guardians(work, adults) if one.ended_at is None]


def _account(work: Work, row: OnlinePayment) -> Account | None:
    account = work.session.get(Account, row.account_id) if row.account_id is not None else None
    return account if account is not None and account.ended_at is None else None


def _again(words: Translator, row: OnlinePayment) -> Offer:
    return Offer("again", words.t(RETRY), "pay_invoice", {"invoice": row.invoice_id}, Role.PRIMARY)


def _post(work: Work, account: Account, body: tuple[str, ...], offers: tuple[Offer, ...], key: str) -> None:
    words = Translator(account.language)
    screen = Screen(words.t(PAY_TITLE), body)
    after = AfterUnknown.RESEND
    post(work, Notice(screen, "payment", account.id, language=words.language, offers=offers, business_key=key, after_unknown=after))
