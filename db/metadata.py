"""The one list of tables, and what all tables have in common."""

from typing import Final

from sqlalchemy import Column, MetaData, Text

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# `Table(..., info=NATIONAL)`: the same for every province, hence without a province column.
NATIONAL: Final = {"national": True}


def province_column() -> Column[str]:
    """The province a row belongs to, by NSO code ("51"): first in the table and in its primary key.

    So a cluster can distribute the tables by it and keep one province's rows together. The key itself is
    the table's: `PrimaryKeyConstraint("province", ...)`.
    """
    return Column("province", Text, nullable=False)
