"""Days closed for one class or one activity alone, as an event closes them."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add for whom a period is closed; what is known closes for everybody of its school."""
    with op.batch_alter_table("closed_period") as batch:
        batch.add_column(sa.Column("class_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("activity", sa.String(length=20), nullable=False, server_default=""))
        batch.create_foreign_key(op.f("fk_closed_period_class_id_school_class"), "school_class", ["class_id"], ["id"])
        batch.drop_constraint(op.f("ck_closed_period_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_closed_period_kind"), "kind IN ('holiday', 'closure', 'event')")
    with op.batch_alter_table("closed_period") as batch:
        batch.alter_column("activity", server_default=None, existing_type=sa.String(length=20), existing_nullable=False)
