"""Reading counts: which rules stood in messages that were asked about or taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the table, and let a form remember by which rules its words were read."""
    op.create_table(
        "reading_count",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("outcome IN ('asked', 'changed', 'undone')", name=op.f("ck_reading_count_outcome")),
        sa.PrimaryKeyConstraint("day", "rule", "outcome", name=op.f("pk_reading_count")),
    )
    with op.batch_alter_table("dialogue") as batch:
        batch.add_column(sa.Column("read_by", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("dialogue") as batch:
        batch.alter_column("read_by", server_default=None, existing_type=sa.JSON(), existing_nullable=False)
