"""tables of notices, tasks and campaigns."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign_rows",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False, comment="E.164"),
        sa.Column("values", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("province", "campaign_id", "row", name=op.f("pk_campaign_rows")),
    )
    op.create_table(
        "campaigns",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("sms", sa.Text(), nullable=True),
        sa.Column("unit_code", sa.Text(), nullable=True, comment="who speaks"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("urgent", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("rate", sa.Integer(), nullable=False, comment="notices a minute"),
        sa.Column("rows", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "planned_row", sa.Integer(), server_default="0", nullable=False, comment="rows planned so far"
        ),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True, comment="end of the undo window"),
        sa.Column(
            "ends_at", sa.DateTime(timezone=True), nullable=False, comment="after this it is of no use"
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("province", "id", name=op.f("pk_campaigns")),
    )
    op.create_index("ix_campaigns_state", "campaigns", ["province", "state"], unique=False)
    op.create_table(
        "channel_buckets",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("tokens", sa.Double(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("province", "channel", name=op.f("pk_channel_buckets")),
    )
    op.create_table(
        "notices",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("once_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="a file of bot/notices/"),
        sa.Column(
            "subject", sa.Text(), nullable=False, comment="E.164 phone, channel:sender without one, '' nobody"
        ),
        sa.Column("dossier_code", sa.Text(), nullable=True),
        sa.Column("unit_code", sa.Text(), nullable=True),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "content",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=True,
            comment="words of what is about no dossier; erased with texts",
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True, comment="why it ended, or waits, as it does"),
        sa.Column(
            "event_at", sa.DateTime(timezone=True), nullable=False, comment="when what it tells happened"
        ),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "next_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when a worker looks at it; null once it has ended",
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "rung", sa.SmallInteger(), server_default="0", nullable=False, comment="copies made on the ladder"
        ),
        sa.Column(
            "check_code",
            sa.Text(),
            nullable=True,
            comment="printed in the message; given when it first leaves",
        ),
        sa.Column(
            "carrier_id", sa.BigInteger(), nullable=True, comment="the notice in whose message it is told too"
        ),
        sa.Column(
            "left_at", sa.DateTime(timezone=True), nullable=True, comment="when its first copy was queued"
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Text(), nullable=True, comment="the channel that reached, or 'call'"),
        sa.PrimaryKeyConstraint("province", "id", name=op.f("pk_notices")),
        sa.UniqueConstraint("province", "once_key", name=op.f("uq_notices_province_once_key")),
    )
    op.create_index(
        "ix_notices_calling",
        "notices",
        ["province", "unit_code"],
        unique=False,
        postgresql_where=sa.text("state = 'calling'"),
    )
    op.create_index(
        "ix_notices_campaign_next",
        "notices",
        ["province", "campaign_id", "next_at"],
        unique=False,
        postgresql_where=sa.text("next_at IS NOT NULL AND campaign_id IS NOT NULL"),
    )
    op.create_index(
        "ix_notices_carrier",
        "notices",
        ["province", "carrier_id"],
        unique=False,
        postgresql_where=sa.text("carrier_id IS NOT NULL"),
    )
    op.create_index(
        "ix_notices_check",
        "notices",
        ["province", "check_code"],
        unique=False,
        postgresql_where=sa.text("check_code IS NOT NULL"),
    )
    op.create_index(
        "ix_notices_dossier",
        "notices",
        ["province", "dossier_code"],
        unique=False,
        postgresql_where=sa.text("dossier_code IS NOT NULL"),
    )
    op.create_index(
        "ix_notices_next",
        "notices",
        ["province", "next_at"],
        unique=False,
        postgresql_where=sa.text("next_at IS NOT NULL AND campaign_id IS NULL"),
    )
    op.create_index("ix_notices_subject", "notices", ["province", "subject", "planned_at"], unique=False)
    op.create_table(
        "tasks",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("once_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False, comment="officer, head, control, operator"),
        sa.Column("unit_code", sa.Text(), nullable=True),
        sa.Column("dossier_code", sa.Text(), nullable=True),
        sa.Column("notice_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "content",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="wordings and values; names no person",
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False, comment="open, done, lapsed"),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("province", "id", name=op.f("pk_tasks")),
        sa.UniqueConstraint("province", "once_key", name=op.f("uq_tasks_province_once_key")),
    )
    op.create_index(
        "ix_tasks_dossier",
        "tasks",
        ["province", "dossier_code"],
        unique=False,
        postgresql_where=sa.text("dossier_code IS NOT NULL"),
    )
    op.create_index("ix_tasks_kind", "tasks", ["province", "kind", "created_at"], unique=False)
    op.create_index(
        "ix_tasks_open",
        "tasks",
        ["province", "unit_code", "due_at"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "unit_feeds",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column(
            "heard_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when the feed last brought an event of the unit",
        ),
        sa.Column(
            "silent_from",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="since when it counts as silent; null: it speaks",
        ),
        sa.PrimaryKeyConstraint("province", "unit_code", name=op.f("pk_unit_feeds")),
    )
    op.create_table(
        "watches",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("dossier_code", sa.Text(), nullable=False),
        sa.Column(
            "look_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when the notices of the dossier are decided again",
        ),
        sa.PrimaryKeyConstraint("province", "dossier_code", name=op.f("pk_watches")),
    )
    op.create_index("ix_watches_look_at", "watches", ["province", "look_at"], unique=False)
    op.create_table(
        "wrong_numbers",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column(
            "phone",
            sa.Text(),
            nullable=False,
            comment="E.164; whoever has it says that it is not the citizen's",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("province", "phone", name=op.f("pk_wrong_numbers")),
    )
    op.alter_column(
        "consents",
        "purpose",
        existing_type=sa.TEXT(),
        comment="notices (all of them), extras (those no law demands)",
        existing_comment="notices",
        existing_nullable=False,
    )
    op.add_column(
        "exchanges",
        sa.Column(
            "dossier_code", sa.Text(), nullable=True, comment="the dossier it was about; erased with the text"
        ),
    )
    op.add_column(
        "outbox",
        sa.Column("notice_id", sa.BigInteger(), nullable=True, comment="the notice of which this is a copy"),
    )
    op.create_index(
        "ix_outbox_notice",
        "outbox",
        ["province", "notice_id"],
        unique=False,
        postgresql_where=sa.text("notice_id IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_told",
        "outbox",
        ["province", "channel", "recipient", "id"],
        unique=False,
        postgresql_where=sa.text("notice_id IS NOT NULL"),
    )
    op.add_column("ratings", sa.Column("unit_code", sa.Text(), nullable=True))
    op.add_column("ratings", sa.Column("procedure_code", sa.Text(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("Migrations only go forward: restore a backup instead")
