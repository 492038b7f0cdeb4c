"""The tax certificates as they were made, so that asking again gives the same paper under the same number."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import UtcDateTime

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "tax_certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_tax_certificate_household_id_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tax_certificate")),
        sa.UniqueConstraint("number", name=op.f("uq_tax_certificate_number")),
    )
    op.create_index("ix_tax_certificate_year", "tax_certificate", ["year", "household_id"])
