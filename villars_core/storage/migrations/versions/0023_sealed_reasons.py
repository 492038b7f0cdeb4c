"""What the office wrote about mandates and quotients, sealed as its other notes are: each reason that was in clear is converted.

The rows are few (a reason is written where something is refused, suspended or ended), so that each is sealed on its own.
"""

import secrets

import sqlalchemy as sa
from alembic import context, op

from villars_core.errors import OperatorError
from villars_core.storage.types import Sealed
from villars_core.storage.vault import Place, Vault

revision = "0023"
down_revision = "0022"
TABLES = ("mandate", "family_quotient")


def upgrade() -> None:
    """Put each reason, sealed, in the place of the one in clear; a quotient gets the key of its row first."""
    with op.batch_alter_table("family_quotient") as batch:
        batch.add_column(sa.Column("row_key", sa.String(length=32), nullable=False, server_default=""))
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("sealed_reason", Sealed(), nullable=True))
        _seal(table)
        with op.batch_alter_table(table) as batch:
            batch.drop_column("reason")
        with op.batch_alter_table(table) as batch:
            batch.alter_column("sealed_reason", new_column_name="reason")


def _seal(table: str) -> None:
    connection = op.get_bind()
    rows = sa.table(table, sa.column("id"), sa.column("row_key"), sa.column("reason"), sa.column("sealed_reason", Sealed()))
    # A row key is given to each row once: a value that is sealed under it opens in no other row.
    for number in connection.scalars(sa.select(rows.c.id).where(rows.c.row_key == "")).all():
        connection.execute(rows.update().where(rows.c.id == number).values(row_key=secrets.token_hex(16)))
    found = connection.execute(sa.select(rows.c.id, rows.c.row_key, rows.c.reason).where(rows.c.reason != "")).all()
    for number, key, reason in found:
        sealed = _vault().seal(reason.encode(), Place(table, "reason", key))
        connection.execute(rows.update().where(rows.c.id == number).values(sealed_reason=sealed))


def _vault() -> Vault:
    vault = context.config.attributes.get("vault")
    if not isinstance(vault, Vault):
        raise OperatorError(
            1106,
            "La mise à jour doit chiffrer des motifs écrits par le service, et les clés manquent.",
            "le fichier des clés de la configuration n’existe pas",
            "remettez-le depuis votre sauvegarde des clés, puis relancez « villars db upgrade » ; rien n’a changé.",
        )
    return vault
