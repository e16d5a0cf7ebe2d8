"""Offices that citizens can go to or call."""

from sqlalchemy import Column, Date, PrimaryKeyConstraint, Table, Text

from db.metadata import metadata, province_column

offices = Table(
    "offices",
    metadata,
    province_column(),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("address", Text, nullable=True),
    Column("phone", Text, nullable=True, comment="as the office writes it"),
    Column("hours", Text, nullable=True, comment="a speakable Vietnamese phrase"),
    Column("confirmed_on", Date, nullable=False),
    Column("source", Text, nullable=False),
    PrimaryKeyConstraint("province", "code"),
)
