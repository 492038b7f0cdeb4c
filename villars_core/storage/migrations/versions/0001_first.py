"""The first schema: families, schools, accounts, bookings, dialogues, the outbox, the journal."""

import sqlalchemy as sa
from alembic import op

from villars_core.storage.migrations import first_people as people
from villars_core.storage.types import Sealed, UtcDateTime

revision = "0001"
down_revision = None

JOURNAL_SQLITE = tuple(
    f"CREATE TRIGGER journal_no_{act} BEFORE {act.upper()} ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END"
    for act in ("update", "delete")
)
JOURNAL_POSTGRESQL = (
    """CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the journal is append only'; END $$""",
    "CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION journal_append_only()",
)


def upgrade() -> None:
    """Make every table, and the triggers that keep the journal as it is."""
    create_tables()
    for statement in JOURNAL_SQLITE if op.get_bind().dialect.name == "sqlite" else JOURNAL_POSTGRESQL:
        op.execute(statement)


def create_tables() -> None:
    """Make the tables, each after those that it refers to."""
    for make in (
        _activity,
        _announcement,
        _dialogue,
        people.household,
        _inbox,
        _journal,
        _number_series,
        _outbox,
        _queue_item,
        _school_year,
        _site,
        _timer_run,
        _town_contact,
        _town_rules,
        people.wrong_codes,
        people.contact_person,
        people.guardian,
        _outbox_attempt,
        _school,
        people.account,
        _closed_period,
        _school_class,
        people.channel_link,
        people.child,
        people.invitation,
        people.staff_session,
        people.custody,
        people.guardianship,
        people.registration,
        people.reservation,
    ):
        make()


def _activity() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("needs_booking", sa.Boolean(), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("code", name=op.f("uq_activity_code")),
    )


def _announcement() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("audience_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("audience IN ('all', 'school', 'class')", name=op.f("ck_announcement_audience")),
        sa.CheckConstraint("state IN ('confirmed', 'withdrawn')", name=op.f("ck_announcement_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        sa.UniqueConstraint("number", name=op.f("uq_announcement_number")),
    )


def _dialogue() -> None:
    op.create_table(
        "dialogue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=270), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("flow", sa.String(length=40), nullable=False),
        sa.Column("flow_version", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("screen", Sealed(), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("row_key", sa.String(length=32), nullable=False),
        sa.CheckConstraint("state IN ('active', 'parked', 'done', 'cancelled')", name=op.f("ck_dialogue_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue")),
    )
    op.create_index(op.f("ix_dialogue_account_id"), "dialogue", ["account_id"], unique=False)
    op.create_index("ix_dialogue_person", "dialogue", ["person", "state"], unique=False)


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("external_id", sa.String(length=250), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("raw", Sealed(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(length=200), nullable=False),
        sa.Column("row_key", sa.String(length=32), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'done', 'parked')", name=op.f("ck_inbox_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
    )
    op.create_index("ix_inbox_state", "inbox", ["state", "channel", "id"], unique=False)
    op.create_index("uq_inbox_message", "inbox", ["channel", "external_id"], unique=True)


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_kind", sa.String(length=12), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("door", sa.String(length=12), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=24), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
        sa.UniqueConstraint("number", name=op.f("uq_journal_number")),
    )
    op.create_index(op.f("ix_journal_at"), "journal", ["at"], unique=False)
    op.create_index("ix_journal_subject", "journal", ["subject_kind", "subject_id"], unique=False)


def _number_series() -> None:
    op.create_table(
        "number_series",
        sa.Column("series", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_number_series")),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("after_unknown", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("payload", Sealed(), nullable=True),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("holds_secret", sa.Boolean(), nullable=False),
        sa.Column("dialogue_id", sa.Integer(), nullable=True),
        sa.Column("dialogue_revision", sa.Integer(), nullable=True),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("fallback_of", sa.Integer(), nullable=True),
        sa.Column("business_key", sa.String(length=120), nullable=True),
        sa.Column("reply_token", sa.String(length=40), nullable=True),
        sa.Column("reply_until", UtcDateTime(), nullable=True),
        sa.Column("thread", sa.String(length=40), nullable=False),
        sa.Column("in_reply_to", sa.String(length=250), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("lease_owner", sa.String(length=40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("external_id", sa.String(length=250), nullable=False),
        sa.Column("failure", sa.String(length=200), nullable=False),
        sa.Column("row_key", sa.String(length=32), nullable=False),
        sa.CheckConstraint("state IN ('queued', 'sending', 'sent', 'unknown', 'failed', 'withdrawn')", name=op.f("ck_outbox_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("business_key", name=op.f("uq_outbox_business_key")),
        sa.UniqueConstraint("reply_token", name=op.f("uq_outbox_reply_token")),
    )
    op.create_index(op.f("ix_outbox_account_id"), "outbox", ["account_id"], unique=False)
    op.create_index("ix_outbox_campaign", "outbox", ["campaign_id", "state"], unique=False)
    op.create_index(op.f("ix_outbox_dialogue_id"), "outbox", ["dialogue_id"], unique=False)
    op.create_index(op.f("ix_outbox_external_id"), "outbox", ["external_id"], unique=False)
    op.create_index(op.f("ix_outbox_inbox_id"), "outbox", ["inbox_id"], unique=False)
    op.create_index("ix_outbox_to_send", "outbox", ["state", "channel", "lane", "id"], unique=False)


def _queue_item() -> None:
    op.create_table(
        "queue_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("words", Sealed(), nullable=True),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.Column("posted_at", UtcDateTime(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", UtcDateTime(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("row_key", sa.String(length=32), nullable=False),
        sa.CheckConstraint("state IN ('open', 'taken', 'accepted', 'refused', 'answered')", name=op.f("ck_queue_item_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_item")),
        sa.UniqueConstraint("number", name=op.f("uq_queue_item_number")),
    )
    op.create_index(op.f("ix_queue_item_account_id"), "queue_item", ["account_id"], unique=False)
    op.create_index(op.f("ix_queue_item_state"), "queue_item", ["state"], unique=False)


def _school_year() -> None:
    op.create_table(
        "school_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_year")),
        sa.UniqueConstraint("first", name=op.f("uq_school_year_first")),
    )


def _site() -> None:
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("name", name=op.f("uq_site_name")),
    )


def _timer_run() -> None:
    op.create_table(
        "timer_run",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ran_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", "day", name=op.f("pk_timer_run")),
    )


def _town_contact() -> None:
    op.create_table(
        "town_contact",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_town_contact")),
    )


def _town_rules() -> None:
    op.create_table(
        "town_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loaded_at", UtcDateTime(), nullable=False),
        sa.Column("loaded_by", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_town_rules")),
    )


def _outbox_attempt() -> None:
    op.create_table(
        "outbox_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("result", sa.String(length=12), nullable=False),
        sa.Column("detail", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_outbox_attempt_outbox_id_outbox"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_attempt")),
    )
    op.create_index(op.f("ix_outbox_attempt_outbox_id"), "outbox_attempt", ["outbox_id"], unique=False)


def _school() -> None:
    op.create_table(
        "school",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_school_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
        sa.UniqueConstraint("name", name=op.f("uq_school_name")),
    )


def _closed_period() -> None:
    op.create_table(
        "closed_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('holiday', 'closure')", name=op.f("ck_closed_period_kind")),
        sa.CheckConstraint("first <= last", name=op.f("ck_closed_period_order")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_closed_period_school_id_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_period")),
    )
    op.create_index(op.f("ix_closed_period_first"), "closed_period", ["first"], unique=False)


def _school_class() -> None:
    op.create_table(
        "school_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_school_class_school_id_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_class")),
        sa.UniqueConstraint("school_id", "name", name=op.f("uq_school_class_school_id")),
    )
    op.create_index(op.f("ix_school_class_school_id"), "school_class", ["school_id"], unique=False)
