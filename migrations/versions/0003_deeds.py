"""What tickets and counters remember of deeds: being aside, coming back, being overridden, what can be undone."""

from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("ticket", sa.Column("overridden", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("ticket", sa.Column("aside", sa.JSON(none_as_null=True)))
    op.add_column("ticket", sa.Column("came_back", sa.String(length=32)))
    op.add_column("ticket", sa.Column("before", sa.JSON(none_as_null=True)))
    op.add_column("counter", sa.Column("last", sa.String(length=16)))
    _give_the_missed_their_grace()


def _give_the_missed_their_grace() -> None:
    """Who was not there when called keeps the place for a while: since when, is now written with the ticket."""
    ticket = sa.table(
        "ticket",
        *(sa.column(name, sa.String) for name in ("id", "state")),
        sa.column("called_at", sa.DateTime(timezone=True)),
        sa.column("closed_seq", sa.BigInteger),
        sa.column("aside", sa.JSON),
    )
    connection = op.get_bind()
    missed = sa.select(ticket.c.id, ticket.c.called_at).where(ticket.c.state == "missed", ticket.c.closed_seq.is_(None))
    for row in connection.execute(missed).all():
        called_at = row.called_at if row.called_at.tzinfo else row.called_at.replace(tzinfo=UTC)
        aside = {"since": called_at.isoformat(), "until": None, "reason": None, "machine": None, "accompanied": False}
        connection.execute(ticket.update().where(ticket.c.id == row.id).values(aside=aside))
