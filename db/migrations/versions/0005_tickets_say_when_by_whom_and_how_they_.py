"""tickets say when by whom and how they were closed, forgotten notices are found."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_notices_forgotten",
        "notices",
        ["province"],
        unique=False,
        postgresql_where=sa.text("next_at IS NULL AND ended_at IS NULL"),
    )
    op.add_column("tickets", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "tickets",
        sa.Column(
            "closed_by", sa.Text(), nullable=True, comment="an officer; null: its citizen took it back"
        ),
    )
    op.add_column(
        "tickets",
        sa.Column(
            "outcome", sa.Text(), nullable=True, comment="what was done, or answered; erased with the text"
        ),
    )


def downgrade() -> None:
    raise NotImplementedError("Migrations only go forward: restore a backup instead")
