"""What is said of a family quotient: which one counts and until when, and the prices that another one would bring."""

from collections.abc import Iterable

from sqlalchemy import select

from villars_core.i18n import N_, Amount
from villars_core.schools.models import Activity
from villars_core.tariffs.models import FamilyQuotient
from villars_core.tariffs.previews import NewPrice, Preview, new_prices
from villars_core.tariffs.queries import HomeQuotient
from villars_core.work import Work

IN_FORCE = N_("Votre quotient familial : {value} ({source}), valable jusqu’au {until}.")
LATER = N_("À partir du {since} : {value} ({source}), valable jusqu’au {until}.")
NONE = N_("Vous n’avez pas de quotient familial valable : le tarif sans quotient s’applique.")
WAITING = N_("En attente du service Éducation : {value} ({source}, {month}).")
CHANGED = N_("{child}, {activity} : {before} → {after}")
PRICE = N_("{child}, {activity} : {price}")
SAME = N_("{child}, {activity} : {after}, comme maintenant")
FROM = N_("Nouveaux prix à partir du {day} :")
VALID = N_("Ce quotient est valable jusqu’au {until}.")


def in_force_lines(work: Work, known: HomeQuotient) -> list[str]:
    """Return which quotient counts, which will, and which waits for the office."""
    words = work.translator
    lines = [words.t(NONE)]
    if known.now is not None:
        lines = [words.t(IN_FORCE, value=known.now.value, source=known.now.source, until=words.day_and_year(known.now.until))]
    if known.next is not None:
        dates = {"since": words.day_and_year(known.next.since), "until": words.day_and_year(known.next.until)}
        lines.append(words.t(LATER, value=known.next.value, source=known.next.source, **dates))
    lines += [words.t(WAITING, value=one.value, source=one.source, month=words.month_and_year(one.month)) for one in known.waiting]
    return lines


def price_lines(work: Work, prices: Iterable[NewPrice]) -> list[str]:
    """Return a line for each price: as it is and as it would be."""
    names = dict(work.session.execute(select(Activity.code, Activity.name)).all())
    words, lines = work.translator, []
    for one in prices:
        template = SAME if one.before.cents == one.after.cents else CHANGED
        named = {"child": one.child, "activity": names.get(one.activity, one.activity)}
        lines.append(words.t(template, before=Amount(one.before.cents), after=Amount(one.after.cents), **named))
    return lines


def accepted_lines(work: Work, row: FamilyQuotient) -> list[str]:
    """Return from when an accepted quotient counts, with the prices that it brings, and until when."""
    if row.since is None or row.until is None:
        return []
    names = dict(work.session.execute(select(Activity.code, Activity.name)).all())
    words = work.translator
    prices = [
        words.t(PRICE, child=one.child, activity=names.get(one.activity, one.activity), price=Amount(one.after.cents))
        for one in new_prices(work, row.household_id, row.value, row.since)
    ]
    lines = [words.t(FROM, day=words.day_and_year(row.since)), *prices]
    until = words.t(VALID, until=words.day_and_year(row.until))
    return ["\n".join(lines), until] if len(lines) > 1 else [until]


def preview_lines(work: Work, found: Preview) -> list[str]:
    """Return from when which prices count, and until when."""
    words = work.translator
    until = words.t(VALID, until=words.day_and_year(found.until))
    prices = price_lines(work, found.prices)
    return ["\n".join([words.t(FROM, day=words.day_and_year(found.since)), *prices]), until] if prices else [until]
