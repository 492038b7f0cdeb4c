"""The `villars explain` command: how a sentence was read, for a clerk who wonders."""

import click

from villars_core.i18n import Translator
from villars_core.staff.understand import demo_context
from villars_core.understanding import read

_REASONS = {
    "weekend": "week-end",
    "wednesday": "mercredi, pas de cantine",
    "holiday": "vacances",
    "public_holiday": "jour férié",
    "closed": "fermé",
    "past": "jour passé",
    "outside_year": "hors de l’année scolaire",
    "excluded": "exclu par la phrase",
}


@click.command("explain")
@click.argument("text")
def command(text: str) -> None:
    """Montrer comment une phrase est lue, avec la famille de démonstration (Léa et Tom)."""
    context = demo_context()
    reading = read(text, context)
    words = Translator()
    names = {child.key: child.first_name for child in context.children}
    click.echo(f"Demande : {reading.intent.value} (certitude {reading.confidence:.0%})")
    click.echo(f"Enfants : {words.listed([names[key] for key in reading.children]) or 'aucun'}")
    click.echo(f"Jours : {words.listed([words.day_and_year(day) for day in reading.days]) or 'aucun'}")
    for dropped in reading.dropped:
        click.echo(f"Laissé : {words.day_and_year(dropped.day)} ({_REASONS.get(dropped.reason, dropped.reason)})")
    for one in reading.evidence:
        click.echo(f"« {one.text} » → {one.value} (règle {one.rule})")
    for question in reading.questions:
        click.echo(f"Question à poser : {question.kind} {', '.join(question.choices)}".rstrip())
