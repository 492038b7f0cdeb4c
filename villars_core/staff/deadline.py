"""The `villars deadline` command: until when a day's meal may change, and why; from the rules file alone, without records."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict

import click

from villars_core.clock import SystemClock
from villars_core.i18n import Translator
from villars_core.reservations.rules import DeadlineRule, deadline_for, in_time, late_deadline_for, no_limit, rule_of_day
from villars_core.reservations.town_rules import calendar_in, rule_for
from villars_core.school_calendar.rules import ClosedBecause, OpeningDays
from villars_core.schools.rules_file import BOOK, Asked, RulesTable, read_rules
from villars_core.staff.dates import day_typed, instant_typed

_ANCHORS = {
    "days_before": "{count} jour(s) avant",
    "hours_before": "{count} heure(s) avant {meal_at}",
    "week_before": "le {weekday} de {count} semaine(s) avant",
    "previous_weekday": "le {weekday} précédent",
    "open_days_before": "{count} jour(s) de service avant",
    "month_before": "le {day_of_month} de {count} mois avant",
    "same_day": "le jour même",
}
_NAMED = ("week_before", "previous_weekday", "month_before", "same_day")
_SKIPPED = {
    "weekends": "les week-ends",
    "public_holidays": "les jours fériés",
    "holidays": "les vacances scolaires",
    "closed": "les jours sans service",
}
_WEEKDAYS = ("", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class Answer(TypedDict):
    """The answer as plain values, in the order in which it is printed."""

    day: str
    act: str
    last_minute: str | None
    open: bool
    why: list[str]


@click.command("deadline")
@click.option("--config", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="Fichier de règles.")
@click.option("--day", required=True, metavar="AAAA-MM-JJ", help="Jour du repas.")
@click.option("--act", type=click.Choice(["book", "cancel"]), default="book", show_default=True)
@click.option("--activity", default="canteen", show_default=True)
@click.option("--school", default="", help="Nom de l’école, où elle a ses propres jours ou délais.")
@click.option("--at", "at", default="", metavar="INSTANT", help="Instant avec son décalage ; sinon maintenant.")
@click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
def command(*, file: Path, as_json: bool, **asked: str) -> None:
    """Dire jusqu’à quand le repas d’un jour peut changer, et pourquoi."""
    rules = read_rules(file.read_text(encoding="utf-8"), str(file))
    wanted = Asked(asked["activity"], asked["act"], day_typed(asked["day"]), asked["school"])
    answer = answer_for(rules, wanted, instant_typed(asked["at"]) if asked["at"] else SystemClock().now())
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    words = Translator()
    limit = answer["last_minute"]
    click.echo(
        f"{words.day_and_year(wanted.day)} : " + (f"jusqu’au {words.instant(datetime.fromisoformat(limit))}" if limit else "pas de repas")
    )
    for why in answer["why"]:
        click.echo(f"  {why}")


def answer_for(rules: RulesTable, asked: Asked, at: datetime) -> Answer:
    """Return the answer as plain values: `last_minute` is still in time, None with a reason where there is no meal."""
    needs_booking = _require_known(rules, asked)
    calendar = calendar_in(rules, asked.activity, asked.school)
    closed = calendar.why_closed(asked.day)
    answer = Answer(day=asked.day.isoformat(), act=asked.act, last_minute=None, open=False, why=[])
    if closed is not None:
        return Answer(**{**answer, "why": [_closed(closed)]})
    if not needs_booking:
        return Answer(**{**answer, "why": ["cette activité ne se réserve pas"]})
    rule = rule_for(rules, asked)
    limit = no_limit(asked.day) if rule is None else deadline_for(asked.day, rule, calendar)
    why = (
        ["la ville n’a fixé aucun délai : jusqu’à la fin du jour même"]
        if rule is None
        else [*_why(rule, asked.day, calendar), *_late(rule, asked, calendar)]
    )
    return Answer(**{**answer, "last_minute": limit.isoformat(timespec="minutes"), "open": in_time(at, limit), "why": why})


def _require_known(rules: RulesTable, asked: Asked) -> bool:
    """Tell whether the activity is one that is booked. Raises UsageError for names that the file does not know."""
    activities = {one.code: one.needs_booking for one in rules.activities}
    if asked.activity not in activities:
        message = f"activité inconnue : « {asked.activity} ». Le fichier connaît : {', '.join(activities)}."
        raise click.UsageError(message)
    if asked.school not in {"", *(one.name for one in rules.schools)}:
        message = f"école inconnue : « {asked.school} ». Le fichier connaît : {', '.join(one.name for one in rules.schools)}."
        raise click.UsageError(message)
    return activities[asked.activity]


def _closed(closed: ClosedBecause) -> str:
    return Translator().t(closed.template, name=closed.name)


def _why(general: DeadlineRule, day: date, calendar: OpeningDays) -> list[str]:
    rule = rule_of_day(day, general, calendar)
    anchor = _ANCHORS[rule.anchor].format(
        count=rule.count, weekday=_WEEKDAYS[rule.weekday], meal_at=f"{rule.meal_at:%H:%M}", day_of_month=rule.day_of_month
    )
    lines = [anchor if rule.anchor == "hours_before" else f"{anchor}, à {rule.at:%H:%M}, la minute entière comprise"]
    if rule.skip:
        before = "ou le jour d’avant s’il tombe sur" if rule.anchor in _NAMED else "sans compter"
        lines.append(f"{before} : {', '.join(label for key, label in _SKIPPED.items() if key in rule.skip)}")
    if rule is general.after_holidays:
        lines.append("règle du premier jour après les vacances")
    elif rule is not general:
        lines.append(f"règle du {_WEEKDAYS[day.isoweekday()]}")
    return lines


def _late(rule: DeadlineRule, asked: Asked, calendar: OpeningDays) -> list[str]:
    limit = late_deadline_for(asked.day, rule, calendar) if asked.act == BOOK else None
    return [] if limit is None else [f"hors délai jusqu’au {Translator().instant(limit)}, avec le supplément « {rule.surcharge} »"]
