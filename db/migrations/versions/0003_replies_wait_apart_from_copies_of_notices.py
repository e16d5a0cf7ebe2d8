"""replies wait apart from copies of notices."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "outbox",
        sa.Column(
            "bulk",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="others' notices go first",
        ),
    )
    op.create_index(
        "ix_outbox_copies",
        "outbox",
        ["province", "channel", "bulk", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'queued' AND kind = 'notice'"),
    )
    op.drop_index("ix_outbox_due", table_name="outbox")
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["province", "due_at"],
        unique=False,
        postgresql_where=sa.text("state = 'queued' AND kind <> 'notice'"),
    )


def downgrade() -> None:
    raise NotImplementedError("Migrations only go forward: restore a backup instead")
