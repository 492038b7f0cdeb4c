"""Tariffs' quotients and residences, bills and the ledger; triggers refuse any change to what was issued."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import CentsColumn, UtcDateTime

revision = "0009"
down_revision = "0008"

KEPT = ("invoice", "invoice_charge", "price_explanation", "ledger_entry")


def upgrade() -> None:
    _quotients()
    _bills()
    _charges()
    _never_changed()


def _quotients() -> None:
    op.create_table(
        "family_quotient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("calculated", sa.Date(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.CheckConstraint("source IN ('CAF', 'MSA', 'office')", name=op.f("ck_family_quotient_source")),
        sa.CheckConstraint("state IN ('asked', 'accepted', 'refused')", name=op.f("ck_family_quotient_state")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_family_quotient_value")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_family_quotient_household_id_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_quotient")),
    )
    op.create_index("ix_family_quotient_since", "family_quotient", ["household_id", "since"], unique=False)
    op.create_table(
        "residence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("resident", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_residence_household_id_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_residence")),
    )
    op.create_index(op.f("ix_residence_household_id"), "residence", ["household_id"], unique=False)


def _bills() -> None:
    op.create_table(
        "billing_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("previewed_at", UtcDateTime(), nullable=False),
        sa.Column("previewed_by", sa.Integer(), nullable=True),
        sa.Column("issued_at", UtcDateTime(), nullable=True),
        sa.Column("issued_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('previewed', 'issued')", name=op.f("ck_billing_run_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_billing_run")),
        sa.UniqueConstraint("first", name=op.f("uq_billing_run_first")),
    )
    op.create_table(
        "price_explanation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_explanation")),
        sa.UniqueConstraint("digest", name=op.f("uq_price_explanation_digest")),
    )
    op.create_table(
        "invoice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("charges", CentsColumn(), nullable=False),
        sa.Column("balance_before", CentsColumn(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("kind IN ('invoice', 'credit_note')", name=op.f("ck_invoice_kind")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_invoice_household_id_household")),
        sa.ForeignKeyConstraint(["run_id"], ["billing_run.id"], name=op.f("fk_invoice_run_id_billing_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice")),
        sa.UniqueConstraint("number", name=op.f("uq_invoice_number")),
        sa.UniqueConstraint("run_id", "household_id", name=op.f("uq_invoice_run_id")),
    )
    op.create_index("ix_invoice_household", "invoice", ["household_id", "issued_on"], unique=False)
    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("account", sa.String(length=20), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("amount", CentsColumn(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_ledger_entry_household_id_household")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_ledger_entry_invoice_id_invoice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("posting", "account", "household_id", "invoice_id", name=op.f("uq_ledger_entry_posting")),
    )
    op.create_index("ix_ledger_entry_household", "ledger_entry", ["household_id", "day"], unique=False)
    op.create_index(op.f("ix_ledger_entry_invoice_id"), "ledger_entry", ["invoice_id"], unique=False)


def _charges() -> None:
    op.create_table(
        "billed_pupil",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("school", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_billed_pupil_child_id_child")),
        sa.ForeignKeyConstraint(["run_id"], ["billing_run.id"], name=op.f("fk_billed_pupil_run_id_billing_run")),
        sa.PrimaryKeyConstraint("run_id", "child_id", name=op.f("pk_billed_pupil")),
    )
    op.create_table(
        "invoice_charge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("item", sa.String(length=30), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", CentsColumn(), nullable=False),
        sa.Column("amount", CentsColumn(), nullable=False),
        sa.Column("explanation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_invoice_charge_child_id_child")),
        sa.ForeignKeyConstraint(
            ["explanation_id"], ["price_explanation.id"], name=op.f("fk_invoice_charge_explanation_id_price_explanation")
        ),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_invoice_charge_household_id_household")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_charge_invoice_id_invoice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_charge")),
    )
    op.create_index("ix_invoice_charge_day", "invoice_charge", ["day", "child_id"], unique=False)
    op.create_index(op.f("ix_invoice_charge_invoice_id"), "invoice_charge", ["invoice_id"], unique=False)
    op.create_table(
        "payer_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("percent > 0 AND percent <= 100", name=op.f("ck_payer_share_percent")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_payer_share_child_id_child")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_payer_share_household_id_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payer_share")),
    )
    op.create_index(op.f("ix_payer_share_child_id"), "payer_share", ["child_id"], unique=False)


def _never_changed() -> None:
    """Let the database refuse to change or delete what was issued."""
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            for act in ("update", "delete"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'this table is never changed'; END $$"
    )
    for table in KEPT:
        op.execute(f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION never_changed()")
