"""A change of custody in words for the office: whose each day is, which days change hands, and the meals booked on them."""

from collections.abc import Collection, Mapping
from datetime import date

from villars_core.families.custody import users_of
from villars_core.families.models import Child
from villars_core.families.queries import guardians_of
from villars_core.families.rules import runs
from villars_core.i18n import N_, Translator
from villars_core.reservations.custody import CustodyChange
from villars_core.school_calendar.rules import days_between
from villars_core.work import Work

WEEKS_SHOWN = 8
NOTHING_MOVES = N_("Aucun jour à venir ne change de main.")
MOVES, MOVES_MEALS = N_("{span} : {before} → {after}"), N_("{span} : {before} → {after} ({meals} repas réservés)")
IN_ALL = N_("{count} jours changent de main, dont {meals} avec un repas réservé.")
MORE = N_("… et {count} autres périodes. La liste entière : « villars custody ».")
ONE_DAY, SPAN = N_("le {day}"), N_("du {first} au {last}")
NOBODY = N_("personne")
SHARED, ALTERNATES = N_("{child} : calendrier partagé par {names}."), N_("{child} : garde alternée")
OF_PARENT, PAID_BY, HOME = N_("{span} : {name}"), N_("Aujourd’hui, payé par : {name}"), N_("le foyer")


def names_of(work: Work, child: Child) -> dict[int, str]:
    """Return the names of a child's guardians today, by id."""
    return {one.id: f"{one.first_name} {one.last_name}" for one in guardians_of(work, child, work.today)}


def situation_lines(work: Work, child: Child, words: Translator) -> list[str]:
    """Return who has a child the next eight weeks, and who pays."""
    names = names_of(work, child)
    users = users_of(work, (child.id,))[child.id]
    days = list(days_between(work.today, date.fromordinal(work.today.toordinal() + 7 * WEEKS_SHOWN)))
    whole = f"{child.first_name} {child.last_name}"
    if not any(users.plan_on(day) for day in days):
        return [words.t(SHARED, child=whole, names=words.listed(list(names.values())))]
    found = sorted(
        (first, last, names.get(one, "?")) for one in sorted(names) for first, last in runs([day for day in days if users.on(day) == [one]])
    )
    payer = names.get(users.payer_on(work.today) or 0, words.t(HOME))
    stretches = [words.t(OF_PARENT, span=span_said(words, first, last), name=name) for first, last, name in found]
    return [words.t(ALTERNATES, child=whole), *stretches, words.t(PAID_BY, name=payer)]


def change_lines(words: Translator, change: CustodyChange, names: Mapping[int, str], most: int | None = None) -> list[str]:
    """Return what changes hands, stretch by stretch with the booked meals, then how much in all.

    `most`: how many stretches are named; those with a meal go first, the others are counted.
    """
    if not change.moved:
        return [words.t(NOTHING_MOVES)]
    lines = []
    for before, after in sorted({(one.before, one.after) for one in change.moved}, key=str):
        mine = [one for one in change.moved if (one.before, one.after) == (before, after)]
        booked = {one.day for one in mine if one.booked}
        sides = {"before": _side(words, names, before), "after": _side(words, names, after)}
        for first, last in runs([one.day for one in mine]):
            meals = sum(1 for day in booked if first <= day <= last)
            lines.append(
                (not meals, first, words.t(MOVES_MEALS if meals else MOVES, span=span_said(words, first, last), meals=meals, **sides))
            )
    named = sorted(sorted(lines)[:most], key=lambda one: one[1])
    more = [words.t(MORE, count=len(lines) - len(named))] if len(lines) > len(named) else []
    return [*(line for _, _, line in named), *more, words.t(IN_ALL, count=len(change.moved), meals=change.bookings)]


def span_said(words: Translator, first: date, last: date) -> str:
    """Return days in words, the year with the last."""
    if first == last:
        return words.t(ONE_DAY, day=words.day_and_year(first))
    return words.t(SPAN, first=words.day(first), last=words.day_and_year(last))


def _side(words: Translator, names: Mapping[int, str], side: Collection[int]) -> str:
    return words.listed([names.get(one, "?") for one in side]) or words.t(NOBODY)
