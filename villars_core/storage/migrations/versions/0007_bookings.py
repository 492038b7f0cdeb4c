"""Bookings that wait for the office, bookings that came late, and each child's usual week."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import UtcDateTime

revision = "0007"
down_revision = "0006"

LIVE = sa.text("state IN ('booked', 'waiting')")


def upgrade() -> None:
    """Add the states, the surcharge's name and the table."""
    op.drop_index("uq_reservation_live", table_name="reservation")
    with op.batch_alter_table("reservation") as batch:
        batch.add_column(sa.Column("late", sa.String(length=40), server_default="", nullable=False))
        batch.drop_constraint(op.f("ck_reservation_state"), type_="check")
        batch.create_check_constraint(op.f("ck_reservation_state"), "state IN ('booked', 'waiting', 'cancelled', 'refused')")
    op.create_index(
        "uq_reservation_live",
        "reservation",
        ["child_id", "day", "activity"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_table(
        "weekly_pattern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("state IN ('proposed', 'kept', 'declined')", name=op.f("ck_weekly_pattern_state")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_weekly_pattern_child_id_child")),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name=op.f("fk_weekly_pattern_guardian_id_guardian")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_pattern")),
        sa.UniqueConstraint("child_id", "guardian_id", "activity", name=op.f("uq_weekly_pattern_child_id")),
    )
    op.create_index(op.f("ix_weekly_pattern_guardian_id"), "weekly_pattern", ["guardian_id"], unique=False)
