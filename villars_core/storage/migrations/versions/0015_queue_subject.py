"""The sealed subject of a mail that waits for the office, so that its answer stays in the thread."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the column; what waits already came without one."""
    with op.batch_alter_table("queue_item") as batch:
        batch.add_column(sa.Column("subject", sa.LargeBinary(), nullable=True))
