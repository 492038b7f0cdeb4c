"""Mandates, direct debits, payments, reminders, and what goes to the Treasury and comes back."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import CentsColumn, Sealed, UtcDateTime

revision = "0013"
down_revision = "0012"

MANDATE_STATES = "state IN ('asked', 'waiting', 'to_check', 'ready', 'suspended', 'revoked', 'lapsed', 'refused')"
LIVE = sa.text("state IN ('asked', 'waiting', 'to_check', 'ready', 'suspended')")
ONLINE_STATES = "state IN ('asked', 'open', 'paid', 'refused', 'cancelled', 'expired', 'failed')"


def upgrade() -> None:
    _mandates_and_debits()
    _payments()
    _treasury()


def _mandates_and_debits() -> None:
    op.create_table(
        "mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=35), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=70), nullable=False),
        sa.Column("iban", Sealed(), nullable=True),
        sa.Column("bic", sa.String(length=11), nullable=False),
        sa.Column("last_digits", sa.String(length=4), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("ready_at", UtcDateTime(), nullable=True),
        sa.Column("ready_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("last_debit_on", sa.Date(), nullable=True),
        sa.Column("amended_at", UtcDateTime(), nullable=True),
        sa.Column("previous_iban", Sealed(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("row_key", sa.String(length=32), nullable=False),
        sa.CheckConstraint(MANDATE_STATES, name=op.f("ck_mandate_state")),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name=op.f("fk_mandate_guardian_id_guardian")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_mandate_household_id_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
        sa.UniqueConstraint("reference", name=op.f("uq_mandate_reference")),
    )
    op.create_index(
        "uq_mandate_live",
        "mandate",
        ["household_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'waiting', 'to_check', 'ready', 'suspended')"),
        postgresql_where=LIVE,
    )
    op.create_table(
        "collection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=35), nullable=False),
        sa.Column("collected_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("total", CentsColumn(), nullable=False),
        sa.Column("prepared_at", UtcDateTime(), nullable=False),
        sa.Column("prepared_by", sa.Integer(), nullable=True),
        sa.Column("written_at", UtcDateTime(), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("state IN ('prepared', 'written')", name=op.f("ck_collection_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
        sa.UniqueConstraint("message_id", name=op.f("uq_collection_message_id")),
    )
    op.create_table(
        "direct_debit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=35), nullable=False),
        sa.Column("sequence", sa.String(length=4), nullable=False),
        sa.Column("amount", CentsColumn(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=8), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('written', 'settled', 'rejected')", name=op.f("ck_direct_debit_state")),
        sa.ForeignKeyConstraint(["collection_id"], ["collection.id"], name=op.f("fk_direct_debit_collection_id_collection")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_direct_debit_invoice_id_invoice")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_direct_debit_mandate_id_mandate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_direct_debit")),
        sa.UniqueConstraint("reference", name=op.f("uq_direct_debit_reference")),
    )
    op.create_index(op.f("ix_direct_debit_collection_id"), "direct_debit", ["collection_id"], unique=False)
    op.create_index(op.f("ix_direct_debit_invoice_id"), "direct_debit", ["invoice_id"], unique=False)


def _payments() -> None:
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("receipt", sa.String(length=24), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(length=12), nullable=False),
        sa.Column("amount", CentsColumn(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("slip", sa.String(length=24), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint("way IN ('card', 'debit', 'cheque', 'cash', 'treasury', 'transfer')", name=op.f("ck_payment_way")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_payment_household_id_household")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_payment_invoice_id_invoice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("reference", name=op.f("uq_payment_reference")),
    )
    op.create_index(op.f("ix_payment_household_id"), "payment", ["household_id"], unique=False)
    op.create_index("ix_payment_invoice", "payment", ["invoice_id"], unique=False)
    op.create_table(
        "online_payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("amount", CentsColumn(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("operation", sa.String(length=64), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("link_until", UtcDateTime(), nullable=True),
        sa.Column("looked_at", UtcDateTime(), nullable=True),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(length=4), nullable=False),
        sa.Column("fault", sa.String(length=40), nullable=False),
        sa.CheckConstraint(ONLINE_STATES, name=op.f("ck_online_payment_state")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_online_payment_invoice_id_invoice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_online_payment")),
        sa.UniqueConstraint("operation", name=op.f("uq_online_payment_operation")),
    )
    op.create_index(op.f("ix_online_payment_invoice_id"), "online_payment", ["invoice_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("approved_at", UtcDateTime(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_reminder_invoice_id_invoice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index("uq_reminder_stage", "reminder", ["invoice_id", "stage"], unique=True)


def _treasury() -> None:
    op.create_table(
        "treasury_slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=100), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("total", CentsColumn(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treasury_slip")),
        sa.UniqueConstraint("file_name", name=op.f("uq_treasury_slip_file_name")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_treasury_slip_year")),
    )
    op.create_table(
        "treasury_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.Column("read_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treasury_file")),
        sa.UniqueConstraint("digest", name=op.f("uq_treasury_file_digest")),
    )
    op.create_table(
        "revenue_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slip_id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("debt", sa.String(length=15), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("left", CentsColumn(), nullable=True),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_revenue_order_invoice_id_invoice")),
        sa.ForeignKeyConstraint(["slip_id"], ["treasury_slip.id"], name=op.f("fk_revenue_order_slip_id_treasury_slip")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revenue_order")),
        sa.UniqueConstraint("invoice_id", name=op.f("uq_revenue_order_invoice_id")),
    )
    op.create_index(op.f("ix_revenue_order_debt"), "revenue_order", ["debt"], unique=False)
    op.create_index(op.f("ix_revenue_order_slip_id"), "revenue_order", ["slip_id"], unique=False)
