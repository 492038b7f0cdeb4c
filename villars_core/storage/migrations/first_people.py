"""The tables of the first step that hold people: homes, adults, children, custody, accounts, registrations, bookings."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.types import Sealed, UtcDateTime


def household() -> None:
    """Make the table."""
    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("reference", name=op.f("uq_household_reference")),
    )


def wrong_codes() -> None:
    """Make the table."""
    op.create_table(
        "wrong_codes",
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("channel", "address", name=op.f("pk_wrong_codes")),
    )


def contact_person() -> None:
    """Make the table."""
    op.create_table(
        "contact_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("relation", sa.String(length=60), nullable=False),
        sa.Column("may_collect", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_contact_person_household_id_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_person")),
    )
    op.create_index(op.f("ix_contact_person_household_id"), "contact_person", ["household_id"], unique=False)


def guardian() -> None:
    """Make the table."""
    op.create_table(
        "guardian",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_guardian_household_id_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian")),
        sa.UniqueConstraint("email", name=op.f("uq_guardian_email")),
    )
    op.create_index(op.f("ix_guardian_household_id"), "guardian", ["household_id"], unique=False)


def account() -> None:
    """Make the table."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("identifier", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("secret_hash", sa.String(length=200), nullable=False),
        sa.Column("totp", Sealed(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=False),
        sa.Column("system_user", sa.String(length=64), nullable=False),
        sa.Column("terms_version", sa.String(length=20), nullable=False),
        sa.Column("terms_accepted_at", UtcDateTime(), nullable=True),
        sa.Column("activated_at", UtcDateTime(), nullable=True),
        sa.Column("preferences", sa.JSON(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("row_key", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind IN ('guardian', 'staff')", name=op.f("ck_account_kind")),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name=op.f("fk_account_guardian_id_guardian")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sa.UniqueConstraint("guardian_id", name=op.f("uq_account_guardian_id")),
        sa.UniqueConstraint("identifier", name=op.f("uq_account_identifier")),
    )


def channel_link() -> None:
    """Make the table."""
    op.create_table(
        "channel_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("linked_at", UtcDateTime(), nullable=False),
        sa.Column("blocked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_channel_link_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_link")),
    )
    op.create_index(op.f("ix_channel_link_account_id"), "channel_link", ["account_id"], unique=False)
    op.create_index("uq_channel_link_live", "channel_link", ["channel", "address"], unique=True)


def child() -> None:
    """Make the table."""
    op.create_table(
        "child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("born", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_child_class_id_school_class")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
    )
    op.create_index(op.f("ix_child_class_id"), "child", ["class_id"], unique=False)


def invitation() -> None:
    """Make the table."""
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_digest", sa.String(length=64), nullable=False),
        sa.Column("link_digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_invitation_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_account_id"), "invitation", ["account_id"], unique=False)
    op.create_index(op.f("ix_invitation_code_digest"), "invitation", ["code_digest"], unique=False)
    op.create_index(op.f("ix_invitation_link_digest"), "invitation", ["link_digest"], unique=False)


def staff_session() -> None:
    """Make the table."""
    op.create_table(
        "staff_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_staff_session_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_staff_session_token_digest")),
    )
    op.create_index(op.f("ix_staff_session_account_id"), "staff_session", ["account_id"], unique=False)


def custody() -> None:
    """Make the table."""
    op.create_table(
        "custody",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("anchor_day", sa.Date(), nullable=False),
        sa.Column("anchor_guardian_id", sa.Integer(), nullable=False),
        sa.Column("other_guardian_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("anchor_guardian_id <> other_guardian_id", name=op.f("ck_custody_two_adults")),
        sa.ForeignKeyConstraint(["anchor_guardian_id"], ["guardian.id"], name=op.f("fk_custody_anchor_guardian_id_guardian")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_custody_child_id_child")),
        sa.ForeignKeyConstraint(["other_guardian_id"], ["guardian.id"], name=op.f("fk_custody_other_guardian_id_guardian")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody")),
    )
    op.create_index(op.f("ix_custody_child_id"), "custody", ["child_id"], unique=False)


def guardianship() -> None:
    """Make the table."""
    op.create_table(
        "guardianship",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_guardianship_child_id_child")),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name=op.f("fk_guardianship_guardian_id_guardian")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardianship")),
        sa.UniqueConstraint("child_id", "guardian_id", "since", name=op.f("uq_guardianship_child_id")),
    )
    op.create_index(op.f("ix_guardianship_child_id"), "guardianship", ["child_id"], unique=False)
    op.create_index(op.f("ix_guardianship_guardian_id"), "guardianship", ["guardian_id"], unique=False)


def registration() -> None:
    """Make the table."""
    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_registration_child_id_child")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("child_id", "activity", "school_year", name=op.f("uq_registration_child_id")),
    )
    op.create_index(op.f("ix_registration_child_id"), "registration", ["child_id"], unique=False)


def reservation() -> None:
    """Make the table."""
    op.create_table(
        "reservation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("booked_at", UtcDateTime(), nullable=False),
        sa.Column("booked_by", sa.Integer(), nullable=True),
        sa.Column("booking_number", sa.String(length=24), nullable=False),
        sa.Column("cancelled_at", UtcDateTime(), nullable=True),
        sa.Column("cancelled_by", sa.Integer(), nullable=True),
        sa.Column("cancel_number", sa.String(length=24), nullable=False),
        sa.CheckConstraint("state IN ('booked', 'cancelled')", name=op.f("ck_reservation_state")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_reservation_child_id_child")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation")),
    )
    op.create_index("ix_reservation_day", "reservation", ["day", "activity", "state"], unique=False)
    op.create_index(
        "uq_reservation_live",
        "reservation",
        ["child_id", "day", "activity"],
        unique=True,
        sqlite_where=sa.text("state = 'booked'"),
        postgresql_where=sa.text("state = 'booked'"),
    )
