"""Says whether days told in their order may begin today, or a week from today: on a Monday, "absent lundi et mardi"."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.dates.items import Item
from villars_core.understanding.days.gathered_days import is_bare
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import SchoolDays

_WEEK, _SUNDAY = timedelta(days=7), 7


def puts_today_first(said: Sequence[Said], heard: Heard, days: Collection[date], today: date, school: SchoolDays) -> bool:
    """Say whether today's weekday is told right before the next one: on a Monday "lundi et mardi", not "lundi et jeudi"."""
    if today + _WEEK not in days or not any(today < day < today + _WEEK for day in days):
        return False
    weekday = today.isoweekday()
    # "vendredi et lundi", said on a Friday
    ahead = next((step for step in range(1, _SUNDAY) if (weekday + step - 1) % _SUNDAY + 1 in school.weekdays), 1)
    following = {weekday % _SUNDAY + 1, (weekday + ahead - 1) % _SUNDAY + 1}
    return any(
        _may_be_today(one, weekday) and is_bare(other) and other.weekday in following for one, other in _beside_each_other(said, heard)
    )


def _beside_each_other(said: Sequence[Said], heard: Heard) -> Iterator[tuple[Item, Item]]:
    """Yield the days told one right behind the other, in one list or joined: "lundi et mardi", "ni lundi ni mardi"."""
    for one in said:
        if one.group.kind == "list":
            yield from pairwise(one.group.items)
    for one, other in pairwise(said):
        if one.group.kind == other.group.kind == "list" and _JOINING.issuperset(heard.scan.words[one.j : other.i]):
            yield one.group.items[-1], other.group.items[0]


_JOINING = word_set("et ni le la midi , + & aussi puis")


def _may_be_today(item: Item, weekday: int) -> bool:
    """Say whether an item is a weekday by its name, or the next one: "lundi", "lundi prochain"."""
    return item.kind == "weekday" and item.weekday == weekday and (is_bare(item) or (item.mod == "next" and not item.within))
