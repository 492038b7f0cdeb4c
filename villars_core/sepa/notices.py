"""What payers are told of debits: one that their invoice did not announce, and one that the bank sent back."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from villars_core.accounts.models import Account
from villars_core.families.models import Guardian
from villars_core.i18n import N_, Amount, Translator
from villars_core.mandates.models import Mandate
from villars_core.mandates.notices import offer
from villars_core.money import Cents
from villars_core.notifications.outbox import AfterUnknown, Notice, post
from villars_core.notifications.screens import Screen
from villars_core.schools.queries import rules_in_force
from villars_core.sepa.reasons import Action, Reason
from villars_core.work import Work

TITLE = N_("Prélèvement automatique")
TOLD = N_(
    "Votre facture {number}, {amount}, sera prélevée le {day} sur le compte finissant par {digits}."
    " Référence du mandat (RUM) : {mandate}. Créancier (ICS) : {ics}."
)
SENT_BACK = N_("Le prélèvement de votre facture {number} ({amount}) n’a pas pu être fait : {reason}.")
NEXT = {
    Action.RETRY: N_("Il sera présenté une seconde fois ; nous vous préviendrons avant. Vous pouvez aussi payer autrement d’ici là."),
    Action.MEND: N_("Vérifiez le compte de votre mandat, ou donnez-en un autre. Cette facture se paie autrement en attendant."),
    Action.STOP: N_("Le mandat est terminé. Payez cette facture autrement ; pour être prélevé de nouveau, demandez un nouveau mandat."),
    Action.CALL: N_("Le service vous appelle. Plus rien n’est prélevé d’ici là."),
}
_AT_ONCE = 500


def tell_of_debits(work: Work, day: date, debits: Sequence[tuple[Mandate, str, Cents, str]]) -> None:
    """Tell payers of debits: mandate, number of the invoice, amount, and the debit's reference; each once for ever."""
    accounts, ics = _accounts(work, [mandate.household_id for mandate, *_ in debits]), rules_in_force(work).creditor.ics
    for mandate, number, amount, reference in debits:
        for account in accounts.get(mandate.household_id, ()):
            words = Translator(account.language)
            facts = {"number": number, "amount": Amount(amount), "day": day, "digits": mandate.last_digits}
            body = (words.t(TOLD, mandate=mandate.reference, ics=ics, **facts),)
            _post(work, account, body, f"debit {reference} {account.id}")


def tell_sent_back(work: Work, mandate: Mandate, number: str, amount: Cents, reason: Reason) -> None:
    """Tell the payers that a debit came back, why, and what comes next."""
    for account in _accounts(work, [mandate.household_id]).get(mandate.household_id, ()):
        words = Translator(account.language)
        line = words.t(SENT_BACK, number=number, amount=Amount(amount), reason=words.t(reason.text))
        _post(work, account, (line, words.t(NEXT[reason.action])), None)


def _post(work: Work, account: Account, body: tuple[str, ...], key: str | None) -> None:
    words = Translator(account.language)
    screen, after = Screen(words.t(TITLE), body), AfterUnknown.NEVER
    offers = (offer(words),)
    post(work, Notice(screen, "debit", account.id, language=account.language, offers=offers, business_key=key, after_unknown=after))


def _accounts(work: Work, household_ids: Sequence[int]) -> dict[int, list[Account]]:
    """Return the accounts of the adults of households that may be written to."""
    wanted = sorted(set(household_ids))
    found: dict[int, list[Account]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(Guardian.household_id, Account).join(Account, Account.guardian_id == Guardian.id)
        query = query.where(Guardian.household_id.in_(wanted[start : start + _AT_ONCE]), Account.ended_at.is_(None))
        for home, account in work.session.execute(query.order_by(Account.id)):
            found.setdefault(home, []).append(account)
    return found
