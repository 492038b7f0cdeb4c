"""Telling a home that its quotient ends soon: once for each number of weeks that the town chose, never a silent change of price."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import or_, select

from villars_core.accounts.models import Account
from villars_core.accounts.terms import TERMS_VERSION
from villars_core.errors import NotFound
from villars_core.families.models import Guardian, Guardianship
from villars_core.i18n import N_, Translator
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Offer, Role, Screen
from villars_core.school_calendar.rules import ONE_DAY
from villars_core.schools.queries import rules_in_force
from villars_core.tariffs.models import FamilyQuotient
from villars_core.tariffs.queries import quotients_of
from villars_core.tariffs.quotients import DatedQuotient, quotient_on
from villars_core.work import Work

KIND = "quotient"
TITLE = N_("Quotient familial")
ENDS = N_("Votre quotient familial est valable jusqu’au {until}.")
THEN = N_("Sans nouvelle attestation de la CAF ou de la MSA, le tarif sans quotient s’applique à partir du {day}.")
SEND, SIMULATE = N_("Envoyer mon attestation"), N_("Voir les prix")


def warn(work: Work) -> int:
    """Post the warnings of today; return how many persons are told. A home that sent a newer certificate is left alone."""
    try:
        weeks = rules_in_force(work).quotient.warn_weeks
    except NotFound:
        return 0
    ending = dict(_ending(work, weeks))
    told = 0
    known = _known(work) if ending else frozenset()
    for home, accounts in _adults(work, ending).items():
        until, stage = ending[home]
        for account in accounts:
            key = f"{KIND} {home} {until.isoformat()} {stage} {account.id}"
            if key not in known:
                post(work, _notice(account, until, key))
                told += 1
    return told


def _ending(work: Work, weeks: Sequence[int]) -> Iterator[tuple[int, tuple[date, int]]]:
    """Give each home whose quotient ends within so many weeks without another after it: the last day, and the number of weeks."""
    waiting = set(work.session.scalars(select(FamilyQuotient.household_id).where(FamilyQuotient.state == "asked")))
    for home, quotients in quotients_of(work, date.max).items():
        now = quotient_on(quotients, work.today)
        if now is None or home in waiting or _goes_on(quotients, now):
            continue
        stage = min((one for one in weeks if now.until - work.today <= timedelta(weeks=one)), default=None)
        if stage is not None:
            yield home, (now.until, stage)


def _goes_on(quotients: Sequence[DatedQuotient], now: DatedQuotient) -> bool:
    """Tell whether another quotient takes over in time."""
    return any(now.since < one.since <= now.until + ONE_DAY and one.until > now.until for one in quotients)


def _known(work: Work) -> frozenset[str]:
    rows = work.session.scalars(select(OutboxRow.business_key).where(OutboxRow.business_key.startswith(f"{KIND} ")))
    return frozenset(one for one in rows if one is not None)


def _adults(work: Work, homes: Collection[int]) -> Mapping[int, list[Account]]:
    """Return the accounts in use of the homes that have a child today."""
    in_force = (Guardianship.since <= work.today, or_(Guardianship.until.is_(None), Guardianship.until >= work.today))
    query = (
        select(Guardian.household_id, Account)
        .join(Account, Account.guardian_id == Guardian.id)
        .where(
            Guardian.id.in_(select(Guardianship.guardian_id).where(*in_force)),
            Account.ended_at.is_(None),
            Account.activated_at.is_not(None),
            Account.terms_version == TERMS_VERSION,
        )
    )
    found: dict[int, list[Account]] = defaultdict(list)
    for home, account in work.session.execute(query.order_by(Account.id)):
        if home in homes:
            found[home].append(account)
    return found


def _notice(account: Account, until: date, key: str) -> Notice:
    words = Translator(account.language)
    body = (words.t(ENDS, until=words.day_and_year(until)), words.t(THEN, day=words.day_and_year(until + ONE_DAY)))
    offers = (
        Offer("send", words.t(SEND), "submit_qf", {}, Role.PRIMARY),
        Offer("prices", words.t(SIMULATE), "ask_tariff"),
    )
    return Notice(
        Screen(words.t(TITLE), body), KIND, account.id, language=account.language, offers=offers, business_key=key, thread="quotient"
    )
