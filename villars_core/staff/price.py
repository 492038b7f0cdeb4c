"""The `villars price` command: what an activity costs in a situation, and why; from the rules file alone, without records."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from villars_core.clock import SystemClock, paris_day
from villars_core.i18n import Amount, Translator
from villars_core.money import Cents
from villars_core.schools.rules_file import RulesTable, read_rules
from villars_core.staff.dates import day_typed, hour_typed
from villars_core.tariffs.rules import NoPrice, Price, Situation, price_of, surcharged, surcharges_for, tariff_for
from villars_core.tariffs.units import Stay, count_units

CAUSES = ("late_booking", "unbooked", "absent", "late_pickup")


@dataclass(frozen=True)
class Item:
    """One thing that is charged: so many units at a price."""

    what: str
    quantity: int
    price: Price

    @property
    def amount(self) -> Cents:
        """Return the cents of the whole item."""
        return Cents(self.price.cents * self.quantity)


@click.command("price")
@click.option("--config", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="Fichier de règles.")
@click.option("--activity", default="canteen", show_default=True, help="Activité.")
@click.option("--day", default="", metavar="AAAA-MM-JJ", help="Jour ; sinon aujourd’hui.")
@click.option("--qf", "quotient", type=click.IntRange(0), help="Quotient familial ; sans lui, le prix sans quotient.")
@click.option("--level", default="", help="Niveau : PS, MS, GS, CP … CM2.")
@click.option("--school", default="", help="École, où elle a ses propres tarifs.")
@click.option("--rank", type=click.IntRange(1), default=1, show_default=True, help="Rang de l’enfant parmi ceux du foyer.")
@click.option("--resident/--not-resident", default=True, show_default=True, help="Le foyer habite la commune, ou non.")
@click.option("--habit", type=click.Choice(["regular", "occasional"]), default="regular", show_default=True, help="Habitude.")
@click.option("--own-meal", is_flag=True, help="Panier-repas (PAI).")
@click.option("--adult", is_flag=True, help="Repas d’adulte.")
@click.option("--moment", type=click.Choice(["morning", "evening"]), help="Garderie du matin ou du soir.")
@click.option("--arrived", default="", metavar="HH:MM", help="Heure d’arrivée à la garderie.")
@click.option("--left", default="", metavar="HH:MM", help="Heure de départ de la garderie.")
@click.option("--surcharge", "causes", type=click.Choice(CAUSES), multiple=True, help="Supplément à compter.")
@click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
def command(*, file: Path, as_json: bool, causes: tuple[str, ...], **asked: Any) -> None:  # noqa: ANN401 (click's values)
    """Dire ce que coûte une activité, et pourquoi."""
    rules = read_rules(file.read_text(encoding="utf-8"), str(file))
    if asked["activity"] not in {one.code for one in rules.activities}:
        known = ", ".join(one.code for one in rules.activities)
        message = f"activité inconnue : « {asked['activity']} ». Le fichier connaît : {known}."
        raise click.UsageError(message)
    arrived, left = asked.pop("arrived"), asked.pop("left")
    typed = asked.pop("day")
    day = day_typed(typed) if typed else paris_day(SystemClock().now())
    situation = Situation(day=day, **asked)
    stay = Stay(situation.moment or "evening", hour_typed(arrived), hour_typed(left)) if arrived or left or situation.moment else None
    try:
        items = priced(rules, situation, stay, causes)
    except NoPrice as refusal:
        raise click.ClickException(Translator().t(refusal.template, **refusal.facts())) from None
    click.echo(json.dumps(as_plain(items), ensure_ascii=False) if as_json else _told(items))


def priced(rules: RulesTable, situation: Situation, stay: Stay | None, causes: tuple[str, ...] = ()) -> list[Item]:
    """Return what is charged. Raises NoPrice where the tariffs say nothing."""
    tariff = tariff_for(rules, situation.activity, situation.day, situation.school)
    if tariff is None or stay is None:
        items = [Item(situation.activity, 1, price_of(rules, situation))]
    else:
        counted = count_units(tariff, stay)
        base = replace(situation, moment=stay.moment)
        items = [Item(stay.moment, many, price_of(rules, replace(base, starts=starts))) for starts, many in counted.units]
    unit = items[0].price.cents if items else Cents(0)
    for cause in causes:
        table = surcharges_for(rules, situation.activity, cause, situation.day)
        if table is not None:
            items.append(Item(cause, 1, Price(surcharged(unit, table), "surcharge", table.name, ())))
    return items


def as_plain(items: list[Item]) -> dict[str, Any]:
    """Return the answer as plain values: cents, and each item with its unit price and its reasons."""
    words = Translator()
    return {
        "cents": sum(one.amount for one in items),
        "items": [
            {
                "what": one.what,
                "label": one.price.label,
                "unit": one.price.unit,
                "quantity": one.quantity,
                "unit_cents": one.price.cents,
                "cents": one.amount,
                "why": [words.t(reason.template, **reason.facts) for reason in one.price.reasons],
            }
            for one in items
        ],
    }


def _told(items: list[Item]) -> str:
    words = Translator()
    lines = [f"{words.write(Amount(sum(one.amount for one in items)))}"]
    for one in items:
        lines.append(f"  {one.quantity} × {one.price.label} : {words.write(Amount(one.amount))}")
        lines += [f"    {words.t(reason.template, **reason.facts)}" for reason in one.price.reasons]
    return "\n".join(lines)
