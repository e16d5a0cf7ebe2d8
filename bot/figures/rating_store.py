"""Ratings and surveys, counted; nobody's words."""

from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.figures.rating import SATISFIED, Marks, Rated
from bot.figures.scope import Scope
from db.tables.bot import ratings
from db.tables.bot_notices import notices
from db.tables.knowledge_dossiers import dossiers

KIND = "survey"


async def rated(connection: AsyncConnection, scope: Scope) -> list[Rated]:
    given = [
        Rated(
            unit=row.unit,
            procedure=row.procedure,
            marks=Marks(n=row.n, total=row.total, satisfied=row.satisfied),
        )
        for row in await connection.execute(_given(scope))
    ]
    asked = [
        Rated(unit=row.unit, procedure=row.procedure, marks=Marks(asked=row.asked, answered=row.answered))
        for row in await connection.execute(_asked(scope))
    ]
    return [*given, *asked]


def _given(scope: Scope) -> Select[*tuple[Any, ...]]:
    """Of dossiers only: one without is nobody's service. The sample province's ratings are not told apart."""
    table = ratings.c
    unit, procedure = func.coalesce(table.unit_code, ""), func.coalesce(table.procedure_code, "")
    return (
        select(
            unit.label("unit"),
            procedure.label("procedure"),
            func.count().label("n"),
            func.sum(table.value).label("total"),
            func.count().filter(table.value >= SATISFIED).label("satisfied"),
        )
        .where(
            table.province == scope.province, scope.within(table.at), scope.of_unit(table.unit_code),
            table.dossier_code.is_not(None),
        )
        .group_by(unit, procedure)
    )  # fmt: skip


def _asked(scope: Scope) -> Select[*tuple[Any, ...]]:
    notice, known, rating = notices.c, dossiers.c, ratings.c
    unit = func.coalesce(notice.unit_code, "")
    procedure = func.coalesce(known.event["procedure_code"].astext, "")
    same_dossier = and_(known.province == notice.province, known.code == notice.dossier_code)
    same_rating = and_(rating.province == notice.province, rating.dossier_code == notice.dossier_code)
    return (
        select(
            unit.label("unit"),
            procedure.label("procedure"),
            func.count().label("asked"),
            func.count(rating.id).label("answered"),
        )
        .select_from(notices.outerjoin(dossiers, same_dossier).outerjoin(ratings, same_rating))
        .where(
            notice.province == scope.province, notice.kind == KIND, scope.within(notice.left_at),
            scope.of_unit(notice.unit_code),
        )
        .group_by(unit, procedure)
    )  # fmt: skip
