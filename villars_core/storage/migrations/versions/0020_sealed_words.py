"""What people wrote in forms, what the office answered and how files were called, sealed: any of it may tell of a sickness.

Values that were in clear are dropped, not kept beside: an open form begins again at its first question; an answer of the office was
told when it was given.
"""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import Sealed

revision = "0020"
down_revision = "0019"
SEALED = {"dialogue": ("answers",), "queue_item": ("files", "reason"), "supporting_document": ("name",)}


def upgrade() -> None:
    """Empty the columns and let them hold sealed values."""
    for table, columns in SEALED.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.add_column(sa.Column(column, Sealed(), nullable=True))
    with op.batch_alter_table("absence_proof") as batch:
        batch.drop_column("reason")
