"""Since when and by whom a counter is lent, and until when it is left alone."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("counter", sa.Column("lent_at", sa.DateTime(timezone=True)))
    op.add_column("counter", sa.Column("lent_by", sa.String(length=128)))
    op.add_column("counter", sa.Column("left_alone_until", sa.DateTime(timezone=True)))
