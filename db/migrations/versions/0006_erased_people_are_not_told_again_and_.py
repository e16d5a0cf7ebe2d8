"""erased people are not told again and campaigns keep who did what."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forgotten",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column(
            "digest",
            sa.Text(),
            nullable=False,
            comment="keyed, of an erased subject: what it was told stays told",
        ),
        sa.Column("refuses_all", sa.Boolean(), nullable=False, comment="its last word about notices was no"),
        sa.Column("refuses_extras", sa.Boolean(), nullable=False),
        sa.Column("wrong_number", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("province", "digest", name=op.f("pk_forgotten")),
    )
    op.add_column(
        "campaigns",
        sa.Column(
            "acts",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
            comment="who did what, and when: written, approved, undone, stopped, resumed",
        ),
    )


def downgrade() -> None:
    raise NotImplementedError("Migrations only go forward: restore a backup instead")
