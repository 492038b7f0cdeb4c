"""How an adult is addressed, which the Treasury asks for, and the sealed file of a slip."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the columns; slips that are there have no file to keep."""
    with op.batch_alter_table("guardian") as batch:
        batch.add_column(sa.Column("title", sa.String(length=4), nullable=False, server_default=""))
    with op.batch_alter_table("treasury_slip") as batch:
        batch.add_column(sa.Column("row_key", sa.String(length=32), nullable=False, server_default=""))
        batch.add_column(sa.Column("content", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("treasury_slip") as batch:
        batch.alter_column("row_key", server_default=None, existing_type=sa.String(length=32), existing_nullable=False)
