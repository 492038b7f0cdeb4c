"""Events: a closure, a strike, a trip, with the meals that they touched."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import UtcDateTime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the three tables."""
    _event()
    op.create_table(
        "event_meal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("reservation_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('cancelled', 'excused', 'asked', 'home', 'comes', 'restored', 'lost')", name=op.f("ck_event_meal_state")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_meal_event_id_event")),
        sa.ForeignKeyConstraint(["reservation_id"], ["reservation.id"], name=op.f("fk_event_meal_reservation_id_reservation")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_event_meal_child_id_child")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_meal")),
    )
    op.create_index("uq_event_meal", "event_meal", ["event_id", "reservation_id"], unique=True)
    op.create_index(op.f("ix_event_meal_reservation_id"), "event_meal", ["reservation_id"], unique=False)
    op.create_index(op.f("ix_event_meal_child_id"), "event_meal", ["child_id"], unique=False)
    op.create_table(
        "event_closure",
        sa.Column("closed_period_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["closed_period_id"], ["closed_period.id"], name=op.f("fk_event_closure_closed_period_id_closed_period")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_closure_event_id_event")),
        sa.PrimaryKeyConstraint("closed_period_id", name=op.f("pk_event_closure")),
    )
    op.create_index(op.f("ix_event_closure_event_id"), "event_closure", ["event_id"], unique=False)


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("scope_id", sa.Integer(), nullable=True),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("effect", sa.String(length=10), nullable=False),
        sa.Column("credit", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("meals", sa.Integer(), nullable=False),
        sa.Column("prepared_by", sa.Integer(), nullable=True),
        sa.Column("prepared_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('closure', 'strike', 'teacher', 'trip', 'transport')", name=op.f("ck_event_kind")),
        sa.CheckConstraint("scope IN ('town', 'site', 'school', 'class')", name=op.f("ck_event_scope")),
        sa.CheckConstraint("part IN ('day', 'morning', 'noon', 'evening')", name=op.f("ck_event_part")),
        sa.CheckConstraint("effect IN ('cancel', 'excuse', 'keep', 'choice')", name=op.f("ck_event_effect")),
        sa.CheckConstraint("state IN ('prepared', 'waiting', 'confirmed', 'refused', 'withdrawn')", name=op.f("ck_event_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("number", name=op.f("uq_event_number")),
    )
    op.create_index(op.f("ix_event_digest"), "event", ["digest"], unique=False)
