"""Places: how many a site takes, and who waits for one."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import UtcDateTime

revision = "0006"
down_revision = "0005"

LIVE = sa.text("state IN ('waiting', 'offered')")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "site_capacity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("places IS NULL OR places >= 0", name=op.f("ck_site_capacity_places")),
        sa.CheckConstraint("first <= last", name=op.f("ck_site_capacity_order")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_site_capacity_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_capacity")),
    )
    op.create_index(op.f("ix_site_capacity_site_id"), "site_capacity", ["site_id"], unique=False)
    op.create_table(
        "waiting_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("offered_at", UtcDateTime(), nullable=True),
        sa.Column("offer_until", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'offered', 'accepted', 'declined', 'expired', 'left', 'closed')", name=op.f("ck_waiting_place_state")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_waiting_place_child_id_child")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_waiting_place_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_place")),
    )
    op.create_index(
        "uq_waiting_place_live",
        "waiting_place",
        ["child_id", "day", "activity"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_index("ix_waiting_place_queue", "waiting_place", ["state", "activity", "site_id", "day", "id"], unique=False)
