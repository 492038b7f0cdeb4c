"""The `villars keys` command: create the keys, add a new one and seal everything again with it."""

import click
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from villars_core.config import load
from villars_core.staff.all_models import all_tables
from villars_core.storage.base import Base
from villars_core.storage.engine import open_engine
from villars_core.storage.types import Sealed, SealedRow
from villars_core.storage.vault import Vault, add_key, backup_of, open_vault

AT_ONCE = 200


@click.group("keys")
def command() -> None:
    """Les clés qui chiffrent les données sensibles."""


@command.command("create")
@click.pass_context
def create(context: click.Context) -> None:
    """Créer le fichier des clés, s’il n’existe pas."""
    places = load((context.find_root().params or {}).get("config")).places
    if places.keys.exists():
        click.echo(f"Les clés existent déjà : {places.keys}. Rien n’a changé.")
        return
    open_vault(places.keys, create=True)
    click.echo(f"Clés créées : {places.keys}. Sauvegardez ce fichier ailleurs que les données.")


@command.command("rotate")
@click.option("--resume", is_flag=True, help="Finir une rotation interrompue, sans nouvelle clé.")
@click.pass_context
def rotate(context: click.Context, *, resume: bool) -> None:
    """Ajouter une clé et chiffrer de nouveau toutes les valeurs avec elle."""
    places = load((context.find_root().params or {}).get("config")).places
    before = open_vault(places.keys).current
    if not resume:
        add_key(places.keys)
        click.echo(f"Le fichier des clés d’avant est gardé : {backup_of(places.keys, before)}.")
    engine = open_engine(places.database_url)
    with Session(engine) as session:
        count = reseal(session, open_vault(places.keys))
    engine.dispose()
    click.echo(f"{count} valeurs chiffrées avec la nouvelle clé. Gardez l’ancienne dans le fichier : vos sauvegardes en ont besoin.")


def reseal(session: Session, vault: Vault) -> int:
    """Seal every value again that another key sealed, some hundred rows to a transaction: it can be stopped and resumed."""
    all_tables()
    done = 0
    for mapper in sorted(Base.registry.mappers, key=lambda one: one.class_.__name__):
        if issubclass(mapper.class_, SealedRow):
            names = [column.key for column in mapper.columns if isinstance(column.type, Sealed)]
            done += sum(_reseal_column(session, mapper.class_, name, vault) for name in names)
    return done


def _reseal_column(session: Session, table: type[SealedRow], name: str, vault: Vault) -> int:
    done, last = 0, 0
    mapper = inspect(table)
    own = mapper.get_property_by_column(mapper.primary_key[0]).key
    column, key = getattr(table, name), getattr(table, own)
    while True:
        rows = session.scalars(select(table).where(column.is_not(None), key > last).order_by(key).limit(AT_ONCE).with_for_update()).all()
        if not rows:
            return done
        for row in rows:
            if not vault.is_current(getattr(row, name)):
                row.seal(name, row.unseal(name, vault), vault)
                done += 1
        last = getattr(rows[-1], own)
        session.commit()
