"""What a mail's subject may name: nobody, unless the town's rules allow it; then the children and days that the mail is about."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of, is_active
from villars_core.conversations.models import Dialogue
from villars_core.families import access
from villars_core.i18n import N_, Translator
from villars_core.notifications.sending import ToSend
from villars_core.schools.queries import has_rules, rules_in_force
from villars_core.work import SYSTEM, Assurance, Records, Work

CANTEEN, ELIDED, OTHER = N_("Cantine de {children}"), N_("Cantine d’{children}"), N_("{title} : {children}")
WITH_DAYS = N_("{subject}, {days}")
SPAN = N_("du {first} au {last}")
NAMED_DAYS = 2
_CANTEEN = frozenset({"book_meal", "cancel_meal", "meal_calendar", "receipt", "nudge", "waiting_place", "take_place", "decline_place"})
"""Forms and kinds of notices that are about the canteen alone; others keep their own title before the names."""


def named(records: Records, item: ToSend) -> ToSend:
    """Return a mail with its subject naming the children and days, where the town allows it; else as it is, which names nobody."""
    if item.channel != "email" or item.account_id is None or not item.about.get("children"):
        return item
    with records.reading(SYSTEM) as work:
        subject = _subject(work, item) if has_rules(work) and rules_in_force(work).town.names_in_subjects else ""
    screen = item.parcel.screen
    return replace(item, parcel=replace(item.parcel, screen=replace(screen, title=subject))) if subject else item


def _subject(work: Work, item: ToSend) -> str:
    words = Translator(item.language)
    names = _names(work, item)
    if not names:
        return ""
    form = work.session.get(Dialogue, item.dialogue_id) if item.dialogue_id is not None else None
    about = form.flow if form is not None else item.kind
    template = OTHER if about not in _CANTEEN else ELIDED if _begins_with_vowel(names[0]) else CANTEEN
    subject = words.t(template, children=words.listed(names), title=item.parcel.screen.title)
    days = [date.fromisoformat(day) for day in sorted(item.about.get("days", ()))]
    return words.t(WITH_DAYS, subject=subject, days=_days(words, days)) if days else subject


def _names(work: Work, item: ToSend) -> list[str]:
    """Return the first names of those of the mail's children that its reader may see today."""
    account = work.session.get(Account, item.account_id)
    if account is None or not is_active(account):
        return []
    seen = access.children_of_actor(replace(work, actor=actor_of(account, "subject", Assurance.LINKED)))
    return [child.first_name for child in seen if child.id in item.about["children"]]


def _days(words: Translator, days: Sequence[date]) -> str:
    return words.write(list(days)) if len(days) <= NAMED_DAYS else words.t(SPAN, first=days[0], last=days[-1])


def _begins_with_vowel(name: str) -> bool:
    """Tell whether French says « d’ » before a name; an H is taken for a mute one."""
    return unicodedata.normalize("NFKD", name[:1]).casefold()[:1] in set("aeiouyh")
