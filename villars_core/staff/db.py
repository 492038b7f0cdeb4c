"""The `villars db` command: create the records and bring them to the present schema."""

import click

from villars_core.config import load
from villars_core.storage.engine import open_engine
from villars_core.storage.upgrade import upgrade
from villars_core.storage.vault import open_vault


@click.group("db")
def command() -> None:
    """La base : la créer, la mettre à jour."""


@command.command("upgrade")
@click.pass_context
def upgrade_command(context: click.Context) -> None:
    """Créer la base ou la mettre à jour : tout ou rien ; deux fois de suite ne change rien."""
    loaded = load((context.find_root().params or {}).get("config"))
    engine = open_engine(loaded.places.database_url)
    keys = loaded.places.keys
    upgrade(engine, vault=open_vault(keys) if keys.exists() else None)
    engine.dispose()
    click.echo("La base est à jour.")
