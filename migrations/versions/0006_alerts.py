"""Since when somebody who was aside waits again: a promised time that nobody keeps is told of."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("ticket", sa.Column("came_back_at", sa.DateTime(timezone=True)))
