"""People and their sessions; and which tokens only a demonstration lets in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "staff",
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("short", sa.String(length=64)),
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("name", name="pk_staff"),
        sa.UniqueConstraint("short", name="uq_staff_short"),
        comment="People, kept for ever: the journal knows them by name. `password` is its argon2id hash.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "session",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=128), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_session"),
        comment="Who is signed in: the hash of what the cookie holds. Instants are by the world's clock.",
        sqlite_with_rowid=False,
    )
    op.add_column("token", sa.Column("demo", sa.Boolean(), nullable=False, server_default=sa.false()))
    roles = ("teller", "manager", "admin", "kiosk", "display")
    token = sa.table("token", sa.column("name", sa.String), sa.column("demo", sa.Boolean))
    op.execute(token.update().where(token.c.name.in_([f"demo {role}" for role in roles])).values(demo=True))
