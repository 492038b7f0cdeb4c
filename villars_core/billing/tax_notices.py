"""Telling families in April that their tax certificate is there: each adult once, a batch at a time; the paper on request, or by mail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from sqlalchemy import String, cast, exists, literal, select
from sqlalchemy.sql import Select

from villars_core.accounts.models import Account, ChannelLink
from villars_core.accounts.queries import EMAIL, TELEGRAM
from villars_core.accounts.terms import TERMS_VERSION
from villars_core.billing.models import TaxCertificate
from villars_core.billing.tax import newest_of_year, prepare, sheet_of
from villars_core.billing.tax_certificate_pdf import attachment
from villars_core.clock import PARIS
from villars_core.errors import NotFound
from villars_core.families.models import Guardian
from villars_core.i18n import N_, Amount, Translator
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Offer, Role, Screen
from villars_core.schools.queries import rules_in_force
from villars_core.work import Work

KIND = "tax"
BATCH = 200
MORNING, EVENING = time(9, 0), time(20, 0)
TOLD_AFTER = timedelta(days=45)
"""How long after the season began those are still told whom a standstill kept waiting: the tax return is due at the end of May."""

TITLE = N_("Attestation fiscale {year}")
READY = N_("Votre attestation fiscale {year} pour les frais de garde est prête.")
BY_MAIL = N_("Votre attestation fiscale {year} est jointe : {amount} payés en {year} pour la garderie des enfants de moins de six ans.")
DECLARE = N_("Cette somme se reporte dans la déclaration de revenus, une fois ôtées les aides reçues. Les repas ne comptent pas.")
GET = N_("Recevoir l’attestation")


def in_season(work: Work) -> bool:
    """Tell whether it is the town's month of tax certificates."""
    month = _month(work)
    return month > 0 and work.today.month == month


def keep_up(work: Work) -> int:
    """Make the certificates of the year before in the town's month, each day anew so that late news of payments counts."""
    return prepare(work, work.today.year - 1) if in_season(work) else 0


def is_due(work: Work) -> bool:
    """Tell whether somebody is not told of a certificate yet, and it is day."""
    local = work.now.astimezone(PARIS).time()
    return MORNING <= local < EVENING and _telling(work) and work.session.execute(_untold(work).limit(1)).first() is not None


def tell(work: Work, most: int = BATCH) -> int:
    """Post some notices, one to each adult of a home with a certificate; return how many were told."""
    if not _telling(work):
        return 0
    rows = work.session.execute(_untold(work).order_by(TaxCertificate.id, Account.id).limit(most)).all()
    for row, account, has_chat in rows:
        post(work, _notice(work, row, account, by_chat=bool(has_chat)))
    return len(rows)


def key_of(year: int, account_id: int) -> str:
    """Return what says that a person was told of a year's certificate."""
    return f"{KIND} {year} {account_id}"


def _month(work: Work) -> int:
    try:
        return rules_in_force(work).billing.certificates_month
    except NotFound:
        return 0


def _telling(work: Work) -> bool:
    month = _month(work)
    if not month:
        return False
    began = work.today.replace(month=month, day=1)
    return began <= work.today <= began + TOLD_AFTER


def _untold(work: Work) -> Select[TaxCertificate, Account, bool]:
    year = work.today.year - 1
    key = literal(f"{KIND} {year} ") + cast(Account.id, String(20))
    chat = exists().where(ChannelLink.account_id == Account.id, ChannelLink.channel == TELEGRAM, ChannelLink.blocked_at.is_(None))
    return (
        select(TaxCertificate, Account, chat)
        .join(Guardian, Guardian.household_id == TaxCertificate.household_id)
        .join(Account, Account.guardian_id == Guardian.id)
        .where(
            TaxCertificate.id.in_(newest_of_year(year)),
            Account.ended_at.is_(None),
            Account.activated_at.is_not(None),
            Account.terms_version == TERMS_VERSION,
            ~exists().where(OutboxRow.business_key == key),
        )
    )


def _notice(work: Work, row: TaxCertificate, account: Account, *, by_chat: bool) -> Notice:
    """Return a short word without an amount for the chat; by mail, the amount and the paper itself."""
    words = Translator(account.language)
    title = words.t(TITLE, year=row.year)
    offers = (Offer("paper", words.t(GET), "tax_certificate", {"year": row.year}, Role.PRIMARY),)
    common: dict[str, Any] = {
        "kind": KIND,
        "account_id": account.id,
        "language": account.language,
        "business_key": key_of(row.year, account.id),
        "thread": f"tax{row.year}",
    }
    if by_chat:
        return Notice(Screen(title, (words.t(READY, year=row.year),)), offers=offers, **common)
    body: Sequence[str] = (words.t(BY_MAIL, year=row.year, amount=Amount(sheet_of(row)["total"])), words.t(DECLARE))
    paper = attachment(replace(work, translator=words), row)
    return Notice(Screen(title, tuple(body), attachments=(paper,)), channel=EMAIL, address=account.email, **common)
