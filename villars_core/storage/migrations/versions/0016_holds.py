"""Homes that cannot book before they pay, and who lets the town ask for the family quotient."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import UtcDateTime

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "booking_hold",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_booking_hold_household_id_household")),
        sa.PrimaryKeyConstraint("household_id", name=op.f("pk_booking_hold")),
    )
    op.create_table(
        "quotient_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=True),
        sa.Column("proof", sa.String(length=120), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_quotient_consent_household_id_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotient_consent")),
    )
    op.create_index(op.f("ix_quotient_consent_household_id"), "quotient_consent", ["household_id"], unique=False)
