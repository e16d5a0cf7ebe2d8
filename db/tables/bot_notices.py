"""Tables of notices: what is to be told, to whom, how far it has come; officers' tasks; campaigns."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from db.metadata import metadata, province_column
from db.tables.bot import Moment

watches = Table(
    "watches",
    metadata,
    province_column(),
    Column("dossier_code", Text, nullable=False),
    Column("look_at", Moment, nullable=False, comment="when the notices of the dossier are decided again"),
    PrimaryKeyConstraint("province", "dossier_code"),
    Index("ix_watches_look_at", "province", "look_at"),
)

notices = Table(
    "notices",
    metadata,
    province_column(),
    Column("id", BigInteger, Identity(always=True), nullable=False),
    Column("once_key", Text, nullable=False),
    Column("kind", Text, nullable=False, comment="a file of bot/notices/"),
    Column("subject", Text, nullable=False, comment="E.164 phone, channel:sender without one, '' nobody"),
    Column("dossier_code", Text, nullable=True),
    Column("unit_code", Text, nullable=True),
    Column("campaign_id", BigInteger, nullable=True),
    Column("content", JSONB, nullable=True, comment="words of what is about no dossier; erased with texts"),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=True, comment="why it ended, or waits, as it does"),
    Column("event_at", Moment, nullable=False, comment="when what it tells happened"),
    Column("planned_at", Moment, nullable=False),
    Column("next_at", Moment, nullable=True, comment="when a worker looks at it; null once it has ended"),
    Column("expires_at", Moment, nullable=False),
    Column("rung", SmallInteger, nullable=False, server_default="0", comment="copies made on the ladder"),
    Column("check_code", Text, nullable=True, comment="printed in the message; given when it first leaves"),
    Column("carrier_id", BigInteger, nullable=True, comment="the notice in whose message it is told too"),
    Column("left_at", Moment, nullable=True, comment="when its first copy was queued"),
    Column("ended_at", Moment, nullable=True),
    Column("ended_on", Text, nullable=True, comment="the channel that reached, or 'call'"),
    PrimaryKeyConstraint("province", "id"),
    UniqueConstraint("province", "once_key"),
    Index(
        "ix_notices_next",
        "province",
        "next_at",
        postgresql_where=text("next_at IS NOT NULL AND campaign_id IS NULL"),
    ),
    Index(
        "ix_notices_campaign",
        "province",
        "campaign_id",
        "next_at",
        postgresql_where=text("campaign_id IS NOT NULL"),
    ),
    Index("ix_notices_subject", "province", "subject", "planned_at"),
    Index(
        "ix_notices_dossier", "province", "dossier_code", postgresql_where=text("dossier_code IS NOT NULL")
    ),
    Index("ix_notices_calling", "province", "unit_code", postgresql_where=text("state = 'calling'")),
    Index("ix_notices_check", "province", "check_code", postgresql_where=text("check_code IS NOT NULL")),
    Index(
        "ix_notices_forgotten",
        "province",
        postgresql_where=text("next_at IS NULL AND ended_at IS NULL"),
    ),
    Index("ix_notices_carrier", "province", "carrier_id", postgresql_where=text("carrier_id IS NOT NULL")),
)

tasks = Table(
    "tasks",
    metadata,
    province_column(),
    Column("id", BigInteger, Identity(always=True), nullable=False),
    Column("once_key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("desk", Text, nullable=False, comment="officer, head, control, operator"),
    Column("unit_code", Text, nullable=True),
    Column("dossier_code", Text, nullable=True),
    Column("notice_id", BigInteger, nullable=True),
    Column("content", JSONB, nullable=False, comment="wordings and values; names no person"),
    Column("due_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("state", Text, nullable=False, server_default="open", comment="open, done, lapsed"),
    Column("outcome", Text, nullable=True),
    Column("done_by", Text, nullable=True),
    Column("done_at", Moment, nullable=True),
    PrimaryKeyConstraint("province", "id"),
    UniqueConstraint("province", "once_key"),
    Index("ix_tasks_open", "province", "unit_code", "due_at", postgresql_where=text("state = 'open'")),
    Index("ix_tasks_dossier", "province", "dossier_code", postgresql_where=text("dossier_code IS NOT NULL")),
    Index("ix_tasks_kind", "province", "kind", "created_at"),
)

wrong_numbers = Table(
    "wrong_numbers",
    metadata,
    province_column(),
    Column("phone", Text, nullable=False, comment="E.164; whoever has it says that it is not the citizen's"),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("province", "phone"),
)

forgotten = Table(
    "forgotten",
    metadata,
    province_column(),
    Column(
        "digest", Text, nullable=False, comment="keyed, of an erased subject: what it was told stays told"
    ),
    Column("refuses_all", Boolean, nullable=False, comment="its last word about notices was no"),
    Column("refuses_extras", Boolean, nullable=False),
    Column("wrong_number", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("province", "digest"),
)

unit_feeds = Table(
    "unit_feeds",
    metadata,
    province_column(),
    Column("unit_code", Text, nullable=False),
    Column("heard_at", Moment, nullable=False, comment="when the feed last brought an event of the unit"),
    Column("silent_from", Moment, nullable=True, comment="since when it counts as silent; null: it speaks"),
    PrimaryKeyConstraint("province", "unit_code"),
)

channel_buckets = Table(
    "channel_buckets",
    metadata,
    province_column(),
    Column("channel", Text, nullable=False),
    Column("tokens", Double, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("province", "channel"),
)

campaigns = Table(
    "campaigns",
    metadata,
    province_column(),
    Column("id", BigInteger, Identity(always=True), nullable=False),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("chat", Text, nullable=False),
    Column("sms", Text, nullable=True),
    Column("unit_code", Text, nullable=True, comment="who speaks"),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=True),
    Column("urgent", Boolean, nullable=False, server_default=text("false")),
    Column("rate", Integer, nullable=False, comment="notices a minute"),
    Column("rows", Integer, nullable=False, server_default="0"),
    Column("planned_row", Integer, nullable=False, server_default="0", comment="rows planned so far"),
    Column("created_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("approved_by", Text, nullable=True),
    Column("approved_at", Moment, nullable=True),
    Column("starts_at", Moment, nullable=True, comment="end of the undo window; moves with the pace"),
    Column("judged_from", Moment, nullable=True, comment="copies made before count no more for the stop"),
    Column("ends_at", Moment, nullable=False, comment="after this it is of no use"),
    Column("ended_at", Moment, nullable=True),
    Column(
        "acts",
        JSONB,
        nullable=False,
        server_default=text("'[]'::jsonb"),
        comment="who did what, and when: written, approved, undone, stopped, resumed",
    ),
    PrimaryKeyConstraint("province", "id"),
    Index("ix_campaigns_state", "province", "state"),
)

campaign_rows = Table(
    "campaign_rows",
    metadata,
    province_column(),
    Column("campaign_id", BigInteger, nullable=False),
    Column("row", Integer, nullable=False),
    Column("phone", Text, nullable=False, comment="E.164"),
    Column("values", JSONB, nullable=False),
    PrimaryKeyConstraint("province", "campaign_id", "row"),
)
