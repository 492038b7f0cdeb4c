"""What happened at table and in the childcare, what a child may eat (sealed), and what the kitchen was told."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import Sealed, UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _health()
    _attendance()
    _kitchen()


def _health() -> None:
    op.create_table(
        "diet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("name", Sealed(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.Column("row_key", sa.String(length=32), nullable=False),
        sa.CheckConstraint("until IS NULL OR since <= until", name=op.f("ck_diet_order")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_diet_child_id_child")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diet")),
    )
    op.create_index("ix_diet_child", "diet", ["child_id", "since"], unique=False)
    op.create_table(
        "allergy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("allergen", Sealed(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.Column("row_key", sa.String(length=32), nullable=False),
        sa.CheckConstraint("until IS NULL OR since <= until", name=op.f("ck_allergy_order")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_allergy_child_id_child")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allergy")),
    )
    op.create_index("ix_allergy_child", "allergy", ["child_id", "since"], unique=False)
    op.create_table(
        "care_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("content", Sealed(), nullable=True),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.Column("row_key", sa.String(length=32), nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_care_plan_order")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_care_plan_child_id_child")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_plan")),
    )
    op.create_index("ix_care_plan_child", "care_plan", ["child_id", "last"], unique=False)


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("arrived", sa.Time(), nullable=True),
        sa.Column("left", sa.Time(), nullable=True),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("replaced_at", UtcDateTime(), nullable=True),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("part IN ('', 'morning', 'evening')", name=op.f("ck_attendance_part")),
        sa.CheckConstraint("state IN ('present', 'absent')", name=op.f("ck_attendance_state")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_attendance_child_id_child")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    op.create_index("ix_attendance_day", "attendance", ["day", "activity"], unique=False)
    op.create_index(
        "uq_attendance_live",
        "attendance",
        ["child_id", "day", "activity", "part"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
    op.create_table(
        "roll_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('done', 'waived')", name=op.f("ck_roll_call_state")),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_roll_call_class_id_school_class")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_roll_call_school_id_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_call")),
    )
    op.create_index(
        "uq_roll_call_class",
        "roll_call",
        ["day", "activity", "part", "class_id"],
        unique=True,
        sqlite_where=sa.text("class_id IS NOT NULL"),
        postgresql_where=sa.text("class_id IS NOT NULL"),
    )
    op.create_index(
        "uq_roll_call_school",
        "roll_call",
        ["day", "activity", "part", "school_id"],
        unique=True,
        sqlite_where=sa.text("class_id IS NULL"),
        postgresql_where=sa.text("class_id IS NULL"),
    )


def _kitchen() -> None:
    op.create_table(
        "order_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cutoff", UtcDateTime(), nullable=False),
        sa.Column("frozen_at", UtcDateTime(), nullable=False),
        sa.Column("eve_at", UtcDateTime(), nullable=True),
        sa.Column("morning_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_sheet")),
        sa.UniqueConstraint("day", name=op.f("uq_order_sheet_day")),
    )
    op.create_table(
        "order_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("booked", sa.Integer(), nullable=False),
        sa.Column("cancelled", sa.Integer(), nullable=False),
        sa.Column("absent", sa.Integer(), nullable=False),
        sa.Column("unexpected", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_order_step_number")),
        sa.ForeignKeyConstraint(["sheet_id"], ["order_sheet.id"], name=op.f("fk_order_step_sheet_id_order_sheet"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_step")),
        sa.UniqueConstraint("sheet_id", "number", name=op.f("uq_order_step_sheet_id")),
    )
    op.create_table(
        "order_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("diet", sa.String(length=60), nullable=False),
        sa.Column("own_meal", sa.Boolean(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_order_line_class_id_school_class")),
        sa.ForeignKeyConstraint(["step_id"], ["order_step.id"], name=op.f("fk_order_line_step_id_order_step"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_line")),
    )
    op.create_index(op.f("ix_order_line_step_id"), "order_line", ["step_id"], unique=False)
