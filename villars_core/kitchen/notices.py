"""Telling the kitchen and the caterer: figures in the message, the whole sheet in the document; no name, no allergy."""

from collections.abc import Sequence

from sqlalchemy import select

from villars_core.accounts.queries import EMAIL, staff_accounts
from villars_core.i18n import N_, Translator
from villars_core.kitchen.order_pdf import why
from villars_core.kitchen.queries import Sheet, hours, tables
from villars_core.kitchen.rules import Reasons, Told, by_day
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import AfterUnknown, Notice, post
from villars_core.notifications.screens import Attachment, Offer, Screen
from villars_core.office_queue.actions import Posting
from villars_core.office_queue.actions import post as put_before_office
from villars_core.office_queue.models import QueueItem
from villars_core.schools.queries import rules_in_force
from villars_core.work import Work

ROLE = "kitchen"
PAPER, PDF = "kitchen_order", "application/pdf"
TITLES = {
    Told.ORDER: N_("Commande de repas"),
    Told.EVE: N_("Repas du prochain jour : changements"),
    Told.MORNING: N_("Repas du jour"),
    Told.CHANGE: N_("Repas du jour : changement"),
}
DAY = N_("{day} : {meals}")
OF_SITE = N_("{site} : {meals}")
SINCE_ORDER = N_("Depuis la commande : {reasons}.")
NOW_NEW = N_("Nouveau : {reasons}.")
SHEET = N_("La feuille jointe donne les classes et les régimes.")
NAMED_FILE = N_("repas-{day}.pdf")
COUNTS = N_("Voir les effectifs")
NOBODY = N_("Personne ne reçoit les effectifs de la cuisine. Donnez le rôle kitchen à un agent, ou écrivez une adresse dans les règles.")


def tell(work: Work, told: Told, sheets: Sequence[Sheet], new: Reasons | None = None) -> int:
    """Post what the kitchen and the caterer are told, once for each of them; return how many are told."""
    accounts = staff_accounts(work, ROLE)
    emails = [one for one in rules_in_force(work).kitchen.emails if one.lower() not in {account.email for account in accounts}]
    if not accounts and not emails:
        _nobody(work)
        return 0
    mark = f"kitchen:{told.value}:{sheets[0].day}:{sheets[0].steps[-1].number}"
    known = set(work.session.scalars(select(OutboxRow.business_key).where(OutboxRow.business_key.startswith(mark))))
    notices = [_notice(work, told, sheets, new, account.language) for account in accounts]
    day = by_day(work.now, hours(work))
    many = [
        (f"{mark}:{account.id}", notice, {"account_id": account.id, "language": account.language, "not_before": day})
        for account, notice in zip(accounts, notices, strict=True)
    ]
    many += [
        (f"{mark}:{address}"[:120], _notice(work, told, sheets, new, "fr"), {"channel": EMAIL, "address": address}) for address in emails
    ]
    for key, screen, to in many:
        if key not in known:
            post(work, _addressed(screen, sheets, key, to))
    return len(many)


def _addressed(screen: Screen, sheets: Sequence[Sheet], key: str, to: dict[str, object]) -> Notice:
    return Notice(
        screen,
        "kitchen",
        offers=(Offer("counts", COUNTS, "kitchen_counts", {"day": sheets[0].day.isoformat()}),) if "account_id" in to else (),
        about={"days": [sheet.day.isoformat() for sheet in sheets]},
        business_key=key,
        after_unknown=AfterUnknown.RESEND,
        thread=f"kitchen{sheets[0].day:%G%V}",
        **to,  # type: ignore[arg-type]
    )


def _notice(work: Work, told: Told, sheets: Sequence[Sheet], new: Reasons | None, language: str) -> Screen:
    words = Translator(language)
    body = [words.t(DAY, day=sheet.day, meals=meals(words, sheet)) for sheet in sheets]
    if len(sheets) == 1:
        body += _by_site(work, words, sheets[0])
    for sheet in sheets:
        reasons = why(words, sheet.reasons())
        if reasons and told in {Told.ORDER, Told.MORNING}:
            body.append(words.t(SINCE_ORDER, reasons=reasons))
    if new is not None and told in {Told.EVE, Told.CHANGE} and why(words, new):
        body.append(words.t(NOW_NEW, reasons=why(words, new)))
    body.append(words.t(SHEET))
    return Screen(words.t(TITLES[told]), ("\n".join(body[:-1]), body[-1]), attachments=(attachment(words, sheets),))


def attachment(words: Translator, sheets: Sequence[Sheet]) -> Attachment:
    """Return the document of some frozen sheets, each as it is after its last step."""
    facts = {"sheets": [[sheet.id, sheet.steps[-1].number] for sheet in sheets]}
    return Attachment(words.t(NAMED_FILE, day=sheets[0].day.isoformat()), PDF, PAPER, facts)


def meals(words: Translator, sheet: Sheet) -> str:
    """Return how many meals and how many brought from home, in words."""
    return counted(words, sum(count for key, count in sheet.told().items() if not key.own_meal), _own(sheet))


def counted(words: Translator, cooked: int, own: int) -> str:
    """Return two figures in words; meals from home are said only where there are any."""
    said = words.n("{count} repas", "{count} repas", cooked)
    return said if not own else words.listed([said, words.n("{count} panier-repas", "{count} paniers-repas", own)])


def _own(sheet: Sheet) -> int:
    return sum(count for key, count in sheet.told().items() if key.own_meal)


def _by_site(work: Work, words: Translator, sheet: Sheet) -> list[str]:
    site_of = {table.place: table.site for table in tables(work)}
    figures: dict[str, list[int]] = {}
    for key, count in sheet.told().items():
        both = figures.setdefault(site_of.get(key.place, ""), [0, 0])
        both[key.own_meal] += count
    return [words.t(OF_SITE, site=site or "—", meals=counted(words, *both)) for site, both in sorted(figures.items())]


def _nobody(work: Work) -> None:
    waits = select(QueueItem.id).where(QueueItem.kind == "kitchen", QueueItem.state.in_(("open", "taken"))).limit(1)
    if work.session.scalar(waits) is None:
        put_before_office(work, Posting("kitchen", work.t(NOBODY)))
