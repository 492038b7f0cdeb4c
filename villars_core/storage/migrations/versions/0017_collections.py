"""The bytes of a file of direct debits, the bank's own files, and one debit of an invoice at a time."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import Sealed, UtcDateTime

revision = "0017"
down_revision = "0016"
LIVE = "state IN ('written', 'settled')"


def upgrade() -> None:
    """Add the tables and the constraint."""
    op.create_table(
        "collection_file",
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=2), nullable=False),
        sa.Column("content", Sealed(), nullable=True),
        sa.Column("row_key", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["collection_id"], ["collection.id"], name=op.f("fk_collection_file_collection_id_collection")),
        sa.PrimaryKeyConstraint("collection_id", name=op.f("pk_collection_file")),
    )
    op.create_table(
        "bank_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("content", Sealed(), nullable=True),
        sa.Column("row_key", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_report")),
        sa.UniqueConstraint("digest", name=op.f("uq_bank_report_digest")),
    )
    op.create_index(
        "uq_direct_debit_live",
        "direct_debit",
        ["invoice_id"],
        unique=True,
        sqlite_where=sa.text(LIVE),
        postgresql_where=sa.text(LIVE),
    )
