"""The tables. State tables are the truth and stay small; the journal is history. `migrations/` must make just these.

Column names are the field names of the domain values that they keep; a test holds the two together.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    TypeDecorator,
    false,
    text,
)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC. SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """UTC goes in."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """UTC comes out."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


KEYED: dict[str, Any] = {"sqlite_with_rowid": False}
"""SQLite keeps such a table in the order of its key, in one tree and not two: half the pages that a commit syncs."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

database = Table(
    "database",
    metadata,
    Column("epoch", String(32), primary_key=True),
    comment="One row: a random word that changes when a database is created or restored.",
)

branch = Table(
    "branch",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("day", Date),
    Column("last_day", Date),
    comment="A branch's place in its journal; the row that a deed holds.",
    **KEYED,
)

business_day = Table(
    "business_day",
    metadata,
    Column("branch", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    **KEYED,
)

counter = Table(
    "counter",
    metadata,
    Column("branch", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("vip_first", Boolean, nullable=False),
    Column("since", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("services", JSON, nullable=False),
    Column("lent", JSON, nullable=False),
    Column("teller", String(128)),
    Column("ticket", String(16)),
    Column("last", String(16)),
    Column("ready_since", Instant),
    Column("reason", String(64)),
    Column("until", Instant),
    Column("services_until", Instant),
    Column("lent_at", Instant),
    Column("lent_by", String(128)),
    Column("left_alone_until", Instant),
    **KEYED,
)

plan = Table(
    "plan",
    metadata,
    Column("branch", String(64), primary_key=True),
    Column("counter", String(64), primary_key=True),
    Column("day", Date, nullable=False),
    Column("opens_at", Time),
    Column("closes_at", Time),
    Column("breaks", JSON, nullable=False),
    comment="When a counter is meant to be open on that day, by the branch's wall; of another day it says nothing.",
    **KEYED,
)

series = Table(
    "series",
    metadata,
    Column("branch", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("series", String(1), primary_key=True),
    Column("last", Integer, nullable=False),
    comment="The last number given in each series of a day.",
    **KEYED,
)

ticket = Table(
    "ticket",
    metadata,
    Column("branch", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("number", String(16), primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("service", String(64), nullable=False),
    Column("class_id", String(64), nullable=False),
    Column("seniority", Float(53), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("skips", JSON, nullable=False),
    Column("overridden", Integer, nullable=False, server_default=text("0")),
    Column("language", String(8), nullable=False),
    Column("care", String(64)),
    Column("amount", BigInteger),
    Column("slips", Integer, nullable=False),
    Column("counter", String(64)),
    Column("called_at", Instant),
    Column("recalls", Integer, nullable=False),
    Column("started_at", Instant),
    Column("closed_at", Instant),
    Column("closed_seq", BigInteger),
    Column("shown", JSON(none_as_null=True)),
    Column("aside", JSON(none_as_null=True)),
    Column("came_back", String(32)),
    Column("came_back_at", Instant),
    Column("before", JSON(none_as_null=True)),
    Column("identity", String(64)),
    Column("taken", Integer, nullable=False, server_default=text("1")),
    comment="`number` is the series' letter and the count in it: the key makes it unique within branch and day.",
    **KEYED,
)

_live = text("closed_seq IS NULL")
Index("ix_ticket_live", ticket.c.branch, sqlite_where=_live, postgresql_where=_live)
_closed = text("closed_seq IS NOT NULL")
Index("ix_ticket_closed", ticket.c.branch, ticket.c.closed_seq, sqlite_where=_closed, postgresql_where=_closed)
_shown = text("identity IS NOT NULL")
Index("ix_ticket_identity", ticket.c.branch, ticket.c.identity, sqlite_where=_shown, postgresql_where=_shown)

call = Table(
    "call",
    metadata,
    Column("branch", String(64), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("day", Date, nullable=False),
    Column("number", String(16), nullable=False),
    Column("counter", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("why", JSON(none_as_null=True)),
    comment="Every announcement, and for a call its reason in words; a recall has none.",
    **KEYED,
)
Index("ix_call_day", call.c.branch, call.c.day, call.c.number)

journal = Table(
    "journal",
    metadata,
    Column("branch", String(64), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("day", Date, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(128), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("ticket", String(32)),
    Column("counter", String(64)),
    Column("detail", JSON, nullable=False),
    **KEYED,
)
Index("ix_journal_day", journal.c.branch, journal.c.day)

note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("branch", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("text", Text),
    comment="Free words, which the journal names by id and hash, so that they can be erased (text null).",
)

answer = Table(
    "answer",
    metadata,
    Column("branch", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("actor", String(128), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("asked", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", JSON(none_as_null=True)),
    comment="The answer to each Idempotency-Key; `asked` is the hash of what was asked.",
    **KEYED,
)

token = Table(
    "token",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("branch", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("name", String(128), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Column("demo", Boolean, nullable=False, server_default=false()),
    **KEYED,
)

staff = Table(
    "staff",
    metadata,
    Column("name", String(128), primary_key=True),
    Column("short", String(64), unique=True),
    Column("branch", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("password", String(255), nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("disabled_at", Instant),
    comment="People, kept for ever: the journal knows them by name. `password` is its argon2id hash.",
    **KEYED,
)

session = Table(
    "session",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("staff", String(128), nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    comment="Who is signed in: the hash of what the cookie holds. Instants are by the world's clock.",
    **KEYED,
)

customer = Table(
    "customer",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("class_id", String(64), nullable=False),
    Column("imported", Integer, nullable=False, server_default=text("0")),
    comment="The directory of customers with a tier: keyed hashes of identities, never the identities.",
    **KEYED,
)

learned = Table(
    "learned",
    metadata,
    Column("branch", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("taught", JSON, nullable=False),
    comment="A checkpoint of what closed days have taught, up to the fact `seq` that closed the last of them.",
    **KEYED,
)
