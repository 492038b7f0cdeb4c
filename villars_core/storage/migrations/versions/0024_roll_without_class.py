"""The roll-call of children without a class: of no class and of no school, done or given up once a day."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
_OF_CLASS = sa.text("class_id IS NOT NULL")
_OF_SCHOOL = sa.text("class_id IS NULL")
_OF_NONE = sa.text("class_id IS NULL AND school_id IS NULL")
MOMENT = ["day", "activity", "part"]
INDEXES = (
    ("uq_roll_call_class", [*MOMENT, "class_id"], _OF_CLASS),
    ("uq_roll_call_school", [*MOMENT, "school_id"], _OF_SCHOOL),
)


def upgrade() -> None:
    """Let a roll-call be of no school; the rebuilt table gets its partial indexes again, and one more."""
    for name, _, _ in INDEXES:
        op.drop_index(name, "roll_call")
    with op.batch_alter_table("roll_call") as batch:
        batch.alter_column("school_id", existing_type=sa.Integer(), nullable=True)
    for name, columns, where in (*INDEXES, ("uq_roll_call_without_class", MOMENT, _OF_NONE)):
        op.create_index(name, "roll_call", columns, unique=True, sqlite_where=where, postgresql_where=where)
