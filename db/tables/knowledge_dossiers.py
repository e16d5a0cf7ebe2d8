"""Dossiers as the one-stop system last told them, and what changed when."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from db.metadata import metadata, province_column

Moment = DateTime(timezone=True)

FINAL_STATUSES = (3, 7, 8, 9, 10)
"""Refused, withdrawn, stopped, done, returned: the national numbers after which no clock runs."""

dossiers = Table(
    "dossiers",
    metadata,
    province_column(),
    Column("code", Text, nullable=False, comment="canonical: upper case, no spaces"),
    Column("unit_code", Text, nullable=False),
    Column("status", Integer, nullable=False, comment="national number; unknown ones are kept"),
    Column("owner_phone", Text, nullable=True, comment="E.164"),
    Column("authorised_phones", ARRAY(Text), nullable=False, comment="E.164"),
    Column("received_at", Moment, nullable=True),
    Column("promised_at", Moment, nullable=True, comment="date of a signed apology, else due date"),
    Column("updated_at", Moment, nullable=False),
    Column("sequence", BigInteger, nullable=True),
    Column("source", Text, nullable=False, comment="feed, import, sample"),
    Column("event", JSONB, nullable=False, comment="the whole event in canonical form"),
    PrimaryKeyConstraint("province", "code"),
    Index(
        "ix_dossiers_owner_phone", "province", "owner_phone", postgresql_where=text("owner_phone IS NOT NULL")
    ),
    Index("ix_dossiers_authorised_phones", "authorised_phones", postgresql_using="gin"),
    Index("ix_dossiers_unit", "province", "unit_code", "status"),
    Index(
        "ix_dossiers_open",
        "province",
        "promised_at",
        postgresql_where=text(f"status NOT IN {FINAL_STATUSES}"),
    ),
)

dossier_changes = Table(
    "dossier_changes",
    metadata,
    province_column(),
    Column("id", BigInteger, Identity(always=True), nullable=False),
    Column("code", Text, nullable=False),
    Column("at", Moment, nullable=False, comment="updated_at of the event"),
    Column("kinds", ARRAY(Text), nullable=False, comment="new, status, due, apology, supplement, other"),
    Column("status", Integer, nullable=False, comment="after the change"),
    Column("promised_at", Moment, nullable=True, comment="after the change"),
    Column("sequence", BigInteger, nullable=True),
    Column("source", Text, nullable=False),
    Column("digest", Text, nullable=False, comment="of the event: tells a replay from an older event"),
    Column("recorded_at", Moment, nullable=False, server_default=func.now()),
    PrimaryKeyConstraint("province", "id"),
    Index("ix_dossier_changes_code", "province", "code", "id"),
)
