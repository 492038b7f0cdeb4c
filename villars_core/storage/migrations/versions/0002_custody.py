"""Custody: dated exceptions, halved holidays, the handover, and who pays all."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns of custody, and the table of its exceptions."""
    with op.batch_alter_table("custody") as batch:
        batch.add_column(sa.Column("handover", sa.String(length=14), server_default="before_school", nullable=False))
        batch.add_column(sa.Column("holidays_first_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("payer_id", sa.Integer(), nullable=True))
        batch.create_check_constraint(op.f("ck_custody_handover"), "handover IN ('before_school', 'after_school')")
        for column in ("holidays_first_id", "payer_id"):
            batch.create_foreign_key(op.f(f"fk_custody_{column}_guardian"), "guardian", [column], ["id"])
    op.create_table(
        "custody_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("first <= last", name=op.f("ck_custody_exception_order")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_custody_exception_child_id_child")),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name=op.f("fk_custody_exception_guardian_id_guardian")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_exception")),
    )
    op.create_index(op.f("ix_custody_exception_child_id"), "custody_exception", ["child_id"], unique=False)
