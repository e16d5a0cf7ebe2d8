"""campaigns are judged anew once resumed, all their notices are found."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "campaigns",
        sa.Column(
            "judged_from",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="copies made before count no more for the stop",
        ),
    )
    op.alter_column(
        "campaigns",
        "starts_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        comment="end of the undo window; moves with the pace",
        existing_comment="end of the undo window",
        existing_nullable=True,
    )
    op.drop_index(
        op.f("ix_notices_campaign_next"),
        table_name="notices",
        postgresql_where="((next_at IS NOT NULL) AND (campaign_id IS NOT NULL))",
    )
    op.create_index(
        "ix_notices_campaign",
        "notices",
        ["province", "campaign_id", "next_at"],
        unique=False,
        postgresql_where=sa.text("campaign_id IS NOT NULL"),
    )


def downgrade() -> None:
    raise NotImplementedError("Migrations only go forward: restore a backup instead")
