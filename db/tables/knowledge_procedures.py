"""Imported procedures. The shipped, reviewed ones are files and stand in no table."""

from sqlalchemy import Column, DateTime, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from db.metadata import metadata, province_column

procedures = Table(
    "procedures",
    metadata,
    province_column(),
    Column("code", Text, nullable=False),
    Column("document", JSONB, nullable=False, comment="knowledge/procedures/codec.py"),
    Column("content_hash", Text, nullable=False, comment="the same facts are not written again"),
    Column("updated_at", DateTime(timezone=True), nullable=False, comment="when its facts last changed here"),
    PrimaryKeyConstraint("province", "code"),
)
