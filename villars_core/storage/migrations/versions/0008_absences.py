"""Absences: what was reported, day by day, and the proofs that came."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import UtcDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables, each after those that it refers to."""
    _report()
    _proof()
    _day()
    op.create_table(
        "absence_proof_document",
        sa.Column("proof_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["supporting_document.id"], name=op.f("fk_absence_proof_document_document_id_supporting_document")
        ),
        sa.ForeignKeyConstraint(["proof_id"], ["absence_proof.id"], name=op.f("fk_absence_proof_document_proof_id_absence_proof")),
        sa.PrimaryKeyConstraint("proof_id", "document_id", name=op.f("pk_absence_proof_document")),
    )


def _report() -> None:
    op.create_table(
        "absence_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("reported_at", UtcDateTime(), nullable=False),
        sa.Column("reported_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_absence_report_child_id_child")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence_report")),
    )
    for column in ("child_id", "number"):
        op.create_index(op.f(f"ix_absence_report_{column}"), "absence_report", [column], unique=False)


def _proof() -> None:
    op.create_table(
        "absence_proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=True),
        sa.Column("queue_item_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'accepted', 'refused')", name=op.f("ck_absence_proof_state")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_absence_proof_child_id_child")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence_proof")),
    )
    for column in ("child_id", "decided_at", "number", "queue_item_id"):
        op.create_index(op.f(f"ix_absence_proof_{column}"), "absence_proof", [column], unique=False)


def _day() -> None:
    op.create_table(
        "absence_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("proof_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_absence_day_child_id_child")),
        sa.ForeignKeyConstraint(["proof_id"], ["absence_proof.id"], name=op.f("fk_absence_day_proof_id_absence_proof")),
        sa.ForeignKeyConstraint(["report_id"], ["absence_report.id"], name=op.f("fk_absence_day_report_id_absence_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence_day")),
    )
    for column in ("proof_id", "report_id"):
        op.create_index(op.f(f"ix_absence_day_{column}"), "absence_day", [column], unique=False)
    op.create_index("ix_absence_day_day", "absence_day", ["day", "activity"], unique=False)
    live = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "uq_absence_day_live",
        "absence_day",
        ["child_id", "day", "activity"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
