"""What closed days have taught is kept whole, for the forecasts; what the first estimate knew of them goes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.drop_table("learned")
    op.create_table(
        "learned",
        sa.Column("branch", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("taught", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("branch", "day", name="pk_learned"),
        comment="A checkpoint of what closed days have taught, up to the fact `seq` that closed the last of them.",
        sqlite_with_rowid=False,
    )
