"""What one customer's numbers are known by for a day, and which import named a line of the directory last."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("ticket", sa.Column("identity", sa.String(length=64)))
    op.add_column("ticket", sa.Column("taken", sa.Integer(), nullable=False, server_default=sa.text("1")))
    shown = sa.text("identity IS NOT NULL")
    op.create_index("ix_ticket_identity", "ticket", ["branch", "identity"], sqlite_where=shown, postgresql_where=shown)
    op.add_column("customer", sa.Column("imported", sa.Integer(), nullable=False, server_default=sa.text("0")))
