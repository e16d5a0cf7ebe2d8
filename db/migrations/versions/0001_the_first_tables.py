"""The first tables of dossiers, procedures, offices and of the assistant."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = "0000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consents",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column(
            "subject", sa.Text(), nullable=False, comment="a proven phone, or channel:sender without one"
        ),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False, comment="notices"),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False, comment="name@version of the words agreed to"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("province", "id", name=op.f("pk_consents")),
    )
    op.create_index("ix_consents_subject", "consents", ["province", "subject", "purpose", "id"], unique=False)
    op.create_table(
        "conversations",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("state", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "phone", sa.Text(), nullable=True, comment="E.164, proven to belong to the sender (level 2)"
        ),
        sa.Column("phone_proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("province", "channel", "sender", name=op.f("pk_conversations")),
    )
    op.create_index("ix_conversations_last_at", "conversations", ["province", "last_at"], unique=False)
    op.create_index(
        "ix_conversations_phone",
        "conversations",
        ["province", "phone"],
        unique=False,
        postgresql_where=sa.text("phone IS NOT NULL"),
    )
    op.create_table(
        "dossier_changes",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="updated_at of the event"),
        sa.Column(
            "kinds",
            postgresql.ARRAY(sa.Text()),
            nullable=False,
            comment="new, status, due, apology, supplement, other",
        ),
        sa.Column("status", sa.Integer(), nullable=False, comment="after the change"),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=True, comment="after the change"),
        sa.Column("sequence", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column(
            "digest", sa.Text(), nullable=False, comment="of the event: tells a replay from an older event"
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("province", "id", name=op.f("pk_dossier_changes")),
    )
    op.create_index("ix_dossier_changes_code", "dossier_changes", ["province", "code", "id"], unique=False)
    op.create_table(
        "dossiers",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False, comment="canonical: upper case, no spaces"),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False, comment="national number; unknown ones are kept"),
        sa.Column("owner_phone", sa.Text(), nullable=True, comment="E.164"),
        sa.Column("authorised_phones", postgresql.ARRAY(sa.Text()), nullable=False, comment="E.164"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "promised_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="date of a signed apology, else due date",
        ),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False, comment="feed, import, sample"),
        sa.Column(
            "event",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="the whole event in canonical form",
        ),
        sa.PrimaryKeyConstraint("province", "code", name=op.f("pk_dossiers")),
    )
    op.create_index(
        "ix_dossiers_authorised_phones",
        "dossiers",
        ["authorised_phones"],
        unique=False,
        postgresql_using="gin",
    )
    op.create_index(
        "ix_dossiers_open",
        "dossiers",
        ["province", "promised_at"],
        unique=False,
        postgresql_where=sa.text("status NOT IN (3, 7, 8, 9, 10)"),
    )
    op.create_index(
        "ix_dossiers_owner_phone",
        "dossiers",
        ["province", "owner_phone"],
        unique=False,
        postgresql_where=sa.text("owner_phone IS NOT NULL"),
    )
    op.create_index("ix_dossiers_unit", "dossiers", ["province", "unit_code", "status"], unique=False)
    op.create_table(
        "exchanges",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column(
            "message_id", sa.Text(), nullable=False, comment="the platform's own id: seen before, taken once"
        ),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=True, comment="erased after the retention of conversations"),
        sa.Column("intents", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("understood", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("province", "channel", "message_id", name=op.f("pk_exchanges")),
    )
    op.create_index(
        "ix_exchanges_sender", "exchanges", ["province", "channel", "sender", "received_at"], unique=False
    )
    op.create_index(
        "ix_exchanges_text_age",
        "exchanges",
        ["province", "received_at"],
        unique=False,
        postgresql_where=sa.text("text IS NOT NULL"),
    )
    op.create_table(
        "offices",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True, comment="as the office writes it"),
        sa.Column("hours", sa.Text(), nullable=True, comment="a speakable Vietnamese phrase"),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("province", "code", name=op.f("pk_offices")),
    )
    op.create_table(
        "one_time_codes",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column(
            "phone",
            sa.Text(),
            nullable=False,
            comment="the number claimed; a code left only if it stands on a dossier",
        ),
        sa.Column("digest", sa.Text(), nullable=False, comment="keyed hash of the code"),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("province", "id", name=op.f("pk_one_time_codes")),
    )
    op.create_index(
        "ix_one_time_codes_phone", "one_time_codes", ["province", "phone", "issued_at"], unique=False
    )
    op.create_index(
        "ix_one_time_codes_sender",
        "one_time_codes",
        ["province", "channel", "sender", "issued_at"],
        unique=False,
    )
    op.create_table(
        "outbox",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("once_key", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="reply, code, notice"),
        sa.Column(
            "content",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=True,
            comment="wordings and values; erased with the text",
        ),
        sa.Column(
            "wordings",
            postgresql.ARRAY(sa.Text()),
            nullable=False,
            comment="name@version of each wording: kept for good",
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column(
            "resent",
            sa.SmallInteger(),
            server_default="0",
            nullable=False,
            comment="sent again after a crash",
        ),
        sa.Column("sending_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provider_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column(
            "text",
            sa.Text(),
            nullable=True,
            comment="as it left; erased after the retention of conversations",
        ),
        sa.PrimaryKeyConstraint("province", "id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("province", "once_key", name=op.f("uq_outbox_province_once_key")),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["province", "due_at"],
        unique=False,
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index(
        "ix_outbox_lane",
        "outbox",
        ["province", "channel", "recipient", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index(
        "ix_outbox_provider",
        "outbox",
        ["province", "channel", "provider_id"],
        unique=False,
        postgresql_where=sa.text("provider_id IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_sending",
        "outbox",
        ["province", "sending_at"],
        unique=False,
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.create_index(
        "ix_outbox_text_age",
        "outbox",
        ["province", "created_at"],
        unique=False,
        postgresql_where=sa.text("content IS NOT NULL"),
    )
    op.create_index(
        "ux_outbox_in_flight",
        "outbox",
        ["province", "channel", "recipient"],
        unique=True,
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.create_table(
        "procedures",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column(
            "document",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="knowledge/procedures/codec.py",
        ),
        sa.Column("content_hash", sa.Text(), nullable=False, comment="the same facts are not written again"),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when its facts last changed here",
        ),
        sa.PrimaryKeyConstraint("province", "code", name=op.f("pk_procedures")),
    )
    op.create_table(
        "proof_tries",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("unit_day", sa.Text(), nullable=False, comment="unit and date part of the number tried"),
        sa.PrimaryKeyConstraint("province", "id", name=op.f("pk_proof_tries")),
    )
    op.create_index("ix_proof_tries_at", "proof_tries", ["province", "at"], unique=False)
    op.create_index(
        "ix_proof_tries_sender", "proof_tries", ["province", "channel", "sender", "at"], unique=False
    )
    op.create_index("ix_proof_tries_unit_day", "proof_tries", ["province", "unit_day", "at"], unique=False)
    op.create_table(
        "ratings",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("dossier_code", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("province", "id", name=op.f("pk_ratings")),
        sa.UniqueConstraint("province", "dossier_code", name=op.f("uq_ratings_province_dossier_code")),
    )
    op.create_table(
        "tickets",
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="handoff, report, withdraw, privacy, comment"),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("unit_code", sa.Text(), nullable=True),
        sa.Column("dossier_code", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("province", "id", name=op.f("pk_tickets")),
    )
    op.create_index(
        "ix_tickets_open",
        "tickets",
        ["province", "unit_code", "created_at"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index("ix_tickets_sender", "tickets", ["province", "channel", "sender"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("Migrations only go forward: restore a backup instead")
