"""A second factor for sensitive acts: until when a chat is sure, and codes that confirm without letting anybody in."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add both columns; the codes made until now let a person in."""
    op.add_column("channel_link", sa.Column("sure_until", UtcDateTime(), nullable=True))
    with op.batch_alter_table("invitation") as batch:
        batch.add_column(sa.Column("purpose", sa.String(8), nullable=False, server_default="open"))
        batch.create_check_constraint(op.f("ck_invitation_purpose"), "purpose IN ('open', 'confirm')")
