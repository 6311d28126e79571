"""The first tables: branches, days, counters, tickets, calls, journal, notes, answers, tokens, customers, learned."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "answer",
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("asked", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True)),
        sa.PrimaryKeyConstraint("branch", "day", "actor", "key", name="pk_answer"),
        comment="The answer to each Idempotency-Key; `asked` is the hash of what was asked.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "branch",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_branch"),
        comment="A branch's place in its journal; the row that a deed holds.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "business_day",
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("branch", "day", name="pk_business_day"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "call",
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("counter", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.JSON(none_as_null=True)),
        sa.PrimaryKeyConstraint("branch", "seq", name="pk_call"),
        comment="Every announcement, and for a call its reason in words; a recall has none.",
        sqlite_with_rowid=False,
    )
    op.create_index("ix_call_day", "call", ["branch", "day", "number"])
    op.create_table(
        "counter",
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("vip_first", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("lent", sa.JSON(), nullable=False),
        sa.Column("teller", sa.String(length=128)),
        sa.Column("ticket", sa.String(length=16)),
        sa.Column("ready_since", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.String(length=64)),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("services_until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("branch", "id", name="pk_counter"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "customer",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("class_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("kind", "hash", name="pk_customer"),
        comment="The directory of customers with a tier: keyed hashes of identities, never the identities.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "database",
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("epoch", name="pk_database"),
        comment="One row: a random word that changes when a database is created or restored.",
    )
    op.create_table(
        "journal",
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("ticket", sa.String(length=32)),
        sa.Column("counter", sa.String(length=64)),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("branch", "seq", name="pk_journal"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_journal_day", "journal", ["branch", "day"])
    op.create_table(
        "learned",
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("durations", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("branch", "day", name="pk_learned"),
        comment="A checkpoint of what closed tickets have taught, up to the fact `seq`.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
        comment="Free words, which the journal names by id and hash, so that they can be erased (text null).",
    )
    op.create_table(
        "series",
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("series", sa.String(length=1), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("branch", "day", "series", name="pk_series"),
        comment="The last number given in each series of a day.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ticket",
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("service", sa.String(length=64), nullable=False),
        sa.Column("class_id", sa.String(length=64), nullable=False),
        sa.Column("seniority", sa.Float(precision=53), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("skips", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("care", sa.String(length=64)),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("slips", sa.Integer(), nullable=False),
        sa.Column("counter", sa.String(length=64)),
        sa.Column("called_at", sa.DateTime(timezone=True)),
        sa.Column("recalls", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("closed_seq", sa.BigInteger()),
        sa.Column("shown", sa.JSON(none_as_null=True)),
        sa.PrimaryKeyConstraint("branch", "day", "number", name="pk_ticket"),
        sa.UniqueConstraint("id", name="uq_ticket_id"),
        comment="`number` is the series' letter and the count in it: the key makes it unique within branch and day.",
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_ticket_closed",
        "ticket",
        ["branch", "closed_seq"],
        sqlite_where=sa.text("closed_seq IS NOT NULL"),
        postgresql_where=sa.text("closed_seq IS NOT NULL"),
    )
    op.create_index(
        "ix_ticket_live",
        "ticket",
        ["branch"],
        sqlite_where=sa.text("closed_seq IS NULL"),
        postgresql_where=sa.text("closed_seq IS NULL"),
    )
    op.create_table(
        "token",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("hash", name="pk_token"),
        sqlite_with_rowid=False,
    )
    op.execute(sa.text("INSERT INTO database (epoch) VALUES (:epoch)").bindparams(epoch=secrets.token_hex(8)))
