"""The terms of use: read to the end, page by page, then accepted; nothing else works before (family guide, « CGU »)."""

from villars_core.accounts.models import Account
from villars_core.i18n import N_
from villars_core.journal.actions import Change, Subject, record
from villars_core.work import Work

TERMS_VERSION = "2026-09"

PAGES = (
    N_(
        "Ce service est celui de la mairie. Il sert à réserver la cantine, à signaler une absence et à faire vos démarches. "
        "Il est gratuit et n’est pas obligatoire : le guichet et le courrier donnent les mêmes droits."
    ),
    N_(
        "La mairie garde ce qui est utile au service : votre famille, vos réservations, vos demandes. "
        "Seuls les agents concernés les lisent. Vous pouvez demander à les voir, à les corriger ou à les effacer."
    ),
    N_(
        "Telegram et les fournisseurs de courriel sont des sociétés extérieures à la mairie. "
        "N’écrivez ici ni détail de santé ni numéro de compte si ce n’est pas demandé. "
        "Votre secret est personnel : ne le donnez à personne."
    ),
)


def terms_pages() -> tuple[str, ...]:
    """Return the pages, French templates, in the order in which they are read."""
    return PAGES


def accept(work: Work, account: Account) -> None:
    """Write that a person read and accepted the terms in force, and open the account."""
    account.terms_version, account.terms_accepted_at = TERMS_VERSION, work.now
    account.activated_at = account.activated_at or work.now
    record(work, "account.accept_terms", Subject("account", account.id), Change(after={"version": TERMS_VERSION}))
