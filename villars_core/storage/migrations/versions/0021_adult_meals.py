"""Meals of teachers and staff: who eats, on which days, on the kitchen's sheet by restaurant, and charges that are no child's."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import UtcDateTime

revision = "0021"
down_revision = "0020"
_LIVE = sa.text("cancelled_at IS NULL")


def upgrade() -> None:
    """Add the tables, and let a charge be an adult's."""
    op.create_table(
        "diner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until IS NULL OR since <= until", name=op.f("ck_diner_order")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_diner_household_id_household")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_diner_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diner")),
        sa.UniqueConstraint("household_id", name=op.f("uq_diner_household_id")),
    )
    op.create_table(
        "adult_meal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("diner_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("cancelled_at", UtcDateTime(), nullable=True),
        sa.Column("cancelled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["diner_id"], ["diner.id"], name=op.f("fk_adult_meal_diner_id_diner")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_adult_meal_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adult_meal")),
    )
    op.create_index("uq_adult_meal_live", "adult_meal", ["diner_id", "day"], unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE)
    op.create_index("ix_adult_meal_day", "adult_meal", ["day"])
    with op.batch_alter_table("order_line") as batch:
        batch.add_column(sa.Column("adults_at", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_order_line_adults_at_site"), "site", ["adults_at"], ["id"])
    with op.batch_alter_table("invoice_charge") as batch:
        batch.alter_column("child_id", existing_type=sa.Integer(), nullable=True)
    _keep_unchanged()


def _keep_unchanged() -> None:
    """Give SQLite's copy of the charges the triggers that went with the old table."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for act in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER invoice_charge_no_{act} BEFORE {act.upper()} ON invoice_charge "
            "BEGIN SELECT RAISE(ABORT, 'invoice_charge is never changed'); END"
        )
