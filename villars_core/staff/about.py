"""The `villars about` command: which version, and where everything is."""

from importlib.metadata import version

import click

from villars_core.config import load


@click.command("about")
@click.pass_context
def command(context: click.Context) -> None:
    """Dire la version, et où sont la configuration, les données, les clés et les journaux."""
    loaded = load((context.find_root().params or {}).get("config"))
    places = loaded.places
    shown = places.database_url if places.database_url.startswith("sqlite") else places.database_url.split("@")[-1]
    lines = (
        ("version", version("villars")),
        ("ville", loaded.settings.town.name + (" (démonstration)" if loaded.settings.town.demo else "")),
        ("configuration", places.config or "aucune"),
        ("données", places.data),
        ("base", shown),
        ("clés", places.keys),
        ("journaux", places.logs),
    )
    click.echo("\n".join(f"{name} : {value}" for name, value in lines))
